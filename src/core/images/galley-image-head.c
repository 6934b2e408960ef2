/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads type, size and orientation without decoding: the preview asks for every picture of an issue
 * while somebody types, and no decoder needs to see a file for that. */

#include "galley-image-head.h"

#include <string.h>

static const struct {
  const char *mime;
  const char *suffix;
} kinds[] = {
  [GALLEY_IMAGE_JPEG] = { "image/jpeg", "jpg" }, [GALLEY_IMAGE_PNG] = { "image/png", "png" },
  [GALLEY_IMAGE_WEBP] = { "image/webp", "webp" }, [GALLEY_IMAGE_GIF] = { "image/gif", "gif" },
  [GALLEY_IMAGE_SVG] = { "image/svg+xml", "svg" }, [GALLEY_IMAGE_TIFF] = { "image/tiff", "tif" },
  [GALLEY_IMAGE_HEIC] = { "image/heic", "heic" }, [GALLEY_IMAGE_AVIF] = { "image/avif", "avif" },
};

const char *
galley_image_kind_get_mime (GalleyImageKind kind)
{
  return kinds[kind].mime;
}

const char *
galley_image_kind_get_suffix (GalleyImageKind kind)
{
  return kinds[kind].suffix;
}

static guint
be16 (const guint8 *at)
{
  return (guint) at[0] << 8 | at[1];
}

static guint
le16 (const guint8 *at)
{
  return (guint) at[1] << 8 | at[0];
}

static guint32
be32 (const guint8 *at)
{
  return (guint32) be16 (at) << 16 | be16 (at + 2);
}

static guint32
le32 (const guint8 *at)
{
  return (guint32) le16 (at + 2) << 16 | le16 (at);
}

/* The orientation in the first directory of a TIFF structure, which EXIF is; 1 without one. */
static guint
read_orientation (const guint8 *data,
                  gsize length)
{
  gboolean little = length >= 8 && data[0] == 'I';
  gsize offset;
  guint count;

  if (length < 8 || (memcmp (data, "II*", 4) != 0 && memcmp (data, "MM\0*", 4) != 0))
    return 1;
  offset = little ? le32 (data + 4) : be32 (data + 4);
  if (offset > length - 2)
    return 1;
  count = little ? le16 (data + offset) : be16 (data + offset);
  offset += 2;
  for (guint i = 0; i < count && offset + 12 <= length; i++, offset += 12)
    {
      const guint8 *entry = data + offset;
      guint value = little ? le16 (entry + 8) : be16 (entry + 8);

      if ((little ? le16 (entry) : be16 (entry)) == 0x0112)
        return value >= 1 && value <= 8 ? value : 1;
    }
  return 1;
}

static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static void
read_jpeg (GalleyImageHead *self,
           const guint8 *data,
           gsize length)
{
  gsize at = 2;

  while (at + 4 <= length && data[at] == 0xff)
    {
      guint8 marker = data[at + 1];
      gsize size;

      if (marker == 0xff)
        {
          at++;
          continue;
        }
      size = be16 (data + at + 2);
      if (is_frame (marker) && at + 9 <= length)
        {
          self->height = be16 (data + at + 5);
          self->width = be16 (data + at + 7);
          self->needs_more = FALSE;
          return;
        }
      if (marker == 0xe1 && size >= 8 && at + 2 + size <= length
          && memcmp (data + at + 4, "Exif\0", 6) == 0)
        self->orientation = read_orientation (data + at + 10, size - 8);
      at += 2 + size;
    }
}

