/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The publishing transaction. Every step asks the server what it has before it does anything again,
 * so that a run that was cut off anywhere ends, when it is run again, in the same post and one mail.
 *
 *   start -> find --none--> create_post --------------+   +--settle: another one is older, or out--+
 *              |                                      v   |                                        |
 *              +--there--> take_back -> update_post -> make_sure -> set_slug -> transition         |
 *                 ^   (from the schedule)   |                                       |              |
 *                 |                         |                          wait_for_mail -> end        |
 *                 |                         +--cut off by the service--> put_back -> end           |
 *                 +--------------------------------------------------------------------------------+
 *
 *   start -> take_down -> end   for what shall be a draft again; its text stays as it is there
 *
 * Each arrow right of find is an intent in the journal before the request and a result after. Two
 * machines that made a post each settle on the same one (galley-publish-settle) before either of them
 * lets it go out.
 */

#include "galley-publish.h"

#include <glib/gi18n-lib.h>

#include "galley-content-same.h"
#include "galley-error.h"
#include "galley-gone.h"
#include "galley-json.h"
#include "galley-plan-compare.h"
#include "galley-publish-conflict.h"
#include "galley-publish-down.h"
#include "galley-publish-export.h"
#include "galley-publish-run.h"
#include "galley-publish-settle.h"
#include "galley-send.h"
#include "galley-site-memory.h"
#include "galley-slug.h"
#include "galley-upload.h"

#define MAIL_WAIT (30 * G_TIME_SPAN_SECOND)
#define MAIL_INTERVAL (G_TIME_SPAN_SECOND / 2)
#define TWIN_WAIT (G_TIME_SPAN_SECOND)
/* Nearer to its hour than this, a scheduled post is left alone: it might go out in between. */
#define SCHEDULE_MARGIN (2 * G_TIME_SPAN_MINUTE)

static const char *
get_title (const GalleyPublishRun *self)
{
  return galley_issue_get_title (self->request->issue);
}

static gboolean
is_status (const GalleyPublishRun *self, const char *status)
{
  return g_strcmp0 (self->post->status, status) == 0;
}

static gboolean
sends_mail (const GalleyPublishRun *self)
{
  return self->request->plan->act >= GALLEY_ACT_EMAIL;
}

/* What is out already cannot go out in another way; said before anything of it is touched. */
static gboolean
check_act (GalleyPublishRun *self, GError **error)
{
  GalleyAct act = self->request->plan->act;

  if (is_status (self, "published") && sends_mail (self) && self->post->email_status == NULL)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
                   _("“%s” is published without a mail; set it back to a draft on %s to send it."), get_title (self),
                   self->place);
      return FALSE;
    }
  if (is_status (self, "sent") && (act == GALLEY_ACT_PUBLISH || act == GALLEY_ACT_EMAIL))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
                   _("“%s” went out by mail only; set it back to a draft on %s to publish it there."),
                   get_title (self), self->place);
      return FALSE;
    }
  return !sends_mail (self) || self->post->email_status != NULL || galley_publish_run_may_mail (self, error);
}

/* TRUE when the post would go out on its day in another way than it shall. A service keeps the
 * newsletter and the audience of a scheduled post whatever it is told. */
static gboolean
is_scheduled_otherwise (const GalleyPublishRun *self)
{
  const GalleyPublishRequest *request = self->request;
  const GalleySiteItem *newsletter = NULL;
  g_autofree char *segment = NULL;

  if (!is_status (self, "scheduled") || request->plan->act == GALLEY_ACT_DRAFT)
    return FALSE;
  if (self->post->email_only != (request->plan->act == GALLEY_ACT_EMAIL_ONLY) ||
      (self->post->newsletter != NULL) != sends_mail (self))
    return TRUE;
  if (!sends_mail (self))
    return FALSE;
  newsletter = galley_plan_find_newsletter (request->plan, self->site, request->issue, NULL);
  segment = galley_plan_dup_segment (request->plan, self->site, request->issue);
  return newsletter == NULL || g_strcmp0 (newsletter->slug, self->post->newsletter) != 0 ||
         g_strcmp0 (segment, self->post->segment) != 0;
}

