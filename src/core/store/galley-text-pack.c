/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A pack comes from anywhere. Its size is counted in what comes out, not in what it claims; only
 * folders and regular files are made, only below a folder that nobody else uses, and never through
 * or over anything that is there: so nothing in a pack can reach a file outside. */

#include "galley-text-pack.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "galley-error.h"
#include "galley-file.h"
#include "galley-text-bundle.h"

#define MAX_TOTAL (512 * 1024 * 1024)
#define MAX_ENTRIES 10000
#define MAX_DEPTH 32
#define BLOCK 65536

typedef struct archive Reader;
typedef struct archive Writer;
typedef struct archive_entry Entry;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Entry, archive_entry_free)

static gboolean
fail (const char  *path,
      int          code,
      const char  *format,
      GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *message = g_strjoinv (name, parts);

  g_set_error_literal (error, GALLEY_ERROR, code, message);
  return FALSE;
}

static gboolean
fail_disk (const char  *path,
           int          code,
           GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK, _("“%s” could not be written: %s."), name,
               g_strerror (code));
  return FALSE;
}

/* libarchive converts names to the locale's encoding; on this thread that is UTF-8 meanwhile. */
static locale_t
use_utf8 (locale_t *made)
{
  *made = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);
  return *made ? uselocale (*made) : (locale_t) 0;
}

static void
use_back (locale_t old,
          locale_t made)
{
  if (!made)
    return;
  uselocale (old);
  freelocale (made);
}

static gboolean
is_harmless (const char *name)
{
  g_auto (GStrv) parts = NULL;

  if (!name || !*name || name[0] == '/' || strchr (name, '\\') || !g_utf8_validate (name, -1, NULL))
    return FALSE;
  parts = g_strsplit (name, "/", -1);
  if (g_strv_length (parts) > MAX_DEPTH)
    return FALSE;
  for (guint i = 0; parts[i]; i++)
    if (g_str_equal (parts[i], "..") || g_str_equal (parts[i], ".")
        || (parts[i][0] == '\0' && parts[i + 1]))
      return FALSE;
  return TRUE;
}

static gboolean
copy_out (Reader        *reader,
          int            fd,
          const char    *path,
          gsize         *total,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autofree char *block = g_malloc (BLOCK);

  for (;;)
    {
      la_ssize_t got = archive_read_data (reader, block, BLOCK);

      if (got == 0)
        return TRUE;
      if (got < 0)
        return fail (path, GALLEY_ERROR_INVALID, _("The TextPack “%s” is damaged."), error);
      *total += (gsize) got;
      if (*total > MAX_TOTAL)
        return fail (path, GALLEY_ERROR_LIMIT,
                     _("The TextPack “%s” holds more than 512 MB."), error);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (la_ssize_t done = 0; done < got;)
        {
          gssize put = write (fd, block + done, (gsize) (got - done));

          if (put < 0 && errno != EINTR)
            return fail_disk (path, errno, error);
          done += MAX (put, 0);
        }
    }
}

static gboolean
unpack_file (Reader        *reader,
             const char    *path,
             const char    *target,
             gsize         *total,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autofree char *parent = g_path_get_dirname (target);
  gboolean good;
  int fd;

  if (g_mkdir_with_parents (parent, 0700) < 0)
    return fail_disk (parent, errno, error);
  fd = open (target, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0 && errno == EEXIST)
    return fail (path, GALLEY_ERROR_INVALID,
                 _("The TextPack “%s” holds two files of one name."), error);
  if (fd < 0)
    return fail_disk (target, errno, error);
  good = copy_out (reader, fd, path, total, cancellable, error);
  close (fd);
  return good;
}

