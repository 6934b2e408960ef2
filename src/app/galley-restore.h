/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-window.h"

G_BEGIN_DECLS

/* Opens again what was open when Galley ended: in front the issue used last, or @front (may be NULL)
 * when there is a window already; the others behind it, after its first frame. What is gone is said
 * in the window in front. When Galley died over that the last time nothing is opened, which is said
 * too. Returns that window (transfer none), NULL: there is none to open. */
GalleyWindow *galley_restore_windows (GtkApplication *application,
                                      GalleySession  *session,
                                      GalleyWindow   *front);

G_END_DECLS
