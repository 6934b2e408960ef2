/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-document.h"

G_BEGIN_DECLS

/* The places of a text that have two versions, one at a time: mine beside theirs, and the choice. It is
 * only there as long as there is such a place; a choice is one undo step.
 *
 * Signal: "line-activated" (guint line): the place that is shown now. */
#define GALLEY_TYPE_CONFLICT_BAR (galley_conflict_bar_get_type ())
G_DECLARE_FINAL_TYPE (GalleyConflictBar, galley_conflict_bar, GALLEY, CONFLICT_BAR, AdwBin)

void       galley_conflict_bar_set_document (GalleyConflictBar *self,
                                             GalleyDocument    *document);

G_END_DECLS
