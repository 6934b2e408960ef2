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

/* A node of a type that the server does not know cuts everything behind it off, without a word. */
static void
assert_known (JsonNode   *node,
              const char *path)
{
  static const char *const known[] = {
    "root", "paragraph", "extended-text", "linebreak", "link", "extended-heading", "extended-quote",
    "aside", "list", "listitem", "horizontalrule", "codeblock", "image", "gallery", "html", "callout",
    "toggle", "button", "bookmark", "embed", "email", "email-cta", "call-to-action", "paywall",
    "signup", "header", "file", "video", "audio", "product", NULL,
  };
  g_autoptr (GList) nodes = NULL;
  const char *type = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    nodes = json_array_get_elements (json_node_get_array (node));
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      nodes = json_object_get_values (json_node_get_object (node));
      /* What an embed keeps of the page that it shows has a type of its own. */
      if (json_object_has_member (json_node_get_object (node), "version")
          && !json_object_has_member (json_node_get_object (node), "provider_name"))
        type = galley_json_get_string (json_node_get_object (node), "type");
    }
  if (type != NULL && !g_strv_contains (known, type))
    g_error ("%s: the server does not know “%s”", path, type);
  for (GList *item = nodes; item != NULL; item = item->next)
    assert_known (item->data, path);
}

static void
test_known_types (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "golden", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autofree char *lexical = NULL;
      g_autoptr (JsonNode) node = NULL;

      if (!g_str_has_suffix (name, ".md"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      lexical = render_fragment ("lexical", text, GALLEY_READER_EVERYTHING);
      node = galley_json_parse (lexical, -1, NULL);
      assert_known (node, name);
      n++;
    }
  g_assert_cmpuint (n, >, 20);
}

/* Texts in each other's place where the server's tree holds text alone: they would be one word. */
static void
test_glued (void)
{
  g_autofree char *quote = render_fragment ("lexical", "> one\n>\n> two\n", GALLEY_READER_EVERYTHING);
  g_autofree char *callout
    = render_fragment ("lexical", "> [!NOTE] T\n> one\n>\n> two\n", GALLEY_READER_EVERYTHING);

  assert_holds (quote, "\"one\",\"format\":0,\"detail\":0,\"mode\":\"normal\",\"style\":\"\"},"
                       "{\"type\":\"linebreak\",\"version\":1},{\"type\":\"linebreak\",\"version\":1},");
  assert_holds (callout, "\"calloutText\":\"<strong>T</strong><br>one<br><br>two\"");
  assert_types ("- one\n\n  two\n", "html");
  assert_types ("- one\n\n  > two\n", "html");
  assert_types ("- > one\n", "html");
  assert_types ("> one\n>\n> - two\n", "html");
  assert_types ("> # one\n> two\n", "html");
}

/* Runs that overlap without nesting come out of the server in another format. */
static void
test_overlap (void)
{
  assert_types ("**a *b***_c_\n", "html");
  assert_types ("<u>a<mark>b</mark></u><mark>c</mark>\n", "html");
  assert_types ("<sub>a<sup>b</sup></sub><sup>c</sup>\n", "html");
  assert_types ("## ~~a**b**~~**c**\n", "html");
  assert_types ("- ~~a**b**~~**c**\n", "html");
  assert_types ("> ~~a**b**~~**c**\n", "html");
  assert_types ("**a *b*** *c*\n", "paragraph");
  assert_types ("***a** b*\n\n**a *b* c**\n\n***a***\n", "paragraph paragraph paragraph");
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
  g_test_add_func ("/render/lexical/server-bugs/unknown-types", test_known_types);
  g_test_add_func ("/render/lexical/server-bugs/glued", test_glued);
  g_test_add_func ("/render/lexical/server-bugs/overlap", test_overlap);
  return g_test_run ();
}
