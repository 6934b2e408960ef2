/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-wrap.h"

static guint
measure (const char *text,
         const char *end)
{
  guint columns = 0;

  for (; text < end; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      columns += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return columns;
}

/* Chinese and Japanese break anywhere; Korean breaks at its blanks. */
static gboolean
breaks_anywhere (gunichar c)
{
  return g_unichar_iswide (c) && g_unichar_get_script (c) != G_UNICODE_SCRIPT_HANGUL;
}

/* The end of what must stay on one line: a word, or one wide character. */
static const char *
find_end (const char *at)
{
  const char *next = at;

  while (*next != '\0' && *next != ' ' && *next != '\n')
    {
      gboolean wide = breaks_anywhere (g_utf8_get_char (next));

      if (wide && next > at)
        break;
      next = g_utf8_next_char (next);
      if (wide)
        break;
    }
  return next;
}

static void
end_line (GString *out)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '\n');
}

void
galley_wrap_append (GString    *out,
                    const char *text,
                    guint       width,
                    const char *first,
                    const char *rest)
{
  guint column = g_utf8_strlen (first, -1);
  gboolean empty = TRUE; /* nothing on this line yet */
  gboolean blank = FALSE;

  g_string_append (out, first);
  for (const char *at = text; *at != '\0';)
    {
      const char *end = find_end (at);
      guint columns = measure (at, end);

      if (*at == '\n' || (!empty && end > at && column + blank + columns > width))
        {
          at += *at == '\n';
          end_line (out);
          g_string_append (out, rest);
          column = g_utf8_strlen (rest, -1);
          empty = TRUE;
          blank = FALSE;
          continue;
        }
      if (*at == ' ')
        {
          blank = !empty;
          at++;
          continue;
        }
      if (blank)
        g_string_append_c (out, ' ');
      g_string_append_len (out, at, end - at);
      column += blank + columns;
      empty = FALSE;
      blank = FALSE;
      at = end;
    }
  end_line (out);
}
