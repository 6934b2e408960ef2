/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-lexical-reader.h"

#include <galley-error.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-lexical-back.h"
#include "galley-lexical-same.h"
#include "galley-render.h"

/* More blocks than any letter has; each is read and rendered once. */
#define MAX_BLOCKS 20000

typedef struct {
  GHashTable         *paths;
  GalleyLexicalIssue *issue;
  gboolean            paywall;    /* one was read */
  gboolean            list_mark;  /* the last block is a list with the other mark */
  JsonObject         *list;       /* the last block, if it is a list; borrowed */
} Reader;

static void
block_free (gpointer data)
{
  GalleyLexicalBlock *self = data;

  g_free (self->markdown);
  json_array_unref (self->nodes);
  g_free (self);
}

void
galley_lexical_issue_free (GalleyLexicalIssue *self)
{
  g_free (self->markdown);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->pictures);
  g_hash_table_unref (self->bookmarks);
  g_free (self);
}

static char *
write_fence (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = galley_json_to_string (node, FALSE);

  return g_strdup_printf ("```ghost-card\n%s\n```", text);
}

/* The root's children of @markdown as it would be pushed; NULL when it cannot be. */
static JsonNode *
render (Reader           *self,
        const char       *markdown,
        GalleyPictureMap *map,
        guint            *n_blocks)
{
  GalleyRenderOptions options = { .fragment = TRUE, .pictures = map,
                                  .bookmarks = self->issue->bookmarks };
  g_autoptr (GalleyIssue) issue = galley_issue_new (markdown, -1);
  g_autofree char *text = galley_render ("lexical", issue, &options, NULL);

  *n_blocks = 0;
  for (const GalleyNode *node = galley_issue_get_root (issue)->first_child; node != NULL;
       node = node->next)
    (*n_blocks)++;
  return text != NULL ? galley_json_parse (text, -1, NULL) : NULL;
}

static JsonArray *
get_children (JsonNode *document)
{
  JsonObject *object = document != NULL && JSON_NODE_HOLDS_OBJECT (document)
                         ? json_node_get_object (document) : NULL;

  return galley_json_get_array (galley_json_get_object (object, "root"), "children");
}

static gboolean
is_equal (JsonObject *a,
          JsonObject *b)
{
  g_autoptr (JsonNode) x = json_node_init_object (json_node_alloc (), a);
  g_autoptr (JsonNode) y = json_node_init_object (json_node_alloc (), b);

  return json_node_equal (x, y);
}

/* Between two paragraphs @markdown is one block, and that is @node. */
static gboolean
comes_back (Reader           *self,
            const char       *markdown,
            GalleyPictureMap *map,
            JsonObject       *node,
            gboolean         *exact)
{
  g_autofree char *framed = g_strconcat ("x\n\n", markdown, "\n\nx\n", NULL);
  guint n_blocks;
  g_autoptr (JsonNode) document = render (self, framed, map, &n_blocks);
  JsonArray *children = get_children (document);
  JsonObject *ours;

  if (children == NULL || n_blocks != 3 || json_array_get_length (children) != 3)
    return FALSE;
  ours = galley_json_get_item (children, 1);
  if (!galley_lexical_same (node, ours))
    return FALSE;
  *exact = is_equal (node, ours);
  return TRUE;
}

static void
read_node (Reader             *self,
           JsonObject         *node,
           GalleyLexicalBlock *block)
{
  const char *type = galley_json_get_string (node, "type");
  gboolean paywall = g_strcmp0 (type, "paywall") == 0;
  GalleyLexicalBack back;
  g_autoptr (GPtrArray) proposals = NULL;

  galley_lexical_back_init (&back, self->paths, self->issue->pictures, self->issue->bookmarks);
  if (g_strcmp0 (type, "list") == 0)
    {
      back.other_mark = self->list != NULL && !self->list_mark;
      self->list_mark = back.other_mark;
    }
  if (!paywall || !self->paywall)
    proposals = galley_lexical_back_propose (&back, node);
  for (guint i = 0; proposals != NULL && i < proposals->len && block->markdown == NULL; i++)
    if (comes_back (self, proposals->pdata[i], back.map, node, &block->exact))
      block->markdown = g_strdup (proposals->pdata[i]);
  galley_lexical_back_clear (&back);
  self->paywall = self->paywall || paywall;
  self->list = g_strcmp0 (type, "list") == 0 && block->markdown != NULL ? node : NULL;
  if (block->markdown != NULL)
    return;
  block->markdown = write_fence (node);
  block->exact = block->fence = TRUE;
}

static gboolean
is_empty_paragraph (JsonObject *node)
{
  JsonArray *children = galley_json_get_array (node, "children");

  return g_strcmp0 (galley_json_get_string (node, "type"), "paragraph") == 0
         && (children == NULL || json_array_get_length (children) == 0);
}

/* A divider at the very start could begin front matter. */
static const char *
get_first (const char *markdown)
{
  return strcmp (markdown, "---") == 0 ? "***" : markdown;
}

static void
join (GalleyLexicalIssue *issue)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < issue->blocks->len; i++)
    {
      const GalleyLexicalBlock *block = issue->blocks->pdata[i];

      g_string_append_printf (text, "%s%s\n", i > 0 ? "\n" : "",
                              i > 0 ? block->markdown : get_first (block->markdown));
    }
  g_free (issue->markdown);
  issue->markdown = g_strdup (text->str);
}

