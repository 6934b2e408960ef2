/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-typing.h"

#include <string.h>

#include "galley-line.h"

/* A list of more lines than this is counted on no further: a key must not cost more than it shows. */
#define MAX_LINES 1000

static void
get_line_bounds (GtkTextBuffer *buffer, int line, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_line (buffer, start, line);
  *end = *start;
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
}

static char *
read_line (GtkTextBuffer *buffer, int number, GalleyLine *line)
{
  GtkTextIter start, end;
  char *text;

  get_line_bounds (buffer, number, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  galley_line_read (line, text);
  return text;
}

static gboolean
is_blank (const GalleyLine *line, const char *text)
{
  return line->marker == 0 && text[line->quote + line->indent] == '\0';
}

/* The prefix of a line is ASCII: a byte is a character. */
static void
replace_in_line (GtkTextBuffer *buffer, int line, gsize at, gsize length, const char *text)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line_offset (buffer, &start, line, at);
  gtk_text_buffer_get_iter_at_line_offset (buffer, &end, line, at + length);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
}

/* Moves the words of @line by @delta blanks. */
static void
shift_line (GtkTextBuffer *buffer, int number, int delta)
{
  GalleyLine line;
  g_autofree char *text = read_line (buffer, number, &line);
  g_autofree char *blanks = NULL;

  if (is_blank (&line, text))
    return;
  if (delta < 0)
    {
      replace_in_line (buffer, number, line.quote, MIN (line.indent, (gsize) -delta), "");
      return;
    }
  blanks = g_strnfill (delta, ' ');
  replace_in_line (buffer, number, line.quote, 0, blanks);
}

/* Past the last line of the item at @number: what is indented deeper, across single blank lines. */
static int
find_item_end (GtkTextBuffer *buffer, int number)
{
  GalleyLine item;
  g_autofree char *item_text = read_line (buffer, number, &item);
  int n_lines = MIN (gtk_text_buffer_get_line_count (buffer), number + MAX_LINES);
  int end = number + 1;

  for (int i = number + 1; i < n_lines; i++)
    {
      GalleyLine line;
      g_autofree char *text = read_line (buffer, i, &line);

      if (is_blank (&line, text))
        continue;
      if (line.quote != item.quote || line.indent <= item.indent)
        break;
      end = i + 1;
    }
  return end;
}

/* The item of the same level before the one at @number; -1 when that is the first. */
static int
find_previous_item (GtkTextBuffer *buffer, int number, const GalleyLine *item)
{
  for (int i = number - 1; i >= MAX (0, number - MAX_LINES); i--)
    {
      GalleyLine line;
      g_autofree char *text = read_line (buffer, i, &line);

      if (is_blank (&line, text))
        continue;
      if (line.quote != item->quote || line.indent < item->indent
          || (line.indent == item->indent && line.marker == 0))
        return -1;
      if (line.indent == item->indent)
        return i;
    }
  return -1;
}

/* The item that the one at @number is below; -1 for none. */
static int
find_parent_item (GtkTextBuffer *buffer, int number, const GalleyLine *item)
{
  for (int i = number - 1; i >= MAX (0, number - MAX_LINES); i--)
    {
      GalleyLine line;
      g_autofree char *text = read_line (buffer, i, &line);

      if (is_blank (&line, text))
        continue;
      if (line.quote != item->quote || (line.indent == 0 && line.marker == 0))
        return -1;
      if (line.indent < item->indent && line.marker > 0)
        return i;
    }
  return -1;
}

static void
set_number (GtkTextBuffer *buffer, int at, guint64 number)
{
  GalleyLine now;
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  g_autofree char *text = read_line (buffer, at, &now);
  gsize lead = now.quote + now.indent;
  gsize old = strspn (text + lead, "0123456789");
  int delta = (int) strlen (digits) - (int) old;
  int end = delta ? find_item_end (buffer, at) : at;

  replace_in_line (buffer, at, lead, old, digits);
  for (int i = at + 1; i < end; i++)
    shift_line (buffer, i, delta);
}

