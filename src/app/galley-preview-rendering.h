/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-render.h"
#include "galley-site-memory.h"

G_BEGIN_DECLS

/* One issue as one reader gets it: what a worker hands to the page. Immutable once made. */
typedef struct {
  GPtrArray *blocks; /* (element-type GalleyRenderedBlock) */
  char     **remote; /* addresses of the pictures of other sites */
  char      *frame;  /* the page round them, with the marker where they go */
  GalleyReader reader;
} GalleyPreviewRendering;

/* Slow: reads the heads of the pictures below @folder. @memory: NULL when nothing is known. What the
 * preview itself has to say (where a reader stops, who alone gets a block) stands in the blocks as
 * elements that name @token, which no issue can know, in "data-galley". */
GalleyPreviewRendering *galley_preview_rendering_new   (GalleyIssue            *issue,
                                                        const char             *folder,
                                                        const char             *format,
                                                        GalleyReader            reader,
                                                        const char             *marker,
                                                        const char             *token,
                                                        const GalleySiteMemory *memory);
GalleyPreviewRendering *galley_preview_rendering_ref   (GalleyPreviewRendering *self);
void                    galley_preview_rendering_unref (GalleyPreviewRendering *self);
/* The same; one of a long issue on a worker. */
void                    galley_preview_rendering_release (GalleyPreviewRendering *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPreviewRendering, galley_preview_rendering_unref)

G_END_DECLS
