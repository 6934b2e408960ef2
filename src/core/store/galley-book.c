/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One append-only file of JSON lines. Its invariants:
 *
 *  - A line is {"site":…,"name":…,"value":…}; a later line with the same site and name wins.
 *  - Lines are only added, under an exclusive flock, in one write that ends with a newline and is
 *    fsync'd before the function returns. A write that fails is cut off again.
 *  - A last line without a newline was torn by a crash. Readers leave it alone; the next writer
 *    closes it with a newline of its own, after which it is skipped as unreadable.
 *  - What was read stays in memory; when the file has grown, only the new lines are read.
 *
 * Whoever has one on several threads takes turns (galley-ledger). */

#include "galley-book.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "galley-error.h"
#include "galley-file.h"
#include "galley-json.h"

/* More than a lifetime of newsletters; a file beyond it is not ours. */
#define MAX_FILE (256 * 1024 * 1024)

struct _GalleyBook {
  char       *path;
  GHashTable *values; /* "site\nname" -> value */
  gsize       offset; /* past the last whole line that was read */
  dev_t       device;
  ino_t       inode;
};

static char *
make_key (const char *site,
          const char *name)
{
  return g_strconcat (site, "\n", name, NULL);
}

static gboolean
fail_disk (const char  *path,
           int          code,
           GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK,
               _("The record “%s” could not be read or written: %s."), name, g_strerror (code));
  return FALSE;
}

static void
read_line (GalleyBook *self,
           const char *line,
           gsize       length)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  const char *site, *name, *value;

  if (length == 0)
    return;
  node = galley_json_parse (line, (gssize) length, NULL);
  if (!node || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  object = json_node_get_object (node);
  site = galley_json_get_string (object, "site");
  name = galley_json_get_string (object, "name");
  value = galley_json_get_string (object, "value");
  if (site && name && value)
    g_hash_table_replace (self->values, make_key (site, name), g_strdup (value));
}

static gboolean
read_new_lines (GalleyBook  *self,
                int          fd,
                gsize        size,
                GError     **error)
{
  gsize length = size - self->offset;
  g_autofree char *data = g_malloc (length + 1);
  gsize done = 0;
  const char *line = data;
  const char *newline;

  while (done < length)
    {
      gssize got = pread (fd, data + done, length - done, (off_t) (self->offset + done));

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return fail_disk (self->path, errno, error);
      if (got == 0)
        break;
      done += (gsize) got;
    }
  while ((newline = memchr (line, '\n', done - (gsize) (line - data))))
    {
      read_line (self, line, (gsize) (newline - line));
      line = newline + 1;
    }
  self->offset += (gsize) (line - data);
  return TRUE;
}

/* Brings @self up to what the file holds now. */
static gboolean
refresh_from (GalleyBook  *self,
              int          fd,
              GError     **error)
{
  struct stat info;

  if (fstat (fd, &info) < 0)
    return fail_disk (self->path, errno, error);
  if (!S_ISREG (info.st_mode))
    return fail_disk (self->path, EINVAL, error);
  if (info.st_size > MAX_FILE)
    return fail_disk (self->path, EFBIG, error);
  if (info.st_dev != self->device || info.st_ino != self->inode
      || (gsize) info.st_size < self->offset)
    {
      g_hash_table_remove_all (self->values);
      self->offset = 0;
      self->device = info.st_dev;
      self->inode = info.st_ino;
    }
  if ((gsize) info.st_size == self->offset)
    return TRUE;
  return read_new_lines (self, fd, (gsize) info.st_size, error);
}

static char *
write_line (const char *site,
            const char *name,
            const char *value)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "site", site);
  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "value", value);
  json_node_take_object (node, object);
  return galley_json_to_string (node, FALSE);
}

static int
write_all (int         fd,
           const char *data,
           gsize       length)
{
  gsize done = 0;

  while (done < length)
    {
      gssize put = write (fd, data + done, length - done);

      if (put < 0 && errno == EINTR)
        continue;
      if (put < 0)
        return errno;
      done += (gsize) put;
    }
  return fsync (fd) < 0 ? errno : 0;
}

