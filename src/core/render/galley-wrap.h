/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends @text to @out, broken at blanks (and between wide characters) so that no line is longer
 * than @width columns if that can be helped. @first stands before the first line, @rest before the
 * others. Newlines in @text stay. Ends with a newline. */
void galley_wrap_append (GString    *out,
                         const char *text,
                         guint       width,
                         const char *first,
                         const char *rest);

G_END_DECLS
