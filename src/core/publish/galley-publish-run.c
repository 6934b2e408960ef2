/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The state of one run, its memory and its way to speak to a server that may die in between.
 */

#include "galley-publish-run.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>
#include <unistd.h>

#include "galley-agreed.h"
#include "galley-error.h"
#include "galley-file.h"
#include "galley-issue-file.h"
#include "galley-json.h"

/* A request whose answer was lost may still be running over there. */
#define LOST_WAIT (G_TIME_SPAN_SECOND)
/* How far apart a service may write the two times of a post that it has just made. */
#define BIRTH_SLACK (2 * G_TIME_SPAN_SECOND)

void
galley_publish_run_clear (GalleyPublishRun *self)
{
  g_free (self->id);
  g_free (self->slug_before);
  g_free (self->body_before);
  g_clear_pointer (&self->site, galley_site_unref);
  g_clear_pointer (&self->journal, galley_journal_free);
  g_clear_pointer (&self->sync, json_node_unref);
  g_clear_pointer (&self->content, galley_content_free);
  g_clear_pointer (&self->post, galley_post_free);
}

void
galley_publish_run_report (const GalleyPublishRun *self, const char *stage, const char *message)
{
  GalleyProgress progress = { stage, message, 0, 0 };

  if (self->request->progress != NULL)
    self->request->progress (&progress, self->request->progress_data);
}

const char *
galley_publish_run_get_synced (const GalleyPublishRun *self, const char *name)
{
  return self->sync != NULL && JSON_NODE_HOLDS_OBJECT (self->sync)
           ? galley_json_get_string (json_node_get_object (self->sync), name) : NULL;
}

/* The id that another program may have written since this issue was read. */
static char *
load_id (const char *path)
{
  g_autoptr (GalleyIssueFile) file = NULL;
  g_autoptr (GalleyIssue) issue = NULL;
  const char *text;
  gsize length = 0;

  if (g_str_has_suffix (path, ".textpack"))
    return NULL;
  file = galley_issue_file_open (path, NULL, NULL, NULL);
  if (file == NULL)
    return NULL;
  text = galley_issue_file_get_text (file, &length);
  issue = galley_issue_new (text, (gssize) length);
  return g_strdup (galley_front_matter_get_id (galley_issue_get_front_matter (issue)));
}

static gboolean
make_id (GalleyPublishRun *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  gboolean kept;

  self->id = request->path != NULL ? load_id (request->path) : NULL;
  if (self->id == NULL && request->path != NULL)
    self->id = galley_ledger_dup_issue_id (request->ledger, request->path);
  if (self->id != NULL)
    return TRUE;
  self->id = g_uuid_string_random ();
  kept = request->identity != NULL && request->identity (self->id, self->place, NULL, request->identity_data);
  if (kept || request->path == NULL)
    return TRUE;
  return galley_ledger_add_issue_id (request->ledger, request->path, self->id, error);
}

/* Somewhere durable before the first request, or a lost reply would make a second post; and one
 * program at a time, or two would call the same new issue by two names. */
static gboolean
ensure_id (GalleyPublishRun *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  const char *own = galley_front_matter_get_id (galley_issue_get_front_matter (request->issue));
  g_autofree char *path = g_build_filename (request->state_dir, "publish.lock", NULL);
  gboolean made;
  int fd;

  self->id = g_strdup (own);
  if (own != NULL)
    return TRUE;
  if (!galley_file_make_folder (request->state_dir, error))
    return FALSE;
  fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK, _("“%s” cannot be written: %s"), path, g_strerror (errno));
      return FALSE;
    }
  while (flock (fd, LOCK_EX) != 0 && errno == EINTR)
    ;
  made = make_id (self, error);
  close (fd);
  return made;
}

gboolean
galley_publish_run_start (GalleyPublishRun *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  g_autofree char *at = request->plan->at != NULL ? g_date_time_format_iso8601 (request->plan->at) : NULL;
  g_autofree char *count = request->plan->count >= 0
                             ? g_strdup_printf ("%" G_GINT64_FORMAT, request->plan->count) : NULL;
  g_autofree char *sync = NULL;

  if (!ensure_id (self, error))
    return FALSE;
  self->journal = galley_journal_open (request->state_dir, self->id, self->place, self->cancellable, error);
  if (self->journal == NULL)
    return FALSE;
  sync = galley_ledger_dup_sync (request->ledger, self->place, self->id);
  if (sync != NULL)
    self->sync = galley_json_parse (sync, -1, NULL);
  return galley_journal_write (self->journal, error, "start", "service", request->service->id, "site", self->place,
                               "url", galley_account_get_url (request->connection->account), "account",
                               request->key_source, "path", request->path, "title",
                               galley_issue_get_title (request->issue), "act",
                               galley_plan_get_act_name (request->plan->act), "newsletter", request->plan->newsletter,
                               "audience", request->plan->audience, "at", at, "count", count, NULL);
}

