/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-html-reader.h"

#include <galley-figure.h>
#include <string.h>

#include "galley-html-tree.h"
#include "galley-markdown-escape.h"
#include "galley-markdown-line.h"

#define MAX_DEPTH 60

static const struct {
  const char *name;
  guint       format;
} formats[] = {
  { "strong", GALLEY_PIECE_STRONG },       { "b", GALLEY_PIECE_STRONG },
  { "em", GALLEY_PIECE_EMPHASIS },         { "i", GALLEY_PIECE_EMPHASIS },
  { "s", GALLEY_PIECE_STRIKETHROUGH },     { "del", GALLEY_PIECE_STRIKETHROUGH },
  { "strike", GALLEY_PIECE_STRIKETHROUGH }, { "u", GALLEY_PIECE_UNDERLINE },
  { "code", GALLEY_PIECE_CODE },           { "sub", GALLEY_PIECE_SUBSCRIPT },
  { "sup", GALLEY_PIECE_SUPERSCRIPT },     { "mark", GALLEY_PIECE_HIGHLIGHT },
  { "span", 0 },
};

static const char *const blocks[] = { "p", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4",
                                      "h5", "h6", "hr", "pre", NULL };

static gboolean
is_block (const GalleyHtmlTree *node)
{
  return node->name != NULL && g_strv_contains (blocks, node->name);
}

static gboolean
is_named (const GalleyHtmlTree *node,
          const char           *name)
{
  return node->name != NULL && strcmp (node->name, name) == 0;
}

/* What parts two blocks in the source and nothing to a reader. */
static gboolean
is_blank (const GalleyHtmlTree *node)
{
  return node->text != NULL && strspn (node->text, " \t\r\n") == strlen (node->text);
}

static int
find_format (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i].name, name) == 0)
      return (int) formats[i].format;
  return -1;
}

static void
add_text (GArray     *pieces,
          const char *text,
          guint       format)
{
  g_autofree char *copy = g_strdup (text);

  g_strdelimit (copy, "\t\r\n", ' ');
  galley_pieces_add (pieces, GALLEY_PIECE_TEXT, format, copy, -1);
}

static gboolean
add_inline (GArray               *pieces,
            const GalleyHtmlTree *node,
            guint                 format,
            gboolean              linked,
            guint                 depth)
{
  int own;

  if (node->text != NULL)
    {
      add_text (pieces, node->text, format);
      return TRUE;
    }
  if (is_named (node, "br"))
    {
      galley_pieces_add (pieces, GALLEY_PIECE_BREAK, 0, NULL, 0);
      return TRUE;
    }
  own = find_format (node->name);
  if (is_named (node, "a") && !linked && node->href != NULL)
    {
      galley_pieces_add_link (pieces, node->href, NULL);
      linked = TRUE;
      own = 0;
    }
  else if (own < 0)
    return FALSE;
  for (guint i = 0; i < node->children->len; i++)
    if (depth >= MAX_DEPTH
        || !add_inline (pieces, g_ptr_array_index (node->children, i), format | (guint) own,
                        linked, depth + 1))
      return FALSE;
  if (is_named (node, "a"))
    galley_pieces_add (pieces, GALLEY_PIECE_LINK_END, 0, NULL, 0);
  return TRUE;
}

/* The inlines among @parent's children from @begin on up to the next block. */
static GArray *
read_inlines (const GalleyHtmlTree *parent,
              guint                 begin,
              guint                *end)
{
  g_autoptr (GArray) pieces = galley_pieces_new ();

  for (; begin < parent->children->len; begin++)
    {
      const GalleyHtmlTree *node = g_ptr_array_index (parent->children, begin);

      if (is_block (node))
        break;
      if (!add_inline (pieces, node, 0, FALSE, 0))
        return NULL;
    }
  if (end != NULL)
    *end = begin;
  else if (begin < parent->children->len)
    return NULL;
  galley_pieces_normalize (pieces);
  return g_steal_pointer (&pieces);
}

