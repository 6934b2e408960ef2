/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bottom bar: how long the issue is, and what an editor should know about it. */

#include "galley-window.h"
#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-check.h"

/* More rows than anybody reads; the count in the bar is of all. */
#define MAX_ROWS 200

static const char *
get_icon (GalleySeverity severity)
{
  switch (severity)
    {
    case GALLEY_SEVERITY_ERROR:
      return "dialog-error-symbolic";
    case GALLEY_SEVERITY_WARNING:
      return "dialog-warning-symbolic";
    case GALLEY_SEVERITY_INFO:
      return "dialog-information-symbolic";
    default:
      g_assert_not_reached ();
    }
}

static GalleyFinding *
get_finding (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "finding");
}

static void
show_finding (GalleyWindow *self, GalleyFinding *finding)
{
  galley_window_show_source (self);
  galley_editor_go_to (self->editor, galley_finding_get_line (finding),
                       galley_finding_get_column (finding));
  self->found_line = galley_editor_get_line (self->editor);
  self->found_column = galley_editor_get_column (self->editor);
}

static void
finding_activated_cb (GalleyWindow *self, GtkListBoxRow *row)
{
  gtk_menu_button_popdown (self->findings_button);
  show_finding (self, get_finding (GTK_WIDGET (row)));
}

static void
block_activated_cb (GalleyWindow *self, guint line)
{
  galley_window_show_source (self);
  galley_editor_go_to (self->editor, line, 1);
}

static void
fix_clicked_cb (GalleyWindow *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  GalleyFinding *finding = row ? get_finding (row) : NULL;

  if (finding == NULL || self->document == NULL || self->findings_issue == NULL)
    return;
  if (!galley_document_apply (self->document, self->findings_issue,
                              galley_finding_get_fix (finding)))
    galley_window_toast (self, _("The text has changed in the meantime. Try again."));
}

static GtkWidget *
make_row (GalleyWindow *self, GalleyFinding *finding)
{
  GtkWidget *row = adw_action_row_new ();
  guint line = galley_finding_get_line (finding);
  g_autofree char *subtitle = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), galley_finding_get_message (finding));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (line > 0)
    {
      subtitle = g_strdup_printf (_("Line %u"), line);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
    }
  adw_action_row_add_prefix (
      ADW_ACTION_ROW (row),
      gtk_image_new_from_icon_name (get_icon (galley_finding_get_severity (finding))));
  if (galley_finding_get_fix (finding))
    {
      GtkWidget *button = gtk_button_new_with_label (galley_finding_get_fix_label (finding));
      GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_signal_connect_object (button, "clicked", G_CALLBACK (fix_clicked_cb), self,
                               G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "finding", galley_finding_ref (finding),
                          (GDestroyNotify) galley_finding_unref);
  return row;
}

static void
fill_list (GalleyWindow *self, GPtrArray *findings)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->findings_list))))
    gtk_list_box_remove (self->findings_list, child);
  for (guint i = 0; i < MIN (findings->len, MAX_ROWS); i++)
    gtk_list_box_append (self->findings_list, make_row (self, findings->pdata[i]));
}

static void
popup_cb (GalleyWindow *self)
{
  if (self->document)
    fill_list (self, galley_document_get_findings (self->document));
}

/* What there is to say about the line of the cursor, else the worst there is. */
static void
update_message (GalleyWindow *self)
{
  GPtrArray *findings = galley_document_get_findings (self->document);
  guint line = galley_editor_get_line (self->editor);
  const GalleyFinding *worst = NULL;
  const GalleyFinding *here = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      const GalleyFinding *finding = findings->pdata[i];
      GalleySeverity severity = galley_finding_get_severity (finding);

      if (worst == NULL || severity < galley_finding_get_severity (worst))
        worst = finding;
      if (galley_finding_get_line (finding) == line
          && (here == NULL || severity < galley_finding_get_severity (here)))
        here = finding;
    }
  if (here)
    worst = here;
  gtk_label_set_label (self->message_label, worst ? galley_finding_get_message (worst) : "");
}

void
galley_window_fit_status (GalleyWindow *self)
{
  gboolean has_findings = self->document && galley_document_get_findings (self->document)->len > 0;

  galley_word_count_set_short (self->word_count, self->is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->findings_button), has_findings || !self->is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), !self->is_narrow);
  gtk_widget_set_hexpand (GTK_WIDGET (self->mail_meter), self->is_narrow);
}

static void
update_findings (GalleyWindow *self)
{
  GPtrArray *findings = galley_document_get_findings (self->document);
  g_autofree char *text = NULL;
  gboolean has_errors = galley_check_has_errors (findings);

  if (findings->len == 0)
    text = g_strdup (_("Nothing to fix"));
  else
    text = g_strdup_printf (ngettext ("%u finding", "%u findings", findings->len), findings->len);
  gtk_label_set_label (self->findings_label, text);
  update_message (self);
  galley_window_fit_status (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->findings_button), findings->len > 0);
  if (has_errors)
    gtk_widget_add_css_class (GTK_WIDGET (self->findings_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->findings_label), "error");

  g_clear_pointer (&self->findings_issue, galley_document_release_issue);
  self->findings_issue = galley_issue_ref (galley_document_get_issue (self->document));
  /* While somebody types faster than the checks run, the marks move with the text. */
  if (galley_document_is_current (self->document))
    galley_editor_show_findings (self->editor, findings);
  if (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (self->findings_button))))
    fill_list (self, findings);
}

/* To the nearest one behind, or before, the cursor, round the end. One at the cursor is the next too,
 * unless that is where the last one was. */
void
galley_window_go_to_finding (GalleyWindow *self, gboolean forward)
{
  GPtrArray *findings = galley_document_get_findings (self->document);
  guint line = galley_editor_get_line (self->editor);
  guint column = galley_editor_get_column (self->editor);
  gboolean was_here = line == self->found_line && column == self->found_column;
  GalleyFinding *next
      = galley_finding_find_next (findings, line, forward && !was_here ? column - 1 : column, forward);

  if (next == NULL)
    {
      galley_window_toast (self, _("No line of this issue has a finding."));
      return;
    }
  show_finding (self, next);
}

void
galley_window_update_status (GalleyWindow *self)
{
  if (self->document == NULL)
    return;
  update_findings (self);
}

/* For the cursor, which moves without a parse. */
void
galley_window_watch_cursor (GalleyWindow *self)
{
  if (self->document == NULL)
    return;
  self->found_line = 0;
  g_signal_connect_object (self->document, "notify::cursor-position", G_CALLBACK (update_message),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::cursor-position",
                           G_CALLBACK (galley_window_follow_cursor), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::cursor-position",
                           G_CALLBACK (galley_window_schedule_desk), self, G_CONNECT_SWAPPED);
}

void
galley_window_init_status (GalleyWindow *self)
{
  g_signal_connect_object (self->findings_list, "row-activated", G_CALLBACK (finding_activated_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->conflict_bar, "line-activated", G_CALLBACK (block_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tour, "line-activated", G_CALLBACK (block_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mail_meter, "line-activated", G_CALLBACK (block_activated_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_menu_button_get_popover (self->findings_button), "show",
                           G_CALLBACK (popup_cb), self, G_CONNECT_SWAPPED);
}
