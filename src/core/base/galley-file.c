/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saving is all or nothing: the new bytes are written to a file beside the old one and are on the
 * disk before the name moves over to them. A crash at any point leaves the old file or the new one. */

#include "galley-file.h"

#include "galley-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_LINKS 40

static gboolean
fail_read (GError **error,
           const char *path,
           int failure)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK, _ ("“%s” could not be read: %s."), name,
               g_strerror (failure));
  return FALSE;
}

static gboolean
fail_write (GError **error,
            const char *path,
            int failure)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK, _ ("“%s” could not be written: %s."), name,
               g_strerror (failure));
  return FALSE;
}

static gboolean
fail_limit (GError **error,
            const char *path,
            gsize max_length)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *size = g_format_size (max_length);

  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_LIMIT,
               _ ("“%s” is larger than %s, the most that Galley reads."), name, size);
  return FALSE;
}

/* The size is a hint only: the file may grow while it is read. */
static gboolean
read_all (int fd,
          const char *path,
          gsize max_length,
          GByteArray *data,
          GError **error)
{
  g_autofree guint8 *buffer = g_malloc (65536);

  for (;;)
    {
      gssize n = read (fd, buffer, 65536);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail_read (error, path, errno);
      if (n == 0)
        return TRUE;
      if (data->len + (gsize) n > max_length)
        return fail_limit (error, path, max_length);
      g_byte_array_append (data, buffer, n);
    }
}

/**
 * galley_file_load:
 * @path: a regular file
 * @max_length: the most bytes to take, at most 1 GB
 * @error: %GALLEY_ERROR_DISK, or %GALLEY_ERROR_LIMIT when it is larger
 *
 * Returns: (transfer full): all its bytes; a NUL that does not count follows them
 */
GBytes *
galley_file_load (const char *path,
                  gsize max_length,
                  GError **error)
{
  g_autoptr (GByteArray) data = NULL;
  struct stat status;
  gboolean done;
  gsize length;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  max_length = MIN (max_length, 1024 * 1024 * 1024);
  /* O_NONBLOCK: opening a pipe that nobody writes to must not hang. */
  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (fd < 0)
    {
      fail_read (error, path, errno);
      return NULL;
    }
  data = g_byte_array_new ();
  if (fstat (fd, &status) != 0)
    done = fail_read (error, path, errno);
  else if (S_ISDIR (status.st_mode))
    done = fail_read (error, path, EISDIR);
  else if (!S_ISREG (status.st_mode))
    done = fail_read (error, path, EINVAL);
  else if ((gsize) status.st_size > max_length)
    done = fail_limit (error, path, max_length);
  else
    done = read_all (fd, path, max_length, data, error);
  g_close (fd, NULL);
  if (!done)
    return NULL;

  length = data->len;
  g_byte_array_append (data, (const guint8 *) "", 1);
  return g_bytes_new_with_free_func (data->data, length, (GDestroyNotify) g_byte_array_unref,
                                     g_byte_array_ref (data));
}

/* Where the bytes really go: a symlink stays one, and what it points to is replaced. */
static char *
follow_links (const char *path)
{
  g_autofree char *at = g_strdup (path);

  for (int i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *target = g_file_read_link (at, NULL);
      g_autofree char *folder = g_path_get_dirname (at);

      if (target == NULL)
        break;
      g_free (at);
      at = g_path_is_absolute (target) ? g_strdup (target)
                                       : g_build_filename (folder, target, NULL);
    }
  return g_steal_pointer (&at);
}

/* A new file beside @path, made with the mode the umask leaves. */
static int
open_beside (const char *path,
             char **name)
{
  g_autofree char *folder = g_path_get_dirname (path);

  for (int i = 0; i < 100; i++)
    {
      g_autofree char *base = g_strdup_printf (".galley-%08x%08x", g_random_int (), g_random_int ());
      g_autofree char *candidate = g_build_filename (folder, base, NULL);
      int fd = g_open (candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

      if (fd >= 0)
        *name = g_steal_pointer (&candidate);
      if (fd >= 0 || errno != EEXIST)
        return fd;
    }
  return -1;
}

static gboolean
write_all (int fd,
           const char *data,
           gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      length -= n;
    }
  return fsync (fd) == 0;
}

gboolean
galley_file_sync_folder (const char *folder)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  int failure = fd < 0 || fsync (fd) != 0 ? errno : 0;

  if (fd >= 0)
    g_close (fd, NULL);
  errno = failure;
  return failure == 0;
}

/* Some file systems cannot sync a folder; the rename itself has happened then. */
static void
sync_parent (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (!galley_file_sync_folder (folder))
    g_debug ("The folder “%s” cannot be synced: %s", folder, g_strerror (errno));
}

/* Moves @from to @to only if nothing has that name, in one step; errno on failure. */
static int
rename_new (const char *from,
            const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return errno;
  if (link (from, to) != 0)
    return errno;
  g_unlink (from);
  return 0;
}

/* Returns 0 or the errno that stopped it; nothing is left behind then. */
static int
replace (const char *path,
         const char *data,
         gsize length,
         gboolean create)
{
  g_autofree char *temporary = NULL;
  struct stat status;
  int fd = open_beside (path, &temporary);
  int failure = 0;

  if (fd < 0)
    return errno;
  /* The owner can be kept only by root, and then it should be. */
  if (!create && stat (path, &status) == 0
      && ((fchown (fd, status.st_uid, status.st_gid) != 0 && geteuid () == 0)
          || fchmod (fd, status.st_mode & 07777) != 0))
    failure = errno;
  if (failure == 0 && !write_all (fd, data, length))
    failure = errno;
  if (close (fd) != 0 && failure == 0)
    failure = errno;
  if (failure == 0 && create)
    failure = rename_new (temporary, path);
  else if (failure == 0 && g_rename (temporary, path) != 0)
    failure = errno;
  if (failure != 0)
    g_unlink (temporary);
  else
    sync_parent (path);
  return failure;
}

