/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "galley-document.h"

G_BEGIN_DECLS

/* The sections of the issue, which can be dragged into another order (Alt+Up and Alt+Down by the
 * keyboard), and below them its marks and private comments.
 *
 * Signal: "line-activated" (uint: from 1). */
#define GALLEY_TYPE_OUTLINE_PANEL (galley_outline_panel_get_type ())
G_DECLARE_FINAL_TYPE (GalleyOutlinePanel, galley_outline_panel, GALLEY, OUTLINE_PANEL, GtkWidget)

void galley_outline_panel_set_document (GalleyOutlinePanel *self,
                                        GalleyDocument     *document); /* may be NULL */
/* Of the text's cursor, from 1: its section is the one that is selected. */
void galley_outline_panel_set_line     (GalleyOutlinePanel *self,
                                        guint               line);

G_END_DECLS
