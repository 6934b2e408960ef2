/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-ledger.h"
#include "galley-mail-size.h"
#include "galley-publish-request.h"

G_BEGIN_DECLS

/* What the ledger keeps of a site so that an issue can be shown without a network as it will be
 * there: its names and colours, how its newsletter's mails look and how large they get, what the
 * bookmarked addresses are. Read once; immutable; of the reader alone. */
typedef struct _GalleySiteMemory GalleySiteMemory;

/* For later. That it cannot be written down is no failure of what was done. */
void              galley_site_memory_keep  (GalleyLedger               *ledger,
                                            const char                 *place,
                                            const GalleySite           *site);
/* Asks the service how large the mail of the issue is, where it tells. Slow. The same of failures. */
void              galley_site_memory_learn (const GalleyPublishRequest *request,
                                            const GalleySite           *site,
                                            const char                 *post_id,
                                            GCancellable               *cancellable);
/* Of the site that @issue went to last, or else that was asked last. Never NULL. */
GalleySiteMemory *galley_site_memory_load  (GalleyLedger               *ledger,
                                            GalleyIssue                *issue);
/* The same for who shows one issue after the other: *@ledger is opened in @state_dir when it is NULL.
 * NULL when there is none. */
GalleySiteMemory *galley_site_memory_open  (const char                 *state_dir,
                                            GalleyLedger              **ledger,
                                            GalleyIssue                *issue);
/* The parts of @options that it knows; they are borrowed. */
void              galley_site_memory_fill  (const GalleySiteMemory     *self,
                                            GalleyRenderOptions        *options);
/* What the site calls its own, of @what ("tags", "authors"), as it was asked last. NULL terminated,
 * (transfer full). */
char            **galley_site_memory_list_names (const GalleySiteMemory *self,
                                                 const char             *what);
/* Zero when nothing was learned. */
const GalleyMailOverhead *galley_site_memory_get_overhead (const GalleySiteMemory *self);
void              galley_site_memory_free  (GalleySiteMemory           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySiteMemory, galley_site_memory_free)

G_END_DECLS
