/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The state of one run, its memory, and which post it is about.
 */

#include "galley-publish-run.h"

#include <glib/gi18n-lib.h>

#include "galley-agreed.h"
#include "galley-error.h"
#include "galley-gone.h"
#include "galley-json.h"
#include "galley-twins.h"

/* How far apart a service may write the two times of a post that it has just made. */
#define BIRTH_SLACK (2 * G_TIME_SPAN_SECOND)

void
galley_publish_run_clear (GalleyPublishRun *self)
{
  g_free (self->id);
  g_free (self->slug_before);
  g_free (self->body_before);
  g_free (self->fields_before);
  g_free (self->birth);
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
galley_publish_run_get_title (const GalleyPublishRun *self)
{
  return galley_issue_get_title (self->request->issue);
}

gboolean
galley_publish_run_is_status (const GalleyPublishRun *self, const char *status)
{
  return g_strcmp0 (self->post->status, status) == 0;
}

gboolean
galley_publish_run_is_draft (const GalleyPublishRun *self)
{
  return galley_publish_run_is_status (self, "draft");
}

gboolean
galley_publish_run_sends_mail (const GalleyPublishRun *self)
{
  return self->request->plan->act >= GALLEY_ACT_EMAIL;
}

const char *
galley_publish_run_get_synced (const GalleyPublishRun *self, const char *name)
{
  return self->sync != NULL && JSON_NODE_HOLDS_OBJECT (self->sync)
           ? galley_json_get_string (json_node_get_object (self->sync), name) : NULL;
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

char *
galley_publish_run_dup_mark (const GalleyPublishRun *self)
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

/* Once mailed, an issue stays so here, whatever becomes of the post that it went out with. */
static gboolean
is_mailed_for_good (const GalleyPublishRun *self)
{
  return galley_gone_was_mailed (self->sync, NULL) || self->mailed_before ||
         galley_journal_get_state (self->journal)->mailed_before;
}

/* The last address that the site was asked for, or has anyway: one that was not asked for yet still is to be. */
static const char *
get_asked_slug (const GalleyPublishRun *self)
{
  const char *own = galley_front_matter_get_string (galley_issue_get_front_matter (self->request->issue), "slug");

  if (own == NULL || *own == '\0' || self->slug_sent || g_strcmp0 (own, self->post->slug) == 0)
    return own;
  return galley_publish_run_get_synced (self, "slug");
}

/* What the site has of the issue by name, so that it is cleared there when it is gone from the issue. @hash: as
 * the next function has it. */
static const char *
get_sent_keys (const GalleyPublishRun *self, const char *hash)
{
  const char *before = galley_publish_run_get_synced (self, "keys");

  return hash == NULL || before == NULL || strcmp (hash, self->content->hash) == 0 ? self->content->keys : before;
}

gboolean
galley_publish_run_remember_sync (GalleyPublishRun *self, const char *hash, GError **error)
{
  const char *slug = get_asked_slug (self);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *mark = galley_publish_run_dup_mark (self);
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "updated_at", self->post->updated_at != NULL ? self->post->updated_at : "");
  json_object_set_string_member (object, "mark", mark);
  json_object_set_string_member (object, "content", hash != NULL ? hash : "");
  json_object_set_string_member (object, "keys", get_sent_keys (self, hash));
  json_object_set_string_member (object, "slug", slug != NULL ? slug : "");
  json_object_set_string_member (object, "post", self->post->id);
  json_object_set_boolean_member (object, "mailed", self->post->email_status != NULL || is_mailed_for_good (self));
  json_node_set_object (node, object);
  text = galley_json_to_string (node, FALSE);
  return remember_agreed (self, hash, error) &&
         galley_ledger_set_sync (self->request->ledger, self->place, self->id, text, error);
}

gboolean
galley_publish_run_take (GalleyPublishRun *self, GalleyPost *post)
{
  if (post == NULL)
    return FALSE;
  g_clear_pointer (&self->post, galley_post_free);
  self->post = post;
  return TRUE;
}

gboolean
galley_publish_run_fail_deleted (const GalleyPublishRun *self, GError **error)
{
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT, _("The post “%s” was deleted on %s in the meantime."),
               galley_publish_run_get_title (self), self->place);
  return FALSE;
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
  if (galley_publish_run_take (self, post))
    return TRUE;
  return galley_publish_run_fail_deleted (self, error);
}

