/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <galley-lexical-reader.h>
#include <galley-render.h>
#include <string.h>

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

/* Written again it stays the same. */
static void
assert_canonical (const char *markdown)
{
  GalleyRenderOptions options = { .fragment = TRUE };
  g_autoptr (GalleyIssue) issue = galley_issue_new (markdown, -1);
  g_autofree char *again = galley_render ("markdown", issue, &options, NULL);

  g_assert_cmpstr (again, ==, markdown);
}

static GalleyLexicalIssue *
read_nodes (const char *children)
{
  g_autofree char *lexical
    = g_strdup_printf ("{\"root\":{\"type\":\"root\",\"version\":1,\"children\":[%s]}}", children);
  g_autoptr (GError) error = NULL;
  GalleyLexicalIssue *issue = galley_lexical_read (lexical, NULL, &error);

  g_assert_no_error (error);
  assert_canonical (issue->markdown);
  return issue;
}

/* Galley's own documents come back node for node. */
static void
test_golden (void)
{
  g_autofree char *folder
    = g_build_filename (g_getenv ("GALLEY_SOURCE_ROOT"), "tests", "golden", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *lexical = NULL;
      g_autoptr (GalleyLexicalIssue) issue = NULL;
      g_autoptr (GError) error = NULL;

      if (!g_str_has_suffix (name, ".lexical.json"))
        continue;
      lexical = load ("golden", name);
      issue = galley_lexical_read (lexical, NULL, &error);
      g_assert_no_error (error);
      assert_canonical (issue->markdown);
      for (guint i = 0; i < issue->blocks->len; i++)
        {
          const GalleyLexicalBlock *block = issue->blocks->pdata[i];
          gboolean words = strcmp (name, "issue.lexical.json") == 0
                           || strcmp (name, "formats.lexical.json") == 0;

          if (words && (block->fence || !block->exact))
            g_error ("%s is not the same again: %s", name, block->markdown);
        }
      n++;
    }
  g_assert_cmpuint (n, >, 10);
}

/* What a real server stored. The others are shown alike, and their own nodes kept. */
static void
test_nodes (void)
{
  static const char *const exact[] = {
    "paragraph", "text formats bitmask", "linebreak", "extended-heading", "extended-quote", "aside",
    "list bullet", "list ordered start=3", "horizontalrule", "image wide+href", "html",
    "html paid only", "html web only", "codeblock no caption", "callout plain no emoji", "button",
    "bookmark", "email", "paywall", "signup", NULL,
  };
  static const char *const same[] = {
    "link", "list nested", "image regular", "image full", "image external no size", "gallery",
    "callout", "toggle", "embed youtube", "file", "audio", "video", "product", "header v2",
    "call-to-action minimal", "call-to-action immersive", NULL,
  };
  static const char *const fences[] = {
    "list check (rendered as plain ul)", "markdown", "header v1", "transistor",
    "at-link (unfinished, dropped)", "tk", NULL,
  };
  g_autofree char *text = load ("render", "ghost-nodes.json");
  g_autoptr (JsonNode) all = galley_json_parse (text, -1, NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  guint n = 0;

  json_object_iter_init (&iter, json_node_get_object (all));
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autofree char *json = json_to_string (node, FALSE);
      g_autoptr (GalleyLexicalIssue) issue = read_nodes (json);
      const GalleyLexicalBlock *block = issue->blocks->pdata[0];

      g_test_message ("%s: %s", name, block->markdown);
      g_assert_cmpuint (issue->blocks->len, ==, 1);
      g_assert_true (json_node_equal (json_array_get_element (block->nodes, 0), node));
      if (g_strv_contains (exact, name) && (block->fence || !block->exact))
        g_error ("“%s” does not come back: %s", name, block->markdown);
      if (g_strv_contains (same, name) && block->fence)
        g_error ("“%s” has no Markdown: %s", name, block->markdown);
      if (g_strv_contains (fences, name) && !block->fence)
        g_error ("“%s” is not kept: %s", name, block->markdown);
      n += g_strv_contains (exact, name) || g_strv_contains (same, name)
           || g_strv_contains (fences, name);
    }
  g_assert_cmpuint (n, ==, g_strv_length ((char **) exact) + g_strv_length ((char **) same)
                             + g_strv_length ((char **) fences));
}

#define TEXT(format, words)                                                                        \
  "{\"type\":\"extended-text\",\"version\":1,\"text\":\"" words "\",\"format\":" #format               \
  ",\"detail\":0,\"mode\":\"normal\",\"style\":\"\"}"
