/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-sequence.h"

G_BEGIN_DECLS

/* What changed from one text of an issue to another, in sentences and lines. A plain value. */
typedef struct {
  GalleySequenceChange change;
  char                *text; /* one or more pieces of the same kind of change, as they stand */
} GalleyDiffRow;

/* (element-type GalleyDiffRow) (transfer full): the whole of both texts, in order. */
GPtrArray *galley_diff_new   (const char  *before,
                              const char  *after,
                              GError     **error);
/* How many rows of @diff are additions, and removals. */
void       galley_diff_count (GPtrArray   *diff,
                              guint       *added,
                              guint       *removed);

G_END_DECLS
