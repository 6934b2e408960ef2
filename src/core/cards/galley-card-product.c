/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-mail-parts.h"
#include "galley-media.h"

#define STAR                                                                                       \
  "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\"><path "                         \
  "d=\"M12.729,1.2l3.346,6.629,6.44.638a.805.805,0,0,1,.5,1.374l-5.3,5.253,1.965,7.138a.813.813,"  \
  "0,0,1-1.151.935L12,19.934,5.48,23.163a.813.813,0,0,1-1.151-.935L6.294,15.09.99,9.837a.805."     \
  "805,0,0,1,.5-1.374l6.44-.638L11.271,1.2A.819.819,0,0,1,12.729,1.2Z\"></path></svg>"

static const char *const ratings[] = { "none", "1", "2", "3", "4", "5", NULL };

static const GalleyCardOption options[] = {
  { "stars", N_ ("How many stars of five it gets"), ratings, "none" },
  { NULL },
};

static const GalleyCardPart parts[] = {
  { N_ ("Description"), GALLEY_CARD_PART_BLOCKS, FALSE },
  { N_ ("Button"), GALLEY_CARD_PART_LINK, FALSE },
  { NULL },
};

extern const GalleyCardKind galley_card_product;

typedef struct {
  const GalleyPicture *picture; /* NULL without one */
  const GalleyNode    *text;    /* the first block of the description, NULL without one */
  const GalleyNode    *end;     /* where the description ends, NULL: with the card */
  const GalleyNode    *button;  /* NULL without one */
  guint                stars;   /* 0: none are shown */
} Product;

/* What a picture has beside itself the node cannot hold; then it is a part of the text. */
static const GalleyPicture *
get_picture (const GalleyNode *card)
{
  const GalleyNode *first = galley_media_skip_private (card->first_child);

  return first != NULL && first->type == GALLEY_NODE_FIGURE && first->first_child == NULL
             && first->picture.href == NULL
           ? &first->picture
           : NULL;
}

static void
read_card (GalleyFace       *face,
           const GalleyNode *card,
           Product          *product)
{
  const char *stars = galley_card_get_option (&galley_card_product, card, "stars");
  const GalleyNode *first = galley_media_skip_private (card->first_child);
  const GalleyPicture *picture = get_picture (card);

  memset (product, 0, sizeof *product);
  product->stars = g_ascii_digit_value (stars[0]) > 0 ? g_ascii_digit_value (stars[0]) : 0;
  product->button = galley_media_find_button (card);
  product->end = product->button != NULL ? galley_media_find_last (card) : NULL;
  if (picture != NULL && galley_media_is_verbatim (galley_media_resolve (face, picture->src)))
    {
      product->picture = picture;
      first = first->next;
    }
  product->text = first != product->end ? first : NULL;
}

static gboolean
fits (GalleyFace       *face,
      const GalleyNode *card)
{
  Product product;

  read_card (face, card, &product);
  return card->card.title != NULL || product.picture != NULL || product.text != NULL
         || product.button != NULL || product.stars > 0;
}

static char *
dup_text (GalleyFace    *face,
          const Product *product)
{
  char *text;

  if (product->text == NULL)
    return g_strdup ("");
  face->end = product->end;
  text = face->dup_blocks (face, product->text);
  face->end = NULL;
  return text;
}

static char *
dup_title (GalleyFace       *face,
           const GalleyNode *card)
{
  return card->card.title != NULL ? face->dup_inlines (face, card->card.title->first_child)
                                  : g_strdup ("");
}

static void
write_picture (GalleyFace    *face,
               const Product *product)
{
  const GalleyPicturePlace *place;
  char width[16] = "", height[16] = "";

  if (product->picture == NULL)
    return;
  place = face->pictures != NULL
            ? galley_picture_map_lookup (face->pictures, product->picture->src)
            : NULL;
  if (place != NULL && place->width > 0 && place->height > 0)
    {
      g_snprintf (width, sizeof width, "%u", place->width);
      g_snprintf (height, sizeof height, "%u", place->height);
    }
  galley_writer_empty (face->writer, "img", "src",
                       place != NULL ? place->url : product->picture->src, "width",
                       width[0] != '\0' ? width : NULL, "height", height[0] != '\0' ? height : NULL,
                       "class", "kg-product-card-image", "loading", "lazy", NULL);
}

static void
write_stars (GalleyFace    *face,
             const Product *product)
{
  if (product->stars == 0)
    return;
  galley_writer_markup (face->writer, "<div class=\"kg-product-card-rating\">", -1);
  for (guint i = 1; i <= 5; i++)
    {
      galley_writer_open (face->writer, "span", "class",
                          i <= product->stars
                            ? "kg-product-card-rating-active kg-product-card-rating-star"
                            : " kg-product-card-rating-star",
                          NULL);
      galley_writer_markup (face->writer, i < 5 ? STAR "</span>\n" : STAR "</span>", -1);
    }
  galley_writer_markup (face->writer, "</div>", -1);
}

