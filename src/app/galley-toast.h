/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A toast that says all of @words, in several lines where one has no room in @overlay: a toast's own title
 * ends in an ellipsis. (transfer full) */
AdwToast *galley_toast_new  (AdwToastOverlay *overlay,
                             const char      *words);
gboolean  galley_toast_says (AdwToast        *toast,
                             const char      *words);

G_END_DECLS
