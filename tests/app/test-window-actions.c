/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of the window's actions, and what is made of it. */

#include "galley-application.h"
#include "galley-shortcuts.h"
#include "window-fixture.h"

static guint
count_ways (const GalleyAction *row)
{
  return (row->run != NULL) + (row->run_with != NULL) + (row->set != NULL) + (row->setting != NULL);
}

static void
test_rows (void)
{
  const GalleyAction *rows = galley_window_list_actions ();
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) shortcuts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const GalleyAction *row = rows; row->name; row++)
    {
      GdkModifierType modifiers;
      guint key;

      g_test_message ("%s", row->name);
      g_assert_true (g_hash_table_add (names, (gpointer) row->name));
      g_assert_true (row->title && *row->title);
      g_assert_cmpint (row->group, <, GALLEY_ACTION_N_GROUPS);
      g_assert_cmpuint (count_ways (row), ==, g_str_has_prefix (row->name, "app.") ? 0 : 1);
      g_assert_true ((row->set == NULL) == (row->get == NULL));
      /* What takes a path has a row for each in a menu. */
      g_assert_true ((row->shortcut != NULL)
                     != ((row->flags & GALLEY_ACTION_MESSAGE) || g_str_equal (row->name, "win.open-recent")));
      if (row->shortcut == NULL)
        continue;
      g_assert_true (gtk_accelerator_parse (row->shortcut, &key, &modifiers));
      g_assert_true (g_hash_table_add (shortcuts, gtk_accelerator_name (key, modifiers)));
    }
}

static gboolean
has_row (const char *name)
{
  for (const GalleyAction *row = galley_window_list_actions (); row->name; row++)
    {
      g_autofree char *plain = NULL;
      g_autoptr (GVariant) target = NULL;

      g_assert_true (g_action_parse_detailed_name (row->name, &plain, &target, NULL));
      if (g_str_equal (plain, name))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_source_view (GtkWidget *widget, const char *words)
{
  return GTK_SOURCE_IS_VIEW (widget);
}

/* What the text view does by itself with a key would be lost, or the key would. */
static void
test_text_keys (Fixture *f, gconstpointer data)
{
  GtkWidget *view = window_test_find (GTK_WIDGET (f->window), is_source_view, NULL);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);

          for (const GalleyAction *row = galley_window_list_actions (); row->name; row++)
            {
              g_autoptr (GtkShortcutTrigger) trigger
                  = row->shortcut ? gtk_shortcut_trigger_parse_string (row->shortcut) : NULL;

              if (trigger && !(row->flags & GALLEY_ACTION_NATIVE)
                  && gtk_shortcut_trigger_equal (trigger, gtk_shortcut_get_trigger (shortcut)))
                {
                  g_test_message ("%s is the text view’s own: %s", row->shortcut, row->name);
                  g_test_fail ();
                }
            }
        }
    }
}

/* As the window gets it first. */
static gboolean
press (Fixture *f, guint plain, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (f->window));
  g_autofree GdkKeymapKey *keys = NULL;
  gboolean handled = FALSE;
  int n = 0;

  gdk_display_map_keyval (gtk_widget_get_display (GTK_WIDGET (f->window)), plain, &keys, &n);
  g_assert_cmpint (n, >, 0);
  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, keys[0].keycode, state, &handled);
    }
  return handled;
}

/* Nor does GTK have them for itself, or the text view as a new line, or the keyboard as another. */
static void
test_early_keys (Fixture *f, gconstpointer data)
{
  const GdkModifierType both = GDK_CONTROL_MASK | GDK_SHIFT_MASK;

  window_fixture_open (f, "Body.\n", -1);
  g_assert_true (press (f, GDK_KEY_Return, GDK_KEY_Return, GDK_ALT_MASK));
  g_assert_true (gtk_widget_get_visible (window_fixture_find_type (f, "GalleySettingsPanel")));
  g_assert_false (press (f, GDK_KEY_Return, GDK_KEY_Return, 0));
  g_assert_true (press (f, GDK_KEY_8, GDK_KEY_asterisk, both));
  window_fixture_assert_text (f, "- Body.\n");
  g_assert_true (press (f, GDK_KEY_8, GDK_KEY_asterisk, both));
  g_assert_true (press (f, GDK_KEY_period, GDK_KEY_greater, both));
  window_fixture_assert_text (f, "> Body.\n");
  g_assert_true (press (f, GDK_KEY_d, GDK_KEY_D, both));
  g_assert_false (press (f, GDK_KEY_z, GDK_KEY_Z, both));
}

