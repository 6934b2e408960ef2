/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-publish-order.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-proof-pictures.h"
#include "galley-proof.h"
#include "galley-resolved.h"
#include "galley-site-memory.h"

typedef char Key;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Key, galley_key_free)

GalleyPublishOrder *
galley_publish_order_copy (const GalleyPublishOrder *self)
{
  GalleyPublishOrder *copy = g_new0 (GalleyPublishOrder, 1);

  copy->http = g_object_ref (self->http);
  copy->accounts = g_object_ref (self->accounts);
  copy->account = self->account != NULL ? galley_account_ref (self->account) : NULL;
  copy->service = self->service;
  copy->issue = self->issue != NULL ? galley_issue_ref (self->issue) : NULL;
  copy->plan = self->plan != NULL ? galley_plan_copy (self->plan) : NULL;
  copy->site = self->site != NULL ? galley_site_ref (self->site) : NULL;
  copy->path = g_strdup (self->path);
  copy->folder = g_strdup (self->folder);
  copy->state_dir = g_strdup (self->state_dir);
  copy->retry = self->retry;
  copy->post_id = g_strdup (self->post_id);
  copy->slug = g_strdup (self->slug);
  copy->address = g_strdup (self->address);
  copy->is_paid = self->is_paid;
  copy->accepted = g_strdupv (self->accepted);
  return copy;
}

void
galley_publish_order_free (GalleyPublishOrder *self)
{
  g_clear_object (&self->http);
  g_clear_object (&self->accounts);
  g_clear_pointer (&self->account, galley_account_unref);
  g_clear_pointer (&self->issue, galley_issue_unref);
  g_clear_pointer (&self->plan, galley_plan_free);
  g_clear_pointer (&self->site, galley_site_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->state_dir, g_free);
  g_clear_pointer (&self->post_id, g_free);
  g_clear_pointer (&self->slug, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->accepted, g_strfreev);
  g_free (self);
}

void
galley_publish_destination_free (GalleyPublishDestination *self)
{
  g_clear_pointer (&self->site, galley_site_unref);
  g_clear_pointer (&self->existing, galley_post_free);
  g_clear_pointer (&self->removed, g_strfreev);
  g_free (self);
}

GalleyPublishDestination *
galley_publish_order_look (const GalleyPublishOrder  *self,
                           GCancellable              *cancellable,
                           GError                   **error)
{
  g_autoptr (Key) key
      = galley_account_store_load_key (self->accounts, self->account, cancellable, error);
  GalleyConnection connection = { .http = self->http, .account = self->account, .key = key };
  g_autoptr (GalleyLedger) ledger = NULL;
  g_autoptr (GalleySite) site = NULL;
  g_autoptr (GalleyPost) existing = NULL;
  g_autoptr (GError) find_error = NULL;
  GalleyPublishDestination *destination;

  if (key == NULL)
    return NULL;
  site = self->service->load_site (&connection, cancellable, error);
  if (site == NULL)
    return NULL;
  ledger = galley_ledger_new (self->state_dir, error);
  if (ledger == NULL)
    return NULL;
  galley_site_memory_keep (ledger, galley_account_get_site (self->account), site);
  existing = galley_publish_find_post (self->issue, self->path, self->service, &connection, ledger,
                                       cancellable, &find_error);
  if (find_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&find_error));
      return NULL;
    }
  destination = g_new0 (GalleyPublishDestination, 1);
  destination->site = g_steal_pointer (&site);
  destination->existing = g_steal_pointer (&existing);
  destination->removed = galley_publish_list_removed (
      self->issue, self->path, galley_account_get_site (self->account), ledger);
  return destination;
}

GalleyFacts *
galley_publish_order_ask (const GalleyPublishOrder  *self,
                          GCancellable              *cancellable,
                          GError                   **error)
{
  g_autoptr (Key) key
      = galley_account_store_load_key (self->accounts, self->account, cancellable, error);
  GalleyConnection connection = { .http = self->http, .account = self->account, .key = key };
  const GalleyPost existing = { .id = self->post_id, .slug = self->slug };
  g_autoptr (GalleyLedger) ledger = key != NULL ? galley_ledger_new (self->state_dir, error) : NULL;

  if (ledger == NULL)
    return NULL;
  return galley_facts_load (self->plan, self->site, self->issue, self->path,
                            self->post_id != NULL ? &existing : NULL, self->service, &connection,
                            ledger, cancellable, error);
}

GalleyAccount *
galley_publish_order_find_account (GalleyAccountStore      *accounts,
                                   const GalleyOpenPublish *interrupted)
{
  static const char prefix[] = "account:";
  const char *source = interrupted->account != NULL ? interrupted->account : "";
  GalleyAccount *account = NULL;

  if (g_str_has_prefix (source, prefix))
    account = galley_account_store_find (accounts, source + strlen (prefix));
  /* The name may be another site's by now, whose readers were never meant. */
  if (account != NULL && g_strcmp0 (galley_account_get_site (account), interrupted->site) != 0)
    g_clear_pointer (&account, galley_account_unref);
  return account != NULL ? account : galley_account_store_find (accounts, interrupted->site);
}