/* The text as the canonical writer has it, and each block as it stands there. FALSE when the blocks
 * are not found again. */
static gboolean
canonize (GalleyLexicalIssue *self)
{
  GalleyRenderOptions options = { .fragment = TRUE };
  g_autoptr (GalleyIssue) issue = galley_issue_new (self->markdown, -1);
  g_autofree char *text = galley_render ("markdown", issue, &options, NULL);
  g_autoptr (GalleyIssue) again = text != NULL ? galley_issue_new (text, -1) : NULL;
  const GalleyNode *node = again != NULL ? galley_issue_get_root (again)->first_child : NULL;
  guint n = 0;

  for (const GalleyNode *child = node; child != NULL; child = child->next)
    n++;
  if (n != self->blocks->len)
    return FALSE;
  for (guint i = 0; i < n; i++, node = node->next)
    {
      GalleyLexicalBlock *block = self->blocks->pdata[i];

      g_free (block->markdown);
      block->markdown = g_strchomp (g_strndup (text + node->start, node->end - node->start));
    }
  g_free (self->markdown);
  self->markdown = g_steal_pointer (&text);
  return TRUE;
}

static JsonArray *
parse (const char  *lexical,
       JsonNode   **document,
       GError     **error)
{
  g_autoptr (JsonNode) node = galley_json_parse (lexical, -1, NULL);
  JsonArray *children = get_children (node);
  guint n = children != NULL ? json_array_get_length (children) : 0;

  for (guint i = 0; i < n; i++)
    if (galley_json_get_string (galley_json_get_item (children, i), "type") == NULL)
      children = NULL;
  if (n > MAX_BLOCKS)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_LIMIT,
                   _ ("The post has %u blocks; Galley reads posts of up to %u."), n, MAX_BLOCKS);
      return NULL;
    }
  if (children == NULL)
    {
      g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                           _ ("The post does not hold a document of Ghost’s that can be read."));
      return NULL;
    }
  *document = g_steal_pointer (&node);
  return children;
}

GalleyLexicalIssue *
galley_lexical_issue_new (void)
{
  GalleyLexicalIssue *self = g_new0 (GalleyLexicalIssue, 1);

  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->pictures = g_ptr_array_new_with_free_func (g_free);
  self->bookmarks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) json_object_unref);
  return self;
}

static void
keep (GalleyLexicalBlock *block)
{
  JsonObject *node = galley_json_get_item (block->nodes, block->index);

  g_free (block->markdown);
  block->markdown = write_fence (node);
  block->exact = block->fence = TRUE;
}

static gboolean
stand_together (const GalleyLexicalBlock *one,
                const GalleyLexicalBlock *other)
{
  g_autofree char *text = g_strconcat ("x\n\n", one->markdown, "\n\n", other->markdown, "\n", NULL);
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);
  guint n = 0;

  for (const GalleyNode *node = galley_issue_get_root (issue)->first_child; node != NULL;
       node = node->next)
    n++;
  return n == 3;
}

/* When blocks that are right alone do not stand beside each other, those that do not become fences;
 * and all of them when that is not enough. */
static void
part_blocks (GalleyLexicalIssue *self)
{
  for (guint i = 1; i < self->blocks->len; i++)
    if (!stand_together (self->blocks->pdata[i - 1], self->blocks->pdata[i]))
      keep (self->blocks->pdata[i]);
  join (self);
  if (canonize (self))
    return;
  for (guint i = 0; i < self->blocks->len; i++)
    keep (self->blocks->pdata[i]);
  join (self);
  canonize (self);
}

static GalleyLexicalBlock *
add_block (GalleyLexicalIssue *issue)
{
  GalleyLexicalBlock *block = g_new0 (GalleyLexicalBlock, 1);

  block->nodes = json_array_new ();
  g_ptr_array_add (issue->blocks, block);
  return block;
}

void
galley_lexical_issue_add (GalleyLexicalIssue *self,
                          const char         *markdown)
{
  add_block (self)->markdown = g_strdup (markdown);
}

GalleyLexicalIssue *
galley_lexical_read (const char  *lexical,
                     GHashTable  *paths,
                     GError     **error)
{
  g_autoptr (JsonNode) document = NULL;
  JsonArray *children = parse (lexical, &document, error);
  g_autoptr (GalleyLexicalIssue) issue = NULL;
  Reader self = { .paths = paths };
  GalleyLexicalBlock *block = NULL;

  if (children == NULL)
    return NULL;
  issue = self.issue = galley_lexical_issue_new ();
  for (guint i = 0; i < json_array_get_length (children); i++)
    {
      JsonObject *node = galley_json_get_item (children, i);

      if (block == NULL || block->markdown != NULL)
        {
          /* An empty paragraph goes with what stands before it. */
          if (block == NULL || !is_empty_paragraph (node))
            block = add_block (issue);
        }
      json_array_add_element (block->nodes, json_node_copy (json_array_get_element (children, i)));
      if (block->markdown != NULL || is_empty_paragraph (node))
        continue;
      block->index = json_array_get_length (block->nodes) - 1;
      read_node (&self, node, block);
    }
  if (block != NULL && block->markdown == NULL)
    g_ptr_array_set_size (issue->blocks, 0);
  join (issue);
  if (!canonize (issue))
    part_blocks (issue);
  return g_steal_pointer (&issue);
}
