/* SPDX-License-Identifier: GPL-3.0-or-later */

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
        {
          double least = measure (formats[j], small);
          double most = measure (formats[j], large);

          if (most > 0.1)
            g_test_message ("%s: %.3f s, %.3f s", formats[j]->id, least, most);
          if (most > 0.4 && most / least >= 11)
            g_error ("%s takes %.3f s for %s and %.3f s for four times as much", formats[j]->id,
                     least, units[i], most);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/slow", test_slow);
  return g_test_run ();
}
