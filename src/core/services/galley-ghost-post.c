/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Posts of a Ghost. Nothing here asks for more than one, and nothing deletes: galley-ghost-twins does. */

#include "galley-ghost-post.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-ghost-client.h"
#include "galley-ghost-fields.h"

#define FORMATS "formats=html,lexical"
#define API "ghost/api/admin/"

static char *
make_edit_url (const GalleyConnection *connection,
               const char             *id)
{
  const char *root = galley_account_get_api_url (connection->account);
  if (!g_str_has_suffix (root, API))
    return NULL;
  g_autofree char *admin = g_strndup (root, strlen (root) - strlen (API));
  return g_strconcat (admin, "ghost/#/editor/post/", id, NULL);
}

static void
fill_mail (GalleyPost *post,
           JsonObject *object)
{
  JsonObject *newsletter = galley_json_get_object (object, "newsletter");
  JsonObject *email = galley_json_get_object (object, "email");
  post->email_only = galley_json_get_boolean (object, "email_only", FALSE);
  post->newsletter = newsletter ? g_strdup (galley_json_get_string (newsletter, "slug")) : NULL;
  post->segment = g_strdup (galley_json_get_string (object, "email_segment"));
  post->email_status = email ? g_strdup (galley_json_get_string (email, "status")) : NULL;
  post->email_error = email ? g_strdup (galley_json_get_string (email, "error")) : NULL;
  post->email_count = email ? galley_json_get_int (email, "email_count", -1) : -1;
}

/* A post that is not for tiers names them all. */
static void
fill_tiers (GalleyPost *post)
{
  g_autoptr (GalleyPostFields) fields = NULL;
  if (g_strcmp0 (post->visibility, "tiers") != 0)
    return;
  fields = galley_ghost_fields_from_post (post);
  post->tiers = g_strdupv ((char **) galley_post_fields_get_list (fields, "tiers"));
}

static GalleyPost *
new_post (const GalleyConnection *connection,
          JsonNode               *node)
{
  JsonObject *object = json_node_get_object (node);
  const char *id = galley_json_get_string (object, "id");
  GalleyPost *post = g_new0 (GalleyPost, 1);
  post->id = g_strdup (id);
  post->slug = g_strdup (galley_json_get_string (object, "slug"));
  post->title = g_strdup (galley_json_get_string (object, "title"));
  post->url = g_strdup (galley_json_get_string (object, "url"));
  post->edit_url = make_edit_url (connection, id);
  post->status = g_strdup (galley_json_get_string (object, "status"));
  post->created_at = g_strdup (galley_json_get_string (object, "created_at"));
  post->updated_at = g_strdup (galley_json_get_string (object, "updated_at"));
  post->published_at = g_strdup (galley_json_get_string (object, "published_at"));
  post->visibility = g_strdup (galley_json_get_string (object, "visibility"));
  post->subject = g_strdup (galley_json_get_string (object, "email_subject"));
  post->html = g_strdup (galley_json_get_string (object, "html"));
  post->body = g_strdup (galley_json_get_string (object, "lexical"));
  post->marker = g_strdup (galley_json_get_string (object, "codeinjection_foot"));
  fill_mail (post, object);
  post->json = galley_json_to_string (node, FALSE);
  fill_tiers (post);
  return post;
}

GalleyPost *
galley_ghost_post_new (const GalleyConnection *connection,
                       JsonNode               *node)
{
  JsonObject *object = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  gboolean whole = galley_ghost_is_id (galley_json_get_string (object, "id"))
                   && galley_json_get_string (object, "status") && galley_json_get_string (object, "updated_at");
  return whole ? new_post (connection, node) : NULL;
}

/* The one post of an answer; @id, when it is known, is its id. */
static GalleyPost *
read_post (const GalleyConnection *connection,
           JsonNode               *answer,
           const char             *id,
           GError                **error)
{
  JsonArray *array = galley_json_get_array (json_node_get_object (answer), "posts");
  gboolean one = array && json_array_get_length (array) == 1;
  g_autoptr (GalleyPost) post = one ? galley_ghost_post_new (connection, json_array_get_element (array, 0)) : NULL;
  if (post && (!id || g_str_equal (post->id, id)))
    return g_steal_pointer (&post);
  galley_ghost_set_odd (connection, error);
  return NULL;
}

