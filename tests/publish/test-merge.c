/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a merge must never do: lose a sentence. Said by examples, and by thousands of edits that no
 * person thought of. GALLEY_MERGE_ROUNDS asks for more of them.
 */

#include "galley-conflict.h"
#include "galley-diff.h"
#include "galley-merge.h"
#include "galley-piece.h"

#include <stdlib.h>
#include <string.h>

static char *
dup_merged (const char *base, const char *ours, const char *theirs, guint *n_conflicts)
{
  g_autoptr (GalleyIssue) a = base != NULL ? galley_issue_new (base, -1) : NULL;
  g_autoptr (GalleyIssue) b = galley_issue_new (ours, -1);
  g_autoptr (GalleyIssue) c = galley_issue_new (theirs, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyMerged) merged = galley_merge (a, b, c, GALLEY_MERGE_MARK, &error);

  g_assert_no_error (error);
  if (n_conflicts != NULL)
    *n_conflicts = merged->n_conflicts;
  return g_steal_pointer (&merged->body);
}

typedef struct {
  const char *name, *base, *ours, *theirs, *merged;
} Row;

static const Row rows[] = {
  { "sentences of one paragraph", "One. Two. Three. Four. Five.\n", "One! Two. Three. Four. Five.\n",
    "One. Two. Three. Four. Five, at last.\n", "One! Two. Three. Four. Five, at last.\n" },
  { "paragraphs", "A.\n\nB.\n\nC.\n", "A, ours.\n\nB.\n\nC.\n", "A.\n\nB, theirs.\n\nC.\n", "A, ours.\n\nB, theirs.\n\nC.\n" },
  /* Which of the two comes first, or whether they say the same, only a person knows. */
  { "both add at the end of a paragraph",
    "One. Two.\n\nThree.\n", "One. Two. Ours.\n\nThree.\n", "One. Two. Theirs.\n\nThree.\n",
    "<<<<<<< mine\nOne. Two. Ours.\n\n======= theirs\nOne. Two. Theirs.\n>>>>>>>\n\nThree.\n" },
  { "paragraphs in different places", "A.\n\nB.\n\nC.\n", "A.\n\nOurs.\n\nB.\n\nC.\n", "A.\n\nB.\n\nTheirs.\n\nC.\n",
    "A.\n\nOurs.\n\nB.\n\nTheirs.\n\nC.\n" },
  { "one begins, the other ends", "A.\n", "Ours.\n\nA.\n", "A.\n\nTheirs.\n", "Ours.\n\nA.\n\nTheirs.\n" },
  { "sentences in different paragraphs", "A.\n\nB.\n\nC.\n", "A. Ours.\n\nB.\n\nC.\n", "A.\n\nB. Theirs.\n\nC.\n",
    "A. Ours.\n\nB. Theirs.\n\nC.\n" },
  { "a sentence and the next paragraph", "A.\n\nB.\n", "A. Ours.\n\nB.\n", "A.\n\nTheirs.\n\nB.\n", "A. Ours.\n\nTheirs.\n\nB.\n" },
  { "one place for two paragraphs", "A.\n\nB.\n", "A.\n\nOurs.\n\nB.\n", "A.\n\nTheirs.\n\nB.\n",
    "A.\n\n<<<<<<< mine\nOurs.\n\n======= theirs\nTheirs.\n>>>>>>>\n\nB.\n" },
  { "both go on at the end", "A.\n", "A.\n\nOurs.\n", "A.\n\nTheirs.\n",
    "A.\n\n<<<<<<< mine\nOurs.\n\n======= theirs\nTheirs.\n>>>>>>>\n" },
  { "the same change", "One. Two.\n", "One. Two!\n", "One. Two!\n", "One. Two!\n" },
  { "broken lines are not a change", "One is\nlong. Two.\n", "One is\nlong. Two. Three.\n", "One is long. Two.\n",
    "One is\nlong. Two. Three.\n" },
  { "taken out there, kept here", "One. Two. Three.\n\nA.\n", "One. Two. Three.\n\nA. B.\n", "One. Three.\n\nA.\n",
    "One. Three.\n\nA. B.\n" },
  { "taken out there, changed here", "A.\n\nB.\n\nC.\n", "A.\n\nB, ours.\n\nC.\n", "A.\n\nC.\n",
    "A.\n\n<<<<<<< mine\nB, ours.\n\n======= theirs\n>>>>>>>\n\nC.\n" },
  { "added at the end without a blank", "One.\n\nA.", "One. Two.\n\nA.", "One.\n\nA. B.", "One. Two.\n\nA. B." },
  { "no blank after a wide stop", "하나。둘。셋。넷。\n", "하나。둘。셋。넷。다섯。\n", "영。하나。둘。셋。넷。\n", "영。하나。둘。셋。넷。다섯。\n" },
  { "lists", "- a\n- b\n- c\n- d\n", "- a\n- b\n- c\n- d\n- e\n", "- 0\n- a\n- b\n- c\n- d\n", "- 0\n- a\n- b\n- c\n- d\n- e\n" },
  { "code is not cut at its stops", "```\nOne. Two.\n```\n\nA.\n", "```\nOne. Two.\n```\n\nA!\n",
    "```\nOne.\nTwo.\n```\n\nA.\n", "```\nOne.\nTwo.\n```\n\nA!\n" },
  { "a heading right above its text", "# H\nText one. Text two.\n", "# H\nText one. Text two!\n",
    "# H2\nText one. Text two.\n", "# H2\nText one. Text two!\n" },
  { "nobody knows the beginning", NULL, "A.\n\nOurs.\n\nB.\n", "A.\n\nB.\n\nTheirs.\n", "A.\n\nOurs.\n\nB.\n\nTheirs.\n" },
  { "a comment of ours", "A.\n\nB.\n", "A.\n\n<!-- ask Kim -->\n\nB.\n\nC.\n", "A!\n\nB.\n", "A!\n\n<!-- ask Kim -->\n\nB.\n\nC.\n" },
};

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *merged = dup_merged (rows[i].base, rows[i].ours, rows[i].theirs, NULL);

      g_test_message ("%s", rows[i].name);
      g_assert_cmpstr (merged, ==, rows[i].merged);
    }
}

