/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-sandbox.h"

#include <string.h>

/* A file alone is RUNTIME/doc/ID/FILE; one in a folder that was allowed is deeper. */
gboolean
galley_sandbox_hides_folder (const char *path, const char *runtime_dir)
{
  g_autofree char *documents = g_strconcat (runtime_dir, "/doc/", NULL);
  const char *file;

  if (path == NULL || !g_str_has_prefix (path, documents))
    return FALSE;
  file = strchr (path + strlen (documents), G_DIR_SEPARATOR);
  return file != NULL && strchr (file + 1, G_DIR_SEPARATOR) == NULL;
}
