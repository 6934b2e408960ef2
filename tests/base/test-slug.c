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

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/slug/rows", test_rows);
  return g_test_run ();
}
