/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One login's part of keyring.sh, which says as the argument how it is there. */

#include "galley-account-store.h"
#include "galley-error.h"

#define ID "test-account"
#define KEY "64f0c0ffee0123456789abcd:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

typedef char Key;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Key, galley_key_free)

static GalleyAccountStore *
create_store (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "galley", NULL);
  g_autoptr (GError) error = NULL;
  GalleyAccountStore *store = galley_account_store_new (folder, &error);

  g_assert_no_error (error);
  return store;
}

/* Whether the keyring took the key. The account is kept in any case, and its key for this program. */
static gboolean
add (void)
{
  g_autoptr (GalleyAccountStore) store = create_store ();
  g_autoptr (GalleyAccount) account
      = galley_account_new (ID, "Focus", "ghost", "https://example.com/", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (Key) key = NULL;
  gboolean is_kept = FALSE;

  g_assert_true (galley_account_store_add (store, account, KEY, &is_kept, NULL, &error));
  g_assert_no_error (error);
  key = galley_account_store_load_key (store, account, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (key, ==, KEY);
  return is_kept;
}

/* As a program does that has just been started. */
static void
check_key (const char *expected)
{
  g_autoptr (GalleyAccountStore) store = create_store ();
  g_autoptr (GalleyAccount) account = galley_account_store_find (store, "Focus");
  g_autoptr (GError) error = NULL;
  g_autoptr (Key) key = NULL;

  g_assert_nonnull (account);
  key = galley_account_store_load_key (store, account, NULL, &error);
  g_assert_cmpstr (key, ==, expected);
  if (expected == NULL)
    g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_AUTH);
}

static void
forget (void)
{
  g_autoptr (GalleyAccountStore) store = create_store ();
  g_autoptr (GalleyAccount) account = galley_account_store_find (store, "Focus");
  g_autoptr (GError) error = NULL;

  g_assert_true (galley_account_store_remove (store, account, NULL, &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_assert_cmpint (argc, ==, 2);
  if (g_str_equal (argv[1], "kept"))
    g_assert_true (add ());
  else if (g_str_equal (argv[1], "there"))
    check_key (KEY);
  else if (g_str_equal (argv[1], "refused"))
    {
      check_key (NULL);
      g_assert_false (add ());
      check_key (NULL);
    }
  else if (g_str_equal (argv[1], "forgotten"))
    forget ();
  else
    g_assert_not_reached ();
  return 0;
}
