/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-service.h"

G_BEGIN_DECLS

GalleyPostList *galley_ghost_list_posts (const GalleyConnection *connection,
                                         const GalleyPostQuery  *query,
                                         GCancellable           *cancellable,
                                         GError                **error);

G_END_DECLS
