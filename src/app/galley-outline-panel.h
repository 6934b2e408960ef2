/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "galley-document.h"

G_BEGIN_DECLS

/* The sections of the issue, which can be dragged into another order (Alt+Up and Alt+Down by the
 * keyboard), and below them its marks and private comments. The section of the text's cursor is the one
 * that is selected.
 *
 * Signal: "line-activated" (uint: from 1). */
#define GALLEY_TYPE_OUTLINE_PANEL (galley_outline_panel_get_type ())
G_DECLARE_FINAL_TYPE (GalleyOutlinePanel, galley_outline_panel, GALLEY, OUTLINE_PANEL, GtkWidget)

void galley_outline_panel_set_document (GalleyOutlinePanel *self,
                                        GalleyDocument     *document); /* may be NULL */

G_END_DECLS
