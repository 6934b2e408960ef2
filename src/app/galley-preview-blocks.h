/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-render.h"

G_BEGIN_DECLS

/* The arithmetic of the preview: lists of GalleyRenderedBlock compared, and lines turned into places
 * and back. A place is a block and how far it is to the next one's top (0 to 1); block -1 is what
 * stands above the first. It knows no widget. */
typedef struct {
  guint first;   /* the first block that differs */
  guint removed; /* how many of the old ones go */
  guint added;   /* how many of the new ones come */
} GalleyPreviewPatch;

GalleyPreviewPatch galley_preview_blocks_compare  (GPtrArray *before, /* NULL: an empty page */
                                                   GPtrArray *after);
double             galley_preview_blocks_get_line (GPtrArray *blocks,
                                                   int        block,
                                                   double     fraction);
void               galley_preview_blocks_find     (GPtrArray *blocks,
                                                   double     line,
                                                   int       *block,
                                                   double    *fraction);

G_END_DECLS
