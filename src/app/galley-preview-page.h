/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-preview-engine.h"
#include "galley-preview-remote.h"
#include "galley-preview-renderer.h"

G_BEGIN_DECLS

/* What Galley's own script holds of the issue: it is sent the blocks that changed, told where to stand
 * and which block is being written. What is asked for before there is a page is done when there is. */
#define GALLEY_TYPE_PREVIEW_PAGE (galley_preview_page_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPreviewPage, galley_preview_page, GALLEY, PREVIEW_PAGE, GObject)

/* The newest rendering is on the screen. */
typedef void (*GalleyPreviewPaintedFunc) (gpointer data);

/* @marker, @token: as galley_preview_rendering_new has them. @painted is called with @data until
 * @cancellable is, whose owner @data is. */
GalleyPreviewPage      *galley_preview_page_new              (GalleyPreviewRenderer     *renderer,
                                                              const char                *marker,
                                                              const char                *token,
                                                              GCancellable              *cancellable,
                                                              GalleyPreviewPaintedFunc   painted,
                                                              gpointer                   data);
void                    galley_preview_page_set_remote       (GalleyPreviewPage         *self,
                                                              GalleyPreviewRemote       *remote);
/* @view is borrowed. NULL, NULL: there is none any more. */
void                    galley_preview_page_set_view         (GalleyPreviewPage         *self,
                                                              const GalleyPreviewEngine *engine,
                                                              GtkWidget                 *view);
/* The view holds nothing and is not to be talked to, until it begins anew with the empty page. */
void                    galley_preview_page_stop             (GalleyPreviewPage         *self);
void                    galley_preview_page_begin            (GalleyPreviewPage         *self);
/* @patch: from what the page holds; NULL: it is not known yet. */
void                    galley_preview_page_show             (GalleyPreviewPage         *self,
                                                              GalleyPreviewRendering    *rendering,
                                                              const GalleyPreviewPatch  *patch);
/* The newest one that it was given, perhaps not shown yet; NULL: none. */
GalleyPreviewRendering *galley_preview_page_get_newest       (GalleyPreviewPage         *self);
/* As the page is now, to turn the places of its script into lines; NULL: it holds nothing. */
GPtrArray              *galley_preview_page_get_blocks       (GalleyPreviewPage         *self);
/* What it was given is on the screen. */
gboolean                galley_preview_page_is_painted       (GalleyPreviewPage         *self);
/* The reader brought it there. */
void                    galley_preview_page_set_place        (GalleyPreviewPage         *self,
                                                              double                     line,
                                                              double                     align);
/* These three as galley_preview_scroll_to_line, …_set_current_line and …_show_current have it. */
gboolean                galley_preview_page_scroll_to_line   (GalleyPreviewPage         *self,
                                                              double                     line,
                                                              double                     align);
void                    galley_preview_page_set_current_line (GalleyPreviewPage         *self,
                                                              guint                      line);
void                    galley_preview_page_show_current     (GalleyPreviewPage         *self);
/* Ends @task, (transfer full), which has no data of its own, with the innerHTML of the body element. */
void                    galley_preview_page_dump             (GalleyPreviewPage         *self,
                                                              GTask                     *task);

G_END_DECLS
