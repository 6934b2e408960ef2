/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-picture-map.h"
#include "galley-test-picture.h"

static void
test_add (void)
{
  g_autoptr (GalleyPictureMap) map = galley_picture_map_new ();
  const GalleyPicturePlace *place;

  galley_picture_map_add (map, "a.png", "https://one", 1, 2);
  galley_picture_map_add (map, "a.png", "https://two", 3, 4);
  place = galley_picture_map_lookup (map, "a.png");
  g_assert_cmpstr (place->src, ==, "a.png");
  g_assert_cmpstr (place->url, ==, "https://two");
  g_assert_cmpuint (place->width, ==, 3);
  g_assert_cmpuint (place->height, ==, 4);
  g_assert_null (galley_picture_map_lookup (map, "b.png"));
  g_assert_null (galley_picture_map_lookup (NULL, "b.png"));
}

static void
test_folder (Fixture *fixture,
             gconstpointer data)
{
  static const char *const sources[] = {
    "a b.png", "a%20b.png", "none.png", "../a.png", "https://example.com/a.png",
    "//example.com/a.png", "data:image/png,x", "text.png", NULL,
  };
  g_autofree char *picture = fixture_picture (fixture, "a b.png", "png", NULL);
  g_autofree char *text = fixture_file (fixture, "text.png", "this is only text", -1);
  g_autoptr (GalleyPictureMap) map
    = galley_picture_map_new_for_folder (sources, fixture->folder, "issue:");
  g_autoptr (GalleyPictureMap) as_written
    = galley_picture_map_new_for_folder (sources, fixture->folder, "");
  const GalleyPicturePlace *place = galley_picture_map_lookup (map, "a b.png");

  g_assert_nonnull (place);
  g_assert_cmpstr (place->url, ==, "issue:a%20b.png");
  g_assert_cmpuint (place->width, ==, 60);
  g_assert_cmpuint (place->height, ==, 40);
  place = galley_picture_map_lookup (map, "a%20b.png");
  g_assert_nonnull (place);
  g_assert_cmpstr (place->url, ==, "issue:a%2520b.png");
  for (guint i = 2; sources[i] != NULL; i++)
    g_assert_null (galley_picture_map_lookup (map, sources[i]));
  g_assert_cmpstr (galley_picture_map_lookup (as_written, "a b.png")->url, ==, "a b.png");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/images/picture-map/add", test_add);
  g_test_add ("/images/picture-map/folder", Fixture, NULL, fixture_set_up, test_folder,
              fixture_tear_down);
  return g_test_run ();
}
