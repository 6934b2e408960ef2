/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-plan.h"

#include "galley-error.h"

static GalleySiteItem *
new_item (const char *id, const char *name, const char *slug, const char *kind)
{
  GalleySiteItem *item = g_new0 (GalleySiteItem, 1);

  item->id = g_strdup (id);
  item->name = g_strdup (name);
  item->slug = g_strdup (slug);
  item->kind = g_strdup (kind);
  item->count = -1;
  return item;
}

static GalleySite *
new_site (void)
{
  GalleySite *site = galley_site_new ();

  site->title = g_strdup ("Focus on Korea");
  site->timezone = g_strdup ("Asia/Seoul");
  site->can_email = TRUE;
  site->default_visibility = g_strdup ("public");
  site->default_recipients = g_strdup ("visibility");
  g_ptr_array_add (site->newsletters, new_item ("n1", "Focus on Korea", "focus-on-korea", "members"));
  g_ptr_array_add (site->tiers, new_item ("t1", "Gold", "gold", "paid"));
  return site;
}

static gboolean
has (GPtrArray *findings, const char *id, GalleySeverity severity)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_strcmp0 (galley_finding_get_id (g_ptr_array_index (findings, i)), id) == 0)
      return galley_finding_get_severity (g_ptr_array_index (findings, i)) == severity;
  return FALSE;
}

static GPtrArray *
check (GalleyAct act, const char *audience, GalleySite *site, const char *text)
{
  g_autoptr (GalleyPlan) plan = galley_plan_new (act);
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);

  plan->audience = g_strdup (audience);
  return galley_plan_check (plan, site, issue);
}

static void
test_leak (void)
{
  g_autoptr (GalleySite) site = new_site ();
  g_autoptr (GPtrArray) leak = check (GALLEY_ACT_EMAIL, "all", site, "---\nvisibility: paid\n---\nText\n");
  g_autoptr (GPtrArray) wall = check (GALLEY_ACT_EMAIL, "all", site,
                                      "---\nvisibility: paid\n---\nText\n\n<!--members-only-->\n\nMore\n");
  g_autoptr (GPtrArray) paid = check (GALLEY_ACT_EMAIL, NULL, site, "---\nvisibility: paid\n---\nText\n");
  g_autoptr (GPtrArray) filter = check (GALLEY_ACT_EMAIL, "label:vip", site, "---\nvisibility: paid\n---\nText\n");
  g_autoptr (GPtrArray) open = check (GALLEY_ACT_PUBLISH, NULL, site, "Text\n\n<!--members-only-->\n\nMore\n");
  g_autoptr (GPtrArray) web = check (GALLEY_ACT_PUBLISH, NULL, site, "---\nvisibility: paid\n---\nText\n");

  g_assert_true (has (leak, "mail-leak", GALLEY_SEVERITY_ERROR));
  g_assert_cmpuint (wall->len, ==, 0);
  g_assert_cmpuint (paid->len, ==, 0);
  g_assert_true (has (filter, "mail-leak", GALLEY_SEVERITY_WARNING));
  g_assert_true (has (open, "paywall-open", GALLEY_SEVERITY_ERROR));
  g_assert_cmpuint (web->len, ==, 0);
}

static void
test_mail (void)
{
  g_autoptr (GalleySite) site = new_site ();
  g_autoptr (GPtrArray) unknown = check (GALLEY_ACT_EMAIL, NULL, site, "---\nnewsletter: nobody\n---\nText\n");
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) off = NULL;
  g_autoptr (GPtrArray) draft = NULL;

  g_assert_true (has (unknown, "newsletter", GALLEY_SEVERITY_ERROR));
  site->can_email = FALSE;
  off = check (GALLEY_ACT_EMAIL, NULL, site, "Text\n");
  g_assert_true (has (off, "mail-off", GALLEY_SEVERITY_ERROR));
  g_ptr_array_set_size (site->newsletters, 0);
  none = check (GALLEY_ACT_EMAIL_ONLY, NULL, site, "Text\n");
  g_assert_true (has (none, "email-only-newsletter", GALLEY_SEVERITY_ERROR));
  draft = check (GALLEY_ACT_DRAFT, NULL, site, "Text\n");
  g_assert_cmpuint (draft->len, ==, 0);
}

