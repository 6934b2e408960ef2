/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-account-store.h"
#include "galley-service.h"

G_BEGIN_DECLS

/* What the account forms ask a worker: is this key good for this site, and what is the site? It
 * knows no widget. */
typedef struct {
  GalleyHttp          *http;
  GalleyAccountStore  *accounts;
  const GalleyService *service;
  GalleyAccount       *account; /* to be mended or tested; NULL: a new one */
  char                *typed;   /* the address as a person typed it; NULL: the account's */
  char                *key;     /* NULL: the one in the keyring */
} GalleyConnectRequest;

typedef struct {
  GalleyAccount *account;
  GalleySite    *site;
  gboolean       key_kept;
} GalleyConnectResult;

void                 galley_connect_request_free (GalleyConnectRequest  *self);
/* Asks the site, and keeps the account and its key when they were typed. */
GalleyConnectResult *galley_connect              (GalleyConnectRequest  *request,
                                                  GCancellable          *cancellable,
                                                  GError               **error);
void                 galley_connect_result_free  (GalleyConnectResult   *self);
/* "Connected to Focus on Korea, Ghost 6.65." */
char                *galley_connect_dup_summary  (GalleyConnectResult   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyConnectRequest, galley_connect_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyConnectResult, galley_connect_result_free)

G_END_DECLS
