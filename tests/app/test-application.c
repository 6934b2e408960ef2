/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program whole: killed while somebody writes and started again, and with several windows. */

#include "galley-application.h"
#include "galley-editor.h"
#include "galley-journal.h"
#include "galley-open-publish.h"
#include "galley-publish-dialog.h"
#include "ghost-rows.h"
#include "window-fixture.h"

static const char typed[] = "Typed and never saved.";

static GApplication *application;

/* What --writer does: a new issue, some words, and then nothing until it is killed. */
static gboolean
write_cb (gpointer user_data)
{
  GList *windows = gtk_application_get_windows (user_data);
  GalleyDocument *document;

  if (windows == NULL || !GALLEY_IS_WINDOW (windows->data))
    return G_SOURCE_CONTINUE;
  document = galley_window_get_document (windows->data);
  if (document == NULL)
    {
      gtk_widget_activate_action (windows->data, "win.new-issue", NULL);
      return G_SOURCE_CONTINUE;
    }
  for (guint i = 0; i < 200; i++)
    gtk_text_buffer_insert_interactive_at_cursor (GTK_TEXT_BUFFER (document), "More.\n\n", -1, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (GTK_TEXT_BUFFER (document), typed, -1, TRUE);
  return G_SOURCE_REMOVE;
}

static int
write_until_killed (char *name)
{
  g_autoptr (GalleyApplication) writer = galley_application_new ();

  g_timeout_add (20, write_cb, writer);
  return g_application_run (G_APPLICATION (writer), 1, &name);
}

/* Some draft of the state folder holds the words. */
static gboolean
is_drafted (void)
{
  g_autofree char *drafts = g_build_filename (g_get_user_state_dir (), "galley", "drafts", NULL);
  g_autoptr (GDir) dir = g_dir_open (drafts, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (drafts, name, "text", NULL);
      g_autofree char *text = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL) && strstr (text, typed))
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_window_of_preview (const char *title)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l; l = l->next)
    if (g_strcmp0 (gtk_window_get_title (l->data), title) == 0)
      return gtk_widget_get_mapped (l->data);
  return FALSE;
}

static GalleyWindow *
find_window (const char *title)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l; l = l->next)
    if (GALLEY_IS_WINDOW (l->data) && g_str_equal (gtk_window_get_title (l->data), title))
      return l->data;
  return NULL;
}

static guint
count_windows (void)
{
  guint count = 0;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l; l = l->next)
    count += GALLEY_IS_WINDOW (l->data);
  return count;
}

static gboolean
is_cursor_in_sight (GalleyWindow *window)
{
  GtkTextView *view = GTK_TEXT_VIEW (
      window_test_find (GTK_WIDGET (window), window_test_is_type, "GtkSourceView"));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GdkRectangle rect, location;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_visible_rect (view, &rect);
  gtk_text_view_get_iter_location (view, &iter, &location);
  return location.y >= rect.y && location.y < rect.y + rect.height;
}

/* kill -9 loses nothing, not even the place of the cursor. */
static void
test_recover (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) writer
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, "/proc/self/exe", "--writer", NULL);
  GtkTextBuffer *buffer;
  GtkTextIter cursor, start;
  g_autofree char *before = NULL;
  GalleyWindow *window;
  GtkWindow *root;

  g_assert_no_error (error);
  WAIT_UNTIL (is_drafted ());
  g_subprocess_force_exit (writer);
  g_assert_true (g_subprocess_wait (writer, NULL, NULL));
  g_assert_true (g_subprocess_get_if_signaled (writer));

  g_assert_true (g_application_register (application, NULL, &error));
  g_application_activate (application);
  WAIT_UNTIL (window_test_find_question ());
  window_fixture_shoot (window_test_find_question (), "recover");
  root = GTK_WINDOW (gtk_widget_get_root (window_test_find_question ()));
  window = GALLEY_WINDOW (GALLEY_IS_WINDOW (root) ? root : gtk_window_get_transient_for (root));
  window_test_click (window_test_find_question (), "_Recover");
  WAIT_UNTIL (galley_window_get_document (window)
              && !galley_document_is_busy (galley_window_get_document (window)));
  buffer = GTK_TEXT_BUFFER (galley_window_get_document (window));
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  start = cursor;
  gtk_text_iter_backward_chars (&start, strlen (typed));
  before = gtk_text_iter_get_text (&start, &cursor);
  g_assert_cmpstr (before, ==, typed);
  g_assert_true (gtk_text_buffer_get_modified (buffer));
  WAIT_UNTIL (is_cursor_in_sight (window));

  /* It is not offered a second time. */
  WAIT_UNTIL (window_test_find_question () == NULL);
  g_application_activate (application);
  g_assert_cmpuint (count_windows (), ==, 1);
}

