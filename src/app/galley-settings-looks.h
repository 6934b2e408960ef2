/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-document.h"

G_BEGIN_DECLS

/* How the issue looks in a search, in a social network and in an inbox, and how much of the room that
 * there is it takes. */
#define GALLEY_TYPE_SETTINGS_LOOKS (galley_settings_looks_get_type ())
G_DECLARE_FINAL_TYPE (GalleySettingsLooks, galley_settings_looks, GALLEY, SETTINGS_LOOKS, AdwPreferencesRow)

GtkWidget *galley_settings_looks_new     (void);
/* @typed: as galley_look_new () takes it. */
void       galley_settings_looks_refresh (GalleySettingsLooks *self,
                                          GalleyDocument      *document,
                                          GHashTable          *typed);

G_END_DECLS
