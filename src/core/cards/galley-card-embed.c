/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-bookmark.h"
#include "galley-gallery.h"
#include "galley-mail-parts.h"
#include "galley-media.h"

/* What the site learnt of the address: an object of oembed with the markup to show. */
static const GalleyCardPart parts[] = {
  { N_ ("Address"), GALLEY_CARD_PART_PAGE, TRUE },
  { N_ ("Caption"), GALLEY_CARD_PART_LINE, FALSE },
  { NULL },
};

extern const GalleyCardKind galley_card_embed;

static JsonObject *
find_embed (GalleyFace *face,
            const char *url)
{
  JsonObject *object = galley_bookmark_find (face, url);
  const char *html = object != NULL ? galley_json_get_string (object, "html") : NULL;

  return html != NULL && html[0] != '\0' ? object : NULL;
}

static gboolean
read_card (GalleyFace       *face,
           const GalleyNode *card,
           GalleyMedia      *media)
{
  return galley_media_read (face, card, media) && media->poster == NULL && media->link == NULL
         && find_embed (face, media->url) != NULL;
}

/* Until the site was asked, the address is a link. */
static gboolean
fits (GalleyFace       *face,
      const GalleyNode *card)
{
  GalleyMedia media;

  return read_card (face, card, &media);
}

static double
get_number (JsonObject *object,
            const char *name)
{
  return MAX (0, galley_json_get_int (object, name, 0));
}

/* A film of which there is a picture is that picture in a mail. */
static void
write_embed (GalleyFace        *face,
             JsonObject        *object,
             const GalleyMedia *media)
{
  const char *type = galley_json_get_string (object, "type");
  const char *thumbnail = galley_json_get_string (object, "thumbnail_url");
  double width = get_number (object, "thumbnail_width");
  double height = get_number (object, "thumbnail_height");

  if (galley_face_is_mail (face) && g_strcmp0 (type, "video") == 0 && thumbnail != NULL
      && width > 0 && height > 0)
    galley_mail_parts_preview (face, media->url, thumbnail, width / height);
  else
    galley_writer_markup (face->writer, galley_json_get_string (object, "html"), -1);
}

static void
web (GalleyFace       *face,
     const GalleyNode *card)
{
  const char *element = face->styles != NULL ? "div" : "figure";
  GalleyMedia media;

  if (!read_card (face, card, &media))
    {
      galley_face_whole (face, card);
      return;
    }
  galley_writer_open (face->writer, element, "class",
                      media.caption != NULL ? "kg-card kg-embed-card kg-card-hascaption"
                                            : "kg-card kg-embed-card",
                      "style", galley_face_style (face, GALLEY_MAIL_FIGURE), NULL);
  write_embed (face, find_embed (face, media.url), &media);
  if (media.caption != NULL)
    {
      galley_gallery_open_caption (face);
      face->inlines (face, media.caption->first_child);
      galley_gallery_close_caption (face);
    }
  galley_writer_close (face->writer, element);
}

static JsonObject *
lexical (GalleyFace       *face,
         const GalleyNode *card)
{
  GalleyMedia media;
  g_autofree char *caption = NULL;
  JsonObject *object, *node;
  const char *type;

  if (!read_card (face, card, &media))
    return NULL;
  object = find_embed (face, media.url);
  type = galley_json_get_string (object, "type");
  caption = media.caption != NULL ? face->dup_inlines (face, media.caption->first_child)
                                  : g_strdup ("");
  node = json_object_new ();
  json_object_set_string_member (node, "type", "embed");
  json_object_set_int_member (node, "version", 1);
  json_object_set_string_member (node, "url", media.url);
  json_object_set_string_member (node, "embedType", type != NULL ? type : "rich");
  json_object_set_string_member (node, "html", galley_json_get_string (object, "html"));
  json_object_set_object_member (node, "metadata", json_object_ref (object));
  json_object_set_string_member (node, "caption", caption);
  return node;
}

static char *
from_lexical (GalleyBack *back,
              JsonObject *node)
{
  const char *url = galley_json_get_string (node, "url");
  const char *html = galley_json_get_string (node, "html");
  const char *type = galley_json_get_string (node, "embedType");
  const char *caption = galley_json_get_string (node, "caption");
  JsonObject *metadata = galley_json_get_object (node, "metadata");
  g_autoptr (JsonObject) known = NULL;
  g_autofree char *link = NULL;
  g_autofree char *words = NULL;
  g_autofree char *body = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (g_strcmp0 (galley_json_get_string (node, "type"), "embed") != 0 || url == NULL || html == NULL)
    return NULL;
  /* What the site says of the address, as publishing would have asked it. */
  known = json_object_new ();
  if (metadata != NULL)
    {
      json_object_iter_init_ordered (&iter, metadata);
      while (json_object_iter_next_ordered (&iter, &name, &value))
        json_object_set_member (known, name, json_node_copy (value));
    }
  json_object_set_string_member (known, "html", html);
  if (type != NULL)
    json_object_set_string_member (known, "type", type);
  back->add_bookmark (back, url, known);
  link = back->dup_link (back, url, url);
  words = back->dup_line (back, caption != NULL ? caption : "");
  if (link == NULL || words == NULL)
    return NULL;
  body = galley_card_join (link, words);
  return galley_card_write (&galley_card_embed, NULL, body, NULL);
}

const GalleyCardKind galley_card_embed = {
  .id = "embed",
  .name = N_ ("Embedded page"),
  .description = N_ ("What another site shows for an address: a film, a post, a map"),
  .parts = parts,
  .fits = fits,
  .web = web,
  .email = web,
  .text = galley_face_whole,
  .lexical = lexical,
  .from_lexical = from_lexical,
};
