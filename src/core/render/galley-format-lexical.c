/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <galley-bookmark.h>
#include <galley-error.h>
#include <galley-gallery.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-html.h"
#include "galley-lexical-writer.h"
#include "galley-originals.h"
#include "galley-runs.h"

/* Ghost's Koenig document. What it has no node for becomes an HTML card with the markup that the
 * web format writes for it, because an unknown or ill-fitting node makes Ghost drop everything
 * behind it without a word. */

typedef struct {
  GalleyHtml *html;
  GalleyFace *face;
  GString    *out;  /* the children of the root */
  GString    *text; /* of one text node, while it grows */
  GArray     *runs;
} Builder;

static void
end_link (GString          *out,
          const GalleyNode *node)
{
  char anchor[24];
  const char *url = anchor;

  if (node->type == GALLEY_NODE_FOOTNOTE_REFERENCE)
    g_snprintf (anchor, sizeof anchor, "#fn%u", node->footnote.number);
  else
    url = galley_face_safe_url (node->link.url);
  galley_lexical_writer_close (out);
  galley_lexical_writer_string (out, "url", url, -1);
  galley_lexical_writer_string (out, "rel", NULL, -1);
  galley_lexical_writer_string (out, "target", NULL, -1);
  galley_lexical_writer_string (out, "title", NULL, -1);
  galley_lexical_writer_end (out);
}

static void
append_run (GString         *text,
            const GalleyRun *run)
{
  if (run->text != NULL)
    g_string_append_len (text, run->text, run->length);
  else
    g_string_append_printf (text, "%u", run->node->footnote.number);
}

static void
append_inlines (GString          *out,
                GString          *text,
                GArray           *runs,
                const GalleyNode *first)
{
  const GalleyNode *link = NULL;
  guint format = 0;

  galley_runs_collect (runs, first);
  for (guint i = 0; i < runs->len; i++)
    {
      const GalleyRun *run = &g_array_index (runs, GalleyRun, i);

      if (run->type != GALLEY_RUN_TEXT || run->format != format)
        galley_lexical_writer_text (out, text, format);
      if (run->type == GALLEY_RUN_TEXT)
        {
          format = run->format;
          append_run (text, run);
        }
      else if (run->type == GALLEY_RUN_BREAK)
        {
          galley_lexical_writer_begin (out, "linebreak");
          galley_lexical_writer_end (out);
        }
      else if (run->type == GALLEY_RUN_LINK)
        {
          link = run->node;
          galley_lexical_writer_open (out, "link", 0);
        }
      else if (run->type == GALLEY_RUN_LINK_END && link != NULL)
        {
          end_link (out, link);
          link = NULL;
        }
    }
  galley_lexical_writer_text (out, text, format);
}

/* For a card, whose nodes are objects. */
static void
add_inlines (GalleyFace       *face,
             JsonArray        *children,
             const GalleyNode *first)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (GalleyRun));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new ("[");
  g_autoptr (JsonNode) node = NULL;
  JsonArray *parsed;

  append_inlines (out, text, runs, first);
  g_string_append_c (out, ']');
  node = galley_json_parse (out->str, out->len, NULL);
  parsed = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  for (guint i = 0; parsed != NULL && i < json_array_get_length (parsed); i++)
    json_array_add_element (children, json_array_dup_element (parsed, i));
}

static void
append_joined (Builder          *self,
               const GalleyNode *first)
{
  gboolean begun = FALSE;

  for (const GalleyNode *block = first; block != NULL; block = block->next)
    {
      if (block->type == GALLEY_NODE_PRIVATE)
        continue;
      for (guint i = 0; begun && i < 2; i++)
        {
          galley_lexical_writer_begin (self->out, "linebreak");
          galley_lexical_writer_end (self->out);
        }
      append_inlines (self->out, self->text, self->runs, block->first_child);
      begun = TRUE;
    }
}

static void append_list (Builder          *self,
                         const GalleyNode *list,
                         guint             indent);

static void
end_item (Builder *self,
          guint    value)
{
  galley_lexical_writer_close (self->out);
  galley_lexical_writer_number (self->out, "value", value);
  galley_lexical_writer_end (self->out);
}

