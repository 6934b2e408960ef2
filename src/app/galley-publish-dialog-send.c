/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saving the issue, the worker, and what came of it. What was chosen goes into the text as one undo
 * step, together with the issue's identity, before the first request. */

#include "galley-publish-dialog.h"
#include "galley-publish-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-error.h"
#include "galley-job.h"
#include "galley-plan-describe.h"

/* An undo takes the identity out of the text; the same document gets the same one again, or it would
 * become a second post. */
#define IDENTITY "galley-publish-id"

static void
show_error (GalleyPublishDialog *self,
            const char          *title,
            const char          *message,
            gboolean             is_auth)
{
  g_autofree char *markup = g_markup_escape_text (message, -1);

  galley_publish_progress_stop (self->progress);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->error_page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->error_page), markup);
  gtk_widget_set_visible (self->error_account_button, is_auth);
  galley_publish_dialog_show_step (self, GALLEY_STEP_ERROR);
}

static const char *
get_error_title (const GError *error)
{
  if (error->domain != GALLEY_ERROR)
    return _("It Did Not Work");
  switch ((GalleyErrorCode) error->code)
    {
    case GALLEY_ERROR_AUTH:
      return _("The Key Was Not Accepted");
    case GALLEY_ERROR_OFFLINE:
      return _("The Site Does Not Answer");
    case GALLEY_ERROR_REJECTED:
      return _("The Site Refused");
    case GALLEY_ERROR_CONFLICT:
      return _("Somebody Else Changed It");
    case GALLEY_ERROR_LIMIT:
      return _("Too Much for the Site");
    case GALLEY_ERROR_INVALID:
    case GALLEY_ERROR_UNSUPPORTED:
      return _("The Issue Cannot Go Out Yet");
    case GALLEY_ERROR_DISK:
      return _("A File Could Not Be Written");
    case GALLEY_ERROR_FAILED:
    default:
      return _("It Did Not Work");
    }
}

void
galley_publish_dialog_show_failure (GalleyPublishDialog *self,
                                    const GError        *error)
{
  g_autofree char *message = NULL;

  self->is_refused = g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_error (self, _("Stopped"), error->message, FALSE);
      return;
    }
  if (g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE))
    message = g_strdup_printf (_("%s\n\nTrying again goes on from here. There will be no second post "
                                 "and no second mail."),
                               error->message);
  show_error (self, get_error_title (error), message != NULL ? message : error->message,
              g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_AUTH)
                  && galley_publish_dialog_get_target (self)->account != NULL);
}

static const char *
get_done_title (GalleyPublishDialog *self,
                const GalleyReceipt *receipt)
{
  gboolean is_update = galley_post_is_out (self->existing) && !receipt->sent;
  gboolean is_mail = galley_publish_dialog_is_mail (self);
  const char *status = receipt->post != NULL ? receipt->post->status : NULL;

  if (receipt->post == NULL)
    return _("The Files Are Written");
  if (self->is_retry)
    return _("The Mail Is on Its Way");
  if (receipt->differences != NULL && receipt->differences->len > 0)
    return _("Not as It Was Said");
  if (self->plan->act == GALLEY_ACT_UNPUBLISH)
    return _("It Is a Draft Again");
  if (receipt->unchanged)
    return _("Nothing Had to Be Sent");
  if (is_update)
    return _("The Post Is Updated");
  if (g_strcmp0 (status, "scheduled") == 0)
    return _("It Is Scheduled");
  if (g_strcmp0 (status, "sent") == 0)
    return is_mail ? _("The Mail Is on Its Way") : _("It Is Among What Was Mailed");
  if (g_strcmp0 (status, "published") == 0)
    return is_mail && receipt->post->email_status != NULL ? _("Published and Sent") : _("Published");
  return receipt->created ? _("The Draft Is Saved") : _("The Draft Is Updated");
}

