/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-line.h"

static void
test_marks (void)
{
  GalleyLine line;

  galley_line_read (&line, "> > 12) [x] word");
  g_assert_cmpuint (line.quote, ==, 4);
  g_assert_cmpuint (line.marker, ==, 4);
  g_assert_cmpuint (line.task, ==, 4);
  g_assert_cmpuint (line.number, ==, 12);
  g_assert_true (line.checked && galley_line_is_ordered (&line));
  galley_line_read (&line, "  - word");
  g_assert_cmpuint (galley_line_get_inner (&line), ==, 4);
  galley_line_read (&line, "-word");
  g_assert_cmpuint (line.marker, ==, 0);
  galley_line_read (&line, "2024.5 was");
  g_assert_cmpuint (line.marker, ==, 0);
}

static void
test_verbatim (void)
{
  static const struct {
    const char *before;
    gboolean verbatim;
  } rows[] = {
    { "", FALSE },
    { "---\ntitle: a\n", TRUE },
    { "---\ntitle: a\n---\n", FALSE },
    { "a\n\n---\n", FALSE },
    { "a\n```c\n", TRUE },
    { "a\n```c\n```\n", FALSE },
    { "````\n```\n", TRUE },
    { "```\n~~~\n", TRUE },
    { "> ```\n", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (galley_line_is_verbatim (rows[i].before), ==, rows[i].verbatim);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/issue/line/marks", test_marks);
  g_test_add_func ("/issue/line/verbatim", test_verbatim);
  return g_test_run ();
}
