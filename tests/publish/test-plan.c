/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-plan-describe.h"

#include "galley-error.h"
#include "galley-plan-compare.h"

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
  g_assert_nonnull (strstr (later, "on Tuesday, 24 November 2026, 09:30 (Asia/Seoul, UTC+09:00)"));
  again = galley_plan_describe (plan, site, issue, &sent, 6);
  g_assert_nonnull (strstr (again, "does not change"));
}

/* On the night when the clocks are set back, Berlin has 02:30 twice. */
static void
test_twice (void)
{
  g_autoptr (GalleySite) site = new_site ();
  g_autoptr (GalleyPlan) plan = galley_plan_new (GALLEY_ACT_PUBLISH);
  g_autoptr (GalleyIssue) issue = galley_issue_new ("---\ntitle: Nuri\n---\nText\n", -1);
  const GalleyPost post = { .status = (char *) "scheduled",
                            .published_at = (char *) "2027-10-31T01:30:00.000Z" };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) differences = NULL;

  g_free (site->timezone);
  site->timezone = g_strdup ("Europe/Berlin");
  g_assert_true (galley_plan_set_time (plan, "2027-10-31T02:30+01:00", site));
  second = galley_plan_describe (plan, site, issue, NULL, -1);
  g_assert_nonnull (strstr (second, "on Sunday, 31 October 2027, 02:30 (Europe/Berlin, UTC+01:00)"));
  g_assert_true (galley_plan_set_time (plan, "2027-10-31T02:30+02:00", site));
  first = galley_plan_describe (plan, site, issue, NULL, -1);
  g_assert_nonnull (strstr (first, "on Sunday, 31 October 2027, 02:30 (Europe/Berlin, UTC+02:00)"));
  differences = galley_plan_compare (plan, site, issue, &post, FALSE);
  g_assert_cmpuint (differences->len, ==, 1);
  g_assert_cmpstr (differences->pdata[0], ==, "It should go out on 2027-10-31 02:30:00 +02:00, and the site has "
                                              "2027-10-31 02:30:00 +01:00.");
}

#define S(text) ((char *) (text))

/* What is said before a post is taken down, what is true of it then, and what is said of it to whoever wants it
 * back: for every state that its mail can be in. */
static void
test_take_down (void)
{
  static const struct {
    const char *mail, *before, *after, *update, *back;
  } rows[] = {
    { NULL, "can be published and mailed later", "Readers do not have it.", "where it is published", "and send it to" },
    { "pending", "The mail is on its way and cannot be called back; nobody gets it twice.",
      "Its mail is on its way and cannot be called back", "does not change", "Its mail is not sent again." },
    { "submitting", "The mail is on its way and cannot be called back; nobody gets it twice.",
      "Its mail is on its way and cannot be called back", "does not change", "Its mail is not sent again." },
    { "submitted", "publishing it again sends no second one", "publishing it again sends no second one",
      "does not change", "Its mail is not sent again." },
    { "failed", "the others get it as soon as the post is published again.",
      "the others get it as soon as the post is published again.", "would go out with the new text",
      "it would send its failed mail along" },
  };
  g_autoptr (GalleySite) site = new_site ();
  g_autoptr (GalleyIssue) issue = galley_issue_new ("---\ntitle: Nuri\n---\nText\n", -1);
  g_autoptr (GalleyPlan) down = galley_plan_new (GALLEY_ACT_UNPUBLISH);
  g_autoptr (GalleyPlan) up = galley_plan_new (GALLEY_ACT_EMAIL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GalleyPost post = { .status = S ("published"), .email_status = S (rows[i].mail), .email_count = -1 };
      g_autofree char *before = galley_plan_describe (down, site, issue, &post, -1);
      g_autofree char *update = galley_plan_describe (up, site, issue, &post, -1);
      g_autofree char *back = NULL;

      post.status = S ("draft");
      back = galley_plan_describe (up, site, issue, &post, -1);
      g_test_message ("%s\n%s\n%s\n%s", before, galley_plan_describe_draft (&post), update, back);
      g_assert_nonnull (strstr (before, rows[i].before));
      g_assert_nonnull (strstr (galley_plan_describe_draft (&post), rows[i].after));
      g_assert_nonnull (strstr (update, rows[i].update));
      g_assert_nonnull (strstr (back, rows[i].back));
    }
}

