/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-service.h"

G_BEGIN_DECLS

GalleyAccount *galley_ghost_discover (GalleyHttp    *http,
                                      const char    *typed,
                                      GCancellable  *cancellable,
                                      GError       **error);

G_END_DECLS
