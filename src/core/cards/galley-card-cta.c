/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-mail-parts.h"
#include "galley-media.h"

#define BUTTON_INK "#ffffff"

static const char *const layouts[] = { "minimal", "immersive", NULL };
static const char *const alignments[] = { "left", "center", NULL };
static const char *const colors[]
  = { "grey", "none", "white", "blue", "green", "yellow", "red", "pink", "purple", NULL };
static const char *const links[] = { "text", "accent", NULL };
static const char *const switches[] = { "yes", "no", NULL };

static const GalleyCardOption options[] = {
  { "layout", N_ ("How large its picture is"), layouts, "minimal" },
  { "align", N_ ("How its text is aligned"), alignments, "left" },
  { "sponsor", N_ ("The word above it, such as “Sponsored”; empty for none"), NULL, "" },
  { "color", N_ ("The color behind it"), colors, "grey" },
  { "image", N_ ("A picture beside the text"), NULL, "", GALLEY_CARD_OPTION_ADDRESS },
  { "button", N_ ("The button’s color, such as #1a2b3c or accent"), NULL, "#000000",
    GALLEY_CARD_OPTION_COLOR },
  { "links", N_ ("The color of links"), links, "text" },
  { "dividers", N_ ("Whether lines are drawn above and below"), switches, "yes" },
  { NULL },
};

static const GalleyCardPart parts[] = {
  { N_ ("Text"), GALLEY_CARD_PART_BLOCKS, FALSE },
  { N_ ("Button"), GALLEY_CARD_PART_LINK, FALSE },
  { NULL },
};

extern const GalleyCardKind galley_card_cta;

static const char *
get (const GalleyNode *card,
     const char       *name)
{
  return galley_card_get_option (&galley_card_cta, card, name);
}

static gboolean
is (const GalleyNode *card,
    const char       *name,
    const char       *value)
{
  return g_str_equal (get (card, name), value);
}

static const char *
get_button_color (const GalleyNode *card)
{
  return galley_media_is_color (get (card, "button")) ? get (card, "button") : "#000000";
}

static char *
dup_text (GalleyFace       *face,
          const GalleyNode *card)
{
  char *words;

  face->end = galley_media_find_button (card) != NULL ? galley_media_find_last (card) : NULL;
  words = card->first_child != face->end ? face->dup_blocks (face, card->first_child)
                                         : g_strdup ("");
  face->end = NULL;
  return words;
}

static gboolean
fits (GalleyFace       *face,
      const GalleyNode *card)
{
  return card->card.title == NULL && card->first_child != NULL
         && galley_media_is_verbatim (galley_media_resolve (face, get (card, "image")));
}

static void
begin_link (GalleyFace       *face,
            const GalleyNode *button)
{
  if (button != NULL)
    galley_writer_open (face->writer, "a", "href", button->link.url, "target",
                        galley_face_get_target (face), NULL);
}

static void
write_image (GalleyFace       *face,
             const GalleyNode *card,
             const GalleyNode *button)
{
  const char *src = get (card, "image");
  const GalleyPicturePlace *place
    = face->pictures != NULL ? galley_picture_map_lookup (face->pictures, src) : NULL;
  g_autofree char *size
    = place != NULL && place->width > 0 && place->height > 0
        ? g_strdup_printf ("%ux%u", place->width, place->height)
        : NULL;

  if (src[0] == '\0')
    return;
  galley_writer_markup (face->writer, "<div class=\"kg-cta-image-container\">", -1);
  begin_link (face, button);
  galley_writer_empty (face->writer, "img", "src", place != NULL ? place->url : src, "alt",
                       "CTA Image", "data-image-dimensions", size, NULL);
  if (button != NULL)
    galley_writer_close (face->writer, "a");
  galley_writer_markup (face->writer, "</div>", -1);
}

