/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-merge-cells.h"

#include <string.h>

#include "galley-sequence.h"

void
galley_merge_cells_clear (GalleyMergeCells *self)
{
  for (int side = 0; side < GALLEY_N_SIDES; side++)
    {
      g_clear_pointer (&self->numbers[side], g_array_unref);
      g_clear_pointer (&self->pieces[side], g_ptr_array_unref);
    }
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->cells, g_array_unref);
}

/* What both have in the same order: all that can be said of a beginning that nobody remembers. */
static GArray *
find_common (const GArray *ours, const GArray *theirs, GError **error)
{
  g_autoptr (GArray) steps = galley_sequence_diff (ours, theirs, error);
  GArray *common = steps != NULL ? g_array_new (FALSE, FALSE, sizeof (guint)) : NULL;

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const GalleySequenceStep *step = &g_array_index (steps, GalleySequenceStep, i);

      if (step->change == GALLEY_SEQUENCE_SAME)
        g_array_append_val (common, g_array_index (ours, guint, step->a));
    }
  return common;
}

static gboolean
read_sides (GalleyMergeCells *self,
            GalleyIssue *base,
            GalleyIssue *ours,
            GalleyIssue *theirs,
            GError **error)
{
  GalleyIssue *issues[GALLEY_N_SIDES] = { base, ours, theirs };

  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  for (int side = 0; side < GALLEY_N_SIDES; side++)
    if (issues[side] != NULL)
      {
        self->pieces[side] = galley_piece_split_body (issues[side]);
        self->numbers[side] = galley_piece_number (self->pieces[side], self->known);
      }
  if (base == NULL)
    {
      self->pieces[GALLEY_SIDE_BASE] = g_ptr_array_new ();
      self->numbers[GALLEY_SIDE_BASE] =
          find_common (self->numbers[GALLEY_SIDE_OURS], self->numbers[GALLEY_SIDE_THEIRS], error);
    }
  return self->numbers[GALLEY_SIDE_BASE] != NULL;
}

static void
add_cells (GArray *cells, const GArray *numbers, GalleyMergeWhere where)
{
  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      GalleyMergeCell cell = { where,
                               g_array_index (numbers, guint, i),
                               { GALLEY_NOWHERE, GALLEY_NOWHERE, GALLEY_NOWHERE } };

      g_array_append_val (cells, cell);
    }
}

/* Where the cells that @side has a part in stand in its text. */
static gboolean
locate (GalleyMergeCells *self, int side, GError **error)
{
  g_autoptr (GArray) view = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) steps = NULL;

  for (guint i = 0; i < self->cells->len; i++)
    {
      const GalleyMergeCell *cell = &g_array_index (self->cells, GalleyMergeCell, i);

      if (cell->where == (side == GALLEY_SIDE_OURS ? GALLEY_IN_THEIRS : GALLEY_IN_OURS))
        continue;
      g_array_append_val (view, cell->number);
      g_array_append_val (places, i);
    }
  steps = galley_sequence_diff (self->numbers[side], view, error);
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const GalleySequenceStep *step = &g_array_index (steps, GalleySequenceStep, i);

      if (step->change == GALLEY_SEQUENCE_SAME)
        g_array_index (self->cells, GalleyMergeCell, g_array_index (places, guint, step->b))
            .index[side] = step->a;
    }
  return steps != NULL;
}

/* Any place of the same words, when the merge has put them where no side has them. */
static void
place_anywhere (const GalleyMergeCells *self, GalleyMergeCell *cell)
{
  static const int order[] = { GALLEY_SIDE_OURS, GALLEY_SIDE_THEIRS, GALLEY_SIDE_BASE };

  if (cell->index[GALLEY_SIDE_OURS] != GALLEY_NOWHERE
      || cell->index[GALLEY_SIDE_THEIRS] != GALLEY_NOWHERE)
    return;
  for (gsize s = 0; s < G_N_ELEMENTS (order); s++)
    for (guint i = 0; i < self->pieces[order[s]]->len; i++)
      if (g_array_index (self->numbers[order[s]], guint, i) == cell->number)
        {
          cell->index[order[s]] = i;
          return;
        }
}

static gboolean
make_cells (GalleyMergeCells *self, GError **error)
{
  g_autoptr (GPtrArray) chunks =
      galley_sequence_merge (self->numbers[GALLEY_SIDE_BASE], self->numbers[GALLEY_SIDE_OURS],
                             self->numbers[GALLEY_SIDE_THEIRS], error);

  if (chunks == NULL)
    return FALSE;
  self->cells = g_array_new (FALSE, FALSE, sizeof (GalleyMergeCell));
  for (guint i = 0; i < chunks->len; i++)
    {
      const GalleySequenceChunk *chunk = g_ptr_array_index (chunks, i);

      add_cells (self->cells, chunk->ours, chunk->theirs != NULL ? GALLEY_IN_OURS : GALLEY_IN_BOTH);
      add_cells (self->cells, chunk->theirs, GALLEY_IN_THEIRS);
    }
  if (!locate (self, GALLEY_SIDE_OURS, error) || !locate (self, GALLEY_SIDE_THEIRS, error))
    return FALSE;
  for (guint i = 0; i < self->cells->len; i++)
    place_anywhere (self, &g_array_index (self->cells, GalleyMergeCell, i));
  return TRUE;
}

