/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-card.h"
#include "galley-gallery.h"

extern const GalleyCardKind galley_card_gallery;

static gboolean
fits (GalleyFace       *face,
      const GalleyNode *card)
{
  const GalleyNode *gallery = card->first_child;

  /* Ghost drops a picture without a size from a gallery, silently. */
  return gallery != NULL && gallery->type == GALLEY_NODE_GALLERY && gallery->next == NULL
         && galley_gallery_has_sizes (face, gallery->first_child);
}

static void
web (GalleyFace       *face,
     const GalleyNode *card)
{
  if (fits (face, card))
    galley_gallery_write (face, card->first_child->first_child, card->card.title);
  else
    galley_face_whole (face, card);
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
lexical (GalleyFace       *face,
         const GalleyNode *card)
{
  g_autofree char *caption = NULL;
  JsonObject *node;

  caption = card->card.title != NULL
              ? face->dup_inlines (face, card->card.title->first_child)
              : g_strdup ("");
  node = json_object_new ();
  json_object_set_string_member (node, "type", "gallery");
  json_object_set_int_member (node, "version", 1);
  json_object_set_array_member (node, "images",
                               galley_gallery_new_images (face, card->first_child->first_child));
  json_object_set_string_member (node, "caption", caption);
  return node;
}

static char *
from_lexical (GalleyBack *back,
              JsonObject *node)
{
  JsonArray *images = galley_json_get_array (node, "images");
  const char *caption = galley_json_get_string (node, "caption");
  g_autofree char *title = NULL;
  g_autoptr (GString) body = g_string_new (NULL);
  guint n = images != NULL ? json_array_get_length (images) : 0;

  if (g_strcmp0 (galley_json_get_string (node, "type"), "gallery") != 0 || n < 2)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      JsonObject *image = galley_json_get_item (images, i);
      g_autofree char *line = image != NULL ? back->dup_picture (back, image, NULL) : NULL;

      if (line == NULL)
        return NULL;
      g_string_append_printf (body, "%s%s", i > 0 ? "\n" : "", line);
    }
  if (caption == NULL || caption[0] == '\0')
    return g_strdup (body->str);
  title = back->dup_line (back, caption);
  return title != NULL ? galley_card_write (&galley_card_gallery, title, body->str, NULL) : NULL;
}

const GalleyCardKind galley_card_gallery = {
  .id = "gallery",
  .name = N_ ("Gallery"),
  .description = N_ ("Pictures in rows, with one caption"),
  .title = N_ ("Caption"),
  .fits = fits,
  .web = web,
  .email = web,
  .text = text,
  .lexical = lexical,
  .from_lexical = from_lexical,
};
