/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-work-folder.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "galley-error.h"
#include "galley-file.h"

/* One that nobody touched for so long was left by a crash. */
#define STALE_SECONDS (30 * 24 * 60 * 60)

static void
prune (const char *packs)
{
  g_autoptr (GDir) dir = g_dir_open (packs, 0, NULL);
  gint64 limit = g_get_real_time () / G_USEC_PER_SEC - STALE_SECONDS;
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (packs, name, NULL);
      struct stat info;

      if (lstat (path, &info) == 0 && S_ISDIR (info.st_mode) && info.st_mtime < limit)
        galley_file_remove_tree (path);
    }
}

char *
galley_work_folder_make (const char  *cache_dir,
                         GError     **error)
{
  g_autofree char *cache = cache_dir
                             ? g_strdup (cache_dir)
                             : g_build_filename (g_get_user_cache_dir (), "galley", NULL);
  g_autofree char *packs = g_build_filename (cache, "packs", NULL);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *work = g_build_filename (packs, id, NULL);

  if (!galley_file_make_folder (packs, error))
    return NULL;
  prune (packs);
  if (g_mkdir (work, 0700) == 0)
    return g_steal_pointer (&work);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK,
               _("The folder “%s” could not be created: %s."), work, g_strerror (errno));
  return NULL;
}

