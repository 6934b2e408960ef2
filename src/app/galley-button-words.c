/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-button-words.h"

#define MIN_HEADER_WORDS 60 /* pixels: a title would take all there is, and leave an ellipsis alone */

static void
end_early (GtkWidget *words)
{
  int natural;

  gtk_widget_set_size_request (words, -1, -1);
  gtk_widget_measure (words, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  gtk_widget_set_size_request (words, MIN (natural, MIN_HEADER_WORDS), -1);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
}

static void
yield (GtkWidget *widget, gboolean is_in_header)
{
  GtkWidget *words = GTK_IS_BUTTON (widget) ? gtk_button_get_child (GTK_BUTTON (widget)) : NULL;

  if (GTK_IS_LABEL (words) && is_in_header)
    end_early (words);
  else if (GTK_IS_LABEL (words) && gtk_label_get_ellipsize (GTK_LABEL (words)) == PANGO_ELLIPSIZE_NONE)
    {
      gtk_label_set_wrap (GTK_LABEL (words), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (words), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_justify (GTK_LABEL (words), GTK_JUSTIFY_CENTER);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    yield (child, is_in_header || ADW_IS_HEADER_BAR (widget));
}

void
galley_button_words_yield (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  yield (root, gtk_widget_get_ancestor (root, ADW_TYPE_HEADER_BAR) != NULL);
}
