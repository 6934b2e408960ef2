/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-card.h"

G_BEGIN_DECLS

/* What FILE, AUDIO, VIDEO and EMBED share: one link, perhaps with a picture for its words, and
 * perhaps a second paragraph. */
typedef struct {
  const char          *url;     /* as it is written out; safe */
  const GalleyNode    *link;    /* its words; NULL when it has none but its address, or a picture */
  const GalleyPicture *poster;  /* NULL without one */
  const GalleyNode    *caption; /* a PARAGRAPH, or a FIGURE that has the inlines; NULL without one */
} GalleyMedia;

/* FALSE when @card holds something else beside, or an address that cannot be used. */
gboolean    galley_media_read          (GalleyFace          *face,
                                        const GalleyNode    *card,
                                        GalleyMedia         *media);
/* (transfer full): the last part of an address, without its escapes. */
char       *galley_media_dup_name      (const char          *url);
/* By the name's end; "" when it says nothing. */
const char *galley_media_guess_type    (const char          *url);
/* (nullable): @node, or the first sibling behind it that is no private comment. */
const GalleyNode *galley_media_skip_private (const GalleyNode *node);
/* What an address becomes: where a picture or a file of the issue went, or itself. */
const char *galley_media_resolve       (GalleyFace          *face,
                                        const char          *url);
/* Ghost writes some values into its markup as they are: whether @text means itself there, in an
 * attribute too. */
gboolean    galley_media_is_verbatim   (const char          *text);
/* (transfer full): plain @text as markup, changed only where it must be. */
char       *galley_media_dup_markup    (const char          *text);
/* (transfer full): and back. */
char       *galley_media_dup_plain     (const char          *markup);
/* The last block of @card when it is a lone link that can be a button, or NULL. */
const GalleyNode *galley_media_find_button (const GalleyNode *card);
/* (transfer full): its words as markup, without formats: a button has none. */
char       *galley_media_dup_label     (const GalleyNode    *link);
/* The block that holds it. */
const GalleyNode *galley_media_find_last   (const GalleyNode *card);
/* "#1a2b3c", or "accent". */
gboolean    galley_media_is_color      (const char          *text);
/* (transfer full): "1:05" */
char       *galley_media_dup_duration  (double               seconds);
/* An option that is a number from 0 on; 0 when it is none. */
double      galley_media_get_number    (const GalleyCardKind *kind,
                                        const GalleyNode     *card,
                                        const char           *name);
/* (transfer full): the link to the sound or the film that the Lexical @node plays, with its picture
 * for words where it has one; NULL without an address. */
char       *galley_media_dup_link      (GalleyBack           *back,
                                        JsonObject           *node,
                                        const char           *words);
/* (transfer full): a field's HTML as blocks and, behind them, the button, where both its @words and
 * its @url are there. */
char       *galley_media_dup_blocks    (GalleyBack           *back,
                                        const char           *html,
                                        const char           *words,
                                        const char           *url);
/* One icon of a player, an svg of 24 pixels. */
#define GALLEY_MEDIA_ICON(attributes, shape) "<svg " attributes "viewBox=\"0 0 24 24\">" shape "</svg>"
#define GALLEY_MEDIA_PLAY                                                                          \
  "<path d=\"M23.14 10.608 2.253.164A1.559 1.559 0 0 0 0 1.557v20.887a1.558 1.558 0 0 0 2.253 "    \
  "1.392L23.14 13.393a1.557 1.557 0 0 0 0-2.785Z\"></path>"
#define GALLEY_MEDIA_PAUSE                                                                         \
  "<rect x=\"3\" y=\"1\" width=\"7\" height=\"22\" rx=\"1.5\" ry=\"1.5\"></rect>"                  \
  "<rect x=\"14\" y=\"1\" width=\"7\" height=\"22\" rx=\"1.5\" ry=\"1.5\"></rect>"
#define GALLEY_MEDIA_LOUD                                                                          \
  "<path d=\"M15.189 2.021a9.728 9.728 0 0 0-7.924 4.85.249.249 0 0 1-.221.133H5.25a3 3 0 0 0-3 "  \
  "3v2a3 3 0 0 0 3 3h1.794a.249.249 0 0 1 .221.133 9.73 9.73 0 0 0 7.924 4.85h.06a1 1 0 0 0 "      \
  "1-1V3.02a1 1 0 0 0-1.06-.998Z\"></path>"
#define GALLEY_MEDIA_MUTE                                                                          \
  "<path d=\"M16.177 4.3a.248.248 0 0 0 .073-.176v-1.1a1 1 0 0 0-1.061-1 9.728 9.728 0 0 0-7.924 " \
  "4.85.249.249 0 0 1-.221.133H5.25a3 3 0 0 0-3 3v2a3 3 0 0 0 3 3h.114a.251.251 0 0 0 "            \
  ".177-.073ZM23.707 1.706A1 1 0 0 0 22.293.292l-22 22a1 1 0 0 0 0 1.414l.009.009a1 1 0 0 0 "      \
  "1.405-.009l6.63-6.631A.251.251 0 0 1 8.515 17a.245.245 0 0 1 .177.075 10.081 10.081 0 0 0 6.5 " \
  "2.92 1 1 0 0 0 1.061-1V9.266a.247.247 0 0 1 .073-.176Z\"></path>"

G_END_DECLS
