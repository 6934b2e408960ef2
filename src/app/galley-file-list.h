/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer full) The paths of a drop or a paste, without what has none: an address of the web. */
char **galley_file_list_dup_paths (GdkFileList *self);

G_END_DECLS
