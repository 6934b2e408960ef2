/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Footnotes beside private comments. The library has numbered the notes by references that are no
 * longer there: a note to which only a comment refers is not for readers either.
 */

#include "galley-parser-private.h"

typedef struct {
  guint *numbers; /* the new number of each, from 1; 0: nobody has seen its mark yet */
  guint *uses;    /* of each old number */
  guint n_shown;
  guint n;        /* of old numbers */
} Notes;

static gboolean
is_reference (const Notes      *notes,
              const GalleyNode *node)
{
  return node->type == GALLEY_NODE_FOOTNOTE_REFERENCE && node->footnote.number >= 1
         && node->footnote.number <= notes->n;
}

static gboolean
number_reference (const GalleyNode *node,
                  gpointer          user_data)
{
  Notes *notes = user_data;

  if (is_reference (notes, node) && notes->numbers[node->footnote.number] == 0)
    notes->numbers[node->footnote.number] = ++notes->n_shown;
  return TRUE;
}

static gboolean
renumber_reference (const GalleyNode *node,
                    gpointer          user_data)
{
  Notes *notes = user_data;
  GalleyNode *reference = (GalleyNode *) node;

  if (is_reference (notes, node))
    {
      reference->footnote.use = ++notes->uses[node->footnote.number];
      reference->footnote.number = notes->numbers[node->footnote.number];
    }
  return TRUE;
}

/* The notes stand behind all else, in the order of their old numbers. */
static GPtrArray *
take_notes (GalleyNode *root)
{
  GPtrArray *taken = g_ptr_array_new ();
  const GalleyNode *last = root->last_child;

  for (; last != NULL && last->type == GALLEY_NODE_FOOTNOTE; last = last->previous)
    g_ptr_array_insert (taken, 0, (gpointer) last);
  root->last_child = last;
  if (last != NULL)
    ((GalleyNode *) last)->next = NULL;
  else
    root->first_child = NULL;
  return taken;
}

static int
compare_notes (gconstpointer a,
               gconstpointer b)
{
  const GalleyNode *first = *(GalleyNode *const *) a;
  const GalleyNode *second = *(GalleyNode *const *) b;

  return first->footnote.number < second->footnote.number ? -1 : 1;
}

/* What a note refers to is seen when the note is. */
static void
number_notes (Notes            *notes,
              const GalleyNode *root,
              GPtrArray        *taken)
{
  g_autofree gboolean *looked = g_new0 (gboolean, taken->len + 1);
  gboolean more = TRUE;

  galley_node_visit (root, number_reference, notes);
  while (more)
    {
      more = FALSE;
      for (guint i = 0; i < taken->len; i++)
        {
          const GalleyNode *note = taken->pdata[i];

          if (looked[i] || notes->numbers[note->footnote.number] == 0)
            continue;
          looked[i] = more = TRUE;
          galley_node_visit (note, number_reference, notes);
        }
    }
}

void
galley_parser_settle_notes (GalleyParser *self,
                            GalleyNode   *root)
{
  g_autoptr(GPtrArray) taken = NULL;
  g_autofree guint *numbers = NULL;
  g_autofree guint *uses = NULL;
  Notes notes = { .n = self->n_footnotes };

  if (!self->hides || self->n_footnotes == 0)
    return;
  taken = take_notes (root);
  notes.numbers = numbers = g_new0 (guint, self->n_footnotes + 1);
  notes.uses = uses = g_new0 (guint, self->n_footnotes + 1);
  number_notes (&notes, root, taken);
  for (guint i = taken->len; i-- > 0;)
    {
      GalleyNode *note = taken->pdata[i];

      if (numbers[note->footnote.number] == 0)
        {
          self->marks[note->start_line] &= (guchar) ~GALLEY_LINE_USED;
          g_ptr_array_remove_index (taken, i);
        }
    }
  galley_node_visit (root, renumber_reference, &notes);
  for (guint i = 0; i < taken->len; i++)
    galley_node_visit (taken->pdata[i], renumber_reference, &notes);
  for (guint i = 0; i < taken->len; i++)
    {
      GalleyNode *note = taken->pdata[i];

      note->footnote.number = numbers[note->footnote.number];
    }
  g_ptr_array_sort (taken, compare_notes);
  for (guint i = 0; i < taken->len; i++)
    galley_parser_append (root, taken->pdata[i]);
}
