/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of an issue the site has already, so that it is not sent again, and what must not go to any
 * other post than the one it came from.
 */

#include "galley-content-same.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-error.h"
#include "galley-html-reader.h"

static gboolean
is_same_list (const char *const *a, const char *const *b)
{
  guint n = a != NULL ? g_strv_length ((char **) a) : 0;

  if (n != (b != NULL ? g_strv_length ((char **) b) : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *x = g_utf8_casefold (a[i], -1);
      g_autofree char *y = g_utf8_casefold (b[i], -1);

      if (strcmp (g_strstrip (x), g_strstrip (y)) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_flag (const char *name)
{
  return strcmp (name, "featured") == 0 || strcmp (name, "email-only") == 0;
}

static gboolean
is_same_value (const char *name, const char *ours, const char *theirs)
{
  g_autofree char *a = g_strstrip (g_strdup (ours != NULL ? ours : ""));
  g_autofree char *b = g_strstrip (g_strdup (theirs != NULL ? theirs : ""));

  if (strcmp (a, b) == 0)
    return TRUE;
  if (is_flag (name))
    return b[0] == '\0' && strcmp (a, "false") == 0;
  if (strcmp (name, "image-caption") == 0)
    {
      g_autofree char *x = galley_html_reader_dup_shape (a);
      g_autofree char *y = galley_html_reader_dup_shape (b);

      return strcmp (x, y) == 0;
    }
  return FALSE;
}

static gboolean
has_same_body (const GalleyContent *self, GalleyIssue *issue, const GalleyOriginals *originals,
               const GalleySite *site, const GalleyPost *post)
{
  g_autofree char *ours = galley_content_dup_mark (NULL, self->body, site->url);
  g_autofree char *theirs = galley_content_dup_mark (NULL, post->body, site->url);

  if (strcmp (ours, theirs) == 0)
    return TRUE;
  /* Read from its page, a post of an older editor has no body to compare. */
  return (post->body == NULL || post->body[0] == '\0') && originals != NULL
         && g_strcmp0 (galley_originals_get_post (originals), post->id) == 0
         && galley_originals_is_same (originals, issue);
}

/* An address of a picture, which either of two machines may have sent there. */
static gboolean
is_same_address (const char *ours, const char *theirs, const GalleySite *site)
{
  g_autofree char *a = galley_content_dup_mark (NULL, ours, site->url);
  g_autofree char *b = galley_content_dup_mark (NULL, theirs, site->url);

  return strcmp (a, b) == 0;
}

gboolean
galley_content_is_same_field (const char *name, const GalleyPostFields *ours, const GalleyPostFields *theirs,
                              const GalleySite *site)
{
  const char *here = galley_post_fields_get (ours, name);
  const char *there = galley_post_fields_get (theirs, name);

  return is_same_list (galley_post_fields_get_list (ours, name), galley_post_fields_get_list (theirs, name)) &&
         (is_same_value (name, here, there) || is_same_address (here, there, site));
}

/* All but the body. */
static gboolean
has_fields (const GalleyContent *self, const GalleyService *service, const GalleySite *site, const GalleyPost *post)
{
  g_autoptr (GalleyPostFields) there = service->read (post);
  g_autofree const char **names = galley_post_fields_list_names (self->fields);

  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], "body") != 0 && !galley_content_is_same_field (names[i], self->fields, there, site))
      return FALSE;
  return TRUE;
}

static void
add_word (GChecksum *checksum, const char *word)
{
  /* With its end, so that two words are not one. */
  g_checksum_update (checksum, (const guchar *) (word != NULL ? word : ""), word != NULL ? (gssize) strlen (word) + 1 : 1);
}

static void
add_fields (GChecksum *checksum, const GalleyPostFields *fields, const char *site_url)
{
  g_autofree const char **names = galley_post_fields_list_names (fields);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *const *list = galley_post_fields_get_list (fields, names[i]);
      g_autofree char *mark = galley_content_dup_mark (NULL, galley_post_fields_get (fields, names[i]), site_url);

      add_word (checksum, names[i]);
      add_word (checksum, mark);
      for (gsize j = 0; list != NULL && list[j] != NULL; j++)
        add_word (checksum, list[j]);
    }
}