static void
web (GalleyFace       *face,
     const GalleyNode *card)
{
  GalleyWriter *writer = face->writer;
  g_autofree char *text = NULL;
  Product product;

  read_card (face, card, &product);
  galley_writer_markup (
    writer, "<div class=\"kg-card kg-product-card\"><div class=\"kg-product-card-container\">\n",
    -1);
  write_picture (face, &product);
  galley_writer_markup (writer,
                        "<div class=\"kg-product-card-title-container\">"
                        "<h4 class=\"kg-product-card-title\">",
                        -1);
  if (card->card.title != NULL)
    face->inlines (face, card->card.title->first_child);
  galley_writer_markup (writer, "</h4></div>", -1);
  write_stars (face, &product);
  galley_writer_markup (writer, "<div class=\"kg-product-card-description\">", -1);
  text = dup_text (face, &product);
  galley_writer_markup (writer, text, -1);
  galley_writer_markup (writer, "</div>", -1);
  if (product.button != NULL)
    {
      g_autofree char *label = galley_media_dup_label (product.button);

      galley_writer_open (writer, "a", "href", product.button->link.url, "class",
                          "kg-product-card-button kg-product-card-btn-accent", "target", "_blank",
                          "rel", "noopener noreferrer", NULL);
      galley_writer_open (writer, "span", NULL);
      galley_writer_markup (writer, label, -1);
      galley_writer_markup (writer, "</span></a>", -1);
    }
  galley_writer_markup (writer, "</div></div>", -1);
}

#define ROW "<tr><td valign=\"top\">"
#define ROW_END "</td></tr>"
#define COLUMN 560

#define PICTURE "border: none; width: 100%; max-width: 100%; height: auto; padding: 0;"

static void
write_mail_picture (GalleyFace    *face,
                    const Product *product)
{
  const char *src = product->picture != NULL ? product->picture->src : "";
  const GalleyPicturePlace *place
    = face->pictures != NULL ? galley_picture_map_lookup (face->pictures, src) : NULL;
  char width[16] = "auto", height[16] = "auto";

  if (product->picture == NULL)
    return;
  if (place != NULL && place->width > 0 && place->height > 0)
    {
      guint w = MIN (place->width, COLUMN);

      g_snprintf (width, sizeof width, "%u", w);
      g_snprintf (height, sizeof height, "%u",
                  (guint) ((guint64) place->height * w / place->width));
    }
  galley_writer_markup (face->writer, "<tr><td class=\"kg-product-image\" align=\"center\">", -1);
  galley_writer_empty (face->writer, "img", "src", place != NULL ? place->url : src, "width", width,
                       "height", height, "border", "0", "style",
                       g_str_equal (face->design->image_radius, "0") ? PICTURE : PICTURE " border-radius: 4px;",
                       NULL);
  galley_writer_markup (face->writer, ROW_END, -1);
}

static void
write_mail_stars (GalleyFace    *face,
                  const Product *product)
{
  g_autofree char *src = g_strdup_printf (
    "https://static.ghost.org/v4.0.0/images/star-rating-%s%u.png",
    galley_mail_design_is_dark (face->design->background) ? "darkmode-" : "", product->stars);

  if (product->stars == 0)
    return;
  galley_writer_markup (face->writer, "<tr class=\"kg-product-rating\"><td valign=\"top\">", -1);
  galley_writer_empty (face->writer, "img", "src", src, "border", "0", "width", "96", NULL);
  galley_writer_markup (face->writer, ROW_END, -1);
}

static void
email (GalleyFace       *face,
       const GalleyNode *card)
{
  GalleyWriter *writer = face->writer;
  g_autofree char *text = NULL;
  Product product;

  read_card (face, card, &product);
  text = dup_text (face, &product);
  galley_writer_open (writer, "table", "class", "kg-product-card", "cellspacing", "0",
                      "cellpadding", "0", "border", "0", "width", "100%", "style",
                      galley_face_style (face, GALLEY_MAIL_PRODUCT), NULL);
  galley_writer_markup (writer, "<tbody><tr>", -1);
  galley_writer_open (writer, "td", "class", "kg-product-card-container", "valign", "top", "style",
                      galley_face_style (face, GALLEY_MAIL_PRODUCT_CELL), NULL);
  galley_writer_markup (writer, GALLEY_MAIL_BARE_TABLE, -1);
  write_mail_picture (face, &product);
  galley_writer_markup (writer, ROW, -1);
  galley_writer_open (writer, "h4", "class", "kg-product-title", "style",
                      galley_face_style (face, GALLEY_MAIL_PRODUCT_TITLE), NULL);
  if (card->card.title != NULL)
    face->inlines (face, card->card.title->first_child);
  galley_writer_close (writer, "h4");
  galley_writer_markup (writer, ROW_END, -1);
  write_mail_stars (face, &product);
  galley_writer_markup (writer, "<tr><td class=\"kg-product-description-wrapper\">", -1);
  galley_writer_markup (writer, text, -1);
  galley_writer_markup (writer, ROW_END, -1);
  if (product.button != NULL)
    {
      g_autofree char *label = galley_media_dup_label (product.button);

      galley_writer_markup (writer, "<tr><td class=\"kg-product-button-wrapper\">", -1);
      galley_mail_parts_button (face, product.button->link.url, label, NULL, NULL, NULL, NULL, "100%");
      galley_writer_markup (writer, ROW_END, -1);
    }
  galley_writer_markup (writer, GALLEY_MAIL_TABLE_END "</td></tr></tbody></table>", -1);
}

