/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "galley-test-render.h"

#define GATED "---\nvisibility: paid\n---\nBefore.\n\n<!--members-only-->\n\nSecret.\n"

static void
test_sizes (void)
{
  g_autoptr (GalleyPictureMap) pictures = galley_picture_map_new ();
  GalleyRenderOptions options = { .fragment = TRUE, .pictures = pictures };
  g_autoptr (GalleyIssue) issue
    = galley_issue_new ("![big](big.jpg)\n\n![small](small.jpg)\n\n![none](none.jpg)\n", -1);
  g_autofree char *mail = NULL;

  galley_picture_map_add (pictures, "big.jpg", "cid:1", 2000, 1333);
  galley_picture_map_add (pictures, "small.jpg", "cid:2", 40, 30);
  mail = galley_render ("email", issue, &options, NULL);
  assert_holds (mail, "src=\"cid:1\" class=\"kg-image\" alt=\"big\" loading=\"lazy\" "
                      "width=\"600\" height=\"400\"");
  assert_holds (mail, "width=\"40\" height=\"30\"");
  assert_holds (mail, "width=\"auto\" height=\"auto\"");
}

static void
test_readers (void)
{
  g_autofree char *free_one = render_fragment ("email", GATED, GALLEY_READER_FREE);
  g_autofree char *paid = render_fragment ("email", GATED, GALLEY_READER_PAID);

  assert_lacks (free_one, "Secret");
  assert_holds (free_one, "Before");
  assert_holds (paid, "Secret");
}

static void
test_cards (void)
{
  const char *markdown = "> [!EMAIL] {for=free}\n> Upgrade {first_name, \"there\"}.\n\n"
                         "> [!WEB]\n> Page.\n\n> [!PAID]\n> Paying.\n";
  g_autofree char *free_one = render_fragment ("email", markdown, GALLEY_READER_FREE);
  g_autofree char *paid = render_fragment ("email", markdown, GALLEY_READER_PAID);

  assert_holds (free_one, "Upgrade {first_name, \"there\"}.");
  assert_lacks (free_one, "Page.");
  assert_lacks (free_one, "Paying.");
  assert_lacks (paid, "Upgrade");
  assert_holds (paid, "Paying.");
}

static void
test_frame (void)
{
  GalleyRenderOptions options = { .reader = GALLEY_READER_FREE,
                                  .newsletter_name = "Focus on Korea",
                                  .accent_color = "red; position: fixed" };
  g_autoptr (GalleyIssue) issue
    = galley_issue_new ("---\ntitle: T\nsubtitle: Deck\nvisibility: paid\n---\n[x](https://a.b)\n\n"
                        "<!--members-only-->\n\nSecret.\n", -1);
  g_autofree char *mail = galley_render ("email", issue, &options, NULL);

  assert_holds (mail, "role=\"presentation\"");
  assert_holds (mail, "width=\"600\"");
  assert_holds (mail, "Focus on Korea");
  assert_holds (mail, "target=\"_blank\"");
  assert_holds (mail, "This post is for paying subscribers only");
  assert_lacks (mail, "position: fixed");
  assert_lacks (mail, "<style");
  assert_lacks (mail, "Secret");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/email/sizes", test_sizes);
  g_test_add_func ("/render/email/readers", test_readers);
  g_test_add_func ("/render/email/cards", test_cards);
  g_test_add_func ("/render/email/frame", test_frame);
  return g_test_run ();
}