static void
write_button (GalleyFace       *face,
              const GalleyNode *card,
              const GalleyNode *button)
{
  const char *color = get_button_color (card);
  g_autofree char *label = galley_media_dup_label (button);
  gboolean accent = g_str_equal (color, "accent");
  g_autofree char *style
    = accent ? g_strdup ("color: " BUTTON_INK ";")
             : g_strdup_printf ("background-color: %s; color: " BUTTON_INK ";", color);

  galley_writer_open (face->writer, "a", "href", button->link.url, "class",
                      accent ? "kg-cta-button kg-style-accent" : "kg-cta-button ", "style", style,
                      NULL);
  galley_writer_markup (face->writer, "\n", -1);
  galley_writer_markup (face->writer, label, -1);
  galley_writer_markup (face->writer, "\n</a>\n", -1);
}

/* The mail has them in another order, and says what is missing. */
static char *
dup_class (GalleyFace       *face,
           const GalleyNode *card,
           const char       *words)
{
  gboolean mail = galley_face_is_mail (face);
  const char *lines = is (card, "dividers", "yes") ? "" : " kg-cta-no-dividers";

  return g_strconcat ("kg-card kg-cta-card kg-cta-bg-", get (card, "color"), mail ? lines : "",
                      " kg-cta-", get (card, "layout"), mail ? "" : lines,
                      mail && get (card, "sponsor")[0] == '\0' ? " kg-cta-no-label" : "",
                      mail && words[0] == '\0' ? " kg-cta-no-text" : "",
                      get (card, "image")[0] != '\0' ? " kg-cta-has-img" : "",
                      is (card, "links", "accent") ? " kg-cta-link-accent" : "",
                      is (card, "align", "center") ? " kg-cta-centered" : "", NULL);
}

static void
web (GalleyFace       *face,
     const GalleyNode *card)
{
  GalleyWriter *writer = face->writer;
  const GalleyNode *button = galley_media_find_button (card);
  g_autofree char *class = NULL;
  g_autofree char *words = NULL;

  if (!fits (face, card))
    {
      galley_face_whole (face, card);
      return;
    }
  words = dup_text (face, card);
  class = dup_class (face, card, words);
  galley_writer_open (writer, "div", "class", class, "data-layout", get (card, "layout"), NULL);
  if (get (card, "sponsor")[0] != '\0')
    {
      galley_writer_markup (writer,
                            "<div class=\"kg-cta-sponsor-label-wrapper\">"
                            "<div class=\"kg-cta-sponsor-label\">",
                            -1);
      galley_writer_text (writer, get (card, "sponsor"), -1);
      galley_writer_markup (writer, "</div></div>", -1);
    }
  galley_writer_markup (writer, "<div class=\"kg-cta-content\">", -1);
  write_image (face, card, button);
  galley_writer_markup (writer, "<div class=\"kg-cta-content-inner\">", -1);
  if (words[0] != '\0')
    {
      galley_writer_markup (writer, "<div class=\"kg-cta-text\">\n", -1);
      galley_writer_markup (writer, words, -1);
      galley_writer_markup (writer, "\n</div>", -1);
    }
  if (button != NULL)
    write_button (face, card, button);
  galley_writer_markup (writer, "</div></div></div>", -1);
}

#define CELL(class_name) "<td class=\"" class_name "\" valign=\"top\">"
#define COLUMN 560

/* What lies behind it, or the lines above and below where nothing does. */
static char *
dup_mail_style (GalleyFace       *face,
                const GalleyNode *card)
{
  static const char *const backgrounds[][2] = {
    { "grey", "background: #f1f2f4;" },   { "blue", "background: #e9f6fb;" },
    { "green", "background: #e8f8ea;" },  { "yellow", "background: #fcf4e3;" },
    { "red", "background: #fbe9e9;" },    { "pink", "background: #fceef8;" },
    { "purple", "background: #f2edfc;" }, { "white", "" },
  };
  const GalleyMailDesign *design = face->design;
  const char *veil = galley_mail_design_is_dark (design->background) ? "rgba(0, 0, 0, 0.15)"
                                                                     : "rgba(255, 255, 255, 0.25)";
  GString *style = g_string_new (face->styles[GALLEY_MAIL_CTA]);

  for (guint i = 0; i < G_N_ELEMENTS (backgrounds); i++)
    if (is (card, "color", backgrounds[i][0]))
      g_string_append_printf (style, "padding: 0 24px; border-radius: %s;%s%s",
                              design->image_radius, backgrounds[i][1][0] != '\0' ? " color: #15212a; " : " ",
                              backgrounds[i][1]);
  if (is (card, "color", "white"))
    g_string_append_printf (style, "background-color: %s; border: 1px solid %s;", veil,
                            design->is_site ? design->edge : design->divider);
  if (!is (card, "color", "none"))
    return g_string_free (style, FALSE);
  g_string_append (style, "padding: 0; border-radius: 0;");
  if (is (card, "dividers", "yes") && get (card, "sponsor")[0] == '\0')
    g_string_append_printf (style, " border-top: 1px solid %s;", design->divider);
  if (is (card, "dividers", "yes"))
    g_string_append_printf (style, " border-bottom: 1px solid %s;", design->divider);
  return g_string_free (style, FALSE);
}

