/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-table.h"

static const struct {
  const char *name;
  const char *before;
  const char *after; /* NULL: no table */
} rows[] = {
  { "plain", "a|b\n-|-\nlong|c", "| a    | b   |\n| ---- | --- |\n| long | c   |" },
  { "sides", "|a|b|c|\n|:-|:-:|-:|\n|x|yy|z|",
    "| a   |  b  |   c |\n| :-- | :-: | --: |\n| x   | yy  |   z |" },
  { "wide", "| 나라 | n |\n|---|---|\n| 대한민국 | 1 |",
    "| 나라     | n   |\n| -------- | --- |\n| 대한민국 | 1   |" },
  { "short-row", "|a|b|\n|-|-|\n|c|", "| a   | b   |\n| --- | --- |\n| c   |     |" },
  { "more-cells-stay", "|a|\n|-|\n|c|d|", "| a   |\n| --- |\n| c   | d   |" },
  { "escaped-pipe", "|a\\|b|c|\n|-|-|", "| a\\|b | c   |\n| ---- | --- |" },
  { "quoted", "> |a|\n> |-|", "> | a   |\n> | --- |" },
  { "combining", "|e\xcc\x81|b|\n|-|-|", "| e\xcc\x81   | b   |\n| --- | --- |" },
  { "two-dashes", "|a|\n|- -|", NULL },
  { "no-dashes", "|a|b|\n|c|d|", NULL },
  { "no-pipe", "a\n---", NULL },
};

static void
test_align (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *after = galley_table_align (rows[i].before);
  g_autofree char *again = after ? galley_table_align (after) : NULL;

  g_assert_cmpstr (after, ==, rows[i].after);
  g_assert_cmpstr (again, ==, rows[i].after);
}

static void
test_cells (void)
{
  gsize start, end;

  g_assert_cmpuint (galley_table_count_cells ("| a | | c |"), ==, 3);
  g_assert_true (galley_table_find_cell ("| a | | c |", 2, &start, &end));
  g_assert_cmpuint (start, ==, 8);
  g_assert_cmpuint (end, ==, 9);
  g_assert_true (galley_table_find_cell ("| a |   |", 1, &start, &end));
  g_assert_cmpuint (start, ==, 6);
  g_assert_cmpuint (end, ==, 6);
  g_assert_false (galley_table_find_cell ("| a |", 1, &start, &end));
  g_assert_cmpuint (galley_table_get_column ("| a | b |", 3), ==, 0);
  g_assert_cmpuint (galley_table_get_column ("| a | b |", 6), ==, 1);
  g_assert_cmpuint (galley_table_get_column ("| a | b |", 9), ==, 1);
  g_assert_cmpuint (galley_table_count_cells (""), ==, 0);
}

/* Whatever a line is, no byte beyond it is read and none of its words is lost. */
static void
test_hostile (void)
{
  static const char *const lines[] = { "|", "||", "\\", "|\\", ">", "|-", "|:|", " |  ", "\\|", "-|" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    for (guint j = 0; j < G_N_ELEMENTS (lines); j++)
      {
        g_autofree char *text = g_strdup_printf ("%s\n%s\n%s", lines[i], lines[j], lines[i]);
        g_autofree char *after = galley_table_align (text);
        g_autofree char *again = after ? galley_table_align (after) : NULL;

        g_assert_cmpstr (again, ==, after);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/issue/table/align/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_align);
    }
  g_test_add_func ("/issue/table/cells", test_cells);
  g_test_add_func ("/issue/table/hostile", test_hostile);
  return g_test_run ();
}
