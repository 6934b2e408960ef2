/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-blanks.h"

#include <string.h>

#include "galley-raw-picture.h"

/* Elements whose text is no HTML: an entity in it is none. */
static const char *const raw[] = { "script", "style", "xmp", "iframe", "noembed", "noframes" };

static gboolean
is_name (const char *tag,
         const char *name)
{
  gsize length = strlen (name);

  return g_ascii_strncasecmp (tag, name, length) == 0 && !g_ascii_isalnum (tag[length]);
}

/* Behind the tag or comment that begins at @from, and behind the text of an element whose text is raw. */
static const char *
skip_tag (const char *from)
{
  const char *p;

  if (g_str_has_prefix (from, "<!--"))
    return (p = strstr (from + 4, "-->")) != NULL ? p + 3 : from + strlen (from);
  p = galley_raw_picture_find_tag_end (from);
  for (guint i = 0; i < G_N_ELEMENTS (raw); i++)
    if (is_name (from + 1, raw[i]))
      {
        while ((p = strstr (p, "</")) != NULL && !is_name (p + 2, raw[i]))
          p += 2;
        return p != NULL ? p : from + strlen (from);
      }
  return *p != '\0' ? p + 1 : p;
}

gboolean
galley_blanks_is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x0b || c == 0xfeff;
}

char *
galley_blanks_keep (const char *html)
{
  GString *kept = g_string_sized_new (strlen (html) + 16);
  gunichar before = '>';

  for (const char *p = html; *p != '\0';)
    {
      gunichar c = g_utf8_get_char (p);
      const char *end = g_utf8_next_char (p);
      gboolean tag = c == '<' && (g_ascii_isalpha (*end) || strchr ("/!?", *end) != NULL) && *end != '\0';

      if (tag)
        end = skip_tag (p);
      if (c == '>')
        g_string_append (kept, "&gt;");
      else if (galley_blanks_is_blank (c) && (c != ' ' || galley_blanks_is_blank (before) || (before == '>' && *end == '<')))
        g_string_append_printf (kept, "&#%u;", c);
      else
        g_string_append_len (kept, p, end - p);
      before = tag ? '>' : c;
      p = end;
    }
  return g_string_free (kept, FALSE);
}
