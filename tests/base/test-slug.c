/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-slug.h"

static void
test_rows (void)
{
  static const struct {
    const char *text;
    gsize max_length;
    const char *expected;
  } rows[] = {
    { "Hello, World!", 60, "hello-world" },
    { "  --Crème brûlée & Œuvres-- ", 60, "creme-brulee-oeuvres" },
    { "Don't don’t", 60, "dont-dont" },
    { "e\xcc\x81te\xcc\x81", 60, "ete" },
    { "한국 소식", 60, "issue" },
    { "한국 2026", 60, "2026" },
    { "", 60, "issue" },
    { NULL, 60, "issue" },
    { "\xff\xfe", 60, "issue" },
    { "ＦＵＬＬ width", 60, "full-width" },
    { "a/../../etc/passwd", 60, "a-etc-passwd" },
    { "one two three", 10, "one-two" },
    { "one two three", 7, "one-two" },
    { "onetwothree four", 8, "onetwoth" },
    { "abc", 0, "issue" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *slug = galley_slug_new (rows[i].text, rows[i].max_length, "issue");

      g_assert_cmpstr (slug, ==, rows[i].expected);
    }
}

static void
test_whole (void)
{
  static const char *const whole[] = { "Hello, World!", "Crème brûlée", "2026", "e\xcc\x81te\xcc\x81" };
  static const char *const parts[] = { "한국 소식", "Nuri 발사", "東京", "Привет", "🚀", "!!!", "", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    g_assert_true (galley_slug_is_whole (whole[i]));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_assert_false (galley_slug_is_whole (parts[i]));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/slug/rows", test_rows);
  g_test_add_func ("/base/slug/whole", test_whole);
  return g_test_run ();
}
