/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file of an open issue. One worker at a time touches it (busy); a running job keeps the document
 * alive, so dispose never meets one. */

#include "galley-document.h"
#include "galley-document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-error.h"
#include "galley-job.h"
#include "galley-versions.h"

/* A save by another program is several events. */
#define CHECK_DELAY 250 /* ms */

typedef enum {
  FILE_OPEN,
  FILE_SAVE,
  FILE_SAVE_AS,
  FILE_COPY,
  FILE_MOVE,
  FILE_RELOAD,
  FILE_RECOVER,
} FileKind;

/* One slow thing done to the file. */
typedef struct {
  FileKind kind;
  GalleyIssueFile *file;
  GalleyDraft *draft; /* RECOVER */
  char *path;
  char *cache_dir;
  char *state_dir;
  char *draft_folder;
  char *notice; /* what went wrong beside it */
  char *text;
  gsize length;
  char **assets;
  gboolean overwrite;
  guint64 serial;
  GalleyDocumentDoneFunc done;
  gpointer user_data;
} FileWork;

static void
file_work_free (gpointer data)
{
  FileWork *work = data;

  g_clear_object (&work->file);
  g_clear_object (&work->draft);
  g_free (work->path);
  g_free (work->cache_dir);
  g_free (work->state_dir);
  g_free (work->notice);
  g_free (work->draft_folder);
  g_free (work->text);
  g_strfreev (work->assets);
  g_free (work);
}

static gpointer
copy_file (FileWork *work, GCancellable *cancellable, GError **error)
{
  const char *path = galley_issue_file_get_path (work->file);
  g_autoptr (GalleyIssueFile) copy = NULL;
  const char *const *assets = (const char *const *) work->assets;

  copy = path ? galley_issue_file_open (path, work->cache_dir, cancellable, error)
              : galley_issue_file_new_untitled (galley_issue_file_get_folder (work->file));
  if (copy == NULL)
    return NULL;
  if (!galley_issue_file_save_as (copy, work->path, work->text, work->length, assets, cancellable,
                                  error))
    return NULL;
  return g_object_ref (work->file);
}

/* The draft's file when it is still there, else an untitled issue beside the draft's pictures. */
static gpointer
recover_file (FileWork *work, GCancellable *cancellable, GError **error)
{
  const char *path = galley_draft_get_path (work->draft);
  g_autoptr (GalleyIssueFile) file = NULL;

  work->text = galley_draft_load_text (work->draft, &work->length, error);
  if (work->text == NULL)
    return NULL;
  if (path)
    file = galley_issue_file_open (path, work->cache_dir, cancellable, NULL);
  if (file == NULL)
    file = galley_issue_file_new_untitled (galley_draft_get_folder (work->draft));
  return g_steal_pointer (&file);
}

static gpointer
move_file (FileWork *work, GCancellable *cancellable, GError **error)
{
  gsize length, new_length;
  const char *text = galley_issue_file_get_text (work->file, &length);
  g_autoptr (GalleyIssueFile) file
      = galley_issue_file_open (work->path, work->cache_dir, cancellable, error);
  const char *new_text = file ? galley_issue_file_get_text (file, &new_length) : NULL;

  if (file == NULL)
    return NULL;
  if (length == new_length && memcmp (text, new_text, length) == 0)
    return g_steal_pointer (&file);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
               _("“%s” in that folder is not the issue that is open."), work->path);
  return NULL;
}

/* The save is done, whatever becomes of this. */
static gpointer
keep_version (FileWork *work)
{
  const char *path = galley_issue_file_get_path (work->file);
  g_autoptr (GalleyVersions) versions
      = galley_versions_new_for_text (work->state_dir, work->text, work->length, path);
  g_autoptr (GError) error = NULL;

  if (!galley_versions_add (versions, GALLEY_VERSION_SAVE, NULL, work->text, work->length, &error))
    work->notice = g_strdup (error->message);
  return g_object_ref (work->file);
}

