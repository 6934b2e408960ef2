/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the list of a site's posts to an issue in the window. */

#include "galley-account-dialog.h"
#include "galley-open-dialog.h"
#include "scripted-server.h"
#include "window-fixture.h"

#define KEY "64f0c0ffee0123456789abcd:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define API "/ghost/api/admin/posts/"
#define LIST                                                                                       \
  API "?fields=id,uuid,title,slug,status,updated_at,published_at,visibility,custom_excerpt,"       \
      "feature_image&order=updated_at%20desc%2Cid%20desc&limit=50&page="
#define NURI "6b04caa58bc5c80ff5f569e7"
#define PAGES(n, total) "\"meta\":{\"pagination\":{\"page\":" n ",\"pages\":2,\"total\":" total "}}"
#define ENTRY(id, title, status)                                                                   \
  "{\"id\":\"" id "\",\"title\":\"" title "\",\"slug\":\"nuri\",\"status\":\"" status "\","          \
  "\"visibility\":\"paid\",\"updated_at\":\"2026-11-23T23:11:54.000Z\"}"
#define SVG "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"></svg>"
#define IMAGE "{\\\"type\\\":\\\"image\\\",\\\"version\\\":1,\\\"src\\\":\\\"@URL@content/images/a.svg\\\"}"
#define POST                                                                                       \
  "{\"posts\":[{\"id\":\"" NURI "\",\"slug\":\"nuri\",\"title\":\"누리호\",\"status\":\"draft\","     \
  "\"visibility\":\"public\",\"updated_at\":\"2026-01-01T00:00:00.000Z\","                         \
  "\"lexical\":\"{\\\"root\\\":{\\\"children\\\":[" IMAGE "]}}\"}]}"
#define FIRST                                                                                      \
  { "GET", LIST "1", NULL, 200,                                                                    \
    "{\"posts\":[" ENTRY (NURI, "누리호 발사", "draft") ","                                         \
    ENTRY ("6b04caa58bc5c80ff5f569e8", "", "published") "]," PAGES ("1", "3") "}" }
#define SECOND                                                                                     \
  { "GET", LIST "2", NULL, 200,                                                                    \
    "{\"posts\":[" ENTRY ("6b04caa58bc5c80ff5f569e8", "", "published") ","                         \
    ENTRY ("6b04caa58bc5c80ff5f569e9", "Last", "sent") "]," PAGES ("2", "3") "}" }
#define READ { "GET", API NURI "/?formats=html,lexical", NULL, 200, POST }

static GalleyOpenDialog *
find_dialog (void)
{
  return (GalleyOpenDialog *) window_test_find_window ("GalleyOpenDialog");
}

static GtkWidget *
find_question (const char *heading)
{
  GtkWidget *question = window_test_find_question ();

  return question && window_test_find (question, window_test_says, heading) ? question : NULL;
}

static GtkWidget *
find_account_dialog (void)
{
  return window_test_find_window ("GalleyAccountDialog");
}

static gboolean
says (const char *words)
{
  return window_test_find (GTK_WIDGET (find_dialog ()), window_fixture_is_shown, words) != NULL;
}

/* Drop-downs have a list and an entry, too. */
static gboolean
is_posts (GtkWidget *widget, const char *words)
{
  return GTK_IS_LIST_VIEW (widget) && gtk_widget_has_css_class (widget, "navigation-sidebar");
}

static GtkWidget *
find_posts (void)
{
  return window_test_find (GTK_WIDGET (find_dialog ()), is_posts, NULL);
}

static const char *
get_placeholder (GtkWidget *entry)
{
  g_autofree char *words = NULL;

  g_object_get (entry, "placeholder-text", &words, NULL);
  return g_intern_string (words ? words : "");
}

static gboolean
is_search (GtkWidget *widget, const char *words)
{
  return GTK_IS_SEARCH_ENTRY (widget)
         && g_strcmp0 (get_placeholder (widget), words) == 0;
}

static GtkWidget *
find_search (void)
{
  return window_test_find (GTK_WIDGET (find_dialog ()), is_search, "Search posts");
}

static void
add_account (Fixture *f, ScriptedServer *server)
{
  GalleyAccountStore *accounts = galley_session_get_accounts (f->session, NULL);
  const char *url = scripted_server_get_url (server);
  g_autofree char *root = g_strconcat (url, "ghost/api/admin/", NULL);
  g_autoptr (GalleyAccount) account
      = galley_account_new (NULL, "Focus on Korea", "ghost", url, root);
  gboolean kept;

  g_assert_true (galley_account_store_add (accounts, account, KEY, &kept, NULL, NULL));
}

