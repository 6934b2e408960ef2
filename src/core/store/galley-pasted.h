/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-issue-file.h"

G_BEGIN_DECLS

/* Pasted Markdown (galley_paste_dup_markdown) with the pictures that came in it, @sources, put beside
 * the issue as any picture is. One that cannot be leaves its alternative text; @n_lost counts them.
 * Slow. (transfer full) */
char *galley_pasted_import (GalleyIssueFile *file,
                            const char      *markdown,
                            GPtrArray       *sources,
                            guint           *n_lost);

G_END_DECLS
