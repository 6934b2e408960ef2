/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <galley-node.h>

G_BEGIN_DECLS

/* A line of words on its way to Markdown, flat as Ghost keeps it: each text with its formats as
 * bits (those of galley-runs.h), links as two marks. Two lines with the same pieces look the same
 * to every reader. */

typedef enum {
  GALLEY_PIECE_TEXT,
  GALLEY_PIECE_NEWLINE,  /* where the source goes on in the next line: a blank to a reader */
  GALLEY_PIECE_BREAK,
  GALLEY_PIECE_LINK,     /* .text is the address */
  GALLEY_PIECE_LINK_END,
  GALLEY_PIECE_MARKUP,   /* .text is Markdown already: a picture, the mark of a footnote, HTML */
} GalleyPieceType;

#define GALLEY_PIECE_STRONG (1u << 0)
#define GALLEY_PIECE_EMPHASIS (1u << 1)
#define GALLEY_PIECE_STRIKETHROUGH (1u << 2)
#define GALLEY_PIECE_UNDERLINE (1u << 3)
#define GALLEY_PIECE_CODE (1u << 4)
#define GALLEY_PIECE_SUBSCRIPT (1u << 5)
#define GALLEY_PIECE_SUPERSCRIPT (1u << 6)
#define GALLEY_PIECE_HIGHLIGHT (1u << 7)
#define GALLEY_PIECE_FORMATS 0xffu

typedef struct {
  GalleyPieceType type;
  guint           format;
  char           *text;  /* owned */
  char           *title; /* owned; of a LINK, NULL without one */
} GalleyPiece;

/* (element-type GalleyPiece) */
GArray  *galley_pieces_new        (void);
void     galley_pieces_add        (GArray           *self,
                                   GalleyPieceType   type,
                                   guint             format,
                                   const char       *text,
                                   gssize            length);
void     galley_pieces_add_link   (GArray           *self,
                                   const char       *url,
                                   const char       *title);
/* @first and its following siblings. */
void     galley_pieces_add_nodes  (GArray           *self,
                                   const GalleyNode *first);
/* What the source calls two and a reader sees as one becomes one; a newline becomes a blank. */
void     galley_pieces_normalize  (GArray           *self);
/* Blanks at the edges of what is bold, slanted or struck go outside, where nobody sees a difference
 * and Markdown wants them. */
void     galley_pieces_hoist      (GArray           *self);
/* Both normalized. Titles of links are not compared. */
gboolean galley_pieces_equal      (const GArray     *a,
                                   const GArray     *b);

G_END_DECLS
