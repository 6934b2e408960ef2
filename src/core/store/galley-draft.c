/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A draft is a folder: `text` (the bytes), `draft.json` (whose they are, cursor, time), `lock` and,
 * for an untitled issue, `assets/`. The lock is a flock on `lock`, which the kernel lets go when
 * the process dies, however it dies: a folder with a text and no lock is a crash's. The text is
 * written before draft.json, and a text without a readable draft.json is still a draft. */

#include "galley-draft.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "galley-error.h"
#include "galley-file.h"
#include "galley-json.h"
#include "galley-text-bundle.h"

#define MAX_DRAFT_JSON (1024 * 1024)
/* A folder without a text may be one that another program is making at this moment. */
#define STALE_SECONDS (24 * 60 * 60)

struct _GalleyDraft {
  GObject parent_instance;

  /* owned */
  char  *folder;
  char  *path;
  int    lock; /* -1 once it is discarded */
  guint  cursor;
  gint64 time;
};

G_DEFINE_FINAL_TYPE (GalleyDraft, galley_draft, G_TYPE_OBJECT)

static gboolean
fail_disk (const char  *path,
           int          code,
           GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK,
               _("The draft “%s” could not be kept: %s."), name, g_strerror (code));
  return FALSE;
}

/* Returns: an open, locked file, or -1 with errno EWOULDBLOCK when a living program has it */
static int
take_lock (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  struct stat info;
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    return -1;
  if (flock (fd, LOCK_EX | LOCK_NB) < 0)
    {
      int code = errno;

      close (fd);
      errno = code;
      return -1;
    }
  /* Locked after its owner discarded it: a lock on a file without a name guards nothing. */
  if (fstat (fd, &info) < 0 || info.st_nlink == 0)
    {
      close (fd);
      errno = EWOULDBLOCK;
      return -1;
    }
  return fd;
}

/* Path names are bytes; JSON is UTF-8. */
static char *
write_json (GalleyDraft *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  if (self->path)
    {
      g_autofree char *escaped = g_uri_escape_string (self->path, "/", FALSE);

      json_object_set_string_member (object, "path", escaped);
    }
  json_object_set_int_member (object, "cursor", self->cursor);
  json_object_set_int_member (object, "time", self->time);
  json_node_take_object (node, object);
  return galley_json_to_string (node, TRUE);
}

static void
read_json (GalleyDraft *self)
{
  g_autofree char *path = g_build_filename (self->folder, "draft.json", NULL);
  g_autofree char *text = g_build_filename (self->folder, "text", NULL);
  g_autoptr (GBytes) bytes = galley_file_load (path, MAX_DRAFT_JSON, NULL);
  g_autoptr (JsonNode) node = NULL;
  struct stat info;
  const char *escaped;
  gint64 cursor;

  if (stat (text, &info) == 0)
    self->time = info.st_mtime;
  if (bytes)
    node = galley_json_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                              NULL);
  if (!node || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  escaped = galley_json_get_string (json_node_get_object (node), "path");
  if (escaped)
    self->path = g_uri_unescape_string (escaped, NULL);
  cursor = galley_json_get_int (json_node_get_object (node), "cursor", 0);
  /* Libraries differ in what they make of a number that is too large for them. */
  self->cursor = cursor >= 0 && cursor < G_MAXINT ? (guint) cursor : 0;
  self->time = galley_json_get_int (json_node_get_object (node), "time", self->time);
}

