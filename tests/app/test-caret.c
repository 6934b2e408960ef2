/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-caret.h"
#include "window-test.h"

typedef struct {
  GtkWidget *window;
  GtkWidget *view;
  GtkWidget *entry;
  GalleyCaret *caret;
  guint frames;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  f->window = gtk_window_new ();
  f->view = gtk_text_view_new ();
  f->entry = gtk_entry_new ();
  f->caret = galley_caret_new (GTK_TEXT_VIEW (f->view));
  gtk_box_append (GTK_BOX (box), f->view);
  gtk_box_append (GTK_BOX (box), f->entry);
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_widget_grab_focus (f->view);
  WAIT_UNTIL (gtk_window_is_active (GTK_WINDOW (f->window)));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_assert_finalize_object (f->caret);
}

static gboolean
gtk_blinks (Fixture *f)
{
  gboolean blinks;

  g_object_get (gtk_widget_get_settings (f->view), "gtk-cursor-blink", &blinks, NULL);
  return blinks;
}

static gboolean
is_hidden (Fixture *f)
{
  return gtk_widget_has_css_class (f->view, "caret-hidden");
}

static void
test_blinks (Fixture *f, gconstpointer data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (f->view));

  WAIT_UNTIL (is_hidden (f));
  WAIT_UNTIL (!is_hidden (f));
  WAIT_UNTIL (is_hidden (f));
  gtk_text_buffer_insert_at_cursor (buffer, "a", -1);
  g_assert_false (is_hidden (f));
  WAIT_UNTIL (is_hidden (f));
}

/* Entries blink as the desktop has it. */
static void
test_focus (Fixture *f, gconstpointer data)
{
  WAIT_UNTIL (!gtk_blinks (f));
  WAIT_UNTIL (is_hidden (f));
  gtk_widget_grab_focus (f->entry);
  g_assert_true (gtk_blinks (f));
  g_assert_false (is_hidden (f));
  gtk_widget_grab_focus (f->view);
  g_assert_false (gtk_blinks (f));
}

static void
frame_cb (Fixture *f)
{
  f->frames++;
}

/* GTK's own would draw sixty of them. */
static void
test_rests (Fixture *f, gconstpointer data)
{
  GdkFrameClock *clock;

  WAIT_UNTIL (is_hidden (f));
  clock = gtk_widget_get_frame_clock (f->window);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (frame_cb), f);
  window_test_wait (1000);
  g_signal_handlers_disconnect_by_data (clock, f);
  g_assert_cmpuint (f->frames, <, 10);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/app/caret/blinks", Fixture, NULL, set_up, test_blinks, tear_down);
  g_test_add ("/app/caret/focus", Fixture, NULL, set_up, test_focus, tear_down);
  g_test_add ("/app/caret/rests", Fixture, NULL, set_up, test_rests, tear_down);
  return g_test_run ();
}
