/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-line.h"

#include <string.h>

static void
read_marker (GalleyLine *self, const char *rest)
{
  gsize digits = 0;

  if (*rest && strchr ("-*+", *rest))
    {
      self->delimiter = *rest;
      self->marker = 1;
    }
  else
    {
      while (digits < 9 && g_ascii_isdigit (rest[digits]))
        digits++;
      if (digits == 0 || (rest[digits] != '.' && rest[digits] != ')'))
        return;
      self->number = g_ascii_strtoull (rest, NULL, 10);
      self->delimiter = rest[digits];
      self->marker = digits + 1;
    }
  /* Four blanks more would be code. */
  if (rest[self->marker] != ' ')
    self->marker = 0;
  else
    self->marker += MIN (strspn (rest + self->marker, " "), 4);
}

static void
read_task (GalleyLine *self, const char *rest)
{
  if (rest[0] != '[' || !rest[1] || !strchr (" xX", rest[1]) || rest[2] != ']'
      || (rest[3] != ' ' && rest[3] != '\0'))
    return;
  self->checked = rest[1] != ' ';
  self->task = rest[3] == ' ' ? 4 : 3;
}

void
galley_line_read (GalleyLine *self, const char *line)
{
  g_return_if_fail (self != NULL && line != NULL);

  *self = (GalleyLine){ 0 };
  for (;;)
    {
      gsize blanks = strspn (line + self->quote, " ");

      if (blanks > 3 || line[self->quote + blanks] != '>')
        break;
      self->quote += blanks + 1;
      if (line[self->quote] == ' ')
        self->quote++;
    }
  self->indent = strspn (line + self->quote, " \t");
  read_marker (self, line + self->quote + self->indent);
  if (self->marker > 0)
    read_task (self, line + self->quote + self->indent + self->marker);
}

gboolean
galley_line_is_ordered (const GalleyLine *self)
{
  return self->marker > 0 && (self->delimiter == '.' || self->delimiter == ')');
}

gsize
galley_line_get_prefix (const GalleyLine *self)
{
  return self->quote + self->indent + self->marker + self->task;
}

gsize
galley_line_get_inner (const GalleyLine *self)
{
  return self->indent + self->marker;
}

char *
galley_line_dup_next (const GalleyLine *self, const char *line, guint64 number)
{
  gsize lead = self->quote + self->indent;

  if (self->marker == 0)
    return self->quote > 0 ? g_strndup (line, lead) : NULL;
  if (galley_line_is_ordered (self))
    return g_strdup_printf ("%.*s%" G_GUINT64_FORMAT "%c %s", (int) lead, line, number,
                            self->delimiter, self->task ? "[ ] " : "");
  return g_strdup_printf ("%.*s%s", (int) (lead + self->marker), line, self->task ? "[ ] " : "");
}

/* The fence that @line is, by its length; 0: none. */
static gsize
measure_fence (const char *line, char *mark)
{
  gsize length = 0;

  line += strspn (line, " >");
  if (*line != '`' && *line != '~')
    return 0;
  *mark = *line;
  while (line[length] == *mark)
    length++;
  return length >= 3 ? length : 0;
}

gboolean
galley_line_is_verbatim (const char *before)
{
  const char *line = before;
  gboolean in_matter = FALSE;
  char open_mark = 0;
  gsize open_length = 0;

  g_return_val_if_fail (before != NULL, FALSE);

  for (const char *newline; (newline = strchr (line, '\n')); line = newline + 1)
    {
      char mark = 0;
      gsize length = measure_fence (line, &mark);

      if (line == before && g_str_has_prefix (line, "---") && strspn (line, "- \r") >= (gsize) (newline - line))
        in_matter = TRUE;
      else if (in_matter)
        in_matter = !(g_str_has_prefix (line, "---") || g_str_has_prefix (line, "..."));
      else if (open_length == 0)
        {
          open_mark = mark;
          open_length = length;
        }
      else if (mark == open_mark && length >= open_length)
        open_length = 0;
    }
  return in_matter || open_length > 0;
}
