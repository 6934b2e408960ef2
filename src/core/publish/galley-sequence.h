/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sequences of numbers compared and merged. A text is cut to pieces by others, each piece gets a
 * number, and equal pieces have equal ones: so neither blanks nor marks in a text can mislead what
 * happens here. Sequences are (element-type guint). */

typedef enum {
  GALLEY_SEQUENCE_SAME,
  GALLEY_SEQUENCE_REMOVED,
  GALLEY_SEQUENCE_ADDED,
} GalleySequenceChange;

/* @a is where the old one stands in its sequence, @b the new one; only SAME has both. */
typedef struct {
  GalleySequenceChange change;
  guint a;
  guint b;
} GalleySequenceStep;

/* What both sides have come to agree on (@theirs NULL), or what each has of its own. */
typedef struct {
  GArray *ours;
  GArray *theirs;
} GalleySequenceChunk;

/* (element-type GalleySequenceStep) (transfer full). NULL only when memory or the library fails. */
GArray    *galley_sequence_diff  (const GArray  *a,
                                  const GArray  *b,
                                  GError       **error);
/* (element-type GalleySequenceChunk) (transfer full), in order; two conflicts never touch. */
GPtrArray *galley_sequence_merge (const GArray  *base,
                                  const GArray  *ours,
                                  const GArray  *theirs,
                                  GError       **error);

G_END_DECLS
