/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Markup of Pango that shows @text with no line ending within a word of Hangul, as it would by itself. NULL:
 * there is nothing to keep together. (transfer full) */
char *galley_hangul_dup_markup (const char *text);

G_END_DECLS
