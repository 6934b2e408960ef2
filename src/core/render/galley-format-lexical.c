/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <galley-bookmark.h>
#include <galley-error.h>
#include <galley-gallery.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-html.h"
#include "galley-originals.h"
#include "galley-runs.h"

/* Ghost's Koenig document. What it has no node for becomes an HTML card with the markup that the
 * web format writes for it, because an unknown or ill-fitting node makes Ghost drop everything
 * behind it without a word. */

typedef struct {
  GalleyHtml *html;
  GalleyFace *face;
  JsonArray  *children; /* of the root */
} Builder;

static JsonObject *
new_card (const char *type)
{
  JsonObject *card = json_object_new ();

  json_object_set_string_member (card, "type", type);
  json_object_set_int_member (card, "version", 1);
  return card;
}

static void
add_text (JsonArray *children,
          GString   *text,
          guint      format)
{
  JsonObject *node;

  if (text->len == 0)
    return;
  node = new_card ("extended-text");
  json_object_set_string_member (node, "text", text->str);
  json_object_set_int_member (node, "format", format);
  json_object_set_int_member (node, "detail", 0);
  json_object_set_string_member (node, "mode", "normal");
  json_object_set_string_member (node, "style", "");
  json_array_add_object_element (children, node);
  g_string_truncate (text, 0);
}

static JsonObject *
new_link (const GalleyNode *node,
          JsonArray        *children)
{
  JsonObject *link = galley_face_element ("link", children);

  if (node->type == GALLEY_NODE_FOOTNOTE_REFERENCE)
    {
      g_autofree char *anchor = g_strdup_printf ("#fn%u", node->footnote.number);

      json_object_set_string_member (link, "url", anchor);
    }
  else
    {
      json_object_set_string_member (link, "url", galley_face_safe_url (node->link.url));
    }
  json_object_set_null_member (link, "rel");
  json_object_set_null_member (link, "target");
  json_object_set_null_member (link, "title");
  return link;
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
add_inlines (GalleyFace       *face,
             JsonArray        *children,
             const GalleyNode *first)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (GalleyRun));
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *into = children;
  guint format = 0;

  galley_runs_collect (runs, first);
  for (guint i = 0; i < runs->len; i++)
    {
      const GalleyRun *run = &g_array_index (runs, GalleyRun, i);

      if (run->type != GALLEY_RUN_TEXT || run->format != format)
        add_text (into, text, format);
      if (run->type == GALLEY_RUN_TEXT)
        {
          format = run->format;
          append_run (text, run);
        }
      else if (run->type == GALLEY_RUN_BREAK)
        json_array_add_object_element (into, new_card ("linebreak"));
      else if (run->type == GALLEY_RUN_LINK)
        {
          into = json_array_new ();
          json_array_add_object_element (children, new_link (run->node, into));
        }
      else if (run->type == GALLEY_RUN_LINK_END)
        into = children;
    }
  add_text (into, text, format);
}

static JsonObject *build_list (Builder          *self,
                               const GalleyNode *list,
                               guint             indent);

static JsonObject *
new_item (JsonArray *children,
          guint      value,
          guint      indent)
{
  JsonObject *item = galley_face_element ("listitem", children);

  json_object_set_int_member (item, "indent", indent);
  json_object_set_int_member (item, "value", value);
  return item;
}

/* A nested list is the only child of an item of its own, which Ghost draws into the one before. */
static JsonObject *
build_list (Builder          *self,
            const GalleyNode *list,
            guint             indent)
{
  JsonArray *items = json_array_new ();
  guint start = list->list.ordered ? list->list.first : 1;
  guint value = start;
  JsonObject *node;

  for (const GalleyNode *item = list->first_child; item != NULL; item = item->next)
    {
      JsonArray *children = json_array_new ();
      const GalleyNode *text = item->first_child;

      if (text != NULL)
        add_inlines (self->face, children, text->first_child);
      json_array_add_object_element (items, new_item (children, value++, indent));
      if (text == NULL || text->next == NULL)
        continue;
      children = json_array_new ();
      json_array_add_object_element (children, build_list (self, text->next, indent + 1));
      json_array_add_object_element (items, new_item (children, value, indent));
    }
  node = galley_face_element ("list", items);
  json_object_set_string_member (node, "listType", list->list.ordered ? "number" : "bullet");
  json_object_set_int_member (node, "start", start);
  json_object_set_string_member (node, "tag", list->list.ordered ? "ol" : "ul");
  return node;
}

static JsonObject *
build_text (Builder          *self,
            const GalleyNode *node)
{
  static const char *const tags[] = { "h1", "h2", "h3", "h4", "h5", "h6" };
  JsonArray *children = json_array_new ();
  JsonObject *element;

  if (node->type == GALLEY_NODE_QUOTE)
    {
      galley_face_add_joined (self->face, children, node->first_child);
      return galley_face_element ("extended-quote", children);
    }
  add_inlines (self->face, children, node->first_child);
  if (node->type == GALLEY_NODE_PARAGRAPH)
    return galley_face_element ("paragraph", children);
  element = galley_face_element ("extended-heading", children);
  json_object_set_string_member (element, "tag", tags[CLAMP (node->heading.level, 1, 6) - 1]);
  return element;
}

