/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody else changed the post: what they did is fetched and shown, and what a person chooses of it
 * goes into the text as one undo step. Both versions are kept before anything is taken. Then all goes
 * back to the sentence that is confirmed, for what goes out has changed. */

#include "galley-publish-dialog.h"
#include "galley-publish-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "galley-accepted.h"
#include "galley-job.h"

/* What a worker is asked, and what it found. */
typedef struct
{
  GalleyPublishOrder *order;
  GalleyIncoming *incoming; /* NULL: to be fetched */
  GalleyIncomingChoice choice;
} MergeWork;

static void
merge_work_free (gpointer data)
{
  MergeWork *work = data;

  galley_publish_order_free (work->order);
  g_clear_pointer (&work->incoming, galley_incoming_unref);
  g_free (work);
}

static MergeWork *
merge_work_new (GalleyPublishDialog *self)
{
  MergeWork *work = g_new0 (MergeWork, 1);
  GalleyIssue *issue = galley_document_parse (self->document);

  work->order = galley_publish_dialog_create_order (self, issue, self->plan);
  return work;
}

static gpointer
fetch_func (gpointer data,
            GalleyProgressFunc progress,
            gpointer progress_data,
            GCancellable *cancellable,
            GError **error)
{
  return galley_publish_order_fetch (((MergeWork *)data)->order, cancellable, error);
}

static gboolean
is_read_only (GalleyPublishDialog *self)
{
  return galley_issue_file_is_read_only (galley_document_get_file (self->document));
}

/* It is not there any more: what shall become of it is asked where everything is chosen. */
static void
ask_about_deleted (GalleyPublishDialog *self)
{
  self->is_resumed = FALSE;
  galley_publish_progress_stop (self->progress);
  galley_publish_dialog_look (self);
  galley_publish_dialog_show_choose_error (self, self->conflict->message);
  galley_publish_dialog_show_step (self, GALLEY_STEP_CHOOSE);
}

static void
fetched_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleyPublishDialog *self = owner;
  GalleyIncoming *incoming = result;

  self->is_running = FALSE;
  if (self->stack == NULL)
    return;
  if (self->close_when_done)
    {
      galley_dialog_close (GALLEY_DIALOG (self));
      return;
    }
  if (incoming == NULL && error == NULL && self->conflict != NULL)
    {
      ask_about_deleted (self);
      return;
    }
  if (incoming == NULL)
    {
      galley_publish_dialog_show_failure (self, error);
      return;
    }
  galley_incoming_page_show (self->incoming_page, NULL, NULL, FALSE);
  g_clear_pointer (&self->incoming, galley_incoming_unref);
  self->incoming = galley_incoming_ref (incoming);
  galley_incoming_page_show (
      self->incoming_page, self->incoming,
      galley_account_get_name (galley_publish_dialog_get_target (self)->account),
      is_read_only (self));
  galley_publish_dialog_show_step (self, GALLEY_STEP_INCOMING);
}

void
galley_publish_dialog_show_incoming (GalleyPublishDialog *self, const GError *error)
{
  g_clear_error (&self->conflict);
  self->conflict = g_error_copy (error);
  self->is_running = TRUE;
  galley_job_run (self, fetch_func, merge_work_new (self), merge_work_free,
                  (GDestroyNotify)galley_incoming_unref, NULL, self->sending, fetched_cb);
}

static gpointer
keep_func (gpointer data,
           GalleyProgressFunc progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  MergeWork *work = data;

  return galley_publish_order_keep (work->order, work->incoming,
                                    work->choice == GALLEY_INCOMING_MINE ? work->incoming->ours
                                    : work->choice == GALLEY_INCOMING_THEIRS
                                        ? work->incoming->theirs
                                        : work->incoming->text,
                                    error);
}

static void
take (GalleyPublishDialog *self, GalleyIncomingChoice choice, char **missing)
{
  const char *text =
      choice == GALLEY_INCOMING_THEIRS ? self->incoming->theirs : self->incoming->text;
  GalleyIssue *issue = galley_document_parse (self->document);
  g_autoptr (GalleyEdit) edit = galley_edit_new_between (galley_issue_get_text (issue, NULL), text);

  galley_accepted_set (self->document, self->incoming->ours, g_strdupv (missing));
  galley_document_apply (self->document, issue, edit);
  /* They are in the text since the first try; what has come in since must not be undone by them. */
  g_clear_pointer (&self->choices, galley_choices_free);
}

/* What goes out may be another text now, and for other readers; and the site may have let it out, or mailed it, since
 * it was looked at. What is confirmed is what there is now. */
static void
renew (GalleyPublishDialog *self)
{
  GalleyIssue *current = galley_document_parse (self->document);
  g_autoptr (GalleyIssue) issue = self->choices != NULL ? galley_choices_apply (self->choices, current, NULL)
                                                        : galley_issue_ref (current);

  g_clear_pointer (&self->existing, galley_post_free);
  self->existing = galley_post_copy (self->incoming->post);
  self->plan->fresh = !galley_post_is_out (self->existing);
  if (issue != NULL)
    galley_publish_dialog_drop_count (self, issue);
  self->plan->count = galley_publish_dialog_is_mail (self) ? self->count : -1;
}

static void
kept_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleyPublishDialog *self = owner;
  MergeWork *work = data;

  self->is_running = FALSE;
  if (self->stack == NULL)
    return;
  if (result == NULL)
    {
      galley_publish_dialog_show_failure (self, error);
      return;
    }
  g_clear_pointer (&self->let_go, g_strfreev);
  if (work->choice == GALLEY_INCOMING_MINE)
    self->let_go = g_strdupv (result);
  else
    take (self, work->choice, result);
  if (work->choice == GALLEY_INCOMING_MERGE && self->incoming->n_conflicts > 0)
    {
      galley_dialog_close (GALLEY_DIALOG (self));
      return;
    }
  renew (self);
  galley_publish_dialog_fill_confirm (self);
  galley_publish_dialog_show_step (self, GALLEY_STEP_CONFIRM);
}

static void
chosen_cb (GalleyPublishDialog *self, guint choice)
{
  MergeWork *work;

  if (self->is_running || self->incoming == NULL)
    return;
  work = merge_work_new (self);
  work->incoming = galley_incoming_ref (self->incoming);
  work->choice = (GalleyIncomingChoice)choice;
  self->is_running = TRUE;
  galley_job_run (self, keep_func, work, merge_work_free, (GDestroyNotify)g_strfreev, NULL, NULL,
                  kept_cb);
}

void
galley_publish_dialog_add_incoming_page (GalleyPublishDialog *self)
{
  self->incoming_page = GALLEY_INCOMING_PAGE (galley_incoming_page_new ());
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->incoming_page), "incoming");
  g_signal_connect_object (self->incoming_page, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
}
