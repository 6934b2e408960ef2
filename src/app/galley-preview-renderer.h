/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-preview-blocks.h"
#include "galley-preview-rendering.h"

G_BEGIN_DECLS

/* Renders on a worker what the preview is to show: one issue at a time, of those that come meanwhile
 * the newest alone. */
#define GALLEY_TYPE_PREVIEW_RENDERER (galley_preview_renderer_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPreviewRenderer, galley_preview_renderer, GALLEY, PREVIEW_RENDERER, GObject)

/* @patch: from the base (galley_preview_renderer_set_base) to @rendering; NULL: the base is another one
 * than when the worker began. */
typedef void (*GalleyPreviewRenderedFunc) (gpointer                  data,
                                           GalleyPreviewRendering   *rendering,
                                           const GalleyPreviewPatch *patch);

/* @marker, @token: as galley_preview_rendering_new has them. @rendered is called with @data until
 * @cancellable is, whose owner @data is. */
GalleyPreviewRenderer *galley_preview_renderer_new           (const char                *marker,
                                                              const char                *token,
                                                              GCancellable              *cancellable,
                                                              GalleyPreviewRenderedFunc  rendered,
                                                              gpointer                   data);
/* Where it is remembered what the site and its newsletters look like. */
void                   galley_preview_renderer_set_state_dir (GalleyPreviewRenderer     *self,
                                                              const char                *state_dir);
/* FALSE: it is so already. */
gboolean               galley_preview_renderer_set_format    (GalleyPreviewRenderer     *self,
                                                              const char                *format);
gboolean               galley_preview_renderer_set_reader    (GalleyPreviewRenderer     *self,
                                                              GalleyReader               reader);
void                   galley_preview_renderer_set_issue     (GalleyPreviewRenderer     *self,
                                                              GalleyIssue               *issue,
                                                              const char                *folder);
/* What the page holds, or NULL. */
void                   galley_preview_renderer_set_base      (GalleyPreviewRenderer     *self,
                                                              GalleyPreviewRendering    *base);
const char            *galley_preview_renderer_get_format    (GalleyPreviewRenderer     *self);
GalleyReader           galley_preview_renderer_get_reader    (GalleyPreviewRenderer     *self);
const char            *galley_preview_renderer_get_folder    (GalleyPreviewRenderer     *self);
/* A worker renders, and what it makes is not the newest any more when others wait. */
gboolean               galley_preview_renderer_is_busy       (GalleyPreviewRenderer     *self);

G_END_DECLS
