/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-plan.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "galley-error.h"
#include "galley-time.h"

#define SLACK (2 * G_TIME_SPAN_MINUTE)

GalleyPlan *
galley_plan_new (GalleyAct act)
{
  GalleyPlan *self = g_new0 (GalleyPlan, 1);

  self->act = act;
  self->count = -1;
  return self;
}

GalleyPlan *
galley_plan_copy (const GalleyPlan *self)
{
  GalleyPlan *copy = galley_plan_new (self->act);

  copy->newsletter = g_strdup (self->newsletter);
  copy->audience = g_strdup (self->audience);
  copy->at = self->at != NULL ? g_date_time_ref (self->at) : NULL;
  copy->skipped = g_strdup (self->skipped);
  copy->count = self->count;
  copy->directory = g_strdup (self->directory);
  copy->begun = self->begun;
  copy->anew = self->anew;
  copy->fresh = self->fresh;
  copy->retry = self->retry;
  return copy;
}

void
galley_plan_free (GalleyPlan *self)
{
  g_clear_pointer (&self->newsletter, g_free);
  g_clear_pointer (&self->audience, g_free);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_clear_pointer (&self->skipped, g_free);
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
    case GALLEY_ACT_UNPUBLISH:
      return "unpublish";
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

GTimeZone *
galley_plan_load_zone (const GalleySite *site)
{
  GTimeZone *zone = site != NULL && site->timezone != NULL ? g_time_zone_new_identifier (site->timezone) : NULL;

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

char *
galley_plan_dup_hour (GDateTime *time, const GalleySite *site)
{
  g_autoptr (GTimeZone) zone = galley_plan_load_zone (site);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (time, zone);
  /* Translators: a date and a time of day, as strftime has it */
  g_autofree char *date = g_date_time_format (there, _("%A, %-d %B %Y, %H:%M"));
  g_autofree char *offset = g_date_time_format (there, "UTC%:z");

  /* Translators: a date and a time of day, its zone and the offset: "… 09:30 (Asia/Seoul, UTC+09:00)" */
  return g_strdup_printf (_("%s (%s, %s)"), date, g_time_zone_get_identifier (zone), offset);
}

gboolean
galley_plan_set_time (GalleyPlan *self, const char *text, const GalleySite *site)
{
  g_autoptr (GTimeZone) zone = galley_plan_load_zone (site);
  GDateTime *at = galley_time_parse (text, zone);

  if (at == NULL)
    return FALSE;
  g_clear_pointer (&self->at, g_date_time_unref);
  g_clear_pointer (&self->skipped, g_free);
  self->at = at;
  if (galley_time_is_skipped (text, zone))
    self->skipped = g_strdup (text);
  return TRUE;
}

gboolean
galley_plan_sends_mail (const GalleyPlan *self)
{
  return self->act == GALLEY_ACT_EMAIL || self->act == GALLEY_ACT_EMAIL_ONLY;
}

gboolean
galley_plan_is_over (const GalleyPlan *self, GDateTime *now)
{
  return self->at != NULL && g_date_time_difference (self->at, now) < -SLACK;
}

const char *
galley_plan_get_visibility (const GalleySite *site, GalleyIssue *issue)
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
  visibility = galley_plan_get_visibility (site, issue);
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
      const GalleySiteItem *archived = galley_site_find_item (site->archived, wanted);

      item = galley_site_find_item (site->newsletters, wanted);
      if (item == NULL && archived != NULL)
        g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                     _("The newsletter “%s” is archived on “%s” and cannot be sent: choose another one, or make it "
                       "active there."), archived->name, site->title != NULL ? site->title : "");
      else if (item == NULL)
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
