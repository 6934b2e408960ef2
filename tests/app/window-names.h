/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "window-test.h"

/* What a person hears who does not see, and reaches who has no mouse. */

static inline gboolean
window_names_has_words (GtkWidget *widget, const char *words)
{
  return GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0';
}

static inline gboolean
window_names_is_named (GtkWidget *widget)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
      || (tooltip && *tooltip))
    return TRUE;
  /* GTK has a button labelled by its icon, which has no words. */
  if (!(GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)))
      && gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
#if GTK_CHECK_VERSION (4, 10, 0)
  /* Inside of a menu button is one that is spoken of with the name of the whole. */
  if (GTK_IS_TOGGLE_BUTTON (widget) && GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)))
    return window_names_is_named (gtk_widget_get_parent (widget));
#endif
  if (ADW_IS_PREFERENCES_ROW (widget))
    return *adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)) != '\0';
  return (GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_LIST_BOX_ROW (widget))
         && window_test_find (widget, window_names_has_words, NULL) != NULL;
}

static inline gboolean
window_names_is_interactive (GtkWidget *widget)
{
  if (GTK_IS_LIST_BOX_ROW (widget) && gtk_widget_get_focusable (widget))
    return TRUE;
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget)
         || GTK_IS_SWITCH (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_COMBO_BOX (widget)
         || GTK_IS_EDITABLE (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_CALENDAR (widget)
         || GTK_IS_SCALE (widget) || ADW_IS_ACTION_ROW (widget) || ADW_IS_ENTRY_ROW (widget)
         || ADW_IS_EXPANDER_ROW (widget)
         || g_str_equal (G_OBJECT_TYPE_NAME (widget), "WebKitWebView");
}

/* What is inside these is the toolkit's own. */
static inline gboolean
window_names_is_whole (GtkWidget *widget)
{
  return GTK_IS_EDITABLE (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_COMBO_BOX (widget)
         || GTK_IS_TEXT_VIEW (widget) || GTK_IS_CALENDAR (widget) || GTK_IS_WINDOW_CONTROLS (widget)
         || g_str_equal (G_OBJECT_TYPE_NAME (widget), "WebKitWebView")
         || GTK_IS_POPOVER_MENU (widget) || ADW_IS_ENTRY_ROW (widget) || ADW_IS_COMBO_ROW (widget)
         || (GTK_IS_REVEALER (widget) && !gtk_revealer_get_reveal_child (GTK_REVEALER (widget)));
}

static inline void
window_names_list (GtkWidget *widget, const char *path, GString *list)
{
  g_autofree char *here = g_strconcat (path, "/", G_OBJECT_TYPE_NAME (widget), NULL);

  if (!gtk_widget_get_visible (widget))
    return;
  if (window_names_is_interactive (widget) && !window_names_is_named (widget))
    g_string_append_printf (list, "%s\n", here);
  if (window_names_is_whole (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    window_names_list (child, here, list);
}

static inline void
window_names_assert (gpointer window)
{
  g_autoptr (GString) list = g_string_new (NULL);

  window_names_list (window, "", list);
  g_assert_cmpstr (list->str, ==, "");
}


static inline gboolean
window_names_has_letter (GtkWidget *widget, const char *words)
{
  guint letter = GTK_IS_LABEL (widget) ? gtk_label_get_mnemonic_keyval (GTK_LABEL (widget)) : GDK_KEY_VoidSymbol;

  /* 0: it could have one. */
  return letter != GDK_KEY_VoidSymbol && letter != 0;
}

/* Letters of what is on the screen, each with the words that it is in. A letter of two things goes from one
 * to the other instead of doing either. */
static inline void
window_names_list_letters (GtkWidget *widget, GHashTable *seen, GString *twice)
{
  /* A row to write in has its title twice, of which one is shown. */
  GtkWidget *label = ADW_IS_ENTRY_ROW (widget) ? window_test_find (widget, window_names_has_letter, NULL) : widget;

  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget) || !gtk_widget_is_sensitive (widget))
    return;
  if (label != NULL && window_names_has_letter (label, NULL))
    {
      gpointer letter = GUINT_TO_POINTER (gtk_label_get_mnemonic_keyval (GTK_LABEL (label)));
      const char *other = g_hash_table_lookup (seen, letter);
      const char *words = gtk_label_get_text (GTK_LABEL (label));

      if (other != NULL)
        g_string_append_printf (twice, "%s and %s\n", other, words);
      g_hash_table_insert (seen, letter, (gpointer) words);
    }
  if (ADW_IS_ENTRY_ROW (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    window_names_list_letters (child, seen, twice);
}

static inline void
window_names_assert_letters (GtkWidget *window)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GString) twice = g_string_new (NULL);

  window_names_list_letters (window, seen, twice);
  g_assert_cmpstr (twice->str, ==, "");
}

static inline gboolean
window_names_is_reached (GtkWidget *widget, GHashTable *reached)
{
#if GTK_CHECK_VERSION (4, 18, 0)
  /* Tab comes to one row of a list, and the arrows go on from there. */
  if (GTK_IS_LIST_BOX_ROW (widget))
    widget = gtk_widget_get_parent (widget);
#endif
  return g_hash_table_contains (reached, widget);
}

/* What can be used and was not come to. */
static inline void
window_names_list_unreached (GtkWidget *widget, GHashTable *reached, GString *list)
{
  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget) || !gtk_widget_is_sensitive (widget))
    return;
  if ((GTK_IS_BUTTON (widget) || GTK_IS_LIST_BOX_ROW (widget)) && !window_names_is_reached (widget, reached))
    g_string_append_printf (list, "%s\n", G_OBJECT_TYPE_NAME (widget));
  if (window_names_is_whole (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    window_names_list_unreached (child, reached, list);
}

/* Walks once round by Tab alone. */
static inline gboolean
window_names_is_all_reached (GtkWidget *window, GString *list)
{
  g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < 200; i++)
    {
      gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (window)), GTK_DIR_TAB_FORWARD);
      if (g_hash_table_contains (reached, window_test_get_focus (window)) && i > 1)
        break;
      for (GtkWidget *at = window_test_get_focus (window); at != NULL; at = gtk_widget_get_parent (at))
        g_hash_table_add (reached, at);
    }
  g_string_truncate (list, 0);
  window_names_list_unreached (window, reached, list);
  return list->len == 0;
}

/* Tab alone comes to all that can be used, and on to the beginning. What has just been shown may need a
 * moment, because the page before it goes slowly. */
static inline void
window_names_assert_reached (GtkWidget *window)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint tries = 0; !window_names_is_all_reached (window, list) && tries < 100; tries++)
    window_test_wait (20);
  g_assert_cmpstr (list->str, ==, "");
}
