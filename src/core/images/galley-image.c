/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-image.h"

#include "galley-error.h"
#include "galley-file.h"
#include "galley-image-head.h"
#include "galley-image-profile.h"
#include "galley-image-strip.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LENGTH (100 * 1000 * 1000)
#define MAX_PIXELS (100 * 1000 * 1000)
/* Enough for a camera's EXIF with its thumbnail; what needs more is read whole. */
#define HEAD_LENGTH (256 * 1024)

struct _GalleyImage {
  GBytes *bytes;
  char *hash;
  GalleyImageKind kind;
  guint width;
  guint height;
};

G_DEFINE_BOXED_TYPE (GalleyImage, galley_image, galley_image_ref, galley_image_unref)

/* What is known of a picture while it is made fit. */
typedef struct {
  const char *name; /* for messages */
  GBytes *bytes;
  GalleyImageHead head;
  gboolean is_turned; /* width and height change places */
} Source;

/* @format is translated and has one %s, for the file's name. */
static gboolean
fail (GError **error,
      GalleyErrorCode code,
      const char *format,
      const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *message = g_strjoinv (shown, parts);

  g_set_error_literal (error, GALLEY_ERROR, code, message);
  return FALSE;
}

static gboolean
fail_unsupported (GError **error,
                  const char *path)
{
  return fail (error, GALLEY_ERROR_UNSUPPORTED,
               _ ("“%s” is a kind of picture that this system cannot read; save it as JPEG or PNG."),
               path);
}

static gboolean
fail_damaged (GError **error,
              const char *path)
{
  return fail (error, GALLEY_ERROR_INVALID, _ ("“%s” is damaged and cannot be read as a picture."),
               path);
}

/* Types whose size only a decoder knows. It is asked through the file, and may not exist. */
static gboolean
complete_head (GalleyImageHead *head,
               const char *path,
               GError **error)
{
  int width = 0;
  int height = 0;

  if (head->kind == GALLEY_IMAGE_SVG || (head->width > 0 && head->height > 0))
    return TRUE;
  if (head->kind != GALLEY_IMAGE_TIFF && head->kind != GALLEY_IMAGE_HEIC
      && head->kind != GALLEY_IMAGE_AVIF)
    return fail_damaged (error, path);
  if (gdk_pixbuf_get_file_info (path, &width, &height) == NULL || width <= 0 || height <= 0)
    return fail_unsupported (error, path);
  head->width = width;
  head->height = height;
  /* The decoders of these apply the rotation themselves. */
  if (head->kind != GALLEY_IMAGE_TIFF)
    head->orientation = 1;
  return TRUE;
}

static gboolean
read_head (GalleyImageHead *head,
           GBytes *bytes,
           const char *path,
           GError **error)
{
  if (!galley_image_head_read (head, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)))
    return fail (error, GALLEY_ERROR_INVALID, _ ("“%s” is not a picture that Galley can read."), path);
  return complete_head (head, path, error);
}

