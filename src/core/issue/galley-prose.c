/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-prose.h"

#include <string.h>

/* Past @close behind @p, or @p + 1 when it is not in the line: then it was no bracket. */
static const char *
skip_to (const char *p, const char *close)
{
  const char *end = strstr (p + 1, close);

  return end ? end + strlen (close) : p + 1;
}

static const char *
skip_code (const char *p)
{
  gsize ticks = strspn (p, "`");
  g_autofree char *fence = g_strndup (p, ticks);
  const char *end = strstr (p + ticks, fence);

  return end ? end + strlen (fence) : p + ticks;
}

static gboolean
is_address (const char *p)
{
  return g_str_has_prefix (p, "http://") || g_str_has_prefix (p, "https://")
         || g_str_has_prefix (p, "www.") || g_str_has_prefix (p, "mailto:");
}

/* Past what stands at @p and is no prose; @p itself when it is. */
static const char *
skip_markup (const char *line, const char *p)
{
  switch (*p)
    {
    case '`':
      return skip_code (p);
    case '<':
      return g_ascii_isalpha (p[1]) || p[1] == '/' || p[1] == '!' ? skip_to (p, ">") : p;
    case '&':
      return g_ascii_isalpha (p[1]) && p[1 + strspn (p + 1, "abcdefghijklmnopqrstuvwxyz")] == ';'
                 ? skip_to (p, ";")
                 : p;
    case '{':
      return skip_to (p, "}");
    case ']':
      /* The address of a link; its title is prose. */
      if (p[1] == '(')
        return p[2] == '<' ? skip_to (p, ">") : p + 2 + strcspn (p + 2, " )");
      if (p[1] == '[')
        return skip_to (p, "]");
      if (p[1] == ':')
        return p + strlen (p);
      return p;
    case '[':
      if (p[1] == '!' || p[1] == '^')
        return skip_to (p, "]");
      return p;
    case '\\':
      return p[1] ? g_utf8_next_char (p + 1) : p;
    default:
      return is_address (p) && (p == line || !g_ascii_isalnum (p[-1])) ? p + strcspn (p, " \t)>") : p;
    }
}

static gboolean
is_apostrophe (const char *p)
{
  return *p == '\'' || g_str_has_prefix (p, "’");
}

typedef struct {
  guint letters;
  guint capitals;
  gboolean has_digit;
  gboolean is_other;
} Shape;

static void
look (Shape *shape, gunichar c)
{
  shape->letters++;
  shape->capitals += g_unichar_isupper (c);
  shape->has_digit = shape->has_digit || g_unichar_isdigit (c);
  switch ((int) g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_THAI:
      shape->is_other = TRUE;
      break;
    default:
      break;
    }
}

static const char *
read_word (const char *p, Shape *shape)
{
  *shape = (Shape){ 0 };
  while (*p)
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '_')
        look (shape, c);
      else if (!(is_apostrophe (p) && g_unichar_isalpha (g_utf8_get_char (next))))
        break;
      p = next;
    }
  return p;
}

static gboolean
is_mail (const char *end)
{
  while (g_ascii_isalnum (*end) || (*end && strchr (".+-_", *end)))
    end++;
  return *end == '@' && g_ascii_isalnum (end[1]);
}

gboolean
galley_prose_next (const char *line, gsize from, GalleyProseWord *word)
{
  const char *p = line;

  g_return_val_if_fail (line != NULL && word != NULL, FALSE);

  /* From the start, or a line would be read from the middle of its code. */
  while (*p)
    {
      const char *next = skip_markup (line, p);
      const char *end;
      Shape shape;

      if (next != p)
        {
          p = next;
          continue;
        }
      if (!g_unichar_isalnum (g_utf8_get_char (p)))
        {
          p = g_utf8_next_char (p);
          continue;
        }
      end = read_word (p, &shape);
      if (is_mail (end))
        {
          p = end + strcspn (end, " \t)>,;");
          continue;
        }
      if ((gsize) (p - line) >= from && shape.letters > 1 && !shape.has_digit && !shape.is_other
          && shape.capitals < shape.letters && !memchr (p, '_', end - p))
        {
          word->start = p - line;
          word->end = end - line;
          return TRUE;
        }
      p = end;
    }
  return FALSE;
}