/* The other way round the words are the same where nothing is marked. */
static void
test_mirror (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint a = 0;
      guint b = 0;
      g_autofree char *one = dup_merged (rows[i].base, rows[i].ours, rows[i].theirs, &a);
      g_autofree char *two = dup_merged (rows[i].base, rows[i].theirs, rows[i].ours, &b);

      if (a != b)
        g_test_message ("%s: %u %u\n%s---\n%s", rows[i].name, a, b, one, two);
      g_assert_cmpuint (a, ==, b);
    }
}

static void
test_pieces (void)
{
  static const char *const texts[] = { "One. Two\nmore. (See Dr. Kim. No.) `a. b` c.\n\n\n- x\n\n  y\n\n> [!NOTE] A. B.\n> C.\n",
                                       "[x]: https://a.example\n\nText [x]. End", "\n\nA\n# H\n| a | b |\n|---|---|\n| 1. 2 | 3 |\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GalleyIssue) issue = galley_issue_new (texts[i], -1);
      g_autoptr (GPtrArray) pieces = galley_piece_split_body (issue);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *expected = g_strdup (texts[i]);

      for (guint j = 0; j < pieces->len; j++)
        g_string_append (text, ((GalleyPiece *) pieces->pdata[j])->text);
      while (expected[0] == '\n')
        memmove (expected, expected + 1, strlen (expected));
      g_assert_cmpstr (text->str, ==, expected);
    }
}

static void
test_theirs (void)
{
  g_autoptr (GalleyIssue) base = galley_issue_new ("One two. Three.\n\nFour.\n", -1);
  g_autoptr (GalleyIssue) ours = galley_issue_new ("One\ntwo. Three.\n\n<!-- note -->\n\n__Four__.\n\n[x]: https://a.example\n", -1);
  g_autoptr (GalleyIssue) theirs = galley_issue_new ("One two. Three!\n\nFour, theirs.\n", -1);
  g_autoptr (GalleyMerged) merged = galley_merge (base, ours, theirs, GALLEY_MERGE_THEIRS, NULL);

  g_assert_cmpuint (merged->n_conflicts, ==, 0);
  g_assert_cmpstr (merged->body, ==,
                   "One\ntwo. Three!\n\n<!-- note -->\n\n[x]: https://a.example\n\nFour, theirs.\n");
}

