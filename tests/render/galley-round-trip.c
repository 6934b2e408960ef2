/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-round-trip.h"

#include <galley-originals.h>
#include <galley-render.h>
#include <string.h>

#include "galley-lexical-same.h"

static JsonArray *
get_children (JsonNode *document)
{
  JsonObject *object = document != NULL && JSON_NODE_HOLDS_OBJECT (document)
                         ? json_node_get_object (document) : NULL;

  return galley_json_get_array (galley_json_get_object (object, "root"), "children");
}

/* FALSE when one picture has two sizes, which no ledger could know. */
static gboolean
add_picture (GalleyPictureMap *map, JsonObject *object, const char *const *names)
{
  const char *url = galley_json_get_string (object, names[0]);
  guint width = (guint) CLAMP (galley_json_get_int (object, names[1], 0), 0, G_MAXINT);
  guint height = (guint) CLAMP (galley_json_get_int (object, names[2], 0), 0, G_MAXINT);
  const GalleyPicturePlace *place = url != NULL ? galley_picture_map_lookup (map, url) : NULL;

  if (url == NULL || url[0] == '\0')
    return TRUE;
  if (place != NULL)
    return place->width == width && place->height == height;
  galley_picture_map_add (map, url, url, width, height);
  return TRUE;
}

/* What the pictures of a document look like, as a ledger would know it. */
static gboolean
collect (GalleyPictureMap *map, JsonNode *node)
{
  static const char *const names[][3] = {
    { "src", "width", "height" },
    { "thumbnailSrc", "thumbnailWidth", "thumbnailHeight" },
    { "imageUrl", "imageWidth", "imageHeight" },
    { "backgroundImageSrc", "backgroundImageWidth", "backgroundImageHeight" },
    { "productImageSrc", "productImageWidth", "productImageHeight" },
  };
  JsonObjectIter iter;
  JsonNode *value;

  if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      if (!collect (map, json_array_get_element (json_node_get_array (node), i)))
        return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (!add_picture (map, json_node_get_object (node), names[i]))
      return FALSE;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, NULL, &value))
    if (!collect (map, value))
      return FALSE;
  return TRUE;
}

static JsonNode *
render (GalleyIssue *issue, GalleyPictureMap *map, GHashTable *bookmarks, const GalleyOriginals *originals)
{
  GalleyRenderOptions options = { .fragment = TRUE, .pictures = map, .bookmarks = bookmarks,
                                  .originals = originals };
  g_autofree char *text = galley_render ("lexical", issue, &options, NULL);

  return text != NULL ? galley_json_parse (text, -1, NULL) : NULL;
}

static char *
dup_markdown (const char *markdown)
{
  GalleyRenderOptions options = { .fragment = TRUE };
  g_autoptr (GalleyIssue) issue = galley_issue_new (markdown, -1);

  return galley_render ("markdown", issue, &options, NULL);
}

static gboolean
is_empty (JsonObject *node)
{
  JsonArray *children = galley_json_get_array (node, "children");

  return g_strcmp0 (galley_json_get_string (node, "type"), "paragraph") == 0
         && (children == NULL || json_array_get_length (children) == 0);
}

/* Each node of @ours is shown as that of @theirs is. */
static char *
check_alike (JsonArray *theirs, JsonArray *ours)
{
  guint j = 0;

  for (guint i = 0; i < json_array_get_length (theirs); i++)
    {
      JsonObject *node = galley_json_get_item (theirs, i);

      if (is_empty (node))
        continue;
      if (j >= json_array_get_length (ours)
          || (!json_node_equal (json_array_get_element (theirs, i), json_array_get_element (ours, j))
              && !galley_lexical_same (node, galley_json_get_item (ours, j))))
        {
          g_autofree char *a = json_to_string (json_array_get_element (theirs, i), FALSE);
          g_autofree char *b = j < json_array_get_length (ours)
                                 ? json_to_string (json_array_get_element (ours, j), FALSE) : NULL;

          return g_strdup_printf ("node %u\n%s\nbecame\n%s", i, a, b);
        }
      j++;
    }
  return j == json_array_get_length (ours) || (j == 0 && json_array_get_length (ours) == 1)
           ? NULL : g_strdup_printf ("%u nodes too many", json_array_get_length (ours) - j);
}

