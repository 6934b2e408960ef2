/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  GALLEY_SETTINGS_FIELD_GROUP, /* title only: begins a group */
  GALLEY_SETTINGS_FIELD_MORE,  /* title only: the rest of the group folds away under it */
  GALLEY_SETTINGS_FIELD_TEXT,
  GALLEY_SETTINGS_FIELD_LIST,
  GALLEY_SETTINGS_FIELD_CHOICE,
  GALLEY_SETTINGS_FIELD_SWITCH,
  GALLEY_SETTINGS_FIELD_PICTURE, /* no row of a key: the feature picture as it looks */
  GALLEY_SETTINGS_FIELD_LOOKS,   /* likewise: the issue in a search, a network and an inbox */
} GalleySettingsKind;

/* What stands in the settings of an issue: a key of its front matter, or what stands between such. */
typedef struct {
  GalleySettingsKind kind;
  const char *key;
  const char *title;          /* to be translated */
  const char *const *choices; /* value, words to be translated, …, NULL */
  gboolean is_of_site;        /* a list of names that the site knows more of */
} GalleySettingsField;

/* In the order in which they are shown. */
const GalleySettingsField *galley_settings_field_get_all (guint *n_fields);

G_END_DECLS
