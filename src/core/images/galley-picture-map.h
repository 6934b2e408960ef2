/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Where the pictures of an issue are: from the path as written in it to the address a renderer
 * puts there (uploaded, issue:, cid:), with the size in pixels. Built once, then only read. */
typedef struct _GalleyPictureMap GalleyPictureMap;

typedef struct {
  const char *src;    /* as written in the issue */
  const char *url;    /* to be written out */
  guint       width;  /* 0: not known */
  guint       height;
} GalleyPicturePlace;

#define GALLEY_TYPE_PICTURE_MAP (galley_picture_map_get_type ())
GType                     galley_picture_map_get_type (void);
GalleyPictureMap         *galley_picture_map_new      (void);
/* Every local picture of the NULL-terminated @sources below @folder that can be read, with its
 * probed size and an url of @prefix + the percent-encoded path ("" keeps the path as written).
 * Those that cannot be read are left out. */
GalleyPictureMap         *galley_picture_map_new_for_folder (const char *const *sources,
                                                             const char        *folder,
                                                             const char        *prefix);
GalleyPictureMap         *galley_picture_map_ref      (GalleyPictureMap       *self);
void                      galley_picture_map_unref    (GalleyPictureMap       *self);
void                      galley_picture_map_add      (GalleyPictureMap       *self,
                                                       const char             *src,
                                                       const char             *url,
                                                       guint                   width,
                                                       guint                   height);
const GalleyPicturePlace *galley_picture_map_lookup   (const GalleyPictureMap *self,
                                                       const char             *src);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPictureMap, galley_picture_map_unref)

G_END_DECLS
