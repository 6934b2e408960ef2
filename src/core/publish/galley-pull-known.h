/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first of the issues at @paths (NULL terminated) that is @post on @site, by what its front matter
 * says. NULL: none. What cannot be read is passed over. (transfer full) */
char *galley_pull_find_known (const char *const *paths,
                              const char        *site,
                              const char        *post);

G_END_DECLS
