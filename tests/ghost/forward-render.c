/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <galley-json.h>
#include <galley-render.h>
#include <stdio.h>
#include <string.h>

/* forward-render [FOLDER PREFIX] < ISSUES > FACES: a list of [TEXT, ADDRESS OF THE POST or null] as
 * JSON becomes a list of what galley-cli prints for each, {lexical, web, free, paid, error, seconds},
 * in one process, because there are some thousand of them. Pictures are looked for in FOLDER and get
 * addresses that begin with PREFIX. */

static const struct {
  const char  *name;
  const char  *format;
  GalleyReader reader;
} faces[] = {
  { "lexical", "lexical", GALLEY_READER_EVERYTHING },
  { "web", "web", GALLEY_READER_EVERYTHING },
  { "free", "email", GALLEY_READER_FREE },
  { "paid", "email", GALLEY_READER_PAID },
};

/* What a site would have said of two addresses. */
static GHashTable *
new_bookmarks (void)
{
  static const char *const known[][2] = {
    { "https://example.org/article",
      "{\"metadata\":{\"title\":\"Article & title\",\"description\":\"Desc\","
      "\"icon\":\"https://example.org/icon.png\",\"author\":\"Author\","
      "\"publisher\":\"Publisher\",\"thumbnail\":\"https://example.org/thumb.jpg\"}}" },
    { "https://example.org/film",
      "{\"type\":\"video\",\"html\":\"<iframe src=\\\"https://example.org/player\\\"></iframe>\","
      "\"title\":\"A film\",\"thumbnail_url\":\"https://example.org/film.jpg\","
      "\"thumbnail_width\":480,\"thumbnail_height\":270}" },
  };
  GHashTable *bookmarks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                 (GDestroyNotify) json_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (JsonNode) node = galley_json_parse (known[i][1], -1, NULL);

      g_hash_table_insert (bookmarks, (gpointer) known[i][0],
                           json_object_ref (json_node_get_object (node)));
    }
  return bookmarks;
}

static JsonObject *
render (const char *markdown,
        const char *post_url,
        const char *folder,
        const char *prefix)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GalleyIssue) issue = galley_issue_new (markdown, -1);
  g_auto (GStrv) sources = galley_issue_list_pictures (issue);
  g_autoptr (GalleyPictureMap) pictures = NULL;
  g_autoptr (GHashTable) bookmarks = new_bookmarks ();
  GalleyRenderOptions options = { .fragment = TRUE };
  JsonObject *result = json_object_new ();

  if (folder != NULL)
    pictures = galley_picture_map_new_for_folder ((const char *const *) sources, folder, prefix);
  options.pictures = pictures;
  options.post_url = post_url;
  options.bookmarks = bookmarks;
  for (guint i = 0; i < G_N_ELEMENTS (faces); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      options.reader = faces[i].reader;
      text = galley_render (faces[i].format, issue, &options, &error);
      json_object_set_string_member (result, text != NULL ? faces[i].name : "error",
                                     text != NULL ? text : error->message);
    }
  json_object_set_double_member (result, "seconds",
                                 (g_get_monotonic_time () - begin) / (double) G_TIME_SPAN_SECOND);
  return result;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GString) input = g_string_new (NULL);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) output = json_node_new (JSON_NODE_ARRAY);
  g_autoptr (JsonArray) results = json_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  char buffer[65536];
  gsize length;

  while ((length = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    g_string_append_len (input, buffer, length);
  node = galley_json_parse (input->str, input->len, &error);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return 2;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonArray *pair = json_array_get_array_element (json_node_get_array (node), i);

      json_array_add_object_element (results, render (json_array_get_string_element (pair, 0),
                                                      json_array_get_string_element (pair, 1),
                                                      argc > 2 ? argv[1] : NULL,
                                                      argc > 2 ? argv[2] : NULL));
    }
  json_node_set_array (output, results);
  text = galley_json_to_string (output, FALSE);
  return fputs (text, stdout) == EOF;
}
