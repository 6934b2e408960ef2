/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The HTML that Ghost keeps in the fields of its cards, back to Markdown. */

/* GalleyPieces of a line; one paragraph round it all is looked through. NULL: it holds more than
 * formats, links and breaks. */
GArray *galley_html_reader_read_line  (const char *html);
/* The same as Markdown for one line, as a caption is. NULL as above, or when Markdown cannot say
 * it. */
char   *galley_html_reader_dup_line   (const char *html);
/* Blocks as Markdown; NULL when they hold something that it has no words for. */
char   *galley_html_reader_dup_blocks (const char *html);
/* A whole page as an older Ghost rendered it, as Markdown: what has no words stays HTML. */
char   *galley_html_reader_dup_page   (const char *html);
/* Equal for two writings that look the same: <b> or <strong>, with or without Ghost's spans. */
char   *galley_html_reader_dup_shape  (const char *html);

G_END_DECLS
