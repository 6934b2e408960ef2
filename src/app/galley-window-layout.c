/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which pages stand side by side: as many as there is room for, and of those the ones that the writer
 * wants. What a page needs is known once it was laid out. */

#include "galley-window.h"
#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

/* Where there is room for two and three pages. Large fonts and long words need more. */
#define NARROW_WIDTH 700
#define MEDIUM_WIDTH 1040

gboolean
galley_window_is_preview_shown (GalleyWindow *self)
{
  if (self->apart)
    return TRUE;
  if (self->full_screen)
    return FALSE;
  if ((self->settings_shown || self->outline_shown) && (self->is_narrow || self->is_medium))
    return FALSE;
  if (self->is_narrow)
    return self->preview_page;
  return g_settings_get_boolean (galley_session_get_settings (self->session), "preview-visible");
}

void
galley_window_set_preview_shown (GalleyWindow *self, gboolean shown)
{
  if (!shown)
    galley_window_set_apart (self, FALSE);
  if (shown && (self->is_narrow || self->is_medium))
    self->settings_shown = self->outline_shown = FALSE;
  if (self->is_narrow)
    self->preview_page = !!shown;
  else
    g_settings_set_boolean (galley_session_get_settings (self->session), "preview-visible", shown);
  galley_window_update_layout (self);
  /* It lost the focus when the preview took its place. */
  if (self->is_narrow && !shown)
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

void
galley_window_set_settings_shown (GalleyWindow *self, gboolean shown)
{
  self->settings_shown = !!shown;
  if (shown && (self->is_narrow || self->is_medium))
    self->outline_shown = FALSE;
  /* Out of the row that is about to go. */
  if (!shown && gtk_window_get_focus (GTK_WINDOW (self)))
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  galley_window_update_layout (self);
  gtk_widget_grab_focus (shown ? GTK_WIDGET (self->settings_panel) : GTK_WIDGET (self->editor));
}

void
galley_window_show_source (GalleyWindow *self)
{
  if (!self->is_narrow)
    return;
  self->outline_shown = FALSE;
  self->settings_shown = FALSE;
  self->preview_page = FALSE;
  galley_window_update_layout (self);
}

/* Narrow, there is room for the state alone. */
static const char *
get_subtitle (GalleyWindow *self)
{
  if (!self->is_narrow || galley_document_is_busy (self->document))
    return galley_document_get_subtitle (self->document);
  if (galley_document_get_path (self->document) == NULL)
    return _("Unsaved");
  return gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self->document)) ? _("Edited") : _("Saved");
}

/* What has all of a narrow window; NULL: the text has, or it is beside it. */
static const char *
get_page (GalleyWindow *self)
{
  if (!gtk_widget_get_visible (self->back_button))
    return NULL;
  return gtk_widget_get_visible (GTK_WIDGET (self->settings_panel)) ? _("Issue Settings")
                                                                    : _("Outline");
}

void
galley_window_update_title (GalleyWindow *self)
{
  const char *title = self->document ? galley_document_get_title (self->document) : _("Galley");
  const char *subtitle = self->document ? get_subtitle (self) : "";
  const char *page = get_page (self);

  adw_window_title_set_title (self->window_title, page ? page : title);
  adw_window_title_set_subtitle (self->window_title, page ? title : subtitle);
  gtk_window_set_title (GTK_WINDOW (self), title);
  galley_window_update_apart_title (self);
}

/* Wide: the outline, the source, the preview, the settings, side by side. The outline or the settings
 * take the place of the preview where there is room for two, and of both where there is room for one. */
