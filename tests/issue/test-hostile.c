/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whatever the bytes are, there is an issue, soon.
 */

#include <time.h>

#include "galley-file.h"
#include "galley-issue.h"

#include <stdlib.h>
#include <string.h>

static gboolean
check_cb (const GalleyNode *node,
          gpointer          user_data)
{
  const GalleyIssue *issue = user_data;
  gsize length;

  galley_issue_get_text (issue, &length);
  if (galley_node_is_block (node))
    {
      g_assert_cmpuint (node->start, <=, node->end);
      g_assert_cmpuint (node->end, <=, length);
      g_assert_cmpuint (node->start_line, >=, 1);
      g_assert_cmpuint (node->end_line, >=, node->start_line);
    }
  if (node->literal != NULL)
    g_assert_cmpuint (strlen (node->literal), ==, node->length);
  return TRUE;
}

static void
parse (const char *text,
       gsize       length)
{
  g_autoptr(GalleyIssue) issue = galley_issue_new (text, length);
  g_auto(GStrv) pictures = galley_issue_list_pictures (issue);
  gsize n;
  const char *clean = galley_issue_get_text (issue, &n);

  g_assert_true (g_utf8_validate_len (clean, n, NULL));
  g_assert_nonnull (pictures);
  galley_node_visit (galley_issue_get_root (issue), check_cb, issue);
  for (guint i = 0; i < galley_issue_get_n_findings (issue); i++)
    {
      const GalleyEdit *fix = galley_finding_get_fix (galley_issue_get_finding (issue, i));

      if (fix != NULL)
        g_assert_cmpuint (fix->end, <=, n);
    }
}

/* Pieces that mean something, in any order. */
static void
test_random (void)
{
  static const char *const pieces[] = {
    "---\n", "title: ", "a", " ", "\n", "\r\n", "> ", "[!NOTE]", "- ", "    ", "![", "](", ")", "\"",
    "<!--members-only-->", "%%", "{.wide}", "<u>", "</u>", "[^a]", "[^a]: ", "|", "|-|-|\n", "```\n",
    "<div>", "*", "_", "https://a.b", "\\", "\xff", "# ", "{a=\"", "}", "'", "&", ": ", "~~", "\t",
    "한", "galley:\n  ", "`", "Credit: ",
  };

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr(GString) text = g_string_new (round % 3 == 0 ? "---\n" : "");

      for (int i = g_test_rand_int_range (0, 60); i > 0; i--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      parse (text->str, text->len);
    }
}

static void
test_bytes (void)
{
  for (guint round = 0; round < 500; round++)
    {
      char bytes[300];

      for (gsize i = 0; i < sizeof bytes; i++)
        bytes[i] = (char) g_test_rand_int_range (0, 256);
      parse (bytes, sizeof bytes);
    }
}

static void
test_encoding (void)
{
  g_autoptr(GalleyIssue) issue = galley_issue_new ("a\nb\0c\xff" "d\n", 8);
  GalleyFinding *finding;

  g_assert_cmpuint (galley_issue_get_n_findings (issue), ==, 1);
  finding = galley_issue_get_finding (issue, 0);
  g_assert_cmpstr (galley_finding_get_id (finding), ==, "encoding");
  g_assert_cmpuint (galley_finding_get_line (finding), ==, 2);
  g_assert_cmpstr (galley_issue_get_text (issue, NULL), ==, "a\nb�c�d\n");
}

/* Seconds of the processor for @length bytes of @unit. */
static double
measure (const char *unit, gsize length)
{
  g_autoptr(GString) text = g_string_new (NULL);
  clock_t start;

  while (text->len < length)
    g_string_append (text, unit);
  start = clock ();
  parse (text->str, text->len);
  return (double) (clock () - start) / CLOCKS_PER_SEC;
}

