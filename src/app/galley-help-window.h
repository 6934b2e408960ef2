/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_HELP_WINDOW (galley_help_window_get_type ())
G_DECLARE_FINAL_TYPE (GalleyHelpWindow, galley_help_window, GALLEY, HELP_WINDOW, AdwWindow)

/* (transfer full) as every toplevel: the pages that the program carries; it goes with @parent. */
GtkWidget *galley_help_window_new     (GtkWindow  *parent);
void       galley_help_window_go_to   (GalleyHelpWindow *self,
                                       const char       *id);

/* Opens the help in the desktop's help viewer, or where there is none, or none that sees Galley's
 * pages, as in a Flatpak, in a window of its own. */
void       galley_help_window_present (GtkWindow  *parent);

G_END_DECLS
