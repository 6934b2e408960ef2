/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-ledger.h"
#include "galley-plan.h"

G_BEGIN_DECLS

/* The publishing transaction. Run again after any interruption it ends in the same single post and at
 * most one mail. */

typedef struct {
  char     *src;       /* as written in the issue */
  char     *url;
  gboolean  uploaded;  /* FALSE: it was there already */
} GalleyReceiptPicture;

/* What came of it. A plain value. */
typedef struct {
  char      *service;
  GalleyPost *post;      /* NULL for exports */
  char      *path;       /* exports: the page to open */
  gboolean   created;
  gboolean   unchanged;  /* nothing had to be sent */
  GPtrArray *pictures;   /* (element-type GalleyReceiptPicture) */
} GalleyReceipt;

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
  const char             *key_source;  /* "file:/path" or "account:NAME", for the journal */
  const char             *state_dir;
  GalleyLedger           *ledger;
  GalleyIdentityFunc      identity;    /* may be NULL */
  gpointer                identity_data;
  GalleyProgressFunc      progress;    /* may be NULL */
  gpointer                progress_data;
} GalleyPublishRequest;

/* Errors as GALLEY_ERROR says; after OFFLINE or a cancellation the same call resumes. */
GalleyReceipt *galley_publish              (const GalleyPublishRequest  *request,
                                            GCancellable                *cancellable,
                                            GError                     **error);
void           galley_receipt_free         (GalleyReceipt               *self);
/* The post of this issue on the site, NULL without error when there is none. Slow. */
GalleyPost    *galley_publish_find_post    (GalleyIssue                 *issue,
                                            const char                  *path,
                                            const GalleyService         *service,
                                            const GalleyConnection      *connection,
                                            GalleyLedger                *ledger,
                                            GCancellable                *cancellable,
                                            GError                     **error);

/* An interrupted publish, as the journal has it. */
typedef struct {
  char   *id;
  char   *issue_path;
  char   *service;
  char   *site;
  char   *account;     /* the key's source */
  char   *state;       /* a finished sentence: how far it came */
  gint64  time;
} GalleyOpenPublish;

/* (element-type GalleyOpenPublish) (transfer full), newest first. */
GPtrArray     *galley_publish_list_open    (const char *state_dir);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyReceipt, galley_receipt_free)

G_END_DECLS
