/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-card.h"

G_BEGIN_DECLS

/* What NOTE, TIP, IMPORTANT, WARNING and CAUTION share: all are Ghost's callout and differ in
 * emoji and colour only. */
extern const char *const galley_callout_colors[];

gboolean    galley_callout_fits    (GalleyFace           *face,
                                    const GalleyNode     *card);
void        galley_callout_web     (GalleyFace           *face,
                                    const GalleyNode     *card);
void        galley_callout_text    (GalleyFace           *face,
                                    const GalleyNode     *card);
JsonObject *galley_callout_lexical (GalleyFace           *face,
                                    const GalleyNode     *card);
/* @id: the row that asks. */
char       *galley_callout_from_lexical (GalleyBack      *back,
                                         const char      *id,
                                         JsonObject      *node);

#define GALLEY_CALLOUT_ROW(symbol, row_id, row_name, row_description, row_emoji, row_color)        \
  static const GalleyCardOption symbol##_options[] = {                                             \
    { "emoji", N_ ("The emoji before the text; empty for none"), NULL, row_emoji },              \
    { "color", N_ ("The color behind the text"), galley_callout_colors, row_color },              \
    { NULL },                                                                                      \
  };                                                                                               \
  static char *symbol##_from_lexical (GalleyBack *back, JsonObject *node)                          \
  {                                                                                                \
    return galley_callout_from_lexical (back, row_id, node);                                     \
  }                                                                                                \
  const GalleyCardKind symbol = {                                                                  \
    .id = row_id,                                                                                  \
    .name = row_name,                                                                              \
    .description = row_description,                                                                \
    .title = N_ ("Title"),                                                                         \
    .options = symbol##_options,                                                                   \
    .fits = galley_callout_fits,                                                                   \
    .web = galley_callout_web,                                                                     \
    .email = galley_callout_web,                                                                   \
    .text = galley_callout_text,                                                                   \
    .from_lexical = symbol##_from_lexical,                                                         \
    .lexical = galley_callout_lexical,                                                             \
  }

G_END_DECLS
