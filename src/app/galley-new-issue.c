/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-new-issue.h"

#include <string.h>

#define MAX_LINES 40 /* of front matter in what counts as new */

static const char first_lines[] = "---\ntitle: \nsubtitle: \n---\n\n";

/* Whether the value of @line, which is one of the front matter, stands in quotes. */
static gboolean
is_quoted (const char *line)
{
  const char *value = strstr (line, ": ");
  gsize length = value ? strlen (value += 2) : 0;

  return length >= 2 && (*value == '"' || *value == '\'') && value[length - 1] == *value;
}

/* At the end of what the value of @line says: inside of its quotes, when it has some. */
static void
place_in_value (GtkTextBuffer *buffer, int line)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  if (is_quoted (text))
    gtk_text_iter_backward_char (&end);
  gtk_text_buffer_place_cursor (buffer, &end);
}

void
galley_new_issue_begin (GtkTextBuffer *buffer)
{
  galley_new_issue_begin_with (buffer, first_lines);
}

void
galley_new_issue_begin_with (GtkTextBuffer *buffer, const char *text)
{
  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer) && text != NULL);

  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  gtk_text_buffer_set_modified (buffer, FALSE);
  place_in_value (buffer, 1);
}

static char *
read_line (GtkTextBuffer *buffer, int number)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, number);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  return g_strchomp (gtk_text_buffer_get_text (buffer, &start, &end, TRUE));
}

/* The line that ends the front matter, when there is no text behind it; 0: it is not so. */
static int
find_end (GtkTextBuffer *buffer)
{
  int n_lines = gtk_text_buffer_get_line_count (buffer);
  int end = 0;

  for (int i = 0; i < n_lines; i++)
    {
      g_autofree char *line = read_line (buffer, i);
      gboolean is_fence = g_str_equal (line, "---");

      if (i > MAX_LINES || (i == 0 && !is_fence) || (end > 0 && *line != '\0'))
        return 0;
      if (i > 0 && is_fence)
        end = i;
    }
  return end;
}

static gboolean
is_empty_value (const char *line)
{
  const char *colon = strchr (line, ':');

  return g_ascii_isalpha (*line) && colon != NULL && colon[1] == '\0';
}

/* Before the quote that ends a value, with another value below that is still empty: a new line would
 * be within the quotes. */
static gboolean
continue_quoted (GtkTextBuffer *buffer, const GtkTextIter *cursor)
{
  int line = gtk_text_iter_get_line (cursor);
  g_autofree char *first = read_line (buffer, 0);
  g_autofree char *own = read_line (buffer, line);
  g_autofree char *next = read_line (buffer, line + 1);
  const char *colon = strstr (own, ": ");
  glong length = g_utf8_strlen (own, -1);

  if (!g_str_equal (first, "---") || line == 0 || line > MAX_LINES || colon == NULL
      || !g_ascii_isalpha (*own) || strchr ("\"'", colon[2]) == NULL || colon[2] == '\0'
      || own[strlen (own) - 1] != colon[2] || gtk_text_iter_get_line_offset (cursor) != length - 1
      || !(g_str_has_suffix (next, ": \"\"") || g_str_has_suffix (next, ": ''")))
    return FALSE;
  place_in_value (buffer, line + 1);
  return TRUE;
}

gboolean
galley_new_issue_continue (GtkTextBuffer *buffer)
{
  GtkTextIter cursor;
  g_autofree char *next = NULL;
  int line, end;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), FALSE);

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  line = gtk_text_iter_get_line (&cursor);
  if (!gtk_text_buffer_get_has_selection (buffer) && continue_quoted (buffer, &cursor))
    return TRUE;
  if (gtk_text_buffer_get_has_selection (buffer) || !gtk_text_iter_ends_line (&cursor)
      || line == 0 || line > MAX_LINES)
    return FALSE;
  end = find_end (buffer);
  if (line >= end)
    return FALSE;
  next = read_line (buffer, line + 1);
  if (line + 1 == end)
    {
      gtk_text_buffer_get_end_iter (buffer, &cursor);
      /* The text begins on a line of its own, below the fence. */
      if (gtk_text_iter_get_line (&cursor) == end)
        gtk_text_buffer_insert (buffer, &cursor, "\n", -1);
    }
  else if (is_empty_value (next))
    {
      gtk_text_buffer_get_iter_at_line (buffer, &cursor, line + 1);
      gtk_text_iter_forward_to_line_end (&cursor);
    }
  else
    return FALSE;
  gtk_text_buffer_place_cursor (buffer, &cursor);
  return TRUE;
}
