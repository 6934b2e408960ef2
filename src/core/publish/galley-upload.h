/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-journal.h"
#include "galley-picture-map.h"
#include "galley-publish-request.h"

G_BEGIN_DECLS

/* What the server would make smaller by itself, with the original left open to everybody. */
#define GALLEY_UPLOAD_WIDTH 2000

/* Brings the pictures and files of the issue to the site, each one once in its life, and adds them
 * to @pictures (element-type GalleyReceiptPicture). (transfer full): where they are now. */
GalleyPictureMap *galley_upload_all           (const GalleyPublishRequest  *request,
                                               GalleyJournal               *journal,
                                               GPtrArray                   *pictures,
                                               GCancellable                *cancellable,
                                               GError                     **error);
void              galley_receipt_picture_free (GalleyReceiptPicture        *self);

G_END_DECLS
