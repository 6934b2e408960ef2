/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-outline.h"

#include <string.h>

static const char text[] = "---\ntitle: TK is a title\n---\nLead.\n\n"
                           "## One\n\nFirst %%TK figures. %%\n\n### One a\n\nSub.\n\n"
                           "## Two\n\n%% alone %%\n\nSecond %%ask *Kim*%% and more.\n\n"
                           "<!--members-only-->\n\n## Three\n\n<!-- a private\nnote -->\n\n"
                           "```\nTODO in code\n```\n\nTODO: check";

static void
test_read (void)
{
  static const struct {
    GalleyOutlineKind kind;
    guint level, line;
    const char *words;
  } expected[] = {
    { GALLEY_OUTLINE_SECTION, 2, 6, "One" },     { GALLEY_OUTLINE_SECTION, 3, 10, "One a" },
    { GALLEY_OUTLINE_SECTION, 2, 14, "Two" },    { GALLEY_OUTLINE_PAYWALL, 0, 20, "" },
    { GALLEY_OUTLINE_SECTION, 2, 22, "Three" },  { GALLEY_OUTLINE_MARK, 0, 8, "TK figures." },
    { GALLEY_OUTLINE_COMMENT, 0, 8, "TK figures." },
    { GALLEY_OUTLINE_COMMENT, 0, 16, "alone" },  { GALLEY_OUTLINE_COMMENT, 0, 18, "ask *Kim*" },
    { GALLEY_OUTLINE_COMMENT, 0, 24, "a private\nnote" }, { GALLEY_OUTLINE_MARK, 0, 31, "TODO: check" },
  };
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);
  g_autoptr (GPtrArray) outline = galley_outline_read (issue);

  g_assert_cmpuint (outline->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < outline->len; i++)
    {
      const GalleyOutlineItem *item = outline->pdata[i];

      g_assert_cmpint (item->kind, ==, expected[i].kind);
      g_assert_cmpuint (item->level, ==, expected[i].level);
      g_assert_cmpuint (item->line, ==, expected[i].line);
      g_assert_cmpstr (item->text, ==, expected[i].words);
    }
  g_assert_cmpuint (galley_outline_count_sections (outline), ==, 5);
}

static const struct {
  const char *name;
  const char *before;
  guint index, target;
  const char *after; /* NULL: nothing to do */
} moves[] = {
  { "up", "# A\n\na\n\n# B\n\nb\n\n# C\n\nc\n", 2, 0, "# C\n\nc\n\n# A\n\na\n\n# B\n\nb\n" },
  { "down", "# A\n\na\n\n# B\n\nb\n\n# C\n\nc\n", 0, 2, "# B\n\nb\n\n# A\n\na\n\n# C\n\nc\n" },
  { "to-end", "x\n\n# A\n\na\n\n# B\nb", 0, 2, "x\n\n# B\nb\n\n# A\n\na" },
  { "with-children", "# A\n\n## Aa\n\n# B\n\nb\n", 0, 3, "# B\n\nb\n\n# A\n\n## Aa\n" },
  { "crlf", "# A\r\n\r\n# B\r\n", 1, 0, "# B\r\n\r\n# A\r\n" },
  { "hangul", "# 가\n\n하나\n\n# 나\n\n둘\n", 1, 0, "# 나\n\n둘\n\n# 가\n\n하나\n" },
  { "paywall-stays", "# A\n\na\n\n<!--members-only-->\n\npaid\n\n# B\n\nb\n", 0, 3,
    "<!--members-only-->\n\npaid\n\n# B\n\nb\n\n# A\n\na\n" },
  { "into-itself", "# A\n\n## Aa\n\n# B\n", 0, 1, NULL },
  { "where-it-is", "# A\n\n# B\n", 0, 1, NULL },
  { "no-section", "<!--members-only-->\n\n# B\n", 0, 2, NULL },
};

static void
test_move (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GalleyIssue) issue = galley_issue_new (moves[i].before, -1);
  g_autoptr (GPtrArray) outline = galley_outline_read (issue);
  g_autoptr (GalleyEdit) edit
      = galley_outline_move (issue, outline, moves[i].index, moves[i].target);
  g_autofree char *after = NULL;

  g_assert_cmpint (edit != NULL, ==, moves[i].after != NULL);
  if (edit == NULL)
    return;
  after = galley_edit_apply (edit, moves[i].before, strlen (moves[i].before), NULL);
  g_assert_cmpstr (after, ==, moves[i].after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/issue/outline/read", test_read);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autofree char *path = g_strconcat ("/issue/outline/move/", moves[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_move);
    }
  return g_test_run ();
}
