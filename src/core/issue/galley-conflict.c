/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-conflict.h"

#include <string.h>

#define MARK_MINE "<<<<<<< mine"
#define MARK_THEIRS "======= theirs"
#define MARK_END ">>>>>>>"

static gboolean
is_mark (const char *line, gsize length, const char *mark)
{
  while (length > 0 && strchr (" \t\r\n", line[length - 1]) != NULL)
    length--;
  return length == strlen (mark) && memcmp (line, mark, length) == 0;
}

/* Without blank lines at both ends. */
static void
trim (const char *text, gsize *start, gsize *end)
{
  while (*end > *start && strchr (" \t\r\n", text[*end - 1]) != NULL)
    (*end)--;
  for (gsize i = *start; i < *end && strchr (" \t\r\n", text[i]) != NULL; i++)
    if (text[i] == '\n')
      *start = i + 1;
}

GArray *
galley_conflict_list (const char *text, gsize length)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (GalleyConflict));
  GalleyConflict now = { 0 };
  guint stage = 0;
  guint number = 1;

  for (gsize start = 0; start < length; number++)
    {
      const char *newline = memchr (text + start, '\n', length - start);
      gsize end = newline != NULL ? (gsize)(newline - text) + 1 : length;

      if (is_mark (text + start, end - start, MARK_MINE))
        {
          now = (GalleyConflict){ .start = start, .mine_start = end, .line = number };
          stage = 1;
        }
      else if (stage == 1 && is_mark (text + start, end - start, MARK_THEIRS))
        {
          now.mine_end = start;
          now.theirs_start = end;
          stage = 2;
        }
      else if (stage == 2 && is_mark (text + start, end - start, MARK_END))
        {
          now.theirs_end = start;
          now.end = end;
          trim (text, &now.mine_start, &now.mine_end);
          trim (text, &now.theirs_start, &now.theirs_end);
          g_array_append_val (list, now);
          stage = 0;
        }
      start = end;
    }
  return list;
}

static void
write_version (GString *to, const char *version, const char *end)
{
  gsize length = strlen (version);

  while (length > 0 && strchr ("\r\n", version[length - 1]) != NULL)
    length--;
  g_string_append_len (to, version, (gssize)length);
  if (length > 0)
    g_string_append (to, end);
}

void
galley_conflict_write (GString *to, const char *mine, const char *theirs)
{
  g_string_append (to, MARK_MINE "\n");
  write_version (to, mine, "\n\n");
  g_string_append (to, MARK_THEIRS "\n");
  write_version (to, theirs, "\n");
  g_string_append (to, MARK_END "\n");
}

/* Where the text goes on when nothing is left of this place: past the blank line behind it. */
static gsize
find_next (const char *text, gsize length, gsize end)
{
  gsize next = end;

  while (next < length && strchr (" \t\r", text[next]) != NULL)
    next++;
  return next < length && text[next] == '\n' ? next + 1 : end;
}

GalleyEdit *
galley_conflict_resolve (const GalleyConflict *self,
                         const char *text,
                         gsize length,
                         GalleyConflictChoice choice)
{
  g_autoptr (GString) kept = g_string_new (NULL);
  gboolean mine = choice != GALLEY_CONFLICT_THEIRS && self->mine_end > self->mine_start;
  gboolean theirs = choice != GALLEY_CONFLICT_MINE && self->theirs_end > self->theirs_start;

  if (mine)
    g_string_append_len (kept, text + self->mine_start,
                         (gssize)(self->mine_end - self->mine_start));
  if (mine && theirs)
    g_string_append (kept, "\n\n");
  if (theirs)
    g_string_append_len (kept, text + self->theirs_start,
                         (gssize)(self->theirs_end - self->theirs_start));
  if (kept->len > 0)
    g_string_append_c (kept, '\n');
  return galley_edit_new (
      self->start, kept->len > 0 ? self->end : find_next (text, length, self->end), kept->str);
}
