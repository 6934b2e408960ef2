/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where in the text the writer is. */

#include "galley-editor.h"
#include "galley-editor-private.h"

#define SETTLE_TIME 3000 /* ms without growing */
/* Before the next part of the text is laid out. */
#define PLACE_PRIORITY (GTK_TEXT_VIEW_PRIORITY_VALIDATE - 1)

static double
get_align (GtkAdjustment *adjustment)
{
  double page = gtk_adjustment_get_page_size (adjustment);
  double most = gtk_adjustment_get_upper (adjustment) - page;
  double way = MIN (page, most);

  return way < 1 ? 0 : CLAMP ((gtk_adjustment_get_value (adjustment) - most + way) / way, 0, 1);
}

double
galley_editor_get_seen_line (GalleyEditor *self, double *align)
{
  GtkAdjustment *adjustment;
  GdkRectangle rect;
  GtkTextIter iter;
  int y, height;

  g_return_val_if_fail (GALLEY_IS_EDITOR (self), 1);

  *align = 0;
  /* What is to be there, as long as the view is on its way. */
  if (self->place_mark && !gtk_text_mark_get_deleted (self->place_mark) && self->place_align == 0)
    {
      gtk_text_buffer_get_iter_at_mark (gtk_text_mark_get_buffer (self->place_mark), &iter,
                                        self->place_mark);
      return gtk_text_iter_get_line (&iter) + 1
             + (double) gtk_text_iter_get_line_offset (&iter)
                   / MAX (gtk_text_iter_get_chars_in_line (&iter), 1);
    }
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  /* As long as no line is laid out the last one is there, too. */
  if (gtk_adjustment_get_value (adjustment) <= 0)
    return 1;
  gtk_text_view_get_visible_rect (self->view, &rect);
  *align = get_align (adjustment);
  rect.y += (int) (*align * rect.height);
  gtk_text_view_get_line_at_y (self->view, &iter, rect.y, NULL);
  gtk_text_view_get_line_yrange (self->view, &iter, &y, &height);
  return gtk_text_iter_get_line (&iter) + 1
         + (height > 0 ? CLAMP ((double) (rect.y - y) / height, 0.0, 1.0) : 0.0);
}

gboolean
galley_editor_shows_cursor (GalleyEditor *self)
{
  GtkTextBuffer *buffer;
  GdkRectangle rect, cursor;
  GtkTextIter iter;

  g_return_val_if_fail (GALLEY_IS_EDITOR (self), FALSE);

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_visible_rect (self->view, &rect);
  gtk_text_view_get_iter_location (self->view, &iter, &cursor);
  return cursor.y >= rect.y && cursor.y + cursor.height <= rect.y + rect.height;
}

gboolean
galley_editor_is_written (GalleyEditor *self)
{
  g_return_val_if_fail (GALLEY_IS_EDITOR (self), FALSE);

  return self->written;
}

void
galley_editor_get_place (GalleyEditor *self, guint *cursor, guint *top)
{
  GtkTextBuffer *buffer;
  GdkRectangle rect;
  GtkTextIter iter;

  g_return_if_fail (GALLEY_IS_EDITOR (self));

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  *cursor = gtk_text_iter_get_offset (&iter);
  gtk_text_view_get_visible_rect (self->view, &rect);
  gtk_text_view_get_iter_at_location (self->view, &iter, rect.x, rect.y);
  *top = gtk_text_iter_get_offset (&iter);
}

static void
drop_mark (GtkTextMark **mark)
{
  if (*mark && !gtk_text_mark_get_deleted (*mark))
    gtk_text_buffer_delete_mark (gtk_text_mark_get_buffer (*mark), *mark);
  g_clear_object (mark);
}

void
galley_editor_leave_place (GalleyEditor *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  g_clear_handle_id (&self->place_source, g_source_remove);
  g_clear_handle_id (&self->place_idle, g_source_remove);
  if (self->place_handler)
    g_clear_signal_handler (&self->place_handler, adjustment);
  drop_mark (&self->place_mark);
  self->written = FALSE;
}

static gboolean
settled_cb (gpointer user_data)
{
  GalleyEditor *self = user_data;

  self->place_source = 0;
  galley_editor_leave_place (self);
  return G_SOURCE_REMOVE;
}

