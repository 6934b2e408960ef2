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

static GalleyMailDesign *
new_design (const char *json,
            const char *accent)
{
  g_autoptr (JsonNode) node = json != NULL ? galley_json_parse (json, -1, NULL) : NULL;

  return galley_mail_design_new (node != NULL ? json_node_get_object (node) : NULL, accent);
}

/* The newsletter's own colours, fonts, head and foot; nothing that is no colour gets into a style. */
static void
test_design (void)
{
  g_autoptr (GalleyMailDesign) design = new_design (
    "{\"name\":\"Focus\",\"background_color\":\"#102030\",\"title_font_category\":\"serif\","
    "\"body_font_category\":\"sans_serif\",\"title_alignment\":\"center\",\"link_color\":\"#ff8800\","
    "\"divider_color\":\"red;position:fixed\",\"section_title_color\":\"accent\","
    "\"title_font_weight\":\"medium\",\"header_image\":\"https://a.b/head.png\","
    "\"show_excerpt\":false,\"show_header_name\":true,\"footer_content\":\"<p>Foot</p>\"}",
    "#abcdef");
  GalleyRenderOptions options = { .design = design, .site_title = "Korea", .site_icon = "https://a.b/i.png",
                                  .accent_color = "#abcdef" };
  g_autoptr (GalleyIssue) issue
    = galley_issue_new ("---\ntitle: T\nsubtitle: Deck\n---\n## H\n\n[x](https://a.b)\n\n---\n", -1);
  g_autofree char *mail = galley_render ("email", issue, &options, NULL);

  assert_holds (mail, "background-color: #102030");
  assert_holds (mail, "color: #ff8800; text-decoration: underline");
  assert_holds (mail, "font-family: Georgia, 'Noto Serif', serif; font-weight: 500; margin: 1.5em");
  assert_holds (mail, "color: #abcdef;\">H</h2>");
  assert_holds (mail, "text-align: center; color: #ffffff;\">T</h1>");
  assert_holds (mail, "src=\"https://a.b/head.png\"");
  assert_holds (mail, "src=\"https://a.b/i.png\"");
  assert_holds (mail, "Focus</p>");
  assert_holds (mail, "<p>Foot</p>");
  assert_holds (mail, "Unsubscribe");
  assert_lacks (mail, "position:fixed");
  assert_lacks (mail, ">Deck</p>");
}

static void
test_buttons (void)
{
  g_autoptr (GalleyMailDesign) fill
    = new_design ("{\"button_color\":\"#ffe000\",\"button_corners\":\"pill\"}", NULL);
  g_autoptr (GalleyMailDesign) outline
    = new_design ("{\"button_color\":null,\"button_style\":\"outline\"}", NULL);
  GalleyRenderOptions options = { .fragment = TRUE, .design = fill };
  g_autoptr (GalleyIssue) issue = galley_issue_new ("> [!BUTTON]\n> [x](https://a.b)\n", -1);
  g_autofree char *first = galley_render ("email", issue, &options, NULL);
  g_autofree char *second = NULL;

  options.design = outline;
  second = galley_render ("email", issue, &options, NULL);
  assert_holds (first, "border-radius: 9999px; background-color: #ffe000;");
  assert_holds (first, "color: #000000;\">x</a>");
  assert_holds (second, "border: 1px solid #000000;");
  assert_lacks (second, "bgcolor");
}

static void
test_ink (void)
{
  g_assert_cmpstr (galley_mail_design_get_ink ("#ffffff"), ==, "#000000");
  g_assert_cmpstr (galley_mail_design_get_ink ("#fff"), ==, "#000000");
  g_assert_cmpstr (galley_mail_design_get_ink ("#ff1a75"), ==, "#ffffff");
  g_assert_cmpstr (galley_mail_design_get_ink ("#15f"), ==, "#ffffff");
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
  g_test_add_func ("/render/email/design", test_design);
  g_test_add_func ("/render/email/buttons", test_buttons);
  g_test_add_func ("/render/email/ink", test_ink);
  return g_test_run ();
}