/* A nested list is the only child of an item of its own, which Ghost draws into the one before. */
static void
append_list (Builder          *self,
             const GalleyNode *list,
             guint             indent)
{
  guint start = list->list.ordered ? list->list.first : 1;
  guint value = start;

  galley_lexical_writer_open (self->out, "list", 0);
  for (const GalleyNode *item = list->first_child; item != NULL; item = item->next)
    {
      const GalleyNode *text = item->first_child;

      galley_lexical_writer_open (self->out, "listitem", indent);
      if (text != NULL)
        append_inlines (self->out, self->text, self->runs, text->first_child);
      end_item (self, value++);
      if (text == NULL || text->next == NULL)
        continue;
      galley_lexical_writer_open (self->out, "listitem", indent);
      append_list (self, text->next, indent + 1);
      end_item (self, value);
    }
  galley_lexical_writer_close (self->out);
  galley_lexical_writer_string (self->out, "listType", list->list.ordered ? "number" : "bullet", -1);
  galley_lexical_writer_number (self->out, "start", start);
  galley_lexical_writer_string (self->out, "tag", list->list.ordered ? "ol" : "ul", -1);
  galley_lexical_writer_end (self->out);
}

static void
append_text (Builder          *self,
             const GalleyNode *node)
{
  static const char *const tags[] = { "h1", "h2", "h3", "h4", "h5", "h6" };

  if (node->type == GALLEY_NODE_QUOTE)
    {
      galley_lexical_writer_open (self->out, "extended-quote", 0);
      append_joined (self, node->first_child);
      galley_lexical_writer_close (self->out);
      galley_lexical_writer_end (self->out);
      return;
    }
  galley_lexical_writer_open (
    self->out, node->type == GALLEY_NODE_PARAGRAPH ? "paragraph" : "extended-heading", 0);
  append_inlines (self->out, self->text, self->runs, node->first_child);
  galley_lexical_writer_close (self->out);
  if (node->type == GALLEY_NODE_HEADING)
    galley_lexical_writer_string (self->out, "tag", tags[CLAMP (node->heading.level, 1, 6) - 1], -1);
  galley_lexical_writer_end (self->out);
}

static void
append_code (Builder          *self,
             const GalleyNode *node)
{
  const char *info = node->code.info != NULL ? node->code.info : "";
  gsize length = node->length;

  if (length > 0 && node->literal[length - 1] == '\n')
    length--;
  galley_lexical_writer_begin (self->out, "codeblock");
  galley_lexical_writer_string (self->out, "code", node->literal, length);
  galley_lexical_writer_string (self->out, "language", info, strcspn (info, " \t{"));
  galley_lexical_writer_string (self->out, "caption", "", 0);
  galley_lexical_writer_end (self->out);
}

static void
append_plain (Builder    *self,
              const char *type)
{
  galley_lexical_writer_begin (self->out, type);
  galley_lexical_writer_end (self->out);
}

static JsonObject *
new_card (const char *type)
{
  JsonObject *card = json_object_new ();

  json_object_set_string_member (card, "type", type);
  json_object_set_int_member (card, "version", 1);
  return card;
}

static const GalleyPicturePlace *
find_place (Builder             *self,
            const GalleyPicture *picture)
{
  return self->face->pictures != NULL
           ? galley_picture_map_lookup (self->face->pictures, picture->src)
           : NULL;
}

static void
set_picture (Builder             *self,
             JsonObject          *card,
             const GalleyPicture *picture)
{
  const GalleyPicturePlace *place = find_place (self, picture);

  json_object_set_string_member (card, "src", place != NULL ? place->url : picture->src);
  if (place != NULL && place->width > 0 && place->height > 0)
    {
      json_object_set_int_member (card, "width", place->width);
      json_object_set_int_member (card, "height", place->height);
    }
  json_object_set_string_member (card, "alt", picture->alt);
}

static JsonObject *
build_image (Builder          *self,
             const GalleyNode *node)
{
  static const char *const widths[] = { "regular", "wide", "full" };
  const char *href = node->picture.href != NULL ? galley_face_safe_url (node->picture.href) : "";
  g_autofree char *caption = NULL;
  JsonObject *card = new_card ("image");

  if (node->type == GALLEY_NODE_FIGURE && node->first_child != NULL)
    caption = self->face->dup_inlines (self->face, node->first_child);
  set_picture (self, card, &node->picture);
  json_object_set_string_member (card, "title", "");
  json_object_set_string_member (card, "caption", caption != NULL ? caption : "");
  json_object_set_string_member (card, "cardWidth", widths[node->picture.width]);
  json_object_set_string_member (card, "href", href);
  return card;
}