static void
read_png (GalleyImageHead *self,
          const guint8 *data,
          gsize length)
{
  gsize at = 8;

  while (length >= 8 && at <= length - 8)
    {
      gsize size = be32 (data + at);
      const guint8 *name = data + at + 4;
      gsize rest = length - at - 8;

      if (memcmp (name, "IDAT", 4) == 0)
        {
          self->needs_more = FALSE;
          return;
        }
      if (memcmp (name, "IHDR", 4) == 0 && rest >= 8)
        {
          self->width = be32 (data + at + 8);
          self->height = be32 (data + at + 12);
        }
      else if (memcmp (name, "acTL", 4) == 0)
        self->is_animated = TRUE;
      else if (memcmp (name, "eXIf", 4) == 0 && rest >= size)
        self->orientation = read_orientation (data + at + 8, size);
      if (rest < size + 4)
        return;
      at += size + 12;
    }
}

/* One chunk of a WebP file; @body has at least 10 bytes. */
static void
read_webp_chunk (GalleyImageHead *self,
                 const guint8 *name,
                 const guint8 *body)
{
  if (memcmp (name, "VP8X", 4) == 0)
    {
      self->width = 1 + (le16 (body + 4) | (guint) body[6] << 16);
      self->height = 1 + (le16 (body + 7) | (guint) body[9] << 16);
      self->is_animated = (body[0] & 0x02) != 0;
      self->needs_more = (body[0] & 0x08) != 0;
    }
  else if (memcmp (name, "VP8 ", 4) == 0 && self->width == 0)
    {
      self->width = le16 (body + 6) & 0x3fff;
      self->height = le16 (body + 8) & 0x3fff;
      self->needs_more = FALSE;
    }
  else if (memcmp (name, "VP8L", 4) == 0 && self->width == 0)
    {
      guint32 bits = le32 (body + 1);

      self->width = 1 + (bits & 0x3fff);
      self->height = 1 + (bits >> 14 & 0x3fff);
      self->needs_more = FALSE;
    }
}

static void
read_webp (GalleyImageHead *self,
           const guint8 *data,
           gsize length)
{
  gsize at = 12;

  while (at + 18 <= length)
    {
      gsize size = le32 (data + at + 4);

      read_webp_chunk (self, data + at, data + at + 8);
      if (memcmp (data + at, "EXIF", 4) == 0 && size <= length - at - 8)
        {
          gsize skip = memcmp (data + at + 8, "Exif\0", 6) == 0 ? 6 : 0;

          self->orientation = size < skip ? 1 : read_orientation (data + at + 8 + skip, size - skip);
        }
      at += 8 + size + (size & 1);
    }
}

/* A length in CSS pixels; 0 for what depends on the page. */
static double
svg_length (const char *value)
{
  static const struct {
    const char *unit;
    double pixels;
  } units[] = {
    { "", 1 }, { "px", 1 }, { "pt", 96 / 72.0 }, { "pc", 16 }, { "mm", 96 / 25.4 },
    { "cm", 96 / 2.54 }, { "in", 96 },
  };
  char *end = NULL;
  double number = g_ascii_strtod (value, &end);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (g_strstrip (end), units[i].unit) && number > 0 && number < 1e6)
      return number * units[i].pixels;
  return 0;
}

static char *
svg_attribute (const char *tag,
               const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("\\s%s\\s*=\\s*[\"']([^\"']*)[\"']", name);
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_RAW, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, tag, 0, &match) ? g_match_info_fetch (match, 1) : g_strdup ("");
}

/* The last two of the four numbers of a viewBox; 0 when they are no size. */
static void
svg_box (const char *value,
         double *width,
         double *height)
{
  double numbers[4] = { 0 };

  for (guint i = 0; i < 4; i++)
    {
      char *end = NULL;

      value += strspn (value, " ,\t\r\n");
      numbers[i] = g_ascii_strtod (value, &end);
      value = end;
    }
  *width = numbers[2] > 0 && numbers[2] < 1e6 ? numbers[2] : 0;
  *height = numbers[3] > 0 && numbers[3] < 1e6 ? numbers[3] : 0;
}

