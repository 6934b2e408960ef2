/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-caret.h"
#include "window-test.h"

/* A view that counts how often it was given another look, which lays out the whole text again. */
G_DECLARE_FINAL_TYPE (TestView, test_view, TEST, VIEW, GtkTextView)

struct _TestView {
  GtkTextView parent_instance;
  guint n_looks;
};

G_DEFINE_FINAL_TYPE (TestView, test_view, GTK_TYPE_TEXT_VIEW)

static void
test_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (test_view_parent_class)->css_changed (widget, change);
  ((TestView *) widget)->n_looks++;
}

static void
test_view_class_init (TestViewClass *klass)
{
  GTK_WIDGET_CLASS (klass)->css_changed = test_view_css_changed;
}

static void
test_view_init (TestView *self)
{
}

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
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/galleyeditor/Galley/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  f->window = gtk_window_new ();
  f->view = g_object_new (test_view_get_type (), NULL);
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
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (f->view));

  return !gtk_text_mark_get_visible (gtk_text_buffer_get_insert (buffer));
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

/* The other text gets its cursor back, and the view goes on with its new one. */
static void
test_buffer (Fixture *f, gconstpointer data)
{
  GtkTextView *view = GTK_TEXT_VIEW (f->view);
  g_autoptr (GtkTextBuffer) before = g_object_ref (gtk_text_view_get_buffer (view));
  g_autoptr (GtkTextBuffer) after = gtk_text_buffer_new (NULL);

  WAIT_UNTIL (is_hidden (f));
  gtk_text_view_set_buffer (view, after);
  g_assert_true (gtk_text_mark_get_visible (gtk_text_buffer_get_insert (before)));
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
test_cheap (Fixture *f, gconstpointer data)
{
  guint n_looks;

  WAIT_UNTIL (is_hidden (f));
  n_looks = ((TestView *) f->view)->n_looks;
  WAIT_UNTIL (!is_hidden (f));
  WAIT_UNTIL (is_hidden (f));
  g_assert_cmpuint (((TestView *) f->view)->n_looks, ==, n_looks);
  /* An arrow key moves the cursor, also while it is dark. */
  g_assert_true (gtk_text_view_get_cursor_visible (GTK_TEXT_VIEW (f->view)));
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
  g_test_add ("/app/caret/buffer", Fixture, NULL, set_up, test_buffer, tear_down);
  g_test_add ("/app/caret/cheap", Fixture, NULL, set_up, test_cheap, tear_down);
  g_test_add ("/app/caret/focus", Fixture, NULL, set_up, test_focus, tear_down);
  g_test_add ("/app/caret/rests", Fixture, NULL, set_up, test_rests, tear_down);
  return g_test_run ();
}
