/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window and its preview: what is shown, as whom, and the two scrolling together. */

#include "galley-window.h"
#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-narrow-words.h"
#include "galley-preview.h"

#define ZOOM_STEP 1.1
#define RELEASE_TIME 100 /* ms: from the second press on */

gboolean
galley_window_has_preview (GalleyWindow *self)
{
  g_return_val_if_fail (GALLEY_IS_WINDOW (self), FALSE);
  return self->preview != NULL;
}

static const char *const readers[] = { [GALLEY_READER_EVERYTHING] = "everything",
                                       [GALLEY_READER_ANONYMOUS] = "anonymous",
                                       [GALLEY_READER_FREE] = "free",
                                       [GALLEY_READER_PAID] = "paid" };

static GalleyReader
get_reader (GalleyWindow *self)
{
  g_autofree char *name
      = g_settings_get_string (galley_session_get_settings (self->session), "preview-reader");

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (g_str_equal (readers[i], name))
      return i;
  return GALLEY_READER_EVERYTHING;
}

static void
show_issue (GalleyWindow *self, GtkWidget *preview)
{
  galley_window_name_remote_issue (self, preview);
  galley_preview_show (GALLEY_PREVIEW (preview), galley_document_get_issue (self->document),
                       galley_issue_file_get_folder (galley_document_get_file (self->document)));
}

/* Cheap: the page is asked only when it is another block. */
void
galley_window_follow_cursor (GalleyWindow *self)
{
  guint line = self->document ? galley_editor_get_line (self->editor) : 0;

  if (self->preview)
    galley_preview_set_current_line (GALLEY_PREVIEW (self->preview), line);
  if (self->beside)
    galley_preview_set_current_line (GALLEY_PREVIEW (self->beside), line);
}