/* Returns whether it is SVG at all: text whose first element is called svg. */
static gboolean
read_svg (GalleyImageHead *self,
          const guint8 *data,
          gsize length)
{
  g_autofree char *text = g_strndup ((const char *) data, MIN (length, 65536));
  const char *at = g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text;
  const char *open = strstr (at, "<svg");
  const char *end = open != NULL ? strchr (open, '>') : NULL;
  g_autofree char *tag = NULL;
  g_autofree char *width = NULL;
  g_autofree char *height = NULL;
  g_autofree char *box = NULL;
  double w, h, box_w, box_h;

  at += strspn (at, " \t\r\n");
  if (end == NULL || (!g_ascii_isspace (open[4]) && open[4] != '>')
      || (at != open && !g_str_has_prefix (at, "<?") && !g_str_has_prefix (at, "<!"))
      || g_ascii_strncasecmp (at, "<!doctype html", 14) == 0)
    return FALSE;
  tag = g_strndup (open, end - open);
  width = svg_attribute (tag, "width");
  height = svg_attribute (tag, "height");
  box = svg_attribute (tag, "viewBox");
  svg_box (box, &box_w, &box_h);
  w = svg_length (width);
  h = svg_length (height);
  if (box_w > 0 && box_h > 0)
    {
      if (w == 0)
        w = h == 0 ? box_w : h * box_w / box_h;
      if (h == 0)
        h = w * box_h / box_w;
    }
  self->kind = GALLEY_IMAGE_SVG;
  self->width = w > 0 && h > 0 && w < 1e6 ? MAX (1, w + 0.5) : 0;
  self->height = w > 0 && h > 0 && h < 1e6 ? MAX (1, h + 0.5) : 0;
  return TRUE;
}

/* The brands of an ISO media file; HEIC and AVIF differ in nothing else at the head. */
static gboolean
read_brands (GalleyImageHead *self,
             const guint8 *data,
             gsize length)
{
  static const char *const heic[] = { "heic", "heix", "heim", "heis", "hevc", "mif1", "msf1" };
  gsize end = MIN (be32 (data), length);
  gboolean known = FALSE;

  self->needs_more = FALSE;
  for (gsize at = 8; at + 4 <= end; at += 4)
    {
      if (memcmp (data + at, "avif", 4) == 0 || memcmp (data + at, "avis", 4) == 0)
        {
          self->kind = GALLEY_IMAGE_AVIF;
          return TRUE;
        }
      for (guint i = 0; i < G_N_ELEMENTS (heic); i++)
        known = known || memcmp (data + at, heic[i], 4) == 0;
    }
  self->kind = GALLEY_IMAGE_HEIC;
  return known;
}

gboolean
galley_image_head_read (GalleyImageHead *self,
                        const guint8 *data,
                        gsize length)
{
  memset (self, 0, sizeof *self);
  self->orientation = 1;
  self->needs_more = TRUE;
  if (length < 12)
    return FALSE;
  if (data[0] == 0xff && data[1] == 0xd8 && data[2] == 0xff)
    {
      self->kind = GALLEY_IMAGE_JPEG;
      read_jpeg (self, data, length);
      return TRUE;
    }
  if (memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    {
      self->kind = GALLEY_IMAGE_PNG;
      read_png (self, data, length);
      return TRUE;
    }
  if (memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    {
      self->kind = GALLEY_IMAGE_WEBP;
      read_webp (self, data, length);
      return TRUE;
    }
  if (memcmp (data, "II*", 4) == 0 || memcmp (data, "MM\0*", 4) == 0)
    {
      self->kind = GALLEY_IMAGE_TIFF;
      self->orientation = read_orientation (data, length);
      return TRUE;
    }
  if (memcmp (data + 4, "ftyp", 4) == 0)
    return read_brands (self, data, length);
  self->needs_more = FALSE;
  if (memcmp (data, "GIF87a", 6) == 0 || memcmp (data, "GIF89a", 6) == 0)
    {
      self->kind = GALLEY_IMAGE_GIF;
      self->width = le16 (data + 6);
      self->height = le16 (data + 8);
      return TRUE;
    }
  return read_svg (self, data, length);
}
