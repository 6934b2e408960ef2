/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-mail-parts.h"
#include "galley-media.h"

static const GalleyCardOption options[] = {
  { "duration", N_ ("How many seconds it takes"), NULL, "0", GALLEY_CARD_OPTION_NUMBER },
  { NULL },
};

static const GalleyCardPart parts[] = {
  { N_ ("Recording"), GALLEY_CARD_PART_LINK, TRUE },
  { NULL },
};

extern const GalleyCardKind galley_card_audio;

/* The node has no caption, and its picture no words but the title. */
static gboolean
read_card (GalleyFace       *face,
           const GalleyNode *card,
           GalleyMedia      *media)
{
  return galley_media_read (face, card, media) && media->caption == NULL
         && galley_media_is_verbatim (media->url);
}

static gboolean
fits (GalleyFace       *face,
      const GalleyNode *card)
{
  GalleyMedia media;

  return read_card (face, card, &media);
}

static char *
dup_title (const GalleyMedia *media)
{
  if (media->poster != NULL && media->poster->alt[0] != '\0')
    return g_strdup (media->poster->alt);
  return media->link != NULL ? galley_node_dup_text (media->link)
                             : galley_media_dup_name (media->url);
}

static const char *
get_thumbnail (GalleyFace        *face,
               const GalleyMedia *media)
{
  return media->poster != NULL ? galley_media_resolve (face, media->poster->src) : "";
}

/* As JavaScript prints a number. */
static char *
dup_seconds (const GalleyNode *card)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double seconds = galley_media_get_number (&galley_card_audio, card, "duration");

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", seconds));
}

static void
write_thumbnail (GalleyFace *face,
                 const char *thumbnail)
{
  gboolean none = thumbnail[0] == '\0';

  galley_writer_empty (face->writer, "img", "src", thumbnail, "alt", "audio-thumbnail", "class",
                       none ? "kg-audio-thumbnail kg-audio-hide" : "kg-audio-thumbnail", NULL);
  galley_writer_open (face->writer, "div", "class",
                      none ? "kg-audio-thumbnail placeholder"
                           : "kg-audio-thumbnail placeholder kg-audio-hide",
                      NULL);
  galley_writer_markup (
    face->writer,
    "<svg width=\"24\" height=\"24\" fill=\"none\"><path fill-rule=\"evenodd\" "
    "clip-rule=\"evenodd\" d=\"M7.5 15.33a.75.75 0 1 0 0 1.5.75.75 0 0 0 0-1.5Zm-2.25.75a2.25 2.25 "
    "0 1 1 4.5 0 2.25 2.25 0 0 1-4.5 0ZM15 13.83a.75.75 0 1 0 0 1.5.75.75 0 0 0 0-1.5Zm-2.25.75a2.25 "
    "2.25 0 1 1 4.5 0 2.25 2.25 0 0 1-4.5 0Z\"></path><path fill-rule=\"evenodd\" "
    "clip-rule=\"evenodd\" d=\"M14.486 6.81A2.25 2.25 0 0 1 17.25 9v5.579a.75.75 0 0 1-1.5 "
    "0v-5.58a.75.75 0 0 0-.932-.727.755.755 0 0 1-.059.013l-4.465.744a.75.75 0 0 0-.544.72v6.33a.75.75 "
    "0 0 1-1.5 0v-6.33a2.25 2.25 0 0 1 1.763-2.194l4.473-.746Z\"></path><path fill-rule=\"evenodd\" "
    "clip-rule=\"evenodd\" d=\"M3 1.5a.75.75 0 0 0-.75.75v19.5a.75.75 0 0 0 .75.75h18a.75.75 0 0 0 "
    ".75-.75V5.133a.75.75 0 0 0-.225-.535l-.002-.002-3-2.883A.75.75 0 0 0 18 1.5H3ZM1.409.659A2.25 "
    "2.25 0 0 1 3 0h15a2.25 2.25 0 0 1 1.568.637l.003.002 3 2.883a2.25 2.25 0 0 1 .679 1.61V21.75A2.25 "
    "2.25 0 0 1 21 24H3a2.25 2.25 0 0 1-2.25-2.25V2.25c0-.597.237-1.169.659-1.591Z\"></path></svg></div>",
    -1);
}

