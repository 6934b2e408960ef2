/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where an issue goes: the accounts and the services that need none, what the chosen site says of
 * itself, and how many people get a mail. */

#include "galley-publish-dialog.h"
#include "galley-publish-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "galley-accepted.h"
#include "galley-account-dialog.h"
#include "galley-error.h"
#include "galley-job.h"
#include "galley-rights.h"

#define COUNT_DELAY 200

static void
target_free (gpointer data)
{
  GalleyTarget *target = data;

  g_clear_pointer (&target->account, galley_account_unref);
  g_free (target);
}

static void
add_target (GalleyPublishDialog *self,
            GtkStringList       *names,
            GalleyAccount       *account,
            const GalleyService *service)
{
  GalleyTarget *target = g_new0 (GalleyTarget, 1);
  g_autofree char *name = NULL;

  target->account = account != NULL ? galley_account_ref (account) : NULL;
  target->service = service;
  g_ptr_array_add (self->targets, target);
  /* Translators: an account's name and its service: "Focus on Korea (Ghost)" */
  name = account != NULL
             ? g_strdup_printf (_("%s (%s)"), galley_account_get_name (account), service->name)
             : g_strdup (_(service->name));
  gtk_string_list_append (names, name);
}

const GalleyTarget *
galley_publish_dialog_get_target (GalleyPublishDialog *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->target_row));

  return g_ptr_array_index (self->targets, MIN (selected, self->targets->len - 1));
}

/* The account that was asked for, else one where the issue is already, else the first. */
static guint
find_preferred (GalleyPublishDialog *self)
{
  GalleyIssue *issue = galley_document_parse (self->document);
  const GalleyFrontMatter *front_matter = galley_issue_get_front_matter (issue);

  for (guint i = 0; i < self->targets->len; i++)
    {
      const GalleyTarget *target = g_ptr_array_index (self->targets, i);

      if (self->account_id != NULL && target->account != NULL
          && g_strcmp0 (galley_account_get_id (target->account), self->account_id) == 0)
        return i;
    }
  for (guint i = 0; i < self->targets->len; i++)
    {
      const GalleyTarget *target = g_ptr_array_index (self->targets, i);

      if (target->account != NULL
          && galley_front_matter_get_post (front_matter, galley_account_get_site (target->account)))
        return i;
    }
  return 0;
}

void
galley_publish_dialog_fill_targets (GalleyPublishDialog *self)
{
  g_autoptr (GPtrArray) accounts = galley_account_store_list (self->accounts);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const GalleyService *const *services = galley_service_list ();

  g_clear_pointer (&self->targets, g_ptr_array_unref);
  self->targets = g_ptr_array_new_with_free_func (target_free);
  for (guint i = 0; i < accounts->len; i++)
    {
      GalleyAccount *account = g_ptr_array_index (accounts, i);
      const GalleyService *service = galley_service_find (galley_account_get_service (account));

      if (service != NULL && (service->capabilities & GALLEY_CAN_EXPORT) == 0)
        add_target (self, names, account, service);
    }
  gtk_widget_set_visible (self->add_row, self->targets->len == 0);
  for (guint i = 0; services[i] != NULL; i++)
    if ((services[i]->capabilities & GALLEY_CAN_EXPORT) != 0)
      add_target (self, names, NULL, services[i]);
  self->filling = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self->target_row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->target_row), find_preferred (self));
  self->filling = FALSE;
  galley_publish_dialog_look (self);
}

GalleyPublishOrder *
galley_publish_dialog_create_order (GalleyPublishDialog *self,
                                    GalleyIssue         *issue,
                                    const GalleyPlan    *plan)
{
  const GalleyTarget *target = galley_publish_dialog_get_target (self);
  const GalleyPublishOrder order = {
    .http = self->http,
    .accounts = self->accounts,
    .account = target->account,
    .service = target->service,
    .issue = issue,
    .plan = (GalleyPlan *) plan,
    .site = self->site,
    .path = (char *) galley_document_get_path (self->document),
    .folder = (char *) galley_issue_file_get_folder (galley_document_get_file (self->document)),
    .state_dir = self->state_dir,
    .retry = self->is_retry,
    .post_id = self->existing != NULL ? self->existing->id : NULL,
    .slug = self->existing != NULL ? self->existing->slug : NULL,
    .accepted = (char **) (self->let_go != NULL ? (const char *const *) self->let_go
                                                : galley_accepted_get (self->document)),
  };

  return galley_publish_order_copy (&order);
}

/* What was interrupted was decided then: there is nothing to choose. */
static void
show_resumed (GalleyPublishDialog *self)
{
  if (self->step != GALLEY_STEP_CHECK && self->step != GALLEY_STEP_CHOOSE)
    return;
  galley_publish_dialog_fill_confirm (self);
  galley_publish_dialog_show_step (self, GALLEY_STEP_CONFIRM);
}

static gpointer
ask_func (gpointer             data,
          GalleyProgressFunc   progress,
          gpointer             progress_data,
          GCancellable        *cancellable,
          GError             **error)
{
  return galley_publish_order_ask (data, cancellable, error);
}

