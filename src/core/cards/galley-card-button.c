/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-mail-parts.h"
#include "galley-media.h"

static const char *const alignments[] = { "center", "left", NULL };

static const GalleyCardOption options[] = {
  { "align", N_ ("Where the button stands"), alignments, "center" },
  { NULL },
};

static const GalleyCardPart parts[] = {
  { N_ ("Button"), GALLEY_CARD_PART_LINK, TRUE },
  { NULL },
};

extern const GalleyCardKind galley_card_button;

static char *
dup_label (const GalleyNode *link)
{
  return g_strstrip (link->type == GALLEY_NODE_BOOKMARK ? g_strdup (link->link.url)
                                                        : galley_node_dup_text (link));
}

/* NULL when there is no address to go to or nothing to say, for which Ghost has words of its own. */
static const GalleyNode *
find_link (const GalleyNode *card)
{
  const GalleyNode *link
    = card->first_child == card->last_child && card->card.title == NULL
        ? galley_face_lone_link (card->first_child) : NULL;
  g_autofree char *label = link != NULL ? dup_label (link) : NULL;

  /* Ghost's mail takes both as markup. */
  if (link == NULL || label[0] == '\0' || strchr (label, '<') != NULL
      || galley_face_safe_url (link->link.url)[0] == '\0'
      || !galley_media_is_verbatim (link->link.url))
    return NULL;
  return link;
}

static gboolean
fits (GalleyFace       *face,
      const GalleyNode *card)
{
  return find_link (card) != NULL;
}

static void
web (GalleyFace       *face,
     const GalleyNode *card)
{
  const char *align = galley_card_get_option (&galley_card_button, card, "align");
  const GalleyNode *link = find_link (card);
  g_autofree char *class = g_strconcat ("kg-card kg-button-card kg-align-", align, NULL);
  g_autofree char *label = NULL;

  if (link == NULL)
    {
      galley_face_whole (face, card);
      return;
    }
  label = dup_label (link);
  galley_writer_open (face->writer, "div", "class", class, NULL);
  galley_writer_open (face->writer, "a", "href", link->link.url, "class", "kg-btn kg-btn-accent",
                      NULL);
  galley_writer_text (face->writer, label, -1);
  galley_writer_close (face->writer, "a");
  galley_writer_close (face->writer, "div");
}

static void
email (GalleyFace       *face,
       const GalleyNode *card)
{
  const char *align = galley_card_get_option (&galley_card_button, card, "align");
  const GalleyNode *link = find_link (card);
  GalleyWriter *writer = face->writer;
  g_autofree char *label = NULL;
  g_autofree char *markup = NULL;

  if (link == NULL)
    {
      galley_face_whole (face, card);
      return;
    }
  label = dup_label (link);
  markup = galley_media_dup_markup (label);
  galley_writer_open (writer, "table", "class", "kg-card kg-button-card", "role", "presentation",
                      "border", "0", "cellpadding", "0", "cellspacing", "0", "width", "100%",
                      "style", galley_face_style (face, GALLEY_MAIL_LAYOUT), NULL);
  galley_writer_markup (writer, "<tbody><tr>", -1);
  galley_writer_open (writer, "td", "class", "kg-card-spacing", "valign", "top", "style",
                      galley_face_style (face, GALLEY_MAIL_ROOM), NULL);
  galley_mail_parts_button (face, link->link.url, markup, NULL, NULL, NULL, align, NULL);
  galley_writer_markup (writer, "</td></tr></tbody></table>", -1);
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
  const GalleyNode *link = find_link (card);
  g_autofree char *label = link != NULL ? dup_label (link) : NULL;
  JsonObject *node;

  if (link == NULL)
    return NULL;
  node = json_object_new ();
  json_object_set_string_member (node, "type", "button");
  json_object_set_int_member (node, "version", 1);
  json_object_set_string_member (node, "buttonText", label);
  json_object_set_string_member (node, "alignment",
                                 galley_card_get_option (&galley_card_button, card, "align"));
  json_object_set_string_member (node, "buttonUrl", link->link.url);
  return node;
}

static char *
from_lexical (GalleyBack *back,
              JsonObject *node)
{
  const char *words = galley_json_get_string (node, "buttonText");
  const char *url = galley_json_get_string (node, "buttonUrl");
  g_autofree char *link = NULL;

  if (g_strcmp0 (galley_json_get_string (node, "type"), "button") != 0 || words == NULL
      || url == NULL)
    return NULL;
  link = back->dup_link (back, words, url);
  return link != NULL ? galley_card_write (&galley_card_button, NULL, link, "align",
                                           galley_json_get_string (node, "alignment"), NULL)
                      : NULL;
}

const GalleyCardKind galley_card_button = {
  .id = "button",
  .name = N_ ("Button"),
  .description = N_ ("One link as a button"),
  .options = options,
  .parts = parts,
  .fits = fits,
  .web = web,
  .email = email,
  .text = text,
  .lexical = lexical,
  .from_lexical = from_lexical,
};
