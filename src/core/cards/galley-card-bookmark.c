/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-bookmark.h"
#include "galley-card.h"

static const GalleyNode *
find_link (const GalleyNode *card)
{
  return galley_face_lone_link (card->first_child);
}

static const GalleyNode *
find_caption (const GalleyNode *card)
{
  const GalleyNode *caption = card->first_child != NULL ? card->first_child->next : NULL;

  return caption != NULL && caption->type == GALLEY_NODE_PARAGRAPH ? caption : NULL;
}

static gboolean
fits (GalleyFace       *face,
      const GalleyNode *card)
{
  const GalleyNode *caption = find_caption (card);

  return find_link (card) != NULL && card->card.title == NULL
         && (caption != NULL ? caption->next == NULL : card->first_child->next == NULL);
}

static void
web (GalleyFace       *face,
     const GalleyNode *card)
{
  if (fits (face, card))
    galley_bookmark_write (face, find_link (card), find_caption (card));
  else
    galley_face_whole (face, card);
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
  return galley_bookmark_lexical (face, find_link (card), find_caption (card));
}

const GalleyCardKind galley_card_bookmark = {
  .id = "bookmark",
  .name = N_ ("Bookmark"),
  .description = N_ ("A link with the page’s title and picture"),
  .fits = fits,
  .web = web,
  .email = web,
  .text = text,
  .lexical = lexical,
};