#define PARAGRAPH(children)                                                                        \
  "{\"type\":\"paragraph\",\"version\":1,\"direction\":null,\"format\":\"\",\"indent\":0,"             \
  "\"children\":[" children "]}"
#define LIST(kind, children)                                                                       \
  "{\"type\":\"list\",\"version\":1,\"listType\":\"" kind "\",\"start\":1,\"tag\":\"ul\",\"children\":["  \
  children "]}"
#define ITEM(children)                                                                             \
  "{\"type\":\"listitem\",\"version\":1,\"value\":1,\"children\":[" children "]}"

static void
assert_read (const char *children,
             const char *expected)
{
  g_autoptr (GalleyLexicalIssue) issue = read_nodes (children);

  g_assert_cmpstr (issue->markdown, ==, expected);
}

static void
test_words (void)
{
  /* What people leave bold in the editor. */
  assert_read (PARAGRAPH (TEXT (1, "bold ") "," TEXT (0, "and not")), "**bold** and not\n");
  assert_read (PARAGRAPH (TEXT (0, "a") "," TEXT (1, " ") "," TEXT (0, "b")), "a b\n");
  assert_read (PARAGRAPH (TEXT (1, "한국(韓國)") "," TEXT (0, "은")), "**한국(韓國)**<!-- -->은\n");
  assert_read (PARAGRAPH (TEXT (0, "1. x")) "," PARAGRAPH (TEXT (0, "# y [z](w) *v* <b>")),
               "1\\. x\n\n\\# y \\[z\\](w) \\*v\\* \\<b>\n");
  assert_read (PARAGRAPH (TEXT (0, "https://a.b me@c.d 1~2~3")),
               "https\\://a.b me<!-- -->@c.d 1\\~2\\~3\n");
}

static void
test_blocks (void)
{
  g_autoptr (GalleyLexicalIssue) empty = read_nodes (PARAGRAPH (""));
  g_autoptr (GalleyLexicalIssue) trailing
    = read_nodes (PARAGRAPH (TEXT (0, "a")) "," PARAGRAPH ("") "," PARAGRAPH (""));

  g_assert_cmpstr (empty->markdown, ==, "");
  g_assert_cmpuint (trailing->blocks->len, ==, 1);
  g_assert_cmpuint (json_array_get_length (((GalleyLexicalBlock *) trailing->blocks->pdata[0])->nodes),
                    ==, 3);
  assert_read (PARAGRAPH ("") "," PARAGRAPH (TEXT (0, "a")), "a\n");
  assert_read (LIST ("bullet", ITEM (TEXT (0, "a"))) "," LIST ("bullet", ITEM (TEXT (0, "b"))) ","
               LIST ("bullet", ITEM (TEXT (0, "c"))), "- a\n\n* b\n\n- c\n");
  assert_read ("{\"type\":\"horizontalrule\",\"version\":1}", "***\n");
  /* What stands between two dividers is no front matter. */
  assert_read ("{\"type\":\"horizontalrule\",\"version\":1}," PARAGRAPH (TEXT (0, "Note: a"))
               ",{\"type\":\"horizontalrule\",\"version\":1}", "***\n\nNote: a\n\n---\n");
  assert_read ("{\"type\":\"paywall\"},{\"type\":\"paywall\"}",
               "<!--members-only-->\n\n```ghost-card\n{\"type\":\"paywall\"}\n```\n");
  /* It would swallow what follows it. */
  assert_read ("{\"type\":\"html\",\"html\":\"<script>\"}," PARAGRAPH (TEXT (0, "a")),
               "```ghost-card\n{\"type\":\"html\",\"html\":\"<script>\"}\n```\n\na\n");
  /* A comment alone would never leave the machine again. */
  assert_read ("{\"type\":\"html\",\"html\":\"<!-- x -->\"}",
               "```ghost-card\n{\"type\":\"html\",\"html\":\"<!-- x -->\"}\n```\n");
  assert_read (PARAGRAPH (TEXT (0, "a") ",{\"type\":\"mystery\"}"),
               "```ghost-card\n" PARAGRAPH (TEXT (0, "a") ",{\"type\":\"mystery\"}") "\n```\n");
}

