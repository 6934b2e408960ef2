/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window's files: open, save, close. Nothing is lost without a question. */

#include "galley-window.h"
#include "galley-window-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-assets.h"
#include "galley-compat.h"
#include "galley-error.h"
#include "galley-file.h"
#include "galley-job.h"
#include "galley-new-issue.h"
#include "galley-sample.h"
#include "galley-slug.h"

static GalleyDocument *
make_document (GalleyWindow *self)
{
  return galley_document_new (galley_session_get_state_dir (self->session),
                              galley_session_get_cache_dir (self->session));
}

/* This one when there is nothing in it to keep, else a new one. */
static GalleyWindow *
get_empty_window (GalleyWindow *self)
{
  GalleyWindow *other;

  if (galley_window_is_empty (self))
    return self;
  other = galley_window_new (gtk_window_get_application (GTK_WINDOW (self)), self->session);
  gtk_window_present (GTK_WINDOW (other));
  return other;
}

void
galley_window_new_issue (GalleyWindow *self)
{
  g_autoptr (GalleyDocument) document = NULL;
  GalleyWindow *window;

  g_return_if_fail (GALLEY_IS_WINDOW (self));

  window = get_empty_window (self);
  document = make_document (window);
  galley_new_issue_begin (GTK_TEXT_BUFFER (document));
  galley_window_set_document (window, document);
}

/* A new issue on its way: its pictures come first, else the page would show that they are missing. */
typedef struct {
  GalleyWindow   *window;   /* owned */
  GalleyDocument *document; /* owned */
  char           *text;
  char           *from;
  char           *to;
  char          **pictures;
} Beginning;

static void
beginning_free (gpointer data)
{
  Beginning *beginning = data;

  g_object_unref (beginning->window);
  g_object_unref (beginning->document);
  g_free (beginning->text);
  g_free (beginning->from);
  g_free (beginning->to);
  g_strfreev (beginning->pictures);
  g_free (beginning);
}

static gpointer
copy_pictures (gpointer data, GalleyProgressFunc progress, gpointer progress_data,
               GCancellable *cancellable, GError **error)
{
  Beginning *beginning = data;

  return GINT_TO_POINTER (galley_assets_copy (beginning->from, beginning->to,
                                              (const char *const *) beginning->pictures, cancellable,
                                              error));
}

static void
copied_pictures_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  Beginning *beginning = data;

  if (error)
    galley_window_toast (beginning->window, error->message);
  galley_new_issue_begin_with (GTK_TEXT_BUFFER (beginning->document), beginning->text);
  galley_window_set_document (beginning->window, beginning->document);
}

void
galley_window_new_issue_from (GalleyWindow *self, const char *text, const char *folder)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);
  g_auto (GStrv) pictures = galley_issue_list_pictures (issue);
  g_auto (GStrv) files = galley_issue_list_files (issue);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  Beginning *beginning;

  g_strv_builder_addv (all, (const char **) pictures);
  g_strv_builder_addv (all, (const char **) files);
  beginning = g_new0 (Beginning, 1);
  beginning->window = g_object_ref (get_empty_window (self));
  beginning->document = make_document (beginning->window);
  beginning->text = g_strdup (text);
  beginning->from = g_strdup (folder);
  beginning->to = g_strdup (
      galley_issue_file_get_folder (galley_document_get_file (beginning->document)));
  beginning->pictures = g_strv_builder_end (all);
  galley_job_run (self, copy_pictures, beginning, beginning_free, NULL, NULL, NULL,
                  copied_pictures_cb);
}

static void
opened_cb (GalleyDocument *document, const GError *error, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;

  if (error)
    {
      galley_window_toast (self, error->message);
      if (document == self->document)
        galley_window_set_document (self, NULL);
      return;
    }
  if (galley_document_get_path (document))
    galley_session_add_recent (self->session, galley_document_get_path (document));
  /* What was recovered brought its cursor along. */
  if (document == self->document && gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (document)))
    {
      galley_editor_go_to (self->editor, galley_editor_get_line (self->editor),
                           galley_editor_get_column (self->editor));
      self->preview_behind = TRUE;
    }
  else if (document == self->document)
    galley_window_resume_place (self);
  galley_window_update_notice (self);
  galley_window_update_actions (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static GalleyWindow *
find_window (GalleyWindow *self, const char *path)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  for (GList *l = application ? gtk_application_get_windows (application) : NULL; l; l = l->next)
    {
      GalleyDocument *document = GALLEY_IS_WINDOW (l->data) ? GALLEY_WINDOW (l->data)->document
                                                            : NULL;
      const char *open_path = document ? galley_document_get_path (document) : NULL;

      if (open_path && (g_str_equal (path, open_path) || galley_file_is_same (path, open_path)))
        return l->data;
    }
  return NULL;
}

