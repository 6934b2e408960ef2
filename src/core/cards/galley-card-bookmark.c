/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-bookmark.h"
#include "galley-card.h"

static const GalleyCardPart parts[] = {
  { N_ ("Address"), GALLEY_CARD_PART_PAGE, TRUE },
  { N_ ("Caption"), GALLEY_CARD_PART_LINE, FALSE },
  { NULL },
};

extern const GalleyCardKind galley_card_bookmark;

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

/* Without a caption it is an address alone in its paragraph, which is no card of the issue. */
static char *
from_lexical (GalleyBack *back,
              JsonObject *node)
{
  const char *url = galley_json_get_string (node, "url");
  const char *caption = galley_json_get_string (node, "caption");
  JsonObject *metadata = galley_json_get_object (node, "metadata");
  g_autofree char *link = NULL;
  g_autofree char *words = NULL;
  g_autofree char *body = NULL;

  if (g_strcmp0 (galley_json_get_string (node, "type"), "bookmark") != 0 || url == NULL
      || metadata == NULL)
    return NULL;
  back->add_bookmark (back, url, metadata);
  if (caption == NULL || caption[0] == '\0')
    return g_strdup (url);
  link = back->dup_link (back, url, url);
  words = back->dup_line (back, caption);
  if (link == NULL || words == NULL)
    return NULL;
  body = g_strconcat (link, "\n\n", words, NULL);
  return galley_card_write (&galley_card_bookmark, NULL, body, NULL);
}

const GalleyCardKind galley_card_bookmark = {
  .id = "bookmark",
  .name = N_ ("Bookmark"),
  .description = N_ ("A link with the page’s title and picture"),
  .parts = parts,
  .fits = fits,
  .web = web,
  .email = web,
  .text = text,
  .lexical = lexical,
  .from_lexical = from_lexical,
};
