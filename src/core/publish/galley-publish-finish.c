/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-publish-finish.h"

#include "galley-error.h"
#include "galley-plan-compare.h"
#include "galley-send.h"
#include "galley-upload.h"

GalleyReceipt *
galley_publish_finish (GalleyPublishRun *self, GalleyPublishWay go, GError **error)
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
