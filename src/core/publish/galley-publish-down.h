/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-publish-run.h"

G_BEGIN_DECLS

/* Off the site, or off its schedule: a draft again, with all that it says there. REJECTED when there is
 * no such post, or when it went out in the same moment. */
gboolean galley_publish_take_down (GalleyPublishRun  *self,
                                   GError           **error);

G_END_DECLS
