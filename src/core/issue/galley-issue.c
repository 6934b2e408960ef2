/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-issue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-arena.h"
#include "galley-count.h"
#include "galley-file.h"
#include "galley-front-matter-private.h"
#include "galley-parser.h"

struct _GalleyIssue {
  char *text;
  gsize length;
  GalleyFrontMatter *front_matter;
  GalleyArena *arena;
  const GalleyNode *root; /* in the arena */
  GPtrArray *blocks;      /* its children as far as each begins behind the one before */
  GPtrArray *findings;
  GalleyCount count;
};

G_DEFINE_BOXED_TYPE (GalleyIssue, galley_issue, galley_issue_ref, galley_issue_unref)

/* The text without what no parser should see; the offset of the first such byte, or -1. */
static char *
clean (const char *text,
       gsize       length,
       gsize      *new_length,
       gssize     *bad)
{
  GString *result;
  const char *end = text + length;
  const char *p = text;
  const char *stop;

  *bad = -1;
  if (g_utf8_validate_len (text, length, NULL))
    {
      *new_length = length;
      return g_strndup (text, length);
    }
  result = g_string_sized_new (length + 64);
  while (p < end)
    {
      g_utf8_validate_len (p, end - p, &stop);
      g_string_append_len (result, p, stop - p);
      if (stop == end)
        break;
      if (*bad < 0)
        *bad = result->len;
      g_string_append (result, "\xef\xbf\xbd");
      p = stop + 1;
    }
  *new_length = result->len;
  return g_string_free (result, FALSE);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const GalleyFinding *first = *(GalleyFinding *const *) a;
  const GalleyFinding *second = *(GalleyFinding *const *) b;
  guint lines[] = { galley_finding_get_line (first), galley_finding_get_line (second) };

  if (lines[0] != lines[1])
    return lines[0] < lines[1] ? -1 : 1;
  return (int) galley_finding_get_column (first) - (int) galley_finding_get_column (second);
}

/* All but the footnotes, which stand at the end wherever they were written. */
static GPtrArray *
list_blocks (const GalleyNode *root)
{
  GPtrArray *blocks = g_ptr_array_new ();
  guint line = 0;

  for (const GalleyNode *child = root->first_child;
       child && child->type != GALLEY_NODE_FOOTNOTE && child->start_line >= line;
       child = child->next)
    {
      g_ptr_array_add (blocks, (gpointer) child);
      line = child->start_line;
    }
  return blocks;
}

static void
parse (GalleyIssue *self,
       gssize       bad)
{
  GalleySource source;
  guint body_line = 1;

  galley_source_init (&source, self->text, self->length);
  if (bad >= 0)
    galley_source_add (&source, "encoding", GALLEY_SEVERITY_ERROR, bad,
                       _("The issue holds bytes that are not UTF-8 text; they are shown as “�”."),
                       NULL, 0, 0, NULL);
  self->front_matter = galley_front_matter_new (&source);
  if (galley_front_matter_is_present (self->front_matter))
    {
      gsize end = galley_front_matter_get_end (self->front_matter);

      body_line = end >= source.length && (end == 0 || strchr ("\r\n", self->text[end - 1]) == NULL)
                    ? source.n_lines + 1
                    : galley_source_find_line (&source, end) + (end >= source.length ? 1 : 0);
    }
  self->root = galley_parser_parse (&source, body_line, self->arena);
  self->blocks = list_blocks (self->root);
  g_ptr_array_sort (source.findings, compare_lines);
  self->findings = g_ptr_array_ref (source.findings);
  galley_source_clear (&source);
}

