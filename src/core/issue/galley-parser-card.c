/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_OPTIONS 64

/* Past `> ` with up to three blanks before it; NULL when the line has no marker. */
static const char *
skip_marker (const char *line,
             gsize       length)
{
  const char *p = line;
  const char *end = line + length;

  while (p < end && p - line < 3 && *p == ' ')
    p++;
  if (p == end || *p++ != '>')
    return NULL;
  if (p < end && (*p == ' ' || *p == '\t'))
    p++;
  return p;
}

/* Past `[!KIND]`; NULL when it does not stand there. */
static const char *
skip_kind (const char *p,
           const char *end)
{
  const char *start;

  if (end - p < 4 || p[0] != '[' || p[1] != '!')
    return NULL;
  start = p += 2;
  while (p < end && (g_ascii_isalnum (*p) || *p == '-' || *p == '_'))
    p++;
  return p > start && p < end && *p == ']' ? p + 1 : NULL;
}

gboolean
galley_parser_is_card_line (const char *line,
                            gsize       length)
{
  const char *p = skip_marker (line, length);

  return p != NULL && skip_kind (p, line + length) != NULL;
}

static const char *
skip_blanks (const char *p,
             const char *end)
{
  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  return p;
}

/* One `key=value`, `key="two words"` or `word` at @p; NULL when there is none. */
static const char *
read_option (const char *p,
             const char *end,
             GPtrArray  *options)
{
  const char *start = p;
  g_autoptr(GString) value = g_string_new (NULL);

  while (p < end && (g_ascii_isalnum (*p) || *p == '-' || *p == '_'))
    p++;
  if (p == start || options->len >= 2 * MAX_OPTIONS)
    return NULL;
  g_ptr_array_add (options, g_ascii_strdown (start, p - start));
  if (p < end && *p == '=')
    {
      gboolean quoted = ++p < end && *p == '"';

      for (p += quoted; p < end; p++)
        {
          if (quoted ? *p == '"' : strchr (" \t}", *p) != NULL)
            break;
          if (quoted && *p == '\\' && p + 1 < end && (p[1] == '"' || p[1] == '\\'))
            p++;
          g_string_append_c (value, *p);
        }
      if (quoted && p++ >= end)
        return NULL;
    }
  g_ptr_array_add (options, g_strdup (value->str));
  return p;
}

/* `{…}` at @p into the card; where it does not read as options nothing is taken. */
static const char *
read_options (GalleyParser *self,
              GalleyNode   *card,
              const char   *start,
              const char   *end)
{
  g_autoptr(GPtrArray) options = g_ptr_array_new_with_free_func (g_free);
  const char *p = start + 1;
  const char **copy;

  while (TRUE)
    {
      p = skip_blanks (p, end);
      if (p < end && *p == '}')
        break;
      p = p < end ? read_option (p, end, options) : NULL;
      if (p == NULL)
        {
          galley_source_add (self->source, "card-options", GALLEY_SEVERITY_WARNING,
                             start - self->source->text,
                             _("The options of this card cannot be read: they look like {key=value "
                               "key=\"two words\"}."), NULL, 0, 0, NULL);
          return start;
        }
    }
  copy = galley_arena_alloc (self->arena, (options->len + 1) * sizeof (char *));
  for (guint i = 0; i < options->len; i++)
    copy[i] = galley_arena_copy (self->arena, options->pdata[i], -1);
  card->card.options = copy;
  return p + 1;
}

static void
read_title (GalleyParser *self,
            GalleyNode   *card,
            const char   *start,
            const char   *end)
{
  GalleyNode *title;

  while (end > start && (end[-1] == ' ' || end[-1] == '\t'))
    end--;
  card->card.title_source = galley_arena_copy (self->arena, start, end - start);
  if (start == end)
    return;
  title = galley_parser_new_node (self, GALLEY_NODE_CARD_TITLE);
  title->parent = card;
  title->start_line = title->end_line = card->start_line;
  title->start = card->start;
  title->end = galley_parser_get_start (self, card->start_line + 1);
  galley_parser_add_source (self, title, start, end - start);
  galley_parser_check_marks (self, title, card->card.title_source);
  card->card.title = title;
}

/* Lines that look as if they belonged elsewhere: a marker inside, and a line without one. */
static void
check_lines (GalleyParser *self,
             GalleyNode   *card)
{
  const char *end_of_line = galley_source_get_end_of_line (self->source);

  for (guint i = card->start_line + 1; i <= card->end_line; i++)
    {
      gsize length;
      const char *line = galley_source_get_line (self->source, i, &length);
      gsize offset = line - self->source->text;

      if (galley_parser_is_card_line (line, length) && !(self->marks[i] & GALLEY_LINE_CODE))
        galley_source_add (self->source, "card-second-marker", GALLEY_SEVERITY_WARNING, offset,
                           _("This line begins a second card inside the first one."),
                           _("Insert a Blank Line"), offset, offset, end_of_line);
      else if (skip_marker (line, length) == NULL && !galley_source_is_blank (self->source, i))
        galley_source_add (self->source, "card-lazy-line", GALLEY_SEVERITY_WARNING, offset,
                           _("This line belongs to the card above it, but does not say so."),
                           _("Put “>” Before It"), offset, offset, "> ");
    }
}

void
galley_parser_read_card (GalleyParser *self,
                         GalleyNode   *card)
{
  gsize length;
  const char *line = galley_source_get_line (self->source, card->start_line, &length);
  const char *end = line + length;
  const char *kind = skip_marker (line, length);
  const char *p = skip_kind (kind, end);
  g_autofree char *upper = g_ascii_strup (kind + 2, p - 1 - (kind + 2));
  static const char *const none[] = { NULL };

  card->type = GALLEY_NODE_CARD;
  card->card.kind = galley_arena_copy (self->arena, upper, -1);
  card->card.options = none;
  if (p < end && (*p == '+' || *p == '-'))
    p++;
  p = skip_blanks (p, end);
  if (p < end && *p == '{')
    p = skip_blanks (read_options (self, card, p, end), end);
  read_title (self, card, p, end);
  check_lines (self, card);
}

static gboolean
is_in_card (const GalleyNode *node)
{
  for (node = node->parent; node != NULL; node = node->parent)
    {
      if (node->type == GALLEY_NODE_CARD)
        return TRUE;
    }
  return FALSE;
}

/* A quote that is not at the top level and begins like a card. */
void
galley_parser_check_nested_card (GalleyParser     *self,
                                 const GalleyNode *quote)
{
  gsize length;
  const char *line = galley_source_get_line (self->source, quote->start_line, &length);
  const char *end = line + length;
  const char *start = memchr (line, '[', length);
  gboolean forbidden;

  if (start == NULL || start == line || skip_kind (start, end) == NULL)
    return;
  for (const char *p = line; p < start; p++)
    {
      if (strchr ("> \t-+*.)", *p) == NULL && !g_ascii_isdigit (*p))
        return;
    }
  forbidden = is_in_card (quote)
              && (g_ascii_strncasecmp (start, "[!SIGNUP]", 9) == 0
                  || g_ascii_strncasecmp (start, "[!EMAIL]", 8) == 0);
  galley_source_add (self->source, "card-nested",
                     forbidden ? GALLEY_SEVERITY_ERROR : GALLEY_SEVERITY_WARNING,
                     start - self->source->text,
                     forbidden ? _("This card cannot stand inside another card.")
                               : _("A card must stand at the top level; inside another block it "
                                   "stays a quote."), NULL, 0, 0, NULL);
}
