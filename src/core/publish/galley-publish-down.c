/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-publish-down.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"

/* Nearer to its hour than this, a scheduled post may go out while it is being taken down. */
#define MARGIN (30 * G_TIME_SPAN_SECOND)
/* For an attempt that nobody has heard of. */
#define INTERVAL (G_TIME_SPAN_SECOND / 2)
#define MAX_QUESTIONS 20

static gboolean
is_going_out (const GalleyPost *post)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) time = post->published_at != NULL ? g_date_time_new_from_iso8601 (post->published_at, NULL)
                                                          : NULL;

  return g_strcmp0 (post->status, "scheduled") == 0 && time != NULL && g_date_time_difference (time, now) < MARGIN;
}

/* Told to go out, by a run that heard nothing more of it, it may still do so: then it has to come down after that. */
static gboolean
wait_for_late (GalleyPublishRun *self, GError **error)
{
  const GalleyJournalState *state = galley_journal_get_state (self->journal);
  gboolean late = state->pending && g_strcmp0 (state->step, "send") == 0;

  for (guint i = 0; late && i < MAX_QUESTIONS && galley_publish_run_is_draft (self); i++)
    {
      galley_publish_run_report (self, "check", _("Waiting to see whether it still goes out"));
      g_usleep (INTERVAL);
      if (!galley_publish_run_reload (self, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
galley_publish_take_down (GalleyPublishRun *self, GError **error)
{
  const char *title = galley_issue_get_title (self->request->issue);
  g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();

  if (!galley_publish_run_find (self, error))
    return FALSE;
  if (self->post != NULL && !wait_for_late (self, error))
    return FALSE;
  if (self->post == NULL || is_going_out (self->post))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
                   self->post == NULL ? _("“%s” is not on %s.")
                                      : _("“%s” goes out on %s this minute: it is too late to stop it."),
                   title, self->place);
      return FALSE;
    }
  if (galley_publish_run_is_draft (self))
    return TRUE;
  galley_publish_run_report (self, "send", _("Making it a draft again"));
  galley_post_fields_set (fields, "status", "draft");
  /* The day it was published is its history; a day to come is a plan that is given up. */
  if (g_strcmp0 (self->post->status, "scheduled") == 0)
    galley_post_fields_set (fields, "published-at", NULL);
  if (!galley_publish_run_put (self, "take-down", fields, NULL, NULL, galley_publish_run_is_draft, error))
    return FALSE;
  if (galley_publish_run_is_draft (self))
    return galley_publish_run_done (self, "take-down", error);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_FAILED, _("%s did not make “%s” a draft again: it is “%s” there."),
               self->place, title, self->post->status);
  return FALSE;
}
