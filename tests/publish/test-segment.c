/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-segment.h"

static void
test_split (void)
{
  static const struct { const char *segment, *labels, *tiers; } rows[] = {
    { "label:vip", "vip", "" },
    { "label:vip,tier:gold,label:press", "vip press", "gold" },
    { " label:vip , tier:gold ", "vip", "gold" },
    { "all", NULL, NULL },
    { "status:free", NULL, NULL },
    { "label:vip+tier:gold", NULL, NULL },
    { "label:-vip", "-vip", "" },
    { "label:[a,b]", NULL, NULL },
    { "label:", NULL, NULL },
    { "", NULL, NULL },
    { NULL, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) labels = NULL;
      g_auto (GStrv) tiers = NULL;
      gboolean good = galley_segment_split (rows[i].segment, &labels, &tiers);
      g_autofree char *label_list = good ? g_strjoinv (" ", labels) : NULL;
      g_autofree char *tier_list = good ? g_strjoinv (" ", tiers) : NULL;

      g_assert_cmpstr (label_list, ==, rows[i].labels);
      g_assert_cmpstr (tier_list, ==, rows[i].tiers);
    }
}

static void
test_words (void)
{
  static const char *const labels[] = { "vip", "press", NULL };
  static const char *const tiers[] = { "gold", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (GalleySite) site = galley_site_new ();
  GalleySiteItem *item = g_new0 (GalleySiteItem, 1);
  g_autofree char *joined = galley_segment_join (labels, tiers);
  g_autofree char *words = NULL;
  g_autofree char *filter = galley_segment_describe ("status:free+label:vip", site);

  item->name = g_strdup ("Very Important");
  item->slug = g_strdup ("vip");
  g_ptr_array_add (site->labels, item);
  g_assert_cmpstr (joined, ==, "label:vip,label:press,tier:gold");
  words = galley_segment_describe (joined, site);
  g_assert_cmpstr (words, ==, "the label “Very Important” or the label “press” or the tier “gold”");
  g_assert_null (filter);
  g_assert_null (galley_segment_join (none, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/publish/segment/split", test_split);
  g_test_add_func ("/publish/segment/words", test_words);
  return g_test_run ();
}
