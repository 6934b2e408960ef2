/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-outline.h"

#include <string.h>

/* A list of more is none that anybody looks through. */
#define MAX_ITEMS 1000

static void
item_free (gpointer data)
{
  GalleyOutlineItem *item = data;

  g_free (item->text);
  g_free (item);
}

static GalleyOutlineItem *
add_item (GPtrArray *outline, GalleyOutlineKind kind, guint line, char *text)
{
  GalleyOutlineItem *item = g_new0 (GalleyOutlineItem, 1);

  item->kind = kind;
  item->line = line;
  item->text = g_strstrip (text);
  g_ptr_array_add (outline, item);
  return item;
}

static void
add_sections (GPtrArray *outline, const GalleyNode *root)
{
  for (const GalleyNode *node = root->first_child; node && outline->len < MAX_ITEMS; node = node->next)
    {
      GalleyOutlineItem *item = NULL;

      if (node->type == GALLEY_NODE_HEADING)
        item = add_item (outline, GALLEY_OUTLINE_SECTION, node->start_line,
                         galley_node_dup_text (node));
      else if (node->type == GALLEY_NODE_PAYWALL)
        item = add_item (outline, GALLEY_OUTLINE_PAYWALL, node->start_line, g_strdup (""));
      if (item == NULL)
        continue;
      item->level = node->type == GALLEY_NODE_HEADING ? node->heading.level : 0;
      item->start = node->start;
      item->end = node->end;
    }
}

static void
end_sections (GPtrArray *outline, gsize length)
{
  for (guint i = 0; i < outline->len; i++)
    {
      GalleyOutlineItem *item = outline->pdata[i];

      if (item->kind != GALLEY_OUTLINE_SECTION)
        continue;
      item->end = length;
      for (guint j = i + 1; j < outline->len; j++)
        {
          const GalleyOutlineItem *next = outline->pdata[j];

          if (next->level > item->level)
            continue;
          item->end = next->start;
          break;
        }
    }
}

static gboolean
code_cb (const GalleyNode *node, gpointer user_data)
{
  GArray *ranges = user_data;
  gsize range[2] = { node->start, node->end };

  if (node->type == GALLEY_NODE_CODE_BLOCK || node->type == GALLEY_NODE_OPAQUE)
    g_array_append_vals (ranges, range, 1);
  return TRUE;
}

static gboolean
private_cb (const GalleyNode *node, gpointer user_data)
{
  GPtrArray *outline = user_data;

  /* The others are found in their lines. */
  if (node->type == GALLEY_NODE_PRIVATE && node->start_line > 0 && outline->len < MAX_ITEMS
      && node->length > 4 && g_str_has_prefix (node->literal, "<!--"))
    {
      g_autofree char *text = g_strndup (node->literal, node->length);
      char *begin = text + 4;
      char *end = g_strrstr (begin, "-->");

      if (end)
        *end = '\0';
      add_item (outline, GALLEY_OUTLINE_COMMENT, node->start_line, g_strdup (begin));
    }
  return TRUE;
}

static gboolean
is_in (const GArray *ranges, gsize at)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      const gsize *range = (const gsize *) (gpointer) (ranges->data + i * 2 * sizeof (gsize));

      if (at >= range[0] && at < range[1])
        return TRUE;
    }
  return FALSE;
}

/* The mark with what follows it, which says what is missing, up to where its comment ends. */
static char *
dup_words (const char *text, gsize length)
{
  const char *comment_end = g_strstr_len (text, length, "%%");
  g_autofree char *rest = NULL;

  if (comment_end)
    length = comment_end - text;
  rest = g_strchomp (g_utf8_make_valid (text, MIN (length, 400)));
  return g_utf8_substring (rest, 0, MIN (g_utf8_strlen (rest, -1), 80));
}

static void
add_matches (GPtrArray *outline, GRegex *regex, GalleyOutlineKind kind, const char *line,
             gsize length, guint number)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match_full (regex, line, length, 0, 0, &match, NULL);
  for (; g_match_info_matches (match) && outline->len < MAX_ITEMS; g_match_info_next (match, NULL))
    {
      int start = 0;

      if (kind == GALLEY_OUTLINE_COMMENT)
        {
          add_item (outline, kind, number, g_match_info_fetch (match, 1));
          continue;
        }
      g_match_info_fetch_pos (match, 0, &start, NULL);
      add_item (outline, kind, number, dup_words (line + start, length - start));
    }
}

