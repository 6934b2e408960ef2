/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a paragraph really is: a figure, a gallery, a bookmark or a paragraph; and what a writer may
 * have meant where it is none of them.
 */

#include "galley-parser-private.h"
#include "galley-figure.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The picture of an IMAGE, or of a LINK round nothing but one. */
static const GalleyNode *
get_image (const GalleyNode *node)
{
  if (node->type == GALLEY_NODE_LINK && node->first_child != NULL
      && node->first_child == node->last_child)
    node = node->first_child;
  return node->type == GALLEY_NODE_IMAGE ? node : NULL;
}

/* The width a text says; -1 when it says something else; REGULAR when it is blank. */
static int
get_width (const GalleyNode *node)
{
  static const struct { const char *text; GalleyWidth width; } widths[]
    = { { "", GALLEY_WIDTH_REGULAR }, { "{.wide}", GALLEY_WIDTH_WIDE }, { "{.full}", GALLEY_WIDTH_FULL } };
  const char *text = node->literal;
  gsize length = node->length;

  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    if (length == strlen (widths[i].text) && memcmp (text, widths[i].text, length) == 0)
      return widths[i].width;
  return -1;
}

/* How many pictures the paragraph holds and nothing else; 0 when there is something else. */
static guint
count_figures (const GalleyNode *node)
{
  guint n = 0;

  for (const GalleyNode *child = node->first_child; child != NULL; child = child->next)
    {
      if (get_image (child) != NULL)
        n++;
      else if (child->type == GALLEY_NODE_TEXT ? get_width (child) < 0
               : child->type != GALLEY_NODE_SOFT_BREAK && child->type != GALLEY_NODE_LINE_BREAK)
        return 0;
    }
  return n;
}

static void
read_caption (GalleyParser *self,
              GalleyNode   *figure)
{
  g_autofree char *caption = NULL;
  g_autofree char *credit = NULL;
  const char *title = figure->picture.title;

  if (*title == '\0')
    return;
  galley_parser_add_source (self, figure, title, strlen (title));
  galley_parser_check_marks (self, figure, title);
  galley_figure_split_caption (title, &caption, &credit);
  if (credit != NULL)
    {
      GalleyNode *holder = galley_parser_new_node (self, GALLEY_NODE_PARAGRAPH);
      g_autofree char *text = NULL;

      galley_parser_add_source (self, holder, credit, strlen (credit));
      text = galley_node_dup_text (holder);
      figure->picture.credit = galley_arena_copy (self->arena, g_strstrip (text), -1);
    }
}

static GalleyPicture
read_picture (const GalleyNode *child,
              const GalleyNode *image)
{
  GalleyPicture picture = image->picture;

  if (child->type == GALLEY_NODE_LINK)
    picture.href = child->link.url;
  if (child->next != NULL && child->next->type == GALLEY_NODE_TEXT && get_width (child->next) >= 0)
    picture.width = get_width (child->next);
  return picture;
}

static void
read_figures (GalleyParser *self,
              GalleyNode   *node,
              guint         n)
{
  const GalleyNode *child = node->first_child;

  node->type = n > 1 ? GALLEY_NODE_GALLERY : GALLEY_NODE_FIGURE;
  node->first_child = node->last_child = NULL;
  while (child != NULL)
    {
      const GalleyNode *next = child->next;
      const GalleyNode *shown = get_image (child);

      if (shown != NULL)
        {
          GalleyPicture picture = read_picture (child, shown);

          if (n == 1)
            node->picture = picture;
          else
            {
              GalleyNode *image = (GalleyNode *) shown;

              image->picture = picture;
              galley_parser_append (node, image);
            }
        }
      child = next;
    }
  if (n == 1)
    read_caption (self, node);
}