static void
test_missing (void)
{
  g_autoptr (GalleyIssue) base = galley_issue_new ("A.\n\nB.\n\nC.\n", -1);
  g_autoptr (GalleyIssue) theirs = galley_issue_new ("A.\n\nB2.\n\nC.\n\nD.\n", -1);
  g_autoptr (GalleyIssue) ours = galley_issue_new ("A!\n\nB.\n\nC.\n", -1);
  g_autoptr (GalleyIssue) both = galley_issue_new ("A!\n\nB2.\n\nC.\n\nD.\n", -1);
  g_autoptr (GalleyIssue) moved = galley_issue_new ("C.\n\nA.\n\nB.\n", -1);
  g_auto (GStrv) missing = galley_merge_list_missing (base, ours, theirs, NULL);
  g_auto (GStrv) none = galley_merge_list_missing (base, both, theirs, NULL);
  g_auto (GStrv) order = galley_merge_list_missing (base, ours, moved, NULL);
  g_autofree char *joined = g_strjoinv ("|", missing);

  g_assert_cmpstr (joined, ==, "+sB2.|+sD.|-sB.");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpuint (g_strv_length (order), ==, 1);
}

static void
test_conflicts (void)
{
  static const struct { GalleyConflictChoice choice; const char *text; } choices[] = {
    { GALLEY_CONFLICT_MINE, "A.\n\nB, ours.\n\nC.\n" },
    { GALLEY_CONFLICT_THEIRS, "A.\n\nB, theirs.\n\nC.\n" },
    { GALLEY_CONFLICT_BOTH, "A.\n\nB, ours.\n\nB, theirs.\n\nC.\n" },
  };
  g_autofree char *merged = dup_merged ("A.\n\nB.\n\nC.\n", "A.\n\nB, ours.\n\nC.\n", "A.\n\nB, theirs.\n\nC.\n", NULL);
  g_autoptr (GArray) list = galley_conflict_list (merged, strlen (merged));

  g_assert_cmpuint (list->len, ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (GalleyEdit) edit = galley_conflict_resolve (&g_array_index (list, GalleyConflict, 0), merged,
                                                             strlen (merged), choices[i].choice);
      g_autofree char *text = galley_edit_apply (edit, merged, strlen (merged), NULL);

      g_assert_cmpstr (text, ==, choices[i].text);
    }
}

static void
test_diff (void)
{
  g_autoptr (GPtrArray) diff = galley_diff_new ("---\ntitle: A\n---\n\nOne. Two.\n", "---\ntitle: B\n---\n\nOne. Three.\n", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  guint added, removed;

  for (guint i = 0; i < diff->len; i++)
    {
      const GalleyDiffRow *row = diff->pdata[i];

      g_string_append_printf (text, "%c%s|", " -+"[row->change], row->text);
    }
  g_assert_cmpstr (text->str, ==, " ---\n|-title: A\n|+title: B\n| ---\n\nOne. |-Two.\n|+Three.\n|");
  galley_diff_count (diff, &added, &removed);
  g_assert_cmpuint (added, ==, 2);
  g_assert_cmpuint (removed, ==, 2);
}

/* Random issues: each sentence has a number of its own, so that it can be looked for. */

typedef struct {
  GRand *rand;
  guint  next;
} World;

static char *
make_sentence (World *world)
{
  static const char *const ends[] = { ".", "!", "?", "…" };

  return g_strdup_printf ("Word%u goes on%s", world->next++, ends[g_rand_int_range (world->rand, 0, 4)]);
}

/* A block is an array of sentences. */
static GPtrArray *
make_block (World *world)
{
  GPtrArray *block = g_ptr_array_new_with_free_func (g_free);
  int n = g_rand_int_range (world->rand, 1, 6);

  for (int i = 0; i < n; i++)
    g_ptr_array_add (block, make_sentence (world));
  return block;
}

static GPtrArray *
copy_blocks (GPtrArray *blocks)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < blocks->len; i++)
    {
      GPtrArray *block = g_ptr_array_new_with_free_func (g_free);

      for (guint j = 0; j < ((GPtrArray *) blocks->pdata[i])->len; j++)
        g_ptr_array_add (block, g_strdup (((GPtrArray *) blocks->pdata[i])->pdata[j]));
      g_ptr_array_add (copy, block);
    }
  return copy;
}

