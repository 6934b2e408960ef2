/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-card.h"
#include "galley-media.h"

#define PAPER "#F0F0F0"
#define INK "#000000"
#define BUTTON_INK "#FFFFFF"
#define BUTTON "Subscribe"
#define SUCCESS "Thanks! Now check your email to confirm."

/* Moves on the button while the form is sent. */
#define DOTS ".nc-loop-dots-4-24-icon-o"
#define ICON                                                                                       \
  "<svg xmlns=\"http://www.w3.org/2000/svg\" height=\"24\" width=\"24\" viewBox=\"0 0 24 24\">"       \
  "<g stroke-linecap=\"round\" stroke-width=\"2\" fill=\"currentColor\" stroke=\"none\" "             \
  "stroke-linejoin=\"round\" class=\"nc-icon-wrapper\"><g class=\"nc-loop-dots-4-24-icon-o\">"        \
  "<circle cx=\"4\" cy=\"12\" r=\"3\"></circle><circle cx=\"12\" cy=\"12\" r=\"3\"></circle>"         \
  "<circle cx=\"20\" cy=\"12\" r=\"3\"></circle></g><style data-cap=\"butt\">\n                "      \
  DOTS "{--animation-duration:0.8s}\n                "                                             \
  DOTS " *{opacity:.4;transform:scale(.75);animation:nc-loop-dots-4-anim "                         \
  "var(--animation-duration) infinite}\n                "                                          \
  DOTS " :nth-child(1){transform-origin:4px 12px;animation-delay:-.3s;"                            \
  "animation-delay:calc(var(--animation-duration)/-2.666)}\n                "                      \
  DOTS " :nth-child(2){transform-origin:12px 12px;animation-delay:-.15s;"                          \
  "animation-delay:calc(var(--animation-duration)/-5.333)}\n                "                      \
  DOTS " :nth-child(3){transform-origin:20px 12px}\n                "                              \
  "@keyframes nc-loop-dots-4-anim{0%,100%{opacity:.4;transform:scale(.75)}"                        \
  "50%{opacity:1;transform:scale(1)}}\n            </style></g></svg>"

static const char *const layouts[] = { "wide", "regular", "full", "split", NULL };
static const char *const alignments[] = { "left", "center", NULL };

static const GalleyCardOption options[] = {
  { "layout", N_ ("How wide the box is"), layouts, "wide" },
  { "align", N_ ("How its text is aligned"), alignments, "left" },
  { "button", N_ ("The words on the button"), NULL, BUTTON },
  { "label", N_ ("A label for those who sign up here"), NULL, "" },
  { "success", N_ ("What is said afterwards"), NULL, SUCCESS },
  { NULL },
};

static const GalleyCardPart parts[] = {
  { N_ ("Line below the heading"), GALLEY_CARD_PART_LINE, FALSE },
  { N_ ("Small print"), GALLEY_CARD_PART_LINE, FALSE },
  { NULL },
};

extern const GalleyCardKind galley_card_signup;

static const char *
get (const GalleyNode *card,
     const char       *name)
{
  return galley_card_get_option (&galley_card_signup, card, name);
}

static gboolean
fits (GalleyFace       *face,
      const GalleyNode *card)
{
  return galley_face_is_plain (card)
         && (card->first_child == NULL || card->first_child->next == NULL
             || card->first_child->next->next == NULL);
}

static const GalleyNode *
get_disclaimer (const GalleyNode *card)
{
  return card->first_child != NULL ? card->first_child->next : NULL;
}

static void
write_line (GalleyFace       *face,
            const char       *element,
            const char       *class_name,
            const GalleyNode *node)
{
  galley_writer_markup (face->writer, "\n                    ", -1);
  if (node == NULL)
    return;
  galley_writer_open (face->writer, element, "class", class_name, "style", "color: " INK ";", NULL);
  face->inlines (face, node->first_child);
  galley_writer_close (face->writer, element);
}

/* Where nothing is said Ghost says something of its own, so that never happens. */
static const char *
get_words (const GalleyNode *card,
           const char       *option)
{
  const char *words = get (card, option);

  if (words[0] != '\0')
    return words;
  return g_str_equal (option, "button") ? BUTTON : SUCCESS;
}

