/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-guard.h"

#include <glib/gi18n-lib.h>

#include "galley-time.h"

extern const GalleyGuard galley_guard_schedule;

/* Less than this leaves no time to stop it. */
#define SOON (5 * G_TIME_SPAN_MINUTE)
#define LATER 10 /* minutes */

static void
offer_later (const GalleyGuardContext *context, GalleyConcern *concern)
{
  g_autoptr (GDateTime) late = g_date_time_add_minutes (context->now, LATER + 1);
  g_autoptr (GTimeZone) zone = galley_plan_load_zone (context->site);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (late, zone);

  galley_guard_offer_time (context, concern, _("_In Ten Minutes"),
                           g_date_time_add_seconds (there, -g_date_time_get_seconds (there)));
}

static void
check_past (const GalleyGuardContext *context, GPtrArray *concerns)
{
  GTimeSpan ahead = g_date_time_difference (context->plan->at, context->now);

  if (context->plan->begun && ahead < SOON)
    return;
  if (galley_plan_is_over (context->plan, context->now))
    offer_later (context, galley_guard_add (context, concerns, "schedule-past", GALLEY_SEVERITY_ERROR, NULL,
                                            g_strdup (_("The date to publish is in the past: choose a later one."))));
  else if (ahead < SOON)
    offer_later (context, galley_guard_add (context, concerns, "schedule-soon", GALLEY_SEVERITY_WARNING, NULL,
                                            g_strdup (_("It goes out in less than five minutes: that leaves hardly any "
                                                        "time to stop it."))));
}

/* On two nights a year the clocks of a zone jump. */
static void
check_clocks (const GalleyGuardContext *context, GPtrArray *concerns)
{
  GalleyPlan *plan = (GalleyPlan *) context->plan;
  g_autoptr (GTimeZone) zone = galley_plan_load_zone (context->site);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (plan->at, zone);
  g_autoptr (GDateTime) twin = galley_time_find_twin (there);
  g_autofree char *clock = g_date_time_format (there, "%H:%M");
  GalleyConcern *concern;

  if (plan->skipped != NULL)
    {
      g_autofree char *label = g_strdup_printf (_("Take %s"), clock);

      concern = galley_guard_add (context, concerns, "schedule-gap", GALLEY_SEVERITY_ERROR, NULL,
                                  g_strdup_printf (_("There is no %s in %s: the clocks jump over it that night, to %s."),
                                                   plan->skipped, g_time_zone_get_identifier (zone), clock));
      galley_guard_offer_time (context, concern, label, g_date_time_ref (there));
    }
  else if (twin != NULL)
    {
      g_autofree char *offset = g_date_time_format (there, "%:z");
      g_autofree char *other = g_date_time_format (twin, "%:z");
      g_autofree char *label = g_strdup_printf (_("Take the Other One, %s"), other);

      concern = galley_guard_add (context, concerns, "schedule-twice", GALLEY_SEVERITY_WARNING, NULL,
                                  g_strdup_printf (_("%s comes twice in %s that night, because the clocks are set back: "
                                                     "this is the one with the offset %s."),
                                                   clock, g_time_zone_get_identifier (zone), offset));
      galley_guard_offer_time (context, concern, label, g_date_time_ref (twin));
    }
}

static void
run (const GalleyGuardContext *context, GPtrArray *concerns)
{
  if (context->plan->at == NULL)
    return;
  if (context->plan->act == GALLEY_ACT_DRAFT || context->plan->act == GALLEY_ACT_UNPUBLISH)
    {
      galley_guard_add (context, concerns, "schedule-draft", GALLEY_SEVERITY_ERROR, NULL,
                        g_strdup (_("A draft has no date: choose to publish or to send.")));
      return;
    }
  check_past (context, concerns);
  check_clocks (context, concerns);
}

const GalleyGuard galley_guard_schedule = {
  .id = "schedule",
  .name = N_("The hour is one that comes"),
  .run = run,
};
