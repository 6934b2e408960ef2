/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Footnotes in Markdown source: [^1] in the text, [^1]: at its end. */

/* A reference at the cursor and its note behind those that are there, where the cursor goes; one
 * undo step. */
void     galley_footnote_insert (GtkTextBuffer *buffer);
/* From a reference to its note, from a note back to the reference that was left, or to the first.
 * FALSE: the cursor is at neither, or the other one is not there. */
gboolean galley_footnote_jump   (GtkTextBuffer *buffer);

G_END_DECLS
