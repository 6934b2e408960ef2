/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A new, empty folder to unpack into, which nobody else uses or reads; whoever asked for it removes it.
 * Below @cache_dir, NULL: the person's own. Those that a crash left a month ago go by the way. */
char *galley_work_folder_make (const char  *cache_dir,
                               GError     **error);

G_END_DECLS
