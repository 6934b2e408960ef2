/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-editor-scheme.h"

/* The variable is what finds the preview's module too, in a build folder. */
void
galley_editor_scheme_init (void)
{
  GtkSourceStyleSchemeManager *manager = gtk_source_style_scheme_manager_get_default ();
  const char *build = g_getenv ("GALLEY_MODULEDIR");
  g_autofree char *folder
      = g_build_filename (build && *build ? build : GALLEY_PKGDATADIR, "styles", NULL);

  if (!g_strv_contains (gtk_source_style_scheme_manager_get_search_path (manager), folder))
    gtk_source_style_scheme_manager_append_search_path (manager, folder);
}

GtkSourceStyleScheme *
galley_editor_scheme_find (gboolean is_dark, gboolean is_high_contrast)
{
  static const char *const names[2][2] = {
    { "galley", "galley-high-contrast" },
    { "galley-dark", "galley-high-contrast-dark" },
  };
  GtkSourceStyleSchemeManager *manager = gtk_source_style_scheme_manager_get_default ();
  GtkSourceStyleScheme *scheme;

  galley_editor_scheme_init ();
  scheme = gtk_source_style_scheme_manager_get_scheme (manager,
                                                       names[!!is_dark][!!is_high_contrast]);
  if (scheme != NULL)
    return scheme;
  return gtk_source_style_scheme_manager_get_scheme (manager, is_dark ? "Adwaita-dark" : "Adwaita");
}
