/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-preview-engine.h"

G_BEGIN_DECLS

/* The whole page on paper, also the pictures that nobody has scrolled to: they are waited for, but not
 * for ever. @settings NULL: the writer is asked for printer and paper. */
void galley_preview_print_page (const GalleyPreviewEngine *engine,
                                GtkWidget                 *view,
                                GtkWindow                 *parent,
                                GtkPrintSettings          *settings,
                                GCancellable              *cancellable);

G_END_DECLS
