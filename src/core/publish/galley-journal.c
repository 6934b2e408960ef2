/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The journal of publishing: STATE_DIR/publish/ISSUE-ID-HASH.jsonl, the hash being the site's; one
 * JSON object a line.
 *
 * Invariants
 *  - Lines are only ever appended, and a line is on the disk (fsync) before its function returns.
 *  - An intent stands in the journal before the request it means goes out; its result comes after.
 *  - The state is the fold of the lines and nothing else. A line that is not whole (power, full disk)
 *    counts as not written: what it meant was then not done yet.
 *  - An end with an error answers what its own run meant, and nothing that a run before it meant.
 *  - One program at a time holds an issue's journal (galley-turn); a second one waits its turn.
 *  - A journal that was just made is in its folder for good (fsync of the folder) before its first line.
 *  - One that was deleted under a run takes no more lines, so that nothing more is done.
 *  - One that cannot be read is not an empty one: it is left as it is, and nothing is done.
 *  - What has ended is dropped once the file is long; what is open never is.
 *  - A journal of a later version is neither read nor written.
 *  - No line ever holds a key, only where it came from.
 *
 *            galley_publish_run_start       galley_publish_run_create, _put       galley_publish_run_done
 *                   "start"                          "intent"                            "done"
 *   (none or ended) --------> started --------------------------------------> meant ----------------> known
 *     ^     ^                  |   ^                                            |                       |
 *     |     |                  |   +---------- the next step ("intent") --------|-----------------------+
 *     |     |   finish "end"   |                                                |
 *     |     +------------------+    no answer, or the program is no more: the next run's "start" leaves
 *     |                             it "pending"; galley_publish_run_find asks what became of it
 *     |         finish "end" with an "error": the server said no
 *     +-------------------------------------------------------------------------+
 *
 * Beside the way: "anew" before a post is made in place of one that was deleted there, "moved" when a
 * person says where the file is, "forget" when one does not want to be reminded; none of them is a step.
 */

#include "galley-journal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "galley-error.h"
#include "galley-file.h"
#include "galley-json.h"
#include "galley-turn.h"

#define MAX_LENGTH (64 * 1024 * 1024)
#define KEPT_LENGTH (4 * 1024 * 1024)
#define VERSION 1

struct _GalleyJournal {
  char *path;
  int fd;
  GalleyJournalState *state;
};

void
galley_journal_state_free (GalleyJournalState *self)
{
  g_clear_pointer (&self->start, json_object_unref);
  g_clear_pointer (&self->intent, json_object_unref);
  g_clear_pointer (&self->births, g_ptr_array_unref);
  g_free (self->step);
  g_free (self->post_id);
  g_free (self->mail_post);
  g_free (self->moved);
  g_free (self->anew_post);
  g_free (self);
}

static gboolean
is_mail (JsonObject *intent)
{
  return intent != NULL && galley_json_get_string (intent, "newsletter") != NULL;
}

static void
fold_intent (GalleyJournalState *self, JsonObject *line)
{
  self->mail_unheard = self->mail_unheard || (self->pending && is_mail (self->intent));
  g_clear_pointer (&self->intent, json_object_unref);
  g_free (self->step);
  self->intent = json_object_ref (line);
  self->step = g_strdup (galley_json_get_string (line, "step"));
  self->pending = TRUE;
  if (is_mail (line))
    {
      self->mail = TRUE;
      g_free (self->mail_post);
      self->mail_post = g_strdup (galley_json_get_string (line, "post"));
    }
  if (galley_json_get_string (line, "birth") != NULL)
    g_ptr_array_add (self->births, g_strdup (galley_json_get_string (line, "birth")));
}

static void
fold_end (GalleyJournalState *self, JsonObject *line)
{
  gboolean refused = galley_json_get_string (line, "error") != NULL;

  self->open = FALSE;
  if (refused && !self->fresh)
    return;
  /* That the second was refused says nothing of the first, which may be done late. */
  if (refused && self->pending && is_mail (self->intent))
    self->mail = self->mail_unheard;
  self->pending = FALSE;
}

