/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-gallery.h"
#include "galley-mail-parts.h"
#include "galley-media.h"

static const char *const layouts[] = { "regular", "wide", "full", NULL };
static const char *const switches[] = { "no", "yes", NULL };

static const GalleyCardOption options[] = {
  { "layout", N_ ("How wide it is"), layouts, "regular" },
  { "width", N_ ("Its width in pixels"), NULL, "0", GALLEY_CARD_OPTION_NUMBER },
  { "height", N_ ("Its height in pixels"), NULL, "0", GALLEY_CARD_OPTION_NUMBER },
  { "duration", N_ ("How many seconds it takes"), NULL, "0", GALLEY_CARD_OPTION_NUMBER },
  { "loop", N_ ("Whether it plays by itself, again and again, without sound"), switches, "no" },
  { NULL },
};

static const GalleyCardPart parts[] = {
  { N_ ("Film"), GALLEY_CARD_PART_LINK, TRUE },
  { N_ ("Caption"), GALLEY_CARD_PART_LINE, FALSE },
  { NULL },
};

extern const GalleyCardKind galley_card_video;

typedef struct {
  GalleyMedia               media;
  const GalleyNode         *caption;
  const char               *thumbnail; /* "" without one */
  const GalleyPicturePlace *place;     /* of the thumbnail, NULL when it is not known */
  double                    width;     /* 0: not known */
  double                    height;
} Video;

static gboolean
read_card (GalleyFace       *face,
           const GalleyNode *card,
           Video            *video)
{
  const GalleyMedia *media = &video->media;

  if (!galley_media_read (face, card, &video->media) || (media->link && media->caption))
    return FALSE;
  video->caption = media->link != NULL ? media->link : media->caption;
  video->thumbnail = media->poster != NULL ? galley_media_resolve (face, media->poster->src) : "";
  video->place = media->poster != NULL && face->pictures != NULL
                   ? galley_picture_map_lookup (face->pictures, media->poster->src)
                   : NULL;
  video->width = galley_media_get_number (&galley_card_video, card, "width");
  video->height = galley_media_get_number (&galley_card_video, card, "height");
  if ((video->width < 1 || video->height < 1) && video->place != NULL)
    {
      video->width = video->place->width;
      video->height = video->place->height;
    }
  return galley_media_is_verbatim (media->url) && galley_media_is_verbatim (video->thumbnail)
         && strchr (video->thumbnail, ' ') == NULL;
}

static gboolean
fits (GalleyFace       *face,
      const GalleyNode *card)
{
  Video video;

  return read_card (face, card, &video);
}

static gboolean
has_size (const Video *video)
{
  return video->width >= 1 && video->height >= 1;
}

static void
open_figure (GalleyFace       *face,
             const GalleyNode *card,
             const Video      *video,
             const char       *element)
{
  gboolean mail = galley_face_is_mail (face);
  const char *layout = galley_card_get_option (&galley_card_video, card, "layout");
  g_autofree char *class = g_strconcat ("kg-card kg-video-card kg-width-", layout,
                                        video->caption != NULL ? " kg-card-hascaption" : "", NULL);
  /* Ghost forgets the quotes round both, so without a thumbnail the second is the first's value. */
  gboolean poster = video->thumbnail[0] != '\0';

  galley_writer_open (face->writer, element, "class", class, "data-kg-thumbnail",
                      mail ? NULL : poster ? video->thumbnail : "data-kg-custom-thumbnail=",
                      "data-kg-custom-thumbnail", mail || !poster ? NULL : "", "style",
                      galley_face_style (face, GALLEY_MAIL_FIGURE), NULL);
}

static void
write_video (GalleyFace       *face,
             const GalleyNode *card,
             const Video      *video)
{
  gboolean loop = g_str_equal (galley_card_get_option (&galley_card_video, card, "loop"), "yes");
  g_autofree char *width
    = has_size (video) ? g_strdup_printf ("%u", (guint) video->width) : g_strdup ("null");
  g_autofree char *height
    = has_size (video) ? g_strdup_printf ("%u", (guint) video->height) : g_strdup ("null");
  g_autofree char *style = g_strdup_printf (
    "aspect-ratio: %s / %s; background: transparent url('%s') 50%% 50%% / cover no-repeat;",
    has_size (video) ? width : "16", has_size (video) ? height : "9", video->thumbnail);

  galley_writer_open (
    face->writer, "video", "src", video->media.url, "poster",
    "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "width",
    width, "height", height, "loop", loop ? "" : NULL, "autoplay", loop ? "" : NULL, "muted",
    loop ? "" : NULL, "playsinline", "", "preload", "metadata", "style", style, NULL);
  galley_writer_close (face->writer, "video");
}