/* The window's dialog over a site that plays @rows. */
static ScriptedServer *
open_dialog (Fixture *f, const ScriptRow *rows)
{
  ScriptedServer *server = scripted_server_new (rows);

  add_account (f, server);
  window_fixture_act (f, "win.open-site");
  WAIT_UNTIL (find_dialog ());
  return server;
}

static void
close_dialog (void)
{
  galley_dialog_close (GALLEY_DIALOG (find_dialog ()));
  WAIT_UNTIL (find_dialog () == NULL);
}

static void
activate (guint position)
{
  g_signal_emit_by_name (find_posts (), "activate", position);
}

static GtkWidget *
find_chooser (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (GTK_IS_FILE_CHOOSER_DIALOG (window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

/* The desktop's own window is not this one's to test: it is put off, and @path is what it would have
 * said. */
static void
choose_file (const char *path)
{
  WAIT_UNTIL (find_chooser ());
  window_test_wait (500);
  gtk_dialog_response (GTK_DIALOG (find_chooser ()), GTK_RESPONSE_CANCEL);
  WAIT_UNTIL (find_chooser () == NULL);
  galley_open_dialog_pull (find_dialog (), path);
}

/* The pages come by themselves while there is room for them; a post that moved is shown once. */
static void
test_list (Fixture *f, gconstpointer data)
{
  static const ScriptRow rows[] = { FIRST, SECOND, { NULL } };
  ScriptedServer *server = open_dialog (f, rows);
  GListModel *model;

  WAIT_UNTIL (says ("누리호 발사"));
  WAIT_UNTIL (says ("Last"));
  g_assert_true (says ("Draft"));
  g_assert_true (says ("for paying subscribers"));
  g_assert_true (says ("Untitled"));
  model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (find_posts ())));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 3);
  window_fixture_shoot (find_dialog (), "open-list");
  galley_dialog_set_size (GALLEY_DIALOG (find_dialog ()), 340, 560);
  window_fixture_shoot (find_dialog (), "open-list-narrow");
  /* Escape in the field that has the focus. */
  g_signal_emit_by_name (find_search (), "stop-search");
  WAIT_UNTIL (find_dialog () == NULL);
  scripted_server_finish (server);
}

static void
test_none (Fixture *f, gconstpointer data)
{
  window_fixture_act (f, "win.open-site");
  WAIT_UNTIL (find_dialog ());
  WAIT_UNTIL (says ("No Account Yet"));
  window_fixture_shoot (find_dialog (), "open-no-account");
  window_test_click (GTK_WIDGET (find_dialog ()), "_Add an Account…");
  WAIT_UNTIL (find_account_dialog ());
  window_test_close (find_account_dialog ());
  close_dialog ();
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  static const ScriptRow rows[] = {
    { "GET", NULL, NULL, 200, "{\"posts\":[],\"meta\":{\"pagination\":{\"page\":1,\"pages\":1,\"total\":0}}}",
      .repeated = TRUE },
    { NULL }
  };
  ScriptedServer *server = open_dialog (f, rows);
  g_autofree char *log = NULL;

  WAIT_UNTIL (says ("This site has no posts yet."));
  gtk_editable_set_text (GTK_EDITABLE (find_search ()), "nuri");
  WAIT_UNTIL (says ("No post of this site is like that."));
  window_fixture_shoot (find_dialog (), "open-empty");
  log = scripted_server_dup_log (server);
  g_assert_nonnull (strstr (log, "custom_excerpt%3A~%27nuri%27"));
  close_dialog ();
  scripted_server_finish (server);
}

static gboolean
is_statuses (GtkWidget *widget, const char *words)
{
  return GTK_IS_DROP_DOWN (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), words) == 0;
}