/* A window an issue; an issue that is open is not opened again: its window comes up. */
static void
test_windows (void)
{
  g_autofree char *folder = g_dir_make_tmp ("galley-application-XXXXXX", NULL);
  g_autofree char *one = g_build_filename (folder, "one.md", NULL);
  g_autofree char *two = g_build_filename (folder, "two.md", NULL);
  g_autofree char *detour = g_build_filename (folder, "..", strrchr (folder, '/') + 1, "one.md", NULL);
  g_autoptr (GFile) first = g_file_new_for_path (one);
  g_autoptr (GFile) second = g_file_new_for_path (two);
  GFile *files[] = { first, second };
  guint before = count_windows ();

  g_assert_true (g_file_set_contents (one, "One.\n", -1, NULL));
  g_assert_true (g_file_set_contents (two, "Two.\n", -1, NULL));
  g_application_open (application, files, 2, "");
  WAIT_UNTIL (find_window ("one.md") && find_window ("two.md"));
  g_assert_cmpuint (count_windows (), ==, before + 2);
  gtk_window_present (GTK_WINDOW (find_window ("two.md")));
  WAIT_UNTIL (gtk_window_is_active (GTK_WINDOW (find_window ("two.md"))));

  galley_window_open (find_window ("two.md"), detour);
  WAIT_UNTIL (gtk_window_is_active (GTK_WINDOW (find_window ("one.md"))));
  g_assert_cmpuint (count_windows (), ==, before + 2);
  galley_file_remove_tree (folder);
}

static void
close_all (void)
{
  GList *windows;

  while ((windows = gtk_application_get_windows (GTK_APPLICATION (application))))
    {
      if (GALLEY_IS_WINDOW (windows->data) && galley_window_get_document (windows->data))
        galley_document_discard (galley_window_get_document (windows->data));
      gtk_window_destroy (windows->data);
    }
}

static GtkTextBuffer *
get_buffer (GalleyWindow *window)
{
  return GTK_TEXT_BUFFER (galley_window_get_document (window));
}

static int
get_cursor (GalleyWindow *window)
{
  int cursor;

  g_object_get (get_buffer (window), "cursor-position", &cursor, NULL);
  return cursor;
}

static gboolean
is_loaded (const char *title)
{
  GalleyWindow *window = find_window (title);

  return window && !galley_document_is_busy (galley_window_get_document (window))
         && gtk_text_buffer_get_char_count (get_buffer (window)) > 0;
}

static gboolean
is_top (GtkWidget *widget, const char *name)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), name);
}

/* One life of the program, as its user has it: started with these files, then @scene, then quit, if that
 * did not close the windows. */
static gboolean
scene_cb (gpointer user_data)
{
  void (*scene) (void) = user_data;

  scene ();
  if (count_windows () > 0)
    g_action_group_activate_action (G_ACTION_GROUP (application), "quit", NULL);
  return G_SOURCE_REMOVE;
}

static void
live (void (*scene) (void), const char *one, const char *two)
{
  static guint life;
  g_autoptr (GApplication) before = g_steal_pointer (&application);
  g_autofree char *id = g_strdup_printf (GALLEY_APP_ID ".Life%u", ++life);
  char *arguments[] = { (char *) "galley", (char *) one, (char *) two, NULL };

  application = G_APPLICATION (galley_application_new ());
  g_application_set_application_id (application, id);
  g_idle_add (scene_cb, scene);
  g_assert_cmpint (g_application_run (application, g_strv_length (arguments), arguments), ==, 0);
  g_object_unref (application);
  application = g_steal_pointer (&before);
}

static GalleyEditor *
get_editor (const char *title)
{
  return GALLEY_EDITOR (
      window_test_find (GTK_WIDGET (find_window (title)), is_top, "GalleyEditor"));
}

