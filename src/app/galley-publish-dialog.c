/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way through the pages of the publish dialog, with one way back at each:
 *
 *   check --next--> choose --next--> confirm --its button--> progress --> done
 *     |               |                 ^ \                     |  ^
 *   close           check      a choice  choose            cancel |try again
 *                                     |                         v  |
 *                                 incoming <--somebody else-- error
 */

#include "galley-publish-dialog.h"
#include "galley-compat.h"
#include "galley-publish-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "galley-check.h"
#include "galley-job.h"
#include "galley-narrow-words.h"

G_DEFINE_FINAL_TYPE (GalleyPublishDialog, galley_publish_dialog, GALLEY_TYPE_DIALOG)

static guint finding_activated_signal;

static const struct {
  const char *page;
  const char *title;
  const char *back;
} steps[] = {
  [GALLEY_STEP_CHECK] = { "check", N_("Check"), N_("_Cancel") },
  [GALLEY_STEP_CHOOSE] = { "choose", N_("Publish"), N_("_Cancel") },
  [GALLEY_STEP_CONFIRM] = { "confirm", N_("Confirm"), N_("_Back") },
  [GALLEY_STEP_PROGRESS] = { "progress", N_("Publishing"), N_("_Stop") },
  [GALLEY_STEP_DONE] = { "done", N_("Done"), N_("_Close") },
  [GALLEY_STEP_ERROR] = { "error", N_("Not Finished"), N_("_Close") },
  [GALLEY_STEP_INCOMING] = { "incoming", N_("Changed on the Site"), N_("_Back") },
};

void
galley_publish_dialog_update (GalleyPublishDialog *self)
{
  gboolean is_stopping = self->step == GALLEY_STEP_PROGRESS
                         && g_cancellable_is_cancelled (self->sending);
  const char *back = steps[self->step].back;

  if (self->step == GALLEY_STEP_CHOOSE && self->has_findings)
    back = N_("_Back");
  gtk_button_set_label (GTK_BUTTON (self->back_button), is_stopping ? _("Stopping…") : _(back));
  galley_narrow_words_yield (self->back_button);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "publish.back", !is_stopping);
  gtk_widget_set_visible (self->next_button, self->step == GALLEY_STEP_CHECK
                                                 || self->step == GALLEY_STEP_CHOOSE);
  gtk_widget_set_sensitive (self->next_button,
                            self->step == GALLEY_STEP_CHECK
                                ? self->is_checked && !self->has_errors
                                : self->is_ready && !self->goes_on);
  gtk_widget_set_visible (self->spinner, (self->step == GALLEY_STEP_CHECK && !self->is_checked)
                                             || (self->step == GALLEY_STEP_CHOOSE
                                                 && self->is_counting));
}

/* Return must not send a mail, or take a page from its readers, before a person has read about it: there
 * it has to be chosen. */
static GtkWidget *
get_default (GalleyPublishDialog *self)
{
  switch (self->step)
    {
    case GALLEY_STEP_CHECK:
    case GALLEY_STEP_CHOOSE:
      return self->next_button;
    case GALLEY_STEP_CONFIRM:
      return galley_publish_dialog_is_mail (self) || self->plan->act == GALLEY_ACT_UNPUBLISH
                 ? NULL : self->confirm_button;
    case GALLEY_STEP_DONE:
      return self->open_button;
    case GALLEY_STEP_ERROR:
      return self->retry_button;
    case GALLEY_STEP_PROGRESS:
    case GALLEY_STEP_INCOMING:
    default:
      return NULL;
    }
}

void
galley_publish_dialog_show_step (GalleyPublishDialog *self,
                                 GalleyStep           step)
{
  GtkWidget *focus;

  self->step = step;
  gtk_stack_set_visible_child_name (self->stack, steps[step].page);
  adw_window_title_set_title (self->window_title, _(steps[step].title));
  adw_window_title_set_subtitle (self->window_title, galley_document_get_title (self->document));
  galley_publish_dialog_update (self);
  galley_dialog_set_default_widget (GALLEY_DIALOG (self), get_default (self));
  focus = get_default (self);
  if (step == GALLEY_STEP_CHOOSE)
    focus = self->target_row;
  else if (step == GALLEY_STEP_INCOMING)
    return;
  else if (focus == NULL || !gtk_widget_get_sensitive (focus))
    focus = self->back_button;
  galley_dialog_set_focus (GALLEY_DIALOG (self), focus);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GalleyPublishDialog *self = GALLEY_PUBLISH_DIALOG (widget);

  switch (self->step)
    {
    case GALLEY_STEP_CHOOSE:
      if (self->has_findings)
        galley_publish_dialog_show_step (self, GALLEY_STEP_CHECK);
      else
        galley_dialog_close (GALLEY_DIALOG (self));
      break;
    case GALLEY_STEP_CONFIRM:
      galley_publish_dialog_show_step (self, GALLEY_STEP_CHOOSE);
      break;
    case GALLEY_STEP_INCOMING:
      if (!galley_incoming_page_go_back (self->incoming_page))
        galley_publish_dialog_show_step (self, GALLEY_STEP_CONFIRM);
      break;
    case GALLEY_STEP_PROGRESS:
      g_cancellable_cancel (self->sending);
      galley_publish_dialog_update (self);
      break;
    case GALLEY_STEP_CHECK:
    case GALLEY_STEP_DONE:
    case GALLEY_STEP_ERROR:
    default:
      galley_dialog_close (GALLEY_DIALOG (self));
      break;
    }
}

