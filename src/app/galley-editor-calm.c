/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What keeps the eye where the writing is: the rest of the text dimmed, and the line that is written
 * in the middle of the page. */

#include "galley-editor.h"
#include "galley-editor-private.h"

/* As the text has them without the typewriter. */
#define TOP_MARGIN 24
#define BOTTOM_MARGIN 96

static gboolean
center_cb (gpointer user_data)
{
  GalleyEditor *self = user_data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  self->center_source = 0;
  if (!gtk_text_buffer_get_has_selection (buffer))
    gtk_text_view_scroll_to_mark (self->view, gtk_text_buffer_get_insert (buffer), 0, TRUE, 0, 0.5);
  return G_SOURCE_REMOVE;
}

static void
moved_cb (GalleyEditor *self)
{
  if (self->typewriter && self->center_source == 0)
    self->center_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, center_cb, self, NULL);
}

/* The first and the last line come to the middle too. */
void
galley_editor_update_calm_margins (GalleyEditor *self, int height)
{
  int top = self->typewriter ? MAX (TOP_MARGIN, height / 2 - 24) : TOP_MARGIN;
  int bottom = self->typewriter ? MAX (BOTTOM_MARGIN, height / 2) : BOTTOM_MARGIN;

  if (gtk_text_view_get_top_margin (self->view) == top
      && gtk_text_view_get_bottom_margin (self->view) == bottom)
    return;
  gtk_text_view_set_top_margin (self->view, top);
  gtk_text_view_set_bottom_margin (self->view, bottom);
  moved_cb (self);
}

void
galley_editor_set_typewriter (GalleyEditor *self, gboolean typewriter)
{
  self->typewriter = typewriter;
  galley_editor_update_calm_margins (self, gtk_widget_get_height (GTK_WIDGET (self->view)));
  moved_cb (self);
}

void
galley_editor_set_focus_mode (GalleyEditor *self, const char *mode)
{
  g_free (self->focus_mode);
  self->focus_mode = g_strdup (mode);
  galley_focus_set_mode (self->focus, g_strcmp0 (mode, "sentence") == 0    ? GALLEY_FOCUS_SENTENCE
                                      : g_strcmp0 (mode, "paragraph") == 0 ? GALLEY_FOCUS_PARAGRAPH
                                                                           : GALLEY_FOCUS_OFF);
}

void
galley_editor_watch_calm (GalleyEditor *self, GalleyDocument *document)
{
  g_clear_handle_id (&self->center_source, g_source_remove);
  galley_focus_set_buffer (self->focus, GTK_TEXT_BUFFER (document));
  if (document == NULL)
    return;
  g_signal_connect_object (document, "notify::cursor-position", G_CALLBACK (moved_cb), self,
                           G_CONNECT_SWAPPED);
}