static JsonObject *
build_code (const GalleyNode *node)
{
  const char *info = node->code.info != NULL ? node->code.info : "";
  gsize length = node->length;
  g_autofree char *language = g_strndup (info, strcspn (info, " \t{"));
  g_autofree char *code = NULL;
  JsonObject *card = new_card ("codeblock");

  if (length > 0 && node->literal[length - 1] == '\n')
    length--;
  code = g_strndup (node->literal, length);
  json_object_set_string_member (card, "code", code);
  json_object_set_string_member (card, "language", language);
  json_object_set_string_member (card, "caption", "");
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
        json_array_add_object_element (self->children, build_image (self, node));
      return;
    }
  card = new_card ("gallery");
  json_object_set_array_member (card, "images",
                                galley_gallery_new_images (self->face, gallery->first_child));
  json_object_set_string_member (card, "caption", "");
  json_array_add_object_element (self->children, card);
}

static void
add_html (Builder          *self,
          const GalleyNode *node)
{
  g_autofree char *html = galley_html_dup_inner (self->html, node);

  if (html[0] != '\0')
    json_array_add_object_element (
      self->children,
      galley_face_html_card (html, TRUE, GALLEY_FACE_EVERYONE,
                             galley_html_is_web_only (node) ? "" : GALLEY_FACE_EVERYONE));
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
  json_array_add_element (self->children, g_steal_pointer (&parsed));
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
    json_array_add_object_element (self->children, card);
  else
    add_html (self, node);
}

static gboolean
add_block (Builder          *self,
           const GalleyNode *node,
           GError          **error)
{
  JsonArray *children = self->children;

  if (!galley_html_fits (self->html, node))
    {
      add_html (self, node);
      return TRUE;
    }
  if (node->type == GALLEY_NODE_LIST)
    json_array_add_object_element (children, build_list (self, node, 0));
  else if (node->type == GALLEY_NODE_CODE_BLOCK)
    json_array_add_object_element (children, build_code (node));
  else if (node->type == GALLEY_NODE_DIVIDER)
    json_array_add_object_element (children, new_card ("horizontalrule"));
  else if (node->type == GALLEY_NODE_PAYWALL)
    json_array_add_object_element (children, new_card ("paywall"));
  else if (node->type == GALLEY_NODE_FIGURE)
    json_array_add_object_element (children, build_image (self, node));
  else if (node->type == GALLEY_NODE_GALLERY)
    add_gallery (self, node);
  else if (node->type == GALLEY_NODE_BOOKMARK)
    json_array_add_object_element (children, galley_bookmark_lexical (self->face, node, NULL));
  else if (node->type == GALLEY_NODE_CARD)
    add_card (self, node);
  else if (node->type == GALLEY_NODE_OPAQUE)
    return add_opaque (self, node, error);
  else if (node->type != GALLEY_NODE_PRIVATE)
    json_array_add_object_element (children, build_text (self, node));
  return TRUE;
}

static char *
finish (JsonArray             *children,
        const GalleyOriginals *originals)
{
  JsonObject *document = NULL;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  /* Ghost refuses a document without children. */
  if (json_array_get_length (children) == 0)
    json_array_add_object_element (children,
                                   galley_face_element ("paragraph", json_array_new ()));
  if (originals != NULL)
    document = galley_originals_wrap (originals, json_array_ref (children));
  if (document == NULL)
    {
      document = json_object_new ();
      json_object_set_object_member (document, "root",
                                     galley_face_element ("root", json_array_ref (children)));
    }
  json_array_unref (children);
  json_node_take_object (node, document);
  return galley_json_to_string (node, FALSE);
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

/* What the site had for the very words when they were pulled. */
static gboolean
add_original (Builder               *self,
              GalleyIssue           *issue,
              const GalleyOriginals *originals,
              GHashTable            *counts,
              const GalleyNode      *node)
{
  g_autofree char *words = galley_originals_dup_words (issue, node);
  guint nth = GPOINTER_TO_UINT (g_hash_table_lookup (counts, words));
  JsonArray *nodes = galley_originals_find (originals, issue, node, nth);

  if (nodes == NULL || !shows_same_pictures (self, originals, nodes, node))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (nodes); i++)
    json_array_add_element (self->children, json_node_copy (json_array_get_element (nodes, i)));
  g_hash_table_insert (counts, g_steal_pointer (&words), GUINT_TO_POINTER (nth + 1));
  return TRUE;
}

static char *
render (GalleyIssue               *issue,
        const GalleyRenderOptions *options,
        GError                   **error)
{
  GalleyRenderOptions everything = *options;
  g_autoptr (GalleyHtml) html = NULL;
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Builder self = { 0 };

  everything.reader = GALLEY_READER_EVERYTHING;
  everything.fragment = TRUE;
  html = galley_html_new (issue, &everything, FALSE);
  self.html = html;
  self.face = galley_html_get_face (html);
  self.face->add_inlines = add_inlines;
  self.children = json_array_new ();
  for (const GalleyNode *node = galley_issue_get_root (issue)->first_child; node != NULL;
       node = node->next)
    {
      if (galley_html_is_void (node)
          || (node->type == GALLEY_NODE_FOOTNOTE && node->previous != NULL
              && node->previous->type == GALLEY_NODE_FOOTNOTE))
        continue;
      if (options->originals != NULL
          && add_original (&self, issue, options->originals, counts, node))
        continue;
      if (!add_block (&self, node, error))
        {
          json_array_unref (self.children);
          return NULL;
        }
    }
  return finish (self.children, options->originals);
}

const GalleyFormat galley_format_lexical = {
  .id = "lexical",
  .suffix = "lexical.json",
  .description = N_ ("Ghost’s document"),
  .render = render,
};
