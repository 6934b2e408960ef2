/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-lexical-same.h"

#include <galley-face.h>
#include <string.h>

#include "galley-html-reader.h"
#include "galley-pieces.h"

#define MAX_DEPTH 60

/* What only the editor looks at, or nobody. */
static const char *const unseen[] = { "direction", "format", "indent", "style", "mode", "detail",
                                      "value", "rel", "target", "textFormat", "textStyle",
                                      "fileName", "accentColor", NULL };
/* Fields of cards whose text is HTML. */
static const char *const markup[] = { "caption", "calloutText", "heading", "content", "header",
                                      "subheader", "disclaimer", "textValue", "sponsorLabel",
                                      "productDescription", NULL };

static gboolean
add_node (GArray     *pieces,
          JsonObject *node,
          gboolean    linked)
{
  const char *type = galley_json_get_string (node, "type");
  const char *text = galley_json_get_string (node, "text");
  gint64 format = galley_json_get_int (node, "format", 0);

  if (g_strcmp0 (type, "linebreak") == 0)
    galley_pieces_add (pieces, GALLEY_PIECE_BREAK, 0, NULL, 0);
  else if (g_strcmp0 (type, "tab") == 0)
    galley_pieces_add (pieces, GALLEY_PIECE_TEXT, 0, "\t", 1);
  else if ((g_strcmp0 (type, "extended-text") == 0 || g_strcmp0 (type, "text") == 0) && text != NULL)
    galley_pieces_add (pieces, GALLEY_PIECE_TEXT, (guint) (format & GALLEY_PIECE_FORMATS), text, -1);
  else if (g_strcmp0 (type, "link") == 0 && !linked)
    {
      const char *url = galley_json_get_string (node, "url");
      JsonArray *children = galley_json_get_array (node, "children");

      if (url == NULL || children == NULL)
        return FALSE;
      galley_pieces_add_link (pieces, url, NULL);
      for (guint i = 0; i < json_array_get_length (children); i++)
        if (galley_json_get_item (children, i) == NULL
            || !add_node (pieces, galley_json_get_item (children, i), TRUE))
          return FALSE;
      galley_pieces_add (pieces, GALLEY_PIECE_LINK_END, 0, NULL, 0);
    }
  else
    return FALSE;
  return TRUE;
}

GArray *
galley_lexical_pieces (JsonArray *children)
{
  g_autoptr (GArray) pieces = galley_pieces_new ();

  for (guint i = 0; children != NULL && i < json_array_get_length (children); i++)
    {
      JsonObject *node = galley_json_get_item (children, i);

      if (node == NULL || !add_node (pieces, node, FALSE))
        return NULL;
    }
  galley_pieces_normalize (pieces);
  return g_steal_pointer (&pieces);
}

static gboolean
same_words (JsonArray *original,
            JsonArray *ours)
{
  g_autoptr (GArray) a = galley_lexical_pieces (original);
  g_autoptr (GArray) b = galley_lexical_pieces (ours);

  if (a == NULL || b == NULL)
    return FALSE;
  galley_pieces_hoist (a);
  galley_pieces_hoist (b);
  return galley_pieces_equal (a, b);
}

static const char *
get_type (JsonObject *node)
{
  const char *type = galley_json_get_string (node, "type");

  if (type == NULL)
    return "";
  return g_str_has_prefix (type, "extended-") ? type + strlen ("extended-") : type;
}

static gboolean
is_empty (JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) == 0;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_size (json_node_get_object (node)) == 0;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node)[0] == '\0';
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return !json_node_get_boolean (node);
  return json_node_get_double (node) == 0;
}

static gboolean
same_markup (JsonNode *a,
             JsonNode *b)
{
  g_autofree char *x = NULL;
  g_autofree char *y = NULL;

  if (json_node_get_value_type (a) != G_TYPE_STRING || json_node_get_value_type (b) != G_TYPE_STRING)
    return FALSE;
  x = galley_html_reader_dup_shape (json_node_get_string (a));
  y = galley_html_reader_dup_shape (json_node_get_string (b));
  return strcmp (x, y) == 0;
}

/* Older Ghosts said it in other words. */
static gboolean
is_for_everyone (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *segment = galley_json_get_string (object, "segment");

  return object != NULL && !json_object_has_member (object, "web")
         && galley_json_get_boolean (object, "showOnWeb", TRUE)
         && galley_json_get_boolean (object, "showOnEmail", TRUE)
         && !galley_json_get_boolean (object, "emailOnly", FALSE)
         && (segment == NULL || segment[0] == '\0');
}

