/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-face.h"

G_BEGIN_DECLS

/* The metadata of @url as oembed gave it, or NULL. */
JsonObject *galley_bookmark_find    (GalleyFace       *face,
                                     const char       *url);
/* @link: a BOOKMARK or a LINK. A bookmark card when its metadata is known, a paragraph with a link
 * otherwise. @caption: a PARAGRAPH, or NULL. */
void        galley_bookmark_write   (GalleyFace       *face,
                                     const GalleyNode *link,
                                     const GalleyNode *caption);
/* (transfer full): its node, or a paragraph's. */
JsonObject *galley_bookmark_lexical (GalleyFace       *face,
                                     const GalleyNode *link,
                                     const GalleyNode *caption);

G_END_DECLS
