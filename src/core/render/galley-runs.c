/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-runs.h"

#include <string.h>

const char *const galley_runs_elements[GALLEY_RUNS_N_FORMATS] = {
  "strong", "em", "s", "u", "code", "sub", "sup", "mark",
};

/* The bit of a format's node, or -1. */
static int
get_bit (GalleyNodeType type)
{
  if (type == GALLEY_NODE_STRONG)
    return 0;
  if (type == GALLEY_NODE_EMPHASIS)
    return 1;
  if (type == GALLEY_NODE_STRIKETHROUGH)
    return 2;
  if (type == GALLEY_NODE_UNDERLINE)
    return 3;
  if (type == GALLEY_NODE_SUBSCRIPT)
    return 5;
  if (type == GALLEY_NODE_SUPERSCRIPT)
    return 6;
  return type == GALLEY_NODE_HIGHLIGHT ? 7 : -1;
}

static void
add (GArray           *runs,
     GalleyRunType     type,
     guint             format,
     const char       *text,
     gsize             length,
     const GalleyNode *node)
{
  GalleyRun run = { type, format, text, length, node };

  g_array_append_val (runs, run);
}

static void
add_leaf (GArray           *runs,
          guint             format,
          const GalleyNode *node)
{
  if (node->type == GALLEY_NODE_TEXT)
    add (runs, GALLEY_RUN_TEXT, format, node->literal, node->length, node);
  else if (node->type == GALLEY_NODE_CODE)
    add (runs, GALLEY_RUN_TEXT, format | 1 << GALLEY_RUNS_CODE, node->literal, node->length, node);
  else if (node->type == GALLEY_NODE_SOFT_BREAK)
    add (runs, GALLEY_RUN_TEXT, format, " ", 1, node);
  else if (node->type == GALLEY_NODE_LINE_BREAK)
    add (runs, GALLEY_RUN_BREAK, 0, NULL, 0, node);
  else if (node->type == GALLEY_NODE_HTML_INLINE)
    add (runs, GALLEY_RUN_MARKUP, 0, node->literal, node->length, node);
  else if (node->type == GALLEY_NODE_LINK)
    {
      add (runs, GALLEY_RUN_LINK, 0, NULL, 0, node);
      add (runs, GALLEY_RUN_LINK_END, 0, NULL, 0, node);
    }
  else if (node->type == GALLEY_NODE_IMAGE)
    add (runs, GALLEY_RUN_IMAGE, 0, NULL, 0, node);
  else if (node->type == GALLEY_NODE_FOOTNOTE_REFERENCE)
    {
      add (runs, GALLEY_RUN_LINK, 0, NULL, 0, node);
      add (runs, GALLEY_RUN_TEXT, format | 1 << 6, NULL, 0, node);
      add (runs, GALLEY_RUN_LINK_END, 0, NULL, 0, node);
    }
}

/* Formats are counted, not remembered on a stack: however deep they stand in each other, there is
 * no recursion. */
void
galley_runs_collect (GArray           *runs,
                     const GalleyNode *first)
{
  guint counts[GALLEY_RUNS_N_FORMATS] = { 0 };
  const GalleyNode *top = first != NULL ? first->parent : NULL;
  const GalleyNode *node = first;
  guint format = 0;

  g_array_set_size (runs, 0);
  while (node != NULL)
    {
      int bit = get_bit (node->type);

      if ((bit >= 0 || node->type == GALLEY_NODE_LINK) && node->first_child != NULL)
        {
          if (bit < 0)
            add (runs, GALLEY_RUN_LINK, 0, NULL, 0, node);
          else if (counts[bit]++ == 0)
            format |= 1u << bit;
          node = node->first_child;
          continue;
        }
      add_leaf (runs, format, node);
      while (node != NULL && node->next == NULL)
        {
          node = node->parent != top ? node->parent : NULL;
          bit = node != NULL ? get_bit (node->type) : -1;
          if (node != NULL && bit < 0)
            add (runs, GALLEY_RUN_LINK_END, 0, NULL, 0, node);
          else if (bit >= 0 && --counts[bit] == 0)
            format &= ~(1u << bit);
        }
      if (node != NULL)
        node = node->next;
    }
}

