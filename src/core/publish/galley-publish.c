/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The publishing transaction. Every step asks the server what it has before it does anything again,
 * so that a run that was cut off anywhere ends, when it is run again, in the same post and one mail.
 *
 *   prepare -> find_existing --none--> create_post --+
 *                    |                               v
 *                    +--there--> update_post -> set_slug -> transition -> wait_for_mail -> end
 *
 * Each arrow right of find_existing is an intent in the journal before the request and a result after.
 */

#include "galley-publish.h"

#include <glib/gi18n-lib.h>

#include "galley-check.h"
#include "galley-content.h"
#include "galley-error.h"
#include "galley-journal.h"
#include "galley-json.h"
#include "galley-slug.h"

#define MAIL_WAIT (30 * G_TIME_SPAN_SECOND)
#define MAIL_INTERVAL (G_TIME_SPAN_SECOND / 2)
/* A request whose answer was lost may still be running over there. */
#define LOST_WAIT (G_TIME_SPAN_SECOND)

typedef struct {
  const GalleyPublishRequest *request;
  GCancellable *cancellable;
  char *id;
  const char *place; /* the account's site */
  GalleySite *site;
  GalleyJournal *journal;
  JsonNode *sync;
  GalleyContent *content;
  GalleyPost *post;
  gboolean created;
  gboolean changed;
} Run;

static void
run_clear (Run *self)
{
  g_free (self->id);
  g_clear_pointer (&self->site, galley_site_unref);
  g_clear_pointer (&self->journal, galley_journal_free);
  g_clear_pointer (&self->sync, json_node_unref);
  g_clear_pointer (&self->content, galley_content_free);
  g_clear_pointer (&self->post, galley_post_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

void
galley_receipt_free (GalleyReceipt *self)
{
  g_free (self->service);
  g_clear_pointer (&self->post, galley_post_free);
  g_free (self->path);
  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  g_free (self);
}

static void
report (const Run *self, const char *stage, const char *message)
{
  GalleyProgress progress = { stage, message, 0, 0 };

  if (self->request->progress != NULL)
    self->request->progress (&progress, self->request->progress_data);
}

static const char *
get_synced (const Run *self, const char *name)
{
  return self->sync != NULL && JSON_NODE_HOLDS_OBJECT (self->sync)
           ? galley_json_get_string (json_node_get_object (self->sync), name) : NULL;
}

static gboolean
refuse_errors (GPtrArray *findings, GError **error)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const GalleyFinding *finding = g_ptr_array_index (findings, i);

      if (galley_finding_get_severity (finding) != GALLEY_SEVERITY_ERROR)
        continue;
      if (galley_finding_get_line (finding) > 0)
        g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, _("Line %u: %s"), galley_finding_get_line (finding),
                     galley_finding_get_message (finding));
      else
        g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, galley_finding_get_message (finding));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check (const GalleyPublishRequest *request, const GalleySite *site, GError **error)
{
  GalleyCheckContext context = { request->issue, request->folder };
  g_autoptr (GPtrArray) findings = galley_check_run (&context);
  g_autoptr (GPtrArray) guards = galley_plan_check (request->plan, site, request->issue);

  return refuse_errors (findings, error) && refuse_errors (guards, error);
}

/* The id is somewhere durable before the first request, or a lost reply would make a second post. */
static gboolean
ensure_id (Run *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  const char *own = galley_front_matter_get_id (galley_issue_get_front_matter (request->issue));
  gboolean kept;

  self->id = own != NULL ? g_strdup (own)
                         : request->path != NULL ? galley_ledger_dup_issue_id (request->ledger, request->path) : NULL;
  if (self->id != NULL)
    return TRUE;
  self->id = g_uuid_string_random ();
  kept = request->identity != NULL && request->identity (self->id, self->place, NULL, request->identity_data);
  if (kept || request->path == NULL)
    return TRUE;
  return galley_ledger_add_issue_id (request->ledger, request->path, self->id, error);
}

