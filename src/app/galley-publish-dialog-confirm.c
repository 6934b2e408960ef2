/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The choices become a plan, and the plan one sentence to say yes to. */

#include "galley-publish-dialog.h"
#include "galley-publish-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "galley-guard.h"
#include "galley-plan-describe.h"

static gboolean
is_export (GalleyPublishDialog *self)
{
  return galley_publish_dialog_get_target (self)->account == NULL;
}

/* Another program, or the attempt that this one goes on with, may have sent it meanwhile. */
static gboolean
is_question (GalleyPublishDialog *self)
{
  return self->is_retry && self->existing != NULL && !galley_post_has_failed_mail (self->existing);
}

/* What was mailed is never mailed again, whatever the plan says. */
gboolean
galley_publish_dialog_is_mail (GalleyPublishDialog *self)
{
  if (self->is_retry)
    return !is_question (self);
  return self->plan != NULL && !galley_post_is_out (self->existing)
         && (self->existing == NULL || self->existing->email_status == NULL)
         && self->plan->act >= GALLEY_ACT_EMAIL
         && self->plan->directory == NULL;
}

void
galley_publish_dialog_show_choose_error (GalleyPublishDialog *self,
                                         const char          *message)
{
  gtk_label_set_label (GTK_LABEL (self->choose_error), message);
  gtk_widget_set_visible (self->choose_error, TRUE);
}

static GPtrArray *
run_guards (GalleyPublishDialog *self,
            const GalleyPlan    *plan,
            GalleyIssue         *issue)
{
  return galley_guard_run (&(GalleyGuardContext){ .plan = plan, .issue = issue, .site = self->site,
                                                  .existing = self->existing, .facts = self->known });
}

void
galley_publish_dialog_show_guards (GalleyPublishDialog *self)
{
  g_autoptr (GalleyPlan) plan = galley_publish_choose_build_plan (self->choose, NULL);
  g_autoptr (GalleyChoices) choices = NULL;
  g_autoptr (GalleyIssue) issue = NULL;
  g_autoptr (GPtrArray) concerns = NULL;

  /* A date that is none yet is said when it is needed. */
  if (plan == NULL)
    plan = galley_publish_choose_build_undated (self->choose);
  plan->anew = self->is_anew;
  choices = galley_publish_choose_build_choices (self->choose);
  issue = galley_choices_apply (choices, galley_document_parse (self->document), NULL);
  if (issue == NULL || galley_publish_choose_is_retry (self->choose))
    concerns = g_ptr_array_new ();
  else
    concerns = run_guards (self, plan, issue);
  galley_publish_guards_show (self->guards, concerns);
}

/* What the site makes of the plan; an error stops, and stands over the form. */
static gboolean
ask_guards (GalleyPublishDialog *self,
            GalleyIssue         *issue)
{
  g_autoptr (GPtrArray) concerns = run_guards (self, self->plan, issue);

  galley_publish_guards_show (self->guards, concerns);
  if (!galley_guard_has_errors (concerns))
    return TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->guards));
  return FALSE;
}

gboolean
galley_publish_dialog_read_choices (GalleyPublishDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyIssue) issue = NULL;

  /* The number in the sentence is of these choices, or there is none. */
  if (self->count_source != 0)
    galley_publish_dialog_count_now (self);
  if (self->is_counting)
    return FALSE;
  g_clear_pointer (&self->plan, galley_plan_free);
  g_clear_pointer (&self->choices, galley_choices_free);
  self->is_resumed = FALSE;
  self->is_retry = galley_publish_choose_is_retry (self->choose);
  self->plan = galley_publish_choose_build_plan (self->choose, &error);
  if (self->is_retry)
    return TRUE;
  self->choices = galley_publish_choose_build_choices (self->choose);
  if (self->plan != NULL)
    {
      self->plan->anew = self->is_anew;
      self->plan->fresh = !galley_post_is_out (self->existing);
    }
  if (self->plan != NULL)
    self->plan->count = galley_publish_dialog_is_mail (self) ? self->count : -1;
  if (self->plan != NULL)
    issue = galley_choices_apply (self->choices, galley_document_parse (self->document), &error);
  if (issue == NULL)
    {
      galley_publish_dialog_show_choose_error (self, error->message);
      return FALSE;
    }
  return ask_guards (self, issue);
}

