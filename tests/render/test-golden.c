/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <galley-json.h>
#include <galley-render.h>
#include <string.h>

/* Every tests/golden/NAME.md against the files beside it. GALLEY_BLESS=1 writes them anew. */

static const struct {
  const char *format;
  const char *suffix;
} faces[] = {
  { "web", ".web.html" },
  { "email", ".email.html" },
  { "text", ".txt" },
  { "lexical", ".lexical.json" },
};

static GHashTable *
new_bookmarks (void)
{
  GHashTable *bookmarks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                 (GDestroyNotify) json_object_unref);
  g_autoptr (JsonNode) node
    = galley_json_parse ("{\"metadata\":{\"title\":\"Article title\",\"description\":\"Desc\","
                         "\"icon\":\"https://example.org/icon.png\",\"author\":\"Author\","
                         "\"publisher\":\"Publisher\","
                         "\"thumbnail\":\"https://example.org/thumb.jpg\"}}",
                         -1, NULL);
  g_autoptr (JsonNode) film
    = galley_json_parse ("{\"type\":\"video\",\"html\":\"<iframe src=\\\"https://example.org/player\\\">"
                         "</iframe>\",\"title\":\"A film\"}",
                         -1, NULL);

  g_hash_table_insert (bookmarks, (gpointer) "https://example.org/article",
                       json_object_ref (json_node_get_object (node)));
  g_hash_table_insert (bookmarks, (gpointer) "https://example.org/film",
                       json_object_ref (json_node_get_object (film)));
  return bookmarks;
}

/* One element of Lexical a line, so that a difference can be read. */
static char *
break_lines (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "{\"type\"", -1);

  return g_strjoinv ("\n{\"type\"", parts);
}

static void
compare (const char *path,
         const char *actual)
{
  g_autofree char *expected = NULL;
  g_autofree char *with_newline = g_strconcat (actual, "\n", NULL);
  g_autoptr (GError) error = NULL;

  if (g_getenv ("GALLEY_BLESS") != NULL)
    {
      g_file_set_contents (path, with_newline, -1, &error);
      g_assert_no_error (error);
      return;
    }
  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (with_newline, ==, expected);
}

static void
test_golden (gconstpointer data)
{
  const char *path = data;
  g_autoptr (GalleyPictureMap) pictures = galley_picture_map_new ();
  g_autoptr (GHashTable) bookmarks = new_bookmarks ();
  GalleyRenderOptions options = { .fragment = TRUE, .pictures = pictures, .bookmarks = bookmarks };
  g_autofree char *text = NULL;
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".md"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyIssue) issue = NULL;
  gsize length;

  galley_picture_map_add (pictures, "assets/hall.jpg", "assets/hall.jpg", 2000, 1333);
  galley_picture_map_add (pictures, "assets/small.png", "assets/small.png", 40, 30);
  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  issue = galley_issue_new (text, length);
  for (guint i = 0; i < G_N_ELEMENTS (faces); i++)
    {
      g_autofree char *name = g_strconcat (stem, faces[i].suffix, NULL);
      g_autofree char *raw = galley_render (faces[i].format, issue, &options, &error);
      g_autofree char *actual = NULL;

      g_assert_no_error (error);
      actual = g_str_has_suffix (name, ".json") ? break_lines (raw) : g_strdup (raw);
      compare (name, actual);
    }
}

/* The blocks of the preview are the fragment, cut where the root's children are. */
static void
test_blocks (gconstpointer data)
{
  const char *path = data;
  static const char *const formats[] = { "web", "email" };
  g_autofree char *text = NULL;
  g_autoptr (GalleyIssue) issue = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  issue = galley_issue_new (text, length);
  for (guint reader = GALLEY_READER_EVERYTHING; reader <= GALLEY_READER_PAID; reader++)
    for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
      {
        GalleyRenderOptions options = { .fragment = TRUE, .reader = reader };
        const GalleyFormat *format = galley_render_find_format (formats[i]);
        g_autofree char *whole = format->render (issue, &options, NULL);
        g_autoptr (GPtrArray) blocks = format->render_blocks (issue, &options);
        g_autoptr (GString) joined = g_string_new (NULL);

        for (guint j = 0; j < blocks->len; j++)
          g_string_append (joined, ((GalleyRenderedBlock *) blocks->pdata[j])->html);
        g_assert_cmpstr (joined->str, ==, whole);
      }
}

/* What a card is made of has looks of its own: an icon without a size fills the page. These are nothing
 * but a picture, a frame or code. */
static gboolean
is_plain (const char *card)
{
  return g_str_equal (card, "image") || g_str_equal (card, "embed") || g_str_equal (card, "code");
}

static void
test_dressed (gconstpointer data)
{
  g_autofree char *stem = g_strndup (data, strlen (data) - strlen (".md"));
  g_autofree char *html_path = g_strconcat (stem, ".web.html", NULL);
  g_autofree char *css_path = g_build_filename (g_getenv ("GALLEY_SOURCE_ROOT"), "src", "core", "render",
                                                "web.css", NULL);
  g_autofree char *html = NULL;
  g_autofree char *css = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("kg-([a-z]+)-card[ \"]", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert_true (g_file_get_contents (css_path, &css, NULL, NULL));
  g_assert_true (g_file_get_contents (html_path, &html, NULL, NULL));
  g_regex_match (regex, html, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *card = g_match_info_fetch (match, 1);
      g_autofree char *class = g_strdup_printf (".kg-%s-", card);

      if (!is_plain (card) && strstr (css, class) == NULL)
        {
          g_test_message ("no looks for %s", card);
          g_test_fail ();
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_test_init (&argc, &argv, NULL);
  folder = g_build_filename (g_getenv ("GALLEY_SOURCE_ROOT"), "tests", "golden", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *stem = NULL;
      g_autofree char *test = NULL;
      g_autofree char *blocks = NULL;
      g_autofree char *dressed = NULL;

      if (!g_str_has_suffix (name, ".md"))
        continue;
      stem = g_strndup (name, strlen (name) - strlen (".md"));
      test = g_strconcat ("/render/golden/", stem, NULL);
      blocks = g_strconcat ("/render/blocks/", stem, NULL);
      dressed = g_strconcat ("/render/dressed/", stem, NULL);
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
      g_test_add_data_func (test, paths->pdata[paths->len - 1], test_golden);
      g_test_add_data_func (blocks, paths->pdata[paths->len - 1], test_blocks);
      g_test_add_data_func (dressed, paths->pdata[paths->len - 1], test_dressed);
    }
  g_assert_cmpuint (paths->len, >, 10);
  return g_test_run ();
}
