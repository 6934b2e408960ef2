/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What other programs drop into the text: files go to whoever opens or inserts them, a part of a page
 * becomes Markdown as it does when it is pasted, an address stays one. Plain words, and what is moved
 * within the text, are the text view's own. */

#include "galley-editor.h"
#include "galley-editor-private.h"
#include "galley-file-list.h"

gboolean
galley_editor_take_files (GalleyEditor *self, GdkFileList *list)
{
  g_auto (GStrv) paths = galley_file_list_dup_paths (list);

  if (paths[0])
    g_signal_emit_by_name (self, "files-dropped", paths);
  return paths[0] != NULL;
}

/* Addresses of the web, which no file is behind. */
static char *
dup_addresses (GdkFileList *list)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (list);
  g_autoptr (GString) text = g_string_new (NULL);

  for (GSList *l = files; l; l = l->next)
    {
      g_autofree char *uri = g_file_get_uri (l->data);

      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, uri);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
place_cursor (GalleyEditor *self, double x, double y)
{
  GtkTextIter iter;
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, x, y, &buffer_x,
                                         &buffer_y);
  gtk_text_view_get_iter_at_location (self->view, &iter, buffer_x, buffer_y);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (self->view), &iter);
}

static gboolean
files_dropped_cb (GalleyEditor *self, const GValue *value, double x, double y)
{
  place_cursor (self, x, y);
  if (!galley_editor_take_files (self, g_value_get_boxed (value)))
    {
      g_autofree char *addresses = dup_addresses (g_value_get_boxed (value));

      galley_editor_insert_text (self, addresses);
    }
  return TRUE;
}

/* A part of a page on its way. */
typedef struct {
  GalleyEditor *editor; /* owned */
  GdkDrop *drop;        /* owned */
} HtmlDrop;

static void
html_drop_free (HtmlDrop *self)
{
  gdk_drop_finish (self->drop, GDK_ACTION_COPY);
  g_object_unref (self->drop);
  g_object_unref (self->editor);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HtmlDrop, html_drop_free)

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HtmlDrop) self = user_data;
  const GValue *value = gdk_drop_read_value_finish (self->drop, result, NULL);

  if (value && g_value_get_string (value))
    galley_editor_insert_text (self->editor, g_value_get_string (value));
}

static void
html_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HtmlDrop) self = user_data;
  GdkDrop *drop = self->drop;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL) < 0
      || !galley_editor_insert_html (self->editor, G_MEMORY_OUTPUT_STREAM (source)))
    gdk_drop_read_value_async (drop, G_TYPE_STRING, G_PRIORITY_DEFAULT, NULL, text_read_cb,
                               g_steal_pointer (&self));
}

static void
html_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HtmlDrop) self = user_data;
  g_autoptr (GInputStream) input = gdk_drop_read_finish (self->drop, result, NULL, NULL);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (input)
    g_output_stream_splice_async (
        memory, input, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
        G_PRIORITY_DEFAULT, NULL, html_read_cb, g_steal_pointer (&self));
}

static gboolean
accept_html_cb (GtkDropTargetAsync *target, GdkDrop *drop, GalleyEditor *self)
{
  return gdk_drop_get_drag (drop) == NULL && self->document
         && gdk_content_formats_contain_mime_type (gdk_drop_get_formats (drop), "text/html");
}

static gboolean
html_dropped_cb (GalleyEditor *self, GdkDrop *drop, double x, double y)
{
  static const char *html[] = { "text/html", NULL };
  HtmlDrop *dropped = g_new0 (HtmlDrop, 1);

  dropped->editor = g_object_ref (self);
  dropped->drop = g_object_ref (drop);
  place_cursor (self, x, y);
  if (galley_editor_takes_markdown (self))
    gdk_drop_read_async (drop, html, G_PRIORITY_DEFAULT, NULL, html_opened_cb, dropped);
  else
    gdk_drop_read_value_async (drop, G_TYPE_STRING, G_PRIORITY_DEFAULT, NULL, text_read_cb,
                               dropped);
  return TRUE;
}

/* In the capture phase, else the text view takes them first, as words. */
static void
add_target (GalleyEditor *self, gpointer target)
{
  gtk_event_controller_set_propagation_phase (target, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->view), target);
}

void
galley_editor_init_drop (GalleyEditor *self)
{
  static const char *html[] = { "text/html" };
  GtkDropTarget *files = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkDropTargetAsync *page = gtk_drop_target_async_new (
      gdk_content_formats_new (html, G_N_ELEMENTS (html)), GDK_ACTION_COPY);

  g_signal_connect_swapped (files, "drop", G_CALLBACK (files_dropped_cb), self);
  add_target (self, files);
  g_signal_connect (page, "accept", G_CALLBACK (accept_html_cb), self);
  g_signal_connect_swapped (page, "drop", G_CALLBACK (html_dropped_cb), self);
  add_target (self, page);
}
