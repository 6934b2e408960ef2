/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is chosen, in the button or the row that opens the list: as much of it as there is room for. The
 * list itself goes on showing whole words, with its mark. */
void galley_choice_label_shorten (GtkDropDown *drop);
/* In a row whose title and subtitle would like all of it there is room for the choice nevertheless. */
void galley_choice_label_keep    (AdwComboRow *row);

G_END_DECLS
