/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-guard.h"

#include <glib/gi18n-lib.h>

#include "galley-send.h"

extern const GalleyGuard galley_guard_habit;

/* Hours apart, either way round the clock, before it is worth a word. */
#define HOURS 3
/* Minutes that there should be until it goes out. */
#define AHEAD 10
/* People more or less before it is. */
#define PEOPLE 10

/* The last one to other readers than this post's own. One that waits for its hour is no habit yet: it
 * may be years away, or taken off the schedule. */
static const GalleySend *
find_last (const GalleyGuardContext *context, const char *newsletter)
{
  const char *own = context->existing != NULL ? context->existing->id : NULL;
  gint64 now = g_date_time_to_unix (context->now);

  for (guint i = 0; i < context->facts->sends->len; i++)
    {
      const GalleySend *send = context->facts->sends->pdata[i];

      if (send->time <= now && g_strcmp0 (send->post_id, own) != 0 &&
          (newsletter == NULL || g_strcmp0 (send->newsletter, newsletter) == 0))
        return send;
    }
  return NULL;
}

static void
check_newsletter (const GalleyGuardContext *context, const GalleySend *last, const char *newsletter,
                  GPtrArray *concerns)
{
  const GalleySiteItem *item = galley_site_find_item (context->site->newsletters, last->newsletter);
  GalleyConcern *concern;

  concern = galley_guard_add (context, concerns, "habit-newsletter", GALLEY_SEVERITY_WARNING, NULL,
                              g_strdup_printf (_("The last issue, “%s”, went out as “%s”; this one goes out as “%s”."),
                                               last->title, item != NULL ? item->name : last->newsletter, newsletter));
  if (item != NULL)
    galley_guard_offer_newsletter (context, concern, item);
}

static void
check_segment (const GalleyGuardContext *context, const GalleySend *last, GPtrArray *concerns)
{
  g_autofree char *segment = galley_plan_dup_segment (context->plan, context->site, context->issue);
  GalleyConcern *concern;
  GalleyPlan *fix;

  /* Nobody is chosen yet: that is said already. */
  if (last->segment == NULL || g_strcmp0 (segment, "none") == 0 || g_strcmp0 (segment, last->segment) == 0)
    return;
  concern = galley_guard_add (context, concerns, "habit-audience", GALLEY_SEVERITY_WARNING, NULL,
                              g_strdup_printf (_("The last issue, “%s”, went to “%s”; this one goes to “%s”."),
                                               last->title, last->segment, segment));
  fix = galley_guard_offer (context, concern, _("Send to the Same A_udience"));
  g_free (fix->audience);
  fix->audience = g_strdup (last->segment);
}

static void
check_count (const GalleyGuardContext *context, const GalleySend *last, GPtrArray *concerns)
{
  gint64 count = context->facts->count;
  g_autofree char *now = galley_plan_dup_number (count);
  g_autofree char *before = galley_plan_dup_number (last->count);
  char *message;

  if (count < 0 || last->count <= 0 || ABS (count - last->count) < PEOPLE)
    return;
  if (count * 2 > last->count * 3)
    message = g_strdup_printf (_("Many more people than the last time: %s would get the mail, and %s got “%s”. Look at "
                                 "the audience again."), now, before, last->title);
  else if (count * 2 < last->count)
    message = g_strdup_printf (_("Far fewer people than the last time: %s would get the mail, and %s got “%s”. Look at "
                                 "the audience again."), now, before, last->title);
  else
    return;
  galley_guard_point (galley_guard_add (context, concerns, "habit-count", GALLEY_SEVERITY_WARNING, NULL, message),
                      _("Choose the Audience"), "audience");
}

