/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-figure.h"
#include "galley-issue.h"

static void
assert_round_trip (const char  *src,
                   const char  *alt,
                   const char  *caption,
                   const char  *credit,
                   const char  *href,
                   GalleyWidth  width)
{
  g_autofree char *text = galley_figure_write (src, alt, caption, credit, href, width);
  g_autoptr(GalleyIssue) issue = galley_issue_new (text, -1);
  const GalleyNode *figure = galley_issue_get_root (issue)->first_child;

  g_test_message ("%s", text);
  g_assert_nonnull (figure);
  g_assert_cmpint (figure->type, ==, GALLEY_NODE_FIGURE);
  g_assert_null (figure->next);
  g_assert_cmpstr (figure->picture.src, ==, src);
  g_assert_cmpstr (figure->picture.alt, ==, alt != NULL ? alt : "");
  g_assert_cmpstr (figure->picture.credit, ==, credit);
  g_assert_cmpstr (figure->picture.href, ==, href);
  g_assert_cmpint (figure->picture.width, ==, width);
  if (caption != NULL)
    g_assert_true (g_str_has_prefix (figure->picture.title, caption));
}

static void
test_write (void)
{
  g_autofree char *text = galley_figure_write ("a b.jpg", "c", "The \"Nuri\"", "KARI", NULL,
                                               GALLEY_WIDTH_FULL);

  g_assert_cmpstr (text, ==,
                   "![c](<a b.jpg> \"The \\\"Nuri\\\". Credit: KARI\"){.full}");
}

static void
test_round_trip (void)
{
  assert_round_trip ("a.jpg", NULL, NULL, NULL, NULL, GALLEY_WIDTH_REGULAR);
  assert_round_trip ("a.jpg", "b", "c *d* [e](f)", NULL, NULL, GALLEY_WIDTH_WIDE);
  assert_round_trip ("a (1).jpg", "[b] *c* _d_ \\ `e` <f> &amp; !", "\\*c\\* \\\\ &amp; \"", "A_b_ *c*",
                     "https://x.y/?a=b&copy=c", GALLEY_WIDTH_FULL);
  assert_round_trip ("<a>\\.jpg", "", NULL, "K", NULL, GALLEY_WIDTH_REGULAR);
  assert_round_trip ("a)b(.jpg", "", "x\\", "K", "c d", GALLEY_WIDTH_REGULAR);
  assert_round_trip ("a.jpg", "사진", "그림…", "홍길동", NULL, GALLEY_WIDTH_REGULAR);
}

static void
assert_split (const char *source,
              const char *caption,
              const char *credit)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  galley_figure_split_caption (source, &first, &second);
  g_assert_cmpstr (first, ==, caption);
  g_assert_cmpstr (second, ==, credit);
}

static void
test_split (void)
{
  assert_split ("", "", NULL);
  assert_split ("A. Credit: B", "A.", "B");
  assert_split ("Credit: B", "", "B");
  assert_split ("A? Credit: B! Credit: C", "A? Credit: B!", "C");
  assert_split ("A… 사진: B", "A…", "B");
  assert_split ("*A.* Credit: B", "*A.*", "B");
  assert_split ("No Credit: for you", "No Credit: for you", NULL);
  assert_split ("A. Credit: ", "A. Credit:", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/issue/figure/write", test_write);
  g_test_add_func ("/issue/figure/round-trip", test_round_trip);
  g_test_add_func ("/issue/figure/split", test_split);
  return g_test_run ();
}
