/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The mails of a Ghost's posts: as they would be, and what became of them. An integration's key sees the
 * sums alone; the rest is closed to it, and left out. */

#include "galley-ghost-mail.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-ghost-client.h"
#include "galley-ghost-post.h"

#define MAX_FAILURES 100
#define MAX_MAILED 30
#define MAILED_PATH \
  "posts/?limit=" G_STRINGIFY (MAX_MAILED) "&order=published_at%20desc&fields=id,title,slug,status,updated_at," \
  "published_at,email_subject&include=newsletter&filter=status%3A%5Bpublished%2Csent%5D%2Bnewsletter_id%3A-null"

static JsonObject *
get_first (JsonNode   *node,
           const char *list)
{
  JsonArray *array = galley_json_get_array (json_node_get_object (node), list);
  return array && json_array_get_length (array) > 0 ? galley_json_get_item (array, 0) : NULL;
}

static void
read_sums (GalleyMailReport *self,
           JsonObject       *post,
           JsonObject       *email)
{
  JsonObject *count = galley_json_get_object (post, "count");
  gboolean opens = galley_json_get_boolean (email, "track_opens", FALSE);
  gboolean clicks = galley_json_get_boolean (email, "track_clicks", FALSE);
  self->status = g_strdup (galley_json_get_string (email, "status"));
  self->error = g_strdup (galley_json_get_string (email, "error"));
  self->time = g_strdup (galley_json_get_string (email, "submitted_at"));
  self->total = galley_json_get_int (email, "email_count", -1);
  self->delivered = galley_json_get_int (email, "delivered_count", -1);
  self->failed = galley_json_get_int (email, "failed_count", -1);
  self->opened = opens ? galley_json_get_int (email, "opened_count", -1) : -1;
  self->clicked = clicks && count ? galley_json_get_int (count, "clicks", -1) : -1;
  if (g_strcmp0 (self->status, "submitted") == 0)
    self->submitted = self->total;
}