static void
show_place (GalleyEditor *self)
{
  gtk_text_view_scroll_to_mark (self->view, self->place_mark, 0.0, TRUE, 0.0, self->place_align);
  g_clear_handle_id (&self->place_source, g_source_remove);
  self->place_source = g_timeout_add (SETTLE_TIME, settled_cb, self);
}

static gboolean
grown_cb (gpointer user_data)
{
  GalleyEditor *self = user_data;

  self->place_idle = 0;
  show_place (self);
  return G_SOURCE_REMOVE;
}

/* Not at once: the text may be in the middle of a change. */
static void
grew_cb (GalleyEditor *self)
{
  if (self->place_idle == 0)
    self->place_idle = g_idle_add_full (PLACE_PRIORITY, grown_cb, self, NULL);
}

/* Whoever does something has found the place. */
static gboolean
event_cb (GalleyEditor *self, GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_KEY_PRESS || type == GDK_SCROLL || type == GDK_BUTTON_PRESS
      || type == GDK_TOUCH_BEGIN)
    galley_editor_leave_place (self);
  return GDK_EVENT_PROPAGATE;
}

/* A character, not a height: what was not yet laid out has none. The text grows as it is laid out, and
 * GTK 4.8 does not keep the place while it does, so it is looked for again until the text has settled. */
static void
begin_place (GalleyEditor *self, const GtkTextIter *iter, double align)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  galley_editor_leave_place (self);
  self->place_align = align;
  self->place_mark = g_object_ref (
      gtk_text_buffer_create_mark (gtk_text_iter_get_buffer (iter), NULL, iter, TRUE));
  self->place_handler
      = g_signal_connect_swapped (adjustment, "changed", G_CALLBACK (grew_cb), self);
}

void
galley_editor_hold_place (GalleyEditor *self, const GtkTextIter *iter, double align)
{
  begin_place (self, iter, align);
  show_place (self);
}

/* Whether @mark is still where the text begins to be seen. */
static gboolean
is_at_top (GalleyEditor *self, GtkTextMark *mark, int top)
{
  GdkRectangle location;
  GtkTextIter iter;

  if (mark == NULL || gtk_text_mark_get_buffer (mark) != gtk_text_view_get_buffer (self->view))
    return FALSE;
  gtk_text_buffer_get_iter_at_mark (gtk_text_mark_get_buffer (mark), &iter, mark);
  gtk_text_view_get_iter_location (self->view, &iter, &location);
  return ABS (location.y - top) < location.height;
}

/* It is the same letter each time, as long as nobody scrolls: else the first one of its line, the way
 * there and back would each time end a line above. */
void
galley_editor_keep_place (GalleyEditor *self, int width)
{
  int before = self->width;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GdkRectangle rect;
  GtkTextIter iter;

  self->width = width;
  if (before == 0 || before == width || self->place_mark || self->document == NULL)
    return;
  gtk_text_view_get_visible_rect (self->view, &rect);
  if (rect.y <= 0)
    return;
  if (!is_at_top (self, self->width_mark, rect.y))
    {
      gtk_text_view_get_iter_at_location (self->view, &iter, rect.x, rect.y);
      drop_mark (&self->width_mark);
      self->width_mark = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &iter, TRUE));
    }
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, self->width_mark);
  begin_place (self, &iter, 0);
  /* Not now: it is only about to get its width. */
  grew_cb (self);
}

/* To the text's end: what comes into sight on the way there is highlighted and gets another height, and
 * GTK 4.8 then stops where it is. */
static void
move_cursor_cb (GalleyEditor *self, GtkMovementStep step, int count)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter iter;

  if (step != GTK_MOVEMENT_BUFFER_ENDS || count < 1)
    return;
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  galley_editor_hold_place (self, &iter, self->typewriter ? 0.5 : 0.9);
}

void
galley_editor_init_place (GalleyEditor *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (events, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), events);
  g_signal_connect_object (self->view, "move-cursor", G_CALLBACK (move_cursor_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

void
galley_editor_set_place (GalleyEditor *self, guint cursor, guint top)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  g_return_if_fail (GALLEY_IS_EDITOR (self));

  galley_editor_leave_place (self);
  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int) MIN (cursor, G_MAXINT));
  gtk_text_buffer_place_cursor (buffer, &iter);
  if (top == 0)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int) MIN (top, G_MAXINT));
  galley_editor_hold_place (self, &iter, 0);
}