static gboolean
leave_cb (gpointer user_data)
{
  GalleyWindow *self = user_data;

  self->leave_source = 0;
  galley_window_show_source (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  if (self->apart)
    gtk_window_present (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

/* Where the source takes the preview's place, what has a form waits whether it is clicked twice. */
static void
line_activated_cb (GalleyWindow *self, guint line)
{
  int time = 0;

  g_clear_handle_id (&self->leave_source, g_source_remove);
  if (galley_window_go_to_form (self, line) && (self->is_narrow || self->apart))
    g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-double-click-time", &time, NULL);
  if (time > 0)
    self->leave_source = g_timeout_add (time + RELEASE_TIME, leave_cb, self);
  else
    leave_cb (self);
}

static void
line_edited_cb (GalleyWindow *self, guint line)
{
  g_clear_handle_id (&self->leave_source, g_source_remove);
  galley_window_edit_at (self, line);
}

/* Where they fell, not where the cursor was. */
static void
files_dropped_cb (GalleyWindow *self, const char *const *paths, guint line)
{
  galley_editor_go_to (self->editor, line, 1);
  galley_window_take_files (self, paths);
}

static void
scroll_preview (GtkWidget *preview, double line, double align)
{
  if (preview && gtk_widget_get_mapped (preview))
    galley_preview_scroll_to_line (GALLEY_PREVIEW (preview), line, align);
}

/* Source and both previews go together. */
static void
preview_scrolled_cb (GalleyWindow *self, double line, double align, GtkWidget *preview)
{
  galley_editor_scroll_to_line (self->editor, line, align);
  scroll_preview (preview == self->preview ? self->beside : self->preview, line, align);
}

/* The source takes its time to where the cursor went: what is written meanwhile is not left behind. */
static void
follow_editor (GalleyWindow *self, GtkWidget *preview, double line, double align)
{
  scroll_preview (preview, line, align);
  if (preview && gtk_widget_get_mapped (preview) && galley_editor_is_written (self->editor))
    galley_preview_show_current (GALLEY_PREVIEW (preview));
}

static void
editor_scrolled_cb (GalleyWindow *self, double line, double align)
{
  follow_editor (self, self->preview, line, align);
  follow_editor (self, self->beside, line, align);
}

static gboolean
bring_along (GalleyWindow *self, GtkWidget *preview)
{
  double align;
  double line = galley_editor_get_seen_line (self->editor, &align);
  gboolean has_page = galley_preview_scroll_to_line (GALLEY_PREVIEW (preview), line, align);

  /* Who turns a page does so to see what is being written, not what is above it. */
  if (self->is_narrow && galley_editor_shows_cursor (self->editor))
    galley_preview_show_current (GALLEY_PREVIEW (preview));
  return has_page;
}

void
galley_window_bring_preview (GalleyWindow *self)
{
  bring_along (self, self->preview);
}

static void
link_activated_cb (GalleyWindow *self, const char *uri)
{
  galley_compat_open_uri (GTK_WIDGET (self), uri);
}

static void
painted_cb (GalleyWindow *self)
{
  /* The first page of an issue that was opened where the writer left it. */
  if (self->preview_behind)
    self->preview_behind = !bring_along (self, self->preview);
  g_signal_emit_by_name (self, "painted");
}

static void
reader_cb (GalleyWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->reader_drop);

  if (selected < G_N_ELEMENTS (readers))
    g_settings_set_string (galley_session_get_settings (self->session), "preview-reader",
                           readers[selected]);
}

static void
set_format (GalleyWindow *self, GtkWidget *preview)
{
  GSettings *settings = galley_session_get_settings (self->session);
  g_autofree char *format = g_settings_get_string (settings, "preview-format");
  gboolean is_phone = g_str_equal (format, "phone");

  g_object_set (preview, "format", is_phone ? "web" : format, "phone", is_phone, NULL);
}

static void
zoom (GalleyWindow *self, double factor)
{
  GSettings *settings = galley_session_get_settings (self->session);
  double now = g_settings_get_double (settings, "preview-zoom");

  g_settings_set_double (settings, "preview-zoom",
                         CLAMP (now * factor, GALLEY_PREVIEW_MIN_ZOOM, GALLEY_PREVIEW_MAX_ZOOM));
}

void
galley_window_zoom_in (GalleyWindow *self)
{
  zoom (self, ZOOM_STEP);
}

void
galley_window_zoom_out (GalleyWindow *self)
{
  zoom (self, 1 / ZOOM_STEP);
}

void
galley_window_zoom_normal (GalleyWindow *self)
{
  g_settings_reset (galley_session_get_settings (self->session), "preview-zoom");
}

/* Before the page, which would scroll. */
static gboolean
wheel_cb (GalleyWindow *self, double dx, double dy, GtkEventController *controller)
{
  if (!(gtk_event_controller_get_current_event_state (controller) & GDK_CONTROL_MASK) || dy == 0)
    return GDK_EVENT_PROPAGATE;
  zoom (self, dy < 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
  return GDK_EVENT_STOP;
}

static void
watch_wheel (GalleyWindow *self, GtkWidget *preview)
{
  GtkEventController *wheel = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect_object (wheel, "scroll", G_CALLBACK (wheel_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (preview, wheel);
}

void
galley_window_print (GalleyWindow *self)
{
  if (self->preview && !galley_window_is_preview_shown (self))
    galley_window_set_preview_shown (self, TRUE);
  if (self->preview == NULL || !galley_preview_print (GALLEY_PREVIEW (self->preview),
                                                      GTK_WINDOW (self), NULL))
    galley_window_toast (self, _("There is no preview that could be printed."));
}

/* @title: over it, where there are two. */
static GtkWidget *
add_pane (GalleyWindow *self, const char *title)
{
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *preview = galley_preview_new ();

  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_bottom (label, 6);
  gtk_widget_set_vexpand (preview, TRUE);
  gtk_box_append (GTK_BOX (pane), label);
  gtk_box_append (GTK_BOX (pane), preview);
  gtk_box_append (GTK_BOX (self->preview_panes), pane);
  galley_preview_set_state_dir (GALLEY_PREVIEW (preview),
                                galley_session_get_state_dir (self->session));
  galley_window_watch_remote (self, preview);
  watch_wheel (self, preview);
  g_settings_bind (galley_session_get_settings (self->session), "preview-zoom", preview, "zoom",
                   G_SETTINGS_BIND_GET);
  g_signal_connect_object (preview, "line-activated", G_CALLBACK (line_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (preview, "files-dropped", G_CALLBACK (files_dropped_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (preview, "line-edited", G_CALLBACK (line_edited_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (preview, "scrolled-to-line", G_CALLBACK (preview_scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (preview, "link-activated", G_CALLBACK (link_activated_cb), self,
                           G_CONNECT_SWAPPED);
  return preview;
}

/* The second one is a web process of its own, so it is made when it is first asked for and stays. */
static void
update_panes (GalleyWindow *self)
{
  gboolean is_beside
      = (!self->is_narrow || self->apart)
        && g_settings_get_boolean (galley_session_get_settings (self->session), "preview-beside");
  gboolean appears
      = is_beside && !(self->beside && gtk_widget_get_mapped (self->beside));
  GalleyReader reader = is_beside ? GALLEY_READER_FREE : get_reader (self);

  if (is_beside && self->beside == NULL)
    {
      self->beside = add_pane (self, _("Paid Reader"));
      g_object_set (self->beside, "reader", (int) GALLEY_READER_PAID, NULL);
      set_format (self, self->beside);
    }
  if (self->beside)
    gtk_widget_set_visible (gtk_widget_get_parent (self->beside), is_beside);
  if (appears)
    bring_along (self, self->beside);
  gtk_widget_set_visible (gtk_widget_get_prev_sibling (self->preview), is_beside);
  gtk_widget_set_visible (self->beside_button, !self->is_narrow || self->apart);
  /* A window of its own is closed to come back: the reader's name needs the room. */
  gtk_widget_set_visible (self->detach_button, !self->is_narrow && !self->apart);
  gtk_widget_set_sensitive (GTK_WIDGET (self->reader_drop), !is_beside);
  gtk_drop_down_set_selected (self->reader_drop, get_reader (self));
  g_object_set (self->preview, "reader", (int) reader, NULL);
}

void
galley_window_update_preview (GalleyWindow *self)
{
  if (self->preview == NULL || self->document == NULL
      || !gtk_widget_get_visible (self->preview_box))
    return;
  update_panes (self);
  show_issue (self, self->preview);
  if (self->beside && gtk_widget_get_visible (gtk_widget_get_parent (self->beside)))
    show_issue (self, self->beside);
}

static void
format_changed_cb (GalleyWindow *self)
{
  set_format (self, self->preview);
  if (self->beside)
    set_format (self, self->beside);
}

/* Made with the first document: the start page needs no web view. */
void
galley_window_init_preview (GalleyWindow *self)
{
  GSettings *settings = galley_session_get_settings (self->session);

  if (self->preview || self->document == NULL)
    return;
  self->preview = add_pane (self, _("Free Reader"));
  g_signal_connect_object (self->preview, "painted", G_CALLBACK (painted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "scrolled-to-line", G_CALLBACK (editor_scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  galley_narrow_words_shorten (GTK_WIDGET (self->reader_drop));
  update_panes (self);
  g_signal_connect_object (self->reader_drop, "notify::selected", G_CALLBACK (reader_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::preview-format", G_CALLBACK (format_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::preview-reader",
                           G_CALLBACK (galley_window_update_preview), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::preview-beside",
                           G_CALLBACK (galley_window_update_preview), self, G_CONNECT_SWAPPED);
  format_changed_cb (self);
  if (self->apart_wanted)
    galley_window_set_apart (self, TRUE);
}
