/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-media.h"

static const GalleyCardOption options[] = {
  { "name", N_ ("The file’s name; without it, the end of its address"), NULL, "" },
  { "size", N_ ("Its size in bytes"), NULL, "0", GALLEY_CARD_OPTION_NUMBER },
  { NULL },
};

static const GalleyCardPart parts[] = {
  { N_ ("File"), GALLEY_CARD_PART_LINK, TRUE },
  { N_ ("Caption"), GALLEY_CARD_PART_LINE, FALSE },
  { NULL },
};

extern const GalleyCardKind galley_card_file;

static gboolean
is_word (const GalleyNode *node,
         gpointer          user_data)
{
  return node->type != GALLEY_NODE_LINK && node->type != GALLEY_NODE_IMAGE
         && node->type != GALLEY_NODE_HTML_INLINE && node->type != GALLEY_NODE_FOOTNOTE_REFERENCE;
}

/* The node has plain text only. */
static gboolean
read_card (GalleyFace       *face,
           const GalleyNode *card,
           GalleyMedia      *media)
{
  return galley_media_read (face, card, media) && media->poster == NULL
         && (media->caption == NULL || galley_node_visit (media->caption, is_word, NULL));
}

static gboolean
fits (GalleyFace       *face,
      const GalleyNode *card)
{
  GalleyMedia media;

  return read_card (face, card, &media);
}

static char *
dup_text (const GalleyNode *node)
{
  return node != NULL ? galley_node_dup_text (node) : g_strdup ("");
}

static char *
dup_name (const GalleyNode  *card,
          const GalleyMedia *media)
{
  const char *name = galley_card_get_option (&galley_card_file, card, "name");

  return name[0] != '\0' ? g_strdup (name) : galley_media_dup_name (media->url);
}

/* As Ghost says it: in the largest unit that leaves a whole number, rounded. */
static char *
dup_size (const GalleyNode *card)
{
  static const char *const units[] = { "Bytes", "KB", "MB", "GB", "TB" };
  double size = galley_media_get_number (&galley_card_file, card, "size");
  guint unit = 0;

  if (size < 1)
    return g_strdup ("0 Byte");
  for (; size >= 1024 && unit < G_N_ELEMENTS (units) - 1; unit++)
    size /= 1024;
  return g_strdup_printf ("%u %s", (guint) (size + 0.5), units[unit]);
}

static void
write_div (GalleyFace *face,
           const char *class_name,
           const char *text)
{
  galley_writer_open (face->writer, "div", "class", class_name, NULL);
  galley_writer_text (face->writer, text, -1);
  galley_writer_close (face->writer, "div");
}

static void
web (GalleyFace       *face,
     const GalleyNode *card)
{
  GalleyMedia media;
  g_autofree char *title = NULL;
  g_autofree char *caption = NULL;
  g_autofree char *name = NULL;
  g_autofree char *size = dup_size (card);

  if (!read_card (face, card, &media))
    {
      galley_face_whole (face, card);
      return;
    }
  title = dup_text (media.link);
  caption = dup_text (media.caption);
  name = dup_name (card, &media);
  galley_writer_markup (face->writer, "<div class=\"kg-card kg-file-card\">", -1);
  galley_writer_open (face->writer, "a", "class", "kg-file-card-container", "href", media.url,
                      "title", "Download", "download", "", NULL);
  galley_writer_markup (face->writer, "<div class=\"kg-file-card-contents\">", -1);
  write_div (face, "kg-file-card-title", title);
  write_div (face, "kg-file-card-caption", caption);
  galley_writer_markup (face->writer, "<div class=\"kg-file-card-metadata\">", -1);
  write_div (face, "kg-file-card-filename", name);
  write_div (face, "kg-file-card-filesize", size);
  galley_writer_markup (
    face->writer,
    "</div></div><div class=\"kg-file-card-icon\"><svg viewBox=\"0 0 24 24\"><defs><style>"
    ".a{fill:none;stroke:currentColor;stroke-linecap:round;stroke-linejoin:round;"
    "stroke-width:1.5px;}</style></defs><title>download-circle</title>"
    "<polyline class=\"a\" points=\"8.25 14.25 12 18 15.75 14.25\"></polyline>"
    "<line class=\"a\" x1=\"12\" y1=\"6.75\" x2=\"12\" y2=\"18\"></line>"
    "<circle class=\"a\" cx=\"12\" cy=\"12\" r=\"11.25\"></circle></svg></div></a></div>",
    -1);
}

static void
write_line (GalleyFace *face,
            const char *href,
            const char *class_name,
            GalleyMailStyle style,
            const char *text)
{
  if (text[0] == '\0')
    return;
  galley_writer_markup (face->writer,
                        "<table cellspacing=\"0\" cellpadding=\"0\" border=\"0\" width=\"100%\">"
                        "<tbody><tr><td valign=\"top\">",
                        -1);
  galley_writer_open (face->writer, "a", "href", href, "class", class_name, "target", "_blank",
                      "style", galley_face_style (face, style), NULL);
  galley_writer_text (face->writer, text, -1);
}

static void
close_line (GalleyFace *face,
            const char *text)
{
  if (text[0] != '\0')
    galley_writer_markup (face->writer, "</a></td></tr></tbody></table>", -1);
}

