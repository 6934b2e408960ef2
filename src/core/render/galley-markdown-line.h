/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-pieces.h"

G_BEGIN_DECLS

typedef enum {
  GALLEY_MARKDOWN_LINE_PLAIN = 0,
  GALLEY_MARKDOWN_LINE_SINGLE = 1 << 0, /* nothing may begin a new line */
  GALLEY_MARKDOWN_LINE_CELL = 1 << 1,   /* of a table: bars are escaped */
} GalleyMarkdownLineFlags;

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