static void
add_marks (GPtrArray *outline, GalleyIssue *issue)
{
  /* In Korean, TK before a word is the name of a region. */
  g_autoptr (GRegex) marks
      = g_regex_new ("(?<![\\w-])(?:TK(?:TK)*|TODO|FIXME)(?![\\w-]| ?\\p{Hangul})", 0, 0, NULL);
  g_autoptr (GRegex) comments = g_regex_new ("%%(?!\\{)(.+?)%%", 0, 0, NULL);
  g_autoptr (GArray) code = g_array_new (FALSE, FALSE, 2 * sizeof (gsize));
  gsize length, at = galley_front_matter_get_end (galley_issue_get_front_matter (issue));
  const char *text = galley_issue_get_text (issue, &length);
  guint number = 1;

  galley_node_visit (galley_issue_get_root (issue), code_cb, code);
  for (gsize i = 0; i < at && i < length; i++)
    number += text[i] == '\n';
  for (; at < length && outline->len < MAX_ITEMS; number++)
    {
      const char *newline = memchr (text + at, '\n', length - at);
      gsize stop = newline ? (gsize) (newline - text) : length;

      if (!is_in (code, at))
        {
          add_matches (outline, marks, GALLEY_OUTLINE_MARK, text + at, stop - at, number);
          add_matches (outline, comments, GALLEY_OUTLINE_COMMENT, text + at, stop - at, number);
        }
      at = stop + 1;
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const GalleyOutlineItem *one = *(const GalleyOutlineItem *const *) a;
  const GalleyOutlineItem *other = *(const GalleyOutlineItem *const *) b;

  return one->line < other->line ? -1 : one->line > other->line;
}

GPtrArray *
galley_outline_read (GalleyIssue *issue)
{
  GPtrArray *outline = g_ptr_array_new_with_free_func (item_free);
  g_autoptr (GPtrArray) marks = g_ptr_array_new ();
  gsize length;

  g_return_val_if_fail (issue != NULL, NULL);

  galley_issue_get_text (issue, &length);
  add_sections (outline, galley_issue_get_root (issue));
  end_sections (outline, length);
  add_marks (marks, issue);
  galley_node_visit (galley_issue_get_root (issue), private_cb, marks);
  g_ptr_array_sort (marks, compare_lines);
  for (guint i = 0; i < marks->len; i++)
    g_ptr_array_add (outline, marks->pdata[i]);
  return outline;
}

guint
galley_outline_count_sections (const GPtrArray *outline)
{
  guint n = 0;

  while (n < outline->len && ((GalleyOutlineItem *) outline->pdata[n])->kind <= GALLEY_OUTLINE_PAYWALL)
    n++;
  return n;
}

static char *
dup_part (const char *text, gsize start, gsize end)
{
  char *part = g_strndup (text + start, end - start);
  gsize length = strlen (part);

  while (length > 0 && (part[length - 1] == '\n' || part[length - 1] == '\r'))
    part[--length] = '\0';
  return part;
}

GalleyEdit *
galley_outline_move (GalleyIssue *issue, const GPtrArray *outline, guint index, guint before)
{
  guint n = galley_outline_count_sections (outline);
  const GalleyOutlineItem *item;
  gsize length, target, start, end, tail;
  const char *text = galley_issue_get_text (issue, &length);
  const char *newline = memmem (text, length, "\r\n", 2) ? "\r\n" : "\n";
  g_autofree char *moved = NULL;
  g_autofree char *passed = NULL;
  g_autofree char *both = NULL;
  gboolean up;

  if (index >= n || before > n)
    return NULL;
  item = outline->pdata[index];
  target = before < n ? ((GalleyOutlineItem *) outline->pdata[before])->start : length;
  if (item->kind != GALLEY_OUTLINE_SECTION || (target >= item->start && target <= item->end))
    return NULL;
  up = target < item->start;
  start = up ? target : item->start;
  end = up ? item->end : target;
  moved = dup_part (text, item->start, item->end);
  passed = up ? dup_part (text, target, item->start) : dup_part (text, item->end, target);
  /* What parts the two stays behind them, too. */
  for (tail = end; tail > start && (text[tail - 1] == '\n' || text[tail - 1] == '\r');)
    tail--;
  both = g_strdup_printf ("%s%s%s%s%.*s", up ? moved : passed, newline, newline, up ? passed : moved,
                          (int) (end - tail), text + tail);
  return galley_edit_new (start, end, both);
}
