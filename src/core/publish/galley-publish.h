/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-receipt.h"

G_BEGIN_DECLS

/* The publishing transaction. Run again after any interruption it ends in the same single post and at
 * most one mail. */

/* Errors as GALLEY_ERROR says; after OFFLINE or a cancellation the same call resumes. */
GalleyReceipt *galley_publish              (const GalleyPublishRequest  *request,
                                            GCancellable                *cancellable,
                                            GError                     **error);
/* A mail that failed, sent on because a person said so. Once more OFFLINE: ask what became of it. */
GalleyReceipt *galley_publish_retry_mail   (const GalleyPublishRequest  *request,
                                            GCancellable                *cancellable,
                                            GError                     **error);
/* The post of this issue on the site, NULL without error when there is none. Slow. */
GalleyPost    *galley_publish_find_post    (GalleyIssue                 *issue,
                                            const char                  *path,
                                            const GalleyService         *service,
                                            const GalleyConnection      *connection,
                                            GalleyLedger                *ledger,
                                            GCancellable                *cancellable,
                                            GError                     **error);
/* Names of what went out to @site the last time and is gone from the issue: publishing again clears
 * it there. NULL terminated. */
char         **galley_publish_list_removed (GalleyIssue             *issue,
                                            const char              *path,
                                            const char              *site,
                                            GalleyLedger            *ledger);

/* An interrupted publish, as the journal has it. */
typedef struct {
  char   *id;
  char   *issue_path;
  char   *title;       /* the issue's; NULL: it has none */
  char   *service;
  char   *site;
  char   *url;         /* the site as readers know it */
  char   *account;     /* the key's source */
  char   *visibility;  /* another one than the issue's file says, or tiers with commas; NULL: the file's */
  char   *state;       /* a finished sentence: how far it came */
  gint64  time;
  GalleyPlan *plan;
} GalleyOpenPublish;

/* (element-type GalleyOpenPublish) (transfer full), newest first. */
GPtrArray     *galley_publish_list_open    (const char *state_dir);

G_END_DECLS
