/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "galley-account-dialog.h"
#include "scripted-server.h"
#include "window-test.h"

#define API "/ghost/api/admin/"
#define KEY "0123456789abcdef01234567:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define EMPTY(list) "{\"" list "\":[],\"meta\":{\"pagination\":{\"next\":null}}}"
#define SITE "{\"site\":{\"title\":\"Focus on Korea\",\"timezone\":\"Asia/Seoul\",\"version\":\"6.65\",\"url\":\"@URL@\"}}"

static const ScriptRow good_site[] = {
  { "GET", API "site/", NULL, 200, SITE, .repeated = TRUE },
  { "GET", API "users/me/?include=roles", NULL, 404, "{\"errors\":[{\"type\":\"NotFoundError\"}]}", .repeated = TRUE },
  { "GET", API "settings/", NULL, 200, "{\"settings\":[]}", .repeated = TRUE },
  { "GET", API "config/", NULL, 200, "{\"config\":{\"mailgunIsConfigured\":true}}", .repeated = TRUE },
  { "GET", API "members/?limit=1&fields=id", NULL, 200, "{\"members\":[]}", .repeated = TRUE },
  { "GET", API "newsletters/?limit=100&page=1&include=count.active_members&order=sort_order%20asc", NULL, 200, EMPTY ("newsletters"), .repeated = TRUE },
  { "GET", API "tiers/?limit=100&page=1", NULL, 200, EMPTY ("tiers"), .repeated = TRUE },
  { "GET", API "tags/?limit=100&page=1&include=count.posts", NULL, 200, EMPTY ("tags"), .repeated = TRUE },
  { "GET", API "users/?limit=100&page=1", NULL, 200, EMPTY ("users"), .repeated = TRUE },
  { "GET", API "labels/?limit=100&page=1", NULL, 200, EMPTY ("labels"), .repeated = TRUE },
  { NULL }
};

static const ScriptRow bad_key[] = {
  { "GET", API "site/", NULL, 200, SITE, .repeated = TRUE },
  { "GET", API "users/me/?include=roles", NULL, 401, "{\"errors\":[{\"type\":\"UnauthorizedError\",\"code\":\"INVALID_JWT\",\"message\":\"no\"}]}", .repeated = TRUE },
  { NULL }
};

typedef struct {
  ScriptedServer     *server;
  GalleyAccountStore *accounts;
  GalleyHttp         *http;
  GtkWindow          *parent;
  char               *folder;
  GalleyAccount      *added;
} Fixture;