/* As it is on the screen: what the editor says is where it is going. */
static int
get_shown_line (const char *title)
{
  GtkTextView *view = GTK_TEXT_VIEW (galley_editor_get_view (get_editor (title)));
  GdkRectangle rect;
  GtkTextIter iter;

  gtk_text_view_get_visible_rect (view, &rect);
  gtk_text_view_get_line_at_y (view, &iter, rect.y, NULL);
  return gtk_text_iter_get_line (&iter) + 1;
}

/* Until it no longer moves. */
static int
wait_for_shown_line (const char *title)
{
  int before, line = 0;

  do
    {
      before = line;
      window_test_wait (500);
      line = get_shown_line (title);
    }
  while (line != before);
  return line;
}

static int left_top;
static int left_cursor;

static void
leave_scene (void)
{
  WAIT_UNTIL (is_loaded ("one.md") && is_loaded ("two.md"));
  gtk_widget_activate_action (GTK_WIDGET (find_window ("one.md")), "win.show-outline", NULL);
  gtk_widget_activate_action (GTK_WIDGET (find_window ("two.md")), "win.detach-preview", NULL);
  WAIT_UNTIL (find_window_of_preview ("Preview of “two.md”"));
  /* The program ends with its window in front of that, which goes with it. */
  gtk_window_present (GTK_WINDOW (find_window ("two.md")));
  WAIT_UNTIL (gtk_window_is_active (GTK_WINDOW (find_window ("two.md"))));
  gtk_window_set_default_size (GTK_WINDOW (find_window ("one.md")), 1111, 700);
  window_test_wait (100);
  galley_editor_go_to (get_editor ("one.md"), 161, 6);
  left_cursor = get_cursor (find_window ("one.md"));
  g_assert_cmpint (left_cursor, >, 500);
  WAIT_UNTIL (get_shown_line ("one.md") > 130);
  left_top = wait_for_shown_line ("one.md");
}

static void
return_scene (void)
{
  int width, height;

  WAIT_UNTIL (is_loaded ("one.md") && is_loaded ("two.md"));
  g_assert_cmpuint (count_windows (), ==, 2);
  g_assert_cmpint (get_cursor (find_window ("one.md")), ==, left_cursor);
  gtk_window_get_default_size (GTK_WINDOW (find_window ("one.md")), &width, &height);
  g_assert_cmpint (width, ==, 1111);
  WAIT_UNTIL (ABS (get_shown_line ("one.md") - left_top) <= 1);
  g_assert_cmpint (ABS (wait_for_shown_line ("one.md") - left_top), <=, 1);
  WAIT_UNTIL (find_window_of_preview ("Preview of “two.md”"));
  window_fixture_shoot (find_window ("one.md"), "restored");
  /* Closed for itself, it stays closed; the last one comes back. */
  gtk_window_close (GTK_WINDOW (find_window ("one.md")));
  WAIT_UNTIL (find_window ("one.md") == NULL);
  gtk_window_close (GTK_WINDOW (find_window ("two.md")));
}

static void
named_scene (void)
{
  WAIT_UNTIL (is_loaded ("three.md") && is_loaded ("two.md"));
  g_assert_null (find_window ("one.md"));
  WAIT_UNTIL (gtk_window_is_active (GTK_WINDOW (find_window ("three.md"))));
}

static char *one_path;

static void
gone_scene (void)
{
  WAIT_UNTIL (is_loaded ("three.md"));
  g_assert_cmpuint (count_windows (), ==, 1);
  WAIT_UNTIL (window_test_find (GTK_WIDGET (find_window ("three.md")), window_test_says, "“two.md”"));
  window_fixture_shoot (find_window ("three.md"), "restore-gone");
  /* An issue that was closed still knows its place. */
  galley_window_open (find_window ("three.md"), one_path);
  WAIT_UNTIL (is_loaded ("one.md"));
  WAIT_UNTIL (get_cursor (find_window ("one.md")) == left_cursor);
}

/* The last start did not survive what it opened. */
static void
broken_scene (void)
{
  GtkWidget *window = NULL;

  WAIT_UNTIL (count_windows () == 1);
  window = gtk_application_get_windows (GTK_APPLICATION (application))->data;
  g_assert_null (galley_window_get_document (GALLEY_WINDOW (window)));
  WAIT_UNTIL (window_test_find (window, window_test_says, "broke down"));
}

