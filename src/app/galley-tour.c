/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-tour.h"

#include <glib/gi18n-lib.h>

typedef struct {
  const char *needle; /* how its place in the text begins; NULL: it has none */
  const char *title;
  const char *words;
} Stop;

static const Stop stops[] = {
  { NULL, N_ ("A Whole Issue"),
    N_ ("This is the source, and the preview shows what readers get. Change what you like: this copy is "
        "yours, and nothing goes out by itself.") },
  { "![", N_ ("A Picture and Its Caption"),
    N_ ("Alternative text, caption and credit stand in one line. Drop a picture into the text, and a "
        "form asks for them.") },
  { "> [!PULLQUOTE]", N_ ("A Card"),
    N_ ("A quote whose first line names its kind becomes more than text: a pull quote, a button, a box. "
        "Insert Anything lists them all.") },
  { "<!--members-only-->", N_ ("The Paywall"),
    N_ ("Free reading ends here. Choose above the preview who reads, and see what they see.") },
  { NULL, N_ ("To Your Readers"),
    N_ ("Publish goes in small steps, and nothing happens before the last one. Into a folder it needs no "
        "account.") },
};

struct _GalleyTour {
  AdwBin parent_instance;

  /* Owned */
  GalleyDocument *document;

  /* Borrowed: children */
  GtkLabel *title;
  GtkLabel *words;
  GtkLabel *place;
  GtkWidget *back;
  GtkButton *next;

  guint index;
};

G_DEFINE_FINAL_TYPE (GalleyTour, galley_tour, ADW_TYPE_BIN)

static guint line_activated_signal;

/* 0: the writer has taken it out. */
static guint
find_line (GalleyTour *self, const char *needle)
{
  GtkTextIter start, match;

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->document), &start);
  if (!gtk_text_iter_forward_search (&start, needle, GTK_TEXT_SEARCH_TEXT_ONLY, &match, NULL, NULL))
    return 0;
  return gtk_text_iter_get_line (&match) + 1;
}

static void
show (GalleyTour *self)
{
  const Stop *stop = &stops[self->index];
  gboolean is_last = self->index + 1 == G_N_ELEMENTS (stops);
  guint line = stop->needle && self->document ? find_line (self, stop->needle) : 0;
  g_autofree char *place = NULL;

  /* Translators: the place among all, as in "2 of 5" */
  place = g_strdup_printf (_("%u of %u"), self->index + 1, (guint) G_N_ELEMENTS (stops));
  gtk_label_set_label (self->title, _(stop->title));
  gtk_label_set_label (self->words, _(stop->words));
  gtk_label_set_label (self->place, place);
  gtk_widget_set_sensitive (self->back, self->index > 0);
  gtk_button_set_label (self->next, is_last ? _("_Done") : _("_Next"));
  if (line > 0)
    g_signal_emit (self, line_activated_signal, 0, line);
}

static void
close_cb (GalleyTour *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
back_cb (GalleyTour *self)
{
  self->index--;
  show (self);
}

static void
next_cb (GalleyTour *self)
{
  if (self->index + 1 == G_N_ELEMENTS (stops))
    {
      close_cb (self);
      return;
    }
  self->index++;
  show (self);
}

static void
galley_tour_dispose (GObject *object)
{
  g_clear_object (&GALLEY_TOUR (object)->document);
  G_OBJECT_CLASS (galley_tour_parent_class)->dispose (object);
}

static void
galley_tour_class_init (GalleyTourClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_tour_dispose;
  line_activated_signal
      = g_signal_new ("line-activated", GALLEY_TYPE_TOUR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkLabel *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  if (style)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
add_button (GalleyTour *self, GtkWidget *box, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
make_head (GalleyTour *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button;

  self->title = add_label (head, "heading");
  button = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("End the Tour"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("End the Tour"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (head), button);
  return head;
}

static void
galley_tour_init (GalleyTour *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (box, "message-bar");
  gtk_box_append (GTK_BOX (box), make_head (self));
  self->words = add_label (box, NULL);
  self->place = add_label (foot, "dim-label");
  self->back = add_button (self, foot, _("_Back"), G_CALLBACK (back_cb));
  self->next = GTK_BUTTON (add_button (self, foot, _("_Next"), G_CALLBACK (next_cb)));
  gtk_widget_add_css_class (GTK_WIDGET (self->next), "suggested-action");
  gtk_box_append (GTK_BOX (box), foot);
  adw_bin_set_child (ADW_BIN (self), box);
  close_cb (self);
}

void
galley_tour_set_document (GalleyTour *self, GalleyDocument *document)
{
  g_return_if_fail (GALLEY_IS_TOUR (self));

  g_set_object (&self->document, document);
  close_cb (self);
}

void
galley_tour_begin (GalleyTour *self)
{
  g_return_if_fail (GALLEY_IS_TOUR (self));

  self->index = 0;
  show (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}