/* Nothing can be done in a window that is not in its table. */
static void
test_complete (Fixture *f, gconstpointer data)
{
  GtkWidgetClass *klass = GTK_WIDGET_GET_CLASS (f->window);
  g_auto (GStrv) names = NULL;
  const GVariantType *type;
  const char *name, *property;
  GType owner;

  window_fixture_open (f, "Body.\n", -1);
  for (guint i = 0; gtk_widget_class_query_action (klass, i, &owner, &name, &type, &property); i++)
    if (owner == GALLEY_TYPE_WINDOW)
      g_assert_true (has_row (name));
  names = g_action_group_list_actions (G_ACTION_GROUP (f->window));
  for (guint i = 0; names[i]; i++)
    {
      g_autofree char *full = g_strconcat ("win.", names[i], NULL);

      g_test_message ("%s", full);
      g_assert_true (has_row (full));
    }
  for (const GalleyAction *row = galley_window_list_actions (); row->name; row++)
    if (row->set)
      g_assert_true (g_action_group_has_action (G_ACTION_GROUP (f->window), row->name + 4));
}

static gboolean
is_row_titled (GtkWidget *widget, const char *title)
{
  return ADW_IS_ACTION_ROW (widget)
         && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

static void
test_shortcuts (Fixture *f, gconstpointer data)
{
  GtkWindow *window = galley_shortcuts_new (GTK_WINDOW (f->window), galley_window_list_actions ());

  gtk_window_present (window);
  for (const GalleyAction *row = galley_window_list_actions (); row->name; row++)
    {
      GtkWidget *shown = window_test_find (GTK_WIDGET (window), is_row_titled, row->title);

      g_test_message ("%s", row->name);
      g_assert_true ((shown != NULL) == (row->shortcut != NULL));
      if (shown)
        g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (shown),
                                                         GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
    }
  window_fixture_shoot (window, "shortcuts");
  gtk_window_set_default_size (window, 360, 640);
  window_fixture_shoot (window, "shortcuts-narrow");
  gtk_window_destroy (window);
}

static gboolean
started_cb (gpointer application)
{
  for (const GalleyAction *row = galley_window_list_actions (); row->name; row++)
    if (g_str_has_prefix (row->name, "app."))
      {
        g_auto (GStrv) accels
            = gtk_application_get_accels_for_action (GTK_APPLICATION (application), row->name);

        g_assert_true (g_action_group_has_action (G_ACTION_GROUP (application), row->name + 4));
        g_assert_cmpint (accels[0] != NULL, ==, row->shortcut != NULL);
      }
  g_application_quit (application);
  return G_SOURCE_REMOVE;
}

/* Started and ended, or it would not let go of what it has; as a service it opens no window. */
static void
test_application (void)
{
  g_autoptr (GalleyApplication) application = galley_application_new ();

  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_NON_UNIQUE | G_APPLICATION_IS_SERVICE);
  g_idle_add (started_cb, application);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 0, NULL), ==, 0);
}

/* What is chosen for the preview stays chosen. */
static void
test_settings (Fixture *f, gconstpointer data)
{
  GSettings *settings = galley_session_get_settings (f->session);
  g_autofree char *format = NULL;
  g_autofree char *scheme = NULL;

  window_fixture_open (f, "Body.\n", -1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.preview-format", "s",
                                             "phone"));
  format = g_settings_get_string (settings, "preview-format");
  g_assert_cmpstr (format, ==, "phone");
  g_settings_reset (settings, "preview-format");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.color-scheme", "s",
                                             "dark"));
  scheme = g_settings_get_string (settings, "color-scheme");
  g_assert_cmpstr (scheme, ==, "dark");
  g_settings_reset (settings, "color-scheme");
}

static void
add (void)
{
  g_test_add_func ("/app/window-actions/rows", test_rows);
  WINDOW_ADD ("/app/window-actions/text-keys", test_text_keys);
  WINDOW_ADD ("/app/window-actions/early-keys", test_early_keys);
  WINDOW_ADD ("/app/window-actions/complete", test_complete);
  WINDOW_ADD ("/app/window-actions/shortcuts", test_shortcuts);
  WINDOW_ADD ("/app/window-actions/settings", test_settings);
  g_test_add_func ("/app/window-actions/application", test_application);
}

int
main (int argc, char **argv)
{
  return window_fixture_run (&argc, &argv, add);
}
