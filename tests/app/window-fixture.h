/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib/gstdio.h>
#include <gtksourceview/gtksource.h>

#include "galley-file.h"
#include "galley-job.h"
#include "galley-screenshot.h"
#include "galley-window.h"
#include "window-test.h"

G_BEGIN_DECLS

/* A window over folders of its own, which go with it. */
typedef struct {
  char *folder;
  GalleySession *session;
  GalleyWindow *window;
} Fixture;

static inline void
window_fixture_set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *state = NULL;
  g_autofree char *cache = NULL;
  g_autofree char *config = NULL;

  f->folder = g_dir_make_tmp ("galley-window-XXXXXX", NULL);
  state = g_build_filename (f->folder, "state", NULL);
  cache = g_build_filename (f->folder, "cache", NULL);
  config = g_build_filename (f->folder, "config", NULL);
  f->session = galley_session_new (state, cache, config);
  f->window = galley_window_new (NULL, f->session);
  gtk_window_present (GTK_WINDOW (f->window));
}

/* Nothing may keep a closed window but a job that is about to end. */
static inline void
window_fixture_tear_down (Fixture *f, gconstpointer data)
{
  if (galley_window_get_document (f->window))
    galley_document_discard (galley_window_get_document (f->window));
  g_object_add_weak_pointer (G_OBJECT (f->window), (gpointer *) &f->window);
  gtk_window_destroy (GTK_WINDOW (f->window));
  WAIT_UNTIL (f->window == NULL);
  g_object_unref (f->session);
  galley_file_remove_tree (f->folder);
  g_free (f->folder);
}

static inline gboolean
window_fixture_is_loaded (Fixture *f)
{
  GalleyDocument *document = galley_window_get_document (f->window);

  return document && !galley_document_is_busy (document) && galley_document_is_current (document);
}

/* Writes @text into "issue.md" and opens it. */
static inline GalleyDocument *
window_fixture_open (Fixture *f, const char *text, gssize length)
{
  g_autofree char *path = g_build_filename (f->folder, "issue.md", NULL);

  g_assert_true (g_file_set_contents (path, text, length, NULL));
  galley_window_open (f->window, path);
  WAIT_UNTIL (window_fixture_is_loaded (f));
  return galley_window_get_document (f->window);
}

static inline gboolean
window_fixture_is_shown (GtkWidget *widget, const char *words)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
         && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

/* Some label that a person sees now has @words. */
static inline gboolean
window_fixture_says (Fixture *f, const char *words)
{
  return window_test_find (GTK_WIDGET (f->window), window_fixture_is_shown, words) != NULL;
}

/* @action: with its target, if it has one, as in the table of actions. */
static inline void
window_fixture_act (Fixture *f, const char *action)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  g_assert_true (g_action_parse_detailed_name (action, &name, &target, NULL));
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (f->window), name, target));
}

static inline void
window_fixture_assert_text (Fixture *f, const char *expected)
{
  g_autofree char *text = galley_document_dup_text (galley_window_get_document (f->window), NULL);

  g_assert_cmpstr (text, ==, expected);
}

/* As the application does it: there is none here. */
static inline void
window_fixture_dress (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  GdkDisplay *display = gdk_display_get_default ();

  gtk_css_provider_load_from_resource (provider, "/io/github/galleyeditor/Galley/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display),
                                    "/io/github/galleyeditor/Galley/icons");
}

static inline GtkWidget *
window_fixture_find_type (Fixture *f, const char *name)
{
  return window_test_find (GTK_WIDGET (f->window), window_test_is_type, name);
}

/* The window's own shortcut of these keys, as it comes from whoever has the focus and did not want it.
 * FALSE: the window does not want it either. */
static inline gboolean
window_fixture_press (Fixture *f, const char *keys)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (f->window));
  g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (keys);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) shortcuts = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (shortcuts)
                        && j < g_list_model_get_n_items (shortcuts); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, j);

          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), trigger))
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0,
                                                 GTK_WIDGET (f->window),
                                                 gtk_shortcut_get_arguments (shortcut));
        }
    }
  return FALSE;
}

static inline int
window_fixture_run (int *argc, char ***argv, void (*add) (void))
{
  int status;

  /* GLib has read it: warnings are fatal here, but not in the web view's processes, which inherit
   * it and warn of the accessibility bus that the test's own bus does not have. */
  g_unsetenv ("G_DEBUG");
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  gtk_source_init ();
  window_fixture_dress ();
  add ();
  status = g_test_run ();
  galley_job_wait_freed ();
  return status;
}

typedef struct {
  GtkWidget *widget;
  char *path;
  gboolean done;
} WindowFixtureShot;

static inline void
window_fixture_painted_cb (WindowFixtureShot *shot)
{
  shot->done = shot->done || galley_screenshot_save (shot->widget, shot->path, NULL);
}

/* Into the folder of GALLEY_SCREENSHOTS, when that is set: of a window or a popover, right after it
 * was painted, when nothing waits for a new size. */
static inline void
window_fixture_shoot (gpointer widget, const char *name)
{
  const char *folder = g_getenv ("GALLEY_SCREENSHOTS");
  WindowFixtureShot shot = { .widget = widget };
  GdkFrameClock *clock;
  gulong handler;

  if (folder == NULL)
    return;
  window_test_wait (500);
  shot.path = g_strdup_printf ("%s/%s.png", folder, name);
  clock = gtk_widget_get_frame_clock (widget);
  handler = g_signal_connect_swapped (clock, "after-paint",
                                      G_CALLBACK (window_fixture_painted_cb), &shot);
  gtk_widget_queue_draw (widget);
  WAIT_UNTIL (shot.done);
  g_signal_handler_disconnect (clock, handler);
  g_free (shot.path);
}

#define WINDOW_ADD(path, func)                                                                     \
  g_test_add (path, Fixture, NULL, window_fixture_set_up, func, window_fixture_tear_down)

G_END_DECLS
