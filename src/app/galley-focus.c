/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-focus.h"

/* Of a paragraph that is broken into lines. */
#define MAX_LINES 200

struct _GalleyFocus {
  GObject parent_instance;

  /* Owned */
  GtkTextBuffer *buffer; /* NULL: none */
  GtkTextTag *tag;       /* of the buffer's table */
  GtkTextMark *start;    /* of what is not dimmed */
  GtkTextMark *end;

  GalleyFocusMode mode;
  guint source;
  gboolean dark;
};

G_DEFINE_FINAL_TYPE (GalleyFocus, galley_focus, G_TYPE_OBJECT)

static gboolean
is_blank_line (const GtkTextIter *line)
{
  GtkTextIter iter = *line;

  while (!gtk_text_iter_ends_line (&iter))
    {
      if (!g_unichar_isspace (gtk_text_iter_get_char (&iter)))
        return FALSE;
      gtk_text_iter_forward_char (&iter);
    }
  return TRUE;
}

static gboolean
is_rule (const GtkTextIter *line)
{
  GtkTextIter end = *line;
  g_autofree char *text = NULL;

  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  text = g_strchomp (gtk_text_iter_get_text (line, &end));
  return g_str_equal (text, "---") || (g_str_equal (text, "...") && !gtk_text_iter_is_start (line));
}

/* Of the front matter, whose last line may touch the first paragraph; -1: there is none. */
static int
find_front_end (GtkTextBuffer *buffer)
{
  GtkTextIter line;

  gtk_text_buffer_get_start_iter (buffer, &line);
  if (!is_rule (&line))
    return -1;
  while (gtk_text_iter_get_line (&line) < MAX_LINES && gtk_text_iter_forward_line (&line))
    if (is_rule (&line))
      return gtk_text_iter_get_line (&line);
  return -1;
}

static void
find_paragraph (const GtkTextIter *at, GtkTextIter *start, GtkTextIter *end)
{
  int front_end = find_front_end (gtk_text_iter_get_buffer (at));
  GtkTextIter next;

  *start = *at;
  gtk_text_iter_set_line_offset (start, 0);
  *end = *start;
  if (is_blank_line (start))
    {
      if (!gtk_text_iter_ends_line (end))
        gtk_text_iter_forward_to_line_end (end);
      return;
    }
  next = *start;
  for (int i = 0; i < MAX_LINES && gtk_text_iter_get_line (start) != front_end + 1
                  && gtk_text_iter_backward_line (&next) && !is_blank_line (&next); i++)
    *start = next;
  next = *end;
  for (int i = 0; i < MAX_LINES && gtk_text_iter_get_line (end) != front_end
                  && gtk_text_iter_forward_line (&next) && !is_blank_line (&next); i++)
    *end = next;
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
}

void
galley_focus_find (const GtkTextIter *at, GalleyFocusMode mode, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextIter first, last;

  g_return_if_fail (at != NULL && start != NULL && end != NULL);

  find_paragraph (at, &first, &last);
  *start = first;
  *end = last;
  if (mode != GALLEY_FOCUS_SENTENCE)
    return;
  *start = *at;
  if (!gtk_text_iter_starts_sentence (start))
    gtk_text_iter_backward_sentence_start (start);
  *end = *start;
  gtk_text_iter_forward_sentence_end (end);
  /* Behind the last full stop it is the last sentence that was written. */
  if (gtk_text_iter_compare (start, &first) < 0)
    *start = first;
  if (gtk_text_iter_compare (end, at) < 0)
    *end = *at;
  if (gtk_text_iter_compare (end, &last) > 0)
    *end = last;
}

static void
clear (GalleyFocus *self)
{
  GtkTextIter start, end;

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->tag == NULL)
    return;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->tag, &start, &end);
  gtk_text_tag_table_remove (gtk_text_buffer_get_tag_table (self->buffer), self->tag);
  g_clear_object (&self->tag);
  gtk_text_buffer_delete_mark (self->buffer, self->start);
  gtk_text_buffer_delete_mark (self->buffer, self->end);
  g_clear_object (&self->start);
  g_clear_object (&self->end);
}

