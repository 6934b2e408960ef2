/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a key does in Markdown source beyond its letter: in lists, quotes, tasks and with whole lines.
 * Each looks at the lines round the cursor only and is one undo step. FALSE: nothing was done, and
 * the key is the text view's. */

/* Return in a list or a quote goes on with it, counts on, and ends it on an empty item. */
gboolean galley_typing_continue      (GtkTextBuffer *buffer);
/* Tab and Shift+Tab: the items of the selection, with what is below them, a level in or out. */
gboolean galley_typing_indent        (GtkTextBuffer *buffer,
                                      gboolean       in);
/* The lines of the selection trade places with the line above or below. */
gboolean galley_typing_move_lines    (GtkTextBuffer *buffer,
                                      gboolean       down);
/* A mark typed over a selection goes round it. */
gboolean galley_typing_surround      (GtkTextBuffer *buffer,
                                      gunichar       mark);
/* Checks and unchecks the tasks of the selection; what is none yet becomes one. */
gboolean galley_typing_toggle_task   (GtkTextBuffer *buffer);

G_END_DECLS
