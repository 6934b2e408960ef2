/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-window.h"
#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-compat-dialog.h"
#include "galley-file-list.h"
#include "galley-image-dialog.h"
#include "galley-issue-folder.h"
#include "galley-narrow-words.h"
#include "galley-toast.h"

enum {
  PAINTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyWindow, galley_window, ADW_TYPE_APPLICATION_WINDOW)

static void
parsed_cb (GalleyWindow *self)
{
  galley_window_update_status (self);
  galley_window_update_preview (self);
}

static void
file_changed_cb (GalleyWindow *self, gboolean is_gone)
{
  g_autofree char *name
      = galley_issue_file_dup_display_name (galley_document_get_file (self->document));
  g_autofree char *message = NULL;

  message = g_strdup_printf (is_gone ? _("“%s” was moved or deleted by another program. Save it to "
                                         "keep it.")
                                     : _("“%s” was changed by another program."),
                             name);
  gtk_label_set_label (self->changed_label, message);
  gtk_widget_set_visible (self->changed_button, !is_gone);
  gtk_revealer_set_reveal_child (self->changed_bar, TRUE);
}

static void
modified_cb (GalleyWindow *self)
{
  galley_window_update_actions (self);
}

/* With a way back, as long as that is what an undo would bring back. */
static void
rearranged_cb (GalleyWindow *self, const char *message)
{
  AdwToast *toast = galley_toast_new (self->toasts, message);

  adw_toast_set_timeout (toast, 8);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  g_signal_connect_object (self->document, "changed", G_CALLBACK (adw_toast_dismiss), toast,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
galley_window_set_document (GalleyWindow *self, GalleyDocument *document)
{
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_pointer (&self->findings_issue, galley_issue_unref);
  g_set_object (&self->document, document);
  gtk_revealer_set_reveal_child (self->changed_bar, FALSE);
  if (document)
    {
      g_signal_connect_object (document, "notify::title",
                               G_CALLBACK (galley_window_update_title), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::subtitle",
                               G_CALLBACK (galley_window_update_title), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::busy", G_CALLBACK (modified_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "modified-changed", G_CALLBACK (modified_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::has-selection", G_CALLBACK (modified_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::can-undo", G_CALLBACK (modified_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::can-redo", G_CALLBACK (modified_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "parsed", G_CALLBACK (parsed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "file-changed", G_CALLBACK (file_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "draft-failed", G_CALLBACK (galley_window_toast), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "rearranged", G_CALLBACK (rearranged_cb), self,
                               G_CONNECT_SWAPPED);
    }
  galley_editor_set_document (self->editor, document);
  galley_window_watch_cursor (self);
  galley_autosave_set_document (self->autosave, document);
  galley_settings_panel_set_document (self->settings_panel, document);
  galley_mail_meter_set_state_dir (self->mail_meter, galley_session_get_state_dir (self->session));
  galley_mail_meter_set_document (self->mail_meter, document);
  galley_conflict_bar_set_document (self->conflict_bar, document);
  galley_tour_set_document (self->tour, document);
  galley_outline_panel_set_document (self->outline_panel, document);
  galley_word_count_set_document (self->word_count, document);
  gtk_stack_set_visible_child_name (self->stack, document ? "issue" : "start");
  galley_window_reset_notices (self);
  galley_window_init_preview (self);
  galley_window_update_title (self);
  galley_window_update_status (self);
  galley_window_update_layout (self);
  if (document)
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

/* The one issue that is in it, or why none can be opened. */
static void
take_folder (GalleyWindow *self, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = galley_issue_folder_find (folder, &error);

  if (path)
    galley_window_open (self, path);
  else
    galley_window_toast (self, error->message);
}

/* Issues open, pictures go in. */
void
galley_window_take_files (GalleyWindow *self, const char *const *paths)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) pictures = NULL;

  for (guint i = 0; paths[i]; i++)
    if (galley_issue_folder_is_issue (paths[i]))
      galley_window_open (self, paths[i]);
    else if (g_file_test (paths[i], G_FILE_TEST_IS_DIR))
      take_folder (self, paths[i]);
    else
      g_strv_builder_add (builder, paths[i]);
  pictures = g_strv_builder_end (builder);
  if (pictures[0] && self->document)
    galley_image_dialog_present_files (GTK_WINDOW (self), self->document,
                                       (const char *const *) pictures);
  else if (pictures[0])
    galley_window_toast (self, _("Galley opens Markdown, TextBundle and TextPack files."));
}

static void
picture_pasted_cb (GalleyWindow *self, GBytes *picture)
{
  if (self->document)
    galley_image_dialog_present_bytes (GTK_WINDOW (self), self->document, picture);
}

static void
pictures_lost_cb (GalleyWindow *self, guint n)
{
  g_autofree char *message = g_strdup_printf (
      ngettext ("%u picture could not be pasted; its words are there.",
                "%u pictures could not be pasted; their words are there.", n),
      n);

  galley_window_toast (self, message);
}

/* What falls on no part that has a use of its own for it: the bars, the start page. */
static gboolean
drop_cb (GalleyWindow *self, const GValue *value)
{
  g_auto (GStrv) paths = galley_file_list_dup_paths (g_value_get_boxed (value));

  galley_window_take_files (self, (const char *const *) paths);
  return paths[0] != NULL;
}

static void
active_cb (GalleyWindow *self)
{
  if (self->document == NULL)
    return;
  galley_settings_panel_commit (self->settings_panel);
  if (gtk_window_is_active (GTK_WINDOW (self)))
    galley_document_check_file (self->document);
  else if (gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self->document)))
    {
      galley_document_flush_draft (self->document);
      galley_autosave_flush (self->autosave);
    }
  galley_window_remember (self, TRUE);
  galley_session_save_desk (self->session);
}

static gboolean
galley_window_close_request (GtkWindow *window)
{
  GalleyWindow *self = GALLEY_WINDOW (window);
  GSettings *settings = galley_session_get_settings (self->session);
  GtkWidget *over = galley_dialog_get_over (window);
  int width, height;

  /* As a modal window would be: first that is answered or closed, which a mail on its way may refuse. */
  if (GALLEY_IS_DIALOG (over))
    {
      galley_dialog_close (GALLEY_DIALOG (over));
      return GDK_EVENT_STOP;
    }
  galley_settings_panel_commit (self->settings_panel);
  if (!self->may_close && self->document
      && gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self->document)))
    {
      galley_window_ask_close (self);
      return GDK_EVENT_STOP;
    }

  gtk_window_get_default_size (window, &width, &height);
  if (width > 0 && height > 0)
    {
      g_settings_set_int (settings, "window-width", CLAMP (width, 360, 16384));
      g_settings_set_int (settings, "window-height", CLAMP (height, 300, 16384));
    }
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
  galley_window_leave_desk (self);
  return GTK_WINDOW_CLASS (galley_window_parent_class)->close_request (window);
}

/* It is destroyed: the other window has its actions and would keep it. */
static void
galley_window_unrealize (GtkWidget *widget)
{
  galley_window_clear_apart (GALLEY_WINDOW (widget));
  GTK_WIDGET_CLASS (galley_window_parent_class)->unrealize (widget);
}

static void
galley_window_dispose (GObject *object)
{
  GalleyWindow *self = GALLEY_WINDOW (object);

  g_clear_weak_pointer (&self->last_toast);
  g_clear_handle_id (&self->narrow_source, g_source_remove);
  g_clear_handle_id (&self->leave_source, g_source_remove);
  g_clear_handle_id (&self->desk_source, g_source_remove);
  g_clear_weak_pointer (&self->focus_outside);
  galley_window_clear_actions (self);
  g_clear_pointer (&self->inserter, gtk_widget_unparent);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_pointer (&self->findings_issue, galley_issue_unref);
  g_clear_pointer (&self->dismissed, g_free);
  g_clear_pointer (&self->desk_path, g_free);
  g_clear_pointer (&self->interrupted, g_ptr_array_unref);
  self->preview = NULL;
  self->beside = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_WINDOW);
  g_clear_object (&self->document);
  g_clear_object (&self->autosave);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (galley_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, recent_group);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, recent_list);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, paned);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, editor_box);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, preview_box);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, main_menu);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, issue_menu);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, recent_menu);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, new_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, preview_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, publish_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, picture_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, insert_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, publish_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, publish_box);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, publish_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, finish_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, changed_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, changed_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, changed_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, notice_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, notice_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, notice_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, header);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, outline_panel);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, outline_separator);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, status_box);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, word_count);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, findings_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, findings_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, findings_list);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, message_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, reader_drop);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, preview_panes);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, beside_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, detach_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, editor);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, settings_separator);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, mail_meter);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, conflict_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, tour);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, start_new_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, start_sample_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, settings_panel);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, settings_button);
}

