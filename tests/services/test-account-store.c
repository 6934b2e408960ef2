/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-account-store.h"

#include <glib/gstdio.h>

#include "galley-error.h"
#include "galley-site.h"

#define KEY "64f0c0ffee0123456789abcd:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

/* Keys go into a file of libsecret's, so that the test needs no keyring and no bus. */
static char *
new_folder (gboolean keyring)
{
  char *folder = g_dir_make_tmp ("galley-accounts-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, keyring ? "test.keyring" : "no-such-folder/test.keyring", NULL);
  if (!keyring)
    {
      /* A file where the folder ought to be: nobody can make one there. */
      g_autofree char *obstacle = g_build_filename (folder, "no-such-folder", NULL);
      g_assert_true (g_file_set_contents (obstacle, "", 0, NULL));
    }
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "pw", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  return folder;
}

static char *
read_file (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "accounts.json", NULL);
  char *text = NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_round_trip (void)
{
  g_autofree char *folder = new_folder (TRUE);
  g_autofree char *config = g_build_filename (folder, "deep", "galley", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyAccountStore) store = galley_account_store_new (config, &error);
  g_assert_no_error (error);
  g_autoptr (GalleyAccount) one = galley_account_new (NULL, "Focus", "ghost", "https://example.com/",
                                                      "https://admin.example.com/ghost/api/admin/");
  g_autoptr (GalleyAccount) two = galley_account_new (NULL, NULL, "folder", "/home/me/out", NULL);
  gboolean kept = FALSE;
  g_assert_true (galley_account_store_add (store, one, KEY, &kept, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (kept);
  g_assert_true (galley_account_store_add (store, two, NULL, NULL, NULL, &error));
  g_autofree char *text = read_file (config);
  g_assert_null (strstr (text, "00112233"));

  g_autoptr (GalleyAccountStore) again = galley_account_store_new (config, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) list = galley_account_store_list (again);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (galley_account_get_id (list->pdata[0]), ==, galley_account_get_id (one));
  g_assert_cmpstr (galley_account_get_api_url (list->pdata[0]), ==, galley_account_get_api_url (one));
  g_assert_null (galley_account_get_api_url (list->pdata[1]));
  char *key = galley_account_store_load_key (again, list->pdata[0], NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (key, ==, KEY);
  galley_key_free (key);

  static const char *const names[] = { "Focus", "https://example.com/", "example.com", "EXAMPLE.com/", "https://example.com" };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GalleyAccount) found = galley_account_store_find (again, names[i]);
      g_assert_nonnull (found);
      g_assert_cmpstr (galley_account_get_name (found), ==, "Focus");
    }
  g_assert_null (galley_account_store_find (again, "other.example.com"));

  g_assert_true (galley_account_store_remove (again, one, NULL, &error));
  g_assert_null (galley_account_store_load_key (again, one, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_AUTH);
}

static void
test_replace (void)
{
  g_autofree char *folder = new_folder (TRUE);
  g_autoptr (GalleyAccountStore) store = galley_account_store_new (folder, NULL);
  g_autoptr (GalleyAccount) one = galley_account_new ("id", "Old", "ghost", "https://example.com/", NULL);
  g_autoptr (GalleyAccount) two = galley_account_new ("id", "New", "ghost", "https://example.com/", NULL);
  g_assert_true (galley_account_store_add (store, one, KEY, NULL, NULL, NULL));
  g_assert_true (galley_account_store_add (store, two, NULL, NULL, NULL, NULL));
  g_autoptr (GPtrArray) list = galley_account_store_list (store);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (galley_account_get_name (list->pdata[0]), ==, "New");
  char *key = galley_account_store_load_key (store, two, NULL, NULL);
  g_assert_cmpstr (key, ==, KEY);
  galley_key_free (key);
}

static void
test_no_keyring (void)
{
  /* libsecret opens its file once a process. */
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }
  g_autofree char *folder = new_folder (FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyAccountStore) store = galley_account_store_new (folder, NULL);
  g_autoptr (GalleyAccount) account = galley_account_new (NULL, NULL, "ghost", "https://example.com/", NULL);
  gboolean kept = TRUE;
  g_assert_true (galley_account_store_add (store, account, KEY, &kept, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (kept);
  char *key = galley_account_store_load_key (store, account, NULL, &error);
  g_assert_cmpstr (key, ==, KEY);
  galley_key_free (key);
  g_autofree char *text = read_file (folder);
  g_assert_null (strstr (text, "00112233"));
}

static void
test_damaged (void)
{
  g_autofree char *folder = new_folder (TRUE);
  g_autofree char *path = g_build_filename (folder, "accounts.json", NULL);
  static const char *const texts[] = { "", "{", "[]", "{\"accounts\":3}" };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_assert_null (galley_account_store_new (folder, &error));
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
    }
}

/* A failure to write leaves the list as it was. */
static void
test_no_disk (void)
{
  g_autofree char *folder = new_folder (TRUE);
  g_autofree char *obstacle = g_build_filename (folder, "config", NULL);
  g_assert_true (g_file_set_contents (obstacle, "", 0, NULL));
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyAccountStore) store = galley_account_store_new (obstacle, &error);
  g_assert_no_error (error);
  g_autoptr (GalleyAccount) account = galley_account_new (NULL, NULL, "ghost", "https://example.com/", NULL);
  g_assert_false (galley_account_store_add (store, account, NULL, NULL, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
  g_autoptr (GPtrArray) list = galley_account_store_list (store);
  g_assert_cmpuint (list->len, ==, 0);
}

static void
test_site_names (void)
{
  static const char *const pairs[][2] = {
    { "https://example.com/", "example.com" },
    { "http://Example.COM", "example.com" },
    { "https://example.com:443/blog/", "example.com/blog" },
    { "http://127.0.0.1:2368/", "127.0.0.1:2368" },
    { "http://[::1]:2368/a", "[::1]:2368/a" },
    { "/home/me/out", "/home/me/out" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GalleyAccount) account = galley_account_new (NULL, NULL, "ghost", pairs[i][0], NULL);
      g_assert_cmpstr (galley_account_get_site (account), ==, pairs[i][1]);
      g_assert_true (g_uuid_string_is_valid (galley_account_get_id (account)));
    }
}

static void
add_item (GPtrArray  *items,
          const char *id,
          const char *name,
          const char *slug)
{
  GalleySiteItem *item = g_new0 (GalleySiteItem, 1);
  item->id = g_strdup (id);
  item->name = g_strdup (name);
  item->slug = g_strdup (slug);
  g_ptr_array_add (items, item);
}

static void
test_find_item (void)
{
  g_autoptr (GalleySite) site = galley_site_new ();
  add_item (site->tags, "a", "Breaking", "news");
  add_item (site->tags, "b", "News", "news-2");
  add_item (site->tags, "c", "한국", "hangug");
  static const char *const pairs[][2] = {
    { " nEWS ", "b" }, { "breaking", "a" }, { "news-2", "b" }, { "C", "c" }, { "\u1112\u1161\u11ab\u1100\u116e\u11a8", "c" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const GalleySiteItem *item = galley_site_find_item (site->tags, pairs[i][0]);
      g_assert_nonnull (item);
      g_assert_cmpstr (item->id, ==, pairs[i][1]);
    }
  g_assert_null (galley_site_find_item (site->tags, "new"));
  g_assert_null (galley_site_find_item (site->tags, " "));
}

int
main (int    argc,
      char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/account-store/round-trip", test_round_trip);
  g_test_add_func ("/account-store/replace", test_replace);
  g_test_add_func ("/account-store/no-keyring", test_no_keyring);
  g_test_add_func ("/account-store/damaged", test_damaged);
  g_test_add_func ("/account-store/no-disk", test_no_disk);
  g_test_add_func ("/account/site", test_site_names);
  g_test_add_func ("/site/find-item", test_find_item);
  return g_test_run ();
}
