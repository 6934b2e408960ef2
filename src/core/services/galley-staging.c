/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-staging.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "galley-error.h"
#include "galley-file.h"

struct _GalleyStaging {
  char      *directory;
  char      *folder;  /* hidden; holds "new" and "old" */
  GPtrArray *names;
  gboolean   fresh;   /* the directory was not there */
};

static gboolean
set_disk_error (const char  *path,
                int          number,
                GError     **error)
{
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK, _("“%s” cannot be written: %s."), path, g_strerror (number));
  return FALSE;
}

GalleyStaging *
galley_staging_new (const char  *directory,
                    GError     **error)
{
  g_autoptr (GalleyStaging) self = g_new0 (GalleyStaging, 1);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->directory = g_canonicalize_filename (directory, NULL);
  self->fresh = !g_file_test (self->directory, G_FILE_TEST_EXISTS);
  g_autofree char *parent = self->fresh ? g_path_get_dirname (self->directory) : g_strdup (self->directory);
  if (!galley_file_make_folder (parent, error))
    return NULL;
  g_autofree char *folder = g_build_filename (parent, ".galley-XXXXXX", NULL);
  if (!g_mkdtemp_full (folder, 0755))
    {
      set_disk_error (self->directory, errno, error);
      return NULL;
    }
  self->folder = g_steal_pointer (&folder);
  g_autofree char *made = g_build_filename (self->folder, "new", NULL);
  g_autofree char *replaced = g_build_filename (self->folder, "old", NULL);
  if (g_mkdir (made, 0755) != 0 || g_mkdir (replaced, 0755) != 0)
    {
      set_disk_error (self->directory, errno, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

char *
galley_staging_get (GalleyStaging *self,
                    const char    *name)
{
  g_ptr_array_add (self->names, g_strdup (name));
  return g_build_filename (self->folder, "new", name, NULL);
}

static gboolean
move (const char *from_folder,
      const char *from,
      const char *to_folder,
      const char *to,
      const char *name)
{
  g_autofree char *source = g_build_filename (from_folder, from, name, NULL);
  g_autofree char *target = g_build_filename (to_folder, to, name, NULL);
  return g_rename (source, target) == 0;
}

/* Puts back the first @n names in the order opposite to that of their coming. */
static void
undo (GalleyStaging *self,
      guint          n)
{
  while (n-- > 0)
    {
      const char *name = self->names->pdata[n];
      move (self->directory, "", self->folder, "new", name);
      move (self->folder, "old", self->directory, "", name);
    }
}

static gboolean
exchange (GalleyStaging  *self,
          GError        **error)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      const char *name = self->names->pdata[i];
      gboolean away = move (self->directory, "", self->folder, "old", name) || errno == ENOENT;
      if (!away || !move (self->folder, "new", self->directory, "", name))
        {
          int number = errno;
          if (away)
            move (self->folder, "old", self->directory, "", name);
          undo (self, i);
          return set_disk_error (self->directory, number, error);
        }
    }
  return TRUE;
}

gboolean
galley_staging_commit (GalleyStaging  *self,
                       GError        **error)
{
  g_autofree char *made = g_build_filename (self->folder, "new", NULL);
  if (!self->fresh)
    return exchange (self, error);
  /* A directory that another made meanwhile is not replaced unless it is empty. */
  return g_rename (made, self->directory) == 0 || set_disk_error (self->directory, errno, error);
}

void
galley_staging_free (GalleyStaging *self)
{
  if (self->folder)
    galley_file_remove_tree (self->folder);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_free (self->directory);
  g_free (self->folder);
  g_free (self);
}
