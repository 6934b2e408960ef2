/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "galley-test-render.h"

/* Written as Markdown an issue shows the same to every reader, and written again it stays. */
static void
assert_stays (const char *source,
              gsize       length)
{
  static const char *const formats[] = { "web", "lexical" };
  GalleyRenderOptions options = { .fragment = TRUE };
  g_autoptr (GalleyIssue) issue = galley_issue_new (source, length);
  g_autofree char *markdown = galley_render ("markdown", issue, &options, NULL);
  g_autoptr (GalleyIssue) again = galley_issue_new (markdown, -1);
  g_autofree char *twice = galley_render ("markdown", again, &options, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *before = galley_render (formats[i], issue, &options, NULL);
      g_autofree char *after = galley_render (formats[i], again, &options, NULL);

      if (g_strcmp0 (before, after) != 0)
        g_error ("%.*s\nbecame\n%s\nwhich in %s is\n%s\nand not\n%s", (int) length, source,
                 markdown, formats[i], after, before);
    }
  if (g_strcmp0 (markdown, twice) != 0)
    g_error ("%.*s\nbecame\n%s\nand then\n%s", (int) length, source, markdown, twice);
}

static void
test_golden (void)
{
  g_autofree char *folder
    = g_build_filename (g_getenv ("GALLEY_SOURCE_ROOT"), "tests", "golden", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      if (!g_str_has_suffix (name, ".md"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      assert_stays (text, length);
      n++;
    }
  g_assert_cmpuint (n, >, 10);
}

static void
test_constructs (void)
{
  static const char *const sources[] = {
    "", "a\n", "a\nb\n", "a  \nb\\\nc\n", "# a #\n\n## b \\#\n\nHead\n===\n\nTwo\nlines\n---\n",
    "***\n\na\n\n---\n", "\\# a\n\n1\\. b\n\n\\- c\n\n\\> d\n\n\\+ e\n", "a\n\\# b\n\\- c\n\\=\n",
    "1\\) x\n\n12345678901. y\n", "- a\n- b\n\n* c\n* d\n\n- e\n", "1. a\n2. b\n\n1) c\n",
    "- a\n\n- b\n", "- a\n\n  b\n- c\n", "- a\n  - b\n    - c\n\n      d\n", "- [x] a\n- [ ] b\n",
    "-\n- a\n-\n", "- - - a\n", "- ---\n", "1. ```\n   x\n\n    y\n   ```\n", "> a\n>\n> > b\n> - c\n",
    ">\n", "> ---\n> x\n", "    code\n    more\n", "```a b\n`` ` ``\n````\n```\n", "~~~ a`b\nx\n~~~\n",
    "```\n```\n", "```\n\n\n```\n", "| a | b\\|c |\n|:-:|---|\n| `x\\|y` | *z* |\n| | |\n",
    "<div>\n\nx\n\n</div>\n", "<!-- secret -->\n\na <!-- secret --> b\n", "a[^x] b[^y][^x]\n\n[^y]: Y\n\n    more\n\n[^x]: X\n",
    "**a** *b* ***c*** ~~d~~ ~e~ `f` <u>g</u> <sub>h</sub> <sup>i</sup> <mark>j</mark>\n",
    "**a*b*c** *a**b**c* **a***b*\n", "a**b**c a*b*c\n", "**한국어(韓國語)<!-- -->**는\n", "**`a`**<!-- -->b\n",
    "---\rtitle:\r  T\r---\rx\r", "# \\<x@o-.i\n", "| x@o.i x@o-.i |\n| --- |\n",
    "**a&#32;**&#98;\n", "*a **b** c* **a *b* c**\n", "snake_case and \\_x\\_ and 2 \\* 3\n",
    "[a](b) [c *d*](<e f> \"g \\\" h\") **[i](j)** [**k**](l)m **n [o](p) q**\n", "<https://a.b/c> https://a.b/c www.a.b x@y.z <x@y.z>\n",
    "https\\://a.b www\\.a.b a<!-- -->@b.c\n", "https://a.b/c\n", "<https://a.b/c>\n", "[x](https://a.b)!\n", "\\![a](b)\n",
    "![a](b.jpg)\n", "![a \\] b](<b c.jpg> \"T \\\"q\\\" *e*. Credit: X_Y_\"){.full}\n", "x ![a](b.jpg \"t\") y\n",
    "![a](b.jpg)\n![c](d.jpg \"t\"){.wide}\n", "[![a](b.jpg \"t\")](https://x.y)\n", "- ![a](b.jpg)\n",
    "> [!note]+ {emoji=\"\" color=red} *T* [x](y)\n> - a\n> - b\n>\n> c\n\n> [!NOPE] x\n",
    "> [!NOTE]\n\n> [!TIP] \\{x}\n> ```\n> y\n> ```\n", "%%{first_name}%% 100%<!-- -->% 5%%\n", "AT&T &amp;amp; &lt;b&gt; \\<b> a < b\n",
    "[a\nb <\nc](d) # < e\n=\n", "1. x\n   - [ ] \n", "a\n\n%%b%%\n%%c%%\n\nd\n", "| [< | <](a) |\n| --- | --- |\n",
    "&#32;a&#32;\n", "a&#10;b&#9;c\n", "a\\\n&#32;b\n", "a <span class=\"x\">b</span> <kbd>c</kbd>\n", "<u>a\n",
    "``a`b`` ` `` ` ``` a ```\n", "a<br>\n", "[a](<>)\n", "[a](b(c)d) [a](b\\)c) [a](b\\\\c)\n", "[a][b]\n\n[b]: c 'd'\n",
    "```ghost-card\n{\"type\":\"x\"}\n```\n", "10\\~20 \\~~a\\~~\n", "a | b\n\\--- | ---\n", "*a\nb*\n", "**a**\n*b*\n", "***\n", "a\n\n\n\n\nb",
    "- a\n\n<!-- x -->\n\n- b\n", "- ```\n  a\n  ```\n- <div>\n", "- # a\n- > b\n", "2. a\n   - b\n", "- a\n- ***b***\n",
    "\\[x] a\n\n- \\[ ] b\n", "[^a]: b\n", "a\n\n<!--members-only-->\n\nb\n", "&copy; &#x41; \\&copy;\n", "a\tb\n",
    "<u>**a**</u>**b**\n", "**<u>a</u> b**<sub>*c*</sub>\n", "_a_b_c_\n", "**a&nbsp;**b\n", "![](a)\n", "[](a) b\n", "`a\nb`\n", "# `a`#\n", "#\n", "###### a\\\n",
    "[^1]: note\n\nx[^1]\n\n<!-- a\n\nb\n", "[^1]: note\n\nx[^1]\n\n<script>a\n\n", "[^1]: n\n\nx[^1]\n\n<?a?>\n",
    "> </u>>***%% ba*%%!***%%\n> </u>*<a</u><br>&#32;\n",
    "x <c\n    >%\n", "- x <c a=\"\n      - b\"> y\n", "> x <c\n>     > y\n",
    "[x <c\n    > y](z)\n", "x <c\n    =\n    b> y\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    assert_stays (sources[i], strlen (sources[i]));
}

static void
test_form (void)
{
  assert_fragment ("markdown", "Head\n====\n\n* a\n* b\n\n1) c\n\n***\n\n    code\n\n__d__ _e_\n",
                   "# Head\n\n- a\n- b\n\n1. c\n\n---\n\n```\ncode\n```\n\n**d** *e*\n");
  assert_fragment ("markdown", "a <!-- secret --> b\n\n<!-- secret -->\n\n%%secret%%\n", "a  b\n");
  assert_fragment ("markdown", "a@b f<!-- -->@g.h i@@j.k\n", "a@b f<!-- -->@g.h i@@j.k\n");
  assert_fragment ("markdown", "> [!note]- {color=red}\n> text\n",
                   "> [!NOTE] {color=red}\n> text\n");
  assert_fragment ("markdown", "a|b\n-|-\nc|d\n", "| a | b |\n| --- | --- |\n| c | d |\n");
}

/* Front matter stays as it is; what a reader does not see is not there. */
static void
test_whole (void)
{
  GalleyRenderOptions options = { 0 };
  const char *source = "---\ntitle:   \"A\" # note\nvisibility: paid\n---\na\n\n<!--members-only-->\n\nb\n";
  g_autoptr (GalleyIssue) issue = galley_issue_new (source, -1);
  g_autofree char *all = galley_render ("markdown", issue, &options, NULL);
  g_autofree char *some = NULL;

  g_assert_cmpstr (all, ==, "---\ntitle:   \"A\" # note\nvisibility: paid\n---\n\na\n\n"
                            "<!--members-only-->\n\nb\n");
  options.reader = GALLEY_READER_FREE;
  options.fragment = TRUE;
  some = galley_render ("markdown", issue, &options, NULL);
  g_assert_cmpstr (some, ==, "a\n");
}

/* Rows of what means something to Markdown, by chance. */
static void
test_chance (void)
{
  static const char *const parts[] = {
    "a", "b c", " ", "*", "**", "_", "~~", "`", "[", "](x)", "<u>x</u>", "\\", "\n", "\n\n", "> ",
    "- ", "1. ", "# ", "한", "(", ")", ".", "!", "&#32;", "|", "---", "<b>", "@", "https://x.y", "\n  ", "  \n",
  };
  /* Always the same chance, so that a failure can be looked at. */
  g_autoptr (GRand) chance = g_rand_new_with_seed (7);

  for (guint round = 0; round < 1500; round++)
    {
      g_autoptr (GString) source = g_string_new (NULL);
      guint n = g_rand_int_range (chance, 1, 14);

      for (guint i = 0; i < n; i++)
        g_string_append (source, parts[g_rand_int_range (chance, 0, G_N_ELEMENTS (parts))]);
      assert_stays (source->str, source->len);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/markdown/golden", test_golden);
  g_test_add_func ("/render/markdown/constructs", test_constructs);
  g_test_add_func ("/render/markdown/form", test_form);
  g_test_add_func ("/render/markdown/whole", test_whole);
  g_test_add_func ("/render/markdown/chance", test_chance);
  return g_test_run ();
}
