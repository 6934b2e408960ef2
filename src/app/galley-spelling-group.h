/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The preferences of spelling: whether it is checked, which the window binds by the row's name, and in
 * which languages: those that the system has dictionaries for. */
#define GALLEY_TYPE_SPELLING_GROUP (galley_spelling_group_get_type ())
G_DECLARE_FINAL_TYPE (GalleySpellingGroup, galley_spelling_group, GALLEY, SPELLING_GROUP, AdwPreferencesGroup)

/* Once. */
void galley_spelling_group_set_settings (GalleySpellingGroup *self,
                                         GSettings           *settings);

G_END_DECLS