static void
edit_block (World *world, GPtrArray *block)
{
  guint at = (guint) g_rand_int_range (world->rand, 0, (int) block->len + 1);
  int what = g_rand_int_range (world->rand, 0, 3);

  if (what == 0 || at >= block->len)
    g_ptr_array_insert (block, (int) at, make_sentence (world));
  else if (what == 1)
    g_ptr_array_remove_index (block, at);
  else
    {
      g_free (block->pdata[at]);
      block->pdata[at] = make_sentence (world);
    }
}

static void
edit (World *world, GPtrArray *blocks)
{
  int n = g_rand_int_range (world->rand, 0, 6);

  for (int i = 0; i < n; i++)
    {
      guint at = (guint) g_rand_int_range (world->rand, 0, (int) blocks->len + 1);
      int what = g_rand_int_range (world->rand, 0, 8);

      if (what == 0 || at >= blocks->len)
        g_ptr_array_insert (blocks, (int) at, make_block (world));
      else if (what == 1)
        g_ptr_array_remove_index (blocks, at);
      else if (what == 2 && blocks->len > 1)
        {
          GPtrArray *block = g_ptr_array_steal_index (blocks, at);

          g_ptr_array_insert (blocks, g_rand_int_range (world->rand, 0, (int) blocks->len + 1), block);
        }
      else if (what == 3 && at + 1 < blocks->len)
        {
          /* Two paragraphs become one. */
          GPtrArray *next = g_ptr_array_steal_index (blocks, at + 1);

          g_ptr_array_extend_and_steal (blocks->pdata[at], next);
        }
      else
        edit_block (world, blocks->pdata[at]);
    }
}

/* In paragraphs, lists and quotes; each side breaks its lines as it likes. */
static char *
write_blocks (World *world, GPtrArray *blocks, gboolean broken)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      GPtrArray *block = blocks->pdata[i];
      gboolean list = block->len > 0 && strlen (block->pdata[0]) % 5 == 0;

      for (guint j = 0; j < block->len; j++)
        g_string_append_printf (text, "%s%s%s", list ? "- " : "", (char *) block->pdata[j],
                                list || j + 1 == block->len ? "\n" : broken && j % 2 == 0 ? "\n" : " ");
      if (block->len > 0)
        g_string_append (text, "\n");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GHashTable *
collect (GPtrArray *blocks)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < blocks->len; i++)
    for (guint j = 0; j < ((GPtrArray *) blocks->pdata[i])->len; j++)
      g_hash_table_add (set, ((GPtrArray *) blocks->pdata[i])->pdata[j]);
  return set;
}

/* Every sentence that must be there is; none is there that nobody has any more. */
static void
check_round (GHashTable *base, GHashTable *ours, GHashTable *theirs, const char *merged, const char *texts)
{
  GHashTable *sides[] = { base, ours, theirs };

  for (gsize s = 0; s < G_N_ELEMENTS (sides); s++)
    {
      GHashTableIter iter;
      gpointer sentence;

      g_hash_table_iter_init (&iter, sides[s]);
      while (g_hash_table_iter_next (&iter, &sentence, NULL))
        {
          gboolean b = g_hash_table_contains (base, sentence);
          gboolean o = g_hash_table_contains (ours, sentence);
          gboolean t = g_hash_table_contains (theirs, sentence);
          gboolean there = strstr (merged, sentence) != NULL;

          if ((!b && (o || t)) || (b && o && t))
            {
              if (!there)
                g_error ("“%s” is lost\n%s--- merged\n%s", (char *) sentence, texts, merged);
            }
          else if (there && (b && !o && !t))
            g_error ("“%s” is back\n%s--- merged\n%s", (char *) sentence, texts, merged);
        }
    }
}