static gboolean
is_due (const GalleyPost *post)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) time = post->published_at != NULL ? g_date_time_new_from_iso8601 (post->published_at, NULL)
                                                          : NULL;

  return time == NULL || g_date_time_difference (time, now) < SCHEDULE_MARGIN;
}

static gboolean
is_draft (const GalleyPublishRun *self)
{
  return is_status (self, "draft");
}

/* Off the schedule and a draft again, so that the schedule can be made anew. */
static gboolean
take_back (GalleyPublishRun *self, GError **error)
{
  g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();

  if (!is_scheduled_otherwise (self))
    return TRUE;
  if (is_due (self->post))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
                   _("“%s” goes out on %s at any moment: to whom it goes cannot be changed any more."),
                   get_title (self), self->place);
      return FALSE;
    }
  galley_publish_run_report (self, "draft", _("Taking the post off the schedule"));
  galley_post_fields_set (fields, "status", "draft");
  galley_post_fields_set (fields, "published-at", NULL);
  if (!galley_publish_run_put (self, "unschedule", fields, NULL, NULL, is_draft, error))
    return FALSE;
  if (!is_draft (self))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_FAILED,
                   _("%s did not take “%s” off its schedule: it is “%s” there."), self->place, get_title (self),
                   self->post->status);
      return FALSE;
    }
  return galley_publish_run_done (self, "unschedule", error) &&
         galley_publish_run_remember_sync (self, galley_publish_run_get_synced (self, "content"), error);
}

static gboolean
has_body_before (const GalleyPublishRun *self)
{
  g_autofree char *mark = galley_content_dup_mark (NULL, self->post->body, self->site->url);
  g_autofree char *before = galley_content_dup_mark (NULL, self->body_before, self->site->url);

  return g_strcmp0 (mark, before) == 0;
}

/* Nobody has looked yet at what became of an update. */
static gboolean
is_unseen (const GalleyPublishRun *self)
{
  const GalleyJournalState *state = galley_journal_get_state (self->journal);

  return state->pending && (g_strcmp0 (state->step, "update") == 0 || g_strcmp0 (state->step, "put-back") == 0);
}

/* A run that died between an update and the look at what became of it leaves what stood there before
 * in the journal alone. */
static char *
dup_body_before (const GalleyPublishRun *self)
{
  const GalleyJournalState *state = galley_journal_get_state (self->journal);
  const char *body = is_unseen (self) ? galley_json_get_string (state->intent, "body") : NULL;

  if (is_draft (self))
    return NULL;
  if (body != NULL && g_strcmp0 (galley_json_get_string (state->intent, "post"), self->post->id) == 0)
    return g_strdup (body);
  return g_strdup (self->post->body);
}

/* Always FALSE: @error says already why. OFFLINE when it did not work, so that the run stays open and
 * what stood there is not forgotten. */
static gboolean
put_back (GalleyPublishRun *self, GError **error)
{
  g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();
  g_autoptr (GError) local = NULL;
  g_autofree char *why = g_strdup ((*error)->message);

  galley_post_fields_set (fields, "body", self->body_before);
  g_clear_error (error);
  if (galley_publish_run_put (self, "put-back", fields, NULL, NULL, has_body_before, &local) &&
      galley_publish_run_done (self, "put-back", &local) &&
      galley_publish_run_remember_sync (self, NULL, &local))
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_FAILED, _("%s The previous version was put "
                                                             "back."), why);
  else
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE,
                 _("%s What was there before could not be put back yet: publish again to do it. (%s)"), why,
                 local->message);
  return FALSE;
}

/* What must not go along when readers have the post, or will have it at an hour that is set. */
static void
drop_fixed_fields (GalleyPublishRun *self)
{
  if (is_status (self, "published") || is_status (self, "sent"))
    galley_post_fields_unset (self->content->fields, "email-only");
  if (is_status (self, "scheduled"))
    galley_post_fields_unset (self->content->fields, "published-at");
}

