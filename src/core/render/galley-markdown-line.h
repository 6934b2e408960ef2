/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-markdown-tokens.h"

G_BEGIN_DECLS

/* GalleyPieces, which get normalized, as Markdown that reads back as the same pieces; every way to
 * write it is tried by reading it again. @exact: whether one was found, may be NULL; otherwise what
 * comes nearest is returned. */
char *galley_markdown_line_write (GArray                  *pieces,
                                  GalleyMarkdownLineFlags  flags,
                                  gboolean                *exact);
/* The same; but rather than with entities at the edges of what is bold or slanted, the blanks there
 * are written outside, where they look alike. NULL: Markdown cannot say it. */
char *galley_markdown_line_write_alike (GArray                  *pieces,
                                        GalleyMarkdownLineFlags  flags);

G_END_DECLS