static void
update_color (GalleyFocus *self)
{
  static const GdkRGBA light_gray = { 0.72, 0.72, 0.73, 1 };
  static const GdkRGBA dark_gray = { 0.42, 0.42, 0.44, 1 };

  if (self->tag)
    g_object_set (self->tag, "foreground-rgba", self->dark ? &dark_gray : &light_gray, NULL);
}

static void
set_up (GalleyFocus *self)
{
  GtkTextIter start, end;
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (self->buffer);

  self->tag = g_object_ref (gtk_text_buffer_create_tag (self->buffer, "galley-dimmed", NULL));
  /* Over the colours of the source, also over those that are made later. */
  gtk_text_tag_set_priority (self->tag, gtk_text_tag_table_get_size (table) - 1);
  update_color (self);
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_apply_tag (self->buffer, self->tag, &start, &end);
  self->start = g_object_ref (gtk_text_buffer_create_mark (self->buffer, NULL, &end, TRUE));
  self->end = g_object_ref (gtk_text_buffer_create_mark (self->buffer, NULL, &end, FALSE));
}

static void
raise_tag (GalleyFocus *self)
{
  int top = gtk_text_tag_table_get_size (gtk_text_buffer_get_tag_table (self->buffer)) - 1;

  if (gtk_text_tag_get_priority (self->tag) < top)
    gtk_text_tag_set_priority (self->tag, top);
}

static gboolean
update_cb (gpointer user_data)
{
  GalleyFocus *self = user_data;
  GtkTextIter at, start, end, old_start, old_end;

  self->source = 0;
  if (self->tag == NULL)
    set_up (self);
  raise_tag (self);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &at, gtk_text_buffer_get_insert (self->buffer));
  galley_focus_find (&at, self->mode, &start, &end);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &old_start, self->start);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &old_end, self->end);
  if (gtk_text_iter_equal (&start, &old_start) && gtk_text_iter_equal (&end, &old_end))
    return G_SOURCE_REMOVE;
  gtk_text_buffer_apply_tag (self->buffer, self->tag, &old_start, &old_end);
  gtk_text_buffer_remove_tag (self->buffer, self->tag, &start, &end);
  gtk_text_buffer_move_mark (self->buffer, self->start, &start);
  gtk_text_buffer_move_mark (self->buffer, self->end, &end);
  return G_SOURCE_REMOVE;
}

/* Before the next frame, so that nothing is seen dimmed and then not. */
static void
schedule (GalleyFocus *self)
{
  if (self->mode != GALLEY_FOCUS_OFF && self->buffer && self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_cb, self, NULL);
}

static void
galley_focus_dispose (GObject *object)
{
  galley_focus_set_buffer (GALLEY_FOCUS (object), NULL);
  G_OBJECT_CLASS (galley_focus_parent_class)->dispose (object);
}

static void
galley_focus_class_init (GalleyFocusClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_focus_dispose;
}

static void
galley_focus_init (GalleyFocus *self)
{
}

GalleyFocus *
galley_focus_new (void)
{
  return g_object_new (GALLEY_TYPE_FOCUS, NULL);
}

void
galley_focus_set_buffer (GalleyFocus *self, GtkTextBuffer *buffer)
{
  g_return_if_fail (GALLEY_IS_FOCUS (self));

  if (self->buffer == buffer)
    return;
  if (self->buffer)
    {
      clear (self);
      g_signal_handlers_disconnect_by_data (self->buffer, self);
    }
  g_set_object (&self->buffer, buffer);
  if (buffer == NULL)
    return;
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (schedule), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  schedule (self);
}

void
galley_focus_set_mode (GalleyFocus *self, GalleyFocusMode mode)
{
  g_return_if_fail (GALLEY_IS_FOCUS (self));

  if (self->mode == mode)
    return;
  self->mode = mode;
  if (mode == GALLEY_FOCUS_OFF && self->buffer)
    clear (self);
  schedule (self);
}

void
galley_focus_set_dark (GalleyFocus *self, gboolean dark)
{
  g_return_if_fail (GALLEY_IS_FOCUS (self));

  self->dark = dark;
  update_color (self);
}
