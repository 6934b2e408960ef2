/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-open-publish.h"
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

G_END_DECLS