/* Returns the file that the document has from now on. */
static gpointer
file_work_func (gpointer data, GalleyProgressFunc progress, gpointer progress_data,
                GCancellable *cancellable, GError **error)
{
  FileWork *work = data;
  const char *const *assets = (const char *const *) work->assets;

  switch (work->kind)
    {
    case FILE_OPEN:
      return galley_issue_file_open (work->path, work->cache_dir, cancellable, error);
    case FILE_SAVE:
      if (!galley_issue_file_save (work->file, work->text, work->length, work->overwrite,
                                   cancellable, error))
        return NULL;
      return keep_version (work);
    case FILE_SAVE_AS:
      if (!galley_issue_file_save_as (work->file, work->path, work->text, work->length, assets,
                                      cancellable, error))
        return NULL;
      return keep_version (work);
    case FILE_COPY:
      return copy_file (work, cancellable, error);
    case FILE_MOVE:
      return move_file (work, cancellable, error);
    case FILE_RELOAD:
      if (!galley_issue_file_reload (work->file, cancellable, error))
        return NULL;
      return g_object_ref (work->file);
    case FILE_RECOVER:
      return recover_file (work, cancellable, error);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
check_cb (gpointer user_data)
{
  GalleyDocument *self = user_data;

  self->check_source = 0;
  galley_document_check_file (self);
  return G_SOURCE_REMOVE;
}

static void
monitor_changed_cb (GalleyDocument *self)
{
  if (self->check_source == 0)
    self->check_source = g_timeout_add (CHECK_DELAY, check_cb, self);
}

static void
watch_file (GalleyDocument *self)
{
  const char *path = galley_issue_file_get_path (self->file);
  g_autoptr (GFile) file = path ? g_file_new_for_path (path) : NULL;

  if (self->monitor)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  if (file == NULL)
    return;

  self->monitor = g_file_monitor (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (monitor_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static gboolean
take_file_text (GalleyDocument *self, FileWork *work, GError **error)
{
  const char *text = work->text;
  gsize length = work->length;

  if (work->kind != FILE_RECOVER)
    text = galley_issue_file_get_text (self->file, &length);
  if (!galley_document_take_text (self, text, length))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                   _("“%s” cannot be edited because it is not text."), work->path);
      return FALSE;
    }
  if (work->kind == FILE_RECOVER)
    {
      GtkTextIter cursor;

      gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &cursor,
                                          galley_draft_get_cursor (work->draft));
      gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self), &cursor);
      gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self), TRUE);
    }
  return TRUE;
}

static gboolean
finish_work (GalleyDocument *self, FileWork *work, GalleyIssueFile *file, GError **error)
{
  if (work->kind == FILE_COPY)
    return TRUE;

  g_set_object (&self->file, file);
  if (work->kind == FILE_RECOVER)
    {
      if (self->draft)
        galley_draft_discard (self->draft, NULL);
      g_set_object (&self->draft, work->draft);
    }
  if (work->kind == FILE_SAVE || work->kind == FILE_SAVE_AS)
    {
      /* What was typed during the save is not saved. */
      if (work->serial == self->serial)
        gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self), FALSE);
    }
  else if (work->kind != FILE_MOVE && !take_file_text (self, work, error))
    return FALSE;

  if (work->kind != FILE_SAVE)
    watch_file (self);
  if (work->kind != FILE_RECOVER)
    galley_document_schedule_draft (self);
  /* Pictures are found, or missing, from the folder on. */
  if (work->kind == FILE_MOVE)
    galley_document_schedule_parse (self);
  return TRUE;
}

static void
file_work_done_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleyDocument *self = owner;
  FileWork *work = data;
  g_autoptr (GError) own_error = NULL;

  if (error == NULL)
    {
      finish_work (self, work, result, &own_error);
      error = own_error;
    }
  self->is_writing = FALSE;
  galley_document_set_busy (self, FALSE);
  galley_document_update_titles (self);
  if (work->notice)
    galley_document_emit_draft_failed (self, work->notice);
  if (work->done)
    work->done (self, error, work->user_data);
}

static void
run_file_work (GalleyDocument *self, FileKind kind, FileWork *work, GalleyDocumentDoneFunc done,
               gpointer user_data)
{
  if (self->busy)
    {
      g_autoptr (GError) error
          = g_error_new_literal (GALLEY_ERROR, GALLEY_ERROR_FAILED,
                                 _("Galley is still reading or writing this issue."));

      file_work_free (work);
      if (done)
        done (self, error, user_data);
      return;
    }

  work->kind = kind;
  work->file = g_object_ref (self->file);
  work->cache_dir = g_strdup (self->cache_dir);
  work->state_dir = g_strdup (self->state_dir);
  work->serial = self->serial;
  work->done = done;
  work->user_data = user_data;
  self->is_writing = kind == FILE_SAVE || kind == FILE_SAVE_AS || kind == FILE_COPY || kind == FILE_MOVE;
  galley_document_set_busy (self, TRUE);
  galley_job_run (self, file_work_func, work, file_work_free, g_object_unref, NULL, NULL,
                  file_work_done_cb);
}

void
galley_document_open (GalleyDocument *self, const char *path, GalleyDocumentDoneFunc done,
                      gpointer user_data)
{
  FileWork *work = g_new0 (FileWork, 1);

  work->path = g_strdup (path);
  run_file_work (self, FILE_OPEN, work, done, user_data);
}