void
galley_publish_dialog_next (GalleyPublishDialog *self)
{
  if (self->step == GALLEY_STEP_CHECK)
    galley_publish_dialog_show_step (self, GALLEY_STEP_CHOOSE);
  else if (galley_publish_dialog_read_choices (self))
    {
      galley_publish_dialog_fill_confirm (self);
      galley_publish_dialog_show_step (self, GALLEY_STEP_CONFIRM);
    }
  else
    /* The site is still being asked: the sentence comes with its answer. */
    self->goes_on = self->is_counting;
}

static void
next_clicked_cb (GalleyPublishDialog *self)
{
  galley_publish_dialog_next (self);
}

static void
fix_chosen_cb (GalleyPublishDialog *self,
               GalleyPlan          *fix)
{
  self->is_anew = fix->anew;
  galley_publish_choose_set_plan (self->choose, fix);
}

static void
confirm_clicked_cb (GalleyPublishDialog *self)
{
  galley_publish_dialog_send (self);
}

static void
retry_clicked_cb (GalleyPublishDialog *self)
{
  if (!self->is_retry && !self->is_refused)
    {
      galley_publish_dialog_send (self);
      return;
    }
  /* What became of a mail, and what can be done now, only the site knows. */
  galley_publish_dialog_look (self);
  galley_publish_dialog_show_step (self, GALLEY_STEP_CHOOSE);
}

static void
finding_activated_cb (GalleyPublishDialog *self,
                      guint                line,
                      guint                column)
{
  g_signal_emit (self, finding_activated_signal, 0, line, column);
  galley_dialog_close (GALLEY_DIALOG (self));
}

/* In the form, or in the issue, to which the dialog makes way. */
static void
place_chosen_cb (GalleyPublishDialog *self,
                 const char          *place)
{
  GalleyIssue *issue = galley_document_parse (self->document);
  guint line = galley_front_matter_get_line (galley_issue_get_front_matter (issue), place);

  if (!galley_publish_choose_show_place (self->choose, place))
    finding_activated_cb (self, MAX (line, 1), 1);
}

static void
target_selected_cb (GalleyPublishDialog *self)
{
  if (!self->filling)
    galley_publish_dialog_look (self);
}

static void
look_again_cb (GalleyPublishDialog *self)
{
  galley_publish_dialog_look (self);
}

static void
add_account_cb (GalleyPublishDialog *self)
{
  galley_publish_dialog_edit_account (self, NULL);
}

static void
edit_account_cb (GalleyPublishDialog *self)
{
  galley_publish_dialog_edit_account (self, galley_publish_dialog_get_target (self)->account);
}

static void
choice_changed_cb (GalleyPublishDialog *self)
{
  gtk_widget_set_visible (self->choose_error, FALSE);
  self->goes_on = FALSE;
  galley_publish_dialog_show_guards (self);
  galley_publish_dialog_count (self);
}

static void
proof_cb (GalleyPublishDialog *self)
{
  galley_publish_dialog_prove (self);
}

static void
test_cb (GalleyPublishDialog *self)
{
  galley_publish_dialog_send_test (self);
}

static void
open_clicked_cb (GalleyPublishDialog *self)
{
  galley_publish_dialog_open_result (self);
}

static void
copy_clicked_cb (GalleyPublishDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->link);
  gtk_button_set_label (GTK_BUTTON (self->copy_button), _("Copied"));
}

typedef struct {
  GalleyIssue     *issue;
  GalleyIssueFile *file; /* keeps the folder */
} CheckWork;

static void
check_work_free (gpointer data)
{
  CheckWork *work = data;

  galley_issue_unref (work->issue);
  g_object_unref (work->file);
  g_free (work);
}