static void
galley_window_class_init (GalleyWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_window_dispose;
  widget_class->unrealize = galley_window_unrealize;
  GTK_WINDOW_CLASS (klass)->close_request = galley_window_close_request;

  signals[PAINTED] = g_signal_new ("painted", GALLEY_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/galleyeditor/Galley/galley-window.ui");
  bind_children (widget_class);
  galley_window_install_layout (widget_class);
  galley_window_install_actions (widget_class);
  galley_window_install_keys (widget_class);
}

static void
galley_window_init (GalleyWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_type_ensure (GALLEY_TYPE_CONFLICT_BAR);
  g_type_ensure (GALLEY_TYPE_EDITOR);
  g_type_ensure (GALLEY_TYPE_MAIL_METER);
  g_type_ensure (GALLEY_TYPE_OUTLINE_PANEL);
  g_type_ensure (GALLEY_TYPE_TOUR);
  g_type_ensure (GALLEY_TYPE_WORD_COUNT);
  g_type_ensure (GALLEY_TYPE_SETTINGS_PANEL);
  gtk_widget_init_template (GTK_WIDGET (self));
  galley_narrow_words_yield (GTK_WIDGET (self->window_title));
  galley_narrow_words_yield (GTK_WIDGET (self->stack));
  galley_narrow_words_yield (GTK_WIDGET (self->publish_bar));
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  g_signal_connect_object (self->editor, "files-dropped", G_CALLBACK (galley_window_take_files), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "pictures-lost", G_CALLBACK (pictures_lost_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "picture-pasted", G_CALLBACK (picture_pasted_cb), self,
                           G_CONNECT_SWAPPED);
  galley_window_init_layout (self);
  galley_window_init_status (self);
  galley_window_init_inserter (self);
  galley_window_init_calm (self);
  galley_window_init_focus (self);
}

GalleyWindow *
galley_window_new (GtkApplication *application, GalleySession *session)
{
  GalleyWindow *self;
  GSettings *settings;

  g_return_val_if_fail (GALLEY_IS_SESSION (session), NULL);

  self = g_object_new (GALLEY_TYPE_WINDOW, "application", application, NULL);
  self->session = g_object_ref (session);
  settings = galley_session_get_settings (session);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  galley_editor_set_settings (self->editor, settings);
  galley_settings_panel_set_session (self->settings_panel, session);
  self->autosave = galley_autosave_new (settings);
  g_signal_connect_object (self->autosave, "failed", G_CALLBACK (galley_window_toast), self,
                           G_CONNECT_SWAPPED);
  g_settings_bind (settings, "check-spelling", self->editor, "spelling", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "focus-mode", self->editor, "focus-mode", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "typewriter", self->editor, "typewriter", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "spelling-languages", self->editor, "spelling-languages",
                   G_SETTINGS_BIND_DEFAULT);
  galley_window_init_actions (self);
  galley_window_init_keys (self);
  galley_window_init_recent (self);
  galley_window_set_document (self, NULL);
  return self;
}

GalleyDocument *
galley_window_get_document (GalleyWindow *self)
{
  g_return_val_if_fail (GALLEY_IS_WINDOW (self), NULL);
  return self->document;
}

gboolean
galley_window_is_empty (GalleyWindow *self)
{
  g_return_val_if_fail (GALLEY_IS_WINDOW (self), FALSE);
  return self->document == NULL || galley_document_is_pristine (self->document);
}

void
galley_window_toast (GalleyWindow *self, const char *message)
{
  AdwToast *toast;

  g_return_if_fail (GALLEY_IS_WINDOW (self) && message != NULL);

  /* A key that is pressed five times says it once, not for half a minute. */
  if (self->last_toast && galley_toast_says (self->last_toast, message))
    adw_toast_dismiss (self->last_toast);
  toast = galley_toast_new (self->toasts, message);
  adw_toast_set_timeout (toast, 6);
  g_set_weak_pointer (&self->last_toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}
