/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-originals.h"

#include <string.h>

struct _GalleyOriginals {
  JsonNode   *document;
  JsonArray  *blocks; /* of @document */
  GHashTable *places; /* words -> GArray of guint: the blocks that have them */
};

static const char *
get_words (const GalleyOriginals *self,
           guint                  index)
{
  return galley_json_get_string (galley_json_get_item (self->blocks, index), "markdown");
}

static JsonArray *
get_nodes (const GalleyOriginals *self,
           guint                  index)
{
  return galley_json_get_array (galley_json_get_item (self->blocks, index), "nodes");
}

GalleyOriginals *
galley_originals_new (const char *text)
{
  g_autoptr (JsonNode) document = galley_json_parse (text, -1, NULL);
  JsonObject *object = document != NULL && JSON_NODE_HOLDS_OBJECT (document)
                         ? json_node_get_object (document) : NULL;
  JsonArray *blocks = galley_json_get_array (object, "blocks");
  g_autoptr (GalleyOriginals) self = NULL;

  if (blocks == NULL || galley_json_get_string (object, "post") == NULL)
    return NULL;
  self = g_new0 (GalleyOriginals, 1);
  self->document = g_steal_pointer (&document);
  self->blocks = blocks;
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                        (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < json_array_get_length (blocks); i++)
    {
      const char *words = get_words (self, i);
      GArray *places = words != NULL ? g_hash_table_lookup (self->places, words) : NULL;

      if (words == NULL)
        return NULL;
      if (places == NULL)
        {
          places = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (self->places, (gpointer) words, places);
        }
      g_array_append_val (places, i);
    }
  return g_steal_pointer (&self);
}

void
galley_originals_free (GalleyOriginals *self)
{
  g_hash_table_unref (self->places);
  json_node_unref (self->document);
  g_free (self);
}

const char *
galley_originals_get_post (const GalleyOriginals *self)
{
  return galley_json_get_string (json_node_get_object (self->document), "post");
}

const char *
galley_originals_get_file (const GalleyOriginals *self)
{
  return galley_json_get_string (json_node_get_object (self->document), "file");
}

gboolean
galley_originals_has_picture (const GalleyOriginals *self,
                              const char            *nodes,
                              const char            *address)
{
  JsonObject *pictures
    = galley_json_get_object (json_node_get_object (self->document), "pictures");
  const char *hash = galley_json_get_string (pictures, address);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (strstr (nodes, address) != NULL)
    return TRUE;
  if (hash == NULL)
    return FALSE;
  /* One picture may lie on the site twice. */
  json_object_iter_init (&iter, pictures);
  while (json_object_iter_next (&iter, &name, &value))
    if (g_strcmp0 (galley_json_get_string (pictures, name), hash) == 0
        && strstr (nodes, name) != NULL)
      return TRUE;
  return FALSE;
}

char *
galley_originals_dup_words (GalleyIssue      *issue,
                            const GalleyNode *block)
{
  const char *text = galley_issue_get_text (issue, NULL);
  g_autoptr (GString) words = g_string_new (NULL);

  for (const char *p = text + block->start; p < text + block->end; p++)
    if (*p != '\r')
      g_string_append_c (words, *p);
  return g_strchomp (g_strdup (words->str));
}

static GPtrArray *
list_words (GalleyIssue *issue)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (const GalleyNode *block = galley_issue_get_root (issue)->first_child; block != NULL;
       block = block->next)
    g_ptr_array_add (words, galley_originals_dup_words (issue, block));
  return words;
}

/* The next place from @begin on, before @end; or the next one there is, because blocks change places;
 * or the last: a block that was copied has the nodes of the one it was copied from. */
static guint
choose_place (const GArray *places,
              guint         begin,
              guint         end,
              GHashTable   *nexts)
{
  guint next = GPOINTER_TO_UINT (g_hash_table_lookup (nexts, places));
  guint i = next;

  while (i < places->len && g_array_index (places, guint, i) < begin)
    i++;
  if (i == places->len || g_array_index (places, guint, i) >= end)
    i = next;
  g_hash_table_insert (nexts, (gpointer) places, GUINT_TO_POINTER (i + 1));
  return g_array_index (places, guint, MIN (i, places->len - 1));
}

/* A block between two that are as they were, where there was one between them, is that one, edited. */
static void
find_edited (GArray *match,
             guint   n)
{
  for (guint i = 0; i < match->len; i++)
    {
      int *place = &g_array_index (match, int, i);
      int before = i > 0 ? place[-1] : -1;
      int after = i + 1 < match->len ? place[1] : (int) n;

      if (*place == -1 && (i == 0 || before >= 0) && after == before + 2)
        *place = -2 - (before + 1);
    }
}

/* Of what stands twice, each has its own nodes: what begins and ends an issue as it did keeps its
 * place, so that one edit between two dividers does not make the one the other. */
