/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a sentence ends is guessed, and a wrong guess costs nothing: a piece is never changed, and all
 * of them in a row are the text again, byte for byte.
 */

#include "galley-piece.h"

#include <string.h>

typedef struct
{
  const char *text;
  GPtrArray *pieces;
} Split;

static void
piece_free (gpointer data)
{
  GalleyPiece *piece = data;

  g_free (piece->text);
  g_free (piece->key);
  g_free (piece);
}

/* One blank for any run of them. A line that is broken on purpose (two blanks, a backslash) stays
 * broken. */
static char *
dup_sentence_key (const char *text, gsize length)
{
  g_autoptr (GString) key = g_string_new ("s");
  gsize i = 0;

  while (i < length)
    {
      gsize run = 0;
      gboolean broken;

      while (i + run < length && strchr (" \t\r\n", text[i + run]) != NULL)
        run++;
      broken = run > 2 && strncmp (text + i, "  ", 2) == 0 && memchr (text + i, '\n', run) != NULL;
      if (run > 0 && (i + run < length || broken))
        g_string_append (key, broken ? "\\\n" : " ");
      else if (run == 0)
        g_string_append_c (key, text[i]);
      i += MAX (run, 1);
    }
  return g_string_free (g_steal_pointer (&key), FALSE);
}

static char *
dup_line_key (const char *text, gsize length)
{
  while (length > 0 && strchr (" \t\r\n", text[length - 1]) != NULL)
    length--;
  return g_strdup_printf ("l%.*s", (int)length, text);
}

static void
add (Split *self, GalleyPieceKind kind, gsize start, gsize end, gboolean is_private)
{
  GalleyPiece *piece = g_new0 (GalleyPiece, 1);
  const char *text = self->text + start;
  gsize length = end - start;

  piece->kind = kind;
  piece->is_private = is_private;
  piece->text = g_strndup (text, length);
  if (kind == GALLEY_PIECE_GAP)
    piece->key = g_strdup ("g");
  else if (kind == GALLEY_PIECE_SENTENCE)
    piece->key = dup_sentence_key (text, length);
  else
    piece->key = dup_line_key (text, length);
  g_ptr_array_add (self->pieces, piece);
}

static void
add_lines (Split *self, gsize start, gsize end, gboolean is_private)
{
  while (start < end)
    {
      const char *newline = memchr (self->text + start, '\n', end - start);
      gsize next = newline != NULL ? (gsize)(newline - self->text) + 1 : end;

      add (self, GALLEY_PIECE_LINE, start, next, is_private);
      start = next;
    }
}

/* Full stops of East Asia end a sentence without a blank behind them. */
static gboolean
is_wide_end (gunichar c)
{
  return c == 0x3002 || c == 0xff01 || c == 0xff1f;
}

static gboolean
is_end (gunichar c)
{
  return c == '.' || c == '?' || c == '!' || c == 0x2026 || is_wide_end (c);
}

static gboolean
is_closing (gunichar c)
{
  return c < 0x80 ? strchr ("\"')]*_~", (int)c) != NULL
                  : g_unichar_type (c) == G_UNICODE_FINAL_PUNCTUATION
                        || g_unichar_type (c) == G_UNICODE_CLOSE_PUNCTUATION;
}

/* Brackets and code are not cut: half a link is no link. */
static const char *
skip_code (const char *p, const char *end)
{
  gsize n = strspn (p, "`");
  const char *q = p + n;

  while (q < end)
    {
      gsize run = strspn (q, "`");

      if (run == n)
        return q + n;
      q += MAX (run, 1);
    }
  return p + n;
}

/* Past the sentence that begins at @p, with the blanks behind it. */
static const char *
find_sentence_end (const char *p, const char *end)
{
  int depth = 0;

  while (p < end)
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (c == '`')
        {
          p = MIN (skip_code (p, end), end);
          continue;
        }
      if (c == '[' || c == '(')
        depth++;
      else if ((c == ']' || c == ')') && depth > 0)
        depth--;
      p = c == '\\' && next < end ? g_utf8_next_char (next) : next;
      if (!is_end (c) || depth > 0)
        continue;
      while (p < end && (is_end (g_utf8_get_char (p)) || is_closing (g_utf8_get_char (p))))
        p = g_utf8_next_char (p);
      if (p >= end || strchr (" \t\r\n", *p) != NULL || is_wide_end (c))
        break;
    }
  while (p < end && strchr (" \t\r\n", *p) != NULL)
    p++;
  return MIN (p, end);
}

static void
add_sentences (Split *self, gsize start, gsize end)
{
  while (start < end)
    {
      const char *next = find_sentence_end (self->text + start, self->text + end);
      gsize stop = (gsize)(next - self->text);

      add (self, GALLEY_PIECE_SENTENCE, start, stop, FALSE);
      start = stop;
    }
}

static void
add_block (Split *self, GalleyNodeType type, gsize start, gsize end)
{
  if (type == GALLEY_NODE_PARAGRAPH)
    add_sentences (self, start, end);
  else if (type == GALLEY_NODE_OPAQUE || type == GALLEY_NODE_PRIVATE)
    add (self, GALLEY_PIECE_BLOCK, start, end, type == GALLEY_NODE_PRIVATE);
  else
    add_lines (self, start, end, FALSE);
}