static gboolean
start (Run *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  g_autofree char *at = request->plan->at != NULL ? g_date_time_format_iso8601 (request->plan->at) : NULL;
  g_autofree char *sync = NULL;

  self->journal = galley_journal_open (request->state_dir, self->id, self->cancellable, error);
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
                               "audience", request->plan->audience, "at", at, NULL);
}

static gboolean
remember_post (Run *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;

  if (!galley_ledger_add_post (request->ledger, self->place, self->id, self->post->id, error))
    return FALSE;
  if (request->identity != NULL)
    request->identity (self->id, self->place, self->post->id, request->identity_data);
  return TRUE;
}

/* What the server has now is what both sides agree on. */
static gboolean
remember_sync (Run *self, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *mark = galley_content_dup_mark (self->post->title, self->post->body);
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "updated_at", self->post->updated_at != NULL ? self->post->updated_at : "");
  json_object_set_string_member (object, "mark", mark);
  json_object_set_string_member (object, "content", self->content->hash);
  json_object_set_string_member (object, "keys", self->content->keys);
  json_object_set_boolean_member (object, "mailed", self->post->email_status != NULL);
  json_node_set_object (node, object);
  text = galley_json_to_string (node, FALSE);
  return galley_ledger_set_sync (self->request->ledger, self->place, self->id, text, error);
}

static gboolean
take (Run *self, GalleyPost *post)
{
  if (post == NULL)
    return FALSE;
  g_clear_pointer (&self->post, galley_post_free);
  self->post = post;
  return TRUE;
}

/* The post by its id, with html and body. */
static gboolean
reload (Run *self, GError **error)
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
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT, _("The post “%s” was deleted on %s meanwhile."),
               galley_issue_get_title (self->request->issue), self->place);
  return FALSE;
}

static GalleyPost *
find_post (GalleyIssue *issue, const char *id, const GalleyService *service, const GalleyConnection *connection,
           GalleyLedger *ledger, gboolean *known, GCancellable *cancellable, GError **error)
{
  const char *place = galley_account_get_site (connection->account);
  const char *own = galley_front_matter_get_post (galley_issue_get_front_matter (issue), place);
  g_autofree char *post_id = own != NULL ? g_strdup (own)
                                         : id != NULL ? galley_ledger_dup_post (ledger, place, id) : NULL;
  g_autofree char *slug = id != NULL ? g_strconcat ("nl-", id, NULL) : NULL;
  g_autoptr (GError) local = NULL;
  GalleyPost *post = NULL;

  *known = post_id != NULL;
  if (post_id != NULL)
    post = service->find (connection, post_id, NULL, cancellable, &local);
  if (post == NULL && local == NULL && slug != NULL)
    post = service->find (connection, NULL, slug, cancellable, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return post;
}

GalleyPost *
galley_publish_find_post (GalleyIssue *issue, const char *path, const GalleyService *service,
                          const GalleyConnection *connection, GalleyLedger *ledger, GCancellable *cancellable,
                          GError **error)
{
  const char *own = galley_front_matter_get_id (galley_issue_get_front_matter (issue));
  g_autofree char *id = own != NULL ? g_strdup (own) : path != NULL ? galley_ledger_dup_issue_id (ledger, path) : NULL;
  gboolean known;

  return find_post (issue, id, service, connection, ledger, &known, cancellable, error);
}

static gboolean
find_existing (Run *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  const GalleyJournalState *state = galley_journal_get_state (self->journal);
  g_autoptr (GError) local = NULL;
  gboolean lost = state->pending && g_strcmp0 (state->step, "create") == 0;
  gboolean known = FALSE;

  for (int attempt = 0; attempt < (lost ? 2 : 1); attempt++)
    {
      if (attempt > 0)
        g_usleep (LOST_WAIT);
      self->post = find_post (request->issue, self->id, request->service, request->connection, request->ledger, &known,
                              self->cancellable, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (self->post != NULL)
        return remember_post (self, error);
    }
  if (known && request->plan->act >= GALLEY_ACT_EMAIL && self->sync != NULL &&
      galley_json_get_boolean (json_node_get_object (self->sync), "mailed", FALSE))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
                   _("“%s” was mailed and then deleted on %s: it is not mailed again."),
                   galley_issue_get_title (request->issue), self->place);
      return FALSE;
    }
  return TRUE;
}