static GBytes *
load_file (const char *path,
           GError **error)
{
  g_autoptr (GError) local = NULL;
  GBytes *bytes = galley_file_load (path, MAX_LENGTH, &local);

  if (g_error_matches (local, GALLEY_ERROR, GALLEY_ERROR_LIMIT))
    fail (error, GALLEY_ERROR_LIMIT, _ ("The picture “%s” is larger than 100 MB."), path);
  else if (bytes == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return bytes;
}

static gboolean
check_size (const GalleyImageHead *head,
            const char *path,
            GError **error)
{
  if ((guint64) head->width * head->height <= MAX_PIXELS)
    return TRUE;
  return fail (error, GALLEY_ERROR_LIMIT, _ ("The picture “%s” has more than 100 megapixels."), path);
}

/* A profile says what the numbers mean. Pixels are RGB once decoded, so that one of another colour
 * space, as of a picture for print, would lie. */
static char *
dup_rgb_profile (GdkPixbuf *pixbuf)
{
  const char *encoded = gdk_pixbuf_get_option (pixbuf, "icc-profile");
  g_autofree guchar *profile = NULL;
  gsize length = 0;

  if (encoded == NULL)
    return NULL;
  profile = g_base64_decode (encoded, &length);
  if (length < 128 || memcmp (profile + 16, "RGB ", 4) != 0)
    return NULL;
  return g_strdup (encoded);
}

static GdkPixbuf *
flatten (GdkPixbuf *pixbuf)
{
  if (!gdk_pixbuf_get_has_alpha (pixbuf))
    return g_object_ref (pixbuf);
  return gdk_pixbuf_composite_color_simple (pixbuf, gdk_pixbuf_get_width (pixbuf),
                                            gdk_pixbuf_get_height (pixbuf), GDK_INTERP_NEAREST, 255,
                                            16, 0xffffff, 0xffffff);
}

static gboolean
can_write_webp (void)
{
  g_autoptr (GSList) formats = gdk_pixbuf_get_formats ();

  for (GSList *at = formats; at != NULL; at = at->next)
    {
      g_autofree char *name = gdk_pixbuf_format_get_name (at->data);

      if (g_str_equal (name, "webp") && gdk_pixbuf_format_is_writable (at->data))
        return TRUE;
    }
  return FALSE;
}

static GalleyImageKind
choose_kind (GalleyImageKind kind,
             GdkPixbuf *pixbuf)
{
  if (kind == GALLEY_IMAGE_PNG || (kind == GALLEY_IMAGE_WEBP && can_write_webp ()))
    return kind;
  return kind == GALLEY_IMAGE_WEBP && gdk_pixbuf_get_has_alpha (pixbuf) ? GALLEY_IMAGE_PNG
                                                                        : GALLEY_IMAGE_JPEG;
}

static GBytes *
encode (GdkPixbuf *pixbuf,
        GalleyImageKind kind,
        const char *profile,
        GError **error)
{
  static const char *const names[] = { "jpeg", "png", "webp" };
  g_autoptr (GdkPixbuf) flat = kind == GALLEY_IMAGE_JPEG ? flatten (pixbuf) : g_object_ref (pixbuf);
  const char *keys[3] = { NULL };
  const char *values[3] = { NULL };
  g_autoptr (GBytes) bytes = NULL;
  char *buffer = NULL;
  gsize length = 0;
  guint n = 0;

  if (kind != GALLEY_IMAGE_PNG)
    {
      keys[n] = "quality";
      values[n++] = "92";
    }
  if (profile != NULL && kind != GALLEY_IMAGE_PNG)
    {
      keys[n] = "icc-profile";
      values[n++] = profile;
    }
  if (!gdk_pixbuf_save_to_bufferv (flat, &buffer, &length, names[kind], (char **) keys,
                                   (char **) values, error))
    return NULL;
  bytes = g_bytes_new_take (buffer, length);
  if (profile != NULL && kind == GALLEY_IMAGE_PNG)
    {
      gsize size = 0;
      g_autofree guchar *decoded = g_base64_decode (profile, &size);

      return galley_image_profile_add (bytes, decoded, size);
    }
  return g_steal_pointer (&bytes);
}

/* Decodes at the size wanted, which for a JPEG costs a fraction of its memory. */
static GdkPixbuf *
decode (const Source *source,
        guint width,
        guint height,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (source->bytes);
  gboolean is_scaled = width != source->head.width || height != source->head.height;

  if (!is_scaled)
    return gdk_pixbuf_new_from_stream (stream, cancellable, error);
  return gdk_pixbuf_new_from_stream_at_scale (stream, width, height, FALSE, cancellable, error);
}

static GdkPixbuf *
turn (GdkPixbuf *pixbuf,
      guint orientation)
{
  char value[2] = { (char) ('0' + orientation), '\0' };

  gdk_pixbuf_remove_option (pixbuf, "orientation");
  gdk_pixbuf_set_option (pixbuf, "orientation", value);
  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

static GalleyImage *
image_new (GBytes *bytes,
           GalleyImageKind kind,
           guint width,
           guint height)
{
  GalleyImage *self = g_atomic_rc_box_new0 (GalleyImage);

  self->bytes = g_bytes_ref (bytes);
  self->hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  self->kind = kind;
  self->width = width;
  self->height = height;
  return self;
}

static GalleyImage *
make_anew (const Source *source,
           guint max_width,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GdkPixbuf) turned = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *profile = NULL;
  guint width = source->head.width;
  guint height = source->head.height;
  guint shown_width = source->is_turned ? height : width;
  GalleyImageKind kind;

  if (max_width > 0 && shown_width > max_width)
    {
      width = MAX (1, (guint64) width * max_width / shown_width);
      height = MAX (1, (guint64) height * max_width / shown_width);
    }
  pixbuf = decode (source, width, height, cancellable, &local);
  if (pixbuf != NULL)
    {
      profile = dup_rgb_profile (pixbuf);
      turned = turn (pixbuf, source->head.orientation);
    }
  if (turned != NULL)
    {
      kind = choose_kind (source->head.kind, turned);
      bytes = encode (turned, kind, profile, &local);
    }
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (bytes == NULL)
    {
      if (g_error_matches (local, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE))
        fail_unsupported (error, source->name);
      else
        fail_damaged (error, source->name);
      return NULL;
    }
  return image_new (bytes, kind, gdk_pixbuf_get_width (turned), gdk_pixbuf_get_height (turned));
}

/* NULL without an error: its bytes cannot stay. */
static GalleyImage *
keep (const Source *source,
      guint max_width)
{
  const GalleyImageHead *head = &source->head;
  gboolean is_web = head->kind <= GALLEY_IMAGE_SVG;
  gboolean is_untouchable
    = head->kind == GALLEY_IMAGE_GIF || head->kind == GALLEY_IMAGE_SVG || head->is_animated;
  guint shown_width = source->is_turned ? head->height : head->width;
  g_autoptr (GBytes) bytes = NULL;

  if (!is_web)
    return NULL;
  if (!is_untouchable
      && (head->orientation != 1 || (max_width > 0 && shown_width > max_width)))
    return NULL;
  bytes = galley_image_strip (head->kind, source->bytes);
  return bytes != NULL ? image_new (bytes, head->kind, head->width, head->height) : NULL;
}

GalleyImage *
galley_image_load (const char *path,
                   guint max_width,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  Source source = { .name = path };
  GalleyImage *kept;

  g_return_val_if_fail (path != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  bytes = load_file (path, error);
  if (bytes == NULL || !read_head (&source.head, bytes, path, error)
      || !check_size (&source.head, path, error))
    return NULL;
  source.bytes = bytes;
  source.is_turned = source.head.orientation >= 5;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  kept = keep (&source, max_width);
  return kept != NULL ? kept : make_anew (&source, max_width, cancellable, error);
}

static void
clear (gpointer data)
{
  GalleyImage *self = data;

  g_bytes_unref (self->bytes);
  g_free (self->hash);
}

GalleyImage *
galley_image_ref (GalleyImage *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
galley_image_unref (GalleyImage *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear);
}

GBytes *
galley_image_get_bytes (const GalleyImage *self)
{
  return self->bytes;
}

const char *
galley_image_get_mime (const GalleyImage *self)
{
  return galley_image_kind_get_mime (self->kind);
}

const char *
galley_image_get_suffix (const GalleyImage *self)
{
  return galley_image_kind_get_suffix (self->kind);
}

guint
galley_image_get_width (const GalleyImage *self)
{
  return self->width;
}

guint
galley_image_get_height (const GalleyImage *self)
{
  return self->height;
}

const char *
galley_image_get_hash (const GalleyImage *self)
{
  return self->hash;
}

static GBytes *
read_start (const char *path,
            GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree guint8 *data = NULL;
  gsize length = 0;

  /* A pipe would wait for its writer; loading it whole says what is wrong with it. */
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return load_file (path, error);
  stream = g_file_read (file, NULL, NULL);
  data = g_malloc (HEAD_LENGTH);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), data, HEAD_LENGTH, &length, NULL, NULL))
    return load_file (path, error);
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

