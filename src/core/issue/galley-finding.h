/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "galley-edit.h"

G_BEGIN_DECLS

typedef enum {
  GALLEY_SEVERITY_ERROR,   /* publishing refuses */
  GALLEY_SEVERITY_WARNING, /* publishing asks */
  GALLEY_SEVERITY_INFO,
} GalleySeverity;

/* Something an editor should know about a place in the issue. Immutable, counted atomically. */
typedef struct _GalleyFinding GalleyFinding;

#define GALLEY_TYPE_FINDING (galley_finding_get_type ())
GType             galley_finding_get_type     (void);
/* @line and @column count from 1, @column in characters; 0 means the issue as a whole. @fix_label
 * and @fix are both NULL or both given: the button's words and what it does. */
GalleyFinding    *galley_finding_new          (const char          *id,
                                               GalleySeverity       severity,
                                               guint                line,
                                               guint                column,
                                               const char          *message,
                                               const char          *fix_label,
                                               const GalleyEdit    *fix);
GalleyFinding    *galley_finding_ref          (GalleyFinding       *self);
void              galley_finding_unref        (GalleyFinding       *self);
const char       *galley_finding_get_id       (const GalleyFinding *self);
GalleySeverity    galley_finding_get_severity (const GalleyFinding *self);
const char       *galley_finding_get_severity_name (const GalleyFinding *self);
guint             galley_finding_get_line     (const GalleyFinding *self);
guint             galley_finding_get_column   (const GalleyFinding *self);
const char       *galley_finding_get_message  (const GalleyFinding *self);
const char       *galley_finding_get_fix_label (const GalleyFinding *self);
const GalleyEdit *galley_finding_get_fix      (const GalleyFinding *self);
/* Of @findings (element-type GalleyFinding) the nearest behind, or before, a place, round the end; of
 * those at one place the first. NULL: none of them has a place. */
GalleyFinding    *galley_finding_find_next    (GPtrArray           *findings,
                                               guint                line,
                                               guint                column,
                                               gboolean             forward);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyFinding, galley_finding_unref)

G_END_DECLS
