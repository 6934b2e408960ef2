/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A mail that failed, sent again to those who do not have it. */

#include "galley-ghost-post.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-ghost-client.h"

static char *
dup_email_id (const GalleyPost *post)
{
  g_autoptr (JsonNode) node = post->json ? galley_json_parse (post->json, -1, NULL) : NULL;
  JsonObject *email = node && JSON_NODE_HOLDS_OBJECT (node)
                      ? galley_json_get_object (json_node_get_object (node), "email") : NULL;
  return email ? g_strdup (galley_json_get_string (email, "id")) : NULL;
}

/* Only a person's token may ask for it by name, and only while the post is out. */
static gboolean
retry_by_name (const GalleyConnection *connection,
               const char             *email_id,
               GCancellable           *cancellable,
               GError                **error)
{
  if (!galley_ghost_check_id (connection, email_id, error))
    return FALSE;
  g_autofree char *path = g_strdup_printf ("emails/%s/retry/", email_id);
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  GalleyGhostCall call = { .method = "PUT", .path = path, .body = body };
  g_autoptr (JsonNode) answer = NULL;
  return galley_ghost_call (connection, &call, &answer, cancellable, error);
}

static GalleyPost *
set_status (const GalleyConnection *connection,
            const GalleySite       *site,
            const GalleyPost       *post,
            const char             *status,
            const char             *newsletter,
            const char             *segment,
            GCancellable           *cancellable,
            GError                **error)
{
  g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();
  galley_post_fields_set (fields, "status", status);
  return galley_ghost_update (connection, site, post->id, post->updated_at, fields, newsletter, segment, cancellable,
                              error);
}

/* Readers have lost the page for the time being: whatever the reason, it is still to be put back. */
static void
set_half_done (const GalleyConnection *connection,
               const GalleyPost       *post,
               GError                 *cause,
               GError                **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, cause);
      return;
    }
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE,
               _("%s “%s” was made a draft on “%s”, to send its mail again, and it is not known to be published again: "
                 "try once more."), cause->message, post->title, galley_account_get_site (connection->account));
  g_error_free (cause);
}

/* What an answer that could not be read was about. NULL with @error: it is no draft, as far as one knows.
 * Takes @cause. */
static GalleyPost *
find_draft (const GalleyConnection *connection,
            const GalleyPost       *post,
            GError                 *cause,
            GCancellable           *cancellable,
            GError                **error)
{
  g_autoptr (GError) question = NULL;
  g_autoptr (GalleyPost) there = NULL;
  if (g_error_matches (cause, GALLEY_ERROR, GALLEY_ERROR_LIMIT))
    there = galley_ghost_find (connection, post->id, NULL, cancellable, &question);
  if (there && g_strcmp0 (there->status, "draft") == 0)
    {
      g_error_free (cause);
      return g_steal_pointer (&there);
    }
  if (question)
    set_half_done (connection, post, cause, error);
  else
    g_propagate_error (error, cause);
  return NULL;
}

/* A post that is taken back comes out again only with a newsletter that can be sent. */
static gboolean
check_newsletter (const GalleyConnection *connection,
                  const GalleySite       *site,
                  const GalleyPost       *post,
                  GError                **error)
{
  const GalleySiteItem *archived
      = site && post->newsletter ? galley_site_find_item (site->archived, post->newsletter) : NULL;
  if (post->newsletter && !archived)
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
               _("The newsletter “%s” is archived on “%s” and cannot be sent: make it active there to send what is left "
                 "of the mail of “%s”."), archived ? archived->name : "", galley_account_get_site (connection->account),
               post->title);
  return FALSE;
}

/* An integration's key has to take the post back and publish it once more; Ghost mails a post once
 * for ever, so that what goes out then is what is left of the mail. */
gboolean
galley_ghost_retry (const GalleyConnection *connection,
                    const GalleySite       *site,
                    const GalleyPost       *post,
                    GCancellable           *cancellable,
                    GError                **error)
{
  g_autofree char *email_id = dup_email_id (post);
  if (site && g_strcmp0 (site->key_kind, "staff") == 0 && galley_post_is_out (post))
    return retry_by_name (connection, email_id, cancellable, error);
  GError *cause = NULL;
  if (!check_newsletter (connection, site, post, &cause))
    {
      if (galley_post_is_out (post))
        g_propagate_error (error, cause);
      else
        set_half_done (connection, post, cause, error);
      return FALSE;
    }
  g_autoptr (GalleyPost) draft = set_status (connection, site, post, "draft", NULL, NULL, cancellable, &cause);
  if (!draft)
    draft = find_draft (connection, post, cause, cancellable, error);
  if (!draft)
    return FALSE;
  cause = NULL;
  g_autoptr (GalleyPost) sent = set_status (connection, site, draft, "published", post->newsletter, post->segment,
                                            cancellable, &cause);
  if (!sent)
    set_half_done (connection, post, cause, error);
  return sent != NULL;
}
