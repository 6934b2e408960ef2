/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The issue as canonical Markdown: one way to write each thing, that reads back as the same thing,
 * so that written again it stays the same. Private comments stay behind, as in every face.
 */

#include <galley-card.h>
#include <galley-figure.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-format.h"
#include "galley-html.h"
#include "galley-markdown-escape.h"
#include "galley-markdown-line.h"

#define MAX_DEPTH 100

typedef struct {
  GalleyFace                 face; /* of what a card asks whether it is shown */
  GalleyIssue               *issue;
  const GalleyRenderOptions *options;
  GString                   *out;
  GString                   *prefix; /* before every line but a block's first */
  guint                      depth;
  gboolean                   other_mark; /* of the list that is being written */
} Markdown;

static void write_blocks (Markdown         *self,
                          const GalleyNode *first,
                          gboolean          tight);

/* @text line by line behind the prefix; blank lines get no blanks at their end. */
static void
append_lines (Markdown   *self,
              const char *text,
              gsize       length)
{
  const char *end = text + length;

  while (TRUE)
    {
      const char *newline = memchr (text, '\n', end - text);
      gsize n = (newline != NULL ? newline : end) - text;

      g_string_append_len (self->out, text, n > 0 && text[n - 1] == '\r' ? n - 1 : n);
      if (newline == NULL)
        return;
      g_string_append_c (self->out, '\n');
      text = newline + 1;
      g_string_append (self->out, self->prefix->str);
      if (text == end || (*text != '\n' && *text != '\r'))
        continue;
      while (self->out->len > 0 && self->out->str[self->out->len - 1] == ' ')
        g_string_truncate (self->out, self->out->len - 1);
    }
}

/* The end of the line and, unless @tight, a blank one; then the prefix of the next block. */
static void
part (Markdown *self,
      gboolean  tight)
{
  gsize bare = self->prefix->len;

  while (bare > 0 && self->prefix->str[bare - 1] == ' ')
    bare--;
  g_string_append_c (self->out, '\n');
  if (!tight)
    {
      g_string_append_len (self->out, self->prefix->str, bare);
      g_string_append_c (self->out, '\n');
    }
  g_string_append (self->out, self->prefix->str);
}

/* The blocks from @first on behind @marker, which becomes @rest in the lines that follow. */
static void
write_inside (Markdown         *self,
              const GalleyNode *first,
              const char       *marker,
              const char       *rest,
              gboolean          tight)
{
  gsize length = self->prefix->len;
  gsize begin;

  g_string_append (self->out, marker);
  begin = self->out->len;
  g_string_append (self->prefix, rest);
  write_blocks (self, first, tight);
  g_string_truncate (self->prefix, length);
  while (self->out->len == begin && begin-- > 0 && self->out->str[self->out->len - 1] == ' ')
    g_string_truncate (self->out, self->out->len - 1);
}

static char *
dup_line (const GalleyNode        *first,
          GalleyMarkdownLineFlags  flags)
{
  g_autoptr (GArray) pieces = galley_pieces_new ();

  galley_pieces_add_nodes (pieces, first);
  return galley_markdown_line_write (pieces, flags, NULL);
}

/* As the writer has it; NULL where that may hold what stays here. */
static char *
dup_source (Markdown         *self,
            const GalleyNode *node)
{
  const char *text = galley_issue_get_text (self->issue, NULL);
  g_autofree char *source = g_strchomp (g_strndup (text + node->start, node->end - node->start));

  if (node->parent->type != GALLEY_NODE_DOCUMENT || strstr (source, "%%") != NULL
      || strstr (source, "<!--") != NULL)
    return NULL;
  return g_steal_pointer (&source);
}

