/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-ledger.h"
#include "galley-plan.h"
#include "galley-service.h"

G_BEGIN_DECLS

/* What the guards know beside the plan: asked of the site, or remembered from the last mails. */
typedef struct {
  gint64     count;    /* who will really get the mail; -1: not known, or no mail */
  char      *refused;  /* what the site said to the filter of the audience; NULL: it took it */
  GPtrArray *alike;    /* (element-type GalleyPost) posts with the issue's title, subject or address */
  GPtrArray *sends;    /* (element-type GalleySend) newest first */
  char      *unheard;  /* why the site could not say what it mailed last; NULL: it did, or nobody asked */
  char      *gone;     /* the post that it was, and that is not there any more; NULL: none */
  gboolean   asked;    /* the site was, and knows whether that one was mailed */
  gboolean   mailed;   /* its readers have a mail by a post that is gone, or may have one */
} GalleyFacts;

/* Slow. @existing: the issue's own post, which is like itself; may be NULL. @path: of its file, or NULL. */
GalleyFacts *galley_facts_load     (const GalleyPlan        *plan,
                                    const GalleySite        *site,
                                    GalleyIssue             *issue,
                                    const char              *path,
                                    const GalleyPost        *existing,
                                    const GalleyService     *service,
                                    const GalleyConnection  *connection,
                                    GalleyLedger            *ledger,
                                    GCancellable            *cancellable,
                                    GError                 **error);
void         galley_facts_free     (GalleyFacts             *self);
/* The address that the issue will ask for; NULL: it has one there and keeps it. */
char        *galley_facts_dup_slug (GalleyIssue             *issue,
                                    const GalleyPost        *existing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyFacts, galley_facts_free)

G_END_DECLS