void
galley_window_update_layout (GalleyWindow *self)
{
  gboolean settings = self->settings_shown && self->document && !self->full_screen;
  gboolean outline = self->outline_shown && self->document && !self->full_screen
                     && !(settings && (self->is_narrow || self->is_medium));
  gboolean preview = self->preview && !self->apart && galley_window_is_preview_shown (self);
  gboolean editor = !(self->is_narrow && (preview || settings || outline));
  gboolean appears = preview && !gtk_widget_get_visible (self->preview_box);
  gboolean is_page = self->is_narrow && (settings || outline);

  gtk_widget_set_visible (self->preview_box, preview || self->apart);
  if (preview || self->apart)
    galley_window_update_preview (self);
  /* It did not go along while nobody saw it. */
  if (appears)
    galley_window_bring_preview (self);
  galley_window_update_calm (self, outline);
  gtk_widget_set_visible (self->editor_box, editor);
  gtk_widget_set_visible (GTK_WIDGET (self->paned), editor || preview);
  gtk_widget_set_visible (self->settings_separator, settings && !self->is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->settings_panel), settings);
  gtk_widget_set_hexpand (GTK_WIDGET (self->settings_panel), self->is_narrow);
  /* A page that can only be left again has its name in their place. */
  gtk_widget_set_visible (self->back_button, is_page);
  gtk_widget_set_visible (GTK_WIDGET (self->publish_button), self->document && !is_page);
  gtk_widget_set_visible (self->preview_button, self->preview && self->document && !is_page);
  /* A narrow header bar has no room for them; the menu has. */
  gtk_widget_set_visible (GTK_WIDGET (self->open_button), !self->is_narrow || !self->document);
  gtk_widget_set_visible (self->picture_button, !self->is_narrow && self->document);
  gtk_widget_set_visible (self->insert_button, !self->is_narrow && self->document);
  gtk_widget_set_visible (self->new_button, !self->is_narrow);
  if (self->is_narrow)
    {
      adw_split_button_set_icon_name (self->open_button, "document-open-symbolic");
      gtk_button_set_icon_name (self->publish_button, "mail-send-symbolic");
    }
  else
    {
      adw_split_button_set_label (self->open_button, _("_Open"));
      gtk_button_set_label (self->publish_button, _("_Publish…"));
    }
  gtk_widget_set_visible (self->settings_button, !self->is_narrow && self->document);
  /* Beside the text there, its buttons would break their words. */
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->publish_box),
                                  self->is_narrow ? GTK_ORIENTATION_VERTICAL
                                                  : GTK_ORIENTATION_HORIZONTAL);
  galley_window_update_title (self);
  galley_window_fit_status (self);
  galley_window_update_actions (self);
}

static gboolean
narrow_cb (gpointer user_data)
{
  GalleyWindow *self = user_data;

  self->narrow_source = 0;
  galley_window_update_layout (self);
  /* The window takes what its pages got for its own size, and would ask for that from now on. */
  if (self->asked_width > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), self->asked_width,
                                 gtk_widget_get_height (GTK_WIDGET (self)));
  self->asked_width = 0;
  return G_SOURCE_REMOVE;
}

/* What its pages need does not hold back a window that is made smaller: it has fewer of them then. */
static void
galley_window_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  GtkWidgetClass *parent = g_type_class_peek_parent (GTK_WIDGET_GET_CLASS (widget));
  gboolean shrinks = !self->is_narrow;
  int needed = -1;

  if (shrinks && orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    parent->measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &needed, &(int) { 0 }, &(int) { -1 },
                     &(int) { -1 });
  parent->measure (widget, orientation, MAX (for_size, needed), minimum, natural, minimum_baseline,
                   natural_baseline);
  /* The window's width request is above it. */
  if (shrinks && orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 0;
}

static void
galley_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  GtkWidgetClass *parent = g_type_class_peek_parent (GTK_WIDGET_GET_CLASS (widget));
  gboolean is_narrow, is_medium;
  int minimum;

  gtk_widget_measure (adw_application_window_get_content (ADW_APPLICATION_WINDOW (self)),
                      GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (!self->is_narrow && !self->is_medium)
    self->medium_width = MAX (MEDIUM_WIDTH, minimum + 1);
  else if (!self->is_narrow)
    self->narrow_width = MAX (NARROW_WIDTH, minimum + 1);
  is_narrow = width < self->narrow_width;
  is_medium = !is_narrow && width < self->medium_width;

  if (self->is_narrow != is_narrow || self->is_medium != is_medium)
    {
      self->is_narrow = is_narrow;
      self->is_medium = is_medium;
      self->asked_width = width < minimum ? width : 0;
      /* Not now: what is visible must not change during an allocation. */
      if (self->narrow_source == 0)
        self->narrow_source = g_idle_add_full (G_PRIORITY_HIGH, narrow_cb, self, NULL);
    }
  /* Nothing gets less than it needs, though for one frame not all of it can be seen. */
  parent->size_allocate (widget, MAX (width, minimum), height, baseline);
}

/* The two of the window's class that decide how many pages there is room for. */
void
galley_window_install_layout (GtkWidgetClass *widget_class)
{
  widget_class->measure = galley_window_measure;
  widget_class->size_allocate = galley_window_size_allocate;
}

void
galley_window_init_layout (GalleyWindow *self)
{
  self->narrow_width = NARROW_WIDTH;
  self->medium_width = MEDIUM_WIDTH;
}