static gboolean
update_post (GalleyPublishRun *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (g_strcmp0 (galley_publish_run_get_synced (self, "content"), self->content->hash) == 0 &&
      g_strcmp0 (galley_publish_run_get_synced (self, "updated_at"), self->post->updated_at) == 0)
    return TRUE;
  drop_fixed_fields (self);
  if (self->adopted && galley_content_is_there (self->content, self->request->service, self->site, self->post))
    return galley_publish_run_remember_sync (self, self->content->hash, error);
  if (galley_content_drop_same (self->content, self->request->issue, self->content->originals,
                                self->request->service, self->site, self->post) && !is_unseen (self))
    return galley_publish_run_remember_sync (self, self->content->hash, error);
  galley_publish_run_report (self, "draft", _("Updating the post"));
  self->body_before = dup_body_before (self);
  if (!galley_publish_run_put (self, "update", self->content->fields, NULL, NULL, galley_publish_run_has_text, error))
    return FALSE;
  galley_publish_run_report (self, "verify", _("Comparing what was stored"));
  if (!galley_content_verify (self->request->issue, self->post, &local) ||
      !galley_content_check_whole (self->content, self->post, &local))
    {
      gboolean out = self->body_before != NULL;

      if (out)
        put_back (self, &local);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_clear_pointer (&self->body_before, g_free);
  return galley_publish_run_done (self, "update", error) &&
         galley_publish_run_remember_sync (self, self->content->hash, error);
}

static gboolean
has_new_slug (const GalleyPublishRun *self)
{
  return self->post->slug != NULL && g_strcmp0 (self->post->slug, self->slug_before) != 0;
}

/* As many letters as a service takes. */
#define MAX_SLUG 180

/* A title in letters that we cannot write in ASCII is for the service to spell: it knows how. */
static char *
dup_slug_of_title (const GalleyPublishRun *self)
{
  const char *title = get_title (self);

  if (title == NULL || *title == '\0' || galley_slug_is_whole (title))
    return galley_slug_new (title, MAX_SLUG, "");
  return g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), MAX_SLUG));
}

/* The first one comes from the title and then stays, whatever the title does: it is an address. */
static char *
dup_wanted_slug (const GalleyPublishRun *self)
{
  const char *own = galley_front_matter_get_string (galley_issue_get_front_matter (self->request->issue), "slug");
  gboolean is_given = own != NULL && *own != '\0';
  gboolean is_first = self->post->slug == NULL || g_str_has_prefix (self->post->slug, "nl-");

  if (is_first && is_given)
    return g_strdup (own);
  /* Readers have links to it, whatever it looks like. */
  if (is_first)
    return is_status (self, "published") || is_status (self, "sent") ? g_strdup ("") : dup_slug_of_title (self);
  /* A service makes its own of what it is given; only another wish is a reason to ask again. */
  if (!is_given || g_strcmp0 (own, self->post->slug) == 0 ||
      g_strcmp0 (own, galley_publish_run_get_synced (self, "slug")) == 0)
    return g_strdup ("");
  return g_strdup (own);
}

/* Of a draft that stays one, or of what is out already; the others get it as they go out. */
static gboolean
set_slug (GalleyPublishRun *self, GError **error)
{
  g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();
  g_autofree char *slug = dup_wanted_slug (self);

  if (*slug == '\0' || (is_draft (self) && self->request->plan->act != GALLEY_ACT_DRAFT))
    return TRUE;
  galley_post_fields_set (fields, "slug", slug);
  self->slug_before = g_strdup (self->post->slug);
  return galley_publish_run_put (self, "slug", fields, NULL, NULL, has_new_slug, error) &&
         galley_publish_run_done (self, "slug", error) &&
         galley_publish_run_remember_sync (self, self->content->hash, error);
}

static gboolean
is_out (const GalleyPublishRun *self)
{
  gboolean later = self->request->plan->at != NULL;

  if (!is_status (self, later ? "scheduled" : "published") && !is_status (self, "sent"))
    return FALSE;
  return !sends_mail (self) || later || self->post->email_status != NULL;
}

static gboolean
set_time (GalleyPublishRun *self, GalleyPostFields *fields)
{
  const GalleyPlan *plan = self->request->plan;
  gboolean scheduled = is_status (self, "scheduled");
  g_autoptr (GDateTime) utc = plan->at != NULL ? g_date_time_to_utc (plan->at) : NULL;
  g_autofree char *text = utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S.000Z") : NULL;

  if (scheduled && text != NULL && g_strcmp0 (text, self->post->published_at) == 0)
    return FALSE;
  if (text != NULL || scheduled)
    galley_post_fields_set (fields, "published-at", text);
  return TRUE;
}

