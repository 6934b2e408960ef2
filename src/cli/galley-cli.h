/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "galley-command.h"
#include "galley-issue-file.h"
#include "galley-issue.h"
#include "galley-ledger.h"
#include "galley-service.h"

G_BEGIN_DECLS

/* What the commands share: options, folders, an issue from its file, a login, and how an error
 * leaves the program. */

#define GALLEY_CLI_USAGE 2

/* FALSE: the usage was wrong (said on standard error). Afterwards argv[1 …] are the operands,
 * between @min and @max of them. */
gboolean  galley_cli_parse          (const GalleyCommand *command,
                                     const GOptionEntry  *entries,
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
void      galley_cli_print_json     (JsonNode            *node);
char     *galley_cli_dup_state_dir  (void);
char     *galley_cli_dup_config_dir (void);
gboolean  galley_cli_load_issue     (const char          *path,
                                     GalleyIssueFile    **file,
                                     GalleyIssue        **issue,
                                     GCancellable        *cancellable,
                                     GError             **error);

/* @issue with another visibility, or with tiers ("gold,silver"); the file stays as it is. (transfer full) */
GalleyIssue *galley_cli_apply_visibility (GalleyIssue *issue,
                                          const char  *visibility,
                                          GError     **error);

/* An account and its key, ready to be talked to. */
typedef struct {
  const GalleyService *service;
  GalleyConnection     connection;
  char                *source; /* "file:PATH", "account:NAME" or "stdin"; never the key */
} GalleyLogin;

/* @key_file "-": standard input. Either @url and @key_file or @account_name. @service NULL: the account's. */
GalleyLogin *galley_login_new  (const char    *service,
                                const char    *url,
                                const char    *key_file,
                                const char    *account_name,
                                GCancellable  *cancellable,
                                GError       **error);
void         galley_login_free (GalleyLogin   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyLogin, galley_login_free)

G_END_DECLS
