/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-error.h"
#include "galley-image.h"
#include "galley-test-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gexiv2/gexiv2.h>
#include <string.h>

static const char *const camera_tags[] = {
  "Exif.Image.Orientation", "6", "Exif.Image.Model", "SecretCamera", "Exif.GPSInfo.GPSLatitude",
  "52/1 30/1 0/1", "Xmp.dc.description", "SecretCaption", NULL,
};
static const char *const upright_tags[] = {
  "Exif.Image.Orientation", "1", "Exif.Image.Model", "SecretCamera", "Exif.GPSInfo.GPSLatitude",
  "52/1 30/1 0/1", "Xmp.dc.description", "SecretCaption", NULL,
};

static GalleyImage *
load (const char *path,
      guint max_width)
{
  g_autoptr (GError) error = NULL;
  GalleyImage *image = galley_image_load (path, max_width, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (image);
  return image;
}

static GdkPixbuf *
decode (const GalleyImage *image)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream
    = g_memory_input_stream_new_from_bytes (galley_image_get_bytes (image));
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, &error);

  g_assert_no_error (error);
  return pixbuf;
}

static void
assert_clean (const GalleyImage *image)
{
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  gsize length;
  gconstpointer data = g_bytes_get_data (galley_image_get_bytes (image), &length);

  g_assert_null (memmem (data, length, "Secret", 6));
  g_assert_true (gexiv2_metadata_open_buf (metadata, data, length, NULL));
  g_assert_false (gexiv2_metadata_has_exif (metadata));
  g_assert_false (gexiv2_metadata_has_xmp (metadata));
  g_assert_false (gexiv2_metadata_has_iptc (metadata));
}

static void
assert_profile (const GalleyImage *image)
{
  g_autoptr (GdkPixbuf) pixbuf = decode (image);
  g_autofree char *profile = fixture_profile ();
  gsize length;
  gconstpointer data = g_bytes_get_data (galley_image_get_bytes (image), &length);

  /* The reader of WebP does not hand the profile out. */
  if (g_str_equal (galley_image_get_mime (image), "image/webp"))
    g_assert_nonnull (memmem (data, length, "ICCP", 4));
  else
    g_assert_cmpstr (gdk_pixbuf_get_option (pixbuf, "icc-profile"), ==, profile);
}

static void
assert_size (const GalleyImage *image,
             guint width,
             guint height)
{
  g_autoptr (GdkPixbuf) pixbuf = decode (image);

  g_assert_cmpuint (galley_image_get_width (image), ==, width);
  g_assert_cmpuint (galley_image_get_height (image), ==, height);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, height);
}

