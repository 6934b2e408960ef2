/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-action.h"

G_BEGIN_DECLS

/* The commands of a writer at work; for the table of actions. There is a document. */
void galley_window_next_misspelling (GalleyWindow *self);
void galley_window_paste_plain     (GalleyWindow *self);
void galley_window_move_lines_up   (GalleyWindow *self);
void galley_window_move_lines_down (GalleyWindow *self);
void galley_window_toggle_task     (GalleyWindow *self);
void galley_window_align_table     (GalleyWindow *self);
void galley_window_insert_table    (GalleyWindow *self);
void galley_window_insert_comment  (GalleyWindow *self);
void galley_window_insert_footnote (GalleyWindow *self);
void galley_window_jump_footnote   (GalleyWindow *self);

G_END_DECLS
