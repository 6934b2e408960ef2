/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-gallery.h"

#define COLUMN 600
#define PER_ROW 3

static void
print_size (char  *buffer,
            gsize  size,
            guint  value)
{
  g_snprintf (buffer, size, "%u", value);
}

/* A mail's column is 600 pixels wide and Outlook believes the attributes only. */
static void
get_size (GalleyFace               *face,
          const GalleyPicturePlace *place,
          char                     *width,
          char                     *height,
          gsize                     size)
{
  guint w = place != NULL ? place->width : 0;
  guint h = place != NULL ? place->height : 0;

  width[0] = height[0] = '\0';
  if (face->styles != NULL && (w == 0 || h == 0))
    {
      g_strlcpy (width, "auto", size);
      g_strlcpy (height, "auto", size);
      return;
    }
  if (w == 0 || h == 0)
    return;
  if (galley_face_is_mail (face) && w > COLUMN)
    {
      h = MAX (1, (guint) (((guint64) h * COLUMN + w / 2) / w));
      w = COLUMN;
    }
  print_size (width, size, w);
  print_size (height, size, h);
}

void
galley_gallery_write_image (GalleyFace          *face,
                            const GalleyPicture *picture,
                            const char          *class_name,
                            GalleyMailStyle      style)
{
  const GalleyPicturePlace *place
    = face->pictures != NULL ? galley_picture_map_lookup (face->pictures, picture->src) : NULL;
  const char *url = place != NULL ? place->url : picture->src;
  char width[16], height[16];

  get_size (face, place, width, height, sizeof width);
  /* Among words it is as large as it is. */
  if (class_name == NULL && (place == NULL || place->width == 0 || place->height == 0))
    width[0] = height[0] = '\0';
  /* Ghost's order of the attributes is another one in galleries. */
  if (class_name == NULL)
    galley_writer_empty (face->writer, "img", "src", url, "width",
                         width[0] != '\0' ? width : NULL, "height",
                         height[0] != '\0' ? height : NULL, "loading", "lazy", "alt",
                         picture->alt, "title",
                         picture->title[0] != '\0' ? picture->title : NULL, "style",
                         galley_face_style (face, style), NULL);
  else
    galley_writer_empty (face->writer, "img", "src", url, "class", class_name, "alt",
                         picture->alt, "loading", "lazy", "width",
                         width[0] != '\0' ? width : NULL, "height",
                         height[0] != '\0' ? height : NULL, "style",
                         galley_face_style (face, style), NULL);
}

static const GalleyPicturePlace *
find_place (GalleyFace       *face,
            const GalleyNode *image)
{
  const GalleyPicturePlace *place
    = face->pictures != NULL ? galley_picture_map_lookup (face->pictures, image->picture.src)
                             : NULL;

  return place != NULL && place->width > 0 && place->height > 0 ? place : NULL;
}

gboolean
galley_gallery_has_sizes (GalleyFace       *face,
                          const GalleyNode *first)
{
  for (const GalleyNode *image = first; image != NULL; image = image->next)
    if (find_place (face, image) == NULL)
      return FALSE;
  return TRUE;
}

static JsonObject *
new_image (const GalleyNode         *image,
           const GalleyPicturePlace *place,
           guint                     row)
{
  g_autofree char *name = g_path_get_basename (image->picture.src);
  const char *href = image->picture.href != NULL ? galley_face_safe_url (image->picture.href) : "";
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "row", row);
  json_object_set_string_member (object, "fileName", name);
  json_object_set_string_member (object, "src", place->url);
  json_object_set_int_member (object, "width", place->width);
  json_object_set_int_member (object, "height", place->height);
  json_object_set_string_member (object, "alt", image->picture.alt);
  if (image->picture.title[0] != '\0')
    json_object_set_string_member (object, "title", image->picture.title);
  if (href[0] != '\0')
    json_object_set_string_member (object, "href", href);
  return object;
}

JsonArray *
galley_gallery_new_images (GalleyFace       *face,
                           const GalleyNode *first)
{
  JsonArray *images = json_array_new ();
  guint index = 0;

  for (const GalleyNode *image = first; image != NULL; image = image->next)
    json_array_add_object_element (images,
                                   new_image (image, find_place (face, image), index++ / PER_ROW));
  return images;
}

void
galley_gallery_write_linked (GalleyFace          *face,
                             const GalleyPicture *picture,
                             const char          *class_name,
                             GalleyMailStyle      style)
{
  const char *href = picture->href != NULL ? galley_face_safe_url (picture->href) : "";

  if (href[0] != '\0')
    galley_writer_open (face->writer, "a", "href", href, "target", galley_face_get_target (face),
                        NULL);
  galley_gallery_write_image (face, picture, class_name, style);
  if (href[0] != '\0')
    galley_writer_close (face->writer, "a");
}

void
galley_gallery_open_caption (GalleyFace *face)
{
  face->in_caption = TRUE;
  if (face->styles != NULL)
    galley_writer_open (face->writer, "div", "class", "kg-card-figcaption", "style",
                        galley_face_style (face, GALLEY_MAIL_CAPTION), NULL);
  else
    galley_writer_open (face->writer, "figcaption", NULL);
}

void
galley_gallery_close_caption (GalleyFace *face)
{
  face->in_caption = FALSE;
  galley_writer_close (face->writer, face->styles != NULL ? "div" : "figcaption");
}

static void
write_rows (GalleyFace       *face,
            const GalleyNode *first,
            guint             total)
{
  GalleyWriter *writer = face->writer;
  guint index = 0;
  guint last_row = G_MAXUINT;

  for (const GalleyNode *node = first; node != NULL; node = node->next)
    {
      guint row = index / PER_ROW;

      if (node->type != GALLEY_NODE_IMAGE)
        continue;
      /* One picture alone in the last row gets the one before it for company. */
      if (total > 1 && total % PER_ROW == 1 && index == total - 2)
        row++;
      if (row != last_row && last_row != G_MAXUINT)
        galley_writer_close (writer, "div");
      if (row != last_row)
        galley_writer_open (writer, "div", "class", "kg-gallery-row", NULL);
      galley_writer_open (writer, "div", "class", "kg-gallery-image", NULL);
      galley_gallery_write_linked (face, &node->picture, NULL, GALLEY_MAIL_IMAGE_IN_ROW);
      galley_writer_close (writer, "div");
      last_row = row;
      index++;
    }
  if (last_row != G_MAXUINT)
    galley_writer_close (writer, "div");
}

void
galley_gallery_write (GalleyFace       *face,
                      const GalleyNode *first,
                      const GalleyNode *caption)
{
  const char *element = face->styles != NULL ? "div" : "figure";
  guint total = 0;

  for (const GalleyNode *node = first; node != NULL; node = node->next)
    total += node->type == GALLEY_NODE_IMAGE;
  galley_writer_open (face->writer, element, "class",
                      caption != NULL ? "kg-card kg-gallery-card kg-width-wide kg-card-hascaption"
                                      : "kg-card kg-gallery-card kg-width-wide",
                      "style", galley_face_style (face, GALLEY_MAIL_FIGURE), NULL);
  galley_writer_open (face->writer, "div", "class", "kg-gallery-container", NULL);
  write_rows (face, first, total);
  galley_writer_close (face->writer, "div");
  if (caption != NULL)
    {
      galley_gallery_open_caption (face);
      face->inlines (face, caption->first_child);
      galley_gallery_close_caption (face);
    }
  galley_writer_close (face->writer, element);
}
