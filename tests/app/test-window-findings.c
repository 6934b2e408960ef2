/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window-fixture.h"

static const char issue[] = "---\ntitle: Nuri\n---\n"
                            "One TK.\n\n"
                            "Fine.\n\n"
                            "![](nowhere.png)\n\n"
                            "Fine too.\n";

static GtkTextBuffer *
get_buffer (Fixture *f)
{
  return GTK_TEXT_BUFFER (galley_window_get_document (f->window));
}

static int
get_line (Fixture *f)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (get_buffer (f), &iter,
                                    gtk_text_buffer_get_insert (get_buffer (f)));
  return gtk_text_iter_get_line (&iter) + 1;
}

static guint
count_marks (Fixture *f, int line)
{
  g_autoptr (GSList) marks = gtk_source_buffer_get_source_marks_at_line (
      GTK_SOURCE_BUFFER (get_buffer (f)), line - 1, NULL);

  return g_slist_length (marks);
}

static void
test_marks (Fixture *f, gconstpointer data)
{
  GtkTextIter iter;

  window_fixture_open (f, issue, -1);
  g_assert_cmpuint (count_marks (f, 4), ==, 1);
  g_assert_cmpuint (count_marks (f, 6), ==, 0);
  /* No alternative text and no file: two findings, one mark. */
  g_assert_cmpuint (count_marks (f, 8), ==, 1);
  window_fixture_shoot (f->window, "findings");

  gtk_text_buffer_get_iter_at_line (get_buffer (f), &iter, 5);
  gtk_text_buffer_insert (get_buffer (f), &iter, "New.\n\n", -1);
  WAIT_UNTIL (window_fixture_is_loaded (f));
  g_assert_cmpuint (count_marks (f, 8), ==, 0);
  g_assert_cmpuint (count_marks (f, 10), ==, 1);

  gtk_text_buffer_set_text (get_buffer (f), "---\ntitle: Nuri\n---\nFine.\n", -1);
  WAIT_UNTIL (window_fixture_is_loaded (f));
  for (int line = 1; line < 5; line++)
    g_assert_cmpuint (count_marks (f, line), ==, 0);
}

/* By keyboard from one to the next, round the end; the bar says what there is. */
static void
test_walk (Fixture *f, gconstpointer data)
{
  GtkTextIter start;

  window_fixture_open (f, issue, -1);
  /* Behind the front matter, which a letter before it would be the end of. */
  g_assert_cmpint (get_line (f), ==, 4);
  gtk_text_buffer_get_start_iter (get_buffer (f), &start);
  gtk_text_buffer_place_cursor (get_buffer (f), &start);
  window_fixture_act (f, "win.next-finding");
  g_assert_cmpint (get_line (f), ==, 4);
  g_assert_nonnull (window_test_find (GTK_WIDGET (f->window), window_test_says, "TK"));
  window_fixture_act (f, "win.next-finding");
  g_assert_cmpint (get_line (f), ==, 8);
  window_fixture_act (f, "win.next-finding");
  g_assert_cmpint (get_line (f), ==, 4);
  window_fixture_act (f, "win.previous-finding");
  g_assert_cmpint (get_line (f), ==, 8);
}

/* Where the cursor is when an issue opens is not behind a finding there. */
static void
test_first (Fixture *f, gconstpointer data)
{
  window_fixture_open (f, "TK one.\n\nFine.\n\nTK two, twice TK.\n", -1);
  g_assert_cmpint (get_line (f), ==, 1);
  window_fixture_act (f, "win.next-finding");
  g_assert_cmpint (get_line (f), ==, 1);
  window_fixture_act (f, "win.next-finding");
  g_assert_cmpint (get_line (f), ==, 5);
  window_fixture_act (f, "win.next-finding");
  g_assert_cmpint (get_line (f), ==, 1);
  window_fixture_act (f, "win.previous-finding");
  g_assert_cmpint (get_line (f), ==, 5);
}

/* The list of the bar leads there too. */
static void
test_list (Fixture *f, gconstpointer data)
{
  GtkWidget *list;

  window_fixture_open (f, issue, -1);
  window_fixture_act (f, "win.show-findings");
  WAIT_UNTIL (window_fixture_says (f, "“TK” is still in the text."));
  list = gtk_widget_get_ancestor (
      window_test_find (GTK_WIDGET (f->window), window_test_is_row, "“TK” is still in the text."),
      GTK_TYPE_LIST_BOX);
  g_signal_emit_by_name (list, "row-activated", gtk_widget_get_first_child (list));
  g_assert_cmpint (get_line (f), ==, 4);
}

/* A closed window gives its text back: marks and their gutter are no reason to keep it. */
static void
test_close (Fixture *f, gconstpointer data)
{
  GalleyDocument *document = window_fixture_open (f, issue, -1);

  g_assert_cmpuint (count_marks (f, 4), ==, 1);
  g_object_add_weak_pointer (G_OBJECT (document), (gpointer *) &document);
  galley_document_discard (document);
  gtk_window_destroy (GTK_WINDOW (f->window));
  WAIT_UNTIL (document == NULL);
  f->window = galley_window_new (NULL, f->session);
}

static void
add (void)
{
  WINDOW_ADD ("/app/window-findings/marks", test_marks);
  WINDOW_ADD ("/app/window-findings/walk", test_walk);
  WINDOW_ADD ("/app/window-findings/first", test_first);
  WINDOW_ADD ("/app/window-findings/list", test_list);
  WINDOW_ADD ("/app/window-findings/close", test_close);
}

int
main (int argc, char **argv)
{
  return window_fixture_run (&argc, &argv, add);
}
