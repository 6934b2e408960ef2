/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The blinking of the text cursor. GTK 4 fades it, which draws a frame sixty times a second for as
 * long as it blinks: a key that is pressed then waits for the next of those frames, up to 16 ms, and
 * the machine never sleeps. Here it is shown and hidden by a timer, in the rhythm that the desktop
 * asks for. While the view has the focus GTK's own blinking is off; entries elsewhere keep it.
 *
 * What is hidden is the mark that GTK draws it at, which costs the line it is in. A style for the view
 * would lay out the whole text again each time, and "cursor-visible" would make the arrow keys scroll.
 */

#include "galley-caret.h"

struct _GalleyCaret {
  GObject        parent_instance;

  /* Owned */
  GSignalGroup  *buffer_signals;
  GtkTextMark   *hidden; /* the cursor while it is dark, or NULL; of the buffer before, at times */

  /* Borrowed */
  GtkTextView   *view; /* weak */
  GtkSettings   *settings;

  gint64         last_use; /* µs */
  guint          source;
  int            period;   /* ms */
  int            timeout;  /* s without a key, after which it stays */
  guint          has_focus : 1;
};

G_DEFINE_FINAL_TYPE (GalleyCaret, galley_caret, G_TYPE_OBJECT)

static void
show (GalleyCaret *self)
{
  if (self->hidden == NULL)
    return;
  gtk_text_mark_set_visible (self->hidden, TRUE);
  g_clear_object (&self->hidden);
  if (self->view)
    gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

static void
hide (GalleyCaret *self)
{
  self->hidden = g_object_ref (gtk_text_buffer_get_insert (gtk_text_view_get_buffer (self->view)));
  gtk_text_mark_set_visible (self->hidden, FALSE);
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

/* Seen for two thirds of the time, as GTK has it. */
static gboolean
blink_cb (gpointer user_data)
{
  GalleyCaret *self = user_data;
  gboolean was_hidden = self->hidden != NULL;
  gboolean rests = g_get_monotonic_time () - self->last_use > self->timeout * G_USEC_PER_SEC;

  self->source = 0;
  if (self->view == NULL)
    return G_SOURCE_REMOVE;
  if (was_hidden)
    show (self);
  else
    hide (self);
  if (was_hidden && rests)
    return G_SOURCE_REMOVE;
  self->source = g_timeout_add (was_hidden ? self->period * 2 / 3 : self->period / 3, blink_cb, self);
  return G_SOURCE_REMOVE;
}

static void
stop (GalleyCaret *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  show (self);
}

/* It stays for a moment where it is used. */
static void
used_cb (GalleyCaret *self)
{
  stop (self);
  self->last_use = g_get_monotonic_time ();
  if (self->has_focus && self->period > 0)
    self->source = g_timeout_add (self->period * 2 / 3, blink_cb, self);
}

static void
enter_cb (GalleyCaret *self)
{
  gboolean blinks;

  if (self->has_focus)
    return;
  self->settings = gtk_widget_get_settings (GTK_WIDGET (self->view));
  g_object_get (self->settings, "gtk-cursor-blink", &blinks, "gtk-cursor-blink-time",
                &self->period, "gtk-cursor-blink-timeout", &self->timeout, NULL);
  if (!blinks)
    self->period = 0;
  g_object_set (self->settings, "gtk-cursor-blink", FALSE, NULL);
  self->has_focus = TRUE;
  used_cb (self);
}

static void
leave_cb (GalleyCaret *self)
{
  if (!self->has_focus)
    return;
  self->has_focus = FALSE;
  gtk_settings_reset_property (self->settings, "gtk-cursor-blink");
  stop (self);
}

static void
galley_caret_dispose (GObject *object)
{
  GalleyCaret *self = GALLEY_CARET (object);

  leave_cb (self);
  stop (self);
  g_clear_object (&self->buffer_signals);
  g_clear_weak_pointer (&self->view);
  G_OBJECT_CLASS (galley_caret_parent_class)->dispose (object);
}

static void
galley_caret_class_init (GalleyCaretClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_caret_dispose;
}

static void
galley_caret_init (GalleyCaret *self)
{
  self->buffer_signals = g_signal_group_new (GTK_TYPE_TEXT_BUFFER);
  g_signal_group_connect_swapped (self->buffer_signals, "changed", G_CALLBACK (used_cb), self);
  g_signal_group_connect_swapped (self->buffer_signals, "notify::cursor-position",
                                  G_CALLBACK (used_cb), self);
  g_signal_connect_swapped (self->buffer_signals, "unbind", G_CALLBACK (stop), self);
  g_signal_connect_swapped (self->buffer_signals, "bind", G_CALLBACK (used_cb), self);
}

GalleyCaret *
galley_caret_new (GtkTextView *view)
{
  GalleyCaret *self = g_object_new (GALLEY_TYPE_CARET, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), self);

  g_set_weak_pointer (&self->view, view);
  g_object_bind_property (view, "buffer", self->buffer_signals, "target", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (focus, "enter", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), focus);
  return self;
}
