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

#define GALLEY_GATE_ROW(symbol, row_id, row_name, row_description)                                 \
  const GalleyCardKind symbol = {                                                                  \
    .id = row_id,                                                                                  \
    .name = row_name,                                                                              \
    .description = row_description,                                                                \
    .shown = galley_gate_shown,                                                                    \
    .web = galley_gate_web,                                                                        \
    .email = galley_gate_web,                                                                      \
    .text = galley_gate_text,                                                                      \
    .lexical = galley_gate_lexical,                                                                \
  }

G_END_DECLS
