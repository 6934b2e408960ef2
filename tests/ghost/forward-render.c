/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <galley-card.h>
#include <galley-json.h>
#include <galley-lexical-reader.h>
#include <galley-mail-size.h>
#include <galley-render.h>
#include <stdio.h>
#include <string.h>

/* forward-render [FOLDER PREFIX [DESIGN ACCENT]] < ISSUES > FACES: a list of [TEXT, ADDRESS OF THE POST or null] as
 * JSON becomes a list of what galley-cli prints for each, {lexical, web, free, paid, error, seconds},
 * in one process, because there are some thousand of them. Pictures are looked for in FOLDER and get
 * addresses that begin with PREFIX. With a third string, a post's document, the issue is TEXT and what
 * that document is in Markdown, and comes back as "markdown".
 * DESIGN: the settings of a newsletter that the mails are for, as JSON; ACCENT: the site's colour.
 * forward-render --sizes < LIST, forward-render --cards: see below. */

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

/* The sizes of the pictures of a post's document, which in an issue are those of its files. */
static void
add_sizes (JsonNode         *node,
           GalleyPictureMap *pictures)
{
  static const char *const members[][3] = {
    { "src", "width", "height" },
    { "imageUrl", "imageWidth", "imageHeight" },
    { "productImageSrc", "productImageWidth", "productImageHeight" },
  };
  g_autoptr (GList) nodes = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    nodes = json_array_get_elements (json_node_get_array (node));
  else if (JSON_NODE_HOLDS_OBJECT (node))
    nodes = json_object_get_values (json_node_get_object (node));
  for (GList *item = nodes; item != NULL; item = item->next)
    add_sizes (item->data, pictures);
  for (guint i = 0; JSON_NODE_HOLDS_OBJECT (node) && i < G_N_ELEMENTS (members); i++)
    {
      JsonObject *object = json_node_get_object (node);
      const char *src = galley_json_get_string (object, members[i][0]);

      if (src != NULL)
        galley_picture_map_add (pictures, src, src, galley_json_get_int (object, members[i][1], 0),
                                galley_json_get_int (object, members[i][2], 0));
    }
}

/* The Markdown of a post's document, and what it knows of the addresses in it. */
static char *
read_document (const char *head,
               const char *document,
               GHashTable *bookmarks)
{
  g_autoptr (GalleyLexicalIssue) read = galley_lexical_read (document, NULL, NULL);
  GHashTableIter iter;
  gpointer url, metadata;

  if (read == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, read->bookmarks);
  while (g_hash_table_iter_next (&iter, &url, &metadata))
    g_hash_table_replace (bookmarks, (gpointer) g_intern_string (url), json_object_ref (metadata));
  return g_strconcat (head, read->markdown, NULL);
}

static JsonObject *
render (JsonArray  *item,
        const char *folder,
        const char *prefix,
        const GalleyMailDesign *design)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GHashTable) bookmarks = new_bookmarks ();
  const char *head = json_array_get_string_element (item, 0);
  const char *document = json_array_get_length (item) > 2 ? json_array_get_string_element (item, 2) : NULL;
  g_autofree char *markdown = document != NULL ? read_document (head, document, bookmarks) : g_strdup (head);
  g_autoptr (GalleyIssue) issue = galley_issue_new (markdown != NULL ? markdown : "", -1);
  g_auto (GStrv) sources = galley_issue_list_pictures (issue);
  g_autoptr (GalleyPictureMap) pictures = NULL;
  GalleyRenderOptions options = { .fragment = TRUE, .design = design };
  JsonObject *result = json_object_new ();

  if (document != NULL)
    json_object_set_string_member (result, "markdown", markdown);

  if (folder != NULL)
    pictures = galley_picture_map_new_for_folder ((const char *const *) sources, folder, prefix);
  if (folder != NULL && document != NULL)
    {
      g_autoptr (JsonNode) node = galley_json_parse (document, -1, NULL);

      add_sizes (node, pictures);
    }
  options.pictures = pictures;
  options.post_url = json_array_get_string_element (item, 1);
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

static int
print (JsonArray *results)
{
  g_autoptr (JsonNode) output = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *text = NULL;

  json_node_set_array (output, results);
  text = galley_json_to_string (output, FALSE);
  return fputs (text, stdout) == EOF;
}

/* [[id, [[option, fallback, value…]…]]…]; without values any text is allowed. */
static int
print_cards (void)
{
  const GalleyCardKind *const *kinds = galley_card_list_kinds ();
  g_autoptr (JsonArray) results = json_array_new ();

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      JsonArray *kind = json_array_new ();
      JsonArray *options = json_array_new ();

      for (const GalleyCardOption *option = kinds[i]->options; option != NULL && option->name != NULL; option++)
        {
          JsonArray *words = json_array_new ();

          json_array_add_string_element (words, option->name);
          json_array_add_string_element (words, option->fallback);
          for (guint k = 0; option->values != NULL && option->values[k] != NULL; k++)
            json_array_add_string_element (words, option->values[k]);
          json_array_add_array_element (options, words);
        }
      json_array_add_string_element (kind, kinds[i]->id);
      json_array_add_array_element (kind, options);
      json_array_add_array_element (results, kind);
    }
  return print (results);
}

/* A list of [ISSUE, TOTAL, BODY, NEXT]: the server's mail of ISSUE had TOTAL bytes, its body BODY (0:
 * nothing is known); what is expected of NEXT. */
static int
print_sizes (JsonArray *items)
{
  g_autoptr (JsonArray) results = json_array_new ();

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonArray *item = json_array_get_array_element (items, i);
      g_autoptr (GalleyIssue) issue = galley_issue_new (json_array_get_string_element (item, 0), -1);
      g_autoptr (GalleyIssue) next = galley_issue_new (json_array_get_string_element (item, 3), -1);
      gsize total = json_array_get_int_element (item, 1);
      GalleyMailOverhead learned
        = galley_mail_size_learn (issue, NULL, total, json_array_get_int_element (item, 2));
      g_autoptr (GalleyMailSize) size = galley_mail_size_new (next, NULL, total > 0 ? &learned : NULL);

      json_array_add_int_element (results, size->total);
    }
  return print (results);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GString) input = g_string_new (NULL);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonArray) results = json_array_new ();
  g_autoptr (JsonNode) settings = argc > 3 ? galley_json_parse (argv[3], -1, NULL) : NULL;
  g_autoptr (GalleyMailDesign) design
    = settings != NULL ? galley_mail_design_new (json_node_get_object (settings), argc > 4 ? argv[4] : NULL)
                       : NULL;
  g_autoptr (GError) error = NULL;
  char buffer[65536];
  gsize length;

  if (argc == 2 && g_str_equal (argv[1], "--cards"))
    return print_cards ();
  while ((length = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    g_string_append_len (input, buffer, length);
  node = galley_json_parse (input->str, input->len, &error);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return 2;
  if (argc == 2 && g_str_equal (argv[1], "--sizes"))
    return print_sizes (json_node_get_array (node));
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonArray *item = json_array_get_array_element (json_node_get_array (node), i);

      json_array_add_object_element (results, render (item, argc > 2 ? argv[1] : NULL,
                                                      argc > 2 ? argv[2] : NULL, design));
    }
  return print (results);
}
