/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-publish-run.h"
#include "galley-receipt.h"

G_BEGIN_DECLS

typedef gboolean (*GalleyPublishWay) (GalleyPublishRun  *self,
                                      GError           **error);

/* Takes @cause. Whoever says stop while the site is being told must not believe that nothing happens any more; and
 * whoever wanted another schedule, and got none, has none now. (transfer full) */
GError        *galley_publish_explain (const GalleyPublishRun *self,
                                       GError                 *cause);
/* Goes the way, remembers what came of it and closes the run, unless it has to be resumed. */
GalleyReceipt *galley_publish_finish  (GalleyPublishRun       *self,
                                       GalleyPublishWay        go,
                                       GError                **error);

G_END_DECLS
