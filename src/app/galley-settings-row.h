/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-document.h"
#include "galley-settings-field.h"

G_BEGIN_DECLS

/* A key of the front matter as a row. It remembers the value that the text has; it is dirty when it
 * shows another one, and only then writes. Its widgets belong to whom they are put into.
 * Signals: "typed" (a letter), "entered" (Enter), "chosen" (a choice, a switch), "left" (the focus went
 * away; where to is known in the next turn of the loop). Those of what the row itself shows, too. */
#define GALLEY_TYPE_SETTINGS_ROW (galley_settings_row_get_type ())
G_DECLARE_FINAL_TYPE (GalleySettingsRow, galley_settings_row, GALLEY, SETTINGS_ROW, GObject)

/* @field: of a kind that has a key. */
GalleySettingsRow *galley_settings_row_new         (const GalleySettingsField *field);
const GalleySettingsField *galley_settings_row_get_field (GalleySettingsRow   *self);
GtkWidget         *galley_settings_row_get_widget  (GalleySettingsRow         *self);
/* The row under it with what the site has that goes on like it; NULL: it has none. */
GtkWidget         *galley_settings_row_get_below   (GalleySettingsRow         *self);
/* What it shows, as it would be written. */
char              *galley_settings_row_dup_shown   (GalleySettingsRow         *self);
/* FALSE also before it has read. */
gboolean           galley_settings_row_is_dirty    (GalleySettingsRow         *self);
/* In the middle of a name: what is there may be half of it. */
gboolean           galley_settings_row_is_unfinished (GalleySettingsRow       *self);
/* The focus is in it, or in the row under it. */
gboolean           galley_settings_row_is_at       (GalleySettingsRow         *self);
/* A dirty one keeps what was entered: it wins over the text when it is written. */
void               galley_settings_row_read        (GalleySettingsRow         *self,
                                                    const GalleyFrontMatter   *matter);
/* Nothing was read: the next reading shows whatever the text has. */
void               galley_settings_row_forget      (GalleySettingsRow         *self);
/* As one undo step. TRUE also where nothing is to be written. */
gboolean           galley_settings_row_write       (GalleySettingsRow         *self,
                                                    GalleyDocument            *document,
                                                    GError                   **error);
/* Shows those of @names (NULL terminated; NULL: none) that go on like what is typed. */
void               galley_settings_row_suggest     (GalleySettingsRow         *self,
                                                    const char *const         *names);
/* Of a list that was left: no comma waits for a next name there, and nothing is suggested. */
void               galley_settings_row_tidy        (GalleySettingsRow         *self);

G_END_DECLS
