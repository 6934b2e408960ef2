/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-table-edit.h"
#include "galley-typing.h"
#include "marked-buffer.h"

typedef enum {
  RETURN,
  TAB,
  BACK_TAB,
  UP,
  DOWN,
  TASK,
  STAR,
  QUOTE,
  BRACKET,
  CELL,
  BACK_CELL,
  ROW,
  ALIGN,
} Key;

/* What each does, one undo step; @after NULL: nothing. */
static const struct {
  const char *name;
  Key key;
  const char *before;
  const char *after;
} rows[] = {
  { "return/bullet", RETURN, "- a|", "- a\n- |" },
  { "return/counts", RETURN, "  9. a|", "  9. a\n  10. |" },
  { "return/quote", RETURN, "> a|", "> a\n> |" },
  { "return/list-in-quote", RETURN, "> - a|", "> - a\n> - |" },
  { "return/list-in-quote-ends", RETURN, "> - a\n> - |", "> - a\n> \n> |" },
  { "return/quote-ends", RETURN, "> a\n> |", "> a\n\n|" },
  { "return/empty", RETURN, "- a\n- |", "- a\n\n|" },
  { "return/empty-after-blank", RETURN, "- a\n\n- |", "- a\n\n|" },
  { "return/empty-alone", RETURN, "- |", "|" },
  { "return/empty-nested", RETURN, "- a\n  - b\n  - |", "- a\n  - b\n- |" },
  { "return/empty-nested-ordered", RETURN, "1. a\n   - |\n2. b", "1. a\n2. |\n3. b" },
  { "return/plain", RETURN, "a|", NULL },
  { "return/splits", RETURN, "- 가|나", "- 가\n- |나" },
  { "return/before-marker", RETURN, "|- a", NULL },
  { "return/task", RETURN, "- [x] a|", "- [x] a\n- [ ] |" },
  { "return/renumbers", RETURN, "1. a|\n2. b\n3. c", "1. a\n2. |\n3. b\n4. c" },
  { "return/renumbers-past-nested", RETURN, "1. a|\n2. b\n   - x\n\n   more\n3. c",
    "1. a\n2. |\n3. b\n   - x\n\n   more\n4. c" },
  { "return/keeps-nested-inside", RETURN, "8. a|\n9. b\n   - x", "8. a\n9. |\n10. b\n    - x" },
  { "return/all-ones", RETURN, "1. a\n1. b|\n1. c", "1. a\n1. b\n1. |\n1. c" },
  { "return/other-list-stays", RETURN, "1. a|\n\ntext\n\n2. b", "1. a\n2. |\n\ntext\n\n2. b" },
  { "return/selection", RETURN, "- ⟦a⟧", NULL },
  { "return/emphasis-is-no-item", RETURN, "*a*|", NULL },
  { "tab/in", TAB, "- a\n- b|", "- a\n  - b|" },
  { "tab/in-ordered", TAB, "1. a\n2. b|\n3. c", "1. a\n   1. b|\n2. c" },
  { "tab/takes-children", TAB, "- a\n- b|\n  - c\n- d", "- a\n  - b|\n    - c\n- d" },
  { "tab/first-stays", TAB, "- a|", "- a|" },
  { "tab/no-list", TAB, "a|", NULL },
  { "tab/selection", TAB, "- a\n⟦- b\n- c⟧", "- a\n  ⟦- b\n  - c⟧" },
  { "tab/in-quote", TAB, "> - a\n> - b|", "> - a\n>   - b|" },
  { "back/out", BACK_TAB, "- a\n  - b|", "- a\n- b|" },
  { "back/out-ordered", BACK_TAB, "1. a\n   1. b|\n2. c", "1. a\n2. b|\n3. c" },
  { "back/top-stays", BACK_TAB, "- a|", "- a|" },
  { "move/down", DOWN, "o|ne\ntwo\n", "two\no|ne\n" },
  { "move/up", UP, "one\nt|wo", "t|wo\none" },
  { "move/up-at-top", UP, "o|ne\ntwo", NULL },
  { "move/down-at-end", DOWN, "one\ntw|o", NULL },
  { "move/to-last", DOWN, "a|\nb", "b\na|" },
  { "move/several", DOWN, "⟦a\nb\n⟧c\nd", "c\n⟦a\nb⟧\nd" },
  { "move/renumbers", UP, "1. a\n2. b|\n3. c", "1. b|\n2. a\n3. c" },
  { "move/keeps-begin", DOWN, "5. a|\n6. b", "5. b\n6. a|" },
  { "move/hangul", DOWN, "한|국\n日本", "日本\n한|국" },
  { "task/check", TASK, "- [ ] a|", "- [x] a|" },
  { "task/uncheck", TASK, "1. [X] a|", "1. [ ] a|" },
  { "task/from-item", TASK, "- a|", "- [ ] a|" },
  { "task/from-text", TASK, "a|", "- [ ] a|" },
  { "task/several", TASK, "⟦- [ ] a\n\n- [ ] b⟧", "⟦- [x] a\n\n- [x] b⟧" },
  { "surround/star", STAR, "a ⟦né⟧ b", "a *⟦né⟧* b" },
  { "surround/quote", QUOTE, "⟦a⟧", "\"⟦a⟧\"" },
  { "surround/bracket", BRACKET, "⟦a⟧", "[⟦a⟧]" },
  { "surround/nothing", STAR, "a|", NULL },
  { "cell/next", CELL, "| a‸ | b |\n|---|---|\n| c | d |",
    "| a   | ⟦b⟧   |\n| --- | --- |\n| c   | d   |" },
  { "cell/over-dashes", CELL, "| a | b‸ |\n|---|---|\n| c | d |",
    "| a   | b   |\n| --- | --- |\n| ⟦c⟧   | d   |" },
  { "cell/new-row", CELL, "| a |\n|---|\n| c‸ |", "| a   |\n| --- |\n| c   |\n| ‸    |" },
  { "cell/back", BACK_CELL, "| a | b |\n|---|---|\n| c‸ | d |",
    "| a   | ⟦b⟧   |\n| --- | --- |\n| c   | d   |" },
  { "cell/no-table", CELL, "a | b‸", NULL },
  { "cell/quoted", CELL, "> | a‸ | b |\n> |---|---|",
    "> | a   | ⟦b⟧   |\n> | --- | --- |" },
  { "row/new-head", ROW, "| a | b |‸", "| a   | b   |\n| --- | --- |\n| ‸    |     |" },
  { "row/below", ROW, "| a |\n|---|\n| c‸ |\n| d |",
    "| a   |\n| --- |\n| c   |\n| ‸    |\n| d   |" },
  { "align/in-cell", ALIGN, "| 한국 | b |\n|---|---|\n| c | d‸d |",
    "| 한국 | b   |\n| ---- | --- |\n| c    | d‸d  |" },
  { "align/behind-words", ALIGN, "| a |\n|---|\n|   누리 ‸ |", "| a    |\n| ---- |\n| 누리‸ |" },
  { "align/empty-cell", ALIGN, "| a | b |\n|---|---|\n| long | ‸ |",
    "| a    | b   |\n| ---- | --- |\n| long | ‸    |" },
  { "align/no-table", ALIGN, "a | b‸", NULL },
  { "row/leaves", ROW, "| a |\n|---|\n| c |\n| ‸ |", "| a   |\n| --- |\n| c   |\n‸" },
};

