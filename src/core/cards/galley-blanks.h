/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Before it puts the HTML of some cards into a mail, Ghost 6.65 folds each run of blanks (\s of a regular
 * expression: lines, no-break and wide blanks, too) into one, and takes those between two tags and before a
 * ">" away: words are glued together, and a program is one line. @html with those as entities, which is the
 * same HTML. (transfer full) */
char    *galley_blanks_keep     (const char *html);
/* What \s and trim() of the server take for a blank. */
gboolean galley_blanks_is_blank (gunichar    c);

G_END_DECLS
