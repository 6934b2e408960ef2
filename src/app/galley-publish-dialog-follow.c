/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What became of a post: asked again while the site is still at it. Nothing is kept here for it, so that
 * it survives whatever happens to this program. */

#include "galley-publish-dialog.h"
#include "galley-publish-dialog-private.h"

#include "galley-job.h"

#define INTERVAL 3 /* seconds */

static gpointer
report_func (gpointer             data,
             GalleyProgressFunc   progress,
             gpointer             progress_data,
             GCancellable        *cancellable,
             GError             **error)
{
  return galley_publish_order_report (data, cancellable, error);
}

static GalleyPublishStatus *
get_status (GalleyPublishDialog *self)
{
  return self->sent != NULL ? self->done_status : self->status;
}

static gboolean
again_cb (gpointer user_data)
{
  GalleyPublishDialog *self = user_data;

  self->report_source = 0;
  galley_publish_dialog_ask_report (self);
  return G_SOURCE_REMOVE;
}

static void
reported_cb (gpointer      owner,
             gpointer      result,
             const GError *error,
             gpointer      data)
{
  GalleyPublishDialog *self = owner;

  if (data != self->report_order || self->stack == NULL)
    return;
  self->report_order = NULL;
  /* No answer: what is shown stays, and is not wrong. */
  if (result == NULL)
    return;
  galley_publish_status_show (get_status (self), self->sent != NULL ? self->sent : self->existing, result,
                              self->site);
  if (galley_mail_report_is_going (result))
    self->report_source = g_timeout_add_seconds (INTERVAL, again_cb, self);
}

void
galley_publish_dialog_ask_report (GalleyPublishDialog *self)
{
  const GalleyPost *post = self->sent != NULL ? self->sent : self->existing;
  GalleyPublishOrder *order = galley_publish_dialog_create_order (
      self, galley_document_parse (self->document), self->plan);

  g_free (order->post_id);
  order->post_id = g_strdup (post->id);
  self->report_order = order;
  galley_job_run (self, report_func, order, (GDestroyNotify) galley_publish_order_free,
                  (GDestroyNotify) galley_mail_report_free, NULL, self->reporting, reported_cb);
}

void
galley_publish_dialog_follow (GalleyPublishDialog *self,
                              const GalleyPost    *post,
                              GalleyPublishStatus *status)
{
  gboolean is_draft = post == NULL || g_strcmp0 (post->status, "draft") == 0;

  galley_publish_dialog_stop_follow (self);
  galley_publish_status_show (status, is_draft ? NULL : post, NULL, self->site);
  if (is_draft || post->email_status == NULL
      || galley_publish_dialog_get_target (self)->service->report == NULL)
    return;
  self->reporting = g_cancellable_new ();
  galley_publish_dialog_ask_report (self);
}

void
galley_publish_dialog_stop_follow (GalleyPublishDialog *self)
{
  g_clear_handle_id (&self->report_source, g_source_remove);
  g_cancellable_cancel (self->reporting);
  g_clear_object (&self->reporting);
  self->report_order = NULL;
}
