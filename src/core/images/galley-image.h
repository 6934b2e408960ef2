/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A picture file as it will be uploaded or mailed: bytes, type and size. Immutable, counted
 * atomically. */
typedef struct _GalleyImage GalleyImage;

#define GALLEY_TYPE_IMAGE (galley_image_get_type ())
GType        galley_image_get_type     (void);
/* Reads @path and makes it fit for readers: EXIF orientation baked into the pixels, the colour
 * profile kept, every other metadata (GPS first of all) gone, at most @max_width pixels wide
 * (0: as it is). A picture that needs none of it keeps its very pixels where the format allows.
 * GIF and SVG are never re-encoded; HEIC, AVIF and TIFF become JPEG where the system can read
 * them, else UNSUPPORTED. INVALID for what is no picture, LIMIT for one over 100 megapixels or
 * 100 MB. Slow. */
GalleyImage *galley_image_load         (const char        *path,
                                        guint              max_width,
                                        GCancellable      *cancellable,
                                        GError           **error);
GalleyImage *galley_image_ref          (GalleyImage       *self);
void         galley_image_unref        (GalleyImage       *self);
GBytes      *galley_image_get_bytes    (const GalleyImage *self);
const char  *galley_image_get_mime     (const GalleyImage *self); /* "image/jpeg" */
const char  *galley_image_get_suffix   (const GalleyImage *self); /* "jpg" */
guint        galley_image_get_width    (const GalleyImage *self); /* pixels, after rotation */
guint        galley_image_get_height   (const GalleyImage *self);
/* SHA-256 of the bytes, 64 hex digits. */
const char  *galley_image_get_hash     (const GalleyImage *self);

/* Width and height after rotation and the type, from the head of the file alone. Fast. */
gboolean     galley_image_probe        (const char        *path,
                                        guint             *width,
                                        guint             *height,
                                        char             **mime,
                                        GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyImage, galley_image_unref)

G_END_DECLS
