/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-hangul.h"

#define KEPT(word) "<span allow_breaks=\"false\">" word "</span>"

static void
assert_markup (const char *text, const char *expected)
{
  g_autofree char *markup = galley_hangul_dup_markup (text);

  g_assert_cmpstr (markup, ==, expected);
}

static void
test_markup (void)
{
  assert_markup ("“A & B” 계정을 제거하시겠습니까?",
                 "“A &amp; B” " KEPT ("계정을") " " KEPT ("제거하시겠습니까") "?");
  assert_markup ("a.md파일", "a.md" KEPT ("파일"));
  assert_markup ("그 집", NULL);
  assert_markup ("Remove <it>?", NULL);
  assert_markup ("", NULL);
  /* More than there may be room for is ended wherever it has to. */
  assert_markup ("가나다라마바사아자차카타", KEPT ("가나다라마바사아자차카타"));
  assert_markup ("가나다라마바사아자차카타파", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/hangul/markup", test_markup);
  return g_test_run ();
}
