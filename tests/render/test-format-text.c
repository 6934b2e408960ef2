/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "galley-test-render.h"

static void
test_blocks (void)
{
  assert_fragment ("text", "## Head\n\nSee [the *site*](https://a.example/x).\n",
                   "Head\n----\n\nSee the site (https://a.example/x).\n");
  assert_fragment ("text", "- one\n  1. deep\n- two\n", "* one\n  1. deep\n* two\n");
  assert_fragment ("text", "> quoted\n", "> quoted\n");
  assert_fragment ("text", "![Alt](a.jpg \"Cap. Credit: KARI\")\n",
                   "[Picture: Alt]\nCap. Credit: KARI\n");
  assert_fragment ("text", "<user@example.org>\n", "user@example.org\n");
}

static void
test_width (void)
{
  g_autofree char *text
    = render_fragment ("text",
                       "A long line of many short words that goes on and on until nobody can "
                       "read it any more. 한국어로 된 긴 문장도 여기에 있습니다 그래서 줄이 "
                       "바뀌어야 합니다 그렇지 않으면 읽을 수 없습니다.\n",
                       GALLEY_READER_EVERYTHING);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 3);
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpuint (g_utf8_strlen (lines[i], -1), <=, 72);
}

static void
test_readers (void)
{
  const char *markdown = "---\nvisibility: paid\n---\nBefore.\n\n<!--members-only-->\n\nSecret.\n";
  g_autofree char *free_one = render_fragment ("text", markdown, GALLEY_READER_FREE);
  g_autofree char *paid = render_fragment ("text", markdown, GALLEY_READER_PAID);

  g_assert_cmpstr (free_one, ==, "Before.\n");
  g_assert_cmpstr (paid, ==, "Before.\n\nSecret.\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/text/blocks", test_blocks);
  g_test_add_func ("/render/text/width", test_width);
  g_test_add_func ("/render/text/readers", test_readers);
  return g_test_run ();
}
