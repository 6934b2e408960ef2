/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "galley-reflow.h"

#define LIMIT 200

/* @text reflowed; NULL when it cannot be. */
static char *
reflow (const char *text)
{
  g_autoptr(GalleyIssue) issue = galley_issue_new (text, -1);
  g_autoptr(GalleyEdit) edit = galley_reflow (issue, LIMIT);

  return edit != NULL ? galley_edit_apply (edit, text, strlen (text), NULL) : NULL;
}

static char *
repeat (const char *sentence,
        guint       n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", sentence);
  return g_string_free (text, FALSE);
}

static gsize
get_longest (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  gsize longest = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    longest = MAX (longest, strlen (lines[i]));
  return longest;
}

static void
test_sentences (void)
{
  g_autofree char *text
    = g_strdup ("---\ntitle: a\n---\n"
                "The first sentence is a long one, so that it fills a line by itself. Short. "
                "Another sentence that is long enough to be a line of its own comes here! "
                "`Code. That is as long as a line and is never broken whatever comes in it.` "
                "The end.\n\nNext.\n");
  g_autofree char *result = reflow (text);

  g_assert_cmpstr (result, ==,
                   "---\ntitle: a\n---\n"
                   "The first sentence is a long one, so that it fills a line by itself.\n"
                   "Short. Another sentence that is long enough to be a line of its own comes "
                   "here! "
                   "`Code. That is as long as a line and is never broken whatever comes in it.` "
                   "The end.\n\nNext.\n");
}

/* In quotes and lists the lines go on as the first one began; CR LF stays. */
static void
test_containers (void)
{
  g_autofree char *words = repeat ("Some words that make a sentence of more than sixty bytes, yes.", 5);
  g_autofree char *text = g_strdup_printf ("> %s\r\n\r\n1. %s\r\n", words, words);
  g_autofree char *result = reflow (text);

  g_assert_nonnull (result);
  g_assert_cmpuint (get_longest (result), <, 100);
  g_assert_nonnull (strstr (result, "yes.\r\n> Some words"));
  g_assert_nonnull (strstr (result, "yes.\r\n   Some words"));
}

/* What has no blanks to break at, or no lines to be broken into, stays. */
static void
test_refused (void)
{
  g_autofree char *words = repeat ("Some words that make a sentence of more than sixty bytes, yes.", 5);
  g_autofree char *word = g_strnfill (1000, 'x');
  g_autofree char *heading = g_strdup_printf ("# %s\n", words);
  g_autofree char *table = g_strdup_printf ("| %s |\n|---|\n| %s |\n", words, words);
  g_autofree char *code = g_strdup_printf ("```\n%s\n```\n", words);
  g_autofree char *first = g_strdup_printf ("> [!NOTE] %s\n> Body.\n", words);

  g_assert_null (reflow (word));
  g_assert_null (reflow (heading));
  g_assert_null (reflow (table));
  g_assert_null (reflow (code));
  g_assert_null (reflow (first));
  g_assert_null (reflow ("Short.\n"));
}

/* One line that may not be broken does not keep the others from it. */
static void
test_each (void)
{
  g_autofree char *words = repeat ("Some words that make a sentence of more than sixty bytes, yes.", 5);
  g_autofree char *text
    = g_strdup_printf ("%s\n\n%s{{x\n\n<div>\n%s\n</div>\n", words, words, words);
  g_autofree char *result = reflow (text);

  g_assert_nonnull (result);
  g_assert_true (g_str_has_prefix (result, "Some words that make a sentence of more than sixty "
                                           "bytes, yes.\nSome"));
}

static void
test_long (void)
{
  g_autofree char *words = repeat ("word", 200000);
  g_autofree char *result = reflow (words);

  g_assert_nonnull (result);
  g_assert_cmpuint (get_longest (result), <, 600);
  g_assert_cmpuint (strlen (result), ==, strlen (words));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/issue/reflow/sentences", test_sentences);
  g_test_add_func ("/issue/reflow/containers", test_containers);
  g_test_add_func ("/issue/reflow/refused", test_refused);
  g_test_add_func ("/issue/reflow/each", test_each);
  g_test_add_func ("/issue/reflow/long", test_long);
  return g_test_run ();
}
