/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The outline beside the text, the text alone on the screen, and the text dimmed. */

#include "galley-window.h"
#include "galley-window-calm.h"
#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-toast.h"

/* The header bar comes back while the pointer is at the upper edge, and goes past its own height. */
#define EDGE 4
#define BAR_HEIGHT 56

void
galley_window_set_outline_shown (GalleyWindow *self, gboolean shown)
{
  gboolean has_focus;

  self->outline_shown = !!shown;
  if (shown)
    self->full_screen = FALSE;
  if (shown && (self->is_narrow || self->is_medium))
    self->settings_shown = FALSE;
  has_focus = gtk_window_get_focus (GTK_WINDOW (self)) != NULL;
  galley_window_update_layout (self);
  if (shown && has_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->outline_panel));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

gboolean
galley_window_is_outline_shown (GalleyWindow *self)
{
  return self->outline_shown;
}

static void
dismiss_cb (AdwToast *toast, GParamSpec *spec, GtkWindow *window)
{
  if (!gtk_window_is_fullscreen (window))
    adw_toast_dismiss (toast);
}

void
galley_window_set_full_screen (GalleyWindow *self, gboolean full_screen)
{
  if (self->full_screen == !!full_screen)
    return;
  self->full_screen = !!full_screen;
  if (full_screen)
    gtk_window_fullscreen (GTK_WINDOW (self));
  else
    gtk_window_unfullscreen (GTK_WINDOW (self));
  galley_window_update_layout (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  if (full_screen)
    {
      AdwToast *toast = galley_toast_new (
          self->toasts, _("Nothing but the text. F11 brings the rest back."));

      /* It has nothing to say to whoever came back before it went. */
      g_signal_connect_object (self, "notify::fullscreened", G_CALLBACK (dismiss_cb), toast,
                               G_CONNECT_SWAPPED);
      adw_toast_overlay_add_toast (self->toasts, toast);
    }
}

gboolean
galley_window_is_full_screen (GalleyWindow *self)
{
  return self->full_screen;
}

void
galley_window_cycle_focus (GalleyWindow *self)
{
  GSettings *settings = galley_session_get_settings (self->session);
  g_autofree char *mode = g_settings_get_string (settings, "focus-mode");

  g_settings_set_string (settings, "focus-mode",
                         g_str_equal (mode, "off")         ? "paragraph"
                         : g_str_equal (mode, "paragraph") ? "sentence"
                                                           : "off");
}

void
galley_window_update_calm (GalleyWindow *self, gboolean outline)
{
  gtk_widget_set_visible (GTK_WIDGET (self->outline_panel), outline);
  gtk_widget_set_hexpand (GTK_WIDGET (self->outline_panel), outline && self->is_narrow);
  gtk_widget_set_visible (self->outline_separator, outline && !self->is_narrow);
  gtk_widget_set_visible (self->status_box, !self->full_screen);
  gtk_widget_set_visible (self->header, !self->full_screen);
}

/* The desktop can end it too. */
static void
fullscreened_cb (GalleyWindow *self)
{
  if (!gtk_window_is_fullscreen (GTK_WINDOW (self)) && self->full_screen)
    {
      self->full_screen = FALSE;
      galley_window_update_layout (self);
    }
}

static void
motion_cb (GalleyWindow *self, double x, double y)
{
  if (!self->full_screen)
    return;
  if (y <= EDGE)
    gtk_widget_set_visible (self->header, TRUE);
  else if (y > BAR_HEIGHT)
    gtk_widget_set_visible (self->header, FALSE);
}

static void
line_activated_cb (GalleyWindow *self, guint line)
{
  galley_window_show_source (self);
  galley_editor_go_to (self->editor, line, 1);
}

/* To the text: on a narrow window the panel has its place. */
static void
leave_panel (GalleyWindow *self)
{
  /* Out of the row that is about to go. */
  if (self->is_narrow)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  galley_window_show_source (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static gboolean
key_pressed_cb (GalleyWindow *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  leave_panel (self);
  return GDK_EVENT_STOP;
}

static void
watch_escape (GalleyWindow *self, gpointer panel)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (panel, keys);
}

void
galley_window_init_calm (GalleyWindow *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (self, "notify::fullscreened", G_CALLBACK (fullscreened_cb), NULL);
  g_signal_connect_object (self->outline_panel, "line-activated", G_CALLBACK (line_activated_cb),
                           self, G_CONNECT_SWAPPED);
  watch_escape (self, self->outline_panel);
  watch_escape (self, self->settings_panel);
  g_signal_connect_object (self->back_button, "clicked", G_CALLBACK (leave_panel), self,
                           G_CONNECT_SWAPPED);
}
