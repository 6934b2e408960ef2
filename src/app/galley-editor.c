/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-editor.h"
#include "galley-editor-private.h"

#include <adwaita.h>

#include "galley-compat.h"
#include "galley-editor-scheme.h"

#define LANGUAGE_PAUSE 200 /* ms */
/* After the preview scrolled the editor, the editor's own scrolling is an echo for this long. */
#define ECHO_TIME (150 * 1000) /* µs */

enum {
  PROP_DOCUMENT = 1,
  PROP_SPELLING,
  PROP_SPELLING_LANGUAGES,
  PROP_FOCUS_MODE,
  PROP_TYPEWRITER,
  N_PROPS,
};

enum {
  SCROLLED_TO_LINE,
  FILES_DROPPED,
  PICTURE_PASTED,
  PICTURES_LOST,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyEditor, galley_editor, GTK_TYPE_WIDGET)

static void
update_scheme (GalleyEditor *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  gboolean is_dark = adw_style_manager_get_dark (style);

  galley_focus_set_dark (self->focus, is_dark);
  if (self->document)
    gtk_source_buffer_set_style_scheme (
        GTK_SOURCE_BUFFER (self->document),
        galley_editor_scheme_find (is_dark, adw_style_manager_get_high_contrast (style)));
}

static void
galley_editor_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GalleyEditor *self = GALLEY_EDITOR (widget);

  galley_editor_keep_place (self, width);
  galley_editor_update_measure (self, width);
  galley_editor_update_calm_margins (self, height);
  gtk_widget_allocate (self->box, width, height, baseline, NULL);
}

static void
galley_editor_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  GalleyEditor *self = GALLEY_EDITOR (widget);

  gtk_widget_measure (self->box, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

static void
scrolled_cb (GalleyEditor *self)
{
  double line, align;

  if (g_get_monotonic_time () - self->scrolled_by_others < ECHO_TIME
      || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  line = galley_editor_get_seen_line (self, &align);
  g_signal_emit (self, signals[SCROLLED_TO_LINE], 0, line, align);
}

static void
galley_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyEditor *self = GALLEY_EDITOR (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_SPELLING:
      g_value_set_boolean (value, self->spelling);
      break;
    case PROP_SPELLING_LANGUAGES:
      g_value_set_boxed (value, self->spelling_languages);
      break;
    case PROP_FOCUS_MODE:
      g_value_set_string (value, self->focus_mode);
      break;
    case PROP_TYPEWRITER:
      g_value_set_boolean (value, self->typewriter);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GalleyEditor *self = GALLEY_EDITOR (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      galley_editor_set_document (self, g_value_get_object (value));
      break;
    case PROP_SPELLING:
      galley_editor_set_spelling (self, g_value_get_boolean (value));
      break;
    case PROP_SPELLING_LANGUAGES:
      g_strfreev (self->spelling_languages);
      self->spelling_languages = g_value_dup_boxed (value);
      break;
    case PROP_FOCUS_MODE:
      galley_editor_set_focus_mode (self, g_value_get_string (value));
      break;
    case PROP_TYPEWRITER:
      galley_editor_set_typewriter (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
galley_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GALLEY_EDITOR (widget)->view));
}

static void
galley_editor_unmap (GtkWidget *widget)
{
  galley_compat_unmap_text (widget, GALLEY_EDITOR (widget)->view,
                            GTK_WIDGET_CLASS (galley_editor_parent_class)->unmap);
}

/* GtkSourceView 5.6: the gutter, its renderers and the view own each other, and the view its text,
 * which would all outlive the window. */
static void
dispose_view (GtkSourceView *view)
{
  GtkSourceGutter *gutter = gtk_source_view_get_gutter (view, GTK_TEXT_WINDOW_LEFT);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (gutter))))
    gtk_source_gutter_remove (gutter, GTK_SOURCE_GUTTER_RENDERER (child));
  g_object_run_dispose (G_OBJECT (view));
}

