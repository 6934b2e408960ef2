/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-issue.h"

G_BEGIN_DECLS

/* Wraps the paragraphs' lines that are longer than @limit bytes at the ends of sentences, else at
 * blanks, so that what readers see stays the same: that is proved by parsing again. NULL when there
 * is nothing that can be wrapped so. Slow. */
GalleyEdit *galley_reflow (GalleyIssue *issue,
                           gsize        limit);

G_END_DECLS