/* A sentence for each thing that is not as it was said, and none for what is. */
static void
test_compare (void)
{
  static const struct {
    GalleyAct   act;
    gint64      counted;
    const char *at, *audience;
    GalleyPost  post;
    gboolean    was_out;
    guint       differences;
  } rows[] = {
    { GALLEY_ACT_EMAIL, 6, NULL, "paid",
      { .status = S ("published"), .newsletter = S ("focus-on-korea"), .segment = S ("status:-free"), .email_status = S ("submitted"),
        .email_count = 6 }, FALSE, 0 },
    { GALLEY_ACT_EMAIL, 6, NULL, "paid",
      { .status = S ("published"), .newsletter = S ("focus-on-korea"), .segment = S ("all"), .email_status = S ("submitted"),
        .email_count = 600 }, FALSE, 2 },
    { GALLEY_ACT_EMAIL, -1, NULL, "paid",
      { .status = S ("published"), .newsletter = S ("weekly"), .segment = S ("status:-free"), .email_count = -1 }, FALSE, 2 },
    { GALLEY_ACT_EMAIL, 6, NULL, "all", { .status = S ("published"), .email_status = S ("submitted") }, TRUE, 0 },
    { GALLEY_ACT_EMAIL_ONLY, 6, NULL, "all",
      { .status = S ("published"), .newsletter = S ("focus-on-korea"), .segment = S ("all"), .email_status = S ("pending"),
        .email_count = 6 }, FALSE, 2 },
    { GALLEY_ACT_PUBLISH, -1, NULL, NULL, { .status = S ("published"), .email_count = -1 }, FALSE, 0 },
    { GALLEY_ACT_PUBLISH, -1, NULL, NULL, { .status = S ("published"), .newsletter = S ("focus-on-korea") }, FALSE, 1 },
    { GALLEY_ACT_PUBLISH, -1, "2040-01-02T09:30", NULL,
      { .status = S ("scheduled"), .published_at = S ("2040-01-02T00:30:00.000Z") }, FALSE, 0 },
    { GALLEY_ACT_PUBLISH, -1, "2040-01-02T09:30", NULL,
      { .status = S ("scheduled"), .published_at = S ("2040-01-02T09:30:00.000Z") }, FALSE, 1 },
    { GALLEY_ACT_UNPUBLISH, -1, NULL, NULL, { .status = S ("published") }, FALSE, 1 },
    { GALLEY_ACT_UNPUBLISH, -1, NULL, NULL, { .status = S ("draft") }, FALSE, 0 },
    { GALLEY_ACT_DRAFT, -1, NULL, NULL, { .status = S ("draft"), .visibility = S ("public") }, FALSE, 1 },
  };
  g_autoptr (GalleySite) site = new_site ();
  g_autoptr (GalleyIssue) plain = galley_issue_new ("Text\n", -1);
  g_autoptr (GalleyIssue) paid = galley_issue_new ("---\nvisibility: paid\n---\nText\n", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GalleyPlan) plan = galley_plan_new (rows[i].act);
      g_autoptr (GPtrArray) list = NULL;

      plan->audience = g_strdup (rows[i].audience);
      plan->count = rows[i].counted;
      if (rows[i].at != NULL)
        g_assert_true (galley_plan_set_time (plan, rows[i].at, site));
      list = galley_plan_compare (plan, site, rows[i].post.visibility != NULL ? paid : plain, &rows[i].post,
                                  rows[i].was_out);
      for (guint j = 0; j < list->len; j++)
        g_test_message ("%zu: %s", i, (char *) list->pdata[j]);
      g_assert_cmpuint (list->len, ==, rows[i].differences);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/publish/plan/segment", test_segment);
  g_test_add_func ("/publish/plan/newsletter", test_newsletter);
  g_test_add_func ("/publish/plan/describe", test_describe);
  g_test_add_func ("/publish/plan/twice", test_twice);
  g_test_add_func ("/publish/plan/take-down", test_take_down);
  g_test_add_func ("/publish/plan/compare", test_compare);
  return g_test_run ();
}
