/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-plan.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "galley-error.h"

/* A schedule this far in the past is what a slow hand makes of "now"; the service allows it too. */
#define SCHEDULE_SLACK (2 * G_TIME_SPAN_MINUTE)

GalleyPlan *
galley_plan_new (GalleyAct act)
{
  GalleyPlan *self = g_new0 (GalleyPlan, 1);

  self->act = act;
  return self;
}

GalleyPlan *
galley_plan_copy (const GalleyPlan *self)
{
  GalleyPlan *copy = galley_plan_new (self->act);

  copy->newsletter = g_strdup (self->newsletter);
  copy->audience = g_strdup (self->audience);
  copy->at = self->at != NULL ? g_date_time_ref (self->at) : NULL;
  copy->directory = g_strdup (self->directory);
  return copy;
}

void
galley_plan_free (GalleyPlan *self)
{
  g_clear_pointer (&self->newsletter, g_free);
  g_clear_pointer (&self->audience, g_free);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_clear_pointer (&self->directory, g_free);
  g_free (self);
}

const char *
galley_plan_get_act_name (GalleyAct act)
{
  switch (act)
    {
    case GALLEY_ACT_DRAFT:
      return "draft";
    case GALLEY_ACT_PUBLISH:
      return "publish";
    case GALLEY_ACT_EMAIL:
      return "email";
    case GALLEY_ACT_EMAIL_ONLY:
      return "email-only";
    default:
      g_return_val_if_reached ("draft");
    }
}

static gboolean
sends_mail (const GalleyPlan *self)
{
  return self->act == GALLEY_ACT_EMAIL || self->act == GALLEY_ACT_EMAIL_ONLY;
}

/* What readers will need: the issue's word, else the site's default. */
static const char *
get_visibility (const GalleySite *site, GalleyIssue *issue)
{
  const char *own = galley_front_matter_get_string (galley_issue_get_front_matter (issue), "visibility");

  if (own != NULL && *own != '\0')
    return own;
  if (site != NULL && site->default_visibility != NULL)
    return site->default_visibility;
  return "public";
}

static char *
dup_tier_segment (const GalleySite *site, GalleyIssue *issue)
{
  const char *const *tiers = galley_front_matter_get_list (galley_issue_get_front_matter (issue), "tiers");
  g_autoptr (GString) segment = g_string_new (NULL);

  for (gsize i = 0; tiers != NULL && tiers[i] != NULL; i++)
    {
      const GalleySiteItem *tier = site != NULL ? galley_site_find_item (site->tiers, tiers[i]) : NULL;

      if (tier == NULL || tier->slug == NULL)
        continue;
      g_string_append_printf (segment, "%stier:%s", segment->len > 0 ? "," : "", tier->slug);
    }
  if (segment->len == 0)
    g_string_assign (segment, "status:-free");
  return g_string_free (g_steal_pointer (&segment), FALSE);
}

/**
 * galley_plan_dup_segment:
 * @self: a plan
 * @site: (nullable): the site
 * @issue: the issue
 *
 * Returns: (transfer full): "all" or a filter. Only people who may read the issue are in the
 *   default, whatever the site would do by itself.
 */
char *
galley_plan_dup_segment (const GalleyPlan *self, const GalleySite *site, GalleyIssue *issue)
{
  const char *audience = self->audience;
  const char *visibility;

  if (audience == NULL || *audience == '\0')
    audience = galley_front_matter_get_string (galley_issue_get_front_matter (issue), "audience");
  if (g_strcmp0 (audience, "free") == 0)
    return g_strdup ("status:free");
  if (g_strcmp0 (audience, "paid") == 0)
    return g_strdup ("status:-free");
  if (audience != NULL && *audience != '\0')
    return g_strdup (audience);

  if (site != NULL && g_strcmp0 (site->default_recipients, "filter") == 0 &&
      site->default_recipients_filter != NULL && *site->default_recipients_filter != '\0')
    return g_strdup (site->default_recipients_filter);
  visibility = get_visibility (site, issue);
  if (g_strcmp0 (visibility, "paid") == 0)
    return g_strdup ("status:-free");
  if (g_strcmp0 (visibility, "tiers") == 0)
    return dup_tier_segment (site, issue);
  return g_strdup ("all");
}

