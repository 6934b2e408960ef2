/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-mail-parts.h"
#include "galley-media.h"

static const char *const sizes[] = { "small", "medium", "large", NULL };
static const char *const styles[] = { "dark", "light", "accent", NULL };
static const char *const layouts[] = { "full", "wide", "regular", "split", NULL };
static const char *const alignments[] = { "center", "left", NULL };

static const GalleyCardOption options[] = {
  { "size", N_ ("How large its words are"), sizes, "small" },
  { "style", N_ ("Light words on dark, dark ones on light, or the site’s accent"), styles, "dark" },
  { "layout", N_ ("How wide it is"), layouts, "full" },
  { "align", N_ ("How its text is aligned"), alignments, "center" },
  { "background", N_ ("The color behind it, such as #1a2b3c"), NULL, "", GALLEY_CARD_OPTION_COLOR },
  { "color", N_ ("The color of its words, such as #1a2b3c"), NULL, "", GALLEY_CARD_OPTION_COLOR },
  { "image", N_ ("A picture behind it"), NULL, "", GALLEY_CARD_OPTION_ADDRESS },
  { "button", N_ ("The words on its button; empty for none"), NULL, "" },
  { "url", N_ ("Where the button leads"), NULL, "", GALLEY_CARD_OPTION_ADDRESS },
  { NULL },
};

static const GalleyCardPart parts[] = {
  { N_ ("Line below the heading"), GALLEY_CARD_PART_LINE, FALSE },
  { NULL },
};

extern const GalleyCardKind galley_card_header;

static const char *
get (const GalleyNode *card,
     const char       *name)
{
  return galley_card_get_option (&galley_card_header, card, name);
}

static gboolean
is (const GalleyNode *card,
    const char       *name,
    const char       *value)
{
  return g_str_equal (get (card, name), value);
}

static const char *
get_background (const GalleyNode *card)
{
  if (galley_media_is_color (get (card, "background")))
    return get (card, "background");
  return is (card, "style", "light") ? "#F0F0F0" : is (card, "style", "accent") ? "accent" : "#000000";
}

static const char *
get_color (const GalleyNode *card)
{
  const char *color = get (card, "color");

  if (color[0] == '#' && galley_media_is_color (color))
    return color;
  return is (card, "style", "light") ? "#000000" : "#FFFFFF";
}

static const char *
get_button_color (const GalleyNode *card)
{
  return is (card, "style", "light") ? "#000000" : "#ffffff";
}

static const char *
get_button_ink (const GalleyNode *card)
{
  return is (card, "style", "light") ? "#ffffff" : "#000000";
}

static gboolean
has_button (const GalleyNode *card)
{
  return get (card, "button")[0] != '\0' && galley_face_safe_url (get (card, "url"))[0] != '\0'
         && strspn (get (card, "url"), " ") < strlen (get (card, "url"));
}

static gboolean
fits (GalleyFace       *face,
      const GalleyNode *card)
{
  return galley_face_is_plain (card) && galley_media_is_verbatim (get (card, "url"))
         && galley_media_is_verbatim (galley_media_resolve (face, get (card, "image")));
}

/* The id that Ghost gives a line of this card: letters, digits and hyphens of its markup. */
static char *
dup_id (const char *html)
{
  GString *id = g_string_new (NULL);
  gboolean blank = FALSE;

  for (const char *p = html; *p != '\0'; p++)
    {
      if (*p == '<')
        {
          p += strcspn (p, ">");
          if (*p == '\0')
            break;
          continue;
        }
      if (g_ascii_isspace (*p))
        {
          if (!blank)
            g_string_append_c (id, '-');
          blank = TRUE;
        }
      else if (g_ascii_isalnum (*p) || *p == '_')
        {
          g_string_append_c (id, g_ascii_tolower (*p));
          blank = FALSE;
        }
    }
  return g_string_free (id, FALSE);
}

static char *
dup_header (GalleyFace       *face,
            const GalleyNode *card)
{
  return card->card.title != NULL ? face->dup_inlines (face, card->card.title->first_child)
                                  : g_strdup ("");
}

