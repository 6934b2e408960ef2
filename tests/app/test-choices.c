/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-choices.h"

#include <string.h>

#include "galley-error.h"

#define ISSUE                                                                                      \
  "---\n# mine\ntitle: Nuri\nsubtitle: A deck\nvisibility: paid\naudience: free\ntags: [Space]\n"   \
  "own: kept\n---\nBody.\n"

static char *
dup_applied (const char          *text,
             const GalleyChoices *choices)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyIssue) applied = galley_choices_apply (choices, issue, &error);
  gsize length;

  g_assert_no_error (error);
  return g_strdup (galley_issue_get_text (applied, &length));
}

static void
test_nothing (void)
{
  GalleyChoices none = { NULL };
  GalleyChoices same = { .subtitle = (char *) "A deck", .slug = (char *) "", .visibility = (char *) "paid" };
  g_autofree char *first = dup_applied (ISSUE, &none);
  g_autofree char *second = dup_applied (ISSUE, &same);
  g_autoptr (GalleyIssue) issue = galley_issue_new (ISSUE, -1);

  g_assert_cmpstr (first, ==, ISSUE);
  /* An empty field where the issue says nothing is no wish. */
  g_assert_cmpstr (second, ==, ISSUE);
  g_assert_null (galley_choices_describe (&same, issue));
}

static void
test_changes (void)
{
  char *tags[] = { (char *) "Space", (char *) "Korea: north", NULL };
  GalleyChoices choices = {
    .subtitle = (char *) "", .slug = (char *) "nuri", .visibility = (char *) "", .audience = (char *) "", .tags = tags,
  };
  g_autofree char *text = dup_applied (ISSUE, &choices);
  g_autoptr (GalleyIssue) issue = galley_issue_new (ISSUE, -1);
  g_autoptr (GalleyIssue) changed = galley_issue_new (text, -1);
  const GalleyFrontMatter *front_matter = galley_issue_get_front_matter (changed);
  g_autofree char *lines = galley_choices_describe (&choices, issue);

  g_assert_true (galley_front_matter_is_valid (front_matter));
  g_assert_true (g_strv_equal (galley_front_matter_get_list (front_matter, "tags"), (const char *const *) tags));
  g_assert_cmpstr (galley_front_matter_get_string (front_matter, "slug"), ==, "nuri");
  g_assert_cmpstr (galley_front_matter_get_string (front_matter, "own"), ==, "kept");
  g_assert_nonnull (strstr (text, "# mine\n"));
  /* To clear is a word to the site; what only Galley reads goes. */
  g_assert_cmpstr (galley_front_matter_get_string (front_matter, "subtitle"), ==, "");
  g_assert_false (galley_front_matter_has (front_matter, "visibility"));
  g_assert_false (galley_front_matter_has (front_matter, "audience"));
  g_assert_cmpstr (lines, ==, "subtitle: nothing\nslug: nuri\ntags: Space, Korea: north\nvisibility: nothing\naudience: nothing");
}

static void
test_broken (void)
{
  GalleyChoices choices = { .slug = (char *) "nuri" };
  g_autoptr (GalleyIssue) issue = galley_issue_new ("---\ntitle: [\n---\nBody.\n", -1);
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_choices_apply (&choices, issue, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
}

static void
test_list (void)
{
  static const char *const expected[] = { "a", "b c", "d", NULL };
  g_auto (GStrv) list = galley_choices_split_list (" a,b c ,, d,a, ");
  g_auto (GStrv) none = galley_choices_split_list (" , ");

  g_assert_true (g_strv_equal ((const char *const *) list, expected));
  g_assert_null (none[0]);
}

static void
test_time (void)
{
  static const char *const bad[][2] = {
    { "2026-02-30", "07:30" }, { "2026-11-26", "25:00" }, { "2026-11-26", "7:30" }, { "", "" },
    { "26.11.2026", "07:30" }, { "2026-11-26", "" },
  };
  g_autoptr (GDateTime) there = galley_choices_parse_time ("2026-11-26", "07:30", "Asia/Seoul", NULL);
  g_autoptr (GDateTime) utc = galley_choices_parse_time ("2026-11-26", "07:30", NULL, NULL);
  g_autoptr (GDateTime) odd = galley_choices_parse_time ("2026-11-26", "07:30", "No/Where", NULL);

  g_assert_cmpint (g_date_time_difference (utc, there), ==, 9 * G_TIME_SPAN_HOUR);
  g_assert_true (g_date_time_equal (utc, odd));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (galley_choices_parse_time (bad[i][0], bad[i][1], "Asia/Seoul", &error));
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/choices/nothing", test_nothing);
  g_test_add_func ("/app/choices/changes", test_changes);
  g_test_add_func ("/app/choices/broken", test_broken);
  g_test_add_func ("/app/choices/list", test_list);
  g_test_add_func ("/app/choices/time", test_time);
  return g_test_run ();
}
