/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-guard.h"

#include <glib/gi18n-lib.h>

extern const GalleyGuard galley_guard_newsletter;

static const GalleySiteItem *
find_archived (const GalleyGuardContext *context)
{
  const char *wanted = context->plan->newsletter;

  if (wanted == NULL || *wanted == '\0')
    wanted = galley_front_matter_get_string (galley_issue_get_front_matter (context->issue), "newsletter");
  return wanted != NULL ? galley_site_find_item (context->site->archived, wanted) : NULL;
}

static void
offer_first (const GalleyGuardContext *context, GalleyConcern *concern)
{
  GPtrArray *newsletters = context->site->newsletters;
  const GalleySiteItem *item = newsletters->len > 0 ? newsletters->pdata[0] : NULL;

  if (item != NULL && item->slug != NULL)
    galley_guard_offer_newsletter (context, concern, item);
}

static void
run (const GalleyGuardContext *context, GPtrArray *concerns)
{
  g_autoptr (GError) error = NULL;
  const GalleySiteItem *archived;
  GalleyConcern *concern;

  /* What was begun may be out by now: the site is asked first, and then whether there is still one to send. */
  if (context->site == NULL || !galley_guard_is_sending (context) ||
      (context->plan->begun && context->facts == NULL) ||
      galley_plan_find_newsletter (context->plan, context->site, context->issue, &error) != NULL)
    return;
  archived = find_archived (context);
  concern = galley_guard_add (context, concerns, archived != NULL ? "newsletter-archived"
                              : context->plan->act == GALLEY_ACT_EMAIL_ONLY ? "newsletter-only" : "newsletter",
                              GALLEY_SEVERITY_ERROR, "newsletter", g_strdup (error->message));
  offer_first (context, concern);
}

const GalleyGuard galley_guard_newsletter = {
  .id = "newsletter",
  .name = N_("The newsletter is there and active"),
  .run = run,
};