static gboolean
transition (GalleyPublishRun *self, GError **error)
{
  const GalleyPlan *plan = self->request->plan;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();
  g_autofree char *segment = NULL;
  g_autofree char *slug = dup_wanted_slug (self);
  const GalleySiteItem *newsletter = NULL;

  if (plan->act == GALLEY_ACT_DRAFT || is_status (self, "published") || is_status (self, "sent") ||
      !set_time (self, fields))
    return TRUE;
  if (galley_plan_is_over (plan, now))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, _("“%s” was not scheduled on %s, and its hour is over: "
                                                                "choose a later one."), get_title (self), self->place);
      return FALSE;
    }
  galley_post_fields_set (fields, "status", plan->at != NULL ? "scheduled" : "published");
  if (*slug != '\0' && is_draft (self))
    galley_post_fields_set (fields, "slug", slug);
  /* A post is mailed once, also when it was taken back in between. */
  if (sends_mail (self) && self->post->email_status == NULL)
    {
      newsletter = galley_plan_find_newsletter (plan, self->site, self->request->issue, error);
      if (newsletter == NULL)
        return FALSE;
      segment = galley_plan_dup_segment (plan, self->site, self->request->issue);
    }
  galley_publish_run_report (self, "send", sends_mail (self) ? _("Sending") : _("Publishing"));
  if (!galley_publish_run_put (self, "send", fields, newsletter != NULL ? newsletter->slug : NULL, segment, is_out,
                               error) ||
      !galley_publish_run_done (self, "send", error) ||
      !galley_publish_run_remember_sync (self, self->content->hash, error))
    return FALSE;
  if (is_out (self))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_FAILED, _("%s did not publish “%s”: it is “%s” there."), self->place,
               get_title (self), self->post->status);
  return FALSE;
}

/* Whoever only goes on with a publish, or with a retry that got nowhere, sends nothing of a failed mail
 * again: it is said who does. Always FALSE. */
static gboolean
fail_mail (const GalleyPublishRun *self, GError **error)
{
  const char *why = self->post->email_error != NULL ? self->post->email_error : "";

  if (self->request->service->retry_mail != NULL)
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
                 _("%s could not send the mail: %s\n\nNothing is sent again by itself. To send it to those who do not have "
                   "it yet, publish once more with “Send the Failed Mail”, on the command line with --retry-mail."),
                 self->place, why);
  else
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED, _("%s could not send the mail: %s"), self->place, why);
  return FALSE;
}

