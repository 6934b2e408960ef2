/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

/* The web view of the preview and its locks: no script of the page, no network, no file outside the
 * folder, no way to another page. Galley's own script runs in the world of this name. */
#define GALLEY_PREVIEW_WORLD "editor"

/* Whether the sandbox of the web view can start here: WebKit would take the whole program down. */
void       galley_preview_view_probe_async  (GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean   galley_preview_view_probe_finish (GAsyncResult         *result,
                                             GError              **error);
GtkWidget *galley_preview_view_new          (void);
/* Pictures are read below @folder alone; NULL: none at all. */
void       galley_preview_view_set_folder   (WebKitWebView        *view,
                                             const char           *folder);
/* Loads the empty page, after the block-all filter stands. Also after a crash of its process. */
void       galley_preview_view_load_async   (WebKitWebView        *view,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean   galley_preview_view_load_finish  (WebKitWebView        *view,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
