/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-card.h"

static gboolean
shown (GalleyFace       *face,
       const GalleyNode *card)
{
  return face->audience == GALLEY_AUDIENCE_PAID
         || face->audience == GALLEY_AUDIENCE_EVERYTHING;
}

static void
web (GalleyFace       *face,
     const GalleyNode *card)
{
  galley_face_begin_html (face, "status:-free", FALSE);
  face->blocks (face, card->first_child);
  galley_face_end_html (face, "status:-free");
}

static void
text (GalleyFace       *face,
      const GalleyNode *card)
{
  face->blocks (face, card->first_child);
}

static JsonObject *
lexical (GalleyFace       *face,
         const GalleyNode *card)
{
  g_autofree char *html = face->dup_blocks (face, card->first_child);

  return galley_face_html_card (html, FALSE, "status:-free", "status:-free");
}

const GalleyCardKind galley_card_paid = {
  .id = "paid",
  .name = N_ ("Paying subscribers"),
  .description = N_ ("What only paying subscribers see"),
  .shown = shown,
  .web = web,
  .email = web,
  .text = text,
  .lexical = lexical,
};
