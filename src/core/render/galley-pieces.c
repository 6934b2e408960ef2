/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-pieces.h"

#include <galley-figure.h>
#include <string.h>

static void
piece_clear (gpointer data)
{
  GalleyPiece *piece = data;

  g_free (piece->text);
  g_free (piece->title);
}

GArray *
galley_pieces_new (void)
{
  GArray *self = g_array_new (FALSE, FALSE, sizeof (GalleyPiece));

  g_array_set_clear_func (self, piece_clear);
  return self;
}

void
galley_pieces_add (GArray          *self,
                   GalleyPieceType  type,
                   guint            format,
                   const char      *text,
                   gssize           length)
{
  GalleyPiece piece = { type, format, NULL, NULL };

  if (text != NULL)
    piece.text = length < 0 ? g_strdup (text) : g_strndup (text, length);
  g_array_append_val (self, piece);
}

void
galley_pieces_add_link (GArray     *self,
                        const char *url,
                        const char *title)
{
  GalleyPiece piece = { GALLEY_PIECE_LINK, 0, g_strdup (url), NULL };

  if (title != NULL && title[0] != '\0')
    piece.title = g_strdup (title);
  g_array_append_val (self, piece);
}

static guint
get_format (GalleyNodeType type)
{
  if (type == GALLEY_NODE_STRONG)
    return GALLEY_PIECE_STRONG;
  if (type == GALLEY_NODE_EMPHASIS)
    return GALLEY_PIECE_EMPHASIS;
  if (type == GALLEY_NODE_STRIKETHROUGH)
    return GALLEY_PIECE_STRIKETHROUGH;
  if (type == GALLEY_NODE_UNDERLINE)
    return GALLEY_PIECE_UNDERLINE;
  if (type == GALLEY_NODE_SUBSCRIPT)
    return GALLEY_PIECE_SUBSCRIPT;
  if (type == GALLEY_NODE_SUPERSCRIPT)
    return GALLEY_PIECE_SUPERSCRIPT;
  return type == GALLEY_NODE_HIGHLIGHT ? GALLEY_PIECE_HIGHLIGHT : 0;
}

static void
add_markup (GArray           *self,
            const GalleyNode *node)
{
  g_autofree char *text = NULL;

  if (node->type == GALLEY_NODE_HTML_INLINE)
    text = g_strndup (node->literal, node->length);
  else if (node->type == GALLEY_NODE_IMAGE)
    text = galley_figure_write (node->picture.src, node->picture.alt, node->picture.title, NULL,
                                NULL, GALLEY_WIDTH_REGULAR);
  else if (node->footnote.name[0] != '\0')
    text = g_strdup_printf ("[^%s]", node->footnote.name);
  else
    text = g_strdup_printf ("[^%u]", node->footnote.number);
  galley_pieces_add (self, GALLEY_PIECE_MARKUP, 0, text, -1);
}

/* The parser bounds how deep formats stand in each other. */
static void
add_nodes (GArray           *self,
           const GalleyNode *first,
           guint             format)
{
  for (const GalleyNode *node = first; node != NULL; node = node->next)
    {
      guint own = get_format (node->type);

      if (own != 0)
        add_nodes (self, node->first_child, format | own);
      else if (node->type == GALLEY_NODE_TEXT || node->type == GALLEY_NODE_CODE)
        galley_pieces_add (self, GALLEY_PIECE_TEXT,
                           format | (node->type == GALLEY_NODE_CODE ? GALLEY_PIECE_CODE : 0),
                           node->literal, node->length);
      else if (node->type == GALLEY_NODE_SOFT_BREAK)
        galley_pieces_add (self, GALLEY_PIECE_NEWLINE, format, " ", 1);
      else if (node->type == GALLEY_NODE_LINE_BREAK)
        galley_pieces_add (self, GALLEY_PIECE_BREAK, format, NULL, 0);
      else if (node->type == GALLEY_NODE_LINK)
        {
          galley_pieces_add_link (self, node->link.url, node->link.title);
          add_nodes (self, node->first_child, format);
          galley_pieces_add (self, GALLEY_PIECE_LINK_END, 0, NULL, 0);
        }
      else if (node->type == GALLEY_NODE_HTML_INLINE || node->type == GALLEY_NODE_IMAGE
               || node->type == GALLEY_NODE_FOOTNOTE_REFERENCE)
        add_markup (self, node);
    }
}

void
galley_pieces_add_nodes (GArray           *self,
                         const GalleyNode *first)
{
  add_nodes (self, first, 0);
}

