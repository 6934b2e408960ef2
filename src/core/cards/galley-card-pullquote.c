/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-card.h"

extern const GalleyCardKind galley_card_pullquote;

static gboolean
fits (GalleyFace       *face,
      const GalleyNode *card)
{
  return card->card.title == NULL && galley_face_is_text (face, card);
}

static void
web (GalleyFace       *face,
     const GalleyNode *card)
{
  gboolean mail = galley_face_is_mail (face);

  galley_writer_open (face->writer, "blockquote", "class", "kg-blockquote-alt", "style",
                      galley_face_style (face, GALLEY_MAIL_ASIDE), NULL);
  if (!fits (face, card))
    {
      galley_face_whole (face, card);
    }
  else
    {
      if (mail)
        galley_writer_open (face->writer, "p", "style",
                            galley_face_style (face, GALLEY_MAIL_ASIDE_P), NULL);
      galley_face_joined (face, card->first_child);
      if (mail)
        galley_writer_close (face->writer, "p");
    }
  galley_writer_close (face->writer, "blockquote");
}

static void
text (GalleyFace       *face,
      const GalleyNode *card)
{
  galley_face_whole (face, card);
}

static JsonObject *
lexical (GalleyFace       *face,
         const GalleyNode *card)
{
  JsonArray *children = json_array_new ();

  galley_face_add_joined (face, children, card->first_child);
  return galley_face_element ("aside", children);
}

static char *
from_lexical (GalleyBack *back,
              JsonObject *node)
{
  g_autofree char *body = NULL;

  if (g_strcmp0 (galley_json_get_string (node, "type"), "aside") != 0)
    return NULL;
  body = back->dup_text (back, galley_json_get_array (node, "children"));
  return body != NULL ? galley_card_write (&galley_card_pullquote, NULL, body, NULL) : NULL;
}

const GalleyCardKind galley_card_pullquote = {
  .id = "pullquote",
  .name = N_ ("Pull quote"),
  .description = N_ ("A sentence set apart to catch the eye"),
  .fits = fits,
  .web = web,
  .email = web,
  .text = text,
  .lexical = lexical,
  .from_lexical = from_lexical,
};
