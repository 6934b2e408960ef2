/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Ghost's document to Markdown and back, with all that must be true of it. */

typedef struct {
  guint n_blocks;
  guint n_exact;  /* rendered from nothing but their Markdown they are the very nodes */
  guint n_fences;
} GalleyRoundTrip;

/* NULL when all holds, else what does not: (transfer full). @trip may be NULL. What is no document
 * is refused, and that is right. */
char *galley_round_trip_check          (const char      *lexical,
                                        GalleyRoundTrip *trip);
/* The same of the document that @markdown becomes, which must come back without a difference. */
char *galley_round_trip_check_markdown (const char      *markdown);
