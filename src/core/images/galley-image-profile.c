/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-image-profile.h"

#include <string.h>

/* Signature and IHDR, whose size is fixed. */
#define HEAD_LENGTH 33

static guint32
png_crc (const guint8 *data,
         gsize length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
    }
  return ~crc;
}

static void
append_be32 (GByteArray *out,
             guint32 value)
{
  guint32 swapped = GUINT32_TO_BE (value);

  g_byte_array_append (out, (const guint8 *) &swapped, 4);
}

static GBytes *
compress (const guint8 *data,
          gsize length)
{
  g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_data (data, length, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (plain, G_CONVERTER (zlib));
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  if (g_output_stream_splice (out, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL) < 0)
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

GBytes *
galley_image_profile_add (GBytes *png,
                          const guint8 *profile,
                          gsize length)
{
  static const guint8 name[] = "iCCPICC profile\0"; /* the NUL of C is the method: zlib */
  g_autoptr (GBytes) packed = compress (profile, length);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (png, &size);
  guint start;

  if (packed == NULL || size < HEAD_LENGTH || memcmp (data + 12, "IHDR", 4) != 0)
    return NULL;
  g_byte_array_append (out, data, HEAD_LENGTH);
  append_be32 (out, sizeof name - 4 + g_bytes_get_size (packed));
  start = out->len;
  g_byte_array_append (out, name, sizeof name);
  g_byte_array_append (out, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  append_be32 (out, png_crc (out->data + start, out->len - start));
  g_byte_array_append (out, data + HEAD_LENGTH, size - HEAD_LENGTH);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
