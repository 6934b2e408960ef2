/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keys of the window's commands, from their table. Where the focus is decides who else wants a key:
 * the text view, an entry, a form over the text. */

#include "galley-window.h"
#include "galley-window-private.h"

#include "galley-compat-dialog.h"

/* What is written in a form over the text is not for the text. */
static gboolean
run_row (GtkWidget *widget, const GalleyAction *row)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (galley_dialog_get_over (GTK_WINDOW (widget)))
    return GDK_EVENT_PROPAGATE;
  g_action_parse_detailed_name (row->name, &name, &target, NULL);
  return gtk_widget_activate_action_variant (widget, name, target);
}

/* An entry undoes what was typed in it, and no more than that. */
static gboolean
run_shortcut (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  const GalleyAction *row = user_data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (widget));

  if ((row->flags & GALLEY_ACTION_NATIVE) && (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus)))
    return FALSE;
  return run_row (widget, row);
}

static void
add_shortcut (GtkWidgetClass *widget_class, const GalleyAction *row)
{
  g_autoptr (GtkShortcut) shortcut = NULL;
  GdkModifierType modifiers;
  guint key;

  gtk_accelerator_parse (row->shortcut, &key, &modifiers);
  shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers),
                               gtk_callback_action_new (run_shortcut, (gpointer) row, NULL));
  gtk_widget_class_add_shortcut (widget_class, shortcut);
}

/* Keys that come to the window too late, or as others: the text view writes a new line with Return,
 * whatever is held down with it; GTK opens its inspector with Ctrl+Shift and D or I; and Ctrl+Shift+8
 * is an asterisk by then, or whatever else this keyboard has there. */
static gboolean
comes_too_late (const GalleyAction *row, guint *key, GdkModifierType *modifiers)
{
  if (row->shortcut == NULL || !g_str_has_prefix (row->name, "win.")
      || (row->flags & GALLEY_ACTION_NATIVE))
    return FALSE;
  gtk_accelerator_parse (row->shortcut, key, modifiers);
  return *key == GDK_KEY_Return || *modifiers == (GDK_CONTROL_MASK | GDK_SHIFT_MASK);
}

/* What stands on the key, not what it writes with Shift; 0: nothing does. */
static guint
find_plain_key (GtkWidget *widget, guint keycode, int layout)
{
  g_autofree GdkKeymapKey *keys = NULL;
  g_autofree guint *keyvals = NULL;
  int n = 0;

  gdk_display_map_keycode (gtk_widget_get_display (widget), keycode, &keys, &keyvals, &n);
  for (int i = 0; i < n; i++)
    if (keys[i].level == 0 && keys[i].group == layout)
      return keyvals[i];
  return 0;
}

static gboolean
early_key_cb (GtkEventController *controller, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *widget = gtk_event_controller_get_widget (controller);
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  guint plain = find_plain_key (widget, keycode, event ? (int) gdk_key_event_get_layout (event) : 0);
  GdkModifierType modifiers;
  guint key;

  for (const GalleyAction *row = galley_window_list_actions (); row->name; row++)
    if (comes_too_late (row, &key, &modifiers) && (key == plain || key == gdk_keyval_to_lower (keyval))
        && modifiers == (state & gtk_accelerator_get_default_mod_mask ()))
      return run_row (widget, row);
  return GDK_EVENT_PROPAGATE;
}

void
galley_window_install_keys (GtkWidgetClass *widget_class)
{
  for (const GalleyAction *row = galley_window_list_actions (); row->name; row++)
    if (row->shortcut && g_str_has_prefix (row->name, "win.")
        && (~row->flags & (GALLEY_ACTION_NATIVE | GALLEY_ACTION_TEXT)))
      add_shortcut (widget_class, row);
}

void
galley_window_init_keys (GalleyWindow *self)
{
  GtkEventController *early = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (early, GTK_PHASE_CAPTURE);
  g_signal_connect (early, "key-pressed", G_CALLBACK (early_key_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), early);
}

void
galley_window_add_application_shortcuts (GtkApplication *application)
{
  for (const GalleyAction *row = galley_window_list_actions (); row->name; row++)
    if (row->shortcut && g_str_has_prefix (row->name, "app."))
      gtk_application_set_accels_for_action (application, row->name,
                                             (const char *[]) { row->shortcut, NULL });
}
