/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-send.h"

static void
test_remember (void)
{
  g_autofree char *state = g_dir_make_tmp ("galley-send-XXXXXX", NULL);
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (state, NULL);
  g_autoptr (GalleyPlan) plan = galley_plan_new (GALLEY_ACT_EMAIL);
  g_autoptr (GalleyIssue) issue = galley_issue_new ("---\nemail-subject: News\n---\nText\n", -1);
  GalleyPost first = { .id = (char *) "1", .title = (char *) "One", .status = (char *) "published",
                       .newsletter = (char *) "weekly", .segment = (char *) "all",
                       .email_status = (char *) "submitted", .email_count = 6,
                       .published_at = (char *) "2026-11-19T03:00:00.000Z" };
  GalleyPost second = { .id = (char *) "2", .title = (char *) "Two", .status = (char *) "scheduled",
                        .newsletter = (char *) "weekly", .segment = (char *) "all", .email_count = -1,
                        .published_at = (char *) "2026-11-26T03:00:00.000Z" };
  GalleyPost page = { .id = (char *) "3", .status = (char *) "published", .email_count = -1 };
  g_autoptr (GPtrArray) sends = NULL;
  g_autoptr (GPtrArray) elsewhere = NULL;
  const GalleySend *send;

  plan->count = 7;
  g_assert_true (galley_send_remember (ledger, "site", plan, issue, &first, NULL));
  g_assert_true (galley_send_remember (ledger, "site", plan, issue, &second, NULL));
  g_assert_true (galley_send_remember (ledger, "site", plan, issue, &second, NULL));
  g_assert_true (galley_send_remember (ledger, "site", plan, issue, &page, NULL));
  plan->act = GALLEY_ACT_PUBLISH;
  page.email_status = (char *) "submitted";
  g_assert_true (galley_send_remember (ledger, "site", plan, issue, &page, NULL));
  g_clear_object (&ledger);
  ledger = galley_ledger_new (state, NULL);
  sends = galley_send_list (ledger, "site");
  elsewhere = galley_send_list (ledger, "sit");
  g_assert_cmpuint (elsewhere->len, ==, 0);
  g_assert_cmpuint (sends->len, ==, 2);
  send = sends->pdata[0];
  g_assert_cmpstr (send->title, ==, "Two");
  g_assert_cmpint (send->count, ==, 7);
  send = sends->pdata[1];
  g_assert_cmpstr (send->subject, ==, "News");
  g_assert_cmpstr (send->newsletter, ==, "weekly");
  g_assert_cmpint (send->count, ==, 6);
  g_assert_cmpint (send->time, ==, 1795057200);
}

/* Off the schedule it is no send any more; a mail that went out stays one. */
static void
test_forget (void)
{
  g_autofree char *state = g_dir_make_tmp ("galley-send-XXXXXX", NULL);
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (state, NULL);
  g_autoptr (GalleyPlan) plan = galley_plan_new (GALLEY_ACT_EMAIL);
  g_autoptr (GalleyIssue) issue = galley_issue_new ("Text\n", -1);
  GalleyPost later = { .id = (char *) "1", .title = (char *) "Later", .status = (char *) "scheduled",
                       .newsletter = (char *) "weekly", .segment = (char *) "all", .email_count = -1,
                       .published_at = (char *) "2099-11-26T03:00:00.000Z" };
  GalleyPost out = { .id = (char *) "2", .title = (char *) "Out", .status = (char *) "published",
                     .newsletter = (char *) "weekly", .segment = (char *) "all",
                     .email_status = (char *) "submitted", .email_count = 6,
                     .published_at = (char *) "2026-11-19T03:00:00.000Z" };
  g_autoptr (GPtrArray) both = NULL;
  g_autoptr (GPtrArray) left = NULL;

  g_assert_true (galley_send_remember (ledger, "site", plan, issue, &later, NULL));
  g_assert_true (galley_send_remember (ledger, "site", plan, issue, &out, NULL));
  both = galley_send_list (ledger, "site");
  g_assert_cmpuint (both->len, ==, 2);
  plan->act = GALLEY_ACT_UNPUBLISH;
  later.status = out.status = (char *) "draft";
  g_assert_true (galley_send_remember (ledger, "site", plan, issue, &later, NULL));
  g_assert_true (galley_send_remember (ledger, "site", plan, issue, &out, NULL));
  left = galley_send_list (ledger, "site");
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_cmpstr (((GalleySend *) left->pdata[0])->title, ==, "Out");
}

int
main (int argc, char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/publish/send/remember", test_remember);
  g_test_add_func ("/publish/send/forget", test_forget);
  return g_test_run ();
}
