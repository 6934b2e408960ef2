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

/* Berlin jumps from 02:00 to 03:00 on 2027-03-28 and back from 03:00 to 02:00 on 2027-10-31. */
static void
test_clocks (void)
{
  static const struct {
    const char *text;
    gboolean    skipped;
    const char *twin; /* UTC; NULL: none */
  } cases[] = {
    { "2027-03-28T01:59", FALSE, NULL },
    { "2027-03-28T02:00", TRUE, NULL },
    { "2027-03-28T02:30", TRUE, NULL },
    { "2027-03-28T03:00", FALSE, NULL },
    { "2027-03-28T02:30Z", FALSE, NULL },
    { "2027-03-28T02:30+01:00", FALSE, NULL },
    { "2027-10-31T01:59", FALSE, NULL },
    { "2027-10-31T02:30", FALSE, "2027-10-31T00:30:00Z 2027-10-31T01:30:00Z" },
    { "2027-10-31T03:00", FALSE, NULL },
    { "2027-06-01T09:00", FALSE, NULL },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = galley_time_parse (cases[i].text, zone);
      g_autoptr (GDateTime) there = g_date_time_to_timezone (time, zone);
      g_autoptr (GDateTime) twin = galley_time_find_twin (there);
      g_autoptr (GDateTime) utc = twin != NULL ? g_date_time_to_utc (twin) : NULL;
      g_autofree char *text = utc != NULL ? g_date_time_format_iso8601 (utc) : NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (galley_time_is_skipped (cases[i].text, zone), ==, cases[i].skipped);
      if (cases[i].twin == NULL)
        g_assert_null (text);
      else
        g_assert_nonnull (strstr (cases[i].twin, text));
      if (twin != NULL)
        g_assert_false (g_date_time_equal (twin, time));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/time/parse", test_parse);
  g_test_add_func ("/base/time/clocks", test_clocks);
  return g_test_run ();
}
