/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ledger is one append-only file of JSON lines for each kind of memory. Its invariants:
 *
 *  - A line is {"site":…,"name":…,"value":…}; a later line with the same site and name wins.
 *  - Lines are only added, under an exclusive flock, in one write that ends with a newline and is
 *    fsync'd before the function returns. A write that fails is cut off again.
 *  - A last line without a newline was torn by a crash. Readers leave it alone; the next writer
 *    closes it with a newline of its own, after which it is skipped as unreadable.
 *  - What was read stays in memory; when the file has grown, only the new lines are read. */

#include "galley-ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "galley-error.h"
#include "galley-file.h"
#include "galley-json.h"

/* More than a lifetime of newsletters; a file beyond it is not ours. */
#define MAX_FILE (256 * 1024 * 1024)

typedef enum {
  KIND_UPLOADS,
  KIND_POSTS,
  KIND_ISSUE_IDS,
  KIND_SYNCS,
  KIND_BOOKMARKS,
  KIND_SITES,
  KIND_RESOLUTIONS,
  KIND_SENDS,
  KIND_TESTS,
  N_KINDS,
} Kind;

static const char *const kind_files[N_KINDS] = {
  [KIND_UPLOADS] = "uploads.jsonl",
  [KIND_POSTS] = "posts.jsonl",
  [KIND_ISSUE_IDS] = "issues.jsonl",
  [KIND_SYNCS] = "syncs.jsonl",
  [KIND_BOOKMARKS] = "bookmarks.jsonl",
  [KIND_SITES] = "sites.jsonl",
  [KIND_RESOLUTIONS] = "resolutions.jsonl",
  [KIND_SENDS] = "sends.jsonl",
  [KIND_TESTS] = "tests.jsonl",
};

typedef struct {
  char       *path;
  GHashTable *values; /* "site\nname" -> value */
  gsize       offset; /* past the last whole line that was read */
  dev_t       device;
  ino_t       inode;
} Book;

struct _GalleyLedger {
  GObject parent_instance;

  /* owned */
  char  *state_dir;
  Book   books[N_KINDS];
  GMutex mutex;
};

G_DEFINE_FINAL_TYPE (GalleyLedger, galley_ledger, G_TYPE_OBJECT)

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
read_line (Book       *book,
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
    g_hash_table_replace (book->values, make_key (site, name), g_strdup (value));
}

static gboolean
read_new_lines (Book    *book,
                int      fd,
                gsize    size,
                GError **error)
{
  gsize length = size - book->offset;
  g_autofree char *data = g_malloc (length + 1);
  gsize done = 0;
  const char *line = data;
  const char *newline;

  while (done < length)
    {
      gssize got = pread (fd, data + done, length - done, (off_t) (book->offset + done));

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return fail_disk (book->path, errno, error);
      if (got == 0)
        break;
      done += (gsize) got;
    }
  while ((newline = memchr (line, '\n', done - (gsize) (line - data))))
    {
      read_line (book, line, (gsize) (newline - line));
      line = newline + 1;
    }
  book->offset += (gsize) (line - data);
  return TRUE;
}

/* Brings @book up to what the file holds now. */
static gboolean
refresh_from (Book    *book,
              int      fd,
              GError **error)
{
  struct stat info;

  if (fstat (fd, &info) < 0)
    return fail_disk (book->path, errno, error);
  if (!S_ISREG (info.st_mode))
    return fail_disk (book->path, EINVAL, error);
  if (info.st_size > MAX_FILE)
    return fail_disk (book->path, EFBIG, error);
  if (info.st_dev != book->device || info.st_ino != book->inode
      || (gsize) info.st_size < book->offset)
    {
      g_hash_table_remove_all (book->values);
      book->offset = 0;
      book->device = info.st_dev;
      book->inode = info.st_ino;
    }
  if ((gsize) info.st_size == book->offset)
    return TRUE;
  return read_new_lines (book, fd, (gsize) info.st_size, error);
}

