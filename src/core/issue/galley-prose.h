/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  gsize start; /* bytes in the line */
  gsize end;
} GalleyProseWord;

/* The next word of @line at or behind byte @from that somebody wrote to be read: not code, addresses,
 * tags, entities, card marks, options, footnote marks, names with digits or capitals only, nor
 * ideographs and kana, which have no blanks between words. What began in a line before is not known
 * here. FALSE at the line's end. */
gboolean galley_prose_next (const char      *line,
                            gsize            from,
                            GalleyProseWord *word);

G_END_DECLS
