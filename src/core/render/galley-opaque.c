/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-opaque.h"

#include <galley-gallery.h>

static const char *
get (JsonObject *object,
     const char *name)
{
  const char *value = object != NULL ? galley_json_get_string (object, name) : NULL;

  return value != NULL ? value : "";
}

/* Segments are names with commas between; none is nobody. */
static gboolean
has_segment (const char *segments,
             const char *segment)
{
  g_auto (GStrv) list = g_strsplit (segments, ",", -1);

  return g_strv_contains ((const char *const *) list, segment);
}

static gboolean
is_for (const GalleyFace *face,
        const char       *segments,
        gboolean          non_member)
{
  if (face->audience == GALLEY_AUDIENCE_ANONYMOUS)
    return non_member;
  if (face->audience == GALLEY_AUDIENCE_EVERYTHING)
    return non_member || segments[0] != '\0';
  return has_segment (segments, face->audience == GALLEY_AUDIENCE_PAID ? "status:-free" : "status:free");
}

static gboolean
write_html (GalleyFace *face,
            JsonObject *node,
            gboolean    mail)
{
  JsonObject *visibility = galley_json_get_object (node, "visibility");
  JsonObject *place = visibility != NULL ? galley_json_get_object (visibility, mail ? "email" : "web") : NULL;
  const char *segments = place != NULL ? get (place, "memberSegment") : GALLEY_FACE_EVERYONE;
  gboolean non_member = !mail && (place == NULL || galley_json_get_boolean (place, "nonMember", TRUE));
  gboolean all = g_str_equal (segments, GALLEY_FACE_EVERYONE) && (mail || non_member);

  if (!is_for (face, segments, non_member))
    return TRUE;
  galley_face_begin_html (face, all ? NULL : segments, non_member);
  galley_writer_markup (face->writer, get (node, "html"), -1);
  galley_face_end_html (face, all ? NULL : segments);
  return TRUE;
}

static void
write_listing (GalleyFace *face,
               JsonObject *node)
{
  const char *language = get (node, "language");
  g_autofree char *class = language[0] != '\0' ? g_strconcat ("language-", language, NULL) : NULL;
  GalleyWriter *writer = face->writer;

  galley_writer_open (writer, "pre", "style", galley_face_style (face, GALLEY_MAIL_PRE), NULL);
  galley_writer_open (writer, "code", "class", class, "style", galley_face_style (face, GALLEY_MAIL_CODE),
                      NULL);
  galley_writer_text (writer, get (node, "code"), -1);
  galley_writer_close (writer, "code");
  galley_writer_close (writer, "pre");
}

/* Markdown has no caption for a listing. */
static gboolean
write_code (GalleyFace *face,
            JsonObject *node,
            gboolean    mail)
{
  const char *element = mail ? "div" : "figure";
  const char *caption = get (node, "caption");

  if (caption[0] == '\0')
    {
      write_listing (face, node);
      return TRUE;
    }
  galley_writer_open (face->writer, element, "class", "kg-card kg-code-card", "style",
                      galley_face_style (face, GALLEY_MAIL_FIGURE), NULL);
  write_listing (face, node);
  galley_gallery_open_caption (face);
  galley_writer_markup (face->writer, caption, -1);
  galley_gallery_close_caption (face);
  galley_writer_close (face->writer, element);
  return TRUE;
}

gboolean
galley_opaque_write (GalleyFace *face,
                     const char *json,
                     gboolean    mail)
{
  g_autoptr (JsonNode) node = galley_json_parse (json, -1, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *type = get (object, "type");

  if (g_str_equal (type, "html"))
    return write_html (face, object, mail);
  return g_str_equal (type, "codeblock") && write_code (face, object, mail);
}
