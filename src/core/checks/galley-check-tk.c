/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More than this many marks say nothing new. */
#define MAX_MARKS 100

typedef struct {
  const GalleyIssue *issue;
  GPtrArray *findings; /* borrowed */
  GRegex *regex;       /* borrowed */
  gsize cursor;        /* past the last mark in the text */
  guint n;
} Search;

/* Inlines have no place of their own, so the mark is looked for in the lines of its block, each one
 * behind the one before. */
static guint
find_line (Search *search,
           const GalleyNode *node,
           const char *mark)
{
  gsize length = 0;
  const char *text = galley_issue_get_text (search->issue, &length);
  const char *found;
  gsize start;
  guint line;

  while (node != NULL && node->start_line == 0)
    node = node->parent;
  if (node == NULL)
    return 0;
  start = MAX (node->start, search->cursor);
  if (start > node->end || node->end > length)
    return node->start_line;
  found = memmem (text + start, node->end - start, mark, strlen (mark));
  if (found == NULL)
    return node->start_line;
  line = node->start_line;
  for (const char *at = text + node->start; at < found; at++)
    line += *at == '\n';
  search->cursor = found - text + strlen (mark);
  return line;
}

static gboolean
visit (const GalleyNode *node,
       gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (GMatchInfo) match = NULL;

  if (node->type != GALLEY_NODE_TEXT)
    return TRUE;
  g_regex_match_full (search->regex, node->literal, node->length, 0, 0, &match, NULL);
  for (; g_match_info_matches (match) && search->n < MAX_MARKS; search->n++)
    {
      g_autofree char *mark = g_match_info_fetch (match, 1);

      galley_check_report (search->findings, "tk", GALLEY_SEVERITY_WARNING,
                           find_line (search, node, mark),
                           g_strdup_printf (_ ("“%s” is still in the text."), mark));
      g_match_info_next (match, NULL);
    }
  return search->n < MAX_MARKS;
}

static void
run (const GalleyCheckContext *context,
     GPtrArray *findings)
{
  /* In Korean, TK before a word is the name of a region. */
  g_autoptr (GRegex) regex
    = g_regex_new ("(?<![\\w-])(TK(?:TK)*|TODO|FIXME)(?![\\w-]| ?\\p{Hangul})", 0, 0, NULL);
  Search search = { .issue = context->issue, .findings = findings, .regex = regex };

  galley_node_visit (galley_issue_get_root (context->issue), visit, &search);
}

const GalleyCheck galley_check_tk = {
  .id = "tk",
  .name = N_ ("No placeholder such as TK is left"),
  .run = run,
};
