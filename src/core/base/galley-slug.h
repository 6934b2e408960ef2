/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An ASCII name of [a-z0-9-] for a file or an address: transliterated, lower case, one hyphen
 * between words, at most @max_length bytes; @fallback when nothing is left. */
char *galley_slug_new (const char *text,
                       gsize       max_length,
                       const char *fallback);
/* TRUE when each letter and digit of @text, and there is one, is in the name that is made of it. */
gboolean galley_slug_is_whole (const char *text);

G_END_DECLS
