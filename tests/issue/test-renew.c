/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-renew.h"

#include <string.h>

static const char last[] = "---\ntitle: Nuri\n# kept\ntags: [Space]\nslug: nuri\nimage: a.jpg\n"
                           "visibility: paid\ngalley:\n  id: 1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b\n"
                           "  posts:\n    https://a.b: \"123\"\n---\nBody.\n";

static void
test_last (void)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new (last, -1);
  g_autofree char *text = galley_renew (issue, FALSE);
  g_autoptr (GalleyIssue) renewed = galley_issue_new (text, -1);
  const GalleyFrontMatter *matter = galley_issue_get_front_matter (renewed);

  g_assert_true (galley_front_matter_is_valid (matter));
  g_assert_null (galley_front_matter_get_id (matter));
  g_assert_null (galley_front_matter_get_post (matter, "https://a.b"));
  g_assert_cmpstr (galley_front_matter_get_string (matter, "title"), ==, "");
  g_assert_cmpstr (galley_front_matter_get_string (matter, "subtitle"), ==, "");
  g_assert_false (galley_front_matter_has (matter, "slug"));
  g_assert_false (galley_front_matter_has (matter, "image"));
  g_assert_cmpstr (galley_front_matter_get_string (matter, "visibility"), ==, "paid");
  g_assert_cmpstr (galley_front_matter_get_list (matter, "tags")[0], ==, "Space");
  g_assert_nonnull (strstr (text, "# kept\n"));
  g_assert_true (g_str_has_suffix (text, "---\nBody.\n"));
}

static void
test_template (void)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new (last, -1);
  g_autofree char *text = galley_renew (issue, TRUE);

  g_assert_cmpstr (text, ==, "---\ntitle: Nuri\n# kept\ntags: [Space]\nslug: nuri\nimage: a.jpg\n"
                             "visibility: paid\n---\nBody.\n");
}

static void
test_bare (void)
{
  g_autoptr (GalleyIssue) bare = galley_issue_new ("Body.\n", -1);
  g_autoptr (GalleyIssue) broken = galley_issue_new ("---\ntitle: a: b: [\n---\nBody.\n", -1);
  g_autofree char *text = galley_renew (bare, FALSE);
  g_autofree char *same = galley_renew (broken, FALSE);

  g_assert_true (g_str_has_suffix (text, "---\nBody.\n"));
  g_assert_cmpstr (same, ==, "---\ntitle: a: b: [\n---\nBody.\n");
}

/* An issue whose key stands twice, and one that cannot be read, are still nobody else's post. */
static void
test_odd (void)
{
  g_autoptr (GalleyIssue) twice
      = galley_issue_new ("---\ngalley:\n  id: 1\nslug: a\ngalley:\n  id: 2\nslug: b\n---\nBody.\n", -1);
  g_autoptr (GalleyIssue) broken = galley_issue_new ("---\ntitle: a: b\ngalley:\n  id: 1\n---\nBody.\n", -1);
  g_autofree char *text = galley_renew (twice, FALSE);
  g_autofree char *same = galley_renew (broken, TRUE);

  g_assert_cmpstr (text, ==, "---\ntitle: \"\"\nsubtitle: \"\"\n---\nBody.\n");
  g_assert_cmpstr (same, ==, "---\ntitle: a: b\n---\nBody.\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/issue/renew/last", test_last);
  g_test_add_func ("/issue/renew/template", test_template);
  g_test_add_func ("/issue/renew/bare", test_bare);
  g_test_add_func ("/issue/renew/odd", test_odd);
  return g_test_run ();
}
