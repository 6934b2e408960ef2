/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-ledger.h"
#include "galley-plan.h"

G_BEGIN_DECLS

/* What the publishing transaction is given, and what it tells of each picture. */

typedef struct {
  char     *src;       /* as written in the issue */
  char     *url;
  gboolean  uploaded;  /* FALSE: it was there already */
} GalleyReceiptPicture;

/* How the identity gets into the issue's file. Called on the worker before the first request (with
 * @post_id NULL) and after the creation. FALSE (read-only file): the ledger keeps it instead. */
typedef gboolean (*GalleyIdentityFunc) (const char *issue_id,
                                        const char *site,
                                        const char *post_id,
                                        gpointer    user_data);

typedef struct {
  GalleyIssue            *issue;
  const char             *path;        /* the issue's file; NULL: untitled */
  const char             *folder;      /* where its pictures lie */
  const GalleyService    *service;
  const GalleyConnection *connection;  /* NULL for exports */
  const GalleySite       *site;        /* NULL: loaded first */
  const GalleyPlan       *plan;
  /* What a person has seen of the site's changes and lets go: of GalleyIncoming; NULL: nothing. */
  const char *const      *accepted;
  const char             *key_source;  /* "file:/path" or "account:NAME", for the journal */
  const char             *state_dir;
  GalleyLedger           *ledger;
  GalleyIdentityFunc      identity;    /* may be NULL */
  gpointer                identity_data;
  GalleyProgressFunc      progress;    /* may be NULL */
  gpointer                progress_data;
} GalleyPublishRequest;

G_END_DECLS