GalleyIssue *
galley_issue_new (const char *text,
                  gssize      length)
{
  GalleyIssue *self;
  gsize n = length >= 0 ? (gsize) length : strlen (text);
  gboolean too_long = n > GALLEY_FILE_MAX_TEXT;
  gssize bad;

  self = g_atomic_rc_box_new0 (GalleyIssue);
  self->arena = galley_arena_new ();
  self->text = clean (text, too_long ? 0 : n, &self->length, &bad);
  parse (self, bad);
  if (too_long)
    g_ptr_array_add (self->findings,
                     galley_finding_new ("limit", GALLEY_SEVERITY_ERROR, 0, 0,
                                         _("The issue is longer than 64 MB and is not read."), NULL,
                                         NULL));
  self->count = galley_count_read (self->root);
  return self;
}

GalleyIssue *
galley_issue_ref (GalleyIssue *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
galley_issue_clear (GalleyIssue *self)
{
  g_free (self->text);
  galley_front_matter_free (self->front_matter);
  g_ptr_array_unref (self->blocks);
  galley_arena_free (self->arena);
  g_ptr_array_unref (self->findings);
}

void
galley_issue_unref (GalleyIssue *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) galley_issue_clear);
}

/**
 * galley_issue_get_text:
 * @self: an issue
 * @length: (out) (optional): its bytes
 *
 * Returns: the text every offset counts in: what the issue was made of, with U+FFFD for each byte
 *   that is not UTF-8, and each NUL
 */
const char *
galley_issue_get_text (const GalleyIssue *self,
                       gsize             *length)
{
  if (length != NULL)
    *length = self->length;
  return self->text;
}

const GalleyFrontMatter *
galley_issue_get_front_matter (const GalleyIssue *self)
{
  return self->front_matter;
}

const GalleyNode *
galley_issue_get_root (const GalleyIssue *self)
{
  return self->root;
}

guint
galley_issue_get_n_findings (const GalleyIssue *self)
{
  return self->findings->len;
}

GalleyFinding *
galley_issue_get_finding (const GalleyIssue *self,
                          guint              index)
{
  g_return_val_if_fail (index < self->findings->len, NULL);

  return self->findings->pdata[index];
}

const char *
galley_issue_get_title (const GalleyIssue *self)
{
  const char *title = galley_front_matter_get_string (self->front_matter, "title");

  return title != NULL ? title : "";
}

guint
galley_issue_count_words (const GalleyIssue *self)
{
  return self->count.words;
}

guint
galley_issue_count_characters (const GalleyIssue *self, gboolean with_blanks)
{
  return self->count.characters - (with_blanks ? 0 : self->count.blanks);
}

guint
galley_issue_get_minutes (const GalleyIssue *self)
{
  return self->count.minutes;
}

char **
galley_issue_list_pictures (const GalleyIssue *self)
{
  return galley_count_list_pictures (self->root, self->front_matter);
}

char **
galley_issue_list_files (const GalleyIssue *self)
{
  return galley_count_list_files (self->root);
}

static gboolean
holds (const GalleyNode *node,
       guint             line)
{
  return galley_node_is_block (node) && node->start_line <= line && line <= node->end_line;
}

/* The child of the root that holds @line, or NULL. A long issue has ten thousands of them. */
static const GalleyNode *
find_child (const GalleyIssue *self,
            guint              line)
{
  guint first = 0;
  guint last = self->blocks->len;
  const GalleyNode *rest = self->root->first_child;

  while (first < last)
    {
      guint middle = (first + last) / 2;
      const GalleyNode *node = self->blocks->pdata[middle];

      if (node->start_line <= line)
        first = middle + 1;
      else
        last = middle;
    }
  if (first > 0 && holds (self->blocks->pdata[first - 1], line))
    return self->blocks->pdata[first - 1];
  if (self->blocks->len > 0)
    rest = ((const GalleyNode *) self->blocks->pdata[self->blocks->len - 1])->next;
  while (rest && !holds (rest, line))
    rest = rest->next;
  return rest;
}

const GalleyNode *
galley_issue_find_block (const GalleyIssue *self,
                         guint              line)
{
  const GalleyNode *block = self->root;
  const GalleyNode *child = find_child (self, line);

  while (child)
    if (holds (child, line))
      {
        block = child;
        child = block->first_child;
      }
    else
      child = child->next;
  return block;
}