/* Windows, sizes, cursors and what is seen come back; what is gone is said; a named file is in front. */
static void
test_restore (void)
{
  g_autofree char *folder = g_dir_make_tmp ("galley-application-XXXXXX", NULL);
  g_autofree char *two = g_build_filename (folder, "two.md", NULL);
  g_autofree char *three = g_build_filename (folder, "three.md", NULL);
  g_autofree char *state = g_build_filename (g_get_user_state_dir (), "galley", NULL);
  g_autofree char *mark = g_build_filename (state, "desk.json.opening", NULL);
  g_autoptr (GalleyDesk) desk = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  one_path = g_build_filename (folder, "one.md", NULL);
  for (guint i = 0; i < 120; i++)
    g_string_append_printf (text, "Paragraph %u.\n\n", i);
  g_assert_true (g_file_set_contents (one_path, text->str, -1, NULL));
  g_assert_true (g_file_set_contents (two, "Two.\n", -1, NULL));
  g_assert_true (g_file_set_contents (three, "Three.\n", -1, NULL));
  live (leave_scene, one_path, two);
  /* The one that was in front will be in front. */
  desk = galley_desk_new (state);
  open = galley_desk_list_open (desk);
  g_assert_cmpuint (open->len, ==, 2);
  g_assert_cmpstr (((GalleyDeskPlace *) open->pdata[0])->path, ==, two);
  live (return_scene, NULL, NULL);
  live (named_scene, three, NULL);
  g_unlink (two);
  live (gone_scene, NULL, NULL);
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
  live (broken_scene, NULL, NULL);
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));
  galley_file_remove_tree (folder);
  g_clear_pointer (&one_path, g_free);
}

static GtkWidget *
find_offer (void)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l; l = l->next)
    {
      GtkWidget *label = window_test_find (l->data, window_test_says, "was interrupted");

      if (label && gtk_widget_get_mapped (label) && gtk_widget_get_child_visible (label))
        return l->data;
    }
  return NULL;
}

/* The first window there is says it, and a click leads to the question. */
static void
interrupted_scene (void)
{
  GtkWidget *dialog;

  WAIT_UNTIL (find_offer ());
  g_assert_nonnull (window_test_find (find_offer (), window_test_says, "Publishing “Nuri” to 127.0.0.1:1 was interrupted."));
  window_test_click (find_offer (), "_Finish…");
  WAIT_UNTIL ((dialog = window_test_find_window ("GalleyPublishDialog")) != NULL);
  WAIT_UNTIL (window_test_find (dialog, window_test_says, "There is no account") != NULL);
  g_assert_nonnull (find_window ("Nuri"));
  window_test_close (dialog);
}

static void
settled_scene (void)
{
  WAIT_UNTIL (count_windows () > 0);
  window_test_wait (100);
  g_assert_null (find_offer ());
}

