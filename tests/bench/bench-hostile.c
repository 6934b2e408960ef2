/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What slows Markdown programs down, and issues of every size: microseconds a kilobyte for reading it,
 * each face, the checks, and of Ghost's document for reading that back. The best of some rounds,
 * because the machine is shared; more than a second a megabyte is marked. It prints and judges
 * nothing. Arguments are parts of the names to measure. */

#include <galley-check.h>
#include <galley-lexical-reader.h>
#include <galley-render.h>
#include <string.h>
#include <time.h>

#define LIMIT 1000.0 /* ms a megabyte */
#define ROUNDS 3
#define COLUMNS 16

typedef struct {
  const char *name;
  const char *head;  /* once, or NULL */
  const char *unit;  /* again and again */
  const char *tail;  /* as often as the unit; NULL: not at all */
  gsize       length;
} Input;

#define KB 1000
#define MB (1000 * KB)

static const Input inputs[] = {
  { "nested brackets", NULL, "[", "]", MB },
  { "open brackets", NULL, "[a", NULL, MB },
  { "closed brackets", NULL, "a]", NULL, MB },
  { "brackets and emphasis", NULL, "[ a_", NULL, MB },
  { "pictures in brackets", NULL, "![", "](a)", MB },
  { "pictures", NULL, "![a](b)", NULL, MB },
  { "open links", NULL, "[a](<b", NULL, MB },
  { "half links", NULL, "[a](b", NULL, MB },
  { "links", NULL, "[a](b) ", NULL, MB },
  { "references", "[a]: b\n\n", "[a] ", NULL, MB },
  { "definitions", NULL, "[a]: b\n", NULL, MB },
  { "nested quotes", NULL, "> ", NULL, MB },
  { "lazy quotes", NULL, "> > > a\nb\n", NULL, MB },
  { "nested lists", NULL, "- ", NULL, MB },
  { "lists in lists", NULL, "1. - ", NULL, MB },
  { "items", NULL, "- a\n", NULL, MB },
  { "emphasis runs", NULL, "*", NULL, MB },
  { "emphasis in emphasis", NULL, "*a **a ", " a** a*", MB },
  { "open emphasis", NULL, "_a ", NULL, MB },
  { "closed emphasis", NULL, "a_ ", NULL, MB },
  { "crossed emphasis", NULL, "*a_ ", NULL, MB },
  { "threes", "a**b", "c* ", NULL, MB },
  { "formats", NULL, "**a *b* ~~c~~** <u>d</u> ", NULL, MB },
  { "strikethrough", NULL, "~~a", NULL, MB },
  { "backticks", NULL, "e`f``g```", NULL, MB },
  { "wide table", NULL, "|a", NULL, MB },
  { "wide tables", NULL, "|a|b|c|\n|-|-|-|\n|d|e|f|\n\n", NULL, MB },
  { "long table", "|a|b|\n|-|-|\n", "|c|d|\n", NULL, MB },
  { "pipes", NULL, "|\n", NULL, MB },
  { "one long line", NULL, "word ", NULL, 10 * MB },
  { "one long word", NULL, "a", NULL, 10 * MB },
  { "one long Hangul word", NULL, "한", NULL, 10 * MB },
  { "tags", NULL, "<a ", NULL, MB },
  { "open comments", NULL, "<!--", NULL, MB },
  { "comments", NULL, "<!-- a -->\n\n", NULL, MB },
  { "instructions", NULL, "<?", NULL, MB },
  { "declarations", NULL, "<!A ", NULL, MB },
  { "character data", NULL, "<![CDATA[", NULL, MB },
  { "HTML", NULL, "<div>\n\n", NULL, MB },
  { "entities", NULL, "&amp;&#32;", NULL, MB },
  { "addresses", NULL, "a@b.c ", NULL, MB },
  { "at signs", NULL, "a@", NULL, MB },
  { "web addresses", NULL, "http://a.b ", NULL, MB },
  { "bookmarks", NULL, "http://a.b\n\n", NULL, MB },
  { "headings", NULL, "# a\n", NULL, MB },
  { "same headings", NULL, "# \n\n", NULL, MB },
  { "dividers", NULL, "---\n", NULL, MB },
  { "code", NULL, "```\na\n```\n", NULL, MB },
  { "private words", NULL, "%%a%% ", NULL, MB },
  { "figures", NULL, "![a](b \"c\")\n\n", NULL, MB },
  { "100,000 cards", NULL, "> [!NOTE] a\n> b\n\n", NULL, 1700 * KB },
  { "buttons", NULL, "> [!BUTTON]\n> [a](b)\n\n", NULL, MB },
  { "options", "> [!NOTE] {", "a=\"", NULL, MB },
  { "paywalls", NULL, "<!--members-only-->\n\n", NULL, MB },
  { "fences", NULL, "```ghost-card\n{\"type\":\"x\"}\n```\n\n", NULL, MB },
  { "line ends", NULL, "\r\n\r", NULL, MB },
  { "backslashes", NULL, "\\", NULL, MB },
  { "front matter", "---\n", "a: b\n", NULL, MB },
  { "nested front matter", "---\na: ", "[", NULL, MB },
  { "deep front matter", "---\na: ", "{a: ", NULL, MB },
  { "no UTF-8", NULL, "\xff", NULL, MB },
};

