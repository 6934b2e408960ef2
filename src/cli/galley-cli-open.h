/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-cli.h"
#include "galley-open-publish.h"

G_BEGIN_DECLS

/* What is said of an interrupted publish: on standard error, with --json as an object too. A plain
 * value, borrowed. */
typedef struct {
  const GalleyOpenPublish *publish;
  gboolean                 looked;  /* the site was asked */
  const GalleyPost        *there;   /* what it has; NULL: nothing */
  const GError            *error;   /* why it is not finished; may be NULL */
} GalleyCliOpen;

/* TRUE when the file is where it was seen last. */
gboolean galley_cli_open_has_file (const GalleyOpenPublish *publish);
/* Returns the exit status that the error stands for. */
int      galley_cli_open_tell     (const GalleyCliOpen     *self,
                                   gboolean                 json);

G_END_DECLS