static gboolean
unpack_entry (Reader        *reader,
              Entry         *entry,
              const char    *path,
              const char    *folder,
              gsize         *total,
              GCancellable  *cancellable,
              GError       **error)
{
  const char *name = archive_entry_pathname_utf8 (entry);
  mode_t type = archive_entry_filetype (entry);
  g_autofree char *target = NULL;

  if (!is_harmless (name) || archive_entry_hardlink (entry) || archive_entry_symlink (entry)
      || (type != AE_IFREG && type != AE_IFDIR))
    return fail (path, GALLEY_ERROR_INVALID,
                 _("The TextPack “%s” holds a link, or a file that would lie outside of it. "
                   "It was not opened."), error);
  if (archive_entry_is_encrypted (entry))
    return fail (path, GALLEY_ERROR_UNSUPPORTED, _("The TextPack “%s” is encrypted."), error);
  if (g_str_has_prefix (name, "__MACOSX/"))
    return TRUE;
  target = g_build_filename (folder, name, NULL);
  if (type == AE_IFREG)
    return unpack_file (reader, path, target, total, cancellable, error);
  return g_mkdir_with_parents (target, 0700) == 0 || fail_disk (target, errno, error);
}

static gboolean
unpack_all (Reader        *reader,
            const char    *path,
            const char    *folder,
            GCancellable  *cancellable,
            GError       **error)
{
  gsize total = 0;

  for (guint n = 0;; n++)
    {
      Entry *entry = NULL;
      int status = archive_read_next_header (reader, &entry);

      if (status == ARCHIVE_EOF)
        return TRUE;
      if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
        return fail (path, GALLEY_ERROR_INVALID, _("“%s” is not a TextPack."), error);
      if (n >= MAX_ENTRIES)
        return fail (path, GALLEY_ERROR_LIMIT,
                     _("The TextPack “%s” holds more than 10,000 files."), error);
      if (!unpack_entry (reader, entry, path, folder, &total, cancellable, error))
        return FALSE;
    }
}

static gboolean
unpack (const char    *path,
        const char    *folder,
        GCancellable  *cancellable,
        GError       **error)
{
  Reader *reader;
  gboolean good;
  struct stat info;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd < 0)
    {
      g_autofree char *name = g_filename_display_name (path);

      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK, _("“%s” could not be read: %s."), name,
                   g_strerror (errno));
      return FALSE;
    }
  reader = archive_read_new ();
  archive_read_support_format_zip_seekable (reader);
  if (fstat (fd, &info) < 0 || !S_ISREG (info.st_mode)
      || archive_read_open_fd (reader, fd, BLOCK) != ARCHIVE_OK)
    good = fail (path, GALLEY_ERROR_INVALID, _("“%s” is not a TextPack."), error);
  else
    good = unpack_all (reader, path, folder, cancellable, error);
  archive_read_free (reader);
  close (fd);
  return good;
}

/* Some programs pack the folder, others what is in it. */
static char *
find_bundle (const char  *path,
             const char  *folder,
             GError     **error)
{
  g_autofree char *text = galley_text_bundle_find_text (folder, NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (text)
    return g_strdup (folder);
  dir = g_dir_open (folder, 0, NULL);
  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *inside = g_build_filename (folder, name, NULL);
      g_autofree char *inside_text = galley_text_bundle_find_text (inside, NULL);

      if (inside_text)
        return g_steal_pointer (&inside);
    }
  fail (path, GALLEY_ERROR_INVALID, _("The TextPack “%s” has no file text.md."), error);
  return NULL;
}

