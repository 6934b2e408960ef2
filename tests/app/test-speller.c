/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-speller.h"

static GalleySpeller *
make_speller (void)
{
  static const char *const languages[] = { "en_US", NULL };
  GalleySpeller *self = galley_speller_new ();

  galley_speller_set_languages (self, languages);
  return self;
}

static void
test_words (void)
{
  g_autoptr (GalleySpeller) self = make_speller ();
  g_auto (GStrv) words = galley_speller_suggest (self, "recieve", 5);

  g_assert_true (galley_speller_is_right (self, "receive"));
  g_assert_false (galley_speller_is_right (self, "recieve"));
  g_assert_true (galley_speller_is_right (self, "it’s"));
  /* Nobody here can judge them. */
  g_assert_true (galley_speller_is_right (self, "누리호"));
  g_assert_true (galley_speller_is_right (self, "مرحبا"));
  g_assert_true (galley_speller_is_right (self, "שלום"));
  g_assert_true (galley_speller_is_right (self, "Ghost를"));
  g_assert_true (g_strv_contains ((const char *const *) words, "receive"));
  g_assert_cmpuint (g_strv_length (words), <=, 5);
}

static void
test_own_words (void)
{
  g_autoptr (GalleySpeller) self = make_speller ();
  g_autoptr (GalleySpeller) other = NULL;

  g_assert_false (galley_speller_is_right (self, "Nuriho"));
  galley_speller_ignore (self, "Nuriho");
  g_assert_true (galley_speller_is_right (self, "Nuriho"));
  g_assert_false (galley_speller_is_right (self, "Danuri"));
  galley_speller_add (self, "Danuri");
  g_assert_true (galley_speller_is_right (self, "Danuri"));

  other = make_speller ();
  g_assert_false (galley_speller_is_right (other, "Nuriho"));
  g_assert_true (galley_speller_is_right (other, "Danuri"));
}

/* Each word is its own language's: the other one would mix its letters, or learn it for nothing. */
static void
test_scripts (void)
{
  static const char *const languages[] = { "en_US", "ko", NULL };
  g_autoptr (GalleySpeller) self = galley_speller_new ();
  g_auto (GStrv) latin = NULL;
  g_auto (GStrv) hangul = NULL;

  galley_speller_set_languages (self, languages);
  if (!g_strv_contains (galley_speller_get_languages (self), "ko"))
    {
      g_test_skip ("no Korean dictionary");
      return;
    }
  latin = galley_speller_suggest (self, "mistaek", 9);
  hangul = galley_speller_suggest (self, "안녕하세욬", 9);
  for (guint i = 0; latin[i]; i++)
    g_assert_true (galley_speller_is_right (self, latin[i]) || strchr (latin[i], ' '));
  g_assert_false (g_strv_contains ((const char *const *) hangul, "안녕하세욬"));
  g_assert_false (galley_speller_is_right (self, "안녕하세욬"));
  galley_speller_add (self, "안녕하세욬");
  g_assert_true (galley_speller_is_right (self, "안녕하세욬"));
}

/* A worker makes it, the main loop uses it. */
static gpointer
make_in_worker (gpointer wanted)
{
  return galley_speller_new_for (wanted);
}

static void
test_wanted (void)
{
  static const char *const wanted[] = { "tlh", "en-us", NULL };
  g_autoptr (GThread) worker = g_thread_new (NULL, make_in_worker, (gpointer) wanted);
  g_autoptr (GalleySpeller) self = g_thread_join (g_steal_pointer (&worker));
  const char *const *languages = galley_speller_get_languages (self);

  g_assert_cmpstr (languages[0], ==, "en_US");
  g_assert_null (languages[1]);
  g_assert_false (galley_speller_is_right (self, "recieve"));
}

static void
test_languages (void)
{
  static const char *const nothing[] = { NULL };
  static const char *const unknown[] = { "xx_XX", NULL };
  g_autoptr (GalleySpeller) self = make_speller ();
  g_auto (GStrv) available = galley_speller_list_available (self);
  g_autofree char *exact = galley_speller_find (self, "EN-us");
  g_autofree char *near = galley_speller_find (self, "en");
  g_autofree char *none = galley_speller_find (self, "tlh");

  g_assert_true (g_strv_contains ((const char *const *) available, "en_US"));
  g_assert_cmpstr (exact, ==, "en_US");
  g_assert_nonnull (near);
  g_assert_null (none);
  galley_speller_set_languages (self, unknown);
  g_assert_null (galley_speller_get_languages (self)[0]);
  galley_speller_set_languages (self, nothing);
  g_assert_true (galley_speller_is_right (self, "recieve"));
}

int
main (int argc, char **argv)
{
  /* The words that are added are nobody's. */
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/app/speller/words", test_words);
  g_test_add_func ("/app/speller/own-words", test_own_words);
  g_test_add_func ("/app/speller/scripts", test_scripts);
  g_test_add_func ("/app/speller/wanted", test_wanted);
  g_test_add_func ("/app/speller/languages", test_languages);
  return g_test_run ();
}
