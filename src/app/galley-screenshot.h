/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-window.h"

G_BEGIN_DECLS

/* A picture of the window as it is now. */
gboolean galley_screenshot_save (GtkWidget     *widget,
                                 const char    *path,
                                 GError       **error);
/* Waits until the window and its preview are painted (15 seconds at most), writes @path and closes
 * the window. */
void     galley_screenshot_take (GalleyWindow  *window,
                                 const char    *path);

G_END_DECLS