/**
 * galley_image_probe:
 * @path: a picture
 * @width: (out) (optional): in pixels as it is shown; 0 for an SVG that does not say it
 * @height: (out) (optional): likewise
 * @mime: (out) (optional) (transfer full): its type as it is on the disk
 * @error: as galley_image_load()
 *
 * Returns: whether it is a picture
 */
gboolean
galley_image_probe (const char *path,
                    guint *width,
                    guint *height,
                    char **mime,
                    GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  GalleyImageHead head;
  gboolean is_turned;

  g_return_val_if_fail (path != NULL, FALSE);

  bytes = read_start (path, error);
  if (bytes == NULL)
    return FALSE;
  if (galley_image_head_read (&head, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
      && head.needs_more && g_bytes_get_size (bytes) == HEAD_LENGTH)
    {
      g_clear_pointer (&bytes, g_bytes_unref);
      bytes = load_file (path, error);
      if (bytes == NULL)
        return FALSE;
    }
  if (!read_head (&head, bytes, path, error))
    return FALSE;
  is_turned = head.orientation >= 5;
  if (width != NULL)
    *width = is_turned ? head.height : head.width;
  if (height != NULL)
    *height = is_turned ? head.width : head.height;
  if (mime != NULL)
    *mime = g_strdup (galley_image_kind_get_mime (head.kind));
  return TRUE;
}
