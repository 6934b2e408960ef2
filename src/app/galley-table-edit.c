/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-table-edit.h"

#include <string.h>

#include "galley-table.h"

/* Nobody mails a longer table; a key must not read one either. */
#define MAX_ROWS 300

static char *
dup_line (GtkTextBuffer *buffer, int line)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static gboolean
is_row (GtkTextBuffer *buffer, int line)
{
  g_autofree char *text = dup_line (buffer, line);

  return galley_table_is_row (text);
}

static gboolean
is_delimiter (GtkTextBuffer *buffer, int line)
{
  g_autofree char *text = NULL;

  if (line >= gtk_text_buffer_get_line_count (buffer))
    return FALSE;
  text = dup_line (buffer, line);
  return galley_table_is_delimiter (text);
}

gboolean
galley_table_edit_find (GtkTextBuffer *buffer, int line, int *first, int *last)
{
  int n_lines;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), FALSE);

  n_lines = gtk_text_buffer_get_line_count (buffer);
  if (!is_row (buffer, line))
    return FALSE;
  *first = *last = line;
  while (*first > 0 && line - *first < MAX_ROWS && is_row (buffer, *first - 1))
    (*first)--;
  while (*last + 1 < n_lines && *last - line < MAX_ROWS && is_row (buffer, *last + 1))
    (*last)++;
  return is_delimiter (buffer, *first + 1);
}

static int
get_cursor (GtkTextBuffer *buffer, gsize *offset)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  *offset = gtk_text_iter_get_line_index (&iter);
  return gtk_text_iter_get_line (&iter);
}

static void
select_cell (GtkTextBuffer *buffer, int line, guint column)
{
  g_autofree char *text = dup_line (buffer, line);
  GtkTextIter from, to;
  gsize start, end;

  if (!galley_table_find_cell (text, column, &start, &end))
    return;
  gtk_text_buffer_get_iter_at_line_index (buffer, &from, line, start);
  gtk_text_buffer_get_iter_at_line_index (buffer, &to, line, end);
  gtk_text_buffer_select_range (buffer, &to, &from);
}

/* Line by line and only where it is needed: marks and the cursor stay in lines that do not change.
 * FALSE: none did. */
static gboolean
align_rows (GtkTextBuffer *buffer, int first, int last)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autofree char *aligned = NULL;
  g_auto (GStrv) lines = NULL;

  gtk_text_buffer_get_iter_at_line (buffer, &start, first);
  gtk_text_buffer_get_iter_at_line (buffer, &end, last);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  aligned = galley_table_align (text);
  if (aligned == NULL || g_str_equal (aligned, text))
    return FALSE;
  lines = g_strsplit (aligned, "\n", -1);
  for (int i = first; i <= last; i++)
    {
      g_autofree char *old = dup_line (buffer, i);

      if (g_str_equal (old, lines[i - first]))
        continue;
      gtk_text_buffer_get_iter_at_line (buffer, &start, i);
      end = start;
      if (!gtk_text_iter_ends_line (&end))
        gtk_text_iter_forward_to_line_end (&end);
      gtk_text_buffer_delete (buffer, &start, &end);
      gtk_text_buffer_insert (buffer, &start, lines[i - first], -1);
    }
  return TRUE;
}

/* An empty row, as many cells as the head has, behind @line. */
static void
insert_row (GtkTextBuffer *buffer, int line, int head)
{
  g_autofree char *text = dup_line (buffer, head);
  guint n = galley_table_count_cells (text);
  g_autoptr (GString) row = g_string_new ("\n");
  GtkTextIter end;

  g_string_append_len (row, text, strspn (text, " >"));
  g_string_append_c (row, '|');
  for (guint i = 0; i < n; i++)
    g_string_append (row, "   |");
  gtk_text_buffer_get_iter_at_line (buffer, &end, line);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_insert (buffer, &end, row->str, -1);
}

static void
insert_dashes (GtkTextBuffer *buffer, int head)
{
  g_autofree char *text = dup_line (buffer, head);
  guint n = galley_table_count_cells (text);
  g_autoptr (GString) row = g_string_new ("\n");
  GtkTextIter end;

  g_string_append_len (row, text, strspn (text, " >"));
  g_string_append_c (row, '|');
  for (guint i = 0; i < n; i++)
    g_string_append (row, " --- |");
  gtk_text_buffer_get_iter_at_line (buffer, &end, head);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_insert (buffer, &end, row->str, -1);
}

/* Where the cursor is in the words of its cell, whatever is round them. */
typedef struct {
  int line;
  guint column;
  gsize offset; /* bytes */
} Place;

