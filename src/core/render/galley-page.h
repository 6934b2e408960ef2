/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-format.h"

G_BEGIN_DECLS

/* What the two HTML formats share: the blocks, and the blocks in their frame. */
char      *galley_page_render        (GalleyIssue               *issue,
                                      const GalleyRenderOptions *options,
                                      gboolean                   mail);
GPtrArray *galley_page_render_blocks (GalleyIssue               *issue,
                                      const GalleyRenderOptions *options,
                                      gboolean                   mail);

G_END_DECLS
