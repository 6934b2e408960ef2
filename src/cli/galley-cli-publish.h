/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-cli.h"
#include "galley-publish.h"

G_BEGIN_DECLS

/* What to do about changes that somebody made on the site. */
typedef struct {
  gboolean    merge; /* bring them into the issue's file, when nothing has to be chosen */
  const char *seen;  /* of these a person said that they may go; NULL: of none */
} GalleyCliConflict;

/* Publishes the issue in @file as @plan says and tells what came of it; returns the exit status.
 * @login NULL: a service that exports. @issue may differ from the file's by what options said, but not
 * when @conflict says to merge. @conflict NULL: neither. */
int galley_cli_publish (const GalleyService *service,
                        const GalleyLogin   *login,
                        const GalleySite    *site,
                        const GalleyPlan    *plan,
                        GalleyIssueFile     *file,
                        GalleyIssue         *issue,
                        const GalleyCliConflict *conflict,
                        gboolean             json,
                        GCancellable        *cancellable);
/* Only where a person said so. */
int galley_cli_retry_mail (const GalleyLogin *login,
                           const GalleySite  *site,
                           const GalleyPlan  *plan,
                           GalleyIssueFile   *file,
                           GalleyIssue       *issue,
                           gboolean           json,
                           GCancellable      *cancellable);

G_END_DECLS