/* Counts the ordered list on from the item at @number, whose own number is right. */
static void
renumber_from (GtkTextBuffer *buffer, int number)
{
  GalleyLine first;
  g_autofree char *first_text = read_line (buffer, number, &first);
  guint64 count = first.number;
  int at = number;

  if (!galley_line_is_ordered (&first))
    return;
  for (;;)
    {
      int next = find_item_end (buffer, at);
      GalleyLine line;
      g_autofree char *text = NULL;

      while (next < gtk_text_buffer_get_line_count (buffer) && next < number + MAX_LINES)
        {
          g_clear_pointer (&text, g_free);
          text = read_line (buffer, next, &line);
          if (!is_blank (&line, text))
            break;
          next++;
        }
      if (text == NULL || line.quote != first.quote || line.indent != first.indent
          || line.delimiter != first.delimiter || line.marker == 0)
        return;
      count++;
      if (line.number != count)
        set_number (buffer, next, count);
      at = next;
    }
}

/* Whether the list says 1. for every item, as some do: @number and the one before are the same. */
static gboolean
repeats_number (GtkTextBuffer *buffer, int number, const GalleyLine *item)
{
  int previous = find_previous_item (buffer, number, item);
  GalleyLine line;
  g_autofree char *text = previous >= 0 ? read_line (buffer, previous, &line) : NULL;

  return text && galley_line_is_ordered (&line) && line.number == item->number;
}

/* An item found a new place: it and those behind it get their numbers, from @begin on when it is the
 * first. */
static void
renumber_at (GtkTextBuffer *buffer, int number, guint64 begin)
{
  GalleyLine line, before;
  g_autofree char *text = read_line (buffer, number, &line);
  g_autofree char *before_text = NULL;
  int previous;

  if (!galley_line_is_ordered (&line))
    return;
  previous = find_previous_item (buffer, number, &line);
  if (previous < 0)
    {
      if (line.number != begin)
        set_number (buffer, number, begin);
      renumber_from (buffer, number);
      return;
    }
  before_text = read_line (buffer, previous, &before);
  if (galley_line_is_ordered (&before) && !repeats_number (buffer, previous, &before))
    renumber_from (buffer, previous);
}

/* Words right below a list or a quote are Markdown's for its last line going on: who leaves it gets a
 * blank line between. @quote: what the lines of the quote round it begin with. */
static void
part_from_above (GtkTextBuffer *buffer, int number, const char *quote)
{
  GalleyLine line;
  g_autofree char *above = number > 0 ? read_line (buffer, number - 1, &line) : NULL;
  g_autofree char *blank = NULL;
  GtkTextIter start, end;

  if (above == NULL || strspn (above, " >") == strlen (above))
    return;
  blank = g_strconcat ("\n", quote, NULL);
  get_line_bounds (buffer, number, &start, &end);
  gtk_text_buffer_insert (buffer, &end, blank, -1);
}

static void
end_item (GtkTextBuffer *buffer, int number, const GalleyLine *line)
{
  int parent = line->marker > 0 && line->indent > 0 ? find_parent_item (buffer, number, line) : -1;
  gsize prefix = galley_line_get_prefix (line);

  if (parent >= 0)
    {
      GalleyLine above;
      g_autofree char *text = read_line (buffer, parent, &above);
      g_autofree char *next = galley_line_dup_next (&above, text, above.number + 1);

      replace_in_line (buffer, number, 0, prefix, next);
      renumber_from (buffer, number);
    }
  else if (line->marker > 0)
    {
      GalleyLine left;
      g_autofree char *text = NULL;

      replace_in_line (buffer, number, line->quote, prefix - line->quote, "");
      text = read_line (buffer, number, &left);
      part_from_above (buffer, number, text);
    }
  else
    {
      replace_in_line (buffer, number, 0, prefix, "");
      part_from_above (buffer, number, "");
    }
}

