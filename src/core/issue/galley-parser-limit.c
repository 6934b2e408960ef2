/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Markdown library cannot be cancelled and takes quadratic time over some texts nobody writes
 * by hand. One linear scan escapes in its copy what would lead there; the lines stay the same.
 */

#include "galley-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-markdown.h"

#define MAX_COLUMNS 100
#define MAX_BRACKETS 2000
#define MAX_MARKERS 100

typedef struct {
  GalleyParser *parser;
  GString *copy;
  guint brackets;   /* open ones of the paragraph */
  char fence;       /* of the code the scan is in; 0: in none */
  gsize fence_length;
  guint fence_quotes; /* what a line must begin with to be in it: so many ">", */
  gsize fence_indent; /* and so many blanks */
  gboolean in_list;
  gboolean told;    /* one finding is enough */
} Guard;

static void
tell (Guard      *guard,
      gsize       offset,
      const char *message)
{
  if (!guard->told)
    galley_source_add (guard->parser->source, "limit", GALLEY_SEVERITY_ERROR, offset, message, NULL,
                       0, 0, NULL);
  guard->told = TRUE;
}

/* The length of what begins an item there, without the blank; 0 when nothing does. */
static gsize
get_item_marker (const char *line,
                 gsize       length)
{
  gsize n = 0;

  while (n < length && n < 9 && g_ascii_isdigit (line[n]))
    n++;
  if (n == 0 ? strchr ("-+*", *line) == NULL : n == length || strchr (".)", line[n]) == NULL)
    return 0;
  return n + 1 < length && line[n + 1] == ' ' ? n + 1 : 0;
}

/* Past the quote and list markers a line begins with, or past the last one that is allowed. */
static gsize
skip_markers (const char *line,
              gsize       length,
              gboolean   *too_deep)
{
  guint markers = 0;
  gsize i = 0;

  *too_deep = FALSE;
  while (i < length)
    {
      gsize marker = line[i] == '>' ? 1 : get_item_marker (line + i, length - i);

      if (line[i] == ' ' || line[i] == '\t')
        {
          i++;
          continue;
        }
      if (marker == 0)
        break;
      if (++markers > MAX_MARKERS)
        {
          *too_deep = TRUE;
          break;
        }
      i += marker;
    }
  return i;
}

/* A table's second line with more columns than anybody needs. */
static gboolean
is_wide_table (const char *line,
               gsize       length)
{
  guint bars = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (strchr ("|:- \t\r\n", line[i]) == NULL)
        return FALSE;
      bars += line[i] == '|';
    }
  return bars > MAX_COLUMNS;
}

/* Past the code that begins with the backticks at @at, if it is closed on its line; else @at. */
static gsize
skip_code (const char *text,
           gsize       length,
           gsize       at)
{
  gsize ticks = 0;

  while (at + ticks < length && text[at + ticks] == '`')
    ticks++;
  for (gsize i = at + ticks; i < length;)
    {
      gsize run = 0;

      while (i + run < length && text[i + run] == '`')
        run++;
      if (run == ticks)
        return i + run;
      i += MAX (run, 1);
    }
  return at;
}

/* What looks like a footnote's mark and is not closed on its line is none. The library would take the
 * words of its lines by their columns, and lose them or read past the text. */
static gboolean
is_open_note (const char *text,
              gsize       length)
{
  guint open = 0;

  if (length < 2 || text[1] != '^')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      const char *tag_end = text[i] == '<' ? memchr (text + i, '>', length - i) : NULL;

      if (text[i] == '\\')
        i++;
      else if (text[i] == '`')
        i = MAX (skip_code (text, length, i), i + 1) - 1;
      else if (tag_end != NULL)
        i = tag_end - text;
      else if (text[i] == '[')
        open++;
      else if (text[i] == ']' && --open == 0)
        return FALSE;
    }
  return TRUE;
}

static void
copy_text (Guard      *guard,
           const char *text,
           gsize       length)
{
  gsize done = 0;

  /* Nearly every line: there is nothing to count. */
  if (guard->brackets == 0 && memchr (text, '[', length) == NULL)
    {
      g_string_append_len (guard->copy, text, length);
      return;
    }
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\\')
        i++;
      else if (text[i] == ']' && guard->brackets > 0)
        guard->brackets--;
      else if (text[i] == '[' && is_open_note (text + i, length - i))
        {
          g_string_append_len (guard->copy, text + done, i - done);
          g_string_append_c (guard->copy, '\\');
          done = i;
        }
      else if (text[i] == '[' && ++guard->brackets > MAX_BRACKETS)
        {
          tell (guard, text + i - guard->parser->source->text,
                _("This paragraph has too many open brackets; from here on they are text."));
          g_string_append_len (guard->copy, text + done, i - done);
          g_string_append_c (guard->copy, '\\');
          done = i;
        }
    }
  g_string_append_len (guard->copy, text + done, length - done);
}

