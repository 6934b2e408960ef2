/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-json.h"

#include "galley-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* json-glib's parser calls itself for every bracket, so depth is stack. An issue's own tree stays
 * far below this. */
#define MAX_DEPTH 256

/* One of the four digits after "\u", or -1. */
static int
unicode_escape (const char *at,
                const char *end)
{
  int value = 0;

  if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
    return -1;
  for (int i = 2; i < 6; i++)
    {
      int digit = g_ascii_xdigit_value (at[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

/* Past the closing quote of the string that begins at @at; NULL when json-glib would abort on it (it
 * asserts that surrogates come in pairs) or when it does not end. */
static const char *
skip_string (const char *at,
             const char *end)
{
  for (at++; at < end && *at != '"'; at++)
    {
      int value;

      if (*at == '\0')
        return NULL;
      if (*at != '\\')
        continue;
      if (at + 1 < end && at[1] != 'u')
        {
          /* It also takes octal numbers, for bytes that are no UTF-8. */
          if (at[1] == '\0' || strchr ("\"\\/bfnrt", at[1]) == NULL)
            return NULL;
          at++;
          continue;
        }
      value = unicode_escape (at, end);
      if (value <= 0 || (value >= 0xdc00 && value <= 0xdfff))
        return NULL;
      at += 5;
      if (value >= 0xd800 && value <= 0xdbff)
        {
          value = unicode_escape (at + 1, end);
          if (value < 0xdc00 || value > 0xdfff)
            return NULL;
          at += 6;
        }
    }
  return at < end ? at + 1 : NULL;
}

/* json-glib also takes comments, assignments and single quotes; with those, this scan and the parser
 * could disagree about what is inside a string, so whatever is not JSON is refused here. */
static gboolean
is_safe (const char *text,
         gsize length)
{
  const char *end = text + length;
  int depth = 0;

  for (const char *at = text; at < end;)
    {
      if (*at == '"')
        {
          at = skip_string (at, end);
          if (at == NULL)
            return FALSE;
          continue;
        }
      if (*at == '[' || *at == '{')
        depth++;
      else if (*at == ']' || *at == '}')
        depth--;
      else if (*at == '\0' || (!g_ascii_isalnum (*at) && strchr (" \t\r\n,:+-.", *at) == NULL))
        return FALSE;
      if (depth < 0 || depth > MAX_DEPTH)
        return FALSE;
      at++;
    }
  return depth == 0;
}

/**
 * galley_json_parse:
 * @text: JSON from anywhere
 * @length: its bytes, or -1
 * @error: %GALLEY_ERROR_FAILED when it is no JSON, nested without measure, or empty
 *
 * Returns: (transfer full): the root
 */
JsonNode *
galley_json_parse (const char *text,
                   gssize length,
                   GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local = NULL;
  gsize size;
  JsonNode *root = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  if (g_utf8_validate_len (text, size, NULL) && is_safe (text, size)
      && json_parser_load_from_data (parser, text, size, &local))
    root = json_parser_steal_root (parser);
  if (root == NULL)
    g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_FAILED,
                         _ ("The data is not valid JSON."));
  return root;
}

static JsonNode *
get_member (JsonObject *object,
            const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

static GType
value_type (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node)
                                                      : G_TYPE_INVALID;
}

/**
 * galley_json_get_string:
 * @object: (nullable): an object
 * @name: a member's name
 *
 * Returns: (nullable): the string; %NULL when the member is absent or of another type
 */
const char *
galley_json_get_string (JsonObject *object,
                        const char *name)
{
  JsonNode *node = get_member (object, name);

  return value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/**
 * galley_json_get_int:
 * @object: (nullable): an object
 * @name: a member's name
 * @fallback: what to answer when the member is absent or no whole number
 *
 * Returns: the number
 */
gint64
galley_json_get_int (JsonObject *object,
                     const char *name,
                     gint64 fallback)
{
  JsonNode *node = get_member (object, name);

  return value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : fallback;
}

/**
 * galley_json_get_boolean:
 * @object: (nullable): an object
 * @name: a member's name
 * @fallback: what to answer when the member is absent or of another type
 *
 * Returns: the truth value
 */
gboolean
galley_json_get_boolean (JsonObject *object,
                         const char *name,
                         gboolean fallback)
{
  JsonNode *node = get_member (object, name);

  return value_type (node) == G_TYPE_BOOLEAN ? json_node_get_boolean (node) : fallback;
}

/**
 * galley_json_get_object:
 * @object: (nullable): an object
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): the member, when it is an object
 */
JsonObject *
galley_json_get_object (JsonObject *object,
                        const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * galley_json_get_array:
 * @object: (nullable): an object
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): the member, when it is an array
 */
JsonArray *
galley_json_get_array (JsonObject *object,
                       const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * galley_json_get_item:
 * @array: (nullable): an array
 * @index: a place in it
 *
 * Returns: (transfer none) (nullable): the item, when there is one and it is an object
 */
JsonObject *
galley_json_get_item (JsonArray *array,
                      guint index)
{
  JsonNode *node;

  if (array == NULL || index >= json_array_get_length (array))
    return NULL;
  node = json_array_get_element (array, index);
  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

char *
galley_json_to_string (JsonNode *node,
                       gboolean pretty)
{
  g_return_val_if_fail (node != NULL, NULL);

  return json_to_string (node, pretty);
}