static void
write_fields (GalleyFace       *face,
              const GalleyNode *card)
{
  GalleyWriter *writer = face->writer;

  galley_writer_markup (
    writer,
    "\n            <div class=\"kg-signup-card-fields\">\n                "
    "<input class=\"kg-signup-card-input\" id=\"email\" data-members-email=\"\" type=\"email\" "
    "required=\"true\" placeholder=\"jamie@example.com\">\n                ",
    -1);
  galley_writer_open (writer, "button", "class", "kg-signup-card-button kg-style-accent", "style",
                      "color: " BUTTON_INK ";", "type", "submit", NULL);
  galley_writer_markup (writer, "\n                    ", -1);
  galley_writer_open (writer, "span", "class", "kg-signup-card-button-default", NULL);
  galley_writer_text (writer, get_words (card, "button"), -1);
  galley_writer_close (writer, "span");
  galley_writer_markup (writer,
                        "\n                    <span class=\"kg-signup-card-button-loading\">" ICON
                        "</span>\n                </button>\n            </div>\n            ",
                        -1);
}

static void
write_form (GalleyFace       *face,
            const GalleyNode *card)
{
  GalleyWriter *writer = face->writer;
  const char *label = get (card, "label");

  galley_writer_markup (writer, "\n                    \n        ", -1);
  galley_writer_open (writer, "form", "class", "kg-signup-card-form", "data-members-form", "signup",
                      NULL);
  galley_writer_markup (writer, "\n            ", -1);
  if (label[0] != '\0')
    galley_writer_empty (writer, "input", "data-members-label", "", "type", "hidden", "value",
                         label, NULL);
  write_fields (face, card);
  galley_writer_open (writer, "div", "class", "kg-signup-card-success", "style",
                      "color: " INK ";", NULL);
  galley_writer_markup (writer, "\n                ", -1);
  galley_writer_text (writer, get_words (card, "success"), -1);
  galley_writer_markup (writer,
                        "\n            </div>\n            <div class=\"kg-signup-card-error\" "
                        "style=\"color: " INK ";\" data-members-error=\"\"></div>\n        </form>"
                        "\n        ",
                        -1);
}

static char *
dup_class (const GalleyNode *card)
{
  const char *layout = get (card, "layout");

  if (g_str_equal (layout, "split"))
    return g_strdup ("kg-card kg-signup-card kg-layout-split kg-width-full ");
  return g_strconcat ("kg-card kg-signup-card kg-width-", layout,
                      g_str_equal (layout, "full") ? " kg-content-wide " : " ", NULL);
}

static void
web (GalleyFace       *face,
     const GalleyNode *card)
{
  GalleyWriter *writer = face->writer;
  g_autofree char *class = dup_class (card);
  gboolean center = g_str_equal (get (card, "align"), "center");

  galley_writer_open (writer, "div", "class", class, "data-lexical-signup-form", "", "style",
                      "background-color: " PAPER "; display: none;", NULL);
  galley_writer_markup (writer, "\n            \n            ", -1);
  galley_writer_open (writer, "div", "class", "kg-signup-card-content", NULL);
  galley_writer_markup (writer, "\n                \n                ", -1);
  galley_writer_open (writer, "div", "class",
                      center ? "kg-signup-card-text kg-align-center" : "kg-signup-card-text ",
                      NULL);
  write_line (face, "h2", "kg-signup-card-heading", card->card.title);
  if (fits (face, card))
    write_line (face, "p", "kg-signup-card-subheading", card->first_child);
  else
    face->blocks (face, card->first_child);
  write_form (face, card);
  write_line (face, "p", "kg-signup-card-disclaimer", fits (face, card) ? get_disclaimer (card) : NULL);
  galley_writer_markup (writer, "\n                </div>\n            </div>\n        </div>", -1);
}

static void
set_html (GalleyFace       *face,
          JsonObject       *node,
          const char       *name,
          const GalleyNode *source)
{
  g_autofree char *html
    = source != NULL ? face->dup_inlines (face, source->first_child) : g_strdup ("");

  json_object_set_string_member (node, name, html);
}

