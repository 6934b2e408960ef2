/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-language-name.h"

#include <string.h>

/* By their own names, which need no translation and which their writers look for. */
static const struct {
  const char *code;
  const char *name;
} languages[] = {
  { "ar", "العربية" },   { "bg", "Български" }, { "ca", "Català" },   { "cs", "Čeština" },
  { "cy", "Cymraeg" },   { "da", "Dansk" },     { "de", "Deutsch" },  { "el", "Ελληνικά" },
  { "en", "English" },   { "eo", "Esperanto" }, { "es", "Español" },  { "et", "Eesti" },
  { "eu", "Euskara" },   { "fa", "فارسی" },     { "fi", "Suomi" },    { "fr", "Français" },
  { "ga", "Gaeilge" },   { "gl", "Galego" },    { "he", "עברית" },    { "hi", "हिन्दी" },
  { "hr", "Hrvatski" },  { "hu", "Magyar" },    { "id", "Indonesia" }, { "is", "Íslenska" },
  { "it", "Italiano" },  { "ko", "한국어" },    { "lt", "Lietuvių" }, { "lv", "Latviešu" },
  { "nb", "Norsk bokmål" }, { "nl", "Nederlands" }, { "nn", "Norsk nynorsk" }, { "pl", "Polski" },
  { "pt", "Português" }, { "ro", "Română" },    { "ru", "Русский" },  { "sk", "Slovenčina" },
  { "sl", "Slovenščina" }, { "sr", "Српски" },  { "sv", "Svenska" },  { "th", "ไทย" },
  { "tr", "Türkçe" },    { "uk", "Українська" }, { "vi", "Tiếng Việt" },
};

char *
galley_language_name_dup (const char *name)
{
  gsize length = strcspn (name, "_");

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (strlen (languages[i].code) == length && strncmp (languages[i].code, name, length) == 0)
      return name[length] ? g_strdup_printf ("%s (%s)", languages[i].name, name + length + 1)
                          : g_strdup (languages[i].name);
  return g_strdup (name);
}