static gsize
skip_blank_lines (const char *text, gsize start, gsize end)
{
  gsize line = start;

  for (gsize i = start; i < end; i++)
    if (text[i] == '\n')
      line = i + 1;
    else if (strchr (" \t\r", text[i]) == NULL)
      return line;
  return end;
}

/* Without the blank lines at its end. */
static gsize
trim (const char *text, gsize start, gsize end)
{
  gsize kept = start;

  for (gsize i = start; i < end; i++)
    if (strchr (" \t\r\n", text[i]) == NULL)
      {
        const char *newline = memchr (text + i, '\n', end - i);

        kept = newline != NULL ? (gsize)(newline - text) + 1 : end;
        i = kept - 1;
      }
  return kept;
}

static gint
compare_start (gconstpointer a, gconstpointer b)
{
  const GalleyNode *x = *(const GalleyNode *const *)a;
  const GalleyNode *y = *(const GalleyNode *const *)b;

  return x->start < y->start ? -1 : x->start > y->start;
}

/* The blocks in the order of the text: footnotes stand at the end of the tree. */
static GPtrArray *
list_blocks (GalleyIssue *issue)
{
  GPtrArray *blocks = g_ptr_array_new ();

  for (const GalleyNode *node = galley_issue_get_root (issue)->first_child; node != NULL;
       node = node->next)
    if (node->end > node->start)
      g_ptr_array_add (blocks, (gpointer)node);
  g_ptr_array_sort (blocks, compare_start);
  return blocks;
}

/* From @start up to @end, after a gap when something stands before it. */
static gsize
add_part (Split *self, gsize *done, gsize start, gsize end, const GalleyNode *node)
{
  gsize begin = skip_blank_lines (self->text, start, end);
  gsize stop = trim (self->text, begin, end);

  if (stop <= begin)
    return end;
  if (self->pieces->len > 0)
    add (self, GALLEY_PIECE_GAP, *done, begin, FALSE);
  /* What no block holds defines the targets of links: a site has no such thing. */
  if (node == NULL)
    add_lines (self, begin, stop, TRUE);
  else
    add_block (self, node->type, begin, stop);
  *done = stop;
  return end;
}

/* No blank line is ever inside of such a block: what stands behind one is no part of it. */
static gboolean
ends_at_blank (GalleyNodeType type)
{
  return type == GALLEY_NODE_PARAGRAPH || type == GALLEY_NODE_HEADING || type == GALLEY_NODE_QUOTE
         || type == GALLEY_NODE_CARD || type == GALLEY_NODE_FIGURE || type == GALLEY_NODE_GALLERY
         || type == GALLEY_NODE_TABLE || type == GALLEY_NODE_DIVIDER || type == GALLEY_NODE_BOOKMARK
         || type == GALLEY_NODE_PAYWALL;
}

static gsize
find_blank_line (const char *text, gsize start, gsize end)
{
  gsize begin = skip_blank_lines (text, start, end);
  gboolean blank = FALSE;

  for (gsize i = begin; i < end; i++)
    if (text[i] == '\n' && blank)
      return i + 1;
    else if (text[i] == '\n' || strchr (" \t\r", text[i]) == NULL)
      blank = text[i] == '\n';
  return end;
}

static void
split_body (Split *self, GalleyIssue *issue)
{
  g_autoptr (GPtrArray) blocks = list_blocks (issue);
  gsize length = 0;
  gsize position, done;

  self->text = galley_issue_get_text (issue, &length);
  position = done =
      MIN (galley_front_matter_get_end (galley_issue_get_front_matter (issue)), length);
  for (guint i = 0; i < blocks->len; i++)
    {
      const GalleyNode *node = g_ptr_array_index (blocks, i);

      if (node->start > position)
        position = add_part (self, &done, position, MIN (node->start, length), NULL);
      if (node->end > position)
        {
          gsize end = MIN (node->end, length);

          position = add_part (
              self, &done, position,
              ends_at_blank (node->type) ? find_blank_line (self->text, position, end) : end, node);
        }
    }
  if (position < length)
    add_part (self, &done, position, length, NULL);
}

GPtrArray *
galley_piece_split_body (GalleyIssue *issue)
{
  Split self = { NULL, g_ptr_array_new_with_free_func (piece_free) };

  split_body (&self, issue);
  return self.pieces;
}

GPtrArray *
galley_piece_split_issue (GalleyIssue *issue)
{
  gsize length = 0;
  Split self = { galley_issue_get_text (issue, &length),
                 g_ptr_array_new_with_free_func (piece_free) };
  gsize end = MIN (galley_front_matter_get_end (galley_issue_get_front_matter (issue)), length);

  add_lines (&self, 0, end, FALSE);
  split_body (&self, issue);
  return self.pieces;
}

GArray *
galley_piece_number (GPtrArray *pieces, GHashTable *numbers)
{
  GArray *sequence = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < pieces->len; i++)
    {
      const GalleyPiece *piece = g_ptr_array_index (pieces, i);
      gpointer found = NULL;
      guint number;

      if (!g_hash_table_lookup_extended (numbers, piece->key, NULL, &found))
        {
          found = GUINT_TO_POINTER (g_hash_table_size (numbers));
          g_hash_table_insert (numbers, piece->key, found);
        }
      number = GPOINTER_TO_UINT (found);
      g_array_append_val (sequence, number);
    }
  return sequence;
}
