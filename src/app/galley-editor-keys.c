/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys that do more than write a letter. While an input method composes (the last syllable of every
 * Korean line is one), a key is the method's first: what it lets through comes back as text, and is
 * taken there. */

#include "galley-editor.h"
#include "galley-editor-private.h"

#include <string.h>

#include "galley-new-issue.h"
#include "galley-table-edit.h"
#include "galley-typing.h"

static gboolean
run_key (GalleyEditor *self, guint key)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);

  switch (key)
    {
    case GDK_KEY_Return:
      return galley_table_edit_continue (buffer) || galley_typing_continue (buffer)
             || galley_new_issue_continue (buffer);
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      return galley_table_edit_move (buffer, key == GDK_KEY_Tab)
             || galley_typing_indent (buffer, key == GDK_KEY_Tab);
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      galley_typing_move_lines (buffer, key == GDK_KEY_Down);
      return TRUE;
    default:
      return FALSE;
    }
}

static guint
name_key (guint keyval, GdkModifierType state)
{
  /* The source view would take them for its own. */
  if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) == GDK_ALT_MASK
      && (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down))
    return keyval;
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return 0;
  if (keyval == GDK_KEY_ISO_Left_Tab || (keyval == GDK_KEY_Tab && (state & GDK_SHIFT_MASK)))
    return GDK_KEY_ISO_Left_Tab;
  if (keyval == GDK_KEY_Tab || keyval == GDK_KEY_KP_Tab)
    return GDK_KEY_Tab;
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && !(state & GDK_SHIFT_MASK))
    return GDK_KEY_Return;
  return 0;
}

static gboolean
key_pressed_cb (GalleyEditor *self, guint keyval, guint keycode, GdkModifierType state)
{
  guint key = name_key (keyval, state);
  GtkTextIter cursor;

  /* The menu is about to come up at the cursor. */
  if (self->document
      && (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (state & GDK_SHIFT_MASK))))
    {
      gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->document), &cursor, NULL);
      galley_editor_update_word_menu (self, &cursor);
    }
  self->waiting_key = 0;
  if (self->document == NULL || self->completing || !gtk_text_view_get_editable (self->view))
    return GDK_EVENT_PROPAGATE;
  if (self->has_preedit)
    {
      self->waiting_key = key;
      return GDK_EVENT_PROPAGATE;
    }
  if (key ? !run_key (self, key)
          : (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
                || !galley_typing_surround (GTK_TEXT_BUFFER (self->document),
                                            gdk_keyval_to_unicode (keyval)))
    return GDK_EVENT_PROPAGATE;
  gtk_text_view_scroll_mark_onscreen (
      self->view, gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->document)));
  return GDK_EVENT_STOP;
}

static void
preedit_changed_cb (GalleyEditor *self, const char *preedit)
{
  self->has_preedit = preedit[0] != '\0';
}

/* The key that waited for the input method, now as the text it would write. */
static void
insert_text_cb (GalleyEditor *self, GtkTextIter *iter, const char *text, int length,
                GtkTextBuffer *buffer)
{
  guint key = self->waiting_key;

  if (key == 0 || length < 1
      || (key == GDK_KEY_Return ? length != 1 || *text != '\n'
                                : (int) strspn (text, " \t") < length))
    return;
  self->waiting_key = 0;
  if (!run_key (self, key))
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  gtk_text_buffer_get_iter_at_mark (buffer, iter, gtk_text_buffer_get_insert (buffer));
}

static void
forget_table (GalleyEditor *self)
{
  g_clear_handle_id (&self->table_source, g_source_remove);
  if (self->table_mark && !gtk_text_mark_get_deleted (self->table_mark))
    gtk_text_buffer_delete_mark (gtk_text_mark_get_buffer (self->table_mark), self->table_mark);
  g_clear_object (&self->table_mark);
}

static int
get_cursor_line (GtkTextBuffer *buffer, GtkTextMark *mark)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, mark);
  return gtk_text_iter_get_line (&iter);
}

/* The row that was written in, or the table with it, was left. */
static gboolean
left_row_cb (gpointer user_data)
{
  GalleyEditor *self = user_data;
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  int line = get_cursor_line (buffer, self->table_mark);

  self->table_source = 0;
  /* The cursor came back, or a selection grows over the rows, which a change would take away. */
  if (line == get_cursor_line (buffer, gtk_text_buffer_get_insert (buffer))
      || gtk_text_buffer_get_has_selection (buffer))
    return G_SOURCE_REMOVE;
  /* What an undo brought back is not written over: a redo would be lost. */
  if (!gtk_text_buffer_get_can_redo (buffer))
    galley_table_edit_align (buffer, line);
  forget_table (self);
  return G_SOURCE_REMOVE;
}

/* Not here: the cursor moves in the middle of changes too. */
static void
cursor_moved_cb (GalleyEditor *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);

  if (self->table_mark && self->table_source == 0
      && get_cursor_line (buffer, self->table_mark)
             != get_cursor_line (buffer, gtk_text_buffer_get_insert (buffer)))
    self->table_source = g_idle_add (left_row_cb, self);
}

static void
typed_cb (GalleyEditor *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  GtkTextIter iter, back, limit;

  self->written = TRUE;
  if (self->table_mark)
    return;
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  limit = back = iter;
  gtk_text_iter_set_line_offset (&limit, 0);
  /* Most lines have no pipe near the cursor, and most letters are in such lines. */
  if (!gtk_text_iter_backward_search (&back, "|", 0, NULL, NULL, &limit))
    return;
  self->table_mark = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &iter, TRUE));
}

void
galley_editor_watch_keys (GalleyEditor *self, GalleyDocument *document)
{
  forget_table (self);
  self->waiting_key = 0;
  self->has_preedit = FALSE;
  if (document == NULL)
    return;
  g_signal_connect_object (document, "insert-text", G_CALLBACK (insert_text_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "end-user-action", G_CALLBACK (typed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::cursor-position", G_CALLBACK (cursor_moved_cb), self,
                           G_CONNECT_SWAPPED);
}

void
galley_editor_init_keys (GalleyEditor *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_name (keys, "galley-keys");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  g_signal_connect_swapped (self->view, "preedit-changed", G_CALLBACK (preedit_changed_cb), self);
}
