/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-markdown-line.h"

#include <galley-issue.h>
#include <string.h>

/* What cannot be written is written as what it is read as, and that again. */
#define MAX_NEARER 3

/* The line with the notes it refers to, without which their marks would be words. */
static GalleyIssue *
read_again (const GArray *pieces,
            const char   *text)
{
  g_autoptr (GString) whole = g_string_new (text);
  g_autoptr (GHashTable) notes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < pieces->len; i++)
    {
      const GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, i);

      if (piece->type == GALLEY_PIECE_MARKUP && g_str_has_prefix (piece->text, "[^")
          && g_hash_table_add (notes, piece->text))
        g_string_append_printf (whole, "\n\n%s: x", piece->text);
    }
  g_string_append_c (whole, '\n');
  return galley_issue_new (whole->str, whole->len);
}

static gboolean
holds_words (const GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, i);

      if (piece->type == GALLEY_PIECE_MARKUP ? piece->text[0] != '!'
          : piece->type != GALLEY_PIECE_BREAK
              && (piece->type != GALLEY_PIECE_TEXT
                  || strspn (piece->text, " ") < strlen (piece->text)))
        return TRUE;
    }
  return FALSE;
}

/* What the line is read as; NULL: not as one paragraph. */
static GArray *
read_pieces (const GArray *wanted,
             const char   *text,
             gboolean      cell)
{
  g_autoptr (GArray) pieces = NULL;
  g_autoptr (GalleyIssue) issue = NULL;
  g_autofree char *plain = NULL;
  const GalleyNode *node;

  if (cell && strchr (text, '|') != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (text, "\\|", -1);

      plain = g_strjoinv ("|", parts);
    }
  issue = read_again (wanted, plain != NULL ? plain : text);
  node = galley_issue_get_root (issue)->first_child;
  if (node == NULL || node->type != GALLEY_NODE_PARAGRAPH
      || (node->next != NULL && node->next->type != GALLEY_NODE_FOOTNOTE))
    return NULL;
  pieces = galley_pieces_new ();
  galley_pieces_add_nodes (pieces, node->first_child);
  return g_steal_pointer (&pieces);
}

static gboolean
reads_back (const GArray *wanted,
            const char   *text,
            gboolean      cell)
{
  g_autoptr (GArray) pieces = NULL;

  /* Pictures alone are another block here than in the list or the quote they stand in. */
  if (!holds_words (wanted))
    return TRUE;
  pieces = read_pieces (wanted, text, cell);
  if (pieces == NULL)
    return FALSE;
  galley_pieces_normalize (pieces);
  return galley_pieces_equal (pieces, wanted);
}

static GArray *
copy_normalized (const GArray *pieces)
{
  GArray *copy = galley_pieces_new ();

  for (guint i = 0; i < pieces->len; i++)
    {
      const GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, i);

      if (piece->type == GALLEY_PIECE_LINK)
        galley_pieces_add_link (copy, piece->text, piece->title);
      else
        galley_pieces_add (copy, piece->type, piece->format, piece->text, -1);
    }
  galley_pieces_normalize (copy);
  return copy;
}

/* Nothing is in two lines where there may be one only. */
static void
fold_markup (GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, i);

      if (piece->type == GALLEY_PIECE_MARKUP)
        g_strdelimit (piece->text, "\r\n", ' ');
    }
}

static void
end_text (GArray  *out,
          GString *text,
          guint    format)
{
  if (text->len > 0)
    galley_pieces_add (out, GALLEY_PIECE_TEXT, format, text->str, (gssize) text->len);
  g_string_truncate (text, 0);
}

/* Text of one format is one piece, or escapes would be looked for at seams nobody sees. The places
 * where the source began a new line are text too in links and with @blanks, and stay elsewhere. */
