/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A menu gives the focus back. GTK 4.8 leaves it in a menu that is closed while one of its submenus is
 * shown, and no key comes to anything any more. */

#include "galley-window.h"
#include "galley-window-private.h"

static void
menu_closed_cb (GalleyWindow *self, GtkWidget *menu)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus && gtk_widget_is_ancestor (focus, menu) && self->focus_outside
      && gtk_widget_get_mapped (self->focus_outside))
    gtk_widget_grab_focus (self->focus_outside);
}

static void
focus_moved_cb (GalleyWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *menu = focus ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER_MENU) : NULL;

  if (menu == NULL)
    {
      if (focus)
        g_set_weak_pointer (&self->focus_outside, focus);
      return;
    }
  g_signal_handlers_disconnect_by_func (menu, menu_closed_cb, self);
  g_signal_connect_object (menu, "closed", G_CALLBACK (menu_closed_cb), self, G_CONNECT_SWAPPED);
}

void
galley_window_init_focus (GalleyWindow *self)
{
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (focus_moved_cb), NULL);
}