/* The fence that @text, which is not indented, begins with, by its length; 0: none. */
static gsize
measure_fence (const char *text,
               gsize       length)
{
  gsize n = 0;

  while (n < length && (*text == '`' || *text == '~') && text[n] == *text)
    n++;
  /* Else it is code in a line. */
  return n < 3 || (*text == '`' && memchr (text + n, '`', length - n) != NULL) ? 0 : n;
}

static gsize
count_blanks (const char *text,
              gsize       length)
{
  gsize n = 0;

  while (n < length && text[n] == ' ')
    n++;
  return n;
}

/* @line begins with @markers bytes of quotes and items, and then perhaps a fence. Its code goes on in the
 * same quotes, and as far indented as its item. */
static void
open_fence (Guard      *guard,
            const char *line,
            gsize       length,
            gsize       markers)
{
  gsize n = measure_fence (line + markers, length - markers);
  gsize quoted = markers;
  gsize blanks = 0;

  while (blanks < markers && line[markers - blanks - 1] == ' ')
    blanks++;
  /* Four blanks, of which a marker before them has one, begin code of another kind. */
  if (n == 0 || blanks > (blanks < markers ? 4 : 3))
    return;
  while (quoted > 0 && line[quoted - 1] != '>')
    quoted--;
  guard->fence = line[markers];
  guard->fence_length = n;
  guard->fence_quotes = 0;
  for (gsize i = 0; i < quoted; i++)
    guard->fence_quotes += line[i] == '>';
  guard->fence_indent = guard->in_list ? markers - quoted : 0;
  guard->brackets = 0;
}

/* Whether @line is still of the code, which its own fence closes and so does the end of its quote or item. */
static gboolean
is_in_fence (Guard      *guard,
             const char *line,
             gsize       length,
             gboolean    blank)
{
  gsize i = 0;
  gsize n;

  if (guard->fence == 0)
    return FALSE;
  for (guint quotes = 0; quotes < guard->fence_quotes; quotes++)
    {
      i += count_blanks (line + i, length - i);
      if (i == length || line[i++] != '>')
        return FALSE;
    }
  n = count_blanks (line + i, length - i);
  if (!blank && n < guard->fence_indent)
    return FALSE;
  i += n;
  n = measure_fence (line + i, length - i);
  if (n < guard->fence_length || line[i] != guard->fence)
    return TRUE;
  for (i += n; i < length && g_ascii_isspace (line[i]);)
    i++;
  if (i == length)
    guard->fence = 0;
  return TRUE;
}

static gboolean
has_item (const char *line,
          gsize       markers)
{
  for (gsize i = 0; i < markers; i++)
    if (strchr (" \t>", line[i]) == NULL)
      return TRUE;
  return FALSE;
}

static void
copy_line (Guard      *guard,
           const char *line,
           gsize       length,
           gboolean    blank)
{
  gboolean too_deep;
  gsize markers;

  if (is_in_fence (guard, line, length, blank))
    {
      g_string_append_len (guard->copy, line, length);
      return;
    }
  guard->fence = 0;
  markers = skip_markers (line, length, &too_deep);
  g_string_append_len (guard->copy, line, markers);
  if (blank)
    guard->brackets = 0;
  else
    guard->in_list = has_item (line, markers) || (guard->in_list && strchr (" \t>", *line) != NULL);
  if (too_deep)
    {
      tell (guard, line + markers - guard->parser->source->text,
            _("Quotes and lists are nested too deeply here; the rest of the line is text."));
      g_string_append_c (guard->copy, '\\');
    }
  else if (is_wide_table (line + markers, length - markers))
    {
      tell (guard, line + markers - guard->parser->source->text,
            _("This table has more than 100 columns and is shown as text."));
      g_string_append_c (guard->copy, '\\');
    }
  copy_text (guard, line + markers, length - markers);
  if (!too_deep)
    open_fence (guard, line, length, markers);
}

char *
galley_parser_guard (GalleyParser *self,
                     gsize        *length)
{
  const GalleySource *source = self->source;
  gsize start = galley_parser_get_start (self, self->body_line);
  Guard guard = { .parser = self, .copy = g_string_sized_new (source->length - start + 64) };
  const char *at = galley_markdown_find_at_run (source->text + start, source->length - start);

  if (at != NULL)
    tell (&guard, at - source->text,
          _("This word has more than 100 “@”; while it stands here, no bare address becomes a link."));

  for (guint i = self->body_line; i <= source->n_lines; i++)
    {
      gsize begin = source->starts[i - 1];
      gsize end = source->starts[i];
      gsize n;
      const char *line = galley_source_get_line (source, i, &n);
      const char *quote = memchr (line, '>', n);

      if (self->marks[i] & GALLEY_LINE_CARD)
        {
          /* The library must not see the marker: it would read links and emphasis in it. */
          g_string_append_len (guard.copy, line, quote + 1 - line);
          for (const char *p = quote + 1; p < line + n; p++)
            g_string_append_c (guard.copy, ' ');
          g_string_append_len (guard.copy, line + n, end - begin - n);
          guard.brackets = 0;
        }
      else
        copy_line (&guard, source->text + begin, end - begin, galley_source_is_blank (source, i));
    }
  *length = guard.copy->len;
  return g_string_free (guard.copy, FALSE);
}
