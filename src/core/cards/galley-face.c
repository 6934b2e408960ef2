/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-face.h"

const char *
galley_face_style (const GalleyFace *self,
                   GalleyMailStyle   style)
{
  return self->styles != NULL ? self->styles[style] : NULL;
}

const char *
galley_face_get_target (const GalleyFace *self)
{
  return self->styles != NULL ? "_blank" : NULL;
}

gboolean
galley_face_is_mail (const GalleyFace *self)
{
  return self->styles != NULL && self->inside == 0;
}

const char *
galley_face_safe_url (const char *url)
{
  static const char *const refused[] = { "javascript:", "vbscript:", "data:", "file:" };
  char scheme[16];
  gsize length = 0;

  /* Browsers skip control characters and blanks before and inside a scheme. */
  for (const char *p = url; *p != '\0' && length < sizeof scheme - 1; p++)
    if ((guchar) *p > 0x20)
      scheme[length++] = g_ascii_tolower (*p);
  scheme[length] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    if (g_str_has_prefix (scheme, refused[i]))
      return "";
  return url;
}

JsonObject *
galley_face_html_card (const char *html,
                       gboolean    non_member,
                       const char *web_segment,
                       const char *email_segment)
{
  JsonObject *card = json_object_new ();
  JsonObject *visibility = json_object_new ();
  JsonObject *web = json_object_new ();
  JsonObject *email = json_object_new ();

  json_object_set_boolean_member (web, "nonMember", non_member);
  json_object_set_string_member (web, "memberSegment", web_segment);
  json_object_set_string_member (email, "memberSegment", email_segment);
  json_object_set_object_member (visibility, "web", web);
  json_object_set_object_member (visibility, "email", email);
  json_object_set_string_member (card, "type", "html");
  json_object_set_int_member (card, "version", 1);
  json_object_set_string_member (card, "html", html);
  json_object_set_object_member (card, "visibility", visibility);
  return card;
}

gboolean
galley_face_is_html_for (JsonObject *node,
                         gboolean    non_member,
                         const char *web_segment,
                         const char *email_segment)
{
  JsonObject *visibility = galley_json_get_object (node, "visibility");
  JsonObject *web = galley_json_get_object (visibility, "web");
  JsonObject *email = galley_json_get_object (visibility, "email");

  return g_strcmp0 (galley_json_get_string (node, "type"), "html") == 0
         && galley_json_get_boolean (web, "nonMember", !non_member) == non_member
         && g_strcmp0 (galley_json_get_string (web, "memberSegment"), web_segment) == 0
         && g_strcmp0 (galley_json_get_string (email, "memberSegment"), email_segment) == 0;
}

const GalleyNode *
galley_face_lone_link (const GalleyNode *paragraph)
{
  const GalleyNode *node;

  if (paragraph == NULL)
    return NULL;
  if (paragraph->type == GALLEY_NODE_BOOKMARK)
    return paragraph;
  if (paragraph->type != GALLEY_NODE_PARAGRAPH)
    return NULL;
  for (node = paragraph; node->first_child != NULL && node->first_child == node->last_child;)
    {
      node = node->first_child;
      if (node->type == GALLEY_NODE_LINK)
        return node;
    }
  return NULL;
}

static gboolean
is_plain_inline (const GalleyNode *node,
                 gpointer          user_data)
{
  return node->type != GALLEY_NODE_IMAGE && node->type != GALLEY_NODE_HTML_INLINE
         && node->type != GALLEY_NODE_FOOTNOTE_REFERENCE;
}

gboolean
galley_face_is_plain (const GalleyNode *card)
{
  for (const GalleyNode *child = card->first_child; child != NULL; child = child->next)
    if (child->type != GALLEY_NODE_PARAGRAPH && child->type != GALLEY_NODE_PRIVATE)
      return FALSE;
  return galley_node_visit (card, is_plain_inline, NULL);
}

void
galley_face_whole (GalleyFace       *self,
                   const GalleyNode *card)
{
  if (card->card.title != NULL && self->paragraph != NULL)
    {
      g_autofree char *title = self->dup_inlines (self, card->card.title->first_child);

      self->paragraph (self, title);
    }
  else if (card->card.title != NULL)
    {
      galley_writer_open (self->writer, "p", "style", galley_face_style (self, GALLEY_MAIL_INNER_P),
                          NULL);
      self->inlines (self, card->card.title->first_child);
      galley_writer_close (self->writer, "p");
    }
  self->blocks (self, card->first_child);
}