static GArray *
join_texts (const GArray *pieces,
            gboolean      blanks)
{
  GArray *out = galley_pieces_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean in_link = FALSE;
  guint format = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, i);

      if (piece->type == GALLEY_PIECE_TEXT
          || (piece->type == GALLEY_PIECE_NEWLINE && (blanks || in_link)))
        {
          if (piece->format != format && piece->text[0] != '\0')
            {
              end_text (out, text, format);
              format = piece->format;
            }
          g_string_append (text, piece->text);
          continue;
        }
      end_text (out, text, format);
      if (piece->type == GALLEY_PIECE_LINK)
        galley_pieces_add_link (out, piece->text, piece->title);
      else
        galley_pieces_add (out, piece->type, piece->format, piece->text, -1);
      in_link = piece->type == GALLEY_PIECE_LINK
                || (in_link && piece->type != GALLEY_PIECE_LINK_END);
    }
  end_text (out, text, format);
  return out;
}

static gboolean
has_newline (const GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    if (g_array_index (pieces, GalleyPiece, i).type == GALLEY_PIECE_NEWLINE)
      return TRUE;
  return FALSE;
}

/* Every way from the first on with the source's new lines, and then every one with blanks for them:
 * what only blanks can say is so written as it will be when it is read, which has no new lines. */
static char *
write_best (GArray                  *pieces,
            GalleyMarkdownLineFlags  flags,
            gboolean                *exact)
{
  static const GalleyMarkdownWay ways[] = {
    0,
    GALLEY_WAY_UNDERSCORES,
    GALLEY_WAY_GAPS,
    GALLEY_WAY_GAPS | GALLEY_WAY_UNDERSCORES,
    GALLEY_WAY_GAPS | GALLEY_WAY_GUARDED,
    GALLEY_WAY_GAPS | GALLEY_WAY_GUARDED | GALLEY_WAY_TAGS,
    GALLEY_WAY_GAPS | GALLEY_WAY_GUARDED | GALLEY_WAY_TAGS | GALLEY_WAY_UNDERSCORES,
  };
  gboolean cell = (flags & GALLEY_MARKDOWN_LINE_CELL) != 0;
  gboolean single = (flags & GALLEY_MARKDOWN_LINE_SINGLE) != 0;
  g_autoptr (GArray) wanted = NULL;
  g_autofree char *text = NULL;
  gboolean found = FALSE;

  if (single)
    fold_markup (pieces);
  wanted = copy_normalized (pieces);
  for (guint blanks = single || !has_newline (pieces); blanks <= 1 && !found; blanks++)
    {
      g_autoptr (GArray) joined = join_texts (pieces, blanks);

      for (gsize i = 0; i < G_N_ELEMENTS (ways) && !found; i++)
        {
          g_autofree char *last = g_steal_pointer (&text);

          text = galley_markdown_tokens_write (joined, flags, ways[i]);
          /* Most ways change nothing in most lines, and reading takes longest. */
          found = g_strcmp0 (last, text) != 0 && reads_back (wanted, text, cell);
        }
    }
  *exact = found;
  return g_steal_pointer (&text);
}

/* What comes nearest is itself written as what it is read as, or it would change once more. */
char *
galley_markdown_line_write (GArray                  *pieces,
                            GalleyMarkdownLineFlags  flags,
                            gboolean                *exact)
{
  gboolean cell = (flags & GALLEY_MARKDOWN_LINE_CELL) != 0;
  gboolean found;
  g_autofree char *text = write_best (pieces, flags, &found);

  if (exact != NULL)
    *exact = found;
  for (guint i = 0; i < MAX_NEARER && !found; i++)
    {
      g_autoptr (GArray) read = read_pieces (pieces, text, cell);

      if (read == NULL)
        break;
      g_free (text);
      text = write_best (read, flags, &found);
    }
  return g_steal_pointer (&text);
}

char *
galley_markdown_line_write_alike (GArray                  *pieces,
                                  GalleyMarkdownLineFlags  flags)
{
  g_autoptr (GArray) hoisted = copy_normalized (pieces);
  g_autofree char *text = NULL;
  g_autofree char *alike = NULL;
  gboolean exact, found;

  text = galley_markdown_line_write (pieces, flags, &exact);
  if (exact && strstr (text, "&#32;") == NULL)
    return g_steal_pointer (&text);
  galley_pieces_hoist (hoisted);
  alike = galley_markdown_line_write (hoisted, flags, &found);
  if (found)
    return g_steal_pointer (&alike);
  return exact ? g_steal_pointer (&text) : NULL;
}
