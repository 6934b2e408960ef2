/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "galley-test-render.h"

#define GATED "---\nvisibility: paid\n---\nBefore.\n\n<!--members-only-->\n\nSecret.\n"

/* What a server of that version wrote for the same content. */
static void
test_ghost (void)
{
  assert_fragment ("web",
                   "Plain **bold** *italic* ~~strike~~ <u>under</u> `code` <mark>mark</mark> "
                   "[link](https://x.example/?a=1&b=2)\\\nafter break",
                   "<p>Plain <strong>bold</strong> <em>italic</em> <s>strike</s> <u>under</u> "
                   "<code>code</code> <mark>mark</mark> "
                   "<a href=\"https://x.example/?a=1&amp;b=2\">link</a><br>after break</p>");
  assert_fragment ("web", "### Ünï & co", "<h3 id=\"%C3%BCn%C3%AF-co\">Ünï &amp; co</h3>");
  assert_fragment ("web", "> Quoted line one\\\n> line two",
                   "<blockquote>Quoted line one<br>line two</blockquote>");
  assert_fragment ("web", "- one\n  1. one.1\n  2. one.2\n- two",
                   "<ul><li>one<ol><li>one.1</li><li>one.2</li></ol></li><li>two</li></ul>");
  assert_fragment ("web", "3. three\n4. four", "<ol start=\"3\"><li>three</li><li>four</li></ol>");
  assert_fragment ("web", "a\n\n---\n\nb", "<p>a</p><hr><p>b</p>");
  assert_fragment ("web", "```\nplain\n```", "<pre><code>plain</code></pre>");
  assert_fragment ("web", "![x](https://img.example/pic.jpg)",
                   "<figure class=\"kg-card kg-image-card\"><img "
                   "src=\"https://img.example/pic.jpg\" class=\"kg-image\" alt=\"x\" "
                   "loading=\"lazy\"></figure>");
  assert_fragment ("web", "<p>web</p>\n",
                   "\n<!--kg-card-begin: html-->\n<p>web</p>\n<!--kg-card-end: html-->\n");
}

static void
test_heading_ids (void)
{
  assert_fragment ("web", "## A b\n\n## A b\n\n## A b",
                   "<h2 id=\"a-b\">A b</h2><h2 id=\"a-b-1\">A b</h2><h2 id=\"a-b-2\">A b</h2>");
  assert_fragment ("web", "## A b[^n] c\n\n[^n]: N",
                   "<h2 id=\"a-b1-c\">A b<a href=\"#fn1\"><sup>1</sup></a> c</h2>\n"
                   "<!--kg-card-begin: html-->\n<hr><ol class=\"footnotes\"><li id=\"fn1\"><p>N</p></li></ol>\n"
                   "<!--kg-card-end: html-->\n");
}

static void
test_own_tags (void)
{
  /* Each inside the other, or not at all: mail programs read it in their own ways otherwise. */
  assert_fragment ("web", "**<span>a</span> b**",
                   "\n<!--kg-card-begin: html-->\n<p><span><strong>a</strong></span><strong> b</strong></p>\n"
                   "<!--kg-card-end: html-->\n");
}

static void
test_readers (void)
{
  g_autofree char *all = render_fragment ("web", GATED, GALLEY_READER_EVERYTHING);
  g_autofree char *anonymous = render_fragment ("web", GATED, GALLEY_READER_ANONYMOUS);
  g_autofree char *free_one = render_fragment ("web", GATED, GALLEY_READER_FREE);
  g_autofree char *paid = render_fragment ("web", GATED, GALLEY_READER_PAID);

  g_assert_cmpstr (all, ==, "<p>Before.</p><!--members-only--><p>Secret.</p>");
  g_assert_cmpstr (anonymous, ==, "<p>Before.</p>");
  g_assert_cmpstr (free_one, ==, "<p>Before.</p>");
  g_assert_cmpstr (paid, ==, all);
}

static void
test_public_is_open (void)
{
  g_autofree char *text = render_fragment ("web", "a\n\n<!--members-only-->\n\nb",
                                           GALLEY_READER_ANONYMOUS);

  assert_holds (text, "<p>b</p>");
}

static void
test_gated_blocks (void)
{
  const char *markdown = "> [!PAID]\n> Paying.\n\n> [!FREE]\n> Gratis.\n";
  g_autofree char *anonymous = render_fragment ("web", markdown, GALLEY_READER_ANONYMOUS);
  g_autofree char *paid = render_fragment ("web", markdown, GALLEY_READER_PAID);

  assert_lacks (anonymous, "Paying");
  assert_holds (anonymous, "Gratis");
  assert_holds (paid, "Paying");
  assert_lacks (paid, "Gratis");
  assert_lacks (paid, "kg-gated-block");
}

