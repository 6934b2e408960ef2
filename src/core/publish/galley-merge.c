/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A merge runs on numbers (GalleySequence), one for each piece. What comes out of it is a row of cells:
 * a cell belongs to both sides, to ours or to theirs, and knows where it stands in each, so that the
 * bytes of ours are kept wherever ours has the piece. A conflict is widened to whole blocks before it
 * is written down: half a paragraph between marks could not be read.
 */

#include "galley-merge.h"

#include <string.h>

#include "galley-conflict.h"
#include "galley-piece.h"
#include "galley-sequence.h"

enum { BASE, OURS, THEIRS, N_SIDES };

typedef enum { IN_BOTH, IN_OURS, IN_THEIRS, IN_NEITHER } Where;

#define NOWHERE G_MAXUINT

typedef struct {
  Where where;
  guint number;
  guint index[N_SIDES];
} Cell;

typedef struct {
  GPtrArray  *pieces[N_SIDES];
  GArray     *numbers[N_SIDES];
  GHashTable *known;
  GArray     *cells;
} Merge;

typedef struct {
  guint start;
  guint end;
} Range;

static void
merge_clear (Merge *self)
{
  for (int side = 0; side < N_SIDES; side++)
    {
      g_clear_pointer (&self->numbers[side], g_array_unref);
      g_clear_pointer (&self->pieces[side], g_ptr_array_unref);
    }
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->cells, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merge, merge_clear)

void
galley_merged_free (GalleyMerged *self)
{
  g_free (self->body);
  g_free (self);
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
read_sides (Merge *self, GalleyIssue *base, GalleyIssue *ours, GalleyIssue *theirs, GError **error)
{
  GalleyIssue *issues[N_SIDES] = { base, ours, theirs };

  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  for (int side = 0; side < N_SIDES; side++)
    if (issues[side] != NULL)
      {
        self->pieces[side] = galley_piece_split_body (issues[side]);
        self->numbers[side] = galley_piece_number (self->pieces[side], self->known);
      }
  if (base == NULL)
    {
      self->pieces[BASE] = g_ptr_array_new ();
      self->numbers[BASE] = find_common (self->numbers[OURS], self->numbers[THEIRS], error);
    }
  return self->numbers[BASE] != NULL;
}

static void
add_cells (GArray *cells, const GArray *numbers, Where where)
{
  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      Cell cell = { where, g_array_index (numbers, guint, i), { NOWHERE, NOWHERE, NOWHERE } };

      g_array_append_val (cells, cell);
    }
}

/* Where the cells that @side has a part in stand in its text. */
static gboolean
locate (Merge *self, int side, GError **error)
{
  g_autoptr (GArray) view = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) steps = NULL;

  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);

      if (cell->where == (side == OURS ? IN_THEIRS : IN_OURS))
        continue;
      g_array_append_val (view, cell->number);
      g_array_append_val (places, i);
    }
  steps = galley_sequence_diff (self->numbers[side], view, error);
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const GalleySequenceStep *step = &g_array_index (steps, GalleySequenceStep, i);

      if (step->change == GALLEY_SEQUENCE_SAME)
        g_array_index (self->cells, Cell, g_array_index (places, guint, step->b)).index[side] = step->a;
    }
  return steps != NULL;
}