/* Ghost writes these into its page as they are, a label even into an attribute. */
static void
set_words (JsonObject       *node,
           const char       *name,
           const GalleyNode *card,
           const char       *option)
{
  g_autofree char *markup = galley_media_dup_markup (get_words (card, option));

  json_object_set_string_member (node, name, markup);
}

static JsonArray *
new_labels (const GalleyNode *card)
{
  JsonArray *labels = json_array_new ();
  const char *label = get (card, "label");
  g_autofree char *markup = strpbrk (label, "\"<>") != NULL ? g_markup_escape_text (label, -1)
                                                           : galley_media_dup_markup (label);

  if (label[0] != '\0')
    json_array_add_string_element (labels, markup);
  return labels;
}

static JsonObject *
lexical (GalleyFace       *face,
         const GalleyNode *card)
{
  JsonObject *node = json_object_new ();

  json_object_set_string_member (node, "type", "signup");
  json_object_set_int_member (node, "version", 1);
  json_object_set_string_member (node, "alignment", get (card, "align"));
  json_object_set_string_member (node, "backgroundColor", PAPER);
  json_object_set_string_member (node, "backgroundImageSrc", "");
  json_object_set_string_member (node, "backgroundSize", "cover");
  json_object_set_string_member (node, "textColor", INK);
  json_object_set_string_member (node, "buttonColor", "accent");
  json_object_set_string_member (node, "buttonTextColor", BUTTON_INK);
  set_words (node, "buttonText", card, "button");
  set_html (face, node, "disclaimer", get_disclaimer (card));
  set_html (face, node, "header", card->card.title);
  set_html (face, node, "subheader", card->first_child);
  json_object_set_array_member (node, "labels", new_labels (card));
  json_object_set_string_member (node, "layout", get (card, "layout"));
  set_words (node, "successMessage", card, "success");
  json_object_set_boolean_member (node, "swapped", FALSE);
  return node;
}

/* The paragraphs of the box: what stands above the field, then what stands below. */
static char *
dup_body (GalleyBack *back,
          JsonObject *node)
{
  const char *above = galley_json_get_string (node, "subheader");
  const char *below = galley_json_get_string (node, "disclaimer");
  g_autofree char *first = back->dup_line (back, above != NULL ? above : "");
  g_autofree char *second = back->dup_line (back, below != NULL ? below : "");

  if (first == NULL || second == NULL)
    return NULL;
  return second[0] != '\0' ? g_strconcat (first, "\n\n", second, NULL) : g_strdup (first);
}

static char *
dup_words (JsonObject *node,
           const char *name)
{
  const char *markup = galley_json_get_string (node, name);

  return markup != NULL ? galley_media_dup_plain (markup) : NULL;
}

static char *
from_lexical (GalleyBack *back,
              JsonObject *node)
{
  const char *header = galley_json_get_string (node, "header");
  JsonArray *labels = galley_json_get_array (node, "labels");
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  g_autofree char *label = NULL;
  g_autofree char *button = dup_words (node, "buttonText");
  g_autofree char *success = dup_words (node, "successMessage");

  if (g_strcmp0 (galley_json_get_string (node, "type"), "signup") != 0)
    return NULL;
  if (labels != NULL && json_array_get_length (labels) == 1
      && json_node_get_value_type (json_array_get_element (labels, 0)) == G_TYPE_STRING)
    label = galley_media_dup_plain (json_array_get_string_element (labels, 0));
  title = back->dup_line (back, header != NULL ? header : "");
  body = dup_body (back, node);
  if (title == NULL || body == NULL)
    return NULL;
  return galley_card_write (&galley_card_signup, title, body, "layout",
                            galley_json_get_string (node, "layout"), "align",
                            galley_json_get_string (node, "alignment"), "button", button, "label",
                            label, "success", success, NULL);
}

const GalleyCardKind galley_card_signup = {
  .id = "signup",
  .name = N_ ("Sign-up form"),
  .description = N_ ("A box to subscribe in; mails leave it out"),
  .title = N_ ("Heading"),
  .options = options,
  .parts = parts,
  .fits = fits,
  .web = web,
  .lexical = lexical,
  .from_lexical = from_lexical,
};
