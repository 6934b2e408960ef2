/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Words that give way where there is little room: a telephone, or letters that are twice as large. */

/* What is chosen in @choice (a GtkDropDown, an AdwComboRow), where the list opens: as much of it as there is
 * room for, which a row has some of, however much its title and subtitle would like. The list itself goes
 * on showing whole words, with its mark. */
void galley_narrow_words_shorten (GtkWidget *choice);
/* The buttons and titles of windows below @root ask for no more room than a telephone has, however large
 * their letters are: the words of a button go on in a second line, in a header bar they end in an ellipsis. */
void galley_narrow_words_yield   (GtkWidget *root);

G_END_DECLS