GArray *
galley_html_reader_read_line (const char *html)
{
  g_autoptr (GalleyHtmlTree) root = galley_html_tree_parse (html);
  const GalleyHtmlTree *parent = root;

  if (root == NULL)
    return NULL;
  if (root->children->len == 1 && is_named (g_ptr_array_index (root->children, 0), "p"))
    parent = g_ptr_array_index (root->children, 0);
  return read_inlines (parent, 0, NULL);
}

char *
galley_html_reader_dup_line (const char *html)
{
  g_autoptr (GArray) pieces = galley_html_reader_read_line (html);

  return pieces != NULL ? galley_markdown_line_write_alike (pieces, GALLEY_MARKDOWN_LINE_SINGLE) : NULL;
}

static gboolean write_blocks (GString              *out,
                              const GalleyHtmlTree *parent,
                              const char           *prefix,
                              gboolean              tight,
                              guint                 depth);

static void
append_prefixed (GString    *out,
                 const char *text,
                 const char *prefix)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      g_string_append_c (out, *p);
      if (*p == '\n')
        g_string_append (out, prefix);
    }
}

static gboolean
write_line (GString    *out,
            GArray     *pieces,
            const char *prefix,
            gboolean    single)
{
  g_autofree char *text
    = galley_markdown_line_write_alike (pieces, single ? GALLEY_MARKDOWN_LINE_SINGLE : GALLEY_MARKDOWN_LINE_PLAIN);

  if (text == NULL)
    return FALSE;
  append_prefixed (out, text, prefix);
  return TRUE;
}

static gboolean
write_list (GString              *out,
            const GalleyHtmlTree *list,
            const char           *prefix,
            guint                 depth)
{
  gboolean ordered = is_named (list, "ol");
  g_autofree char *inner = g_strconcat (prefix, ordered ? "   " : "  ", NULL);
  guint n = 0;

  for (guint i = 0; i < list->children->len; i++)
    {
      const GalleyHtmlTree *item = g_ptr_array_index (list->children, i);

      if (is_blank (item))
        continue;
      if (!is_named (item, "li") || n > 8)
        return FALSE;
      if (n++ > 0)
        g_string_append_printf (out, "\n%s", prefix);
      if (ordered)
        g_string_append_printf (out, "%u. ", n);
      else
        g_string_append (out, "- ");
      if (!write_blocks (out, item, inner, TRUE, depth))
        return FALSE;
    }
  return n > 0;
}

static gboolean
write_code (GString              *out,
            const GalleyHtmlTree *pre)
{
  const GalleyHtmlTree *code
    = pre->children->len == 1 ? g_ptr_array_index (pre->children, 0) : NULL;
  const GalleyHtmlTree *text = code != NULL && is_named (code, "code") && code->children->len == 1
                                 ? g_ptr_array_index (code->children, 0) : NULL;
  const char *language = "";

  if (text == NULL || text->text == NULL || strstr (text->text, "```") != NULL)
    return FALSE;
  if (code->class != NULL && g_str_has_prefix (code->class, "language-"))
    language = code->class + strlen ("language-");
  g_string_append_printf (out, "```%s\n%s\n```", language, text->text);
  return TRUE;
}

static gboolean
write_block (GString              *out,
             const GalleyHtmlTree *block,
             const char           *prefix,
             guint                 depth)
{
  g_autoptr (GArray) pieces = NULL;
  g_autofree char *inner = NULL;
  g_autoptr (GString) code = NULL;

  if (is_named (block, "ul") || is_named (block, "ol"))
    return write_list (out, block, prefix, depth);
  if (is_named (block, "hr"))
    {
      g_string_append (out, "***");
      return TRUE;
    }
  if (is_named (block, "blockquote"))
    {
      inner = g_strconcat (prefix, "> ", NULL);
      g_string_append (out, "> ");
      return write_blocks (out, block, inner, FALSE, depth);
    }
  if (is_named (block, "pre"))
    {
      code = g_string_new (NULL);
      if (!write_code (code, block))
        return FALSE;
      append_prefixed (out, code->str, prefix);
      return TRUE;
    }
  if (is_named (block, "li"))
    return FALSE;
  pieces = read_inlines (block, 0, NULL);
  if (pieces == NULL)
    return FALSE;
  if (block->name[0] == 'h')
    g_string_append_printf (out, "%.*s ", block->name[1] - '0', "######");
  return write_line (out, pieces, prefix, block->name[0] == 'h');
}

