/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the clipboard of a browser or an office program holds, as Markdown. Hostile and sloppy HTML
 * is what it is made for: scripts, styles and comments go, what does not nest is taken as it comes,
 * and there is always a result. Pictures of the web become figures, others their alternative text.
 * @length in bytes; UTF-8, or UTF-16 with its mark. No newline at the ends.
 * @pictures (element-type utf8) takes what came as bytes ("data:") or as files ("file:"): its figure
 * has galley_paste_dup_picture_name for a path. NULL: such pictures are their alternative text. */
char    *galley_paste_dup_markdown (const char *html,
                                    gsize       length,
                                    GPtrArray  *pictures);
char    *galley_paste_dup_picture_name (guint   index);
/* Whether @text is one web or mail address and nothing else. */
gboolean galley_paste_is_address   (const char *text);

G_END_DECLS