GalleyWindow *
galley_window_open_in (GalleyWindow *self, const char *path)
{
  g_autoptr (GalleyDocument) document = NULL;
  g_autofree char *absolute = NULL;
  GalleyWindow *window;

  absolute = g_canonicalize_filename (path, NULL);
  window = find_window (self, absolute);
  if (window)
    {
      gtk_window_present (GTK_WINDOW (window));
      return window;
    }
  window = get_empty_window (self);
  document = make_document (window);
  galley_window_set_document (window, document);
  galley_document_open (document, absolute, opened_cb, g_object_ref (window));
  return window;
}

void
galley_window_open (GalleyWindow *self, const char *path)
{
  g_return_if_fail (GALLEY_IS_WINDOW (self) && path != NULL);

  galley_window_open_in (self, path);
}

void
galley_window_recover (GalleyWindow *self, GalleyDraft *draft)
{
  g_autoptr (GalleyDocument) document = NULL;
  GalleyWindow *window;

  g_return_if_fail (GALLEY_IS_WINDOW (self) && GALLEY_IS_DRAFT (draft));

  /* The file may be open already, as it was when Galley went down. */
  window = galley_draft_get_path (draft) ? find_window (self, galley_draft_get_path (draft)) : NULL;
  if (window == NULL || galley_document_is_busy (window->document)
      || gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (window->document)))
    window = get_empty_window (self);
  document = make_document (window);
  galley_window_set_document (window, document);
  galley_document_recover (document, draft, opened_cb, g_object_ref (window));
}

/* A copy of one's own, with its pictures beside it: to be written in, saved and published. */
void
galley_window_open_sample (GalleyWindow *self)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "galley", "sample", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (GALLEY_IS_WINDOW (self));

  path = galley_sample_unpack (folder, &error);
  if (path == NULL)
    galley_window_toast (self, error->message);
  else
    galley_tour_begin (galley_window_open_in (self, path)->tour);
}

static void
open_answer_cb (GtkWidget *window, const char *const *paths, gpointer user_data)
{
  for (guint i = 0; paths && paths[i]; i++)
    galley_window_open (GALLEY_WINDOW (window), paths[i]);
}

void
galley_window_ask_open (GalleyWindow *self)
{
  galley_compat_open_files (GTK_WIDGET (self), _("Open Issue"), open_answer_cb, NULL);
}

/* No file chooser offers files and folders at once. */
void
galley_window_ask_open_folder (GalleyWindow *self)
{
  galley_compat_open_folder (GTK_WIDGET (self), _("Open TextBundle Folder"), NULL, open_answer_cb,
                             NULL);
}

static void
conflict_answer_cb (GtkWidget *window, const char *answer, gpointer user_data)
{
  GalleyWindow *self = GALLEY_WINDOW (window);

  if (g_str_equal (answer, "overwrite"))
    galley_window_save (self, TRUE);
  else if (g_str_equal (answer, "save-as"))
    galley_window_ask_save_as (self, FALSE);
  else
    {
      self->close_after_save = FALSE;
      self->publish_after_save = FALSE;
      galley_window_stay (self);
    }
}

static void
ask_gone (GalleyWindow *self, const char *message)
{
  const char *const answers[] = { "cancel",  _("_Cancel"),   "overwrite", _("_Save Again"),
                                  "save-as", _("Save _As…"), NULL };

  galley_compat_ask (GTK_WIDGET (self), _("The File Is Gone"), message, answers,
                     conflict_answer_cb, NULL);
}

static void
ask_conflict (GalleyWindow *self, const GError *error)
{
  const char *const answers[] = { "cancel",  _("_Cancel"),   "overwrite", _("!_Overwrite"),
                                  "save-as", _("Save _As…"), NULL };
  g_autofree char *body = NULL;

  if (!g_file_test (galley_document_get_path (self->document), G_FILE_TEST_EXISTS))
    {
      ask_gone (self, error->message);
      return;
    }
  body = g_strdup_printf ("%s %s", error->message,
                          _("Overwriting it loses what the other program wrote."));
  galley_compat_ask (GTK_WIDGET (self), _("The File Has Changed"), body, answers,
                     conflict_answer_cb, NULL);
}

static void
failed_answer_cb (GtkWidget *window, const char *answer, gpointer user_data)
{
  if (g_str_equal (answer, "save-as") && GALLEY_WINDOW (window)->document)
    galley_window_ask_save_as (GALLEY_WINDOW (window), FALSE);
}

/* Not a toast, which is gone when the writer looks up: until it is saved somewhere, nothing else is
 * as important. */
static void
tell_failure (GalleyWindow *self, const GError *error)
{
  const char *const answers[]
      = { "cancel", _("_Cancel"), "save-as", _("Save _As…"), NULL };

  galley_compat_ask (GTK_WIDGET (self), _("The Issue Was Not Saved"), error->message, answers,
                     failed_answer_cb, NULL);
}

