/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-document.h"
#include "galley-session.h"

G_BEGIN_DECLS

/* The settings beside its text: each row is a key of the front matter. What is entered goes
 * into the text as one undo step, at Enter, when the row loses the focus, or at a pause; what is
 * typed in the text shows here. It is made hidden. */
#define GALLEY_TYPE_SETTINGS_PANEL (galley_settings_panel_get_type ())
G_DECLARE_FINAL_TYPE (GalleySettingsPanel, galley_settings_panel, GALLEY, SETTINGS_PANEL, GtkWidget)

/* Once: whose site completes tags and authors. */
void galley_settings_panel_set_session  (GalleySettingsPanel *self,
                                         GalleySession       *session);
void galley_settings_panel_set_document (GalleySettingsPanel *self,
                                         GalleyDocument      *document); /* may be NULL */
/* What stands in a row and not yet in the text goes into it now: before a save, a close. */
void galley_settings_panel_commit       (GalleySettingsPanel *self);

G_END_DECLS
