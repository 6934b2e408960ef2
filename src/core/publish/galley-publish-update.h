/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-publish-run.h"

G_BEGIN_DECLS

/* Nothing is asked of the service when it has all of it. After FAILED the old text is there again; after
 * OFFLINE it is in the journal, and the run has to go on. */
gboolean galley_publish_update_post (GalleyPublishRun  *self,
                                     GError           **error);

G_END_DECLS
