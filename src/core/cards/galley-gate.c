/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-gate.h"

/* The only audience that is let in by paying; everybody else is free, visitors included. */
static gboolean
is_paid (const GalleyNode *card)
{
  return g_ascii_strcasecmp (card->card.kind, "paid") == 0;
}

static const char *
get_segment (const GalleyNode *card)
{
  return is_paid (card) ? "status:-free" : "status:free";
}

gboolean
galley_gate_shown (GalleyFace       *face,
                   const GalleyNode *card)
{
  return face->audience == GALLEY_AUDIENCE_EVERYTHING
         || (face->audience == GALLEY_AUDIENCE_PAID) == is_paid (card);
}

void
galley_gate_web (GalleyFace       *face,
                 const GalleyNode *card)
{
  galley_face_begin_html (face, get_segment (card), !is_paid (card));
  galley_face_whole (face, card);
  galley_face_end_html (face, get_segment (card));
}

void
galley_gate_text (GalleyFace       *face,
                  const GalleyNode *card)
{
  galley_face_whole (face, card);
}

JsonObject *
galley_gate_lexical (GalleyFace       *face,
                     const GalleyNode *card)
{
  g_autofree char *html = galley_face_dup_whole (face, card);

  return galley_face_html_card (html, !is_paid (card), get_segment (card), get_segment (card));
}

char *
galley_gate_from_lexical (GalleyBack *back,
                          const char *id,
                          JsonObject *node)
{
  gboolean paid = g_str_equal (id, "paid");
  const char *segment = paid ? "status:-free" : "status:free";
  const char *html = galley_json_get_string (node, "html");
  g_autofree char *body = NULL;

  if (html == NULL || !galley_face_is_html_for (node, !paid, segment, segment))
    return NULL;
  body = back->dup_blocks (back, html);
  return body != NULL ? galley_card_write (galley_card_find_kind (id), NULL, body, NULL) : NULL;
}