/* A bare address as the writer typed it: the library's own autolinks stop short of some. */
static gboolean
is_bare_address (const char *text,
                 gsize       length)
{
  gsize scheme = 0;

  if (length > 8 && g_ascii_strncasecmp (text, "https://", 8) == 0)
    scheme = 8;
  else if (length > 7 && g_ascii_strncasecmp (text, "http://", 7) == 0)
    scheme = 7;
  if (scheme == 0 || !(g_ascii_isalnum (text[scheme]) || text[scheme] == '['
                       || (guchar) text[scheme] >= 0x80))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isspace (text[i]) || strchr ("<>\"`", text[i]) != NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_bookmark (GalleyParser *self,
               GalleyNode   *node)
{
  gsize length;
  const char *line = galley_source_get_line (self->source, node->start_line, &length);
  g_autofree char *address = NULL;

  if (node->parent->type != GALLEY_NODE_DOCUMENT || node->start_line != node->end_line)
    return FALSE;
  while (length > 0 && g_ascii_isspace (*line))
    line++, length--;
  while (length > 0 && g_ascii_isspace (line[length - 1]))
    length--;
  if (!is_bare_address (line, length))
    return FALSE;
  address = g_strndup (line, length);
  node->type = GALLEY_NODE_BOOKMARK;
  node->first_child = node->last_child = NULL;
  node->link.url = galley_arena_copy (self->arena, address, -1);
  node->link.title = "";
  return TRUE;
}

/* `%%` in front, `%%` at the end, none between; a paragraph of it is a private comment. */
static gboolean
read_private (GalleyParser *self,
              GalleyNode   *node)
{
  const char *start = self->source->text + node->start;
  const char *end = self->source->text + node->end;
  g_autofree char *text = NULL;
  gsize length;

  while (start < end && g_ascii_isspace (*start))
    start++;
  if (start == end || *start != '%')
    return FALSE;
  text = g_strstrip (g_strndup (start, end - start));
  length = strlen (text);
  if (length < 4 || !g_str_has_prefix (text, "%%") || text[2] == '{'
      || strstr (text + 2, "%%") != text + length - 2)
    return FALSE;
  node->type = GALLEY_NODE_PRIVATE;
  node->first_child = node->last_child = NULL;
  galley_parser_set_literal (self, node, text, length);
  return TRUE;
}

static gboolean
is_line_end (const GalleyNode *node)
{
  return node == NULL || node->type == GALLEY_NODE_SOFT_BREAK
         || node->type == GALLEY_NODE_LINE_BREAK;
}

/* A picture on a line of its own, with lines of text above or below that touch it. */
static void
check_touching (GalleyParser     *self,
                const GalleyNode *node,
                const GalleyNode *child,
                guint             line)
{
  const char *end_of_line = galley_source_get_end_of_line (self->source);
  const GalleyNode *after = child->next;
  g_autoptr(GString) fixed = NULL;
  const char *text;
  gsize length, offset;

  if (after != NULL && after->type == GALLEY_NODE_TEXT && get_width (after) >= 0)
    after = after->next;
  if (!is_line_end (child->previous) || !is_line_end (after)
      || line < node->start_line || line > node->end_line)
    return;
  text = galley_source_get_line (self->source, line, &length);
  offset = text - self->source->text;
  fixed = g_string_new_len (text, length);
  g_strchomp (fixed->str);
  g_string_set_size (fixed, strlen (fixed->str));
  if (line > node->start_line)
    g_string_prepend (fixed, end_of_line);
  if (line < node->end_line)
    g_string_append (fixed, end_of_line);
  galley_source_add (self->source, "figure-touches-text", GALLEY_SEVERITY_WARNING, offset,
                     _("This picture touches lines of text: it becomes a figure with a caption only "
                       "between two blank lines."),
                     _("Insert Blank Lines"), offset, offset + length, fixed->str);
}

/* The place of a line of a picture inside `> ` or a list, without what stands before it. */
static void
check_nested (GalleyParser     *self,
              const GalleyNode *node)
{
  galley_source_add (self->source, "figure-nested", GALLEY_SEVERITY_WARNING, node->start,
                     node->parent->type == GALLEY_NODE_QUOTE
                       ? _("This picture stands inside a quote, where it cannot be a figure.")
                       : _("This picture stands inside a list, where it cannot be a figure."),
                     NULL, 0, 0, NULL);
}

/* The title's quotes with a backslash before each, or an address with blanks in brackets. */
static char *
mend_picture (const char *start,
              const char *end,
              gsize      *length)
{
  const char *target = g_strstr_len (start, end - start, "](");
  const char *quote, *close = NULL;
  GString *fixed;

  if (target == NULL)
    return NULL;
  target += 2;
  for (const char *p = end - 1; p > target && close == NULL; p--)
    {
      if (*p == ')')
        close = p;
    }
  if (close == NULL)
    return NULL;
  *length = close + 1 - start;
  fixed = g_string_new_len (start, target - start);
  quote = g_strstr_len (target, close - target, " \"");
  if (quote == NULL || close[-1] != '"' || quote + 2 > close - 1)
    {
      g_string_append_printf (fixed, "<%.*s>)", (int) (close - target), target);
      return g_string_free (fixed, FALSE);
    }
  if (*target != '<' && memchr (target, ' ', quote - target) != NULL)
    g_string_append_printf (fixed, "<%.*s>", (int) (quote - target), target);
  else
    g_string_append_len (fixed, target, quote - target);
  g_string_append (fixed, " \"");
  for (const char *p = quote + 2; p < close - 1; p++)
    {
      if (*p == '"' && p[-1] != '\\')
        g_string_append_c (fixed, '\\');
      g_string_append_c (fixed, *p);
    }
  g_string_append (fixed, "\")");
  return g_string_free (fixed, FALSE);
}

/* `![…](…)` that stayed text. */
static void
check_left_over (GalleyParser     *self,
                 const GalleyNode *node)
{
  for (guint i = node->start_line; i <= node->end_line; i++)
    {
      gsize length, taken = 0;
      const char *line = galley_source_get_line (self->source, i, &length);
      const char *start = g_strstr_len (line, length, "![");
      g_autofree char *fixed = NULL;
      gsize offset;

      if (start == NULL || (start > line && start[-1] == '\\')
          || g_strstr_len (start, line + length - start, "](") == NULL)
        continue;
      offset = start - self->source->text;
      fixed = mend_picture (start, line + length, &taken);
      galley_source_add (self->source, "figure-quotes", GALLEY_SEVERITY_ERROR, offset,
                         _("This picture is not read as one: a double quote in its caption needs "
                           "a backslash before it, an address with spaces needs angle brackets."),
                         fixed != NULL ? _("Fix It") : NULL, offset, offset + taken, fixed);
      return;
    }
}

static void
check_pictures (GalleyParser *self,
                GalleyNode   *node)
{
  gboolean begun = FALSE;

  for (const GalleyNode *child = node->first_child; child != NULL; child = child->next)
    {
      const GalleyNode *image = get_image (child);

      if (image != NULL)
        check_touching (self, node, child, image->start_line);
      if (child->type != GALLEY_NODE_TEXT)
        {
          begun = FALSE;
          continue;
        }
      begun = begun || strstr (child->literal, "![") != NULL;
      if (begun && strstr (child->literal, "](") != NULL)
        {
          check_left_over (self, node);
          return;
        }
    }
}

void
galley_parser_read_paragraph (GalleyParser *self,
                              GalleyNode   *node)
{
  guint n = count_figures (node);
  gboolean at_home = node->parent->type == GALLEY_NODE_DOCUMENT
                     || node->parent->type == GALLEY_NODE_CARD;

  if (read_private (self, node) || read_bookmark (self, node))
    return;
  if (n > 0 && at_home)
    read_figures (self, node, n);
  else if (n > 0)
    check_nested (self, node);
  else
    check_pictures (self, node);
}
