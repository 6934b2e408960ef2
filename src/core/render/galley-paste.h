/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the clipboard of a browser or an office program holds, as Markdown. Hostile and sloppy HTML
 * is what it is made for: scripts, styles and comments go, what does not nest is taken as it comes,
 * and there is always a result. Pictures of the web become figures, others their alternative text.
 * @length in bytes; UTF-8, or UTF-16 with its mark. No newline at the ends. */
char    *galley_paste_dup_markdown (const char *html,
                                    gsize       length);
/* Whether @text is one web or mail address and nothing else. */
gboolean galley_paste_is_address   (const char *text);

G_END_DECLS