/* Words that stand among blocks are a paragraph of their own. */
static gboolean
write_blocks (GString              *out,
              const GalleyHtmlTree *parent,
              const char           *prefix,
              gboolean              tight,
              guint                 depth)
{
  gboolean begun = FALSE;

  if (depth >= MAX_DEPTH)
    return FALSE;
  for (guint i = 0; i < parent->children->len;)
    {
      const GalleyHtmlTree *node = g_ptr_array_index (parent->children, i);

      if (is_blank (node) && (begun || i + 1 == parent->children->len
                              || is_block (g_ptr_array_index (parent->children, i + 1))))
        {
          i++;
          continue;
        }
      if (begun)
        g_string_append_printf (out, tight ? "\n%s" : "\n%s\n%s", prefix, prefix);
      begun = TRUE;
      if (is_block (node))
        {
          if (!write_block (out, node, prefix, depth + 1))
            return FALSE;
          i++;
        }
      else
        {
          g_autoptr (GArray) pieces = read_inlines (parent, i, &i);

          if (pieces == NULL || !write_line (out, pieces, prefix, FALSE))
            return FALSE;
        }
    }
  return TRUE;
}

char *
galley_html_reader_dup_blocks (const char *html)
{
  g_autoptr (GalleyHtmlTree) root = galley_html_tree_parse (html);
  g_autoptr (GString) out = g_string_new (NULL);

  if (root == NULL || !write_blocks (out, root, "", FALSE, 0))
    return NULL;
  return g_strdup (out->str);
}

static void
append_pieces (GString      *out,
               const GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, i);

      g_string_append_printf (out, "\001%u:%u:%s", piece->type, piece->format,
                              piece->text != NULL ? piece->text : "");
    }
}

static gboolean
append_shape (GString              *out,
              const GalleyHtmlTree *parent,
              guint                 depth)
{
  for (guint i = 0; i < parent->children->len;)
    {
      const GalleyHtmlTree *node = g_ptr_array_index (parent->children, i);

      if (depth > MAX_DEPTH)
        return FALSE;
      if (is_block (node))
        {
          g_string_append_printf (out, "\002%s:%s", node->name,
                                  node->class != NULL ? node->class : "");
          if (!append_shape (out, node, depth + 1))
            return FALSE;
          g_string_append (out, "\003");
          i++;
        }
      else if (is_blank (node) && (i + 1 == parent->children->len || i == 0
                                   || is_block (g_ptr_array_index (parent->children, i - 1)))
               && parent->children->len > 1)
        i++;
      else
        {
          g_autoptr (GArray) pieces = read_inlines (parent, i, &i);

          if (pieces == NULL)
            return FALSE;
          galley_pieces_hoist (pieces);
          append_pieces (out, pieces);
        }
    }
  return TRUE;
}

char *
galley_html_reader_dup_shape (const char *html)
{
  g_autoptr (GalleyHtmlTree) root = galley_html_tree_parse (html);
  g_autoptr (GString) out = g_string_new (NULL);
  const GalleyHtmlTree *parent = root;

  if (root == NULL)
    return g_strdup (html);
  if (root->children->len == 1 && is_named (g_ptr_array_index (root->children, 0), "p"))
    parent = g_ptr_array_index (root->children, 0);
  return append_shape (out, parent, 0) ? g_strdup (out->str) : g_strdup (html);
}

