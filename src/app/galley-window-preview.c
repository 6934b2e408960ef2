/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window and its preview: what is shown, as whom, and the two scrolling together. */

#include "galley-window.h"
#include "galley-window-private.h"

#include "galley-compat.h"
#include "galley-preview.h"

gboolean
galley_window_has_preview (GalleyWindow *self)
{
  g_return_val_if_fail (GALLEY_IS_WINDOW (self), FALSE);
  return self->preview != NULL;
}

void
galley_window_update_preview (GalleyWindow *self)
{
  if (self->preview && self->document && gtk_widget_get_visible (self->preview_box))
    galley_preview_show (GALLEY_PREVIEW (self->preview), galley_document_get_issue (self->document),
                         galley_issue_file_get_folder (galley_document_get_file (self->document)));
}

static void
line_activated_cb (GalleyWindow *self, guint line)
{
  galley_window_show_source (self);
  galley_editor_go_to (self->editor, line, 1);
}

static void
preview_scrolled_cb (GalleyWindow *self, double line)
{
  galley_editor_scroll_to_line (self->editor, line);
}

static void
editor_scrolled_cb (GalleyWindow *self, double line)
{
  if (self->preview && gtk_widget_get_mapped (self->preview))
    galley_preview_scroll_to_line (GALLEY_PREVIEW (self->preview), line);
}

static void
link_activated_cb (GalleyWindow *self, const char *uri)
{
  galley_compat_open_uri (GTK_WINDOW (self), uri);
}

static void
painted_cb (GalleyWindow *self)
{
  g_signal_emit_by_name (self, "painted");
}

static void
reader_cb (GalleyWindow *self)
{
  if (self->preview)
    g_object_set (self->preview, "reader", (int) gtk_drop_down_get_selected (self->reader_drop),
                  NULL);
}

static void
format_changed_cb (GalleyWindow *self)
{
  GSettings *settings = galley_session_get_settings (self->session);
  g_autofree char *format = g_settings_get_string (settings, "preview-format");
  gboolean is_phone = g_str_equal (format, "phone");

  g_object_set (self->preview, "format", is_phone ? "web" : format, "phone", is_phone, NULL);
}

/* Made with the first document: the start page needs no web view. */
void
galley_window_init_preview (GalleyWindow *self)
{
  if (self->preview || self->document == NULL)
    return;
  self->preview = galley_preview_new ();
  galley_preview_set_state_dir (GALLEY_PREVIEW (self->preview), galley_session_get_state_dir (self->session));
  gtk_widget_set_vexpand (self->preview, TRUE);
  gtk_box_append (GTK_BOX (self->preview_box), self->preview);

  g_signal_connect_object (self->preview, "line-activated", G_CALLBACK (line_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "scrolled-to-line", G_CALLBACK (preview_scrolled_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "link-activated", G_CALLBACK (link_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "painted", G_CALLBACK (painted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "scrolled-to-line", G_CALLBACK (editor_scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader_drop, "notify::selected", G_CALLBACK (reader_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (galley_session_get_settings (self->session), "changed::preview-format",
                           G_CALLBACK (format_changed_cb), self, G_CONNECT_SWAPPED);
  format_changed_cb (self);
}