static Place
get_place (GtkTextBuffer *buffer)
{
  Place place = { 0 };
  g_autofree char *text = NULL;
  gsize offset, start, end;

  place.line = get_cursor (buffer, &offset);
  text = dup_line (buffer, place.line);
  place.column = galley_table_get_column (text, offset);
  if (galley_table_find_cell (text, place.column, &start, &end))
    place.offset = CLAMP (offset, start, end) - start;
  return place;
}

static void
go_to_place (GtkTextBuffer *buffer, const Place *place)
{
  g_autofree char *text = dup_line (buffer, place->line);
  GtkTextIter iter;
  gsize start, end;

  if (!galley_table_find_cell (text, place->column, &start, &end))
    return;
  gtk_text_buffer_get_iter_at_line_index (buffer, &iter, place->line,
                                          MIN (start + place->offset, end));
  gtk_text_buffer_place_cursor (buffer, &iter);
}

gboolean
galley_table_edit_align (GtkTextBuffer *buffer, int line)
{
  int first, last;
  Place place;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), FALSE);

  if (line >= gtk_text_buffer_get_line_count (buffer)
      || !galley_table_edit_find (buffer, line, &first, &last))
    return FALSE;
  place = get_place (buffer);
  gtk_text_buffer_begin_user_action (buffer);
  if (align_rows (buffer, first, last) && place.line >= first && place.line <= last)
    go_to_place (buffer, &place);
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}

gboolean
galley_table_edit_move (GtkTextBuffer *buffer, gboolean forward)
{
  g_autofree char *text = NULL;
  int first, last, line, n_cells;
  gsize offset;
  int column;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), FALSE);

  line = get_cursor (buffer, &offset);
  if (!galley_table_edit_find (buffer, line, &first, &last))
    return FALSE;
  text = dup_line (buffer, line);
  n_cells = galley_table_count_cells (text);
  column = galley_table_get_column (text, offset);

  column += forward ? 1 : -1;
  if (column < 0 || column >= n_cells)
    {
      line += forward ? 1 : -1;
      if (line == first + 1)
        line += forward ? 1 : -1;
      column = forward ? 0 : -1;
    }
  if (line < first)
    return TRUE;

  gtk_text_buffer_begin_user_action (buffer);
  if (line > last)
    insert_row (buffer, last, first);
  align_rows (buffer, first, MAX (line, last));
  if (column < 0)
    {
      g_autofree char *above = dup_line (buffer, line);

      column = (int) galley_table_count_cells (above) - 1;
    }
  select_cell (buffer, line, column);
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}

void
galley_table_edit_enter (GtkTextBuffer *buffer)
{
  int first, last;
  gsize offset;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));

  if (galley_table_edit_find (buffer, get_cursor (buffer, &offset), &first, &last))
    select_cell (buffer, first, 0);
}

static gboolean
is_empty_row (GtkTextBuffer *buffer, int line)
{
  g_autofree char *text = dup_line (buffer, line);

  return strspn (text, " |>") == strlen (text);
}

/* A head that the writer has just typed, with its pipes at both ends. */
static gboolean
is_new_head (GtkTextBuffer *buffer, int line, gsize offset)
{
  g_autofree char *text = dup_line (buffer, line);
  const char *rest = text + strspn (text, " >");

  return rest[0] == '|' && g_str_has_suffix (rest, "|") && galley_table_count_cells (text) > 1
         && offset == strlen (text) && (line == 0 || !is_row (buffer, line - 1));
}

gboolean
galley_table_edit_continue (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;
  gsize offset;
  int first, last, line;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), FALSE);

  if (gtk_text_buffer_get_has_selection (buffer))
    return FALSE;
  line = get_cursor (buffer, &offset);
  if (!galley_table_edit_find (buffer, line, &first, &last))
    {
      if (!is_new_head (buffer, line, offset))
        return FALSE;
      gtk_text_buffer_begin_user_action (buffer);
      insert_dashes (buffer, line);
      first = line;
      last = line + 1;
    }
  else
    {
      gtk_text_buffer_begin_user_action (buffer);
      if (line == last && line > first + 1 && is_empty_row (buffer, line))
        {
          gtk_text_buffer_get_iter_at_line (buffer, &start, line);
          end = start;
          gtk_text_iter_forward_to_line_end (&end);
          gtk_text_buffer_delete (buffer, &start, &end);
          align_rows (buffer, first, last - 1);
          gtk_text_buffer_end_user_action (buffer);
          return TRUE;
        }
    }
  line = MAX (line, first + 1);
  insert_row (buffer, line, first);
  align_rows (buffer, first, last + 1);
  select_cell (buffer, line + 1, 0);
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}