static void
write_player (GalleyFace *face,
              const char *seconds)
{
  galley_writer_markup (
    face->writer,
    "<div class=\"kg-audio-player\"><button class=\"kg-audio-play-icon\" aria-label=\"Play "
    "audio\">" GALLEY_MEDIA_ICON ("", GALLEY_MEDIA_PLAY)
    "</button><button class=\"kg-audio-pause-icon kg-audio-hide\" "
    "aria-label=\"Pause audio\">" GALLEY_MEDIA_ICON ("", GALLEY_MEDIA_PAUSE)
    "</button><span class=\"kg-audio-current-time\">0:00</span><div class=\"kg-audio-time\">/"
    "<span class=\"kg-audio-duration\">",
    -1);
  galley_writer_text (face->writer, seconds, -1);
  galley_writer_markup (
    face->writer,
    "</span></div><input type=\"range\" class=\"kg-audio-seek-slider\" max=\"100\" value=\"0\">"
    "<button class=\"kg-audio-playback-rate\" aria-label=\"Adjust playback speed\">1×</button>"
    "<button class=\"kg-audio-unmute-icon\" "
    "aria-label=\"Unmute\">" GALLEY_MEDIA_ICON ("", GALLEY_MEDIA_LOUD)
    "</button><button class=\"kg-audio-mute-icon kg-audio-hide\" "
    "aria-label=\"Mute\">" GALLEY_MEDIA_ICON ("", GALLEY_MEDIA_MUTE)
    "</button><input type=\"range\" class=\"kg-audio-volume-slider\" max=\"100\" value=\"100\">"
    "</div>",
    -1);
}

static void
web (GalleyFace       *face,
     const GalleyNode *card)
{
  GalleyMedia media;
  g_autofree char *title = NULL;
  g_autofree char *seconds = dup_seconds (card);

  if (!read_card (face, card, &media))
    {
      galley_face_whole (face, card);
      return;
    }
  title = dup_title (&media);
  galley_writer_markup (face->writer, "<div class=\"kg-card kg-audio-card\">", -1);
  write_thumbnail (face, get_thumbnail (face, &media));
  galley_writer_markup (face->writer, "<div class=\"kg-audio-player-container\">", -1);
  galley_writer_open (face->writer, "audio", "src", media.url, "preload", "metadata", NULL);
  galley_writer_close (face->writer, "audio");
  galley_writer_open (face->writer, "div", "class", "kg-audio-title", NULL);
  galley_writer_text (face->writer, title, -1);
  galley_writer_close (face->writer, "div");
  write_player (face, seconds);
  galley_writer_markup (face->writer, "</div></div>", -1);
}

/* The cell at the left: the picture, or a note. */
static void
write_mail_thumbnail (GalleyFace *face,
                      const char *href,
                      const char *thumbnail)
{
  gboolean none = thumbnail[0] == '\0';

  galley_writer_markup (face->writer, "<td width=\"60\" valign=\"top\">", -1);
  galley_writer_open (face->writer, "a", "href", href, "target", "_blank", "style",
                      galley_face_style (face, GALLEY_MAIL_MEDIA_PICTURE), NULL);
  galley_writer_empty (face->writer, "img", "src",
                       none ? "https://static.ghost.org/v4.0.0/images/audio-file-icon.png"
                            : thumbnail,
                       "class", none ? "kg-audio-thumbnail placeholder" : "kg-audio-thumbnail",
                       "width", none ? "24" : "60", "height", none ? "24" : "60", "style",
                       none ? "padding: 18px;" : NULL, NULL);
  galley_writer_markup (face->writer, "\n</a>\n</td>", -1);
}

static void
open_link (GalleyFace *face,
           const char *href,
           const char *class_name,
           GalleyMailStyle style)
{
  galley_writer_open (face->writer, "a", "href", href, "class", class_name, "target", "_blank",
                      "style", galley_face_style (face, style), NULL);
}

