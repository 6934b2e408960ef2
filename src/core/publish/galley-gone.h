/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-issue.h"
#include "galley-ledger.h"
#include "galley-service.h"

G_BEGIN_DECLS

/* What this machine remembers of an issue whose post is not on the site any more. A deleted post takes
 * its mail with it in the service's eyes, never in its readers'. */

/* By the issue's own words, else by the ledger's; NULL: it never had an id. (transfer full) */
char    *galley_gone_dup_issue_id (GalleyIssue  *issue,
                                   const char   *path,
                                   GalleyLedger *ledger);
/* The post that it is known to have been there; NULL: none. @id may be NULL. (transfer full) */
char    *galley_gone_dup_post     (GalleyIssue  *issue,
                                   const char   *id,
                                   const char   *site,
                                   GalleyLedger *ledger);
/* TRUE when its readers have a mail of it, or when nobody here can say that they have none. @sync: of
 * the ledger, may be NULL; @gone: the post that is not there any more, NULL when there is one. */
gboolean galley_gone_was_mailed   (JsonNode     *sync,
                                   const char   *gone);
/* The same for the post @gone of @site, and the site is asked, which knows of its mails when their posts
 * are deleted: it knows better than a memory that says nothing, and never better than one that says yes.
 * @asked (may be NULL): it gave an answer. Slow. */
gboolean galley_gone_ask_mailed   (JsonNode                *sync,
                                   const char              *gone,
                                   GalleyLedger            *ledger,
                                   const GalleyService     *service,
                                   const GalleyConnection  *connection,
                                   gboolean                *mailed,
                                   gboolean                *asked,
                                   GCancellable            *cancellable,
                                   GError                 **error);

G_END_DECLS