char *
galley_content_dup_look (const GalleyPost *post, const GalleyService *service, const char *site_url)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GalleyPostFields) fields = service->read != NULL ? service->read (post) : galley_post_fields_new ();
  g_autofree char *mark = galley_content_dup_mark (post->title, post->body, site_url);

  add_word (checksum, post->status);
  add_word (checksum, post->email_only ? "mail" : "page");
  add_word (checksum, post->newsletter);
  add_word (checksum, post->segment);
  add_word (checksum, mark);
  add_fields (checksum, fields, site_url);
  return g_strdup (g_checksum_get_string (checksum));
}

gboolean
galley_content_is_there (const GalleyContent *self, const GalleyService *service, const GalleySite *site,
                         const GalleyPost *post)
{
  g_autofree char *mark = galley_content_dup_mark (post->title, post->body, site->url);

  return strcmp (mark, self->mark) == 0 && (service->read == NULL || has_fields (self, service, site, post));
}

gboolean
galley_content_drop_same (GalleyContent *self, GalleyIssue *issue, const GalleyOriginals *originals,
                          const GalleyService *service, const GalleySite *site, const GalleyPost *post)
{
  gboolean same_body;

  if (originals == NULL || service->read == NULL)
    return FALSE;
  same_body = has_same_body (self, issue, originals, site, post);
  /* Without a document of its own a post that is changed at all would be given an empty one. */
  if (same_body && post->body != NULL && post->body[0] != '\0')
    galley_post_fields_unset (self->fields, "body");
  return same_body && has_fields (self, service, site, post);
}

/* Whether the document @body has the very node that the fence holds. */
static gboolean
holds_node (const char *body, const GalleyNode *fence)
{
  g_autoptr (JsonNode) document = body != NULL ? galley_json_parse (body, -1, NULL) : NULL;
  g_autoptr (JsonNode) node = galley_json_parse (fence->literal, (gssize) fence->length, NULL);
  JsonObject *object = document != NULL && JSON_NODE_HOLDS_OBJECT (document) ? json_node_get_object (document) : NULL;
  JsonArray *children = galley_json_get_array (galley_json_get_object (object, "root"), "children");
  guint n = children != NULL && node != NULL ? json_array_get_length (children) : 0;

  for (guint i = 0; i < n; i++)
    if (json_node_equal (json_array_get_element (children, i), node))
      return TRUE;
  return FALSE;
}

gboolean
galley_content_check_kept (GalleyIssue *issue, const GalleyOriginals *originals, const GalleyPost *post,
                           const char *place, GError **error)
{
  gboolean home = originals != NULL && post != NULL
                  && g_strcmp0 (galley_originals_get_post (originals), post->id) == 0;

  for (const GalleyNode *node = galley_issue_get_root (issue)->first_child; node != NULL && !home; node = node->next)
    {
      if (node->type != GALLEY_NODE_OPAQUE || (post != NULL && holds_node (post->body, node)))
        continue;
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                   _("Line %u: this ghost-card block came from another post and can be published there only; "
                     "remove it to publish on %s."), node->start_line, place);
      return FALSE;
    }
  return TRUE;
}

static guint
count_blocks (const char *body)
{
  g_autoptr (JsonNode) document = body != NULL ? galley_json_parse (body, -1, NULL) : NULL;
  JsonObject *object = document != NULL && JSON_NODE_HOLDS_OBJECT (document) ? json_node_get_object (document) : NULL;
  JsonArray *children = galley_json_get_array (galley_json_get_object (object, "root"), "children");

  return children != NULL ? json_array_get_length (children) : 0;
}

gboolean
galley_content_check_whole (const GalleyContent *self, const GalleyPost *post, GError **error)
{
  if (self->originals == NULL || !galley_post_fields_has (self->fields, "body") ||
      count_blocks (post->body) >= count_blocks (self->body))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_FAILED,
               _("The service stored less of “%s” than it was sent."), post->title != NULL ? post->title : "");
  return FALSE;
}