/* The formats of the next text; none at a link's bounds and at a person's own tag, where all of them close: so
 * each stands inside the other, whatever begins and ends where. */
static guint
get_next_format (const GArray *runs,
                 guint         index)
{
  for (guint i = index + 1; i < runs->len; i++)
    {
      const GalleyRun *run = &g_array_index (runs, GalleyRun, i);

      if (run->type == GALLEY_RUN_TEXT)
        return run->format;
      if (run->type == GALLEY_RUN_LINK || run->type == GALLEY_RUN_LINK_END || run->type == GALLEY_RUN_MARKUP)
        return 0;
    }
  return 0;
}

/* How many texts until one has @bit again: what is needed again sooner is opened first. */
static guint
get_distance (const GArray *runs,
              guint         index,
              guint         bit)
{
  guint distance = 0;

  for (guint i = index + 1; i < runs->len; i++)
    {
      const GalleyRun *run = &g_array_index (runs, GalleyRun, i);

      if (run->type == GALLEY_RUN_LINK || run->type == GALLEY_RUN_LINK_END || run->type == GALLEY_RUN_MARKUP)
        break;
      if (run->type != GALLEY_RUN_TEXT)
        continue;
      if (run->format & 1u << bit)
        return distance;
      distance++;
    }
  return G_MAXUINT;
}

static guint
get_mask (const GalleyRunStack *self)
{
  guint mask = 0;

  for (guint i = 0; i < self->n; i++)
    mask |= 1u << self->bits[i];
  return mask;
}

void
galley_run_stack_open (GalleyRunStack *self,
                       const GArray   *runs,
                       guint           index,
                       GalleyWriter   *writer)
{
  guint missing = g_array_index (runs, GalleyRun, index).format & ~get_mask (self);

  while (missing != 0)
    {
      guint best = 0;
      guint shortest = G_MAXUINT;
      gboolean single = (missing & (missing - 1)) == 0;

      for (guint bit = 0, found = 0; bit < GALLEY_RUNS_N_FORMATS; bit++)
        {
          guint distance;

          if ((missing & 1u << bit) == 0)
            continue;
          distance = single ? 0 : get_distance (runs, index, bit);
          if (found++ > 0 && distance >= shortest)
            continue;
          best = bit;
          shortest = distance;
        }
      missing &= ~(1u << best);
      self->bits[self->n++] = best;
      if (writer != NULL)
        galley_writer_open (writer, galley_runs_elements[best], "style",
                            best == GALLEY_RUNS_CODE ? self->code_style : NULL, NULL);
    }
}

gboolean
galley_run_stack_close (GalleyRunStack *self,
                        const GArray   *runs,
                        guint           index,
                        GalleyWriter   *writer)
{
  guint next = self->n > 0 ? get_next_format (runs, index) : 0;
  gboolean nested = TRUE;

  while ((get_mask (self) & ~next) != 0)
    {
      guint top = self->bits[--self->n];

      nested = nested && (next & 1u << top) == 0;
      if (writer != NULL)
        galley_writer_close (writer, galley_runs_elements[top]);
    }
  return nested;
}

gboolean
galley_runs_fit (const GArray *runs)
{
  GalleyRunStack stack = { 0 };

  for (guint i = 0; i < runs->len; i++)
    {
      const GalleyRun *run = &g_array_index (runs, GalleyRun, i);

      if (run->type == GALLEY_RUN_MARKUP || run->type == GALLEY_RUN_IMAGE)
        return FALSE;
      if (run->type != GALLEY_RUN_TEXT || (run->format == 0 && stack.n == 0))
        continue;
      galley_run_stack_open (&stack, runs, i, NULL);
      if (!galley_run_stack_close (&stack, runs, i, NULL))
        return FALSE;
    }
  return TRUE;
}
