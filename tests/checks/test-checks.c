/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every check has a NAME.md beside this file and a NAME.expect that lists its findings: severity,
 * line and message. GALLEY_BLESS=1 writes the latter anew. */

#include "galley-check.h"

static void
test_check (gconstpointer data)
{
  const GalleyCheck *check = data;
  g_autofree char *md = g_strconcat (check->id, ".md", NULL);
  g_autofree char *expect = g_strconcat (check->id, ".expect", NULL);
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "checks", NULL);
  g_autofree char *md_path = g_build_filename (folder, md, NULL);
  g_autofree char *expect_path = g_build_filename (folder, expect, NULL);
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyIssue) issue = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GString) found = g_string_new (NULL);
  GalleyCheckContext context = { .folder = folder };

  g_file_get_contents (md_path, &text, NULL, &error);
  g_assert_no_error (error);
  issue = galley_issue_new (text, -1);
  context.issue = issue;
  findings = galley_check_run (&context);
  for (guint i = 0; i < findings->len; i++)
    if (g_str_has_prefix (galley_finding_get_id (findings->pdata[i]), check->id))
      g_string_append_printf (found, "%s %u %s\n",
                              galley_finding_get_severity_name (findings->pdata[i]),
                              galley_finding_get_line (findings->pdata[i]),
                              galley_finding_get_message (findings->pdata[i]));
  if (g_getenv ("GALLEY_BLESS") != NULL)
    g_assert_true (g_file_set_contents (expect_path, found->str, found->len, NULL));
  g_file_get_contents (expect_path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_order (void)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new ("TK\n\n![](x.png)\n\n[](javascript:x)\n", -1);
  GalleyCheckContext context = { .issue = issue };
  g_autoptr (GPtrArray) findings = galley_check_run (&context);
  guint last = 0;

  g_assert_cmpuint (findings->len, >=, 4);
  for (guint i = 0; i < findings->len; i++)
    {
      g_assert_cmpuint (galley_finding_get_line (findings->pdata[i]), >=, last);
      last = galley_finding_get_line (findings->pdata[i]);
    }
  g_assert_true (galley_check_has_errors (findings));
}

/* Every fix is safe to take: applied, the finding is gone and none has come. */
static void
test_fixes (void)
{
  static const struct { const char *id, *text, *fixed; } rows[] = {
    { "cards", "> [!NOET] {emoji=🚀} NOET\n> Body\n", "> [!NOTE] {emoji=🚀} NOET\n> Body\n" },
    { "cards", "Text\r\n\r\n> [!Buton]\r\n> [Go](https://x.example)\r\n",
      "Text\r\n\r\n> [!BUTTON]\r\n> [Go](https://x.example)\r\n" },
    { "cards", "> [!BUTTON] {aling=left}\n> [Go](https://x.example)\n",
      "> [!BUTTON] {align=left}\n> [Go](https://x.example)\n" },
    { "cards", "> [!BUTTON] {align=centre}\n> [Go](https://x.example)\n",
      "> [!BUTTON] {align=center}\n> [Go](https://x.example)\n" },
    { "cards", "> [!XYZ]\n> Body\n", NULL },
    { "cards", "> [!EMAIL] {for=everybody-i-know}\n> Body\n", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GalleyIssue) issue = galley_issue_new (rows[i].text, -1);
      GalleyCheckContext context = { .issue = issue };
      g_autoptr (GPtrArray) findings = galley_check_run (&context);
      const GalleyFinding *found = NULL;
      g_autofree char *fixed = NULL;
      gsize length = 0;

      for (guint j = 0; j < findings->len; j++)
        if (g_str_equal (galley_finding_get_id (findings->pdata[j]), rows[i].id))
          found = findings->pdata[j];
      g_assert_nonnull (found);
      g_assert_cmpint (galley_finding_get_fix (found) != NULL, ==, rows[i].fixed != NULL);
      if (rows[i].fixed == NULL)
        continue;
      fixed = galley_edit_apply (galley_finding_get_fix (found), rows[i].text, strlen (rows[i].text), &length);
      g_assert_cmpstr (fixed, ==, rows[i].fixed);
    }
}

static void
test_quiet (void)
{
  g_autoptr (GalleyIssue) issue
    = galley_issue_new ("---\ntitle: A title\n---\n\nText with a [link](https://example.com).\n", -1);
  GalleyCheckContext context = { .issue = issue };
  g_autoptr (GPtrArray) findings = galley_check_run (&context);

  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_false (galley_check_has_errors (findings));
}

int
main (int argc,
      char **argv)
{
  const GalleyCheck *const *checks = galley_check_list ();

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; checks[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/checks/", checks[i]->id, NULL);

      g_test_add_data_func (path, checks[i], test_check);
    }
  g_test_add_func ("/checks/order", test_order);
  g_test_add_func ("/checks/fixes", test_fixes);
  g_test_add_func ("/checks/quiet", test_quiet);
  return g_test_run ();
}
