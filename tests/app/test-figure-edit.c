/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-figure-edit.h"

#include <string.h>

/* "|" is the cursor. */
static void
check_insert (const char *before,
              const char *after)
{
  const char *cursor = strchr (before, '|');
  g_autofree char *text = g_strdup_printf ("%.*s%s", (int) (cursor - before), before, cursor + 1);
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);
  g_autoptr (GalleyEdit) edit = galley_figure_edit_insert (issue, cursor - before, "![a](b.png)");
  g_autofree char *result = galley_edit_apply (edit, text, strlen (text), NULL);

  g_assert_cmpstr (result, ==, after);
}

static void
test_insert (void)
{
  check_insert ("|", "![a](b.png)\n");
  check_insert ("One\n|", "One\n\n![a](b.png)\n");
  check_insert ("One|", "One\n\n![a](b.png)\n");
  check_insert ("O|ne\n\nTwo\n", "One\n\n![a](b.png)\n\nTwo\n");
  check_insert ("One\ngoes| on\nhere\n\nTwo\n", "One\ngoes on\nhere\n\n![a](b.png)\n\nTwo\n");
  check_insert ("One\n\n|Two\n", "One\n\n![a](b.png)\n\nTwo\n");
  check_insert ("One\n\n|\n\nTwo\n", "One\n\n![a](b.png)\n\nTwo\n");
  check_insert ("|One", "![a](b.png)\n\nOne");
  check_insert ("|# One\n\nTwo\n", "![a](b.png)\n\n# One\n\nTwo\n");
  check_insert ("|![o](o.png)\n\nTwo\n", "![a](b.png)\n\n![o](o.png)\n\nTwo\n");
  check_insert ("|- One\n- Two\n", "![a](b.png)\n\n- One\n- Two\n");
  check_insert ("|> [!NOTE]\n> Two\n", "![a](b.png)\n\n> [!NOTE]\n> Two\n");
  check_insert ("|\n\nTwo\n", "![a](b.png)\n\nTwo\n");
  check_insert ("|One\n", "![a](b.png)\n\nOne\n");
}

static void
test_insert_never_inside (void)
{
  check_insert ("---\nti|tle: x\n---\nOne\n", "---\ntitle: x\n---\n\n![a](b.png)\n\nOne\n");
  check_insert ("- one\n- t|wo\n- three\n\nEnd\n", "- one\n- two\n- three\n\n![a](b.png)\n\nEnd\n");
  check_insert ("> quo|te\n> on\n\nEnd\n", "> quote\n> on\n\n![a](b.png)\n\nEnd\n");
  check_insert ("```\ncode\n|\nmore\n```\n", "```\ncode\n\nmore\n```\n\n![a](b.png)\n");
}

static void
test_insert_line_ends (void)
{
  check_insert ("One|\r\n\r\nTwo\r\n", "One\r\n\r\n![a](b.png)\r\n\r\nTwo\r\n");
}

static void
test_replace (void)
{
  const char *text = "One\n\n![old](b.png \"cap\"){.wide}\n\nTwo\n";
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);
  const GalleyNode *figure = galley_figure_edit_find (issue, 3);
  g_autoptr (GalleyEdit) edit = NULL;
  g_autofree char *result = NULL;

  g_assert_null (galley_figure_edit_find (issue, 1));
  g_assert_nonnull (figure);
  edit = galley_figure_edit_replace (issue, figure, "![new](b.png)");
  result = galley_edit_apply (edit, text, strlen (text), NULL);
  g_assert_cmpstr (result, ==, "One\n\n![new](b.png)\n\nTwo\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/figure-edit/insert", test_insert);
  g_test_add_func ("/app/figure-edit/insert-never-inside", test_insert_never_inside);
  g_test_add_func ("/app/figure-edit/insert-line-ends", test_insert_line_ends);
  g_test_add_func ("/app/figure-edit/replace", test_replace);
  return g_test_run ();
}
