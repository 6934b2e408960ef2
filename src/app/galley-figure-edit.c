/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-figure-edit.h"

#include <string.h>

const GalleyNode *
galley_figure_edit_find (GalleyIssue *issue,
                         guint        line)
{
  const GalleyNode *node = galley_issue_find_block (issue, line);
  const GalleyNode *root = galley_issue_get_root (issue);

  return node != root && node->type == GALLEY_NODE_FIGURE && node->parent == root ? node : NULL;
}

/* How many line ends stand right before @offset, or right after it; two are enough. */
static guint
count_newlines_before (const char *text,
                       gsize       offset)
{
  guint count = 0;

  while (offset > 0 && count < 2 && strchr ("\r\n \t", text[offset - 1]) != NULL)
    count += text[--offset] == '\n';
  return count;
}

static guint
count_newlines_after (const char *text,
                      gsize       length,
                      gsize       offset)
{
  guint count = 0;

  while (offset < length && count < 2 && text[offset] != '\0'
         && strchr ("\r\n \t", text[offset]) != NULL)
    count += text[offset++] == '\n';
  return count;
}

/* The top-level block that @offset is in. */
static const GalleyNode *
find_top_block (GalleyIssue *issue,
                gsize        offset)
{
  const GalleyNode *node = galley_issue_get_root (issue)->first_child;

  for (; node != NULL; node = node->next)
    if (node->start <= offset && offset < node->end)
      return node;
  return NULL;
}

/* A block's end may hold the blank lines behind it. */
static gsize
trim_end (const char *text,
          gsize       start,
          gsize       end)
{
  while (end > start && strchr ("\r\n \t", text[end - 1]) != NULL)
    end--;
  return end;
}

GalleyEdit *
galley_figure_edit_insert (GalleyIssue *issue,
                           gsize        offset,
                           const char  *markdown)
{
  gsize length;
  const char *text = galley_issue_get_text (issue, &length);
  gsize body = galley_front_matter_get_end (galley_issue_get_front_matter (issue));
  gsize at = CLAMP (offset, body, length);
  const GalleyNode *block = find_top_block (issue, at);
  const char *first_newline = memchr (text, '\n', length);
  const char *newline
      = first_newline != NULL && first_newline > text && first_newline[-1] == '\r' ? "\r\n" : "\n";
  g_autoptr (GString) insertion = g_string_new (NULL);

  /* In front of the block when the cursor stands at its very beginning, else behind it. */
  if (block != NULL && at != block->start)
    {
      gsize end = trim_end (text, block->start, block->end);
      if (at < end || memchr (text + end, '\n', at - end) == NULL)
        at = end;
    }
  if (at > 0)
    for (guint i = count_newlines_before (text, at); i < 2; i++)
      g_string_append (insertion, newline);
  g_string_append (insertion, markdown);
  /* One line end closes the text, two part this paragraph from the next one. */
  for (guint i = count_newlines_after (text, length, at);
       i < (trim_end (text, at, length) == at ? 1 : 2); i++)
    g_string_append (insertion, newline);
  return galley_edit_new (at, at, insertion->str);
}

GalleyEdit *
galley_figure_edit_replace (GalleyIssue      *issue,
                            const GalleyNode *figure,
                            const char       *markdown)
{
  const char *text = galley_issue_get_text (issue, NULL);

  return galley_edit_new (figure->start, trim_end (text, figure->start, figure->end), markdown);
}
