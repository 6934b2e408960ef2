/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-window.h"
#include "galley-window-private.h"
#include "galley-window-shelf.h"

#include <glib/gi18n-lib.h>

#include "galley-issue-file.h"
#include "galley-renew.h"
#include "galley-shelf-dialog.h"

static char *
get_folder (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), "galley", name, NULL);
}

static void
snippet_cb (GalleyWindow *self, const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (galley_editor_get_view (self->editor)),
                                      gtk_text_buffer_get_insert (buffer));
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

void
galley_window_show_snippets (GalleyWindow *self)
{
  g_autofree char *folder = get_folder ("snippets");
  g_autofree char *text = NULL;
  GtkTextIter start, end;
  GtkWidget *dialog;

  if (gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->document), &start, &end))
    text = gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self->document), &start, &end, TRUE);
  dialog = galley_shelf_dialog_new (
      GTK_WINDOW (self), _("Snippets"),
      text ? _("Give the selected text a name here to keep it, or put Markdown files into the folder.")
           : _("Select text and come back here to keep it, or put Markdown files into the folder."),
      folder, text, NULL);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (snippet_cb), self, G_CONNECT_SWAPPED);
  galley_dialog_present (GALLEY_DIALOG (dialog));
}

static void
template_cb (GalleyWindow *self, const char *text)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);
  g_autofree char *renewed = galley_renew (issue, TRUE);
  g_autofree char *folder = get_folder ("templates");

  galley_window_new_issue_from (self, renewed, folder);
}

void
galley_window_show_templates (GalleyWindow *self)
{
  g_autofree char *folder = get_folder ("templates");
  g_autofree char *text = NULL;
  const char *from = NULL;
  GtkWidget *dialog;

  if (self->document)
    {
      text = galley_renew (galley_document_parse (self->document), TRUE);
      from = galley_issue_file_get_folder (galley_document_get_file (self->document));
    }
  dialog = galley_shelf_dialog_new (
      GTK_WINDOW (self), _("New from a Template"),
      _("Keep an issue here as a template, or put Markdown files into the folder."), folder, text,
      from);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (template_cb), self, G_CONNECT_SWAPPED);
  galley_dialog_present (GALLEY_DIALOG (dialog));
}

/* The one in this window, else the one that was open last. */
void
galley_window_new_from_last (GalleyWindow *self)
{
  g_auto (GStrv) recent = galley_session_list_recent (self->session);
  g_autoptr (GalleyIssue) issue = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *folder = NULL;

  if (self->document && !galley_document_is_pristine (self->document))
    {
      issue = galley_issue_ref (galley_document_parse (self->document));
      folder = g_strdup (galley_issue_file_get_folder (galley_document_get_file (self->document)));
    }
  else if (recent[0])
    {
      g_autoptr (GalleyIssueFile) file = galley_issue_file_open (
          recent[0], galley_session_get_cache_dir (self->session), NULL, &error);
      gsize length;
      const char *last = file ? galley_issue_file_get_text (file, &length) : NULL;

      if (last == NULL)
        {
          galley_window_toast (self, error->message);
          return;
        }
      issue = galley_issue_new (last, length);
      folder = g_strdup (galley_issue_file_get_folder (file));
    }
  else
    {
      galley_window_toast (self, _("There is no issue yet to begin from."));
      return;
    }
  text = galley_renew (issue, FALSE);
  galley_window_new_issue_from (self, text, folder);
}