static void
add_fact (GalleyPublishDialog *self,
          const char          *icon,
          const char          *title,
          const char          *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (GTK_LIST_BOX (self->facts), row);
}

static void
add_time (GalleyPublishDialog *self)
{
  g_autoptr (GDateTime) here = NULL;
  g_autofree char *date = NULL;
  g_autofree char *offset = NULL;
  g_autofree char *text = NULL;

  if (self->plan->at == NULL || galley_post_is_out (self->existing))
    return;
  here = g_date_time_to_local (self->plan->at);
  /* Translators: a date and a time of day, as strftime has it */
  date = g_date_time_format (here, _("%A, %-d %B %Y, %H:%M"));
  offset = g_date_time_format (here, "UTC%:z");
  text = g_strdup_printf (_("%s (%s)"), date, offset);
  add_fact (self, "preferences-system-time-symbolic", _("On your own clock"), text);
}

static void
add_changes (GalleyPublishDialog *self)
{
  GalleyIssue *issue = galley_document_parse (self->document);
  g_autofree char *list = self->choices != NULL ? galley_choices_describe (self->choices, issue) : NULL;
  gboolean is_read_only
      = galley_issue_file_is_read_only (galley_document_get_file (self->document));

  if (list == NULL)
    return;
  add_fact (self, "document-edit-symbolic",
            is_read_only ? _("For this time only, because the file is read-only")
                         : _("Written into the issue"),
            list);
}

static void
add_removed (GalleyPublishDialog *self,
             GalleyIssue         *issue)
{
  const GalleyFrontMatter *front_matter = galley_issue_get_front_matter (issue);
  g_autoptr (GString) list = g_string_new (NULL);

  if (self->existing == NULL || self->is_retry)
    return;
  /* What was filled in here is not gone. */
  for (guint i = 0; self->removed != NULL && self->removed[i] != NULL; i++)
    if (!galley_front_matter_has (front_matter, self->removed[i]))
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", self->removed[i]);
  if (list->len > 0)
    add_fact (self, "edit-clear-symbolic",
              _("Cleared on the site, because it is gone from the issue"), list->str);
}

/* The button waits for every tick box there is. */
static void
update_button (GalleyPublishDialog *self)
{
  gboolean is_agreed = TRUE;

  for (GtkWidget *row = gtk_widget_get_first_child (self->facts); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *check = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row));

      if (check != NULL && !gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        is_agreed = FALSE;
    }
  gtk_widget_set_sensitive (self->confirm_button, is_agreed);
}

/* What cannot be taken back is not passed over with the rest. */
static void
add_agreement (GalleyPublishDialog *self,
               const char          *message)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), message);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Tick this if it is meant."));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, message, -1);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_signal_connect_object (check, "notify::active", G_CALLBACK (update_button), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (GTK_LIST_BOX (self->facts), row);
}

static void
add_warnings (GalleyPublishDialog *self,
              GalleyIssue         *issue)
{
  g_autoptr (GPtrArray) concerns = self->is_retry ? g_ptr_array_new () : run_guards (self, self->plan, issue);

  for (guint i = 0; i < concerns->len; i++)
    {
      const GalleyConcern *concern = concerns->pdata[i];
      const char *message = galley_finding_get_message (concern->finding);

      if (concern->must_agree)
        add_agreement (self, message);
      else
        add_fact (self, "dialog-warning-symbolic", message, "");
    }
  update_button (self);
}

