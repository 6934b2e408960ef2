/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-format.h"

G_BEGIN_DECLS

const GalleyFormat *const *galley_render_list_formats  (void);
const GalleyFormat        *galley_render_find_format   (const char                *id);
char                      *galley_render               (const char                *format_id,
                                                        GalleyIssue               *issue,
                                                        const GalleyRenderOptions *options,
                                                        GError                   **error);
/* What a preview page holds before and after the blocks (doctype, style sheet, title, deck,
 * feature picture; frame of the mail), so that only blocks need patching. @head ends inside the
 * element that takes the blocks. The head must be sent again when it differs. */
void                       galley_render_preview_frame (const char                *format_id,
                                                        GalleyIssue               *issue,
                                                        const GalleyRenderOptions *options,
                                                        char                     **head,
                                                        char                     **tail);
/* One line of inline Markdown (a caption) as the HTML Ghost keeps in a caption field. */
char                      *galley_render_caption       (const char                *markdown);

G_END_DECLS
