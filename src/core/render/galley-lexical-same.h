/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <galley-json.h>

G_BEGIN_DECLS

/* Whether Ghost would show both nodes alike. What no reader sees (the editor's own marks, the size
 * of a picture, the name of a link) may differ, and what @original leaves to Ghost. */
gboolean galley_lexical_same   (JsonObject *original,
                                JsonObject *ours);
/* The text nodes in @children as GalleyPieces; NULL when there is one among them that is not known. */
GArray  *galley_lexical_pieces (JsonArray  *children);

G_END_DECLS
