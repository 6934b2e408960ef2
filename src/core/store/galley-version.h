/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  GALLEY_VERSION_SAVE,
  GALLEY_VERSION_HOUR,
  GALLEY_VERSION_PUBLISH, /* as it went out */
  GALLEY_VERSION_PULL,
  GALLEY_VERSION_THEIRS,  /* what a site had, in the words of an issue */
  GALLEY_VERSION_MERGE,   /* as it was before a merge */
  GALLEY_VERSION_RESTORE, /* as it was before another version came back */
  GALLEY_N_VERSION_REASONS,
} GalleyVersionReason;

/* A plain value. */
typedef struct {
  char                *id;     /* of its text: equal ids, equal texts */
  gint64               time;   /* Unix seconds */
  GalleyVersionReason  reason;
  char                *site;   /* of PUBLISH, PULL and THEIRS, else NULL */
  gsize                size;   /* bytes */
} GalleyVersion;

void        galley_version_free             (GalleyVersion        *self);
/* "save": stable, for programs. */
const char *galley_version_reason_get_name  (GalleyVersionReason reason);
/* "Saved": translated. */
const char *galley_version_reason_get_label (GalleyVersionReason reason);

/* The lines of a folder's log.jsonl, one a version. For GalleyVersions, which holds the lock. */

/* Adds those of @folder, oldest first, to @versions (element-type GalleyVersion, owned). */
void        galley_version_log_read         (GPtrArray            *versions,
                                             const char           *folder);
char       *galley_version_log_dup_line     (const GalleyVersion  *version);
/* Durable when it returns. */
gboolean    galley_version_log_append       (const char           *folder,
                                             const GalleyVersion  *version,
                                             GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyVersion, galley_version_free)

G_END_DECLS
