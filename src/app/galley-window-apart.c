/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The preview beside the source, or in a window of its own: the same widgets, which move with all
 * that is loaded in them. */

#include "galley-window.h"
#include "galley-window-private.h"

#include "galley-preview-window.h"

static gboolean
close_request_cb (GalleyWindow *self)
{
  galley_window_set_apart (self, FALSE);
  return GDK_EVENT_STOP;
}

static void
detach (GalleyWindow *self)
{
  g_autoptr (GtkWidget) box = g_object_ref (self->preview_box);

  gtk_paned_set_end_child (self->paned, NULL);
  self->apart = galley_preview_window_new (GTK_WIDGET (self), galley_window_list_actions (), box);
  gtk_window_set_application (self->apart, gtk_window_get_application (GTK_WINDOW (self)));
  if (self->apart_width > 0 && self->apart_height > 0)
    gtk_window_set_default_size (self->apart, self->apart_width, self->apart_height);
  g_signal_connect_object (self->apart, "close-request", G_CALLBACK (close_request_cb), self,
                           G_CONNECT_SWAPPED);
  galley_window_update_apart_title (self);
}

static void
attach (GalleyWindow *self)
{
  g_autoptr (GtkWidget) box = NULL;
  GalleyPreviewWindow *apart = GALLEY_PREVIEW_WINDOW (g_steal_pointer (&self->apart));

  gtk_window_get_default_size (GTK_WINDOW (apart), &self->apart_width, &self->apart_height);
  box = galley_preview_window_release (apart);
  gtk_paned_set_end_child (self->paned, box);
}

gboolean
galley_window_is_apart (GalleyWindow *self)
{
  return self->apart != NULL;
}

void
galley_window_set_apart (GalleyWindow *self, gboolean is_apart)
{
  if (!!is_apart == (self->apart != NULL) || self->preview == NULL)
    return;
  if (is_apart)
    detach (self);
  else
    attach (self);
  galley_window_update_layout (self);
  if (self->apart)
    gtk_window_present (self->apart);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

void
galley_window_update_apart_title (GalleyWindow *self)
{
  if (self->apart && self->document)
    galley_preview_window_set_title (GALLEY_PREVIEW_WINDOW (self->apart),
                                     galley_document_get_title (self->document));
}

/* It goes with the window of its issue, and holds it until then. */
void
galley_window_clear_apart (GalleyWindow *self)
{
  GalleyPreviewWindow *apart = GALLEY_PREVIEW_WINDOW (g_steal_pointer (&self->apart));

  if (apart)
    g_object_unref (galley_preview_window_release (apart));
}
