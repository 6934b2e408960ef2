/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-guard.h"

#include <glib/gi18n-lib.h>

extern const GalleyGuard galley_guard_tiers;

static void
run (const GalleyGuardContext *context, GPtrArray *concerns)
{
  const char *const *tiers = galley_front_matter_get_list (galley_issue_get_front_matter (context->issue), "tiers");

  if (context->site == NULL || context->plan->act == GALLEY_ACT_UNPUBLISH ||
      g_strcmp0 (galley_plan_get_visibility (context->site, context->issue), "tiers") != 0)
    return;
  for (gsize i = 0; tiers != NULL && tiers[i] != NULL; i++)
    if (galley_site_find_item (context->site->tiers, tiers[i]) == NULL)
      galley_guard_add (context, concerns, "tiers-unknown", GALLEY_SEVERITY_ERROR, "tiers",
                        g_strdup_printf (_("“%s” has no tier “%s”: choose one of its tiers."),
                                         galley_guard_get_place (context), tiers[i]));
  if (tiers == NULL || tiers[0] == NULL)
    galley_guard_add (context, concerns, "tiers-none", GALLEY_SEVERITY_ERROR, "visibility",
                      g_strdup (_("The issue is for some tiers only and names none, so nobody could read it: choose "
                                  "the tiers, or another visibility.")));
}

const GalleyGuard galley_guard_tiers = {
  .id = "tiers",
  .name = N_("The tiers that may read it are there"),
  .run = run,
};
