/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window and publishing: the dialog, and the bar for what was interrupted. */

#include "galley-window.h"
#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-interrupted-dialog.h"
#include "galley-publish-dialog.h"

static void
finding_activated_cb (GalleyWindow *self, guint line, guint column)
{
  if (self->is_narrow)
    galley_window_set_preview_shown (self, FALSE);
  galley_editor_go_to (self->editor, line, column);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

/* NULL once it was said why. */
static GalleyAccountStore *
get_accounts (GalleyWindow *self)
{
  g_autoptr (GError) error = NULL;
  GalleyAccountStore *accounts = galley_session_get_accounts (self->session, &error);

  if (accounts == NULL)
    galley_window_toast (self, error->message);
  return accounts;
}

/* @interrupted: NULL for a new one. */
static void
present_dialog (GalleyWindow *self, const GalleyOpenPublish *interrupted)
{
  GalleyAccountStore *accounts = get_accounts (self);
  GtkWidget *dialog;

  if (accounts == NULL)
    return;
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
  galley_dialog_present (GALLEY_DIALOG (dialog));
}

static void
save_answer_cb (GtkWidget *window, const char *answer, gpointer user_data)
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
    galley_compat_ask (GTK_WIDGET (self), _("Save the Issue First?"),
                       _("An issue is published from its file: there Galley keeps which post it is, "
                         "so that publishing again changes that post."),
                       answers, save_answer_cb, NULL);
}

static gboolean
has_file (const GalleyOpenPublish *one)
{
  return one->issue_path != NULL && g_file_test (one->issue_path, G_FILE_TEST_EXISTS);
}

/* The only one, if it can be finished at once: of all others there is a list. */
static const GalleyOpenPublish *
find_only (GalleyWindow *self)
{
  const GalleyOpenPublish *one
      = self->interrupted && self->interrupted->len == 1 ? self->interrupted->pdata[0] : NULL;

  return one && has_file (one) ? one : NULL;
}

static char *
dup_ids (GalleyWindow *self)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; self->interrupted && i < self->interrupted->len; i++)
    g_string_append_printf (ids, "%s\n", ((GalleyOpenPublish *) self->interrupted->pdata[i])->id);
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static char *
dup_offer (GalleyWindow *self)
{
  const GalleyOpenPublish *one = self->interrupted->len == 1 ? self->interrupted->pdata[0] : NULL;
  g_autofree char *name = NULL;

  if (one == NULL)
    return g_strdup_printf (ngettext ("%u publish was interrupted.", "%u publishes were interrupted.",
                                      self->interrupted->len),
                            self->interrupted->len);
  if (one->unreadable)
    return g_strdup (one->state);
  name = one->title ? g_strdup (one->title)
                    : one->issue_path ? g_filename_display_basename (one->issue_path) : g_strdup (one->id);
  if (has_file (one) && one->plan->retry)
    return g_strdup_printf (_("Sending the failed mail of “%s” on %s once more was interrupted."), name, one->site);
  if (has_file (one))
    return g_strdup_printf (_("Publishing “%s” to %s was interrupted."), name, one->site);
  return g_strdup_printf (_("Publishing “%s” to %s was interrupted, and its file is not there any more."), name,
                          one->site);
}

void
galley_window_offer_interrupted (GalleyWindow *self)
{
  g_autofree char *text = NULL;
  g_autofree char *ids = NULL;

  g_return_if_fail (GALLEY_IS_WINDOW (self));

  if (self->session == NULL)
    return;
  g_clear_pointer (&self->interrupted, g_ptr_array_unref);
  self->interrupted = galley_open_publish_list (galley_session_get_state_dir (self->session));
  ids = dup_ids (self);
  if (self->interrupted->len > 0)
    {
      text = dup_offer (self);
      gtk_label_set_label (self->publish_label, text);
      gtk_widget_set_visible (self->finish_button, find_only (self) != NULL);
    }
  gtk_revealer_set_reveal_child (self->publish_bar,
                                 self->interrupted->len > 0 && g_strcmp0 (ids, self->dismissed) != 0);
}

void
galley_window_dismiss_interrupted (GalleyWindow *self)
{
  g_free (self->dismissed);
  self->dismissed = dup_ids (self);
  gtk_revealer_set_reveal_child (self->publish_bar, FALSE);
}

/* A publish that waits for its issue to be read, in the window that shows it. */
typedef struct {
  GPtrArray               *list; /* keeps it */
  const GalleyOpenPublish *publish;
} Waiting;

static void
waiting_free (gpointer data)
{
  g_ptr_array_unref (((Waiting *) data)->list);
  g_free (data);
}

#define WAITING "galley-waiting-publish"

/* The window that shows the issue, once it is read. */
static void
loaded_cb (GalleyDocument *document, GParamSpec *pspec, gpointer user_data)
{
  GalleyWindow *self = user_data;
  const Waiting *waiting = g_object_get_data (G_OBJECT (document), WAITING);

  if (galley_document_is_busy (document))
    return;
  g_signal_handlers_disconnect_by_func (document, loaded_cb, self);
  if (waiting && self->document == document && galley_document_get_path (document))
    present_dialog (self, waiting->publish);
  g_object_set_data (G_OBJECT (document), WAITING, NULL);
}

static void
finish (GalleyWindow *self, const GalleyOpenPublish *one)
{
  GalleyWindow *window;
  Waiting *waiting;

  gtk_revealer_set_reveal_child (self->publish_bar, FALSE);
  window = galley_window_open_in (self, one->issue_path);
  if (!galley_document_is_busy (window->document))
    {
      present_dialog (window, one);
      return;
    }
  waiting = g_new0 (Waiting, 1);
  waiting->list = g_ptr_array_ref (self->interrupted);
  waiting->publish = one;
  g_object_set_data_full (G_OBJECT (window->document), WAITING, waiting, waiting_free);
  g_signal_connect_object (window->document, "notify::busy", G_CALLBACK (loaded_cb), window, 0);
}

/* The list in its own window may be newer than the bar's. */
static void
finish_chosen_cb (GalleyWindow *self, const GalleyOpenPublish *chosen)
{
  galley_window_offer_interrupted (self);
  for (guint i = 0; i < self->interrupted->len; i++)
    {
      const GalleyOpenPublish *one = g_ptr_array_index (self->interrupted, i);

      if (g_strcmp0 (one->id, chosen->id) == 0 && g_strcmp0 (one->site, chosen->site) == 0 && has_file (one))
        {
          finish (self, one);
          return;
        }
    }
}

void
galley_window_show_interrupted (GalleyWindow *self)
{
  GalleyAccountStore *accounts = get_accounts (self);
  GtkWidget *dialog;

  if (accounts == NULL)
    return;
  dialog = galley_interrupted_dialog_new (GTK_WINDOW (self), accounts, galley_session_get_http (self->session),
                                          galley_session_get_state_dir (self->session));
  g_signal_connect_object (dialog, "finish-chosen", G_CALLBACK (finish_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (galley_window_offer_interrupted), self,
                           G_CONNECT_SWAPPED);
  galley_dialog_present (GALLEY_DIALOG (dialog));
}

void
galley_window_finish_publish (GalleyWindow *self)
{
  const GalleyOpenPublish *one = find_only (self);

  if (one)
    finish (self, one);
  else
    galley_window_show_interrupted (self);
}
