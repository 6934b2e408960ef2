/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-issue.h"

G_BEGIN_DECLS

/* A part of an issue's body that is compared as one: a sentence of a paragraph, a line of anything
 * else, a whole card that is kept as it is, or the blank lines between two blocks. */
typedef enum {
  GALLEY_PIECE_SENTENCE,
  GALLEY_PIECE_LINE,
  GALLEY_PIECE_BLOCK,
  GALLEY_PIECE_GAP,
} GalleyPieceKind;

/* A plain value; @text is all its bytes, with the blanks and the line's end behind it. */
typedef struct {
  GalleyPieceKind kind;
  gboolean        is_private; /* no reader and no site ever sees it */
  char           *text;
  char           *key;        /* equal keys say the same, however their lines are broken */
} GalleyPiece;

/* (element-type GalleyPiece) (transfer full): put together they are the body without the blank
 * lines before and behind it. */
GPtrArray *galley_piece_split_body  (GalleyIssue *issue);
/* The lines of the front matter with its fences, then the body: the whole issue. */
GPtrArray *galley_piece_split_issue (GalleyIssue *issue);

/* A number for each key, the same for the same (element-type guint) (transfer full). @numbers: of a key
 * to its number, made by g_str_hash(); it borrows the new ones, so @pieces must live as long. */
GArray    *galley_piece_number      (GPtrArray   *pieces,
                                     GHashTable  *numbers);

G_END_DECLS
