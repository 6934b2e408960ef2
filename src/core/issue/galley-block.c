/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-block.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const GalleyBlock *
galley_block_list (void)
{
  static const GalleyBlock blocks[] = {
    { "paywall", N_ ("Paywall"), N_ ("What comes after it is for paying subscribers"),
      "<!--members-only-->", 19 },
    { "divider", N_ ("Divider"), N_ ("A line across the page"), "---", 3 },
    { "code", N_ ("Code block"), N_ ("Lines that are shown as they are typed"), "```\n\n```", 4 },
    { NULL },
  };

  return blocks;
}

static guint
get_line (const char *text,
          gsize       offset)
{
  guint line = 1;

  for (gsize i = 0; i < offset; i++)
    line += text[i] == '\n';
  return line;
}

/* Footnotes stand at the end of the tree, wherever they are written. */
static const GalleyNode *
find_top (const GalleyIssue *issue,
          guint              line)
{
  const GalleyNode *node = galley_issue_get_root (issue)->first_child;

  while (node != NULL && !(node->start_line <= line && line <= node->end_line))
    node = node->next;
  return node;
}

static gboolean
is_blank_line (const char *text,
               gsize       length,
               gsize       offset)
{
  while (offset > 0 && text[offset - 1] != '\n')
    offset--;
  while (offset < length && strchr (" \t\r", text[offset]) != NULL && text[offset] != '\0')
    offset++;
  return offset == length || text[offset] == '\n';
}

/* Past the last byte that says something before @end. */
static gsize
trim (const char *text,
      gsize       start,
      gsize       end)
{
  while (end > start && g_ascii_isspace (text[end - 1]))
    end--;
  return end;
}

static gsize
find_place (const GalleyIssue *issue,
            gsize              offset)
{
  gsize length;
  const char *text = galley_issue_get_text (issue, &length);
  gsize body = galley_front_matter_get_end (galley_issue_get_front_matter (issue));
  const GalleyNode *block;

  if (offset < body)
    return body;
  block = find_top (issue, get_line (text, offset));
  if (block != NULL && offset <= trim (text, block->start, block->end))
    return trim (text, block->start, block->end);
  if (is_blank_line (text, length, offset))
    return offset;
  while (offset < length && text[offset] != '\n' && text[offset] != '\r')
    offset++;
  return offset;
}

/* How many line ends stand before @offset, or behind it, with nothing but blanks between; at most
 * two, and at the text's own end two. */
static guint
count_line_ends (const char *text,
                 gsize       length,
                 gsize       offset,
                 gboolean    before)
{
  guint count = 0;

  while (count < 2)
    {
      char byte;

      if (before ? offset == 0 : offset == length)
        return 2;
      byte = before ? text[--offset] : text[offset++];
      if (byte == '\n')
        count++;
      else if (strchr (" \t\r", byte) == NULL || byte == '\0')
        break;
    }
  return count;
}

static void
append_lines (GString    *text,
              const char *lines,
              const char *line_end)
{
  for (const char *p = lines; *p != '\0'; p++)
    {
      if (*p == '\n')
        g_string_append (text, line_end);
      else
        g_string_append_c (text, *p);
    }
}

GalleyEdit *
galley_block_place (const GalleyIssue *issue,
                    gsize              start,
                    gsize              end,
                    const char        *markdown,
                    gsize             *cursor)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *head = NULL;
  const char *all, *first, *line_end;
  gsize length;
  guint after;

  g_return_val_if_fail (issue != NULL && markdown != NULL && cursor != NULL, NULL);

  all = galley_issue_get_text (issue, &length);
  g_return_val_if_fail (start <= end && end <= length, NULL);
  if (start == end)
    start = end = find_place (issue, start);
  first = memchr (all, '\n', length);
  line_end = first != NULL && first > all && first[-1] == '\r' ? "\r\n" : "\n";

  for (guint i = count_line_ends (all, length, start, TRUE); i < 2; i++)
    g_string_append (text, line_end);
  head = g_strndup (markdown, *cursor);
  append_lines (text, head, line_end);
  *cursor = text->len;
  append_lines (text, markdown + strlen (head), line_end);
  after = end == length ? 1 : count_line_ends (all, length, end, FALSE);
  for (guint i = after; i < 2; i++)
    g_string_append (text, line_end);
  return galley_edit_new (start, end, text->str);
}

gboolean
galley_block_is_prose (const GalleyIssue *issue,
                       guint              line)
{
  gsize length;
  const char *text;
  const GalleyNode *block;

  g_return_val_if_fail (issue != NULL, FALSE);

  text = galley_issue_get_text (issue, &length);
  if (line < get_line (text, galley_front_matter_get_end (
                               galley_issue_get_front_matter (issue))))
    return FALSE;
  block = galley_issue_find_block (issue, line);
  return block->type != GALLEY_NODE_CODE_BLOCK && block->type != GALLEY_NODE_HTML_BLOCK
         && block->type != GALLEY_NODE_OPAQUE && block->type != GALLEY_NODE_PRIVATE;
}