static void
take_facts (GalleyPublishDialog *self,
            GalleyFacts         *facts)
{
  g_clear_pointer (&self->known, galley_facts_free);
  self->known = g_steal_pointer (&facts);
  self->count = self->known->count;
  if (self->count >= 0)
    galley_publish_choose_set_count (self->choose, self->count);
  if (self->known->refused != NULL)
    galley_publish_choose_set_audience_note (self->choose, self->known->refused);
}

static void
asked_cb (gpointer      owner,
          gpointer      result,
          const GError *error,
          gpointer      data)
{
  GalleyPublishDialog *self = owner;
  gboolean goes_on = self->goes_on;

  if (data != self->count_order || self->stack == NULL)
    return;
  self->count_order = NULL;
  self->is_counting = FALSE;
  self->goes_on = FALSE;
  if (result != NULL)
    {
      GalleyFacts *facts = g_new (GalleyFacts, 1);

      *facts = *(GalleyFacts *) result;
      memset (result, 0, sizeof *facts);
      take_facts (self, facts);
    }
  else if (error != NULL)
    {
      g_clear_pointer (&self->counted, g_free);
      galley_publish_choose_set_audience_note (self->choose, error->message);
    }
  galley_publish_dialog_update (self);
  galley_publish_dialog_show_guards (self);
  if (self->is_resumed)
    show_resumed (self);
  else if (goes_on && self->step == GALLEY_STEP_CHOOSE)
    galley_publish_dialog_next (self);
}

/* Whatever of the choices the answer depends on. */
static char *
dup_question (GalleyPublishDialog *self,
              const GalleyPlan    *plan,
              GalleyIssue         *issue)
{
  const GalleySiteItem *newsletter = galley_plan_find_newsletter (plan, self->site, issue, NULL);
  const char *subject = galley_front_matter_get_string (galley_issue_get_front_matter (issue),
                                                        "email-subject");
  g_autofree char *segment = galley_plan_dup_segment (plan, self->site, issue);
  g_autofree char *slug = galley_facts_dup_slug (issue, self->existing);
  gboolean is_mail = galley_plan_sends_mail (plan) && newsletter != NULL;

  return g_strjoin ("\n", is_mail ? newsletter->slug : "", is_mail ? segment : "",
                    galley_issue_get_title (issue), subject != NULL ? subject : "",
                    slug != NULL ? slug : "", NULL);
}

/* Until there is a number, or why there will be none. */
static void
show_note (GalleyPublishDialog *self,
           const GalleyPlan    *plan)
{
  g_autofree char *why = galley_rights_explain (self->site, GALLEY_RIGHT_COUNT);

  if (!galley_plan_sends_mail (plan))
    galley_publish_choose_set_count (self->choose, -1);
  else
    galley_publish_choose_set_audience_note (self->choose, why != NULL ? why : _("Counting…"));
}

static void
ask (GalleyPublishDialog *self,
     const GalleyPlan    *plan,
     GalleyIssue         *issue)
{
  g_autofree char *question = dup_question (self, plan, issue);

  if (g_strcmp0 (question, self->counted) == 0)
    return;
  g_free (self->counted);
  self->counted = g_steal_pointer (&question);
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_pointer (&self->known, galley_facts_free);
  self->counting = g_cancellable_new ();
  self->count = -1;
  self->is_counting = TRUE;
  show_note (self, plan);
  galley_publish_dialog_update (self);
  self->count_order = galley_publish_dialog_create_order (self, issue, plan);
  galley_job_run (self, ask_func, self->count_order,
                  (GDestroyNotify) galley_publish_order_free,
                  (GDestroyNotify) galley_facts_free, NULL, self->counting, asked_cb);
}

static gpointer
look_func (gpointer             data,
           GalleyProgressFunc   progress,
           gpointer             progress_data,
           GCancellable        *cancellable,
           GError             **error)
{
  return galley_publish_order_look (data, cancellable, error);
}

static void
show_target_page (GalleyPublishDialog *self,
                  const char          *page)
{
  self->is_ready = g_str_equal (page, "form");
  gtk_stack_set_visible_child_name (self->target_stack, page);
  galley_publish_dialog_update_proofs (self);
  galley_publish_dialog_update (self);
}

static void
looked_cb (gpointer      owner,
           gpointer      result,
           const GError *error,
           gpointer      data)
{
  GalleyPublishDialog *self = owner;
  GalleyPublishOrder *order = data;
  GalleyPublishDestination *destination = result;

  /* A cancellation may come too late: the answer of an older question is not this one's. */
  if (data != self->look_order || self->stack == NULL)
    return;
  self->look_order = NULL;
  if (error != NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->failed_label), error->message);
      gtk_widget_set_visible (self->edit_account_button,
                              g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_AUTH));
      show_target_page (self, "failed");
      return;
    }
  self->site = galley_site_ref (destination->site);
  self->existing = g_steal_pointer (&destination->existing);
  self->removed = g_steal_pointer (&destination->removed);
  galley_publish_choose_set_destination (self->choose, order->service, self->site);
  galley_publish_choose_set_existing (self->choose, self->existing);
  show_target_page (self, "form");
  galley_publish_dialog_follow (self, self->existing, self->status);
  if (!self->is_resumed)
    {
      galley_publish_dialog_show_guards (self);
      galley_publish_dialog_count (self);
      return;
    }
  /* To whom a mail goes that is sent again was decided when it was sent. */
  if (!self->is_retry)
    ask (self, self->plan, galley_document_parse (self->document));
  if (!self->is_counting)
    show_resumed (self);
}

