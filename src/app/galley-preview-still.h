/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A page and, over it while it comes back from a crash, the last picture of it: nobody sees it go.
 * The page stays mapped below, for what is hidden does not paint. */
#define GALLEY_TYPE_PREVIEW_STILL (galley_preview_still_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPreviewStill, galley_preview_still, GALLEY, PREVIEW_STILL, GtkWidget)

GtkWidget *galley_preview_still_new       (GtkWidget          *page);
void       galley_preview_still_hold      (GalleyPreviewStill *self);
void       galley_preview_still_release   (GalleyPreviewStill *self);

G_END_DECLS
