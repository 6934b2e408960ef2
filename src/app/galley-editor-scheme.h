/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/* Before the first text: its buffer makes the manager read all its folders, and a folder that comes
 * later makes it read all of them again. */
void                  galley_editor_scheme_init (void);
/* (transfer none). The colours of the source, each of which can be read on its own page: with a
 * contrast of 4.5 to 1, and of 7 to 1 where the desktop asks for much. */
GtkSourceStyleScheme *galley_editor_scheme_find (gboolean is_dark,
                                                 gboolean is_high_contrast);

G_END_DECLS
