/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-proof.h"

#include "galley-error.h"
#include "galley-image.h"
#include "galley-proof-pictures.h"
#include "galley-upload.h"

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

/* What went up is shown from where it lies here, whatever width the service asks for; the rest is said by
 * its address, and nothing of a mail that is no mail is lost or followed. */
static void
test_pictures (void)
{
  static const struct { const char *html, *placed; } rows[] = {
    { "<p>A</p><IMG class=\"x\" src='https://a.example/content/images/size/w1600/2026/a.png' width=\"600\"><p>B",
      "<p>A</p><IMG class=\"x\" src='assets/a%20b.png' width=\"600\"><p>B" },
    { "<img alt=\"a > b\" src=\"https://a.example/content/images/2026/a.png\"/>",
      "<img alt=\"a > b\" src=\"assets/a%20b.png\"/>" },
    { "<imgx src=\"a\"> <im 1 < 2", "<imgx src=\"a\"> <im 1 < 2" },
    { "<img src=\"https://b.example/b.png\" src=\"x\"", "<img src=\"https://b.example/b.png\" src=\"x\"" },
    { "<img data-src=\"https://a.example/content/images/2026/a.png\">", NULL },
    { "<img>", NULL },
    { "<img src=\"assets/secret.png\">", NULL },
  };
  g_autoptr (GHashTable) pictures = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (pictures, (char *) "https://a.example/content/images/2026/a.png", (char *) "assets/a%20b.png");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *placed = galley_proof_pictures_place (rows[i].html, pictures);

      if (rows[i].placed != NULL)
        g_assert_cmpstr (placed, ==, rows[i].placed);
      else
        g_assert_true (g_str_has_prefix (placed, "<span class=\"galley-remote\"") && strstr (placed, "<img") == NULL);
    }
  {
    g_autofree char *other = galley_proof_pictures_place (
        "x<img src=\"https://b.example/?a=1&amp;b=&lt;2\" width=\"600\">y<img src=\"https://b.example/i.png\" width=\"20\">",
        pictures);

    g_assert_nonnull (strstr (other, ">https://b.example/?a=1&amp;b=&amp;lt;2</span>y<span"));
    g_assert_nonnull (strstr (other, "title=\"https://b.example/i.png\"></span>"));
  }
}

/* By what is in the file now: another picture under the same name is not the one that went up. */
static void
test_pictures_by_content (void)
{
  static const char pixel[] =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  g_autofree char *state = g_dir_make_tmp ("galley-proof-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (state, "a.png", NULL);
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (state, NULL);
  g_autoptr (GalleyIssue) issue = galley_issue_new ("![A](a.png)\n\n![B](b.png)\n\n![C](https://c.example/c.png)\n", -1);
  g_autoptr (GalleyImage) image = NULL;
  g_autoptr (GHashTable) found = NULL;
  g_autoptr (GHashTable) none = NULL;
  gsize length = 0;
  g_autofree guchar *bytes = g_base64_decode (pixel, &length);

  g_assert_true (g_file_set_contents (path, (const char *) bytes, (gssize) length, NULL));
  image = galley_image_load (path, GALLEY_UPLOAD_WIDTH, NULL, NULL);
  g_assert_nonnull (image);
  none = galley_proof_pictures_find (issue, state, "a.example", ledger, NULL);
  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
  g_assert_true (galley_ledger_add_upload (ledger, "a.example", galley_image_get_hash (image), "https://a.example/a.png", NULL));
  found = galley_proof_pictures_find (issue, state, "a.example", ledger, NULL);
  g_assert_cmpuint (g_hash_table_size (found), ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (found, "https://a.example/a.png"), ==, "a.png");
}

int
main (int argc, char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/publish/proof/hourly", test_hourly);
  g_test_add_func ("/publish/proof/rights", test_rights);
  g_test_add_func ("/publish/proof/pictures", test_pictures);
  g_test_add_func ("/publish/proof/pictures-by-content", test_pictures_by_content);
  return g_test_run ();
}
