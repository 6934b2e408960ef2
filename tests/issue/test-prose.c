/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-prose.h"

static const struct {
  const char *name;
  const char *line;
  const char *words; /* parted by | */
} rows[] = {
  { "plain", "The summit, it's over", "The|summit|it's|over" },
  { "typographic", "It’s Zoë’s", "It’s|Zoë’s" },
  { "emphasis", "a **bold** *move* ~~not~~", "bold|move|not" },
  { "code", "run `recieve x` now", "run|now" },
  { "code-double", "run ``a ` b`` now", "run|now" },
  { "code-open", "run `it now", "run|it|now" },
  { "link", "see [the page](https://a.b/recieve \"A titel\") now", "see|the|page|titel|now" },
  { "link-angle", "[one](<a recieve b>) two", "one|two" },
  { "reference", "[one][recieve] two", "one|two" },
  { "definition", "[recieve]: https://a.b", "recieve" },
  { "address", "at https://recieve.org/a(b) and www.recieve.org end", "at|and|end" },
  { "mail", "write to jon.doe@recieve.org now", "write|to|now" },
  { "tag", "<span class=\"recieve\">word</span> &nbsp; end", "word|end" },
  { "comment", "<!-- recieve --> end", "end" },
  { "card", "> [!SIGNUP]{layout=recieve} Sign up", "Sign|up" },
  { "width", "![a rocket](x.jpg \"Nuri\"){.wide}", "rocket|Nuri" },
  { "footnote", "word[^recieve] end", "word|end" },
  { "digits-and-capitals", "KARI 2x B2B snake_case Nuri", "Nuri" },
  { "hangul", "누리호 발사", "누리호|발사" },
  { "cjk", "東京 is ひらがな", "is" },
  { "possessive-quote", "the 'word' here", "the|word|here" },
  { "escape", "\\*word\\*", "word" },
};

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GString) words = g_string_new (NULL);
  GalleyProseWord word;

  for (gsize at = 0; galley_prose_next (rows[i].line, at, &word); at = word.end)
    g_string_append_printf (words, "%s%.*s", words->len ? "|" : "", (int) (word.end - word.start),
                            rows[i].line + word.start);
  g_assert_cmpstr (words->str, ==, rows[i].words);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/issue/prose/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  return g_test_run ();
}
