/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the Markdown library's tree to Galley's own. Places come from the source lines: a block runs
 * from its first line to the one before the next block's, because the library gives some blocks
 * wrong ends.
 */

#include "galley-parser-private.h"

#include "galley-markdown-memory.h"

#include <cmark-gfm-core-extensions.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DEPTH 100

GalleyNode *
galley_parser_new_node (GalleyParser   *self,
                        GalleyNodeType  type)
{
  GalleyNode *node = galley_arena_alloc (self->arena, sizeof (GalleyNode));

  node->type = type;
  return node;
}

void
galley_parser_append (GalleyNode *parent,
                      GalleyNode *child)
{
  child->parent = parent;
  child->previous = parent->last_child;
  child->next = NULL;
  if (parent->last_child != NULL)
    ((GalleyNode *) parent->last_child)->next = child;
  else
    parent->first_child = child;
  parent->last_child = child;
}

void
galley_parser_set_literal (GalleyParser *self,
                           GalleyNode   *node,
                           const char   *literal,
                           gssize        length)
{
  node->length = length >= 0 ? (gsize) length : strlen (literal);
  node->literal = galley_arena_copy (self->arena, literal, node->length);
}

gsize
galley_parser_get_start (const GalleyParser *self,
                         guint               line)
{
  return self->source->starts[MIN (line - 1, self->source->n_lines)];
}

/* Blank, or blank but for the markers of the quotes round it. */
static gboolean
is_empty_line (const GalleyParser *self,
               guint               line,
               gboolean            nested)
{
  gsize length;
  const char *text = galley_source_get_line (self->source, line, &length);

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] != ' ' && text[i] != '\t' && !(nested && text[i] == '>'))
        return FALSE;
    }
  return TRUE;
}

/* A footnote that nothing refers to has no block, and is no part of the one before it. */
static gboolean
begins_note (GalleyParser     *self,
             const GalleyNode *node,
             guint             line)
{
  gsize length;

  return self->marks[line] & GALLEY_LINE_NOTE && node->type != GALLEY_NODE_CODE_BLOCK
         && node->type != GALLEY_NODE_HTML_BLOCK && galley_source_is_blank (self->source, line - 1)
         && galley_source_get_line (self->source, line, &length)[0] == '[';
}

static void
set_lines (GalleyParser *self,
           GalleyNode   *node,
           cmark_node   *block)
{
  const GalleyNode *parent = node->parent;
  gboolean top = parent->type == GALLEY_NODE_DOCUMENT;
  cmark_node *next = cmark_node_next (block);
  guint start = galley_parser_get_line (self, block);
  guint end = top ? start : parent->end_line;

  if (top)
    start = MIN (start, self->source->n_lines);
  else
    start = CLAMP (start, parent->start_line, parent->end_line);
  if (top)
    {
      while (end < self->source->n_lines && !(self->marks[end + 1] & GALLEY_LINE_TOP)
             && !begins_note (self, node, end + 1))
        end++;
    }
  else if (next != NULL)
    end = MIN (end, galley_parser_get_line (self, next) - 1);
  end = MAX (end, start);
  while (end > start && is_empty_line (self, end, !top))
    end--;
  node->start_line = start;
  node->end_line = end;
  node->start = galley_parser_get_start (self, start);
  node->end = galley_parser_get_start (self, end + 1);
}

static void
read_table (GalleyParser *self,
            GalleyNode   *node,
            cmark_node   *table)
{
  guint n = cmark_gfm_extensions_get_table_columns (table);
  const guint8 *alignments = cmark_gfm_extensions_get_table_alignments (table);
  GalleyAlign *columns = galley_arena_alloc (self->arena, (n + 1) * sizeof (GalleyAlign));

  for (guint i = 0; i < n; i++)
    {
      if (alignments[i] == 'l')
        columns[i] = GALLEY_ALIGN_LEFT;
      else if (alignments[i] == 'c')
        columns[i] = GALLEY_ALIGN_CENTER;
      else if (alignments[i] == 'r')
        columns[i] = GALLEY_ALIGN_RIGHT;
    }
  node->table.columns = columns;
  node->table.n_columns = n;
}

