/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-preview-engine.h"
#include "galley-remote.h"

G_BEGIN_DECLS

/* Between a page that asks for pictures of other sites and what fetches them: the page itself never
 * touches the network. */
#define GALLEY_TYPE_PREVIEW_REMOTE (galley_preview_remote_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPreviewRemote, galley_preview_remote, GALLEY, PREVIEW_REMOTE, GObject)

GalleyPreviewRemote *galley_preview_remote_new      (GalleyRemote               *remote);
/* The page of @view is answered from now on, until @cancellable is. */
void                 galley_preview_remote_attach   (GalleyPreviewRemote        *self,
                                                     const GalleyPreviewEngine  *engine,
                                                     GtkWidget                  *view,
                                                     GCancellable               *cancellable);
/* Whose pictures they are, as galley_remote_is_allowed has it. */
void                 galley_preview_remote_set_issue (GalleyPreviewRemote       *self,
                                                      const char                *issue);
/* What the page's script wants to know. (transfer full) */
char                *galley_preview_remote_dup_allowed (GalleyPreviewRemote     *self);
/* Somebody clicked where a picture is not. TRUE: it is tried again; FALSE: it is not allowed. */
gboolean             galley_preview_remote_retry    (GalleyPreviewRemote        *self,
                                                     const char                 *address);

G_END_DECLS
