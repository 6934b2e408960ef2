/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The step that cannot be taken back, and what becomes of its mail.
 */

#include "galley-publish-send.h"

#include <glib/gi18n-lib.h>

#include "galley-content-same.h"
#include "galley-error.h"
#include "galley-publish-slug.h"

#define MAIL_WAIT (30 * G_TIME_SPAN_SECOND)
#define MAIL_INTERVAL (G_TIME_SPAN_SECOND / 2)

/* How often it is asked for something that is there in a moment or not at all. */
#define MAX_QUESTIONS 20
/* How often it is looked at and sent, when another program touches it each time in between. */
#define MAX_TURNS 3

gboolean
galley_publish_check_mail (const GalleyPublishRun *self, const GalleyPost *post, GError **error)
{
  if (self->request->plan->act < GALLEY_ACT_PUBLISH || g_strcmp0 (post->status, "draft") != 0 ||
      !galley_post_has_failed_mail (post))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
               _("The mail of “%s” failed, and %s sends what is left of it as soon as the post is out again. To do "
                 "both, publish with “Send the Failed Mail”, on the command line with --retry-mail."),
               galley_publish_run_get_title (self), self->place);
  return FALSE;
}

gboolean
galley_publish_wait_until_mailed (GalleyPublishRun *self, GError **error)
{
  for (guint i = 0; i < MAX_QUESTIONS && galley_publish_run_sends_mail (self) && galley_post_is_out (self->post) &&
                    self->post->newsletter != NULL && self->post->email_status == NULL; i++)
    {
      g_usleep (MAIL_INTERVAL);
      if (!galley_publish_run_reload (self, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_out (const GalleyPublishRun *self)
{
  gboolean later = self->request->plan->at != NULL;

  if (!galley_publish_run_is_status (self, later ? "scheduled" : "published") &&
      !galley_publish_run_is_status (self, "sent"))
    return FALSE;
  return !galley_publish_run_sends_mail (self) || later || self->post->email_status != NULL;
}

static char *
dup_hour (const GalleyPublishRun *self)
{
  g_autoptr (GDateTime) utc = self->request->plan->at != NULL ? g_date_time_to_utc (self->request->plan->at) : NULL;

  return utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S.000Z") : NULL;
}

/* What was on the schedule before is not on it at another hour because nobody heard of that. */
static gboolean
is_done (const GalleyPublishRun *self)
{
  g_autofree char *hour = dup_hour (self);

  return is_out (self) && (!galley_publish_run_is_status (self, "scheduled") ||
                           g_strcmp0 (hour, self->post->published_at) == 0);
}

static gboolean
set_time (GalleyPublishRun *self, GalleyPostFields *fields)
{
  gboolean scheduled = galley_publish_run_is_status (self, "scheduled");
  g_autofree char *text = dup_hour (self);

  if (scheduled && text != NULL && g_strcmp0 (text, self->post->published_at) == 0)
    return FALSE;
  if (text != NULL || scheduled)
    galley_post_fields_set (fields, "published-at", text);
  return TRUE;
}

static char *
dup_look (const GalleyPublishRun *self, const GalleyPost *post)
{
  return galley_content_dup_look (post, self->request->service, self->site->url);
}

static void
fail_changed (const GalleyPublishRun *self, GError **error)
{
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
               _("Somebody else has changed this post on “%s” in the meantime."), self->place);
}

/* Whether this run goes on with an attempt of which nobody has heard: it may come through only now. */
static gboolean
goes_on (const GalleyPublishRun *self)
{
  const GalleyJournalState *state = galley_journal_get_state (self->journal);

  return state->open && g_strcmp0 (state->step, "send") == 0;
}

/* Another program had the very same wish, and was faster. */
static gboolean
is_out_as_meant (const GalleyPublishRun *self, const GalleyPost *post)
{
  return galley_post_is_out (post) &&
         galley_content_is_there (self->content, self->request->service, self->site, post);
}

/* For that, whose mail is made right behind the post. @came: whether it did. */
static gboolean
wait_for_own (GalleyPublishRun *self, gboolean *came, GError **error)
{
  gint64 end = g_get_monotonic_time () + MAIL_WAIT;

  while (galley_publish_run_reload (self, error))
    {
      if (!galley_publish_run_has_text (self) || galley_publish_run_is_draft (self) || g_get_monotonic_time () > end)
        {
          fail_changed (self, error);
          return FALSE;
        }
      if (is_out (self))
        {
          *came = self->changed = TRUE;
          return TRUE;
        }
      g_usleep (MAIL_INTERVAL);
    }
  return FALSE;
}

/* Dates do not tell: two changes in a second have one, and some fields, as that of a mail without a page,
 * change without a new one. So what goes out is read once more, and goes out as it was looked at or not.
 * What looks the same under a new date, as when another machine has put its own copy of a picture there, is
 * the same; all else that has one is for the service to refuse. @came: whether it is out already, by ourselves. */
static gboolean
check_untouched (GalleyPublishRun *self, const char *look, gboolean *came, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  g_autoptr (GError) local = NULL;
  g_autoptr (GalleyPost) now
      = request->service->find (request->connection, self->post->id, NULL, self->cancellable, &local);
  g_autofree char *seen = now != NULL ? dup_look (self, now) : NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (now == NULL)
    return galley_publish_run_fail_deleted (self, error);
  /* A mail that was on its way when its page was taken down has no date of its own. */
  if (!galley_publish_check_mail (self, now, error))
    return FALSE;
  if (strcmp (look, seen) == 0)
    {
      galley_post_free (self->post);
      self->post = g_steal_pointer (&now);
      return TRUE;
    }
  if (g_strcmp0 (now->updated_at, self->post->updated_at) != 0)
    return TRUE;
  if (g_strcmp0 (now->status, self->post->status) != 0 && (goes_on (self) || is_out_as_meant (self, now)))
    return wait_for_own (self, came, error);
  fail_changed (self, error);
  return FALSE;
}

static gboolean
put (GalleyPublishRun *self, const GalleyPostFields *fields, const char *newsletter, const char *segment,
     GError **error)
{
  gboolean late = goes_on (self);
  g_autoptr (GError) local = NULL;
  gboolean came = FALSE;

  if (galley_publish_run_put (self, "send", fields, newsletter, segment, is_done, &local) ||
      (g_error_matches (local, GALLEY_ERROR, GALLEY_ERROR_CONFLICT) &&
       (late || is_out_as_meant (self, self->post)) && wait_for_own (self, &came, NULL)))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* As it looks now, or not at all. Whoever only touched it in between, without a change, stands in nobody's way. */
static gboolean
put_untouched (GalleyPublishRun *self, const GalleyPostFields *fields, const char *newsletter, const char *segment,
               GError **error)
{
  g_autofree char *look = dup_look (self, self->post);

  for (guint i = 1;; i++)
    {
      g_autoptr (GError) local = NULL;
      g_autofree char *seen = NULL;
      gboolean came = FALSE;

      if (!check_untouched (self, look, &came, error))
        return FALSE;
      if (came || put (self, fields, newsletter, segment, &local))
        return TRUE;
      seen = dup_look (self, self->post);
      if (i < MAX_TURNS && g_error_matches (local, GALLEY_ERROR, GALLEY_ERROR_CONFLICT) && strcmp (look, seen) == 0)
        continue;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
}

/* A change that changes nothing any more is refused by nobody, however old it is: then somebody else has
 * brought it out, and in what words? */
static gboolean
check_words (const GalleyPublishRun *self, const char *title, const char *body, GError **error)
{
  if (galley_publish_run_has_text (self) ||
      (g_strcmp0 (self->post->title, title) == 0 && g_strcmp0 (self->post->body, body) == 0))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
               _("“%s” is out on %s, but with another text than this one: somebody else has changed it there at the "
                 "same time."), galley_publish_run_get_title (self), self->place);
  return FALSE;
}

gboolean
galley_publish_send (GalleyPublishRun *self, GError **error)
{
  g_autofree char *title = g_strdup (self->post->title);
  g_autofree char *body = g_strdup (self->post->body);
  const GalleyPlan *plan = self->request->plan;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();
  g_autofree char *segment = NULL;
  g_autofree char *slug = galley_publish_dup_wanted_slug (self);
  const GalleySiteItem *newsletter = NULL;

  if (plan->act == GALLEY_ACT_DRAFT || galley_post_is_out (self->post) ||
      !set_time (self, fields))
    return TRUE;
  if (galley_plan_is_over (plan, now))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, _("“%s” was not scheduled on %s, and its hour is over: "
                                                                "choose a later one."),
                   galley_publish_run_get_title (self), self->place);
      return FALSE;
    }
  galley_post_fields_set (fields, "status", plan->at != NULL ? "scheduled" : "published");
  if (*slug != '\0' && galley_publish_run_is_draft (self))
    galley_post_fields_set (fields, "slug", slug);
  /* No service protects it like the text: somebody may have changed it since it was written, and the page of
   * what is for readers of the mail alone would be out, or that of what shall have one nowhere. */
  if (galley_publish_run_is_draft (self))
    galley_post_fields_set (fields, "email-only", plan->act == GALLEY_ACT_EMAIL_ONLY ? "true" : "false");
  /* A post is mailed once, also when it was taken back in between. */
  if (galley_publish_run_sends_mail (self) && self->post->email_status == NULL)
    {
      newsletter = galley_plan_find_newsletter (plan, self->site, self->request->issue, error);
      if (newsletter == NULL)
        return FALSE;
      segment = galley_plan_dup_segment (plan, self->site, self->request->issue);
    }
  galley_publish_run_report (self, "send", galley_publish_run_sends_mail (self) ? _("Sending") : _("Publishing"));
  if (!put_untouched (self, fields, newsletter != NULL ? newsletter->slug : NULL, segment, error) ||
      !galley_publish_wait_until_mailed (self, error) || !galley_publish_run_done (self, "send", error) ||
      !check_words (self, title, body, error) || !galley_publish_run_remember_sync (self, self->content->hash, error))
    return FALSE;
  if (is_out (self))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_FAILED, _("%s did not publish “%s”: it is “%s” there."), self->place,
               galley_publish_run_get_title (self), self->post->status);
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
gboolean
galley_publish_wait_until_handed_over (GalleyPublishRun *self, GError **error)
{
  gint64 end = g_get_monotonic_time () + MAIL_WAIT;

  while (self->post->email_status != NULL && g_strcmp0 (self->post->email_status, "submitted") != 0)
    {
      if (galley_post_has_failed_mail (self->post))
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