static void
galley_editor_dispose (GObject *object)
{
  GalleyEditor *self = GALLEY_EDITOR (object);
  g_autoptr (GtkSourceView) view = NULL;

  g_set_object (&view, (GtkSourceView *) self->view);
  galley_editor_cancel_completion (self);
  if (view)
    galley_editor_leave_place (self);
  g_clear_object (&self->width_mark);
  galley_editor_watch_keys (self, NULL);
  g_clear_handle_id (&self->language_source, g_source_remove);
  galley_editor_watch_spelling (self, NULL);
  if (self->focus)
    galley_editor_watch_calm (self, NULL);
  g_clear_object (&self->focus);
  g_clear_pointer (&self->focus_mode, g_free);
  g_clear_object (&self->speller);
  g_clear_pointer (&self->spelling_languages, g_strfreev);
  g_clear_pointer (&self->asked_languages, g_strfreev);
  g_clear_object (&self->search);
  g_clear_object (&self->search_settings);
  g_clear_object (&self->caret);
  g_clear_object (&self->settings);
  g_clear_object (&self->font);
  if (self->finding_marks)
    galley_editor_clear_findings (self);
  g_clear_pointer (&self->finding_marks, g_ptr_array_unref);
  g_clear_object (&self->document);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_EDITOR);
  if (view)
    dispose_view (view);
  G_OBJECT_CLASS (galley_editor_parent_class)->dispose (object);
}

static void
galley_editor_class_init (GalleyEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = galley_editor_get_property;
  object_class->set_property = galley_editor_set_property;
  object_class->dispose = galley_editor_dispose;
  widget_class->size_allocate = galley_editor_size_allocate;
  widget_class->measure = galley_editor_measure;
  widget_class->grab_focus = galley_editor_grab_focus;
  widget_class->unmap = galley_editor_unmap;

  properties[PROP_DOCUMENT]
      = g_param_spec_object ("document", NULL, NULL, GALLEY_TYPE_DOCUMENT,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SPELLING] = g_param_spec_boolean ("spelling", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SPELLING_LANGUAGES]
      = g_param_spec_boxed ("spelling-languages", NULL, NULL, G_TYPE_STRV,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOCUS_MODE] = g_param_spec_string ("focus-mode", NULL, NULL, NULL,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TYPEWRITER] = g_param_spec_boolean ("typewriter", NULL, NULL, FALSE,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SCROLLED_TO_LINE]
      = g_signal_new ("scrolled-to-line", GALLEY_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[FILES_DROPPED]
      = g_signal_new ("files-dropped", GALLEY_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_STRV);
  signals[PICTURE_PASTED]
      = g_signal_new ("picture-pasted", GALLEY_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
  signals[PICTURES_LOST]
      = g_signal_new ("pictures-lost", GALLEY_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "galley-editor");
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/galleyeditor/Galley/galley-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, box);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, pages);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, view);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, search_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, search_entry);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, replace_entry);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, replace_box);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, count_label);
  galley_editor_install_search (widget_class);
}

/* A text view lays out its last lines, and scrolls, when it is drawn. A scroll bar that is drawn after
 * it would have no place for this frame, and be left out of it with a warning. */
static void
draw_scroll_bar_first (GalleyEditor *self)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self->view), GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *bar = gtk_scrolled_window_get_vscrollbar (GTK_SCROLLED_WINDOW (scrolled));

  gtk_widget_insert_after (bar, scrolled, NULL);
}

static void
galley_editor_init (GalleyEditor *self)
{
  GtkAdjustment *adjustment;

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  galley_editor_scheme_init ();
  gtk_widget_init_template (GTK_WIDGET (self));

  draw_scroll_bar_first (self);
  self->caret = galley_caret_new (self->view);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_scheme), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (update_scheme), self, G_CONNECT_SWAPPED);
  galley_editor_init_keys (self);
  galley_editor_init_paste (self);
  galley_editor_init_drop (self);
  galley_editor_init_place (self);
  self->focus = galley_focus_new ();
  galley_editor_init_spelling (self);
  galley_editor_init_word_menu (self);
  galley_editor_init_search (self);
  galley_editor_init_findings (self);
  galley_editor_init_completion (self);
}

static GtkSourceLanguage *
get_language (void)
{
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();
  static const char folder[] = "resource:///io/github/galleyeditor/Galley/language-specs/";
  const char *const *path = gtk_source_language_manager_get_search_path (languages);

  /* The manager reads its folders once, so this is before the first look. */
  if (!g_strv_contains (path, folder))
    gtk_source_language_manager_append_search_path (languages, folder);
  return gtk_source_language_manager_get_language (languages, "galley-issue");
}

/* A large text or one with a long line has no language: the engine would walk through all of it, mark
 * its code and addresses whether they are coloured or not, and then step over those marks at each
 * key. */
static void
update_language (GalleyEditor *self)
{
  gboolean is_plain = galley_document_is_large (self->document)
                      || galley_document_get_longest_line (self->document, NULL) > GALLEY_LONG_LINE;

  gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (self->document),
                                  is_plain ? NULL : get_language ());
}