static int
get_side (const GalleyMergeCell *cell)
{
  return cell->index[GALLEY_SIDE_OURS] != GALLEY_NOWHERE     ? GALLEY_SIDE_OURS
         : cell->index[GALLEY_SIDE_THEIRS] != GALLEY_NOWHERE ? GALLEY_SIDE_THEIRS
                                                             : GALLEY_SIDE_BASE;
}

const GalleyPiece *
galley_merge_cells_get_piece (const GalleyMergeCells *self, const GalleyMergeCell *cell)
{
  int side = get_side (cell);

  return g_ptr_array_index (self->pieces[side], cell->index[side]);
}

/* @next follows @cell in one of the texts too, whose bytes between them are right. */
static gboolean
is_followed (const GalleyMergeCell *cell, const GalleyMergeCell *next)
{
  int side;

  if (cell == NULL || next == NULL)
    return FALSE;
  side = get_side (cell);
  return side == get_side (next) && cell->index[side] + 1 == next->index[side];
}

static void
trim_blanks (GString *text)
{
  while (text->len > 0 && strchr (" \t\r\n", text->str[text->len - 1]) != NULL)
    g_string_truncate (text, text->len - 1);
}

void
galley_merge_end_line (GString *text)
{
  if (text->len == 0 || text->str[text->len - 1] == '\n')
    return;
  trim_blanks (text);
  g_string_append_c (text, '\n');
}

/* East Asia writes no blank between sentences. */
static gboolean
ends_wide (const GString *text)
{
  const char *last =
      text->len > 0 ? g_utf8_find_prev_char (text->str, text->str + text->len) : NULL;
  gunichar c = last != NULL ? g_utf8_get_char (last) : 0;

  return (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xff60);
}

/* What one text had at a line's beginning need not be what another has there: a dash would begin a
 * list. So a blank comes between two that have come together, unless the line is broken on purpose. */
static void
join_sentence (GString *text)
{
  if (text->len == 0 || g_str_has_suffix (text->str, "  \n") || g_str_has_suffix (text->str, "\\\n")
      || g_str_has_suffix (text->str, "  \r\n") || g_str_has_suffix (text->str, "\\\r\n"))
    return;
  trim_blanks (text);
  if (!ends_wide (text))
    g_string_append_c (text, ' ');
}

void
galley_merge_cells_write (const GalleyMergeCells *self,
                          GString *text,
                          const GalleyMergeCell *last,
                          const GalleyMergeCell *cell,
                          const GalleyMergeCell *next)
{
  const GalleyPiece *piece = galley_merge_cells_get_piece (self, cell);
  const GalleyPiece *before = last != NULL ? galley_merge_cells_get_piece (self, last) : NULL;

  if (piece->kind == GALLEY_PIECE_GAP)
    {
      /* Blocks that stand right below each other need not bear it with others; below a heading all do. */
      gboolean tight =
          (before != NULL && before->kind == GALLEY_PIECE_LINE && before->text[0] == '#')
          || (is_followed (last, cell) && is_followed (cell, next));

      galley_merge_end_line (text);
      g_string_append (text, piece->text[0] != '\0' || tight ? piece->text : "\n");
      return;
    }
  if (before != NULL && !is_followed (last, cell))
    {
      if (piece->kind == GALLEY_PIECE_SENTENCE && before->kind == GALLEY_PIECE_SENTENCE)
        join_sentence (text);
      else
        galley_merge_end_line (text);
    }
  g_string_append (text, piece->text);
}

/* The cells of [@start, @end) that are not @without. */
char *
galley_merge_cells_dup_text (const GalleyMergeCells *self,
                             guint start,
                             guint end,
                             GalleyMergeWhere without)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const GalleyMergeCell *last = NULL;

  for (guint i = start; i < end; i++)
    {
      const GalleyMergeCell *cell = &g_array_index (self->cells, GalleyMergeCell, i);
      const GalleyMergeCell *next = NULL;

      for (guint j = i + 1; j < end && next == NULL; j++)
        if (g_array_index (self->cells, GalleyMergeCell, j).where != without)
          next = &g_array_index (self->cells, GalleyMergeCell, j);
      if (cell->where == without)
        continue;
      galley_merge_cells_write (self, text, last, cell, next);
      last = cell;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
galley_merge_cells_make (GalleyMergeCells *self,
                         GalleyIssue *base,
                         GalleyIssue *ours,
                         GalleyIssue *theirs,
                         GError **error)
{
  return read_sides (self, base, ours, theirs, error) && make_cells (self, error);
}
