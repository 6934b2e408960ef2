/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-callout.h"

const char *const galley_callout_colors[] = {
  "grey", "white", "blue", "green", "yellow", "red", "pink", "purple", "accent", NULL,
};

/* In a mail there is no style sheet to name a colour. */
static const char *const backgrounds[] = {
  "#f1f2f4", "#ffffff", "#e9f6fb", "#e8f8ea", "#fcf4e3", "#fbe9e9", "#fceef8", "#f2edfc", NULL,
};

/* A row never sees another one; the kind is found again by the card's own name. */
static const char *
option (const GalleyNode *card,
        const char       *name)
{
  const GalleyCardKind *kind = galley_card_find_kind (card->card.kind);

  return kind != NULL ? galley_card_get_option (kind, card, name) : "";
}

static char *
mail_style (GalleyFace *face,
            const char *color)
{
  const char *background = face->accent;

  if (face->styles == NULL)
    return NULL;
  for (guint i = 0; backgrounds[i] != NULL; i++)
    if (g_strcmp0 (galley_callout_colors[i], color) == 0)
      background = backgrounds[i];
  return g_strdup_printf ("%s background: %s; color: %s;%s", face->styles[GALLEY_MAIL_CALLOUT],
                          background, background == face->accent ? "#ffffff" : "#15212a",
                          g_str_equal (background, "#ffffff") ? " border: 1px solid #dddedf;" : "");
}

static void
write_title (GalleyFace       *face,
             const GalleyNode *card)
{
  if (card->card.title == NULL)
    return;
  galley_writer_open (face->writer, "strong", NULL);
  face->inlines (face, card->card.title->first_child);
  galley_writer_close (face->writer, "strong");
  if (card->first_child != NULL)
    galley_writer_empty (face->writer, "br", NULL);
}

static void
write_body (GalleyFace       *face,
            const GalleyNode *card)
{
  write_title (face, card);
  if (galley_callout_fits (face, card))
    galley_face_joined (face, card->first_child);
  else
    face->blocks (face, card->first_child);
}

gboolean
galley_callout_fits (GalleyFace       *face,
                     const GalleyNode *card)
{
  return galley_face_is_plain (card);
}

void
galley_callout_web (GalleyFace       *face,
                    const GalleyNode *card)
{
  const char *color = option (card, "color");
  const char *emoji = option (card, "emoji");
  g_autofree char *class = g_strconcat ("kg-card kg-callout-card kg-callout-card-", color, NULL);
  g_autofree char *style = mail_style (face, color);
  GalleyWriter *writer = face->writer;

  galley_writer_open (writer, "div", "class", class, "style", style, NULL);
  if (emoji[0] != '\0')
    {
      galley_writer_open (writer, "div", "class", "kg-callout-emoji", "style",
                          galley_face_style (face, GALLEY_MAIL_EMOJI), NULL);
      galley_writer_text (writer, emoji, -1);
      galley_writer_close (writer, "div");
    }
  galley_writer_open (writer, "div", "class", "kg-callout-text", "style",
                      galley_face_style (face, GALLEY_MAIL_CALLOUT_TEXT), NULL);
  write_body (face, card);
  galley_writer_close (writer, "div");
  galley_writer_close (writer, "div");
}

void
galley_callout_text (GalleyFace       *face,
                     const GalleyNode *card)
{
  const char *emoji = option (card, "emoji");
  const char *gap = emoji[0] != '\0' ? " " : "";

  if (card->card.title != NULL)
    {
      g_autofree char *title = face->dup_inlines (face, card->card.title->first_child);
      g_autofree char *line = g_strconcat (emoji, gap, title, NULL);

      face->paragraph (face, line);
    }
  else if (emoji[0] != '\0')
    {
      face->paragraph (face, emoji);
    }
  face->blocks (face, card->first_child);
}

JsonObject *
galley_callout_lexical (GalleyFace       *face,
                        const GalleyNode *card)
{
  GalleyWriter *outer = face->writer;
  g_autoptr (GalleyWriter) writer = galley_writer_new ();
  g_autofree char *html = NULL;
  JsonObject *node = json_object_new ();

  face->writer = writer;
  write_body (face, card);
  face->writer = outer;
  html = galley_writer_finish (writer, NULL);
  json_object_set_string_member (node, "type", "callout");
  json_object_set_int_member (node, "version", 1);
  json_object_set_string_member (node, "calloutText", html);
  json_object_set_string_member (node, "calloutEmoji", option (card, "emoji"));
  json_object_set_string_member (node, "backgroundColor", option (card, "color"));
  return node;
}

/* The kind whose emoji it is; any other is a note. */
static const char *
find_kind (const char *emoji)
{
  static const char *const ids[] = { "note", "tip", "important", "warning", "caution" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const GalleyCardKind *kind = galley_card_find_kind (ids[i]);

      if (kind != NULL && g_strcmp0 (kind->options[0].fallback, emoji) == 0)
        return ids[i];
    }
  return ids[0];
}

char *
galley_callout_from_lexical (GalleyBack *back,
                             const char *id,
                             JsonObject *node)
{
  const char *emoji = galley_json_get_string (node, "calloutEmoji");
  const char *color = galley_json_get_string (node, "backgroundColor");
  const char *html = galley_json_get_string (node, "calloutText");
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  if (g_strcmp0 (galley_json_get_string (node, "type"), "callout") != 0 || html == NULL)
    return NULL;
  /* What the node does not say is what Ghost takes for granted. */
  if (!json_object_has_member (node, "calloutEmoji"))
    emoji = "💡";
  emoji = emoji != NULL ? emoji : "";
  if (!g_str_equal (find_kind (emoji), id))
    return NULL;
  body = back->dup_paragraphs (back, html, &title);
  return body != NULL ? galley_card_write (galley_card_find_kind (id), title, body, "emoji", emoji,
                                           "color", color != NULL ? color : "blue", NULL)
                      : NULL;
}
