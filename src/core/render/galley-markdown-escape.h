/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Stands between two things that would be read as one; the parser drops it. */
#define GALLEY_MARKDOWN_GAP "<!-- -->"

/* @text as words that Markdown does not read as anything else. What depends on the line's start and
 * end is not looked at. @before_link: a link follows. @in_cell: bars are escaped. */
void     galley_markdown_escape            (GString    *out,
                                            const char *text,
                                            gboolean    before_link,
                                            gboolean    in_cell);
/* How many bytes at the start of @line, which stands in its paragraph as the @first line or a later
 * one, need a backslash before the last of them; 0: it begins no block. */
gsize    galley_markdown_escape_line_start (const char *line,
                                            gboolean    first);
/* As a code span. */
void     galley_markdown_escape_code       (GString    *out,
                                            const char *code,
                                            gboolean    in_cell);
/* The destination and title of a link, with their brackets. */
void     galley_markdown_escape_target     (GString    *out,
                                            const char *url,
                                            const char *title);

G_END_DECLS
