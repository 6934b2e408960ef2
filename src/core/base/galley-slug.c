/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-slug.h"

#include <string.h>

/* Cuts at a hyphen when that does not cost more than half, else in the middle of a word. */
static void
shorten (GString *slug,
         gsize max_length)
{
  if (slug->len > max_length)
    {
      gsize cut = max_length;

      while (cut > max_length / 2 && slug->str[cut] != '-')
        cut--;
      g_string_truncate (slug, slug->str[cut] == '-' ? cut : max_length);
    }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
}

/**
 * galley_slug_new:
 * @text: (nullable): a title, in any script
 * @max_length: the most bytes of the result
 * @fallback: what to call it when no letter or digit can be written in ASCII
 *
 * The result does not depend on the locale: the same title makes the same name everywhere.
 *
 * Returns: (transfer full): the name
 */
char *
galley_slug_new (const char *text,
                 gsize max_length,
                 const char *fallback)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *ascii = g_str_to_ascii (normal, "C");
  g_autoptr (GString) slug = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *at = ascii; *at != '\0'; at++)
    {
      if (*at == '\'')
        continue;
      if (!g_ascii_isalnum (*at))
        {
          gap = slug->len > 0;
          continue;
        }
      if (gap)
        g_string_append_c (slug, '-');
      gap = FALSE;
      g_string_append_c (slug, g_ascii_tolower (*at));
    }
  shorten (slug, max_length);
  return g_strdup (slug->len > 0 ? slug->str : fallback);
}

gboolean
galley_slug_is_whole (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  gboolean any = FALSE;

  for (const char *at = normal; *at != '\0'; at = g_utf8_next_char (at))
    {
      g_autofree char *letter = g_strndup (at, (gsize) (g_utf8_next_char (at) - at));
      g_autofree char *ascii = NULL;

      if (!g_unichar_isalnum (g_utf8_get_char (at)))
        continue;
      ascii = g_str_to_ascii (letter, "C");
      if (!g_ascii_isalnum (ascii[0]))
        return FALSE;
      any = TRUE;
    }
  return any;
}
