/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-ghost-client.h"
#include "galley-ghost-discover.h"
#include "galley-ghost-fields.h"
#include "galley-ghost-list.h"
#include "galley-ghost-mail.h"
#include "galley-ghost-post.h"
#include "galley-ghost-site.h"
#include "galley-ghost-twins.h"

extern const GalleyService galley_service_ghost;

#define UPLOAD_TIMEOUT 300 /* seconds: a large picture on a slow line */

/* Where Ghost takes which file, and in which list it answers. */
static const struct {
  const char *prefix; /* of the type */
  const char *path;
  const char *list;
} shelves[] = {
  { "image/", "images/upload/", "images" },
  { "video/", "media/upload/", "media" },
  { "audio/", "media/upload/", "media" },
  { "", "files/upload/", "files" },
};

static void
append_text (GByteArray *body,
             const char *text)
{
  g_byte_array_append (body, (const guint8 *) text, strlen (text));
}

static GBytes *
make_form (const char *boundary,
           GBytes     *bytes,
           const char *name,
           const char *mime)
{
  GByteArray *body = g_byte_array_new ();
  g_autofree char *head = g_strdup_printf ("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                                           "Content-Type: %s\r\n\r\n", boundary, name, mime);
  g_autofree char *tail = g_strdup_printf ("\r\n--%s--\r\n", boundary);
  append_text (body, head);
  g_byte_array_append (body, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  append_text (body, tail);
  return g_byte_array_free_to_bytes (body);
}

static gboolean
is_safe (const char *text,
         const char *extra)
{
  for (const char *p = text; *p; p++)
    if (!g_ascii_isalnum (*p) && !strchr (extra, *p))
      return FALSE;
  return *text != '\0';
}

static char *
read_address (const GalleyConnection *connection,
              JsonNode               *answer,
              const char             *list,
              GError                **error)
{
  JsonArray *array = galley_json_get_array (json_node_get_object (answer), list);
  JsonObject *object = array && json_array_get_length (array) > 0 ? galley_json_get_item (array, 0) : NULL;
  const char *url = object ? galley_json_get_string (object, "url") : NULL;
  if (url && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://")))
    return g_strdup (url);
  galley_ghost_set_odd (connection, error);
  return NULL;
}

static char *
upload (const GalleyConnection *connection,
        GBytes                 *bytes,
        const char             *name,
        const char             *mime,
        GCancellable           *cancellable,
        GError                **error)
{
  if (!is_safe (name, "-_.") || !is_safe (mime, "-+./"))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                   _("“%s” cannot be the name of a file on “%s”."), name,
                   galley_account_get_site (connection->account));
      return NULL;
    }
  guint shelf = 0;
  while (!g_str_has_prefix (mime, shelves[shelf].prefix))
    shelf++;
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *boundary = g_strconcat ("galley-", uuid, NULL);
  g_autofree char *type = g_strconcat ("multipart/form-data; boundary=", boundary, NULL);
  g_autoptr (GBytes) form = make_form (boundary, bytes, name, mime);
  GalleyGhostCall call = {
    .method = "POST",
    .path = shelves[shelf].path,
    .body = form,
    .content_type = type,
    .timeout = UPLOAD_TIMEOUT,
  };
  g_autoptr (JsonNode) answer = NULL;
  if (!galley_ghost_call (connection, &call, &answer, cancellable, error))
    return NULL;
  return read_address (connection, answer, shelves[shelf].list, error);
}

static char *
bookmark (const GalleyConnection *connection,
          const char             *url,
          GCancellable           *cancellable,
          GError                **error)
{
  g_autofree char *escaped = g_uri_escape_string (url, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("oembed/?url=%s&type=bookmark", escaped);
  g_autoptr (JsonNode) answer = galley_ghost_get (connection, path, cancellable, error);
  if (!answer)
    return NULL;
  JsonNode *metadata = json_object_get_member (json_node_get_object (answer), "metadata");
  if (metadata && JSON_NODE_HOLDS_OBJECT (metadata))
    return galley_json_to_string (metadata, FALSE);
  galley_ghost_set_odd (connection, error);
  return NULL;
}

static const GalleyServiceField form[] = {
  { "url", GALLEY_FIELD_URL, N_("Site address"), N_("The address of your site, as your readers know it") },
  { "key", GALLEY_FIELD_KEY, N_("Admin API key"),
    N_("In Ghost under Settings → Integrations → Add custom integration. A staff access token "
       "works too") },
  { NULL },
};

const GalleyService galley_service_ghost = {
  .id = "ghost",
  .name = "Ghost",
  .description = N_("Publishes to a Ghost site and mails its newsletters."),
  .fields = form,
  .capabilities = GALLEY_CAN_DRAFT | GALLEY_CAN_PUBLISH | GALLEY_CAN_EMAIL | GALLEY_CAN_EMAIL_ONLY
                  | GALLEY_CAN_SCHEDULE | GALLEY_CAN_UPLOAD | GALLEY_CAN_TIERS | GALLEY_CAN_TAGS
                  | GALLEY_CAN_COUNT | GALLEY_CAN_BOOKMARK,
  .format = "lexical",
  .discover = galley_ghost_discover,
  .load_site = galley_ghost_load_site,
  .count = galley_ghost_count,
  .upload = upload,
  .find = galley_ghost_find,
  .find_twins = galley_ghost_find_twins,
  .drop_twin = galley_ghost_drop_twin,
  .list_posts = galley_ghost_list_posts,
  .create = galley_ghost_create,
  .update = galley_ghost_update,
  .measure_mail = galley_ghost_measure,
  .retry_mail = galley_ghost_retry,
  .list_alike = galley_ghost_list_alike,
  .list_mailed = galley_ghost_list_mailed,
  .report = galley_ghost_report,
  .was_mailed = galley_ghost_was_mailed,
  .proof = galley_ghost_proof,
  .send_test = galley_ghost_send_test,
  .read = galley_ghost_fields_from_post,
  .bookmark = bookmark,
};
