/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-markdown-escape.h"

#include <string.h>

static gboolean
begins_entity (const char *p)
{
  const char *end = p + 1;

  while (g_ascii_isalnum (*end) || (*end == '#' && end == p + 1))
    end++;
  return end > p + 1 && *end == ';';
}

/* The schemes that are links without any mark. */
static gboolean
ends_scheme (const char *text,
             const char *colon)
{
  static const char *const schemes[] = { "http", "https", "ftp", "mailto", "xmpp" };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      gsize length = strlen (schemes[i]);

      if ((gsize) (colon - text) >= length
          && g_ascii_strncasecmp (colon - length, schemes[i], length) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || strchr ("+-_.", c) != NULL;
}

/* Behind an at sign: without a point there nothing is an address. */
static gboolean
begins_domain (const char *p)
{
  for (; g_ascii_isalnum (*p) || *p == '-' || *p == '_' || *p == '.'; p++)
    if (*p == '.' && g_ascii_isalnum (p[1]))
      return TRUE;
  return FALSE;
}

/* An address of mail is a link without any mark, escaped or not; `%%` begins what stays here. */
static gboolean
needs_gap (const char *text,
           const char *p)
{
  if (*p == '@')
    return p > text && is_word (p[-1]) && begins_domain (p + 1);
  if (*p == '%' && p > text && p[-1] == '%')
    return TRUE;
  return FALSE;
}

static gboolean
needs_backslash (const char *text,
                 const char *p,
                 gboolean    before_link,
                 gboolean    in_cell)
{
  switch (*p)
    {
    case '\\':
    case '*':
    case '`':
    case '[':
    case ']':
    case '~': return TRUE;
    case '_':
      return p == text || !g_ascii_isalnum (p[-1]) || !g_ascii_isalnum (p[1]);
    case '<':
      return p[1] == '\0' || g_ascii_isalpha (p[1]) || strchr ("/!?", p[1]) != NULL;
    case '&': return begins_entity (p);
    case '!': return p[1] == '\0' && before_link;
    case '|': return in_cell;
    case ':': return p[1] != ' ' && p[1] != '\0' && ends_scheme (text, p);
    case '.':
      return p - text >= 3 && g_ascii_strncasecmp (p - 3, "www", 3) == 0;
    default: return FALSE;
    }
}

/* %%{name}%% is the server's and stays as it is. */
static gsize
get_field_length (const char *p)
{
  const char *close;

  if (p[0] != '%' || p[1] != '%' || p[2] != '{')
    return 0;
  close = p + 3 + strcspn (p + 3, "}%\n<&*_`[]~\\");
  return g_str_has_prefix (close, "}%%") ? (gsize) (close + 3 - p) : 0;
}

void
galley_markdown_escape (GString    *out,
                        const char *text,
                        gboolean    before_link,
                        gboolean    in_cell)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      gsize field = get_field_length (p);

      if (field > 0)
        {
          g_string_append_len (out, p, field);
          p += field - 1;
          continue;
        }
      if (needs_gap (text, p))
        g_string_append (out, GALLEY_MARKDOWN_GAP);
      if (needs_backslash (text, p, before_link, in_cell))
        g_string_append_c (out, '\\');
      /* At the ends of a cell the library takes more for blanks than elsewhere. */
      if (*p == '\n' || *p == '\r' || *p == '\t' || (in_cell && (*p == '\v' || *p == '\f')))
        g_string_append_printf (out, "&#%d;", *p);
      else
        g_string_append_c (out, *p);
    }
}

static gsize
count (const char *line,
       char        c)
{
  gsize n = 0;

  while (line[n] == c)
    n++;
  return n;
}

static gboolean
is_end (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\0';
}

gsize
galley_markdown_escape_line_start (const char *line,
                                   gboolean    first)
{
  gsize n;

  switch (*line)
    {
    case '#':
      n = count (line, '#');
      return n <= 6 && is_end (line[n]) ? 1 : 0;
    case '>':
    case '|': return 1;
    case '+': return is_end (line[1]) ? 1 : 0;
    case '-': return is_end (line[1]) || line[1] == '-' ? 1 : 0;
    case '=': return !first ? 1 : 0;
    case ':': return !first && line[1] == '-' ? 1 : 0;
    default: break;
    }
  n = strspn (line, "0123456789");
  if (n > 0 && n <= 9 && (line[n] == '.' || line[n] == ')') && is_end (line[n + 1]))
    return n + 1;
  return 0;
}

void
galley_markdown_escape_code (GString    *out,
                             const char *code,
                             gboolean    in_cell)
{
  gsize longest = 0;
  gsize length = strlen (code);
  gboolean blank = strspn (code, " ") == length;
  gboolean padded = length > 0 && !blank
                    && (code[0] == '`' || code[length - 1] == '`'
                        || (code[0] == ' ' && code[length - 1] == ' '));

  for (const char *p = strchr (code, '`'); p != NULL; p = strchr (p, '`'))
    {
      gsize n = count (p, '`');

      longest = MAX (longest, n);
      p += n;
    }
  for (gsize i = 0; i <= longest; i++)
    g_string_append_c (out, '`');
  g_string_append (out, padded ? " " : "");
  for (const char *p = code; *p != '\0'; p++)
    {
      if (*p == '|' && in_cell)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
  g_string_append (out, padded ? " " : "");
  for (gsize i = 0; i <= longest; i++)
    g_string_append_c (out, '`');
}

static void
append_escaped (GString    *out,
                const char *text,
                const char *special)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr (special, *p) != NULL)
        g_string_append_c (out, '\\');
      if (*p == '&' && begins_entity (p))
        g_string_append (out, "&amp;");
      else if ((guchar) *p < ' ')
        g_string_append_printf (out, "&#%d;", *p);
      else
        g_string_append_c (out, *p);
    }
}

void
galley_markdown_escape_target (GString    *out,
                               const char *url,
                               const char *title)
{
  gboolean bracket = *url == '\0' || *url == '<';

  for (const char *p = url; *p != '\0'; p++)
    bracket = bracket || (guchar) *p <= ' ' || *p == '(' || *p == ')' || *p == 0x7f;
  g_string_append (out, bracket ? "(<" : "(");
  append_escaped (out, url, bracket ? "\\<>" : "\\");
  g_string_append (out, bracket ? ">" : "");
  if (title != NULL)
    {
      g_string_append (out, " \"");
      append_escaped (out, title, "\\\"");
      g_string_append_c (out, '"');
    }
  g_string_append_c (out, ')');
}