static gpointer
check_func (gpointer             data,
            GalleyProgressFunc   progress,
            gpointer             progress_data,
            GCancellable        *cancellable,
            GError             **error)
{
  CheckWork *work = data;
  GalleyCheckContext context = { work->issue, galley_issue_file_get_folder (work->file) };

  return galley_check_run (&context);
}

static void
checked_cb (gpointer      owner,
            gpointer      result,
            const GError *error,
            gpointer      data)
{
  GalleyPublishDialog *self = owner;

  if (self->stack == NULL || self->is_checked)
    return;
  self->is_checked = TRUE;
  self->has_errors = galley_check_has_errors (result);
  self->has_findings = galley_publish_check_show (self->check, result);
  if (self->step != GALLEY_STEP_CHECK)
    galley_publish_dialog_update (self);
  else
    galley_publish_dialog_show_step (self, self->has_findings ? GALLEY_STEP_CHECK
                                                              : GALLEY_STEP_CHOOSE);
}

static void
run_checks (GalleyPublishDialog *self)
{
  CheckWork *work = g_new0 (CheckWork, 1);

  work->issue = galley_issue_ref (galley_document_parse (self->document));
  work->file = g_object_ref (galley_document_get_file (self->document));
  galley_job_run (self, check_func, work, check_work_free, (GDestroyNotify) g_ptr_array_unref, NULL,
                  NULL, checked_cb);
}

/* While something is on its way the window stays until that has stopped: it says what is where. */
static gboolean
galley_publish_dialog_close_request (GalleyDialog *dialog)
{
  GalleyPublishDialog *self = GALLEY_PUBLISH_DIALOG (dialog);

  if (self->is_running)
    {
      self->close_when_done = TRUE;
      g_cancellable_cancel (self->sending);
      galley_publish_dialog_update (self);
      return TRUE;
    }
  return FALSE;
}

static void
galley_publish_dialog_dispose (GObject *object)
{
  GalleyPublishDialog *self = GALLEY_PUBLISH_DIALOG (object);

  g_cancellable_cancel (self->looking);
  g_cancellable_cancel (self->counting);
  g_cancellable_cancel (self->sending);
  g_clear_handle_id (&self->count_source, g_source_remove);
  galley_publish_dialog_stop_follow (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_PUBLISH_DIALOG);
  G_OBJECT_CLASS (galley_publish_dialog_parent_class)->dispose (object);
}

static void
galley_publish_dialog_finalize (GObject *object)
{
  GalleyPublishDialog *self = GALLEY_PUBLISH_DIALOG (object);

  g_clear_object (&self->document);
  g_clear_object (&self->accounts);
  g_clear_object (&self->http);
  g_clear_object (&self->looking);
  g_clear_object (&self->counting);
  g_clear_object (&self->sending);
  g_clear_pointer (&self->state_dir, g_free);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  g_clear_pointer (&self->site, galley_site_unref);
  g_clear_pointer (&self->existing, galley_post_free);
  g_clear_pointer (&self->removed, g_strfreev);
  g_clear_pointer (&self->sent, galley_post_free);
  g_clear_pointer (&self->counted, g_free);
  g_clear_pointer (&self->known, galley_facts_free);
  g_clear_object (&self->reporting);
  g_clear_pointer (&self->account_id, g_free);
  g_clear_pointer (&self->plan, galley_plan_free);
  g_clear_pointer (&self->choices, galley_choices_free);
  g_clear_pointer (&self->link, g_free);
  g_clear_pointer (&self->incoming, galley_incoming_unref);
  g_clear_pointer (&self->let_go, g_strfreev);
  g_clear_error (&self->conflict);
  g_clear_pointer (&self->state, g_free);
  G_OBJECT_CLASS (galley_publish_dialog_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GalleyPublishDialog, name)
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/galleyeditor/Galley/galley-publish-dialog.ui");
  BIND (window_title);
  BIND (back_button);
  BIND (next_button);
  BIND (spinner);
  BIND (stack);
  BIND (check);
  BIND (choose_error);
  BIND (guards);
  BIND (status);
  BIND (target_row);
  BIND (add_row);
  BIND (target_stack);
  BIND (choose);
  BIND (proofs);
  BIND (proof_row);
  BIND (test_row);
  BIND (asking_label);
  BIND (failed_label);
  BIND (edit_account_button);
  BIND (sentence);
  BIND (facts);
  BIND (confirm_button);
  BIND (warning_label);
  BIND (progress);
  BIND (done_page);
  BIND (differences_label);
  BIND (done_status);
  BIND (link_label);
  BIND (open_button);
  BIND (copy_button);
  BIND (error_page);
  BIND (retry_button);
  BIND (error_account_button);
  CALLBACK (next_clicked_cb);
  CALLBACK (fix_chosen_cb);
  CALLBACK (place_chosen_cb);
  CALLBACK (confirm_clicked_cb);
  CALLBACK (retry_clicked_cb);
  CALLBACK (finding_activated_cb);
  CALLBACK (target_selected_cb);
  CALLBACK (look_again_cb);
  CALLBACK (add_account_cb);
  CALLBACK (edit_account_cb);
  CALLBACK (choice_changed_cb);
  CALLBACK (open_clicked_cb);
  CALLBACK (proof_cb);
  CALLBACK (test_cb);
  CALLBACK (copy_clicked_cb);
}