GArray *
galley_originals_match (const GalleyOriginals *self,
                        GalleyIssue           *issue)
{
  g_autoptr (GPtrArray) words = list_words (issue);
  g_autoptr (GHashTable) nexts = g_hash_table_new (NULL, NULL);
  GArray *match = g_array_sized_new (FALSE, FALSE, sizeof (int), words->len);
  guint n = json_array_get_length (self->blocks);
  guint least = MIN (n, words->len);
  guint same = 0, last = 0, cursor;

  while (same < least && strcmp (words->pdata[same], get_words (self, same)) == 0)
    same++;
  while (last < least - same
         && strcmp (words->pdata[words->len - 1 - last], get_words (self, n - 1 - last)) == 0)
    last++;
  cursor = same;
  for (guint i = 0; i < words->len; i++)
    {
      GArray *places = g_hash_table_lookup (self->places, words->pdata[i]);
      int place = i < same                  ? (int) i
                  : i >= words->len - last  ? (int) (n - (words->len - i))
                  : places == NULL          ? -1
                                            : (int) choose_place (places, cursor, n - last, nexts);

      g_array_append_val (match, place);
      if (place >= (int) cursor)
        cursor = (guint) place + 1;
    }
  find_edited (match, n);
  return match;
}

JsonArray *
galley_originals_get_nodes (const GalleyOriginals *self,
                            guint                  index)
{
  return get_nodes (self, index);
}

/* @object with another array where it has one of that name. */
static JsonObject *
replace_array (JsonObject *object,
               const char *replaced,
               JsonArray  *array)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (strcmp (name, replaced) == 0)
      json_object_set_array_member (copy, name, json_array_ref (array));
    else
      json_object_set_member (copy, name, json_node_copy (value));
  json_array_unref (array);
  return copy;
}

static JsonObject *
replace_root (JsonObject *document,
              JsonArray  *children)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, document);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (strcmp (name, "root") == 0)
      json_object_set_object_member (copy, name,
                                     replace_array (json_node_get_object (value), "children",
                                                    json_array_ref (children)));
    else
      json_object_set_member (copy, name, json_node_copy (value));
  json_array_unref (children);
  return copy;
}

JsonObject *
galley_originals_wrap (const GalleyOriginals *self,
                       JsonArray             *children)
{
  JsonObject *frame = galley_json_get_object (json_node_get_object (self->document), "frame");
  JsonObject *root = galley_json_get_object (frame, "root");

  if (galley_json_get_array (root, "children") == NULL)
    return NULL;
  if (json_array_get_length (children) > 0)
    return replace_root (frame, children);
  json_array_unref (children);
  return json_object_ref (frame);
}

gboolean
galley_originals_is_blank (const GalleyOriginals *self)
{
  JsonObject *frame = galley_json_get_object (json_node_get_object (self->document), "frame");
  JsonArray *children = galley_json_get_array (galley_json_get_object (frame, "root"), "children");

  return children != NULL && json_array_get_length (children) > 0;
}

gboolean
galley_originals_is_same (const GalleyOriginals *self,
                          GalleyIssue           *issue)
{
  guint n = 0;

  for (const GalleyNode *block = galley_issue_get_root (issue)->first_child; block != NULL;
       block = block->next, n++)
    {
      g_autofree char *words = galley_originals_dup_words (issue, block);

      if (n >= json_array_get_length (self->blocks) || strcmp (words, get_words (self, n)) != 0)
        return FALSE;
    }
  return n == json_array_get_length (self->blocks);
}

char *
galley_originals_write (const char               *post,
                        const char               *lexical,
                        const GalleyLexicalIssue *issue,
                        GHashTable               *hashes,
                        const char               *file)
{
  g_autoptr (JsonNode) source = lexical != NULL ? galley_json_parse (lexical, -1, NULL) : NULL;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObject *pictures = json_object_new ();
  JsonArray *blocks = json_array_new ();
  GHashTableIter iter;
  gpointer address, hash;

  json_node_take_object (node, object);
  json_object_set_string_member (object, "post", post);
  json_object_set_string_member (object, "file", file);
  json_object_set_object_member (object, "pictures", pictures);
  g_hash_table_iter_init (&iter, hashes);
  while (g_hash_table_iter_next (&iter, &address, &hash))
    json_object_set_string_member (pictures, address, hash);
  if (source != NULL && JSON_NODE_HOLDS_OBJECT (source)
      && galley_json_get_object (json_node_get_object (source), "root") != NULL)
    json_object_set_object_member (object, "frame",
                                   issue->blocks->len > 0
                                     ? replace_root (json_node_get_object (source), json_array_new ())
                                     : json_object_ref (json_node_get_object (source)));
  for (guint i = 0; i < issue->blocks->len; i++)
    {
      const GalleyLexicalBlock *block = issue->blocks->pdata[i];
      JsonObject *item = json_object_new ();

      json_object_set_string_member (item, "markdown", block->markdown);
      if (lexical != NULL)
        json_object_set_array_member (item, "nodes", json_array_ref (block->nodes));
      json_array_add_object_element (blocks, item);
    }
  json_object_set_array_member (object, "blocks", blocks);
  return galley_json_to_string (node, FALSE);
}