static gboolean
refresh (Book    *book,
         GError **error)
{
  gboolean good;
  int fd = open (book->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd < 0 && errno == ENOENT)
    {
      g_hash_table_remove_all (book->values);
      book->offset = 0;
      return TRUE;
    }
  if (fd < 0)
    return fail_disk (book->path, errno, error);
  good = refresh_from (book, fd, error);
  close (fd);
  return good;
}

static char *
lookup (GalleyLedger *self,
        Kind          kind,
        const char   *site,
        const char   *name)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *key = make_key (site, name);
  Book *book = &self->books[kind];

  /* Unreadable now: what was read before is still the best answer. */
  refresh (book, NULL);
  return g_strdup (g_hash_table_lookup (book->values, key));
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
append_locked (Book        *book,
               int          fd,
               const char  *line,
               GError     **error)
{
  g_autofree char *data = NULL;
  struct stat info;
  char last = '\n';
  int code;

  if (fstat (fd, &info) < 0)
    return fail_disk (book->path, errno, error);
  if (info.st_size > 0 && pread (fd, &last, 1, info.st_size - 1) != 1)
    return fail_disk (book->path, errno, error);
  data = g_strconcat (last == '\n' ? "" : "\n", line, "\n", NULL);
  code = write_all (fd, data, strlen (data));
  if (code != 0)
    {
      /* A failure here leaves a torn line, which the next writer closes. */
      if (ftruncate (fd, info.st_size) < 0)
        return fail_disk (book->path, code, error);
      return fail_disk (book->path, code, error);
    }
  return refresh_from (book, fd, error);
}

static gboolean
append (GalleyLedger  *self,
        Book          *book,
        const char    *line,
        GError       **error)
{
  gboolean is_new = access (book->path, F_OK) != 0;
  gboolean good;
  int fd = open (book->path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0600);

  if (fd < 0)
    return fail_disk (book->path, errno, error);
  while (flock (fd, LOCK_EX) < 0)
    if (errno != EINTR)
      {
        fail_disk (book->path, errno, error);
        close (fd);
        return FALSE;
      }
  good = append_locked (book, fd, line, error);
  close (fd);
  if (good && is_new && !galley_file_sync_folder (self->state_dir))
    return fail_disk (self->state_dir, errno, error);
  return good;
}

static gboolean
add (GalleyLedger  *self,
     Kind           kind,
     const char    *site,
     const char    *name,
     const char    *value,
     GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Book *book = &self->books[kind];
  g_autofree char *key = NULL;
  g_autofree char *line = NULL;

  if (!g_utf8_validate (site, -1, NULL) || !g_utf8_validate (name, -1, NULL)
      || !g_utf8_validate (value, -1, NULL))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                   _("What was to be remembered in “%s” is not UTF-8 text."),
                   kind_files[kind]);
      return FALSE;
    }
  if (!refresh (book, error))
    return FALSE;
  key = make_key (site, name);
  if (g_strcmp0 (g_hash_table_lookup (book->values, key), value) == 0)
    return TRUE;
  line = write_line (site, name, value);
  return append (self, book, line, error);
}

/* One name for one file, whatever bytes it has and by whichever way it was reached. */
static char *
canonical_name (const char *path)
{
  g_autofree char *real = NULL;
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  char *resolved = realpath (canonical, NULL);

  real = g_strdup (resolved ? resolved : canonical);
  free (resolved);
  return g_uri_escape_string (real, "/", TRUE);
}

static void
galley_ledger_finalize (GObject *object)
{
  GalleyLedger *self = GALLEY_LEDGER (object);

  for (guint i = 0; i < N_KINDS; i++)
    {
      g_clear_pointer (&self->books[i].path, g_free);
      g_clear_pointer (&self->books[i].values, g_hash_table_unref);
    }
  g_clear_pointer (&self->state_dir, g_free);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (galley_ledger_parent_class)->finalize (object);
}

static void
galley_ledger_class_init (GalleyLedgerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_ledger_finalize;
}

