/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-plan-compare.h"

#include <glib/gi18n-lib.h>

/* Members come and go between the count and the send: this many, or one in this many, is no news. */
#define COUNT_SLACK 3
#define COUNT_SHARE 100

static const char *
get_wanted_status (const GalleyPlan *plan)
{
  switch (plan->act)
    {
    case GALLEY_ACT_UNPUBLISH:
      return "draft";
    case GALLEY_ACT_PUBLISH:
    case GALLEY_ACT_EMAIL:
      return plan->at != NULL ? "scheduled" : "published";
    case GALLEY_ACT_EMAIL_ONLY:
      return plan->at != NULL ? "scheduled" : "sent";
    case GALLEY_ACT_DRAFT:
    default:
      return NULL;
    }
}

static void
compare_status (const GalleyPlan *plan, const GalleyPost *post, GPtrArray *list)
{
  const char *wanted = get_wanted_status (plan);

  if (wanted != NULL && g_strcmp0 (wanted, post->status) != 0)
    g_ptr_array_add (list, g_strdup_printf (_("It should be “%s” there, and it is “%s”."), wanted, post->status));
  if (plan->act >= GALLEY_ACT_PUBLISH && post->email_only != (plan->act == GALLEY_ACT_EMAIL_ONLY))
    g_ptr_array_add (list, g_strdup (post->email_only ? _("It is for the mail only there, without a page.")
                                                      : _("It has a page there, although it was for the mail only.")));
}

static char *
dup_date (GDateTime *time, const GalleySite *site)
{
  g_autoptr (GTimeZone) zone = galley_plan_load_zone (site);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (time, zone);

  return g_date_time_format (there, "%F %H:%M:%S %:z");
}

static void
compare_time (const GalleyPlan *plan, const GalleySite *site, const GalleyPost *post, GPtrArray *list)
{
  g_autoptr (GDateTime) time = post->published_at != NULL ? g_date_time_new_from_iso8601 (post->published_at, NULL)
                                                          : NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *found = NULL;

  if (plan->at == NULL || plan->act < GALLEY_ACT_PUBLISH ||
      (time != NULL && ABS (g_date_time_difference (time, plan->at)) < G_TIME_SPAN_SECOND))
    return;
  wanted = dup_date (plan->at, site);
  found = time != NULL ? dup_date (time, site) : g_strdup (_("no time"));
  g_ptr_array_add (list, g_strdup_printf (_("It should go out on %s, and the site has %s."), wanted, found));
}

static void
compare_count (const GalleyPlan *plan, const GalleyPost *post, GPtrArray *list)
{
  gint64 slack = MAX (COUNT_SLACK, plan->count / COUNT_SHARE);
  g_autofree char *wanted = NULL;
  g_autofree char *found = NULL;

  if (plan->count < 0 || post->email_count < 0 || ABS (plan->count - post->email_count) <= slack)
    return;
  wanted = galley_plan_dup_number (plan->count);
  found = galley_plan_dup_number (post->email_count);
  g_ptr_array_add (list, g_strdup_printf (_("%s people were counted, and the site mails %s."), wanted, found));
}

static void
compare_mail (const GalleyPlan *plan, const GalleySite *site, GalleyIssue *issue, const GalleyPost *post,
              GPtrArray *list)
{
  const GalleySiteItem *newsletter = galley_plan_find_newsletter (plan, site, issue, NULL);
  g_autofree char *segment = galley_plan_dup_segment (plan, site, issue);

  if (newsletter != NULL && g_strcmp0 (newsletter->slug, post->newsletter) != 0)
    g_ptr_array_add (list, g_strdup_printf (_("It should go out as “%s”, and the site has “%s”."), newsletter->slug,
                                            post->newsletter != NULL ? post->newsletter : _("no newsletter")));
  if (g_strcmp0 (segment, post->segment) != 0)
    g_ptr_array_add (list, g_strdup_printf (_("It should go to “%s”, and the site sends it to “%s”."), segment,
                                            post->segment != NULL ? post->segment : _("nobody")));
  if (plan->at == NULL && post->email_status == NULL)
    g_ptr_array_add (list, g_strdup (_("The site has made no mail of it.")));
  if (plan->at == NULL)
    compare_count (plan, post, list);
}

GPtrArray *
galley_plan_compare (const GalleyPlan *plan, const GalleySite *site, GalleyIssue *issue, const GalleyPost *post,
                     gboolean was_out)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  const char *visibility = galley_front_matter_get_string (galley_issue_get_front_matter (issue), "visibility");

  if (post == NULL)
    return list;
  if (!was_out)
    {
      compare_status (plan, post, list);
      compare_time (plan, site, post, list);
      if (plan->act >= GALLEY_ACT_EMAIL)
        compare_mail (plan, site, issue, post, list);
      else if (plan->act == GALLEY_ACT_PUBLISH && post->newsletter != NULL)
        g_ptr_array_add (list, g_strdup_printf (_("It should go out without a mail, and the site sends it as “%s”."),
                                                post->newsletter));
    }
  if (plan->act != GALLEY_ACT_UNPUBLISH && visibility != NULL && *visibility != '\0' && post->visibility != NULL &&
      g_strcmp0 (visibility, post->visibility) != 0)
    g_ptr_array_add (list, g_strdup_printf (_("It should be for “%s” to read, and the site has “%s”."), visibility,
                                            post->visibility));
  return list;
}
