/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-file-list.h"

char **
galley_file_list_dup_paths (GdkFileList *self)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (self);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (GSList *l = files; l != NULL; l = l->next)
    if (g_file_peek_path (l->data) != NULL)
      g_strv_builder_add (paths, g_file_peek_path (l->data));
  return g_strv_builder_end (paths);
}
