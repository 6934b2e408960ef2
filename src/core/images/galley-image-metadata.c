/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-image-metadata.h"

#include "galley-error.h"

#include <gexiv2/gexiv2.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* Nobody writes a longer caption; what does is an attack or a mistake. */
#define MAX_CHARACTERS 4000

/* The XMP toolkit below gexiv2 keeps global tables, so one thread at a time. */
static GMutex lock;

static const char *const caption_tags[] = {
  "Xmp.dc.description", "Iptc.Application2.Caption", "Exif.Image.ImageDescription", NULL,
};
static const char *const credit_tags[] = {
  "Xmp.photoshop.Credit", "Iptc.Application2.Credit", "Xmp.dc.creator",
  "Iptc.Application2.Byline", "Exif.Image.Artist", NULL,
};
static const char *const title_tags[] = {
  "Xmp.dc.title", "Iptc.Application2.ObjectName", NULL,
};
static const char *const alt_tags[] = {
  "Xmp.iptc.AltTextAccessibility", NULL,
};

static void
initialize (void)
{
  static gsize done = 0;

  if (!g_once_init_enter (&done))
    return;
  gexiv2_initialize ();
  /* Cameras write much that exiv2 has an opinion about; nobody can do anything about it here. */
  gexiv2_log_set_level (GEXIV2_LOG_LEVEL_MUTE);
  g_once_init_leave (&done, 1);
}

/* lang="x-default" A caption */
static const char *
skip_language (const char *value)
{
  const char *end = g_str_has_prefix (value, "lang=\"") ? strchr (value + 6, '"') : NULL;

  return end != NULL ? end + 1 + strspn (end + 1, " ") : value;
}

/* NULL when nothing is left. IPTC without a charset is Latin-1 more often than not. */
static char *
clean (const char *value)
{
  g_autofree char *text = g_utf8_validate (value, -1, NULL)
                            ? g_strdup (value)
                            : g_convert (value, -1, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean gap = FALSE;
  int n = 0;

  if (text == NULL)
    text = g_utf8_make_valid (value, -1);
  for (const char *at = text; *at != '\0' && n < MAX_CHARACTERS; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (g_unichar_isspace (character) || g_unichar_iscntrl (character))
        {
          gap = line->len > 0;
          continue;
        }
      if (gap)
        g_string_append_c (line, ' ');
      gap = FALSE;
      g_string_append_unichar (line, character);
      n++;
    }
  return line->len > 0 ? g_string_free (g_steal_pointer (&line), FALSE) : NULL;
}

/* Of a text in several languages the default one, else the first; of several names all. */
static char *
join_values (const char *tag,
             char **values)
{
  if (values == NULL || values[0] == NULL)
    return NULL;
  if (g_str_equal (tag, "Xmp.dc.creator") || g_str_equal (tag, "Iptc.Application2.Byline"))
    return g_strjoinv (", ", values);
  for (gsize i = 0; values[i] != NULL; i++)
    if (g_str_has_prefix (values[i], "lang=\"x-default\""))
      return g_strdup (skip_language (values[i]));
  return g_strdup (skip_language (values[0]));
}

static char *
get_first (GExiv2Metadata *metadata,
           const char *const *tags)
{
  for (; *tags != NULL; tags++)
    {
      g_auto (GStrv) values = NULL;
      g_autofree char *value = NULL;
      char *text;

      if (!gexiv2_metadata_try_has_tag (metadata, *tags, NULL))
        continue;
      if (g_str_has_prefix (*tags, "Exif."))
        value = gexiv2_metadata_try_get_tag_string (metadata, *tags, NULL);
      else
        {
          values = gexiv2_metadata_try_get_tag_multiple (metadata, *tags, NULL);
          value = join_values (*tags, values);
        }
      text = value != NULL ? clean (value) : NULL;
      if (text != NULL)
        return text;
    }
  return NULL;
}

static GalleyImageMetadata *
read_metadata (GExiv2Metadata *metadata)
{
  GalleyImageMetadata *self = g_new0 (GalleyImageMetadata, 1);

  self->caption = get_first (metadata, caption_tags);
  self->credit = get_first (metadata, credit_tags);
  self->title = get_first (metadata, title_tags);
  self->alt = get_first (metadata, alt_tags);
  self->has_gps = gexiv2_metadata_try_has_tag (metadata, "Exif.GPSInfo.GPSLatitude", NULL)
                  || gexiv2_metadata_try_has_tag (metadata, "Xmp.exif.GPSLatitude", NULL);
  return self;
}

/**
 * galley_image_metadata_load:
 * @path: a picture
 * @error: %GALLEY_ERROR_DISK when there is no such file, %GALLEY_ERROR_INVALID when it is no picture
 *
 * Returns: (transfer full): what was found, perhaps nothing
 */
GalleyImageMetadata *
galley_image_metadata_load (const char *path,
                            GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (GExiv2Metadata) metadata = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  name = g_filename_display_basename (path);
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK, _ ("There is no file “%s”."), name);
      return NULL;
    }
  locker = g_mutex_locker_new (&lock);
  initialize ();
  metadata = gexiv2_metadata_new ();
  if (!gexiv2_metadata_open_path (metadata, path, NULL))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                   _ ("What was written into the picture “%s” cannot be read."), name);
      return NULL;
    }
  return read_metadata (metadata);
}

void
galley_image_metadata_free (GalleyImageMetadata *self)
{
  if (self == NULL)
    return;
  g_free (self->caption);
  g_free (self->credit);
  g_free (self->title);
  g_free (self->alt);
  g_free (self);
}