gboolean
galley_publish_run_remember_post (GalleyPublishRun *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;

  if (!galley_ledger_add_post (request->ledger, self->place, self->id, self->post->id, error))
    return FALSE;
  if (request->identity != NULL)
    request->identity (self->id, self->place, self->post->id, request->identity_data);
  return TRUE;
}

static char *
dup_mark (const GalleyPublishRun *self)
{
  return galley_content_dup_mark (self->post->title, self->post->body, self->site->url);
}

/* Where the next merge begins, when the site holds this very text and can be read back. */
static gboolean
remember_agreed (const GalleyPublishRun *self, const char *hash, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);

  if (request->service->read == NULL || g_strcmp0 (hash, self->content->hash) != 0)
    return TRUE;
  for (guint i = 0; i < self->content->pictures->len; i++)
    {
      const GalleyReceiptPicture *picture = self->content->pictures->pdata[i];

      if (picture->url != NULL && picture->src != NULL)
        g_hash_table_insert (paths, picture->url, picture->src);
    }
  return galley_agreed_save (request->state_dir, self->id, request->path, self->place, FALSE, request->issue,
                             self->post, paths, error);
}

gboolean
galley_publish_run_remember_sync (GalleyPublishRun *self, const char *hash, GError **error)
{
  const GalleyFrontMatter *front = galley_issue_get_front_matter (self->request->issue);
  const char *slug = galley_front_matter_get_string (front, "slug");
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *mark = dup_mark (self);
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "updated_at", self->post->updated_at != NULL ? self->post->updated_at : "");
  json_object_set_string_member (object, "mark", mark);
  json_object_set_string_member (object, "content", hash != NULL ? hash : "");
  json_object_set_string_member (object, "keys", self->content->keys);
  json_object_set_string_member (object, "slug", slug != NULL ? slug : "");
  json_object_set_boolean_member (object, "mailed", self->post->email_status != NULL);
  json_node_set_object (node, object);
  text = galley_json_to_string (node, FALSE);
  return remember_agreed (self, hash, error) &&
         galley_ledger_set_sync (self->request->ledger, self->place, self->id, text, error);
}

static gboolean
take (GalleyPublishRun *self, GalleyPost *post)
{
  if (post == NULL)
    return FALSE;
  g_clear_pointer (&self->post, galley_post_free);
  self->post = post;
  return TRUE;
}

gboolean
galley_publish_run_reload (GalleyPublishRun *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  GalleyPost *post = self->request->service->find (self->request->connection, self->post->id, NULL,
                                                   self->cancellable, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (take (self, post))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT, _("The post “%s” was deleted on %s in "
                                                             "the meantime."),
               galley_issue_get_title (self->request->issue), self->place);
  return FALSE;
}

GalleyPost *
galley_publish_run_find_post (GalleyIssue *issue, const char *id, const GalleyService *service,
                              const GalleyConnection *connection, GalleyLedger *ledger, GCancellable *cancellable,
                              GError **error)
{
  const char *place = galley_account_get_site (connection->account);
  const char *own = galley_front_matter_get_post (galley_issue_get_front_matter (issue), place);
  g_autofree char *post_id = own != NULL ? g_strdup (own)
                                         : id != NULL ? galley_ledger_dup_post (ledger, place, id) : NULL;
  g_autofree char *slug = id != NULL ? g_strconcat ("nl-", id, NULL) : NULL;
  g_autoptr (GError) local = NULL;
  GalleyPost *post = NULL;

  if (post_id != NULL)
    post = service->find (connection, post_id, NULL, cancellable, &local);
  if (post == NULL && local == NULL && slug != NULL)
    post = service->find (connection, NULL, slug, cancellable, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return post;
}

/* A post that is gone takes its mail with it in the service's eyes, never in its readers'. */
static gboolean
refuse_mailed (GalleyPublishRun *self, GError **error)
{
  gboolean synced = self->sync != NULL && JSON_NODE_HOLDS_OBJECT (self->sync) &&
                    galley_json_get_boolean (json_node_get_object (self->sync), "mailed", FALSE);

  if (self->request->plan->act < GALLEY_ACT_EMAIL || !(synced || galley_journal_get_state (self->journal)->mail))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
               _("“%s” was mailed and then deleted on %s: it is not mailed again."),
               galley_issue_get_title (self->request->issue), self->place);
  return FALSE;
}