static gboolean
is_open (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *web = galley_json_get_object (object, "web");
  JsonObject *email = galley_json_get_object (object, "email");

  return galley_json_get_boolean (web, "nonMember", FALSE)
         && g_strcmp0 (galley_json_get_string (web, "memberSegment"), GALLEY_FACE_EVERYONE) == 0
         && g_strcmp0 (galley_json_get_string (email, "memberSegment"), GALLEY_FACE_EVERYONE) == 0;
}

/* What stands there says nothing. */
static gboolean
says_nothing (const char *name,
              JsonNode   *value)
{
  return is_empty (value)
         || (strcmp (name, "visibility") == 0 && (is_open (value) || is_for_everyone (value)));
}

static gboolean same_object (JsonObject *original,
                             JsonObject *ours,
                             guint       depth);

static gboolean
same_array (JsonArray *original,
            JsonArray *ours,
            guint      depth)
{
  if (json_array_get_length (original) != json_array_get_length (ours))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (original); i++)
    {
      JsonObject *a = galley_json_get_item (original, i);
      JsonObject *b = galley_json_get_item (ours, i);

      if (a == NULL || b == NULL
            ? !json_node_equal (json_array_get_element (original, i),
                                json_array_get_element (ours, i))
            : !same_object (a, b, depth + 1))
        return FALSE;
    }
  return TRUE;
}

/* A list beside words is not theirs: an item holds one or the other. */
static gboolean
holds_list (JsonArray *children)
{
  return json_array_get_length (children) == 1
         && g_strcmp0 (get_type (galley_json_get_item (children, 0)), "list") == 0;
}

static gboolean
same_children (const char *type,
               JsonArray  *original,
               JsonArray  *ours,
               guint       depth)
{
  if (strcmp (type, "list") == 0)
    return same_array (original, ours, depth);
  if (strcmp (type, "listitem") == 0 && holds_list (original) && holds_list (ours))
    return same_array (original, ours, depth);
  return same_words (original, ours);
}

static gboolean
same_member (const char *type,
             const char *name,
             JsonNode   *a,
             JsonNode   *b,
             guint       depth)
{
  if (strcmp (name, "type") == 0)
    return TRUE;
  if (strcmp (name, "children") == 0 && JSON_NODE_HOLDS_ARRAY (a) && JSON_NODE_HOLDS_ARRAY (b))
    return same_children (type, json_node_get_array (a), json_node_get_array (b), depth);
  if (JSON_NODE_HOLDS_ARRAY (a) && JSON_NODE_HOLDS_ARRAY (b))
    return same_array (json_node_get_array (a), json_node_get_array (b), depth);
  if (g_strv_contains (markup, name)
      || (strcmp (name, "html") == 0 && strcmp (type, "html") != 0 && strcmp (type, "embed") != 0))
    return json_node_equal (a, b) || (is_empty (a) && is_empty (b)) || same_markup (a, b);
  if (strcmp (name, "visibility") == 0 && is_for_everyone (a))
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (a) && JSON_NODE_HOLDS_OBJECT (b))
    return same_object (json_node_get_object (a), json_node_get_object (b), depth + 1);
  return json_node_equal (a, b) || (is_empty (a) && is_empty (b));
}

static gboolean
is_unseen (const char *type,
           const char *name)
{
  gboolean picture = strcmp (type, "image") == 0 || type[0] == '\0';

  if (picture && (strcmp (name, "title") == 0 || strcmp (name, "width") == 0
                  || strcmp (name, "height") == 0))
    return TRUE;
  return g_strv_contains (unseen, name);
}

static gboolean
same_object (JsonObject *original,
             JsonObject *ours,
             guint       depth)
{
  const char *type = get_type (original);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (depth > MAX_DEPTH || strcmp (type, get_type (ours)) != 0)
    return FALSE;
  json_object_iter_init (&iter, original);
  while (json_object_iter_next (&iter, &name, &value))
    {
      JsonNode *other = json_object_get_member (ours, name);

      if (is_unseen (type, name))
        continue;
      if (other != NULL ? !same_member (type, name, value, other, depth) : !says_nothing (name, value))
        return FALSE;
    }
  return TRUE;
}

gboolean
galley_lexical_same (JsonObject *original,
                     JsonObject *ours)
{
  return same_object (original, ours, 0);
}