static void
galley_publish_dialog_class_init (GalleyPublishDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = galley_publish_dialog_dispose;
  object_class->finalize = galley_publish_dialog_finalize;
  GALLEY_DIALOG_CLASS (klass)->close_request = galley_publish_dialog_close_request;
  finding_activated_signal = g_signal_new ("finding-activated", G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                           G_TYPE_UINT, G_TYPE_UINT);
  g_type_ensure (GALLEY_TYPE_PUBLISH_CHECK);
  g_type_ensure (GALLEY_TYPE_PUBLISH_CHOOSE);
  g_type_ensure (GALLEY_TYPE_PUBLISH_GUARDS);
  g_type_ensure (GALLEY_TYPE_PUBLISH_PROGRESS);
  g_type_ensure (GALLEY_TYPE_PUBLISH_STATUS);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "publish.back", NULL, back_action);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
galley_publish_dialog_init (GalleyPublishDialog *self)
{
  self->count = -1;
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  galley_narrow_words_shorten (self->target_row);
  galley_narrow_words_yield (GTK_WIDGET (self));
  galley_publish_dialog_add_incoming_page (self);
  self->filling = FALSE;
}

GtkWidget *
galley_publish_dialog_new (GtkWindow          *parent,
                           GalleyDocument     *document,
                           GalleyAccountStore *accounts,
                           GalleyHttp         *http,
                           const char         *state_dir)
{
  GalleyPublishDialog *self;

  g_return_val_if_fail (GALLEY_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (galley_document_get_path (document) != NULL, NULL);

  self = g_object_new (GALLEY_TYPE_PUBLISH_DIALOG, NULL);
  galley_dialog_set_parent (GALLEY_DIALOG (self), parent);
  self->document = g_object_ref (document);
  self->accounts = g_object_ref (accounts);
  self->http = g_object_ref (http);
  self->state_dir = g_strdup (state_dir);
  galley_publish_choose_set_issue (self->choose, galley_document_parse (document),
                                   galley_document_get_path (document));
  galley_publish_dialog_show_step (self, GALLEY_STEP_CHECK);
  galley_publish_dialog_fill_targets (self);
  run_checks (self);
  return GTK_WIDGET (self);
}

void
galley_publish_dialog_resume (GalleyPublishDialog     *self,
                              const GalleyOpenPublish *interrupted)
{
  g_autoptr (GalleyAccount) account = galley_publish_order_find_account (self->accounts, interrupted);
  g_autoptr (GalleyIssue) issue = NULL;

  if (account == NULL)
    {
      g_autofree char *message
          = g_strdup_printf (_("There is no account for %s any more. Add it again to finish."), interrupted->site);

      galley_publish_dialog_show_choose_error (self, message);
      gtk_widget_set_visible (self->add_row, TRUE);
      return;
    }
  self->is_resumed = TRUE;
  self->state = g_strdup (interrupted->state);
  /* Who was to read it then, or what was for some would be for all. */
  g_clear_pointer (&self->choices, galley_choices_free);
  if (interrupted->visibility != NULL && !interrupted->plan->retry)
    self->choices = galley_choices_new_visibility (interrupted->visibility);
  issue = self->choices != NULL ? galley_choices_apply (self->choices, galley_document_parse (self->document), NULL)
                                : galley_issue_ref (galley_document_parse (self->document));
  self->is_changed = issue == NULL || galley_open_publish_has_changed (interrupted, issue);
  g_clear_pointer (&self->plan, galley_plan_free);
  self->plan = galley_plan_copy (interrupted->plan);
  self->is_retry = self->plan->retry;
  g_free (self->account_id);
  self->account_id = g_strdup (galley_account_get_id (account));
  galley_publish_dialog_fill_targets (self);
}