/* Any place of the same words, when the merge has put them where no side has them. */
static void
place_anywhere (const Merge *self, Cell *cell)
{
  static const int order[] = { OURS, THEIRS, BASE };

  if (cell->index[OURS] != NOWHERE || cell->index[THEIRS] != NOWHERE)
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
make_cells (Merge *self, GError **error)
{
  g_autoptr (GPtrArray) chunks = galley_sequence_merge (self->numbers[BASE], self->numbers[OURS],
                                                        self->numbers[THEIRS], error);

  if (chunks == NULL)
    return FALSE;
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  for (guint i = 0; i < chunks->len; i++)
    {
      const GalleySequenceChunk *chunk = g_ptr_array_index (chunks, i);

      add_cells (self->cells, chunk->ours, chunk->theirs != NULL ? IN_OURS : IN_BOTH);
      add_cells (self->cells, chunk->theirs, IN_THEIRS);
    }
  if (!locate (self, OURS, error) || !locate (self, THEIRS, error))
    return FALSE;
  for (guint i = 0; i < self->cells->len; i++)
    place_anywhere (self, &g_array_index (self->cells, Cell, i));
  return TRUE;
}

static int
get_side (const Cell *cell)
{
  return cell->index[OURS] != NOWHERE ? OURS : cell->index[THEIRS] != NOWHERE ? THEIRS : BASE;
}

static const GalleyPiece *
get_piece (const Merge *self, const Cell *cell)
{
  int side = get_side (cell);

  return g_ptr_array_index (self->pieces[side], cell->index[side]);
}

/* @next follows @cell in one of the texts too, whose bytes between them are right. */
static gboolean
is_followed (const Cell *cell, const Cell *next)
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

static void
end_line (GString *text)
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
  const char *last = text->len > 0 ? g_utf8_find_prev_char (text->str, text->str + text->len) : NULL;
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

static void
write_cell (const Merge *self, GString *text, const Cell *last, const Cell *cell, const Cell *next)
{
  const GalleyPiece *piece = get_piece (self, cell);
  const GalleyPiece *before = last != NULL ? get_piece (self, last) : NULL;

  if (piece->kind == GALLEY_PIECE_GAP)
    {
      /* Blocks that stand right below each other need not bear it with others; below a heading all do. */
      gboolean tight = (before != NULL && before->kind == GALLEY_PIECE_LINE && before->text[0] == '#')
                       || (is_followed (last, cell) && is_followed (cell, next));

      end_line (text);
      g_string_append (text, piece->text[0] != '\0' || tight ? piece->text : "\n");
      return;
    }
  if (before != NULL && !is_followed (last, cell))
    {
      if (piece->kind == GALLEY_PIECE_SENTENCE && before->kind == GALLEY_PIECE_SENTENCE)
        join_sentence (text);
      else
        end_line (text);
    }
  g_string_append (text, piece->text);
}

/* The cells of [@start, @end) that are not @without. */
static char *
dup_text (const Merge *self, guint start, guint end, Where without)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const Cell *last = NULL;

  for (guint i = start; i < end; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);
      const Cell *next = NULL;

      for (guint j = i + 1; j < end && next == NULL; j++)
        if (g_array_index (self->cells, Cell, j).where != without)
          next = &g_array_index (self->cells, Cell, j);
      if (cell->where == without)
        continue;
      write_cell (self, text, last, cell, next);
      last = cell;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_gap (const Merge *self, guint i)
{
  return get_piece (self, &g_array_index (self->cells, Cell, i))->kind == GALLEY_PIECE_GAP;
}

static gboolean
is_agreed (const Merge *self, guint i)
{
  return g_array_index (self->cells, Cell, i).where == IN_BOTH;
}

/* Whether the first cell of @where in @range, or the last one, is in the middle of a block. */
static gboolean
cuts_block (const Merge *self, const Range *range, Where where, gboolean first)
{
  for (guint n = 0; n < range->end - range->start; n++)
    {
      guint i = first ? range->start + n : range->end - 1 - n;

      if (g_array_index (self->cells, Cell, i).where == where)
        return !is_gap (self, i);
    }
  return FALSE;
}

/* From the conflict at @i to the ends of the blocks it cuts, with the conflicts on the way. */
static Range
find_conflict (const Merge *self, guint i, guint from)
{
  Range range = { i, i };
  gboolean grown = TRUE;

  while (range.end < self->cells->len && !is_agreed (self, range.end))
    range.end++;
  while (range.start > from && is_agreed (self, range.start - 1) && !is_gap (self, range.start - 1) &&
         (cuts_block (self, &range, IN_OURS, TRUE) || cuts_block (self, &range, IN_THEIRS, TRUE)))
    {
      /* What is agreed on in between is not looked at by cuts_block(). */
      range.start--;
    }
  while (grown && (cuts_block (self, &range, IN_OURS, FALSE) || cuts_block (self, &range, IN_THEIRS, FALSE)))
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
  end_line (body);
  if (!g_str_has_suffix (body->str, "\n\n") && !g_str_has_suffix (body->str, "\n\r\n"))
    g_string_append_c (body, '\n');
}

static void
write_marked (const Merge *self, GalleyMerged *merged)
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
      before = dup_text (self, done, range.start, IN_NEITHER);
      mine = dup_text (self, range.start, range.end, IN_THEIRS);
      theirs = dup_text (self, range.start, range.end, IN_OURS);
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
      g_autofree char *rest = dup_text (self, done, self->cells->len, IN_NEITHER);

      end_block (body);
      g_string_append (body, rest);
    }
  merged->body = g_string_free (g_steal_pointer (&body), FALSE);
}