static gboolean
create_post (Run *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  g_autofree char *slug = g_strconcat ("nl-", self->id, NULL);
  g_autoptr (GError) local = NULL;
  GalleyPostFields *fields = self->content->fields;
  GalleyPost *post;

  report (self, "draft", _("Saving the draft"));
  galley_post_fields_set (fields, "slug", slug);
  galley_post_fields_set (fields, "status", "draft");
  if (!galley_post_fields_has (fields, "title"))
    galley_post_fields_set (fields, "title", _("(Untitled)"));
  if (!galley_journal_write (self->journal, error, "intent", "step", "create", "mark", self->content->mark, NULL))
    return FALSE;
  post = request->service->create (request->connection, self->site, fields, self->cancellable, &local);
  if (post == NULL && g_error_matches (local, GALLEY_ERROR, GALLEY_ERROR_OFFLINE))
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
         remember_post (self, error) && reload (self, error) &&
         galley_content_verify (request->issue, self->post, error) && remember_sync (self, error);
}

/* One PUT with its intent and result. When the answer is lost, the server is asked; @is_done says
 * whether what it has is what was meant. */
static gboolean
put (Run *self, const char *step, const GalleyPostFields *fields, const char *newsletter, const char *segment,
     gboolean (*is_done) (const Run *self), GError **error)
{
  const GalleyPublishRequest *request = self->request;
  g_autoptr (GError) local = NULL;
  g_autofree char *backup = g_strcmp0 (self->post->status, "draft") != 0 ? g_strdup (self->post->body) : NULL;
  GalleyPost *post;

  if (!galley_journal_write (self->journal, error, "intent", "step", step, "post", self->post->id, "mark",
                             self->content->mark, "updated_at", self->post->updated_at, "body", backup, NULL))
    return FALSE;
  post = request->service->update (request->connection, self->site, self->post->id, self->post->updated_at, fields,
                                   newsletter, segment, self->cancellable, &local);
  if (post == NULL && !g_error_matches (local, GALLEY_ERROR, GALLEY_ERROR_OFFLINE))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (post == NULL)
    g_usleep (LOST_WAIT);
  else
    take (self, post);
  if (!reload (self, local == NULL ? error : NULL) || (local != NULL && !is_done (self)))
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  self->changed = TRUE;
  return galley_journal_write (self->journal, error, "done", "step", step, "post", self->post->id, NULL);
}

static gboolean
has_content (const Run *self)
{
  g_autofree char *mark = galley_content_dup_mark (self->post->title, self->post->body);

  return g_strcmp0 (mark, self->content->mark) == 0;
}

/* TRUE when nobody but us can have written what the server has. */
static gboolean
is_ours (const Run *self)
{
  const GalleyJournalState *state = galley_journal_get_state (self->journal);
  g_autofree char *mark = galley_content_dup_mark (self->post->title, self->post->body);
  const char *meant = state->intent != NULL ? galley_json_get_string (state->intent, "mark") : NULL;

  if (g_strcmp0 (mark, self->content->mark) == 0 || g_strcmp0 (mark, get_synced (self, "mark")) == 0 ||
      g_strcmp0 (get_synced (self, "updated_at"), self->post->updated_at) == 0)
    return TRUE;
  if (state->pending && g_strcmp0 (mark, meant) == 0)
    return TRUE;
  /* Made by a create whose answer was lost, before anybody could see it. */
  return self->sync == NULL && state->pending && g_strcmp0 (state->step, "create") == 0 &&
         g_str_has_prefix (self->post->slug != NULL ? self->post->slug : "", "nl-");
}

static gboolean
put_back (Run *self, const char *body, GError **error)
{
  g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();

  galley_post_fields_set (fields, "body", body);
  if (put (self, "put-back", fields, NULL, NULL, has_content, NULL))
    g_prefix_error (error, "%s ", _("What was there before was put back."));
  return FALSE;
}

