/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-cli-login.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "galley-account-store.h"
#include "galley-error.h"
#include "galley-folders.h"

void
galley_login_options_add (GalleyLoginOptions *self, GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "service", 's', 0, G_OPTION_ARG_STRING, &self->service, N_("The kind of place"), N_("SERVICE") },
    { "url", 'u', 0, G_OPTION_ARG_STRING, &self->url, N_("The site’s address"), N_("URL") },
    { "key-file", 'k', 0, G_OPTION_ARG_FILENAME, &self->key_file, N_("The file with the key; “-”: standard input"),
      N_("FILE") },
    { "account", 0, 0, G_OPTION_ARG_STRING, &self->account, N_("An account that was added"), N_("NAME") },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

void
galley_login_options_clear (GalleyLoginOptions *self)
{
  g_clear_pointer (&self->service, g_free);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->key_file, g_free);
  g_clear_pointer (&self->account, g_free);
}

const char *
galley_login_options_find_fault (const GalleyLoginOptions *self)
{
  if (self->service == NULL && self->account == NULL)
    return _("Name the place with --service or --account.");
  if (self->service != NULL && galley_service_find (self->service) == NULL)
    return _("There is no such service.");
  if (self->account == NULL && (self->url == NULL || self->key_file == NULL))
    return _("--url and --key-file, or --account, are needed.");
  return NULL;
}

/* A key is short; whatever is longer is some other file. */
static char *
read_key (const char *path, GError **error)
{
  char buffer[4096];
  gboolean standard = g_strcmp0 (path, "-") == 0;
  FILE *stream = standard ? stdin : g_fopen (path, "re");
  gsize length;
  char *key;

  if (stream == NULL)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK, _("The key file “%s” cannot be read: %s"), path,
                   g_strerror (errno));
      return NULL;
    }
  length = fread (buffer, 1, sizeof buffer - 1, stream);
  if (!standard)
    fclose (stream);
  buffer[length] = '\0';
  key = g_strdup (g_strstrip (buffer));
  explicit_bzero (buffer, sizeof buffer);
  if (*key == '\0' || length == sizeof buffer - 1)
    {
      galley_key_free (key);
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_AUTH, _("There is no key in “%s”."), path);
      return NULL;
    }
  return key;
}

static gboolean
login_with_account (GalleyLogin *self, const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree char *config = galley_folders_dup_config ();
  g_autoptr (GalleyAccountStore) store = galley_account_store_new (config, error);

  if (store == NULL)
    return FALSE;
  self->connection.account = galley_account_store_find (store, name);
  if (self->connection.account == NULL)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_AUTH, _("There is no account “%s”."), name);
      return FALSE;
    }
  self->connection.key = galley_account_store_load_key (store, self->connection.account, cancellable, error);
  self->source = g_strconcat ("account:", galley_account_get_name (self->connection.account), NULL);
  return self->connection.key != NULL;
}

static gboolean
login_with_key (GalleyLogin *self, const char *url, const char *key_file, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = NULL;

  self->connection.key = read_key (key_file, error);
  if (self->connection.key == NULL)
    return FALSE;
  path = g_strcmp0 (key_file, "-") == 0 ? NULL : g_canonicalize_filename (key_file, NULL);
  self->source = path != NULL ? g_strconcat ("file:", path, NULL) : g_strdup ("stdin");
  self->connection.account = self->service->discover (self->connection.http, url, cancellable, error);
  return self->connection.account != NULL;
}

static gboolean
find_service (GalleyLogin *self, const char *name, GError **error)
{
  if (name == NULL)
    name = galley_account_get_service (self->connection.account);
  self->service = galley_service_find (name);
  if (self->service == NULL)
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED, _("There is no service “%s”."), name);
  return self->service != NULL;
}

GalleyLogin *
galley_login_new (const char *service, const char *url, const char *key_file, const char *account_name,
                  GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyLogin) self = g_new0 (GalleyLogin, 1);

  self->connection.http = galley_http_new (NULL);
  if (account_name != NULL)
    {
      if (!login_with_account (self, account_name, cancellable, error))
        return NULL;
      service = NULL;
    }
  if (!find_service (self, service, error))
    return NULL;
  if (account_name == NULL && !login_with_key (self, url, key_file, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

GalleyLogin *
galley_login_open (const GalleyLoginOptions *options, GCancellable *cancellable, GError **error)
{
  return galley_login_new (options->service, options->url, options->key_file, options->account, cancellable, error);
}

void
galley_login_free (GalleyLogin *self)
{
  char *key = (char *) self->connection.key;

  g_clear_object (&self->connection.http);
  g_clear_pointer (&self->connection.account, galley_account_unref);
  g_clear_pointer (&key, galley_key_free);
  g_free (self->source);
  g_free (self);
}
