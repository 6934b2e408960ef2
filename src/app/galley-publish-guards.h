/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-guard.h"

G_BEGIN_DECLS

/* What stands between the plan and its button, a row each; one that can be mended has a button for it.
 *
 * Signals: "fix-chosen" (GalleyPlan *): the plan as it would be, borrowed; "place-chosen" (const char *): where a
 * person can choose what is better. */
#define GALLEY_TYPE_PUBLISH_GUARDS (galley_publish_guards_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPublishGuards, galley_publish_guards, GALLEY, PUBLISH_GUARDS, AdwBin)

/* (element-type GalleyConcern); hides itself when there is nothing. */
void galley_publish_guards_show (GalleyPublishGuards *self,
                                 GPtrArray           *concerns);

G_END_DECLS