/* A minimal one has a small square. */
static void
write_mail_image (GalleyFace       *face,
                  const GalleyNode *card,
                  const GalleyNode *button)
{
  const char *src = get (card, "image");
  const GalleyPicturePlace *place
    = face->pictures != NULL ? galley_picture_map_lookup (face->pictures, src) : NULL;
  gboolean minimal = is (card, "layout", "minimal");
  gboolean sized = place != NULL && place->width > 0 && place->height > 0;
  guint width = sized ? MIN (place->width, COLUMN) : 0;
  g_autofree char *w = minimal ? g_strdup ("64") : sized ? g_strdup_printf ("%u", width) : NULL;
  g_autofree char *h
    = minimal ? g_strdup ("64")
      : sized ? g_strdup_printf ("%u", (guint) ((guint64) place->height * width / place->width))
              : g_strdup ("auto");

  begin_link (face, button);
  galley_writer_empty (face->writer, "img", "src", place != NULL ? place->url : src, "alt",
                       "CTA Image", "class", "kg-cta-image", "width", w, "height", h, "style",
                       minimal ? "display: block; width: 64px; height: 64px; object-fit: cover;"
                               : "display: block; margin: 0 auto; width: 100%; height: auto;",
                       NULL);
  if (button != NULL)
    galley_writer_close (face->writer, "a");
}

static void
write_mail_button (GalleyFace       *face,
                   const GalleyNode *card,
                   const GalleyNode *button)
{
  const char *color = get_button_color (card);
  gboolean accent = g_str_equal (color, "accent");
  g_autofree char *label = galley_media_dup_label (button);

  galley_mail_parts_button (face, button->link.url, label, accent ? "btn-accent" : NULL,
                            accent ? face->accent : color, BUTTON_INK, NULL, NULL);
}

static void
open_words (GalleyFace       *face,
            const GalleyNode *card)
{
  galley_writer_open (face->writer, "td", "class", "kg-cta-text", "valign", "top", "style",
                      is (card, "align", "center") && is (card, "layout", "immersive") ? "text-align: center;"
                                                                                       : NULL,
                      NULL);
}

static void
write_minimal (GalleyFace       *face,
               const GalleyNode *card,
               const GalleyNode *button,
               const char       *words)
{
  GalleyWriter *writer = face->writer;

  galley_writer_markup (writer, "<tr>", -1);
  if (get (card, "image")[0] != '\0')
    {
      galley_writer_markup (writer, "<td class=\"kg-cta-image-container\" width=\"64\">", -1);
      write_mail_image (face, card, button);
      galley_writer_markup (writer, "</td>", -1);
    }
  galley_writer_markup (writer, CELL ("kg-cta-content-inner") GALLEY_MAIL_BARE_TABLE, -1);
  if (words[0] != '\0')
    {
      galley_writer_markup (writer, "<tr>", -1);
      open_words (face, card);
      galley_writer_markup (writer, words, -1);
      galley_writer_markup (writer, "</td></tr>", -1);
    }
  if (button != NULL)
    {
      galley_writer_markup (writer, "<tr>" CELL ("kg-cta-button-container"), -1);
      write_mail_button (face, card, button);
      galley_writer_markup (writer, "</td></tr>", -1);
    }
  galley_writer_markup (writer, GALLEY_MAIL_TABLE_END "</td></tr>", -1);
}

