/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-settings-looks.h"

#include <glib/gi18n-lib.h>

#include "galley-looks.h"

typedef struct {
  GtkLabel *title;
  GtkLabel *text;
  GtkLabel *room;
} Look;

struct _GalleySettingsLooks {
  AdwPreferencesRow parent_instance;

  Look looks[GALLEY_N_LOOKS]; /* borrowed: children */
};

G_DEFINE_FINAL_TYPE (GalleySettingsLooks, galley_settings_looks, ADW_TYPE_PREFERENCES_ROW)

static void
galley_settings_looks_class_init (GalleySettingsLooksClass *klass)
{
}

static GtkLabel *
add_label (GtkWidget *box, const char *css, int lines)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), lines > 1);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
galley_settings_looks_init (GalleySettingsLooks *self)
{
  static const char *const names[GALLEY_N_LOOKS]
      = { N_("In a search"), N_("In a social network"), N_("In an inbox") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 10);
  gtk_widget_set_margin_bottom (box, 10);
  for (guint i = 0; i < GALLEY_N_LOOKS; i++)
    {
      GtkLabel *name = add_label (box, "caption-heading", 1);

      gtk_label_set_label (name, _(names[i]));
      gtk_widget_add_css_class (GTK_WIDGET (name), "dim-label");
      gtk_widget_set_margin_top (GTK_WIDGET (name), i ? 12 : 0);
      self->looks[i].title = add_label (box, "heading", i == GALLEY_LOOK_INBOX ? 1 : 2);
      self->looks[i].text = add_label (box, "body", i == GALLEY_LOOK_INBOX ? 1 : 3);
      self->looks[i].room = add_label (box, "caption", 2);
      gtk_widget_add_css_class (GTK_WIDGET (self->looks[i].room), "numeric");
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("How it looks elsewhere"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("How it looks elsewhere"), -1);
}

GtkWidget *
galley_settings_looks_new (void)
{
  return g_object_new (GALLEY_TYPE_SETTINGS_LOOKS, NULL);
}

static void
show_look (Look *widgets, const GalleyLook *look)
{
  g_autofree char *title = galley_look_cut (look->title, look->title_max);
  g_autofree char *text = galley_look_cut (look->text, look->text_max);
  /* Translators: characters of the title and of the text, each of those that are shown. */
  g_autofree char *room = g_strdup_printf (_("Title %u of %u · text %u of %u"), look->title_length,
                                           look->title_max, look->text_length, look->text_max);
  gboolean is_full = look->title_length > look->title_max || look->text_length > look->text_max;

  gtk_label_set_label (widgets->title, *title ? title : _("No title"));
  gtk_label_set_label (widgets->text, text);
  gtk_label_set_label (widgets->room, room);
  if (is_full)
    gtk_widget_add_css_class (GTK_WIDGET (widgets->room), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (widgets->room), "warning");
}

void
galley_settings_looks_refresh (GalleySettingsLooks *self, GalleyIssue *issue)
{
  g_return_if_fail (GALLEY_IS_SETTINGS_LOOKS (self) && issue != NULL);

  for (guint i = 0; i < GALLEY_N_LOOKS; i++)
    {
      g_autoptr (GalleyLook) look = galley_look_new (issue, i);

      show_look (&self->looks[i], look);
    }
}
