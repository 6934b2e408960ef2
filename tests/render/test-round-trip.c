/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ghost's documents to Markdown and back. GALLEY_TEST_ROUNDS documents from GALLEY_TEST_SEED on are
 * made at random, the same ones each time. With the name of a file as an argument, which holds an
 * object of Markdown texts, it prints how many of those come back; `--documents N` prints some.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "galley-round-trip.h"
#include "galley-test-trees.h"

static guint
get_number (const char *name,
            guint       fallback)
{
  const char *value = g_getenv (name);

  return value != NULL ? (guint) strtoul (value, NULL, 10) : fallback;
}

static guint
count_rounds (void)
{
  return get_number ("GALLEY_TEST_ROUNDS", 2000 / get_number ("GALLEY_TEST_PART", 1));
}

static char *
load (const char *folder,
      const char *name)
{
  g_autofree char *path
    = g_build_filename (g_getenv ("GALLEY_SOURCE_ROOT"), "tests", folder, name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
assert_none (char       *fault,
             const char *name)
{
  if (fault != NULL)
    g_error ("%s: %s", name, fault);
}

static void
test_trees (void)
{
  g_autofree char *text = load ("render", "ghost-nodes.json");
  g_autoptr (JsonNode) records = galley_json_parse (text, -1, NULL);
  guint seed = get_number ("GALLEY_TEST_SEED", 0);
  GalleyRoundTrip trip = { 0 };

  for (guint i = seed; i < seed + count_rounds (); i++)
    {
      g_autofree char *document = galley_test_trees_new (i, json_node_get_object (records));
      g_autofree char *name = g_strdup_printf ("document %u", i);

      assert_none (galley_round_trip_check (document, &trip), name);
    }
  g_test_message ("%u blocks, %u with Markdown that makes the very node, %u in fences", trip.n_blocks,
                  trip.n_exact, trip.n_fences);
  /* A fence keeps everything, but it is no Markdown. */
  g_assert_cmpuint (trip.n_fences * 4, <, trip.n_blocks);
}

/* Each record alone, as a server stored it. */
static void
test_records (void)
{
  g_autofree char *text = load ("render", "ghost-nodes.json");
  g_autoptr (JsonNode) records = galley_json_parse (text, -1, NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, json_node_get_object (records));
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autofree char *json = json_to_string (node, FALSE);
      g_autofree char *document = g_strdup_printf ("{\"root\":{\"children\":[%s]}}", json);

      assert_none (galley_round_trip_check (document, NULL), name);
    }
}

static void
test_golden (void)
{
  g_autofree char *folder
    = g_build_filename (g_getenv ("GALLEY_SOURCE_ROOT"), "tests", "golden", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *text = g_str_has_suffix (name, ".md") ? load ("golden", name) : NULL;

      if (text != NULL)
        assert_none (galley_round_trip_check_markdown (text), name);
    }
}

/* What means something in Markdown, in any order. */
static void
test_markdown (void)
{
  static const char *const pieces[] = {
    "a", " ", "\n", "\n\n", "> ", "> [!NOTE]", "> [!TOGGLE] t\n> ", "> [!BUTTON]\n> [a](b)\n\n", "- ",
    "    ", "![", "](", ")", "\"", "<!--members-only-->\n", "%%", "{.wide}", "<u>", "</u>", "[^a]",
    "[^a]: ", "|", "|-|-|\n", "```\n", "<div>", "*", "_", "https://a.b", "\\", "# ", "{a=\"", "}", "'",
    "&", ": ", "~~", "\t", "1. ", "![x](y \"z\")\n\n", "[t](u)", "한", "`", "Credit: ", "---\n", "<br>",
    "<sub>", "</sub>", "<!-- c -->\n", "- [ ] x\n", "&#32;", "**", "&nbsp;",
  };
  guint seed = get_number ("GALLEY_TEST_SEED", 0);

  for (guint i = seed; i < seed + count_rounds (); i++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (i);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *name = g_strdup_printf ("issue %u", i);

      for (int n = g_rand_int_range (random, 0, 40); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      assert_none (galley_round_trip_check_markdown (text->str), name);
    }
}

static void
check_corpus (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) examples = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  examples = galley_json_parse (text, -1, NULL);
  g_assert_nonnull (examples);
  json_object_iter_init (&iter, json_node_get_object (examples));
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autofree char *fault = galley_round_trip_check_markdown (json_node_get_string (node));

      n += fault == NULL;
      if (fault != NULL)
        g_print ("%s: %s\n", name, fault);
    }
  g_print ("back %u of %u\n", n, json_object_get_size (json_node_get_object (examples)));
}

static void
print_documents (guint n)
{
  g_autofree char *text = load ("render", "ghost-nodes.json");
  g_autoptr (JsonNode) records = galley_json_parse (text, -1, NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *document = galley_test_trees_new (i, json_node_get_object (records));

      fputs (document, stdout);
      fputc ('\n', stdout);
    }
}

int
main (int    argc,
      char **argv)
{
  if (argc > 2 && strcmp (argv[1], "--documents") == 0)
    {
      print_documents ((guint) strtoul (argv[2], NULL, 10));
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  if (argc > 1)
    {
      check_corpus (argv[1]);
      return 0;
    }
  g_test_add_func ("/render/round-trip/records", test_records);
  g_test_add_func ("/render/round-trip/golden", test_golden);
  g_test_add_func ("/render/round-trip/trees", test_trees);
  g_test_add_func ("/render/round-trip/markdown", test_markdown);
  return g_test_run ();
}
