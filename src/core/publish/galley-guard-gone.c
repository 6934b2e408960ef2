/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-guard.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"

extern const GalleyGuard galley_guard_gone;

static void
ask_for_another (const GalleyGuardContext *context, GPtrArray *concerns)
{
  const char *place = galley_guard_get_place (context);
  GalleyConcern *concern;

  if (context->plan->anew)
    {
      galley_guard_add (context, concerns, "gone-anew", GALLEY_SEVERITY_WARNING, NULL,
                        g_strdup_printf (_("A new post is made, because the one that was on %s is not there any more. "
                                           "Links to the old one may lead nowhere."), place));
      if (!context->facts->asked && !context->facts->mailed && galley_guard_is_sending (context))
        galley_guard_add (context, concerns, "gone-unasked", GALLEY_SEVERITY_WARNING, NULL,
                          g_strdup (_("This key cannot ask whether the deleted one was mailed from elsewhere: if it "
                                      "was, readers get it twice. A staff access token can.")));
      return;
    }
  concern = galley_guard_add (context, concerns, "gone", GALLEY_SEVERITY_ERROR, NULL,
                              g_strdup_printf (_("It was on %s before, and somebody deleted it there. Shall a new post be "
                                                 "made of it?"), place));
  concern->code = GALLEY_ERROR_CONFLICT;
  galley_guard_offer (context, concern, _("Make a New P_ost"))->anew = TRUE;
}

/* No post on the site says any more who has it. */
static void
refuse_mail (const GalleyGuardContext *context, GPtrArray *concerns)
{
  GalleyConcern *concern
      = galley_guard_add (context, concerns, "gone-mailed", GALLEY_SEVERITY_ERROR, NULL,
                          g_strdup (_("It was mailed by a post that was deleted since, or may have been, and nobody gets "
                                      "it twice. If nobody has it, save a copy of the issue and send that.")));

  concern->code = GALLEY_ERROR_CONFLICT;
  if (context->plan->act == GALLEY_ACT_EMAIL)
    galley_guard_offer (context, concern, _("_Publish Without a Mail"))->act = GALLEY_ACT_PUBLISH;
}

static void
run (const GalleyGuardContext *context, GPtrArray *concerns)
{
  const GalleyFacts *facts = context->facts;
  gboolean unsent = context->existing == NULL ? facts != NULL && facts->gone != NULL
                                              : context->existing->email_status == NULL;

  if (facts == NULL || context->plan->act == GALLEY_ACT_UNPUBLISH)
    return;
  if (facts->gone != NULL && context->existing == NULL)
    ask_for_another (context, concerns);
  if (facts->mailed && unsent && galley_guard_is_sending (context))
    refuse_mail (context, concerns);
}

const GalleyGuard galley_guard_gone = {
  .id = "gone",
  .name = N_("What was deleted is not made again by itself"),
  .run = run,
};