/* Ghost drops a picture of a gallery that has no size, silently; then each is one of its own. */
static void
add_gallery (Builder          *self,
             const GalleyNode *gallery)
{
  JsonObject *card;

  if (!galley_gallery_has_sizes (self->face, gallery->first_child))
    {
      for (const GalleyNode *node = gallery->first_child; node != NULL; node = node->next)
        galley_lexical_writer_object (self->out, build_image (self, node));
      return;
    }
  card = new_card ("gallery");
  json_object_set_array_member (card, "images",
                                galley_gallery_new_images (self->face, gallery->first_child));
  json_object_set_string_member (card, "caption", "");
  galley_lexical_writer_object (self->out, card);
}

static void
add_html (Builder          *self,
          const GalleyNode *node)
{
  g_autofree char *html = galley_html_dup_inner (self->html, node);

  const char *mailed = galley_html_is_web_only (node) ? "" : GALLEY_FACE_EVERYONE;

  if (html[0] == '\0')
    return;
  galley_lexical_writer_begin (self->out, "html");
  galley_lexical_writer_string (self->out, "html", html, -1);
  g_string_append_printf (self->out,
                          ",\"visibility\":{\"web\":{\"nonMember\":true,\"memberSegment\":\"%s\"},"
                          "\"email\":{\"memberSegment\":\"%s\"}}}",
                          GALLEY_FACE_EVERYONE, mailed);
}

static gboolean
add_opaque (Builder          *self,
            const GalleyNode *node,
            GError          **error)
{
  g_autoptr (JsonNode) parsed = galley_json_parse (node->literal, node->length, NULL);

  if (parsed == NULL || !JSON_NODE_HOLDS_OBJECT (parsed)
      || galley_json_get_string (json_node_get_object (parsed), "type") == NULL)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                   _ ("The ghost-card fence at line %u does not hold a card of Ghost’s."),
                   node->start_line);
      return FALSE;
    }
  galley_lexical_writer_object (self->out, json_object_ref (json_node_get_object (parsed)));
  return TRUE;
}

static void
add_card (Builder          *self,
          const GalleyNode *node)
{
  const GalleyCardKind *kind = galley_card_find_kind (node->card.kind);
  JsonObject *card
    = kind != NULL && kind->lexical != NULL ? kind->lexical (self->face, node) : NULL;

  if (card != NULL)
    galley_lexical_writer_object (self->out, card);
  else
    add_html (self, node);
}

static gboolean
add_block (Builder          *self,
           const GalleyNode *node,
           GError          **error)
{
  if (!galley_html_fits (self->html, node))
    add_html (self, node);
  else if (node->type == GALLEY_NODE_LIST)
    append_list (self, node, 0);
  else if (node->type == GALLEY_NODE_CODE_BLOCK)
    append_code (self, node);
  else if (node->type == GALLEY_NODE_DIVIDER)
    append_plain (self, "horizontalrule");
  else if (node->type == GALLEY_NODE_PAYWALL)
    append_plain (self, "paywall");
  else if (node->type == GALLEY_NODE_FIGURE)
    galley_lexical_writer_object (self->out, build_image (self, node));
  else if (node->type == GALLEY_NODE_GALLERY)
    add_gallery (self, node);
  else if (node->type == GALLEY_NODE_BOOKMARK)
    galley_lexical_writer_object (self->out, galley_bookmark_lexical (self->face, node, NULL));
  else if (node->type == GALLEY_NODE_CARD)
    add_card (self, node);
  else if (node->type == GALLEY_NODE_OPAQUE)
    return add_opaque (self, node, error);
  else if (node->type != GALLEY_NODE_PRIVATE)
    append_text (self, node);
  return TRUE;
}

/* The document round the children: what the site had round them, where that is known. */
static char *
finish (GString               *out,
        const GalleyOriginals *originals)
{
  g_autoptr (JsonNode) parsed = NULL;
  JsonObject *document = NULL;

  /* Ghost refuses a document without children. */
  if (out->len == 1 && (originals == NULL || !galley_originals_is_blank (originals)))
    {
      galley_lexical_writer_open (out, "paragraph", 0);
      galley_lexical_writer_close (out);
      galley_lexical_writer_end (out);
    }
  g_string_append_c (out, ']');
  if (originals != NULL)
    parsed = galley_json_parse (out->str, out->len, NULL);
  if (parsed != NULL && JSON_NODE_HOLDS_ARRAY (parsed))
    document = galley_originals_wrap (originals, json_array_ref (json_node_get_array (parsed)));
  if (document != NULL)
    {
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

      json_node_take_object (node, document);
      return galley_json_to_string (node, FALSE);
    }
  g_string_prepend (out, "{\"root\":{\"type\":\"root\",\"version\":1,\"direction\":null,"
                         "\"format\":\"\",\"indent\":0,\"children\":");
  g_string_append (out, "}}");
  return g_strdup (out->str);
}

