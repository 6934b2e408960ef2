/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ghost has no way to make a post only if there is none yet, so that what was made twice has to be
 * found. The marker is an HTML comment in the post's own foot: it survives a new slug and a new title,
 * and no reader sees it. This is the one file that deletes anything. */

#include "galley-ghost-twins.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-ghost-client.h"
#include "galley-ghost-post.h"

#define MAX_TWINS "50"

/* What was not asked for is not believed. */
static gboolean
is_of (const GalleyPost *post,
       const char       *issue_id)
{
  g_autofree char *name = g_strconcat ("nl-", issue_id, NULL);
  return (post->marker && strstr (post->marker, issue_id)) || (post->slug && g_str_has_prefix (post->slug, name));
}

GPtrArray *
galley_ghost_find_twins (const GalleyConnection  *connection,
                         const char              *issue_id,
                         GCancellable            *cancellable,
                         GError                 **error)
{
  /* It becomes a part of a filter. */
  if (!g_uuid_string_is_valid (issue_id))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                   _("“%s” is not the ID of an issue: remove it."), issue_id);
      return NULL;
    }
  g_autofree char *filter = g_strdup_printf ("codeinjection_foot:~'%s',slug:~^'nl-%s'", issue_id, issue_id);
  g_autofree char *escaped = g_uri_escape_string (filter, NULL, FALSE);
  g_autofree char *path = g_strconcat ("posts/?formats=html,lexical&limit=" MAX_TWINS
                                       "&order=created_at%20asc&filter=", escaped, NULL);
  g_autoptr (JsonNode) answer = galley_ghost_get (connection, path, cancellable, error);
  if (!answer)
    return NULL;
  JsonArray *array = galley_json_get_array (json_node_get_object (answer), "posts");
  guint n = array ? json_array_get_length (array) : 0;
  g_autoptr (GPtrArray) twins = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_post_free);
  for (guint i = 0; array && i < n; i++)
    {
      GalleyPost *post = galley_ghost_post_new (connection, json_array_get_element (array, i));
      if (post)
        g_ptr_array_add (twins, post);
      if (!post || !is_of (post, issue_id))
        array = NULL;
    }
  if (array)
    return g_steal_pointer (&twins);
  galley_ghost_set_odd (connection, error);
  return NULL;
}

static gboolean
is_as_it_was (const GalleyPost *now,
              const GalleyPost *then)
{
  return then->marker && g_strcmp0 (now->marker, then->marker) == 0
         && g_strcmp0 (now->id, then->id) == 0
         && g_strcmp0 (now->updated_at, then->updated_at) == 0
         && g_strcmp0 (now->status, "draft") == 0 && !now->email_status;
}

gboolean
galley_ghost_drop_twin (const GalleyConnection  *connection,
                        const GalleyPost        *twin,
                        GCancellable            *cancellable,
                        GError                 **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GalleyPost) now = galley_ghost_find (connection, twin->id, NULL, cancellable, &local);
  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!now)
    return TRUE;
  if (!is_as_it_was (now, twin))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
                   _("Somebody else has changed this post on “%s” in the meantime."),
                   galley_account_get_site (connection->account));
      return FALSE;
    }
  /* find() has seen that the id is one: without it this would be the address that deletes all. */
  g_autofree char *path = g_strdup_printf ("posts/%s/", now->id);
  GalleyGhostCall call = { .method = "DELETE", .path = path, .may_miss = TRUE };
  return galley_ghost_call (connection, &call, NULL, cancellable, error);
}