static char *
dup_done_text (GalleyPublishDialog *self,
               const GalleyReceipt *receipt)
{
  const GalleyPost *post = receipt->post;
  g_autofree char *number = NULL;

  if (post == NULL)
    return g_strdup (_("The web page, the mail, the text and the pictures are in the folder."));
  if (self->plan->act == GALLEY_ACT_UNPUBLISH && g_strcmp0 (post->status, "draft") == 0)
    return g_strdup (galley_plan_describe_draft (post));
  if (receipt->unchanged && !self->is_retry)
    return g_strdup (_("The site has the issue exactly as it is here."));
  if (!galley_publish_dialog_is_mail (self) || post->email_status == NULL)
    return g_strdup (galley_issue_get_title (galley_document_parse (self->document)));
  number = galley_plan_dup_number (MAX (post->email_count, 0));
  if (post->email_count < 0)
    return g_strdup (_("The site has taken the mail over."));
  if (g_strcmp0 (post->email_status, "submitted") == 0)
    return g_strdup_printf (ngettext ("The mail to %s reader was handed over.",
                                      "The mails to %s readers were handed over.",
                                      (gulong) MIN (post->email_count, G_MAXINT)),
                            number);
  return g_strdup_printf (ngettext ("The site is sending the mail to %s reader.",
                                    "The site is sending the mails to %s readers.",
                                    (gulong) MIN (post->email_count, G_MAXINT)),
                          number);
}

/* What is not as it was said stands in red, and over everything else. */
static void
show_differences (GalleyPublishDialog *self,
                  const GalleyReceipt *receipt)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = receipt->differences != NULL ? receipt->differences->len : 0;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (char *) receipt->differences->pdata[i]);
  gtk_label_set_label (GTK_LABEL (self->differences_label), text->str);
  gtk_widget_set_visible (self->differences_label, n > 0);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->done_page),
                                 n > 0 ? "dialog-warning-symbolic" : "emblem-ok-symbolic");
}

static void
show_done (GalleyPublishDialog *self,
           const GalleyReceipt *receipt)
{
  g_autofree char *text = dup_done_text (self, receipt);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  const GalleyPost *post = receipt->post;

  galley_publish_progress_stop (self->progress);
  g_free (self->link);
  self->link = post != NULL ? g_strdup (post->url) : g_filename_to_uri (receipt->path, NULL, NULL);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->done_page), get_done_title (self, receipt));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->done_page), markup);
  gtk_label_set_label (GTK_LABEL (self->link_label),
                       post == NULL ? receipt->path : self->link != NULL ? self->link : "");
  gtk_widget_set_visible (self->open_button, self->link != NULL);
  gtk_widget_set_visible (self->copy_button, self->link != NULL);
  gtk_button_set_label (GTK_BUTTON (self->copy_button), _("Copy _Link"));
  show_differences (self, receipt);
  galley_publish_dialog_show_step (self, GALLEY_STEP_DONE);
}

/* Where it is, for the next time. That it is not in the file is no failure: the ledger knows. */
static void
keep_post (GalleyPublishDialog *self,
           const GalleyPost    *post)
{
  const GalleyTarget *target = galley_publish_dialog_get_target (self);
  GalleyIssue *issue = galley_document_parse (self->document);
  const GalleyFrontMatter *front_matter = galley_issue_get_front_matter (issue);
  const char *site = galley_account_get_site (target->account);
  g_autoptr (GalleyEdit) edit = NULL;

  if (galley_issue_file_is_read_only (galley_document_get_file (self->document))
      || g_strcmp0 (galley_front_matter_get_post (front_matter, site), post->id) == 0)
    return;
  edit = galley_front_matter_edit_post (front_matter, site, post->id, NULL);
  if (edit != NULL && galley_document_apply (self->document, issue, edit))
    galley_document_save (self->document, FALSE, NULL, NULL);
}

static gpointer
send_func (gpointer             data,
           GalleyProgressFunc   progress,
           gpointer             progress_data,
           GCancellable        *cancellable,
           GError             **error)
{
  return galley_publish_order_send (data, progress, progress_data, cancellable, error);
}

static void
progress_cb (const GalleyProgress *progress,
             gpointer              user_data)
{
  GalleyPublishDialog *self = user_data;

  if (self->stack != NULL)
    galley_publish_progress_report (self->progress, progress);
}

static void
sent_cb (gpointer      owner,
         gpointer      result,
         const GError *error,
         gpointer      data)
{
  GalleyPublishDialog *self = owner;
  GalleyReceipt *receipt = result;

  self->is_running = FALSE;
  if (self->stack == NULL)
    return;
  if (receipt != NULL && receipt->post != NULL)
    keep_post (self, receipt->post);
  if (receipt != NULL)
    show_done (self, receipt);
  if (receipt != NULL && receipt->post != NULL)
    {
      g_clear_pointer (&self->sent, galley_post_free);
      self->sent = g_steal_pointer (&receipt->post);
      galley_publish_dialog_follow (self, self->sent->email_status != NULL ? self->sent : NULL,
                                    self->done_status);
    }
  if (receipt == NULL
      && g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT) && !self->is_retry
      && !self->close_when_done && galley_publish_dialog_get_target (self)->account != NULL)
    galley_publish_dialog_show_incoming (self, error);
  else if (receipt == NULL)
    galley_publish_dialog_show_failure (self, error);
  if (self->close_when_done && receipt == NULL)
    galley_dialog_close (GALLEY_DIALOG (self));
}