/* Those of one state alone, asked of the site: it may have thousands. */
static void
test_status (Fixture *f, gconstpointer data)
{
  static const ScriptRow rows[] = {
    FIRST, SECOND,
    { "GET", NULL, "filter=status%3Ascheduled", 200,
      "{\"posts\":[" ENTRY ("6b04caa58bc5c80ff5f569ea", "Tomorrow", "scheduled") "],"
      "\"meta\":{\"pagination\":{\"page\":1,\"pages\":1,\"total\":1}}}" },
    FIRST, SECOND, { NULL }
  };
  ScriptedServer *server = open_dialog (f, rows);
  GtkWidget *statuses;

  WAIT_UNTIL (says ("Last"));
  statuses = window_test_find (GTK_WIDGET (find_dialog ()), is_statuses, "Which Posts");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (statuses), 2);
  WAIT_UNTIL (says ("Tomorrow"));
  g_assert_true (says ("Scheduled"));
  g_assert_false (says ("누리호 발사"));
  g_assert_false (says ("Last"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (statuses), 0);
  WAIT_UNTIL (says ("Last"));
  g_assert_false (says ("Tomorrow"));
  close_dialog ();
  scripted_server_finish (server);
}

/* What did not work says so and can be tried again. */
static void
test_error (Fixture *f, gconstpointer data)
{
  static const ScriptRow rows[] = {
    { "GET", LIST "1", NULL, 401,
      "{\"errors\":[{\"type\":\"UnauthorizedError\",\"code\":\"INVALID_JWT\",\"message\":\"no\"}]}",
      .repeated = FALSE },
    FIRST, SECOND, { NULL }
  };
  ScriptedServer *server = open_dialog (f, rows);

  WAIT_UNTIL (says ("The Posts Could Not Be Listed"));
  window_fixture_shoot (find_dialog (), "open-error");
  window_test_click (GTK_WIDGET (find_dialog ()), "_Try Again");
  WAIT_UNTIL (says ("Last"));
  close_dialog ();
  scripted_server_finish (server);
}

/* A post becomes an issue with its picture, and is in the window. */
static void
test_pull (Fixture *f, gconstpointer data)
{
  static const ScriptRow rows[] = {
    FIRST, SECOND, READ,
    { "GET", "/content/images/a.svg", NULL, 200, SVG, "Content-Type: image/svg+xml" },
    FIRST, SECOND, { NULL }
  };
  ScriptedServer *server = open_dialog (f, rows);
  g_autofree char *path = g_build_filename (f->folder, "nuri.md", NULL);
  g_autofree char *picture = g_build_filename (f->folder, "assets", "a.svg", NULL);
  g_autofree char *text = NULL;

  WAIT_UNTIL (says ("Last"));
  g_object_set (gtk_list_view_get_model (GTK_LIST_VIEW (find_posts ())), "selected", 0, NULL);
  activate (0);
  choose_file (path);
  WAIT_UNTIL (find_dialog () == NULL);
  WAIT_UNTIL (window_fixture_is_loaded (f));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (f->window)), ==, "누리호");
  g_assert_cmpstr (galley_document_get_path (galley_window_get_document (f->window)), ==, path);
  text = galley_document_dup_text (galley_window_get_document (f->window), NULL);
  g_assert_nonnull (strstr (text, "![](assets/a.svg)"));
  g_assert_true (g_file_test (picture, G_FILE_TEST_EXISTS));
  window_fixture_shoot (f->window, "open-done");

  /* The same post again: the file that is there is offered. */
  window_fixture_act (f, "win.open-site");
  WAIT_UNTIL (find_dialog ());
  WAIT_UNTIL (says ("Last"));
  activate (0);
  WAIT_UNTIL (find_question ("This Post Is on Your Computer"));
  window_fixture_shoot (find_question ("This Post Is on Your Computer"), "open-known");
  window_test_click (find_question ("This Post Is on Your Computer"), "_Open the File");
  WAIT_UNTIL (find_dialog () == NULL);
  scripted_server_finish (server);
}

/* The issue is in this window, or in one of its own beside it. */
static GtkWindow *
find_window (const char *path)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (GALLEY_IS_WINDOW (window)
          && g_strcmp0 (galley_document_get_path (galley_window_get_document (GALLEY_WINDOW (window))), path) == 0)
        return window;
    }
  return NULL;
}

static void
ask_for_copy (void)
{
  const char *heading = "This Post Is on Your Computer";

  activate (0);
  WAIT_UNTIL (find_question (heading));
  window_test_click (find_question (heading), "Another _Copy…");
  WAIT_UNTIL (find_question (heading) == NULL);
}

