/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Parse and render of a whole issue over cmark-gfm's own parse and HTML render of the same text, and
 * the time a kilobyte takes for the inputs that slow Markdown programs down. It prints; it judges
 * nothing, because the machine is shared. */

#include <cmark-gfm-core-extensions.h>
#include <string.h>
#include <time.h>

#include "galley-render.h"

static double
now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static double
time_cmark (const char *text, gsize length)
{
  static const char *const names[] = { "table", "strikethrough", "autolink", "tasklist" };
  double start = now ();
  cmark_parser *parser = cmark_parser_new (CMARK_OPT_FOOTNOTES);
  cmark_node *root;
  char *html;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    cmark_parser_attach_syntax_extension (parser, cmark_find_syntax_extension (names[i]));
  cmark_parser_feed (parser, text, length);
  root = cmark_parser_finish (parser);
  html = cmark_render_html (root, CMARK_OPT_FOOTNOTES, cmark_parser_get_syntax_extensions (parser));
  free (html);
  cmark_node_free (root);
  cmark_parser_free (parser);
  return now () - start;
}

static double
time_galley (const char *text, gsize length, double *parsed)
{
  GalleyRenderOptions options = { .fragment = TRUE };
  double start = now ();
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, length);
  g_autofree char *html = NULL;

  *parsed = now () - start;
  html = galley_render ("web", issue, &options, NULL);
  g_assert_nonnull (html);
  return now () - start;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
pick (double *sorted, guint n, double share)
{
  return sorted[MIN (n - 1, (guint) (share * n))];
}

/* An issue of @length bytes: the sample's body again and again. */
static GString *
make_issue (gsize length)
{
  g_autofree char *path
    = g_build_filename (g_getenv ("GALLEY_SOURCE_ROOT"), "data", "sample", "nuri.md", NULL);
  g_autofree char *sample = NULL;
  const char *body;
  GString *text;

  g_assert_true (g_file_get_contents (path, &sample, NULL, NULL));
  body = strstr (sample, "\n---\n") + 5;
  text = g_string_new (NULL);
  g_string_append_len (text, sample, body - sample);
  do
    {
      g_string_append (text, body);
      g_string_append (text, "\n\n");
    }
  while (text->len < length);
  return text;
}

static void
bench_issue (gsize length, guint rounds)
{
  g_autoptr (GString) text = make_issue (length);
  g_autofree double *cmark = g_new (double, rounds);
  g_autofree double *galley = g_new (double, rounds);
  g_autofree double *parsed = g_new (double, rounds);

  for (guint i = 0; i < rounds; i++)
    {
      cmark[i] = time_cmark (text->str, text->len);
      galley[i] = time_galley (text->str, text->len, &parsed[i]);
    }
  qsort (cmark, rounds, sizeof (double), compare);
  qsort (galley, rounds, sizeof (double), compare);
  qsort (parsed, rounds, sizeof (double), compare);
  g_print ("%8" G_GSIZE_FORMAT " kB  cmark-gfm %8.2f %8.2f   Galley %8.2f %8.2f ms (p50 p95; "
           "parse %.2f)   ratio %.2f\n",
           text->len / 1000, pick (cmark, rounds, .5), pick (cmark, rounds, .95),
           pick (galley, rounds, .5), pick (galley, rounds, .95), pick (parsed, rounds, .5),
           pick (galley, rounds, .5) / pick (cmark, rounds, .5));
}

static void
bench_hostile (const char *name, const char *unit, gsize length)
{
  g_autoptr (GString) text = g_string_sized_new (length + 64);
  double parsed, galley, cmark;

  while (text->len < length)
    g_string_append (text, unit);
  galley = time_galley (text->str, text->len, &parsed);
  cmark = time_cmark (text->str, text->len);
  g_print ("  %-24s cmark-gfm %9.1f   Galley %9.1f ms\n", name, cmark, galley);
}

/* An argument is the length in bytes of the one issue to measure, for a profiler. */
int
main (int argc, char **argv)
{
  static const struct { const char *name, *unit; } hostile[] = {
    { "brackets", "[" },          { "pictures", "![" },        { "emphasis", "*a _" },
    { "quotes", "> " },           { "links", "[a](" },         { "addresses", "a@" },
    { "web addresses", "www." },  { "tags", "<a " },           { "backticks", "`a" },
    { "table cells", "a|" },      { "one long line", "word " }, { "lists", "- " },
    { "footnotes", "[^a]\n\n[^a]: b\n\n" }, { "cards", "> [!NOTE]\n> a\n\n" },
    { "comments", "<!--" },       { "entities", "&amp" },      { "Hangul", "한국 " },
  };

  cmark_gfm_core_extensions_ensure_registered ();
  if (argc > 1)
    {
      bench_issue (g_ascii_strtoull (argv[1], NULL, 10), 40);
      return 0;
    }
  bench_issue (10 * 1000, 200);
  bench_issue (70 * 1000, 100);
  bench_issue (1000 * 1000, 15);
  bench_issue (10 * 1000 * 1000, 3);
  g_print ("1 MB of\n");
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    bench_hostile (hostile[i].name, hostile[i].unit, 1000 * 1000);
  return 0;
}