static void
write_paragraph (Markdown         *self,
                 const GalleyNode *node)
{
  g_autoptr (GArray) pieces = galley_pieces_new ();
  g_autofree char *text = NULL;
  gboolean exact;

  galley_pieces_add_nodes (pieces, node->first_child);
  text = galley_markdown_line_write (pieces, GALLEY_MARKDOWN_LINE_PLAIN, &exact);
  if (!exact)
    {
      char *source = dup_source (self, node);

      if (source != NULL)
        {
          g_free (text);
          text = source;
        }
    }

  /* The one paragraph that holds nothing and is none the less there. */
  if (text[0] == '\0')
    g_string_append (self->out, "<u></u>");
  append_lines (self, text, strlen (text));
}

static void
write_heading (Markdown         *self,
               const GalleyNode *node)
{
  g_autofree char *text = dup_line (node->first_child, GALLEY_MARKDOWN_LINE_SINGLE);
  gsize length = strlen (text);

  for (guint i = 0; i < CLAMP (node->heading.level, 1, 6); i++)
    g_string_append_c (self->out, '#');
  if (length == 0)
    return;
  g_string_append_c (self->out, ' ');
  /* A number sign at the end would only close the heading. */
  if (text[length - 1] == '#' && (length == 1 || text[length - 2] != '\\'))
    g_string_append_printf (self->out, "%.*s\\#", (int) length - 1, text);
  else
    g_string_append (self->out, text);
}

/* Two lists that follow each other would be one if they had the same marks, and marks behind each
 * other a divider. @previous: the list shown before with nothing between; NULL: none. */
static gboolean
choose_mark (const Markdown   *self,
             const GalleyNode *list,
             const GalleyNode *previous,
             gboolean          previous_mark)
{
  const GalleyNode *item = list->parent;

  if (previous != NULL && previous->list.ordered == list->list.ordered)
    return !previous_mark;
  return previous == NULL && !list->list.ordered && item->type == GALLEY_NODE_ITEM
         && item->first_child == list && !item->parent->list.ordered && !self->other_mark;
}

static void
write_list (Markdown         *self,
            const GalleyNode *list)
{
  gboolean other = self->other_mark;
  guint number = list->list.first;

  for (const GalleyNode *item = list->first_child; item != NULL; item = item->next, number++)
    {
      g_autoptr (GString) marker = g_string_new (NULL);
      g_autofree char *rest = NULL;

      if (list->list.ordered)
        g_string_printf (marker, "%u%s ", number, other ? ")" : ".");
      else
        g_string_assign (marker, other ? "* " : "- ");
      rest = g_strnfill (marker->len, ' ');
      if (item->item.task)
        g_string_append (marker, item->item.checked ? "[x] " : "[ ] ");
      /* Without anything behind it the box would be words. */
      if (item->item.task && item->first_child == NULL)
        g_string_append (marker, "<u></u>");
      if (item->previous != NULL)
        part (self, list->list.tight);
      write_inside (self, item->first_child, marker->str, rest, list->list.tight);
      self->other_mark = other;
    }
}

/* A fence longer than any in the text. */
static void
write_fence (Markdown   *self,
             const char *info,
             const char *text,
             gsize       length)
{
  char mark = strchr (info, '`') != NULL ? '~' : '`';
  gsize longest = 2;
  g_autofree char *fence = NULL;
  g_autoptr (GString) whole = NULL;

  for (const char *p = text; p < text + length; p++)
    {
      gsize n = 0;

      while (p + n < text + length && p[n] == mark)
        n++;
      longest = MAX (longest, n);
      p += n > 0 ? n - 1 : 0;
    }
  fence = g_strnfill (longest + 1, mark);
  whole = g_string_new (fence);
  for (const char *p = info; *p != '\0'; p++)
    {
      if (*p == '\\' || *p == '&')
        g_string_append_c (whole, '\\');
      g_string_append_c (whole, *p);
    }
  g_string_append_c (whole, '\n');
  g_string_append_len (whole, text, length);
  if (length > 0 && text[length - 1] != '\n')
    g_string_append_c (whole, '\n');
  g_string_append (whole, fence);
  append_lines (self, whole->str, whole->len);
}