/**
 * galley_plan_find_newsletter:
 * @self: a plan
 * @site: the site
 * @issue: the issue
 * @error: return location for an error
 *
 * Returns: (transfer none): an item of @site's newsletters
 */
const GalleySiteItem *
galley_plan_find_newsletter (const GalleyPlan *self, const GalleySite *site, GalleyIssue *issue, GError **error)
{
  const char *wanted = self->newsletter;
  const GalleySiteItem *item;

  if (wanted == NULL || *wanted == '\0')
    wanted = galley_front_matter_get_string (galley_issue_get_front_matter (issue), "newsletter");
  if (wanted != NULL && *wanted != '\0')
    {
      item = galley_site_find_item (site->newsletters, wanted);
      if (item == NULL)
        g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                     _("“%s” has no active newsletter “%s”."), site->title != NULL ? site->title : "", wanted);
      return item;
    }
  if (site->newsletters->len == 1)
    return g_ptr_array_index (site->newsletters, 0);
  if (site->newsletters->len == 0)
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                 _("“%s” has no active newsletter."), site->title != NULL ? site->title : "");
  else
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                 _("“%s” has several newsletters: choose one of them."), site->title != NULL ? site->title : "");
  return NULL;
}

static gboolean
is_not_paywall (const GalleyNode *node, gpointer user_data)
{
  return node->type != GALLEY_NODE_PAYWALL;
}

static gboolean
has_paywall (GalleyIssue *issue)
{
  return !galley_node_visit (galley_issue_get_root (issue), is_not_paywall, NULL);
}

static void
add (GPtrArray *findings, GalleyIssue *issue, const char *id, GalleySeverity severity, const char *key,
     const char *message)
{
  guint line = key != NULL ? galley_front_matter_get_line (galley_issue_get_front_matter (issue), key) : 0;

  g_ptr_array_add (findings, galley_finding_new (id, severity, line, line > 0 ? 1 : 0, message, NULL, NULL));
}

/* TRUE when every part of the alternative is of people who pay. */
static gboolean
is_paying_segment (const char *segment)
{
  g_auto (GStrv) parts = g_strsplit (segment, ",", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);

      if (g_strcmp0 (part, "status:-free") != 0 && g_strcmp0 (part, "status:paid") != 0 &&
          !(g_str_has_prefix (part, "tier:") && strpbrk (part, "+()") == NULL))
        return FALSE;
    }
  return parts[0] != NULL;
}

static void
check_leak (const GalleyPlan *self, const GalleySite *site, GalleyIssue *issue, GPtrArray *findings)
{
  const char *visibility = get_visibility (site, issue);
  gboolean gated = g_strcmp0 (visibility, "paid") == 0 || g_strcmp0 (visibility, "tiers") == 0;
  gboolean paywall = has_paywall (issue);
  g_autofree char *segment = NULL;
  gboolean everyone;

  if (paywall && g_strcmp0 (visibility, "public") == 0)
    add (findings, issue, "paywall-open",
         self->act == GALLEY_ACT_DRAFT ? GALLEY_SEVERITY_WARNING : GALLEY_SEVERITY_ERROR, "visibility",
         _("The issue has a paywall, but its visibility is public: everybody would read all of it."));
  if (!sends_mail (self) || !gated || paywall)
    return;
  segment = galley_plan_dup_segment (self, site, issue);
  if (is_paying_segment (segment))
    return;
  everyone = g_strcmp0 (segment, "all") == 0 || strstr (segment, "status:free") != NULL;
  add (findings, issue, "mail-leak", everyone ? GALLEY_SEVERITY_ERROR : GALLEY_SEVERITY_WARNING, "visibility",
       _("The issue is for paying members and has no paywall: free members would get all of it by mail. "
         "Set a paywall, or send to paying members only."));
}

