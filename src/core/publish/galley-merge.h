/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-issue.h"

G_BEGIN_DECLS

/* Three versions of an issue's body become one: cut to blocks, those to sentences, merged and put
 * together again. No sentence that one side has added and none that both have kept is ever missing. */

typedef enum {
  GALLEY_MERGE_MARK,   /* where both have changed the same, both stand with the marks of GalleyConflict */
  GALLEY_MERGE_THEIRS, /* there theirs wins, and of ours what never leaves the machine is kept */
} GalleyMergeWay;

/* A plain value. */
typedef struct {
  char  *body;        /* without blank lines before and behind it */
  guint  n_conflicts;
} GalleyMerged;

/* @base NULL: it is not known what both began with; then nothing counts as taken out. FAILED only
 * when the library fails. */
GalleyMerged *galley_merge       (GalleyIssue     *base,
                                  GalleyIssue     *ours,
                                  GalleyIssue     *theirs,
                                  GalleyMergeWay   way,
                                  GError         **error);
void          galley_merged_free (GalleyMerged    *self);
/* What @theirs has changed since @base and @ours has not: one text for each piece, that names it and
 * whether it is missing or still there. Empty: @ours has it all. NULL terminated. */
char        **galley_merge_list_missing (GalleyIssue  *base,
                                         GalleyIssue  *ours,
                                         GalleyIssue  *theirs,
                                         GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyMerged, galley_merged_free)

G_END_DECLS
