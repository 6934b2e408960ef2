/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cmark-gfm.h>
#include <glib.h>

G_BEGIN_DECLS

/* The Markdown library, set up as the issue format wants it. What it makes lives until
 * galley_markdown_memory_end () and is not freed. */
/* In a word of so many “@” that no bare address of @text becomes a link; NULL: there is none. */
const char *galley_markdown_find_at_run  (const char *text,
                                          gsize       length);
cmark_node *galley_markdown_parse        (const char *text,
                                          gsize       length);
/* Inlines only: whatever a block would begin with is text. Returns the paragraph's document. */
cmark_node *galley_markdown_parse_inline (const char *text,
                                          gsize       length);

typedef enum {
  GALLEY_MARKDOWN_OTHER,
  GALLEY_MARKDOWN_TABLE,
  GALLEY_MARKDOWN_TABLE_ROW,
  GALLEY_MARKDOWN_TABLE_CELL,
  GALLEY_MARKDOWN_STRIKETHROUGH,
} GalleyMarkdownType;

/* Which of the extensions' types, that have no names in the library's headers, a node has. */
GalleyMarkdownType galley_markdown_get_type (cmark_node *node);

G_END_DECLS
