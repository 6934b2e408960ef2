/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-publish-progress.h"

#include <glib/gi18n-lib.h>

#define PULSE_INTERVAL 100

struct _GalleyPublishProgress
{
  AdwBin       parent_instance;

  /* owned */
  char        *stage;   /* of the last row */

  /* borrowed */
  GtkWidget   *bar;
  GtkWidget   *list;
  GtkWidget   *row;     /* the present step, NULL: none yet */
  GtkWidget   *spinner; /* its */
  GtkWidget   *count;   /* its */

  guint        pulse_source;
};

G_DEFINE_FINAL_TYPE (GalleyPublishProgress, galley_publish_progress, ADW_TYPE_BIN)

static gboolean
pulse_cb (gpointer user_data)
{
  GalleyPublishProgress *self = user_data;

  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->bar));
  return G_SOURCE_CONTINUE;
}

static void
set_pulsing (GalleyPublishProgress *self,
             gboolean               is_pulsing)
{
  if (is_pulsing && self->pulse_source == 0)
    self->pulse_source = g_timeout_add (PULSE_INTERVAL, pulse_cb, self);
  else if (!is_pulsing)
    g_clear_handle_id (&self->pulse_source, g_source_remove);
}

/* A check mark in the place of the spinner. */
static void
finish_row (GalleyPublishProgress *self)
{
  GtkWidget *icon;

  if (self->row == NULL)
    return;
  icon = gtk_image_new_from_icon_name ("object-select-symbolic");
  gtk_widget_add_css_class (icon, "success");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Done"),
                                  -1);
  adw_action_row_remove (ADW_ACTION_ROW (self->row), self->spinner);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->row), icon);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), "");
  self->row = NULL;
}

static void
add_row (GalleyPublishProgress *self)
{
  self->row = adw_action_row_new ();
  self->spinner = gtk_spinner_new ();
  self->count = gtk_label_new (NULL);
  gtk_spinner_start (GTK_SPINNER (self->spinner));
  gtk_widget_add_css_class (self->count, "dim-label");
  gtk_widget_add_css_class (self->count, "numeric");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->row), self->spinner);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->count);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), FALSE);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->row);
}

void
galley_publish_progress_report (GalleyPublishProgress *self,
                                const GalleyProgress  *progress)
{
  if (self->row == NULL || g_strcmp0 (self->stage, progress->stage) != 0)
    {
      finish_row (self);
      add_row (self);
      g_free (self->stage);
      self->stage = g_strdup (progress->stage);
    }
  set_pulsing (self, progress->total == 0);
  if (progress->total == 0)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), progress->message);
      return;
    }
  /* Translators: pictures on their way, "3 of 12" */
  g_autofree char *count = g_strdup_printf (_("%u of %u"), MIN (progress->done + 1, progress->total),
                                            progress->total);
  gtk_label_set_label (GTK_LABEL (self->count), count);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("Pictures"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), progress->message);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar),
                                 (double) progress->done / progress->total);
}

void
galley_publish_progress_start (GalleyPublishProgress *self)
{
  GtkWidget *child;

  self->row = NULL;
  g_clear_pointer (&self->stage, g_free);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), 0);
  set_pulsing (self, TRUE);
}

void
galley_publish_progress_stop (GalleyPublishProgress *self)
{
  finish_row (self);
  set_pulsing (self, FALSE);
}

static void
galley_publish_progress_dispose (GObject *object)
{
  set_pulsing (GALLEY_PUBLISH_PROGRESS (object), FALSE);
  G_OBJECT_CLASS (galley_publish_progress_parent_class)->dispose (object);
}

static void
galley_publish_progress_finalize (GObject *object)
{
  g_free (GALLEY_PUBLISH_PROGRESS (object)->stage);
  G_OBJECT_CLASS (galley_publish_progress_parent_class)->finalize (object);
}

static void
galley_publish_progress_class_init (GalleyPublishProgressClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_publish_progress_dispose;
  G_OBJECT_CLASS (klass)->finalize = galley_publish_progress_finalize;
}

static void
galley_publish_progress_init (GalleyPublishProgress *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->bar = gtk_progress_bar_new ();
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Progress"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Steps"), -1);
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), self->list);
  adw_bin_set_child (ADW_BIN (self), box);
}
