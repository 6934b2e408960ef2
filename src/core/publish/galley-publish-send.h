/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-publish-run.h"

G_BEGIN_DECLS

/* FALSE: @post is a draft, and the site would send what is left of its mail with it, unasked. */
gboolean galley_publish_check_mail             (const GalleyPublishRun  *self,
                                                const GalleyPost        *post,
                                                GError                 **error);
/* A service makes a mail a moment after its post is out: until it is there, or it is clear that none comes. */
gboolean galley_publish_wait_until_mailed      (GalleyPublishRun        *self,
                                                GError                 **error);
/* Out, or on the schedule, as the plan says; what is there already stays. */
gboolean galley_publish_send                   (GalleyPublishRun        *self,
                                                GError                 **error);
/* Of a mail that is there. REJECTED when it failed. TRUE also when it takes long: that is left to the site. */
gboolean galley_publish_wait_until_handed_over (GalleyPublishRun        *self,
                                                GError                 **error);

G_END_DECLS