static gboolean
update_post (Run *self, GError **error)
{
  g_autofree char *before = g_strdup (self->post->body);
  gboolean out = g_strcmp0 (self->post->status, "draft") != 0;

  if (!is_ours (self))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
                   _("“%s” was changed on %s since it was last published from here."),
                   galley_issue_get_title (self->request->issue), self->place);
      return FALSE;
    }
  if (g_strcmp0 (get_synced (self, "content"), self->content->hash) == 0 &&
      g_strcmp0 (get_synced (self, "updated_at"), self->post->updated_at) == 0)
    return TRUE;
  report (self, "draft", _("Updating the post"));
  if (!put (self, "update", self->content->fields, NULL, NULL, has_content, error))
    return FALSE;
  report (self, "verify", _("Comparing what was stored"));
  if (!galley_content_verify (self->request->issue, self->post, error))
    return out && before != NULL ? put_back (self, before, error) : FALSE;
  return remember_sync (self, error);
}

static gboolean
has_nice_slug (const Run *self)
{
  return self->post->slug != NULL && !g_str_has_prefix (self->post->slug, "nl-");
}

static gboolean
set_slug (Run *self, GError **error)
{
  g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();
  const char *own = galley_front_matter_get_string (galley_issue_get_front_matter (self->request->issue), "slug");
  g_autofree char *slug = own != NULL && *own != '\0'
                            ? g_strdup (own) : galley_slug_new (galley_issue_get_title (self->request->issue), 180, "");

  if (has_nice_slug (self) || *slug == '\0')
    return TRUE;
  galley_post_fields_set (fields, "slug", slug);
  return put (self, "slug", fields, NULL, NULL, has_nice_slug, error) && remember_sync (self, error);
}

static gboolean
is_out (const Run *self)
{
  const char *wanted = self->request->plan->at != NULL ? "scheduled" : "published";
  gboolean mail = self->request->plan->act >= GALLEY_ACT_EMAIL;

  if (g_strcmp0 (self->post->status, wanted) != 0 && g_strcmp0 (self->post->status, "sent") != 0)
    return FALSE;
  return !mail || self->request->plan->at != NULL || self->post->email_status != NULL;
}

static gboolean
refuse_second (Run *self, GError **error)
{
  if (self->request->plan->act < GALLEY_ACT_EMAIL || self->post->email_status != NULL)
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
               _("“%s” is published without a mail; set it back to a draft on %s to send it."),
               galley_issue_get_title (self->request->issue), self->place);
  return FALSE;
}

static gboolean
transition (Run *self, GError **error)
{
  const GalleyPlan *plan = self->request->plan;
  g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();
  g_autofree char *segment = NULL;
  const GalleySiteItem *newsletter = NULL;
  gboolean scheduled = g_strcmp0 (self->post->status, "scheduled") == 0;

  if (plan->act == GALLEY_ACT_DRAFT)
    return TRUE;
  if (g_strcmp0 (self->post->status, "published") == 0 || g_strcmp0 (self->post->status, "sent") == 0)
    return refuse_second (self, error);
  galley_post_fields_set (fields, "status", plan->at != NULL ? "scheduled" : "published");
  if (plan->at != NULL)
    {
      g_autoptr (GDateTime) utc = g_date_time_to_utc (plan->at);
      g_autofree char *text = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S.000Z");

      if (scheduled && g_strcmp0 (text, self->post->published_at) == 0)
        return TRUE;
      galley_post_fields_set (fields, "published-at", text);
    }
  else if (scheduled)
    galley_post_fields_set (fields, "published-at", NULL);
  if (plan->act >= GALLEY_ACT_EMAIL)
    {
      newsletter = galley_plan_find_newsletter (plan, self->site, self->request->issue, error);
      if (newsletter == NULL)
        return FALSE;
      segment = galley_plan_dup_segment (plan, self->site, self->request->issue);
    }
  report (self, "send", plan->act >= GALLEY_ACT_EMAIL ? _("Sending") : _("Publishing"));
  if (!put (self, "send", fields, newsletter != NULL ? newsletter->slug : NULL, segment, is_out, error) ||
      !remember_sync (self, error))
    return FALSE;
  if (is_out (self))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_FAILED, _("%s did not publish “%s”: it is “%s” there."), self->place,
               galley_issue_get_title (self->request->issue), self->post->status);
  return FALSE;
}

