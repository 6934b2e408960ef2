/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-action.h"

G_BEGIN_DECLS

/* The preview in a window of its own, for a second screen: a bar, the pages, and the keys that the
 * window of the issue has for them. Closing it is for its owner to follow ("close-request"). */
#define GALLEY_TYPE_PREVIEW_WINDOW (galley_preview_window_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPreviewWindow, galley_preview_window, GALLEY, PREVIEW_WINDOW, AdwWindow)

/* @owner: the window of the issue, whose actions these are; it outlives this one. @actions: its table;
 * those of the view are taken. @content is (transfer none), and taken out again by its owner. */
GtkWindow *galley_preview_window_new       (GtkWidget           *owner,
                                            const GalleyAction  *actions,
                                            GtkWidget           *content);
/* Of the issue. */
void       galley_preview_window_set_title (GalleyPreviewWindow *self,
                                            const char          *title);
/* Gives the content back, (transfer full), and closes. */
GtkWidget *galley_preview_window_release   (GalleyPreviewWindow *self);

G_END_DECLS
