/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way from the window to the publish dialog and back. */

#include <glib/gstdio.h>
#include <gtksourceview/gtksource.h>

#include "galley-file.h"
#include "galley-interrupted-dialog.h"
#include "galley-publish-dialog.h"
#include "galley-window.h"
#include "window-test.h"

#define BROKEN "---\ntitle: Nuri\n---\nA.\n\n<!--members-only-->\n\nB.\n\n<!--members-only-->\n\nC.\n"

typedef struct {
  char          *folder;
  char          *path;
  GalleySession *session;
  GalleyWindow  *window;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  text)
{
  g_autofree char *state = NULL;
  g_autofree char *cache = NULL;
  g_autofree char *config = NULL;

  f->folder = g_dir_make_tmp ("galley-publish-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "nuri.md", NULL);
  state = g_build_filename (f->folder, "state", NULL);
  cache = g_build_filename (f->folder, "cache", NULL);
  config = g_build_filename (f->folder, "config", NULL);
  g_assert_true (g_file_set_contents (f->path, text, -1, NULL));
  f->session = galley_session_new (state, cache, config);
  g_settings_set_boolean (galley_session_get_settings (f->session), "preview-visible", FALSE);
  f->window = galley_window_new (NULL, f->session);
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture       *f,
           gconstpointer  text)
{
  if (galley_window_get_document (f->window) != NULL)
    galley_document_discard (galley_window_get_document (f->window));
  gtk_window_destroy (GTK_WINDOW (f->window));
  window_test_wait (100);
  g_object_unref (f->session);
  galley_file_remove_tree (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static GtkWidget *
find_toplevel (GType type)
{
  return window_test_find_window (g_type_name (type));
}

static void
open_issue (Fixture *f)
{
  galley_window_open (f->window, f->path);
  WAIT_UNTIL (galley_window_get_document (f->window) != NULL
              && galley_document_get_path (galley_window_get_document (f->window)) != NULL);
}

/* A finding of the dialog leads to its line. */
static void
test_finding (Fixture       *f,
              gconstpointer  text)
{
  GtkTextBuffer *buffer;
  GtkTextIter cursor;
  GtkWidget *dialog;
  GtkWidget *row;

  open_issue (f);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.publish", NULL));
  dialog = find_toplevel (GALLEY_TYPE_PUBLISH_DIALOG);
  g_assert_nonnull (dialog);
  WAIT_UNTIL (window_test_find (dialog, window_test_says, "Line 10") != NULL);
  row = gtk_widget_get_ancestor (window_test_find (dialog, window_test_says, "Line 10"), ADW_TYPE_ACTION_ROW);
  g_signal_emit_by_name (row, "activated");
  WAIT_UNTIL (find_toplevel (GALLEY_TYPE_PUBLISH_DIALOG) == NULL);
  buffer = GTK_TEXT_BUFFER (galley_window_get_document (f->window));
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  g_assert_cmpint (gtk_text_iter_get_line (&cursor), ==, 9);
}

static void
test_unsaved (Fixture       *f,
              gconstpointer  text)
{
  GtkWidget *question;

  galley_window_new_issue (f->window);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.publish", NULL));
  g_assert_null (find_toplevel (GALLEY_TYPE_PUBLISH_DIALOG));
  question = window_test_find_question ();
  g_assert_nonnull (question);
  g_assert_nonnull (window_test_find (question, window_test_says, "Save the Issue First?"));
  window_test_click (question, "_Cancel");
  WAIT_UNTIL (window_test_find_question () == NULL);
}

static gboolean
is_narrow (Fixture *f)
{
  gtk_window_set_default_size (GTK_WINDOW (f->window), 360, 640);
  return gtk_widget_get_width (GTK_WIDGET (f->window)) <= 380;
}

static gboolean
is_whole (Fixture *f, const char *words)
{
  GtkWidget *button = window_test_find (GTK_WIDGET (f->window), window_test_is_button, words);
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)));

  return gtk_widget_get_width (GTK_WIDGET (label)) > 0
         && pango_layout_get_line_count (gtk_label_get_layout (label)) == 1;
}

/* On a telephone the bar has its buttons below its text. */
static void
check_narrow (Fixture *f)
{
  WAIT_UNTIL (is_narrow (f));
  WAIT_UNTIL (is_whole (f, "_Show…") && is_whole (f, "_Finish…"));
  window_test_shoot (GTK_WIDGET (f->window), "publish-interrupted-narrow");
}

