/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-sandbox.h"

#include <string.h>

/* A file alone is ROOT/ID/FILE; one in a folder that was allowed is deeper. */
static gboolean
is_alone_below (const char *path, const char *root)
{
  const char *file;

  if (!g_str_has_prefix (path, root))
    return FALSE;
  file = strchr (path + strlen (root), G_DIR_SEPARATOR);
  return file != NULL && strchr (file + 1, G_DIR_SEPARATOR) == NULL;
}

/* The portal's folder has two names: one is a link to the other. */
gboolean
galley_sandbox_hides_folder (const char *path, const char *runtime_dir)
{
  g_autofree char *documents = g_strconcat (runtime_dir, "/doc/", NULL);

  return path != NULL
         && (is_alone_below (path, documents) || is_alone_below (path, "/run/flatpak/doc/"));
}
