/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-receipt.h"

G_BEGIN_DECLS

/* INVALID with the first error of the checks and, with @site, of the guards that know it. */
gboolean       galley_publish_check  (const GalleyPublishRequest  *request,
                                      const GalleySite            *site,
                                      GError                     **error);
/* For a service that writes files and knows no posts. */
GalleyReceipt *galley_publish_export (const GalleyPublishRequest  *request,
                                      GCancellable                *cancellable,
                                      GError                     **error);

G_END_DECLS
