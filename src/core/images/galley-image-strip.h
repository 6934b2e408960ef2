/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-image-head.h"

G_BEGIN_DECLS

/* The same picture without anything but its pixels and its colour profile; @bytes itself when there
 * is nothing to take away. NULL when its parts cannot be told apart. */
GBytes *galley_image_strip (GalleyImageKind  kind,
                            GBytes          *bytes);

G_END_DECLS
