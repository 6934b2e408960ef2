/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-preview-blocks.h"

static GPtrArray *
make_blocks (const char *words)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; words[i] != '\0'; i++)
    {
      GalleyRenderedBlock *block = g_new0 (GalleyRenderedBlock, 1);
      static const char *const letters[] = { "a", "b", "c", "d" };

      block->html = (char *) letters[words[i] - 'a'];
      block->start_line = 10 + 3 * i;
      block->end_line = 11 + 3 * i;
      g_ptr_array_add (blocks, block);
    }
  return blocks;
}

static void
check_compare (const char *before,
               const char *after,
               guint       first,
               guint       removed,
               guint       added)
{
  g_autoptr (GPtrArray) old = before != NULL ? make_blocks (before) : NULL;
  g_autoptr (GPtrArray) new = make_blocks (after);
  GalleyPreviewPatch patch = galley_preview_blocks_compare (old, new);

  g_assert_cmpuint (patch.first, ==, first);
  g_assert_cmpuint (patch.removed, ==, removed);
  g_assert_cmpuint (patch.added, ==, added);
}

static void
test_compare (void)
{
  check_compare (NULL, "abc", 0, 0, 3);
  check_compare ("abc", "abc", 3, 0, 0);
  check_compare ("abc", "adc", 1, 1, 1);
  check_compare ("abc", "ac", 1, 1, 0);
  check_compare ("aa", "aaa", 2, 0, 1);
  check_compare ("aaa", "a", 1, 2, 0);
  check_compare ("abc", "", 0, 3, 0);
}

static void
test_lines (void)
{
  g_autoptr (GPtrArray) blocks = make_blocks ("abc");
  int block;
  double fraction;

  g_assert_cmpfloat_with_epsilon (galley_preview_blocks_get_line (blocks, 1, 0), 13, 1e-9);
  g_assert_cmpfloat_with_epsilon (galley_preview_blocks_get_line (blocks, 1, 0.5), 14.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (galley_preview_blocks_get_line (blocks, -1, 0.5), 5.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (galley_preview_blocks_get_line (blocks, 99, 1), 18, 1e-9);
  g_assert_cmpfloat_with_epsilon (galley_preview_blocks_get_line (NULL, 3, 1), 1, 1e-9);
  for (double line = 1; line < 18; line += 0.25)
    {
      galley_preview_blocks_find (blocks, line, &block, &fraction);
      g_assert_cmpfloat_with_epsilon (galley_preview_blocks_get_line (blocks, block, fraction),
                                      line, 1e-9);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/preview-blocks/compare", test_compare);
  g_test_add_func ("/app/preview-blocks/lines", test_lines);
  return g_test_run ();
}
