/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-issue.h"

G_BEGIN_DECLS

/* What a check may look at. Borrowed. */
typedef struct {
  GalleyIssue *issue;
  const char  *folder;  /* where relative pictures lie; NULL: not saved yet */
} GalleyCheckContext;

typedef struct {
  const char *id;          /* also the stem of the findings' ids */
  const char *name;        /* N_(): a line of a list of checks */
  /* Adds findings to @findings (element-type GalleyFinding, owned). Any thread. */
  void      (*run) (const GalleyCheckContext *context,
                    GPtrArray                *findings);
} GalleyCheck;

const GalleyCheck *const *galley_check_list (void);
/* The parser's findings and those of every check, sorted by line. (transfer full) */
GPtrArray                *galley_check_run  (const GalleyCheckContext *context);
gboolean                  galley_check_has_errors (GPtrArray *findings);
/* For the rows: one more finding without a fix; @message becomes the callee's. */
void                      galley_check_report (GPtrArray      *findings,
                                               const char     *id,
                                               GalleySeverity  severity,
                                               guint           line,
                                               char           *message);
/* The line of the block that @node is or is in. */
guint                     galley_check_get_line (const GalleyNode *node);

G_END_DECLS
