/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cmark-gfm.h>
#include <glib.h>

G_BEGIN_DECLS

/* Where the Markdown library gets its memory from: it makes many small things for one parse and
 * gives each back alone, which is a third of all the time it takes. Here they come one behind the
 * other and go together. Between begin and end, on one thread, which do not nest, the library may
 * have as many parsers as it likes; trees of theirs need no cmark_node_free and do not outlive the
 * end. */
void       galley_markdown_memory_begin (void);
void       galley_markdown_memory_end   (void);
cmark_mem *galley_markdown_memory_get   (void);

G_END_DECLS
