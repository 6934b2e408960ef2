/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-status.h"

#include <glib/gi18n-lib.h>

#include "galley-plan-describe.h"
#include "galley-rights.h"
#include "galley-segment.h"

static void
line_free (gpointer data)
{
  GalleyStatusLine *line = data;

  g_free (line->label);
  g_free (line->value);
  g_free (line);
}

static GalleyStatusLine *
add (GPtrArray *lines, const char *label, char *value)
{
  GalleyStatusLine *line = g_new0 (GalleyStatusLine, 1);

  line->label = g_strdup (label);
  line->value = value;
  g_ptr_array_add (lines, line);
  return line;
}

static char *
dup_time (const char *iso, const GalleySite *site)
{
  g_autoptr (GDateTime) time = iso != NULL ? g_date_time_new_from_iso8601 (iso, NULL) : NULL;

  return time != NULL ? galley_plan_dup_hour (time, site) : NULL;
}

static void
add_post (const GalleyPost *post, const GalleySite *site, GPtrArray *lines)
{
  g_autofree char *time = dup_time (post->published_at, site);
  const char *when = time != NULL ? time : "";

  if (g_strcmp0 (post->status, "published") == 0)
    add (lines, _("Published"), g_strdup (when));
  else if (g_strcmp0 (post->status, "sent") == 0)
    add (lines, _("Sent by mail only"), g_strdup (when));
  else if (g_strcmp0 (post->status, "scheduled") == 0)
    add (lines, _("Scheduled"), g_strdup (when));
  else
    add (lines, _("Draft"), g_strdup (galley_plan_describe_draft (post)));
  if (post->url != NULL)
    add (lines, _("Address"), g_strdup (post->url));
}

static void
add_audience (const GalleyPost *post, const GalleySite *site, GPtrArray *lines)
{
  const GalleySiteItem *item = site != NULL && post->newsletter != NULL
                                 ? galley_site_find_item (site->newsletters, post->newsletter) : NULL;
  g_autofree char *words = galley_segment_describe (post->segment, site);
  const char *whom = words != NULL ? words : post->segment != NULL ? post->segment : "";

  if (post->newsletter == NULL)
    return;
  if (g_strcmp0 (whom, "all") == 0)
    whom = _("all members");
  else if (g_strcmp0 (whom, "status:free") == 0)
    whom = _("free members");
  else if (g_strcmp0 (whom, "status:-free") == 0)
    whom = _("paid members");
  /* Translators: a newsletter and who gets it: "Focus on Korea, to paid members" */
  add (lines, _("Newsletter"), g_strdup_printf (_("%s, to %s"), item != NULL ? item->name : post->newsletter, whom));
}

/* "700 of 1,204 (58 %)" */
static char *
dup_share (gint64 part, gint64 whole)
{
  g_autofree char *few = galley_plan_dup_number (part);
  g_autofree char *many = whole > 0 ? galley_plan_dup_number (whole) : NULL;

  return many != NULL ? g_strdup_printf (_("%s of %s (%d %%)"), few, many, (int) (part * 100 / whole))
                      : g_strdup (few);
}

static void
add_handover (const GalleyMailReport *report, GPtrArray *lines)
{
  g_autofree char *total = report->total >= 0 ? galley_plan_dup_number (report->total) : g_strdup ("?");
  g_autofree char *done = report->submitted >= 0 ? galley_plan_dup_number (report->submitted) : NULL;

  if (g_strcmp0 (report->status, "submitted") == 0)
    add (lines, _("Mail"), g_strdup_printf (_("Handed over to be delivered: %s of %s."), done, total));
  else if (g_strcmp0 (report->status, "failed") == 0)
    add (lines, _("Mail"), g_strdup_printf (_("It failed: %s Send it to those who do not have it yet."),
                                            report->error != NULL ? report->error : ""))->is_bad = TRUE;
  else if (done != NULL)
    add (lines, _("Mail"), g_strdup_printf (_("On its way: %s of %s handed over so far."), done, total));
  else
    add (lines, _("Mail"), g_strdup_printf (_("On its way to %s people."), total));
}

/* Sums that stay at nothing are no news: they come from the mail service, and later, or never. */
static void
add_sums (const GalleyMailReport *report, GPtrArray *lines)
{
  if (report->delivered > 0)
    add (lines, _("Delivered"), dup_share (report->delivered, report->total));
  if (report->failed > 0)
    add (lines, _("Not delivered"), dup_share (report->failed, report->total))->is_bad = TRUE;
  for (guint i = 0; i < report->failures->len; i++)
    add (lines, _("Failure"), g_strdup (report->failures->pdata[i]))->is_bad = TRUE;
  if (report->opened > 0)
    add (lines, _("Opened"), dup_share (report->opened, report->total));
  if (report->clicked > 0)
    add (lines, _("Followed a link"), dup_share (report->clicked, report->total));
}

GPtrArray *
galley_status_describe (const GalleyPost *post, const GalleyMailReport *report, const GalleySite *site)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  g_autofree char *why = NULL;

  add_post (post, site, lines);
  add_audience (post, site, lines);
  if (report == NULL || report->status == NULL)
    return lines;
  add_handover (report, lines);
  add_sums (report, lines);
  why = site != NULL ? galley_rights_explain (site, GALLEY_RIGHT_REPORT) : NULL;
  if (why != NULL)
    add (lines, _("More"), g_steal_pointer (&why));
  return lines;
}