static void
write_line (GalleyFace       *face,
            const GalleyNode *card,
            const char       *element,
            const char       *class_name,
            const char       *html)
{
  g_autofree char *id = dup_id (html);
  g_autofree char *style = g_strdup_printf ("color: %s;", get_color (card));

  if (html[0] == '\0')
    return;
  galley_writer_open (face->writer, element, "id", id, "class", class_name, "style", style,
                      "data-text-color", get_color (card), NULL);
  galley_writer_markup (face->writer, html, -1);
  galley_writer_close (face->writer, element);
}

static void
write_button (GalleyFace       *face,
              const GalleyNode *card)
{
  g_autofree char *style = g_strdup_printf ("background-color: %s;color: %s;",
                                            get_button_color (card), get_button_ink (card));
  g_autofree char *label = galley_media_dup_markup (get (card, "button"));

  if (!has_button (card))
    return;
  galley_writer_open (face->writer, "a", "href", get (card, "url"), "class",
                      "kg-header-card-button ", "style", style, "data-button-color",
                      get_button_color (card), "data-button-text-color", get_button_ink (card),
                      NULL);
  galley_writer_markup (face->writer, label, -1);
  galley_writer_close (face->writer, "a");
}

static void
write_image (GalleyFace       *face,
             const GalleyNode *card)
{
  const char *src = galley_media_resolve (face, get (card, "image"));

  if (src[0] == '\0')
    return;
  galley_writer_open (face->writer, "picture", NULL);
  galley_writer_empty (face->writer, "img", "class", "kg-header-card-image", "src", src, "loading",
                       "lazy", "alt", "", NULL);
  galley_writer_close (face->writer, "picture");
}

static char *
dup_class (const GalleyNode *card)
{
  const char *layout = get (card, "layout");
  const char *accent = g_str_equal (get_background (card), "accent") ? " kg-style-accent" : "";

  if (g_str_equal (layout, "split"))
    return g_strconcat ("kg-card kg-header-card kg-v2 kg-layout-split kg-width-full", accent, NULL);
  return g_strconcat ("kg-card kg-header-card kg-v2 kg-width-", layout,
                      g_str_equal (layout, "full") ? " kg-content-wide" : "", accent, NULL);
}

static void
web (GalleyFace       *face,
     const GalleyNode *card)
{
  GalleyWriter *writer = face->writer;
  const char *background = get_background (card);
  gboolean split = is (card, "layout", "split");
  gboolean plain = !g_str_equal (background, "accent") && (split || get (card, "image")[0] == '\0');
  g_autofree char *class = dup_class (card);
  g_autofree char *style = plain ? g_strdup_printf ("background-color: %s;", background) : NULL;
  g_autofree char *header = dup_header (face, card);
  g_autofree char *subheader = NULL;

  if (!fits (face, card))
    {
      galley_face_whole (face, card);
      return;
    }
  subheader = galley_face_dup_joined (face, card->first_child);
  galley_writer_open (writer, "div", "class", class, "style", style, "data-background-color",
                      background, NULL);
  if (!split)
    write_image (face, card);
  galley_writer_markup (writer, "<div class=\"kg-header-card-content\">", -1);
  if (split)
    write_image (face, card);
  galley_writer_open (writer, "div", "class",
                      is (card, "align", "center") ? "kg-header-card-text kg-align-center"
                                                   : "kg-header-card-text ",
                      NULL);
  write_line (face, card, "h2", "kg-header-card-heading", header);
  write_line (face, card, "p", "kg-header-card-subheading", subheader);
  write_button (face, card);
  galley_writer_markup (writer, "</div></div></div>", -1);
}

/* Beside a picture, or before it: how the background is said. */
static char *
dup_mail_style (GalleyFace       *face,
                const GalleyNode *card)
{
  const char *image = galley_media_resolve (face, get (card, "image"));
  const char *background = get_background (card);
  g_autofree char *behind
    = image[0] != '\0' && !is (card, "layout", "split")
        ? g_strdup_printf ("background-image: url(%s); background-size: cover; "
                           "background-position: center center;",
                           image)
        : g_strdup_printf ("background-color: %s;",
                           g_str_equal (background, "accent") ? face->accent : background);

  return g_strdup_printf ("color: %s;%s %s", get_color (card),
                          is (card, "align", "center") ? " text-align: center;" : "", behind);
}

