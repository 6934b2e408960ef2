/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <galley-lexical-reader.h>
#include <galley-render.h>
#include <stdlib.h>
#include <time.h>

/* Texts nobody writes by hand, in every format: the time they take grows as they do. */

static const char *const units[] = {
  "> ", "[", "![", "*a _", "<a ", "<a", "`a", "[a](", "<u>", "[^a]", "- ", "1. ", "> [!NOTE]\n", "%%{",
  "\\", "&", "www.a.b ", "http://a.b\n\n", "a@b.c ", "~~a", "**a ", "![](a)\n", "![](a)\n\n",
  "- a\n> b\n", "[^a]: b\n", "|a\n|-\n", "<u></sub>", "***a** b* ", "<u>a</u>**b*c*** ", "# a\n", "---\n",
  "**a*b***\\\n", "***a*** ", "*<b>*", "a<br>", "***a*<x>**", "~~***a***~~<u>b</u>", "[*a*](b)",
  "<img src=a>", "<img src=", "<div>\n\n", "`a` *b* ", "- [ ] a\n", "- a\n\n  b\n", "> > a\n\n",
  "> [!TOGGLE] a\n> b\n\n", "> [!CTA]\n> a\n>\n> [b](c)\n\n", "> [!GALLERY]\n> ![](a)\n\n", "a\n\n",
  "> [!EMAIL]\n> a\n\n", "> [!HEADER] <b\n> c\n\n", "> [!PULLQUOTE]\n> ***a** b*\n\n", "| a | b |\n|-|-|\n\n",
  "[a](b \"c\") ", "![a](b \"c\")\n\n", "> [!VIDEO]\n> [![](a)](b)\n\n", "<p><a ", "\n<a b", "    a\n", "```\n",
};

static GalleyIssue *
new_issue (const char *unit,
           gsize       length)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (text->len < length)
    g_string_append (text, unit);
  return galley_issue_new (text->str, text->len);
}

static double
measure (const GalleyFormat *format,
         GalleyIssue        *issue)
{
  GalleyRenderOptions options = { .fragment = TRUE };
  clock_t start = clock ();
  g_autofree char *result = format->render (issue, &options, NULL);

  return (double) (clock () - start) / CLOCKS_PER_SEC;
}

/* Ghost's document of @issue back to Markdown. */
static double
measure_back (GalleyIssue *issue)
{
  GalleyRenderOptions options = { .fragment = TRUE };
  g_autofree char *lexical = galley_render ("lexical", issue, &options, NULL);
  clock_t start = clock ();
  g_autoptr (GalleyLexicalIssue) read
    = lexical != NULL ? galley_lexical_read (lexical, NULL, NULL) : NULL;

  return (double) (clock () - start) / CLOCKS_PER_SEC;
}

static void
assert_grows (const char *what,
              const char *unit,
              double      least,
              double      most)
{
  if (most > 0.1)
    g_test_message ("%s: %.3f s, %.3f s", what, least, most);
  if (most > 0.4 && most / least >= 11)
    g_error ("%s takes %.3f s for %s and %.3f s for four times as much", what, least, unit, most);
}

/* Four times the text may take four times as long, sixteen would be quadratic. It is the processor's
 * time that counts, and what is done at once proves nothing. */
static void
test_slow (void)
{
  const GalleyFormat *const *formats = galley_render_list_formats ();
  const char *part = g_getenv ("GALLEY_TEST_PART");
  gsize length = 40000 / (part != NULL ? atoi (part) : 1);

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GalleyIssue) small = new_issue (units[i], length);
      g_autoptr (GalleyIssue) large = new_issue (units[i], 4 * length);

      for (guint j = 0; formats[j] != NULL; j++)
        assert_grows (formats[j]->id, units[i], measure (formats[j], small), measure (formats[j], large));
    }
}

/* The document is ten times what it was made of. */
static void
test_slow_back (void)
{
  const char *part = g_getenv ("GALLEY_TEST_PART");
  gsize length = 4000 / (part != NULL ? atoi (part) : 1);

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GalleyIssue) small = new_issue (units[i], length);
      g_autoptr (GalleyIssue) large = new_issue (units[i], 4 * length);

      assert_grows ("reading back", units[i], measure_back (small), measure_back (large));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/slow/faces", test_slow);
  g_test_add_func ("/render/slow/back", test_slow_back);
  return g_test_run ();
}