static void
fold (GalleyJournalState *self, JsonObject *line)
{
  const char *what = galley_json_get_string (line, "what");
  const char *post_id = galley_json_get_string (line, "post");
  gboolean upload = g_strcmp0 (galley_json_get_string (line, "step"), "upload") == 0;

  self->n_lines++;
  self->time = galley_json_get_int (line, "time", self->time);
  self->newer = self->newer || galley_json_get_int (line, "version", VERSION) > VERSION;
  if (post_id != NULL)
    {
      g_free (self->post_id);
      self->post_id = g_strdup (post_id);
    }
  if (g_strcmp0 (what, "start") == 0)
    {
      g_clear_pointer (&self->start, json_object_unref);
      self->start = json_object_ref (line);
      self->open = TRUE;
      g_clear_pointer (&self->moved, g_free);
      self->fresh = FALSE;
    }
  else if (g_strcmp0 (what, "intent") == 0 && !upload)
    {
      fold_intent (self, line);
      self->fresh = TRUE;
    }
  else if (g_strcmp0 (what, "done") == 0 && !upload)
    self->pending = FALSE;
  else if (g_strcmp0 (what, "moved") == 0)
    {
      g_free (self->moved);
      self->moved = g_strdup (galley_json_get_string (line, "path"));
    }
  /* What is pending stays so: the next run asks about it. */
  else if (g_strcmp0 (what, "forget") == 0)
    self->open = FALSE;
  else if (g_strcmp0 (what, "anew") == 0)
    {
      self->mailed_before = self->mailed_before || galley_json_get_string (line, "mailed") != NULL;
      g_free (self->anew_post);
      self->anew_post = g_strdup (post_id);
    }
  else if (g_strcmp0 (what, "end") == 0)
    fold_end (self, line);
}

/* A line that was cut off begins as it should; what a disk lost or somebody wrote does not, and what it
 * said is not nothing. */
static gboolean
is_ours (GBytes *bytes)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  for (gsize i = 0; i < length; i++)
    if ((i == 0 || data[i - 1] == '\n') && data[i] != '{' && data[i] != '\n')
      return FALSE;
  return TRUE;
}

static GalleyJournalState *
read_state (GBytes *bytes)
{
  GalleyJournalState *self = g_new0 (GalleyJournalState, 1);
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  self->births = g_ptr_array_new_with_free_func (g_free);
  while (length > 0)
    {
      const char *newline = memchr (data, '\n', length);
      gsize size = newline != NULL ? (gsize) (newline - data) : length;
      g_autoptr (JsonNode) node = size > 0 ? galley_json_parse (data, (gssize) size, NULL) : NULL;

      if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
        fold (self, json_node_get_object (node));
      size += newline != NULL;
      data += size;
      length -= size;
    }
  return self;
}

GalleyJournalState *
galley_journal_load_state (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = galley_file_load (path, MAX_LENGTH, &local);

  if (bytes != NULL && is_ours (bytes))
    return read_state (bytes);
  if (bytes != NULL)
    g_set_error (&local, GALLEY_ERROR, GALLEY_ERROR_DISK, _("“%s” is damaged."), path);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK,
               _("What was published before cannot be looked up, so that nothing is sent. %s"), local->message);
  return NULL;
}

static gboolean
fail (GError **error, const char *path)
{
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK, _("The journal “%s” cannot be written: %s."), path,
               g_strerror (errno));
  return FALSE;
}

/* Somebody deleted it, or its whole folder: what is written goes nowhere, and another program that makes
 * it anew would not wait for this one. */
static gboolean
is_gone (const GalleyJournal *self)
{
  struct stat there;

  if (fstat (self->fd, &there) != 0 || there.st_nlink > 0)
    return FALSE;
  errno = ENOENT;
  return TRUE;
}