static void
read_list (GalleyNode *node,
           cmark_node *list)
{
  node->list.ordered = cmark_node_get_list_type (list) == CMARK_ORDERED_LIST;
  node->list.tight = cmark_node_get_list_tight (list);
  node->list.first = cmark_node_get_list_start (list);
}

static void
read_item (GalleyNode *node,
           cmark_node *item)
{
  node->item.task = strcmp (cmark_node_get_type_string (item), "tasklist") == 0;
  node->item.checked = node->item.task && cmark_gfm_extensions_get_tasklist_item_checked (item);
}

static void
read_code (GalleyParser *self,
           GalleyNode   *node,
           cmark_node   *code)
{
  const char *info = cmark_node_get_fence_info (code);
  const char *literal = cmark_node_get_literal (code);

  galley_parser_set_literal (self, node, literal, -1);
  node->code.info = galley_arena_copy (self->arena, info != NULL ? info : "", -1);
  if (strcmp (node->code.info, "ghost-card") == 0)
    {
      node->type = GALLEY_NODE_OPAQUE;
      if (g_str_has_suffix (literal, "\n"))
        galley_parser_set_literal (self, node, literal, node->length - 1);
    }
}

static void
mark_lines (GalleyParser     *self,
            const GalleyNode *node,
            guchar            mark)
{
  for (guint i = node->start_line; i <= node->end_line; i++)
    self->marks[i] |= mark;
}

static GalleyNodeType
get_block_type (cmark_node *block)
{
  switch ((int) cmark_node_get_type (block))
    {
    case CMARK_NODE_BLOCK_QUOTE:
      return GALLEY_NODE_QUOTE;
    case CMARK_NODE_LIST:
      return GALLEY_NODE_LIST;
    case CMARK_NODE_ITEM:
      return GALLEY_NODE_ITEM;
    case CMARK_NODE_CODE_BLOCK:
      return GALLEY_NODE_CODE_BLOCK;
    case CMARK_NODE_HTML_BLOCK:
      return GALLEY_NODE_HTML_BLOCK;
    case CMARK_NODE_HEADING:
      return GALLEY_NODE_HEADING;
    case CMARK_NODE_THEMATIC_BREAK:
      return GALLEY_NODE_DIVIDER;
    case CMARK_NODE_FOOTNOTE_DEFINITION:
      return GALLEY_NODE_FOOTNOTE;
    default:
      break;
    }
  switch (galley_markdown_get_type (block))
    {
    case GALLEY_MARKDOWN_TABLE:
      return GALLEY_NODE_TABLE;
    case GALLEY_MARKDOWN_TABLE_ROW:
      return GALLEY_NODE_TABLE_ROW;
    case GALLEY_MARKDOWN_TABLE_CELL:
      return GALLEY_NODE_TABLE_CELL;
    case GALLEY_MARKDOWN_STRIKETHROUGH:
    case GALLEY_MARKDOWN_OTHER:
    default:
      return GALLEY_NODE_PARAGRAPH;
    }
}

/* Too deep for anybody to read, let alone for a recursion: its source as text. */
static void
flatten (GalleyParser *self,
         GalleyNode   *node)
{
  GalleyNode *text = galley_parser_new_node (self, GALLEY_NODE_TEXT);

  node->type = GALLEY_NODE_PARAGRAPH;
  galley_parser_set_literal (self, text, self->source->text + node->start,
                             MIN (node->end - node->start, 10000));
  galley_parser_append (node, text);
  galley_source_add (self->source, "limit", GALLEY_SEVERITY_ERROR, node->start,
                     _("Quotes and lists are nested too deeply here; this block is shown as text."),
                     NULL, 0, 0, NULL);
}

/* The alignment of a cell is its column's. */
static void
read_cell (GalleyNode *node)
{
  const GalleyNode *table = node->parent->parent;
  guint column = 0;

  for (const GalleyNode *cell = node->previous; cell != NULL; cell = cell->previous)
    column++;
  if (table->type == GALLEY_NODE_TABLE && column < table->table.n_columns)
    node->cell.align = table->table.columns[column];
}