void
galley_document_save (GalleyDocument *self, gboolean overwrite, GalleyDocumentDoneFunc done,
                      gpointer user_data)
{
  FileWork *work = g_new0 (FileWork, 1);

  work->text = galley_document_dup_text (self, &work->length);
  work->overwrite = overwrite;
  run_file_work (self, FILE_SAVE, work, done, user_data);
}

/* Pictures, and what the file, audio and video cards name. */
static char **
list_assets (GalleyIssue *issue)
{
  g_autoptr (GStrvBuilder) assets = g_strv_builder_new ();
  g_auto (GStrv) pictures = galley_issue_list_pictures (issue);
  g_auto (GStrv) files = galley_issue_list_files (issue);

  g_strv_builder_addv (assets, (const char **) pictures);
  g_strv_builder_addv (assets, (const char **) files);
  return g_strv_builder_end (assets);
}

void
galley_document_save_as (GalleyDocument *self, const char *path, gboolean is_copy,
                         GalleyDocumentDoneFunc done, gpointer user_data)
{
  GalleyIssue *issue = galley_document_parse (self);
  FileWork *work = g_new0 (FileWork, 1);

  work->path = g_strdup (path);
  work->assets = list_assets (issue);
  work->text = galley_document_dup_text (self, &work->length);
  if (is_copy)
    {
      const GalleyFrontMatter *front_matter = galley_issue_get_front_matter (issue);
      g_autoptr (GalleyEdit) edit = galley_front_matter_edit_anonymous (front_matter);
      g_autofree char *text = g_steal_pointer (&work->text);

      work->text = galley_edit_apply (edit, text, work->length, &work->length);
    }
  run_file_work (self, is_copy ? FILE_COPY : FILE_SAVE_AS, work, done, user_data);
}

void
galley_document_move (GalleyDocument *self, const char *path, GalleyDocumentDoneFunc done,
                      gpointer user_data)
{
  FileWork *work = g_new0 (FileWork, 1);

  work->path = g_strdup (path);
  run_file_work (self, FILE_MOVE, work, done, user_data);
}

void
galley_document_reload (GalleyDocument *self, GalleyDocumentDoneFunc done, gpointer user_data)
{
  FileWork *work = g_new0 (FileWork, 1);

  work->path = g_strdup (galley_document_get_path (self));
  run_file_work (self, FILE_RELOAD, work, done, user_data);
}

void
galley_document_recover (GalleyDocument *self, GalleyDraft *draft, GalleyDocumentDoneFunc done,
                         gpointer user_data)
{
  FileWork *work = g_new0 (FileWork, 1);

  work->draft = g_object_ref (draft);
  work->path = g_strdup (galley_draft_get_path (draft));
  run_file_work (self, FILE_RECOVER, work, done, user_data);
}

void
galley_document_check_file (GalleyDocument *self)
{
  gboolean is_gone = FALSE;

  g_return_if_fail (GALLEY_IS_DOCUMENT (self));

  if (self->busy || galley_document_get_path (self) == NULL)
    return;
  if (galley_issue_file_has_changed (self->file, &is_gone))
    galley_document_emit_file_changed (self, is_gone);
}

GalleyIssueFile *
galley_document_get_file (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);
  return self->file;
}

const char *
galley_document_get_path (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);
  return galley_issue_file_get_path (self->file);
}

static gboolean
draft_missing_cb (gpointer user_data)
{
  galley_document_emit_draft_failed (user_data,
                                     _("Galley cannot keep a safety copy of this issue while you "
                                       "type: its state folder cannot be written."));
  return G_SOURCE_REMOVE;
}

GalleyDocument *
galley_document_new (const char *state_dir, const char *cache_dir)
{
  GalleyDocument *self;
  const char *folder;

  g_return_val_if_fail (state_dir != NULL && cache_dir != NULL, NULL);

  self = g_object_new (GALLEY_TYPE_DOCUMENT, NULL);
  self->cache_dir = g_strdup (cache_dir);
  self->state_dir = g_strdup (state_dir);
  self->draft = galley_draft_new (state_dir, NULL);
  if (self->draft == NULL)
    {
      self->spare_folder = g_build_filename (cache_dir, "untitled", NULL);
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, draft_missing_cb, g_object_ref (self),
                       g_object_unref);
    }
  folder = self->draft ? galley_draft_get_folder (self->draft) : self->spare_folder;
  self->file = galley_issue_file_new_untitled (folder);
  galley_document_update_titles (self);
  return self;
}
