/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * {"visibility": ["paid", "public"], "tags": [["News"], null, ["News", "Korea"]]}: first what stood there, then
 * all that was sent instead, by this run and by those before it that nobody heard of. What the site has now was
 * put there by us when it is one of the latter; anything else is somebody's own.
 */

#include "galley-fields-before.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-content-same.h"
#include "galley-json.h"

static JsonNode *
write_value (const GalleyPostFields *fields, const char *name)
{
  const char *value = galley_post_fields_get (fields, name);
  const char *const *list = galley_post_fields_get_list (fields, name);
  JsonArray *array;

  if (list == NULL)
    return value != NULL ? json_node_init_string (json_node_alloc (), value) : json_node_init_null (json_node_alloc ());
  array = json_array_new ();
  for (gsize i = 0; list[i] != NULL; i++)
    json_array_add_string_element (array, list[i]);
  return json_node_init_array (json_node_alloc (), array);
}

static void
read_value (GalleyPostFields *fields, const char *name, JsonNode *node)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL)
    {
      galley_post_fields_set (fields, name, JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL);
      return;
    }
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (JSON_NODE_HOLDS_VALUE (json_array_get_element (array, i)))
      g_strv_builder_add (builder, json_array_get_string_element (array, i));
  list = g_strv_builder_end (builder);
  galley_post_fields_set_list (fields, name, (const char *const *) list);
}

static gboolean
is_value (JsonNode *node, const char *name, const GalleyPostFields *now, const GalleySite *site)
{
  g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();

  read_value (fields, name, node);
  return galley_content_is_same_field (name, fields, now, site);
}

/* Whether what the site has is one of @values from the @first on. */
static gboolean
has_value (JsonArray *values, guint first, const char *name, const GalleyPostFields *now, const GalleySite *site)
{
  for (guint i = first; i < json_array_get_length (values); i++)
    if (is_value (json_array_get_element (values, i), name, now, site))
      return TRUE;
  return FALSE;
}

static JsonObject *
parse (const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? galley_json_parse (text, -1, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : json_object_new ();
}

static void
add_field (JsonObject *object, const char *name, const GalleyPostFields *now, const GalleyPostFields *meant,
           const GalleySite *site)
{
  JsonArray *values = galley_json_get_array (object, name);

  if (values == NULL || !has_value (values, 0, name, now, site))
    {
      values = json_array_new ();
      json_array_add_element (values, write_value (now, name));
      json_object_set_array_member (object, name, values);
    }
  json_array_add_element (values, write_value (meant, name));
}

static const GalleySiteItem *
find_item (const char *name, const char *which, const GalleySite *site)
{
  const GalleySiteItem *item = galley_site_find_item (strcmp (name, "authors") == 0 ? site->authors : site->tiers, which);

  return item == NULL && strcmp (name, "tiers") == 0 ? galley_site_find_item (site->archived_tiers, which) : item;
}

/* A tier or an author may have left the site since, or have another name: what is there of them comes back by the
 * name it has now, and the rest goes to @gone.
 * For tiers that are all gone nobody is let in; without an author a post cannot be. */
static void
cut (GalleyPostFields *fields, const char *name, const GalleySite *site, GPtrArray *gone)
{
  const char *const *list = galley_post_fields_get_list (fields, name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) left = NULL;

  if (strcmp (name, "tiers") != 0 && (strcmp (name, "authors") != 0 || list == NULL))
    return;
  for (gsize i = 0; list != NULL && list[i] != NULL; i++)
    {
      const GalleySiteItem *item = find_item (name, list[i], site);

      if (item != NULL)
        g_strv_builder_add (builder, item->name);
      else if (gone != NULL)
        g_ptr_array_add (gone, g_strdup_printf (strcmp (name, "authors") == 0 ? _("the author “%s”")
                                                                              : _("the tier “%s”"), list[i]));
    }
  left = g_strv_builder_end (builder);
  if (left[0] == NULL && strcmp (name, "authors") == 0)
    galley_post_fields_unset (fields, name);
  else
    galley_post_fields_set_list (fields, name, (const char *const *) left);
}

/* What is left of it stands there already. A site may remember tiers of a post that is not for tiers now. */
static gboolean
is_told (const GalleyPostFields *fields, const char *name, const GalleyPostFields *now, const GalleySite *site)
{
  gboolean hidden = strcmp (name, "tiers") == 0 && g_strcmp0 (galley_post_fields_get (now, "visibility"), "tiers") != 0;

  return !hidden && galley_content_is_same_field (name, fields, now, site);
}

char *
galley_fields_before_dup (const char *kept, const GalleyPostFields *now, const GalleyPostFields *meant,
                          const GalleySite *site)
{
  g_autoptr (JsonObject) object = parse (kept);
  g_autofree const char **names = galley_post_fields_list_names (meant);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  for (gsize i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], "body") != 0)
      add_field (object, names[i], now, meant, site);
  /* Who is no longer for tiers has none, and needs them again. */
  if (galley_post_fields_has (meant, "visibility") && !galley_post_fields_has (meant, "tiers"))
    add_field (object, "tiers", now, meant, site);
  json_node_set_object (node, object);
  return galley_json_to_string (node, FALSE);
}

GalleyPostFields *
galley_fields_before_list (const char *self, const GalleyPostFields *now, const GalleySite *site, GPtrArray *gone)
{
  g_autoptr (JsonObject) object = parse (self);
  g_autoptr (GList) names = json_object_get_members (object);
  GalleyPostFields *fields = galley_post_fields_new ();

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonArray *values = galley_json_get_array (object, l->data);
      JsonNode *before = values != NULL && json_array_get_length (values) > 0 ? json_array_get_element (values, 0) : NULL;

      if (before == NULL || is_value (before, l->data, now, site) || !has_value (values, 1, l->data, now, site))
        continue;
      read_value (fields, l->data, before);
      cut (fields, l->data, site, gone);
      if (is_told (fields, l->data, now, site))
        galley_post_fields_unset (fields, l->data);
    }
  return fields;
}
