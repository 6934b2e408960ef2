/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-shortcuts.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "galley-compat.h"

static const char *const group_titles[GALLEY_ACTION_N_GROUPS] = {
  [GALLEY_ACTION_ISSUES] = N_ ("Issues"), [GALLEY_ACTION_WRITING] = N_ ("Writing"),
  [GALLEY_ACTION_FORMAT] = N_ ("Format"), [GALLEY_ACTION_INSERT] = N_ ("Insert"),
  [GALLEY_ACTION_VIEW] = N_ ("View"),     [GALLEY_ACTION_GALLEY] = N_ ("Galley"),
};

static GtkWidget *
make_row (const GalleyAction *action)
{
  g_autofree char *spoken = NULL;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *keys = gtk_shortcut_label_new (action->shortcut);
  GdkModifierType modifiers;
  guint key;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(action->title));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_valign (keys, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (row, "keys-row");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), keys);
  /* The caps are drawn; this is what is said. */
  gtk_accelerator_parse (action->shortcut, &key, &modifiers);
  spoken = gtk_accelerator_get_label (key, modifiers);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken,
                                  -1);
  return row;
}

GtkWindow *
galley_shortcuts_new (GtkWindow *parent, const GalleyAction *actions)
{
  GtkWidget *window = adw_preferences_window_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  g_return_val_if_fail (actions != NULL, NULL);

  gtk_window_set_title (GTK_WINDOW (window), _("Keyboard Shortcuts"));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 640);
  for (guint group = 0; group < GALLEY_ACTION_N_GROUPS; group++)
    {
      AdwPreferencesGroup *rows = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

      adw_preferences_group_set_title (rows, _(group_titles[group]));
      for (const GalleyAction *action = actions; action->name; action++)
        if (action->group == group && action->shortcut)
          adw_preferences_group_add (rows, make_row (action));
      adw_preferences_page_add (page, rows);
    }
  adw_preferences_page_set_title (page, _("Keyboard Shortcuts"));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), page);
  galley_compat_name_parts (window);
  galley_compat_let_shrink (window);
  return GTK_WINDOW (window);
}