/* A mail links to the page, where the file is. */
static void
email (GalleyFace       *face,
       const GalleyNode *card)
{
  GalleyMedia media;
  const char *href = face->post_url;
  const char *pixels;
  g_autofree char *title = NULL;
  g_autofree char *caption = NULL;
  g_autofree char *name = NULL;
  g_autofree char *size = dup_size (card);

  if (!read_card (face, card, &media))
    {
      galley_face_whole (face, card);
      return;
    }
  href = href != NULL ? href : media.url;
  title = dup_text (media.link);
  caption = dup_text (media.caption);
  name = dup_name (card, &media);
  pixels = title[0] != '\0' || caption[0] != '\0' ? "24" : "20";
  galley_writer_open (face->writer, "table", "cellspacing", "0", "cellpadding", "4", "border", "0",
                      "class", "kg-file-card", "width", "100%", "style",
                      galley_face_style (face, GALLEY_MAIL_MEDIA), NULL);
  galley_writer_markup (face->writer,
                        "<tbody><tr><td valign=\"top\"><table cellspacing=\"0\" cellpadding=\"0\" "
                        "border=\"0\" width=\"100%\"><tbody><tr><td valign=\"middle\">",
                        -1);
  write_line (face, href, "kg-file-title", GALLEY_MAIL_MEDIA_TITLE, title);
  close_line (face, title);
  write_line (face, href, "kg-file-description", GALLEY_MAIL_MEDIA_TEXT, caption);
  close_line (face, caption);
  write_line (face, href, "kg-file-meta", GALLEY_MAIL_MEDIA_NAME, " ");
  galley_writer_open (face->writer, "span", "class", "kg-file-name", "style",
                      galley_face_style (face, GALLEY_MAIL_MEDIA_FILE), NULL);
  galley_writer_text (face->writer, name, -1);
  galley_writer_close (face->writer, "span");
  galley_writer_text (face->writer, " • ", -1);
  galley_writer_text (face->writer, size, -1);
  close_line (face, " ");
  galley_writer_markup (face->writer,
                        "</td><td width=\"80\" valign=\"middle\" class=\"kg-file-thumbnail\" "
                        "align=\"center\">",
                        -1);
  galley_writer_open (face->writer, "a", "href", href, "target", "_blank", "style",
                      galley_face_style (face, GALLEY_MAIL_MEDIA_PICTURE), NULL);
  galley_writer_empty (face->writer, "img", "src",
                       "https://static.ghost.org/v4.0.0/images/download-icon-darkmode.png", "width",
                       pixels, "height", pixels, NULL);
  galley_writer_markup (face->writer,
                        "\n</a>\n</td></tr></tbody></table></td></tr></tbody></table>", -1);
}

static JsonObject *
lexical (GalleyFace       *face,
         const GalleyNode *card)
{
  GalleyMedia media;
  g_autofree char *title = NULL;
  g_autofree char *caption = NULL;
  g_autofree char *name = NULL;
  JsonObject *node;

  if (!read_card (face, card, &media))
    return NULL;
  title = dup_text (media.link);
  caption = dup_text (media.caption);
  name = dup_name (card, &media);
  node = json_object_new ();
  json_object_set_string_member (node, "type", "file");
  json_object_set_int_member (node, "version", 1);
  json_object_set_string_member (node, "src", media.url);
  json_object_set_string_member (node, "fileTitle", title);
  json_object_set_string_member (node, "fileCaption", caption);
  json_object_set_string_member (node, "fileName", name);
  json_object_set_int_member (node, "fileSize",
                              galley_media_get_number (&galley_card_file, card, "size"));
  return node;
}

static char *
from_lexical (GalleyBack *back,
              JsonObject *node)
{
  const char *src = galley_json_get_string (node, "src");
  const char *title = galley_json_get_string (node, "fileTitle");
  const char *caption = galley_json_get_string (node, "fileCaption");
  const char *name = galley_json_get_string (node, "fileName");
  g_autofree char *own = src != NULL ? galley_media_dup_name (src) : NULL;
  g_autofree char *size = galley_card_dup_number (node, "fileSize");
  g_autofree char *link = NULL;
  g_autofree char *words = NULL;
  g_autofree char *body = NULL;

  if (g_strcmp0 (galley_json_get_string (node, "type"), "file") != 0 || src == NULL)
    return NULL;
  link = back->dup_link (back, title != NULL && title[0] != '\0' ? title : src, src);
  words = back->dup_line (back, caption != NULL ? caption : "");
  if (link == NULL || words == NULL)
    return NULL;
  body = galley_card_join (link, words);
  return galley_card_write (&galley_card_file, NULL, body, "name",
                            g_strcmp0 (name, own) != 0 ? name : NULL, "size", size, NULL);
}

const GalleyCardKind galley_card_file = {
  .id = "file",
  .name = N_ ("File"),
  .description = N_ ("A file to download"),
  .options = options,
  .parts = parts,
  .fits = fits,
  .web = web,
  .email = email,
  .text = galley_face_whole,
  .lexical = lexical,
  .from_lexical = from_lexical,
};
