/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-edit.h"

G_BEGIN_DECLS

/* Two versions of one place that stand in a text together until a person chooses. Each stands between
 * lines that no issue has, so that nothing with one in it is ever taken for finished:
 *
 *   <<<<<<< mine
 *   ======= theirs
 *   >>>>>>>
 */

typedef enum {
  GALLEY_CONFLICT_MINE,
  GALLEY_CONFLICT_THEIRS,
  GALLEY_CONFLICT_BOTH, /* mine, then theirs */
} GalleyConflictChoice;

/* Bytes of the text. Each version is without the blank lines round it. */
typedef struct {
  gsize start;  /* of the first mark's line */
  gsize end;    /* past the last mark's line */
  gsize mine_start, mine_end;
  gsize theirs_start, theirs_end;
  guint line;   /* of the first mark, from 1 */
} GalleyConflict;

/* (element-type GalleyConflict) (transfer full). A mark without its others is text like any other. */
GArray     *galley_conflict_list    (const char           *text,
                                     gsize                 length);
/* Writes both with the marks round them. */
void        galley_conflict_write   (GString              *to,
                                     const char           *mine,
                                     const char           *theirs);
GalleyEdit *galley_conflict_resolve (const GalleyConflict *self,
                                     const char           *text,
                                     gsize                 length,
                                     GalleyConflictChoice  choice);

G_END_DECLS
