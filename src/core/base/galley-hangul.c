/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-hangul.h"

#define MAX_SYLLABLES 12 /* whatever is longer may need more than a line */

static gboolean
is_syllable (gunichar c)
{
  return c >= 0xac00 && c <= 0xd7a3;
}

static const char *
skip_syllables (const char *text, guint *n)
{
  for (*n = 0; is_syllable (g_utf8_get_char (text)); (*n)++)
    text = g_utf8_next_char (text);
  return text;
}

static void
append_escaped (GString *markup, const char *text, const char *end)
{
  g_autofree char *escaped = g_markup_escape_text (text, end - text);

  g_string_append (markup, escaped);
}

char *
galley_hangul_dup_markup (const char *text)
{
  g_autoptr (GString) markup = g_string_new (NULL);
  gboolean is_any = FALSE;
  const char *end;

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *p = text; *p != '\0'; p = end)
    {
      guint n;
      gboolean is_kept;

      end = skip_syllables (p, &n);
      is_kept = n > 1 && n <= MAX_SYLLABLES;
      is_any = is_any || is_kept;
      if (n == 0)
        end = g_utf8_next_char (p);
      if (is_kept)
        g_string_append (markup, "<span allow_breaks=\"false\">");
      append_escaped (markup, p, end);
      if (is_kept)
        g_string_append (markup, "</span>");
    }
  return is_any ? g_string_free (g_steal_pointer (&markup), FALSE) : NULL;
}
