/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A conflict is widened to whole blocks before it is written down: half a paragraph between marks
 * could not be read.
 */

#include "galley-merge.h"

#include <string.h>

#include "galley-conflict.h"
#include "galley-merge-cells.h"

typedef struct
{
  guint start;
  guint end;
} Range;

void
galley_merged_free (GalleyMerged *self)
{
  g_free (self->body);
  g_free (self);
}

static gboolean
is_gap (const GalleyMergeCells *self, guint i)
{
  return galley_merge_cells_get_piece (self, &g_array_index (self->cells, GalleyMergeCell, i))->kind
         == GALLEY_PIECE_GAP;
}

static gboolean
is_agreed (const GalleyMergeCells *self, guint i)
{
  return g_array_index (self->cells, GalleyMergeCell, i).where == GALLEY_IN_BOTH;
}

/* Whether the first cell of @where in @range, or the last one, is in the middle of a block. */
static gboolean
cuts_block (const GalleyMergeCells *self,
            const Range *range,
            GalleyMergeWhere where,
            gboolean first)
{
  for (guint n = 0; n < range->end - range->start; n++)
    {
      guint i = first ? range->start + n : range->end - 1 - n;

      if (g_array_index (self->cells, GalleyMergeCell, i).where == where)
        return !is_gap (self, i);
    }
  return FALSE;
}

/* From the conflict at @i to the ends of the blocks it cuts, with the conflicts on the way. */
static Range
find_conflict (const GalleyMergeCells *self, guint i, guint from)
{
  Range range = { i, i };
  gboolean grown = TRUE;

  while (range.end < self->cells->len && !is_agreed (self, range.end))
    range.end++;
  while (range.start > from && is_agreed (self, range.start - 1) && !is_gap (self, range.start - 1)
         && (cuts_block (self, &range, GALLEY_IN_OURS, TRUE)
             || cuts_block (self, &range, GALLEY_IN_THEIRS, TRUE)))
    range.start--;
  while (grown
         && (cuts_block (self, &range, GALLEY_IN_OURS, FALSE)
             || cuts_block (self, &range, GALLEY_IN_THEIRS, FALSE)))
    {
      guint end = range.end;

      while (end < self->cells->len && is_agreed (self, end) && !is_gap (self, end))
        end++;
      while (end < self->cells->len && !is_agreed (self, end))
        end++;
      grown = end > range.end;
      range.end = end;
    }
  return range;
}

static void
end_block (GString *body)
{
  if (body->len == 0)
    return;
  galley_merge_end_line (body);
  if (!g_str_has_suffix (body->str, "\n\n") && !g_str_has_suffix (body->str, "\n\r\n"))
    g_string_append_c (body, '\n');
}

static void
write_marked (const GalleyMergeCells *self, GalleyMerged *merged)
{
  g_autoptr (GString) body = g_string_new (NULL);
  guint done = 0;

  for (guint i = 0; i < self->cells->len; i++)
    {
      Range range;
      g_autofree char *before = NULL;
      g_autofree char *mine = NULL;
      g_autofree char *theirs = NULL;

      if (is_agreed (self, i))
        continue;
      range = find_conflict (self, i, done);
      before = galley_merge_cells_dup_text (self, done, range.start, GALLEY_IN_NEITHER);
      mine = galley_merge_cells_dup_text (self, range.start, range.end, GALLEY_IN_THEIRS);
      theirs = galley_merge_cells_dup_text (self, range.start, range.end, GALLEY_IN_OURS);
      end_block (body);
      g_string_append (body, before);
      end_block (body);
      galley_conflict_write (body, mine, theirs);
      merged->n_conflicts++;
      done = range.end;
      /* The gap behind it: there is a blank line already. */
      if (done < self->cells->len && is_agreed (self, done) && is_gap (self, done))
        done++;
      i = done - 1;
    }
  if (done < self->cells->len)
    {
      g_autofree char *rest =
          galley_merge_cells_dup_text (self, done, self->cells->len, GALLEY_IN_NEITHER);

      end_block (body);
      g_string_append (body, rest);
    }
  merged->body = g_string_free (g_steal_pointer (&body), FALSE);
}

/* What of ours in this conflict never leaves the machine stands at the next end of a block. */
static void
write_private (const GalleyMergeCells *self, GString *body, GPtrArray *waiting)
{
  for (guint i = 0; i < waiting->len; i++)
    {
      end_block (body);
      g_string_append (body,
                       galley_merge_cells_get_piece (self, g_ptr_array_index (waiting, i))->text);
      galley_merge_end_line (body);
    }
  g_ptr_array_set_size (waiting, 0);
}