/* What the journal left open is offered; finishing opens the issue and asks the site. */
static void
test_interrupted (Fixture       *f,
                  gconstpointer  text)
{
  const char *state = galley_session_get_state_dir (f->session);
  g_autofree char *folder = g_build_filename (state, "publish", NULL);
  g_autofree char *path = g_build_filename (folder, "6f0c1f0e-7a52-4bb5-9d6f-0123456789ab.jsonl", NULL);
  g_autofree char *line = NULL;
  GtkWidget *dialog;

  galley_window_offer_interrupted (f->window);
  g_assert_null (window_test_find (GTK_WIDGET (f->window), window_test_says, "was interrupted"));
  line = g_strdup_printf ("{\"what\":\"start\",\"time\":1,\"service\":\"ghost\",\"site\":\"127.0.0.1:1\","
                          "\"url\":\"http://127.0.0.1:1/\",\"account\":\"account:Focus\",\"path\":\"%s\","
                          "\"title\":\"Nuri\",\"act\":\"draft\"}\n", f->path);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, line, -1, NULL));
  galley_window_offer_interrupted (f->window);
  WAIT_UNTIL (window_test_find (GTK_WIDGET (f->window), window_test_says,
                                "Publishing “Nuri” to 127.0.0.1:1 was interrupted.") != NULL);
  window_test_shoot (GTK_WIDGET (f->window), "publish-interrupted");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.finish-publish", NULL));
  WAIT_UNTIL (find_toplevel (GALLEY_TYPE_PUBLISH_DIALOG) != NULL);
  g_assert_cmpstr (galley_document_get_path (galley_window_get_document (f->window)), ==, f->path);
  dialog = find_toplevel (GALLEY_TYPE_PUBLISH_DIALOG);
  WAIT_UNTIL (window_test_find (dialog, window_test_says, "There is no account") != NULL);
  window_test_shoot (dialog, "publish-no-account");
  window_test_close (dialog);
  /* Not done: it is offered again. */
  WAIT_UNTIL (gtk_widget_get_mapped (window_test_find (GTK_WIDGET (f->window), window_test_is_button, "_Finish…")));
  window_test_shoot (GTK_WIDGET (f->window), "publish-interrupted-issue");
  check_narrow (f);
  /* Put off, it waits for the next start. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.dismiss-interrupted", NULL));
  galley_window_offer_interrupted (f->window);
  WAIT_UNTIL (!gtk_widget_get_mapped (window_test_find (GTK_WIDGET (f->window), window_test_is_button, "_Finish…")));
}

static char *
write_journal (Fixture *f, const char *id, const char *issue_path, const char *more)
{
  const char *state = galley_session_get_state_dir (f->session);
  g_autofree char *folder = g_build_filename (state, "publish", NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "127.0.0.1:1", -1);
  g_autofree char *name = g_strdup_printf ("%s-%.16s.jsonl", id, hash);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = g_strdup_printf ("{\"what\":\"start\",\"time\":1795680000,\"service\":\"ghost\","
                                           "\"site\":\"127.0.0.1:1\",\"url\":\"http://127.0.0.1:1/\","
                                           "\"account\":\"account:Focus\",\"path\":\"%s\",\"title\":\"Nuri & others\","
                                           "\"act\":\"email\"}\n%s", issue_path, more);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_steal_pointer (&path);
}

#define ID "6f0c1f0e-7a52-4bb5-9d6f-0123456789ab"
#define SECOND_ID "6f0c1f0e-7a52-4bb5-9d6f-0123456789ac"

static GtkWidget *
find_row (GtkWidget *dialog, const char *title)
{
  return window_test_find (dialog, window_test_is_row, title);
}

static gboolean
says (GtkWidget *root, const char *words)
{
  return window_test_find (root, window_test_says, words) != NULL;
}

/* Every one that is open is listed, also those whose file is gone; its new place is taken when it is that
 * issue, and none is forgotten before it is safe. */