static void
test_slow (void)
{
  static const char *const units[] = {
    "> ", "[", "![", "*a _", "<a ", "`a", "[a](", "![l", "%%", "<u>", "[^a]", "a|", "- ", "1. ",
    "> [!NOTE]\n", "<!--", "%%{", "\\", "&", "www.", "http://", "a@", "~", "~~a", "_", "**a ", "]",
    "![](a)\n", "![a](b c)\n", "- a\n> b\n", "[^a]: b\n", "{a=\"", "<", "\"", "a: b\n", "> a\nb\n",
    "[a]: b\n", "[a][b]", "|a\n|-\n", "<u></sub>", "- a\n ", ":", "a_", "*_", "![[]()", "Credit: ",
  };

  const char *part = g_getenv ("GALLEY_TEST_PART");
  gsize length = 50000 / (part != NULL ? atoi (part) : 1);

  /* Four times the text may take four times as long, sixteen would be quadratic. It is the
   * processor's time that counts, and what is done at once proves nothing. */
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      double small = measure (units[i], length);
      double large = measure (units[i], 4 * length);

      g_test_message ("%s: %.3f s, %.3f s", units[i], small, large);
      if (large > 0.5)
        g_assert_cmpfloat (large / small, <, 11);
    }
}

/* What is linear can be slow all the same: each byte may cost so much more than a byte of prose. */
static void
test_ats (void)
{
  static const char *const units[] = { "a@", "a@b.c@", "![x](y \"a@" };
  double prose = MAX (measure ("a word of it ", 400000), 0.005);

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      double ats = measure (units[i], 400000);

      g_test_message ("%s: %.3f s, prose %.3f s", units[i], ats, prose);
      g_assert_cmpfloat (ats / prose, <, 40);
    }
}

static gboolean
is_no_link (const GalleyNode *node,
            gpointer          user_data)
{
  return node->type != GALLEY_NODE_LINK;
}

static void
test_at_limit (void)
{
  g_autoptr(GString) text = g_string_new ("Mail me@example.com or see https://example.com.\n\n");

  for (guint i = 0; i < 101; i++)
    {
      g_autoptr(GalleyIssue) issue = NULL;

      g_string_append (text, i == 50 ? " a@" : "a@");
      issue = galley_issue_new (text->str, text->len);
      g_assert_cmpuint (galley_issue_get_n_findings (issue), ==, 0);
      g_assert_false (galley_node_visit (galley_issue_get_root (issue), is_no_link, NULL));
    }
  for (guint i = 0; i < 101; i++)
    g_string_append (text, "a@");
  {
    g_autoptr(GalleyIssue) issue = galley_issue_new (text->str, text->len);

    g_assert_cmpuint (galley_issue_get_n_findings (issue), ==, 1);
    g_assert_cmpuint (galley_finding_get_line (galley_issue_get_finding (issue, 0)), ==, 3);
    g_assert_true (galley_node_visit (galley_issue_get_root (issue), is_no_link, NULL));
  }
}

static void
test_deep (void)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < 600; i++)
    g_string_append_printf (text, "%*s- a\n", (int) i * 2, "");
  parse (text->str, text->len);
}

/* Marks behind each other on one line. */
static void
test_marks (void)
{
  static const char *const units[] = { "> ", "- ", "1. ", "2) - ", "* > " };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(GalleyIssue) issue = NULL;

      while (text->len < 2000)
        g_string_append (text, units[i]);
      g_string_append (text, "a\n");
      issue = galley_issue_new (text->str, text->len);
      g_assert_cmpuint (galley_issue_get_n_findings (issue), >, 0);
      g_assert_cmpstr (galley_finding_get_id (galley_issue_get_finding (issue, 0)), ==, "limit");
    }
}

static void
test_wide_table (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GalleyIssue) issue = NULL;

  for (guint i = 0; i < 101; i++)
    g_string_append (text, "|a");
  g_string_append_c (text, '\n');
  for (guint i = 0; i < 101; i++)
    g_string_append (text, "|-");
  issue = galley_issue_new (text->str, text->len);
  g_assert_cmpint (galley_issue_get_root (issue)->first_child->type, ==, GALLEY_NODE_PARAGRAPH);
  g_assert_cmpstr (galley_finding_get_id (galley_issue_get_finding (issue, 0)), ==, "limit");
}

