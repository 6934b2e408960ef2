/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-markup.h"
#include "marked-buffer.h"

static const struct {
  const char *name;
  GalleyMarkup markup;
  const char *before;
  const char *after;
} rows[] = {
  { "bold/selection", GALLEY_MARKUP_BOLD, "a ⟦bé⟧ c", "a **⟦bé⟧** c" },
  { "bold/off", GALLEY_MARKUP_BOLD, "a **⟦bé⟧** c", "a ⟦bé⟧ c" },
  { "bold/off-with-marks", GALLEY_MARKUP_BOLD, "a ⟦**bé**⟧ c", "a ⟦bé⟧ c" },
  { "bold/word", GALLEY_MARKUP_BOLD, "a wo|rd c", "a **⟦word⟧** c" },
  { "bold/nothing", GALLEY_MARKUP_BOLD, "|", "**|**" },
  { "bold/blanks-stay-outside", GALLEY_MARKUP_BOLD, "a⟦ b ⟧c", "a **⟦b⟧** c" },
  { "bold/at-start", GALLEY_MARKUP_BOLD, "⟦a⟧", "**⟦a⟧**" },
  { "italic/selection", GALLEY_MARKUP_ITALIC, "⟦한국⟧", "*⟦한국⟧*" },
  { "italic/off", GALLEY_MARKUP_ITALIC, "*⟦a⟧*", "⟦a⟧" },
  { "italic/inside-bold", GALLEY_MARKUP_ITALIC, "**⟦a⟧**", "***⟦a⟧***" },
  { "italic/off-inside-bold", GALLEY_MARKUP_ITALIC, "***⟦a⟧***", "**⟦a⟧**" },
  { "comment/selection", GALLEY_MARKUP_COMMENT, "a ⟦bé⟧", "a %% ⟦bé⟧ %%" },
  { "comment/nothing", GALLEY_MARKUP_COMMENT, "a |", "a %% | %%" },
  { "comment/lines", GALLEY_MARKUP_COMMENT, "⟦a\n\nb⟧", "<!--\n⟦a\n\nb⟧\n-->" },
  { "comment/off", GALLEY_MARKUP_COMMENT, "⟦%% a %%⟧", "⟦a⟧" },
  { "comment/lines-off", GALLEY_MARKUP_COMMENT, "⟦<!--\na\n-->⟧", "⟦a⟧" },
  { "comment/no-end-inside", GALLEY_MARKUP_COMMENT, "⟦a --> b⟧", "⟦a --> b⟧" },
  { "heading/on", GALLEY_MARKUP_HEADING, "a|b", "## ab|" },
  { "heading/deeper", GALLEY_MARKUP_HEADING, "## a|b", "### ab|" },
  { "heading/off", GALLEY_MARKUP_HEADING, "### a|b", "ab|" },
  { "quote/lines", GALLEY_MARKUP_QUOTE, "⟦a\n\nb⟧", "⟦> a\n>\n> b⟧" },
  { "quote/off", GALLEY_MARKUP_QUOTE, "⟦> a\n>\n> b⟧", "⟦a\n\nb⟧" },
  { "quote/empty-line", GALLEY_MARKUP_QUOTE, "a\n\n|", "a\n\n> |" },
  { "list/lines", GALLEY_MARKUP_LIST, "⟦a\nb⟧", "⟦- a\n- b⟧" },
  { "list/from-ordered", GALLEY_MARKUP_LIST, "⟦1. a\n2. b⟧", "⟦- a\n- b⟧" },
  { "list/off", GALLEY_MARKUP_LIST, "- a|", "a|" },
  { "ordered/lines", GALLEY_MARKUP_ORDERED_LIST, "⟦a\nb⟧\nc", "⟦1. a\n2. b⟧\nc" },
  { "ordered/whole-lines", GALLEY_MARKUP_ORDERED_LIST, "⟦a\n⟧b", "⟦1. a⟧\nb" },
};

static void
selection_cb (GtkTextBuffer *buffer, GParamSpec *pspec, guint *n_changes)
{
  (*n_changes)++;
}

/* What is selected is so all the time. */
static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new (rows[i].before);
  g_autofree char *after = NULL;
  guint n_changes = 0;

  g_signal_connect (buffer, "notify::has-selection", G_CALLBACK (selection_cb), &n_changes);
  galley_markup_apply (buffer, rows[i].markup);
  after = marked_buffer_dup (buffer);
  g_assert_cmpstr (after, ==, rows[i].after);
  if (strstr (rows[i].before, "⟦"))
    g_assert_cmpuint (n_changes, ==, 0);
}

static void
test_one_undo (void)
{
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new ("one ⟦two⟧");
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  galley_markup_apply (buffer, GALLEY_MARKUP_BOLD);
  gtk_text_buffer_undo (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_assert_cmpstr (text, ==, "one two");
}

static void
assert_block (const char *before, const char *after)
{
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new (before);
  g_autofree char *marked = NULL;

  galley_markup_insert_block (buffer, "X");
  marked = marked_buffer_dup (buffer);
  g_assert_cmpstr (marked, ==, after);
}

static void
test_block (void)
{
  assert_block ("|", "X|\n");
  assert_block ("a|", "a\n\nX|\n");
  assert_block ("a|b\nc", "ab\n\nX|\n\nc");
  assert_block ("a\n\n|\n\nb", "a\n\nX|\n\nb");
  assert_block ("a\n|b", "a\n\nX|\n\nb");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/app/markup/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/app/markup/one-undo", test_one_undo);
  g_test_add_func ("/app/markup/block", test_block);
  return g_test_run ();
}
