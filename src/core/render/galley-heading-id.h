/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The id Ghost gives a heading: lower case, no punctuation, blanks as hyphens, the rest percent
 * encoded; -1, -2 … behind one that @used, a set that it fills, has already. */
char *galley_heading_id_new (const char *text,
                             GHashTable *used);

G_END_DECLS
