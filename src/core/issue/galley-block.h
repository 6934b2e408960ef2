/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-edit.h"
#include "galley-issue.h"

G_BEGIN_DECLS

/* A block that a writer can have put in and that is no card. Cards describe themselves. */
typedef struct {
  const char *id;
  const char *name;        /* N_() */
  const char *description; /* N_() */
  const char *markdown;
  gsize       cursor;      /* where the writer goes on, in bytes */
} GalleyBlock;

/* Ends with a NULL id. */
const GalleyBlock *galley_block_list          (void);
/* @markdown on lines of its own, where the bytes [start, end) of the text are, which it takes the
 * place of. Blank lines stand round it. With @start = @end inside a block it comes after that one;
 * in the front matter, after that. @cursor: an offset in @markdown, becomes one in the edit's text.
 * (transfer full) */
GalleyEdit        *galley_block_place         (const GalleyIssue *issue,
                                               gsize              start,
                                               gsize              end,
                                               const char        *markdown,
                                               gsize             *cursor);
/* Whether what stands in @line, from 1, is Markdown: no code, no raw HTML, no front matter. */
gboolean           galley_block_is_prose      (const GalleyIssue *issue,
                                               guint              line);

G_END_DECLS
