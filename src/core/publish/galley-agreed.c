/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-agreed.h"

#include "galley-json.h"
#include "galley-versions.h"

void
galley_agreed_free (GalleyAgreed *self)
{
  g_clear_pointer (&self->issue, galley_issue_unref);
  g_clear_pointer (&self->post, galley_post_free);
  g_clear_pointer (&self->paths, g_hash_table_unref);
  g_free (self);
}

static GalleyPost *
read_post (JsonObject *object)
{
  GalleyPost *post = g_new0 (GalleyPost, 1);

  post->id = g_strdup (galley_json_get_string (object, "id"));
  post->title = g_strdup (galley_json_get_string (object, "title"));
  post->body = g_strdup (galley_json_get_string (object, "body"));
  post->updated_at = g_strdup (galley_json_get_string (object, "updated_at"));
  post->visibility = g_strdup (galley_json_get_string (object, "visibility"));
  post->json = g_strdup (galley_json_get_string (object, "json"));
  post->email_count = -1;
  return post;
}

static GHashTable *
read_paths (JsonObject *object)
{
  GHashTable *paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GList) addresses = object != NULL ? json_object_get_members (object) : NULL;

  for (GList *l = addresses; l != NULL; l = l->next)
    {
      const char *path = galley_json_get_string (object, l->data);

      if (path != NULL)
        g_hash_table_insert (paths, g_strdup (l->data), g_strdup (path));
    }
  return paths;
}

GalleyAgreed *
galley_agreed_load (const char *state_dir, const char *issue_id, const char *path, const char *site)
{
  g_autoptr (GalleyVersions) versions = galley_versions_new (state_dir, issue_id, path);
  g_autofree char *record = NULL;
  g_autofree char *text = galley_versions_load_base (versions, site, &record);
  g_autoptr (JsonNode) node = record != NULL ? galley_json_parse (record, -1, NULL) : NULL;
  JsonObject *object =
      node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *post = object != NULL ? galley_json_get_object (object, "post") : NULL;
  GalleyAgreed *self;

  if (text == NULL || post == NULL)
    return NULL;
  self = g_new0 (GalleyAgreed, 1);
  self->issue = galley_issue_new (text, -1);
  self->post = read_post (post);
  self->paths = read_paths (galley_json_get_object (object, "pictures"));
  return self;
}

static void
set_string (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}

static char *
write_record (const GalleyPost *post, GHashTable *paths)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObject *there = json_object_new ();
  JsonObject *pictures = json_object_new ();
  GHashTableIter iter;
  gpointer address, path;

  set_string (there, "id", post->id);
  set_string (there, "title", post->title);
  set_string (there, "body", post->body);
  set_string (there, "updated_at", post->updated_at);
  set_string (there, "visibility", post->visibility);
  set_string (there, "json", post->json);
  if (paths != NULL)
    {
      g_hash_table_iter_init (&iter, paths);
      while (g_hash_table_iter_next (&iter, &address, &path))
        set_string (pictures, address, path);
    }
  json_object_set_object_member (object, "post", there);
  json_object_set_object_member (object, "pictures", pictures);
  json_node_take_object (node, object);
  return galley_json_to_string (node, FALSE);
}

gboolean
galley_agreed_save (const char *state_dir,
                    const char *issue_id,
                    const char *path,
                    const char *site,
                    gboolean pulled,
                    GalleyIssue *issue,
                    const GalleyPost *post,
                    GHashTable *paths,
                    GError **error)
{
  g_autoptr (GalleyVersions) versions = galley_versions_new (state_dir, issue_id, path);
  g_autofree char *record = write_record (post, paths);
  gsize length = 0;
  const char *text = galley_issue_get_text (issue, &length);

  return galley_versions_set_base (versions, site, text, length, record, error)
         && galley_versions_add (versions, pulled ? GALLEY_VERSION_PULL : GALLEY_VERSION_PUBLISH,
                                 site, text, length, error);
}