GalleyPost *
galley_ghost_find (const GalleyConnection *connection,
                   const char             *id,
                   const char             *slug,
                   GCancellable           *cancellable,
                   GError                **error)
{
  g_autofree char *path = NULL;
  if (id || !slug || *slug == '\0')
    {
      if (!galley_ghost_check_id (connection, id, error))
        return NULL;
      path = g_strdup_printf ("posts/%s/?" FORMATS, id);
    }
  else
    {
      g_autofree char *escaped = g_uri_escape_string (slug, NULL, FALSE);
      path = g_strdup_printf ("posts/slug/%s/?" FORMATS, escaped);
    }
  GalleyGhostCall call = { .method = "GET", .path = path, .may_miss = TRUE };
  g_autoptr (JsonNode) answer = NULL;
  if (!galley_ghost_call (connection, &call, &answer, cancellable, error) || !answer)
    return NULL;
  return read_post (connection, answer, id, error);
}

/* A value of Ghost's filter language. */
static void
add_term (GString    *filter,
          const char *column,
          const char *value)
{
  if (!value || *value == '\0')
    return;
  g_string_append_printf (filter, "%s%s:'", filter->len > 0 ? "," : "", column);
  for (const char *p = value; *p; p++)
    {
      if (*p == '\'' || *p == '\\')
        g_string_append_c (filter, '\\');
      g_string_append_c (filter, *p);
    }
  g_string_append_c (filter, '\'');
}

GPtrArray *
galley_ghost_list_alike (const GalleyConnection *connection,
                         const char             *title,
                         const char             *subject,
                         const char             *slug,
                         GCancellable           *cancellable,
                         GError                **error)
{
  const char *mail = subject && *subject ? subject : title;
  g_autoptr (GString) filter = g_string_new (NULL);
  add_term (filter, "title", title);
  add_term (filter, "email_subject", mail);
  if (g_strcmp0 (mail, title) != 0)
    add_term (filter, "title", mail);
  add_term (filter, "slug", slug);
  g_autoptr (GPtrArray) posts = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_post_free);
  if (filter->len == 0)
    return g_steal_pointer (&posts);
  g_autofree char *escaped = g_uri_escape_string (filter->str, NULL, FALSE);
  g_autofree char *path = g_strconcat ("posts/?limit=20&order=updated_at%20desc&fields=id,title,slug,status,updated_at,"
                                       "published_at,email_subject&filter=", escaped, NULL);
  g_autoptr (JsonNode) answer = galley_ghost_get (connection, path, cancellable, error);
  if (!answer)
    return NULL;
  JsonArray *array = galley_json_get_array (json_node_get_object (answer), "posts");
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *object = galley_json_get_item (array, i);
      if (object && galley_ghost_is_id (galley_json_get_string (object, "id")))
        g_ptr_array_add (posts, new_post (connection, json_array_get_element (array, i)));
    }
  return g_steal_pointer (&posts);
}