static gboolean
language_cb (gpointer user_data)
{
  GalleyEditor *self = user_data;

  self->language_source = 0;
  if (self->document == NULL)
    return G_SOURCE_REMOVE;
  update_language (self);
  galley_editor_update_spelling (self);
  return G_SOURCE_REMOVE;
}

/* A text with an endless line is kept from the view, which would lay it out and stop the window. */
static void
update_page (GalleyEditor *self)
{
  gboolean is_endless
      = self->document
        && galley_document_get_longest_line (self->document, NULL) > GALLEY_ENDLESS_LINE;
  GtkTextBuffer *buffer = is_endless ? NULL : (GtkTextBuffer *) self->document;

  if (buffer == NULL || gtk_text_view_get_buffer (self->view) != buffer)
    gtk_text_view_set_buffer (self->view, buffer);
  gtk_stack_set_visible_child_name (self->pages, is_endless ? "endless" : "text");
}

static void
shape_changed_cb (GalleyEditor *self)
{
  update_page (self);
  /* Else it is about to be set. */
  if (self->language_source == 0)
    update_language (self);
}

void
galley_editor_set_document (GalleyEditor *self, GalleyDocument *document)
{
  g_return_if_fail (GALLEY_IS_EDITOR (self));

  if (self->document == document)
    return;
  galley_editor_clear_findings (self);
  galley_editor_cancel_completion (self);
  galley_editor_leave_place (self);
  galley_editor_watch_keys (self, NULL);
  galley_editor_watch_spelling (self, NULL);
  galley_editor_watch_calm (self, NULL);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  update_page (self);
  if (document)
    {
      g_signal_connect_object (document, "shape-changed", G_CALLBACK (shape_changed_cb), self,
                               G_CONNECT_SWAPPED);
      galley_editor_watch_keys (self, document);
      /* To read the languages takes longer than to draw: the words come first, then the colours,
       * while the preview's processes start. */
      if (self->language_source == 0)
        self->language_source
            = g_timeout_add_full (G_PRIORITY_LOW, LANGUAGE_PAUSE, language_cb, self, NULL);
      galley_editor_watch_spelling (self, document);
      galley_editor_watch_calm (self, document);
      galley_editor_update_tables (self);
      update_scheme (self);
    }
  galley_editor_update_search (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

void
galley_editor_go_to (GalleyEditor *self, guint line, guint column)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  g_return_if_fail (GALLEY_IS_EDITOR (self));

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_iter_at_line_offset (buffer, &iter, line > 0 ? line - 1 : 0,
                                           column > 0 ? column - 1 : 0);
  gtk_text_buffer_place_cursor (buffer, &iter);
  galley_editor_hold_place (self, &iter, 0.3);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

guint
galley_editor_get_line (GalleyEditor *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  g_return_val_if_fail (GALLEY_IS_EDITOR (self), 1);

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_get_line (&iter) + 1;
}

guint
galley_editor_get_column (GalleyEditor *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  g_return_val_if_fail (GALLEY_IS_EDITOR (self), 1);

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_get_line_offset (&iter) + 1;
}

void
galley_editor_scroll_to_line (GalleyEditor *self, double line, double align)
{
  GtkTextBuffer *buffer;
  GtkAdjustment *adjustment;
  GtkTextIter iter;
  int whole, y, height;

  g_return_if_fail (GALLEY_IS_EDITOR (self));

  galley_editor_leave_place (self);
  buffer = gtk_text_view_get_buffer (self->view);
  whole = CLAMP ((int) line - 1, 0, gtk_text_buffer_get_line_count (buffer) - 1);
  gtk_text_buffer_get_iter_at_line (buffer, &iter, whole);
  gtk_text_view_get_line_yrange (self->view, &iter, &y, &height);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  self->scrolled_by_others = g_get_monotonic_time ();
  if (align >= 1)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  else if (line <= 1)
    gtk_adjustment_set_value (adjustment, 0);
  else
    gtk_adjustment_set_value (adjustment,
                              y + MIN (line - 1 - whole, 1) * height
                                  + gtk_text_view_get_top_margin (self->view)
                                  - align * gtk_adjustment_get_page_size (adjustment));
}

GtkWidget *
galley_editor_get_view (GalleyEditor *self)
{
  g_return_val_if_fail (GALLEY_IS_EDITOR (self), NULL);
  return GTK_WIDGET (self->view);
}
