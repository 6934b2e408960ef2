/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window and its preview. */

#include "galley-window.h"
#include "galley-window-private.h"

gboolean
galley_window_has_preview (GalleyWindow *self)
{
  g_return_val_if_fail (GALLEY_IS_WINDOW (self), FALSE);
  return self->preview != NULL;
}

void
galley_window_update_preview (GalleyWindow *self)
{
}

void
galley_window_init_preview (GalleyWindow *self)
{
}
