/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-cli-login.h"
#include "galley-command.h"
#include "galley-issue-file.h"
#include "galley-issue.h"
#include "galley-ledger.h"

G_BEGIN_DECLS

/* What the commands share: options, an issue from its file, and how an error leaves the
 * program. */

#define GALLEY_CLI_USAGE 2

/* @login (may be NULL) gets the options that say who logs in where. FALSE: the usage was wrong (said on standard error). Afterwards argv[1 …] are the operands,
 * between @min and @max of them. */
gboolean  galley_cli_parse          (const GalleyCommand *command,
                                     const GOptionEntry  *entries,
                                     GalleyLoginOptions  *login,
                                     int                 *argc,
                                     char               **argv,
                                     int                  min,
                                     int                  max);
/* Says @message on standard error; returns the exit status of wrong usage. */
int       galley_cli_usage          (const GalleyCommand *command,
                                     const char          *message);
/* Says @error on standard error, with @json also as an object on standard output; returns the exit
 * status. */
int       galley_cli_fail           (const GError        *error,
                                     gboolean             json);
gboolean  galley_cli_load_issue     (const char          *path,
                                     GalleyIssueFile    **file,
                                     GalleyIssue        **issue,
                                     GCancellable        *cancellable,
                                     GError             **error);

/* @issue with another visibility, or with tiers ("gold,silver"); the file stays as it is. (transfer full) */
GalleyIssue *galley_cli_apply_visibility (GalleyIssue *issue,
                                          const char  *visibility,
                                          GError     **error);

G_END_DECLS
