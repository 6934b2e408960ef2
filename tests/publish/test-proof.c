/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-proof.h"

#include "galley-error.h"

static guint sent;

static gboolean
send_test (const GalleyConnection *connection, const char *id, const char *newsletter, gboolean is_paid,
           const char *address, GCancellable *cancellable, GError **error)
{
  sent++;
  return TRUE;
}

/* Ten in an hour, whoever counts; then the hour of the next one is said, and the site is not asked. */
static void
test_hourly (void)
{
  const GalleyService service = { .send_test = send_test };
  g_autofree char *state = g_dir_make_tmp ("galley-proof-XXXXXX", NULL);
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (state, NULL);
  g_autoptr (GalleyAccount) account = galley_account_new (NULL, "A", "ghost", "https://a.example/", NULL);
  g_autoptr (GalleySite) site = galley_site_new ();
  GalleyConnection connection = { NULL, account, "key" };
  const char *place = galley_account_get_site (account);
  g_autoptr (GError) error = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 next;

  g_assert_true (galley_ledger_add_test (ledger, place, now - 4000, NULL));
  g_assert_true (galley_ledger_add_test (ledger, "other", now, NULL));
  for (guint i = 0; i < GALLEY_PROOF_HOURLY; i++)
    {
      g_assert_cmpuint (galley_proof_count_left (ledger, place, now + 1, &next), ==, GALLEY_PROOF_HOURLY - i);
      g_assert_cmpint (next, ==, 0);
      g_assert_true (galley_proof_send (&service, &connection, site, ledger, "id", "weekly", FALSE, "a@b", NULL,
                                        &error));
      g_assert_no_error (error);
    }
  g_assert_false (galley_proof_send (&service, &connection, site, ledger, "id", "weekly", FALSE, "a@b", NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_LIMIT);
  g_assert_cmpuint (sent, ==, GALLEY_PROOF_HOURLY);
  g_assert_cmpuint (galley_proof_count_left (ledger, place, now + 2, &next), ==, 0);
  g_assert_cmpint (next, >=, now + 3600);
  g_assert_cmpuint (galley_proof_count_left (ledger, place, now + 3700, NULL), ==, GALLEY_PROOF_HOURLY);
}

static void
test_rights (void)
{
  const GalleyService service = { .send_test = send_test };
  g_autoptr (GalleySite) site = galley_site_new ();
  g_autoptr (GError) error = NULL;
  guint before = sent;

  site->key_kind = g_strdup ("integration");
  site->lacks = GALLEY_RIGHT_PREVIEW;
  g_assert_null (galley_proof_load (&service, NULL, site, "id", NULL, FALSE, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_AUTH);
  g_assert_nonnull (strstr (error->message, "staff access token"));
  g_clear_error (&error);
  site->lacks = 0;
  g_assert_null (galley_proof_load (&service, NULL, site, "id", NULL, FALSE, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED);
  g_assert_cmpuint (sent, ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/publish/proof/hourly", test_hourly);
  g_test_add_func ("/publish/proof/rights", test_rights);
  return g_test_run ();
}
