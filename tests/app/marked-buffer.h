/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* In a text, ‸ or else | is the cursor, and [ ] (as ⟦ ⟧) the selection. */
static inline GtkTextBuffer *
marked_buffer_new (const char *marked)
{
  GtkTextBuffer *buffer = gtk_text_buffer_new (NULL);
  GtkTextIter start, end;

  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, marked, -1);
  gtk_text_buffer_get_start_iter (buffer, &start);
  if (gtk_text_iter_forward_search (&start, "⟦", 0, &start, &end, NULL))
    {
      GtkTextMark *mark = gtk_text_buffer_create_mark (buffer, NULL, &start, TRUE);

      gtk_text_buffer_delete (buffer, &start, &end);
      g_assert_true (gtk_text_iter_forward_search (&start, "⟧", 0, &start, &end, NULL));
      gtk_text_buffer_delete (buffer, &start, &end);
      gtk_text_buffer_get_iter_at_mark (buffer, &end, mark);
      gtk_text_buffer_select_range (buffer, &start, &end);
    }
  else
    {
      gtk_text_buffer_get_start_iter (buffer, &start);
      g_assert_true (gtk_text_iter_forward_search (&start, "‸", 0, &start, &end, NULL)
                     || gtk_text_iter_forward_search (&start, "|", 0, &start, &end, NULL));
      gtk_text_buffer_delete (buffer, &start, &end);
      gtk_text_buffer_place_cursor (buffer, &start);
    }
  gtk_text_buffer_end_irreversible_action (buffer);
  return buffer;
}

static inline char *
marked_buffer_dup_with (GtkTextBuffer *buffer, const char *cursor)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autoptr (GString) marked = NULL;
  glong from, to;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  from = gtk_text_iter_get_offset (&start);
  to = gtk_text_iter_get_offset (&end);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  marked = g_string_new (text);
  g_string_insert (marked, g_utf8_offset_to_pointer (text, to) - text, from == to ? cursor : "⟧");
  if (from != to)
    g_string_insert (marked, g_utf8_offset_to_pointer (text, from) - text, "⟦");
  return g_string_free (g_steal_pointer (&marked), FALSE);
}

static inline char *
marked_buffer_dup (GtkTextBuffer *buffer)
{
  return marked_buffer_dup_with (buffer, "|");
}

/* What is there after one undo, which must be what was there before. */
static inline void
marked_buffer_assert_undo (GtkTextBuffer *buffer, const char *before)
{
  g_autoptr (GtkTextBuffer) other = marked_buffer_new (before);
  g_autofree char *expected = NULL;
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_undo (buffer);
  gtk_text_buffer_get_bounds (other, &start, &end);
  expected = gtk_text_buffer_get_text (other, &start, &end, TRUE);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_assert_cmpstr (text, ==, expected);
  g_assert_false (gtk_text_buffer_get_can_undo (buffer));
}

G_END_DECLS