/* Another machine made it, or nobody has heard that this one did. */
static GalleyPost *
find_twin (const char *id, const GalleyService *service, const GalleyConnection *connection,
           GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) twins = service->find_twins (connection, id, cancellable, error);
  GalleyPost *post = twins != NULL ? galley_twins_choose (twins) : NULL;
  guint i = 0;

  return post != NULL && g_ptr_array_find (twins, post, &i) ? g_ptr_array_steal_index (twins, i) : NULL;
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
  g_autoptr (GError) local = NULL;
  GalleyPost *post = NULL;

  if (post_id != NULL)
    post = service->find (connection, post_id, NULL, cancellable, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (post == NULL && id != NULL)
    post = find_twin (id, service, connection, cancellable, error);
  return post;
}

gboolean
galley_publish_run_may_mail (const GalleyPublishRun *self, GError **error)
{
  const GalleyJournalState *state = galley_journal_get_state (self->journal);
  const char *post_id = self->post != NULL ? self->post->id : NULL;
  gboolean meant = state->mail && (post_id == NULL || g_strcmp0 (state->mail_post, post_id) != 0);

  if (!meant && !is_mailed_for_good (self))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
               _("“%s” was mailed from %s, or may have been, by a post that was deleted there since: it is not mailed "
                 "again. If nobody has it, save a copy of the issue and send that."),
               galley_issue_get_title (self->request->issue), self->place);
  return FALSE;
}

/* There was one: a new one is made only when that is asked for, and what is known of the old one's mail
 * is kept before it is. */
static gboolean
leave_behind (GalleyPublishRun *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  const char *known = galley_journal_get_state (self->journal)->post_id;
  g_autofree char *gone = galley_gone_dup_post (request->issue, self->id, self->place, request->ledger);
  gboolean mailed = FALSE;

  if (gone == NULL)
    gone = g_strdup (known);
  if (request->plan->act == GALLEY_ACT_UNPUBLISH || gone == NULL)
    return TRUE;
  if (!request->plan->anew)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
                   _("“%s” was on %s and was deleted there. A new post is made of it only when you ask for one."),
                   galley_issue_get_title (request->issue), self->place);
      return FALSE;
    }
  if (!galley_gone_ask_mailed (self->sync, gone, request->ledger, request->service, request->connection, &mailed,
                               NULL, self->cancellable, error))
    return FALSE;
  self->mailed_before = mailed || is_mailed_for_good (self) || galley_journal_get_state (self->journal)->mail;
  return galley_journal_write (self->journal, error, "anew", "post", gone, "mailed",
                               self->mailed_before ? "yes" : NULL, NULL);
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
        g_usleep (GALLEY_PUBLISH_LOST_WAIT);
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
  if (request->plan->act >= GALLEY_ACT_EMAIL && !galley_publish_run_may_mail (self, error))
    return FALSE;
  if (!leave_behind (self, error))
    return FALSE;
  return request->plan->act < GALLEY_ACT_EMAIL || galley_publish_run_may_mail (self, error);
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
galley_publish_run_has_made (const GalleyPublishRun *self, const GalleyPost *post)
{
  const GalleyJournalState *state = galley_journal_get_state (self->journal);
  g_autofree char *birth = galley_twins_dup_birth (post);

  return birth != NULL && (g_strcmp0 (birth, self->birth) == 0 ||
                           g_ptr_array_find_with_equal_func (state->births, birth, g_str_equal, NULL));
}

gboolean
galley_publish_run_has_text (const GalleyPublishRun *self)
{
  g_autofree char *mark = galley_publish_run_dup_mark (self);

  return self->content == NULL || g_strcmp0 (mark, self->content->mark) == 0;
}

gboolean
galley_publish_run_is_ours (const GalleyPublishRun *self)
{
  const GalleyJournalState *state = galley_journal_get_state (self->journal);
  const char *meant = state->intent != NULL ? galley_json_get_string (state->intent, "mark") : NULL;
  const char *saved = galley_publish_run_get_synced (self, "updated_at");
  g_autofree char *slug = g_strconcat ("nl-", self->id, NULL);
  g_autofree char *mark = galley_publish_run_dup_mark (self);
  gboolean here = self->post->marker == NULL || galley_publish_run_has_made (self, self->post);

  if (g_strcmp0 (mark, self->content->mark) == 0 || g_strcmp0 (mark, meant) == 0 ||
      g_strcmp0 (mark, galley_publish_run_get_synced (self, "mark")) == 0 ||
      (saved != NULL && g_strcmp0 (saved, self->post->updated_at) == 0))
    return TRUE;
  /* Made by a create whose answer, or whose program, was lost, and never opened by anybody. */
  return self->sync == NULL && here && self->post->slug != NULL && g_str_has_prefix (self->post->slug, slug) &&
         is_untouched (self->post);
}
