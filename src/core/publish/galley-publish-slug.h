/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-publish-run.h"

G_BEGIN_DECLS

/* What the address of the post shall end in; empty: as it is. Transfer full. */
char     *galley_publish_dup_wanted_slug (const GalleyPublishRun  *self);
/* Of a draft that stays one, or of what is out already; the others get it as they go out. */
gboolean  galley_publish_set_slug        (GalleyPublishRun        *self,
                                          GError                 **error);

G_END_DECLS
