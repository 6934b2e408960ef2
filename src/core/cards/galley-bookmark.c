/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-bookmark.h"

#include "galley-gallery.h"

typedef struct {
  const char *title;
  const char *description;
  const char *icon;
  const char *publisher;
  const char *author;
  const char *thumbnail;
} Metadata;

JsonObject *
galley_bookmark_find (GalleyFace *face,
                      const char *url)
{
  return face->bookmarks != NULL ? g_hash_table_lookup (face->bookmarks, url) : NULL;
}

static const char *
read_string (JsonObject *object,
             const char *name)
{
  const char *value = galley_json_get_string (object, name);

  return value != NULL ? value : "";
}

static void
read_metadata (JsonObject *object,
               Metadata   *metadata)
{
  JsonObject *inner = galley_json_get_object (object, "metadata");
  JsonObject *source = inner != NULL ? inner : object;

  metadata->title = read_string (source, "title");
  metadata->description = read_string (source, "description");
  metadata->icon = galley_face_safe_url (read_string (source, "icon"));
  metadata->publisher = read_string (source, "publisher");
  metadata->author = read_string (source, "author");
  metadata->thumbnail = galley_face_safe_url (read_string (source, "thumbnail"));
}

static void
write_element (GalleyFace *face,
               const char *element,
               const char *class_name,
               const char *style,
               const char *text)
{
  if (text[0] == '\0')
    return;
  galley_writer_open (face->writer, element, "class", class_name, "style", style, NULL);
  galley_writer_text (face->writer, text, -1);
  galley_writer_close (face->writer, element);
}

/* What a style sheet puts before it on the page stands there itself. */
static void
write_mail_author (GalleyFace     *face,
                   const Metadata *metadata)
{
  if (metadata->author[0] == '\0')
    return;
  galley_writer_text (face->writer, " ", -1);
  galley_writer_open (face->writer, "span", "class", "kg-bookmark-publisher", "style",
                      galley_face_style (face, GALLEY_MAIL_BOOKMARK_AUTHOR), NULL);
  galley_writer_markup (face->writer, "<span style=\"margin: 0 6px;\">•</span>", -1);
  galley_writer_text (face->writer, metadata->author, -1);
  galley_writer_close (face->writer, "span");
}

static void
write_content (GalleyFace     *face,
               const Metadata *metadata)
{
  GalleyWriter *writer = face->writer;

  galley_writer_open (writer, "div", "class", "kg-bookmark-content", "style",
                      galley_face_style (face, GALLEY_MAIL_BOOKMARK_CONTENT), NULL);
  write_element (face, "div", "kg-bookmark-title",
                 galley_face_style (face, GALLEY_MAIL_BOOKMARK_TITLE), metadata->title);
  write_element (face, "div", "kg-bookmark-description",
                 galley_face_style (face, GALLEY_MAIL_BOOKMARK_TEXT), metadata->description);
  galley_writer_open (writer, "div", "class", "kg-bookmark-metadata", "style",
                      galley_face_style (face, GALLEY_MAIL_BOOKMARK_METADATA), NULL);
  if (metadata->icon[0] != '\0')
    galley_writer_empty (writer, "img", "class", "kg-bookmark-icon", "src", metadata->icon, "alt",
                         "", "width", galley_face_is_mail (face) ? "22" : NULL, "height",
                         galley_face_is_mail (face) ? "22" : NULL, NULL);
  if (galley_face_is_mail (face) && metadata->icon[0] != '\0' && metadata->publisher[0] != '\0')
    galley_writer_text (writer, " ", -1);
  /* Ghost calls the publisher the author and the other way round. */
  write_element (face, "span", "kg-bookmark-author", NULL, metadata->publisher);
  if (galley_face_is_mail (face))
    write_mail_author (face, metadata);
  else
    write_element (face, "span", "kg-bookmark-publisher",
                   galley_face_style (face, GALLEY_MAIL_BOOKMARK_AUTHOR), metadata->author);
  galley_writer_close (writer, "div");
  galley_writer_close (writer, "div");
}