#define SVG "xmlns=\"http://www.w3.org/2000/svg\" "

static void
write_player (GalleyFace       *face,
              const GalleyNode *card)
{
  gboolean loop = g_str_equal (galley_card_get_option (&galley_card_video, card, "loop"), "yes");
  g_autofree char *duration
    = galley_media_dup_duration (galley_media_get_number (&galley_card_video, card, "duration"));

  galley_writer_markup (
    face->writer,
    "\n                <div class=\"kg-video-overlay\"><button class=\"kg-video-large-play-icon\" "
    "aria-label=\"Play video\">" GALLEY_MEDIA_ICON (SVG, GALLEY_MEDIA_PLAY) "</button></div>\n"
    "                ",
    -1);
  galley_writer_open (face->writer, "div", "class",
                      loop ? "kg-video-player-container kg-video-hide"
                           : "kg-video-player-container",
                      NULL);
  galley_writer_markup (
    face->writer,
    "<div class=\"kg-video-player\">\n<button class=\"kg-video-play-icon\" aria-label=\"Play "
    "video\">" GALLEY_MEDIA_ICON (SVG, GALLEY_MEDIA_PLAY)
    "</button>\n<button class=\"kg-video-pause-icon kg-video-hide\" aria-label=\"Pause "
    "video\">" GALLEY_MEDIA_ICON (SVG, GALLEY_MEDIA_PAUSE)
    "</button>\n<span class=\"kg-video-current-time\">0:00</span>\n<div class=\"kg-video-time\">/"
    "<span class=\"kg-video-duration\">",
    -1);
  galley_writer_text (face->writer, duration, -1);
  galley_writer_markup (
    face->writer,
    "</span></div>\n<input type=\"range\" class=\"kg-video-seek-slider\" max=\"100\" value=\"0\">\n"
    "<button class=\"kg-video-playback-rate\" aria-label=\"Adjust playback speed\">1×</button>\n"
    "<button class=\"kg-video-unmute-icon\" "
    "aria-label=\"Unmute\">" GALLEY_MEDIA_ICON (SVG, GALLEY_MEDIA_LOUD)
    "</button>\n<button class=\"kg-video-mute-icon kg-video-hide\" "
    "aria-label=\"Mute\">" GALLEY_MEDIA_ICON (SVG, GALLEY_MEDIA_MUTE)
    "</button>\n<input type=\"range\" class=\"kg-video-volume-slider\" max=\"100\" value=\"100\">\n"
    "</div></div>",
    -1);
}

static void
write_caption (GalleyFace  *face,
               const Video *video)
{
  if (video->caption == NULL)
    return;
  galley_gallery_open_caption (face);
  face->inlines (face, video->caption->first_child);
  galley_gallery_close_caption (face);
}

static void
web (GalleyFace       *face,
     const GalleyNode *card)
{
  Video video;

  if (!read_card (face, card, &video))
    {
      galley_face_whole (face, card);
      return;
    }
  open_figure (face, card, &video, "figure");
  galley_writer_markup (face->writer, "\n            <div class=\"kg-video-container\">", -1);
  write_video (face, card, &video);
  write_player (face, card);
  galley_writer_markup (face->writer, "</div>\n            ", -1);
  write_caption (face, &video);
  galley_writer_close (face->writer, "figure");
}

/* A mail cannot play it: the picture links to the page. */
static void
email (GalleyFace       *face,
       const GalleyNode *card)
{
  const char *href;
  Video video;

  if (!read_card (face, card, &video))
    {
      galley_face_whole (face, card);
      return;
    }
  href = face->post_url != NULL ? face->post_url : video.media.url;
  open_figure (face, card, &video, "div");
  galley_mail_parts_preview (face, href, video.thumbnail,
                             has_size (&video) ? video.width / video.height : 16.0 / 9);
  write_caption (face, &video);
  galley_writer_close (face->writer, "div");
}