char *
galley_text_pack_unpack (const char    *path,
                         const char    *folder,
                         GCancellable  *cancellable,
                         GError       **error)
{
  locale_t made;
  locale_t old = use_utf8 (&made);
  gboolean good = unpack (path, folder, cancellable, error);

  use_back (old, made);
  return good ? find_bundle (path, folder, error) : NULL;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Regular files only: a link in a bundle is not carried to somebody else's machine. */
static void
list_files (const char *folder,
            const char *below,
            guint       depth,
            GPtrArray  *found)
{
  g_autofree char *full = g_build_filename (folder, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (full, 0, NULL);
  const char *name;

  while (dir && depth < MAX_DEPTH && (name = g_dir_read_name (dir)))
    {
      g_autofree char *relative = below[0] ? g_build_filename (below, name, NULL) : g_strdup (name);
      g_autofree char *path = g_build_filename (folder, relative, NULL);
      struct stat info;

      if (g_str_has_prefix (name, ".galley-") || lstat (path, &info) < 0)
        continue;
      if (S_ISDIR (info.st_mode))
        list_files (folder, relative, depth + 1, found);
      else if (S_ISREG (info.st_mode))
        g_ptr_array_add (found, g_steal_pointer (&relative));
    }
}

static gboolean
pack_file (Writer      *writer,
           const char  *folder,
           const char  *prefix,
           const char  *relative,
           gsize       *total,
           GError     **error)
{
  g_autofree char *path = g_build_filename (folder, relative, NULL);
  g_autofree char *name = g_build_filename (prefix, relative, NULL);
  g_autoptr (GBytes) bytes = galley_file_load (path, MAX_TOTAL, error);
  g_autoptr (Entry) entry = archive_entry_new ();
  struct stat info;
  gsize size;
  const char *data;

  if (!bytes)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  *total += size;
  if (*total > MAX_TOTAL)
    return fail (folder, GALLEY_ERROR_LIMIT,
                 _("The issue and its pictures in “%s” are more than the 512 MB of a TextPack."),
                 error);
  archive_entry_set_pathname_utf8 (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) size);
  if (stat (path, &info) == 0)
    archive_entry_set_mtime (entry, info.st_mtime, 0);
  if (archive_write_header (writer, entry) != ARCHIVE_OK
      || (size > 0 && archive_write_data (writer, data, size) != (la_ssize_t) size)
      || archive_write_finish_entry (writer) != ARCHIVE_OK)
    return fail_disk (path, archive_errno (writer) > 0 ? archive_errno (writer) : EIO, error);
  return TRUE;
}

static gboolean
pack_all (Writer        *writer,
          const char    *folder,
          const char    *path,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *prefix = NULL;
  char *dot = strrchr (base, '.');
  gsize total = 0;

  if (dot && dot != base)
    *dot = '\0';
  prefix = g_utf8_validate (base, -1, NULL) ? g_strconcat (base, ".textbundle", NULL)
                                            : g_strdup ("issue.textbundle");
  list_files (folder, "", 0, files);
  g_ptr_array_sort (files, compare_names);
  if (files->len > MAX_ENTRIES)
    return fail (path, GALLEY_ERROR_LIMIT,
                 _("The TextPack “%s” would hold more than 10,000 files."), error);
  for (guint i = 0; i < files->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !pack_file (writer, folder, prefix, g_ptr_array_index (files, i), &total, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_archive (int            fd,
               const char    *folder,
               const char    *path,
               GCancellable  *cancellable,
               GError       **error)
{
  Writer *writer = archive_write_new ();
  gboolean good;

  archive_write_set_format_zip (writer);
  archive_write_set_options (writer, "zip:hdrcharset=UTF-8");
  if (archive_write_open_fd (writer, fd) != ARCHIVE_OK)
    good = fail_disk (path, archive_errno (writer), error);
  else
    good = pack_all (writer, folder, path, cancellable, error);
  if (good && archive_write_close (writer) != ARCHIVE_OK)
    good = fail_disk (path, archive_errno (writer) > 0 ? archive_errno (writer) : EIO, error);
  archive_write_free (writer);
  return good;
}

static gboolean
write_beside (const char    *folder,
              const char    *path,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *base = g_strconcat (".galley-", id, NULL);
  g_autofree char *temporary = g_build_filename (parent, base, NULL);
  struct stat info;
  gboolean good;
  int fd = open (temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

  if (fd < 0)
    return fail_disk (path, errno, error);
  good = write_archive (fd, folder, path, cancellable, error);
  if (good && stat (path, &info) == 0 && fchmod (fd, info.st_mode & 07777) < 0)
    good = fail_disk (path, errno, error);
  if (good && fsync (fd) < 0)
    good = fail_disk (path, errno, error);
  if (close (fd) < 0 && good)
    good = fail_disk (path, errno, error);
  if (good && g_rename (temporary, path) < 0)
    good = fail_disk (path, errno, error);
  if (good)
    galley_file_sync_folder (parent);
  else
    g_unlink (temporary);
  return good;
}

gboolean
galley_text_pack_write (const char    *folder,
                        const char    *path,
                        GCancellable  *cancellable,
                        GError       **error)
{
  locale_t made;
  locale_t old = use_utf8 (&made);
  char *real = realpath (path, NULL);
  gboolean good = write_beside (folder, real ? real : path, cancellable, error);

  free (real);
  use_back (old, made);
  return good;
}
