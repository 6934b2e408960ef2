/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-test-picture.h"

#include "galley-image-profile.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gexiv2/gexiv2.h>
#include <glib/gstdio.h>
#include <string.h>

void
fixture_set_up (Fixture *self,
                gconstpointer data)
{
  self->folder = g_dir_make_tmp ("galley-image-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
}

void
fixture_tear_down (Fixture *self,
                   gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
}

char *
fixture_file (Fixture *self,
              const char *name,
              const char *data,
              gssize length)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (self->folder, name, NULL);

  g_file_set_contents (path, data, length, &error);
  g_assert_no_error (error);
  return path;
}

/* A profile that strict readers take: a header for RGB and one tag. */
char *
fixture_profile (void)
{
  guchar profile[1024] = { 0, 0, 4, 0 };
  guint32 noise = 1;

  profile[8] = 2;
  memcpy (profile + 12, "mntrRGB XYZ ", 12);
  memcpy (profile + 36, "acsp", 4);
  memcpy (profile + 68, "\0\0\xf6\xd6\0\1\0\0\0\0\xd3\x2d", 12);
  memcpy (profile + 128, "\0\0\0\1cprt\0\0\0\x90\0\0\3\x70text\0\0\0", 24);
  /* libpng does not take a very small one; noise keeps it large. */
  for (guint i = 152; i < sizeof profile - 1; i++)
    profile[i] = (noise = noise * 1103515245 + 12345) >> 24;
  return g_base64_encode (profile, sizeof profile);
}

static void
write_tags (const char *path,
            const char *const *tags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GExiv2Metadata) metadata = NULL;

  gexiv2_initialize ();
  metadata = gexiv2_metadata_new ();
  gexiv2_metadata_open_path (metadata, path, &error);
  g_assert_no_error (error);
  for (; tags[0] != NULL; tags += 2)
    {
      gexiv2_metadata_try_set_tag_string (metadata, tags[0], tags[1], &error);
      g_assert_no_error (error);
    }
  gexiv2_metadata_save_file (metadata, path, &error);
  g_assert_no_error (error);
}

static void
add_profile (const char *path,
             const char *profile)
{
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GBytes) with_profile = NULL;
  g_autofree guchar *decoded = NULL;
  char *data = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  png = g_bytes_new_take (data, length);
  decoded = g_base64_decode (profile, &length);
  with_profile = galley_image_profile_add (png, decoded, length);
  g_assert_nonnull (with_profile);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (with_profile, NULL),
                                      g_bytes_get_size (with_profile), NULL));
}

char *
fixture_picture (Fixture *self,
                 const char *name,
                 const char *type,
                 const char *const *tags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 60, 40);
  g_autoptr (GdkPixbuf) left = gdk_pixbuf_new_subpixbuf (pixbuf, 0, 0, 30, 40);
  g_autofree char *profile = fixture_profile ();
  char *path = g_build_filename (self->folder, name, NULL);

  gdk_pixbuf_fill (pixbuf, 0x0000ffff);
  gdk_pixbuf_fill (left, 0xff0000ff);
  /* gdk-pixbuf reads a profile from a PNG but cannot write one. */
  if (g_str_equal (type, "png"))
    {
      gdk_pixbuf_save (pixbuf, path, type, &error, NULL);
      g_assert_no_error (error);
      add_profile (path, profile);
    }
  else
    gdk_pixbuf_save (pixbuf, path, type, &error, "icc-profile", profile, NULL);
  g_assert_no_error (error);
  if (tags != NULL)
    write_tags (path, tags);
  return path;
}