/* A picture in HTML of the writer's own goes where the others go; what is not one stays as it is. */
static void
test_raw_pictures (void)
{
  static const struct { const char *markdown, *html; } rows[] = {
    { "<div><img class=x src=\"a.png\" alt=\">\"></div>\n", "<div><img class=x src=\"https://s/1&amp;2.png\" alt=\">\"></div>" },
    { "<div><IMG src = a.png ></div>\n", "<div><IMG src = \"https://s/1&amp;2.png\" ></div>" },
    { "<div><img src='a.png'><img data-src='a.png'><img src='b.png'></div>\n",
      "<div><img src='https://s/1&amp;2.png'><img data-src='a.png'><img src='b.png'></div>" },
    { "Text <img src='a.png'> goes on.\n", "<p>Text <img src='https://s/1&amp;2.png'> goes on.</p>" },
    { "<div><imgx src='a.png'><img></div>\n", "<div><imgx src='a.png'><img></div>" },
    { "<div><img src='a.png\n", "<div><img src='a.png" },
  };
  g_autoptr (GalleyPictureMap) pictures = galley_picture_map_new ();
  GalleyRenderOptions options = { .fragment = TRUE, .pictures = pictures };

  galley_picture_map_add (pictures, "a.png", "https://s/1&2.png", 1, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GalleyIssue) issue = galley_issue_new (rows[i].markdown, -1);
      g_autofree char *html = galley_render ("web", issue, &options, NULL);

      assert_holds (html, rows[i].html);
    }
}

static void
test_hostile (void)
{
  g_autofree char *link = render_fragment ("web", "[x](java&#10;script:alert(1)) <JaVaScript:x>",
                                           GALLEY_READER_EVERYTHING);
  g_autofree char *private = render_fragment ("web", "a\n\n<!-- TK secret -->\n\nb",
                                              GALLEY_READER_EVERYTHING);

  assert_lacks (link, "href=\"java");
  assert_lacks (link, "href=\"Java");
  g_assert_cmpstr (private, ==, "<p>a</p><p>b</p>");
}

static void
test_page (void)
{
  GalleyRenderOptions options = { .reader = GALLEY_READER_FREE, .accent_color = "#12ab34" };
  g_autoptr (GalleyIssue) issue
    = galley_issue_new ("---\ntitle: A <b>\nsubtitle: Deck\nimage: a.jpg\nimage-alt: Alt\n"
                        "image-caption: Cap\nimage-credit: KARI\nvisibility: paid\n---\nText.\n\n"
                        "<!--members-only-->\n\nSecret.\n", -1);
  g_autofree char *page = galley_render ("web", issue, &options, NULL);

  assert_holds (page, "<!DOCTYPE html>");
  assert_holds (page, "<h1>A &lt;b&gt;</h1>");
  assert_holds (page, "Deck");
  assert_holds (page, "alt=\"Alt\"");
  assert_holds (page, "<figcaption>Cap Credit: KARI</figcaption>");
  assert_holds (page, "#12ab34");
  assert_holds (page, "<section class=\"gh-content\" id=\"galley-body\"><p>Text.</p></section>");
  assert_holds (page, "This post is for paying subscribers only");
  assert_lacks (page, "Secret");
}

/* Everything, as the page an editor keeps, with the cut drawn. */
static void
test_cut (void)
{
  GalleyRenderOptions options = { 0 };
  g_autoptr (GalleyIssue) issue = galley_issue_new (GATED, -1);
  g_autofree char *page = galley_render ("web", issue, &options, NULL);

  assert_holds (page, "<!--members-only--><div class=\"galley-paywall\"");
  assert_holds (page, "Secret");
}

static void
test_caption (void)
{
  g_autofree char *html = galley_render_caption ("The \"Nuri\" & *more* [x](https://a.example)");
  g_autofree char *none = galley_render_caption (NULL);

  g_assert_cmpstr (html, ==,
                   "The \"Nuri\" &amp; <em>more</em> <a href=\"https://a.example\">x</a>");
  g_assert_cmpstr (none, ==, "");
}

static void
test_unknown_format (void)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new ("", 0);
  g_autoptr (GError) error = NULL;
  char *text = galley_render ("troff", issue, NULL, &error);

  g_assert_null (text);
  g_assert_nonnull (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/web/ghost", test_ghost);
  g_test_add_func ("/render/web/heading-ids", test_heading_ids);
  g_test_add_func ("/render/web/own-tags", test_own_tags);
  g_test_add_func ("/render/web/readers", test_readers);
  g_test_add_func ("/render/web/public-is-open", test_public_is_open);
  g_test_add_func ("/render/web/gated-blocks", test_gated_blocks);
  g_test_add_func ("/render/web/hostile", test_hostile);
  g_test_add_func ("/render/web/page", test_page);
  g_test_add_func ("/render/web/cut", test_cut);
  g_test_add_func ("/render/web/caption", test_caption);
  g_test_add_func ("/render/web/unknown-format", test_unknown_format);
  g_test_add_func ("/render/web/raw-pictures", test_raw_pictures);
  return g_test_run ();
}
