/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-cli.h"
#include "galley-plan.h"

G_BEGIN_DECLS

/* What stands between the options and the publish: the guards, said on standard error with the option
 * that would mend each. */
typedef struct {
  gboolean json;
  gboolean dry_run; /* says what would happen, and nothing happens */
  gboolean strict;  /* a warning stops */
} GalleyCare;

/* Sets the plan's count. Returns the exit status when the program is to end here, else -1. */
int galley_cli_care (const GalleyCare  *care,
                     const GalleyLogin *login,
                     const GalleySite  *site,
                     GalleyPlan        *plan,
                     GalleyIssueFile   *file,
                     GalleyIssue       *issue,
                     GCancellable      *cancellable);

G_END_DECLS
