/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-document.h"

G_BEGIN_DECLS

/* The feature picture as a row: how it looks, and another one. A picture that is chosen or dropped is
 * copied beside the issue; its own words fill the keys that have none, in the same undo step. */
#define GALLEY_TYPE_SETTINGS_PICTURE (galley_settings_picture_get_type ())
G_DECLARE_FINAL_TYPE (GalleySettingsPicture, galley_settings_picture, GALLEY, SETTINGS_PICTURE,
                      AdwPreferencesRow)

GtkWidget *galley_settings_picture_new     (void);
/* Shows what the newest parse of @document has. */
void       galley_settings_picture_refresh (GalleySettingsPicture *self,
                                            GalleyDocument        *document); /* may be NULL */
/* Makes the file the feature picture of the document shown. */
void       galley_settings_picture_take    (GalleySettingsPicture *self,
                                            const char            *path);

G_END_DECLS
