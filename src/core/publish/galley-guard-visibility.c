/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-guard.h"

#include <glib/gi18n-lib.h>

extern const GalleyGuard galley_guard_visibility;

static void
run (const GalleyGuardContext *context, GPtrArray *concerns)
{
  static const char *const known[] = { "public", "members", "paid", "tiers", NULL };
  const char *visibility = galley_plan_get_visibility (context->site, context->issue);

  if (context->site != NULL && context->plan->act != GALLEY_ACT_UNPUBLISH && !g_strv_contains (known, visibility))
    galley_guard_add (context, concerns, "visibility", GALLEY_SEVERITY_ERROR, "visibility",
                      g_strdup_printf (_("“%s” is not a visibility: use public, members, paid or tiers."),
                                       visibility));
}

const GalleyGuard galley_guard_visibility = {
  .id = "visibility",
  .name = N_("The site knows who may read it"),
  .run = run,
};