/* One block changes: the nodes of all others are the very ones. */
static char *
check_edited (GalleyLexicalIssue *read, const GalleyOriginals *originals, JsonArray *theirs)
{
  guint chosen = read->blocks->len / 2;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GalleyIssue) issue = NULL;
  g_autoptr (JsonNode) document = NULL;
  JsonArray *ours;
  guint at = 0;

  if (read->blocks->len == 0)
    return NULL;
  for (guint i = 0; i < read->blocks->len; i++)
    g_string_append_printf (text, "%s\n\n",
                            i == chosen ? "Edited words." : ((GalleyLexicalBlock *) read->blocks->pdata[i])->markdown);
  issue = galley_issue_new (text->str, text->len);
  document = render (issue, NULL, NULL, originals);
  ours = get_children (document);
  for (guint i = 0; ours != NULL && i < read->blocks->len; i++)
    {
      const GalleyLexicalBlock *block = read->blocks->pdata[i];
      guint n = json_array_get_length (block->nodes);

      for (guint k = 0; k < n; k++)
        if (i == chosen && k == block->index)
          continue;
        else if (at + k >= json_array_get_length (ours)
            || !json_node_equal (json_array_get_element (ours, at + k), json_array_get_element (block->nodes, k)))
          return g_strdup_printf ("after an edit of block %u, block %u is another:\n%s", chosen, i, block->markdown);
      at += n;
    }
  return ours != NULL && at == json_array_get_length (ours) ? NULL : g_strdup ("an edit changed how many nodes there are");
}

static char *
check_read (const char *lexical, JsonNode *document, GalleyLexicalIssue *read)
{
  g_autoptr (GHashTable) hashes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GalleyPictureMap) map = galley_picture_map_new ();
  g_autofree char *record = galley_originals_write ("p", lexical, read, hashes, "");
  g_autoptr (GalleyOriginals) originals = galley_originals_new (record);
  g_autofree char *again = dup_markdown (read->markdown);
  g_autoptr (GalleyIssue) issue = galley_issue_new (read->markdown, -1);
  g_autoptr (JsonNode) unchanged = render (issue, NULL, NULL, originals);
  g_autoptr (JsonNode) anew = NULL;
  gboolean clear = collect (map, document);
  char *fault;

  anew = render (issue, map, read->bookmarks, NULL);
  if (strcmp (again, read->markdown) != 0)
    return g_strdup_printf ("not canonical:\n%s\nbecame\n%s", read->markdown, again);
  if (unchanged == NULL || !json_node_equal (unchanged, document))
    {
      g_autofree char *text = unchanged != NULL ? json_to_string (unchanged, FALSE) : NULL;

      return g_strdup_printf ("unedited it went back as\n%s", text);
    }
  if (anew == NULL)
    return g_strdup ("it cannot be rendered");
  fault = clear ? check_alike (get_children (document), get_children (anew)) : NULL;
  return fault != NULL ? fault : check_edited (read, originals, get_children (document));
}

static void
count (GalleyLexicalIssue *read, GalleyRoundTrip *trip)
{
  for (guint i = 0; i < read->blocks->len; i++)
    {
      const GalleyLexicalBlock *block = read->blocks->pdata[i];

      trip->n_blocks++;
      trip->n_exact += block->exact && !block->fence;
      trip->n_fences += block->fence;
    }
}

char *
galley_round_trip_check (const char *lexical, GalleyRoundTrip *trip)
{
  g_autoptr (GalleyLexicalIssue) read = galley_lexical_read (lexical, NULL, NULL);
  g_autoptr (JsonNode) document = NULL;
  g_autofree char *fault = NULL;

  if (read == NULL)
    return NULL;
  document = galley_json_parse (lexical, -1, NULL);
  if (trip != NULL)
    count (read, trip);
  fault = check_read (lexical, document, read);
  return fault != NULL ? g_strdup_printf ("%s\n— of\n%s\n— read as\n%s", fault, lexical, read->markdown) : NULL;
}

char *
galley_round_trip_check_markdown (const char *markdown)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new (markdown, -1);
  g_autoptr (JsonNode) document = render (issue, NULL, NULL, NULL);
  g_autofree char *lexical = document != NULL ? json_to_string (document, FALSE) : NULL;
  g_autoptr (GalleyLexicalIssue) read = lexical != NULL ? galley_lexical_read (lexical, NULL, NULL) : NULL;
  g_autoptr (GalleyIssue) back = NULL;
  g_autoptr (JsonNode) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *fault = NULL;

  if (lexical == NULL)
    return NULL;
  if (read == NULL)
    return g_strdup_printf ("cannot be read: %s", lexical);
  back = galley_issue_new (read->markdown, -1);
  again = render (back, NULL, read->bookmarks, NULL);
  text = again != NULL ? json_to_string (again, FALSE) : NULL;
  if (again == NULL || !json_node_equal (again, document))
    fault = again != NULL ? check_alike (get_children (document), get_children (again)) : g_strdup ("");
  if (fault != NULL)
    return g_strdup_printf ("of\n%s\n— came\n%s\n— read as\n%s\n— which is\n%s", markdown, lexical, read->markdown, text);
  return galley_round_trip_check (lexical, NULL);
}
