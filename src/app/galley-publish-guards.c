/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-publish-guards.h"

#include <glib/gi18n-lib.h>

struct _GalleyPublishGuards
{
  AdwBin     parent_instance;

  /* owned */
  GPtrArray *concerns; /* as shown; may be NULL */

  /* borrowed */
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (GalleyPublishGuards, galley_publish_guards, ADW_TYPE_BIN)

static guint fix_chosen_signal;
static guint place_chosen_signal;

static void
clicked_cb (GtkWidget           *button,
            GalleyPublishGuards *self)
{
  g_autoptr (GPtrArray) concerns = g_ptr_array_ref (self->concerns);
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "galley-index"));
  const GalleyConcern *concern = g_ptr_array_index (concerns, index);

  if (concern->fix != NULL)
    g_signal_emit (self, fix_chosen_signal, 0, concern->fix);
  else
    g_signal_emit (self, place_chosen_signal, 0, concern->place);
}

static GtkWidget *
create_row (GalleyPublishGuards *self,
            guint                index)
{
  const GalleyConcern *concern = g_ptr_array_index (self->concerns, index);
  gboolean is_error = galley_finding_get_severity (concern->finding) == GALLEY_SEVERITY_ERROR;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (is_error ? "dialog-error-symbolic"
                                                           : "dialog-warning-symbolic");
  GtkWidget *button;

  gtk_widget_add_css_class (icon, is_error ? "error" : "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_error ? _("Error") : _("Warning"), -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 galley_finding_get_message (concern->finding));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  if (concern->label == NULL)
    return row;
  button = gtk_button_new_with_mnemonic (concern->label);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 10);
  gtk_label_set_max_width_chars (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 20);
  gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), GTK_JUSTIFY_CENTER);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "galley-index", GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

void
galley_publish_guards_show (GalleyPublishGuards *self,
                            GPtrArray           *concerns)
{
  GtkWidget *child;

  g_ptr_array_ref (concerns);
  g_clear_pointer (&self->concerns, g_ptr_array_unref);
  self->concerns = concerns;
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < concerns->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), create_row (self, i));
  gtk_widget_set_visible (GTK_WIDGET (self), concerns->len > 0);
}

static void
galley_publish_guards_finalize (GObject *object)
{
  g_clear_pointer (&GALLEY_PUBLISH_GUARDS (object)->concerns, g_ptr_array_unref);
  G_OBJECT_CLASS (galley_publish_guards_parent_class)->finalize (object);
}

static void
galley_publish_guards_class_init (GalleyPublishGuardsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_publish_guards_finalize;
  fix_chosen_signal = g_signal_new ("fix-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  place_chosen_signal = g_signal_new ("place-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
galley_publish_guards_init (GalleyPublishGuards *self)
{
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Before It Goes Out"), -1);
  adw_bin_set_child (ADW_BIN (self), self->list);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