/* What of ours in this conflict never leaves the machine stands at the next end of a block. */
static void
write_private (const Merge *self, GString *body, GPtrArray *waiting)
{
  for (guint i = 0; i < waiting->len; i++)
    {
      end_block (body);
      g_string_append (body, get_piece (self, g_ptr_array_index (waiting, i))->text);
      end_line (body);
    }
  g_ptr_array_set_size (waiting, 0);
}

static void
write_theirs (const Merge *self, GalleyMerged *merged)
{
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  const Cell *last = NULL;

  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);

      if (cell->where == IN_OURS)
        {
          if (get_piece (self, cell)->is_private)
            g_ptr_array_add (waiting, (gpointer) cell);
          continue;
        }
      if (waiting->len > 0 && (last == NULL || is_gap (self, i) || get_piece (self, last)->kind == GALLEY_PIECE_GAP))
        {
          write_private (self, body, waiting);
          if (!is_gap (self, i))
            end_block (body);
        }
      write_cell (self, body, last, cell, NULL);
      last = cell;
    }
  write_private (self, body, waiting);
  merged->body = g_string_free (g_steal_pointer (&body), FALSE);
}

GalleyMerged *
galley_merge (GalleyIssue *base, GalleyIssue *ours, GalleyIssue *theirs, GalleyMergeWay way, GError **error)
{
  g_auto (Merge) self = { { NULL } };
  GalleyMerged *merged;

  if (!read_sides (&self, base, ours, theirs, error) || !make_cells (&self, error))
    return NULL;
  merged = g_new0 (GalleyMerged, 1);
  if (way == GALLEY_MERGE_MARK)
    write_marked (&self, merged);
  else
    write_theirs (&self, merged);
  return merged;
}

static guint *
count (const Merge *self, int side)
{
  guint *counts = g_new0 (guint, g_hash_table_size (self->known) + 1);

  for (guint i = 0; i < self->numbers[side]->len; i++)
    counts[g_array_index (self->numbers[side], guint, i)]++;
  return counts;
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Pieces are counted: what has only been moved says nothing here. */
static void
add_missing (const Merge *self, GPtrArray *missing)
{
  g_autofree guint *base = count (self, BASE);
  g_autofree guint *ours = count (self, OURS);
  g_autofree guint *theirs = count (self, THEIRS);
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
is_other (const Merge *self)
{
  if (self->cells->len != self->numbers[OURS]->len)
    return TRUE;
  for (guint i = 0; i < self->cells->len; i++)
    if (!is_agreed (self, i) || g_array_index (self->cells, Cell, i).number != g_array_index (self->numbers[OURS], guint, i))
      return TRUE;
  return FALSE;
}

char **
galley_merge_list_missing (GalleyIssue *base, GalleyIssue *ours, GalleyIssue *theirs, GError **error)
{
  g_auto (Merge) self = { { NULL } };
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);

  if (!read_sides (&self, base, ours, theirs, error) || !make_cells (&self, error))
    return NULL;
  add_missing (&self, missing);
  /* The order, or where paragraphs end: that is named by all of it. */
  if (missing->len == 0 && is_other (&self))
    {
      g_autoptr (GString) all = g_string_new ("order:");

      for (guint i = 0; i < self.pieces[THEIRS]->len; i++)
        g_string_append (all, ((const GalleyPiece *) g_ptr_array_index (self.pieces[THEIRS], i))->key);
      g_ptr_array_add (missing, g_compute_checksum_for_string (G_CHECKSUM_SHA256, all->str, -1));
    }
  g_ptr_array_add (missing, NULL);
  g_ptr_array_set_free_func (missing, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&missing), FALSE);
}
