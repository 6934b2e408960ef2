/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-preview-blocks.h"

static const GalleyRenderedBlock *
get_block (GPtrArray *blocks,
           guint      index)
{
  return g_ptr_array_index (blocks, index);
}

static gboolean
is_same (GPtrArray *before,
         guint      i,
         GPtrArray *after,
         guint      j)
{
  return g_str_equal (get_block (before, i)->html, get_block (after, j)->html);
}

GalleyPreviewPatch
galley_preview_blocks_compare (GPtrArray *before,
                               GPtrArray *after)
{
  guint n_before = before != NULL ? before->len : 0;
  guint n_after = after->len;
  guint first = 0;
  guint tail = 0;

  while (first < MIN (n_before, n_after) && is_same (before, first, after, first))
    first++;
  while (tail < MIN (n_before, n_after) - first
         && is_same (before, n_before - 1 - tail, after, n_after - 1 - tail))
    tail++;
  return (GalleyPreviewPatch){ first, n_before - first - tail, n_after - first - tail };
}

/* Where the lines of a block's place end: at the next block's start, where that lies ahead
 * (footnotes stand at the end of the page, wherever they were written). */
static guint
get_limit (GPtrArray *blocks,
           guint      index)
{
  const GalleyRenderedBlock *block = get_block (blocks, index);

  if (index + 1 < blocks->len && get_block (blocks, index + 1)->start_line > block->start_line)
    return get_block (blocks, index + 1)->start_line;
  return MAX (block->end_line, block->start_line) + 1;
}

double
galley_preview_blocks_get_line (GPtrArray *blocks,
                                int        block,
                                double     fraction)
{
  guint start;

  if (!(fraction >= 0))
    fraction = 0;
  fraction = MIN (fraction, 1);
  if (blocks == NULL || blocks->len == 0)
    return 1;
  if (block < 0)
    return 1 + fraction * (MAX (get_block (blocks, 0)->start_line, 1) - 1.0);
  block = MIN (block, (int) blocks->len - 1);
  start = get_block (blocks, block)->start_line;
  return start + fraction * (get_limit (blocks, block) - start);
}

void
galley_preview_blocks_find (GPtrArray *blocks,
                            double     line,
                            int       *block,
                            double    *fraction)
{
  int best = -1;
  guint start = 1;
  guint limit;

  for (guint i = 0; blocks != NULL && i < blocks->len; i++)
    {
      guint own = get_block (blocks, i)->start_line;

      if (own <= line && (best < 0 || own > get_block (blocks, best)->start_line))
        best = (int) i;
    }
  *block = best;
  if (best >= 0)
    {
      start = get_block (blocks, best)->start_line;
      limit = get_limit (blocks, best);
    }
  else
    limit = blocks != NULL && blocks->len > 0 ? get_block (blocks, 0)->start_line : 1;
  *fraction = limit > start ? CLAMP ((line - start) / (limit - start), 0, 1) : 0;
}
