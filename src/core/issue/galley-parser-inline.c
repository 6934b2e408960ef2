/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-parser-private.h"

#include <string.h>

/* Deeper inlines than anybody writes become their text, so that no recursion is unbounded. */
#define MAX_DEPTH 60
#define MAX_TAGS 20

typedef struct {
  GalleyNodeType type;
  guint index; /* of its opening tag among the nodes of the level */
} Tag;

static const struct {
  const char *name;
  GalleyNodeType type;
} formats[] = {
  { "u", GALLEY_NODE_UNDERLINE },
  { "sub", GALLEY_NODE_SUBSCRIPT },
  { "sup", GALLEY_NODE_SUPERSCRIPT },
  { "mark", GALLEY_NODE_HIGHLIGHT },
};

/* The format of a tag without attributes; DOCUMENT when it is none. */
static GalleyNodeType
get_format (const char *html,
            gboolean   *closing)
{
  gsize length = strlen (html);

  *closing = length > 2 && html[1] == '/';
  html += *closing ? 2 : 1;
  length = strcspn (html, "> \t");
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (length == strlen (formats[i].name) && html[length] == '>'
          && g_ascii_strncasecmp (html, formats[i].name, length) == 0)
        return formats[i].type;
    }
  return GALLEY_NODE_DOCUMENT;
}

static gboolean
is_break (const char *html)
{
  return g_ascii_strcasecmp (html, "<br>") == 0 || g_ascii_strcasecmp (html, "<br/>") == 0
         || g_ascii_strcasecmp (html, "<br />") == 0;
}

