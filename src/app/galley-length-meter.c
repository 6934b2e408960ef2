/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-length-meter.h"

#include <glib/gi18n-lib.h>

/* "3 of 60" and "160 of 156" end the bar at the same place, in every row. */
#define FIGURES 10

struct _GalleyLengthMeter {
  GtkWidget parent_instance;

  /* Borrowed: children */
  GtkWidget *box;
  GtkLabel *name;
  GtkLevelBar *bar;
  GtkLabel *figures;
};

G_DEFINE_FINAL_TYPE (GalleyLengthMeter, galley_length_meter, GTK_TYPE_WIDGET)

static void
galley_length_meter_dispose (GObject *object)
{
  g_clear_pointer (&GALLEY_LENGTH_METER (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (galley_length_meter_parent_class)->dispose (object);
}

static void
galley_length_meter_class_init (GalleyLengthMeterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_length_meter_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "length-meter");
}

/* The bar's own colours say that little is bad; here only too much is. */
static void
galley_length_meter_init (GalleyLengthMeter *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->name = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->name, 0);
  gtk_label_set_width_chars (self->name, 7);
  gtk_widget_add_css_class (GTK_WIDGET (self->name), "caption");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->name));
  self->bar = GTK_LEVEL_BAR (gtk_level_bar_new ());
  gtk_level_bar_remove_offset_value (self->bar, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->bar, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (self->bar, GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_widget_set_hexpand (GTK_WIDGET (self->bar), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->bar), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->bar));
  self->figures = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->figures, 1);
  gtk_label_set_width_chars (self->figures, FIGURES);
  gtk_widget_add_css_class (GTK_WIDGET (self->figures), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->figures), "numeric");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->figures));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
galley_length_meter_new (const char *name)
{
  GalleyLengthMeter *self = g_object_new (GALLEY_TYPE_LENGTH_METER, NULL);

  gtk_label_set_label (self->name, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  return GTK_WIDGET (self);
}

void
galley_length_meter_set (GalleyLengthMeter *self, guint length, guint max)
{
  /* Translators: letters of a text, and how many of them are shown at most. */
  g_autofree char *figures = g_strdup_printf (_("%u of %u"), length, max);

  g_return_if_fail (GALLEY_IS_LENGTH_METER (self));

  gtk_level_bar_set_max_value (self->bar, max);
  gtk_level_bar_set_value (self->bar, MIN (length, max));
  gtk_label_set_label (self->figures, figures);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  figures, -1);
  if (length > max)
    gtk_widget_add_css_class (GTK_WIDGET (self), "too-long");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "too-long");
}
