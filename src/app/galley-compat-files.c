/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-compat.h"

#include <glib/gi18n-lib.h>

/* GtkFileDialog is of GTK 4.10; before that there is GtkFileChooserNative. Both show the desktop's own
 * window where there is one. */

typedef enum {
  ASK_FILE,
  ASK_FILES,
  ASK_FOLDER,
  ASK_SAVE,
} AskKind;

typedef struct {
  AskKind kind;
  GtkWidget *asker; /* owned */
  GalleyFilesFunc done;
  gpointer user_data;
} FileAsk;

static GtkFileFilter *
make_filter (const char *name, const char *mime, const char *const *suffixes, const char *pattern)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  if (mime)
    gtk_file_filter_add_mime_type (filter, mime);
  for (guint i = 0; suffixes && suffixes[i]; i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  if (pattern)
    gtk_file_filter_add_pattern (filter, pattern);
  return filter;
}

static GListStore *
list_issue_filters (void)
{
  static const char *const suffixes[] = { "md", "markdown", "textpack", "txt", NULL };
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) issues = make_filter (_("Issues"), NULL, suffixes, NULL);
  g_autoptr (GtkFileFilter) all = make_filter (_("All Files"), NULL, NULL, "*");

  g_list_store_append (filters, issues);
  g_list_store_append (filters, all);
  return filters;
}

static GListStore *
list_picture_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) pictures = make_filter (_("Pictures"), "image/*", NULL, NULL);

  g_list_store_append (filters, pictures);
  return filters;
}

static FileAsk *
ask_new (AskKind kind, GtkWidget *asker, GalleyFilesFunc done, gpointer user_data)
{
  FileAsk *ask = g_new0 (FileAsk, 1);

  ask->kind = kind;
  ask->asker = g_object_ref (asker);
  ask->done = done;
  ask->user_data = user_data;
  return ask;
}

static GtkWindow *
get_window (FileAsk *ask)
{
  return GTK_WINDOW (gtk_widget_get_root (ask->asker));
}

static char **
list_paths (GListModel *files)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; files && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (g_file_peek_path (file))
        g_strv_builder_add (builder, g_file_peek_path (file));
    }
  return g_strv_builder_end (builder);
}

/* @files: NULL when there is no answer. */
static void
answer (FileAsk *ask, GListModel *files)
{
  g_auto (GStrv) paths = list_paths (files);

  ask->done (ask->asker, paths[0] ? (const char *const *) paths : NULL, ask->user_data);
  g_object_unref (ask->asker);
  g_free (ask);
}

#if GTK_CHECK_VERSION (4, 10, 0)

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GtkFileDialog *dialog = GTK_FILE_DIALOG (source);
  FileAsk *ask = user_data;
  g_autoptr (GListModel) files = NULL;
  g_autoptr (GFile) file = NULL;

  /* The one thing that can be wrong is that the writer closed it. */
  if (ask->kind == ASK_FILES)
    files = gtk_file_dialog_open_multiple_finish (dialog, result, NULL);
  else if (ask->kind == ASK_FILE)
    file = gtk_file_dialog_open_finish (dialog, result, NULL);
  else if (ask->kind == ASK_FOLDER)
    file = gtk_file_dialog_select_folder_finish (dialog, result, NULL);
  else
    file = gtk_file_dialog_save_finish (dialog, result, NULL);
  if (file)
    {
      GListStore *one = g_list_store_new (G_TYPE_FILE);

      g_list_store_append (one, file);
      files = G_LIST_MODEL (one);
    }
  answer (ask, files);
}

static void
ask_for (FileAsk *ask, const char *title, const char *accept, GListStore *filters,
         const char *folder, const char *name)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GFile) place = folder ? g_file_new_for_path (folder) : NULL;
  g_autoptr (GListStore) owned = filters;

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_accept_label (dialog, accept);
  if (filters)
    gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  if (place)
    gtk_file_dialog_set_initial_folder (dialog, place);
  if (name)
    gtk_file_dialog_set_initial_name (dialog, name);
  if (ask->kind == ASK_FILES)
    gtk_file_dialog_open_multiple (dialog, get_window (ask), NULL, chosen_cb, ask);
  else if (ask->kind == ASK_FILE)
    gtk_file_dialog_open (dialog, get_window (ask), NULL, chosen_cb, ask);
  else if (ask->kind == ASK_FOLDER)
    gtk_file_dialog_select_folder (dialog, get_window (ask), NULL, chosen_cb, ask);
  else
    gtk_file_dialog_save (dialog, get_window (ask), NULL, chosen_cb, ask);
}

#else

static void
response_cb (GtkNativeDialog *native, int response, gpointer user_data)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (native));
  answer (user_data, files);
  g_object_unref (native);
}

static void
ask_for (FileAsk *ask, const char *title, const char *accept, GListStore *filters,
         const char *folder, const char *name)
{
  static const GtkFileChooserAction actions[]
      = { GTK_FILE_CHOOSER_ACTION_OPEN, GTK_FILE_CHOOSER_ACTION_OPEN,
          GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, GTK_FILE_CHOOSER_ACTION_SAVE };
  GtkFileChooserNative *native = gtk_file_chooser_native_new (
      title, get_window (ask), actions[ask->kind], accept, _("_Cancel"));
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (native);
  g_autoptr (GFile) place = folder ? g_file_new_for_path (folder) : NULL;
  g_autoptr (GListStore) owned = filters;

  for (guint i = 0; filters && i < g_list_model_get_n_items (G_LIST_MODEL (filters)); i++)
    {
      g_autoptr (GtkFileFilter) filter = g_list_model_get_item (G_LIST_MODEL (filters), i);

      gtk_file_chooser_add_filter (chooser, filter);
    }
  gtk_file_chooser_set_select_multiple (chooser, ask->kind == ASK_FILES);
  if (place)
    gtk_file_chooser_set_current_folder (chooser, place, NULL);
  if (name)
    gtk_file_chooser_set_current_name (chooser, name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (response_cb), ask);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

#endif

void
galley_compat_open_files (GtkWidget *asker, const char *title, GalleyFilesFunc done,
                          gpointer user_data)
{
  ask_for (ask_new (ASK_FILES, asker, done, user_data), title, _("_Open"), list_issue_filters (),
           NULL, NULL);
}

void
galley_compat_open_picture (GtkWidget *asker, const char *title, GalleyFilesFunc done,
                            gpointer user_data)
{
  ask_for (ask_new (ASK_FILE, asker, done, user_data), title, _("_Select"),
           list_picture_filters (), NULL, NULL);
}

void
galley_compat_open_pictures (GtkWidget *asker, const char *title, GalleyFilesFunc done,
                             gpointer user_data)
{
  ask_for (ask_new (ASK_FILES, asker, done, user_data), title, _("_Select"),
           list_picture_filters (), NULL, NULL);
}

void
galley_compat_open_folder (GtkWidget *asker, const char *title, const char *folder,
                           GalleyFilesFunc done, gpointer user_data)
{
  ask_for (ask_new (ASK_FOLDER, asker, done, user_data), title, _("_Select"), NULL, folder, NULL);
}

void
galley_compat_save_file (GtkWidget *asker, const char *title, const char *folder,
                         const char *name, GalleyFilesFunc done, gpointer user_data)
{
  ask_for (ask_new (ASK_SAVE, asker, done, user_data), title, _("_Save"), list_issue_filters (),
           folder, name);
}
