/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-pull-request.h"

G_BEGIN_DECLS

/* A post of a service becomes an issue: front matter, canonical Markdown, its pictures beside it.
 * What the service had for each block is remembered, so that what nobody changes goes back as it
 * was. */

/* A plain value. */
typedef struct {
  GalleyPost *post;
  char       *path;
  guint       n_pictures; /* that were brought along */
  GPtrArray  *findings;   /* (element-type GalleyFinding): what a writer should know */
} GalleyPullReceipt;

/* Errors as GALLEY_ERROR says: CONFLICT when @path holds something that would be lost; REJECTED when
 * the site has no such post. Nothing is written on any error but pictures in assets/. */
GalleyPullReceipt *galley_pull              (const GalleyPullRequest *request,
                                             GCancellable            *cancellable,
                                             GError                 **error);
void               galley_pull_receipt_free (GalleyPullReceipt       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPullReceipt, galley_pull_receipt_free)

G_END_DECLS
