/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-cli.h"
#include "galley-incoming.h"

G_BEGIN_DECLS

/* What became of a merge of an issue with what its site has. */
typedef enum {
  GALLEY_CLI_MERGED,     /* the file has both now */
  GALLEY_CLI_UNDECIDED,  /* a person must choose: both stand in a file beside the issue */
  GALLEY_CLI_NOT_MERGED, /* an error */
} GalleyCliMergeResult;

/* Says on standard error, with @json also on standard output, what changed there and here, and how to
 * go on; @error is the conflict. @beside: the file with both, or NULL. Returns the exit status. */
int                  galley_cli_tell_conflict (const GalleyIncoming        *incoming,
                                               const GError                *error,
                                               const char                  *beside,
                                               gboolean                     json);
/* Brings what the site has into @file, after both were kept as versions. @beside (transfer full): where
 * both stand when it is undecided. */
GalleyCliMergeResult galley_cli_merge         (const GalleyIncoming        *incoming,
                                               const GalleyPublishRequest  *request,
                                               GalleyIssueFile             *file,
                                               char                       **beside,
                                               GError                     **error);

G_END_DECLS