static void
added_cb (GtkWidget     *dialog,
          GalleyAccount *account,
          Fixture       *fixture)
{
  fixture->added = galley_account_ref (account);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  rows)
{
  g_autofree char *keyring = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("galley-accounts-XXXXXX", NULL);
  keyring = g_build_filename (fixture->folder, "test.keyring", NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "pw", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  fixture->server = scripted_server_new (rows);
  fixture->accounts = galley_account_store_new (fixture->folder, &error);
  g_assert_no_error (error);
  fixture->http = galley_http_new (NULL);
  fixture->parent = GTK_WINDOW (gtk_window_new ());
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  rows)
{
  static const char *const names[] = { "test.keyring", "accounts.json", "accounts.lock", NULL };

  gtk_window_destroy (fixture->parent);
  g_assert_cmpuint (scripted_server_count_unexpected (fixture->server), ==, 0);
  g_clear_object (&fixture->accounts);
  g_clear_object (&fixture->http);
  g_clear_pointer (&fixture->added, galley_account_unref);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static gboolean
has_focus (GtkWidget  *dialog,
           const char *title)
{
  GtkWidget *row = window_test_find (dialog, window_test_is_row, title);
  GtkWidget *focus = window_test_get_focus (dialog);

  return focus != NULL && gtk_widget_is_ancestor (focus, row);
}

static GtkWidget *
fill_in (Fixture *fixture)
{
  GtkWidget *dialog
      = galley_account_dialog_new (fixture->parent, fixture->accounts, fixture->http, NULL);
  const GalleyServiceField *field = galley_service_find ("ghost")->fields;

  g_signal_connect (dialog, "account-added", G_CALLBACK (added_cb), fixture);
  galley_dialog_present (GALLEY_DIALOG (dialog));
  WAIT_UNTIL (has_focus (dialog, field->label));
  g_assert_false (
      gtk_widget_get_sensitive (window_test_find (dialog, window_test_is_button, "C_onnect")));
  for (; field->id != NULL; field++)
    window_test_type (dialog, field->label,
                      field->kind == GALLEY_FIELD_KEY ? KEY
                                                      : scripted_server_get_url (fixture->server));
  return dialog;
}

static void
test_connect (Fixture       *fixture,
              gconstpointer  rows)
{
  GtkWidget *dialog = fill_in (fixture);
  g_autoptr (GPtrArray) accounts = NULL;
  g_autofree char *key = NULL;
  g_autofree char *log = NULL;

  window_test_click (dialog, "C_onnect");
  WAIT_UNTIL (window_test_find (dialog, window_test_says, "Connected to Focus on Korea, Ghost 6.65.")
              != NULL);
  window_test_shoot (dialog, "account-connected");
  g_assert_false (gtk_widget_is_visible (
      window_test_find (dialog, window_test_is_type, "AdwPasswordEntryRow")));
  g_assert_nonnull (fixture->added);
  accounts = galley_account_store_list (fixture->accounts);
  g_assert_cmpuint (accounts->len, ==, 1);
  g_assert_cmpstr (galley_account_get_name (accounts->pdata[0]), ==, "Focus on Korea");
  key = galley_account_store_load_key (fixture->accounts, accounts->pdata[0], NULL, NULL);
  g_assert_cmpstr (key, ==, KEY);
  log = scripted_server_dup_log (fixture->server);
  g_assert_null (strstr (log, KEY));
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  window_test_click (dialog, "_Done");
  WAIT_UNTIL (dialog == NULL);

  dialog = galley_accounts_window_new (fixture->parent, fixture->accounts, fixture->http);
  galley_dialog_present (GALLEY_DIALOG (dialog));
  g_assert_nonnull (window_test_find (dialog, window_test_is_row, "Focus on Korea"));
  window_test_shoot (dialog, "accounts");
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  window_test_close (dialog);
  WAIT_UNTIL (dialog == NULL);
}

/* Who has none finds the way to the first where the eye is. */
static void
test_none (Fixture       *fixture,
           gconstpointer  rows)
{
  GtkWidget *window
      = galley_accounts_window_new (fixture->parent, fixture->accounts, fixture->http);

  galley_dialog_present (GALLEY_DIALOG (window));
  window_test_shoot (window, "accounts-none");
  window_test_click (window, "_Add an Account…");
  WAIT_UNTIL (window_test_find_window ("GalleyAccountDialog") != NULL);
  window_test_close (window_test_find_window ("GalleyAccountDialog"));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  window_test_close (window);
  WAIT_UNTIL (window == NULL);
}

static void
test_bad_key (Fixture       *fixture,
              gconstpointer  rows)
{
  GtkWidget *dialog = fill_in (fixture);
  g_autoptr (GPtrArray) accounts = NULL;

  window_test_click (dialog, "C_onnect");
  WAIT_UNTIL (window_test_find (dialog, window_test_says, "key") != NULL
              && gtk_widget_get_sensitive (
                  window_test_find (dialog, window_test_is_button, "C_onnect")));
  window_test_shoot (dialog, "account-bad-key");
  g_assert_true (has_focus (dialog, "Admin API key"));
  accounts = galley_account_store_list (fixture->accounts);
  g_assert_cmpuint (accounts->len, ==, 0);
  g_assert_null (fixture->added);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  window_test_close (dialog);
  WAIT_UNTIL (dialog == NULL);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/app/account-dialog/connect", Fixture, good_site, set_up, test_connect, tear_down);
  g_test_add ("/app/account-dialog/bad-key", Fixture, bad_key, set_up, test_bad_key, tear_down);
  g_test_add ("/app/account-dialog/none", Fixture, good_site, set_up, test_none, tear_down);
  return g_test_run ();
}