static void
test_schedule_and_tiers (void)
{
  g_autoptr (GalleySite) site = new_site ();
  g_autoptr (GalleyPlan) plan = galley_plan_new (GALLEY_ACT_PUBLISH);
  g_autoptr (GalleyIssue) issue = galley_issue_new ("---\nvisibility: tiers\ntiers: [Bronze]\n---\nText\n", -1);
  g_autoptr (GPtrArray) findings = NULL;

  plan->at = g_date_time_new_utc (2020, 1, 1, 0, 0, 0);
  findings = galley_plan_check (plan, site, issue);
  g_assert_true (has (findings, "schedule-past", GALLEY_SEVERITY_ERROR));
  g_assert_true (has (findings, "tier-unknown", GALLEY_SEVERITY_ERROR));
}

static void
test_segment (void)
{
  static const struct { const char *audience, *text, *segment; } rows[] = {
    { NULL, "Text\n", "all" },
    { "free", "Text\n", "status:free" },
    { "paid", "Text\n", "status:-free" },
    { "label:vip", "Text\n", "label:vip" },
    { NULL, "---\nvisibility: paid\n---\nText\n", "status:-free" },
    { NULL, "---\nvisibility: tiers\ntiers: [gold]\n---\nText\n", "tier:gold" },
    { NULL, "---\naudience: free\n---\nText\n", "status:free" },
    { "all", "---\naudience: free\n---\nText\n", "all" },
  };
  g_autoptr (GalleySite) site = new_site ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GalleyPlan) plan = galley_plan_new (GALLEY_ACT_EMAIL);
      g_autoptr (GalleyIssue) issue = galley_issue_new (rows[i].text, -1);
      g_autofree char *segment = NULL;

      plan->audience = g_strdup (rows[i].audience);
      segment = galley_plan_dup_segment (plan, site, issue);
      g_assert_cmpstr (segment, ==, rows[i].segment);
    }
}

static void
test_newsletter (void)
{
  g_autoptr (GalleySite) site = new_site ();
  g_autoptr (GalleyPlan) plan = galley_plan_new (GALLEY_ACT_EMAIL);
  g_autoptr (GalleyIssue) issue = galley_issue_new ("Text\n", -1);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (galley_plan_find_newsletter (plan, site, issue, NULL)->slug, ==, "focus-on-korea");
  g_ptr_array_add (site->newsletters, new_item ("n2", "Weekly", "weekly", "members"));
  g_assert_null (galley_plan_find_newsletter (plan, site, issue, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  plan->newsletter = g_strdup ("weekly");
  g_assert_cmpstr (galley_plan_find_newsletter (plan, site, issue, NULL)->slug, ==, "weekly");
}

static void
test_describe (void)
{
  g_autoptr (GalleySite) site = new_site ();
  g_autoptr (GalleyPlan) plan = galley_plan_new (GALLEY_ACT_EMAIL_ONLY);
  g_autoptr (GalleyIssue) issue = galley_issue_new ("---\ntitle: Nuri\n---\nText\n", -1);
  GalleyPost sent = { .status = (char *) "sent", .email_count = 6 };
  g_autofree char *many = NULL;
  g_autofree char *one = NULL;
  g_autofree char *later = NULL;
  g_autofree char *again = NULL;

  plan->audience = g_strdup ("paid");
  many = galley_plan_describe (plan, site, issue, NULL, 1204);
  g_assert_cmpstr (many, ==, "Send to 1,204 paid members of Focus on Korea now, by mail only.");
  one = galley_plan_describe (plan, site, issue, NULL, 1);
  g_assert_cmpstr (one, ==, "Send to 1 paid member of Focus on Korea now, by mail only.");
  plan->act = GALLEY_ACT_PUBLISH;
  plan->at = g_date_time_new_utc (2026, 11, 24, 0, 30, 0);
  later = galley_plan_describe (plan, site, issue, NULL, -1);
  g_assert_nonnull (strstr (later, "on Tuesday, 24 November 2026, 09:30 (Asia/Seoul)"));
  again = galley_plan_describe (plan, site, issue, &sent, 6);
  g_assert_nonnull (strstr (again, "does not change"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/publish/plan/leak", test_leak);
  g_test_add_func ("/publish/plan/mail", test_mail);
  g_test_add_func ("/publish/plan/schedule-and-tiers", test_schedule_and_tiers);
  g_test_add_func ("/publish/plan/segment", test_segment);
  g_test_add_func ("/publish/plan/newsletter", test_newsletter);
  g_test_add_func ("/publish/plan/describe", test_describe);
  return g_test_run ();
}
