/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <gtksourceview/gtksource.h>

#include "galley-compat.h"
#include "galley-screenshot.h"
#include "galley-window.h"
#include "window-test.h"

typedef struct {
  char *folder;
  GalleySession *session;
  GalleyWindow *window;
} Fixture;

static void
turn (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *state = NULL;
  g_autofree char *cache = NULL;
  g_autofree char *config = NULL;

  f->folder = g_dir_make_tmp ("galley-window-XXXXXX", NULL);
  state = g_build_filename (f->folder, "state", NULL);
  cache = g_build_filename (f->folder, "cache", NULL);
  config = g_build_filename (f->folder, "config", NULL);
  f->session = galley_session_new (state, cache, config);
  f->window = galley_window_new (NULL, f->session);
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (galley_window_get_document (f->window))
    galley_document_discard (galley_window_get_document (f->window));
  gtk_window_destroy (GTK_WINDOW (f->window));
  turn (100);
  g_object_unref (f->session);
  g_free (f->folder);
}

static char *
write_issue (Fixture *f, const char *text)
{
  char *path = g_build_filename (f->folder, "issue.md", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static char *
dup_text (Fixture *f)
{
  return galley_document_dup_text (galley_window_get_document (f->window), NULL);
}

static void
act (Fixture *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), action, NULL));
}

static gboolean
is_loaded (Fixture *f)
{
  GalleyDocument *document = galley_window_get_document (f->window);

  return document && !galley_document_is_busy (document) && galley_document_is_current (document);
}

static void
test_start (Fixture *f, gconstpointer data)
{
  turn (50);
  g_assert_null (galley_window_get_document (f->window));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (f->window)), ==, "Galley");
}

static void
test_open (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_issue (f, "---\ntitle: Nuri\n---\nOne two.\n");
  g_autofree char *shot = g_build_filename (g_getenv ("GALLEY_BUILD_ROOT"), "window.png", NULL);
  g_auto (GStrv) recent = NULL;

  galley_window_open (f->window, path);
  WAIT_UNTIL (is_loaded (f));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (f->window)), ==, "Nuri");
  recent = galley_session_list_recent (f->session);
  g_assert_cmpstr (recent[0], ==, path);
  WAIT_UNTIL (galley_screenshot_save (GTK_WIDGET (f->window), shot, NULL));
}

static void
set_flag (gboolean *flag)
{
  *flag = TRUE;
}

static void
test_preview (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_issue (f, "---\ntitle: Nuri\n---\nOne *two*.\n");
  g_autofree char *shot = g_build_filename (g_getenv ("GALLEY_BUILD_ROOT"), "preview.png", NULL);
  gboolean painted = FALSE;

  g_signal_connect_swapped (f->window, "painted", G_CALLBACK (set_flag), &painted);
  galley_window_open (f->window, path);
  WAIT_UNTIL (painted);
  painted = FALSE;
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (galley_window_get_document (f->window)), "x",
                                    -1);
  WAIT_UNTIL (painted);
  WAIT_UNTIL (galley_screenshot_save (GTK_WIDGET (f->window), shot, NULL));
}

static void
test_open_missing (Fixture *f, gconstpointer data)
{
  galley_window_open (f->window, "/nowhere/at/all.md");
  WAIT_UNTIL (galley_window_get_document (f->window) == NULL);
}

static void
test_format (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;

  act (f, "win.new-issue");
  act (f, "win.format-bold");
  act (f, "win.format-bold");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.insert-block", "s",
                                             "paywall"));
  text = dup_text (f);
  g_assert_nonnull (strstr (text, "\n<!--members-only-->\n"));
  act (f, "win.undo");
}

static void
test_save (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_issue (f, "one\n");
  g_autofree char *text = NULL;
  GtkTextBuffer *buffer;

  galley_window_open (f->window, path);
  WAIT_UNTIL (is_loaded (f));
  buffer = GTK_TEXT_BUFFER (galley_window_get_document (f->window));
  gtk_text_buffer_insert_at_cursor (buffer, "typed ", -1);
  act (f, "win.save-issue");
  WAIT_UNTIL (!gtk_text_buffer_get_modified (buffer));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "typed one\n");
}

/* Closing with changes asks, and the window stays. */
static void
test_close_asks (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog;

  act (f, "win.new-issue");
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (galley_window_get_document (f->window)), "x",
                                    -1);
  gtk_window_close (GTK_WINDOW (f->window));
  turn (200);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (f->window)));
  dialog = window_test_find_question ();
  g_assert_nonnull (dialog);
  g_assert_nonnull (window_test_find (dialog, window_test_is_button, "_Discard"));
  g_assert_nonnull (window_test_find (dialog, window_test_is_button, "_Save"));
  window_test_click (dialog, "_Cancel");
  turn (100);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (f->window)));
}

static void
answered_cb (GtkWidget *widget, const char *answer, gpointer is_answered)
{
  *(gboolean *) is_answered = TRUE;
}

/* Its words are plain to whoever reads them, and whole. */
static void
test_question_in_korean (Fixture *f, gconstpointer data)
{
  static const char *const answers[] = { "cancel", "Cancel", "remove", "!Remove", NULL };
  gboolean is_answered = FALSE;
  const PangoLogAttr *attrs;
  GtkWidget *question;
  GtkWidget *label;
  int n;

  galley_compat_ask (GTK_WIDGET (f->window), "A & B 계정", "<제거>", answers, answered_cb, &is_answered);
  question = window_test_find_question ();
  g_assert_nonnull (window_test_find (question, window_test_says, "<제거>"));
  label = window_test_find (question, window_test_says, "A & B 계정");
  g_assert_nonnull (label);
  attrs = pango_layout_get_log_attrs_readonly (gtk_label_get_layout (GTK_LABEL (label)), &n);
  g_assert_cmpint (n, >, 7);
  g_assert_true (attrs[6].is_line_break);
  g_assert_false (attrs[7].is_line_break);
  window_test_click (question, "Cancel");
  WAIT_UNTIL (is_answered);
}

#define ADD(name, func) g_test_add ("/app/window/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  /* GLib has read it: warnings are fatal here, but not in the web view's processes, which inherit
   * it and warn of the accessibility bus that the test's own bus does not have. */
  g_unsetenv ("G_DEBUG");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  ADD ("start", test_start);
  ADD ("open", test_open);
  ADD ("preview", test_preview);
  ADD ("open-missing", test_open_missing);
  ADD ("format", test_format);
  ADD ("save", test_save);
  ADD ("close-asks", test_close_asks);
  ADD ("question-in-korean", test_question_in_korean);
  return g_test_run ();
}