static void
write_mail_row (GalleyFace       *face,
                const GalleyNode *card,
                const char       *cell_class,
                const char       *element,
                const char       *class_name,
                const char       *html)
{
  g_autofree char *ink = g_strdup_printf ("color: %s;", get_color (card));

  galley_writer_markup (face->writer, "<tr>", -1);
  galley_writer_open (face->writer, "td", "class", cell_class, "align", get (card, "align"), NULL);
  galley_writer_open (face->writer, element, "class", class_name, "style", ink, NULL);
  galley_writer_markup (face->writer, html, -1);
  galley_writer_close (face->writer, element);
  galley_writer_markup (face->writer, "</td></tr>", -1);
}

static void
write_mail_picture (GalleyFace       *face,
                    const GalleyNode *card)
{
  const char *src = galley_media_resolve (face, get (card, "image"));
  g_autofree char *style
    = g_strdup_printf ("background-image: url(%s); background-size: cover;", src);

  if (!is (card, "layout", "split") || src[0] == '\0')
    return;
  galley_writer_markup (face->writer, GALLEY_MAIL_BARE_TABLE "<tr>", -1);
  galley_writer_open (face->writer, "td", "background", src, "class", "kg-header-card-image",
                      "align", "center", "height", "320", "style", style, NULL);
  galley_writer_markup (face->writer, "</td></tr>" GALLEY_MAIL_TABLE_END, -1);
}

static void
email (GalleyFace       *face,
       const GalleyNode *card)
{
  GalleyWriter *writer = face->writer;
  const char *image = galley_media_resolve (face, get (card, "image"));
  gboolean center = is (card, "align", "center");
  gboolean dark = g_ascii_strcasecmp (get_color (card), "#ffffff") == 0;
  gboolean behind = image[0] != '\0' && !is (card, "layout", "split");
  g_autofree char *style = dup_mail_style (face, card);
  g_autofree char *header = dup_header (face, card);
  g_autofree char *label = galley_media_dup_markup (get (card, "button"));
  g_autofree char *subheader = NULL;

  if (!fits (face, card))
    {
      galley_face_whole (face, card);
      return;
    }
  subheader = galley_face_dup_joined (face, card->first_child);
  galley_writer_open (writer, "div", "class",
                      dark ? "kg-header-card kg-v2 kg-header-card-dark-bg"
                           : "kg-header-card kg-v2 kg-header-card-light-bg",
                      "style", style, NULL);
  write_mail_picture (face, card);
  galley_writer_open (writer, "table", "role", "presentation", "border", "0", "cellpadding", "0",
                      "cellspacing", "0", "width", "100%", "align", center ? "center" : NULL,
                      "background", behind ? image : NULL, "style", style, NULL);
  galley_writer_markup (writer,
                        "<tbody><tr><td class=\"kg-header-card-content\" valign=\"top\" "
                        "style=\"padding: 40px;\">" GALLEY_MAIL_BARE_TABLE,
                        -1);
  write_mail_row (face, card, NULL, "h2", "kg-header-card-heading", header);
  write_mail_row (face, card, "kg-header-card-subheading-wrapper", "p",
                  "kg-header-card-subheading", subheader);
  galley_writer_markup (writer, "<tr>", -1);
  if (has_button (card))
    {
      galley_writer_markup (writer, "<td class=\"kg-header-button-wrapper\">", -1);
      galley_mail_parts_button (face, get (card, "url"), label, NULL, get_button_color (card),
                                get_button_ink (card), get (card, "align"), NULL);
      galley_writer_markup (writer, "</td>", -1);
    }
  galley_writer_markup (writer,
                        "</tr>" GALLEY_MAIL_TABLE_END "</td></tr></tbody></table></div>", -1);
}

static void
text (GalleyFace       *face,
      const GalleyNode *card)
{
  g_autofree char *button = g_strdup_printf ("%s (%s)", get (card, "button"), get (card, "url"));

  galley_face_whole (face, card);
  if (has_button (card))
    face->paragraph (face, button);
}

static void
set_image (GalleyFace       *face,
           JsonObject       *node,
           const GalleyNode *card)
{
  const char *src = get (card, "image");
  const GalleyPicturePlace *place
    = face->pictures != NULL ? galley_picture_map_lookup (face->pictures, src) : NULL;

  json_object_set_string_member (node, "backgroundImageSrc", place != NULL ? place->url : src);
  if (place == NULL || place->width == 0 || place->height == 0)
    return;
  json_object_set_int_member (node, "backgroundImageWidth", place->width);
  json_object_set_int_member (node, "backgroundImageHeight", place->height);
}