/* A post that is here already can be had once more, beside the first; no file is written over. */
static void
test_copy (Fixture *f, gconstpointer data)
{
  static const ScriptRow rows[] = { FIRST, SECOND, READ,
                                    { "GET", "/content/images/a.svg", NULL, 200, SVG,
                                      "Content-Type: image/svg+xml", .repeated = TRUE },
                                    FIRST, SECOND, READ, READ, { NULL } };
  ScriptedServer *server = open_dialog (f, rows);
  g_autofree char *path = g_build_filename (f->folder, "nuri.md", NULL);
  g_autofree char *other = g_build_filename (f->folder, "notes.md", NULL);
  g_autofree char *copy = g_build_filename (f->folder, "copy.md", NULL);
  g_autofree char *kept = NULL;

  WAIT_UNTIL (says ("Last"));
  activate (0);
  choose_file (path);
  WAIT_UNTIL (find_dialog () == NULL);
  WAIT_UNTIL (window_fixture_is_loaded (f));
  g_assert_true (g_file_set_contents (other, "My notes.\n", -1, NULL));
  window_fixture_act (f, "win.open-site");
  WAIT_UNTIL (find_dialog ());
  WAIT_UNTIL (says ("Last"));
  ask_for_copy ();
  choose_file (other);
  WAIT_UNTIL (says ("is there already, and pulling would replace what it holds"));
  window_fixture_shoot (find_dialog (), "open-there");
  g_assert_true (g_file_get_contents (other, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "My notes.\n");
  ask_for_copy ();
  choose_file (copy);
  WAIT_UNTIL (find_dialog () == NULL);
  WAIT_UNTIL (find_window (copy));
  if (find_window (copy) != GTK_WINDOW (f->window))
    gtk_window_destroy (find_window (copy));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  scripted_server_finish (server);
}

/* A pull that is stopped leaves the list as it was, and no file. */
static void
test_cancel (Fixture *f, gconstpointer data)
{
  static const ScriptRow rows[] = {
    FIRST, SECOND,
    { "GET", API NURI "/?formats=html,lexical", NULL, 200, NULL, .fault = SCRIPT_SILENT },
    { NULL }
  };
  ScriptedServer *server = open_dialog (f, rows);
  g_autofree char *path = g_build_filename (f->folder, "nuri.md", NULL);

  WAIT_UNTIL (says ("Last"));
  activate (0);
  choose_file (path);
  WAIT_UNTIL (scripted_server_count_requests (server) == 3);
  WAIT_UNTIL (says ("Reading the post"));
  window_fixture_shoot (find_dialog (), "open-pull");
  window_test_click (GTK_WIDGET (find_dialog ()), "_Cancel");
  WAIT_UNTIL (says ("Last"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  close_dialog ();
  scripted_server_finish (server);
}

/* What cannot be pulled says why, over the list. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  static const ScriptRow rows[] = {
    FIRST, SECOND,
    { "GET", API NURI "/?formats=html,lexical", NULL, 404, "{\"errors\":[{\"type\":\"NotFoundError\"}]}" },
    { "GET", API "slug/" NURI "/?formats=html,lexical", NULL, 404, "{\"errors\":[{\"type\":\"NotFoundError\"}]}" },
    { NULL }
  };
  ScriptedServer *server = open_dialog (f, rows);
  g_autofree char *path = g_build_filename (f->folder, "nuri.md", NULL);

  WAIT_UNTIL (says ("Last"));
  activate (0);
  choose_file (path);
  WAIT_UNTIL (says ("There is no post"));
  g_assert_true (says ("Last"));
  window_fixture_shoot (find_dialog (), "open-refused");
  close_dialog ();
  scripted_server_finish (server);
}

static void
add (void)
{
  WINDOW_ADD ("/app/open-dialog/none", test_none);
  WINDOW_ADD ("/app/open-dialog/list", test_list);
  WINDOW_ADD ("/app/open-dialog/empty", test_empty);
  WINDOW_ADD ("/app/open-dialog/status", test_status);
  WINDOW_ADD ("/app/open-dialog/error", test_error);
  WINDOW_ADD ("/app/open-dialog/pull", test_pull);
  WINDOW_ADD ("/app/open-dialog/copy", test_copy);
  WINDOW_ADD ("/app/open-dialog/cancel", test_cancel);
  WINDOW_ADD ("/app/open-dialog/refused", test_refused);
}

int
main (int argc, char **argv)
{
  g_autofree char *keyring = g_build_filename (g_get_home_dir (), "test.keyring", NULL);

  /* Before the first thread; the home is one that with-display.sh made. */
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "pw", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  return window_fixture_run (&argc, &argv, add);
}