static void
run (GalleyPublishDialog *self)
{
  GalleyIssue *current = galley_document_parse (self->document);
  g_autoptr (GalleyIssue) issue = NULL;

  /* In a read-only file the choices are not in the text; they count all the same. */
  issue = self->choices != NULL ? galley_choices_apply (self->choices, current, NULL)
                                : galley_issue_ref (current);
  galley_job_run (self, send_func, galley_publish_dialog_create_order (self, issue, self->plan),
                  (GDestroyNotify) galley_publish_order_free, (GDestroyNotify) galley_receipt_free,
                  progress_cb, self->sending, sent_cb);
}

static void
saved_cb (GalleyDocument *document,
          const GError   *error,
          gpointer        user_data)
{
  g_autoptr (GalleyPublishDialog) self = user_data;

  if (self->stack == NULL)
    return;
  if (error == NULL && !self->close_when_done)
    {
      run (self);
      return;
    }
  self->is_running = FALSE;
  if (error != NULL)
    galley_publish_dialog_show_failure (self, error);
  if (self->close_when_done)
    galley_dialog_close (GALLEY_DIALOG (self));
}

/* Identity goes where a later publish looks first: without it a lost reply makes a second post. */
static gboolean
write_identity (GalleyPublishDialog  *self,
                GError              **error)
{
  GalleyIssue *issue = galley_document_parse (self->document);
  const GalleyFrontMatter *front_matter = galley_issue_get_front_matter (issue);
  const char *known = g_object_get_data (G_OBJECT (self->document), IDENTITY);
  g_autoptr (GalleyLedger) ledger = NULL;
  g_autoptr (GalleyEdit) edit = NULL;
  g_autofree char *id = g_strdup (known);

  if (galley_front_matter_get_id (front_matter) != NULL)
    return TRUE;
  /* What a file once could not hold, or what lay elsewhere, is known by its path. */
  if (id == NULL && (ledger = galley_ledger_new (self->state_dir, NULL)) != NULL)
    id = galley_ledger_dup_issue_id (ledger, galley_document_get_path (self->document));
  if (id == NULL)
    id = g_uuid_string_random ();
  edit = galley_front_matter_edit_id (front_matter, id, error);
  if (edit == NULL || !galley_document_apply (self->document, issue, edit))
    return edit == NULL ? FALSE : TRUE;
  g_object_set_data_full (G_OBJECT (self->document), IDENTITY, g_steal_pointer (&id), g_free);
  return TRUE;
}

static gboolean
write_choices (GalleyPublishDialog  *self,
               GError              **error)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  GalleyIssue *issue = galley_document_parse (self->document);
  g_autoptr (GError) edit_error = NULL;
  g_autoptr (GalleyEdit) edit = NULL;
  gboolean is_written;

  if (self->choices != NULL)
    edit = galley_choices_edit (self->choices, issue, &edit_error);
  if (edit_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&edit_error));
      return FALSE;
    }
  gtk_text_buffer_begin_user_action (buffer);
  if (edit != NULL)
    galley_document_apply (self->document, issue, edit);
  is_written = write_identity (self, error);
  gtk_text_buffer_end_user_action (buffer);
  return is_written;
}

void
galley_publish_dialog_send (GalleyPublishDialog *self)
{
  gboolean is_read_only
      = galley_issue_file_is_read_only (galley_document_get_file (self->document));
  g_autoptr (GError) error = NULL;

  if (self->is_running)
    return;
  g_clear_object (&self->sending);
  self->sending = g_cancellable_new ();
  self->close_when_done = FALSE;
  galley_publish_progress_start (self->progress);
  galley_publish_dialog_show_step (self, GALLEY_STEP_PROGRESS);
  if (!is_read_only && !self->is_retry && galley_publish_dialog_get_target (self)->account != NULL
      && !write_choices (self, &error))
    {
      galley_publish_dialog_show_failure (self, error);
      return;
    }
  self->is_running = TRUE;
  if (!is_read_only && !self->is_retry
      && gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self->document)))
    galley_document_save (self->document, FALSE, saved_cb, g_object_ref (self));
  else
    run (self);
}

void
galley_publish_dialog_open_result (GalleyPublishDialog *self)
{
  galley_compat_open_uri (GTK_WIDGET (self), self->link);
}
