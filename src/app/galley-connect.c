/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-connect.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-rights.h"

typedef char Key;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Key, galley_key_free)

static gboolean
has_field (const GalleyService *service,
           GalleyFieldKind      kind)
{
  for (const GalleyServiceField *field = service->fields; field != NULL && field->id != NULL; field++)
    if (field->kind == kind)
      return TRUE;
  return FALSE;
}

static GalleyAccount *
discover (GalleyConnectRequest  *request,
          GCancellable          *cancellable,
          GError               **error)
{
  const GalleyService *service = request->service;

  if (request->typed == NULL && request->account != NULL)
    return galley_account_ref (request->account);
  if (has_field (service, GALLEY_FIELD_URL)
      && (request->typed == NULL || *request->typed == '\0'))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                   _("Enter the address of your %s site."), service->name);
      return NULL;
    }
  if (service->discover != NULL)
    return service->discover (request->http, request->typed != NULL ? request->typed : "",
                              cancellable, error);
  return galley_account_new (NULL, service->name, service->id, request->typed, NULL);
}

/* The account as it is kept: by the site's title, and in the place of the one that is mended. */
static GalleyAccount *
name_account (GalleyConnectRequest *request,
              GalleyAccount        *found,
              GalleySite           *site)
{
  const char *title = site->title != NULL && *site->title != '\0' ? site->title
                                                                  : galley_account_get_name (found);

  return galley_account_new (request->account != NULL ? galley_account_get_id (request->account)
                                                      : galley_account_get_id (found),
                             title, request->service->id, galley_account_get_url (found),
                             galley_account_get_api_url (found));
}

GalleyConnectResult *
galley_connect (GalleyConnectRequest  *request,
                GCancellable          *cancellable,
                GError               **error)
{
  g_autoptr (GalleyAccount) found = discover (request, cancellable, error);
  g_autoptr (GalleyConnectResult) result = g_new0 (GalleyConnectResult, 1);
  g_autoptr (Key) kept = NULL;
  GalleyConnection connection = { .http = request->http, .account = found, .key = request->key };
  gboolean is_typed = request->typed != NULL || request->key != NULL;

  if (found == NULL)
    return NULL;
  if (request->key == NULL && request->account != NULL)
    {
      kept = galley_account_store_load_key (request->accounts, request->account, cancellable, error);
      if (kept == NULL)
        return NULL;
      connection.key = kept;
    }
  if (connection.key == NULL && has_field (request->service, GALLEY_FIELD_KEY))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_AUTH, _("Enter the key for %s."),
                   galley_account_get_url (found));
      return NULL;
    }
  result->site = request->service->load_site (&connection, cancellable, error);
  if (result->site == NULL)
    return NULL;
  result->account = name_account (request, found, result->site);
  result->key_kept = TRUE;
  if (is_typed && !galley_account_store_add (request->accounts, result->account, request->key,
                                             &result->key_kept, cancellable, error))
    return NULL;
  return g_steal_pointer (&result);
}

void
galley_connect_request_free (GalleyConnectRequest *self)
{
  g_clear_object (&self->http);
  g_clear_object (&self->accounts);
  g_clear_pointer (&self->account, galley_account_unref);
  g_clear_pointer (&self->typed, g_free);
  g_clear_pointer (&self->key, galley_key_free);
  g_free (self);
}

void
galley_connect_result_free (GalleyConnectResult *self)
{
  g_clear_pointer (&self->account, galley_account_unref);
  g_clear_pointer (&self->site, galley_site_unref);
  g_free (self);
}

char *
galley_connect_dup_summary (GalleyConnectResult *self)
{
  const GalleyService *service = galley_service_find (galley_account_get_service (self->account));
  const char *title = galley_account_get_name (self->account);
  g_autofree char *connected
      = self->site->version != NULL
            ? g_strdup_printf (_("Connected to %s, %s %s."), title, service->name,
                               self->site->version)
            : g_strdup_printf (_("Connected to %s, %s."), title, service->name);
  g_autofree char *rights = galley_rights_describe (self->site);
  g_autofree char *summary = *rights != '\0' ? g_strconcat (connected, "\n", rights, NULL) : g_strdup (connected);

  if (self->key_kept)
    return g_steal_pointer (&summary);
  return g_strconcat (summary, "\n",
                      _("The keyring could not store the key, so Galley will forget it when it "
                        "is closed."),
                      NULL);
}
