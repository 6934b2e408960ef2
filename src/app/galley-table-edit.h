/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pipe tables under the cursor. Each is one undo step. FALSE: the cursor is in no table, and nothing
 * was done. */

/* Tab and Shift+Tab: into the next or the previous cell, its words selected. Past the last one is a
 * new row. */
gboolean galley_table_edit_move     (GtkTextBuffer *buffer,
                                     gboolean       forward);
/* Return: a row below that of the cursor, or out of the table from an empty last one. Below a head
 * that has no row of dashes yet, that comes too. */
gboolean galley_table_edit_continue (GtkTextBuffer *buffer);
/* Into the first cell of the table that ends at the cursor. */
void     galley_table_edit_enter    (GtkTextBuffer *buffer);
/* Pipes under each other, in the table of @line, from 0. */
gboolean galley_table_edit_align    (GtkTextBuffer *buffer,
                                     int            line);
/* Whether @line is a row of a table; @first is its head's line, then. */
gboolean galley_table_edit_find     (GtkTextBuffer *buffer,
                                     int            line,
                                     int           *first,
                                     int           *last);

G_END_DECLS