char *
galley_publish_order_look_open (const GalleyOpenPublish  *interrupted,
                                GalleyAccountStore       *accounts,
                                GalleyHttp               *http,
                                GCancellable             *cancellable,
                                GError                  **error)
{
  g_autoptr (GalleyAccount) account = galley_publish_order_find_account (accounts, interrupted);
  const GalleyService *service
      = account != NULL ? galley_service_find (galley_account_get_service (account)) : NULL;
  g_autoptr (Key) key = NULL;
  g_autoptr (GalleyPost) post = NULL;
  g_autoptr (GError) local = NULL;
  GalleyConnection connection = { .http = http, .account = account };
  g_autofree char *sentence = NULL;

  if (service == NULL || service->find == NULL)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_AUTH, _("There is no account for %s any more. Add it again to ask."),
                   interrupted->site);
      return NULL;
    }
  key = galley_account_store_load_key (accounts, account, cancellable, error);
  if (key == NULL)
    return NULL;
  connection.key = key;
  post = galley_open_publish_look (interrupted, service, &connection, cancellable, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  sentence = galley_open_publish_describe (post);
  return post != NULL && post->url != NULL ? g_strconcat (sentence, " ", post->url, NULL) : g_steal_pointer (&sentence);
}

GalleyMailReport *
galley_publish_order_report (const GalleyPublishOrder  *self,
                             GCancellable              *cancellable,
                             GError                   **error)
{
  g_autoptr (Key) key
      = galley_account_store_load_key (self->accounts, self->account, cancellable, error);
  GalleyConnection connection = { .http = self->http, .account = self->account, .key = key };

  if (key == NULL)
    return NULL;
  return self->service->report (&connection, self->site, self->post_id, cancellable, error);
}

GalleyMailProof *
galley_publish_order_prove (const GalleyPublishOrder  *self,
                            GCancellable              *cancellable,
                            GError                   **error)
{
  g_autoptr (Key) key
      = galley_account_store_load_key (self->accounts, self->account, cancellable, error);
  GalleyConnection connection = { .http = self->http, .account = self->account, .key = key };
  const GalleySiteItem *newsletter
      = galley_plan_find_newsletter (self->plan, self->site, self->issue, NULL);
  const char *slug = newsletter != NULL ? newsletter->slug : NULL;
  g_autoptr (GalleyLedger) ledger = key != NULL ? galley_ledger_new (self->state_dir, error) : NULL;

  if (ledger == NULL)
    return NULL;
  if (self->address == NULL)
    return galley_proof_load (self->service, &connection, self->site, self->post_id, slug,
                              self->is_paid, cancellable, error);
  galley_proof_send (self->service, &connection, self->site, ledger, self->post_id, slug,
                     self->is_paid, self->address, cancellable, error);
  return NULL;
}

GHashTable *
galley_publish_order_find_pictures (const GalleyPublishOrder  *self,
                                    GCancellable              *cancellable,
                                    GError                   **error)
{
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (self->state_dir, error);

  if (ledger == NULL)
    return NULL;
  return galley_proof_pictures_find (self->issue, self->folder, galley_account_get_site (self->account), ledger,
                                     cancellable);
}

GalleyReceipt *
galley_publish_order_send (const GalleyPublishOrder  *self,
                           GalleyProgressFunc         progress,
                           gpointer                   progress_data,
                           GCancellable              *cancellable,
                           GError                   **error)
{
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (self->state_dir, error);
  g_autoptr (Key) key = NULL;
  g_autofree char *source = NULL;
  GalleyConnection connection = { .http = self->http, .account = self->account };
  GalleyPublishRequest request = {
    .issue = self->issue,
    .path = self->path,
    .folder = self->folder,
    .service = self->service,
    .site = self->site,
    .plan = self->plan,
    .state_dir = self->state_dir,
    .ledger = ledger,
    .accepted = (const char *const *) self->accepted,
    .progress = progress,
    .progress_data = progress_data,
  };

  if (ledger == NULL)
    return NULL;
  if (self->account != NULL)
    {
      key = galley_account_store_load_key (self->accounts, self->account, cancellable, error);
      if (key == NULL)
        return NULL;
      connection.key = key;
      source = g_strconcat ("account:", galley_account_get_name (self->account), NULL);
      request.connection = &connection;
      request.key_source = source;
    }
  return self->retry ? galley_publish_retry_mail (&request, cancellable, error)
                     : galley_publish (&request, cancellable, error);
}

/* @request without a key: what needs none. */
static GalleyPublishRequest
make_request (const GalleyPublishOrder *self, const GalleyConnection *connection, GalleyLedger *ledger)
{
  return (GalleyPublishRequest) {
    .issue = self->issue, .path = self->path, .folder = self->folder, .service = self->service,
    .connection = connection, .site = self->site, .plan = self->plan, .state_dir = self->state_dir,
    .ledger = ledger,
  };
}

GalleyIncoming *
galley_publish_order_fetch (const GalleyPublishOrder  *self,
                            GCancellable              *cancellable,
                            GError                   **error)
{
  g_autoptr (Key) key
      = galley_account_store_load_key (self->accounts, self->account, cancellable, error);
  g_autoptr (GalleyLedger) ledger = key != NULL ? galley_ledger_new (self->state_dir, error) : NULL;
  GalleyConnection connection = { .http = self->http, .account = self->account, .key = key };
  GalleyPublishRequest request = make_request (self, &connection, ledger);

  return ledger != NULL ? galley_incoming_load (&request, cancellable, error) : NULL;
}

char **
galley_publish_order_keep (const GalleyPublishOrder  *self,
                           const GalleyIncoming      *incoming,
                           const char                *text,
                           GError                   **error)
{
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (self->state_dir, error);
  GalleyConnection connection = { .http = self->http, .account = self->account };
  GalleyPublishRequest request = make_request (self, &connection, ledger);

  if (ledger == NULL || !galley_incoming_keep (incoming, &request, error))
    return NULL;
  return galley_resolved_keep (&request, incoming, text, error);
}
