/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A pipe table as it stands in the source. */

/* Whether the line can be a row: it has a pipe that is not escaped. */
gboolean galley_table_is_row       (const char *line);
/* How many columns @length bytes of a line rule, in quotes or not; 0: they rule none. */
guint    galley_table_count_rules  (const char *line,
                                    gsize       length);
/* Whether it is the row of dashes below the head, told by its pipes from a rule. */
gboolean galley_table_is_delimiter (const char *line);
/* The same table with its pipes under each other, as wide as a fixed-width font draws it: a CJK
 * letter counts two. Readers see no difference. Rows that are too short get their cells; quote marks
 * before the first row stay before all. NULL when @lines are no table. */
char    *galley_table_align        (const char *lines);
/* The bytes [start, end) of the words of cell @column in @line; FALSE when it has none. */
gboolean galley_table_find_cell    (const char *line,
                                    guint       column,
                                    gsize      *start,
                                    gsize      *end);
/* The cell that byte @offset of @line is in. */
guint    galley_table_get_column   (const char *line,
                                    gsize       offset);
guint    galley_table_count_cells  (const char *line);

G_END_DECLS
