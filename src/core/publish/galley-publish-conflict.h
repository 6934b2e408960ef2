/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-publish-run.h"

G_BEGIN_DECLS

/* CONFLICT when the site has something that this run would undo and that nobody has let go. */
gboolean galley_publish_conflict_check (const GalleyPublishRun  *run,
                                        GError                 **error);

G_END_DECLS