/* What belongs to a block before its children are read. */
static void
read_block (GalleyParser *self,
            GalleyNode   *node,
            cmark_node   *block)
{
  if (node->type == GALLEY_NODE_HEADING)
    node->heading.level = cmark_node_get_heading_level (block);
  else if (node->type == GALLEY_NODE_LIST)
    read_list (node, block);
  else if (node->type == GALLEY_NODE_ITEM)
    read_item (node, block);
  else if (node->type == GALLEY_NODE_TABLE)
    read_table (self, node, block);
  else if (node->type == GALLEY_NODE_TABLE_ROW)
    node->row.header = cmark_gfm_extensions_get_table_row_is_header (block);
  else if (node->type == GALLEY_NODE_TABLE_CELL)
    read_cell (node);
  else if (node->type == GALLEY_NODE_CODE_BLOCK)
    {
      mark_lines (self, node, GALLEY_LINE_CODE);
      read_code (self, node, block);
    }
  else if (node->type == GALLEY_NODE_HTML_BLOCK)
    {
      mark_lines (self, node, GALLEY_LINE_CODE);
      galley_parser_set_literal (self, node, cmark_node_get_literal (block), -1);
      galley_parser_read_html (self, node);
    }
}

static void
add_block (GalleyParser *self,
           GalleyNode   *parent,
           cmark_node   *block,
           guint         depth)
{
  GalleyNode *node = galley_parser_new_node (self, get_block_type (block));
  gboolean card;

  galley_parser_append (parent, node);
  set_lines (self, node, block);
  card = node->type == GALLEY_NODE_QUOTE && parent->type == GALLEY_NODE_DOCUMENT
         && self->marks[node->start_line] & GALLEY_LINE_CARD;
  if (card)
    node->type = GALLEY_NODE_CARD;
  else if (node->type == GALLEY_NODE_QUOTE && parent->type != GALLEY_NODE_DOCUMENT)
    galley_parser_check_nested_card (self, node);
  if (node->type == GALLEY_NODE_FOOTNOTE)
    {
      node->footnote.number = ++self->n_definitions;
      node->footnote.name = self->footnote_names[node->footnote.number];
    }
  read_block (self, node, block);
  if (depth > MAX_DEPTH)
    {
      flatten (self, node);
      return;
    }
  if (node->type == GALLEY_NODE_PARAGRAPH || node->type == GALLEY_NODE_HEADING
      || node->type == GALLEY_NODE_TABLE_CELL)
    {
      galley_parser_add_inlines (self, node, cmark_node_first_child (block), 1);
      galley_parser_check_inlines (self, node);
      if (node->type == GALLEY_NODE_PARAGRAPH)
        galley_parser_read_paragraph (self, node);
      return;
    }
  for (cmark_node *child = cmark_node_first_child (block); child != NULL;
       child = cmark_node_next (child))
    add_block (self, node, child, depth + 1);
  if (card)
    galley_parser_read_card (self, node);
}

/* `[^name]:` with up to three blanks before it: the name's length, 0 when it does not stand there. */
static gsize
find_note (const char  *line,
           gsize        length,
           const char **name)
{
  gsize i = 0, start;

  while (i < length && i < 3 && line[i] == ' ')
    i++;
  if (i + 4 > length || line[i] != '[' || line[i + 1] != '^')
    return 0;
  start = i += 2;
  while (i < length && line[i] != ']' && line[i] != '[' && !g_ascii_isspace (line[i]))
    i++;
  if (i + 1 >= length || line[i] != ']' || line[i + 1] != ':')
    return 0;
  *name = line + start;
  return i - start;
}

static void
mark_candidates (GalleyParser *self)
{
  gboolean quoted = FALSE;

  for (guint i = self->body_line; i <= self->source->n_lines; i++)
    {
      gsize length;
      const char *name;
      const char *line = galley_source_get_line (self->source, i, &length);
      const char *first = line;

      if (!quoted && galley_parser_is_card_line (line, length))
        self->marks[i] |= GALLEY_LINE_CARD;
      if (find_note (line, length, &name) > 0)
        self->marks[i] |= GALLEY_LINE_NOTE;
      while (first < line + length && first - line < 3 && *first == ' ')
        first++;
      quoted = first < line + length && *first == '>';
    }
}