/* What happens, in the fewest words. */
static char *
dup_button_label (GalleyPublishDialog *self)
{
  if (is_export (self))
    return g_strdup (_("_Write the Files"));
  if (is_question (self))
    return g_strdup (_("_Ask the Site"));
  if (self->is_retry)
    return g_strdup (_("_Send the Mail"));
  if (self->plan->act == GALLEY_ACT_UNPUBLISH)
    return g_strdup (_("_Make It a Draft Again"));
  if (galley_post_is_out (self->existing))
    return g_strdup (_("_Update the Post"));
  if (galley_publish_dialog_is_mail (self))
    {
      g_autofree char *number = galley_plan_dup_number (MAX (self->count, 0));
      gulong n = (gulong) CLAMP (self->count, 0, G_MAXINT);

      if (self->plan->at != NULL)
        return g_strdup (_("_Schedule the Mail"));
      if (self->count < 0)
        return g_strdup (_("_Send the Mail"));
      return g_strdup_printf (ngettext ("_Send to %s Person", "_Send to %s People", n), number);
    }
  if (self->plan->act == GALLEY_ACT_PUBLISH)
    return g_strdup (self->plan->at != NULL ? _("_Schedule") : _("_Publish"));
  if (self->plan->act >= GALLEY_ACT_EMAIL)
    return g_strdup (_("_Publish"));
  return g_strdup (self->existing != NULL ? _("_Update the Post") : _("_Save the Draft"));
}

static char *
describe_retry (GalleyPublishDialog *self,
                GalleyIssue         *issue)
{
  const char *title = galley_issue_get_title (issue);

  if (is_question (self))
    return g_strdup_printf (_("The mail of “%s” is not a failed one any more: only what became of it is asked."), title);
  if (self->existing != NULL && g_strcmp0 (self->existing->status, "draft") == 0)
    return g_strdup_printf (_("Publish “%s” again, and send the mail of it that failed to those who do not have it yet."),
                            title);
  return g_strdup_printf (_("Send the mail of “%s” that failed to those who do not have it yet."), title);
}

void
galley_publish_dialog_fill_confirm (GalleyPublishDialog *self)
{
  GalleyIssue *current = galley_document_parse (self->document);
  g_autoptr (GalleyIssue) issue = self->choices != NULL
                                      ? galley_choices_apply (self->choices, current, NULL)
                                      : galley_issue_ref (current);
  const GalleyTarget *target = galley_publish_dialog_get_target (self);
  gboolean is_mail = galley_publish_dialog_is_mail (self);
  gboolean takes_down = self->plan->act == GALLEY_ACT_UNPUBLISH;
  g_autofree char *sentence = NULL;
  g_autofree char *label = dup_button_label (self);
  GtkWidget *child;

  if (self->is_retry)
    sentence = describe_retry (self, issue);
  else
    sentence = galley_plan_describe (self->plan, self->site, issue, self->existing,
                                     is_mail ? self->count : -1);
  while ((child = gtk_widget_get_first_child (self->facts)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->facts), child);
  gtk_label_set_label (GTK_LABEL (self->sentence), sentence);
  if (self->is_resumed)
    add_fact (self, "view-refresh-symbolic", _("It was interrupted"), self->state);
  if (self->is_resumed && self->is_changed && !self->is_retry)
    add_fact (self, "dialog-warning-symbolic", _("The text has changed since then"),
              is_mail ? _("The mail goes out with the text as it is now.") : _("The site gets the text as it is now."));
  if (target->account != NULL)
    add_fact (self, "network-server-symbolic", galley_account_get_name (target->account),
              galley_account_get_url (target->account));
  add_time (self);
  add_changes (self);
  add_removed (self, issue);
  add_warnings (self, issue);
  gtk_widget_set_visible (self->facts, gtk_widget_get_first_child (self->facts) != NULL);
  gtk_button_set_label (GTK_BUTTON (self->confirm_button), label);
  gtk_widget_remove_css_class (self->confirm_button, takes_down ? "suggested-action" : "destructive-action");
  gtk_widget_add_css_class (self->confirm_button, takes_down ? "destructive-action" : "suggested-action");
  gtk_widget_set_visible (self->warning_label, is_mail && self->plan->at == NULL);
}