/* The editor's own spans and doubled elements say nothing. */
static void
test_markup (void)
{
  assert_read ("{\"type\":\"toggle\",\"heading\":\"<span style=\\\"white-space: pre-wrap;\\\">H</span>\","
               "\"content\":\"<p dir=\\\"ltr\\\"><span>a </span><b><strong>b</strong></b></p><ul><li>c</li>"
               "<li>d</li></ul>\"}",
               "> [!TOGGLE] H\n> a **b**\n>\n> - c\n> - d\n");
  assert_read ("{\"type\":\"callout\",\"calloutText\":\"<strong>T</strong><br>a<br><br>b &amp; c\","
               "\"calloutEmoji\":\"⚠️\",\"backgroundColor\":\"yellow\"}",
               "> [!WARNING] T\n> a\n>\n> b & c\n");
  assert_read ("{\"type\":\"email\",\"version\":1,\"html\":\"<div class=\\\"x\\\">a</div>\"}",
               "> [!EMAIL]\n> <div class=\"x\">a</div>\n");
}

static void
test_hostile (void)
{
  static const char *const broken[] = {
    "", "null", "[]", "{}", "{\"root\":[]}", "{\"root\":{\"children\":{}}}",
    "{\"root\":{\"children\":[1]}}", "{\"root\":{\"children\":[{}]}}", "<html>",
    "{\"root\":{\"children\":[{\"type\":7}]}}",
  };
  static const char *const odd[] = {
    "{\"type\":\"image\"}", "{\"type\":\"image\",\"src\":7,\"alt\":[]}", "{\"type\":\"list\"}",
    "{\"type\":\"list\",\"listType\":\"number\",\"start\":-5,\"children\":[1,{}]}",
    "{\"type\":\"paragraph\",\"children\":[7]}", "{\"type\":\"extended-heading\",\"tag\":\"h9\"}",
    "{\"type\":\"gallery\",\"images\":[1,2]}", "{\"type\":\"callout\",\"calloutText\":\"<b\"}",
    "{\"type\":\"bookmark\",\"url\":\"javascript:x\",\"metadata\":{}}", "{\"type\":\"signup\",\"labels\":[[]]}",
    "{\"type\":\"html\",\"html\":null,\"visibility\":7}", "{\"type\":\"link\",\"url\":\"x\"}",
    "{\"type\":\"codeblock\",\"code\":\"```\\r\\n\"}", "{\"type\":\"html\",\"html\":\"\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (galley_lexical_read (broken[i], NULL, &error));
      g_assert_nonnull (error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (GalleyLexicalIssue) issue = read_nodes (odd[i]);

      g_assert_cmpuint (issue->blocks->len, ==, 1);
    }
}

static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GalleyLexicalIssue) issue = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append (text, "{\"type\":\"list\",\"listType\":\"bullet\",\"children\":[" ITEM (TEXT (0, "a"))
                           ",{\"type\":\"listitem\",\"children\":[");
  g_string_append (text, "{\"type\":\"linebreak\"}");
  for (guint i = 0; i < 60; i++)
    g_string_append (text, "]}]}");
  issue = read_nodes (text->str);
  g_assert_true (((GalleyLexicalBlock *) issue->blocks->pdata[0])->fence);
}

/* A picture that was brought home stands in the issue by its path. */
static void
test_pictures (void)
{
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GalleyLexicalIssue) issue = NULL;

  g_hash_table_insert (paths, (gpointer) "https://s.example/a.jpg", (gpointer) "assets/a.jpg");
  issue = galley_lexical_read ("{\"root\":{\"children\":[{\"type\":\"image\",\"version\":1,\"src\":"
                               "\"https://s.example/a.jpg\",\"width\":20,\"height\":10,\"alt\":\"A\","
                               "\"title\":\"\",\"caption\":\"C\",\"cardWidth\":\"wide\",\"href\":\"\"}]}}",
                               paths, NULL);
  g_assert_cmpstr (issue->markdown, ==, "![A](assets/a.jpg \"C\"){.wide}\n");
  g_assert_true (((GalleyLexicalBlock *) issue->blocks->pdata[0])->exact);
  g_assert_cmpuint (issue->pictures->len, ==, 1);
  g_assert_cmpstr (issue->pictures->pdata[0], ==, "https://s.example/a.jpg");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/lexical-reader/golden", test_golden);
  g_test_add_func ("/render/lexical-reader/nodes", test_nodes);
  g_test_add_func ("/render/lexical-reader/words", test_words);
  g_test_add_func ("/render/lexical-reader/blocks", test_blocks);
  g_test_add_func ("/render/lexical-reader/markup", test_markup);
  g_test_add_func ("/render/lexical-reader/hostile", test_hostile);
  g_test_add_func ("/render/lexical-reader/deep", test_deep);
  g_test_add_func ("/render/lexical-reader/pictures", test_pictures);
  return g_test_run ();
}
