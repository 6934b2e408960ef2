/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-rope.h"

#include <string.h>

/* What the text must be, edited the plain way. */
typedef struct {
  GalleyRope *rope;
  GString *text;
} Pair;

static void
check (Pair *pair)
{
  gsize length;
  g_autofree char *text = galley_rope_dup_text (pair->rope, &length);

  g_assert_cmpuint (length, ==, pair->text->len);
  g_assert_cmpuint (galley_rope_get_length (pair->rope), ==, length);
  g_assert_cmpuint (strlen (text), ==, length);
  g_assert_cmpmem (text, length, pair->text->str, pair->text->len);
}

static gsize
to_byte (Pair *pair, gsize at)
{
  return g_utf8_offset_to_pointer (pair->text->str, at) - pair->text->str;
}

static void
insert (Pair *pair, gsize at, const char *text)
{
  galley_rope_insert (pair->rope, at, text, strlen (text));
  g_string_insert (pair->text, to_byte (pair, at), text);
}

static void
delete (Pair *pair, gsize from, gsize to)
{
  gsize start = to_byte (pair, from);
  gsize end = to_byte (pair, to);

  galley_rope_delete (pair->rope, from, to);
  g_string_erase (pair->text, start, end - start);
}

static void
set_up (Pair *pair, gconstpointer data)
{
  pair->rope = galley_rope_new ();
  pair->text = g_string_new (NULL);
}

static void
tear_down (Pair *pair, gconstpointer data)
{
  galley_rope_free (pair->rope);
  g_string_free (pair->text, TRUE);
}

static void
test_edits (Pair *pair, gconstpointer data)
{
  check (pair);
  insert (pair, 0, "");
  insert (pair, 0, "발사체");
  insert (pair, 3, " é🚀");
  insert (pair, 0, "a");
  check (pair);
  delete (pair, 1, 3);
  delete (pair, 2, 2);
  check (pair);
  delete (pair, 0, g_utf8_strlen (pair->text->str, -1));
  check (pair);
  insert (pair, 0, "again");
  check (pair);
}

/* Longer than a piece, and its bounds do not fall between two characters by themselves. */
static char *
make_long (guint n, const char *unit)
{
  GString *text = g_string_new ("x");

  for (guint i = 0; i < n; i++)
    g_string_append (text, unit);
  return g_string_free (text, FALSE);
}

static void
test_long (Pair *pair, gconstpointer data)
{
  g_autofree char *text = make_long (40000, "한🚀");
  gsize n_chars;

  insert (pair, 0, text);
  check (pair);
  insert (pair, 12345, "middle");
  insert (pair, 12348, text);
  check (pair);
  n_chars = g_utf8_strlen (pair->text->str, -1);
  delete (pair, 7, n_chars - 7);
  check (pair);
}

/* As somebody who writes, pastes, cuts and undoes. */
static void
test_random (Pair *pair, gconstpointer data)
{
  static const char *const words[] = { "e", "\n", "우주", "é", "🚀 ", "a sentence of some words. " };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autofree char *text = make_long (9000, "말 and ");

  insert (pair, 0, text);
  for (guint i = 0; i < 600; i++)
    {
      gsize n_chars = g_utf8_strlen (pair->text->str, -1);
      gsize at = g_rand_int_range (random, 0, n_chars + 1);
      gsize most = i % 50 == 0 ? 30000 : 40;

      if (i % 3 == 0)
        delete (pair, at, MIN (n_chars, at + g_rand_int_range (random, 0, most)));
      else if (i % 100 == 1)
        insert (pair, at, text);
      else
        insert (pair, at, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
      if (i % 25 == 0)
        check (pair);
    }
  check (pair);
}

static void
test_copy (Pair *pair, gconstpointer data)
{
  g_autofree char *text = make_long (20000, "말");
  g_autoptr (GalleyRope) copy = NULL;
  g_autofree char *before = NULL;
  g_autofree char *now = NULL;

  insert (pair, 0, text);
  copy = galley_rope_copy (pair->rope);
  before = galley_rope_dup_text (copy, NULL);
  insert (pair, 10000, "new");
  delete (pair, 0, 5000);
  check (pair);
  now = galley_rope_dup_text (copy, NULL);
  g_assert_cmpstr (before, ==, now);
  g_assert_cmpstr (before, ==, text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/rope/edits", Pair, NULL, set_up, test_edits, tear_down);
  g_test_add ("/rope/long", Pair, NULL, set_up, test_long, tear_down);
  g_test_add ("/rope/random", Pair, NULL, set_up, test_random, tear_down);
  g_test_add ("/rope/copy", Pair, NULL, set_up, test_copy, tear_down);
  return g_test_run ();
}
