/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window and publishing: the dialog, and the bar for what was interrupted. */

#include "galley-window.h"
#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-publish-dialog.h"

static void
finding_activated_cb (GalleyWindow *self, guint line, guint column)
{
  if (self->is_narrow)
    galley_window_set_preview_shown (self, FALSE);
  galley_editor_go_to (self->editor, line, column);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

/* @interrupted: NULL for a new one. */
static void
present_dialog (GalleyWindow *self, const GalleyOpenPublish *interrupted)
{
  g_autoptr (GError) error = NULL;
  GalleyAccountStore *accounts = galley_session_get_accounts (self->session, &error);
  GtkWidget *dialog;

  if (accounts == NULL)
    {
      galley_window_toast (self, error->message);
      return;
    }
  gtk_revealer_set_reveal_child (self->publish_bar, FALSE);
  dialog = galley_publish_dialog_new (GTK_WINDOW (self), self->document, accounts,
                                      galley_session_get_http (self->session),
                                      galley_session_get_state_dir (self->session));
  g_signal_connect_object (dialog, "finding-activated", G_CALLBACK (finding_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (galley_window_offer_interrupted), self,
                           G_CONNECT_SWAPPED);
  if (interrupted)
    galley_publish_dialog_resume (GALLEY_PUBLISH_DIALOG (dialog), interrupted);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
save_answer_cb (GtkWindow *window, const char *answer, gpointer user_data)
{
  GalleyWindow *self = GALLEY_WINDOW (window);

  if (g_str_equal (answer, "save") && self->document)
    {
      self->publish_after_save = TRUE;
      galley_window_ask_save_as (self, FALSE);
    }
}

void
galley_window_publish (GalleyWindow *self)
{
  const char *const answers[] = { "cancel", _("_Cancel"), "save", _("_Save…"), NULL };

  if (self->document == NULL)
    return;
  if (galley_document_get_path (self->document))
    present_dialog (self, NULL);
  else
    galley_compat_ask (GTK_WINDOW (self), _("Save the Issue First?"),
                       _("An issue is published from its file: there Galley keeps which post it is, "
                         "so that publishing again changes that post."),
                       answers, save_answer_cb, NULL);
}

/* The newest one that can be finished here; the others come after it. */
static const GalleyOpenPublish *
find_interrupted (GalleyWindow *self)
{
  for (guint i = 0; self->interrupted && i < self->interrupted->len; i++)
    {
      const GalleyOpenPublish *one = g_ptr_array_index (self->interrupted, i);

      if (one->issue_path && g_file_test (one->issue_path, G_FILE_TEST_EXISTS))
        return one;
    }
  return NULL;
}

void
galley_window_offer_interrupted (GalleyWindow *self)
{
  const GalleyOpenPublish *one;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (GALLEY_IS_WINDOW (self));

  if (self->session == NULL)
    return;
  g_clear_pointer (&self->interrupted, g_ptr_array_unref);
  self->interrupted = galley_publish_list_open (galley_session_get_state_dir (self->session));
  one = find_interrupted (self);
  if (one)
    {
      name = one->title ? g_strdup (one->title) : g_filename_display_basename (one->issue_path);
      text = g_strdup_printf (_("Publishing “%s” to %s was interrupted."), name, one->site);
      gtk_label_set_label (self->publish_label, text);
    }
  gtk_revealer_set_reveal_child (self->publish_bar,
                                 one && g_strcmp0 (one->id, self->dismissed) != 0);
}

void
galley_window_dismiss_interrupted (GalleyWindow *self)
{
  const GalleyOpenPublish *one = find_interrupted (self);

  g_free (self->dismissed);
  self->dismissed = one ? g_strdup (one->id) : NULL;
  gtk_revealer_set_reveal_child (self->publish_bar, FALSE);
}

/* The window that shows the issue, once it is read. */
static void
loaded_cb (GalleyDocument *document, GParamSpec *pspec, gpointer user_data)
{
  GalleyWindow *self = user_data;
  const GalleyOpenPublish *one = find_interrupted (self);

  if (galley_document_is_busy (document))
    return;
  g_signal_handlers_disconnect_by_func (document, loaded_cb, self);
  if (one && self->document == document && galley_document_get_path (document))
    present_dialog (self, one);
}

void
galley_window_finish_publish (GalleyWindow *self)
{
  const GalleyOpenPublish *one = find_interrupted (self);
  GalleyWindow *window;

  if (one == NULL)
    return;
  gtk_revealer_set_reveal_child (self->publish_bar, FALSE);
  window = galley_window_open_in (self, one->issue_path);
  if (window != self)
    {
      g_clear_pointer (&window->interrupted, g_ptr_array_unref);
      window->interrupted = g_ptr_array_ref (self->interrupted);
    }
  if (galley_document_is_busy (window->document))
    g_signal_connect_object (window->document, "notify::busy", G_CALLBACK (loaded_cb), window, 0);
  else
    present_dialog (window, one);
}
