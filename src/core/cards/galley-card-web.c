/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-card.h"

extern const GalleyCardKind galley_card_web;

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

static char *
from_lexical (GalleyBack *back,
              JsonObject *node)
{
  const char *html = galley_json_get_string (node, "html");
  g_autofree char *body = NULL;

  if (html == NULL || !galley_face_is_html_for (node, TRUE, GALLEY_FACE_EVERYONE, ""))
    return NULL;
  body = back->dup_blocks (back, html);
  return body != NULL ? galley_card_write (&galley_card_web, NULL, body, NULL) : NULL;
}

const GalleyCardKind galley_card_web = {
  .id = "web",
  .name = N_ ("Web only"),
  .description = N_ ("What the page has and the mail does not"),
  .web = web,
  .lexical = lexical,
  .from_lexical = from_lexical,
};
