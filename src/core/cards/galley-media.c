/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-media.h"

#include <string.h>

static const struct {
  const char *suffix;
  const char *type;
} types[] = {
  { ".mp3", "audio/mpeg" },  { ".m4a", "audio/mp4" },  { ".ogg", "audio/ogg" },
  { ".wav", "audio/wav" },   { ".mp4", "video/mp4" },  { ".webm", "video/webm" },
  { ".ogv", "video/ogg" },
};

const GalleyNode *
galley_media_skip_private (const GalleyNode *node)
{
  while (node != NULL && node->type == GALLEY_NODE_PRIVATE)
    node = node->next;
  return node;
}

/* The words of a link, unless they are its address once more. */
static gboolean
has_words (const GalleyNode *link)
{
  g_autofree char *text = galley_node_dup_text (link);

  return text[0] != '\0' && !g_str_equal (text, link->link.url);
}

gboolean
galley_media_read (GalleyFace       *face,
                   const GalleyNode *card,
                   GalleyMedia      *media)
{
  const GalleyNode *first = galley_media_skip_private (card->first_child);
  const GalleyNode *second = first != NULL ? galley_media_skip_private (first->next) : NULL;
  const GalleyNode *link = galley_face_lone_link (first);
  const char *url = NULL;

  memset (media, 0, sizeof *media);
  if (link != NULL)
    {
      url = link->link.url;
      media->link = link->type == GALLEY_NODE_LINK && has_words (link) ? link : NULL;
    }
  else if (first != NULL && first->type == GALLEY_NODE_FIGURE && first->picture.href != NULL)
    {
      url = first->picture.href;
      media->poster = &first->picture;
      media->caption = first->first_child != NULL ? first : NULL;
    }
  if (url == NULL || card->card.title != NULL || galley_face_safe_url (url)[0] == '\0')
    return FALSE;
  if (second != NULL
      && (second->type != GALLEY_NODE_PARAGRAPH || media->caption != NULL
          || galley_media_skip_private (second->next) != NULL))
    return FALSE;
  media->caption = second != NULL ? second : media->caption;
  media->url = galley_media_resolve (face, url);
  return TRUE;
}

char *
galley_media_dup_name (const char *url)
{
  g_autofree char *path = g_strndup (url, strcspn (url, "?#"));
  g_autofree char *base = g_path_get_basename (path);
  char *name = g_uri_unescape_string (base, "/");

  return name != NULL && g_utf8_validate (name, -1, NULL) ? name : (g_free (name), g_steal_pointer (&base));
}

const char *
galley_media_guess_type (const char *url)
{
  g_autofree char *name = galley_media_dup_name (url);
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_suffix (lower, types[i].suffix))
      return types[i].type;
  return "";
}

const char *
galley_media_resolve (GalleyFace *face,
                      const char *url)
{
  const GalleyPicturePlace *place
    = face->pictures != NULL ? galley_picture_map_lookup (face->pictures, url) : NULL;

  return place != NULL ? place->url : url;
}

gboolean
galley_media_is_verbatim (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (strchr ("<>\"'`\\", *p) != NULL || g_ascii_iscntrl (*p)
        || (*p == '&' && (g_ascii_isalnum (p[1]) || p[1] == '#') && strchr (p, ';') != NULL))
      return FALSE;
  return TRUE;
}

char *
galley_media_dup_duration (double seconds)
{
  guint whole = (guint) seconds;

  return g_strdup_printf ("%u:%02u", whole / 60, whole % 60);
}

double
galley_media_get_number (const GalleyCardKind *kind,
                         const GalleyNode     *card,
                         const char           *name)
{
  const char *value = galley_card_get_option (kind, card, name);
  double number = strspn (value, "0123456789.") == strlen (value) ? g_ascii_strtod (value, NULL) : 0;

  return number < 1e12 ? number : 0;
}

char *
galley_media_dup_markup (const char *text)
{
  g_autoptr (GalleyWriter) writer = galley_writer_new ();

  if (galley_media_is_verbatim (text))
    return g_strdup (text);
  galley_writer_text (writer, text, -1);
  return galley_writer_finish (writer, NULL);
}

char *
galley_media_dup_plain (const char *markup)
{
  static const struct { const char *entity; char c; } entities[]
    = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&#39;", '\'' } };
  GString *text = g_string_new (NULL);

  while (*markup != '\0')
    {
      char c = *markup;
      gsize length = 1;

      for (guint i = 0; c == '&' && i < G_N_ELEMENTS (entities); i++)
        if (g_str_has_prefix (markup, entities[i].entity))
          {
            length = strlen (entities[i].entity);
            c = entities[i].c;
            break;
          }
      g_string_append_c (text, c);
      markup += length;
    }
  return g_string_free (text, FALSE);
}

const GalleyNode *
galley_media_find_last (const GalleyNode *card)
{
  const GalleyNode *last = card->last_child;

  while (last != NULL && last->type == GALLEY_NODE_PRIVATE)
    last = last->previous;
  return last;
}

const GalleyNode *
galley_media_find_button (const GalleyNode *card)
{
  const GalleyNode *last = galley_media_find_last (card);
  const GalleyNode *link = galley_face_lone_link (last);
  g_autofree char *label = link != NULL ? g_strstrip (galley_node_dup_text (link)) : NULL;

  if (link == NULL || label[0] == '\0' || galley_face_safe_url (link->link.url)[0] == '\0'
      || !galley_media_is_verbatim (link->link.url))
    return NULL;
  return link;
}

gboolean
galley_media_is_color (const char *text)
{
  gsize length = strlen (text);

  return g_str_equal (text, "accent")
         || (text[0] == '#' && (length == 4 || length == 7)
             && strspn (text + 1, "0123456789abcdefABCDEF") == length - 1);
}

char *
galley_media_dup_label (const GalleyNode *link)
{
  g_autofree char *text = g_strstrip (galley_node_dup_text (link));

  return galley_media_dup_markup (text);
}

char *
galley_media_dup_link (GalleyBack *back,
                       JsonObject *node,
                       const char *words)
{
  const char *src = galley_json_get_string (node, "src");
  const char *thumbnail = galley_json_get_string (node, "thumbnailSrc");
  g_autoptr (JsonObject) image = NULL;

  if (src == NULL)
    return NULL;
  if (thumbnail == NULL || thumbnail[0] == '\0')
    return back->dup_link (back, words[0] != '\0' ? words : src, src);
  image = json_object_new ();
  json_object_set_string_member (image, "src", thumbnail);
  json_object_set_string_member (image, "alt", words);
  json_object_set_string_member (image, "href", src);
  json_object_set_int_member (image, "width", galley_json_get_int (node, "thumbnailWidth", 0));
  json_object_set_int_member (image, "height", galley_json_get_int (node, "thumbnailHeight", 0));
  return back->dup_picture (back, image, NULL);
}

char *
galley_media_dup_blocks (GalleyBack *back,
                         const char *html,
                         const char *words,
                         const char *url)
{
  g_autofree char *text = back->dup_blocks (back, html != NULL ? html : "");
  g_autofree char *link = words != NULL && url != NULL ? back->dup_link (back, words, url) : NULL;

  return text != NULL ? galley_card_join (text, link) : NULL;
}