/* {"posts":[@json]}; takes @json. */
static GBytes *
wrap_post (JsonObject *json)
{
  JsonArray *array = json_array_new ();
  json_array_add_object_element (array, json);
  g_autoptr (JsonObject) object = json_object_new ();
  json_object_set_array_member (object, "posts", array);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  char *text = galley_json_to_string (node, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

static GalleyPost *
send_post (const GalleyConnection *connection,
           const char             *method,
           const char             *path,
           const char             *id,
           JsonObject             *json,
           GCancellable           *cancellable,
           GError                **error)
{
  g_autoptr (GBytes) body = wrap_post (json);
  GalleyGhostCall call = { .method = method, .path = path, .body = body, .timeout = 120 };
  g_autoptr (JsonNode) answer = NULL;
  if (!galley_ghost_call (connection, &call, &answer, cancellable, error))
    return NULL;
  return read_post (connection, answer, id, error);
}

/* Ghost ignores the newsletter of a new post: publishing is always a second call. */
GalleyPost *
galley_ghost_create (const GalleyConnection *connection,
                     const GalleySite       *site,
                     const GalleyPostFields *fields,
                     GCancellable           *cancellable,
                     GError                **error)
{
  JsonObject *json = galley_ghost_fields_to_json (connection, site, fields, TRUE, error);
  if (!json)
    return NULL;
  return send_post (connection, "POST", "posts/?" FORMATS, NULL, json, cancellable, error);
}

/* Only an explicit newsletter and an explicit segment send mail; and without one, a post that is for
 * mail alone would count as sent and reach nobody. */
static gboolean
check_mail (const GalleyConnection *connection,
            const GalleyPostFields *fields,
            const char             *newsletter,
            const char             *segment,
            GError                **error)
{
  const char *site = galley_account_get_site (connection->account);
  gboolean has_newsletter = newsletter && *newsletter;
  gboolean has_segment = segment && *segment;
  if (has_newsletter != has_segment)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                   _("A mail from “%s” needs both a newsletter and an audience."), site);
      return FALSE;
    }
  const char *status = galley_post_fields_get (fields, "status");
  gboolean leaves = g_strcmp0 (status, "published") == 0 || g_strcmp0 (status, "scheduled") == 0;
  if (leaves && !has_newsletter && g_strcmp0 (galley_post_fields_get (fields, "email-only"), "true") == 0)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                   _("A post that “%s” only mails needs a newsletter."), site);
      return FALSE;
    }
  return TRUE;
}

GalleyPost *
galley_ghost_update (const GalleyConnection *connection,
                     const GalleySite       *site,
                     const char             *id,
                     const char             *updated_at,
                     const GalleyPostFields *fields,
                     const char             *newsletter,
                     const char             *segment,
                     GCancellable           *cancellable,
                     GError                **error)
{
  if (!galley_ghost_check_id (connection, id, error)
      || !check_mail (connection, fields, newsletter, segment, error))
    return NULL;
  JsonObject *json = galley_ghost_fields_to_json (connection, site, fields, FALSE, error);
  if (!json)
    return NULL;
  json_object_set_string_member (json, "updated_at", updated_at ? updated_at : "");
  g_autofree char *path = g_strdup_printf ("posts/%s/?" FORMATS, id);
  if (newsletter && *newsletter)
    {
      g_autofree char *which = g_uri_escape_string (newsletter, NULL, FALSE);
      g_autofree char *whom = g_uri_escape_string (segment, NULL, FALSE);
      g_autofree char *whole = g_strdup_printf ("%s&newsletter=%s&email_segment=%s", path, which, whom);
      g_free (path);
      path = g_steal_pointer (&whole);
    }
  return send_post (connection, "PUT", path, id, json, cancellable, error);
}

#define BODY_START "<!-- POST CONTENT START -->"
#define BODY_END "<!-- POST CONTENT END -->"

/* Of what paying members get, the longest there is. Only a person's own token may look at it. */
gboolean
galley_ghost_measure (const GalleyConnection *connection,
                      const char             *id,
                      const char             *newsletter,
                      gsize                  *total,
                      gsize                  *body,
                      GCancellable           *cancellable,
                      GError                **error)
{
  if (!galley_ghost_is_id (id))
    return FALSE;
  g_autofree char *slug = newsletter ? g_uri_escape_string (newsletter, NULL, FALSE) : NULL;
  g_autofree char *path = g_strconcat ("email_previews/posts/", id, "/?member_status=paid",
                                       slug ? "&newsletter=" : "", slug, NULL);
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) node = galley_ghost_get (connection, path, cancellable, &cause);
  if (!node && !g_error_matches (cause, GALLEY_ERROR, GALLEY_ERROR_AUTH))
    g_propagate_error (error, g_steal_pointer (&cause));
  if (!node)
    return FALSE;
  JsonArray *previews = galley_json_get_array (json_node_get_object (node), "email_previews");
  JsonObject *preview = previews && json_array_get_length (previews) > 0 ? galley_json_get_item (previews, 0) : NULL;
  const char *html = preview ? galley_json_get_string (preview, "html") : NULL;
  const char *start = html ? strstr (html, BODY_START) : NULL;
  const char *end = start ? strstr (start, BODY_END) : NULL;
  if (!end)
    return FALSE;
  *total = strlen (html);
  *body = end - start - strlen (BODY_START);
  return TRUE;
}
