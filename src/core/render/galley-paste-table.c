/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-paste-private.h"

#include <string.h>

#define MAX_COLUMNS 20

void
galley_paste_end_table (GalleyPasteReader *self)
{
  g_autoptr (GPtrArray) cells = g_steal_pointer (&self->cells);
  g_autoptr (GString) table = g_string_new (NULL);
  guint columns = 0, n = 0, row = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      n = cells->pdata[i] ? n + 1 : 0;
      columns = MAX (columns, n);
    }
  /* A table of one column holds a layout together, and nothing else. */
  if (columns < 2 || columns > MAX_COLUMNS)
    {
      for (guint i = 0; i < cells->len; i++)
        if (cells->pdata[i] && *(char *) cells->pdata[i])
          galley_paste_append_block (self, cells->pdata[i]);
      return;
    }
  n = 0;
  for (guint i = 0; i < cells->len; i++)
    {
      if (cells->pdata[i])
        {
          g_string_append_printf (table, n++ ? " %s |" : "| %s |", (char *) cells->pdata[i]);
          continue;
        }
      for (; n < columns; n++)
        g_string_append (table, n ? "  |" : "|  |");
      n = 0;
      if (row++ == 0)
        for (guint j = 0; j < columns; j++)
          g_string_append (table, j ? " --- |" : "\n| --- |");
      if (i + 1 < cells->len)
        g_string_append_c (table, '\n');
    }
  galley_paste_append_block (self, table->str);
}

void
galley_paste_end_cell (GalleyPasteReader *self)
{
  char *text = galley_paste_take_line (self, GALLEY_MARKDOWN_LINE_CELL | GALLEY_MARKDOWN_LINE_SINGLE);

  /* Blanks before the first row are no cell. */
  g_ptr_array_add (self->cells, text ? text : g_strdup (""));
}

void
galley_paste_end_row (GalleyPasteReader *self)
{
  if (self->cells->len > 0 && self->cells->pdata[self->cells->len - 1])
    g_ptr_array_add (self->cells, NULL);
}

gboolean
galley_paste_read_table (GalleyPasteReader *self, const GalleyPasteTag *tag)
{
  gboolean is_cell = g_str_equal (tag->name, "td") || g_str_equal (tag->name, "th");

  if (g_str_equal (tag->name, "table"))
    {
      /* A table inside another is a part of its cell. */
      self->rows += tag->is_end ? -(self->rows > 0) : 1;
      if (!tag->is_end && self->rows == 1 && self->cells == NULL)
        {
          galley_paste_end_block (self);
          self->cells = g_ptr_array_new_with_free_func (g_free);
        }
      else if (tag->is_end && self->rows == 0 && self->cells)
        {
          galley_paste_end_row (self);
          galley_paste_end_table (self);
        }
      return TRUE;
    }
  if (self->cells == NULL || self->rows != 1)
    return is_cell || g_str_equal (tag->name, "tr");
  if (is_cell && tag->is_end)
    galley_paste_end_cell (self);
  else if (is_cell)
    g_free (galley_paste_take_line (self, GALLEY_MARKDOWN_LINE_CELL));
  else if (g_str_equal (tag->name, "tr") && tag->is_end)
    galley_paste_end_row (self);
  else
    return g_str_equal (tag->name, "tr");
  return TRUE;
}
