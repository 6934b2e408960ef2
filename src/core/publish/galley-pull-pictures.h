/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-pull-request.h"

G_BEGIN_DECLS

/* Brings those of @addresses that are the site's own into assets/ below @folder and remembers where
 * each came from, so that it is not uploaded again. What cannot be brought keeps its address and
 * becomes one of @findings. @hashes gets address -> hash. Returns address -> path relative to @folder; NULL: OFFLINE, DISK, cancelled. */
GHashTable *galley_pull_pictures (const GalleyPullRequest *request,
                                  const char              *folder,
                                  GPtrArray               *addresses,
                                  GPtrArray               *findings,
                                  GHashTable              *hashes,
                                  GCancellable            *cancellable,
                                  GError                 **error);

G_END_DECLS
