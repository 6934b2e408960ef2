/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-preview-still.h"

struct _GalleyPreviewStill
{
  GtkWidget     parent_instance;

  /* owned */
  GtkWidget    *page;
  GdkPaintable *picture; /* NULL: the page itself is seen */
};

G_DEFINE_FINAL_TYPE (GalleyPreviewStill, galley_preview_still, GTK_TYPE_WIDGET)

static void
galley_preview_still_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  GalleyPreviewStill *self = GALLEY_PREVIEW_STILL (widget);

  GTK_WIDGET_CLASS (galley_preview_still_parent_class)->snapshot (widget, snapshot);
  /* In its own size: a window that was made larger meanwhile has a blank edge, not large letters. */
  if (self->picture != NULL)
    gdk_paintable_snapshot (self->picture, snapshot,
                            gdk_paintable_get_intrinsic_width (self->picture),
                            gdk_paintable_get_intrinsic_height (self->picture));
}

static void
galley_preview_still_dispose (GObject *object)
{
  GalleyPreviewStill *self = GALLEY_PREVIEW_STILL (object);

  g_clear_object (&self->picture);
  g_clear_pointer (&self->page, gtk_widget_unparent);
  G_OBJECT_CLASS (galley_preview_still_parent_class)->dispose (object);
}

static void
galley_preview_still_class_init (GalleyPreviewStillClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_preview_still_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = galley_preview_still_snapshot;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
galley_preview_still_init (GalleyPreviewStill *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
galley_preview_still_new (GtkWidget *page)
{
  GalleyPreviewStill *self = g_object_new (GALLEY_TYPE_PREVIEW_STILL, NULL);

  self->page = page;
  gtk_widget_set_parent (page, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
galley_preview_still_hold (GalleyPreviewStill *self)
{
  g_autoptr (GdkPaintable) paintable = NULL;

  g_return_if_fail (GALLEY_IS_PREVIEW_STILL (self));

  if (self->picture != NULL || !gtk_widget_get_mapped (self->page))
    return;
  paintable = gtk_widget_paintable_new (self->page);
  self->picture = gdk_paintable_get_current_image (paintable);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
galley_preview_still_release (GalleyPreviewStill *self)
{
  g_return_if_fail (GALLEY_IS_PREVIEW_STILL (self));

  if (self->picture == NULL)
    return;
  g_clear_object (&self->picture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
