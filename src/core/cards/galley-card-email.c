/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-blanks.h"
#include "galley-card.h"

static const char *const segments[] = { "all", "free", "paid", NULL };

static const GalleyCardOption options[] = {
  { "for", N_ ("Who gets it in the mail"), segments, "all" },
  { NULL },
};

extern const GalleyCardKind galley_card_email;

static const char *
get_segment (const GalleyNode *card)
{
  return galley_card_get_option (&galley_card_email, card, "for");
}

static gboolean
shown (GalleyFace       *face,
       const GalleyNode *card)
{
  gboolean paid = face->audience == GALLEY_AUDIENCE_PAID;

  if (face->audience == GALLEY_AUDIENCE_EVERYTHING || g_str_equal (get_segment (card), "all"))
    return TRUE;
  return paid == g_str_equal (get_segment (card), "paid");
}

/* For one audience it is a box of its own. */
static void
email (GalleyFace       *face,
       const GalleyNode *card)
{
  gboolean all = g_str_equal (get_segment (card), "all");

  if (!all)
    galley_writer_open (face->writer, "div", NULL);
  galley_face_whole (face, card);
  if (!all)
    galley_writer_close (face->writer, "div");
}

static JsonObject *
lexical (GalleyFace       *face,
         const GalleyNode *card)
{
  const char *segment = get_segment (card);
  gboolean all = g_str_equal (segment, "all");
  g_autofree char *html = galley_face_dup_whole (face, card);
  g_autofree char *kept = galley_blanks_keep (html);
  JsonObject *node = json_object_new ();

  json_object_set_string_member (node, "type", all ? "email" : "email-cta");
  json_object_set_int_member (node, "version", 1);
  json_object_set_string_member (node, "html", kept);
  if (all)
    return node;
  json_object_set_string_member (node, "segment",
                                 g_str_equal (segment, "paid") ? "status:-free" : "status:free");
  json_object_set_string_member (node, "alignment", "left");
  json_object_set_boolean_member (node, "showButton", FALSE);
  json_object_set_string_member (node, "buttonText", "");
  json_object_set_string_member (node, "buttonUrl", "");
  json_object_set_boolean_member (node, "showDividers", FALSE);
  return node;
}

static char *
from_lexical (GalleyBack *back,
              JsonObject *node)
{
  const char *type = galley_json_get_string (node, "type");
  const char *segment = galley_json_get_string (node, "segment");
  const char *html = galley_json_get_string (node, "html");
  gboolean all = g_strcmp0 (type, "email") == 0;
  g_autofree char *body = NULL;

  if ((!all && g_strcmp0 (type, "email-cta") != 0) || html == NULL)
    return NULL;
  body = back->dup_blocks (back, html);
  if (body == NULL)
    return NULL;
  return galley_card_write (&galley_card_email, NULL, body, "for",
                            all ? "all" : g_strcmp0 (segment, "status:-free") == 0 ? "paid" : "free",
                            NULL);
}

const GalleyCardKind galley_card_email = {
  .id = "email",
  .name = N_ ("Mail only"),
  .description = N_ ("Words that only the mail has; {first_name, \"there\"} works in it"),
  .options = options,
  .shown = shown,
  .email = email,
  .text = galley_face_whole,
  .lexical = lexical,
  .from_lexical = from_lexical,
};