/* The first time at the hour of @then, on the day of @day or after it, that leaves time to stop it. */
static GDateTime *
find_usual (const GalleyGuardContext *context, GDateTime *day, GDateTime *then, GTimeZone *zone)
{
  g_autoptr (GDateTime) earliest = g_date_time_add_minutes (context->now, AHEAD);
  g_autoptr (GDateTime) time = NULL;

  for (int days = 0; time == NULL || g_date_time_compare (time, earliest) < 0; days++)
    {
      g_autoptr (GDateTime) date = g_date_time_add_days (day, days);

      g_clear_pointer (&time, g_date_time_unref);
      time = g_date_time_new (zone, g_date_time_get_year (date), g_date_time_get_month (date),
                              g_date_time_get_day_of_month (date), g_date_time_get_hour (then),
                              g_date_time_get_minute (then), 0);
    }
  return g_steal_pointer (&time);
}

static void
check_hour (const GalleyGuardContext *context, const GalleySend *last, GPtrArray *concerns)
{
  g_autoptr (GTimeZone) zone = galley_plan_load_zone (context->site);
  g_autoptr (GDateTime) now = g_date_time_to_timezone (context->plan->at != NULL ? context->plan->at : context->now,
                                                       zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (last->time);
  g_autoptr (GDateTime) then = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autoptr (GDateTime) usual = NULL;
  g_autofree char *clock = NULL;
  g_autofree char *label = NULL;
  GalleyConcern *concern;
  int apart;

  if (then == NULL || last->time == 0)
    return;
  apart = ABS (g_date_time_get_hour (now) - g_date_time_get_hour (then));
  apart = MIN (apart, 24 - apart);
  if (apart < HOURS)
    return;
  concern = galley_guard_add (context, concerns, "habit-hour", GALLEY_SEVERITY_WARNING, NULL,
                              g_strdup_printf (_("The last issue went out at %02d:%02d of the site’s clock; this one "
                                                 "goes out at %02d:%02d. Schedule it, if that is not meant."),
                                               g_date_time_get_hour (then), g_date_time_get_minute (then),
                                               g_date_time_get_hour (now), g_date_time_get_minute (now)));
  usual = find_usual (context, now, then, zone);
  clock = g_date_time_format (usual, "%H:%M");
  label = g_strdup_printf (_("Schedule for %s"), clock);
  galley_guard_offer_time (context, concern, label, g_steal_pointer (&usual));
}

/* Silence would look like consent. */
static void
check_heard (const GalleyGuardContext *context, GPtrArray *concerns)
{
  GalleyConcern *concern;

  if (context->facts->unheard == NULL)
    return;
  concern = galley_guard_add (context, concerns, "habit-unknown", GALLEY_SEVERITY_WARNING, NULL,
                              g_strdup_printf (_("Whether this one goes out as the last one did is not known: “%s” did "
                                                 "not say what it mailed last (%s) Look at the newsletter, the "
                                                 "audience and the hour again."),
                                               galley_guard_get_place (context), context->facts->unheard));
  galley_guard_point (concern, _("Choose the Audience"), "audience");
}

static void
run (const GalleyGuardContext *context, GPtrArray *concerns)
{
  const GalleySiteItem *newsletter;
  const GalleySend *last;
  const GalleySend *same;

  if (context->site == NULL || context->facts == NULL || !galley_guard_is_sending (context))
    return;
  check_heard (context, concerns);
  newsletter = galley_plan_find_newsletter (context->plan, context->site, context->issue, NULL);
  last = find_last (context, NULL);
  if (newsletter == NULL || newsletter->slug == NULL || last == NULL)
    return;
  if (last->newsletter != NULL && g_strcmp0 (last->newsletter, newsletter->slug) != 0)
    check_newsletter (context, last, newsletter->name, concerns);
  /* Two newsletters in turn have habits of their own. */
  same = find_last (context, newsletter->slug);
  if (same == NULL)
    return;
  check_segment (context, same, concerns);
  check_count (context, same, concerns);
  check_hour (context, same, concerns);
}

const GalleyGuard galley_guard_habit = {
  .id = "habit",
  .name = N_("It goes out as the last one did"),
  .run = run,
};