static void
saved_cb (GalleyDocument *document, const GError *error, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;

  galley_window_update_actions (self);
  if (error && g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT))
    {
      ask_conflict (self, error);
      return;
    }
  if (error)
    {
      self->close_after_save = FALSE;
      self->publish_after_save = FALSE;
      galley_window_stay (self);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        tell_failure (self, error);
      return;
    }

  gtk_revealer_set_reveal_child (self->changed_bar, FALSE);
  galley_window_update_notice (self);
  if (galley_document_get_path (document))
    galley_session_add_recent (self->session, galley_document_get_path (document));
  galley_window_update_preview (self);
  galley_window_remember (self, TRUE);
  galley_session_save_desk (self->session);
  if (self->close_after_save && !gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (document)))
    gtk_window_close (GTK_WINDOW (self));
  else if (self->publish_after_save)
    galley_window_publish (self);
  self->close_after_save = FALSE;
  self->publish_after_save = FALSE;
}

static void
copied_cb (GalleyDocument *document, const GError *error, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;

  galley_window_toast (self, error ? error->message : _("The copy was saved."));
}

void
galley_window_save (GalleyWindow *self, gboolean overwrite)
{
  if (self->document == NULL)
    return;
  if (galley_document_get_path (self->document) == NULL
      || galley_issue_file_is_read_only (galley_document_get_file (self->document)))
    galley_window_ask_save_as (self, FALSE);
  else
    galley_document_save (self->document, overwrite, saved_cb, g_object_ref (self));
}

static void
save_as_answer_cb (GtkWidget *window, const char *const *paths, gpointer user_data)
{
  GalleyWindow *self = GALLEY_WINDOW (window);
  gboolean is_copy = GPOINTER_TO_INT (user_data);
  g_autofree char *path = NULL;
  const char *base;

  if (paths == NULL || self->document == NULL)
    {
      self->close_after_save = FALSE;
      self->publish_after_save = FALSE;
      galley_window_stay (self);
      return;
    }
  base = strrchr (paths[0], G_DIR_SEPARATOR);
  path = base && strchr (base, '.') ? g_strdup (paths[0]) : g_strconcat (paths[0], ".md", NULL);
  galley_document_save_as (self->document, path, is_copy, is_copy ? copied_cb : saved_cb,
                           g_object_ref (self));
}

void
galley_window_ask_save_as (GalleyWindow *self, gboolean is_copy)
{
  const char *path = galley_document_get_path (self->document);
  g_autofree char *slug = galley_slug_new (galley_document_get_title (self->document), 60, "issue");
  g_autofree char *name = path ? g_path_get_basename (path) : g_strconcat (slug, ".md", NULL);
  /* Where pictures may lie beside it, also for a program in a sandbox. */
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autofree char *folder = path ? g_path_get_dirname (path) : g_strdup (documents);

  galley_compat_save_file (GTK_WIDGET (self), is_copy ? _("Save a Copy") : _("Save Issue As"),
                           folder, name, save_as_answer_cb, GINT_TO_POINTER (is_copy));
}

static void
reloaded_cb (GalleyDocument *document, const GError *error, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;

  if (error)
    galley_window_toast (self, error->message);
  else
    gtk_revealer_set_reveal_child (self->changed_bar, FALSE);
}

static void
reload_answer_cb (GtkWidget *window, const char *answer, gpointer user_data)
{
  GalleyWindow *self = GALLEY_WINDOW (window);

  if (g_str_equal (answer, "reload") && self->document)
    galley_document_reload (self->document, reloaded_cb, g_object_ref (self));
}

void
galley_window_reload (GalleyWindow *self)
{
  const char *const answers[]
      = { "cancel", _("_Cancel"), "reload", _("!_Discard and Reload"), NULL };

  if (self->document == NULL || galley_document_get_path (self->document) == NULL)
    return;
  if (!gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self->document)))
    galley_document_reload (self->document, reloaded_cb, g_object_ref (self));
  else
    galley_compat_ask (GTK_WIDGET (self), _("Discard Your Changes?"),
                       _("Reloading the file discards everything you changed since the last save."),
                       answers, reload_answer_cb, NULL);
}

static void
close_answer_cb (GtkWidget *window, const char *answer, gpointer user_data)
{
  GalleyWindow *self = GALLEY_WINDOW (window);

  if (g_str_equal (answer, "save"))
    {
      self->close_after_save = TRUE;
      galley_window_save (self, FALSE);
    }
  else if (g_str_equal (answer, "discard"))
    {
      if (self->document)
        galley_document_discard (self->document);
      self->may_close = TRUE;
      gtk_window_close (GTK_WINDOW (window));
    }
  else
    galley_window_stay (self);
}

void
galley_window_ask_close (GalleyWindow *self)
{
  const char *const answers[] = { "cancel", _("_Cancel"), "discard", _("!_Discard"), "save",
                                  _("_Save"), NULL };
  g_autofree char *body = NULL;

  galley_document_flush_draft (self->document);
  body = g_strdup_printf (_("“%s” has unsaved changes. Changes you discard are lost for good."),
                          galley_document_get_title (self->document));
  galley_compat_ask (GTK_WIDGET (self), _("Save Changes?"), body, answers, close_answer_cb, NULL);
}
