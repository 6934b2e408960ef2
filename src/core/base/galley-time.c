/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-time.h"

#include <string.h>

#define DAY_LENGTH (sizeof "2026-11-24" - 1)
#define MINUTE_LENGTH (sizeof "2026-11-24T09:00" - 1)
/* No clock was ever set further, nor by less than this. */
#define LARGEST_SHIFT (3 * G_TIME_SPAN_HOUR)
#define SMALLEST_SHIFT (30 * G_TIME_SPAN_MINUTE)

GDateTime *
galley_time_parse (const char *text, GTimeZone *zone)
{
  gsize length = strlen (text);
  g_autofree char *whole = NULL;

  if (length == DAY_LENGTH)
    whole = g_strconcat (text, "T00:00:00", NULL);
  else if (length >= MINUTE_LENGTH && text[DAY_LENGTH + 3] == ':' && text[MINUTE_LENGTH] != ':')
    whole = g_strdup_printf ("%.*s:00%s", (int) MINUTE_LENGTH, text, text + MINUTE_LENGTH);
  return g_date_time_new_from_iso8601 (whole != NULL ? whole : text, zone);
}

static gboolean
is_same_clock (GDateTime *one, GDateTime *other)
{
  return g_date_time_get_minute (one) == g_date_time_get_minute (other) &&
         g_date_time_get_hour (one) == g_date_time_get_hour (other) &&
         g_date_time_get_day_of_month (one) == g_date_time_get_day_of_month (other);
}

gboolean
galley_time_is_skipped (const char *text, GTimeZone *zone)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GTimeZone) other = g_time_zone_new_offset (60 * 60);
  g_autoptr (GDateTime) written = galley_time_parse (text, utc);
  g_autoptr (GDateTime) elsewhere = galley_time_parse (text, other);
  g_autoptr (GDateTime) there = galley_time_parse (text, zone);

  /* The same moment in every zone: it has an offset of its own, and clocks do not matter. */
  if (written == NULL || there == NULL || g_date_time_equal (written, elsewhere))
    return FALSE;
  return !is_same_clock (written, there);
}

GDateTime *
galley_time_find_twin (GDateTime *time)
{
  for (GTimeSpan shift = -LARGEST_SHIFT; shift <= LARGEST_SHIFT; shift += SMALLEST_SHIFT)
    {
      g_autoptr (GDateTime) twin = g_date_time_add (time, shift);

      if (shift != 0 && is_same_clock (time, twin))
        return g_steal_pointer (&twin);
    }
  return NULL;
}
