/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-paste.h"

#include <string.h>

static const struct {
  const char *name;
  const char *html;
  const char *markdown;
} rows[] = {
  { "words", "one", "one" },
  { "paragraphs", "<p>one</p>\n<p>two</p>", "one\n\ntwo" },
  { "formats", "<p>a <b>b</b> <i>c</i> <s>d</s> <code>e</code></p>",
    "a **b** *c* ~~d~~ `e`" },
  { "link", "<p>see <a href=\"https://a.b/c?d=1&amp;e=2\">this <b>one</b></a>.</p>",
    "see [this **one**](https://a.b/c?d=1&e=2)." },
  { "no-script-link", "<a href=\"javascript:alert(1)\">go</a>", "go" },
  { "heading", "<h2>Nuri</h2><div>flies</div>", "## Nuri\n\nflies" },
  { "break", "<p>a<br>b</p>", "a\\\nb" },
  { "list", "<ul><li>a</li><li><p>b</p></li></ul><p>c</p>", "- a\n- b\n\nc" },
  { "list-nested", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c" },
  { "list-ordered", "<ol><li>a</li><li>b</li></ol>", "1. a\n2. b" },
  { "list-wrongly-nested", "<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n- b" },
  { "list-unclosed", "<ul><li>a<li>b</ul>c", "- a\n- b\n\nc" },
  { "quote", "<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b" },
  { "pre", "<pre><code>a &lt; b\n  c</code></pre>", "```\na < b\n  c\n```" },
  { "picture", "<p>x</p><img src=\"https://a.b/c.jpg\" alt=\"Nuri\"><p>y</p>",
    "x\n\n![Nuri](https://a.b/c.jpg)\n\ny" },
  { "picture-of-this-machine", "<p>x <img src=\"file:///tmp/a.png\" alt=\"Nuri\"></p>", "x Nuri" },
  { "table", "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>x|y</td></tr></table>",
    "| a | b |\n| --- | --- |\n| 1 | x\\|y |" },
  { "table-of-layout", "<table><tr><td><p>a</p></td></tr><tr><td>b</td></tr></table>", "a\n\nb" },
  { "nothing-read", "<style>p{}</style><script>x</script><!-- c --><title>t</title>a", "a" },
  { "blanks", "<p>  a\n\t b&nbsp;&#160;c </p>", "a b c" },
  { "marks-of-markdown", "<p>1*2*3 _a_ # [x]</p>", "1\\*2\\*3 \\_a\\_ # \\[x\\]" },
  { "browser", "<meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"><b>가</b>나",
    "**가**나" },
  { "google", "<meta charset='utf-8'><b style=\"font-weight:normal;\" id=\"docs\"><p dir=\"ltr\">"
              "<span style=\"font-size:11pt;font-weight:700;\">bold</span><span> plain </span>"
              "<span style=\"font-style:italic\">it</span></p></b>", "**bold** plain *it*" },
  { "libreoffice", "<!DOCTYPE html>\n<html>\n<head>\n\t<meta charset=\"utf-8\"/>\n\t<title></title>\n"
                   "\t<style type=\"text/css\">\n\t\tp { margin-bottom: 0.25cm }\n\t</style>\n</head>\n"
                   "<body lang=\"en-US\" dir=\"ltr\"><p style=\"line-height: 100%\">\nThe <b>rocket</b>\n"
                   "<font color=\"#000000\"><i>flew</i></font>.</p>\n<ol>\n\t<li><p>one</p></li>\n</ol>\n"
                   "</body>\n</html>", "The **rocket** *flew*.\n\n1. one" },
  { "entities", "&lt;tag&gt; &amp;amp; &rsquo; &unknown; &#x1F680;", "\\<tag> \\&amp; ’ \\&unknown; 🚀" },
};

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *markdown = galley_paste_dup_markdown (rows[i].html, strlen (rows[i].html), NULL);

  g_assert_cmpstr (markdown, ==, rows[i].markdown);
}

static void
test_utf16 (void)
{
  static const char html[] = "\xff\xfe<\0p\0>\0\x00\xac<\0/\0p\0>\0";
  g_autofree char *markdown = galley_paste_dup_markdown (html, sizeof html - 1, NULL);

  g_assert_cmpstr (markdown, ==, "가");
}

static void
test_address (void)
{
  g_assert_true (galley_paste_is_address ("https://a.b/c"));
  g_assert_true (galley_paste_is_address ("mailto:a@b.c"));
  g_assert_false (galley_paste_is_address ("https://"));
  g_assert_false (galley_paste_is_address ("https://a b"));
  g_assert_false (galley_paste_is_address ("javascript:alert(1)"));
  g_assert_false (galley_paste_is_address ("a.b"));
}

/* Whatever a web page put on the clipboard: there is a result, and soon. */
static void
test_hostile (void)
{
  static const char *const parts[] = {
    "<", "</", "<a", "<a href=", "<a href=\"", "<!--", "<!", "&", "&#", "&#x", "<table>", "<td>", "</td>",
    "</table>", "<tr>", "</tr>", "<ul>", "<li>", "</ul>", "</li>", "<b>", "</b>", "</i>", "<pre>",
    "</pre>", "<blockquote>", "<h1>", "<br>", "<img src=https://x/y>", "a", "\xff", "</blockquote>",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *flat = NULL;

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) html = g_string_new (NULL);
      g_autofree char *markdown = NULL;

      for (guint n = g_rand_int_range (rand, 1, 12); n > 0; n--)
        g_string_append (html, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
      markdown = galley_paste_dup_markdown (html->str, html->len, NULL);
      g_assert_true (g_utf8_validate (markdown, -1, NULL));
    }
  for (guint i = 0; i < 20000; i++)
    g_string_append (deep, "<ul><li><blockquote><b>x");
  flat = galley_paste_dup_markdown (deep->str, deep->len, NULL);
  g_assert_cmpuint (strlen (flat), <, 4 * 1024 * 1024);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/render/paste/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/render/paste/utf16", test_utf16);
  g_test_add_func ("/render/paste/address", test_address);
  g_test_add_func ("/render/paste/hostile", test_hostile);
  return g_test_run ();
}
