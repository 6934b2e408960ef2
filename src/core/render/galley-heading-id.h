/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-node.h"

G_BEGIN_DECLS

/* The id Ghost gives a heading, made of its words and of the numbers of its footnotes: lower case, no
 * punctuation, blanks as hyphens, the rest percent encoded; -1, -2 … behind one that @used, a set that
 * it fills, has already. */
char *galley_heading_id_new (const GalleyNode *heading,
                             GHashTable       *used);

G_END_DECLS
