/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-editor.h"
#include "galley-sandbox.h"
#include "window-fixture.h"

#define SENTENCE "Some words that make a sentence of more than sixty bytes, you see. "

/* @n times @words, with @between after each tenth. */
static char *
repeat (const char *words, guint n, const char *between)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_string_append (text, words);
      if (i % 10 == 9)
        g_string_append (text, between);
    }
  return g_string_free (text, FALSE);
}

static void
test_sandbox (void)
{
  g_assert_true (galley_sandbox_hides_folder ("/run/user/7/doc/ab12/issue.md", "/run/user/7"));
  g_assert_true (galley_sandbox_hides_folder ("/run/flatpak/doc/ab12/issue.md", "/run/user/7"));
  g_assert_false (galley_sandbox_hides_folder ("/run/user/7/doc/ab12/news/issue.md", "/run/user/7"));
  g_assert_false (galley_sandbox_hides_folder ("/home/a/doc/ab12/issue.md", "/run/user/7"));
  g_assert_false (galley_sandbox_hides_folder ("/run/user/7/doc/by-app", "/run/user/7"));
  g_assert_false (galley_sandbox_hides_folder (NULL, "/run/user/7"));
}

static void
test_large (Fixture *f, gconstpointer data)
{
  g_autofree char *text = repeat (SENTENCE, 33000, "\n\n");
  GalleyDocument *document = window_fixture_open (f, text, -1);
  GtkTextIter start, end;

  g_assert_true (galley_document_is_large (document));
  WAIT_UNTIL (window_fixture_says (f, "is larger than 2 MB"));
  g_assert_null (gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (document)));
  /* With the first words taken out it is a text as others are, and with them it is large again. */
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (document), &start);
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (document), &end, 6000);
  gtk_text_buffer_delete (GTK_TEXT_BUFFER (document), &start, &end);
  WAIT_UNTIL (gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (document)));
  window_fixture_act (f, "win.undo");
  WAIT_UNTIL (!gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (document)));
  window_fixture_shoot (f->window, "large");
  window_fixture_act (f, "win.dismiss-notice");
  WAIT_UNTIL (!window_fixture_says (f, "is larger than 2 MB"));
}

static gsize
get_longest (Fixture *f)
{
  return galley_document_get_longest_line (galley_window_get_document (f->window), NULL);
}

static void
test_long_line (Fixture *f, gconstpointer data)
{
  g_autofree char *text = repeat (SENTENCE, 500, "");
  GalleyDocument *document = window_fixture_open (f, text, -1);

  WAIT_UNTIL (window_fixture_says (f, "Line 1 has 32 KB"));
  window_fixture_shoot (f->window, "long-line");
  window_fixture_act (f, "win.reflow-lines");
  WAIT_UNTIL (get_longest (f) < 1000 && !galley_document_is_busy (document));
  WAIT_UNTIL (gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (document)));
  window_fixture_act (f, "win.undo");
  window_fixture_assert_text (f, text);
}

static GtkWidget *
find_view (Fixture *f)
{
  GtkWidget *editor = gtk_window_get_focus (GTK_WINDOW (f->window));

  return GTK_IS_TEXT_VIEW (editor) ? editor : NULL;
}

/* Not even shown: to lay it out would stop the window. */
static void
test_endless_line (Fixture *f, gconstpointer data)
{
  g_autofree char *text = repeat (SENTENCE, 5000, "");
  GalleyDocument *document = window_fixture_open (f, text, -1);

  WAIT_UNTIL (window_fixture_says (f, "A Line Is Too Long to Edit"));
  window_fixture_act (f, "win.insert-block::divider");
  window_fixture_assert_text (f, text);
  window_fixture_shoot (f->window, "endless-line");
  window_fixture_act (f, "win.reflow-lines");
  WAIT_UNTIL (get_longest (f) < 1000 && !galley_document_is_busy (document));
  WAIT_UNTIL (!window_fixture_says (f, "A Line Is Too Long to Edit"));
  window_fixture_act (f, "win.undo");
  WAIT_UNTIL (window_fixture_says (f, "A Line Is Too Long to Edit"));
  window_fixture_assert_text (f, text);
}

