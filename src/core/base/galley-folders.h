/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the program keeps its own things: the same places for the window and the command line.
 * (transfer full) */
char *galley_folders_dup_state  (void);
char *galley_folders_dup_cache  (void);
char *galley_folders_dup_config (void);

G_END_DECLS
