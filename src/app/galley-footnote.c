/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-footnote.h"

#include <string.h>

#define ORIGIN "galley-footnote-origin"

static char *
dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* The next [^name] at or behind @from; its name's length, or 0. */
static const char *
find_mark (const char *from, gsize *length)
{
  for (const char *p = strstr (from, "[^"); p; p = strstr (p + 2, "[^"))
    {
      *length = strcspn (p + 2, "] \t\n[");
      if (*length > 0 && p[2 + *length] == ']')
        return p;
    }
  return NULL;
}

static gboolean
is_note (const char *text, const char *mark, gsize length)
{
  return mark[length + 3] == ':' && (mark == text || mark[-1] == '\n');
}

static guint
find_free_number (const char *text)
{
  guint64 highest = 0;
  gsize length;

  for (const char *p = text; (p = find_mark (p, &length)); p += 2)
    {
      guint64 number = g_ascii_strtoull (p + 2, NULL, 10);

      if (number < 100000)
        highest = MAX (highest, number);
    }
  return highest + 1;
}

/* Whether the note has lines behind @newline: those of its paragraph, which need no indent, and indented
 * ones, also past blank lines, which @newline then skips. */
static gboolean
goes_on (const char **newline)
{
  const char *line = *newline + 1;
  const char *next = line + strspn (line, " \t\n");

  if (next > line && memchr (line, '\n', next - line))
    {
      while (next > line && next[-1] != '\n')
        next--;
      if (!g_str_has_prefix (next, "    ") && *next != '\t')
        return FALSE;
      *newline = next - 1;
      return TRUE;
    }
  if (*line == ' ' || *line == '\t')
    return *next != '\0';
  return *line != '\0' && !strchr ("#>`~<|", *line)
         && !(strchr ("-*+", *line) && strchr (" -*", line[1]));
}

/* Past the last note, the lines that it goes on in, and its newline; NULL when there is none. */
static const char *
find_notes_end (const char *text)
{
  const char *last = NULL;
  const char *end;
  gsize length;

  for (const char *p = text; (p = find_mark (p, &length)); p += 2)
    if (is_note (text, p, length))
      last = p;
  if (last == NULL)
    return NULL;
  for (end = strchr (last, '\n'); end && goes_on (&end);)
    end = strchr (end + 1, '\n');
  return end ? end : text + strlen (text);
}

void
galley_footnote_insert (GtkTextBuffer *buffer)
{
  g_autofree char *text = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *note = NULL;
  GtkTextIter iter;
  const char *end;
  guint number;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));

  text = dup_text (buffer);
  number = find_free_number (text);
  g_free (text);
  reference = g_strdup_printf ("[^%u]", number);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_select_range (buffer, &iter, &iter);
  gtk_text_buffer_insert (buffer, &iter, reference, -1);
  text = dup_text (buffer);
  end = find_notes_end (text);
  if (end)
    {
      gtk_text_buffer_get_iter_at_offset (buffer, &iter, g_utf8_pointer_to_offset (text, end));
      note = g_strdup_printf ("\n[^%u]: ", number);
    }
  else
    {
      gsize length = strlen (text);
      guint blanks = 2;

      while (blanks > 0 && length > 0 && text[length - 1] == '\n')
        {
          length--;
          blanks--;
        }
      gtk_text_buffer_get_end_iter (buffer, &iter);
      note = g_strdup_printf ("%.*s[^%u]: ", (int) blanks, "\n\n", number);
    }
  gtk_text_buffer_insert (buffer, &iter, note, -1);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_buffer_end_user_action (buffer);
}

/* The mark that the cursor is in or touches, else the note that its line belongs to. */
static const char *
find_here (const char *text, const char *cursor, gsize *length)
{
  const char *line = cursor;

  while (line > text && line[-1] != '\n')
    line--;
  for (const char *p = line; (p = find_mark (p, length)) && p <= cursor; p += 2)
    if (cursor <= p + *length + 3)
      return p;
  while (line > text && (*line == ' ' || *line == '\t'))
    for (line--; line > text && line[-1] != '\n';)
      line--;
  if (find_mark (line, length) == line && is_note (text, line, *length))
    return line;
  return NULL;
}

static void
place (GtkTextBuffer *buffer, const char *text, const char *at)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, g_utf8_pointer_to_offset (text, at));
  gtk_text_buffer_place_cursor (buffer, &iter);
}

/* Where the writer came from, when that is still a reference of this name. */
static const char *
find_origin (GtkTextBuffer *buffer, const char *text, const char *name, gsize length)
{
  GtkTextMark *mark = gtk_text_buffer_get_mark (buffer, ORIGIN);
  const char *at;
  gsize own;
  GtkTextIter iter;

  if (mark == NULL)
    return NULL;
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, mark);
  at = find_here (text, g_utf8_offset_to_pointer (text, gtk_text_iter_get_offset (&iter)), &own);
  return at && own == length && memcmp (at + 2, name, length) == 0 && !is_note (text, at, own)
             ? at
             : NULL;
}

gboolean
galley_footnote_jump (GtkTextBuffer *buffer)
{
  g_autofree char *text = NULL;
  const char *here, *there = NULL;
  GtkTextIter cursor;
  gboolean at_note;
  gsize length, own;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), FALSE);

  text = dup_text (buffer);
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  here = find_here (text, g_utf8_offset_to_pointer (text, gtk_text_iter_get_offset (&cursor)),
                    &length);
  if (here == NULL)
    return FALSE;
  at_note = is_note (text, here, length);
  if (at_note)
    there = find_origin (buffer, text, here + 2, length);
  for (const char *p = text; there == NULL && (p = find_mark (p, &own)); p += 2)
    if (own == length && memcmp (p + 2, here + 2, length) == 0
        && is_note (text, p, own) != at_note)
      there = p;
  if (there == NULL)
    return FALSE;
  if (!at_note)
    {
      GtkTextMark *mark = gtk_text_buffer_get_mark (buffer, ORIGIN);

      if (mark)
        gtk_text_buffer_move_mark (buffer, mark, &cursor);
      else
        gtk_text_buffer_create_mark (buffer, ORIGIN, &cursor, TRUE);
    }
  /* Behind "[^1]: ", and behind "[^1]". */
  there += length + (at_note ? 3 : 4);
  there += !at_note && *there == ' ';
  place (buffer, text, there);
  return TRUE;
}