static void
check_mail (const GalleyPlan *self, const GalleySite *site, GalleyIssue *issue, GPtrArray *findings)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (!sends_mail (self))
    return;
  if (!site->can_email)
    {
      message = g_strdup_printf (_("“%s” is not set up to send mail."), site->title != NULL ? site->title : "");
      add (findings, issue, "mail-off", GALLEY_SEVERITY_ERROR, NULL, message);
    }
  if (galley_plan_find_newsletter (self, site, issue, &error) == NULL)
    add (findings, issue, self->act == GALLEY_ACT_EMAIL_ONLY ? "email-only-newsletter" : "newsletter",
         GALLEY_SEVERITY_ERROR, "newsletter", error->message);
}

static void
check_tiers (const GalleySite *site, GalleyIssue *issue, GPtrArray *findings)
{
  const char *const *tiers = galley_front_matter_get_list (galley_issue_get_front_matter (issue), "tiers");
  gboolean any = FALSE;

  if (g_strcmp0 (get_visibility (site, issue), "tiers") != 0)
    return;
  for (gsize i = 0; tiers != NULL && tiers[i] != NULL; i++)
    {
      g_autofree char *message = NULL;

      any = TRUE;
      if (galley_site_find_item (site->tiers, tiers[i]) != NULL)
        continue;
      message = g_strdup_printf (_("“%s” has no tier “%s”."), site->title != NULL ? site->title : "", tiers[i]);
      add (findings, issue, "tier-unknown", GALLEY_SEVERITY_ERROR, "tiers", message);
    }
  if (!any)
    add (findings, issue, "tier-none", GALLEY_SEVERITY_ERROR, "visibility",
         _("The issue is for some tiers only and names none: nobody could read it."));
}

static void
check_visibility (const GalleySite *site, GalleyIssue *issue, GPtrArray *findings)
{
  static const char *const known[] = { "public", "members", "paid", "tiers", NULL };
  g_autofree char *message = NULL;

  if (g_strv_contains (known, get_visibility (site, issue)))
    return;
  message = g_strdup_printf (_("“%s” is not a visibility: use public, members, paid or tiers."),
                             get_visibility (site, issue));
  add (findings, issue, "visibility", GALLEY_SEVERITY_ERROR, "visibility", message);
}

static void
check_schedule (const GalleyPlan *self, GalleyIssue *issue, GPtrArray *findings)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (self->at == NULL)
    return;
  if (self->act == GALLEY_ACT_DRAFT)
    add (findings, issue, "schedule-draft", GALLEY_SEVERITY_ERROR, NULL,
         _("A draft has no date: choose to publish or to send."));
  else if (g_date_time_difference (now, self->at) > SCHEDULE_SLACK)
    add (findings, issue, "schedule-past", GALLEY_SEVERITY_ERROR, NULL, _("The date to publish is in the past."));
}

/**
 * galley_plan_check:
 * @self: a plan
 * @site: (nullable): the site; %NULL for exports, which know none
 * @issue: the issue
 *
 * Returns: (transfer full) (element-type GalleyFinding): what the site makes of the plan
 */
GPtrArray *
galley_plan_check (const GalleyPlan *self, const GalleySite *site, GalleyIssue *issue)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_finding_unref);

  check_schedule (self, issue, findings);
  if (site == NULL)
    return findings;
  check_visibility (site, issue, findings);
  check_tiers (site, issue, findings);
  check_leak (self, site, issue, findings);
  check_mail (self, site, issue, findings);
  return findings;
}

/* Thousands apart, as the locale has it; the C locale, which has nothing, gets commas. */
char *
galley_plan_dup_number (gint64 number)
{
  const char *separator = localeconv ()->thousands_sep;
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  g_autoptr (GString) text = g_string_new (NULL);
  gsize length = strlen (digits);

  if (separator == NULL || *separator == '\0' || !g_utf8_validate (separator, -1, NULL))
    separator = ",";
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, separator);
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_counted_recipients (const char *segment, const char *newsletter, gint64 count)
{
  g_autofree char *number = galley_plan_dup_number (count);
  gulong n = (gulong) MIN (count, G_MAXINT);

  if (g_strcmp0 (segment, "all") == 0)
    return g_strdup_printf (ngettext ("%s member of %s", "%s members of %s", n), number, newsletter);
  if (g_strcmp0 (segment, "status:free") == 0)
    return g_strdup_printf (ngettext ("%s free member of %s", "%s free members of %s", n), number, newsletter);
  if (g_strcmp0 (segment, "status:-free") == 0)
    return g_strdup_printf (ngettext ("%s paid member of %s", "%s paid members of %s", n), number, newsletter);
  return g_strdup_printf (ngettext ("%s member of %s (%s)", "%s members of %s (%s)", n), number, newsletter,
                          segment);
}

