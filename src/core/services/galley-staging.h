/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files and folders that appear in a directory together or not at all: they are made in a hidden
 * folder on the same disk and then moved. Whatever else is in the directory stays. */
typedef struct _GalleyStaging GalleyStaging;

/* @directory need not exist yet. */
GalleyStaging *galley_staging_new    (const char     *directory,
                                      GError        **error);
/* Where to make what shall be DIRECTORY/@name. */
char          *galley_staging_get    (GalleyStaging  *self,
                                      const char     *name);
gboolean       galley_staging_commit (GalleyStaging  *self,
                                      GError        **error);
/* Removes what was not committed. */
void           galley_staging_free   (GalleyStaging  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyStaging, galley_staging_free)

G_END_DECLS
