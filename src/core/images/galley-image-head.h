/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  GALLEY_IMAGE_JPEG,
  GALLEY_IMAGE_PNG,
  GALLEY_IMAGE_WEBP,
  GALLEY_IMAGE_GIF,
  GALLEY_IMAGE_SVG,
  GALLEY_IMAGE_TIFF,
  GALLEY_IMAGE_HEIC,
  GALLEY_IMAGE_AVIF,
} GalleyImageKind;

/* What the first bytes of a picture say. A plain value. */
typedef struct {
  GalleyImageKind kind;
  guint           width;       /* as stored, before rotation; 0: not said in these bytes */
  guint           height;
  guint           orientation; /* EXIF's, 1 to 8 */
  gboolean        is_animated;
  gboolean        needs_more;  /* the rest of the file may change the above */
} GalleyImageHead;

/* FALSE when the bytes are the beginning of no picture Galley knows. */
gboolean    galley_image_head_read     (GalleyImageHead *self,
                                        const guint8    *data,
                                        gsize            length);
const char *galley_image_kind_get_mime (GalleyImageKind  kind);
const char *galley_image_kind_get_suffix (GalleyImageKind kind);

G_END_DECLS
