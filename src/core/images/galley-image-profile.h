/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A PNG file without a colour profile, and with @profile put into it; NULL when @png is none.
 * gdk-pixbuf sets a PNG's profile before its colour type, which libpng refuses. */
GBytes *galley_image_profile_add (GBytes       *png,
                                  const guint8 *profile,
                                  gsize         length);

G_END_DECLS
