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
  gboolean fenced;
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

static gboolean
is_fence (const char *text,
          gsize       length)
{
  return length >= 3 && (strncmp (text, "```", 3) == 0 || strncmp (text, "~~~", 3) == 0);
}

static void
copy_line (Guard      *guard,
           const char *line,
           gsize       length,
           gboolean    blank)
{
  gboolean too_deep;
  gsize markers = skip_markers (line, length, &too_deep);

  g_string_append_len (guard->copy, line, markers);
  if (is_fence (line + markers, length - markers))
    guard->fenced = !guard->fenced;
  if (blank)
    guard->brackets = 0;
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
  if (guard->fenced)
    g_string_append_len (guard->copy, line + markers, length - markers);
  else
    copy_text (guard, line + markers, length - markers);
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