static void
write_card (GalleyFace       *face,
            const char       *url,
            JsonObject       *object,
            const GalleyNode *caption)
{
  gboolean mail = face->styles != NULL;
  gboolean parts = galley_face_is_mail (face);
  const char *element = mail ? "div" : "figure";
  Metadata metadata;

  read_metadata (object, &metadata);
  if (parts)
    galley_writer_open (face->writer, "div", NULL);
  galley_writer_open (face->writer, element, "class",
                      caption != NULL ? "kg-card kg-bookmark-card kg-card-hascaption"
                                      : "kg-card kg-bookmark-card",
                      "style", galley_face_style (face, GALLEY_MAIL_FIGURE), NULL);
  galley_writer_open (face->writer, "a", "class", "kg-bookmark-container", "href", url, "target",
                      galley_face_get_target (face), "style",
                      galley_face_style (face, GALLEY_MAIL_BOOKMARK), NULL);
  write_content (face, &metadata);
  if (metadata.thumbnail[0] != '\0')
    {
      /* The picture itself is for readers whose mail program draws no backgrounds. */
      g_autofree char *behind
        = g_strdup_printf ("min-width: 140px; max-width: 180px; background-image: url('%s'); "
                           "background-repeat: no-repeat; background-size: cover; "
                           "background-position: center; border-radius: 0 2px 2px 0;",
                           metadata.thumbnail);

      galley_writer_open (face->writer, "div", "class", "kg-bookmark-thumbnail", "style",
                          mail ? behind : NULL, NULL);
      galley_writer_empty (face->writer, "img", "src", metadata.thumbnail, "alt", "", "onerror",
                           parts ? "this.style.display='none'" : "this.style.display = 'none'",
                           "style", mail ? "display: none;" : NULL, NULL);
      galley_writer_close (face->writer, "div");
    }
  galley_writer_close (face->writer, "a");
  if (caption != NULL)
    {
      galley_gallery_open_caption (face);
      face->inlines (face, caption->first_child);
      galley_gallery_close_caption (face);
    }
  galley_writer_close (face->writer, element);
  if (parts)
    galley_writer_close (face->writer, "div");
}

void
galley_bookmark_write (GalleyFace       *face,
                       const GalleyNode *link,
                       const GalleyNode *caption)
{
  const char *url = galley_face_safe_url (link->link.url);
  JsonObject *object = galley_bookmark_find (face, link->link.url);

  if (object != NULL && url[0] != '\0')
    {
      write_card (face, url, object, caption);
      return;
    }
  galley_writer_open (face->writer, "p", "style", galley_face_style (face, GALLEY_MAIL_P), NULL);
  galley_writer_open (face->writer, "a", "href", url[0] != '\0' ? url : NULL, "target",
                      galley_face_get_target (face), "style",
                      galley_face_style (face, GALLEY_MAIL_LINK), NULL);
  galley_writer_text (face->writer, link->link.url, -1);
  galley_writer_close (face->writer, "a");
  galley_writer_close (face->writer, "p");
}

static JsonObject *
new_paragraph (const char *url)
{
  JsonArray *texts = json_array_new ();
  JsonArray *links = json_array_new ();
  JsonObject *text = json_object_new ();
  JsonObject *link;

  json_object_set_string_member (text, "type", "extended-text");
  json_object_set_int_member (text, "version", 1);
  json_object_set_string_member (text, "text", url);
  json_object_set_int_member (text, "format", 0);
  json_object_set_int_member (text, "detail", 0);
  json_object_set_string_member (text, "mode", "normal");
  json_object_set_string_member (text, "style", "");
  json_array_add_object_element (texts, text);
  link = galley_face_element ("link", texts);
  json_object_set_string_member (link, "url", galley_face_safe_url (url));
  json_object_set_null_member (link, "rel");
  json_object_set_null_member (link, "target");
  json_object_set_null_member (link, "title");
  json_array_add_object_element (links, link);
  return galley_face_element ("paragraph", links);
}

JsonObject *
galley_bookmark_lexical (GalleyFace       *face,
                         const GalleyNode *link,
                         const GalleyNode *caption)
{
  JsonObject *object = galley_bookmark_find (face, link->link.url);
  g_autofree char *words = NULL;
  JsonObject *node, *inner;
  Metadata metadata;

  if (object == NULL || galley_face_safe_url (link->link.url)[0] == '\0')
    return new_paragraph (link->link.url);
  read_metadata (object, &metadata);
  words = caption != NULL ? face->dup_inlines (face, caption->first_child) : g_strdup ("");
  inner = json_object_new ();
  json_object_set_string_member (inner, "icon", metadata.icon);
  json_object_set_string_member (inner, "title", metadata.title);
  json_object_set_string_member (inner, "description", metadata.description);
  json_object_set_string_member (inner, "author", metadata.author);
  json_object_set_string_member (inner, "publisher", metadata.publisher);
  json_object_set_string_member (inner, "thumbnail", metadata.thumbnail);
  node = json_object_new ();
  json_object_set_string_member (node, "type", "bookmark");
  json_object_set_int_member (node, "version", 1);
  json_object_set_string_member (node, "url", link->link.url);
  json_object_set_object_member (node, "metadata", inner);
  json_object_set_string_member (node, "caption", words);
  return node;
}
