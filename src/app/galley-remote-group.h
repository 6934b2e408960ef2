/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Whose pictures the preview loads, each to be taken back. A group of the preferences. */
#define GALLEY_TYPE_REMOTE_GROUP (galley_remote_group_get_type ())
G_DECLARE_FINAL_TYPE (GalleyRemoteGroup, galley_remote_group, GALLEY, REMOTE_GROUP, AdwPreferencesGroup)

/* Once. */
void galley_remote_group_set_settings (GalleyRemoteGroup *self,
                                       GSettings         *settings);

G_END_DECLS
