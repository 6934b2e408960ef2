/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-service.h"

G_BEGIN_DECLS

/* The posts that two machines, or a lost answer, made of one issue. */

GPtrArray *galley_ghost_find_twins (const GalleyConnection  *connection,
                                    const char              *issue_id,
                                    GCancellable            *cancellable,
                                    GError                 **error);
gboolean   galley_ghost_drop_twin  (const GalleyConnection  *connection,
                                    const GalleyPost        *twin,
                                    GCancellable            *cancellable,
                                    GError                 **error);

G_END_DECLS