static void
set_number (JsonObject *node,
            const char *name,
            double      value)
{
  if (value >= 1)
    json_object_set_int_member (node, name, value);
  else
    json_object_set_null_member (node, name);
}

static JsonObject *
lexical (GalleyFace       *face,
         const GalleyNode *card)
{
  Video video;
  g_autofree char *name = NULL;
  g_autofree char *caption = NULL;
  JsonObject *node;

  if (!read_card (face, card, &video))
    return NULL;
  name = galley_media_dup_name (video.media.url);
  caption = video.caption != NULL ? face->dup_inlines (face, video.caption->first_child)
                                  : g_strdup ("");
  node = json_object_new ();
  json_object_set_string_member (node, "type", "video");
  json_object_set_int_member (node, "version", 1);
  json_object_set_string_member (node, "src", video.media.url);
  json_object_set_string_member (node, "caption", caption);
  json_object_set_string_member (node, "fileName", name);
  json_object_set_string_member (node, "mimeType", galley_media_guess_type (video.media.url));
  set_number (node, "width", has_size (&video) ? video.width : 0);
  set_number (node, "height", has_size (&video) ? video.height : 0);
  json_object_set_double_member (node, "duration",
                                 galley_media_get_number (&galley_card_video, card, "duration"));
  json_object_set_string_member (node, "thumbnailSrc", video.thumbnail);
  json_object_set_string_member (node, "customThumbnailSrc", "");
  set_number (node, "thumbnailWidth", video.place != NULL ? video.place->width : 0);
  set_number (node, "thumbnailHeight", video.place != NULL ? video.place->height : 0);
  json_object_set_string_member (node, "cardWidth",
                                 galley_card_get_option (&galley_card_video, card, "layout"));
  json_object_set_boolean_member (
    node, "loop", g_str_equal (galley_card_get_option (&galley_card_video, card, "loop"), "yes"));
  return node;
}

static char *
from_lexical (GalleyBack *back,
              JsonObject *node)
{
  const char *caption = galley_json_get_string (node, "caption");
  g_autofree char *duration = galley_card_dup_number (node, "duration");
  g_autofree char *width = galley_card_dup_number (node, "width");
  g_autofree char *height = galley_card_dup_number (node, "height");
  g_autofree char *link = NULL;
  g_autofree char *words = NULL;
  g_autofree char *body = NULL;
  gboolean given;

  if (g_strcmp0 (galley_json_get_string (node, "type"), "video") != 0)
    return NULL;
  given = galley_json_get_int (node, "width", 0) != galley_json_get_int (node, "thumbnailWidth", 0)
          || galley_json_get_int (node, "height", 0)
               != galley_json_get_int (node, "thumbnailHeight", 0);
  link = galley_media_dup_link (back, node, "");
  words = back->dup_line (back, caption != NULL ? caption : "");
  if (link == NULL || words == NULL)
    return NULL;
  body = galley_card_join (link, words);
  return galley_card_write (&galley_card_video, NULL, body, "duration", duration, "width",
                            given ? width : NULL, "height", given ? height : NULL, "layout",
                            galley_json_get_string (node, "cardWidth"), "loop",
                            galley_json_get_boolean (node, "loop", FALSE) ? "yes" : "no", NULL);
}

static const GalleyPicture *
get_mute (const GalleyNode *card)
{
  const GalleyNode *first = galley_media_skip_private (card->first_child);

  return first != NULL && first->type == GALLEY_NODE_FIGURE && first->picture.href != NULL
           ? &first->picture
           : NULL;
}

const GalleyCardKind galley_card_video = {
  .id = "video",
  .name = N_ ("Video"),
  .description = N_ ("A video to watch, behind a picture of it"),
  .options = options,
  .parts = parts,
  .fits = fits,
  .web = web,
  .email = email,
  .text = galley_face_whole,
  .lexical = lexical,
  .from_lexical = from_lexical,
  .get_mute = get_mute,
};
