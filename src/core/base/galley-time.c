/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-time.h"

#include <string.h>

#define DAY_LENGTH (sizeof "2026-11-24" - 1)
#define MINUTE_LENGTH (sizeof "2026-11-24T09:00" - 1)

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
