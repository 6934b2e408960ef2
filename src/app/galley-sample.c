/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-sample.h"

#include "galley-file.h"

#define RESOURCES "/io/github/galleyeditor/Galley/sample/"

static gboolean
unpack (const char *folder, const char *name, GError **error)
{
  g_autofree char *resource = g_strconcat (RESOURCES, name, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (resource, 0, error);
  g_autoptr (GError) local_error = NULL;

  if (bytes == NULL)
    return FALSE;
  if (galley_file_create (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &local_error)
      || g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

char *
galley_sample_unpack (const char *folder, GError **error)
{
  g_autofree char *assets = g_build_filename (folder, "assets", NULL);
  g_auto (GStrv) pictures = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  pictures = g_resources_enumerate_children (RESOURCES "assets", 0, error);
  if (pictures == NULL || !galley_file_make_folder (assets, error))
    return NULL;
  for (guint i = 0; pictures[i] != NULL; i++)
    {
      g_autofree char *name = g_build_filename ("assets", pictures[i], NULL);

      if (!unpack (folder, name, error))
        return NULL;
    }
  if (!unpack (folder, "nuri.md", error))
    return NULL;
  return g_build_filename (folder, "nuri.md", NULL);
}
