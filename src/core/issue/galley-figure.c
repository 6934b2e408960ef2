/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-figure.h"

#include <string.h>

/* The words a credit begins with; the first is what is written. */
static const char *const words[] = { "Credit: ", "사진: " };

/* Plain words as Markdown. */
static void
append_words (GString    *text,
              const char *plain)
{
  for (const char *p = plain; *p != '\0'; p++)
    {
      if (strchr ("\\[]`*_<&!~^", *p) != NULL)
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p == '\n' || *p == '\r' ? ' ' : *p);
    }
}

/* cmark decodes entities before it looks for backslashes, so only an entity keeps one. */
static gboolean
begins_entity (const char *p)
{
  const char *end = p + 1;

  if (*p != '&')
    return FALSE;
  while (g_ascii_isalnum (*end) || (*end == '#' && end == p + 1))
    end++;
  return end > p + 1 && *end == ';';
}

static void
append_address (GString    *text,
                const char *address)
{
  gboolean bracket = *address == '\0' || *address == '<';

  for (const char *p = address; *p != '\0'; p++)
    bracket = bracket || (guchar) *p <= ' ' || *p == '(' || *p == ')';
  if (bracket)
    g_string_append_c (text, '<');
  for (const char *p = address; *p != '\0'; p++)
    {
      if (*p == '\\' || (bracket && (*p == '<' || *p == '>')))
        g_string_append_c (text, '\\');
      if (begins_entity (p))
        g_string_append (text, "&amp;");
      else if (*p == '\n' || *p == '\r')
        g_string_append (text, *p == '\n' ? "%0A" : "%0D");
      else
        g_string_append_c (text, *p);
    }
  if (bracket)
    g_string_append_c (text, '>');
}

/* What cmark makes of the title must be the caption's Markdown again. */
static void
append_title (GString    *text,
              const char *caption)
{
  for (const char *p = caption; *p != '\0'; p++)
    {
      if (*p == '"' || (*p == '\\' && (g_ascii_ispunct (p[1]) || p[1] == '\0')))
        g_string_append_c (text, '\\');
      if (begins_entity (p))
        g_string_append (text, "&amp;");
      else
        g_string_append_c (text, *p == '\n' || *p == '\r' ? ' ' : *p);
    }
}

static void
append_caption (GString    *text,
                const char *caption,
                const char *credit)
{
  g_autoptr(GString) whole = g_string_new (caption);

  g_strchomp (whole->str);
  g_string_set_size (whole, strlen (whole->str));
  if (credit != NULL && *credit != '\0')
    {
      /* A credit is found again only behind the end of a sentence. */
      if (whole->len > 0 && strchr (".?!", whole->str[whole->len - 1]) == NULL
          && !g_str_has_suffix (whole->str, "…"))
        g_string_append_c (whole, '.');
      g_string_append_printf (whole, "%s%s", whole->len > 0 ? " " : "", words[0]);
      append_words (whole, credit);
    }
  if (whole->len == 0)
    return;
  g_string_append (text, " \"");
  append_title (text, whole->str);
  g_string_append_c (text, '"');
}

char *
galley_figure_write (const char  *src,
                     const char  *alt,
                     const char  *caption,
                     const char  *credit,
                     const char  *href,
                     GalleyWidth  width)
{
  GString *text = g_string_new (NULL);
  gboolean linked = href != NULL && *href != '\0';

  g_return_val_if_fail (src != NULL, NULL);

  g_string_append (text, linked ? "[![" : "![");
  append_words (text, alt != NULL ? alt : "");
  g_string_append (text, "](");
  append_address (text, src);
  append_caption (text, caption != NULL ? caption : "", credit);
  g_string_append_c (text, ')');
  if (linked)
    {
      g_string_append (text, "](");
      append_address (text, href);
      g_string_append_c (text, ')');
    }
  if (width != GALLEY_WIDTH_REGULAR)
    g_string_append (text, width == GALLEY_WIDTH_WIDE ? "{.wide}" : "{.full}");
  return g_string_free (text, FALSE);
}

/* A credit stands at the start or behind the end of a sentence. */
static gboolean
may_begin (const char *source,
           const char *place)
{
  const char *p = place;

  while (p > source && (p[-1] == ' ' || p[-1] == '\n' || p[-1] == '\r' || p[-1] == '\t'))
    p--;
  if (p == source)
    return TRUE;
  if (p == place)
    return FALSE;
  /* Emphasis, a quote or a bracket may close behind the sentence's end. */
  while (p > source && strchr ("*_\"')~`", p[-1]) != NULL)
    p--;
  if (p > source && strchr (".?!", p[-1]) != NULL)
    return TRUE;
  return p - source >= 3 && strncmp (p - 3, "…", 3) == 0;
}

void
galley_figure_split_caption (const char  *source,
                             char       **caption,
                             char       **credit)
{
  const char *best = NULL;
  gsize length = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      for (const char *p = strstr (source, words[i]); p != NULL; p = strstr (p + 1, words[i]))
        {
          if (p > best && may_begin (source, p) && p[strlen (words[i])] != '\0')
            {
              best = p;
              length = strlen (words[i]);
            }
        }
    }
  *caption = g_strchomp (best != NULL ? g_strndup (source, best - source) : g_strdup (source));
  *credit = best != NULL ? g_strstrip (g_strdup (best + length)) : NULL;
}
