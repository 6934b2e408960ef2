/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The README's recipe for a card, followed: the file that it shows, and its one name. Nothing else of
 * the program was built anew for it. */

#include <galley-card-complete.h>
#include <galley-card-form.h>
#include <galley-json.h>
#include <galley-render.h>
#include <string.h>

static const char text[] = "> [!SPOILER]\n> Who **did** it.\n>\n> - the butler\n";

static char *
render (const char *format)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);
  GalleyRenderOptions options = { .fragment = TRUE };
  g_autoptr (GError) error = NULL;
  char *result = galley_render (format, issue, &options, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (galley_issue_get_n_findings (issue), ==, 0);
  return result;
}

static void
test_faces (void)
{
  g_autofree char *web = render ("web");
  g_autofree char *email = render ("email");
  g_autofree char *plain = render ("text");
  g_autofree char *markdown = render ("markdown");

  g_assert_cmpstr (g_strstrip (web), ==,
                   "<!--kg-card-begin: html-->\n<div class=\"spoiler\"><p>Who <strong>did</strong> it.</p>"
                   "<ul><li>the butler</li></ul></div>\n<!--kg-card-end: html-->");
  g_assert_nonnull (strstr (email, "<div class=\"spoiler\"><p style=\""));
  g_assert_nonnull (strstr (plain, "Who did it."));
  g_assert_cmpstr (markdown, ==, text);
}

/* Ghost has no node for it: it is an HTML card with the same markup. */
static void
test_lexical (void)
{
  g_autofree char *lexical = render ("lexical");
  g_autoptr (JsonNode) document = galley_json_parse (lexical, -1, NULL);
  JsonObject *root = json_object_get_object_member (json_node_get_object (document), "root");
  JsonObject *card = json_array_get_object_element (json_object_get_array_member (root, "children"), 0);

  g_assert_cmpstr (galley_json_get_string (card, "type"), ==, "html");
  g_assert_true (g_str_has_prefix (galley_json_get_string (card, "html"), "<div class=\"spoiler\"><p>Who "));
}

/* What the window's list of cards, its form and its completion are made from. */
static void
test_window (void)
{
  const GalleyCardKind *kind = galley_card_find_kind ("spoiler");
  const GalleyCardKind *const *kinds = galley_card_list_kinds ();
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) proposals = NULL;
  g_autofree char *written = NULL;
  gsize start, cursor;

  g_assert_nonnull (kind);
  g_assert_cmpstr (kind->name, ==, "Spoiler");
  g_assert_true (g_strv_contains ((const char *const[]) { "What not everybody wants to know", NULL }, kind->description));
  while (*kinds != NULL && *kinds != kind)
    kinds++;
  g_assert_true (*kinds == kind);
  written = galley_card_form_write (kind, values, "Words.", &cursor);
  g_assert_cmpstr (written, ==, "> [!SPOILER]\n> Words.");
  proposals = galley_card_complete ("> [!SPO", "", &start);
  g_assert_cmpuint (proposals->len, ==, 1);
  g_assert_nonnull (strstr (((GalleyCardProposal *) proposals->pdata[0])->text, "SPOILER"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/recipe/faces", test_faces);
  g_test_add_func ("/render/recipe/lexical", test_lexical);
  g_test_add_func ("/render/recipe/window", test_window);
  return g_test_run ();
}
