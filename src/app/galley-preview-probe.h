/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether the sandbox of the web view can start here: WebKit would take the whole program down. */
void     galley_preview_probe_async  (GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean galley_preview_probe_finish (GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
