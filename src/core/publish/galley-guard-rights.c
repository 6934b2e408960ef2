/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-guard.h"

#include <glib/gi18n-lib.h>

#include "galley-rights.h"

extern const GalleyGuard galley_guard_rights;

static GalleyRights
get_needed (const GalleyGuardContext *context)
{
  if (context->plan->act == GALLEY_ACT_DRAFT)
    return 0;
  return GALLEY_RIGHT_PUBLISH;
}

static void
run (const GalleyGuardContext *context, GPtrArray *concerns)
{
  GalleyRights needed = get_needed (context);
  g_autofree char *why = context->site != NULL && needed != 0 ? galley_rights_explain (context->site, needed) : NULL;
  GalleyConcern *concern;

  if (why == NULL)
    return;
  concern = galley_guard_add (context, concerns, "rights", GALLEY_SEVERITY_ERROR, NULL, g_strdup (why));
  if (context->plan->act != GALLEY_ACT_UNPUBLISH)
    galley_guard_offer (context, concern, _("Save as a _Draft"))->act = GALLEY_ACT_DRAFT;
}

const GalleyGuard galley_guard_rights = {
  .id = "rights",
  .name = N_("The key may do it"),
  .run = run,
};