/* Card lines that begin no quote at the top level are given back to the text; TRUE when some are. */
static gboolean
restore_others (GalleyParser *self,
                cmark_node   *root,
                gboolean      all)
{
  cmark_node *block = cmark_node_first_child (root);
  gboolean restored = FALSE;

  for (guint i = self->body_line; i <= self->source->n_lines; i++)
    {
      if (!(self->marks[i] & GALLEY_LINE_CARD))
        continue;
      while (block != NULL && galley_parser_get_line (self, block) < i)
        block = cmark_node_next (block);
      if (!all && block != NULL && galley_parser_get_line (self, block) == i
          && cmark_node_get_type (block) == CMARK_NODE_BLOCK_QUOTE)
        continue;
      self->marks[i] &= ~GALLEY_LINE_CARD;
      restored = TRUE;
    }
  return restored;
}

static cmark_node *
parse (GalleyParser *self)
{
  for (guint round = 0; ; round++)
    {
      guint n_findings = self->source->findings->len;
      gsize length;
      g_autofree char *copy = galley_parser_guard (self, &length);
      cmark_node *root = galley_markdown_parse (copy, length);

      if (!restore_others (self, root, round == 2))
        return root;
      g_ptr_array_set_size (self->source->findings, n_findings);
    }
}

/* The names of the notes, that the library keeps to itself, and where blocks at the top begin. */
static void
prepare (GalleyParser *self,
         cmark_node   *root)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  g_ptr_array_add (names, NULL);
  for (cmark_node *block = cmark_node_first_child (root); block != NULL;
       block = cmark_node_next (block))
    {
      guint line = MIN (galley_parser_get_line (self, block), self->source->n_lines);
      const char *name = "";
      gsize length;
      const char *text = galley_source_get_line (self->source, line, &length);

      if (cmark_node_get_type (block) != CMARK_NODE_FOOTNOTE_DEFINITION)
        {
          self->marks[line] |= GALLEY_LINE_TOP;
          continue;
        }
      length = find_note (text, length, &name);
      g_ptr_array_add (names, galley_arena_copy (self->arena, name, length));
      if (self->marks[line] & GALLEY_LINE_NOTE)
        self->marks[line] |= GALLEY_LINE_USED | GALLEY_LINE_TOP;
    }
  self->footnote_uses = g_new0 (guint, names->len + 1);
  self->n_footnotes = names->len - 1;
  self->footnote_names = (const char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static void
check_notes (GalleyParser *self)
{
  for (guint i = self->body_line; i <= self->source->n_lines; i++)
    {
      const char *name;
      gsize length;
      const char *line = galley_source_get_line (self->source, i, &length);
      g_autofree char *message = NULL;

      if (!(self->marks[i] & GALLEY_LINE_NOTE)
          || self->marks[i] & (GALLEY_LINE_USED | GALLEY_LINE_CODE))
        continue;
      length = find_note (line, length, &name);
      message = g_strdup_printf (_("Nothing refers to the footnote “%.*s”: it is left out."),
                                 (int) length, name);
      galley_source_add (self->source, "footnote-unused", GALLEY_SEVERITY_WARNING,
                         line - self->source->text, message, NULL, 0, 0, NULL);
    }
}

const GalleyNode *
galley_parser_parse (GalleySource *source,
                     guint         body_line,
                     GalleyArena  *arena)
{
  GalleyParser self = { .source = source, .arena = arena, .body_line = body_line };
  GalleyNode *root = galley_parser_new_node (&self, GALLEY_NODE_DOCUMENT);
  cmark_node *markdown;

  root->start_line = MIN (body_line, source->n_lines);
  root->end_line = source->n_lines;
  root->start = galley_parser_get_start (&self, body_line);
  root->end = source->length;
  if (body_line > source->n_lines)
    return root;
  self.marks = g_new0 (guchar, source->n_lines + 2);
  mark_candidates (&self);
  self.nodes = g_ptr_array_new ();
  self.tags = galley_parser_new_tags ();
  galley_markdown_memory_begin ();
  markdown = parse (&self);
  prepare (&self, markdown);
  for (cmark_node *block = cmark_node_first_child (markdown); block != NULL;
       block = cmark_node_next (block))
    add_block (&self, root, block, 1);
  galley_parser_join_private (&self, root);
  galley_parser_settle_notes (&self, root);
  check_notes (&self);
  galley_markdown_memory_end ();
  g_ptr_array_unref (self.nodes);
  g_array_unref (self.tags);
  g_free (self.marks);
  g_free (self.footnote_uses);
  g_free (self.footnote_names);
  return root;
}
