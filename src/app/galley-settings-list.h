/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A list of names (tags, authors) as one line of text: parted by commas, a name that has a comma
 * or begins with a quote in double quotes. What was joined splits into the same names. */
char  *galley_settings_list_join  (const char *const *names); /* may be NULL */
char **galley_settings_list_split (const char        *line);
/* The last name has its comma: nobody is in the middle of it. */
gboolean galley_settings_list_is_finished (const char *line);

G_END_DECLS