/* With the lock held on @fd: closes a torn line, adds @line, and takes it back if it did not
 * reach the disk whole. */
static gboolean
append_locked (GalleyBook  *self,
               int          fd,
               const char  *line,
               GError     **error)
{
  g_autofree char *data = NULL;
  struct stat info;
  char last = '\n';
  int code;

  if (fstat (fd, &info) < 0)
    return fail_disk (self->path, errno, error);
  if (info.st_size > 0 && pread (fd, &last, 1, info.st_size - 1) != 1)
    return fail_disk (self->path, errno, error);
  data = g_strconcat (last == '\n' ? "" : "\n", line, "\n", NULL);
  code = write_all (fd, data, strlen (data));
  if (code != 0)
    {
      /* A failure here leaves a torn line, which the next writer closes. */
      if (ftruncate (fd, info.st_size) < 0)
        return fail_disk (self->path, code, error);
      return fail_disk (self->path, code, error);
    }
  return refresh_from (self, fd, error);
}

static gboolean
append (GalleyBook  *self,
        const char  *line,
        GError     **error)
{
  gboolean is_new = access (self->path, F_OK) != 0;
  g_autofree char *folder = NULL;
  gboolean good;
  int fd = open (self->path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0600);

  if (fd < 0)
    return fail_disk (self->path, errno, error);
  while (flock (fd, LOCK_EX) < 0)
    if (errno != EINTR)
      {
        fail_disk (self->path, errno, error);
        close (fd);
        return FALSE;
      }
  good = append_locked (self, fd, line, error);
  close (fd);
  if (!good || !is_new)
    return good;
  folder = g_path_get_dirname (self->path);
  return galley_file_sync_folder (folder) || fail_disk (folder, errno, error);
}

GalleyBook *
galley_book_new (const char *path)
{
  GalleyBook *self = g_new0 (GalleyBook, 1);

  self->path = g_strdup (path);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
galley_book_free (GalleyBook *self)
{
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_free (self->path);
  g_free (self);
}

gboolean
galley_book_refresh (GalleyBook  *self,
                     GError     **error)
{
  gboolean good;
  int fd = open (self->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd < 0 && errno == ENOENT)
    {
      g_hash_table_remove_all (self->values);
      self->offset = 0;
      return TRUE;
    }
  if (fd < 0)
    return fail_disk (self->path, errno, error);
  good = refresh_from (self, fd, error);
  close (fd);
  return good;
}

const char *
galley_book_lookup (const GalleyBook *self,
                    const char       *site,
                    const char       *name)
{
  g_autofree char *key = make_key (site, name);

  return g_hash_table_lookup (self->values, key);
}

GHashTable *
galley_book_dup_values (const GalleyBook *self,
                        const char       *site)
{
  g_autofree char *prefix = make_key (site, "");
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  const char *key, *value;

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, (gpointer *) &value))
    if (g_str_has_prefix (key, prefix))
      g_hash_table_replace (values, g_strdup (key + strlen (prefix)), g_strdup (value));
  return values;
}

gboolean
galley_book_add (GalleyBook  *self,
                 const char  *site,
                 const char  *name,
                 const char  *value,
                 GError     **error)
{
  g_autofree char *file = NULL;
  g_autofree char *line = NULL;

  if (!g_utf8_validate (site, -1, NULL) || !g_utf8_validate (name, -1, NULL)
      || !g_utf8_validate (value, -1, NULL))
    {
      file = g_path_get_basename (self->path);
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                   _("What was to be remembered in “%s” is not UTF-8 text."), file);
      return FALSE;
    }
  if (!galley_book_refresh (self, error))
    return FALSE;
  if (g_strcmp0 (galley_book_lookup (self, site, name), value) == 0)
    return TRUE;
  line = write_line (site, name, value);
  return append (self, line, error);
}
