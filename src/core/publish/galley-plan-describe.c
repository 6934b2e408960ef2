/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-plan-describe.h"

#include <glib/gi18n-lib.h>

#include "galley-segment.h"

static char *
dup_counted_recipients (const char *segment, const char *words, const char *newsletter, gint64 count)
{
  g_autofree char *number = galley_plan_dup_number (count);
  gulong n = (gulong) MIN (count, G_MAXINT);

  if (g_strcmp0 (segment, "all") == 0)
    return g_strdup_printf (ngettext ("%s member of %s", "%s members of %s", n), number, newsletter);
  if (g_strcmp0 (segment, "status:free") == 0)
    return g_strdup_printf (ngettext ("%s free member of %s", "%s free members of %s", n), number, newsletter);
  if (g_strcmp0 (segment, "status:-free") == 0)
    return g_strdup_printf (ngettext ("%s paid member of %s", "%s paid members of %s", n), number, newsletter);
  return g_strdup_printf (ngettext ("%s member of %s (%s)", "%s members of %s (%s)", n), number, newsletter, words);
}

static char *
dup_recipients (const char *segment, const GalleySite *site, const char *newsletter, gint64 count)
{
  g_autofree char *names = galley_segment_describe (segment, site);
  const char *words = names != NULL ? names : segment;

  if (count >= 0)
    return dup_counted_recipients (segment, words, newsletter, count);
  if (g_strcmp0 (segment, "all") == 0)
    return g_strdup_printf (_("all members of %s"), newsletter);
  if (g_strcmp0 (segment, "status:free") == 0)
    return g_strdup_printf (_("the free members of %s"), newsletter);
  if (g_strcmp0 (segment, "status:-free") == 0)
    return g_strdup_printf (_("the paid members of %s"), newsletter);
  return g_strdup_printf (_("the members of %s (%s)"), newsletter, words);
}

/* "now", or the date in the site's zone: that is when readers get it. */
static char *
dup_when (const GalleyPlan *self, const GalleySite *site)
{
  g_autofree char *hour = self->at != NULL ? galley_plan_dup_hour (self->at, site) : NULL;

  /* Translators: a date, a time of day and its zone */
  return hour != NULL ? g_strdup_printf (_("on %s"), hour) : g_strdup (_("now"));
}

static char *
describe_mail (const GalleyPlan *self, const GalleySite *site, GalleyIssue *issue, const char *title,
               const char *place, gint64 count)
{
  const GalleySiteItem *item = site != NULL ? galley_plan_find_newsletter (self, site, issue, NULL) : NULL;
  const char *newsletter = item != NULL && item->name != NULL ? item->name : place;
  g_autofree char *segment = galley_plan_dup_segment (self, site, issue);
  g_autofree char *recipients = dup_recipients (segment, site, newsletter, count);
  g_autofree char *when = dup_when (self, site);

  if (self->act == GALLEY_ACT_EMAIL_ONLY)
    /* Translators: "Send to 1,204 paid members of Focus on Korea now" */
    return g_strdup_printf (_("Send to %s %s, by mail only."), recipients, when);
  /* Translators: "Publish “Nuri” on Focus on Korea and send it to 1,204 paid members … now." */
  return g_strdup_printf (_("Publish “%s” on %s and send it to %s %s."), title, place, recipients, when);
}

/* It was mailed, and taken back since: where it was it comes back to. */
static char *
describe_return (const GalleyPlan *self, const GalleySite *site, const char *title, const char *place)
{
  g_autofree char *when = dup_when (self, site);

  if (self->act == GALLEY_ACT_EMAIL_ONLY)
    return g_strdup_printf (_("Put “%s” back among what was mailed from %s, %s. Its mail is not sent again."), title,
                            place, when);
  return g_strdup_printf (_("Publish “%s” on %s %s. Its mail is not sent again."), title, place, when);
}

static char *
describe_update (const GalleyPost *existing, const char *title, const char *place)
{
  gboolean mailed = existing->email_status != NULL || g_strcmp0 (existing->status, "sent") == 0;

  if (galley_post_is_out (existing) && galley_post_has_failed_mail (existing))
    return g_strdup_printf (_("Update “%s” on %s. Its mail failed: who has it keeps it as it is, and what is left of it "
                              "would go out with the new text."), title, place);
  if (g_strcmp0 (existing->status, "draft") == 0)
    return g_strdup_printf (_("Update the draft “%s” on %s."), title, place);
  if (g_strcmp0 (existing->status, "scheduled") == 0)
    return g_strdup_printf (_("Update the scheduled post “%s” on %s."), title, place);
  if (mailed)
    return g_strdup_printf (_("Update “%s” on %s. The mail that was sent does not change."), title, place);
  return g_strdup_printf (_("Update “%s” on %s, where it is published."), title, place);
}