static gboolean
append (GalleyJournal *self, const char *data, gsize length, GError **error)
{
  while (length > 0)
    {
      gssize written = write (self->fd, data, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return fail (error, self->path);
      data += written;
      length -= (gsize) written;
    }
  return (fsync (self->fd) == 0 && !is_gone (self)) || fail (error, self->path);
}

/* A line that was cut off must not swallow the next one. */
static gboolean
close_last_line (GalleyJournal *self, GError **error)
{
  char last = '\n';
  off_t size = lseek (self->fd, 0, SEEK_END);

  if (size > 0 && pread (self->fd, &last, 1, size - 1) != 1)
    return fail (error, self->path);
  return last == '\n' || append (self, "\n", 1, error);
}

static char *
make_path (const char *folder, const char *id, const char *site)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, site, -1);
  g_autofree char *name = g_strdup_printf ("%s-%.16s.jsonl", id, hash);

  return g_build_filename (folder, name, NULL);
}

/* Every update keeps the whole body it replaces, and that adds up. */
static gboolean
drop_ended (GalleyJournal *self, GError **error)
{
  if (self->state->open || self->state->pending || lseek (self->fd, 0, SEEK_END) < KEPT_LENGTH)
    return TRUE;
  return ftruncate (self->fd, 0) == 0 || fail (error, self->path);
}

static gboolean
check_version (const GalleyJournal *self, GError **error)
{
  if (!self->state->newer)
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
               _("A newer version of Galley began to publish this issue: finish it there (“%s”)."), self->path);
  return FALSE;
}

GalleyJournalState *
galley_journal_find_state (const char *state_dir, const char *id, const char *site)
{
  g_autofree char *folder = g_build_filename (state_dir, "publish", NULL);
  g_autofree char *path = make_path (folder, id, site);

  return galley_journal_load_state (path, NULL);
}

/**
 * galley_journal_open:
 * @state_dir: where Galley keeps its state
 * @id: the id
 * @site: where it is published
 * @progress: (nullable): told when another program has to be waited for
 * @progress_data: for @progress
 * @cancellable: (nullable): ends the wait for another program
 * @error: return location for an error
 *
 * Returns: (transfer full): the journal, locked until it is freed
 */
GalleyJournal *
galley_journal_open (const char *state_dir, const char *id, const char *site, GalleyProgressFunc progress,
                     gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_build_filename (state_dir, "publish", NULL);
  g_autoptr (GalleyJournal) self = g_new0 (GalleyJournal, 1);

  self->fd = -1;
  if (!g_uuid_string_is_valid (id))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, _("“%s” is not the ID of an issue: "
                                                                "remove it."), id);
      return NULL;
    }
  if (!galley_file_make_folder (folder, error))
    return NULL;
  self->path = make_path (folder, id, site);
  self->fd = open (self->path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (self->fd < 0 || !galley_file_sync_folder (folder))
    {
      fail (error, self->path);
      return NULL;
    }
  if (!galley_turn_take (self->fd, self->path, progress, progress_data, cancellable, error))
    return NULL;
  self->state = galley_journal_load_state (self->path, error);
  if (self->state == NULL || !check_version (self, error) || !drop_ended (self, error) || !close_last_line (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
galley_journal_free (GalleyJournal *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->state, galley_journal_state_free);
  g_free (self->path);
  g_free (self);
}

const GalleyJournalState *
galley_journal_get_state (const GalleyJournal *self)
{
  return self->state;
}

gboolean
galley_journal_write (GalleyJournal *self, GError **error, const char *what, ...)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  const char *name;
  va_list pairs;

  json_object_set_string_member (object, "what", what);
  json_object_set_int_member (object, "time", g_get_real_time () / G_USEC_PER_SEC);
  if (g_strcmp0 (what, "start") == 0)
    json_object_set_int_member (object, "version", VERSION);
  va_start (pairs, what);
  while ((name = va_arg (pairs, const char *)) != NULL)
    {
      const char *value = va_arg (pairs, const char *);

      if (value != NULL)
        json_object_set_string_member (object, name, value);
    }
  va_end (pairs);
  json_node_set_object (node, object);
  text = galley_json_to_string (node, FALSE);
  line = g_strconcat (text, "\n", NULL);
  return append (self, line, strlen (line), error);
}
