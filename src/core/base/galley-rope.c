/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-rope.h"

#include <string.h>

/* A key copies one piece and looks at each before it. */
#define MAX_PIECE (16 * 1024)

typedef struct {
  gsize length; /* bytes */
  gsize n_chars;
  char  text[];
} Piece;

struct _GalleyRope {
  GArray *pieces; /* (element-type Piece*), none empty */
  gsize   length;
};

static void
clear_piece (gpointer data)
{
  g_atomic_rc_box_release (*(Piece **) data);
}

static Piece *
get_piece (const GalleyRope *self,
           guint             index)
{
  return g_array_index (self->pieces, Piece *, index);
}

static Piece *
piece_new (const char *text,
           gsize       length)
{
  Piece *piece = g_atomic_rc_box_alloc (sizeof (Piece) + length);

  piece->length = length;
  piece->n_chars = g_utf8_strlen (text, length);
  memcpy (piece->text, text, length);
  return piece;
}

/* The piece that holds the character @at, and its byte there. Between two pieces, and at the end of
 * the text, it is the end of the one before. */
static guint
find (const GalleyRope *self,
      gsize             at,
      gsize            *byte)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = get_piece (self, i);

      if (at <= piece->n_chars)
        {
          *byte = at == piece->n_chars ? piece->length
                                       : (gsize) (g_utf8_offset_to_pointer (piece->text, at)
                                                  - piece->text);
          return i;
        }
      at -= piece->n_chars;
    }
  g_return_val_if_fail (at == 0, 0);
  *byte = 0;
  return 0;
}

/* Where the first of the pieces that @text becomes ends. They are even, so that the next key does not
 * cut another one off. */
static gsize
get_cut (const char *text,
         gsize       length)
{
  gsize n = (length + MAX_PIECE - 1) / MAX_PIECE;
  gsize even = (length + n - 1) / n;
  gsize cut = even;

  while (cut > 0 && cut < length && ((guchar) text[cut] & 0xc0) == 0x80)
    cut--;
  /* Nothing but continuations is no UTF-8. */
  return cut > 0 ? cut : even;
}

/* The pieces from @first on, @n of them, become @text. */
static void
replace (GalleyRope *self,
         guint       first,
         guint       n,
         const char *text,
         gsize       length)
{
  g_autoptr (GArray) added = g_array_new (FALSE, FALSE, sizeof (Piece *));

  self->length += length;
  for (guint i = first; i < first + n; i++)
    self->length -= get_piece (self, i)->length;
  while (length > 0)
    {
      gsize cut = get_cut (text, length);
      Piece *piece = piece_new (text, cut);

      g_array_append_val (added, piece);
      text += cut;
      length -= cut;
    }
  if (n > 0)
    g_array_remove_range (self->pieces, first, n);
  if (added->len > 0)
    g_array_insert_vals (self->pieces, first, added->data, added->len);
}

GalleyRope *
galley_rope_new (void)
{
  GalleyRope *self = g_new0 (GalleyRope, 1);

  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece *));
  g_array_set_clear_func (self->pieces, clear_piece);
  return self;
}

GalleyRope *
galley_rope_copy (const GalleyRope *self)
{
  GalleyRope *copy = galley_rope_new ();

  g_return_val_if_fail (self != NULL, copy);

  copy->length = self->length;
  g_array_append_vals (copy->pieces, self->pieces->data, self->pieces->len);
  for (guint i = 0; i < copy->pieces->len; i++)
    g_atomic_rc_box_acquire (get_piece (copy, i));
  return copy;
}

void
galley_rope_free (GalleyRope *self)
{
  g_array_unref (self->pieces);
  g_free (self);
}

void
galley_rope_insert (GalleyRope *self,
                    gsize       at,
                    const char *text,
                    gsize       length)
{
  g_autoptr (GString) whole = NULL;
  const Piece *piece = NULL;
  gsize byte;
  guint index;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL || length == 0);

  index = find (self, at, &byte);
  if (index < self->pieces->len)
    piece = get_piece (self, index);
  whole = g_string_sized_new (length + (piece ? piece->length : 0));
  if (piece)
    g_string_append_len (whole, piece->text, byte);
  g_string_append_len (whole, text, length);
  if (piece)
    g_string_append_len (whole, piece->text + byte, piece->length - byte);
  replace (self, index, piece ? 1 : 0, whole->str, whole->len);
}

void
galley_rope_delete (GalleyRope *self,
                    gsize       from,
                    gsize       to)
{
  g_autoptr (GString) whole = NULL;
  const Piece *first, *last;
  gsize first_byte, last_byte;
  guint first_index, last_index;

  g_return_if_fail (self != NULL);
  g_return_if_fail (from <= to);

  if (from == to)
    return;
  first_index = find (self, from, &first_byte);
  last_index = find (self, to, &last_byte);
  g_return_if_fail (last_index < self->pieces->len);
  first = get_piece (self, first_index);
  last = get_piece (self, last_index);
  whole = g_string_sized_new (first_byte + last->length - last_byte);
  g_string_append_len (whole, first->text, first_byte);
  g_string_append_len (whole, last->text + last_byte, last->length - last_byte);
  replace (self, first_index, last_index - first_index + 1, whole->str, whole->len);
}

gsize
galley_rope_get_length (const GalleyRope *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->length;
}

char *
galley_rope_dup_text (const GalleyRope *self,
                      gsize            *length)
{
  char *text, *at;

  g_return_val_if_fail (self != NULL, NULL);

  text = at = g_malloc (self->length + 1);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = get_piece (self, i);

      memcpy (at, piece->text, piece->length);
      at += piece->length;
    }
  *at = '\0';
  if (length)
    *length = self->length;
  return text;
}
