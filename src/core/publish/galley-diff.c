/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-diff.h"

#include "galley-piece.h"

static void
row_free (gpointer data)
{
  GalleyDiffRow *row = data;

  g_free (row->text);
  g_free (row);
}

static void
add_row (GPtrArray *rows, GString *text, GalleySequenceChange change)
{
  GalleyDiffRow *row;

  if (text->len == 0)
    return;
  row = g_new0 (GalleyDiffRow, 1);
  row->change = change;
  row->text = g_strndup (text->str, text->len);
  g_ptr_array_add (rows, row);
  g_string_truncate (text, 0);
}

GPtrArray *
galley_diff_new (const char *before, const char *after, GError **error)
{
  g_autoptr (GalleyIssue) a = galley_issue_new (before, -1);
  g_autoptr (GalleyIssue) b = galley_issue_new (after, -1);
  g_autoptr (GPtrArray) old = galley_piece_split_issue (a);
  g_autoptr (GPtrArray) new = galley_piece_split_issue (b);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) x = galley_piece_number (old, numbers);
  g_autoptr (GArray) y = galley_piece_number (new, numbers);
  g_autoptr (GArray) steps = galley_sequence_diff (x, y, error);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  GalleySequenceChange last = GALLEY_SEQUENCE_SAME;

  if (steps == NULL)
    return NULL;
  for (guint i = 0; i < steps->len; i++)
    {
      const GalleySequenceStep *step = &g_array_index (steps, GalleySequenceStep, i);
      const GalleyPiece *piece = step->change == GALLEY_SEQUENCE_REMOVED
                                     ? g_ptr_array_index (old, step->a)
                                     : g_ptr_array_index (new, step->b);

      if (step->change != last)
        add_row (rows, text, last);
      last = step->change;
      g_string_append (text, piece->text);
    }
  add_row (rows, text, last);
  return g_steal_pointer (&rows);
}

void
galley_diff_count (GPtrArray *diff, guint *added, guint *removed)
{
  *added = *removed = 0;
  for (guint i = 0; i < diff->len; i++)
    {
      const GalleyDiffRow *row = g_ptr_array_index (diff, i);

      *added += row->change == GALLEY_SEQUENCE_ADDED;
      *removed += row->change == GALLEY_SEQUENCE_REMOVED;
    }
}
