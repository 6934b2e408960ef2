/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-compat.h"

#include <glib/gi18n-lib.h>

typedef struct {
  GtkWindow *parent; /* owned */
  GtkFileChooserNative *chooser;
  GalleyFilesFunc done;
  gpointer user_data;
} FileAsk;

static char **
list_paths (GtkFileChooser *chooser)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (chooser);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (g_file_peek_path (file))
        g_strv_builder_add (builder, g_file_peek_path (file));
    }
  return g_strv_builder_end (builder);
}

static void
file_response_cb (FileAsk *ask, int response)
{
  g_auto (GStrv) paths = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    paths = list_paths (GTK_FILE_CHOOSER (ask->chooser));
  ask->done (ask->parent, paths && paths[0] ? (const char *const *) paths : NULL, ask->user_data);
  g_clear_object (&ask->chooser);
  g_clear_object (&ask->parent);
  g_free (ask);
}

static void
add_filters (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) issues = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (issues, _("Issues"));
  gtk_file_filter_add_suffix (issues, "md");
  gtk_file_filter_add_suffix (issues, "markdown");
  gtk_file_filter_add_suffix (issues, "textpack");
  gtk_file_filter_add_suffix (issues, "txt");
  gtk_file_chooser_add_filter (chooser, issues);
  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

static FileAsk *
ask_new (GtkWindow *parent, const char *title, GtkFileChooserAction action, const char *accept,
         GalleyFilesFunc done, gpointer user_data)
{
  FileAsk *ask = g_new0 (FileAsk, 1);

  ask->parent = g_object_ref (parent);
  ask->chooser = gtk_file_chooser_native_new (title, parent, action, accept, _("_Cancel"));
  ask->done = done;
  ask->user_data = user_data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (ask->chooser), TRUE);
  g_signal_connect_swapped (ask->chooser, "response", G_CALLBACK (file_response_cb), ask);
  return ask;
}

void
galley_compat_open_files (GtkWindow *parent, const char *title, GalleyFilesFunc done,
                          gpointer user_data)
{
  FileAsk *ask
      = ask_new (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), done, user_data);

  add_filters (GTK_FILE_CHOOSER (ask->chooser));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (ask->chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (ask->chooser));
}

void
galley_compat_open_picture (GtkWindow *parent, const char *title, GalleyFilesFunc done,
                            gpointer user_data)
{
  FileAsk *ask
      = ask_new (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, _("_Select"), done, user_data);
  g_autoptr (GtkFileFilter) pictures = gtk_file_filter_new ();

  gtk_file_filter_set_name (pictures, _("Pictures"));
  gtk_file_filter_add_mime_type (pictures, "image/*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (ask->chooser), pictures);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (ask->chooser));
}

static void
begin_in (FileAsk *ask, const char *folder)
{
  g_autoptr (GFile) file = folder ? g_file_new_for_path (folder) : NULL;

  if (file)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (ask->chooser), file, NULL);
}

void
galley_compat_open_folder (GtkWindow *parent, const char *title, const char *folder,
                           GalleyFilesFunc done, gpointer user_data)
{
  FileAsk *ask = ask_new (parent, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Select"),
                          done, user_data);

  begin_in (ask, folder);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (ask->chooser));
}

void
galley_compat_save_file (GtkWindow *parent, const char *title, const char *folder,
                         const char *name, GalleyFilesFunc done, gpointer user_data)
{
  FileAsk *ask
      = ask_new (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), done, user_data);

  add_filters (GTK_FILE_CHOOSER (ask->chooser));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (ask->chooser), name);
  begin_in (ask, folder);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (ask->chooser));
}

void
galley_compat_set_parent (GtkWindow *dialog, GtkWindow *parent)
{
  int width, height;

  gtk_window_set_transient_for (dialog, parent);
  gtk_window_get_default_size (dialog, &width, &height);
  if (parent && gtk_widget_get_width (GTK_WIDGET (parent)) > 0)
    gtk_window_set_default_size (dialog, MIN (width, gtk_widget_get_width (GTK_WIDGET (parent))), height);
  if (parent)
    g_object_set_data_full (G_OBJECT (dialog), "galley-parent", g_object_ref (parent),
                            g_object_unref);
}

typedef struct {
  GtkWindow *parent; /* owned */
  GalleyAnswerFunc done;
  gpointer user_data;
} Question;

static void
answer_cb (AdwMessageDialog *dialog, const char *answer, gpointer user_data)
{
  Question *question = user_data;

  question->done (question->parent, answer, question->user_data);
  g_object_unref (question->parent);
  g_free (question);
}

void
galley_compat_ask (GtkWindow *parent, const char *heading, const char *body,
                   const char *const *answers, GalleyAnswerFunc done, gpointer user_data)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, NULL));
  Question *question = g_new0 (Question, 1);
  const char *last = answers[0];

  adw_message_dialog_set_body (dialog, body);
  for (guint i = 0; answers[i]; i += 2)
    {
      gboolean destroys = answers[i + 1][0] == '!';

      adw_message_dialog_add_response (dialog, answers[i], answers[i + 1] + destroys);
      if (destroys)
        adw_message_dialog_set_response_appearance (dialog, answers[i], ADW_RESPONSE_DESTRUCTIVE);
      last = answers[i];
    }
  adw_message_dialog_set_close_response (dialog, answers[0]);
  if (last != answers[0] && adw_message_dialog_get_response_appearance (dialog, last)
                                == ADW_RESPONSE_DEFAULT)
    {
      adw_message_dialog_set_response_appearance (dialog, last, ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_set_default_response (dialog, last);
    }

  question->parent = g_object_ref (parent);
  question->done = done;
  question->user_data = user_data;
  g_signal_connect (dialog, "response", G_CALLBACK (answer_cb), question);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
name_parts (GtkWidget *widget, const char *title)
{
  const char *name = NULL;

  if (ADW_IS_PREFERENCES_ROW (widget))
    title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  if (GTK_IS_SEARCH_ENTRY (widget))
    name = _("Search");
  else if (GTK_IS_BUTTON (widget) && gtk_widget_get_tooltip_text (widget))
    name = gtk_widget_get_tooltip_text (widget);
  else if (GTK_IS_BUTTON (widget) && GTK_IS_FONT_BUTTON (gtk_widget_get_parent (widget)))
    name = title;
  if (name)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* The name of a font is long, and what it is for stands before it. */
  if (GTK_IS_LABEL (widget) && gtk_widget_get_ancestor (widget, GTK_TYPE_FONT_BUTTON))
    gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    name_parts (child, title);
}

void
galley_compat_name_parts (GtkWidget *window)
{
  name_parts (window, NULL);
}

void
galley_compat_open_uri (GtkWindow *parent, const char *uri)
{
  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
}

void
galley_compat_show_about (GtkWindow *parent)
{
  adw_show_about_window (parent, "application-name", _("Galley"), "application-icon", GALLEY_APP_ID,
                         "version", GALLEY_VERSION, "developer-name", _("The Galley contributors"),
                         "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _("Write a newsletter, see it as its readers will, and send it."),
                         "translator-credits",
                         /* Translators: your names, one a line. */
                         _("translator-credits"), NULL);
}
