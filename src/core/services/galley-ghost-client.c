/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-ghost-client.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "galley-account-store.h"
#include "galley-error.h"
#include "galley-ghost-token.h"

#define MAX_TEXT 300 /* characters of a server's own words in a message */

/* What Ghost says of an error: its envelope, or nothing when the answer is a web page. */
typedef struct {
  const char *type;
  const char *code;
  const char *text;
  gboolean    is_json;
} Complaint;

gboolean
galley_ghost_is_id (const char *id)
{
  return id && strlen (id) == 24 && strspn (id, "0123456789abcdef") == 24;
}

static const char *
get_site (const GalleyConnection *connection)
{
  return galley_account_get_site (connection->account);
}

gboolean
galley_ghost_check_id (const GalleyConnection *connection,
                       const char             *id,
                       GError                **error)
{
  if (galley_ghost_is_id (id))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, _("“%s” is not the ID of a post on “%s”."), id ? id : "",
               get_site (connection));
  return FALSE;
}

void
galley_ghost_set_odd (const GalleyConnection *connection,
                      GError                **error)
{
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE,
               _("“%s” gave an answer that is not Ghost’s."), get_site (connection));
}

static JsonNode *
parse_object (GalleyResponse *response)
{
  gsize length = 0;
  const char *body = galley_response_get_body (response, &length);
  g_autoptr (JsonNode) node = galley_json_parse (body, length, NULL);
  return node && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

static Complaint
read_complaint (JsonNode *node)
{
  JsonArray *errors = node ? galley_json_get_array (json_node_get_object (node), "errors") : NULL;
  JsonObject *first = errors && json_array_get_length (errors) > 0 ? galley_json_get_item (errors, 0) : NULL;
  if (!first)
    return (Complaint) { 0 };
  const char *context = galley_json_get_string (first, "context");
  const char *message = galley_json_get_string (first, "message");
  return (Complaint) {
    .type = galley_json_get_string (first, "type"),
    .code = galley_json_get_string (first, "code"),
    .text = context && *context ? context : message,
    .is_json = TRUE,
  };
}

static gboolean
is_word (const char *word,
         const char *expected)
{
  return word && g_str_equal (word, expected);
}

static GalleyErrorCode
choose_code (guint            status,
             const Complaint *complaint)
{
  if (status == 413 || status == 429 || is_word (complaint->type, "HostLimitError"))
    return GALLEY_ERROR_LIMIT;
  /* Ghost's way to say that the newsletter is not there; nothing was changed. */
  if (is_word (complaint->type, "EmailError"))
    return GALLEY_ERROR_REJECTED;
  if (!complaint->is_json && (status < 300 || status >= 400))
    return status == 401 || status == 403 ? GALLEY_ERROR_AUTH : GALLEY_ERROR_OFFLINE;
  if (status == 401 || status == 403 || is_word (complaint->code, "INVALID_JWT")
      || is_word (complaint->code, "MISSING_ADMIN_API_KID"))
    return GALLEY_ERROR_AUTH;
  if (status == 409)
    return GALLEY_ERROR_CONFLICT;
  return status >= 500 ? GALLEY_ERROR_OFFLINE : GALLEY_ERROR_REJECTED;
}

/* The server's words, on one line and not too many; none when they repeat a part of the key, or a
 * token that was made with it. */
static char *
quote_text (const GalleyConnection *connection,
            const char             *text)
{
  const char *secret = connection->key ? strchr (connection->key, ':') : NULL;
  if (!text || *text == '\0' || (secret && strstr (text, secret + 1)) || strstr (text, "eyJ"))
    return NULL;
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_strdelimit (valid, "\n\r\t", ' ');
  return g_utf8_strlen (valid, -1) > MAX_TEXT ? g_utf8_substring (valid, 0, MAX_TEXT)
                                              : g_steal_pointer (&valid);
}

/* Ghost itself never says how long to wait; what stands before it may. */
static void
set_limit_error (const char  *site,
                 const char  *why,
                 const char  *seconds,
                 GError     **error)
{
  guint64 wait = 0;
  if (seconds && g_ascii_string_to_unsigned (seconds, 10, 1, 24 * 60 * 60, &wait, NULL))
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_LIMIT,
                 ngettext ("That is over a limit of “%s” (%s). It takes no more for %u second.",
                           "That is over a limit of “%s” (%s). It takes no more for %u seconds.", (gulong) wait),
                 site, why, (guint) wait);
  else
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_LIMIT, _("That exceeds a limit of “%s” (%s)."), site, why);
}

/* A key belongs to the address that it was given for: where it is sent next is for a person to say. */
static void
set_moved_error (const char  *site,
                 const char  *location,
                 GError     **error)
{
  g_autoptr (GUri) uri = location ? g_uri_parse (location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  const char *host = uri ? g_uri_get_host (uri) : NULL;
  if (host && *host)
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
                 _("“%s” is found at “%s” now; the key was not sent there. If that is right, add its account again with "
                   "that address."), site, host);
  else
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
                 _("“%s” is found at another address now. Add its account again."), site);
}

