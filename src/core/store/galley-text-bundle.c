/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-text-bundle.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "galley-assets.h"
#include "galley-error.h"
#include "galley-file.h"

static const char info[] =
  "{\n"
  "  \"version\": 2,\n"
  "  \"type\": \"net.daringfireball.markdown\",\n"
  "  \"transient\": false,\n"
  "  \"creatorIdentifier\": \"io.github.galleyeditor.Galley\"\n"
  "}\n";

char *
galley_text_bundle_find_text (const char  *folder,
                              GError     **error)
{
  static const char *const names[] = { "text.md", "text.markdown", "text.txt" };
  g_autofree char *display = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      /* There, but a link out of the bundle: say so rather than look on. */
      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return galley_file_resolve_inside (folder, names[i], error);
    }
  display = g_filename_display_name (folder);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
               _("“%s” is not a TextBundle: it has no file text.md."), display);
  return NULL;
}

gboolean
galley_text_bundle_save (const char  *folder,
                         const char  *text,
                         gsize        length,
                         GError     **error)
{
  g_autofree char *assets = g_build_filename (folder, "assets", NULL);
  g_autofree char *info_path = g_build_filename (folder, "info.json", NULL);
  g_autofree char *text_path = galley_text_bundle_find_text (folder, NULL);

  if (!text_path)
    text_path = galley_file_resolve_inside (folder, "text.md", error);
  if (!text_path || !galley_file_make_folder (assets, error))
    return FALSE;
  if (!g_file_test (info_path, G_FILE_TEST_EXISTS)
      && !galley_file_create (info_path, info, strlen (info), error))
    return FALSE;
  return galley_file_save (text_path, text, length, error);
}

/* A bundle appears under its name only when all of it is there. */
gboolean
galley_text_bundle_create (const char         *path,
                           const char         *text,
                           gsize               length,
                           const char         *from,
                           const char *const  *pictures,
                           GCancellable       *cancellable,
                           GError            **error)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *base = g_strconcat (".galley-", id, NULL);
  g_autofree char *temporary = g_build_filename (parent, base, NULL);
  g_autofree char *name = NULL;
  int failure;

  if (g_mkdir (temporary, 0777) == 0)
    {
      if (!galley_assets_copy (from, temporary, pictures, cancellable, error)
          || !galley_text_bundle_save (temporary, text, length, error))
        {
          galley_file_remove_tree (temporary);
          return FALSE;
        }
      if (g_rename (temporary, path) == 0)
        {
          galley_file_sync_folder (parent);
          return TRUE;
        }
    }
  failure = errno;
  name = g_filename_display_name (path);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK, _("“%s” could not be written: %s."), name,
               g_strerror (failure));
  galley_file_remove_tree (temporary);
  return FALSE;
}