/* The text of a piece that grew, piece by piece, becomes its own. */
static void
take_grown (GString     **grown,
            GalleyPiece  *piece)
{
  if (*grown == NULL)
    return;
  g_free (piece->text);
  piece->text = g_string_free (g_steal_pointer (grown), FALSE);
}

void
galley_pieces_normalize (GArray *self)
{
  GString *grown = NULL;
  guint kept = 0;

  for (guint i = 0; i < self->len; i++)
    {
      GalleyPiece piece = g_array_index (self, GalleyPiece, i);
      GalleyPiece *last = kept > 0 ? &g_array_index (self, GalleyPiece, kept - 1) : NULL;

      if (piece.type == GALLEY_PIECE_NEWLINE)
        piece.type = GALLEY_PIECE_TEXT;
      else if (piece.type != GALLEY_PIECE_TEXT)
        piece.format = 0;
      /* What was moved must not be freed twice. */
      memset (&g_array_index (self, GalleyPiece, i), 0, sizeof piece);
      if (piece.type == GALLEY_PIECE_TEXT && piece.text[0] == '\0')
        {
          piece_clear (&piece);
          continue;
        }
      if (piece.type == GALLEY_PIECE_TEXT && last != NULL && last->type == GALLEY_PIECE_TEXT
          && last->format == piece.format)
        {
          if (grown == NULL)
            grown = g_string_new (last->text);
          g_string_append (grown, piece.text);
          piece_clear (&piece);
          continue;
        }
      take_grown (&grown, last);
      g_array_index (self, GalleyPiece, kept++) = piece;
    }
  take_grown (&grown, kept > 0 ? &g_array_index (self, GalleyPiece, kept - 1) : NULL);
  g_array_set_size (self, kept);
}

/* A blank is bold or slanted only where both neighbours are. */
static guint
get_blank_format (const GArray *self,
                  guint         index,
                  gboolean      before)
{
  const GalleyPiece *neighbour = NULL;

  if (before && index > 0)
    neighbour = &g_array_index (self, GalleyPiece, index - 1);
  else if (!before && index + 1 < self->len)
    neighbour = &g_array_index (self, GalleyPiece, index + 1);
  return neighbour != NULL && neighbour->type == GALLEY_PIECE_TEXT ? neighbour->format : 0;
}

static void
split_blank (GArray            *out,
             const GArray      *self,
             guint              index)
{
  static const guint unseen
    = GALLEY_PIECE_STRONG | GALLEY_PIECE_EMPHASIS | GALLEY_PIECE_SUBSCRIPT | GALLEY_PIECE_SUPERSCRIPT;
  const GalleyPiece *piece = &g_array_index (self, GalleyPiece, index);
  gsize length = strlen (piece->text);
  gsize head = strspn (piece->text, " ");
  gsize tail = 0;
  guint before = (piece->format & ~unseen) | (piece->format & get_blank_format (self, index, TRUE));
  guint after = (piece->format & ~unseen) | (piece->format & get_blank_format (self, index, FALSE));

  while (tail < length - head && piece->text[length - tail - 1] == ' ')
    tail++;
  if (head > 0)
    galley_pieces_add (out, GALLEY_PIECE_TEXT, head == length ? before & after : before, piece->text,
                       head);
  galley_pieces_add (out, GALLEY_PIECE_TEXT, piece->format, piece->text + head,
                     length - head - tail);
  if (tail > 0)
    galley_pieces_add (out, GALLEY_PIECE_TEXT, after, piece->text + length - tail, tail);
}

void
galley_pieces_hoist (GArray *self)
{
  g_autoptr (GArray) out = galley_pieces_new ();

  galley_pieces_normalize (self);
  for (guint i = 0; i < self->len; i++)
    {
      GalleyPiece *piece = &g_array_index (self, GalleyPiece, i);

      if (piece->type == GALLEY_PIECE_TEXT && piece->format != 0
          && (piece->format & GALLEY_PIECE_CODE) == 0)
        {
          split_blank (out, self, i);
          continue;
        }
      g_array_append_val (out, *piece);
      piece->text = piece->title = NULL;
    }
  galley_pieces_normalize (out);
  g_array_set_size (self, 0);
  g_array_append_vals (self, out->data, out->len);
  /* The array took over what the pieces own. */
  g_array_set_clear_func (out, NULL);
}

gboolean
galley_pieces_equal (const GArray *a,
                     const GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const GalleyPiece *x = &g_array_index (a, GalleyPiece, i);
      const GalleyPiece *y = &g_array_index (b, GalleyPiece, i);

      if (x->type != y->type || x->format != y->format || g_strcmp0 (x->text, y->text) != 0)
        return FALSE;
    }
  return TRUE;
}
