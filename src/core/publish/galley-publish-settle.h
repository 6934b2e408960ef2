/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-publish-run.h"

G_BEGIN_DECLS

/* What two machines, or a lost answer, made of one issue comes down to one post. No service of ours
 * can be told to make a post only if there is none. So each run, after it made one and before it
 * publishes one, lists all that were made of the issue. They all choose the same (galley-twins). Who
 * made another one deletes it, and goes on with the chosen. */

/* Leaves the chosen in @post; @adopted when it is another than before. */
gboolean galley_publish_settle (GalleyPublishRun  *self,
                                GError           **error);

G_END_DECLS