/* Handed to the mail service, or not yet: after a while that is said and left to the site. */
static gboolean
wait_for_mail (Run *self, GError **error)
{
  gint64 end = g_get_monotonic_time () + MAIL_WAIT;

  if (self->request->plan->act < GALLEY_ACT_EMAIL)
    return TRUE;
  while (self->post->email_status != NULL && g_strcmp0 (self->post->email_status, "submitted") != 0)
    {
      if (g_strcmp0 (self->post->email_status, "failed") == 0)
        {
          g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED, _("%s could not send the mail: %s"), self->place,
                       self->post->email_error != NULL ? self->post->email_error : "");
          return FALSE;
        }
      if (g_get_monotonic_time () > end)
        return TRUE;
      report (self, "mail", _("Waiting for the mail to be handed over"));
      g_usleep (MAIL_INTERVAL);
      if (!reload (self, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
go (Run *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;

  self->content = galley_content_new (request, self->site, get_synced (self, "keys"), self->journal,
                                      self->cancellable, error);
  if (self->content == NULL || !find_existing (self, error))
    return FALSE;
  if (!(self->post == NULL ? create_post (self, error) : update_post (self, error)))
    return FALSE;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  return set_slug (self, error) && transition (self, error) && wait_for_mail (self, error);
}

static GalleyReceipt *
export (const GalleyPublishRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyReceipt) receipt = g_new0 (GalleyReceipt, 1);

  receipt->service = g_strdup (request->service->id);
  receipt->created = TRUE;
  receipt->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_receipt_picture_free);
  if (!check (request, NULL, error))
    return NULL;
  receipt->path = request->service->export (request->issue, request->folder, request->plan->directory,
                                            request->progress, request->progress_data, cancellable, error);
  return receipt->path != NULL ? g_steal_pointer (&receipt) : NULL;
}

static GalleyReceipt *
publish (Run *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  g_autoptr (GError) local = NULL;
  GalleyReceipt *receipt;

  if (!go (self, &local))
    {
      /* Without an answer the run stays open, to be resumed; a "no" is an answer. */
      if (!g_error_matches (local, GALLEY_ERROR, GALLEY_ERROR_OFFLINE) &&
          !g_error_matches (local, GALLEY_ERROR, GALLEY_ERROR_DISK) &&
          !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        galley_journal_write (self->journal, NULL, "end", "error", local->message, NULL);
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (!galley_journal_write (self->journal, error, "end", NULL))
    return NULL;
  receipt = g_new0 (GalleyReceipt, 1);
  receipt->service = g_strdup (request->service->id);
  receipt->post = g_steal_pointer (&self->post);
  receipt->created = self->created;
  receipt->unchanged = !self->changed;
  receipt->pictures = g_steal_pointer (&self->content->pictures);
  return receipt;
}

/**
 * galley_publish:
 * @request: what, where and how
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Returns: (transfer full): what came of it
 */
GalleyReceipt *
galley_publish (const GalleyPublishRequest *request, GCancellable *cancellable, GError **error)
{
  g_auto (Run) self = { .request = request, .cancellable = cancellable };

  if ((request->service->capabilities & GALLEY_CAN_EXPORT) != 0)
    return export (request, cancellable, error);
  self.place = galley_account_get_site (request->connection->account);
  report (&self, "check", _("Checking the issue"));
  self.site = request->site != NULL ? galley_site_ref ((GalleySite *) request->site)
                                    : request->service->load_site (request->connection, cancellable, error);
  if (self.site == NULL || !check (request, self.site, error) || !ensure_id (&self, error) || !start (&self, error))
    return NULL;
  return publish (&self, error);
}
