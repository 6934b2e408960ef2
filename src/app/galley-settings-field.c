/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-settings-field.h"

#include <glib/gi18n-lib.h>

static const char *const visibilities[] = {
  "",        N_("As the Site Does"),  "public",  N_("Everybody"),    "members",
  N_("All Members"), "paid", N_("Paying Members"), "tiers", N_("Some Tiers"), NULL,
};
static const char *const audiences[] = {
  "", N_("As the Newsletter Does"), "all", N_("All Subscribers"), "free", N_("Free Subscribers"),
  "paid", N_("Paying Subscribers"), NULL,
};

static const GalleySettingsField fields[] = {
  { GALLEY_SETTINGS_FIELD_GROUP, NULL, N_("Issue") },
  { GALLEY_SETTINGS_FIELD_TEXT, "title", N_("Title") },
  { GALLEY_SETTINGS_FIELD_TEXT, "subtitle", N_("Subtitle") },
  { GALLEY_SETTINGS_FIELD_LIST, "tags", N_("Tags, separated by commas"), .is_of_site = TRUE },
  { GALLEY_SETTINGS_FIELD_LIST, "authors", N_("Authors, separated by commas"), .is_of_site = TRUE },
  { GALLEY_SETTINGS_FIELD_TEXT, "slug", N_("Address on the site") },
  { GALLEY_SETTINGS_FIELD_SWITCH, "featured", N_("Featured") },
  { GALLEY_SETTINGS_FIELD_GROUP, NULL, N_("Feature Picture") },
  { GALLEY_SETTINGS_FIELD_PICTURE },
  { GALLEY_SETTINGS_FIELD_TEXT, "image", N_("File or address") },
  { GALLEY_SETTINGS_FIELD_TEXT, "image-alt", N_("Alternative text") },
  { GALLEY_SETTINGS_FIELD_TEXT, "image-caption", N_("Caption") },
  { GALLEY_SETTINGS_FIELD_TEXT, "image-credit", N_("Credit") },
  { GALLEY_SETTINGS_FIELD_GROUP, NULL, N_("Readers") },
  { GALLEY_SETTINGS_FIELD_CHOICE, "visibility", N_("Who can read it"), visibilities },
  { GALLEY_SETTINGS_FIELD_LIST, "tiers", N_("Tiers, separated by commas") },
  { GALLEY_SETTINGS_FIELD_TEXT, "newsletter", N_("Newsletter") },
  { GALLEY_SETTINGS_FIELD_CHOICE, "audience", N_("Who gets the mail"), audiences },
  { GALLEY_SETTINGS_FIELD_TEXT, "email-subject", N_("Subject of the mail") },
  { GALLEY_SETTINGS_FIELD_SWITCH, "email-only", N_("Only as a mail") },
  { GALLEY_SETTINGS_FIELD_GROUP, NULL, N_("Web Page") },
  { GALLEY_SETTINGS_FIELD_TEXT, "date", N_("Date of publication") },
  { GALLEY_SETTINGS_FIELD_TEXT, "lang", N_("Language") },
  { GALLEY_SETTINGS_FIELD_TEXT, "canonical", N_("Original address") },
  { GALLEY_SETTINGS_FIELD_LOOKS },
  { GALLEY_SETTINGS_FIELD_MORE, NULL, N_("Search and Social Networks") },
  { GALLEY_SETTINGS_FIELD_TEXT, "meta-title", N_("Title in search results") },
  { GALLEY_SETTINGS_FIELD_TEXT, "meta-description", N_("Description in search results") },
  { GALLEY_SETTINGS_FIELD_TEXT, "og-title", N_("Title on Facebook") },
  { GALLEY_SETTINGS_FIELD_TEXT, "og-description", N_("Description on Facebook") },
  { GALLEY_SETTINGS_FIELD_TEXT, "og-image", N_("Picture on Facebook") },
  { GALLEY_SETTINGS_FIELD_TEXT, "twitter-title", N_("Title on X") },
  { GALLEY_SETTINGS_FIELD_TEXT, "twitter-description", N_("Description on X") },
  { GALLEY_SETTINGS_FIELD_TEXT, "twitter-image", N_("Picture on X") },
};

const GalleySettingsField *
galley_settings_field_get_all (guint *n_fields)
{
  *n_fields = G_N_ELEMENTS (fields);
  return fields;
}