gboolean
galley_typing_continue (GtkTextBuffer *buffer)
{
  GtkTextIter cursor;
  GalleyLine line;
  g_autofree char *text = NULL;
  g_autofree char *next = NULL;
  int number;
  gsize prefix;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), FALSE);

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  if (gtk_text_buffer_get_has_selection (buffer))
    return FALSE;
  number = gtk_text_iter_get_line (&cursor);
  text = read_line (buffer, number, &line);
  prefix = galley_line_get_prefix (&line);
  if ((line.marker == 0 && line.quote == 0)
      || (gsize) gtk_text_iter_get_line_offset (&cursor) < prefix)
    return FALSE;

  gtk_text_buffer_begin_user_action (buffer);
  if (text[prefix] == '\0')
    {
      end_item (buffer, number, &line);
    }
  else
    {
      gboolean repeats = repeats_number (buffer, number, &line);

      next = galley_line_dup_next (&line, text, line.number + !repeats);
      gtk_text_buffer_insert (buffer, &cursor, "\n", -1);
      gtk_text_buffer_insert (buffer, &cursor, next, -1);
      if (!repeats)
        renumber_from (buffer, number + 1);
    }
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}

/* The lines that hold the selection; one that ends before a line's first letter is not in it. */
static gboolean
get_lines (GtkTextBuffer *buffer, int *first, int *last)
{
  GtkTextIter start, end;
  gboolean had_selection = gtk_text_buffer_get_selection_bounds (buffer, &start, &end);

  *first = gtk_text_iter_get_line (&start);
  *last = gtk_text_iter_get_line (&end);
  if (had_selection && *last > *first && gtk_text_iter_starts_line (&end))
    (*last)--;
  return had_selection;
}

/* How many blanks the item at @number moves; 0: it has no place to go. */
static int
get_step (GtkTextBuffer *buffer, int number, const GalleyLine *item, gboolean in)
{
  int other = in ? find_previous_item (buffer, number, item)
                 : find_parent_item (buffer, number, item);
  GalleyLine line;
  g_autofree char *text = other >= 0 ? read_line (buffer, other, &line) : NULL;

  if (text == NULL)
    return in ? 0 : -(int) item->indent;
  if (in)
    return galley_line_get_inner (&line) - item->indent;
  return (int) line.indent - (int) item->indent;
}

gboolean
galley_typing_indent (GtkTextBuffer *buffer, gboolean in)
{
  GalleyLine line;
  g_autofree char *text = NULL;
  int first, last, end, step;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), FALSE);

  get_lines (buffer, &first, &last);
  text = read_line (buffer, first, &line);
  if (line.marker == 0)
    return FALSE;
  step = get_step (buffer, first, &line, in);
  if (step == 0)
    return TRUE;

  gtk_text_buffer_begin_user_action (buffer);
  end = MAX (last + 1, find_item_end (buffer, last));
  for (int i = first; i < end; i++)
    shift_line (buffer, i, step);
  renumber_at (buffer, first, 1);
  /* And the level that they left. */
  for (int i = end; i < MIN (gtk_text_buffer_get_line_count (buffer), end + 2); i++)
    {
      GalleyLine next;
      g_autofree char *next_text = read_line (buffer, i, &next);

      if (next.marker > 0)
        {
          renumber_at (buffer, i, 1);
          break;
        }
    }
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}

/* Where an end of the selection is, by its line. */
typedef struct {
  int line;
  int offset;
} Place;

static Place
get_place (GtkTextBuffer *buffer, GtkTextMark *mark, int last)
{
  GtkTextIter iter, end;
  Place place;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, mark);
  /* Before the first letter of a line that will be elsewhere. */
  if (gtk_text_iter_get_line (&iter) > last)
    get_line_bounds (buffer, last, &end, &iter);
  place.line = gtk_text_iter_get_line (&iter);
  place.offset = gtk_text_iter_get_line_offset (&iter);
  return place;
}