/* The end of the element, comment or text that begins at @html. Elements are counted, not read. */
static const char *
find_end (const char *html)
{
  const char *p = html;
  guint depth = 0;

  if (g_str_has_prefix (p, "<!--"))
    {
      const char *end = strstr (p, "-->");

      return end != NULL ? end + 3 : p + strlen (p);
    }
  if (*p != '<')
    return p + strcspn (p, "<");
  while (*p != '\0')
    {
      static const char *const voids[] = { "br", "hr", "img", "input", "source", "wbr", NULL };
      const char *close = strchr (p, '>');
      g_autofree char *name = NULL;

      if (*p != '<' || close == NULL)
        {
          p += *p == '<' ? strlen (p) : strcspn (p, "<");
          continue;
        }
      name = g_ascii_strdown (p + 1, strcspn (p + 1, " \t\r\n/>"));
      if (p[1] == '/')
        depth -= depth > 0 ? 1 : 0;
      else if (p[1] != '!' && close[-1] != '/' && !g_strv_contains (voids, name))
        depth++;
      p = close + 1;
      if (depth == 0)
        return p;
    }
  return p;
}

static const GalleyHtmlTree *
find_child (const GalleyHtmlTree *parent,
            const char           *name)
{
  for (guint i = 0; parent != NULL && parent->children != NULL && i < parent->children->len; i++)
    if (is_named (g_ptr_array_index (parent->children, i), name))
      return g_ptr_array_index (parent->children, i);
  return NULL;
}

/* A picture with its caption; NULL when the chunk is something else. */
static char *
dup_figure (const char *html)
{
  g_autoptr (GalleyHtmlTree) root = galley_html_tree_parse (html);
  const GalleyHtmlTree *figure = root != NULL ? find_child (root, "figure") : NULL;
  const GalleyHtmlTree *link = find_child (figure, "a");
  const GalleyHtmlTree *image = find_child (link != NULL ? link : figure, "img");
  const GalleyHtmlTree *caption = find_child (figure, "figcaption");
  const char *class = figure != NULL && figure->class != NULL ? figure->class : "";
  g_autoptr (GArray) pieces = caption != NULL ? read_inlines (caption, 0, NULL) : galley_pieces_new ();
  g_autofree char *words
    = pieces != NULL ? galley_markdown_line_write_alike (pieces, GALLEY_MARKDOWN_LINE_SINGLE) : NULL;

  if (image == NULL || image->src == NULL || words == NULL)
    return NULL;
  return galley_figure_write (image->src, image->alt, words, NULL, link != NULL ? link->href : NULL,
                              strstr (class, "kg-width-full") != NULL   ? GALLEY_WIDTH_FULL
                              : strstr (class, "kg-width-wide") != NULL ? GALLEY_WIDTH_WIDE
                                                                        : GALLEY_WIDTH_REGULAR);
}

/* As a block of HTML, which a blank line would end. */
static char *
dup_raw (const char *html)
{
  g_auto (GStrv) lines = g_strsplit (html, "\n", -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strspn (lines[i], " \t\r") < strlen (lines[i]))
      g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", lines[i]);
  return g_strchug (g_strdup (out->str));
}

char *
galley_html_reader_dup_page (const char *html)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *p = html;

  while (*p != '\0')
    {
      const char *end = find_end (p);
      g_autofree char *chunk = g_strstrip (g_strndup (p, end - p));
      g_autofree char *text = NULL;

      p = end;
      if (chunk[0] == '\0' || (g_str_has_prefix (chunk, "<!--")
                               && g_ascii_strncasecmp (chunk, "<!--members-only-->", 19) != 0))
        continue;
      if (g_str_has_prefix (chunk, "<!--"))
        text = g_strdup ("<!--members-only-->");
      else
        text = dup_figure (chunk);
      if (text == NULL)
        text = galley_html_reader_dup_blocks (chunk);
      if (text == NULL)
        text = dup_raw (chunk);
      if (text[0] != '\0')
        g_string_append_printf (out, "%s%s\n", out->len > 0 ? "\n" : "", text);
    }
  return g_strdup (out->str);
}
