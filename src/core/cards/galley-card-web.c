/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-card.h"

static void
web (GalleyFace       *face,
     const GalleyNode *card)
{
  galley_face_begin_html (face, NULL, TRUE);
  galley_face_whole (face, card);
  galley_face_end_html (face, NULL);
}

static JsonObject *
lexical (GalleyFace       *face,
         const GalleyNode *card)
{
  g_autofree char *html = galley_face_dup_whole (face, card);

  return galley_face_html_card (html, TRUE, GALLEY_FACE_EVERYONE, "");
}

const GalleyCardKind galley_card_web = {
  .id = "web",
  .name = N_ ("Web only"),
  .description = N_ ("What the page has and the mail has not"),
  .web = web,
  .lexical = lexical,
};