/* What only a person's token may see; TRUE with @answer NULL when this one may not. */
static gboolean
get_closed (const GalleyConnection *connection,
            const char             *path,
            JsonNode              **answer,
            GCancellable           *cancellable,
            GError                **error)
{
  g_autoptr (GError) cause = NULL;
  *answer = galley_ghost_get (connection, path, cancellable, &cause);
  if (*answer || g_error_matches (cause, GALLEY_ERROR, GALLEY_ERROR_AUTH)
      || g_error_matches (cause, GALLEY_ERROR, GALLEY_ERROR_REJECTED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static gboolean
load_progress (const GalleyConnection *connection,
               GalleyMailReport       *self,
               const char             *email_id,
               GCancellable           *cancellable,
               GError                **error)
{
  g_autofree char *path = g_strdup_printf ("emails/%s/status/", email_id);
  g_autoptr (JsonNode) node = NULL;
  if (!get_closed (connection, path, &node, cancellable, error))
    return FALSE;
  JsonObject *status = node ? get_first (node, "email_statuses") : NULL;
  JsonObject *sending = status ? galley_json_get_object (status, "sending") : NULL;
  JsonObject *progress = sending ? galley_json_get_object (sending, "progress") : NULL;
  if (progress)
    {
      self->submitted = galley_json_get_int (progress, "completed", self->submitted);
      self->total = galley_json_get_int (progress, "total", self->total);
    }
  return TRUE;
}

static void
add_failure (GalleyMailReport *self,
             JsonObject       *failure)
{
  JsonObject *recipient = galley_json_get_object (failure, "email_recipient");
  const char *address = recipient ? galley_json_get_string (recipient, "member_email") : NULL;
  const char *message = galley_json_get_string (failure, "message");
  if (address && g_utf8_validate (address, -1, NULL))
    g_ptr_array_add (self->failures, g_strdup_printf ("%s: %s", address, message ? message : ""));
}

static gboolean
load_failures (const GalleyConnection *connection,
               GalleyMailReport       *self,
               const char             *email_id,
               GCancellable           *cancellable,
               GError                **error)
{
  g_autofree char *path = g_strdup_printf ("emails/%s/recipient-failures/?limit=%d&include=email_recipient", email_id,
                                           MAX_FAILURES);
  g_autoptr (JsonNode) node = NULL;
  if (!get_closed (connection, path, &node, cancellable, error))
    return FALSE;
  JsonArray *array = node ? galley_json_get_array (json_node_get_object (node), "failures") : NULL;
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    if (galley_json_get_item (array, i))
      add_failure (self, galley_json_get_item (array, i));
  return TRUE;
}

GalleyMailReport *
galley_ghost_report (const GalleyConnection *connection,
                     const GalleySite       *site,
                     const char             *id,
                     GCancellable           *cancellable,
                     GError                **error)
{
  if (!galley_ghost_check_id (connection, id, error))
    return NULL;
  g_autofree char *path = g_strdup_printf ("posts/%s/?fields=id,status,updated_at&include=email,count.clicks", id);
  g_autoptr (JsonNode) node = galley_ghost_get (connection, path, cancellable, error);
  if (!node)
    return NULL;
  JsonObject *post = get_first (node, "posts");
  JsonObject *email = post ? galley_json_get_object (post, "email") : NULL;
  const char *email_id = email ? galley_json_get_string (email, "id") : NULL;
  g_autoptr (GalleyMailReport) self = galley_mail_report_new ();
  if (!email)
    return g_steal_pointer (&self);
  read_sums (self, post, email);
  if (!galley_ghost_is_id (email_id) || (site && (site->lacks & GALLEY_RIGHT_REPORT)))
    return g_steal_pointer (&self);
  if (!load_progress (connection, self, email_id, cancellable, error)
      || !load_failures (connection, self, email_id, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Without the mails themselves, each of which brings its whole text along. */
GPtrArray *
galley_ghost_list_mailed (const GalleyConnection *connection,
                          GCancellable           *cancellable,
                          GError                **error)
{
  g_autoptr (JsonNode) node = galley_ghost_get (connection, MAILED_PATH, cancellable, error);
  if (!node)
    return NULL;
  JsonArray *array = galley_json_get_array (json_node_get_object (node), "posts");
  if (!array)
    {
      galley_ghost_set_odd (connection, error);
      return NULL;
    }
  GPtrArray *posts = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_post_free);
  for (guint i = 0; i < MIN (json_array_get_length (array), MAX_MAILED); i++)
    {
      GalleyPost *post = galley_ghost_post_new (connection, json_array_get_element (array, i));
      if (post)
        g_ptr_array_add (posts, post);
    }
  return posts;
}

gboolean
galley_ghost_was_mailed (const GalleyConnection *connection,
                         const char             *id,
                         gboolean               *mailed,
                         GCancellable           *cancellable,
                         GError                **error)
{
  if (!galley_ghost_check_id (connection, id, error))
    return FALSE;
  g_autofree char *path = g_strdup_printf ("emails/?limit=1&fields=id&filter=post_id%%3A%%27%s%%27", id);
  g_autoptr (JsonNode) node = NULL;
  if (!get_closed (connection, path, &node, cancellable, error) || node == NULL)
    return FALSE;
  JsonArray *emails = galley_json_get_array (json_node_get_object (node), "emails");
  if (emails == NULL)
    {
      galley_ghost_set_odd (connection, error);
      return FALSE;
    }
  *mailed = json_array_get_length (emails) > 0;
  return TRUE;
}

GalleyMailProof *
galley_ghost_proof (const GalleyConnection *connection,
                    const char             *id,
                    const char             *newsletter,
                    gboolean                is_paid,
                    GCancellable           *cancellable,
                    GError                **error)
{
  if (!galley_ghost_check_id (connection, id, error))
    return NULL;
  g_autofree char *which = newsletter ? g_uri_escape_string (newsletter, NULL, FALSE) : NULL;
  g_autofree char *path = g_strdup_printf ("email_previews/posts/%s/?member_status=%s%s%s", id,
                                           is_paid ? "paid" : "free", which ? "&newsletter=" : "", which ? which : "");
  g_autoptr (JsonNode) node = galley_ghost_get (connection, path, cancellable, error);
  if (!node)
    return NULL;
  JsonObject *preview = get_first (node, "email_previews");
  const char *html = preview ? galley_json_get_string (preview, "html") : NULL;
  if (!html)
    {
      galley_ghost_set_odd (connection, error);
      return NULL;
    }
  GalleyMailProof *self = g_new0 (GalleyMailProof, 1);
  self->subject = g_strdup (galley_json_get_string (preview, "subject"));
  self->html = g_strdup (html);
  self->text = g_strdup (galley_json_get_string (preview, "plaintext"));
  return self;
}

/* Ghost does not look at the address: what cannot be one is said here. */
static gboolean
check_address (const char *address,
               GError    **error)
{
  const char *at = address ? strchr (address, '@') : NULL;
  if (at && at > address && at[1] && !strchr (at + 1, '@') && !strpbrk (address, " \t\r\n,;<>\"()")
      && g_utf8_validate (address, -1, NULL))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, _("“%s” is not one mail address."), address ? address : "");
  return FALSE;
}

static GBytes *
make_order (const char *newsletter,
            gboolean    is_paid,
            const char *address)
{
  JsonArray *emails = json_array_new ();
  json_array_add_string_element (emails, address);
  g_autoptr (JsonObject) object = json_object_new ();
  json_object_set_array_member (object, "emails", emails);
  json_object_set_string_member (object, "member_status", is_paid ? "paid" : "free");
  if (newsletter)
    json_object_set_string_member (object, "newsletter", newsletter);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  char *text = galley_json_to_string (node, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

gboolean
galley_ghost_send_test (const GalleyConnection *connection,
                        const char             *id,
                        const char             *newsletter,
                        gboolean                is_paid,
                        const char             *address,
                        GCancellable           *cancellable,
                        GError                **error)
{
  if (!galley_ghost_check_id (connection, id, error) || !check_address (address, error))
    return FALSE;
  g_autoptr (GBytes) body = make_order (newsletter, is_paid, address);
  g_autofree char *path = g_strdup_printf ("email_previews/posts/%s/", id);
  GalleyGhostCall call = { .method = "POST", .path = path, .body = body, .timeout = 60 };
  return galley_ghost_call (connection, &call, NULL, cancellable, error);
}