static void
forget_site (GalleyPublishDialog *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  g_cancellable_cancel (self->counting);
  g_clear_pointer (&self->site, galley_site_unref);
  g_clear_pointer (&self->existing, galley_post_free);
  g_clear_pointer (&self->removed, g_strfreev);
  g_clear_pointer (&self->counted, g_free);
  g_clear_pointer (&self->known, galley_facts_free);
  galley_publish_dialog_stop_follow (self);
  galley_publish_status_show (self->status, NULL, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->guards), FALSE);
  self->goes_on = FALSE;
  self->is_anew = FALSE;
  self->look_order = NULL;
  self->count_order = NULL;
  self->count = -1;
  self->is_counting = FALSE;
}

void
galley_publish_dialog_look (GalleyPublishDialog *self)
{
  const GalleyTarget *target = galley_publish_dialog_get_target (self);
  g_autofree char *asking = NULL;

  forget_site (self);
  gtk_widget_set_visible (self->choose_error, FALSE);
  if (target->account == NULL)
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->target_row), _(target->service->description));
      galley_publish_choose_set_destination (self->choose, target->service, NULL);
      galley_publish_choose_set_existing (self->choose, NULL);
      show_target_page (self, "form");
      galley_publish_dialog_show_guards (self);
      return;
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->target_row), galley_account_get_url (target->account));
  asking = g_strdup_printf (_("Contacting %s…"), galley_account_get_name (target->account));
  gtk_label_set_label (GTK_LABEL (self->asking_label), asking);
  show_target_page (self, "asking");
  self->look_order
      = galley_publish_dialog_create_order (self, galley_document_parse (self->document), NULL);
  galley_job_run (self, look_func, self->look_order,
                  (GDestroyNotify) galley_publish_order_free,
                  (GDestroyNotify) galley_publish_destination_free, NULL, self->looking, looked_cb);
}

static void
account_added_cb (GalleyPublishDialog *self,
                  GalleyAccount       *account)
{
  g_free (self->account_id);
  self->account_id = g_strdup (galley_account_get_id (account));
  galley_publish_dialog_fill_targets (self);
  if (self->step == GALLEY_STEP_ERROR)
    galley_publish_dialog_show_step (self, GALLEY_STEP_CHOOSE);
}

void
galley_publish_dialog_edit_account (GalleyPublishDialog *self,
                                    GalleyAccount       *account)
{
  GtkWidget *dialog
      = galley_account_dialog_new (galley_dialog_get_window (GALLEY_DIALOG (self)), self->accounts, self->http, account);

  g_signal_connect_object (dialog, "account-added", G_CALLBACK (account_added_cb), self,
                           G_CONNECT_SWAPPED);
  galley_dialog_present (GALLEY_DIALOG (dialog));
}

void
galley_publish_dialog_count_now (GalleyPublishDialog *self)
{
  g_autoptr (GalleyPlan) plan = galley_publish_choose_build_undated (self->choose);
  g_autoptr (GalleyChoices) choices = galley_publish_choose_build_choices (self->choose);
  g_autoptr (GalleyIssue) issue
      = galley_choices_apply (choices, galley_document_parse (self->document), NULL);

  g_clear_handle_id (&self->count_source, g_source_remove);
  if (issue != NULL)
    ask (self, plan, issue);
}

void
galley_publish_dialog_drop_count (GalleyPublishDialog *self,
                                  GalleyIssue         *issue)
{
  g_autofree char *question = dup_question (self, self->plan, issue);
  g_auto (GStrv) now = g_strsplit (question, "\n", 3);
  g_auto (GStrv) then = g_strsplit (self->counted != NULL ? self->counted : "\n", "\n", 3);

  /* The newsletter, and to whom of it. */
  if (g_str_equal (now[0], then[0]) && g_str_equal (now[1], then[1]))
    return;
  g_clear_pointer (&self->counted, g_free);
  g_clear_pointer (&self->known, galley_facts_free);
  self->count = -1;
}

static gboolean
count_cb (gpointer user_data)
{
  GalleyPublishDialog *self = user_data;

  self->count_source = 0;
  galley_publish_dialog_count_now (self);
  return G_SOURCE_REMOVE;
}

void
galley_publish_dialog_count (GalleyPublishDialog *self)
{
  if (self->site == NULL)
    return;
  g_clear_handle_id (&self->count_source, g_source_remove);
  self->count_source = g_timeout_add (COUNT_DELAY, count_cb, self);
}