/* Handed to the mail service, or not yet: after a while that is said and left to the site. */
static gboolean
wait_for_mail (GalleyPublishRun *self, GError **error)
{
  gint64 end = g_get_monotonic_time () + MAIL_WAIT;

  while (self->post->email_status != NULL && g_strcmp0 (self->post->email_status, "submitted") != 0)
    {
      if (g_strcmp0 (self->post->email_status, "failed") == 0)
        return fail_mail (self, error);
      if (g_get_monotonic_time () > end)
        return TRUE;
      galley_publish_run_report (self, "mail", _("Waiting for the mail to be handed over"));
      g_usleep (MAIL_INTERVAL);
      if (!galley_publish_run_reload (self, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
change (GalleyPublishRun *self, GError **error)
{
  const GalleyJournalState *state = galley_journal_get_state (self->journal);

  /* What this very transaction sent, before it was cut off, is still to be held against its plan. */
  self->was_out = (is_status (self, "published") || is_status (self, "sent")) &&
                  !(state->open && g_strcmp0 (state->step, "send") == 0);
  return galley_publish_conflict_check (self, error) && check_act (self, error) && take_back (self, error) &&
         update_post (self, error);
}

static gboolean
create_post (GalleyPublishRun *self, GError **error)
{
  galley_publish_run_report (self, "draft", _("Saving the draft"));
  if (!galley_publish_run_create (self, error) || !galley_publish_settle (self, error))
    return FALSE;
  if (self->adopted)
    return change (self, error);
  return galley_publish_run_remember_post (self, error) &&
         galley_content_verify (self->request->issue, self->post, error) &&
         galley_publish_run_remember_sync (self, self->content->hash, error);
}

/* Before anything that cannot be taken back: is it the only one? Another machine that began when we
 * did has its own on the site by now. */
static gboolean
make_sure (GalleyPublishRun *self, GError **error)
{
  if (self->request->plan->act == GALLEY_ACT_DRAFT || !is_draft (self))
    return TRUE;
  if (self->created)
    g_usleep (TWIN_WAIT);
  self->adopted = FALSE;
  return galley_publish_settle (self, error) && (!self->adopted || change (self, error));
}

static gboolean
publish (GalleyPublishRun *self, GError **error)
{
  if (self->request->plan->act == GALLEY_ACT_UNPUBLISH)
    return galley_publish_take_down (self, error);
  self->content = galley_content_new (self->request, self->site, galley_publish_run_get_synced (self, "keys"),
                                      self->journal, self->cancellable, error);
  if (self->content == NULL || !galley_publish_run_find (self, error) ||
      !galley_content_check_kept (self->request->issue, self->content->originals, self->post, self->place, error))
    return FALSE;
  if (!(self->post == NULL ? create_post (self, error) : change (self, error)))
    return FALSE;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  return make_sure (self, error) && set_slug (self, error) && transition (self, error) &&
         (!sends_mail (self) || wait_for_mail (self, error));
}

static gboolean
has_failed (const GalleyPost *post)
{
  return g_strcmp0 (post->email_status, "failed") == 0;
}

/* It has been sent: what cannot be read of it now is no "no", and stays to be asked. */
static gboolean
follow_retry (GalleyPublishRun *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean read = galley_publish_run_reload (self, &local);

  if (read && wait_for_mail (self, &local))
    return TRUE;
  if ((read && has_failed (self->post)) || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE,
                 _("What was left of the mail was sent, and what became of it is not known: %s Ask for it once more: the "
                   "site is asked first."), local->message);
  return FALSE;
}

/* The way of a mail that failed. Another program, or the attempt that this one goes on with, may have
 * done it by now. */
static gboolean
retry_mail (GalleyPublishRun *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;

  if (!galley_publish_run_reload (self, error))
    return FALSE;
  if (!has_failed (self->post))
    return wait_for_mail (self, error);
  galley_publish_run_report (self, "send", _("Sending what is left of the mail"));
  if (!galley_journal_write (self->journal, error, "intent", "step", "retry", "post", self->post->id, NULL) ||
      !request->service->retry_mail (request->connection, self->site, self->post, self->cancellable, error) ||
      !galley_publish_run_done (self, "retry", error))
    return FALSE;
  self->changed = TRUE;
  return follow_retry (self, error);
}

/* There is something to send, or somebody waits to hear what became of an attempt. */
static gboolean
may_retry (const GalleyPublishRequest *request, const char *place, const GalleyPost *post)
{
  g_autofree char *id = galley_gone_dup_issue_id (request->issue, request->path, request->ledger);
  g_autoptr (GalleyJournalState) state = NULL;

  if (post == NULL || post->email_status == NULL || request->service->retry_mail == NULL)
    return FALSE;
  if (has_failed (post))
    return TRUE;
  state = id != NULL ? galley_journal_find_state (request->state_dir, id, place) : NULL;
  return state != NULL && state->open && g_strcmp0 (state->step, "retry") == 0;
}

/* As it went out: whoever finishes this run later must not make something else of it. */
static GalleyPlan *
make_retry_plan (const GalleyPost *post)
{
  GalleyPlan *plan = galley_plan_new (post->email_only ? GALLEY_ACT_EMAIL_ONLY : GALLEY_ACT_EMAIL);

  plan->newsletter = g_strdup (post->newsletter);
  plan->audience = g_strdup (post->segment);
  return plan;
}

static GalleyReceipt *
finish (GalleyPublishRun *self, gboolean (*go) (GalleyPublishRun *self, GError **error), GError **error)
{
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
  if (!galley_send_remember (self->request->ledger, self->place, self->request->plan, self->request->issue, self->post,
                             error) || !galley_journal_write (self->journal, error, "end", NULL))
    return NULL;
  receipt = g_new0 (GalleyReceipt, 1);
  receipt->service = g_strdup (self->request->service->id);
  receipt->post = g_steal_pointer (&self->post);
  receipt->created = self->created;
  receipt->unchanged = !self->changed;
  receipt->text_changed = self->text_changed;
  receipt->differences = galley_plan_compare (self->request->plan, self->site, self->request->issue, receipt->post,
                                              self->was_out);
  receipt->pictures = self->content != NULL
                        ? g_steal_pointer (&self->content->pictures)
                        : g_ptr_array_new_with_free_func ((GDestroyNotify) galley_receipt_picture_free);
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
  g_auto (GalleyPublishRun) self = { .request = request, .cancellable = cancellable };
  GalleyReceipt *receipt;

  if ((request->service->capabilities & GALLEY_CAN_EXPORT) != 0)
    return galley_publish_export (request, cancellable, error);
  self.place = galley_account_get_site (request->connection->account);
  galley_publish_run_report (&self, "check", _("Checking the issue"));
  self.site = request->site != NULL ? galley_site_ref ((GalleySite *) request->site)
                                    : request->service->load_site (request->connection, cancellable, error);
  if (self.site == NULL || !galley_publish_check (request, self.site, error) ||
      !galley_publish_run_start (&self, error))
    return NULL;
  receipt = finish (&self, publish, error);
  if (receipt == NULL)
    return NULL;
  galley_site_memory_keep (request->ledger, self.place, self.site);
  galley_site_memory_learn (request, self.site, receipt->post->id, cancellable);
  return receipt;
}

char **
galley_publish_list_removed (GalleyIssue *issue, const char *path, const char *site, GalleyLedger *ledger)
{
  g_autofree char *id = galley_gone_dup_issue_id (issue, path, ledger);
  g_autofree char *sync = id != NULL ? galley_ledger_dup_sync (ledger, site, id) : NULL;
  g_autoptr (JsonNode) node = sync != NULL ? galley_json_parse (sync, -1, NULL) : NULL;
  const char *keys = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                       ? galley_json_get_string (json_node_get_object (node), "keys") : NULL;

  return galley_content_list_removed (issue, keys);
}

GalleyPost *
galley_publish_find_post (GalleyIssue *issue, const char *path, const GalleyService *service,
                          const GalleyConnection *connection, GalleyLedger *ledger, GCancellable *cancellable,
                          GError **error)
{
  g_autofree char *id = galley_gone_dup_issue_id (issue, path, ledger);

  return galley_publish_run_find_post (issue, id, service, connection, ledger, cancellable, error);
}

/**
 * galley_publish_retry_mail:
 * @request: what was published, where and how
 * @cancellable: (nullable): a cancellable
 * @error: %GALLEY_ERROR_REJECTED when there is no mail of it that failed
 *
 * A failed mail is never sent again without a person who says so: this is what follows a yes. After an
 * attempt whose end nobody heard of, it says what became of that.
 *
 * Returns: (transfer full): what came of it
 */
GalleyReceipt *
galley_publish_retry_mail (const GalleyPublishRequest *request, GCancellable *cancellable, GError **error)
{
  GalleyPublishRequest again = *request;
  g_auto (GalleyPublishRun) self = { .request = &again, .cancellable = cancellable };
  g_autoptr (GalleyPlan) plan = NULL;
  g_autoptr (GError) local = NULL;

  self.place = galley_account_get_site (request->connection->account);
  self.post = galley_publish_find_post (request->issue, request->path, request->service, request->connection,
                                        request->ledger, cancellable, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (!may_retry (request, self.place, self.post))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED, _("No mail of “%s” on %s has failed."),
                   get_title (&self), self.place);
      return NULL;
    }
  again.plan = plan = make_retry_plan (self.post);
  self.site = request->site != NULL ? galley_site_ref ((GalleySite *) request->site)
                                    : request->service->load_site (request->connection, cancellable, error);
  if (self.site == NULL || !galley_publish_run_start (&self, error))
    return NULL;
  return finish (&self, retry_mail, error);
}
