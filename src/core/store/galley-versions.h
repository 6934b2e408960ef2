/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-version.h"

G_BEGIN_DECLS

/* What an issue's text was: one unchangeable copy for each time that it was saved, published, pulled,
 * merged or restored, and hourly while somebody writes. Any number of programs at once. */

typedef struct _GalleyVersions GalleyVersions;

/* By the issue's own id, else by where its file lies; what was kept before it had an id is there too.
 * Touches no file. */
GalleyVersions *galley_versions_new         (const char           *state_dir,
                                             const char           *issue_id,
                                             const char           *path);
/* The same of an issue whose text is this. */
GalleyVersions *galley_versions_new_for_text (const char          *state_dir,
                                              const char          *text,
                                              gsize                length,
                                              const char          *path);
void            galley_versions_free        (GalleyVersions       *self);
/* Durable when it returns. A text that is the newest version already is kept once. */
gboolean        galley_versions_add         (GalleyVersions       *self,
                                             GalleyVersionReason   reason,
                                             const char           *site,
                                             const char           *text,
                                             gsize                 length,
                                             GError              **error);
/* HOUR, when the newest one is an hour old or there is none. */
gboolean        galley_versions_add_hourly  (GalleyVersions       *self,
                                             const char           *text,
                                             gsize                 length,
                                             GError              **error);
/* (element-type GalleyVersion) (transfer full), newest first. */
GPtrArray      *galley_versions_list        (GalleyVersions       *self);
/* @id: its beginning is enough when only one text has it, from 4 characters on. INVALID: none, or
 * several. */
char           *galley_versions_load        (GalleyVersions       *self,
                                             const char           *id,
                                             gsize                *length,
                                             GError              **error);

/* The text that an issue and its post on @site had in common the last time, and what the service had
 * for it, as JSON. It is never dropped. */
gboolean        galley_versions_set_base    (GalleyVersions       *self,
                                             const char           *site,
                                             const char           *text,
                                             gsize                 length,
                                             const char           *record,
                                             GError              **error);
/* NULL: there is none. @record may be NULL. */
char           *galley_versions_load_base   (GalleyVersions       *self,
                                             const char           *site,
                                             char                **record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyVersions, galley_versions_free)

G_END_DECLS
