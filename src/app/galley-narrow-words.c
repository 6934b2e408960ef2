/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-narrow-words.h"

/* In pixels: less than that is an ellipsis alone. */
#define CHOICE 130 /* of a row in a narrow window, half */
#define HEADER 101 /* a title would take all there is; where buttons are many they have less */
#define HEADER_LEAST 60

#define TITLE_CHARS 2

/* All of @label up to @most pixels, from there on as much as there is room for. */
static void
end_early (GtkWidget *label, int most)
{
  int natural;

  gtk_widget_set_size_request (label, -1, -1);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  gtk_widget_set_size_request (label, MIN (natural, most), -1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
bind_kept_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  bind_cb (factory, item);
  end_early (gtk_list_item_get_child (item), CHOICE);
}

static GtkListItemFactory *
make_factory (GCallback bind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", bind, NULL);
  return factory;
}

void
galley_narrow_words_shorten (GtkWidget *choice)
{
  gboolean is_row = ADW_IS_COMBO_ROW (choice);
  g_autoptr (GtkListItemFactory) factory
      = make_factory (is_row ? G_CALLBACK (bind_kept_cb) : G_CALLBACK (bind_cb));
  g_autoptr (GtkListItemFactory) whole = NULL;

  g_return_if_fail (is_row || GTK_IS_DROP_DOWN (choice));

  g_object_get (choice, "factory", &whole, NULL);
  g_object_set (choice, "list-factory", whole, "factory", factory, NULL);
}

static void
wrap (GtkLabel *words)
{
  gtk_label_set_wrap (words, TRUE);
  gtk_label_set_wrap_mode (words, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (words, GTK_JUSTIFY_CENTER);
}

static int
count_buttons (GtkWidget *widget)
{
  int n = GTK_IS_BUTTON (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += count_buttons (child);
  return n;
}

/* @most: of the words of a button in a header bar; 0: it is in none. */
static void
yield (GtkWidget *widget, int most, gboolean is_in_title)
{
  GtkWidget *words = GTK_IS_BUTTON (widget) ? gtk_button_get_child (GTK_BUTTON (widget)) : NULL;

  if (ADW_IS_HEADER_BAR (widget))
    most = CLAMP (2 * HEADER / MAX (count_buttons (widget), 1), HEADER_LEAST, HEADER);
  if (GTK_IS_LABEL (words) && most > 0)
    end_early (words, most);
  else if (GTK_IS_LABEL (words) && gtk_label_get_ellipsize (GTK_LABEL (words)) == PANGO_ELLIPSIZE_NONE)
    wrap (GTK_LABEL (words));
  else if (GTK_IS_LABEL (widget)
           && (is_in_title || (most > 0 && gtk_widget_has_css_class (widget, "title"))))
    gtk_label_set_width_chars (GTK_LABEL (widget), TITLE_CHARS);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    yield (child, most, is_in_title || ADW_IS_WINDOW_TITLE (widget));
}

void
galley_narrow_words_yield (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  yield (root, gtk_widget_get_ancestor (root, ADW_TYPE_HEADER_BAR) ? HEADER : 0, FALSE);
}