static void
swap_lines (GtkTextBuffer *buffer, int first, int last, gboolean down)
{
  GtkTextIter start, end;
  g_autofree char *passed = NULL;
  g_autofree char *moved = NULL;
  g_autofree char *both = NULL;

  get_line_bounds (buffer, down ? last + 1 : first - 1, &start, &end);
  passed = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  get_line_bounds (buffer, first, &start, &end);
  get_line_bounds (buffer, last, &end, &end);
  moved = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  both = down ? g_strconcat (passed, "\n", moved, NULL) : g_strconcat (moved, "\n", passed, NULL);

  gtk_text_buffer_get_iter_at_line (buffer, &start, down ? first : first - 1);
  gtk_text_buffer_get_iter_at_line (buffer, &end, down ? last + 1 : last);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, both, -1);
}

gboolean
galley_typing_move_lines (GtkTextBuffer *buffer, gboolean down)
{
  GtkTextIter cursor, bound;
  GalleyLine top;
  g_autofree char *text = NULL;
  Place from, to;
  int first, last, upper, step = down ? 1 : -1;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), FALSE);

  get_lines (buffer, &first, &last);
  if (down ? last + 1 >= gtk_text_buffer_get_line_count (buffer) : first == 0)
    return FALSE;
  upper = MIN (first, first + step);
  text = read_line (buffer, upper, &top);
  from = get_place (buffer, gtk_text_buffer_get_insert (buffer), last);
  to = get_place (buffer, gtk_text_buffer_get_selection_bound (buffer), last);

  gtk_text_buffer_begin_user_action (buffer);
  swap_lines (buffer, first, last, down);
  gtk_text_buffer_get_iter_at_line_offset (buffer, &cursor, from.line + step, from.offset);
  gtk_text_buffer_get_iter_at_line_offset (buffer, &bound, to.line + step, to.offset);
  gtk_text_buffer_select_range (buffer, &cursor, &bound);
  renumber_at (buffer, upper, top.number);
  renumber_at (buffer, last + step, 1);
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}

gboolean
galley_typing_surround (GtkTextBuffer *buffer, gunichar mark)
{
  static const char *const marks[] = { "**", "__", "``", "\"\"", "()", "[]" };
  GtkTextIter start, end;
  const char *pair = NULL;
  int from, to;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (mark == (guchar) marks[i][0])
      pair = marks[i];
  if (pair == NULL || !gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return FALSE;

  from = gtk_text_iter_get_offset (&start);
  to = gtk_text_iter_get_offset (&end);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert (buffer, &end, pair + 1, 1);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, from);
  gtk_text_buffer_insert (buffer, &start, pair, 1);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, from + 1);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, to + 1);
  gtk_text_buffer_select_range (buffer, &start, &end);
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}

static void
toggle_task_at (GtkTextBuffer *buffer, int number)
{
  GalleyLine line;
  g_autofree char *text = read_line (buffer, number, &line);
  gsize box = line.quote + line.indent + line.marker;

  if (line.task > 0)
    replace_in_line (buffer, number, box + 1, 1, line.checked ? " " : "x");
  else if (line.marker > 0)
    replace_in_line (buffer, number, box, 0, "[ ] ");
  else
    replace_in_line (buffer, number, box, 0, "- [ ] ");
}

gboolean
galley_typing_toggle_task (GtkTextBuffer *buffer)
{
  int first, last;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), FALSE);

  get_lines (buffer, &first, &last);
  gtk_text_buffer_begin_user_action (buffer);
  for (int i = first; i <= last; i++)
    {
      GalleyLine line;
      g_autofree char *text = read_line (buffer, i, &line);

      if (first == last || !is_blank (&line, text))
        toggle_task_at (buffer, i);
    }
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}
