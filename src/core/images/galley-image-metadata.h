/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a photographer wrote into the file (XMP, IPTC, EXIF in that order). A plain value; any
 * string may be NULL, all are valid UTF-8 on one line. */
typedef struct {
  char     *caption;
  char     *credit;
  char     *title;
  char     *alt;      /* Iptc4xmpCore:AltTextAccessibility */
  gboolean  has_gps;
} GalleyImageMetadata;

GalleyImageMetadata *galley_image_metadata_load (const char           *path,
                                                 GError              **error);
void                 galley_image_metadata_free (GalleyImageMetadata  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyImageMetadata, galley_image_metadata_free)

G_END_DECLS