static void
set_picture (GalleyFace    *face,
             JsonObject    *node,
             const Product *product)
{
  const GalleyPicturePlace *place
    = product->picture != NULL && face->pictures != NULL
        ? galley_picture_map_lookup (face->pictures, product->picture->src)
        : NULL;

  json_object_set_string_member (node, "productImageSrc",
                                 place != NULL               ? place->url
                                 : product->picture != NULL ? product->picture->src
                                                            : "");
  if (place == NULL || place->width == 0 || place->height == 0)
    return;
  json_object_set_int_member (node, "productImageWidth", place->width);
  json_object_set_int_member (node, "productImageHeight", place->height);
}

static JsonObject *
lexical (GalleyFace       *face,
         const GalleyNode *card)
{
  JsonObject *node = json_object_new ();
  g_autofree char *title = dup_title (face, card);
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;
  Product product;

  read_card (face, card, &product);
  text = dup_text (face, &product);
  label = product.button != NULL ? galley_media_dup_label (product.button) : g_strdup ("");
  json_object_set_string_member (node, "type", "product");
  json_object_set_int_member (node, "version", 1);
  set_picture (face, node, &product);
  json_object_set_string_member (node, "productTitle", title);
  json_object_set_string_member (node, "productDescription", text);
  json_object_set_boolean_member (node, "productRatingEnabled", product.stars > 0);
  json_object_set_int_member (node, "productStarRating", product.stars > 0 ? product.stars : 5);
  json_object_set_boolean_member (node, "productButtonEnabled", product.button != NULL);
  json_object_set_string_member (node, "productButton", label);
  json_object_set_string_member (node, "productUrl",
                                 product.button != NULL ? product.button->link.url : "");
  return node;
}

static char *
from_lexical (GalleyBack *back,
              JsonObject *node)
{
  const char *name = galley_json_get_string (node, "productTitle");
  const char *src = galley_json_get_string (node, "productImageSrc");
  gboolean button = galley_json_get_boolean (node, "productButtonEnabled", FALSE);
  g_autofree char *stars
    = galley_json_get_boolean (node, "productRatingEnabled", FALSE)
        ? g_strdup_printf ("%d", (int) galley_json_get_int (node, "productStarRating", 5)) : NULL;
  g_autoptr (JsonObject) image = json_object_new ();
  g_autofree char *title = NULL;
  g_autofree char *picture = NULL;
  g_autofree char *text = NULL;
  g_autofree char *body = NULL;

  if (g_strcmp0 (galley_json_get_string (node, "type"), "product") != 0)
    return NULL;
  json_object_set_string_member (image, "src", src != NULL ? src : "");
  json_object_set_int_member (image, "width", galley_json_get_int (node, "productImageWidth", 0));
  json_object_set_int_member (image, "height", galley_json_get_int (node, "productImageHeight", 0));
  picture = src != NULL && src[0] != '\0' ? back->dup_picture (back, image, NULL) : g_strdup ("");
  title = back->dup_line (back, name != NULL ? name : "");
  text = galley_media_dup_blocks (back, galley_json_get_string (node, "productDescription"),
                                  button ? galley_json_get_string (node, "productButton") : NULL,
                                  button ? galley_json_get_string (node, "productUrl") : NULL);
  if (picture == NULL || title == NULL || text == NULL)
    return NULL;
  body = galley_card_join (picture, text);
  return galley_card_write (&galley_card_product, title, body, "stars", stars, NULL);
}

const GalleyCardKind galley_card_product = {
  .id = "product",
  .name = N_ ("Product"),
  .description = N_ ("A picture, a name, stars, a text and where to buy it"),
  .title = N_ ("Name"),
  .options = options,
  .parts = parts,
  .fits = fits,
  .web = web,
  .email = email,
  .text = galley_face_whole,
  .lexical = lexical,
  .from_lexical = from_lexical,
  .get_mute = get_picture,
};
