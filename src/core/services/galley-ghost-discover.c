/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From what a person types to the root of the Admin API. Only here are redirects followed, by hand
 * and with nothing secret in the request; the root that was found is kept with the account. */

#include "galley-ghost-discover.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-json.h"

#define API "ghost/api/admin/"
#define MAX_REDIRECTS 5
#define MAX_PAGE (2 * 1024 * 1024)
#define MAX_ADDRESS 2000
#define TIMEOUT 20

/* Adds what people leave out and cuts what they copy along. */
static char *
tidy (const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  text[strcspn (text, "?#")] = '\0';
  if (!strstr (text, "://"))
    {
      gboolean local = g_str_has_prefix (text, "localhost") || g_str_has_prefix (text, "127.")
                       || g_str_has_prefix (text, "[::1]");
      char *whole = g_strconcat (local ? "http://" : "https://", text, NULL);
      g_free (text);
      text = whole;
    }
  const char *host = strstr (text, "://") + 3;
  char *admin = strstr (host, "/ghost");
  if (admin && (admin[6] == '\0' || admin[6] == '/'))
    *admin = '\0';
  return g_strconcat (text, g_str_has_suffix (text, "/") ? "" : "/", NULL);
}

/* @url becomes where the answer came from. */
static GalleyResponse *
fetch (GalleyHttp    *http,
       char         **url,
       GCancellable  *cancellable,
       GError       **error)
{
  for (guint i = 0;; i++)
    {
      GalleyRequest request = { .method = "GET", .url = *url, .timeout = TIMEOUT, .max_length = MAX_PAGE };
      g_autoptr (GalleyResponse) response = galley_http_send (http, &request, cancellable, error);
      if (!response)
        return NULL;
      guint status = galley_response_get_status (response);
      const char *location = galley_response_get_header (response, "Location");
      if (status < 300 || status > 399 || !location || i == MAX_REDIRECTS || strlen (location) > MAX_ADDRESS)
        return g_steal_pointer (&response);
      char *next = g_uri_resolve_relative (*url, location, G_URI_FLAGS_ENCODED, NULL);
      if (!next)
        return g_steal_pointer (&response);
      g_free (*url);
      *url = next;
    }
}

static gboolean
is_web_address (const char *url)
{
  return url && strlen (url) < MAX_ADDRESS && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://"));
}

/* The account, if what @root stands for is Ghost; NULL without error if it is not. */
static GalleyAccount *
try_root (GalleyHttp    *http,
          const char    *root,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autofree char *url = g_strconcat (root, "site/", NULL);
  g_autoptr (GalleyResponse) response = fetch (http, &url, cancellable, error);
  if (!response || galley_response_get_status (response) != 200 || !g_str_has_suffix (url, "/" API "site/"))
    return NULL;
  gsize length = 0;
  const char *body = galley_response_get_body (response, &length);
  g_autoptr (JsonNode) node = galley_json_parse (body, length, NULL);
  JsonObject *site = node && JSON_NODE_HOLDS_OBJECT (node)
                     ? galley_json_get_object (json_node_get_object (node), "site") : NULL;
  const char *address = site ? galley_json_get_string (site, "url") : NULL;
  if (!is_web_address (address))
    return NULL;
  g_autofree char *found = g_strndup (url, strlen (url) - strlen ("site/"));
  return galley_account_new (NULL, galley_json_get_string (site, "title"), "ghost", address, found);
}

/* Ghost's own script on a front page says where its API is. */
static char *
find_root_in_page (GalleyResponse *response)
{
  gsize length = 0;
  const char *body = galley_response_get_body (response, &length);
  const char *start = strstr (body, "data-api=\"");
  if (!start)
    return NULL;
  start += strlen ("data-api=\"");
  gsize n = strcspn (start, "\"<> \n");
  if (n > MAX_ADDRESS)
    return NULL;
  g_autofree char *address = g_strndup (start, n);
  if (!is_web_address (address) || !g_str_has_suffix (address, "/ghost/api/content/"))
    return NULL;
  address[n - strlen ("content/")] = '\0';
  return g_strconcat (address, "admin/", NULL);
}

GalleyAccount *
galley_ghost_discover (GalleyHttp    *http,
                       const char    *typed,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autofree char *page = tidy (typed);
  g_autofree char *root = g_strconcat (page, API, NULL);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GalleyAccount) account = try_root (http, root, cancellable, &cause);
  if (account)
    return g_steal_pointer (&account);
  if (cause)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }

  g_autoptr (GalleyResponse) response = fetch (http, &page, cancellable, error);
  if (!response)
    return NULL;
  guint status = galley_response_get_status (response);
  g_autofree char *named = find_root_in_page (response);
  account = named ? try_root (http, named, cancellable, &cause) : NULL;
  if (account)
    return g_steal_pointer (&account);
  if (cause)
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (status >= 500)
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE,
                 _("“%s” cannot answer at the moment (status %u)."), typed, status);
  else
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
                 _("There is no Ghost at “%s”."), typed);
  return NULL;
}