gboolean
galley_publish_run_find (GalleyPublishRun *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  const GalleyJournalState *state = galley_journal_get_state (self->journal);
  gboolean lost = state->pending && g_strcmp0 (state->step, "create") == 0;

  for (int attempt = 0; attempt < (lost ? 2 : 1); attempt++)
    {
      g_autoptr (GError) local = NULL;

      if (attempt > 0)
        g_usleep (LOST_WAIT);
      self->post = galley_publish_run_find_post (request->issue, self->id, request->service, request->connection,
                                                 request->ledger, self->cancellable, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (self->post != NULL)
        return galley_publish_run_remember_post (self, error);
    }
  return refuse_mailed (self, error);
}

/* FALSE when somebody has saved it since the service made it, as far as the service tells. */
static gboolean
is_untouched (const GalleyPost *post)
{
  g_autoptr (GDateTime) made = post->created_at != NULL ? g_date_time_new_from_iso8601 (post->created_at, NULL) : NULL;
  g_autoptr (GDateTime) saved = post->updated_at != NULL ? g_date_time_new_from_iso8601 (post->updated_at, NULL) : NULL;

  return made == NULL || saved == NULL || ABS (g_date_time_difference (saved, made)) <= BIRTH_SLACK;
}

gboolean
galley_publish_run_is_ours (const GalleyPublishRun *self)
{
  const GalleyJournalState *state = galley_journal_get_state (self->journal);
  const char *meant = state->intent != NULL ? galley_json_get_string (state->intent, "mark") : NULL;
  const char *saved = galley_publish_run_get_synced (self, "updated_at");
  g_autofree char *slug = g_strconcat ("nl-", self->id, NULL);
  g_autofree char *mark = dup_mark (self);

  if (g_strcmp0 (mark, self->content->mark) == 0 || g_strcmp0 (mark, meant) == 0 ||
      g_strcmp0 (mark, galley_publish_run_get_synced (self, "mark")) == 0 ||
      (saved != NULL && g_strcmp0 (saved, self->post->updated_at) == 0))
    return TRUE;
  /* Made by a create whose answer, or whose program, was lost, and never opened by anybody. */
  return self->sync == NULL && g_strcmp0 (self->post->slug, slug) == 0 && is_untouched (self->post);
}

/* The server may have done it: nobody heard. */
static gboolean
is_uncertain (const GError *error)
{
  return g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE) ||
         g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_LIMIT);
}

gboolean
galley_publish_run_create (GalleyPublishRun *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  g_autofree char *slug = g_strconcat ("nl-", self->id, NULL);
  g_autoptr (GError) local = NULL;
  GalleyPostFields *fields = self->content->fields;
  GalleyPost *post;

  galley_post_fields_set (fields, "slug", slug);
  galley_post_fields_set (fields, "status", "draft");
  if (!galley_post_fields_has (fields, "title"))
    galley_post_fields_set (fields, "title", _("(Untitled)"));
  if (!galley_journal_write (self->journal, error, "intent", "step", "create", "mark", self->content->mark, NULL))
    return FALSE;
  post = request->service->create (request->connection, self->site, fields, self->cancellable, &local);
  if (post == NULL && is_uncertain (local))
    {
      g_usleep (LOST_WAIT);
      post = request->service->find (request->connection, NULL, slug, self->cancellable, NULL);
    }
  if (!take (self, post))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  self->created = self->changed = TRUE;
  return galley_journal_write (self->journal, error, "done", "step", "create", "post", self->post->id, NULL) &&
         galley_publish_run_remember_post (self, error) && galley_publish_run_reload (self, error);
}

gboolean
galley_publish_run_put (GalleyPublishRun *self, const char *step, const GalleyPostFields *fields,
                        const char *newsletter, const char *segment, GalleyPublishDone is_done, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  g_autoptr (GError) local = NULL;
  GalleyPost *post;

  if (!galley_journal_write (self->journal, error, "intent", "step", step, "post", self->post->id, "mark",
                             self->content != NULL ? self->content->mark : NULL, "updated_at", self->post->updated_at, "body", self->body_before,
                             "newsletter", newsletter, "segment", segment, NULL))
    return FALSE;
  post = request->service->update (request->connection, self->site, self->post->id, self->post->updated_at, fields,
                                   newsletter, segment, self->cancellable, &local);
  if (post == NULL && !is_uncertain (local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (post == NULL)
    g_usleep (LOST_WAIT);
  else
    take (self, post);
  if (!galley_publish_run_reload (self, local == NULL ? error : NULL) || (local != NULL && !is_done (self)))
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  self->changed = TRUE;
  return TRUE;
}

gboolean
galley_publish_run_done (GalleyPublishRun *self, const char *step, GError **error)
{
  return galley_journal_write (self->journal, error, "done", "step", step, "post", self->post->id, NULL);
}