typedef struct {
  Builder               *builder;
  const GalleyOriginals *originals;
  const char            *text;
} PictureWalk;

static gboolean
is_picture_there (const GalleyNode *node,
                  gpointer          user_data)
{
  PictureWalk *walk = user_data;
  const GalleyPicturePlace *place
    = node->type == GALLEY_NODE_FIGURE || node->type == GALLEY_NODE_IMAGE
        ? find_place (walk->builder, &node->picture) : NULL;

  return place == NULL
         || galley_originals_has_picture (walk->originals, walk->text, place->url);
}

/* A picture may have become another one under the same name. */
static gboolean
shows_same_pictures (Builder               *self,
                     const GalleyOriginals *originals,
                     JsonArray             *nodes,
                     const GalleyNode      *node)
{
  g_autoptr (JsonNode) array = json_node_init_array (json_node_alloc (), nodes);
  g_autofree char *text = galley_json_to_string (array, FALSE);
  PictureWalk walk = { self, originals, text };

  return is_picture_there (node, &walk) && galley_node_visit (node, is_picture_there, &walk);
}

static JsonArray *
get_nodes (const GalleyOriginals *originals,
           int                    place)
{
  return place == -1 ? NULL
                     : galley_originals_get_nodes (originals, (guint) (place >= 0 ? place : -2 - place));
}

static void
add_nodes (Builder   *self,
           JsonArray *nodes,
           guint      begin,
           guint      end)
{
  for (guint i = begin; i < end; i++)
    if (galley_json_get_item (nodes, i) != NULL)
      galley_lexical_writer_object (self->out, json_object_ref (galley_json_get_item (nodes, i)));
}

/* Which of @nodes has words: beside it there are only empty paragraphs. */
static guint
find_words (JsonArray *nodes)
{
  guint n = json_array_get_length (nodes);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *node = galley_json_get_item (nodes, i);
      JsonArray *children = galley_json_get_array (node, "children");

      if (g_strcmp0 (galley_json_get_string (node, "type"), "paragraph") != 0
          || (children != NULL && json_array_get_length (children) > 0))
        return i;
    }
  return n;
}

/* A block with the very words that were pulled is what the site had; an edited one stands among the
 * empty paragraphs that it stood among. @place: as galley_originals_match() says. */
static gboolean
add_pulled (Builder               *self,
            const GalleyOriginals *originals,
            int                    place,
            const GalleyNode      *node,
            GError               **error)
{
  JsonArray *nodes = get_nodes (originals, place);
  guint n = nodes != NULL ? json_array_get_length (nodes) : 0;
  guint words = nodes != NULL ? find_words (nodes) : 0;

  if (nodes != NULL && place >= 0 && shows_same_pictures (self, originals, nodes, node))
    {
      add_nodes (self, nodes, 0, n);
      return TRUE;
    }
  add_nodes (self, nodes, 0, words);
  if (!add_block (self, node, error))
    return FALSE;
  add_nodes (self, nodes, words + 1, n);
  return TRUE;
}

static char *
render (GalleyIssue               *issue,
        const GalleyRenderOptions *options,
        GError                   **error)
{
  GalleyRenderOptions everything = *options;
  g_autoptr (GalleyHtml) html = NULL;
  g_autoptr (GString) out = g_string_new ("[");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (GalleyRun));
  g_autoptr (GArray) match
    = options->originals != NULL ? galley_originals_match (options->originals, issue) : NULL;
  Builder self = { 0 };
  guint n = 0;

  everything.reader = GALLEY_READER_EVERYTHING;
  everything.fragment = TRUE;
  html = galley_html_new (issue, &everything, FALSE);
  self.html = html;
  self.face = galley_html_get_face (html);
  self.face->add_inlines = add_inlines;
  self.out = out;
  self.text = text;
  self.runs = runs;
  for (const GalleyNode *node = galley_issue_get_root (issue)->first_child; node != NULL;
       node = node->next, n++)
    {
      if (galley_html_is_void (node)
          || (node->type == GALLEY_NODE_FOOTNOTE && node->previous != NULL
              && node->previous->type == GALLEY_NODE_FOOTNOTE))
        continue;
      if (match != NULL ? !add_pulled (&self, options->originals, g_array_index (match, int, n), node, error)
                        : !add_block (&self, node, error))
        return NULL;
    }
  return finish (out, options->originals);
}

const GalleyFormat galley_format_lexical = {
  .id = "lexical",
  .suffix = "lexical.json",
  .description = N_ ("Ghost’s document"),
  .render = render,
};