/* What only looks like a block of code does not hide from the limits, and what is one is left alone. */
static void
test_fences (void)
{
  static const struct {
    const char *before;
    const char *after;
    gboolean    is_code;
  } rows[] = {
    { "", "\n", FALSE },
    { "    ```\n\n", "\n", FALSE },
    { "~~~\n```\n~~~\n\n", "\n", FALSE },
    { "````\n```\n````\n\n", "\n", FALSE },
    { "> ```\n> a\n\n", "\n", FALSE },
    { "> ```\n> a\nb ", "\n", FALSE },
    { "- ```\n  a\n\nb ", "\n", FALSE },
    { "- a\n\n  ```\n\nb ", "\n", FALSE },
    { "```a`b\n", "\n", FALSE },
    { "```\na\n```\n", "\n", FALSE },
    { "```\n", "\n```\n", TRUE },
    { "  ~~~~ c\n~~~\n", "\n", TRUE },
    { "> ```\n> ", "\n> ```\n", TRUE },
    { "- a\n\n  ```\n  ", "\n", TRUE },
    { "1. ```\n   ", "\n", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint what = 0; what < 2; what++)
      {
        /* Open brackets, or a table of a hundred columns. */
        g_autofree char *brackets = g_strnfill (3000, '[');
        g_autoptr(GString) table = g_string_new (NULL);
        g_autofree char *text = NULL;
        g_autoptr(GalleyIssue) issue = NULL;

        for (guint n = 0; n < 101; n++)
          g_string_append (table, "|-");
        text = g_strconcat (rows[i].before, what == 0 ? brackets : table->str, rows[i].after, NULL);
        issue = galley_issue_new (text, -1);
        g_test_message ("%s", rows[i].before);
        if (what == 0 || rows[i].is_code)
          g_assert_cmpuint (galley_issue_get_n_findings (issue), ==, rows[i].is_code ? 0 : 1);
      }
}

/* Of a text over 64 MB nothing is read, and that is said; one of 64 MB is read. */
static void
test_too_long (void)
{
  gsize length = GALLEY_FILE_MAX_TEXT + 1;
  g_autofree char *text = g_malloc (length);
  g_autoptr(GalleyIssue) issue = NULL;
  g_autoptr(GalleyIssue) whole = NULL;

  memset (text, '\n', length);
  memcpy (text, "Words", 5);
  issue = galley_issue_new (text, length);
  g_assert_cmpuint (galley_issue_get_n_findings (issue), ==, 1);
  g_assert_cmpstr (galley_finding_get_id (galley_issue_get_finding (issue, 0)), ==, "limit");
  g_assert_cmpint (galley_finding_get_severity (galley_issue_get_finding (issue, 0)), ==, GALLEY_SEVERITY_ERROR);
  g_assert_nonnull (strstr (galley_finding_get_message (galley_issue_get_finding (issue, 0)), "64 MB"));
  g_assert_null (galley_issue_get_root (issue)->first_child);
  memset (text + 5, ' ', length - 5);
  whole = galley_issue_new (text, length - 1);
  g_assert_cmpuint (galley_issue_get_n_findings (whole), ==, 0);
  g_assert_nonnull (galley_issue_get_root (whole)->first_child);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/issue/hostile/random", test_random);
  g_test_add_func ("/issue/hostile/bytes", test_bytes);
  g_test_add_func ("/issue/hostile/encoding", test_encoding);
  g_test_add_func ("/issue/hostile/slow", test_slow);
  g_test_add_func ("/issue/hostile/ats", test_ats);
  g_test_add_func ("/issue/hostile/at-limit", test_at_limit);
  g_test_add_func ("/issue/hostile/too-long", test_too_long);
  g_test_add_func ("/issue/hostile/fences", test_fences);
  g_test_add_func ("/issue/hostile/deep", test_deep);
  g_test_add_func ("/issue/hostile/marks", test_marks);
  g_test_add_func ("/issue/hostile/wide-table", test_wide_table);
  return g_test_run ();
}
