/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done again leaves the cursor where the writer did it. The buffer leaves it at the last of the
 * changes of the step, which may be a number far below that was counted on. */

#include "galley-document.h"
#include "galley-document-private.h"

typedef struct {
  int offset; /* behind the first change, and what went in right there; -1: none came yet */
} Redo;

static void
inserted_cb (GtkTextBuffer *buffer, GtkTextIter *at, const char *text, int length, Redo *redo)
{
  int offset = gtk_text_iter_get_offset (at);

  if (redo->offset < 0 || redo->offset == offset)
    redo->offset = offset + (int) g_utf8_strlen (text, length);
}

static void
deleted_cb (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end, Redo *redo)
{
  int first = MIN (gtk_text_iter_get_offset (start), gtk_text_iter_get_offset (end));
  int last = MAX (gtk_text_iter_get_offset (start), gtk_text_iter_get_offset (end));

  if (redo->offset < 0)
    redo->offset = first;
  else if (last <= redo->offset)
    redo->offset -= last - first;
}

void
galley_document_redo (GtkTextBuffer *buffer)
{
  Redo redo = { .offset = -1 };
  gulong inserted = g_signal_connect (buffer, "insert-text", G_CALLBACK (inserted_cb), &redo);
  gulong deleted = g_signal_connect (buffer, "delete-range", G_CALLBACK (deleted_cb), &redo);
  GtkTextIter iter;

  GTK_TEXT_BUFFER_CLASS (g_type_class_peek (GTK_SOURCE_TYPE_BUFFER))->redo (buffer);
  g_signal_handler_disconnect (buffer, inserted);
  g_signal_handler_disconnect (buffer, deleted);
  if (redo.offset < 0)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, redo.offset);
  gtk_text_buffer_place_cursor (buffer, &iter);
}