static JsonObject *
lexical (GalleyFace       *face,
         const GalleyNode *card)
{
  g_autofree char *header = dup_header (face, card);
  g_autofree char *subheader = galley_face_dup_joined (face, card->first_child);
  g_autofree char *label = galley_media_dup_markup (get (card, "button"));
  JsonObject *node = json_object_new ();

  json_object_set_string_member (node, "type", "header");
  json_object_set_int_member (node, "version", 2);
  json_object_set_string_member (node, "size", get (card, "size"));
  json_object_set_string_member (node, "style", get (card, "style"));
  json_object_set_boolean_member (node, "buttonEnabled", has_button (card));
  json_object_set_string_member (node, "buttonUrl", has_button (card) ? get (card, "url") : "");
  json_object_set_string_member (node, "buttonText", label);
  json_object_set_string_member (node, "header", header);
  json_object_set_string_member (node, "subheader", subheader);
  set_image (face, node, card);
  json_object_set_string_member (node, "alignment", get (card, "align"));
  json_object_set_string_member (node, "backgroundColor", get_background (card));
  json_object_set_string_member (node, "backgroundSize", "cover");
  json_object_set_string_member (node, "textColor", get_color (card));
  json_object_set_string_member (node, "buttonColor", get_button_color (card));
  json_object_set_string_member (node, "buttonTextColor", get_button_ink (card));
  json_object_set_string_member (node, "layout", get (card, "layout"));
  json_object_set_boolean_member (node, "swapped", FALSE);
  return node;
}

static gboolean
is_text (JsonObject *node,
         const char *name,
         const char *value)
{
  return g_strcmp0 (galley_json_get_string (node, name), value) == 0;
}

/* A colour that goes without saying is not said. */
static const char *
get_own_color (JsonObject *node,
               const char *name,
               const char *dark,
               const char *light,
               const char *accent)
{
  const char *usual = is_text (node, "style", "light")    ? light
                      : is_text (node, "style", "accent") ? accent
                                                          : dark;

  return is_text (node, name, usual) ? NULL : galley_json_get_string (node, name);
}

static char *
from_lexical (GalleyBack *back,
              JsonObject *node)
{
  gboolean button = galley_json_get_boolean (node, "buttonEnabled", FALSE);
  const char *header = galley_json_get_string (node, "header");
  const char *subheader = galley_json_get_string (node, "subheader");
  const char *src = galley_json_get_string (node, "backgroundImageSrc");
  const char *markup = button ? galley_json_get_string (node, "buttonText") : NULL;
  g_autofree char *label = markup != NULL ? galley_media_dup_plain (markup) : NULL;
  g_autofree char *image = NULL;
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  if (!is_text (node, "type", "header") || galley_json_get_int (node, "version", 0) != 2)
    return NULL;
  if (src != NULL && src[0] != '\0')
    image = back->dup_address (back, src, galley_json_get_int (node, "backgroundImageWidth", 0),
                               galley_json_get_int (node, "backgroundImageHeight", 0));
  title = back->dup_line (back, header != NULL ? header : "");
  body = back->dup_paragraphs (back, subheader != NULL ? subheader : "", NULL);
  if (title == NULL || body == NULL)
    return NULL;
  return galley_card_write (
    &galley_card_header, title, body, "size", galley_json_get_string (node, "size"), "style",
    galley_json_get_string (node, "style"), "layout", galley_json_get_string (node, "layout"),
    "align", galley_json_get_string (node, "alignment"), "background",
    get_own_color (node, "backgroundColor", "#000000", "#F0F0F0", "accent"), "color",
    get_own_color (node, "textColor", "#FFFFFF", "#000000", "#FFFFFF"), "image", image, "button",
    label, "url",
    button ? galley_json_get_string (node, "buttonUrl") : NULL, NULL);
}

const GalleyCardKind galley_card_header = {
  .id = "header",
  .name = N_ ("Header"),
  .description = N_ ("Large words across the page, with a button"),
  .title = N_ ("Heading"),
  .options = options,
  .parts = parts,
  .fits = fits,
  .web = web,
  .email = email,
  .text = text,
  .lexical = lexical,
  .from_lexical = from_lexical,
};
