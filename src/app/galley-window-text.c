/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window's commands do to the text: find, undo, copy, insert, format. */

#include "galley-window.h"
#include "galley-window-private.h"
#include "galley-window-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-image-dialog.h"
#include "galley-link-dialog.h"
#include "galley-markup.h"
#include "galley-render.h"

void
galley_window_find_text (GalleyWindow *self)
{
  galley_editor_find (self->editor, FALSE);
}

void
galley_window_replace_text (GalleyWindow *self)
{
  galley_editor_find (self->editor, TRUE);
}

void
galley_window_find_next (GalleyWindow *self)
{
  galley_editor_find_next (self->editor, TRUE);
}

void
galley_window_find_previous (GalleyWindow *self)
{
  galley_editor_find_next (self->editor, FALSE);
}

void
galley_window_undo (GalleyWindow *self)
{
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (self->document));
}

void
galley_window_redo (GalleyWindow *self)
{
  gtk_text_buffer_redo (GTK_TEXT_BUFFER (self->document));
}

static char *
render_fragment (GalleyWindow *self, const char *format)
{
  GalleyRenderOptions options = { .reader = GALLEY_READER_EVERYTHING, .fragment = TRUE };
  g_autoptr (GError) error = NULL;
  char *text = galley_render (format, galley_document_parse (self->document), &options, &error);

  if (text == NULL)
    galley_window_toast (self, error->message);
  return text;
}

static GdkContentProvider *
provide (const char *type, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return gdk_content_provider_new_for_bytes (type, bytes);
}

void
galley_window_copy_html (GalleyWindow *self)
{
  g_autofree char *html = render_fragment (self, "web");

  if (html == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), html);
  galley_window_toast (self, _("The issue was copied as HTML source."));
}

/* Both are offered: a mail program takes the formatting, a plain text field the words. */
void
galley_window_copy_rich (GalleyWindow *self)
{
  g_autofree char *html = render_fragment (self, "web");
  g_autofree char *text = html ? render_fragment (self, "text") : NULL;
  g_autoptr (GdkContentProvider) provider = NULL;

  if (text == NULL)
    return;
  provider = gdk_content_provider_new_union (
      (GdkContentProvider *[]) { provide ("text/html", html),
                                 provide ("text/plain;charset=utf-8", text) },
      2);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), provider);
  galley_window_toast (self, _("The issue was copied as formatted text."));
}

void
galley_window_format_link (GalleyWindow *self)
{
  galley_dialog_present (
      GALLEY_DIALOG (galley_link_dialog_new (GTK_WINDOW (self), self->document, self->session)));
}

void
galley_window_insert_picture (GalleyWindow *self)
{
  galley_image_dialog_present (GTK_WINDOW (self), self->document);
}

#define FORMAT(name, markup)                                                                       \
  void name (GalleyWindow *self)                                                            \
  {                                                                                                \
    galley_markup_apply (GTK_TEXT_BUFFER (self->document), markup);                                \
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));                                             \
  }

FORMAT (galley_window_format_bold, GALLEY_MARKUP_BOLD)
FORMAT (galley_window_format_italic, GALLEY_MARKUP_ITALIC)
FORMAT (galley_window_format_strikethrough, GALLEY_MARKUP_STRIKETHROUGH)
FORMAT (galley_window_format_code, GALLEY_MARKUP_CODE)
FORMAT (galley_window_format_heading, GALLEY_MARKUP_HEADING)
FORMAT (galley_window_format_quote, GALLEY_MARKUP_QUOTE)
FORMAT (galley_window_format_list, GALLEY_MARKUP_LIST)
FORMAT (galley_window_format_ordered_list, GALLEY_MARKUP_ORDERED_LIST)
