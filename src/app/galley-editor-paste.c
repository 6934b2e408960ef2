/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes into the text from other programs, over the clipboard. */

#include "galley-editor.h"
#include "galley-editor-private.h"

#include <string.h>

#include "galley-job.h"
#include "galley-line.h"
#include "galley-paste.h"
#include "galley-pasted.h"

static void
texture_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyEditor) self = user_data;
  g_autoptr (GdkTexture) texture
      = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, NULL);

  if (texture)
    {
      g_autoptr (GBytes) png = gdk_texture_save_to_png_bytes (texture);

      g_signal_emit_by_name (self, "picture-pasted", png);
    }
}

static void
picture_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (source);
  g_autoptr (GalleyEditor) self = user_data;
  g_autoptr (GBytes) bytes = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL) <= 0)
    return;
  bytes = g_memory_output_stream_steal_as_bytes (memory);
  g_signal_emit_by_name (self, "picture-pasted", bytes);
}

static void
picture_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyEditor) self = user_data;
  g_autoptr (GInputStream) input
      = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (input)
    g_output_stream_splice_async (
        memory, input, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
        G_PRIORITY_DEFAULT, NULL, picture_read_cb, g_steal_pointer (&self));
}

/* What the other program has before it turns it into anything else; NULL: no file of a page. */
static const char *
find_picture_type (GdkContentFormats *formats)
{
  static const char *const kept[] = { "image/png", "image/jpeg", "image/gif", "image/webp", NULL };
  gsize n;
  const char *const *types = gdk_content_formats_get_mime_types (formats, &n);

  for (gsize i = 0; i < n; i++)
    if (g_str_has_prefix (types[i], "image/"))
      return g_strv_contains (kept, types[i]) ? types[i] : NULL;
  return NULL;
}

/* As the other program has it, so that a photo does not become a drawing of ten times the size. FALSE:
 * there is no picture. */
static gboolean
read_picture (GalleyEditor *self, GdkClipboard *clipboard, GdkContentFormats *formats)
{
  const char *types[] = { find_picture_type (formats), NULL };

  if (types[0])
    gdk_clipboard_read_async (clipboard, types, G_PRIORITY_DEFAULT, NULL, picture_opened_cb,
                              g_object_ref (self));
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE))
    gdk_clipboard_read_texture_async (clipboard, NULL, texture_read_cb, g_object_ref (self));
  else
    return FALSE;
  return TRUE;
}

void
galley_editor_insert_text (GalleyEditor *self, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  GtkSourceCompletion *completion
      = gtk_source_view_get_completion (GTK_SOURCE_VIEW (self->view));

  if (!gtk_text_view_get_editable (self->view))
    return;
  /* What is pasted is not typed: nothing is proposed for it. */
  gtk_source_completion_block_interactive (completion);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_source_completion_unblock_interactive (completion);
  gtk_text_view_scroll_mark_onscreen (self->view, gtk_text_buffer_get_insert (buffer));
}

/* An address pasted on words links them. */
static char *
dup_link (GalleyEditor *self, const char *address)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;
  g_autofree char *words = NULL;

  if (!galley_paste_is_address (address)
      || !gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return NULL;
  words = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  if (strchr (words, '\n') || galley_paste_is_address (words))
    return NULL;
  /* A bracket would end the address. */
  return strpbrk (address, "()") ? g_strdup_printf ("[%s](<%s>)", words, address)
                                 : g_strdup_printf ("[%s](%s)", words, address);
}

gboolean
galley_editor_takes_markdown (GalleyEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, line;
  g_autofree char *before = NULL;

  gtk_text_buffer_get_selection_bounds (buffer, &line, NULL);
  gtk_text_iter_set_line_offset (&line, 0);
  gtk_text_buffer_get_start_iter (buffer, &start);
  before = gtk_text_buffer_get_text (buffer, &start, &line, TRUE);
  return !galley_line_is_verbatim (before);
}

/* A paste on its way: the text comes first, and then, when there is something in it, the HTML. */
typedef struct {
  GalleyEditor *editor; /* owned */
  GdkClipboard *clipboard; /* owned */
  char *text;
} Paste;

static void
paste_free (Paste *self)
{
  g_object_unref (self->editor);
  g_object_unref (self->clipboard);
  g_free (self->text);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paste, paste_free)

/* The pictures of a paste, on their way to the issue's folder. */
typedef struct {
  GalleyIssueFile *file;
  GalleyDocument *document; /* owned */
  char *markdown;
  GPtrArray *sources;
  guint n_lost;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_object_unref (import->file);
  g_object_unref (import->document);
  g_free (import->markdown);
  g_ptr_array_unref (import->sources);
  g_free (import);
}

static gpointer
import_pictures (gpointer data, GalleyProgressFunc progress, gpointer progress_data,
                 GCancellable *cancellable, GError **error)
{
  Import *import = data;

  return galley_pasted_import (import->file, import->markdown, import->sources, &import->n_lost);
}

