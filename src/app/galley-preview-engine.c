/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-preview-engine.h"

#include <glib/gi18n-lib.h>
#include <gmodule.h>

#include "galley-error.h"

/* The folder that GALLEY_MODULEDIR names goes before the one of the installation, so that a build
 * folder has a preview too. */
const GalleyPreviewEngine *
galley_preview_engine_open (GError **error)
{
  const char *folder = g_getenv ("GALLEY_MODULEDIR");
  g_autofree char *path = g_build_filename (
      folder && *folder ? folder : GALLEY_MODULEDIR, GALLEY_PREVIEW_ENGINE_MODULE, NULL);
  GModule *module = g_module_open (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  gpointer symbol = NULL;

  if (module == NULL || !g_module_symbol (module, GALLEY_PREVIEW_ENGINE_SYMBOL, &symbol))
    {
      g_debug ("The preview's module: %s", g_module_error ());
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                   _("The part of Galley that shows an issue is missing or does not fit this "
                     "system: “%s”. Writing, checking and publishing work as usual."),
                   path);
      return NULL;
    }
  /* Its types stay registered. */
  g_module_make_resident (module);
  return symbol;
}
