/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An issue to measure with: @words words in sentences of all lengths, a heading every two hundred
 * words, @pictures photos of the sample under names of their own, evenly spread; and of every other
 * construct a few. The same words make the same issue. */

static inline void
bench_issue_add_paragraph (GString *text, GRand *random, guint *left)
{
  static const char *const words[] = {
    "the", "rocket", "of", "summit", "and", "a", "in", "Korea", "space", "to", "agency", "said",
    "launch", "that", "it", "was", "assembly", "new", "engine", "for", "satellite", "orbit",
    "diplomacy", "with", "minister", "on", "engineers", "tested", "before", "year", "programme",
    "their", "first", "by", "budget", "우주", "발사체", "semiconductor", "which", "announced",
  };
  guint length = g_rand_int_range (random, 20, 90);

  length = MIN (length, *left);
  *left -= length;
  for (guint i = 0; i < length; i++)
    {
      const char *word = words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];
      gboolean last = i + 1 == length;

      if (g_rand_int_range (random, 0, 40) == 0)
        g_string_append_printf (text, "[%s](https://example.com/%u)", word, i);
      else if (g_rand_int_range (random, 0, 30) == 0)
        g_string_append_printf (text, "**%s**", word);
      else
        g_string_append (text, word);
      g_string_append (text, last ? "." : g_rand_int_range (random, 0, 12) == 0 ? ", " : " ");
    }
  g_string_append (text, "\n\n");
}

static inline void
bench_issue_add_extra (GString *text, guint index)
{
  static const char *const extras[] = {
    "> [!NOTE] A note\n> What should be known before.\n\n",
    "- one thing\n- another thing\n  - and one below it\n\n",
    "> [!PULLQUOTE]\n> What stands out.\n\n",
    "| name | thrust |\n| --- | ---: |\n| KRE-075 | 75 t |\n| KRE-007 | 7 t |\n\n",
    "> A quotation of what somebody said.\n\n",
    "> [!BUTTON]\n> [Read more](https://example.com/more)\n\n",
  };

  g_string_append (text, extras[index % G_N_ELEMENTS (extras)]);
}

static inline char *
bench_issue_write (const char *folder, guint words, guint pictures)
{
  g_autoptr (GString) text = g_string_new ("---\ntitle: A long issue\n---\n");
  g_autoptr (GRand) random = g_rand_new_with_seed (42);
  g_autofree char *assets = g_build_filename (folder, "assets", NULL);
  g_autofree char *path = g_build_filename (folder, "issue.md", NULL);
  g_autofree char *photo = g_build_filename (g_getenv ("GALLEY_SOURCE_ROOT"), "data", "sample",
                                             "assets", "nuri-pad.jpg", NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  guint left = words, heads = 0, photos = 0;

  g_assert_true (g_file_get_contents (photo, &bytes, &length, NULL));
  g_mkdir_with_parents (assets, 0700);
  while (left > 0)
    {
      guint done = words - left;

      if (done >= heads * 200)
        {
          g_string_append_printf (text, "## Part %u\n\n", ++heads);
          bench_issue_add_extra (text, heads);
        }
      if (pictures > 0 && done >= photos * (words / pictures) && photos < pictures)
        {
          g_autofree char *name = g_strdup_printf ("photo-%u.jpg", photos++);
          g_autofree char *target = g_build_filename (assets, name, NULL);

          g_assert_true (g_file_set_contents (target, bytes, length, NULL));
          g_string_append_printf (text, "![A rocket](assets/%s \"On the pad. Credit: KARI\")\n\n",
                                  name);
        }
      bench_issue_add_paragraph (text, random, &left);
    }
  g_assert_true (g_file_set_contents (path, text->str, text->len, NULL));
  return g_steal_pointer (&path);
}

G_END_DECLS
