/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Puts the sample issue and its pictures into @folder, which is made; what is there already stays
 * as somebody left it. Returns the path. (transfer full) */
char *galley_sample_unpack (const char  *folder,
                            GError     **error);

G_END_DECLS