static void
write_raw (Markdown         *self,
           const GalleyNode *node)
{
  gsize length = node->length;

  while (length > 0 && strchr ("\r\n", node->literal[length - 1]) != NULL)
    length--;
  /* Blanks in front would make it a part of the list; not so behind a fence, that has an end. */
  if (length > 0 && node->literal[0] == ' ' && self->out->len > 0
      && (node->previous == NULL || node->previous->type != GALLEY_NODE_CODE_BLOCK))
    {
      g_string_append (self->out, GALLEY_MARKDOWN_GAP);
      part (self, node->parent->type == GALLEY_NODE_ITEM && node->parent->parent->list.tight);
    }
  append_lines (self, node->literal, length);
}

static void
write_row (Markdown         *self,
           const GalleyNode *row)
{
  for (const GalleyNode *cell = row->first_child; cell != NULL; cell = cell->next)
    {
      g_autofree char *text
        = dup_line (cell->first_child,
                    GALLEY_MARKDOWN_LINE_SINGLE | GALLEY_MARKDOWN_LINE_CELL);

      g_string_append_printf (self->out, "| %s%s", text, text[0] != '\0' ? " " : "");
    }
  g_string_append_c (self->out, '|');
}

static void
write_table (Markdown         *self,
             const GalleyNode *table)
{
  static const char *const rules[] = { "| --- ", "| :-- ", "| :-: ", "| --: " };

  for (const GalleyNode *row = table->first_child; row != NULL; row = row->next)
    {
      if (row->previous != NULL)
        part (self, TRUE);
      write_row (self, row);
      if (row->previous != NULL)
        continue;
      part (self, TRUE);
      for (guint i = 0; i < table->table.n_columns; i++)
        g_string_append (self->out, rules[table->table.columns[i]]);
      g_string_append_c (self->out, '|');
    }
}

static void
write_picture (Markdown         *self,
               const GalleyNode *node)
{
  const GalleyPicture *picture = &node->picture;
  const GalleyPicturePlace *place
    = self->options->pictures != NULL
        ? galley_picture_map_lookup (self->options->pictures, picture->src)
        : NULL;
  g_autofree char *caption = node->type == GALLEY_NODE_FIGURE
                               ? dup_line (node->first_child, GALLEY_MARKDOWN_LINE_SINGLE)
                               : g_strdup (picture->title);
  g_autofree char *text = galley_figure_write (place != NULL ? place->url : picture->src,
                                               picture->alt, caption, NULL, picture->href,
                                               picture->width);

  g_string_append (self->out, text);
}

static void
write_gallery (Markdown         *self,
               const GalleyNode *gallery)
{
  for (const GalleyNode *image = gallery->first_child; image != NULL; image = image->next)
    {
      if (image->previous != NULL)
        part (self, TRUE);
      write_picture (self, image);
    }
}

static void
write_card_line (Markdown         *self,
                 const GalleyNode *node)
{
  g_autoptr (GString) options = g_string_new (NULL);
  g_autofree char *title = node->card.title != NULL
                             ? dup_line (node->card.title->first_child, GALLEY_MARKDOWN_LINE_SINGLE)
                             : g_strdup ("");

  for (guint i = 0; node->card.options != NULL && node->card.options[i] != NULL; i += 2)
    galley_card_append_option (options, node->card.options[i], node->card.options[i + 1]);
  g_string_append_printf (self->out, "> [!%s]", node->card.kind);
  if (options->len > 0)
    g_string_append_printf (self->out, " {%s}", options->str);
  if (title[0] != '\0')
    g_string_append_printf (self->out, " %s%s", title[0] == '{' ? "\\" : "", title);
}

/* What stays here may have left nothing but the ends of its lines. */
static gboolean
is_line_ends (const GalleyNode *node)
{
  const GalleyNode *child = node->type == GALLEY_NODE_PARAGRAPH ? node->first_child : NULL;

  if (child == NULL)
    return FALSE;
  while (child != NULL
         && (child->type == GALLEY_NODE_SOFT_BREAK || child->type == GALLEY_NODE_PRIVATE))
    child = child->next;
  return child == NULL;
}

