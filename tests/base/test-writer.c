/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-writer.h"

#include <string.h>

static void
assert_written (GalleyWriter *writer,
                const char *expected)
{
  gsize length = 0;
  g_autofree char *written = galley_writer_finish (writer, &length);

  g_assert_cmpstr (written, ==, expected);
  g_assert_cmpuint (length, ==, strlen (expected));
  g_assert_cmpuint (galley_writer_get_length (writer), ==, 0);
}

static void
test_text (void)
{
  g_autoptr (GalleyWriter) writer = galley_writer_new ();

  galley_writer_text (writer, "a < b && c > \"d\" 'e' 한국", -1);
  assert_written (writer, "a &lt; b &amp;&amp; c &gt; \"d\" 'e' 한국");
  galley_writer_text (writer, "<cut>", 4);
  galley_writer_text (writer, NULL, -1);
  assert_written (writer, "&lt;cut");
  galley_writer_text (writer, "a\0b", 3);
  assert_written (writer, "a\xef\xbf\xbd" "b");
}

static void
test_attributes (void)
{
  g_autoptr (GalleyWriter) writer = galley_writer_new ();

  galley_writer_open (writer, "a", "href", "x?a=1&b=\"<2>\"", "title", NULL, "class", "", NULL);
  galley_writer_empty (writer, "br", NULL);
  galley_writer_close (writer, "a");
  assert_written (writer, "<a href=\"x?a=1&amp;b=&quot;&lt;2&gt;&quot;\" class=\"\"><br></a>");
}

static void
test_comments (void)
{
  static const struct {
    const char *comment;
    const char *expected;
  } rows[] = {
    { "members-only", "<!--members-only-->" },
    { "kg-card-begin: html", "<!--kg-card-begin: html-->" },
    { "a --> <script>", "<!--a - -> <script>-->" },
    { "a --!> b", "<!--a - -!> b-->" },
    { ">", "<!-- >-->" },
    { "->", "<!-- ->-->" },
    { "a-", "<!--a- -->" },
    { "----", "<!--- - - - -->" },
    { "", "<!---->" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GalleyWriter) writer = galley_writer_new ();

      galley_writer_comment (writer, rows[i].comment);
      assert_written (writer, rows[i].expected);
    }
}

static void
test_markup (void)
{
  g_autoptr (GalleyWriter) writer = galley_writer_new ();

  galley_writer_markup (writer, "<b>&amp;</b>", -1);
  galley_writer_markup (writer, "<i>x", 3);
  galley_writer_markup (writer, NULL, -1);
  g_assert_cmpuint (galley_writer_get_length (writer), ==, 15);
  assert_written (writer, "<b>&amp;</b><i>");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/writer/text", test_text);
  g_test_add_func ("/base/writer/attributes", test_attributes);
  g_test_add_func ("/base/writer/comments", test_comments);
  g_test_add_func ("/base/writer/markup", test_markup);
  return g_test_run ();
}