/**
 * galley_file_save:
 * @path: the file, or a symlink to it
 * @data: the bytes
 * @length: how many
 * @error: %GALLEY_ERROR_DISK
 *
 * Returns: whether the file has the new bytes; if not, it has the old ones
 */
gboolean
galley_file_save (const char *path,
                  const char *data,
                  gsize length,
                  GError **error)
{
  g_autofree char *real = NULL;
  int failure;

  g_return_val_if_fail (path != NULL && (data != NULL || length == 0), FALSE);

  real = follow_links (path);
  failure = g_file_test (real, G_FILE_TEST_IS_DIR) ? EISDIR : replace (real, data, length, FALSE);
  return failure == 0 || fail_write (error, path, failure);
}

/**
 * galley_file_create:
 * @path: a name that is free
 * @data: the bytes
 * @length: how many
 * @error: %G_IO_ERROR_EXISTS when the name is taken, by a dangling symlink too; else
 *   %GALLEY_ERROR_DISK
 *
 * Returns: whether the file is there now
 */
gboolean
galley_file_create (const char *path,
                    const char *data,
                    gsize length,
                    GError **error)
{
  g_autofree char *name = NULL;
  int failure;

  g_return_val_if_fail (path != NULL && (data != NULL || length == 0), FALSE);

  failure = replace (path, data, length, TRUE);
  if (failure != EEXIST)
    return failure == 0 || fail_write (error, path, failure);
  name = g_filename_display_name (path);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("There is already a file “%s”."), name);
  return FALSE;
}

/**
 * galley_file_make_folder:
 * @path: a folder; those above it are made as well
 * @error: %GALLEY_ERROR_DISK
 *
 * Returns: whether the folder is there now
 */
gboolean
galley_file_make_folder (const char *path,
                         GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  return g_mkdir_with_parents (path, 0777) == 0 || fail_write (error, path, errno);
}

gboolean
galley_file_remove_tree (const char *path)
{
  struct stat info;

  g_return_val_if_fail (path != NULL, FALSE);

  if (lstat (path, &info) == 0 && S_ISDIR (info.st_mode))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          galley_file_remove_tree (child);
        }
    }
  return g_remove (path) == 0 || errno == ENOENT;
}

static gboolean
is_below (const char *path,
          const char *folder)
{
  gsize length = strlen (folder);

  if (g_str_equal (folder, "/"))
    return path[0] == '/' && path[1] != '\0';
  return strncmp (path, folder, length) == 0 && path[length] == '/';
}

/* Whether the file, or the deepest folder above it that exists, is where it pretends to be. */
static gboolean
stays_inside (const char *path,
              const char *folder)
{
  g_autofree char *at = g_strdup (path);
  g_autofree char *real_folder = realpath (folder, NULL);

  if (real_folder == NULL)
    return TRUE;
  while (is_below (at, folder))
    {
      g_autofree char *real = realpath (at, NULL);
      g_autofree char *parent = g_path_get_dirname (at);

      if (real != NULL)
        return is_below (real, real_folder) || g_str_equal (real, real_folder);
      /* A link to nowhere cannot be judged, and a loop never ends. */
      if (errno != ENOENT || g_file_test (at, G_FILE_TEST_IS_SYMLINK))
        return FALSE;
      g_free (at);
      at = g_steal_pointer (&parent);
    }
  return TRUE;
}

/* NULL when @relative does not name something below @root. */
static char *
resolve (const char *root,
         const char *relative)
{
  g_autofree char *path = NULL;

  if (relative == NULL || relative[0] == '\0' || g_path_is_absolute (relative))
    return NULL;
  path = g_canonicalize_filename (relative, root);
  if (!is_below (path, root) || !stays_inside (path, root))
    return NULL;
  return g_steal_pointer (&path);
}

/**
 * galley_file_resolve_inside:
 * @folder: the folder of an issue
 * @relative: a path as written in it
 * @error: %GALLEY_ERROR_INVALID
 *
 * Returns: (transfer full): the absolute path; nothing needs to exist there
 */
char *
galley_file_resolve_inside (const char *folder,
                            const char *relative,
                            GError **error)
{
  g_autofree char *root = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (folder != NULL && relative != NULL, NULL);

  root = g_canonicalize_filename (folder, NULL);
  path = resolve (root, relative);
  if (path != NULL && strchr (relative, '%') != NULL && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *decoded = g_uri_unescape_string (relative, NULL);

      /* An escape that is none (100%.png) leaves the name as written. */
      if (decoded != NULL)
        {
          g_free (path);
          path = resolve (root, decoded);
        }
    }
  if (path == NULL)
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                 _ ("“%s” is not inside the folder of the issue."), relative);
  return g_steal_pointer (&path);
}

gboolean
galley_file_is_same (const char *path,
                     const char *other)
{
  GStatBuf one, two;

  g_return_val_if_fail (path != NULL && other != NULL, FALSE);

  return g_stat (path, &one) == 0 && g_stat (other, &two) == 0 && one.st_dev == two.st_dev
         && one.st_ino == two.st_ino;
}