static gboolean
is_shown (Markdown         *self,
          const GalleyNode *node)
{
  const GalleyCardKind *kind = node->type == GALLEY_NODE_CARD
                                 ? galley_card_find_kind (node->card.kind) : NULL;

  if (node->type == GALLEY_NODE_PRIVATE || is_line_ends (node))
    return FALSE;
  return kind == NULL || kind->shown == NULL || kind->shown (&self->face, node);
}

static void
write_card (Markdown         *self,
            const GalleyNode *node)
{
  const GalleyNode *first = node->first_child;

  write_card_line (self, node);
  while (first != NULL && !is_shown (self, first))
    first = first->next;
  if (first == NULL)
    return;
  g_string_append_c (self->out, '\n');
  g_string_append (self->out, self->prefix->str);
  write_inside (self, first, "> ", "> ", FALSE);
}

static void
write_footnote (Markdown         *self,
                const GalleyNode *node)
{
  g_autofree char *marker = node->footnote.name[0] != '\0'
                              ? g_strdup_printf ("[^%s]: ", node->footnote.name)
                              : g_strdup_printf ("[^%u]: ", node->footnote.number);

  write_inside (self, node->first_child, marker, "    ", FALSE);
}

/* In a list or a quote dashes may be taken for its marks; at the very start for front matter. */
static void
write_divider (Markdown *self)
{
  if (self->prefix->len > 0)
    g_string_append (self->out, "___");
  else
    g_string_append (self->out, self->out->len > 0 ? "---" : "***");
}

static void
write_block (Markdown         *self,
             const GalleyNode *node)
{
  switch (node->type)
    {
    case GALLEY_NODE_DOCUMENT: write_blocks (self, node->first_child, FALSE); break;
    case GALLEY_NODE_PARAGRAPH: write_paragraph (self, node); break;
    case GALLEY_NODE_HEADING: write_heading (self, node); break;
    case GALLEY_NODE_QUOTE: write_inside (self, node->first_child, "> ", "> ", FALSE); break;
    case GALLEY_NODE_LIST: write_list (self, node); break;
    case GALLEY_NODE_CODE_BLOCK:
      write_fence (self, node->code.info, node->literal, node->length);
      break;
    case GALLEY_NODE_OPAQUE: write_fence (self, "ghost-card", node->literal, node->length); break;
    case GALLEY_NODE_HTML_BLOCK: write_raw (self, node); break;
    case GALLEY_NODE_DIVIDER: write_divider (self); break;
    case GALLEY_NODE_TABLE: write_table (self, node); break;
    case GALLEY_NODE_FOOTNOTE: write_footnote (self, node); break;
    case GALLEY_NODE_FIGURE: write_picture (self, node); break;
    case GALLEY_NODE_GALLERY: write_gallery (self, node); break;
    case GALLEY_NODE_CARD: write_card (self, node); break;
    case GALLEY_NODE_BOOKMARK: g_string_append (self->out, node->link.url); break;
    case GALLEY_NODE_PAYWALL: g_string_append (self->out, "<!--members-only-->"); break;
    case GALLEY_NODE_ITEM:
    case GALLEY_NODE_TABLE_ROW:
    case GALLEY_NODE_TABLE_CELL:
    case GALLEY_NODE_PRIVATE:
    case GALLEY_NODE_CARD_TITLE:
    case GALLEY_NODE_TEXT:
    case GALLEY_NODE_SOFT_BREAK:
    case GALLEY_NODE_LINE_BREAK:
    case GALLEY_NODE_CODE:
    case GALLEY_NODE_HTML_INLINE:
    case GALLEY_NODE_EMPHASIS:
    case GALLEY_NODE_STRONG:
    case GALLEY_NODE_STRIKETHROUGH:
    case GALLEY_NODE_UNDERLINE:
    case GALLEY_NODE_SUBSCRIPT:
    case GALLEY_NODE_SUPERSCRIPT:
    case GALLEY_NODE_HIGHLIGHT:
    case GALLEY_NODE_LINK:
    case GALLEY_NODE_IMAGE:
    case GALLEY_NODE_FOOTNOTE_REFERENCE:
    default: break;
    }
}