char *
galley_face_dup_whole (GalleyFace       *self,
                       const GalleyNode *card)
{
  GalleyWriter *outer = self->writer;
  g_autoptr (GalleyWriter) writer = galley_writer_new ();

  self->writer = writer;
  galley_face_whole (self, card);
  self->writer = outer;
  return galley_writer_finish (writer, NULL);
}

gboolean
galley_face_is_text (GalleyFace       *self,
                     const GalleyNode *card)
{
  for (const GalleyNode *child = card->first_child; child != NULL; child = child->next)
    if (child->type == GALLEY_NODE_PARAGRAPH && !self->inlines_fit (self, child->first_child))
      return FALSE;
  return galley_face_is_plain (card);
}

void
galley_face_joined (GalleyFace       *self,
                    const GalleyNode *first)
{
  gboolean begun = FALSE;

  for (const GalleyNode *block = first; block != NULL; block = block->next)
    {
      if (block->type == GALLEY_NODE_PRIVATE)
        continue;
      if (begun)
        {
          galley_writer_empty (self->writer, "br", NULL);
          galley_writer_empty (self->writer, "br", NULL);
        }
      self->inlines (self, block->first_child);
      begun = TRUE;
    }
}

char *
galley_face_dup_joined (GalleyFace       *self,
                        const GalleyNode *first)
{
  GalleyWriter *outer = self->writer;
  g_autoptr (GalleyWriter) writer = galley_writer_new ();
  char *html;

  self->writer = writer;
  galley_face_joined (self, first);
  self->writer = outer;
  html = galley_writer_finish (writer, NULL);
  return html;
}

void
galley_face_add_joined (GalleyFace       *self,
                        JsonArray        *children,
                        const GalleyNode *first)
{
  gboolean begun = FALSE;

  for (const GalleyNode *block = first; block != NULL; block = block->next)
    {
      if (block->type == GALLEY_NODE_PRIVATE)
        continue;
      for (guint i = 0; begun && i < 2; i++)
        {
          JsonObject *linebreak = json_object_new ();

          json_object_set_string_member (linebreak, "type", "linebreak");
          json_object_set_int_member (linebreak, "version", 1);
          json_array_add_object_element (children, linebreak);
        }
      self->add_inlines (self, children, block->first_child);
      begun = TRUE;
    }
}

JsonObject *
galley_face_element (const char *type,
                     JsonArray  *children)
{
  JsonObject *element = json_object_new ();

  json_object_set_string_member (element, "type", type);
  json_object_set_int_member (element, "version", 1);
  json_object_set_null_member (element, "direction");
  json_object_set_string_member (element, "format", "");
  json_object_set_int_member (element, "indent", 0);
  json_object_set_array_member (element, "children", children);
  return element;
}

void
galley_face_begin_html (GalleyFace *self,
                        const char *gate,
                        gboolean    non_member)
{
  /* Only an editor's copy shows the gate; a reader gets the block or does not. */
  if (gate != NULL && self->audience == GALLEY_AUDIENCE_EVERYTHING && self->styles == NULL)
    {
      g_autofree char *marker
        = g_strdup_printf ("\n<!--kg-gated-block:begin nonMember:%s memberSegment:\"%s\" -->",
                           non_member ? "true" : "false", gate);

      galley_writer_markup (self->writer, marker, -1);
    }
  if (gate != NULL && self->styles != NULL)
    galley_writer_open (self->writer, "div", "class", "kg-visibility-wrapper", NULL);
  galley_writer_markup (self->writer, "\n<!--kg-card-begin: html-->\n", -1);
}

void
galley_face_end_html (GalleyFace *self,
                      const char *gate)
{
  galley_writer_markup (self->writer, "\n<!--kg-card-end: html-->\n", -1);
  if (gate != NULL && self->styles != NULL)
    galley_writer_close (self->writer, "div");
  if (gate != NULL && self->audience == GALLEY_AUDIENCE_EVERYTHING && self->styles == NULL)
    galley_writer_markup (self->writer, "<!--kg-gated-block:end-->\n", -1);
}
