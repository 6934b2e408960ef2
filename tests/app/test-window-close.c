/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A window that goes while something of it is still to come: a list of completions, an open popover,
 * a menu. Every warning of the toolkit ends the program. */

#include "galley-editor.h"
#include "window-fixture.h"

static GtkTextView *
get_view (Fixture *f)
{
  return GTK_TEXT_VIEW (
      galley_editor_get_view (GALLEY_EDITOR (window_fixture_find_type (f, "GalleyEditor"))));
}

/* As typed: the list of completions is asked for. */
static void
type (Fixture *f, const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (galley_window_get_document (f->window));

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_insert_interactive_at_cursor (buffer, p, g_utf8_next_char (p) - p, TRUE);
      gtk_text_buffer_end_user_action (buffer);
    }
}

/* After every pause the list is at another point of its way onto the screen. */
static void
test_completion (Fixture *f, gconstpointer data)
{
  GtkTextIter end;

  window_fixture_open (f, "One\n\n", -1);
  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (get_view (f)), &end);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (get_view (f)), &end);
  gtk_widget_grab_focus (GTK_WIDGET (get_view (f)));
  type (f, "> [!");
  window_test_wait (GPOINTER_TO_UINT (data));
}

static void
test_completion_shown (Fixture *f, gconstpointer data)
{
  test_completion (f, GUINT_TO_POINTER (50));
  g_signal_emit_by_name (get_view (f), "show-completion");
  window_test_wait (200);
}

static gboolean
is_count (GtkWidget *widget, const char *words)
{
  return GTK_IS_MENU_BUTTON (widget)
         && gtk_widget_get_ancestor (widget, g_type_from_name ("GalleyWordCount"));
}

/* Open, while the text goes on and its window changes size, and when the window goes. */
static void
test_counts (Fixture *f, gconstpointer data)
{
  GtkWidget *button;

  window_fixture_open (f, "---\nword-goal: 100\n---\nOne two three\n", -1);
  button = window_test_find (GTK_WIDGET (f->window), is_count, NULL);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)))));
  window_test_wait (100);
  type (f, "four ");
  WAIT_UNTIL (window_fixture_is_loaded (f));
  window_test_wait (200);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 500, 600);
  window_test_wait (200);
  window_fixture_act (f, "win.full-screen");
  window_test_wait (200);
  window_fixture_act (f, "win.full-screen");
  window_test_wait (200);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  window_test_wait (200);
  window_fixture_open (f, "Another\n", -1);
  window_test_wait (200);
  window_fixture_act (f, "win.new-issue");
  window_test_wait (200);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  window_test_wait (200);
}

static void
add (void)
{
  static const guint pauses[] = { 0, 120, 600 };

  for (guint i = 0; i < G_N_ELEMENTS (pauses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/app/window-close/completion/%u", pauses[i]);

      g_test_add (path, Fixture, GUINT_TO_POINTER (pauses[i]), window_fixture_set_up,
                  test_completion, window_fixture_tear_down);
    }
  WINDOW_ADD ("/app/window-close/completion-shown", test_completion_shown);
  WINDOW_ADD ("/app/window-close/counts", test_counts);
}

int
main (int argc, char **argv)
{
  return window_fixture_run (&argc, &argv, add);
}
