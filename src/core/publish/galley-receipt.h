/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-publish-request.h"

G_BEGIN_DECLS

/* What came of it. A plain value. */
typedef struct {
  char      *service;
  GalleyPost *post;      /* NULL for exports */
  char      *path;       /* exports: the page to open */
  gboolean   created;
  gboolean   unchanged;  /* nothing had to be sent */
  gboolean   sent;       /* it is out, or has its hour, by what was begun here */
  gboolean   text_changed; /* since the interrupted attempt that was finished */
  GPtrArray *pictures;   /* (element-type GalleyReceiptPicture) */
  GPtrArray *differences; /* (element-type utf8): sentences: where it is not what was confirmed; may be NULL */
} GalleyReceipt;

void galley_receipt_free (GalleyReceipt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyReceipt, galley_receipt_free)

G_END_DECLS
