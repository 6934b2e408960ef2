/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "galley-action.h"

G_BEGIN_DECLS

/* (transfer full) as every toplevel: a window that lists the shortcuts of @actions, which end with
 * one without a name, by their groups. It can be searched. */
GtkWindow *galley_shortcuts_new (GtkWindow          *parent,
                                 const GalleyAction *actions);

G_END_DECLS
