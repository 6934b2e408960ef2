/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-guard.h"

#include <glib/gi18n-lib.h>

extern const GalleyGuard galley_guard_mailed;

static void
run (const GalleyGuardContext *context, GPtrArray *concerns)
{
  const GalleyPost *existing = context->existing;
  GalleyConcern *concern;

  if (existing == NULL || !galley_plan_sends_mail (context->plan))
    return;
  if (existing->email_status != NULL)
    concern = galley_guard_add (context, concerns, "mailed", GALLEY_SEVERITY_WARNING, NULL,
                                g_strdup (_("It was mailed already, and a post is mailed once: the page changes, and "
                                            "nobody gets a mail.")));
  else if (g_strcmp0 (existing->status, "published") == 0)
    concern = galley_guard_add (context, concerns, "mailed-page", GALLEY_SEVERITY_ERROR, NULL,
                                g_strdup (_("It is published without a mail: make it a draft again first, then publish "
                                            "and send it.")));
  else
    return;
  if (context->plan->act == GALLEY_ACT_EMAIL)
    galley_guard_offer (context, concern, _("C_hange the Page Only"))->act = GALLEY_ACT_PUBLISH;
}

const GalleyGuard galley_guard_mailed = {
  .id = "mailed",
  .name = N_("It is mailed once"),
  .run = run,
};
