/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-node.h"

G_BEGIN_DECLS

/* Writes a figure's Markdown as the issue format wants it, so that it reads back as the same
 * picture: quotes and backslashes escaped, angle brackets round an address with blanks, the credit
 * after "Credit: " at the end of the caption, {.wide} behind. No newline at the end. Any of
 * @alt, @caption, @credit, @href may be NULL. @caption is inline Markdown without the credit. */
char *galley_figure_write         (const char  *src,
                                   const char  *alt,
                                   const char  *caption,
                                   const char  *credit,
                                   const char  *href,
                                   GalleyWidth  width);
/* Cuts a caption's Markdown source into caption and credit; @credit becomes NULL without one. */
void  galley_figure_split_caption (const char  *source,
                                   char       **caption,
                                   char       **credit);

G_END_DECLS
