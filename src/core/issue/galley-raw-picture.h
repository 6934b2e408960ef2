/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The address of a picture in HTML as a person wrote it. A plain value that borrows from the HTML. */
typedef struct {
  const char *start; /* of the value of src, within its quotes */
  const char *end;
  char        quote; /* NUL: it has none */
} GalleyRawPicture;

/* The next <img src=…> at or behind *@html, which then stands behind its tag. FALSE: there is none. */
gboolean galley_raw_picture_next    (const char             **html,
                                     GalleyRawPicture        *self);
/* Without the escapes of HTML. */
char    *galley_raw_picture_dup_src (const GalleyRawPicture  *self);
/* The bracket that ends the tag which @p is in, or the end of the text: a quoted value may hold one. */
const char *galley_raw_picture_find_tag_end (const char *p);

G_END_DECLS
