/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-ghost-fields.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-json.h"

/* The document Ghost takes for an empty post; one without a child is refused. */
#define EMPTY_BODY \
  "{\"root\":{\"type\":\"root\",\"version\":1,\"direction\":null,\"format\":\"\",\"indent\":0,\"children\":[" \
  "{\"type\":\"paragraph\",\"version\":1,\"direction\":null,\"format\":\"\",\"indent\":0,\"children\":[]}]}}"

typedef struct {
  const GalleyConnection *connection;
  const GalleySite       *site;
  const GalleyPostFields *fields;
  JsonObject             *json;
} Job;

typedef enum {
  KIND_TEXT,    /* cleared with null */
  KIND_FLAG,
  KIND_KEPT,    /* cannot be cleared */
} Kind;

static const struct {
  const char *name;
  const char *ghost;
  Kind        kind;
} scalars[] = {
  { "title", "title", KIND_KEPT },
  { "slug", "slug", KIND_KEPT },
  { "subtitle", "custom_excerpt", KIND_TEXT },
  { "featured", "featured", KIND_FLAG },
  { "image", "feature_image", KIND_TEXT },
  { "image-alt", "feature_image_alt", KIND_TEXT },
  { "image-caption", "feature_image_caption", KIND_TEXT },
  { "email-subject", "email_subject", KIND_TEXT },
  { "email-only", "email_only", KIND_FLAG },
  { "canonical", "canonical_url", KIND_TEXT },
  { "meta-title", "meta_title", KIND_TEXT },
  { "meta-description", "meta_description", KIND_TEXT },
  { "og-image", "og_image", KIND_TEXT },
  { "og-title", "og_title", KIND_TEXT },
  { "og-description", "og_description", KIND_TEXT },
  { "twitter-image", "twitter_image", KIND_TEXT },
  { "twitter-title", "twitter_title", KIND_TEXT },
  { "twitter-description", "twitter_description", KIND_TEXT },
  { "published-at", "published_at", KIND_TEXT },
  { "marker", "codeinjection_foot", KIND_KEPT },
};

static gboolean
is_true (const char *value)
{
  static const char *const words[] = { "true", "yes", "on", "1" };
  for (guint i = 0; value && i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (value, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
add_scalars (Job *job)
{
  for (guint i = 0; i < G_N_ELEMENTS (scalars); i++)
    {
      const char *value = galley_post_fields_get (job->fields, scalars[i].name);
      gboolean empty = !value || *value == '\0';
      if (!galley_post_fields_has (job->fields, scalars[i].name))
        continue;
      switch (scalars[i].kind)
        {
        case KIND_FLAG:
          json_object_set_boolean_member (job->json, scalars[i].ghost, is_true (value));
          break;
        case KIND_TEXT:
          if (empty)
            json_object_set_null_member (job->json, scalars[i].ghost);
          else
            json_object_set_string_member (job->json, scalars[i].ghost, value);
          break;
        case KIND_KEPT:
          if (!empty)
            json_object_set_string_member (job->json, scalars[i].ghost, value);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

static void
add_reference (JsonArray  *array,
               const char *name,
               const char *value)
{
  JsonObject *object = json_object_new ();
  json_object_set_string_member (object, name, value);
  json_array_add_object_element (array, object);
}

/* Ghost takes "news" for another tag than "News" and would make a second one, so that those it has go
 * by their ids. Two spellings of one tag are one. */
static void
add_tags (Job *job)
{
  if (!galley_post_fields_has (job->fields, "tags"))
    return;
  const char *const *list = galley_post_fields_get_list (job->fields, "tags");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *array = json_array_new ();
  for (guint i = 0; list && list[i]; i++)
    {
      g_autofree char *name = g_strstrip (g_strdup (list[i]));
      if (*name == '\0')
        continue;
      const GalleySiteItem *tag = job->site ? galley_site_find_item (job->site->tags, name) : NULL;
      if (!g_hash_table_add (seen, tag ? g_strdup (tag->id) : g_utf8_casefold (name, -1)))
        continue;
      add_reference (array, tag ? "id" : "name", tag ? tag->id : name);
    }
  json_object_set_array_member (job->json, "tags", array);
}

/* NULL, and the first that neither @items nor @others, which may be NULL, have in @missing. */
static JsonArray *
find_all (GPtrArray          *items,
          GPtrArray          *others,
          const char *const  *list,
          const char        **missing)
{
  g_autoptr (JsonArray) array = json_array_new ();
  for (guint i = 0; list && list[i]; i++)
    {
      const GalleySiteItem *item = items ? galley_site_find_item (items, list[i]) : NULL;
      if (!item && others)
        item = galley_site_find_item (others, list[i]);
      if (!item)
        {
          *missing = list[i];
          return NULL;
        }
      add_reference (array, "id", item->id);
    }
  return g_steal_pointer (&array);
}

/* Ghost gives a post whose author it does not know to the owner of the site without a word. The
 * token of an author or a contributor has to name itself. */
static gboolean
add_authors (Job       *job,
             gboolean   creating,
             GError   **error)
{
  const char *const *list = galley_post_fields_get_list (job->fields, "authors");
  gboolean given = list && list[0];
  const char *own = job->site ? job->site->key_owner_id : NULL;
  if (own && ((given && job->site->key_owner_only_self) || (creating && !given)))
    {
      JsonArray *array = json_array_new ();
      add_reference (array, "id", own);
      json_object_set_array_member (job->json, "authors", array);
      return TRUE;
    }
  if (!given)
    return TRUE;
  const char *missing = NULL;
  JsonArray *array = find_all (job->site ? job->site->authors : NULL, NULL, list, &missing);
  if (!array)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED, _("“%s” has no author “%s”."),
                   galley_account_get_site (job->connection->account), missing);
      return FALSE;
    }
  json_object_set_array_member (job->json, "authors", array);
  return TRUE;
}

/* A word Ghost does not know ends in a plain 500, and a tier it does not know in a post that nobody
 * can read. */
static gboolean
add_visibility (Job       *job,
                gboolean   creating,
                GError   **error)
{
  static const char *const words[] = { "public", "members", "paid", "tiers", NULL };
  const char *site = galley_account_get_site (job->connection->account);
  const char *visibility = galley_post_fields_get (job->fields, "visibility");
  const char *const *list = galley_post_fields_get_list (job->fields, "tiers");
  /* With one, a new post of such a key is a plain 500, and a change of it is refused. */
  if (job->site && (job->site->lacks & GALLEY_RIGHT_VISIBILITY))
    return TRUE;
  if (visibility && *visibility)
    {
      if (!g_strv_contains (words, visibility))
        {
          g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                       _("“%s” has no visibility “%s”."), site, visibility);
          return FALSE;
        }
      json_object_set_string_member (job->json, "visibility", visibility);
    }
  gboolean by_tier = g_strcmp0 (visibility, "tiers") == 0;
  gboolean given = galley_post_fields_has (job->fields, "tiers");
  /* An empty list is for nobody at all: what a post comes back to whose tiers are gone. */
  gboolean nobody = (by_tier || !visibility) && !creating && list && !list[0];
  if (by_tier && !nobody && (creating || given) && (!list || !list[0]))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                   _("A post for tiers on “%s” must name at least one tier."), site);
      return FALSE;
    }
  if (!nobody && (!list || !list[0] || (visibility && !by_tier)))
    return TRUE;
  const char *missing = NULL;
  JsonArray *array = find_all (job->site ? job->site->tiers : NULL, job->site ? job->site->archived_tiers : NULL,
                               list, &missing);
  if (!array)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED, _("“%s” has no tier “%s”."), site, missing);
      return FALSE;
    }
  json_object_set_array_member (job->json, "tiers", array);
  return TRUE;
}

