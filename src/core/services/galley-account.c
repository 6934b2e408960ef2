/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-account.h"

struct _GalleyAccount {
  char *id;
  char *name;
  char *service;
  char *url;
  char *api_url;
  char *site;
};

G_DEFINE_BOXED_TYPE (GalleyAccount, galley_account, galley_account_ref, galley_account_unref)

/* The scheme, the case of the host and a last slash make no other site. */
static char *
name_site (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  if (!uri || !g_uri_get_host (uri) || *g_uri_get_host (uri) == '\0')
    return g_strdup (url);
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (uri), -1);
  g_autofree char *path = g_strdup (g_uri_get_path (uri));
  while (g_str_has_suffix (path, "/"))
    path[strlen (path) - 1] = '\0';
  const char *scheme = g_uri_get_scheme (uri);
  int port = g_uri_get_port (uri);
  gboolean usual = port < 0 || (port == 443 && g_str_equal (scheme, "https"))
                   || (port == 80 && g_str_equal (scheme, "http"));
  gboolean bare_v6 = strchr (host, ':') != NULL;
  g_autofree char *tail = usual ? g_strdup (path) : g_strdup_printf (":%d%s", port, path);
  return g_strconcat (bare_v6 ? "[" : "", host, bare_v6 ? "]" : "", tail, NULL);
}

GalleyAccount *
galley_account_new (const char *id,
                    const char *name,
                    const char *service,
                    const char *url,
                    const char *api_url)
{
  g_return_val_if_fail (service && url, NULL);

  GalleyAccount *self = g_atomic_rc_box_new0 (GalleyAccount);
  self->id = id ? g_strdup (id) : g_uuid_string_random ();
  self->service = g_strdup (service);
  self->url = g_strdup (url);
  self->api_url = g_strdup (api_url);
  self->site = name_site (url);
  self->name = g_strdup (name && *name ? name : self->site);
  return self;
}

GalleyAccount *
galley_account_ref (GalleyAccount *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
account_clear (gpointer data)
{
  GalleyAccount *self = data;
  g_free (self->id);
  g_free (self->name);
  g_free (self->service);
  g_free (self->url);
  g_free (self->api_url);
  g_free (self->site);
}

void
galley_account_unref (GalleyAccount *self)
{
  g_atomic_rc_box_release_full (self, account_clear);
}

const char *
galley_account_get_id (const GalleyAccount *self)
{
  return self->id;
}

const char *
galley_account_get_name (const GalleyAccount *self)
{
  return self->name;
}

const char *
galley_account_get_service (const GalleyAccount *self)
{
  return self->service;
}

const char *
galley_account_get_url (const GalleyAccount *self)
{
  return self->url;
}

const char *
galley_account_get_api_url (const GalleyAccount *self)
{
  return self->api_url;
}

const char *
galley_account_get_site (const GalleyAccount *self)
{
  return self->site;
}
