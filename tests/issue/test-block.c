/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "galley-block.h"

/* In both texts "|" is the cursor; in the first a second one is the selection's other end. */
static void
check (const char *before,
       const char *after)
{
  const char *first = strchr (before, '|');
  const char *second = strchr (first + 1, '|');
  g_autofree char *text = g_strdup (before);
  g_autoptr (GalleyIssue) issue = NULL;
  g_autoptr (GalleyEdit) edit = NULL;
  g_autofree char *changed = NULL;
  gsize start = first - before, end = second != NULL ? second - before - 1 : start, cursor = 2;
  GString *shown;

  memmove (text + start, text + start + 1, strlen (text + start));
  if (second != NULL)
    memmove (text + end, text + end + 1, strlen (text + end));
  issue = galley_issue_new (text, -1);
  edit = galley_block_place (issue, start, end, "> \n> x", &cursor);
  changed = galley_edit_apply (edit, text, strlen (text), NULL);
  shown = g_string_new (changed);
  g_string_insert_c (shown, edit->start + cursor, '|');
  g_assert_cmpstr (shown->str, ==, after);
  g_string_free (shown, TRUE);
}

static void
test_place (void)
{
  check ("|", "> |\n> x\n");
  check ("One.\n\n|\n\nTwo.\n", "One.\n\n> |\n> x\n\nTwo.\n");
  check ("One.\n|\nTwo.\n", "One.\n\n> |\n> x\n\nTwo.\n");
  check ("One|.\nTwo.\n", "One.\nTwo.\n\n> |\n> x\n");
  check ("One|.\n\nTwo.\n", "One.\n\n> |\n> x\n\nTwo.\n");
  check ("- a\n- b|\n- c\n\nTwo.\n", "- a\n- b\n- c\n\n> |\n> x\n\nTwo.\n");
  check ("> [!NOTE]\n> a|\n> b\n\nTwo.\n", "> [!NOTE]\n> a\n> b\n\n> |\n> x\n\nTwo.\n");
  check ("```\n|\n\n```\nTwo.\n", "```\n\n\n```\n\n> |\n> x\n\nTwo.\n");
  check ("---\ntitle: |A\n---\nOne.\n", "---\ntitle: A\n---\n\n> |\n> x\n\nOne.\n");
  check ("---\ntitle: A\n---\n\n|", "---\ntitle: A\n---\n\n> |\n> x\n");
  check ("One |two| three.\n", "One \n\n> |\n> x\n\n three.\n");
  check ("One.\r\n\r\n|\r\n\r\nTwo.\r\n", "One.\r\n\r\n> |\r\n> x\r\n\r\nTwo.\r\n");
}

static void
test_blocks (void)
{
  for (const GalleyBlock *block = galley_block_list (); block->id != NULL; block++)
    {
      g_autoptr (GalleyIssue) issue = galley_issue_new (block->markdown, -1);

      g_assert_cmpuint (block->cursor, <=, strlen (block->markdown));
      g_assert_nonnull (galley_issue_get_root (issue)->first_child);
      g_assert_cmpint (galley_issue_get_root (issue)->first_child->type, !=, GALLEY_NODE_PARAGRAPH);
      g_assert_null (galley_issue_get_root (issue)->first_child->next);
    }
}

static void
test_prose (void)
{
  g_autoptr (GalleyIssue) issue
    = galley_issue_new ("---\ntitle: A\n---\n\nOne\n\n```\n\ncode\n```\n\n<div>\n</div>\n\n%%\na\n%%\n", -1);
  static const char expected[] = "nnnyyynnnnynn";

  for (guint i = 0; expected[i] != '\0'; i++)
    {
      g_test_message ("line %u", i + 1);
      g_assert_cmpint (galley_block_is_prose (issue, i + 1), ==, expected[i] == 'y');
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/issue/block/place", test_place);
  g_test_add_func ("/issue/block/blocks", test_blocks);
  g_test_add_func ("/issue/block/prose", test_prose);
  return g_test_run ();
}