static char *
dup_recipients (const char *segment, const char *newsletter, gint64 count)
{
  if (count >= 0)
    return dup_counted_recipients (segment, newsletter, count);
  if (g_strcmp0 (segment, "all") == 0)
    return g_strdup_printf (_("all members of %s"), newsletter);
  if (g_strcmp0 (segment, "status:free") == 0)
    return g_strdup_printf (_("the free members of %s"), newsletter);
  if (g_strcmp0 (segment, "status:-free") == 0)
    return g_strdup_printf (_("the paid members of %s"), newsletter);
  return g_strdup_printf (_("the members of %s (%s)"), newsletter, segment);
}

/* "now", or the date in the site's zone: that is when readers get it. */
static char *
dup_when (const GalleyPlan *self, const GalleySite *site)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) there = NULL;
  g_autofree char *date = NULL;

  if (self->at == NULL)
    return g_strdup (_("now"));
  if (site != NULL && site->timezone != NULL)
    zone = g_time_zone_new_identifier (site->timezone);
  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  there = g_date_time_to_timezone (self->at, zone);
  /* Translators: a date and a time of day, as strftime has it */
  date = g_date_time_format (there, _("%A, %-d %B %Y, %H:%M"));
  return g_strdup_printf (_("on %s (%s)"), date, g_time_zone_get_identifier (zone));
}

static char *
describe_mail (const GalleyPlan *self, const GalleySite *site, GalleyIssue *issue, const char *title,
               const char *place, gint64 count)
{
  const GalleySiteItem *item = site != NULL ? galley_plan_find_newsletter (self, site, issue, NULL) : NULL;
  const char *newsletter = item != NULL && item->name != NULL ? item->name : place;
  g_autofree char *segment = galley_plan_dup_segment (self, site, issue);
  g_autofree char *recipients = dup_recipients (segment, newsletter, count);
  g_autofree char *when = dup_when (self, site);

  if (self->act == GALLEY_ACT_EMAIL_ONLY)
    /* Translators: "Send to 1,204 paid members of Focus on Korea now" */
    return g_strdup_printf (_("Send to %s %s, by mail only."), recipients, when);
  /* Translators: "Publish “Nuri” on Focus on Korea and send it to 1,204 paid members … now." */
  return g_strdup_printf (_("Publish “%s” on %s and send it to %s %s."), title, place, recipients, when);
}

static char *
describe_update (const GalleyPost *existing, const char *title, const char *place)
{
  gboolean mailed = existing->email_status != NULL || g_strcmp0 (existing->status, "sent") == 0;

  if (g_strcmp0 (existing->status, "draft") == 0)
    return g_strdup_printf (_("Update the draft “%s” on %s."), title, place);
  if (g_strcmp0 (existing->status, "scheduled") == 0)
    return g_strdup_printf (_("Update the scheduled post “%s” on %s."), title, place);
  if (mailed)
    return g_strdup_printf (_("Update “%s” on %s. The mail that was sent does not change."), title, place);
  return g_strdup_printf (_("Update “%s” on %s, where it is published."), title, place);
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
  if (existing != NULL &&
      (g_strcmp0 (existing->status, "published") == 0 || g_strcmp0 (existing->status, "sent") == 0))
    return describe_update (existing, title, place);
  if (sends_mail (self))
    return describe_mail (self, site, issue, title, place, count);
  if (self->act == GALLEY_ACT_PUBLISH)
    return g_strdup_printf (_("Publish “%s” on %s %s, without a mail."), title, place, when);
  if (existing != NULL)
    return describe_update (existing, title, place);
  return g_strdup_printf (_("Save “%s” as a draft on %s."), title, place);
}
