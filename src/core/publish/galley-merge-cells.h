/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-piece.h"

G_BEGIN_DECLS

/* For GalleyMerge: a merge runs on numbers (GalleySequence), one for each piece. What comes out of it
 * is a row of cells: a cell belongs to both sides, to ours or to theirs, and knows where it stands in
 * each, so that the bytes of ours are kept wherever ours has the piece. */

enum { GALLEY_SIDE_BASE, GALLEY_SIDE_OURS, GALLEY_SIDE_THEIRS, GALLEY_N_SIDES };

typedef enum {
  GALLEY_IN_BOTH,
  GALLEY_IN_OURS,
  GALLEY_IN_THEIRS,
  GALLEY_IN_NEITHER,
} GalleyMergeWhere;

#define GALLEY_NOWHERE G_MAXUINT

typedef struct {
  GalleyMergeWhere where;
  guint            number;
  guint            index[GALLEY_N_SIDES];
} GalleyMergeCell;

/* Lives on a stack. */
typedef struct {
  GPtrArray  *pieces[GALLEY_N_SIDES];  /* (element-type GalleyPiece) */
  GArray     *numbers[GALLEY_N_SIDES];
  GHashTable *known;                   /* of a piece's key to its number */
  GArray     *cells;                   /* (element-type GalleyMergeCell) */
} GalleyMergeCells;

/* @base NULL: what both have in the same order stands for it. */
gboolean           galley_merge_cells_make      (GalleyMergeCells       *self,
                                                 GalleyIssue            *base,
                                                 GalleyIssue            *ours,
                                                 GalleyIssue            *theirs,
                                                 GError                **error);
void               galley_merge_cells_clear     (GalleyMergeCells       *self);
const GalleyPiece *galley_merge_cells_get_piece (const GalleyMergeCells *self,
                                                 const GalleyMergeCell  *cell);
/* Adds @cell to a text whose last one is @last, so that both stand apart as they must. @last and
 * @next, what comes after, may be NULL. */
void               galley_merge_cells_write     (const GalleyMergeCells *self,
                                                 GString                *text,
                                                 const GalleyMergeCell  *last,
                                                 const GalleyMergeCell  *cell,
                                                 const GalleyMergeCell  *next);
/* The cells of [@start, @end) that are not @without. */
char              *galley_merge_cells_dup_text  (const GalleyMergeCells *self,
                                                 guint                   start,
                                                 guint                   end,
                                                 GalleyMergeWhere        without);
/* The last line of @text is a whole one. */
void               galley_merge_end_line        (GString                *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyMergeCells, galley_merge_cells_clear)

G_END_DECLS
