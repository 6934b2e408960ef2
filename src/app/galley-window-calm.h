/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-action.h"

G_BEGIN_DECLS

/* The commands for a quiet desk; for the table of actions. */
void     galley_window_set_outline_shown (GalleyWindow *self,
                                          gboolean      shown);
gboolean galley_window_is_outline_shown  (GalleyWindow *self);
void     galley_window_set_full_screen   (GalleyWindow *self,
                                          gboolean      full_screen);
gboolean galley_window_is_full_screen    (GalleyWindow *self);
void     galley_window_cycle_focus       (GalleyWindow *self);

G_END_DECLS