/* HTML that takes all that follows, because what would end it is missing. */
static gboolean
is_endless (const GalleyNode *node)
{
  static const char *const ends[][2] = {
    { "<!--", "-->" }, { "<?", "?>" }, { "<![cdata[", "]]>" }, { "<!", ">" },
    { "<script", "</script>" }, { "<pre", "</pre>" }, { "<style", "</style>" },
  };
  g_autofree char *text = NULL;

  if (node == NULL || node->type != GALLEY_NODE_HTML_BLOCK)
    return FALSE;
  text = g_ascii_strdown (node->literal, (gssize) node->length);
  g_strchug (text);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_prefix (text, ends[i][0]))
      return strstr (text, ends[i][1]) == NULL;
  return FALSE;
}

/* The notes come last, wherever they were; HTML that nothing ends must come behind them. Returns that
 * HTML, or NULL. */
static const GalleyNode *
find_endless (const GalleyNode *first)
{
  const GalleyNode *last = NULL;

  if (first == NULL || first->parent->type != GALLEY_NODE_DOCUMENT
      || first->parent->last_child->type != GALLEY_NODE_FOOTNOTE)
    return NULL;
  for (last = first->parent->last_child; last != NULL && last->type == GALLEY_NODE_FOOTNOTE;)
    last = last->previous;
  return is_endless (last) ? last : NULL;
}

static void
write_blocks (Markdown         *self,
              const GalleyNode *first,
              gboolean          tight)
{
  const GalleyNode *endless = find_endless (first);
  const GalleyNode *list = NULL;
  gboolean mark = FALSE;
  gboolean begun = FALSE;

  if (self->depth >= MAX_DEPTH)
    return;
  self->depth++;
  for (const GalleyNode *node = first; node != NULL; node = node->next)
    {
      if (!is_shown (self, node) || node == endless)
        continue;
      if (node->type == GALLEY_NODE_PAYWALL
          && galley_html_is_cut (self->issue, self->options->reader))
        {
          endless = NULL;
          break;
        }
      if (begun)
        part (self, tight);
      if (node->type == GALLEY_NODE_LIST)
        self->other_mark = mark = choose_mark (self, node, list, mark);
      list = node->type == GALLEY_NODE_LIST ? node : NULL;
      write_block (self, node);
      begun = TRUE;
    }
  if (endless != NULL && is_shown (self, endless))
    {
      part (self, FALSE);
      write_block (self, endless);
    }
  self->depth--;
}

/* As it is, but for line ends; a blank line before the body. */
static void
append_front_matter (GString    *out,
                     const char *text,
                     gsize       end,
                     gboolean    body)
{
  for (const char *p = text; p < text + end; p++)
    if (*p != '\r')
      g_string_append_c (out, *p);
    else if (p[1] != '\n')
      g_string_append_c (out, '\n');
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
  g_string_append (out, body ? "\n" : "");
}

static char *
render (GalleyIssue               *issue,
        const GalleyRenderOptions *options,
        GError                   **error)
{
  const GalleyFrontMatter *front = galley_issue_get_front_matter (issue);
  g_autoptr (GString) prefix = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new (NULL);
  Markdown self = { .issue = issue, .options = options, .out = body, .prefix = prefix };
  gsize length;
  const char *text = galley_issue_get_text (issue, &length);
  GString *whole = g_string_new (NULL);

  self.face.audience = (GalleyAudience) options->reader;
  write_blocks (&self, galley_issue_get_root (issue)->first_child, FALSE);
  if (body->len > 0)
    g_string_append_c (body, '\n');
  if (!options->fragment && galley_front_matter_is_present (front))
    append_front_matter (whole, text, galley_front_matter_get_end (front), body->len > 0);
  g_string_append_len (whole, body->str, body->len);
  return g_string_free (whole, FALSE);
}

const GalleyFormat galley_format_markdown = {
  .id = "markdown",
  .suffix = "md",
  .description = N_ ("Markdown, each thing written in one way"),
  .render = render,
};
