/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts into @box a button for each of @names (NULL terminated) that goes on like the last entry of the
 * list, separated by commas, that is written in @list; one that is clicked goes in. FALSE: there is
 * none. */
gboolean galley_suggestions_fill (GtkFlowBox        *box,
                                  GtkEditable       *list,
                                  const char *const *names);

G_END_DECLS
