/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which footnotes readers get. The library counts a reference wherever it stands: in a private comment,
 * in a note that nobody gets, in the note itself. A note is for readers when one can follow marks to it
 * from the text.
 */

#include "galley-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  guint  *numbers; /* the new number of each, from 1; 0: nobody has seen its mark yet */
  guint  *uses;    /* of each old number */
  GArray *shown;   /* the old numbers (guint) in the order of the new ones */
  guint   n;       /* of old numbers */
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
    {
      g_array_append_val (notes->shown, node->footnote.number);
      notes->numbers[node->footnote.number] = notes->shown->len;
    }
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

/* The notes stand behind all else; they are taken from there, each by its old number, NULL at 0. */
static GPtrArray *
take_notes (GalleyNode *root,
            guint       n)
{
  GPtrArray *taken = g_ptr_array_new ();
  const GalleyNode *last = root->last_child;

  g_ptr_array_set_size (taken, n + 1);
  for (; last != NULL && last->type == GALLEY_NODE_FOOTNOTE; last = last->previous)
    taken->pdata[last->footnote.number] = (gpointer) last;
  root->last_child = last;
  if (last != NULL)
    ((GalleyNode *) last)->next = NULL;
  else
    root->first_child = NULL;
  return taken;
}

/* What a note refers to is seen when the note is. */
static void
number_notes (Notes            *notes,
              const GalleyNode *root,
              GPtrArray        *taken)
{
  galley_node_visit (root, number_reference, notes);
  for (guint i = 0; i < notes->shown->len; i++)
    {
      const GalleyNode *note = taken->pdata[g_array_index (notes->shown, guint, i)];

      if (note != NULL)
        galley_node_visit (note, number_reference, notes);
    }
}

void
galley_parser_settle_notes (GalleyParser *self,
                            GalleyNode   *root)
{
  g_autoptr(GPtrArray) taken = NULL;
  g_autoptr(GArray) shown = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *numbers = g_new0 (guint, self->n_footnotes + 1);
  g_autofree guint *uses = g_new0 (guint, self->n_footnotes + 1);
  Notes notes = { numbers, uses, shown, self->n_footnotes };

  if (self->n_footnotes == 0)
    return;
  taken = take_notes (root, self->n_footnotes);
  number_notes (&notes, root, taken);
  galley_node_visit (root, renumber_reference, &notes);
  for (guint i = 0; i < shown->len; i++)
    {
      GalleyNode *note = taken->pdata[g_array_index (shown, guint, i)];

      if (note == NULL)
        continue;
      galley_node_visit (note, renumber_reference, &notes);
      note->footnote.number = i + 1;
      galley_parser_append (root, note);
    }
  for (guint i = 1; i < taken->len; i++)
    {
      const GalleyNode *note = taken->pdata[i];

      if (note != NULL && numbers[i] == 0)
        self->marks[note->start_line] &= (guchar) ~GALLEY_LINE_USED;
    }
}

void
galley_parser_check_marks (GalleyParser     *self,
                           const GalleyNode *node,
                           const char       *source)
{
  g_autofree char *message = NULL;
  gboolean code = FALSE;

  for (const char *p = source; *p != '\0'; p++)
    {
      gsize length = strcspn (p, "] \t\n");

      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '`')
        code = !code;
      else if (!code && p[0] == '[' && p[1] == '^' && length > 2 && p[length] == ']')
        {
          message = g_strdup_printf (_("There are no footnotes in captions and titles: readers see “%.*s” as it is."),
                                     (int) length + 1, p);
          galley_source_add (self->source, "footnote-place", GALLEY_SEVERITY_WARNING, node->start, message, NULL, 0,
                             0, NULL);
          return;
        }
    }
}