static void
assert_probe (const char *path,
              guint width,
              guint height,
              const char *mime)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  guint w = 0;
  guint h = 0;

  g_assert_true (galley_image_probe (path, &w, &h, &found, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (w, ==, width);
  g_assert_cmpuint (h, ==, height);
  g_assert_cmpstr (found, ==, mime);
}

/* Orientation 6: what is stored as the left half is shown on top. */
static void
test_orientation (Fixture *fixture,
                  gconstpointer data)
{
  g_autofree char *path = fixture_picture (fixture, "a.jpg", "jpeg", camera_tags);
  g_autoptr (GalleyImage) image = load (path, 0);
  g_autoptr (GalleyImage) small = load (path, 20);
  g_autoptr (GdkPixbuf) pixbuf = decode (image);
  const guint8 *top = gdk_pixbuf_read_pixels (pixbuf) + 5 * gdk_pixbuf_get_rowstride (pixbuf) + 60;

  assert_probe (path, 40, 60, "image/jpeg");
  assert_size (image, 40, 60);
  assert_clean (image);
  assert_profile (image);
  g_assert_cmpuint (top[0], >, 200);
  g_assert_cmpuint (top[2], <, 60);
  assert_size (small, 20, 30);
  assert_clean (small);
  assert_profile (small);
}

static void
test_strip (Fixture *fixture,
            gconstpointer data)
{
  static const char *const types[][3] = {
    { "jpeg", "image/jpeg", "jpg" }, { "png", "image/png", "png" }, { "webp", "image/webp", "webp" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *plain = fixture_picture (fixture, "plain", types[i][0], NULL);
      g_autofree char *tagged = fixture_picture (fixture, "tagged", types[i][0], upright_tags);
      g_autoptr (GalleyImage) kept = load (plain, 60);
      g_autoptr (GalleyImage) image = load (tagged, 0);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      assert_clean (image);
      assert_profile (image);
      assert_size (image, 60, 40);
      assert_probe (tagged, 60, 40, types[i][1]);
      g_assert_cmpstr (galley_image_get_mime (image), ==, types[i][1]);
      g_assert_cmpstr (galley_image_get_suffix (image), ==, types[i][2]);
      /* Nothing to do: the very bytes. Something to do: the very pixels. */
      g_assert_true (g_file_get_contents (plain, &bytes, &length, NULL));
      if (!g_str_equal (types[i][0], "webp"))
        g_assert_cmpmem (g_bytes_get_data (galley_image_get_bytes (kept), NULL),
                         g_bytes_get_size (galley_image_get_bytes (kept)), bytes, length);
      g_assert_cmpint (strlen (galley_image_get_hash (image)), ==, 64);
      if (g_str_equal (types[i][0], "jpeg"))
        g_assert_cmpstr (galley_image_get_hash (image), ==, galley_image_get_hash (kept));
    }
}

static void
test_trailer (Fixture *fixture,
              gconstpointer data)
{
  g_autofree char *plain = fixture_picture (fixture, "a.jpg", "jpeg", NULL);
  g_autoptr (GalleyImage) image = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *both = NULL;
  g_autofree char *path = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (plain, &bytes, &length, NULL));
  both = g_malloc (length + 10);
  memcpy (both, bytes, length);
  memcpy (both + length, "SecretTail", 10);
  path = fixture_file (fixture, "b.jpg", both, length + 10);
  image = load (path, 0);
  assert_clean (image);
  g_assert_cmpuint (g_bytes_get_size (galley_image_get_bytes (image)), ==, length);
}

static void
test_scale (Fixture *fixture,
            gconstpointer data)
{
  g_autofree char *jpeg = fixture_picture (fixture, "a.jpg", "jpeg", upright_tags);
  g_autofree char *png = fixture_picture (fixture, "a.png", "png", NULL);
  g_autoptr (GalleyImage) one = load (jpeg, 30);
  g_autoptr (GalleyImage) two = load (png, 30);

  assert_size (one, 30, 20);
  assert_clean (one);
  assert_profile (one);
  assert_size (two, 30, 20);
  assert_profile (two);
  g_assert_cmpstr (galley_image_get_mime (two), ==, "image/png");
}

static void
test_untouched (Fixture *fixture,
                gconstpointer data)
{
  static const char gif[] = "GIF89a\x50\0\x28\0\0\0\0;the rest";
  static const struct {
    const char *text;
    guint width;
    guint height;
  } rows[] = {
    { "<svg xmlns=\"x\" width=\"120\" height=\"3cm\"/>", 120, 113 },
    { "<?xml version=\"1.0\"?>\n<!-- > --><svg viewBox=\"0 0 200,100\"></svg>", 200, 100 },
    { "<svg width=\"50px\" viewBox=\"0 0 200 100\"></svg>", 50, 25 },
    { "<svg width=\"100%\" height=\"100%\"></svg>", 0, 0 },
    { "<svg width=\"1e300\" height=\"nan\"></svg>", 0, 0 },
  };
  g_autofree char *path = fixture_file (fixture, "a.gif", gif, sizeof gif - 1);
  g_autoptr (GalleyImage) image = load (path, 10);

  g_assert_cmpuint (galley_image_get_width (image), ==, 80);
  g_assert_cmpuint (galley_image_get_height (image), ==, 40);
  g_assert_cmpmem (g_bytes_get_data (galley_image_get_bytes (image), NULL),
                   g_bytes_get_size (galley_image_get_bytes (image)), gif, sizeof gif - 1);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *svg = fixture_file (fixture, "a.svg", rows[i].text, -1);
      g_autoptr (GalleyImage) drawing = load (svg, 10);

      assert_probe (svg, rows[i].width, rows[i].height, "image/svg+xml");
      g_assert_cmpuint (g_bytes_get_size (galley_image_get_bytes (drawing)), ==,
                        strlen (rows[i].text));
    }
}

