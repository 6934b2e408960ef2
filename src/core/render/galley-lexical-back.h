/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <galley-card.h>
#include <galley-picture-map.h>

G_BEGIN_DECLS

/* What one node of Ghost's might be in Markdown. Nothing here is believed before it was rendered
 * again. */
typedef struct {
  GalleyBack        face;       /* first: cards get it */
  GHashTable       *paths;      /* borrowed; NULL: none */
  GPtrArray        *pictures;   /* borrowed: the addresses that were asked for */
  GHashTable       *bookmarks;  /* borrowed */
  GalleyPictureMap *map;        /* owned: how the pictures of this node look to a renderer */
  gboolean          raw;        /* a field's HTML as it is instead of Markdown */
  gboolean          other_mark; /* of a list: the one before it has the usual one */
} GalleyLexicalBack;

void      galley_lexical_back_init    (GalleyLexicalBack *self,
                                       GHashTable        *paths,
                                       GPtrArray         *pictures,
                                       GHashTable        *bookmarks);
void      galley_lexical_back_clear   (GalleyLexicalBack *self);
/* (element-type utf8) (transfer full): what it may be, the best first; it may be empty. */
GPtrArray *galley_lexical_back_propose (GalleyLexicalBack *self,
                                        JsonObject        *node);

G_END_DECLS
