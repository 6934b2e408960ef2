/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first start: the sample is offered, and a tour of it tells what is to be seen. */

#include "galley-editor.h"
#include "galley-tour.h"
#include "window-fixture.h"

static gboolean
is_suggested (GtkWidget *widget, const char *label)
{
  return window_test_is_button (widget, label)
         && gtk_widget_has_css_class (widget, "suggested-action")
         && gtk_widget_has_css_class (widget, "pill");
}

static gboolean
suggests (Fixture *f, const char *label)
{
  return window_test_find (GTK_WIDGET (f->window), is_suggested, label) != NULL;
}

/* Enter takes what is offered. */
static gboolean
has_focus (Fixture *f, const char *label)
{
  return is_suggested (gtk_window_get_focus (GTK_WINDOW (f->window)), label);
}

/* Whoever has an issue is offered another. */
static void
test_start (Fixture *f, gconstpointer data)
{
  g_assert_true (window_fixture_says (f, "New here?"));
  g_assert_true (suggests (f, "Look at the _Sample"));
  g_assert_false (suggests (f, "_New Issue"));
  WAIT_UNTIL (has_focus (f, "Look at the _Sample"));
  window_fixture_shoot (f->window, "first-run");
  galley_session_add_recent (f->session, f->folder);
  g_assert_false (window_fixture_says (f, "New here?"));
  g_assert_true (suggests (f, "_New Issue"));
  g_assert_true (has_focus (f, "_New Issue"));
  g_assert_false (suggests (f, "Look at the _Sample"));
  g_settings_reset (galley_session_get_settings (f->session), "recent-issues");
}

static GtkWidget *
get_tour (Fixture *f)
{
  return window_fixture_find_type (f, "GalleyTour");
}

static gboolean
is_line (Fixture *f, const char *begin)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (galley_window_get_document (f->window));
  g_autofree char *line = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_mark (buffer, &start, gtk_text_buffer_get_insert (buffer));
  gtk_text_iter_set_line_offset (&start, 0);
  end = start;
  gtk_text_iter_forward_to_line_end (&end);
  line = gtk_text_iter_get_text (&start, &end);
  return g_str_has_prefix (line, begin);
}

static void
next (Fixture *f)
{
  window_test_click (get_tour (f), "_Next");
}

static void
test_tour (Fixture *f, gconstpointer data)
{
  window_fixture_act (f, "win.open-sample");
  WAIT_UNTIL (window_fixture_is_loaded (f));
  WAIT_UNTIL (window_fixture_says (f, "A Whole Issue"));
  g_assert_true (window_fixture_says (f, "1 of 5"));
  window_fixture_shoot (f->window, "tour");
  next (f);
  g_assert_true (window_fixture_says (f, "A Picture and Its Caption"));
  g_assert_true (is_line (f, "!["));
  window_fixture_shoot (f->window, "tour-picture");
  next (f);
  g_assert_true (is_line (f, "> [!PULLQUOTE]"));
  window_test_click (get_tour (f), "_Back");
  g_assert_true (is_line (f, "!["));
  next (f);
  next (f);
  g_assert_true (window_fixture_says (f, "The Paywall"));
  g_assert_true (is_line (f, "<!--members-only-->"));
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  window_fixture_shoot (f->window, "tour-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 360, 640);
  window_fixture_shoot (f->window, "tour-narrow");
  next (f);
  window_test_click (get_tour (f), "_Done");
  WAIT_UNTIL (!window_fixture_says (f, "To Your Readers"));
  /* Nothing of it is left, no room either. */
  g_assert_false (gtk_widget_get_visible (get_tour (f)));
}

/* What it tells about must not be there any more; and it goes with the sample. */
static void
test_other (Fixture *f, gconstpointer data)
{
  window_fixture_act (f, "win.open-sample");
  WAIT_UNTIL (window_fixture_is_loaded (f));
  WAIT_UNTIL (window_fixture_says (f, "A Whole Issue"));
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (galley_window_get_document (f->window)), "Mine.", -1);
  for (guint i = 0; i < 4; i++)
    next (f);
  galley_document_discard (galley_window_get_document (f->window));
  galley_tour_begin (GALLEY_TOUR (get_tour (f)));
  galley_tour_set_document (GALLEY_TOUR (get_tour (f)), NULL);
  WAIT_UNTIL (!window_fixture_says (f, "A Whole Issue"));
}

static void
add (void)
{
  WINDOW_ADD ("/app/tour/start", test_start);
  WINDOW_ADD ("/app/tour/tour", test_tour);
  WINDOW_ADD ("/app/tour/other", test_other);
}

int
main (int argc, char **argv)
{
  return window_fixture_run (&argc, &argv, add);
}
