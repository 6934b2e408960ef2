/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-card.h"

G_BEGIN_DECLS

/* What FREE and PAID share: both are an HTML card that one audience gets, on the page and in the
 * mail, and differ in the audience only. */
gboolean    galley_gate_shown   (GalleyFace       *face,
                                 const GalleyNode *card);
void        galley_gate_web     (GalleyFace       *face,
                                 const GalleyNode *card);
void        galley_gate_text    (GalleyFace       *face,
                                 const GalleyNode *card);
JsonObject *galley_gate_lexical (GalleyFace       *face,
                                 const GalleyNode *card);
/* @id: the row that asks. */
char       *galley_gate_from_lexical (GalleyBack   *back,
                                      const char   *id,
                                      JsonObject   *node);

#define GALLEY_GATE_ROW(symbol, row_id, row_name, row_description)                                 \
  static char *symbol##_from_lexical (GalleyBack *back, JsonObject *node)                          \
  {                                                                                                \
    return galley_gate_from_lexical (back, row_id, node);                                        \
  }                                                                                                \
  const GalleyCardKind symbol = {                                                                  \
    .id = row_id,                                                                                  \
    .name = row_name,                                                                              \
    .description = row_description,                                                                \
    .shown = galley_gate_shown,                                                                    \
    .web = galley_gate_web,                                                                        \
    .email = galley_gate_web,                                                                      \
    .text = galley_gate_text,                                                                      \
    .from_lexical = symbol##_from_lexical,                                                         \
    .lexical = galley_gate_lexical,                                                                \
  }

G_END_DECLS
