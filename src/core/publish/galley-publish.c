/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The publishing transaction. Every step asks the server what it has before it does anything again,
 * so that a run that was cut off anywhere ends, when it is run again, in the same post and one mail.
 *
 *   start -> find --none--> create_post --------------+   +--settle: another one is older, or out--+
 *              |                                      v   |                                        |
 *              +--there--> take_back -> update_post -> make_sure -> set_slug ------> send          |
 *                 ^   (from the schedule)   |                                       |              |
 *                 |                         |                 wait_until_handed_over -> end         |
 *                 |                         +--cut off by the service--> put_back -> end           |
 *                 +--------------------------------------------------------------------------------+
 *
 *   start -> take_down -> end   for what shall be a draft again; its text stays as it is there
 *
 * What is most of it has a file of its own: -update, -settle, -slug, -send, -down; a mail that failed
 * has another way (galley-publish-retry).
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
#include "galley-publish-conflict.h"
#include "galley-publish-down.h"
#include "galley-publish-export.h"
#include "galley-publish-finish.h"
#include "galley-publish-run.h"
#include "galley-publish-send.h"
#include "galley-publish-settle.h"
#include "galley-publish-slug.h"
#include "galley-publish-update.h"
#include "galley-site-memory.h"

#define TWIN_WAIT (G_TIME_SPAN_SECOND)
/* Nearer to its hour than this, a scheduled post is left alone: it might go out in between. */
#define SCHEDULE_MARGIN (2 * G_TIME_SPAN_MINUTE)

/* What is out already cannot go out in another way; said before anything of it is touched. */
static gboolean
check_act (GalleyPublishRun *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  GalleyAct act = request->plan->act;

  if (!galley_publish_check_mail (self, self->post, error))
    return FALSE;
  if (galley_publish_run_is_status (self, "published") && galley_publish_run_sends_mail (self) &&
      self->post->email_status == NULL)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
                   _("“%s” is published without a mail; set it back to a draft on %s to send it."),
                   galley_publish_run_get_title (self), self->place);
      return FALSE;
    }
  if (galley_publish_run_is_status (self, "sent") && (act == GALLEY_ACT_PUBLISH || act == GALLEY_ACT_EMAIL))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
                   _("“%s” went out by mail only; set it back to a draft on %s to publish it there."),
                   galley_publish_run_get_title (self), self->place);
      return FALSE;
    }
  if (!galley_publish_check_there (request, self->site, self->post, error))
    return FALSE;
  if (!galley_publish_run_sends_mail (self) || self->post->email_status != NULL)
    return TRUE;
  return galley_plan_find_newsletter (request->plan, self->site, request->issue, error) != NULL &&
         galley_publish_run_may_mail (self, error);
}

/* TRUE when the post would go out on its day in another way than it shall. A service keeps the
 * newsletter and the audience of a scheduled post whatever it is told. */
static gboolean
is_scheduled_otherwise (const GalleyPublishRun *self)
{
  const GalleyPublishRequest *request = self->request;
  const GalleySiteItem *newsletter = NULL;
  g_autofree char *segment = NULL;

  if (!galley_publish_run_is_status (self, "scheduled") || request->plan->act == GALLEY_ACT_DRAFT)
    return FALSE;
  if (self->post->email_only != (request->plan->act == GALLEY_ACT_EMAIL_ONLY) ||
      (self->post->newsletter != NULL) != galley_publish_run_sends_mail (self))
    return TRUE;
  if (!galley_publish_run_sends_mail (self))
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
                   galley_publish_run_get_title (self), self->place);
      return FALSE;
    }
  galley_publish_run_report (self, "draft", _("Taking the post off the schedule"));
  galley_post_fields_set (fields, "status", "draft");
  galley_post_fields_set (fields, "published-at", NULL);
  if (!galley_publish_run_put (self, "unschedule", fields, NULL, NULL, galley_publish_run_is_draft, error))
    return FALSE;
  if (!galley_publish_run_is_draft (self))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_FAILED,
                   _("%s did not take “%s” off its schedule: it is “%s” there."), self->place,
                   galley_publish_run_get_title (self), self->post->status);
      return FALSE;
    }
  self->taken_back = TRUE;
  return galley_publish_run_done (self, "unschedule", error) &&
         galley_publish_run_remember_sync (self, galley_publish_run_get_synced (self, "content"), error);
}

static gboolean
change (GalleyPublishRun *self, GError **error)
{
  const GalleyJournalState *state = galley_journal_get_state (self->journal);

  gboolean late = state->open && g_strcmp0 (state->step, "send") == 0 && !galley_publish_run_is_draft (self);

  /* What this very transaction sent, before it was cut off, is still to be held against its plan. */
  self->was_out = galley_post_is_out (self->post) && !late;
  self->sent = self->sent || late;
  self->changed = self->changed || late;
  /* The wait comes first: what somebody changes meanwhile is compared too. */
  self->compared = galley_publish_wait_until_mailed (self, error) && galley_publish_conflict_check (self, error) &&
                   check_act (self, error) && take_back (self, error) && galley_publish_update_post (self, error);
  return self->compared;
}

static gboolean
create_post (GalleyPublishRun *self, GError **error)
{
  galley_publish_run_report (self, "draft", _("Saving the draft"));
  if (!galley_publish_run_create (self, error) || !galley_publish_settle (self, error))
    return FALSE;
  if (self->adopted)
    return change (self, error);
  self->compared = galley_publish_run_remember_post (self, error) &&
                   galley_content_verify (self->request->issue, self->post, error) &&
                   galley_publish_run_remember_sync (self, self->content->hash, error) &&
                   galley_publish_check_there (self->request, self->site, self->post, error);
  return self->compared;
}

/* Before anything that cannot be taken back: is it the only one? Another machine that began when we
 * did has its own on the site by now. */
static gboolean
make_sure (GalleyPublishRun *self, GError **error)
{
  if (self->request->plan->act == GALLEY_ACT_DRAFT || !galley_publish_run_is_draft (self))
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
  return make_sure (self, error) && galley_publish_set_slug (self, error) && galley_publish_send (self, error) &&
         (!galley_publish_run_sends_mail (self) || galley_publish_wait_until_handed_over (self, error));
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
  g_autoptr (GError) local = NULL;
  GalleyReceipt *receipt;

  if ((request->service->capabilities & GALLEY_CAN_EXPORT) != 0)
    return galley_publish_export (request, cancellable, error);
  self.place = galley_account_get_site (request->connection->account);
  galley_publish_run_report (&self, "check", _("Checking the issue"));
  self.site = request->site != NULL ? galley_site_ref ((GalleySite *) request->site)
                                    : request->service->load_site (request->connection, cancellable, &local);
  if (self.site == NULL || !galley_publish_check (request, self.site, &local) ||
      !galley_publish_run_start (&self, &local))
    {
      g_propagate_error (error, galley_publish_explain (&self, g_steal_pointer (&local)));
      return NULL;
    }
  receipt = galley_publish_finish (&self, publish, error);
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
