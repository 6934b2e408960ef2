/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-focus.h"
#include "marked-buffer.h"

static const struct {
  const char *name;
  GalleyFocusMode mode;
  const char *text; /* with the cursor */
  const char *bright;
} rows[] = {
  { "paragraph", GALLEY_FOCUS_PARAGRAPH, "one\n\ntwo| three\nfour\n\nfive", "two three\nfour" },
  { "paragraph-last", GALLEY_FOCUS_PARAGRAPH, "one\n\ntwo|", "two" },
  { "paragraph-blank", GALLEY_FOCUS_PARAGRAPH, "one\n|\ntwo", "" },
  { "paragraph-first", GALLEY_FOCUS_PARAGRAPH, "---\ntitle: T\n---\n|one\ntwo\n\nthree", "one\ntwo" },
  { "paragraph-front", GALLEY_FOCUS_PARAGRAPH, "---\ntitle: |T\n---\none", "---\ntitle: T\n---" },
  { "paragraph-none", GALLEY_FOCUS_PARAGRAPH, "---\none|\ntwo", "---\none\ntwo" },
  { "sentence", GALLEY_FOCUS_SENTENCE, "One two. Three| four. Five.", "Three four." },
  { "sentence-first", GALLEY_FOCUS_SENTENCE, "|One two. Three four.", "One two." },
  { "sentence-growing", GALLEY_FOCUS_SENTENCE, "One two. Three|", "Three" },
  { "sentence-korean", GALLEY_FOCUS_SENTENCE, "누리호가 떴다. 모두가 |봤다. 끝.", "모두가 봤다." },
  { "sentence-japanese", GALLEY_FOCUS_SENTENCE, "飛んだ。見|た。", "見た。" },
};

static char *
dup_bright (GtkTextBuffer *buffer)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer),
                                               "galley-dimmed");
  g_autoptr (GString) bright = g_string_new (NULL);
  GtkTextIter iter;

  g_assert_nonnull (tag);
  gtk_text_buffer_get_start_iter (buffer, &iter);
  for (; !gtk_text_iter_is_end (&iter); gtk_text_iter_forward_char (&iter))
    if (!gtk_text_iter_has_tag (&iter, tag))
      g_string_append_unichar (bright, gtk_text_iter_get_char (&iter));
  return g_string_free (g_steal_pointer (&bright), FALSE);
}

static void
run_loop (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new (rows[i].text);
  g_autoptr (GalleyFocus) focus = galley_focus_new ();
  g_autofree char *bright = NULL;

  galley_focus_set_buffer (focus, buffer);
  galley_focus_set_mode (focus, rows[i].mode);
  run_loop ();
  bright = dup_bright (buffer);
  g_assert_cmpstr (bright, ==, rows[i].bright);
  galley_focus_set_mode (focus, GALLEY_FOCUS_OFF);
  g_assert_null (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "galley-dimmed"));
}

/* It goes where the cursor goes, and grows with what is written. */
static void
test_moves (void)
{
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new ("one\n\ntwo|\n\nthree");
  g_autoptr (GalleyFocus) focus = galley_focus_new ();
  g_autofree char *grown = NULL;
  g_autofree char *moved = NULL;
  GtkTextIter iter;

  galley_focus_set_buffer (focus, buffer);
  galley_focus_set_mode (focus, GALLEY_FOCUS_PARAGRAPH);
  run_loop ();
  gtk_text_buffer_insert_at_cursor (buffer, " more", -1);
  run_loop ();
  grown = dup_bright (buffer);
  g_assert_cmpstr (grown, ==, "two more");
  gtk_text_buffer_get_start_iter (buffer, &iter);
  gtk_text_buffer_place_cursor (buffer, &iter);
  run_loop ();
  moved = dup_bright (buffer);
  g_assert_cmpstr (moved, ==, "one");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/app/focus/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/app/focus/moves", test_moves);
  return g_test_run ();
}
