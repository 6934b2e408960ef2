/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-image-entry.h"

#include "galley-image.h"

#define PICTURE_WIDTH 960

GalleyImageEntry *
galley_image_entry_copy (const GalleyImageEntry *entry)
{
  GalleyImageEntry *copy = g_new (GalleyImageEntry, 1);

  *copy = (GalleyImageEntry){ .path = g_strdup (entry->path),
                              .bytes = entry->bytes != NULL ? g_bytes_ref (entry->bytes) : NULL,
                              .src = g_strdup (entry->src),
                              .alt = g_strdup (entry->alt),
                              .caption = g_strdup (entry->caption),
                              .credit = g_strdup (entry->credit),
                              .href = g_strdup (entry->href),
                              .width = entry->width,
                              .is_feature = entry->is_feature };
  return copy;
}

void
galley_image_entry_free (gpointer data)
{
  GalleyImageEntry *entry = data;

  g_free (entry->path);
  g_clear_pointer (&entry->bytes, g_bytes_unref);
  g_free (entry->src);
  g_free (entry->alt);
  g_free (entry->caption);
  g_free (entry->credit);
  g_free (entry->href);
  g_free (entry);
}

void
galley_image_inspection_free (gpointer data)
{
  GalleyImageInspection *inspection = data;

  g_clear_pointer (&inspection->metadata, galley_image_metadata_free);
  g_clear_object (&inspection->texture);
  g_free (inspection);
}

gpointer
galley_image_entry_inspect (gpointer             data,
                            GalleyProgressFunc   progress,
                            gpointer             progress_data,
                            GCancellable        *cancellable,
                            GError             **error)
{
  const GalleyImageEntry *entry = data;
  g_autoptr (GBytes) bytes = entry->bytes != NULL ? g_bytes_ref (entry->bytes) : NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GalleyImageInspection *inspection;

  if (bytes == NULL)
    {
      g_autoptr (GalleyImage) image
          = galley_image_load (entry->path, PICTURE_WIDTH, cancellable, error);

      if (image == NULL)
        return NULL;
      bytes = g_bytes_ref (galley_image_get_bytes (image));
    }
  texture = gdk_texture_new_from_bytes (bytes, error);
  if (texture == NULL)
    return NULL;
  inspection = g_new0 (GalleyImageInspection, 1);
  inspection->texture = g_steal_pointer (&texture);
  if (entry->path != NULL)
    inspection->metadata = galley_image_metadata_load (entry->path, NULL);
  return inspection;
}

char *
galley_image_entries_write (GPtrArray *entries,
                            gboolean   is_gallery)
{
  GString *markdown = g_string_new (NULL);

  is_gallery &= entries->len > 1;
  for (guint i = 0; i < entries->len; i++)
    {
      const GalleyImageEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *figure = galley_figure_write (
          entry->src, entry->alt, *entry->caption != '\0' ? entry->caption : NULL,
          *entry->credit != '\0' ? entry->credit : NULL, entry->href,
          is_gallery ? GALLEY_WIDTH_REGULAR : entry->width);

      if (i > 0)
        g_string_append (markdown, is_gallery ? "\n" : "\n\n");
      g_string_append (markdown, figure);
    }
  return g_string_free (markdown, FALSE);
}

typedef struct {
  GalleyIssueFile *file;
  GPtrArray       *entries;
} Import;

gpointer
galley_image_import_new (GalleyIssueFile *file,
                         GPtrArray       *entries)
{
  Import *import = g_new0 (Import, 1);

  import->file = g_object_ref (file);
  import->entries = g_ptr_array_new_with_free_func (galley_image_entry_free);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (import->entries, galley_image_entry_copy (g_ptr_array_index (entries, i)));
  return import;
}

void
galley_image_import_free (gpointer data)
{
  Import *import = data;

  g_clear_object (&import->file);
  g_clear_pointer (&import->entries, g_ptr_array_unref);
  g_free (import);
}

gpointer
galley_image_import_run (gpointer             data,
                         GalleyProgressFunc   progress,
                         gpointer             progress_data,
                         GCancellable        *cancellable,
                         GError             **error)
{
  Import *import = data;
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < import->entries->len; i++)
    {
      const GalleyImageEntry *entry = g_ptr_array_index (import->entries, i);
      char *src;

      if (entry->src != NULL)
        src = g_strdup (entry->src);
      else if (entry->bytes != NULL)
        src = galley_issue_file_import_bytes (import->file, entry->bytes, "picture", error);
      else
        src = galley_issue_file_import_picture (import->file, entry->path, error);
      if (src == NULL)
        return NULL;
      g_ptr_array_add (sources, src);
    }
  return g_steal_pointer (&sources);
}
