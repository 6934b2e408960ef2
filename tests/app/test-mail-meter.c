/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window-fixture.h"

static gboolean
says (Fixture *f, const char *words)
{
  return window_test_find (GTK_WIDGET (f->window), window_test_says, words) != NULL;
}

static gboolean
is_meter (GtkWidget *widget, const char *name)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), name);
}

static void
test_meter (Fixture *f, gconstpointer data)
{
  GtkWidget *meter = window_test_find (GTK_WIDGET (f->window), is_meter, "GalleyMailMeter");
  GtkTextBuffer *buffer;
  GtkTextIter end;
  g_autofree char *much = g_strnfill (120 * 1024, 'x');
  GtkWidget *list, *label;

  g_assert_nonnull (meter);
  buffer = GTK_TEXT_BUFFER (window_fixture_open (f, "Short.\n\nLonger than this.\n", -1));
  WAIT_UNTIL (says (f, " of 102 KB"));
  gtk_menu_button_popup (GTK_MENU_BUTTON (gtk_widget_get_first_child (meter)));
  list = window_test_find (meter, is_meter, "GtkListBox");
  g_assert_nonnull (list);
  WAIT_UNTIL (gtk_widget_get_first_child (list) != NULL);
  window_fixture_shoot (f->window, "mail-meter");
  /* The longest block comes first, and leads to its line. */
  g_signal_emit_by_name (list, "row-activated", gtk_widget_get_first_child (list));
  gtk_text_buffer_get_iter_at_mark (buffer, &end, gtk_text_buffer_get_insert (buffer));
  g_assert_cmpint (gtk_text_iter_get_line (&end), ==, 2);

  for (char *p = much + 99; p < much + 120 * 1024; p += 100)
    *p = '\n';
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, much, -1);
  /* With the styles of its body and what stands round it. */
  WAIT_UNTIL (says (f, "Mail 17"));
  label = window_test_find (meter, window_test_says, "Mail 17");
  g_assert_true (gtk_widget_has_css_class (label, "error"));
}

/* The list is filled while it is looked at, also when there was nothing to list before. */
static void
test_open_while_empty (Fixture *f, gconstpointer data)
{
  GtkWidget *meter = window_test_find (GTK_WIDGET (f->window), is_meter, "GalleyMailMeter");
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (window_fixture_open (f, "", -1));
  GtkWidget *list = window_test_find (meter, is_meter, "GtkListBox");
  GtkTextIter end;

  WAIT_UNTIL (says (f, " of 102 KB"));
  gtk_menu_button_popup (GTK_MENU_BUTTON (gtk_widget_get_first_child (meter)));
  g_assert_null (gtk_widget_get_first_child (list));
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, "Words.\n", -1);
  WAIT_UNTIL (gtk_widget_get_first_child (list) != NULL);
  WAIT_UNTIL (gtk_widget_get_mapped (list));
}

static void
add (void)
{
  WINDOW_ADD ("/app/mail-meter/open-while-empty", test_open_while_empty);
  WINDOW_ADD ("/app/mail-meter/meter", test_meter);
}

int
main (int argc, char **argv)
{
  return window_fixture_run (&argc, &argv, add);
}