static void
write_immersive (GalleyFace       *face,
                 const GalleyNode *card,
                 const GalleyNode *button,
                 const char       *words)
{
  GalleyWriter *writer = face->writer;

  if (get (card, "image")[0] != '\0')
    {
      galley_writer_markup (writer,
                            "<tr>" CELL ("kg-cta-image-container") GALLEY_MAIL_BARE_TABLE
                            "<tr><td>",
                            -1);
      write_mail_image (face, card, button);
      galley_writer_markup (writer, "</td></tr>" GALLEY_MAIL_TABLE_END "</td></tr>", -1);
    }
  galley_writer_markup (writer, "<tr>", -1);
  open_words (face, card);
  galley_writer_markup (writer, words, -1);
  galley_writer_markup (writer, "</td></tr>", -1);
  if (button == NULL)
    return;
  galley_writer_markup (writer, "<tr>", -1);
  galley_writer_open (writer, "td", "class", "kg-cta-button-container", "align",
                      get (card, "align"), NULL);
  write_mail_button (face, card, button);
  galley_writer_markup (writer, "</td></tr>", -1);
}

static void
write_mail_sponsor (GalleyFace       *face,
                    const GalleyNode *card)
{
  if (get (card, "sponsor")[0] == '\0')
    return;
  galley_writer_markup (face->writer,
                        "<tr><td>" GALLEY_MAIL_BARE_TABLE "<tr>" CELL ("kg-cta-sponsor-label"), -1);
  galley_writer_open (face->writer, "p", "style", galley_face_style (face, GALLEY_MAIL_CTA_SPONSOR),
                      NULL);
  galley_writer_text (face->writer, get (card, "sponsor"), -1);
  galley_writer_markup (face->writer,
                        "</p></td></tr>" GALLEY_MAIL_TABLE_END "</td></tr>", -1);
}

static void
email (GalleyFace       *face,
       const GalleyNode *card)
{
  GalleyWriter *writer = face->writer;
  const GalleyNode *button = galley_media_find_button (card);
  g_autofree char *class = NULL;
  g_autofree char *words = NULL;
  g_autofree char *style = NULL;

  if (!fits (face, card))
    {
      galley_face_whole (face, card);
      return;
    }
  face->link = is (card, "links", "accent") ? GALLEY_MAIL_CTA_ACCENT_LINK : GALLEY_MAIL_CTA_LINK;
  words = dup_text (face, card);
  face->link = 0;
  class = dup_class (face, card, words);
  style = dup_mail_style (face, card);
  galley_writer_open (writer, "table", "class", class, "role", "presentation", "border", "0",
                      "cellpadding", "0", "cellspacing", "0", "width", "100%", "style",
                      style, NULL);
  galley_writer_markup (writer, "<tbody>", -1);
  write_mail_sponsor (face, card);
  galley_writer_markup (
    writer,
    "<tr>" CELL ("kg-cta-content") "<table class=\"kg-cta-content-wrapper\" "
    "role=\"presentation\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" width=\"100%\"><tbody>",
    -1);
  if (is (card, "layout", "minimal"))
    write_minimal (face, card, button, words);
  else
    write_immersive (face, card, button, words);
  galley_writer_markup (writer, GALLEY_MAIL_TABLE_END "</td></tr></tbody></table>", -1);
}

static void
text (GalleyFace       *face,
      const GalleyNode *card)
{
  if (get (card, "sponsor")[0] != '\0')
    face->paragraph (face, get (card, "sponsor"));
  galley_face_whole (face, card);
}

static void
set_sponsor (JsonObject       *node,
             const GalleyNode *card)
{
  g_autoptr (GalleyWriter) writer = galley_writer_new ();
  g_autofree char *html = NULL;

  galley_writer_open (writer, "p", NULL);
  galley_writer_text (writer, get (card, "sponsor"), -1);
  galley_writer_close (writer, "p");
  html = galley_writer_finish (writer, NULL);
  json_object_set_boolean_member (node, "hasSponsorLabel", get (card, "sponsor")[0] != '\0');
  json_object_set_string_member (node, "sponsorLabel", html);
}

