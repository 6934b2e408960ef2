/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-screenshot.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"

#define PATIENCE 15000 /* ms without a preview */
#define MAX_TRIES 60   /* frames */
#define SETTLE 700     /* ms for fonts and pictures after the preview was painted */

typedef struct {
  GalleyWindow *window; /* owned */
  char *path;
  guint source;
  guint tries;
} Shot;

gboolean
galley_screenshot_save (GtkWidget *widget, const char *path, GError **error)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node && renderer)
    texture = gsk_renderer_render_texture (renderer, node,
                                           &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (texture && gdk_texture_save_to_png (texture, path))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK,
               _("The picture of the window could not be written to “%s”."), path);
  return FALSE;
}

static void
finish (Shot *shot)
{
  gtk_window_destroy (GTK_WINDOW (shot->window));
  g_object_unref (shot->window);
  g_free (shot->path);
  g_free (shot);
}

/* A window that waits for a new size has nothing to show: right after a frame it does not. */
static void
after_paint_cb (GdkFrameClock *clock, Shot *shot)
{
  g_autoptr (GError) error = NULL;

  if (!galley_screenshot_save (GTK_WIDGET (shot->window), shot->path, &error)
      && ++shot->tries < MAX_TRIES)
    {
      gtk_widget_queue_draw (GTK_WIDGET (shot->window));
      return;
    }
  if (error)
    g_printerr ("%s\n", error->message);
  g_signal_handlers_disconnect_by_data (clock, shot);
  finish (shot);
}

static gboolean
shoot_cb (gpointer user_data)
{
  Shot *shot = user_data;

  g_signal_handlers_disconnect_by_data (shot->window, shot);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (shot->window)), "after-paint",
                    G_CALLBACK (after_paint_cb), shot);
  gtk_widget_queue_draw (GTK_WIDGET (shot->window));
  return G_SOURCE_REMOVE;
}

/* The start page, and a window without a preview, are never told to be painted. */
static gboolean
first_cb (gpointer user_data)
{
  Shot *shot = user_data;

  if (!galley_window_has_preview (shot->window))
    return shoot_cb (shot);
  shot->source = g_timeout_add (PATIENCE, shoot_cb, shot);
  return G_SOURCE_REMOVE;
}

static void
painted_cb (Shot *shot)
{
  g_source_remove (shot->source);
  shot->source = g_timeout_add (SETTLE, shoot_cb, shot);
}

void
galley_screenshot_take (GalleyWindow *window, const char *path)
{
  Shot *shot = g_new0 (Shot, 1);

  shot->window = g_object_ref (window);
  shot->path = g_strdup (path);
  shot->source = g_timeout_add (SETTLE * 3, first_cb, shot);
  g_signal_connect_swapped (window, "painted", G_CALLBACK (painted_cb), shot);
}