static double
now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static guint over;

/* The least of each column so far, in ms a megabyte. Nothing is the same for a short text as for one
 * of a kilobyte. */
static void
keep (double *column, double elapsed, gsize length)
{
  double each = elapsed * MB / MAX (length, KB);

  if (*column < 0 || each < *column)
    *column = each;
}

/* Nothing but what of it was refused is said, once. */
static void
measure_back (GalleyIssue *issue, double *column, char **refused)
{
  GalleyRenderOptions options = { .fragment = TRUE };
  g_autofree char *lexical = galley_render ("lexical", issue, &options, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyLexicalIssue) read = NULL;
  double start = now ();

  if (lexical == NULL)
    return;
  read = galley_lexical_read (lexical, NULL, &error);
  keep (column, now () - start, strlen (lexical));
  if (error != NULL && *refused == NULL)
    *refused = g_strdup (error->message);
}

static void
measure_round (const char *text, gsize length, double *columns, char **refused)
{
  const GalleyFormat *const *formats = galley_render_list_formats ();
  GalleyRenderOptions options = { .fragment = TRUE };
  double start = now ();
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, (gssize) length);
  GalleyCheckContext context = { issue, NULL };
  g_autoptr (GPtrArray) findings = NULL;

  keep (columns++, now () - start, length);
  for (guint i = 0; formats[i] != NULL; i++)
    {
      g_autofree char *face = NULL;

      start = now ();
      face = formats[i]->render (issue, &options, NULL);
      keep (columns++, now () - start, length);
    }
  start = now ();
  findings = galley_check_run (&context);
  keep (columns++, now () - start, length);
  measure_back (issue, columns, refused);
  if (findings->len > 0 && *refused == NULL)
    for (guint i = 0; i < findings->len; i++)
      if (strcmp (galley_finding_get_id (findings->pdata[i]), "limit") == 0)
        *refused = g_strdup (galley_finding_get_message (findings->pdata[i]));
}

static void
measure (const char *name, const char *text, gsize length)
{
  double columns[COLUMNS];
  g_autofree char *refused = NULL;

  for (guint i = 0; i < COLUMNS; i++)
    columns[i] = -1;
  for (guint i = 0; i < (length > 2 * MB ? 1 : ROUNDS); i++)
    measure_round (text, length, columns, &refused);
  g_print ("%-22s %6" G_GSIZE_FORMAT, name, length / KB);
  for (guint i = 0; i < COLUMNS && columns[i] >= 0; i++)
    {
      over += columns[i] > LIMIT;
      g_print (" %7.0f%s", columns[i], columns[i] > LIMIT ? "!" : " ");
    }
  g_print ("%s\n", refused != NULL ? refused : "");
}

static void
measure_input (const Input *input)
{
  g_autoptr (GString) text = g_string_sized_new (input->length + 64);
  gsize unit = strlen (input->unit) + (input->tail != NULL ? strlen (input->tail) : 0);
  gsize n = input->length / unit;

  g_string_append (text, input->head != NULL ? input->head : "");
  for (gsize i = 0; i < n; i++)
    g_string_append (text, input->unit);
  for (gsize i = 0; i < n && input->tail != NULL; i++)
    g_string_append (text, input->tail);
  measure (input->name, text->str, text->len);
}

/* Each note is another. */
static void
measure_notes (guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "a[^%u] ", i);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "\n\n[^%u]: b", i);
  measure ("100,000 footnotes", text->str, text->len);
}

static void
measure_issue (const char *sample, gsize length)
{
  const char *body = strstr (sample, "\n---\n") + 5;
  g_autoptr (GString) text = g_string_new_len (sample, body - sample);

  do
    g_string_append_printf (text, "%s\n\n", body);
  while (text->len < length);
  measure ("an issue", text->str, text->len);
}

static gboolean
is_wanted (const char *name, int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (strstr (name, argv[i]) != NULL)
      return TRUE;
  return argc < 2;
}

int
main (int argc, char **argv)
{
  static const gsize sizes[] = { 10 * KB, 100 * KB, MB, 10 * MB };
  const GalleyFormat *const *formats = galley_render_list_formats ();
  g_autofree char *path
    = g_build_filename (g_getenv ("GALLEY_SOURCE_ROOT"), "data", "sample", "nuri.md", NULL);
  g_autofree char *sample = NULL;

  g_assert_true (g_file_get_contents (path, &sample, NULL, NULL));
  g_print ("µs a kB                    kB    parse");
  for (guint i = 0; formats[i] != NULL; i++)
    g_print (" %8s", formats[i]->id);
  g_print ("   checks     back\n");
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (is_wanted ("an issue", argc, argv))
      measure_issue (sample, sizes[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (inputs); i++)
    if (is_wanted (inputs[i].name, argc, argv))
      measure_input (&inputs[i]);
  if (is_wanted ("100,000 footnotes", argc, argv))
    measure_notes (100000);
  g_print ("%u over a second a megabyte\n", over);
  return over > 0;
}
