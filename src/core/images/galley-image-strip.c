/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes metadata out of a file without touching a pixel. It works by a list of what may stay, so
 * that a place for GPS nobody has heard of yet is gone as well, and so is what follows the end of the
 * picture: phones put whole second pictures there, with coordinates of their own. */

#include "galley-image-strip.h"

#include <string.h>

static gboolean
has_name (const guint8 *body,
          gsize size,
          const char *name,
          gsize length)
{
  return size >= length && memcmp (body, name, length) == 0;
}

/* Whether a JPEG segment decides how the pixels look. */
static gboolean
is_kept_in_jpeg (guint8 marker,
                 const guint8 *body,
                 gsize size)
{
  if (marker == 0xe0)
    return has_name (body, size, "JFIF", 5);
  if (marker == 0xe2)
    return has_name (body, size, "ICC_PROFILE", 12);
  if (marker == 0xee)
    return has_name (body, size, "Adobe", 5);
  return marker != 0xfe && (marker & 0xf0) != 0xe0;
}

/* Past the compressed data of a scan: at the next marker that is neither stuffing nor a restart. */
static gsize
skip_scan (const guint8 *data,
           gsize length,
           gsize at)
{
  for (; at + 1 < length; at++)
    if (data[at] == 0xff && data[at + 1] != 0 && (data[at + 1] & 0xf8) != 0xd0)
      return at;
  return length;
}

static gboolean
strip_jpeg (const guint8 *data,
            gsize length,
            GByteArray *out)
{
  gsize at = 2;

  g_byte_array_append (out, data, 2);
  while (at + 4 <= length || at + 2 == length)
    {
      guint8 marker = data[at + 1];
      gsize end;

      if (data[at] != 0xff)
        return FALSE;
      if (marker == 0xff)
        {
          at++;
          continue;
        }
      if (marker == 0xd9)
        {
          g_byte_array_append (out, data + at, 2);
          return TRUE;
        }
      if (at + 4 > length)
        return FALSE;
      end = at + 2 + ((gsize) data[at + 2] << 8 | data[at + 3]);
      if (end < at + 4 || end > length)
        return FALSE;
      if (is_kept_in_jpeg (marker, data + at + 4, end - at - 4))
        {
          if (marker == 0xda)
            end = skip_scan (data, length, end);
          g_byte_array_append (out, data + at, end - at);
        }
      at = end;
    }
  return FALSE;
}

static gboolean
strip_png (const guint8 *data,
           gsize length,
           GByteArray *out)
{
  static const char *const kept[] = {
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP",
    "sBIT", "bKGD", "pHYs", "acTL", "fcTL", "fdAT",
  };
  gsize at = 8;

  g_byte_array_append (out, data, 8);
  while (length - at >= 12)
    {
      gsize size = (gsize) data[at] << 24 | data[at + 1] << 16 | data[at + 2] << 8 | data[at + 3];

      if (size > length - at - 12)
        return FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
        if (memcmp (data + at + 4, kept[i], 4) == 0)
          g_byte_array_append (out, data + at, size + 12);
      if (memcmp (data + at + 4, "IEND", 4) == 0)
        return TRUE;
      at += size + 12;
    }
  return FALSE;
}

static gboolean
strip_webp (const guint8 *data,
            gsize length,
            GByteArray *out)
{
  static const char *const kept[] = { "VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP" };
  guint32 riff;
  gsize at = 12;

  memcpy (&riff, data + 4, 4);
  /* The container says where it ends; what follows is not the picture's. */
  if ((gsize) GUINT32_FROM_LE (riff) + 8 > length || GUINT32_FROM_LE (riff) < 4)
    return FALSE;
  length = (gsize) GUINT32_FROM_LE (riff) + 8;
  g_byte_array_append (out, data, 12);
  while (length - at >= 8)
    {
      guint32 size;
      gsize padded;
      guint start = out->len;

      memcpy (&size, data + at + 4, 4);
      padded = (gsize) GUINT32_FROM_LE (size) + (GUINT32_FROM_LE (size) & 1);
      if (padded > length - at - 8)
        return FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
        if (memcmp (data + at, kept[i], 4) == 0)
          g_byte_array_append (out, data + at, padded + 8);
      /* The flags that announce EXIF and XMP. */
      if (memcmp (data + at, "VP8X", 4) == 0 && padded >= 10)
        out->data[start + 8] &= ~0x0c;
      at += padded + 8;
    }
  riff = GUINT32_TO_LE (out->len - 8);
  memcpy (out->data + 4, &riff, 4);
  return at == length && out->len > 12;
}

GBytes *
galley_image_strip (GalleyImageKind kind,
                    GBytes *bytes)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  gboolean done = FALSE;

  if (length < 12)
    return NULL;
  if (kind == GALLEY_IMAGE_JPEG)
    done = strip_jpeg (data, length, out);
  else if (kind == GALLEY_IMAGE_PNG)
    done = strip_png (data, length, out);
  else if (kind == GALLEY_IMAGE_WEBP)
    done = strip_webp (data, length, out);
  else
    return g_bytes_ref (bytes);
  if (!done)
    return NULL;
  if (out->len == length && memcmp (out->data, data, length) == 0)
    return g_bytes_ref (bytes);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