static gboolean
has_text (GalleyDraft *self)
{
  g_autofree char *path = g_build_filename (self->folder, "text", NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

static gboolean
has_pictures (GalleyDraft *self)
{
  g_autofree char *path = g_build_filename (self->folder, "assets", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* The text says something that its file does not. */
static gboolean
is_wanted (GalleyDraft *self)
{
  g_autofree char *path = g_build_filename (self->folder, "text", NULL);
  g_autoptr (GBytes) text = galley_file_load (path, GALLEY_FILE_MAX_TEXT, NULL);
  g_autoptr (GBytes) saved = NULL;
  g_autofree char *saved_path = NULL;

  if (!text)
    return has_text (self);
  if (!self->path)
    return g_bytes_get_size (text) > 0;
  if (g_file_test (self->path, G_FILE_TEST_IS_DIR))
    saved_path = galley_text_bundle_find_text (self->path, NULL);
  saved = galley_file_load (saved_path ? saved_path : self->path, GALLEY_FILE_MAX_TEXT, NULL);
  return !saved || !g_bytes_equal (text, saved);
}

static gboolean
is_stale (GalleyDraft *self)
{
  struct stat info;

  return !has_text (self) && stat (self->folder, &info) == 0
         && info.st_mtime < g_get_real_time () / G_USEC_PER_SEC - STALE_SECONDS;
}

static GalleyDraft *
draft_new_locked (const char *folder,
                  int         lock)
{
  GalleyDraft *self = g_object_new (GALLEY_TYPE_DRAFT, NULL);

  self->folder = g_strdup (folder);
  self->lock = lock;
  return self;
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const GalleyDraft *first = *(GalleyDraft *const *) a;
  const GalleyDraft *second = *(GalleyDraft *const *) b;

  return (first->time < second->time) - (first->time > second->time);
}

static void
galley_draft_finalize (GObject *object)
{
  GalleyDraft *self = GALLEY_DRAFT (object);

  /* A window that never held anything leaves nothing. */
  if (self->lock >= 0 && !has_text (self) && !has_pictures (self))
    galley_file_remove_tree (self->folder);
  if (self->lock >= 0)
    close (self->lock);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (galley_draft_parent_class)->finalize (object);
}

static void
galley_draft_class_init (GalleyDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_draft_finalize;
}

static void
galley_draft_init (GalleyDraft *self)
{
  self->lock = -1;
}

GalleyDraft *
galley_draft_new (const char  *state_dir,
                  GError     **error)
{
  g_autofree char *drafts = NULL;

  g_return_val_if_fail (state_dir != NULL, NULL);

  drafts = g_build_filename (state_dir, "drafts", NULL);
  if (!galley_file_make_folder (drafts, error))
    return NULL;
  /* Again only if the name is taken, or a search for orphans had the new folder for a moment. */
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *id = g_uuid_string_random ();
      g_autofree char *folder = g_build_filename (drafts, id, NULL);
      int lock = g_mkdir (folder, 0700) == 0 ? take_lock (folder) : -1;

      if (lock >= 0)
        return draft_new_locked (folder, lock);
      if (errno != EWOULDBLOCK && errno != ENOENT && errno != EEXIST)
        {
          fail_disk (folder, errno, error);
          return NULL;
        }
    }
  fail_disk (state_dir, EAGAIN, error);
  return NULL;
}

GPtrArray *
galley_draft_list_orphans (const char *state_dir)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *drafts = g_build_filename (state_dir, "drafts", NULL);
  g_autoptr (GDir) dir = g_dir_open (drafts, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *folder = g_build_filename (drafts, name, NULL);
      g_autoptr (GalleyDraft) draft = NULL;
      struct stat info;
      int lock;

      if (!g_uuid_string_is_valid (name) || lstat (folder, &info) < 0 || !S_ISDIR (info.st_mode))
        continue;
      lock = take_lock (folder);
      if (lock < 0)
        continue;
      draft = draft_new_locked (folder, lock);
      read_json (draft);
      if (has_text (draft) && is_wanted (draft))
        g_ptr_array_add (found, g_steal_pointer (&draft));
      else if (is_stale (draft) || (has_text (draft) && !has_pictures (draft)))
        galley_draft_discard (draft, NULL);
    }
  g_ptr_array_sort (found, compare_newest_first);
  return g_steal_pointer (&found);
}

/* A document that was thrown away may still be written to again. */
static gboolean
ensure_lock (GalleyDraft  *self,
             GError      **error)
{
  if (self->lock >= 0)
    return TRUE;
  if (!galley_file_make_folder (self->folder, error))
    return FALSE;
  self->lock = take_lock (self->folder);
  return self->lock >= 0 ? TRUE : fail_disk (self->folder, errno, error);
}

gboolean
galley_draft_write (GalleyDraft  *self,
                    const char   *path,
                    const char   *text,
                    gsize         length,
                    guint         cursor_offset,
                    GError      **error)
{
  g_autofree char *text_path = NULL;
  g_autofree char *json_path = NULL;
  g_autofree char *json = NULL;
  g_autofree char *kept_path = g_strdup (path);

  g_return_val_if_fail (GALLEY_IS_DRAFT (self), FALSE);
  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  if (!ensure_lock (self, error))
    return FALSE;
  text_path = g_build_filename (self->folder, "text", NULL);
  json_path = g_build_filename (self->folder, "draft.json", NULL);
  g_free (self->path);
  self->path = g_steal_pointer (&kept_path);
  self->cursor = cursor_offset;
  self->time = g_get_real_time () / G_USEC_PER_SEC;
  json = write_json (self);
  /* The text is last: where there is one, it is known whose it is. */
  return galley_file_save (json_path, json, strlen (json), error)
         && galley_file_save (text_path, text ? text : "", length, error);
}

gboolean
galley_draft_clear (GalleyDraft  *self,
                    GError      **error)
{
  static const char *const names[] = { "text", "draft.json" };

  g_return_val_if_fail (GALLEY_IS_DRAFT (self), FALSE);

  if (self->lock < 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);

      if (g_unlink (path) < 0 && errno != ENOENT)
        return fail_disk (path, errno, error);
    }
  return galley_file_sync_folder (self->folder) || fail_disk (self->folder, errno, error);
}

gboolean
galley_draft_discard (GalleyDraft  *self,
                      GError      **error)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT (self), FALSE);

  if (self->lock < 0)
    return TRUE;
  galley_file_remove_tree (self->folder);
  if (g_file_test (self->folder, G_FILE_TEST_EXISTS))
    return fail_disk (self->folder, ENOTEMPTY, error);
  close (self->lock);
  self->lock = -1;
  return TRUE;
}

const char *
galley_draft_get_folder (GalleyDraft *self)
{
  return self->folder;
}

const char *
galley_draft_get_path (GalleyDraft *self)
{
  return self->path;
}

char *
galley_draft_load_text (GalleyDraft  *self,
                        gsize        *length,
                        GError      **error)
{
  g_autofree char *path = g_build_filename (self->folder, "text", NULL);
  g_autoptr (GBytes) bytes = galley_file_load (path, GALLEY_FILE_MAX_TEXT, error);
  g_autofree char *text = NULL;
  gsize size;

  if (!bytes)
    return NULL;
  size = g_bytes_get_size (bytes);
  text = g_malloc0 (size + 1);
  if (size > 0)
    memcpy (text, g_bytes_get_data (bytes, NULL), size);
  if (length)
    *length = size;
  return g_steal_pointer (&text);
}

guint
galley_draft_get_cursor (GalleyDraft *self)
{
  return self->cursor;
}

gint64
galley_draft_get_time (GalleyDraft *self)
{
  return self->time;
}
