/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-publish-run.h"

G_BEGIN_DECLS

/* Out, or on the schedule, as the plan says; what is there already stays. */
gboolean galley_publish_send          (GalleyPublishRun  *self,
                                       GError           **error);
/* REJECTED when it failed. TRUE also when it takes long: that is left to the site. */
gboolean galley_publish_wait_for_mail (GalleyPublishRun  *self,
                                       GError           **error);

G_END_DECLS
