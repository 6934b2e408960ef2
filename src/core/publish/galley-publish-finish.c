/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-publish-finish.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-plan-compare.h"
#include "galley-send.h"
#include "galley-upload.h"

/* Without an answer the run stays open, to be resumed; a "no" is an answer. */
static gboolean
is_over (const GError *error)
{
  return !g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE) &&
         !g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_DISK) &&
         !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Or is about to have one: it is made right behind the post. */
static gboolean
has_mail (const GalleyPublishRun *self)
{
  return self->post->email_status != NULL || (galley_publish_run_sends_mail (self) && self->post->newsletter != NULL);
}

/* A finished sentence of what was going on when somebody said stop. */
static char *
dup_stopped (const GalleyPublishRun *self)
{
  const char *title = galley_publish_run_get_title (self);

  if (self->unheard && self->unheard_mail)
    return g_strdup_printf (_("%s was just being told, and may do what it was told last all the same: a mail of “%s” may go "
                              "out. Trying again asks the site first."), self->place, title);
  if (self->unheard)
    return g_strdup_printf (_("%s was just being told, and may do what it was told last all the same. Trying "
                              "again asks the site first."), self->place);
  if (self->taken_back && galley_publish_run_is_draft (self))
    return g_strdup_printf (_("“%s” is off its schedule on %s now, and a draft: nothing goes out at the hour that it had. "
                              "Trying again goes on from there."), title, self->place);
  if (self->sent && galley_publish_run_is_status (self, "scheduled"))
    return g_strdup_printf (_("“%s” is on the schedule of %s and goes out at its hour: only the looking at it was "
                              "stopped. Trying again says what it is there."), title, self->place);
  if (self->sent && galley_post_is_out (self->post) && has_mail (self))
    return g_strdup_printf (_("“%s” is out on %s, and its mail is on its way: only the waiting for it was stopped. Trying "
                              "again says what became of it."), title, self->place);
  return g_strdup (_("What is on the site already stays there, and nothing more is sent. Trying again goes on from there."));
}

/* It is done, whatever went wrong behind it. */
static GError *
dup_followed (const GalleyPublishRun *self, const GError *cause)
{
  const char *title = galley_publish_run_get_title (self);

  if (galley_publish_run_is_status (self, "scheduled"))
    return g_error_new (cause->domain, cause->code,
                        _("“%s” is on the schedule of %s and goes out at its hour; only what comes behind that did not "
                          "work. %s"), title, self->place, cause->message);
  if (galley_post_is_out (self->post))
    return g_error_new (cause->domain, cause->code,
                        _("“%s” is out on %s; only what comes behind that did not work. %s"), title, self->place,
                        cause->message);
  return g_error_copy (cause);
}

GError *
galley_publish_explain (const GalleyPublishRun *self, GError *cause)
{
  g_autoptr (GError) owned = cause;
  g_autofree char *stopped = NULL;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      stopped = dup_stopped (self);
      return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, stopped);
    }
  if (self->taken_back && (is_over (cause) || !self->unheard) && galley_publish_run_is_draft (self))
    return g_error_new (cause->domain, cause->code,
                        _("%s It is off its schedule on %s now, and a draft: nothing goes out at the hour that it had."),
                        cause->message, self->place);
  if (self->sent && !self->request->plan->retry && !is_over (cause))
    return dup_followed (self, cause);
  return g_steal_pointer (&owned);
}

GalleyReceipt *
galley_publish_finish (GalleyPublishRun *self, GalleyPublishWay go, GError **error)
{
  g_autoptr (GError) local = NULL;
  GalleyReceipt *receipt;

  if (!go (self, &local))
    {
      local = galley_publish_explain (self, g_steal_pointer (&local));
      if (is_over (local))
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
  receipt->sent = self->sent;
  receipt->text_changed = self->text_changed;
  receipt->differences = galley_plan_compare (self->request->plan, self->site, self->request->issue, receipt->post,
                                              self->was_out && !self->request->plan->fresh);
  receipt->pictures = self->content != NULL
                        ? g_steal_pointer (&self->content->pictures)
                        : g_ptr_array_new_with_free_func ((GDestroyNotify) galley_receipt_picture_free);
  return receipt;
}