static gboolean
add_status (Job       *job,
            gboolean   creating,
            GError   **error)
{
  static const char *const words[] = { "draft", "published", "scheduled", NULL };
  const char *status = galley_post_fields_get (job->fields, "status");
  if (creating)
    status = "draft";
  if (!status || *status == '\0')
    return TRUE;
  if (!g_strv_contains (words, status))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED, _("“%s” knows no status “%s”."),
                   galley_account_get_site (job->connection->account), status);
      return FALSE;
    }
  json_object_set_string_member (job->json, "status", status);
  return TRUE;
}

JsonObject *
galley_ghost_fields_to_json (const GalleyConnection *connection,
                             const GalleySite       *site,
                             const GalleyPostFields *fields,
                             gboolean                creating,
                             GError                **error)
{
  g_autoptr (JsonObject) json = json_object_new ();
  Job job = { connection, site, fields, json };
  add_scalars (&job);
  add_tags (&job);
  if (!add_authors (&job, creating, error)
      || !add_visibility (&job, creating, error)
      || !add_status (&job, creating, error))
    return NULL;
  const char *body = galley_post_fields_get (fields, "body");
  if (galley_post_fields_has (fields, "body") || creating)
    json_object_set_string_member (json, "lexical", body && *body ? body : EMPTY_BODY);
  if (creating && !json_object_has_member (json, "title"))
    json_object_set_string_member (json, "title", "");
  return g_steal_pointer (&json);
}

/* The names of a list of Ghost's. */
static void
read_list (GalleyPostFields *fields,
           JsonObject       *object,
           const char       *name)
{
  JsonArray *array = galley_json_get_array (object, name);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint n = array ? json_array_get_length (array) : 0;
  for (guint i = 0; i < n; i++)
    {
      const char *text = galley_json_get_string (galley_json_get_item (array, i), "name");
      if (text && *text)
        g_strv_builder_add (names, text);
    }
  g_auto (GStrv) list = g_strv_builder_end (names);
  if (list[0])
    galley_post_fields_set_list (fields, name, (const char *const *) list);
}

GalleyPostFields *
galley_ghost_fields_from_post (const GalleyPost *post)
{
  g_autoptr (JsonNode) node = post->json ? galley_json_parse (post->json, -1, NULL) : NULL;
  JsonObject *object = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  GalleyPostFields *fields = galley_post_fields_new ();
  for (guint i = 0; i < G_N_ELEMENTS (scalars); i++)
    {
      const char *value = galley_json_get_string (object, scalars[i].ghost);
      if (scalars[i].kind == KIND_FLAG)
        value = galley_json_get_boolean (object, scalars[i].ghost, FALSE) ? "true" : NULL;
      if (value && *value)
        galley_post_fields_set (fields, scalars[i].name, value);
    }
  if (post->visibility)
    galley_post_fields_set (fields, "visibility", post->visibility);
  read_list (fields, object, "tags");
  read_list (fields, object, "authors");
  /* A post that is not for tiers names them all. */
  if (g_strcmp0 (post->visibility, "tiers") == 0)
    read_list (fields, object, "tiers");
  return fields;
}
