/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include <string.h>

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

/* Where a tag or a comment that begins at @from ends: behind it. What stands in elements whose text is
 * no HTML goes with them. */
static const char *
find_tag_end (const char *from)
{
  static const char *const raw[] = { "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes" };
  char quote = '\0';
  const char *p;

  if (g_str_has_prefix (from, "<!--"))
    return (p = strstr (from + 4, "-->")) != NULL ? p + 3 : from + strlen (from);
  for (p = from; *p != '\0' && (*p != '>' || quote != '\0'); p++)
    if (quote == '\0' && (*p == '"' || *p == '\''))
      quote = *p;
    else if (*p == quote)
      quote = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (raw); i++)
    if (g_ascii_strncasecmp (from + 1, raw[i], strlen (raw[i])) == 0 && !g_ascii_isalnum (from[1 + strlen (raw[i])]))
      for (const char *end = p; (end = strstr (end, "</")) != NULL; end += 2)
        if (g_ascii_strncasecmp (end + 2, raw[i], strlen (raw[i])) == 0)
          return end;
  return *p != '\0' ? p + 1 : p;
}

/* As \s of a regular expression has it. */
static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xfeff;
}

static const char *
find_word (const char *p)
{
  while (*p != '\0' && is_blank (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* Into its mails Ghost puts a toggle without the blanks between tags and before a ">", and with lines
 * that follow each other as one: words would be glued together, and code be one line. What is written as
 * an entity stays. */
static char *
keep_blanks (const char *html)
{
  GString *kept = g_string_sized_new (strlen (html) + 16);

  for (const char *p = html; *p != '\0';)
    {
      const char *end = p;

      if (*p == '<' && (g_ascii_isalpha (p[1]) || strchr ("/!?", p[1]) != NULL))
        {
          end = find_tag_end (p);
          g_string_append_len (kept, p, end - p);
        }
      else if (*p == '\n' || *p == '>')
        {
          g_string_append (kept, *p == '\n' ? "&#10;" : "&gt;");
          end++;
        }
      else
        {
          gunichar c = g_utf8_get_char (p);

          end = g_utf8_next_char (p);
          if (is_blank (c) && p > html && p[-1] == '>' && *find_word (end) == '<')
            g_string_append_printf (kept, "&#%u;", c);
          else
            g_string_append_len (kept, p, end - p);
        }
      p = end;
    }
  return g_string_free (kept, FALSE);
}

static JsonObject *
lexical (GalleyFace       *face,
         const GalleyNode *card)
{
  g_autofree char *heading
    = card->card.title != NULL ? face->dup_inlines (face, card->card.title->first_child)
                               : g_strdup ("");
  g_autofree char *content = face->dup_blocks (face, card->first_child);
  g_autofree char *kept_heading = keep_blanks (heading);
  g_autofree char *kept_content = keep_blanks (content);
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
