/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-preview-engine.h"

G_BEGIN_DECLS

/* Files that are dropped on the page go between two of its blocks: a line shows where while they are
 * over it. The web view itself would take them for a page to go to. */

/* @block: behind which they fell; -1: before all of them. */
typedef void (*GalleyPreviewDropFunc) (gpointer           data,
                                       const char *const *paths,
                                       int                block);

/* @dropped is called with @object, as long as that lives and @cancellable is not. */
void galley_preview_drop_attach (const GalleyPreviewEngine *engine,
                                 GtkWidget                 *view,
                                 GCancellable              *cancellable,
                                 GalleyPreviewDropFunc      dropped,
                                 GObject                   *object);

G_END_DECLS
