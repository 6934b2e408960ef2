/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-publish-down.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"

/* For an attempt that nobody has heard of. */
#define INTERVAL (G_TIME_SPAN_SECOND / 2)
#define MAX_QUESTIONS 20

/* Whose clock is right at its hour only the site knows: it is told, and refuses when it was faster. */
static gboolean
put_down (GalleyPublishRun *self, const GalleyPostFields *fields, GError **error)
{
  gboolean was_scheduled = galley_publish_run_is_status (self, "scheduled");
  g_autoptr (GError) local = NULL;

  if (galley_publish_run_put (self, "take-down", fields, NULL, NULL, galley_publish_run_is_draft, &local))
    return TRUE;
  if (was_scheduled && galley_post_is_out (self->post) && g_error_matches (local, GALLEY_ERROR, GALLEY_ERROR_CONFLICT))
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
                 _("“%s” went out on %s just then: it was too late to stop it."), galley_publish_run_get_title (self),
                 self->place);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
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
  if (self->post == NULL)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED, _("“%s” is not on %s."), title, self->place);
      return FALSE;
    }
  if (!wait_for_late (self, error))
    return FALSE;
  if (galley_publish_run_is_draft (self))
    return TRUE;
  galley_publish_run_report (self, "send", _("Making it a draft again"));
  galley_post_fields_set (fields, "status", "draft");
  /* The day it was published is its history; a day to come is a plan that is given up. */
  if (g_strcmp0 (self->post->status, "scheduled") == 0)
    galley_post_fields_set (fields, "published-at", NULL);
  if (!put_down (self, fields, error))
    return FALSE;
  if (galley_publish_run_is_draft (self))
    return galley_publish_run_done (self, "take-down", error);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_FAILED, _("%s did not make “%s” a draft again: it is “%s” there."),
               self->place, title, self->post->status);
  return FALSE;
}
