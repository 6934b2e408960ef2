/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-locale.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

void
galley_locale_init (void)
{
  const char *folder = g_getenv ("GALLEY_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL && *folder != '\0' ? folder : GALLEY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
