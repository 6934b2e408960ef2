/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-blanks.h"
#include "galley-card.h"

extern const GalleyCardKind galley_card_toggle;

static void
write_title (GalleyFace       *face,
             const GalleyNode *card)
{
  if (card->card.title != NULL)
    face->inlines (face, card->card.title->first_child);
}

static void
web (GalleyFace       *face,
     const GalleyNode *card)
{
  GalleyWriter *writer = face->writer;

  galley_writer_open (writer, "div", "class", "kg-card kg-toggle-card", "data-kg-toggle-state",
                      "close", NULL);
  galley_writer_markup (writer, "\n            ", -1);
  galley_writer_open (writer, "div", "class", "kg-toggle-heading", NULL);
  galley_writer_markup (writer, "\n                ", -1);
  galley_writer_open (writer, "h4", "class", "kg-toggle-heading-text", NULL);
  write_title (face, card);
  galley_writer_close (writer, "h4");
  galley_writer_markup (
    writer,
    "\n                <button class=\"kg-toggle-card-icon\" aria-label=\"Expand toggle to read "
    "content\">\n                    <svg id=\"Regular\" xmlns=\"http://www.w3.org/2000/svg\" "
    "viewBox=\"0 0 24 24\">\n                        <path class=\"cls-1\" "
    "d=\"M23.25,7.311,12.53,18.03a.749.749,0,0,1-1.06,0L.75,7.311\"></path>\n"
    "                    </svg>\n                </button>\n            ",
    -1);
  galley_writer_close (writer, "div");
  galley_writer_markup (writer, "\n            ", -1);
  galley_writer_open (writer, "div", "class", "kg-toggle-content", NULL);
  face->blocks (face, card->first_child);
  galley_writer_close (writer, "div");
  galley_writer_markup (writer, "\n        ", -1);
  galley_writer_close (writer, "div");
}

/* Nothing opens in a mail, so it is open there. */
static void
email (GalleyFace       *face,
       const GalleyNode *card)
{
  GalleyWriter *writer = face->writer;

  galley_writer_open (writer, "table", "class", "kg-toggle-card", "role", "presentation",
                      "cellspacing", "0", "cellpadding", "0", "border", "0", "width", "100%",
                      "style", galley_face_style (face, GALLEY_MAIL_TOGGLE), NULL);
  galley_writer_markup (writer, "<tbody><tr>", -1);
  galley_writer_open (writer, "td", "class", "kg-toggle-heading", "valign", "top", "style",
                      galley_face_style (face, GALLEY_MAIL_TOGGLE_HEADING), NULL);
  galley_writer_open (writer, "h4", "style", galley_face_style (face, GALLEY_MAIL_TOGGLE_TITLE),
                      NULL);
  write_title (face, card);
  galley_writer_close (writer, "h4");
  galley_writer_close (writer, "td");
  galley_writer_markup (writer, "</tr><tr>", -1);
  galley_writer_open (writer, "td", "class", "kg-toggle-content", "valign", "top", "style",
                      galley_face_style (face, GALLEY_MAIL_TOGGLE_CONTENT), NULL);
  face->blocks (face, card->first_child);
  galley_writer_close (writer, "td");
  galley_writer_markup (writer, "</tr></tbody>", -1);
  galley_writer_close (writer, "table");
}

static void
text (GalleyFace       *face,
      const GalleyNode *card)
{
  if (card->card.title != NULL)
    {
      g_autofree char *title = face->dup_inlines (face, card->card.title->first_child);

      face->paragraph (face, title);
    }
  face->blocks (face, card->first_child);
}

static JsonObject *
lexical (GalleyFace       *face,
         const GalleyNode *card)
{
  g_autofree char *heading
    = card->card.title != NULL ? face->dup_inlines (face, card->card.title->first_child)
                               : g_strdup ("");
  g_autofree char *content = face->dup_blocks (face, card->first_child);
  g_autofree char *kept_heading = galley_blanks_keep (heading);
  g_autofree char *kept_content = galley_blanks_keep (content);
  JsonObject *node = json_object_new ();

  json_object_set_string_member (node, "type", "toggle");
  json_object_set_int_member (node, "version", 1);
  json_object_set_string_member (node, "heading", kept_heading);
  json_object_set_string_member (node, "content", kept_content);
  return node;
}

static char *
from_lexical (GalleyBack *back,
              JsonObject *node)
{
  const char *heading = galley_json_get_string (node, "heading");
  const char *content = galley_json_get_string (node, "content");
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  if (g_strcmp0 (galley_json_get_string (node, "type"), "toggle") != 0)
    return NULL;
  title = back->dup_line (back, heading != NULL ? heading : "");
  body = back->dup_blocks (back, content != NULL ? content : "");
  return title != NULL && body != NULL
           ? galley_card_write (&galley_card_toggle, title, body, NULL) : NULL;
}

const GalleyCardKind galley_card_toggle = {
  .id = "toggle",
  .name = N_ ("Toggle"),
  .description = N_ ("A heading that opens to show more"),
  .title = N_ ("Heading"),
  .web = web,
  .email = email,
  .text = text,
  .lexical = lexical,
  .from_lexical = from_lexical,
};
