/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-compat-dialog.h"

G_BEGIN_DECLS

/* What the window tests share: waiting without sleeping, finding a widget as a person does, and a
 * picture of what is on the screen. */

static inline gboolean
window_test_late_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static inline gboolean
window_test_tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Looks after every turn of the loop, and now and then when nothing turns it: what another process
 * does is waited for too. The end is for what never comes; sanitizers are slow. */
#define WAIT_UNTIL(condition)                                                                     \
  G_STMT_START                                                                                    \
  {                                                                                               \
    gboolean late = FALSE;                                                                        \
    guint timeout_id = g_timeout_add_seconds (180, window_test_late_cb, &late);                    \
    guint tick_id = g_timeout_add (20, window_test_tick_cb, NULL);                                \
    while (!(condition) && !late)                                                                 \
      g_main_context_iteration (NULL, TRUE);                                                      \
    g_assert_false (late);                                                                        \
    g_source_remove (timeout_id);                                                                 \
    g_source_remove (tick_id);                                                                    \
  }                                                                                               \
  G_STMT_END

static inline void
window_test_wait (guint ms)
{
  gboolean late = FALSE;

  g_timeout_add (ms, window_test_late_cb, &late);
  while (!late)
    g_main_context_iteration (NULL, TRUE);
}

typedef gboolean (*WindowTestMatch) (GtkWidget  *widget,
                                     const char *words);

static inline GtkWidget *
window_test_find (GtkWidget       *root,
                  WindowTestMatch  match,
                  const char      *words)
{
  if (match (root, words))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = window_test_find (child, match, words);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static inline gboolean
window_test_is_button (GtkWidget  *widget,
                       const char *label)
{
  GtkWidget *child = GTK_IS_BUTTON (widget) ? gtk_widget_get_first_child (widget) : NULL;

  return (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
         || (GTK_IS_LABEL (child) && g_str_equal (gtk_label_get_label (GTK_LABEL (child)), label));
}

static inline gboolean
window_test_is_row (GtkWidget  *widget,
                    const char *title)
{
  return ADW_IS_PREFERENCES_ROW (widget)
         && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

static inline gboolean
window_test_is_type (GtkWidget  *widget,
                     const char *name)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), name);
}

/* What newer libraries show inside of a window has a type of another name there. */
#if ADW_CHECK_VERSION (1, 5, 0)
#define WINDOW_TEST_QUESTION "AdwAlertDialog"
#define WINDOW_TEST_ABOUT "AdwAboutDialog"
#else
#define WINDOW_TEST_QUESTION "AdwMessageDialog"
#define WINDOW_TEST_ABOUT "AdwAboutWindow"
#endif

#if ADW_CHECK_VERSION (1, 5, 0)
static inline gboolean
window_test_is_dialog (GtkWidget  *widget,
                       const char *words)
{
  return ADW_IS_DIALOG (widget);
}
#endif

/* The dialog that is inside of a window; NULL: none. */
static inline GtkWidget *
window_test_find_inside (GtkWidget *window)
{
#if ADW_CHECK_VERSION (1, 5, 0)
  if (ADW_IS_APPLICATION_WINDOW (window) || ADW_IS_WINDOW (window))
    return galley_dialog_get_over (GTK_WINDOW (window));
  /* Over a window that can hold none it has one of the library's own around it. */
  return window_test_find (window, window_test_is_dialog, NULL);
#else
  return NULL;
#endif
}

/* The newest window of a type that is on the screen, or dialog inside of one; NULL: there is none. */
static inline GtkWidget *
window_test_find_window (const char *type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (toplevels); i-- > 0;)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);
      GtkWidget *dialog = window_test_find_inside (window);

      if (window_test_is_type (window, type) && gtk_widget_get_mapped (window))
        return window;
      if (dialog && window_test_is_type (dialog, type) && gtk_widget_get_mapped (dialog))
        return dialog;
    }
  return NULL;
}

/* At once, asking nobody. */
static inline void
window_test_close (gpointer window)
{
  g_assert_nonnull (window);
  if (GALLEY_IS_DIALOG (window))
    galley_dialog_force_close (window);
  else
    gtk_window_destroy (window);
}

/* Where the keys go in the window that @widget is or is in. */
static inline GtkWidget *
window_test_get_focus (gpointer widget)
{
  return gtk_root_get_focus (gtk_widget_get_root (widget));
}

/* Borrowed: what Return presses in it; NULL: nothing. */
static inline GtkWidget *
window_test_get_default (gpointer dialog)
{
  g_autoptr (GtkWidget) widget = NULL;

  g_object_get (dialog, "default-widget", &widget, NULL);
  return widget;
}

static inline GtkWidget *
window_test_find_question (void)
{
  return window_test_find_window (WINDOW_TEST_QUESTION);
}

/* A label that is on the screen and holds @words. */
static inline gboolean
window_test_says (GtkWidget  *widget,
                  const char *words)
{
  return GTK_IS_LABEL (widget) && gtk_widget_is_visible (widget)
         && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

static inline void
window_test_click (GtkWidget  *root,
                   const char *label)
{
  GtkWidget *button = window_test_find (root, window_test_is_button, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static inline void
window_test_type (GtkWidget  *root,
                  const char *title,
                  const char *text)
{
  GtkWidget *row = window_test_find (root, window_test_is_row, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* Into the folder of GALLEY_SCREENSHOTS, when that is set. */
static inline void
window_test_shoot (GtkWidget  *window,
                   const char *name)
{
  const char *folder = g_getenv ("GALLEY_SCREENSHOTS");
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;
  window_test_wait (500);
  paintable = gtk_widget_paintable_new (window);
  /* A window that has not been drawn yet is nothing to look at. */
  while (node == NULL)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();

      window_test_wait (100);
      gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window), gtk_widget_get_height (window));
      node = gtk_snapshot_free_to_node (snapshot);
    }
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (window)), node, NULL);
  path = g_strconcat (folder, "/", name, ".png", NULL);
  gdk_texture_save_to_png (texture, path);
}

G_END_DECLS
