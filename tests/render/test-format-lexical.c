/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <galley-json.h>
#include <string.h>

#include "galley-test-render.h"

/* The types of the root's children, parted by blanks. */
static void
assert_types (const char *markdown,
              const char *expected)
{
  g_autofree char *text = render_fragment ("lexical", markdown, GALLEY_READER_FREE);
  g_autoptr (JsonNode) node = galley_json_parse (text, -1, NULL);
  g_autoptr (GString) types = g_string_new (NULL);
  JsonArray *children;

  g_assert_nonnull (node);
  children = galley_json_get_array (galley_json_get_object (json_node_get_object (node), "root"),
                                    "children");
  for (guint i = 0; i < json_array_get_length (children); i++)
    g_string_append_printf (types, "%s%s", i > 0 ? " " : "",
                            galley_json_get_string (galley_json_get_item (children, i), "type"));
  g_assert_cmpstr (types->str, ==, expected);
}

static void
test_types (void)
{
  assert_types ("", "paragraph");
  assert_types ("a\n\n## b\n\n> c\n\n- d\n\n---\n\n```\ne\n```\n",
                "paragraph extended-heading extended-quote list horizontalrule codeblock");
  assert_types ("a\n\n<!--members-only-->\n\n<!-- private -->\n\nb", "paragraph paywall paragraph");
  assert_types ("| a |\n|---|\n| b |\n", "html");
  assert_types ("- [ ] task\n", "html");
  assert_types ("> a\n>\n> > b\n", "html");
  assert_types ("- a\n\n  b\n", "html");
  assert_types ("a <span>b</span>\n", "html");
  assert_types ("a[^1]\n\n[^1]: Note.\n", "paragraph html");
  assert_types ("**b *bi***_i_\n", "html");
  assert_types ("> [!NOTE]\n> a\n\n> [!PULLQUOTE]\n> b\n\n> [!NOTE]\n> - c\n",
                "callout aside html");
}

static void
test_opaque (void)
{
  g_autofree char *text
    = render_fragment ("lexical", "```ghost-card\n{\"type\":\"x-new\",\"version\":3}\n```\n",
                       GALLEY_READER_EVERYTHING);
  GalleyRenderOptions options = { 0 };
  g_autoptr (GalleyIssue) broken = galley_issue_new ("```ghost-card\n{\"type\":\n```\n", -1);
  g_autoptr (GError) error = NULL;
  char *none = galley_render ("lexical", broken, &options, &error);

  assert_holds (text, "{\"type\":\"x-new\",\"version\":3}");
  g_assert_null (none);
  g_assert_nonnull (error);
}

static void
test_picture (void)
{
  g_autoptr (GalleyPictureMap) pictures = galley_picture_map_new ();
  GalleyRenderOptions options = { .pictures = pictures };
  g_autoptr (GalleyIssue) issue
    = galley_issue_new ("![Alt](a.jpg \"Cap *it*. Credit: KARI\"){.full}\n", -1);
  g_autofree char *text = NULL;

  galley_picture_map_add (pictures, "a.jpg", "https://s.example/a.jpg", 2000, 1333);
  text = galley_render ("lexical", issue, &options, NULL);
  assert_holds (text, "\"src\":\"https://s.example/a.jpg\",\"width\":2000,\"height\":1333,"
                      "\"alt\":\"Alt\",\"title\":\"\",\"caption\":\"Cap <em>it</em>. Credit: "
                      "KARI\",\"cardWidth\":\"full\",\"href\":\"\"");
}

/* A nested list is alone in an item of its own. */
static void
test_nested_list (void)
{
  g_autofree char *text = render_fragment ("lexical", "- one\n  - two\n",
                                           GALLEY_READER_EVERYTHING);

  assert_holds (text, "\"indent\":0,\"children\":[{\"type\":\"list\"");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/lexical/types", test_types);
  g_test_add_func ("/render/lexical/opaque", test_opaque);
  g_test_add_func ("/render/lexical/picture", test_picture);
  g_test_add_func ("/render/lexical/nested-list", test_nested_list);
  return g_test_run ();
}