/* What a service sends of a failed mail it sends with the next publish, whoever that is by. */
static char *
describe_mailed_take_down (const GalleyPost *post, const char *title, const char *place)
{
  if (galley_post_has_failed_mail (post))
    return g_strdup_printf (_("Take “%s” off %s. Its page is gone for readers, and the links in the mail lead nowhere. The "
                              "mail failed: who has it keeps it, and the others get it as soon as the post is published "
                              "again."), title, place);
  if (g_strcmp0 (post->email_status, "submitted") != 0)
    return g_strdup_printf (_("Take “%s” off %s. Its page is gone for readers, and the links in the mail lead nowhere. The "
                              "mail is on its way and cannot be called back; nobody gets it twice."), title, place);
  return g_strdup_printf (_("Take “%s” off %s. Its page is gone for readers, and the links in the mail lead "
                            "nowhere. The mail cannot be called back, and publishing it again sends no second one."),
                          title, place);
}

/* Taking back has consequences that nothing on the way says. */
static char *
describe_take_down (const GalleyPost *post, const char *title, const char *place)
{
  if (post == NULL)
    return g_strdup_printf (_("“%s” is not on %s: there is nothing to take back."), title, place);
  if (g_strcmp0 (post->status, "draft") == 0)
    return g_strdup_printf (_("“%s” is a draft on %s already."), title, place);
  if (g_strcmp0 (post->status, "scheduled") == 0)
    return g_strdup_printf (_("Take “%s” off the schedule of %s. Nothing goes out; it stays there as a draft, "
                              "and the newsletter and the audience have to be chosen again."), title, place);
  if (post->email_status != NULL)
    return describe_mailed_take_down (post, title, place);
  return g_strdup_printf (_("Take “%s” off %s. Its page is gone for readers and keeps its address; it stays there "
                            "as a draft, which can be published and mailed later."), title, place);
}

const char *
galley_plan_describe_draft (const GalleyPost *post)
{
  if (post->email_status == NULL)
    return _("Readers do not have it.");
  if (galley_post_has_failed_mail (post))
    return _("Its mail failed: who has it keeps it, and the others get it as soon as the post is published again.");
  if (g_strcmp0 (post->email_status, "submitted") != 0)
    return _("Its mail is on its way and cannot be called back; nobody gets it twice.");
  return _("Who got its mail keeps it, and publishing it again sends no second one.");
}

/* It cannot come back without that: the site would send it along. */
static gboolean
is_held_by_mail (const GalleyPlan *self, const GalleyPost *existing)
{
  return self->act >= GALLEY_ACT_PUBLISH && existing != NULL && g_strcmp0 (existing->status, "draft") == 0 &&
         galley_post_has_failed_mail (existing);
}

/**
 * galley_plan_describe:
 * @self: a plan
 * @site: (nullable): the site; %NULL for exports
 * @issue: the issue
 * @existing: (nullable): the post on the site
 * @count: how many will get it by mail; -1: not known
 *
 * Returns: (transfer full): what will happen, for a person to say yes to
 */
char *
galley_plan_describe (const GalleyPlan *self, const GalleySite *site, GalleyIssue *issue,
                      const GalleyPost *existing, gint64 count)
{
  const char *title = galley_issue_get_title (issue);
  const char *place = site != NULL && site->title != NULL ? site->title : _("the site");
  g_autofree char *when = dup_when (self, site);

  if (title == NULL || *title == '\0')
    title = _("Untitled");
  if (self->directory != NULL)
    return g_strdup_printf (_("Write “%s” into the folder “%s”."), title, self->directory);
  /* What is out stays out and is never mailed again: all that is left is a change of the page. */
  if (self->act == GALLEY_ACT_UNPUBLISH)
    return describe_take_down (existing, title, place);
  if (galley_post_is_out (existing))
    return describe_update (existing, title, place);
  if (is_held_by_mail (self, existing))
    return g_strdup_printf (_("“%s” stays a draft on %s: published alone, it would send its failed mail along."), title,
                            place);
  if (galley_plan_sends_mail (self) && existing != NULL && existing->email_status != NULL)
    return describe_return (self, site, title, place);
  if (galley_plan_sends_mail (self))
    return describe_mail (self, site, issue, title, place, count);
  if (self->act == GALLEY_ACT_PUBLISH)
    return g_strdup_printf (_("Publish “%s” on %s %s, without a mail."), title, place, when);
  if (existing != NULL)
    return describe_update (existing, title, place);
  return g_strdup_printf (_("Save “%s” as a draft on %s."), title, place);
}
