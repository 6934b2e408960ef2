/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether the file at @path (NULL: none) came through the document portal without its folder: the
 * portal's folder then holds that one file, and what is written beside it goes nowhere. */
gboolean galley_sandbox_hides_folder (const char *path,
                                      const char *runtime_dir);

G_END_DECLS
