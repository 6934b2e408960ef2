/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-settings-looks.h"

#include <glib/gi18n-lib.h>

#include "galley-issue-picture.h"
#include "galley-length-meter.h"
#include "galley-looks.h"

/* Width over height of the picture in a social network's card. */
#define CARD_RATIO 1.91

typedef struct {
  GtkLabel *title;
  GtkLabel *text;
  GalleyLengthMeter *title_meter;
  GalleyLengthMeter *text_meter;
} Look;

struct _GalleySettingsLooks {
  AdwPreferencesRow parent_instance;

  /* Borrowed: children */
  Look looks[GALLEY_N_LOOKS];
  GalleyIssuePicture *picture;
  GtkLabel *no_picture;
  GtkLabel *wide_note;
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
picture_changed_cb (GalleySettingsLooks *self)
{
  const char *trouble = galley_issue_picture_get_trouble (self->picture);

  gtk_label_set_label (self->no_picture, trouble ? trouble : _("No picture"));
  gtk_widget_set_visible (GTK_WIDGET (self->no_picture),
                          !gtk_widget_get_visible (GTK_WIDGET (self->picture)));
}

static void
add_picture (GalleySettingsLooks *self, GtkWidget *card)
{
  GtkWidget *picture = galley_issue_picture_new (CARD_RATIO, _("The picture in a social network"));

  self->picture = GALLEY_ISSUE_PICTURE (picture);
  g_signal_connect_object (picture, "changed", G_CALLBACK (picture_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (card), picture);
  self->no_picture = add_label (card, "look-picture", 3);
  gtk_label_set_xalign (self->no_picture, 0.5);
  gtk_label_set_justify (self->no_picture, GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->no_picture), "caption");
}

static GalleyLengthMeter *
add_meter (GtkWidget *box, const char *name)
{
  GtkWidget *meter = galley_length_meter_new (name);

  gtk_box_append (GTK_BOX (box), meter);
  return GALLEY_LENGTH_METER (meter);
}

static GtkWidget *
make_look (GalleySettingsLooks *self, GalleyLookKind kind, const char *name)
{
  Look *look = &self->looks[kind];
  gboolean is_line = kind == GALLEY_LOOK_INBOX;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkLabel *heading = add_label (box, "caption-heading", 1);

  gtk_label_set_label (heading, name);
  gtk_widget_add_css_class (GTK_WIDGET (heading), "dim-label");
  gtk_widget_add_css_class (card, "look");
  gtk_widget_set_overflow (card, GTK_OVERFLOW_HIDDEN);
  if (kind == GALLEY_LOOK_SOCIAL)
    add_picture (self, card);
  gtk_widget_set_margin_start (words, 9);
  gtk_widget_set_margin_end (words, 9);
  gtk_widget_set_margin_top (words, 7);
  gtk_widget_set_margin_bottom (words, 7);
  look->title = add_label (words, "heading", is_line ? 1 : 2);
  look->text = add_label (words, "body", is_line ? 1 : 3);
  if (kind == GALLEY_LOOK_SEARCH)
    gtk_widget_add_css_class (GTK_WIDGET (look->title), "look-link");
  gtk_widget_add_css_class (GTK_WIDGET (look->text), "dim-label");
  gtk_box_append (GTK_BOX (card), words);
  gtk_box_append (GTK_BOX (box), card);
  look->title_meter = add_meter (box, is_line ? _("Subject") : C_("of a page", "Title"));
  look->text_meter = add_meter (box, C_("below a title", "Text"));
  return box;
}

static void
galley_settings_looks_init (GalleySettingsLooks *self)
{
  static const char *const names[GALLEY_N_LOOKS]
      = { N_("In a search"), N_("In a social network"), N_("In an inbox") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 10);
  gtk_widget_set_margin_bottom (box, 12);
  for (guint i = 0; i < GALLEY_N_LOOKS; i++)
    gtk_box_append (GTK_BOX (box), make_look (self, i, _(names[i])));
  self->wide_note = add_label (box, "caption", 4);
  gtk_widget_add_css_class (GTK_WIDGET (self->wide_note), "dim-label");
  gtk_label_set_label (self->wide_note,
                       _("Lengths are counted by width: a full-width letter, as of Hangul, is two."));
  picture_changed_cb (self);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  /* There is nothing to do in it. */
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
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

  gtk_label_set_label (widgets->title, *title ? title : _("No title"));
  gtk_label_set_label (widgets->text, text);
  gtk_widget_set_visible (GTK_WIDGET (widgets->text), *text != '\0');
  galley_length_meter_set (widgets->title_meter, look->title_length, look->title_max);
  galley_length_meter_set (widgets->text_meter, look->text_length, look->text_max);
}

void
galley_settings_looks_refresh (GalleySettingsLooks *self, GalleyDocument *document, GHashTable *typed)
{
  gboolean has_wide = FALSE;

  g_return_if_fail (GALLEY_IS_SETTINGS_LOOKS (self) && document != NULL);

  for (guint i = 0; i < GALLEY_N_LOOKS; i++)
    {
      g_autoptr (GalleyLook) look
          = galley_look_new (galley_document_get_issue (document), i, typed);

      show_look (&self->looks[i], look);
      has_wide |= look->has_wide;
      if (i == GALLEY_LOOK_SOCIAL)
        galley_issue_picture_show (self->picture, galley_document_get_file (document),
                                   look->picture);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->wide_note), has_wide);
}
