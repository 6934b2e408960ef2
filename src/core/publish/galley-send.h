/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-ledger.h"
#include "galley-plan.h"
#include "galley-service.h"

G_BEGIN_DECLS

/* A mail that went out, or is scheduled to: what the next one is held against. A plain value; strings may be
 * NULL. */
typedef struct {
  char   *post_id;
  char   *title;
  char   *subject;
  char   *newsletter;
  char   *segment;
  gint64  count;      /* -1: not known */
  gint64  time;       /* Unix seconds of the hour it was for */
} GalleySend;

void       galley_send_free     (GalleySend        *self);
/* TRUE without doing anything when @post was not mailed and is not scheduled to be. One that is taken off
 * the schedule is forgotten. */
gboolean   galley_send_remember (GalleyLedger      *ledger,
                                 const char        *site,
                                 const GalleyPlan  *plan,
                                 GalleyIssue       *issue,
                                 const GalleyPost  *post,
                                 GError           **error);
/* Newest first. (element-type GalleySend) (transfer full) */
GPtrArray *galley_send_list     (GalleyLedger      *ledger,
                                 const char        *site);

/* Slow. Adds to @sends what the site mailed last, and what it mailed last of @newsletter, where somebody else
 * sent it, or another machine; remembered, so that the site is asked about each once. */
gboolean   galley_send_catch_up (GPtrArray              *sends,
                                 GalleyLedger           *ledger,
                                 const GalleyService    *service,
                                 const GalleyConnection *connection,
                                 const char             *newsletter,
                                 GCancellable           *cancellable,
                                 GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySend, galley_send_free)

G_END_DECLS
