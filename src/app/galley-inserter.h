/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A searchable list of all that can be put into an issue. It opens at the cursor of a text, also when
 * `/` is typed on an empty line; closed without a choice, what was typed since is in the text.
 *
 * Signal: "chosen" (const char *id): "edit", "picture", "table", "footnote", a block's or a card's id. */
#define GALLEY_TYPE_INSERTER (galley_inserter_get_type ())
G_DECLARE_FINAL_TYPE (GalleyInserter, galley_inserter, GALLEY, INSERTER, GtkPopover)

/* @parent holds @view, whose buffer is a GalleyDocument, and has to take the popover away before it
 * goes itself. */
GalleyInserter *galley_inserter_new  (GtkWidget      *parent,
                                      GtkTextView    *view);
/* @can_edit: the cursor is in a card, which comes first then. */
void            galley_inserter_open (GalleyInserter *self,
                                      gboolean        can_edit);

G_END_DECLS