static void
galley_ledger_init (GalleyLedger *self)
{
  g_mutex_init (&self->mutex);
  for (guint i = 0; i < N_KINDS; i++)
    self->books[i].values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * galley_ledger_new:
 * @state_dir: made when it is not there
 *
 * Returns: (transfer full): the ledger with everything read; %NULL when a file is there and cannot
 *   be read, because publishing without its memory would upload and create things twice
 */
GalleyLedger *
galley_ledger_new (const char  *state_dir,
                   GError     **error)
{
  g_autoptr (GalleyLedger) self = g_object_new (GALLEY_TYPE_LEDGER, NULL);

  g_return_val_if_fail (state_dir != NULL, NULL);

  if (!galley_file_make_folder (state_dir, error))
    return NULL;
  self->state_dir = g_strdup (state_dir);
  for (guint i = 0; i < N_KINDS; i++)
    {
      self->books[i].path = g_build_filename (state_dir, kind_files[i], NULL);
      if (!refresh (&self->books[i], error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

const char *
galley_ledger_get_state_dir (GalleyLedger *self)
{
  return self->state_dir;
}

char *
galley_ledger_dup_upload (GalleyLedger *self,
                          const char   *site,
                          const char   *hash)
{
  return lookup (self, KIND_UPLOADS, site, hash);
}

gboolean
galley_ledger_add_upload (GalleyLedger  *self,
                          const char    *site,
                          const char    *hash,
                          const char    *url,
                          GError       **error)
{
  return add (self, KIND_UPLOADS, site, hash, url, error);
}

char *
galley_ledger_dup_post (GalleyLedger *self,
                        const char   *site,
                        const char   *issue_id)
{
  return lookup (self, KIND_POSTS, site, issue_id);
}

gboolean
galley_ledger_add_post (GalleyLedger  *self,
                        const char    *site,
                        const char    *issue_id,
                        const char    *post_id,
                        GError       **error)
{
  return add (self, KIND_POSTS, site, issue_id, post_id, error);
}

char *
galley_ledger_dup_issue_id (GalleyLedger *self,
                            const char   *path)
{
  g_autofree char *name = canonical_name (path);

  return lookup (self, KIND_ISSUE_IDS, "", name);
}

gboolean
galley_ledger_add_issue_id (GalleyLedger  *self,
                            const char    *path,
                            const char    *issue_id,
                            GError       **error)
{
  g_autofree char *name = canonical_name (path);

  return add (self, KIND_ISSUE_IDS, "", name, issue_id, error);
}

char *
galley_ledger_dup_sync (GalleyLedger *self,
                        const char   *site,
                        const char   *issue_id)
{
  return lookup (self, KIND_SYNCS, site, issue_id);
}

gboolean
galley_ledger_set_sync (GalleyLedger  *self,
                        const char    *site,
                        const char    *issue_id,
                        const char    *json,
                        GError       **error)
{
  return add (self, KIND_SYNCS, site, issue_id, json, error);
}

/* A pulled post is as long as the post, and only the last pull counts: a file for each. */
static char *
make_pull_path (GalleyLedger *self,
                const char   *site,
                const char   *issue_id)
{
  g_autofree char *key = make_key (site, issue_id);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  g_autofree char *name = g_strconcat (hash, ".json", NULL);

  return g_build_filename (self->state_dir, "pulls", name, NULL);
}

char *
galley_ledger_dup_pull (GalleyLedger *self,
                        const char   *site,
                        const char   *issue_id)
{
  g_autofree char *path = make_pull_path (self, site, issue_id);
  g_autoptr (GBytes) bytes = galley_file_load (path, MAX_FILE, NULL);
  gsize size;
  const char *data = bytes ? g_bytes_get_data (bytes, &size) : NULL;

  return data && g_utf8_validate_len (data, size, NULL) ? g_strndup (data, size) : NULL;
}

gboolean
galley_ledger_set_pull (GalleyLedger  *self,
                        const char    *site,
                        const char    *issue_id,
                        const char    *json,
                        GError       **error)
{
  g_autofree char *path = make_pull_path (self, site, issue_id);
  g_autofree char *folder = g_path_get_dirname (path);

  return galley_file_make_folder (folder, error)
         && galley_file_save (path, json, strlen (json), error);
}

static GPtrArray *
list_values (GalleyLedger *self,
             Kind          kind,
             const char   *site)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *prefix = make_key (site, "");
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  Book *book = &self->books[kind];
  GHashTableIter iter;
  const char *key, *value;

  refresh (book, NULL);
  g_hash_table_iter_init (&iter, book->values);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, (gpointer *) &value))
    if (g_str_has_prefix (key, prefix))
      g_ptr_array_add (values, g_strdup (value));
  return values;
}

char *
galley_ledger_dup_resolution (GalleyLedger *self,
                              const char   *site,
                              const char   *issue_id)
{
  return lookup (self, KIND_RESOLUTIONS, site, issue_id);
}

gboolean
galley_ledger_set_resolution (GalleyLedger  *self,
                              const char    *site,
                              const char    *issue_id,
                              const char    *json,
                              GError       **error)
{
  return add (self, KIND_RESOLUTIONS, site, issue_id, json, error);
}

gboolean
galley_ledger_set_send (GalleyLedger  *self,
                        const char    *site,
                        const char    *post_id,
                        const char    *json,
                        GError       **error)
{
  return add (self, KIND_SENDS, site, post_id, json, error);
}

GPtrArray *
galley_ledger_list_sends (GalleyLedger *self,
                          const char   *site)
{
  return list_values (self, KIND_SENDS, site);
}

gboolean
galley_ledger_add_test (GalleyLedger  *self,
                        const char    *site,
                        gint64         time,
                        GError       **error)
{
  g_autofree char *name = g_uuid_string_random ();
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, time);

  return add (self, KIND_TESTS, site, name, value, error);
}

GPtrArray *
galley_ledger_list_tests (GalleyLedger *self,
                          const char   *site)
{
  return list_values (self, KIND_TESTS, site);
}

/**
 * galley_ledger_load_bookmarks:
 *
 * Returns: (transfer full) (element-type utf8 JsonObject): what is known of addresses
 */
GHashTable *
galley_ledger_load_bookmarks (GalleyLedger *self)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                        (GDestroyNotify) json_object_unref);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Book *book = &self->books[KIND_BOOKMARKS];
  GHashTableIter iter;
  const char *key, *value;

  refresh (book, NULL);
  g_hash_table_iter_init (&iter, book->values);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, (gpointer *) &value))
    {
      g_autoptr (JsonNode) node = galley_json_parse (value, -1, NULL);

      if (node && JSON_NODE_HOLDS_OBJECT (node))
        g_hash_table_replace (found, g_strdup (strchr (key, '\n') + 1),
                              json_node_dup_object (node));
    }
  return g_steal_pointer (&found);
}

