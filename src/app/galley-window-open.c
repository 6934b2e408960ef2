/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Posts of a site that become issues in a window. */

#include "galley-window.h"
#include "galley-window-private.h"

#include "galley-open-dialog.h"

static void
opened_cb (GalleyWindow *self, const char *path, const char *message)
{
  GalleyWindow *window = galley_window_open_in (self, path);

  if (message)
    galley_window_toast (window, message);
}

void
galley_window_ask_open_site (GalleyWindow *self)
{
  g_autoptr (GError) error = NULL;
  GalleyOpenDialog *dialog = galley_open_dialog_new (GTK_WINDOW (self), self->session, &error);

  if (dialog == NULL)
    {
      galley_window_toast (self, error->message);
      return;
    }
  g_signal_connect_object (dialog, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  galley_dialog_present (GALLEY_DIALOG (dialog));
}
