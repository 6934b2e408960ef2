/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-time.h"

static void
test_parse (void)
{
  static const struct {
    const char *text;
    const char *utc; /* NULL: no time */
  } cases[] = {
    { "2026-11-24", "2026-11-23T15:00:00Z" },
    { "2026-11-24T09:30", "2026-11-24T00:30:00Z" },
    { "2026-11-24 09:30", "2026-11-24T00:30:00Z" },
    { "2026-11-24T09:30:15", "2026-11-24T00:30:15Z" },
    { "2026-11-24T09:30Z", "2026-11-24T09:30:00Z" },
    { "2026-11-24T09:30+01:00", "2026-11-24T08:30:00Z" },
    { "2026-11-24T09:30-0500", "2026-11-24T14:30:00Z" },
    { "2026-11-24T09:30:15-05:00", "2026-11-24T14:30:15Z" },
    { "20261124T093015Z", "2026-11-24T09:30:15Z" },
    { "2026-11-24T0930", NULL },
    { "2026-11-24T09:3", NULL },
    { "2026-11-24T24:30", NULL },
    { "2026-13-24", NULL },
    { "tomorrow!!", NULL },
    { "2026-11-24T09:30 in the morning", NULL },
    { "한글 글자 열", NULL },
    { "", NULL },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Seoul");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = galley_time_parse (cases[i].text, zone);
      g_autoptr (GDateTime) utc = time != NULL ? g_date_time_to_utc (time) : NULL;
      g_autofree char *text = utc != NULL ? g_date_time_format_iso8601 (utc) : NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (text, ==, cases[i].utc);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/time/parse", test_parse);
  return g_test_run ();
}