static gboolean
press (GtkTextBuffer *buffer, Key key)
{
  GtkTextIter iter;

  switch (key)
    {
    case RETURN:
      return galley_typing_continue (buffer);
    case TAB:
    case BACK_TAB:
      return galley_typing_indent (buffer, key == TAB);
    case UP:
    case DOWN:
      return galley_typing_move_lines (buffer, key == DOWN);
    case TASK:
      return galley_typing_toggle_task (buffer);
    case STAR:
      return galley_typing_surround (buffer, '*');
    case QUOTE:
      return galley_typing_surround (buffer, '"');
    case BRACKET:
      return galley_typing_surround (buffer, '[');
    case CELL:
    case BACK_CELL:
      return galley_table_edit_move (buffer, key == CELL);
    case ROW:
      return galley_table_edit_continue (buffer);
    case ALIGN:
      gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
      return galley_table_edit_align (buffer, gtk_text_iter_get_line (&iter));
    default:
      g_assert_not_reached ();
    }
}

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new (rows[i].before);
  g_autofree char *after = NULL;

  g_assert_cmpint (press (buffer, rows[i].key), ==, rows[i].after != NULL);
  after = marked_buffer_dup_with (buffer, rows[i].key >= CELL ? "‸" : "|");
  g_assert_cmpstr (after, ==, rows[i].after ? rows[i].after : rows[i].before);
  if (rows[i].after && !g_str_equal (rows[i].after, rows[i].before))
    marked_buffer_assert_undo (buffer, rows[i].before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/app/typing/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  return g_test_run ();
}