static void
write_theirs (const GalleyMergeCells *self, GalleyMerged *merged)
{
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  const GalleyMergeCell *last = NULL;

  for (guint i = 0; i < self->cells->len; i++)
    {
      const GalleyMergeCell *cell = &g_array_index (self->cells, GalleyMergeCell, i);

      if (cell->where == GALLEY_IN_OURS)
        {
          if (galley_merge_cells_get_piece (self, cell)->is_private)
            g_ptr_array_add (waiting, (gpointer)cell);
          continue;
        }
      if (waiting->len > 0
          && (last == NULL || is_gap (self, i)
              || galley_merge_cells_get_piece (self, last)->kind == GALLEY_PIECE_GAP))
        {
          write_private (self, body, waiting);
          if (!is_gap (self, i))
            end_block (body);
        }
      galley_merge_cells_write (self, body, last, cell, NULL);
      last = cell;
    }
  write_private (self, body, waiting);
  merged->body = g_string_free (g_steal_pointer (&body), FALSE);
}

GalleyMerged *
galley_merge (GalleyIssue *base,
              GalleyIssue *ours,
              GalleyIssue *theirs,
              GalleyMergeWay way,
              GError **error)
{
  g_auto (GalleyMergeCells) self = { { NULL } };
  GalleyMerged *merged;

  if (!galley_merge_cells_make (&self, base, ours, theirs, error))
    return NULL;
  merged = g_new0 (GalleyMerged, 1);
  if (way == GALLEY_MERGE_MARK)
    write_marked (&self, merged);
  else
    write_theirs (&self, merged);
  return merged;
}

static guint *
count (const GalleyMergeCells *self, int side)
{
  guint *counts = g_new0 (guint, g_hash_table_size (self->known) + 1);

  for (guint i = 0; i < self->numbers[side]->len; i++)
    counts[g_array_index (self->numbers[side], guint, i)]++;
  return counts;
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Pieces are counted: what has only been moved says nothing here. */
static void
add_missing (const GalleyMergeCells *self, GPtrArray *missing)
{
  g_autofree guint *base = count (self, GALLEY_SIDE_BASE);
  g_autofree guint *ours = count (self, GALLEY_SIDE_OURS);
  g_autofree guint *theirs = count (self, GALLEY_SIDE_THEIRS);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint i = GPOINTER_TO_UINT (value);

      /* Blank lines between blocks, and in lists. */
      if (strcmp (key, "g") == 0 || strcmp (key, "l") == 0)
        continue;
      if (theirs[i] > base[i] && ours[i] < theirs[i])
        g_ptr_array_add (missing, g_strconcat ("+", key, NULL));
      else if (theirs[i] < base[i] && ours[i] > theirs[i])
        g_ptr_array_add (missing, g_strconcat ("-", key, NULL));
    }
  g_ptr_array_sort (missing, compare_strings);
}

/* Whether the merge is anything but ours as it is. */
static gboolean
is_other (const GalleyMergeCells *self)
{
  if (self->cells->len != self->numbers[GALLEY_SIDE_OURS]->len)
    return TRUE;
  for (guint i = 0; i < self->cells->len; i++)
    if (!is_agreed (self, i)
        || g_array_index (self->cells, GalleyMergeCell, i).number
               != g_array_index (self->numbers[GALLEY_SIDE_OURS], guint, i))
      return TRUE;
  return FALSE;
}

char **
galley_merge_list_missing (GalleyIssue *base,
                           GalleyIssue *ours,
                           GalleyIssue *theirs,
                           GError **error)
{
  g_auto (GalleyMergeCells) self = { { NULL } };
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);

  if (!galley_merge_cells_make (&self, base, ours, theirs, error))
    return NULL;
  add_missing (&self, missing);
  /* The order, or where paragraphs end: that is named by all of it. */
  if (missing->len == 0 && is_other (&self))
    {
      g_autoptr (GString) all = g_string_new ("order:");

      for (guint i = 0; i < self.pieces[GALLEY_SIDE_THEIRS]->len; i++)
        g_string_append (
            all,
            ((const GalleyPiece *)g_ptr_array_index (self.pieces[GALLEY_SIDE_THEIRS], i))->key);
      g_ptr_array_add (missing, g_compute_checksum_for_string (G_CHECKSUM_SHA256, all->str, -1));
    }
  g_ptr_array_add (missing, NULL);
  g_ptr_array_set_free_func (missing, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&missing), FALSE);
}
