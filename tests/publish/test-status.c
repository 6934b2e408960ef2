/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-status.h"

/* "label: value", a line each; a bad one begins with "!". */
static char *
dup_text (const GalleyPost *post, const GalleyMailReport *report, const GalleySite *site)
{
  g_autoptr (GPtrArray) lines = galley_status_describe (post, report, site);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const GalleyStatusLine *line = lines->pdata[i];

      g_string_append_printf (text, "%s%s: %s\n", line->is_bad ? "!" : "", line->label, line->value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GalleySite *
new_site (void)
{
  GalleySite *site = galley_site_new ();
  GalleySiteItem *item = g_new0 (GalleySiteItem, 1);

  item->name = g_strdup ("Focus on Korea");
  item->slug = g_strdup ("focus");
  g_ptr_array_add (site->newsletters, item);
  site->timezone = g_strdup ("Asia/Seoul");
  return site;
}

static void
test_sent (void)
{
  g_autoptr (GalleySite) site = new_site ();
  g_autoptr (GalleyMailReport) report = galley_mail_report_new ();
  const GalleyPost post = { .status = (char *) "published", .url = (char *) "https://a.example/nuri/",
                            .published_at = (char *) "2026-11-26T00:30:00.000Z", .newsletter = (char *) "focus",
                            .segment = (char *) "status:-free", .email_status = (char *) "submitted" };
  g_autofree char *going = NULL;
  g_autofree char *done = NULL;
  g_autofree char *clicked = NULL;

  report->status = g_strdup ("submitting");
  report->total = 1204;
  report->submitted = 1000;
  going = dup_text (&post, report, site);
  g_assert_cmpstr (going, ==,
                   "Published: Thursday, 26 November 2026, 09:30 (Asia/Seoul, UTC+09:00)\nAddress: https://a.example/nuri/\n"
                   "Newsletter: Focus on Korea, to paid members\n"
                   "Mail: On its way: 1,000 of 1,204 handed over so far.\n");
  g_free (report->status);
  report->status = g_strdup ("submitted");
  report->submitted = 1204;
  report->opened = 700;
  report->failed = 1;
  report->clicked = 0;
  g_ptr_array_add (report->failures, g_strdup ("kim@example.com: mailbox full"));
  done = dup_text (&post, report, site);
  g_assert_nonnull (strstr (done, "Mail: Handed over to be delivered: 1,204 of 1,204.\n"
                                  "!Not delivered: 1 of 1,204 (0 %)\n!Failure: kim@example.com: mailbox full\n"
                                  "Opened: 700 of 1,204 (58 %)\n"));
  g_assert_null (strstr (done, "Followed"));
  report->clicked = 7;
  clicked = dup_text (&post, report, site);
  g_assert_nonnull (strstr (clicked, "Opened: 700 of 1,204 (58 %)\nFollowed a link: 7 of 1,204 (0 %)\n"));
}

static void
test_failed (void)
{
  g_autoptr (GalleySite) site = new_site ();
  g_autoptr (GalleyMailReport) report = galley_mail_report_new ();
  const GalleyPost post = { .status = (char *) "sent", .segment = (char *) "all", .newsletter = (char *) "gone" };
  const GalleyPost draft = { .status = (char *) "draft" };
  const GalleyPost taken_down = { .status = (char *) "draft", .email_status = (char *) "submitted" };
  g_autofree char *text = NULL;
  g_autofree char *none = dup_text (&draft, NULL, NULL);
  g_autofree char *mailed = dup_text (&taken_down, NULL, NULL);

  site->key_kind = g_strdup ("integration");
  site->lacks = GALLEY_RIGHT_REPORT;
  report->status = g_strdup ("failed");
  report->error = g_strdup ("It broke.");
  text = dup_text (&post, report, site);
  g_assert_nonnull (strstr (text, "Newsletter: gone, to all members\n!Mail: It failed: It broke. Send it to those"));
  g_assert_nonnull (strstr (text, "More: An integration’s key cannot read what became of each mail."));
  g_assert_cmpstr (none, ==, "Draft: Readers do not have it.\n");
  g_assert_cmpstr (mailed, ==, "Draft: Who got its mail keeps it, and publishing it again sends no second one.\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/publish/status/sent", test_sent);
  g_test_add_func ("/publish/status/failed", test_failed);
  return g_test_run ();
}
