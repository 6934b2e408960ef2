/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The buttons below @root ask for no more room than a telephone has, however large their letters are:
 * their words go on in a second line, in a header bar they end in an ellipsis. */
void galley_button_words_yield (GtkWidget *root);

G_END_DECLS
