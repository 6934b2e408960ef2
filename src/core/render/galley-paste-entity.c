/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-paste-entity.h"

#include <string.h>

static const struct {
  const char *name;
  const char *text;
} names[] = {
  { "amp;", "&" },    { "lt;", "<" },     { "gt;", ">" },     { "quot;", "\"" },  { "apos;", "'" },
  { "nbsp;", " " },   { "ndash;", "–" },  { "mdash;", "—" },  { "lsquo;", "‘" },  { "rsquo;", "’" },
  { "ldquo;", "“" },  { "rdquo;", "”" },  { "sbquo;", "‚" },  { "bdquo;", "„" },  { "laquo;", "«" },
  { "raquo;", "»" },  { "hellip;", "…" }, { "middot;", "·" }, { "bull;", "•" },   { "copy;", "©" },
  { "reg;", "®" },    { "trade;", "™" },  { "deg;", "°" },    { "euro;", "€" },   { "pound;", "£" },
  { "yen;", "¥" },    { "cent;", "¢" },   { "sect;", "§" },   { "para;", "¶" },   { "times;", "×" },
  { "divide;", "÷" }, { "plusmn;", "±" }, { "frac12;", "½" }, { "frac14;", "¼" }, { "frac34;", "¾" },
  { "sup2;", "²" },   { "sup3;", "³" },   { "auml;", "ä" },   { "ouml;", "ö" },   { "uuml;", "ü" },
  { "Auml;", "Ä" },   { "Ouml;", "Ö" },   { "Uuml;", "Ü" },   { "szlig;", "ß" },  { "eacute;", "é" },
  { "egrave;", "è" }, { "agrave;", "à" }, { "aacute;", "á" }, { "ccedil;", "ç" }, { "ntilde;", "ñ" },
  { "oacute;", "ó" }, { "iacute;", "í" }, { "uacute;", "ú" }, { "ecirc;", "ê" },  { "acirc;", "â" },
  { "ocirc;", "ô" },  { "shy;", "" },     { "zwnj;", "" },    { "zwj;", "\u200d" }, { "rarr;", "→" },
  { "larr;", "←" },
};

static const char *
read_entity (const char *p, GString *out)
{
  char *end = NULL;
  guint64 code;

  for (guint i = 0; p[1] != '#' && i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (p + 1, names[i].name))
      {
        g_string_append (out, names[i].text);
        return p + 1 + strlen (names[i].name);
      }
  if (p[1] == '#')
    {
      gboolean is_hex = p[2] == 'x' || p[2] == 'X';

      code = g_ascii_strtoull (p + (is_hex ? 3 : 2), &end, is_hex ? 16 : 10);
      if (*end == ';' && code >= 0x20 && code <= 0x10ffff && g_unichar_validate ((gunichar) code))
        {
          g_string_append_unichar (out, code == 0xa0 ? ' ' : (gunichar) code);
          return end + 1;
        }
      if (*end == ';' && (code == '\t' || code == '\n' || code == '\r'))
        {
          g_string_append_c (out, ' ');
          return end + 1;
        }
    }
  g_string_append_c (out, '&');
  return p + 1;
}

char *
galley_paste_entity_decode (const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);
  g_autoptr (GString) out = g_string_sized_new (length);

  for (const char *p = copy; *p;)
    {
      if (*p == '&')
        p = read_entity (p, out);
      else if (g_str_has_prefix (p, "\u00a0"))
        {
          g_string_append_c (out, ' ');
          p += strlen ("\u00a0");
        }
      else
        g_string_append_c (out, *p++);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
