/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-error.h"
#include "galley-rights.h"
#include "ghost-fixture.h"

#define API "/ghost/api/admin/"
#define ID "6b04c83a8bc5c80ff5f569e7"
#define EMAIL "6b04caa5aaaaaaaaaaaaaaa9"
#define NO "{\"errors\":[{\"type\":\"NoPermissionError\",\"message\":\"no\"}]}"
#define EMPTY(list) "{\"" list "\":[],\"meta\":{\"pagination\":{\"next\":null}}}"
#define ASK { "GET", API "posts/" ID "/?fields=id,status,updated_at&include=email,count.clicks", NULL, 200, \
    "{\"posts\":[{\"id\":\"" ID "\",\"count\":{\"clicks\":7},\"email\":{\"id\":\"" EMAIL "\",\"status\":\"submitting\"," \
    "\"email_count\":1204,\"opened_count\":5,\"failed_count\":1,\"delivered_count\":9,\"track_opens\":true," \
    "\"track_clicks\":true}}]}" }

static const GalleyService *
ghost (void)
{
  return galley_service_find ("ghost");
}

/* A person sees how far it is and whom it did not reach; an integration the sums, and asks no more. */
static void
test_report (void)
{
  static const ScriptRow rows[] = {
    ASK,
    { "GET", API "emails/" EMAIL "/status/", NULL, 200,
      "{\"email_statuses\":[{\"sending\":{\"status\":\"submitting\",\"progress\":{\"completed\":1000,\"total\":1204}}}]}" },
    { "GET", API "emails/" EMAIL "/recipient-failures/?limit=100&include=email_recipient", NULL, 200,
      "{\"failures\":[{\"message\":\"full\",\"email_recipient\":{\"member_email\":\"kim@example.com\"}},7,"
      "{\"email_recipient\":null}]}" },
    ASK,
    { "GET", API "posts/" ID "/?fields=id,status,updated_at&include=email,count.clicks", NULL, 200,
      "{\"posts\":[{\"id\":\"" ID "\",\"email\":null}]}" },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GalleySite) site = galley_site_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyMailReport) staff = ghost ()->report (&f->connection, site, ID, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (staff->submitted, ==, 1000);
  g_assert_cmpint (staff->opened, ==, 5);
  g_assert_cmpint (staff->clicked, ==, 7);
  g_assert_cmpuint (staff->failures->len, ==, 1);
  g_assert_cmpstr (staff->failures->pdata[0], ==, "kim@example.com: full");
  g_assert_true (galley_mail_report_is_going (staff));
  site->lacks = GALLEY_RIGHT_REPORT;
  g_autoptr (GalleyMailReport) sums = ghost ()->report (&f->connection, site, ID, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sums->submitted, ==, -1);
  g_assert_cmpint (sums->total, ==, 1204);
  g_autoptr (GalleyMailReport) none = ghost ()->report (&f->connection, site, ID, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (none->status);
  g_assert_null (ghost ()->report (&f->connection, site, "", NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  ghost_fixture_finish (f);
}

/* Ghost knows of a mail when its post is gone, and tells a person's key alone. */
static void
test_was_mailed (void)
{
#define ASK_MAILS API "emails/?limit=1&fields=id&filter=post_id%3A%27" ID "%27"
  static const ScriptRow rows[] = {
    { "GET", ASK_MAILS, NULL, 200, "{\"emails\":[{\"id\":\"" EMAIL "\"}]}" },
    { "GET", ASK_MAILS, NULL, 200, "{\"emails\":[]}" },
    { "GET", ASK_MAILS, NULL, 403, NO },
    { "GET", ASK_MAILS, NULL, 200, "{\"posts\":[]}" },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  gboolean mailed = FALSE;

  g_assert_true (ghost ()->was_mailed (&f->connection, ID, &mailed, NULL, &error));
  g_assert_true (mailed);
  g_assert_true (ghost ()->was_mailed (&f->connection, ID, &mailed, NULL, &error));
  g_assert_false (mailed);
  g_assert_false (ghost ()->was_mailed (&f->connection, ID, &mailed, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (ghost ()->was_mailed (&f->connection, ID, &mailed, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (ghost ()->was_mailed (&f->connection, "", &mailed, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  ghost_fixture_finish (f);
}

static void
test_proof (void)
{
  static const ScriptRow rows[] = {
    { "GET", API "email_previews/posts/" ID "/?member_status=paid&newsletter=a%26b", NULL, 200,
      "{\"email_previews\":[{\"subject\":\"S\",\"html\":\"<p>x</p>\",\"plaintext\":\"x\"}]}" },
    { "GET", API "email_previews/posts/" ID "/?member_status=free", NULL, 200, "{\"email_previews\":[{}]}" },
    { "GET", API "email_previews/posts/" ID "/?member_status=free", NULL, 403, NO },
    { "POST", API "email_previews/posts/" ID "/",
      "{\"emails\":[\"a@b.c\"],\"member_status\":\"free\",\"newsletter\":\"weekly\"}", 204, NULL },
    { "POST", API "email_previews/posts/" ID "/", NULL, 429,
      "{\"errors\":[{\"type\":\"TooManyRequestsError\",\"message\":\"Only 10 test emails can be sent per hour\"}]}" },
    { NULL }
  };
  static const char *const bad[] = { "", "a", "@", "a@", "@b", "a@b@c", "a@b, c@d", "a b@c", "<a@b>", "\xff@b", NULL };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyMailProof) proof = ghost ()->proof (&f->connection, ID, "a&b", TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proof->subject, ==, "S");
  g_assert_cmpstr (proof->html, ==, "<p>x</p>");
  g_assert_null (ghost ()->proof (&f->connection, ID, NULL, FALSE, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE);
  g_clear_error (&error);
  g_assert_null (ghost ()->proof (&f->connection, ID, NULL, FALSE, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_AUTH);
  g_clear_error (&error);
  g_assert_true (ghost ()->send_test (&f->connection, ID, "weekly", FALSE, "a@b.c", NULL, &error));
  g_assert_false (ghost ()->send_test (&f->connection, ID, "weekly", FALSE, "a@b.c", NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_LIMIT);
  for (guint i = 0; bad[i]; i++)
    {
      g_clear_error (&error);
      g_assert_false (ghost ()->send_test (&f->connection, ID, NULL, FALSE, bad[i], NULL, &error));
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
    }
  ghost_fixture_finish (f);
}

/* What the host forbids, what a role lacks, and which newsletters are no more. */
static void
test_site (void)
{
  static const ScriptRow rows[] = {
    { "GET", API "users/me/?include=roles", NULL, 200,
      "{\"users\":[{\"id\":\"" ID "\",\"name\":\"Lee\",\"roles\":[{\"name\":\"Author\"}]}]}" },
    { "GET", API "site/", NULL, 200, "{\"site\":{\"title\":\"Lab\"}}" },
    { "GET", API "settings/", NULL, 200, "{\"settings\":[{\"key\":\"email_verification_required\",\"value\":true}]}" },
    { "GET", API "config/", NULL, 200,
      "{\"config\":{\"hostSettings\":{\"limits\":{\"emails\":{\"disabled\":true,\"error\":\"Not paid.\",\"max\":1000}}}}}" },
    { "GET", API "members/?limit=1&fields=id", NULL, 403, NO },
    { "GET", API "emails/?limit=1&fields=id", NULL, 403, NO },
    { "GET", NULL, "/newsletters/?limit=100", 200,
      "{\"newsletters\":[{\"id\":\"" ID "\",\"name\":\"Old\",\"slug\":\"old\",\"status\":\"archived\"},"
      "{\"id\":\"" EMAIL "\",\"name\":\"New\",\"slug\":\"new\",\"status\":\"active\"}]}" },
    { "GET", NULL, "/tiers/", 200, EMPTY ("tiers") },
    { "GET", NULL, "/tags/", 200, EMPTY ("tags") },
    { "GET", NULL, "/users/?limit", 200, EMPTY ("users") },
    { "GET", NULL, "/labels/", 200, EMPTY ("labels") },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySite) site = ghost ()->load_site (&f->connection, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *words = galley_rights_describe (site);
  g_assert_cmpstr (site->mail_limit, ==, "Not paid.");
  g_assert_cmpint (site->mail_max, ==, 1000);
  g_assert_true (site->must_verify);
  g_assert_cmpuint (site->newsletters->len, ==, 1);
  g_assert_cmpstr (((GalleySiteItem *) site->newsletters->pdata[0])->slug, ==, "new");
  g_assert_cmpstr (((GalleySiteItem *) site->archived->pdata[0])->slug, ==, "old");
  g_assert_cmpint (site->lacks, ==, GALLEY_RIGHT_OTHERS | GALLEY_RIGHT_VISIBILITY | GALLEY_RIGHT_COUNT
                                    | GALLEY_RIGHT_REPORT);
  g_assert_nonnull (strstr (words, "The key belongs to Lee (Author).\nIt cannot change posts of other people.\n"));
  g_assert_null (galley_rights_explain (site, GALLEY_RIGHT_PUBLISH));
  ghost_fixture_finish (f);
}

/* What went out with a newsletter, and nothing of its text. */
static void
test_list_mailed (void)
{
#define MAILED "posts/?limit=30&order=published_at%20desc&fields=id,title\n&include=newsletter&filter=" \
  "status%3A%5Bpublished%2Csent%5D%2Bnewsletter_id%3A-null"
  static const ScriptRow rows[] = {
    { "GET", NULL, MAILED, 200,
      "{\"posts\":[{\"id\":\"x\",\"status\":\"sent\",\"updated_at\":\"2026-11-26T03:00:00.000Z\"},7,"
      "{\"id\":\"" ID "\",\"title\":\"T\",\"status\":\"sent\",\"updated_at\":\"2026-11-26T03:00:00.000Z\","
      "\"newsletter\":{\"slug\":\"weekly\"}}]}" },
    { "GET", NULL, "posts/?limit=30", 200, "{\"posts\":{}}" },
    { "GET", NULL, "posts/?limit=30", 403, NO },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) posts = ghost ()->list_mailed (&f->connection, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (posts->len, ==, 1);
  g_assert_cmpstr (((GalleyPost *) posts->pdata[0])->newsletter, ==, "weekly");
  g_assert_null (ghost ()->list_mailed (&f->connection, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE);
  g_clear_error (&error);
  g_assert_null (ghost ()->list_mailed (&f->connection, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_AUTH);
  ghost_fixture_finish (f);
}

/* Quotes and backslashes of a title stay in it. */
static void
test_alike (void)
{
  static const ScriptRow rows[] = {
    { "GET", NULL, "posts/?limit=20&order=\n&filter=title%3A%27It%5C%27s%20%5C%5C%27%2Cemail_subject%3A%27S%27%2Ctitle%3A%27S%27"
      "%2Cslug%3A%27its%27", 200,
      "{\"posts\":[{\"id\":\"" ID "\",\"title\":\"T\",\"slug\":\"its\",\"status\":\"draft\",\"email_subject\":\"S\"},{\"id\":\"x\"}]}" },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) posts = ghost ()->list_alike (&f->connection, "It's \\", "S", "its", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (posts->len, ==, 1);
  g_assert_cmpstr (((GalleyPost *) posts->pdata[0])->subject, ==, "S");
  g_autoptr (GPtrArray) none = ghost ()->list_alike (&f->connection, "", NULL, NULL, NULL, &error);
  g_assert_cmpuint (none->len, ==, 0);
  ghost_fixture_finish (f);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/services/ghost-mail/report", test_report);
  g_test_add_func ("/services/ghost-mail/was-mailed", test_was_mailed);
  g_test_add_func ("/services/ghost-mail/proof", test_proof);
  g_test_add_func ("/services/ghost-mail/site", test_site);
  g_test_add_func ("/services/ghost-mail/list-mailed", test_list_mailed);
  g_test_add_func ("/services/ghost-mail/alike", test_alike);
  return g_test_run ();
}
