/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-text-bundle.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

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
