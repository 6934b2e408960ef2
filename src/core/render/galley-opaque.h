/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <galley-face.h>

G_BEGIN_DECLS

/* A card that Markdown has no words for and that is kept as the site has it: its JSON as the site
 * draws it, where that is known. FALSE: only the site can draw it, and nothing was written. @mail:
 * not a page. */
gboolean galley_opaque_write (GalleyFace *face,
                              const char *json,
                              gboolean    mail);

G_END_DECLS
