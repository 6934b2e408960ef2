/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-face.h"

G_BEGIN_DECLS

/* Pictures, one or in rows, as Ghost writes them. */

void       galley_gallery_write_image   (GalleyFace          *face,
                                         const GalleyPicture *picture,
                                         const char          *class_name);
void       galley_gallery_open_caption  (GalleyFace          *face);
void       galley_gallery_close_caption (GalleyFace          *face);
/* @first: an IMAGE, with those that follow it. @caption: its inlines are the caption; or NULL. */
void       galley_gallery_write         (GalleyFace          *face,
                                         const GalleyNode    *first,
                                         const GalleyNode    *caption);

G_END_DECLS
