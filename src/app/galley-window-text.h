/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-action.h"

G_BEGIN_DECLS

/* The commands that work on the text; for the table of actions. There is a document. */
void galley_window_find_text            (GalleyWindow *self);
void galley_window_replace_text         (GalleyWindow *self);
void galley_window_find_next            (GalleyWindow *self);
void galley_window_find_previous        (GalleyWindow *self);
void galley_window_undo                 (GalleyWindow *self);
void galley_window_redo                 (GalleyWindow *self);
void galley_window_copy_html            (GalleyWindow *self);
void galley_window_copy_rich            (GalleyWindow *self);
void galley_window_insert_picture       (GalleyWindow *self);
void galley_window_format_bold          (GalleyWindow *self);
void galley_window_format_italic        (GalleyWindow *self);
void galley_window_format_strikethrough (GalleyWindow *self);
void galley_window_format_code          (GalleyWindow *self);
void galley_window_format_link          (GalleyWindow *self);
void galley_window_format_heading       (GalleyWindow *self);
void galley_window_format_quote         (GalleyWindow *self);
void galley_window_format_list          (GalleyWindow *self);
void galley_window_format_ordered_list  (GalleyWindow *self);
/* By the id that galley-inserter.h has for it. */
void galley_window_insert                (GalleyWindow *self,
                                          const char   *id);
void galley_window_edit_card             (GalleyWindow *self);
void galley_window_show_inserter         (GalleyWindow *self);

G_END_DECLS