/* Text of everything below a node, without recursion. */
static char *
dup_plain (cmark_node *root)
{
  GString *text = g_string_new (NULL);
  cmark_iter *iter = cmark_iter_new (root);

  while (cmark_iter_next (iter) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      cmark_node_type type = cmark_node_get_type (node);

      if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
        g_string_append_c (text, ' ');
      else if ((type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
               && cmark_node_get_literal (node) != NULL)
        g_string_append (text, cmark_node_get_literal (node));
    }
  cmark_iter_free (iter);
  return g_string_free (text, FALSE);
}

static GalleyNode *
new_text (GalleyParser *self,
          const char   *text)
{
  GalleyNode *node = galley_parser_new_node (self, GALLEY_NODE_TEXT);

  galley_parser_set_literal (self, node, text, -1);
  return node;
}

static GalleyNode *
new_image (GalleyParser *self,
           cmark_node   *image)
{
  g_autofree char *alt = dup_plain (image);
  GalleyNode *node;

  if (self->in_caption)
    return new_text (self, alt);
  node = galley_parser_new_node (self, GALLEY_NODE_IMAGE);
  node->picture.src = galley_arena_copy (self->arena, cmark_node_get_url (image), -1);
  node->picture.title = galley_arena_copy (self->arena, cmark_node_get_title (image), -1);
  node->picture.alt = galley_arena_copy (self->arena, alt, -1);
  /* Until the source line says which line it stands on, that is what the library knows. */
  node->start_line = node->end_line = cmark_node_get_start_line (image) + self->body_line - 1;
  return node;
}

static GalleyNode *
new_reference (GalleyParser *self,
               cmark_node   *reference)
{
  const char *literal = cmark_node_get_literal (reference);
  GalleyNode *node = galley_parser_new_node (self, GALLEY_NODE_FOOTNOTE_REFERENCE);
  guint64 number = literal != NULL ? g_ascii_strtoull (literal, NULL, 10) : 0;

  node->footnote.number = number;
  node->footnote.name = "";
  if (number >= 1 && number <= self->n_footnotes)
    {
      node->footnote.name = self->footnote_names[number];
      node->footnote.use = ++self->footnote_uses[number];
    }
  return node;
}

static GalleyNode *
new_leaf (GalleyParser   *self,
          GalleyNodeType  type,
          cmark_node     *inline_node)
{
  const char *literal = cmark_node_get_literal (inline_node);
  GalleyNode *node = galley_parser_new_node (self, type);

  galley_parser_set_literal (self, node, literal != NULL ? literal : "", -1);
  return node;
}

static GalleyNode *
new_span (GalleyParser   *self,
          GalleyNodeType  type,
          cmark_node     *span,
          guint           depth)
{
  GalleyNode *node = galley_parser_new_node (self, type);

  if (depth >= MAX_DEPTH)
    {
      g_autofree char *text = dup_plain (span);

      galley_parser_append (node, new_text (self, text));
    }
  else
    galley_parser_add_inlines (self, node, cmark_node_first_child (span), depth + 1);
  if (type == GALLEY_NODE_LINK)
    {
      node->link.url = galley_arena_copy (self->arena, cmark_node_get_url (span), -1);
      node->link.title = galley_arena_copy (self->arena, cmark_node_get_title (span), -1);
    }
  return node;
}

static GalleyNode *
convert (GalleyParser *self,
         cmark_node   *node,
         guint         depth)
{
  switch ((int) cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
      return new_leaf (self, GALLEY_NODE_TEXT, node);
    case CMARK_NODE_SOFTBREAK:
      return galley_parser_new_node (self, GALLEY_NODE_SOFT_BREAK);
    case CMARK_NODE_LINEBREAK:
      return galley_parser_new_node (self, GALLEY_NODE_LINE_BREAK);
    case CMARK_NODE_CODE:
      return new_leaf (self, GALLEY_NODE_CODE, node);
    case CMARK_NODE_HTML_INLINE:
      return new_leaf (self, GALLEY_NODE_HTML_INLINE, node);
    case CMARK_NODE_EMPH:
      return new_span (self, GALLEY_NODE_EMPHASIS, node, depth);
    case CMARK_NODE_STRONG:
      return new_span (self, GALLEY_NODE_STRONG, node, depth);
    case CMARK_NODE_LINK:
      return new_span (self, GALLEY_NODE_LINK, node, depth);
    case CMARK_NODE_IMAGE:
      return new_image (self, node);
    case CMARK_NODE_FOOTNOTE_REFERENCE:
      return new_reference (self, node);
    default:
      if (galley_markdown_get_type (node) == GALLEY_MARKDOWN_STRIKETHROUGH)
        return new_span (self, GALLEY_NODE_STRIKETHROUGH, node, depth);
      return new_leaf (self, GALLEY_NODE_TEXT, node);
    }
}

/* What stands between the opening tag @tag and the end of @nodes goes into a node of its own. */
static void
wrap (GalleyParser *self,
      const Tag    *tag)
{
  GPtrArray *nodes = self->nodes;
  GalleyNode *node = galley_parser_new_node (self, tag->type);

  for (guint i = tag->index + 1; i < nodes->len; i++)
    galley_parser_append (node, nodes->pdata[i]);
  g_ptr_array_set_size (nodes, tag->index);
  g_ptr_array_add (nodes, node);
}

/* A tag of a format: TRUE when @html closed one and is done with. @first: of the level's own. */
static gboolean
close_tag (GalleyParser *self,
           guint         first,
           const char   *html)
{
  GArray *tags = self->tags;
  gboolean closing;
  GalleyNodeType type = get_format (html, &closing);
  Tag tag = { type, self->nodes->len };

  if (type == GALLEY_NODE_DOCUMENT)
    return FALSE;
  if (!closing)
    {
      if (tags->len - first < MAX_TAGS)
        g_array_append_val (tags, tag);
      return FALSE;
    }
  for (guint i = tags->len; i > first; i--)
    {
      tag = g_array_index (tags, Tag, i - 1);
      if (tag.type != type)
        continue;
      /* Tags opened since then stay as they are: they do not nest. */
      wrap (self, &tag);
      g_array_set_size (tags, i - 1);
      return TRUE;
    }
  return FALSE;
}

/* The next %% from @from on that is not one of the server's %%{fields}%%. */
static const char *
find_percent (const char *from)
{
  for (const char *p = strchr (from, '%'); p != NULL; p = strchr (p + 1, '%'))
    {
      const char *close;

      if (p[1] != '%')
        continue;
      if (p[2] != '{')
        return p;
      close = p + 3 + strcspn (p + 3, "}%\n");
      p = g_str_has_prefix (close, "}%%") ? close + 2 : p + 1;
    }
  return NULL;
}

static guint
count_percents (const GPtrArray *nodes,
                guint            first)
{
  guint n = 0;

  for (guint i = first; i < nodes->len; i++)
    {
      const GalleyNode *node = nodes->pdata[i];

      if (node->type != GALLEY_NODE_TEXT)
        continue;
      for (const char *p = find_percent (node->literal); p != NULL; p = find_percent (p + 2))
        n++;
    }
  return n;
}

/* Drops what stands between two %% of one level: it never leaves the machine. */
static void
drop_private (GalleyParser *self,
              guint         first)
{
  GPtrArray *nodes = self->nodes;
  guint left = count_percents (nodes, first) & ~1u;
  gboolean hidden = FALSE;
  guint kept = first;

  if (left == 0)
    return;
  for (guint i = first; i < nodes->len; i++)
    {
      GalleyNode *node = nodes->pdata[i];
      g_autoptr(GString) text = NULL;
      const char *p, *found;

      if (node->type != GALLEY_NODE_TEXT || left == 0)
        {
          if (!hidden)
            nodes->pdata[kept++] = node;
          continue;
        }
      text = g_string_new (NULL);
      for (p = node->literal; left > 0 && (found = find_percent (p)) != NULL; p = found + 2, left--)
        {
          if (!hidden)
            g_string_append_len (text, p, found - p);
          hidden = !hidden;
        }
      if (!hidden)
        g_string_append (text, p);
      if (text->len < node->length)
        galley_parser_set_literal (self, node, text->str, text->len);
      nodes->pdata[kept++] = node;
    }
  g_ptr_array_set_size (nodes, kept);
}

GArray *
galley_parser_new_tags (void)
{
  return g_array_new (FALSE, FALSE, sizeof (Tag));
}

void
galley_parser_add_inlines (GalleyParser *self,
                           GalleyNode   *parent,
                           cmark_node   *first,
                           guint         depth)
{
  GPtrArray *nodes = self->nodes;
  guint first_node = nodes->len;
  guint first_tag = self->tags->len;

  for (cmark_node *child = first; child != NULL; child = cmark_node_next (child))
    {
      GalleyNode *node = convert (self, child, depth);

      if (node->type == GALLEY_NODE_HTML_INLINE && galley_parser_drop_comment (self, node->literal))
        continue;
      if (node->type == GALLEY_NODE_HTML_INLINE && is_break (node->literal))
        node = galley_parser_new_node (self, GALLEY_NODE_LINE_BREAK);
      else if (node->type == GALLEY_NODE_HTML_INLINE && close_tag (self, first_tag, node->literal))
        continue;
      g_ptr_array_add (nodes, node);
    }
  drop_private (self, first_node);
  for (guint i = first_node; i < nodes->len; i++)
    {
      const GalleyNode *node = nodes->pdata[i];

      if (node->type != GALLEY_NODE_TEXT || node->length > 0)
        galley_parser_append (parent, nodes->pdata[i]);
    }
  g_ptr_array_set_size (nodes, first_node);
  g_array_set_size (self->tags, first_tag);
}

/* Most captions and titles: no letter in it means anything, nor does any address. */
static gboolean
is_plain (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      guchar c = text[i];

      if (!(g_ascii_isalnum (c) || c >= 0x80 || strchr (" .,;?()'\"/-:", c) != NULL) || c == '\0')
        return FALSE;
    }
  return g_strstr_len (text, length, "://") == NULL && g_strstr_len (text, length, "www.") == NULL;
}

void
galley_parser_add_source (GalleyParser *self,
                          GalleyNode   *parent,
                          const char   *text,
                          gsize         length)
{
  cmark_node *root, *paragraph;

  while (length > 0 && text[length - 1] == ' ')
    length--;
  if (length > 0 && is_plain (text, length))
    {
      GalleyNode *node = galley_parser_new_node (self, GALLEY_NODE_TEXT);

      galley_parser_set_literal (self, node, text, length);
      galley_parser_append (parent, node);
      return;
    }
  root = galley_markdown_parse_inline (text, length);
  paragraph = cmark_node_first_child (root);
  self->in_caption = TRUE;
  if (paragraph != NULL)
    galley_parser_add_inlines (self, parent, cmark_node_first_child (paragraph), 1);
  self->in_caption = FALSE;
}
