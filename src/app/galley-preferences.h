/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A preference is a key of the schema and a control in the .ui whose name is the key; what it holds
 * is applied at once by whom it concerns. */
#define GALLEY_TYPE_PREFERENCES (galley_preferences_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPreferences, galley_preferences, GALLEY, PREFERENCES, AdwPreferencesWindow)

GtkWindow *galley_preferences_new (GtkWindow *parent,
                                   GSettings *settings);

G_END_DECLS
