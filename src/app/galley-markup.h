/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the formatting commands do to Markdown source. Each is one undo step and undoes itself when
 * the selection already has it. */
typedef enum {
  GALLEY_MARKUP_BOLD,
  GALLEY_MARKUP_ITALIC,
  GALLEY_MARKUP_STRIKETHROUGH,
  GALLEY_MARKUP_CODE,
  GALLEY_MARKUP_COMMENT, /* private; lines become a block */
  GALLEY_MARKUP_HEADING, /* none, ##, ###, none */
  GALLEY_MARKUP_QUOTE,
  GALLEY_MARKUP_LIST,
  GALLEY_MARKUP_ORDERED_LIST,
} GalleyMarkup;

void galley_markup_apply        (GtkTextBuffer *buffer,
                                 GalleyMarkup   markup);
/* A block on lines of its own, with blank lines round it. */
void galley_markup_insert_block (GtkTextBuffer *buffer,
                                 const char    *block);

G_END_DECLS
