/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of a mail's proof keeps neither itself nor the dialog below it, whatever its page does. */

#include <glib/gstdio.h>
#include <webkit/webkit.h>

#include "galley-preview-proof.h"
#include "window-test.h"

#define FREE "<p>For everybody.</p>"
#define PAID "<p>For those who pay.</p><img id=\"here\" src=\"a%20b.png\"><img id=\"there\" src=\"https://a.example/b.png\">"

typedef struct {
  GtkWidget *parent;
  GtkWidget *proof;
  char      *folder;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->parent = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (f->parent));
  f->folder = g_dir_make_tmp ("galley-proof-XXXXXX", NULL);
  f->proof = galley_preview_proof_new (GTK_WINDOW (f->parent), "Nuri", "A subject", FREE, PAID, f->folder);
  gtk_window_present (GTK_WINDOW (f->proof));
}

/* Closes both, and waits until there is neither. */
static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *picture = NULL;

  g_object_add_weak_pointer (G_OBJECT (f->parent), (gpointer *) &f->parent);
  g_object_add_weak_pointer (G_OBJECT (f->proof), (gpointer *) &f->proof);
  gtk_window_destroy (GTK_WINDOW (f->proof));
  gtk_window_destroy (GTK_WINDOW (f->parent));
  WAIT_UNTIL (f->proof == NULL);
  WAIT_UNTIL (f->parent == NULL);
  picture = g_build_filename (f->folder, "a b.png", NULL);
  g_remove (picture);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
}

static gboolean
is_view (GtkWidget *widget, const char *words)
{
  return WEBKIT_IS_WEB_VIEW (widget);
}

static WebKitWebView *
find_view (Fixture *f)
{
  return (WebKitWebView *) window_test_find (f->proof, is_view, NULL);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JSCValue) value
      = webkit_web_view_evaluate_javascript_finish (WEBKIT_WEB_VIEW (source), result, NULL);

  *(char **) user_data = value != NULL ? jsc_value_to_string (value) : g_strdup ("");
}

static gboolean
has_result (Fixture *f, const char *script, const char *words)
{
  g_autofree char *text = NULL;

  webkit_web_view_evaluate_javascript (find_view (f), script, -1, "test", NULL,
                                       NULL, read_cb, &text);
  WAIT_UNTIL (text != NULL);
  return strstr (text, words) != NULL;
}

static gboolean
reads (Fixture *f, const char *words)
{
  return has_result (f, "document.body.innerText", words);
}

static void
test_show (Fixture *f, gconstpointer data)
{
  GtkWidget *paid;

  WAIT_UNTIL (find_view (f) != NULL);
  WAIT_UNTIL (reads (f, "For everybody."));
  paid = window_test_find (f->proof, window_test_is_button, "_Paid");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (paid), TRUE);
  WAIT_UNTIL (reads (f, "For those who pay."));
}

/* Pictures come from the folder, and from nowhere else. */
static void
test_pictures (Fixture *f, gconstpointer data)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 40, 30);
  g_autofree char *path = g_build_filename (f->folder, "a b.png", NULL);

  gdk_pixbuf_fill (pixbuf, 0x406080ff);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
  WAIT_UNTIL (find_view (f) != NULL);
  WAIT_UNTIL (reads (f, "For everybody."));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (window_test_find (f->proof, window_test_is_button, "_Paid")), TRUE);
  WAIT_UNTIL (reads (f, "For those who pay."));
  WAIT_UNTIL (has_result (f, "'w' + document.getElementById('here').naturalWidth", "w40"));
  WAIT_UNTIL (has_result (f, "'w' + document.getElementById('there').naturalWidth", "w0"));
}

/* Before there is a view. */
static void
test_close (Fixture *f, gconstpointer data)
{
  g_assert_null (find_view (f));
}

static void
test_close_loading (Fixture *f, gconstpointer data)
{
  WAIT_UNTIL (find_view (f) != NULL);
}

/* A page that died says so, and a load that it was in ends. */
static void
test_crash (Fixture *f, gconstpointer data)
{
  WAIT_UNTIL (find_view (f) != NULL);
  WAIT_UNTIL (reads (f, "For everybody."));
  webkit_web_view_terminate_web_process (find_view (f));
  WAIT_UNTIL (window_test_find (f->proof, window_test_says, "broke down") != NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find_view (f))));
}

/* The same while its page is loaded: here the process never comes up. */
static void
test_crash_loading (Fixture *f, gconstpointer data)
{
  WAIT_UNTIL (find_view (f) != NULL);
  g_signal_emit_by_name (find_view (f), "web-process-terminated", WEBKIT_WEB_PROCESS_CRASHED);
  g_assert_nonnull (window_test_find (f->proof, window_test_says, "broke down"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find_view (f))));
}

#define ADD(name, func) g_test_add ("/app/preview-proof/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  /* It holds here already; the web view's own processes warn about a missing accessibility bus. */
  g_unsetenv ("G_DEBUG");
  ADD ("show", test_show);
  ADD ("pictures", test_pictures);
  ADD ("close", test_close);
  ADD ("close-loading", test_close_loading);
  ADD ("crash", test_crash);
  ADD ("crash-loading", test_crash_loading);
  return g_test_run ();
}
