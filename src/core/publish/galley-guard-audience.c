/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-guard.h"

#include <glib/gi18n-lib.h>

extern const GalleyGuard galley_guard_audience;

static gboolean
is_said (const GalleyGuardContext *context)
{
  const char *own = galley_front_matter_get_string (galley_issue_get_front_matter (context->issue), "audience");

  return (context->plan->audience != NULL && *context->plan->audience != '\0') || (own != NULL && *own != '\0');
}

/* "Usually nobody": an editor of that site who wants a mail says whom it is for. */
static void
check_default (const GalleyGuardContext *context, GPtrArray *concerns)
{
  g_autofree char *segment = galley_plan_dup_segment (context->plan, context->site, context->issue);
  GalleyConcern *concern;
  GalleyPlan *fix;

  if (is_said (context) || g_strcmp0 (context->site->default_recipients, "disabled") != 0)
    return;
  concern = galley_guard_add (context, concerns, "audience-off", GALLEY_SEVERITY_ERROR, NULL,
                              g_strdup_printf (_("“%s” sends mail to nobody unless it is told to whom: choose the "
                                                 "audience."),
                                               galley_guard_get_place (context)));
  fix = galley_guard_offer (context, concern, _("Send to Th_ose Who May Read It"));
  fix->audience = g_steal_pointer (&segment);
}

static void
point (GalleyConcern *concern)
{
  galley_guard_point (concern, _("Choose the Audience"), "audience");
}

static void
run (const GalleyGuardContext *context, GPtrArray *concerns)
{
  if (context->site == NULL || !galley_guard_is_sending (context))
    return;
  check_default (context, concerns);
  if (g_strcmp0 (context->plan->audience, "none") == 0)
    {
      point (galley_guard_add (context, concerns, "audience-none", GALLEY_SEVERITY_ERROR, NULL,
                               g_strdup (_("Nobody is chosen: choose a label or a tier, or write a filter."))));
      return;
    }
  if (context->facts == NULL)
    return;
  if (context->facts->refused != NULL)
    point (galley_guard_add (context, concerns, "audience-refused", GALLEY_SEVERITY_ERROR, "audience",
                             g_strdup_printf (_("%s Choose another audience."), context->facts->refused)));
  else if (context->facts->count == 0)
    point (galley_guard_add (context, concerns, "audience-empty", GALLEY_SEVERITY_ERROR, "audience",
                             g_strdup (_("Nobody would get the mail: no member of that audience takes this newsletter. "
                                         "Choose another audience or newsletter."))));
}

const GalleyGuard galley_guard_audience = {
  .id = "audience",
  .name = N_("Somebody gets the mail"),
  .run = run,
};