/* What was interrupted is offered when the program starts, and no more once it is settled. */
static void
test_interrupted (void)
{
  g_autofree char *folder = g_dir_make_tmp ("galley-application-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "nuri.md", NULL);
  g_autofree char *state = g_build_filename (g_get_user_state_dir (), "galley", NULL);
  const char *id = "6f0c1f0e-7a52-4bb5-9d6f-0123456789ab";
  g_autoptr (GalleyJournal) journal = galley_journal_open (state, id, "127.0.0.1:1", NULL, NULL, NULL, NULL);

  g_assert_true (g_file_set_contents (path, "---\ntitle: Nuri\n---\nText.\n", -1, NULL));
  g_assert_true (galley_journal_write (journal, NULL, "start", "service", "ghost", "site", "127.0.0.1:1", "url",
                                       "http://127.0.0.1:1/", "account", "account:Focus", "path", path, "title",
                                       "Nuri", "act", "draft", NULL));
  live (interrupted_scene, NULL, NULL);
  g_assert_true (galley_journal_write (journal, NULL, "end", NULL));
  live (settled_scene, NULL, NULL);
  galley_file_remove_tree (folder);
}

#define ISSUE_ID "6f0c1f0e-7a52-4bb5-9d6f-0123456789ab"

/* An integration's key takes the page down for a moment: there it died. */
static const ScriptRow retry_rows[] = {
  SITE_ROWS,
  GET_POST ("nuri", "draft", FAILED),
  GET_POST ("nuri", "draft", FAILED),
  GET_POST ("nuri", "draft", FAILED),
  SEND_AGAIN (200, POST ("nuri", "published", SENT)),
  { "GET", API "posts/" ID "/?formats=html,lexical", NULL, 200, POST ("nuri", "published", SENT), .repeated = TRUE },
  { NULL }
};

static gboolean
has_words (GtkWidget *root, const char *words)
{
  GtkWidget *label = window_test_find (root, window_test_says, words);

  return label != NULL && gtk_widget_get_mapped (label);
}

/* From the first window's bar to the end: as what it was, and never as another publish. */
static void
retry_scene (void)
{
  GtkWidget *dialog;

  WAIT_UNTIL (find_offer ());
  g_assert_nonnull (window_test_find (find_offer (), window_test_says, "Sending the failed mail of “Nuri” on"));
  window_fixture_shoot (find_offer (), "interrupted-retry");
  window_test_click (find_offer (), "_Finish…");
  WAIT_UNTIL ((dialog = window_test_find_window ("GalleyPublishDialog")) != NULL);
  WAIT_UNTIL (has_words (dialog, "Publish “Nuri” again, and send the mail of it that failed to those who do not have it yet."));
  g_assert_true (has_words (dialog, "What was left of its mail was being sent, and no answer came."));
  window_test_click (dialog, "_Send the Mail");
  WAIT_UNTIL (has_words (dialog, "The Mail Is on Its Way"));
  window_test_close (dialog);
  WAIT_UNTIL (find_offer () == NULL);
}

static void
add_account (ScriptedServer *server)
{
  const char *url = scripted_server_get_url (server);
  g_autofree char *config = g_build_filename (g_get_user_config_dir (), "galley", NULL);
  g_autofree char *api = g_strconcat (url, API + 1, NULL);
  g_autoptr (GalleyAccount) account = galley_account_new (NULL, "Focus", "ghost", url, api);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyAccountStore) accounts = NULL;

  g_mkdir_with_parents (config, 0700);
  accounts = galley_account_store_new (config, &error);
  g_assert_no_error (error);
  galley_account_store_add (accounts, account, KEY, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The program died while it sent what was left of a mail: the next start offers that, and nothing else. */
static void
test_interrupted_retry (void)
{
  g_autofree char *folder = g_dir_make_tmp ("galley-application-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "nuri.md", NULL);
  g_autofree char *state = g_build_filename (g_get_user_state_dir (), "galley", NULL);
  ScriptedServer *server = scripted_server_new (retry_rows);
  const char *url = scripted_server_get_url (server);
  g_autofree char *site = g_strndup (url + strlen ("http://"), strlen (url) - strlen ("http:///"));
  g_autofree char *text = g_strdup_printf ("---\ntitle: Nuri\ngalley:\n  id: " ISSUE_ID "\n  posts:\n    \"%s\": " ID
                                           "\n---\nText.\n", site);
  g_autoptr (GalleyJournal) journal = galley_journal_open (state, ISSUE_ID, site, NULL, NULL, NULL, NULL);
  g_autoptr (GPtrArray) open = NULL;

  add_account (server);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (galley_journal_write (journal, NULL, "start", "service", "ghost", "site", site, "url", url, "account",
                                       "account:Focus", "path", path, "title", "Nuri", "act", "email", "newsletter",
                                       "focus", "audience", "status:-free", "retry", "yes", NULL));
  g_assert_true (galley_journal_write (journal, NULL, "intent", "step", "retry", "post", ID, NULL));
  g_clear_pointer (&journal, galley_journal_free);
  live (retry_scene, NULL, NULL);
  open = galley_open_publish_list (state);
  g_assert_cmpuint (open->len, ==, 0);
  scripted_server_finish (server);
  galley_file_remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_autofree char *keyring = NULL;
  int status;

  if (argc == 2 && g_str_equal (argv[1], "--writer"))
    return write_until_killed (argv[0]);
  g_unsetenv ("G_DEBUG");
  keyring = g_build_filename (g_get_user_data_dir (), "test.keyring", NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "pw", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  application = G_APPLICATION (galley_application_new ());
  g_test_add_func ("/app/application/recover", test_recover);
  g_test_add_func ("/app/application/windows", test_windows);
  g_test_add_func ("/app/application/restore", test_restore);
  g_test_add_func ("/app/application/interrupted", test_interrupted);
  g_test_add_func ("/app/application/interrupted-retry", test_interrupted_retry);
  status = g_test_run ();
  close_all ();
  g_object_unref (application);
  return status;
}
