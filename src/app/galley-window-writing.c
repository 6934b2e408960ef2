/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-window.h"
#include "galley-window-private.h"
#include "galley-window-writing.h"

#include <glib/gi18n-lib.h>

#include "galley-footnote.h"
#include "galley-markup.h"
#include "galley-table-edit.h"
#include "galley-typing.h"

/* What a command did is where the writer goes on. */
static void
show_cursor (GalleyWindow *self)
{
  gtk_text_view_scroll_mark_onscreen (
      GTK_TEXT_VIEW (galley_editor_get_view (self->editor)),
      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->document)));
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

void
galley_window_next_misspelling (GalleyWindow *self)
{
  if (!galley_editor_next_misspelling (self->editor))
    galley_window_toast (self, _("No misspelled word was found."));
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

void
galley_window_paste_plain (GalleyWindow *self)
{
  galley_editor_paste_plain (self->editor);
}

void
galley_window_move_lines_up (GalleyWindow *self)
{
  galley_typing_move_lines (GTK_TEXT_BUFFER (self->document), FALSE);
  show_cursor (self);
}

void
galley_window_move_lines_down (GalleyWindow *self)
{
  galley_typing_move_lines (GTK_TEXT_BUFFER (self->document), TRUE);
  show_cursor (self);
}

void
galley_window_toggle_task (GalleyWindow *self)
{
  galley_typing_toggle_task (GTK_TEXT_BUFFER (self->document));
  show_cursor (self);
}

void
galley_window_align_table (GalleyWindow *self)
{
  guint line = galley_editor_get_line (self->editor);

  if (!galley_table_edit_align (GTK_TEXT_BUFFER (self->document), line - 1))
    galley_window_toast (self, _("The cursor is not in a table."));
}

void
galley_window_insert_table (GalleyWindow *self)
{
  galley_markup_insert_block (GTK_TEXT_BUFFER (self->document),
                              "|     |     |\n| --- | --- |\n|     |     |");
  galley_table_edit_enter (GTK_TEXT_BUFFER (self->document));
  show_cursor (self);
}

void
galley_window_insert_comment (GalleyWindow *self)
{
  galley_markup_apply (GTK_TEXT_BUFFER (self->document), GALLEY_MARKUP_COMMENT);
  show_cursor (self);
}

void
galley_window_insert_footnote (GalleyWindow *self)
{
  galley_footnote_insert (GTK_TEXT_BUFFER (self->document));
  show_cursor (self);
}

void
galley_window_jump_footnote (GalleyWindow *self)
{
  if (!galley_footnote_jump (GTK_TEXT_BUFFER (self->document)))
    galley_window_toast (self, _("The cursor is at no footnote."));
  else
    show_cursor (self);
}