/* A mail links to the page, where it can be played. */
static void
email (GalleyFace       *face,
       const GalleyNode *card)
{
  GalleyMedia media;
  const char *href;
  g_autofree char *title = NULL;
  g_autofree char *markup = NULL;
  g_autofree char *duration
    = galley_media_dup_duration (galley_media_get_number (&galley_card_audio, card, "duration"));

  if (!read_card (face, card, &media))
    {
      galley_face_whole (face, card);
      return;
    }
  href = face->post_url != NULL ? face->post_url : media.url;
  title = dup_title (&media);
  markup = galley_media_dup_markup (title);
  galley_writer_open (face->writer, "table", "cellspacing", "0", "cellpadding", "0", "border", "0",
                      "class", "kg-audio-card", "width", "100%", "style",
                      galley_face_style (face, GALLEY_MAIL_AUDIO), NULL);
  galley_writer_markup (face->writer,
                        "<tbody><tr><td valign=\"top\">" GALLEY_MAIL_BARE_TABLE "<tr>", -1);
  write_mail_thumbnail (face, href, get_thumbnail (face, &media));
  galley_writer_markup (face->writer, "<td valign=\"center\">", -1);
  open_link (face, href, NULL, GALLEY_MAIL_MEDIA_PICTURE);
  galley_writer_markup (face->writer, "</a>" GALLEY_MAIL_BARE_TABLE "<tr><td valign=\"top\">", -1);
  open_link (face, href, "kg-audio-title", GALLEY_MAIL_MEDIA_TITLE);
  galley_writer_markup (face->writer, markup, -1);
  galley_writer_markup (face->writer,
                        "</a></td></tr><tr><td valign=\"top\">" GALLEY_MAIL_BARE_TABLE
                        "<tr><td width=\"24\" valign=\"middle\">",
                        -1);
  open_link (face, href, "kg-audio-play-button", GALLEY_MAIL_PLAY);
  galley_writer_markup (face->writer, "</a></td><td valign=\"middle\">", -1);
  open_link (face, href, "kg-audio-duration", GALLEY_MAIL_MEDIA_TEXT);
  galley_writer_text (face->writer, duration, -1);
  galley_writer_markup (face->writer,
                        "<span class=\"kg-audio-link\"> • Click to play audio</span></a></td></tr>"
                        GALLEY_MAIL_TABLE_END "</td></tr>" GALLEY_MAIL_TABLE_END "</td></tr>"
                        GALLEY_MAIL_TABLE_END "</td></tr></tbody></table>",
                        -1);
}

static JsonObject *
lexical (GalleyFace       *face,
         const GalleyNode *card)
{
  GalleyMedia media;
  g_autofree char *title = NULL;
  JsonObject *node;

  if (!read_card (face, card, &media))
    return NULL;
  title = dup_title (&media);
  node = json_object_new ();
  json_object_set_string_member (node, "type", "audio");
  json_object_set_int_member (node, "version", 1);
  json_object_set_double_member (node, "duration",
                                 galley_media_get_number (&galley_card_audio, card, "duration"));
  json_object_set_string_member (node, "mimeType", galley_media_guess_type (media.url));
  json_object_set_string_member (node, "src", media.url);
  json_object_set_string_member (node, "title", title);
  json_object_set_string_member (node, "thumbnailSrc", get_thumbnail (face, &media));
  return node;
}

static char *
from_lexical (GalleyBack *back,
              JsonObject *node)
{
  const char *title = galley_json_get_string (node, "title");
  g_autofree char *duration = galley_card_dup_number (node, "duration");
  g_autofree char *link = NULL;

  if (g_strcmp0 (galley_json_get_string (node, "type"), "audio") != 0)
    return NULL;
  link = galley_media_dup_link (back, node, title != NULL ? title : "");
  return link != NULL ? galley_card_write (&galley_card_audio, NULL, link, "duration", duration, NULL)
                      : NULL;
}

const GalleyCardKind galley_card_audio = {
  .id = "audio",
  .name = N_ ("Audio"),
  .description = N_ ("A recording to listen to"),
  .options = options,
  .parts = parts,
  .fits = fits,
  .web = web,
  .email = email,
  .text = galley_face_whole,
  .lexical = lexical,
  .from_lexical = from_lexical,
};