/* Nothing is in the marks twice, and whoever chooses has whole sentences before him. */
static void
check_choices (const char *merged, GHashTable *ours, GHashTable *theirs)
{
  static const GalleyConflictChoice choices[] = { GALLEY_CONFLICT_MINE, GALLEY_CONFLICT_THEIRS, GALLEY_CONFLICT_BOTH };

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autofree char *text = g_strdup (merged);
      g_autoptr (GArray) list = galley_conflict_list (text, strlen (text));

      while (list->len > 0)
        {
          g_autoptr (GalleyEdit) resolved = galley_conflict_resolve (&g_array_index (list, GalleyConflict, 0), text,
                                                                     strlen (text), choices[i]);
          char *next = galley_edit_apply (resolved, text, strlen (text), NULL);

          g_free (text);
          text = next;
          g_array_unref (list);
          list = galley_conflict_list (text, strlen (text));
        }
      g_assert_null (strstr (text, "<<<<<<<"));
      g_assert_null (strstr (text, ">>>>>>>"));
      for (const char *p = strstr (text, "Word"); p != NULL; p = strstr (p + 1, "Word"))
        {
          /* Each begins a line, or has a blank before it. */
          g_assert_true (p == text || strchr (" \n", p[-1]) != NULL);
        }
    }
}

static void
run_round (World *world)
{
  g_autoptr (GPtrArray) base = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) ours = NULL;
  g_autoptr (GPtrArray) theirs = NULL;
  g_autoptr (GHashTable) a = NULL;
  g_autoptr (GHashTable) b = NULL;
  g_autoptr (GHashTable) c = NULL;
  g_autofree char *all = NULL;
  g_autofree char *merged = NULL;
  g_autofree char *same = NULL;
  guint n_conflicts = 0;

  for (int i = g_rand_int_range (world->rand, 0, 8); i > 0; i--)
    g_ptr_array_add (base, make_block (world));
  ours = copy_blocks (base);
  theirs = copy_blocks (base);
  edit (world, ours);
  edit (world, theirs);
  a = collect (base);
  b = collect (ours);
  c = collect (theirs);
  g_autofree char *x = write_blocks (world, base, FALSE);
  g_autofree char *y = write_blocks (world, ours, g_rand_boolean (world->rand));
  g_autofree char *z = write_blocks (world, theirs, g_rand_boolean (world->rand));
  all = g_strdup_printf ("--- base\n%s--- ours\n%s--- theirs\n%s", x, y, z);
  merged = dup_merged (x, y, z, &n_conflicts);
  check_round (a, b, c, merged, all);
  check_choices (merged, b, c);
  /* Who changed nothing gets what the other one has; what is merged lacks nothing. */
  same = dup_merged (x, y, x, NULL);
  g_assert_cmpstr (g_strchomp (same), ==, g_strchomp (y));
  if (n_conflicts == 0)
    {
      g_autoptr (GalleyIssue) i = galley_issue_new (x, -1);
      g_autoptr (GalleyIssue) j = galley_issue_new (merged, -1);
      g_autoptr (GalleyIssue) k = galley_issue_new (z, -1);
      g_auto (GStrv) missing = galley_merge_list_missing (i, j, k, NULL);

      /* What one takes out and the other moves stays, and is told. */
      if (missing[0] != NULL && missing[0][0] == '+')
        g_error ("%s is said to be missing\n%s--- merged\n%s", missing[0], all, merged);
    }
}

static void
test_random (void)
{
  const char *rounds = g_getenv ("GALLEY_MERGE_ROUNDS");
  int n = rounds != NULL ? (int) strtol (rounds, NULL, 10) : 6000;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260725);
  World world = { rand, 1 };

  for (int i = 0; i < n; i++)
    run_round (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/publish/merge/rows", test_rows);
  g_test_add_func ("/publish/merge/mirror", test_mirror);
  g_test_add_func ("/publish/merge/pieces", test_pieces);
  g_test_add_func ("/publish/merge/theirs", test_theirs);
  g_test_add_func ("/publish/merge/missing", test_missing);
  g_test_add_func ("/publish/merge/conflicts", test_conflicts);
  g_test_add_func ("/publish/merge/diff", test_diff);
  g_test_add_func ("/publish/merge/random", test_random);
  return g_test_run ();
}