static void
test_tiff (Fixture *fixture,
           gconstpointer data)
{
  g_autofree char *path = fixture_picture (fixture, "a.tiff", "tiff", NULL);
  g_autoptr (GalleyImage) image = load (path, 0);

  assert_probe (path, 60, 40, "image/tiff");
  assert_size (image, 60, 40);
  g_assert_cmpstr (galley_image_get_mime (image), ==, "image/jpeg");
}

static void
assert_fails (Fixture *fixture,
              const char *name,
              const char *data,
              gssize length,
              GalleyErrorCode code)
{
  g_autofree char *path = fixture_file (fixture, name, data, length);
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_image_load (path, 100, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, code);
  g_assert_nonnull (strstr (error->message, name));
}

static void
test_failures (Fixture *fixture,
               gconstpointer data)
{
  static const char large[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\2\0\0\0....";
  static const char broken[] = "\xff\xd8\xff\xc0\0\x0b\x08\0\x28\0\x3c\3\1\x11\0....";
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none.png", NULL);

  assert_fails (fixture, "text.jpg", "this is only some text", -1, GALLEY_ERROR_INVALID);
  assert_fails (fixture, "page.svg", "<html><svg></svg></html>", -1, GALLEY_ERROR_INVALID);
  assert_fails (fixture, "empty.png", "", 0, GALLEY_ERROR_INVALID);
  assert_fails (fixture, "large.png", large, sizeof large - 1, GALLEY_ERROR_LIMIT);
  assert_fails (fixture, "broken.jpg", broken, sizeof broken - 1, GALLEY_ERROR_INVALID);
  assert_fails (fixture, "head.jpg", "\xff\xd8\xff\xe0\0\x10JFIF..", 12, GALLEY_ERROR_INVALID);
  assert_fails (fixture, "a.heic", "\0\0\0\x18" "ftypheic\0\0\0\0mif1heic", 24,
                GALLEY_ERROR_UNSUPPORTED);
  g_assert_null (galley_image_load (nowhere, 0, NULL, &missing));
  g_assert_error (missing, GALLEY_ERROR, GALLEY_ERROR_DISK);
  g_cancellable_cancel (cancellable);
  g_assert_null (galley_image_load (nowhere, 0, cancellable, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Every beginning of a picture, and every byte of its head turned over: an answer, never a crash. */
static void
test_mangled (Fixture *fixture,
              gconstpointer data)
{
  static const char *const types[] = { "jpeg", "png", "webp" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *path = fixture_picture (fixture, "a", types[i], camera_tags);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      for (gsize at = 0; at < MIN (length, 400); at++)
        {
          g_autofree char *part = fixture_file (fixture, "part", bytes, at);
          g_autofree char *turned = NULL;
          guint width = 0;

          galley_image_probe (part, &width, NULL, NULL, NULL);
          bytes[at] ^= 0xff;
          turned = fixture_file (fixture, "turned", bytes, length);
          bytes[at] ^= 0xff;
          galley_image_probe (turned, &width, NULL, NULL, NULL);
        }
    }
}

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/images/image/orientation", test_orientation);
  ADD ("/images/image/strip", test_strip);
  ADD ("/images/image/trailer", test_trailer);
  ADD ("/images/image/scale", test_scale);
  ADD ("/images/image/untouched", test_untouched);
  ADD ("/images/image/tiff", test_tiff);
  ADD ("/images/image/failures", test_failures);
  ADD ("/images/image/mangled", test_mangled);
  return g_test_run ();
}
