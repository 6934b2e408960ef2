/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-table.h"

#include <string.h>

/* A cell of more than this is a paragraph: it sticks out instead of widening every other row. */
#define MAX_WIDTH 48

typedef struct {
  gsize start;
  gsize end;
} Cell;

static gsize
get_lead (const char *line)
{
  return strspn (line, " >");
}

/* The cells between the pipes, blanks included. */
static GArray *
read_cells (const char *line)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  gsize at = get_lead (line);
  gsize length = strlen (line);
  Cell cell;

  while (length > at && g_ascii_isspace (line[length - 1]))
    length--;
  if (at < length && line[at] == '|')
    at++;
  cell.start = at;
  for (; at < length; at++)
    {
      if (line[at] == '\\' && at + 1 < length)
        at++;
      else if (line[at] == '|')
        {
          cell.end = at;
          g_array_append_val (cells, cell);
          cell.start = at + 1;
        }
    }
  if (cell.start < length)
    {
      cell.end = length;
      g_array_append_val (cells, cell);
    }
  return cells;
}

static void
trim (const char *line, Cell *cell)
{
  while (cell->start < cell->end && line[cell->start] == ' ')
    cell->start++;
  while (cell->start < cell->end && line[cell->end - 1] == ' ')
    cell->end--;
}

gboolean
galley_table_is_row (const char *line)
{
  for (const char *p = line; *p; p++)
    {
      if (*p == '\\' && p[1])
        p++;
      else if (*p == '|')
        return TRUE;
    }
  return FALSE;
}

guint
galley_table_count_rules (const char *line, gsize length)
{
  static const char blanks[] = " \t\v\f";
  const char *p = line;
  const char *end = p + length;
  guint n = 0;

  while (p < end && (*p == '>' || strchr (blanks, *p) != NULL))
    p++;
  if (p < end && *p == '|')
    p++;
  while (p < end)
    {
      const char *dashes;

      while (p < end && strchr (blanks, *p) != NULL)
        p++;
      if (p == end && n > 0)
        break;
      p += p < end && *p == ':';
      for (dashes = p; p < end && *p == '-'; p++)
        ;
      if (p == dashes)
        return 0;
      p += p < end && *p == ':';
      while (p < end && strchr (blanks, *p) != NULL)
        p++;
      if (p < end && *p++ != '|')
        return 0;
      n++;
    }
  return n;
}

gboolean
galley_table_is_delimiter (const char *line)
{
  return galley_table_is_row (line) && galley_table_count_rules (line, strlen (line)) > 0;
}

static guint
measure (const char *text, gsize length)
{
  guint width = 0;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

guint
galley_table_count_cells (const char *line)
{
  g_autoptr (GArray) cells = read_cells (line);

  return cells->len;
}

gboolean
galley_table_find_cell (const char *line, guint column, gsize *start, gsize *end)
{
  g_autoptr (GArray) cells = read_cells (line);
  Cell cell;

  if (column >= cells->len)
    return FALSE;
  cell = g_array_index (cells, Cell, column);
  if (strspn (line + cell.start, " ") >= cell.end - cell.start)
    {
      /* An empty cell: behind its first blank. */
      *start = *end = MIN (cell.start + 1, cell.end);
      return TRUE;
    }
  trim (line, &cell);
  *start = cell.start;
  *end = cell.end;
  return TRUE;
}

guint
galley_table_get_column (const char *line, gsize offset)
{
  g_autoptr (GArray) cells = read_cells (line);

  for (guint i = 0; i < cells->len; i++)
    if (offset <= g_array_index (cells, Cell, i).end)
      return i;
  return cells->len ? cells->len - 1 : 0;
}

static void
append_repeated (GString *out, char c, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (out, c);
}

/* -1 left or none, 0 centre, 1 right */
static int
get_side (const char *line, const Cell *cell)
{
  gboolean left = line[cell->start] == ':';
  gboolean right = cell->end > cell->start && line[cell->end - 1] == ':';

  return left && right ? 0 : right ? 1 : -1;
}

static void
append_dashes (GString *out, const char *line, const Cell *cell, guint width)
{
  gboolean left = cell->start < cell->end && line[cell->start] == ':';
  gboolean right = cell->start < cell->end && line[cell->end - 1] == ':';

  g_string_append (out, left ? " :" : " -");
  append_repeated (out, '-', width - 2);
  g_string_append (out, right ? ": |" : "- |");
}

static void
append_cell (GString *out, const char *line, const Cell *cell, guint width, int side)
{
  guint own = measure (line + cell->start, cell->end - cell->start);
  guint spare = width > own ? width - own : 0;
  guint before = side < 0 ? 0 : side > 0 ? spare : spare / 2;

  append_repeated (out, ' ', before + 1);
  g_string_append_len (out, line + cell->start, cell->end - cell->start);
  append_repeated (out, ' ', spare - before + 1);
  g_string_append_c (out, '|');
}

static void
widen (GArray *widths, const char *line, GArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    {
      Cell *cell = &g_array_index (cells, Cell, i);
      guint width;

      trim (line, cell);
      if (i >= widths->len)
        continue;
      width = measure (line + cell->start, cell->end - cell->start);
      if (width <= MAX_WIDTH)
        g_array_index (widths, guint, i) = MAX (g_array_index (widths, guint, i), width);
    }
}

static void
append_row (GString *out, const char *line, GArray *cells, GArray *widths, const char *dashes,
            GArray *dash_cells)
{
  static const Cell nothing = { 0, 0 };
  /* Cells beyond the head's are dropped by every reader of tables, but not by us. */
  guint n = MAX (widths->len, cells->len);

  g_string_append_c (out, '|');
  for (guint i = 0; i < n; i++)
    {
      const Cell *cell = i < cells->len ? &g_array_index (cells, Cell, i) : &nothing;
      guint width = i < widths->len ? g_array_index (widths, guint, i) : 3;

      if (line == dashes)
        append_dashes (out, line, cell, width);
      else
        append_cell (out, line, cell, width,
                     i < dash_cells->len
                         ? get_side (dashes, &g_array_index (dash_cells, Cell, i))
                         : -1);
    }
}

char *
galley_table_align (const char *lines)
{
  g_auto (GStrv) rows = NULL;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GString) out = g_string_new (NULL);
  const guint least = 3;

  g_return_val_if_fail (lines != NULL, NULL);

  rows = g_strsplit (lines, "\n", -1);
  if (g_strv_length (rows) < 2 || !galley_table_is_row (rows[0])
      || !galley_table_is_delimiter (rows[1]))
    return NULL;
  for (guint i = 0; rows[i]; i++)
    g_ptr_array_add (cells, read_cells (rows[i]));
  for (guint i = 0; i < ((GArray *) cells->pdata[0])->len; i++)
    g_array_append_val (widths, least);
  for (guint i = 0; rows[i]; i++)
    if (i != 1)
      widen (widths, rows[i], cells->pdata[i]);
    else
      for (guint j = 0; j < ((GArray *) cells->pdata[1])->len; j++)
        trim (rows[1], &g_array_index ((GArray *) cells->pdata[1], Cell, j));
  for (guint i = 0; rows[i]; i++)
    {
      g_string_append_printf (out, "%s%.*s", i ? "\n" : "", (int) get_lead (rows[0]), rows[0]);
      append_row (out, rows[i], cells->pdata[i], widths, rows[1], cells->pdata[1]);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