/* A paste of one is kept from the view before the view lays it out. */
static void
test_endless_paste (Fixture *f, gconstpointer data)
{
  GalleyDocument *document = window_fixture_open (f, "Body.\n", -1);
  g_autofree char *word = g_strnfill (300 * 1024, 'x');
  GtkWidget *view = find_view (f);

  g_assert_nonnull (view);
  g_assert_true (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)) == GTK_TEXT_BUFFER (document));
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (document), word, -1);
  g_assert_true (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)) != GTK_TEXT_BUFFER (document));
  /* It has no place to be broken at: that is said, and the text stays. */
  window_fixture_act (f, "win.reflow-lines");
  WAIT_UNTIL (window_fixture_says (f, "cannot be wrapped"));
  window_fixture_act (f, "win.undo");
  WAIT_UNTIL (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)) == GTK_TEXT_BUFFER (document));
  window_fixture_assert_text (f, "Body.\n");
}

static void
test_ten_megabytes (Fixture *f, gconstpointer data)
{
  g_autofree char *text = repeat (SENTENCE, 160000, "\n\n");
  GalleyDocument *document = window_fixture_open (f, text, -1);
  GtkTextIter start;

  g_assert_cmpuint (strlen (text), >, 10 * 1024 * 1024);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (document), &start);
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (document), &start, "typed ", -1);
  WAIT_UNTIL (window_fixture_is_loaded (f));
  WAIT_UNTIL (window_fixture_says (f, "is larger than 2 MB"));
}

static gboolean
is_in_sight (GtkTextView *view, int line)
{
  GdkRectangle rect;
  GtkTextIter iter;
  int first;

  gtk_text_view_get_visible_rect (view, &rect);
  gtk_text_view_get_line_at_y (view, &iter, rect.y, NULL);
  first = gtk_text_iter_get_line (&iter) + 1;
  gtk_text_view_get_line_at_y (view, &iter, rect.y + rect.height, NULL);
  return first <= line && line <= gtk_text_iter_get_line (&iter) + 1;
}

/* Also while the text is laid out: after it was opened, and when the window gets another width. */
static void
test_jump (Fixture *f, gconstpointer data)
{
  g_autofree char *text = repeat (SENTENCE, 3000, "\n\n");
  GalleyEditor *editor;
  GtkTextView *view;

  window_fixture_open (f, text, -1);
  editor = GALLEY_EDITOR (window_fixture_find_type (f, "GalleyEditor"));
  view = GTK_TEXT_VIEW (galley_editor_get_view (editor));
  for (int turn = 0; turn < 4; turn++)
    {
      int line = turn % 2 ? 3 : 451;

      gtk_window_set_default_size (GTK_WINDOW (f->window), turn % 2 ? 1111 : 900, 700);
      galley_editor_go_to (editor, line, 1);
      if (turn >= 2)
        gtk_window_set_default_size (GTK_WINDOW (f->window), turn % 2 ? 1200 : 1000, 700);
      WAIT_UNTIL (is_in_sight (view, line));
      window_test_wait (300);
      WAIT_UNTIL (is_in_sight (view, line));
    }
}

static void
moved_cb (GalleyDocument *document, const GError *error, gpointer user_data)
{
  *(int *) user_data = error ? 2 : 1;
}

/* The folder that was allowed has the issue under another path. */
static void
test_move (Fixture *f, gconstpointer data)
{
  GalleyDocument *document = window_fixture_open (f, "Body.\n", -1);
  g_autofree char *folder = g_build_filename (f->folder, "allowed", NULL);
  g_autofree char *path = g_build_filename (folder, "issue.md", NULL);
  int answer = 0;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "Another.\n", -1, NULL));
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (document), "typed ", -1);
  galley_document_move (document, path, moved_cb, &answer);
  WAIT_UNTIL (answer == 2);
  g_assert_true (g_file_set_contents (path, "Body.\n", -1, NULL));
  galley_document_move (document, path, moved_cb, &answer);
  WAIT_UNTIL (answer == 1);
  g_assert_cmpstr (galley_document_get_path (document), ==, path);
  window_fixture_assert_text (f, "typed Body.\n");
  g_assert_true (gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (document)));
}

static void
add (void)
{
  g_test_add_func ("/app/window-large/sandbox", test_sandbox);
  WINDOW_ADD ("/app/window-large/large", test_large);
  WINDOW_ADD ("/app/window-large/long-line", test_long_line);
  WINDOW_ADD ("/app/window-large/endless-line", test_endless_line);
  WINDOW_ADD ("/app/window-large/endless-paste", test_endless_paste);
  WINDOW_ADD ("/app/window-large/ten-megabytes", test_ten_megabytes);
  WINDOW_ADD ("/app/window-large/jump", test_jump);
  WINDOW_ADD ("/app/window-large/move", test_move);
}

int
main (int argc, char **argv)
{
  return window_fixture_run (&argc, &argv, add);
}
