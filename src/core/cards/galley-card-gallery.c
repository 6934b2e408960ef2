/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-card.h"
#include "galley-gallery.h"

/* Ghost drops a picture without a size from a gallery, silently. */
static const GalleyPicturePlace *
find_place (GalleyFace       *face,
            const GalleyNode *image)
{
  const GalleyPicturePlace *place
    = face->pictures != NULL ? galley_picture_map_lookup (face->pictures, image->picture.src)
                             : NULL;

  return place != NULL && place->width > 0 && place->height > 0 ? place : NULL;
}

static gboolean
fits (const GalleyNode *card)
{
  const GalleyNode *gallery = card->first_child;

  return gallery != NULL && gallery->type == GALLEY_NODE_GALLERY && gallery->next == NULL;
}

static void
web (GalleyFace       *face,
     const GalleyNode *card)
{
  if (fits (card))
    galley_gallery_write (face, card->first_child->first_child, card->card.title);
  else
    face->blocks (face, card->first_child);
}

static void
text (GalleyFace       *face,
      const GalleyNode *card)
{
  face->blocks (face, card->first_child);
  if (card->card.title != NULL)
    {
      g_autofree char *caption = face->dup_inlines (face, card->card.title->first_child);

      face->paragraph (face, caption);
    }
}

static JsonObject *
new_image (const GalleyNode         *image,
           const GalleyPicturePlace *place,
           guint                     row)
{
  g_autofree char *name = g_path_get_basename (image->picture.src);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "row", row);
  json_object_set_string_member (object, "fileName", name);
  json_object_set_string_member (object, "src", place->url);
  json_object_set_int_member (object, "width", place->width);
  json_object_set_int_member (object, "height", place->height);
  json_object_set_string_member (object, "alt", image->picture.alt);
  return object;
}

static JsonObject *
lexical (GalleyFace       *face,
         const GalleyNode *card)
{
  g_autoptr (JsonArray) images = json_array_new ();
  g_autofree char *caption = NULL;
  JsonObject *node;
  guint index = 0;

  for (const GalleyNode *image = card->first_child->first_child; image != NULL;
       image = image->next)
    {
      const GalleyPicturePlace *place = find_place (face, image);

      if (place == NULL)
        return NULL;
      json_array_add_object_element (images, new_image (image, place, index++ / 3));
    }
  caption = card->card.title != NULL
              ? face->dup_inlines (face, card->card.title->first_child)
              : g_strdup ("");
  node = json_object_new ();
  json_object_set_string_member (node, "type", "gallery");
  json_object_set_int_member (node, "version", 1);
  json_object_set_array_member (node, "images", g_steal_pointer (&images));
  json_object_set_string_member (node, "caption", caption);
  return node;
}

const GalleyCardKind galley_card_gallery = {
  .id = "gallery",
  .name = N_ ("Gallery"),
  .description = N_ ("Pictures in rows, with one caption"),
  .has_title = TRUE,
  .fits = fits,
  .web = web,
  .email = web,
  .text = text,
  .lexical = lexical,
};
