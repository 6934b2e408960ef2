/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-service.h"

G_BEGIN_DECLS

GalleySite *galley_ghost_load_site (const GalleyConnection *connection,
                                    GCancellable           *cancellable,
                                    GError                **error);
gboolean    galley_ghost_count     (const GalleyConnection *connection,
                                    const char             *newsletter,
                                    const char             *segment,
                                    gint64                 *count,
                                    GCancellable           *cancellable,
                                    GError                **error);

G_END_DECLS
