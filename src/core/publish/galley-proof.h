/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-ledger.h"
#include "galley-service.h"

G_BEGIN_DECLS

/* A proof of a post's mail: as the service makes it, to look at or to one address. A site sends ten test
 * mails an hour; what was sent from here is remembered, so that the eleventh is not asked for. */
#define GALLEY_PROOF_HOURLY 10

/* Slow, both of them. AUTH with the reason when the key cannot. */
GalleyMailProof *galley_proof_load      (const GalleyService     *service,
                                         const GalleyConnection  *connection,
                                         const GalleySite        *site,
                                         const char              *post_id,
                                         const char              *newsletter,
                                         gboolean                 is_paid,
                                         GCancellable            *cancellable,
                                         GError                 **error);
/* LIMIT with the time of the next one when there are none left. */
gboolean         galley_proof_send      (const GalleyService     *service,
                                         const GalleyConnection  *connection,
                                         const GalleySite        *site,
                                         GalleyLedger            *ledger,
                                         const char              *post_id,
                                         const char              *newsletter,
                                         gboolean                 is_paid,
                                         const char              *address,
                                         GCancellable            *cancellable,
                                         GError                 **error);
/* How many more test mails of this hour, as far as is known here. @now: Unix seconds. @next (may be
 * NULL): when there is one more again; 0 when there is one now. */
guint            galley_proof_count_left (GalleyLedger           *ledger,
                                          const char             *site,
                                          gint64                  now,
                                          gint64                 *next);

G_END_DECLS
