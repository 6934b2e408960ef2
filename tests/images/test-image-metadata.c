/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-error.h"
#include "galley-image-metadata.h"
#include "galley-test-picture.h"

static GalleyImageMetadata *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  GalleyImageMetadata *metadata = galley_image_metadata_load (path, &error);

  g_assert_no_error (error);
  return metadata;
}

static void
test_order (Fixture *fixture,
            gconstpointer data)
{
  static const char *const exif[] = {
    "Exif.Image.ImageDescription", "From EXIF", "Exif.Image.Artist", "Ann",
    "Exif.GPSInfo.GPSLatitude", "52/1 30/1 0/1", NULL,
  };
  static const char *const all[] = {
    "Exif.Image.ImageDescription", "From EXIF", "Iptc.Application2.Caption", "From IPTC",
    "Xmp.dc.description", "From XMP", "Xmp.photoshop.Credit", "Agency", "Xmp.dc.creator", "Ben",
    "Xmp.dc.title", "A title", "Iptc.Application2.Credit", "IPTC agency", NULL,
  };
  static const char *const iptc[] = {
    "Exif.Image.ImageDescription", "From EXIF", "Iptc.Application2.Caption", "From IPTC",
    "Iptc.Application2.Byline", "Cid", NULL,
  };
  g_autofree char *one = fixture_picture (fixture, "1.jpg", "jpeg", exif);
  g_autofree char *two = fixture_picture (fixture, "2.jpg", "jpeg", all);
  g_autofree char *three = fixture_picture (fixture, "3.jpg", "jpeg", iptc);
  g_autoptr (GalleyImageMetadata) first = load (one);
  g_autoptr (GalleyImageMetadata) second = load (two);
  g_autoptr (GalleyImageMetadata) third = load (three);

  g_assert_cmpstr (first->caption, ==, "From EXIF");
  g_assert_cmpstr (first->credit, ==, "Ann");
  g_assert_null (first->title);
  g_assert_null (first->alt);
  g_assert_true (first->has_gps);
  g_assert_cmpstr (second->caption, ==, "From XMP");
  g_assert_cmpstr (second->credit, ==, "Agency");
  g_assert_cmpstr (second->title, ==, "A title");
  g_assert_false (second->has_gps);
  g_assert_cmpstr (third->caption, ==, "From IPTC");
  g_assert_cmpstr (third->credit, ==, "Cid");
}

static void
test_text (Fixture *fixture,
           gconstpointer data)
{
  static const char *const tags[] = {
    "Xmp.dc.description", "lang=\"x-default\"  Été\r\n\tà  Séoul 서울 ", "Iptc.Application2.Credit",
    "Caf\xe9", "Exif.Image.Artist", "not this", "Xmp.dc.title", "  \n ", NULL,
  };
  g_autofree char *path = fixture_picture (fixture, "1.jpg", "jpeg", tags);
  g_autoptr (GalleyImageMetadata) metadata = load (path);

  g_assert_cmpstr (metadata->caption, ==, "Été à Séoul 서울");
  g_assert_cmpstr (metadata->credit, ==, "Café");
  g_assert_null (metadata->title);
}

static void
test_alt (Fixture *fixture,
          gconstpointer data)
{
  static const char *const tags[] = { "Xmp.iptc.AltTextAccessibility", "A red half", NULL };
  g_autofree char *path = fixture_picture (fixture, "1.jpg", "jpeg", tags);
  g_autoptr (GalleyImageMetadata) metadata = load (path);

  g_assert_cmpstr (metadata->alt, ==, "A red half");
}

static void
test_failures (Fixture *fixture,
               gconstpointer data)
{
  g_autofree char *text = fixture_file (fixture, "text.jpg", "this is only text", -1);
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) wrong = NULL;

  g_assert_null (galley_image_metadata_load ("/nonexistent/a.jpg", &missing));
  g_assert_error (missing, GALLEY_ERROR, GALLEY_ERROR_DISK);
  g_assert_null (galley_image_metadata_load (text, &wrong));
  g_assert_error (wrong, GALLEY_ERROR, GALLEY_ERROR_INVALID);
}

static gpointer
load_often (gpointer path)
{
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (GalleyImageMetadata) metadata = load (path);

      g_assert_cmpstr (metadata->alt, ==, "A red half");
    }
  return NULL;
}

static void
test_threads (Fixture *fixture,
              gconstpointer data)
{
  static const char *const tags[] = { "Xmp.iptc.AltTextAccessibility", "A red half", NULL };
  g_autofree char *path = fixture_picture (fixture, "1.jpg", "jpeg", tags);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("metadata", load_often, path);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/images/metadata/order", test_order);
  ADD ("/images/metadata/text", test_text);
  ADD ("/images/metadata/alt", test_alt);
  ADD ("/images/metadata/failures", test_failures);
  ADD ("/images/metadata/threads", test_threads);
  return g_test_run ();
}