static void
test_listed (Fixture       *f,
             gconstpointer  text)
{
  g_autofree char *gone = write_journal (f, ID, "/gone/nuri.md", "");
  g_autofree char *second = NULL;
  g_autofree char *other = g_build_filename (f->folder, "other.md", NULL);
  GtkWidget *dialog;
  GtkWidget *question;

  galley_window_offer_interrupted (f->window);
  WAIT_UNTIL (says (GTK_WIDGET (f->window), "and its file is not there any more."));
  g_assert_false (gtk_widget_get_visible (window_test_find (GTK_WIDGET (f->window), window_test_is_button, "_Finish…")));
  second = write_journal (f, SECOND_ID, "/gone/second.md", "{\"what\":\"intent\",\"time\":1,\"step\":\"send\","
                          "\"newsletter\":\"focus\",\"post\":\"6b04c83a8bc5c80ff5f569e7\"}\n");
  galley_window_offer_interrupted (f->window);
  WAIT_UNTIL (says (GTK_WIDGET (f->window), "2 publishes were interrupted."));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.finish-publish", NULL));
  dialog = find_toplevel (GALLEY_TYPE_INTERRUPTED_DIALOG);
  g_assert_nonnull (dialog);
  WAIT_UNTIL (says (dialog, "It was being sent, and no answer came."));
  g_assert_true (says (dialog, "Nuri & others"));
  g_assert_true (says (dialog, "/gone/nuri.md"));
  g_assert_true (says (dialog, "Only pictures have been uploaded so far."));
  g_assert_true (says (dialog, "Ask the site first: only it knows what became of it."));
  window_test_shoot (dialog, "publish-interrupted-list");
  /* The newest one comes first: that is not the one that may be forgotten. */
  g_assert_false (gtk_widget_is_sensitive (find_row (dialog, "F_orget It…"))
                  && says (gtk_widget_get_ancestor (find_row (dialog, "F_orget It…"), ADW_TYPE_PREFERENCES_GROUP),
                           "no answer came"));
  g_signal_emit_by_name (find_row (dialog, "_Ask the Site What It Has"), "activated");
  WAIT_UNTIL (says (dialog, "There is no account for 127.0.0.1:1 any more."));
  g_assert_true (says (dialog, "Ask the site first: only it knows what became of it."));
  g_assert_cmpint (g_remove (second), ==, 0);
  window_test_close (dialog);
  WAIT_UNTIL (find_toplevel (GALLEY_TYPE_INTERRUPTED_DIALOG) == NULL);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.show-interrupted", NULL));
  dialog = find_toplevel (GALLEY_TYPE_INTERRUPTED_DIALOG);
  g_assert_true (g_file_set_contents (other, "---\ntitle: Another\n---\n", -1, NULL));
  galley_interrupted_dialog_locate (GALLEY_INTERRUPTED_DIALOG (dialog), 0, other);
  WAIT_UNTIL (says (dialog, "is another issue"));
  galley_interrupted_dialog_locate (GALLEY_INTERRUPTED_DIALOG (dialog), 0, f->path);
  WAIT_UNTIL (find_row (dialog, "_Finish…") != NULL && says (dialog, f->path));
  g_signal_emit_by_name (find_row (dialog, "F_orget It…"), "activated");
  question = window_test_find_question ();
  g_assert_nonnull (question);
  window_test_click (question, "_Forget It");
  WAIT_UNTIL (find_row (dialog, "_Finish…") == NULL);
  g_assert_true (says (dialog, "Nothing is interrupted any more."));
  window_test_close (dialog);
  WAIT_UNTIL (!gtk_revealer_get_reveal_child (GTK_REVEALER (gtk_widget_get_ancestor (
      window_test_find (GTK_WIDGET (f->window), window_test_is_button, "_Finish…"), GTK_TYPE_REVEALER))));
}

/* What cannot be read may have been interrupted, and is named. */
static void
test_unreadable (Fixture       *f,
                 gconstpointer  text)
{
  g_autofree char *path = write_journal (f, ID, f->path, "");
  GtkWidget *dialog;

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  galley_window_offer_interrupted (f->window);
  WAIT_UNTIL (says (GTK_WIDGET (f->window), "What was published before cannot be looked up"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.show-interrupted", NULL));
  dialog = find_toplevel (GALLEY_TYPE_INTERRUPTED_DIALOG);
  g_assert_true (says (dialog, "Unknown Issue"));
  g_assert_true (says (dialog, ID));
  g_assert_true (says (dialog, path));
  g_assert_null (find_row (dialog, "F_orget It…"));
  window_test_shoot (GTK_WIDGET (f->window), "publish-unreadable-bar");
  window_test_shoot (dialog, "publish-unreadable");
  window_test_close (dialog);
}

int
main (int    argc,
      char **argv)
{
  /* The web view's process would die of its warnings. */
  g_unsetenv ("G_DEBUG");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  g_test_add ("/app/publish-window/finding", Fixture, BROKEN, set_up, test_finding, tear_down);
  g_test_add ("/app/publish-window/unsaved", Fixture, "Hello.\n", set_up, test_unsaved, tear_down);
  g_test_add ("/app/publish-window/listed", Fixture, "---\ntitle: Nuri\ngalley:\n  id: " ID "\n---\nHello.\n", set_up,
              test_listed, tear_down);
  g_test_add ("/app/publish-window/unreadable", Fixture, "---\ntitle: Nuri\ngalley:\n  id: " ID "\n---\nHello.\n", set_up,
              test_unreadable, tear_down);
  g_test_add ("/app/publish-window/interrupted", Fixture, "---\ntitle: Nuri\n---\nHello.\n", set_up,
              test_interrupted, tear_down);
  return g_test_run ();
}
