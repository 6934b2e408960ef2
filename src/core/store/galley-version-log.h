/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-versions.h"

G_BEGIN_DECLS

/* The lines of a folder's log.jsonl, one a version. For GalleyVersions, which holds the lock. */

/* Adds those of @folder, oldest first, to @versions (element-type GalleyVersion, owned). */
void     galley_version_log_read     (GPtrArray            *versions,
                                      const char           *folder);
char    *galley_version_log_dup_line (const GalleyVersion  *version);
/* Durable when it returns. */
gboolean galley_version_log_append   (const char           *folder,
                                      const GalleyVersion  *version,
                                      GError              **error);

G_END_DECLS