static void
set_image (GalleyFace       *face,
           JsonObject       *node,
           const GalleyNode *card)
{
  const char *src = get (card, "image");
  const GalleyPicturePlace *place
    = face->pictures != NULL ? galley_picture_map_lookup (face->pictures, src) : NULL;

  json_object_set_string_member (node, "imageUrl", place != NULL ? place->url : src);
  if (place == NULL || place->width == 0 || place->height == 0)
    return;
  json_object_set_int_member (node, "imageWidth", place->width);
  json_object_set_int_member (node, "imageHeight", place->height);
}

static JsonObject *
lexical (GalleyFace       *face,
         const GalleyNode *card)
{
  const GalleyNode *button = galley_media_find_button (card);
  g_autofree char *words = dup_text (face, card);
  g_autofree char *label
    = button != NULL ? galley_media_dup_label (button) : g_strdup ("");
  JsonObject *node = json_object_new ();

  json_object_set_string_member (node, "type", "call-to-action");
  json_object_set_int_member (node, "version", 1);
  json_object_set_string_member (node, "layout", get (card, "layout"));
  json_object_set_string_member (node, "alignment", get (card, "align"));
  json_object_set_string_member (node, "textValue", words);
  json_object_set_boolean_member (node, "showButton", button != NULL);
  json_object_set_boolean_member (node, "showDividers", is (card, "dividers", "yes"));
  json_object_set_string_member (node, "buttonText", label);
  json_object_set_string_member (node, "buttonUrl", button != NULL ? button->link.url : "");
  json_object_set_string_member (node, "buttonColor", get_button_color (card));
  json_object_set_string_member (node, "buttonTextColor", BUTTON_INK);
  set_sponsor (node, card);
  json_object_set_string_member (node, "backgroundColor", get (card, "color"));
  json_object_set_string_member (node, "linkColor", get (card, "links"));
  set_image (face, node, card);
  return node;
}

/* The plain words of the label, without the paragraph round them; NULL when it has more. */
static char *
dup_sponsor (GalleyBack *back,
             JsonObject *node)
{
  const char *label = galley_json_get_string (node, "sponsorLabel");
  g_autofree char *words = NULL;

  if (!galley_json_get_boolean (node, "hasSponsorLabel", FALSE) || label == NULL)
    return g_strdup ("");
  words = back->dup_line (back, label);
  return words != NULL && strpbrk (words, "*_`[<\\&") == NULL ? g_steal_pointer (&words) : NULL;
}

static char *
from_lexical (GalleyBack *back,
              JsonObject *node)
{
  gboolean button = galley_json_get_boolean (node, "showButton", TRUE);
  const char *src = galley_json_get_string (node, "imageUrl");
  g_autofree char *image = NULL;
  g_autofree char *sponsor = NULL;
  g_autofree char *body = NULL;

  if (g_strcmp0 (galley_json_get_string (node, "type"), "call-to-action") != 0)
    return NULL;
  if (src != NULL && src[0] != '\0')
    image = back->dup_address (back, src, galley_json_get_int (node, "imageWidth", 0),
                               galley_json_get_int (node, "imageHeight", 0));
  sponsor = dup_sponsor (back, node);
  body = galley_media_dup_blocks (back, galley_json_get_string (node, "textValue"),
                                  button ? galley_json_get_string (node, "buttonText") : NULL,
                                  button ? galley_json_get_string (node, "buttonUrl") : NULL);
  if (sponsor == NULL || body == NULL)
    return NULL;
  return galley_card_write (
    &galley_card_cta, NULL, body, "layout", galley_json_get_string (node, "layout"), "align",
    galley_json_get_string (node, "alignment"), "sponsor", sponsor, "color",
    galley_json_get_string (node, "backgroundColor"), "image", image, "button",
    galley_json_get_string (node, "buttonColor"), "links", galley_json_get_string (node, "linkColor"),
    "dividers", galley_json_get_boolean (node, "showDividers", TRUE) ? "yes" : "no", NULL);
}

const GalleyCardKind galley_card_cta = {
  .id = "cta",
  .name = N_ ("Call to action"),
  .description = N_ ("A box with a text and a button, a sponsor’s perhaps"),
  .options = options,
  .parts = parts,
  .fits = fits,
  .web = web,
  .email = email,
  .text = text,
  .lexical = lexical,
  .from_lexical = from_lexical,
};