static void
imported_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleyEditor *self = owner;
  Import *import = data;

  if (self->document != import->document || result == NULL)
    return;
  galley_editor_insert_text (self, result);
  if (import->n_lost > 0)
    g_signal_emit_by_name (self, "pictures-lost", import->n_lost);
}

static void
insert_with_pictures (GalleyEditor *self, char *markdown, GPtrArray *sources)
{
  Import *import = g_new0 (Import, 1);

  import->document = g_object_ref (self->document);
  import->file = g_object_ref (galley_document_get_file (self->document));
  import->markdown = markdown;
  import->sources = g_ptr_array_ref (sources);
  galley_job_run (self, import_pictures, import, import_free, g_free, NULL, NULL, imported_cb);
}

gboolean
galley_editor_insert_html (GalleyEditor *self, GMemoryOutputStream *html)
{
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *markdown
      = galley_paste_dup_markdown (g_memory_output_stream_get_data (html),
                                   g_memory_output_stream_get_data_size (html), pictures);

  if (pictures->len > 0 && self->document)
    insert_with_pictures (self, g_steal_pointer (&markdown), pictures);
  else if (markdown && *markdown)
    galley_editor_insert_text (self, markdown);
  else
    return FALSE;
  return TRUE;
}

static void
html_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Paste) paste = user_data;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL) >= 0
      && galley_editor_insert_html (paste->editor, G_MEMORY_OUTPUT_STREAM (source)))
    return;
  if (paste->text)
    galley_editor_insert_text (paste->editor, paste->text);
}

static void
html_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Paste) paste = user_data;
  g_autoptr (GInputStream) input
      = gdk_clipboard_read_finish (paste->clipboard, result, NULL, NULL);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (input)
    g_output_stream_splice_async (
        memory, input, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
        G_PRIORITY_DEFAULT, NULL, html_read_cb, g_steal_pointer (&paste));
  else if (paste->text)
    galley_editor_insert_text (paste->editor, paste->text);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const char *html[] = { "text/html", NULL };
  g_autoptr (Paste) paste = user_data;
  GdkClipboard *clipboard = paste->clipboard;
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  g_autofree char *address = NULL;
  g_autofree char *link = NULL;

  paste->text = gdk_clipboard_read_text_finish (paste->clipboard, result, NULL);
  address = g_strstrip (g_strdup (paste->text ? paste->text : ""));
  link = galley_editor_takes_markdown (paste->editor) ? dup_link (paste->editor, address) : NULL;
  if (link)
    galley_editor_insert_text (paste->editor, link);
  else if (gdk_content_formats_contain_mime_type (formats, "text/html")
           && galley_editor_takes_markdown (paste->editor) && !galley_paste_is_address (address))
    gdk_clipboard_read_async (clipboard, html, G_PRIORITY_DEFAULT, NULL, html_opened_cb,
                              g_steal_pointer (&paste));
  else if (paste->text)
    galley_editor_insert_text (paste->editor, paste->text);
}

static void
read_text (GalleyEditor *self, GdkClipboard *clipboard)
{
  Paste *paste = g_new0 (Paste, 1);

  paste->editor = g_object_ref (self);
  paste->clipboard = g_object_ref (clipboard);
  gdk_clipboard_read_text_async (clipboard, NULL, text_read_cb, paste);
}

/* A list of addresses of the web is text. */
static void
files_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyEditor) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value == NULL || !galley_editor_take_files (self, g_value_get_boxed (value)))
    read_text (self, GDK_CLIPBOARD (source));
}

static void
plain_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyEditor) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text)
    galley_editor_insert_text (self, text);
}

static gboolean
has_text (GdkContentFormats *formats)
{
  return gdk_content_formats_contain_gtype (formats, G_TYPE_STRING)
         || gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8")
         || gdk_content_formats_contain_mime_type (formats, "text/html");
}

/* Text goes first: browsers and office programs put a picture of the text beside it. */
static void
paste_cb (GalleyEditor *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (self->document == NULL)
    return;
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST)
      || gdk_content_formats_contain_mime_type (formats, "text/uri-list"))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    files_read_cb, g_object_ref (self));
  else if (has_text (formats))
    read_text (self, clipboard);
  else if (!read_picture (self, clipboard, formats))
    return;
  g_signal_stop_emission_by_name (self->view, "paste-clipboard");
}

void
galley_editor_paste_plain (GalleyEditor *self)
{
  g_return_if_fail (GALLEY_IS_EDITOR (self));

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, plain_read_cb,
                                 g_object_ref (self));
}

void
galley_editor_init_paste (GalleyEditor *self)
{
  g_signal_connect_swapped (self->view, "paste-clipboard", G_CALLBACK (paste_cb), self);
}
