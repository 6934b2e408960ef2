/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-pieces.h"

G_BEGIN_DECLS

typedef enum {
  GALLEY_MARKDOWN_LINE_PLAIN = 0,
  GALLEY_MARKDOWN_LINE_SINGLE = 1 << 0, /* nothing may begin a new line */
  GALLEY_MARKDOWN_LINE_CELL = 1 << 1,   /* of a table: bars are escaped */
} GalleyMarkdownLineFlags;

/* The means by which a line can be written. Whether it is read back the same, only trying tells. */
typedef enum {
  GALLEY_WAY_UNDERSCORES = 1 << 0,
  GALLEY_WAY_GAPS = 1 << 1,    /* put a gap where Markdown would misread */
  GALLEY_WAY_GUARDED = 1 << 2, /* something in front that is nothing, so that no block begins */
  GALLEY_WAY_TAGS = 1 << 3,    /* for breaks: HTML at the start of a line is a block of its own */
} GalleyMarkdownWay;

/* The pieces of a line in that @way. (transfer full) */
char *galley_markdown_tokens_write (GArray                  *pieces,
                                    GalleyMarkdownLineFlags  flags,
                                    GalleyMarkdownWay        way);

G_END_DECLS
