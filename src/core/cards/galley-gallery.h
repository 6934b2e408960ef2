/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-face.h"

G_BEGIN_DECLS

/* Pictures, one or in rows, as Ghost writes them. */

void       galley_gallery_write_image   (GalleyFace          *face,
                                         const GalleyPicture *picture,
                                         const char          *class_name,
                                         GalleyMailStyle      style);
/* The same with the link round it, if it has one. */
void       galley_gallery_write_linked  (GalleyFace          *face,
                                         const GalleyPicture *picture,
                                         const char          *class_name,
                                         GalleyMailStyle      style);
void       galley_gallery_open_caption  (GalleyFace          *face);
void       galley_gallery_close_caption (GalleyFace          *face);
/* Whether the size of @first and of each IMAGE behind it is known. */
gboolean   galley_gallery_has_sizes     (GalleyFace          *face,
                                         const GalleyNode    *first);
/* (transfer full): the "images" of the card's node; all sizes are known. */
JsonArray *galley_gallery_new_images    (GalleyFace          *face,
                                         const GalleyNode    *first);
/* @first: an IMAGE, with those that follow it. @caption: its inlines are the caption; or NULL. */
void       galley_gallery_write         (GalleyFace          *face,
                                         const GalleyNode    *first,
                                         const GalleyNode    *caption);

G_END_DECLS
