/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A mail that failed, sent on to those who do not have it.
 */

#include "galley-publish.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-gone.h"
#include "galley-publish-finish.h"
#include "galley-publish-run.h"
#include "galley-publish-send.h"

static gboolean
fail_unknown (GError **error, const char *why)
{
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE,
               _("What was left of the mail was sent, and what became of it is not known: %s Ask for it once more: the "
                 "site is asked first."), why);
  return FALSE;
}

/* It has been sent: what cannot be read of it now is no "no", and stays to be asked. */
static gboolean
follow_retry (GalleyPublishRun *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean read = galley_publish_run_reload (self, &local);

  if (read && galley_publish_wait_until_handed_over (self, &local))
    return TRUE;
  if ((read && galley_post_has_failed_mail (self->post)) || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&local));
  else
    fail_unknown (error, local->message);
  return FALSE;
}

/* An answer that is too long to be read is none: the site is asked whether the mail is still a failed one.
 * Takes @cause. */
static gboolean
ask (GalleyPublishRun *self, GError *cause, GError **error)
{
  g_autoptr (GError) owned = cause;
  g_autoptr (GError) question = NULL;
  gboolean known;

  if (!g_error_matches (cause, GALLEY_ERROR, GALLEY_ERROR_LIMIT))
    {
      g_propagate_error (error, g_steal_pointer (&owned));
      return FALSE;
    }
  known = galley_publish_run_reload (self, &question);
  if (known && galley_post_is_out (self->post) && !galley_post_has_failed_mail (self->post))
    return TRUE;
  if (known)
    g_propagate_error (error, g_steal_pointer (&owned));
  else
    fail_unknown (error, cause->message);
  return FALSE;
}

/* The way of a mail that failed. Another program, or the attempt that this one goes on with, may have
 * done it by now. */
static gboolean
retry_mail (GalleyPublishRun *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  g_autoptr (GError) local = NULL;
  gboolean sent;

  if (!galley_publish_run_reload (self, error))
    return FALSE;
  if (!galley_post_has_failed_mail (self->post))
    return galley_publish_wait_until_handed_over (self, error);
  /* It would have to come off its schedule, and be out at once. */
  if (galley_publish_run_is_status (self, "scheduled"))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
                   _("“%s” is on the schedule of %s, and what is left of its mail goes out with it. To send it now, make it "
                     "a draft again first."), galley_publish_run_get_title (self), self->place);
      return FALSE;
    }
  galley_publish_run_report (self, "send", _("Sending what is left of the mail"));
  if (!galley_journal_write (self->journal, error, "intent", "step", "retry", "post", self->post->id, NULL))
    return FALSE;
  sent = request->service->retry_mail (request->connection, self->site, self->post, self->cancellable, &local);
  self->unheard = self->unheard_mail = g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if ((!sent && !ask (self, g_steal_pointer (&local), error)) ||
      !galley_publish_run_done (self, "retry", error))
    return FALSE;
  self->changed = self->sent = TRUE;
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
  if (galley_post_has_failed_mail (post))
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
  plan->retry = TRUE;
  return plan;
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
      g_propagate_error (error, galley_publish_explain (&self, g_steal_pointer (&local)));
      return NULL;
    }
  if (!may_retry (request, self.place, self.post))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED, _("No mail of “%s” on %s has failed."),
                   galley_publish_run_get_title (&self), self.place);
      return NULL;
    }
  again.plan = plan = make_retry_plan (self.post);
  self.site = request->site != NULL ? galley_site_ref ((GalleySite *) request->site)
                                    : request->service->load_site (request->connection, cancellable, &local);
  if (self.site == NULL || !galley_publish_run_start (&self, &local))
    {
      g_propagate_error (error, galley_publish_explain (&self, g_steal_pointer (&local)));
      return NULL;
    }
  return galley_publish_finish (&self, retry_mail, error);
}