JsonObject *
galley_ledger_load_bookmark (GalleyLedger *self,
                             const char   *url)
{
  g_autofree char *json = lookup (self, KIND_BOOKMARKS, "", url);
  g_autoptr (JsonNode) node = json ? galley_json_parse (json, -1, NULL) : NULL;

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

gboolean
galley_ledger_add_bookmark (GalleyLedger  *self,
                            const char    *url,
                            const char    *json,
                            GError       **error)
{
  return add (self, KIND_BOOKMARKS, "", url, json, error);
}

/* The newest site stands under a name of its own, so that a preview of an issue that was never
 * anywhere has one to look like. */
#define NEWEST "newest"

char *
galley_ledger_dup_site (GalleyLedger *self,
                        const char   *site,
                        const char   *name)
{
  g_autofree char *newest = site == NULL ? lookup (self, KIND_SITES, "", NEWEST) : NULL;

  if (site == NULL && newest == NULL)
    return NULL;
  return lookup (self, KIND_SITES, site != NULL ? site : newest, name);
}

gboolean
galley_ledger_set_site (GalleyLedger  *self,
                        const char    *site,
                        const char    *name,
                        const char    *json,
                        GError       **error)
{
  return add (self, KIND_SITES, site, name, json, error)
         && add (self, KIND_SITES, "", NEWEST, site, error);
}
