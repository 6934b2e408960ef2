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

/* A key that cannot say who may read a post would put it before those whom the site takes by default. */
static void
check_visibility (const GalleyGuardContext *context, GPtrArray *concerns)
{
  const char *wanted = galley_guard_get_readers (context);
  const char *there = context->existing != NULL ? context->existing->visibility : context->site->default_visibility;
  gboolean is_draft = context->plan->act == GALLEY_ACT_DRAFT;
  g_autofree char *why = NULL;

  if ((context->site->lacks & GALLEY_RIGHT_VISIBILITY) == 0 || context->plan->act == GALLEY_ACT_UNPUBLISH ||
      g_strcmp0 (wanted, there != NULL ? there : "public") == 0)
    return;
  why = galley_rights_explain (context->site, GALLEY_RIGHT_VISIBILITY);
  galley_guard_add (context, concerns, "rights-visibility", is_draft ? GALLEY_SEVERITY_WARNING : GALLEY_SEVERITY_ERROR,
                    "visibility",
                    g_strdup_printf (_("%s That would be “%s”, and the issue is for “%s”: an editor has to set it on the "
                                       "site."), why, there != NULL ? there : "public", wanted));
}

static void
run (const GalleyGuardContext *context, GPtrArray *concerns)
{
  GalleyRights needed = get_needed (context);
  g_autofree char *why = context->site != NULL && needed != 0 ? galley_rights_explain (context->site, needed) : NULL;
  GalleyConcern *concern;

  if (context->site != NULL)
    check_visibility (context, concerns);
  if (why == NULL)
    return;
  concern = galley_guard_add (context, concerns, "rights", GALLEY_SEVERITY_ERROR, NULL, g_strdup (why));
  if (context->plan->act != GALLEY_ACT_UNPUBLISH)
    galley_guard_offer (context, concern, _("Sa_ve as a Draft"))->act = GALLEY_ACT_DRAFT;
}

const GalleyGuard galley_guard_rights = {
  .id = "rights",
  .name = N_("The key may do it"),
  .run = run,
};
