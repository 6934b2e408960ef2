/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-publish-status.h"

#include <glib/gi18n-lib.h>

struct _GalleyPublishStatus
{
  AdwBin     parent_instance;

  /* borrowed */
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (GalleyPublishStatus, galley_publish_status, ADW_TYPE_BIN)

static GtkWidget *
create_row (const GalleyStatusLine *line)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), line->label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), line->value);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  if (line->is_bad)
    gtk_widget_add_css_class (row, "error");
  return row;
}

void
galley_publish_status_show (GalleyPublishStatus    *self,
                            const GalleyPost       *post,
                            const GalleyMailReport *report,
                            const GalleySite       *site)
{
  g_autoptr (GPtrArray) lines = post != NULL ? galley_status_describe (post, report, site) : NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), create_row (lines->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self), lines != NULL);
}

static void
galley_publish_status_class_init (GalleyPublishStatusClass *klass)
{
}

static void
galley_publish_status_init (GalleyPublishStatus *self)
{
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What Became of It"), -1);
  adw_bin_set_child (ADW_BIN (self), self->list);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
