/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-receipt.h"

G_BEGIN_DECLS

/* INVALID with the first error of the checks and, with @site, of the guards that know it. */
gboolean       galley_publish_check  (const GalleyPublishRequest  *request,
                                      const GalleySite            *site,
                                      GError                     **error);
/* The guards again, once the post is known: not all that goes out is in the issue. */
gboolean       galley_publish_check_there (const GalleyPublishRequest *request,
                                           const GalleySite           *site,
                                           const GalleyPost           *existing,
                                           GError                    **error);
/* For a service that writes files and knows no posts. */
GalleyReceipt *galley_publish_export (const GalleyPublishRequest  *request,
                                      GCancellable                *cancellable,
                                      GError                     **error);

G_END_DECLS