static void
set_error (const GalleyConnection *connection,
           GalleyResponse         *response,
           const Complaint        *complaint,
           GError                **error)
{
  const char *site = get_site (connection);
  guint status = galley_response_get_status (response);
  GalleyErrorCode code = choose_code (status, complaint);
  g_autofree char *text = quote_text (connection, complaint->text);
  g_autofree char *plain = g_strdup_printf (_("status %u"), status);
  const char *why = text ? text : plain;

  switch (code)
    {
    case GALLEY_ERROR_AUTH:
      g_set_error (error, GALLEY_ERROR, code, status == 403
                   ? _("Ghost does not let this key do that on “%s” (%s).")
                   : _("Ghost did not accept the key for “%s” (%s)."), site, why);
      break;
    case GALLEY_ERROR_CONFLICT:
      g_set_error (error, GALLEY_ERROR, code,
                   _("Somebody else has changed this post on “%s” in the meantime."), site);
      break;
    case GALLEY_ERROR_LIMIT:
      set_limit_error (site, why, status == 429 ? galley_response_get_header (response, "Retry-After") : NULL, error);
      break;
    case GALLEY_ERROR_OFFLINE:
      g_set_error (error, GALLEY_ERROR, code, _("“%s” cannot answer at the moment (%s)."), site, why);
      break;
    case GALLEY_ERROR_REJECTED:
    case GALLEY_ERROR_INVALID:
    case GALLEY_ERROR_UNSUPPORTED:
    case GALLEY_ERROR_DISK:
    case GALLEY_ERROR_FAILED:
      if (status < 400)
        set_moved_error (site, galley_response_get_header (response, "Location"), error);
      else
        g_set_error (error, GALLEY_ERROR, code, _("“%s” refused (%s)."), site, why);
      break;
    default:
      g_assert_not_reached ();
    }
}

static GalleyResponse *
send_signed (const GalleyConnection *connection,
             const GalleyGhostCall  *call,
             gint64                  clock_offset,
             GCancellable           *cancellable,
             GError                **error)
{
  const char *root = galley_account_get_api_url (connection->account);
  if (!root)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_FAILED,
                   _("The account of “%s” has no address to talk to. Add it again."), get_site (connection));
      return NULL;
    }
  gint64 now = g_get_real_time () / G_USEC_PER_SEC + clock_offset;
  char *token = galley_ghost_token_new (connection->key, now, error);
  if (!token)
    return NULL;
  char *authorization = g_strconcat ("Ghost ", token, NULL);
  g_autofree char *url = g_strconcat (root, call->path, NULL);
  const char *headers[] = {
    "Authorization", authorization, "Accept-Version", "v6.0", "Accept", "application/json", NULL
  };
  GalleyRequest request = {
    .method = call->method,
    .url = url,
    .headers = headers,
    .body = call->body,
    .content_type = call->content_type ? call->content_type : "application/json",
    .timeout = call->timeout,
  };
  GalleyResponse *response = galley_http_send (connection->http, &request, cancellable, error);
  galley_key_free (token);
  galley_key_free (authorization);
  return response;
}

/* A clock that is more than five minutes behind makes every token an expired one. The server says
 * what time it is. */
static gboolean
find_clock_offset (GalleyResponse  *response,
                   const Complaint *complaint,
                   gint64          *offset)
{
  if (galley_response_get_status (response) != 401 || !complaint->text
      || !(strstr (complaint->text, "expired") || strstr (complaint->text, "maxAge")))
    return FALSE;
  const char *date = galley_response_get_header (response, "Date");
  g_autoptr (GDateTime) theirs = date ? soup_date_time_new_from_http_string (date) : NULL;
  if (!theirs)
    return FALSE;
  *offset = g_date_time_to_unix (theirs) - g_get_real_time () / G_USEC_PER_SEC;
  return TRUE;
}

/**
 * galley_ghost_call:
 * @connection: whom to talk to
 * @call: what to say
 * @answer: (out) (optional): the object that Ghost answered; %NULL for an empty one
 * @cancellable: (nullable): a #GCancellable
 * @error: what Ghost complained of, by what can be done about it
 *
 * The one request that is ever sent again is one that Ghost refused to look at because of the clock.
 */
gboolean
galley_ghost_call (const GalleyConnection *connection,
                   const GalleyGhostCall  *call,
                   JsonNode              **answer,
                   GCancellable           *cancellable,
                   GError                **error)
{
  g_autoptr (GalleyResponse) response = send_signed (connection, call, 0, cancellable, error);
  if (!response)
    return FALSE;
  g_autoptr (JsonNode) node = parse_object (response);
  Complaint complaint = read_complaint (node);
  gint64 offset = 0;
  if (find_clock_offset (response, &complaint, &offset))
    {
      g_clear_pointer (&response, galley_response_free);
      g_clear_pointer (&node, json_node_unref);
      response = send_signed (connection, call, offset, cancellable, error);
      if (!response)
        return FALSE;
      node = parse_object (response);
      complaint = read_complaint (node);
    }

  guint status = galley_response_get_status (response);
  gsize length = 0;
  galley_response_get_body (response, &length);
  if (answer)
    *answer = NULL;
  if ((status == 404 && call->may_miss && is_word (complaint.type, "NotFoundError"))
      || (status == 403 && call->may_forbid && is_word (complaint.type, "NoPermissionError")))
    return TRUE;
  if (status < 200 || status > 299)
    {
      set_error (connection, response, &complaint, error);
      return FALSE;
    }
  if (!node && (answer || length > 0))
    {
      galley_ghost_set_odd (connection, error);
      return FALSE;
    }
  if (answer)
    *answer = g_steal_pointer (&node);
  return TRUE;
}

JsonNode *
galley_ghost_get (const GalleyConnection *connection,
                  const char             *path,
                  GCancellable           *cancellable,
                  GError                **error)
{
  GalleyGhostCall call = { .method = "GET", .path = path };
  JsonNode *answer = NULL;
  return galley_ghost_call (connection, &call, &answer, cancellable, error) ? answer : NULL;
}
