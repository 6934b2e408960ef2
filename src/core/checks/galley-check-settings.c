/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Values of the front matter that a site would refuse, change or leave out without a word. */

#include "galley-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-time.h"

typedef char *(*JudgeFunc) (const char *value);

static char *
judge_visibility (const char *value)
{
  static const char *const known[] = { "public", "members", "paid", "tiers", NULL };

  if (g_strv_contains (known, value))
    return NULL;
  return g_strdup_printf (_ ("The visibility cannot be “%s”: it is public, members, paid or tiers."), value);
}

static char *
judge_slug (const char *value)
{
  if (value[strspn (value, "abcdefghijklmnopqrstuvwxyz0123456789-_")] == '\0')
    return NULL;
  return g_strdup_printf (_ ("The site would make another address of “%s”: one has small letters from a to z, "
                             "digits and hyphens."), value);
}

static char *
judge_date (const char *value)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = galley_time_parse (value, zone);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (time == NULL)
    return g_strdup_printf (_ ("“%s” is not a date of publication, and would be left out. One is written as "
                               "2026-11-27 or 2026-11-27T09:30."), value);
  /* Nobody knows the site's zone here: there it may be a day later. */
  if (g_date_time_difference (time, now) <= G_TIME_SPAN_DAY)
    return NULL;
  return g_strdup_printf (_ ("The date of publication, “%s”, is still to come, and would be left out: a "
                             "schedule is chosen when the issue is published."), value);
}

static char *
judge_canonical (const char *value)
{
  const char *scheme = g_uri_peek_scheme (value);

  if ((g_strcmp0 (scheme, "https") == 0 || g_strcmp0 (scheme, "http") == 0)
      && g_uri_is_valid (value, G_URI_FLAGS_PARSE_RELAXED, NULL))
    return NULL;
  return g_strdup_printf (_ ("The original address, “%s”, is not one of a web page."), value);
}

static const struct {
  const char *key;
  GalleySeverity severity;
  JudgeFunc judge; /* (transfer full): what is wrong with a value that is there; NULL: nothing */
} rows[] = {
  { "visibility", GALLEY_SEVERITY_ERROR, judge_visibility },
  { "slug", GALLEY_SEVERITY_WARNING, judge_slug },
  { "date", GALLEY_SEVERITY_WARNING, judge_date },
  { "canonical", GALLEY_SEVERITY_WARNING, judge_canonical },
};

static void
run (const GalleyCheckContext *context,
     GPtrArray *findings)
{
  const GalleyFrontMatter *front = galley_issue_get_front_matter (context->issue);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *value = galley_front_matter_get_string (front, rows[i].key);
      char *message = value != NULL && *value != '\0' ? rows[i].judge (value) : NULL;

      if (message != NULL)
        galley_check_report (findings, "settings", rows[i].severity,
                             galley_front_matter_get_line (front, rows[i].key), message);
    }
}

const GalleyCheck galley_check_settings = {
  .id = "settings",
  .name = N_ ("The site can take the settings as they are"),
  .run = run,
};
