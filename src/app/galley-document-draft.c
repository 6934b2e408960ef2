/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The draft of an open issue, and the version that is kept once an hour with it. One worker at a time
 * touches them (writing_draft); a running job keeps the document alive, so dispose never meets one. */

#include "galley-document.h"
#include "galley-document-private.h"

#include "galley-job.h"
#include "galley-versions.h"

/* The promise is one second after the last key: half of it for the write itself. */
#define DRAFT_DELAY 500 /* ms */
/* How often it is looked whether the last version is an hour old. */
#define VERSION_INTERVAL (5 * G_TIME_SPAN_MINUTE)
typedef struct {
  GalleyDraft *draft;
  char *state_dir; /* NULL: it is too early for another version */
  char *path;
  GalleyRope *rope; /* NULL: nothing unsaved, clear it */
  guint cursor;
} DraftWork;

static void
draft_work_free (gpointer data)
{
  DraftWork *work = data;

  g_clear_object (&work->draft);
  g_free (work->state_dir);
  g_free (work->path);
  g_clear_pointer (&work->rope, galley_rope_free);
  g_free (work);
}

static gboolean
keep_hourly (DraftWork *work, const char *text, gsize length, GError **error)
{
  g_autoptr (GalleyVersions) versions = NULL;

  if (work->state_dir == NULL || work->path == NULL)
    return TRUE;
  versions = galley_versions_new_for_text (work->state_dir, text, length, work->path);
  return galley_versions_add_hourly (versions, text, length, error);
}

static gboolean
draft_work_run (DraftWork *work, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (work->rope == NULL)
    return galley_draft_clear (work->draft, error);
  text = galley_rope_dup_text (work->rope, &length);
  return galley_draft_write (work->draft, work->path, text, length, work->cursor, error)
         && keep_hourly (work, text, length, error);
}

static gpointer
draft_work_func (gpointer data, GalleyProgressFunc progress, gpointer progress_data,
                 GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (draft_work_run (data, error));
}

static DraftWork *
draft_work_new (GalleyDocument *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  DraftWork *work = g_new0 (DraftWork, 1);
  GtkTextIter cursor;

  work->draft = g_object_ref (self->draft);
  work->path = g_strdup (galley_document_get_path (self));
  if (gtk_text_buffer_get_modified (buffer))
    work->rope = galley_rope_copy (self->rope);
  if (work->rope != NULL
      && (self->version_time == 0 || g_get_monotonic_time () - self->version_time > VERSION_INTERVAL))
    {
      work->state_dir = g_strdup (self->state_dir);
      self->version_time = g_get_monotonic_time ();
    }
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  work->cursor = gtk_text_iter_get_offset (&cursor);
  return work;
}

static void
draft_done_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleyDocument *self = owner;

  self->writing_draft = FALSE;
  if (error)
    galley_document_emit_draft_failed (self, error->message);
  if (self->draft_again)
    galley_document_schedule_draft (self);
}

static gboolean
draft_cb (gpointer user_data)
{
  GalleyDocument *self = user_data;

  self->draft_source = 0;
  galley_document_flush_draft (self);
  return G_SOURCE_REMOVE;
}

/* Counted from the first key that is not in the draft, so that steady typing does not put it off. */
void
galley_document_schedule_draft (GalleyDocument *self)
{
  if (self->draft && self->draft_source == 0)
    self->draft_source = g_timeout_add (DRAFT_DELAY, draft_cb, self);
}

void
galley_document_flush_draft (GalleyDocument *self)
{
  g_return_if_fail (GALLEY_IS_DOCUMENT (self));

  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (self->draft == NULL || self->discarded)
    return;
  self->draft_again = self->writing_draft;
  if (self->writing_draft)
    return;
  self->writing_draft = TRUE;
  galley_job_run (self, draft_work_func, draft_work_new (self), draft_work_free, NULL, NULL, NULL,
                  draft_done_cb);
}

void
galley_document_discard (GalleyDocument *self)
{
  g_return_if_fail (GALLEY_IS_DOCUMENT (self));
  self->discarded = TRUE;
}

/* The end of the document: what is neither saved nor discarded stays for the next start. */
void
galley_document_close_draft (GalleyDocument *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (self->draft == NULL)
    return;

  if (self->discarded || !gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self)))
    galley_draft_discard (self->draft, NULL);
  else
    {
      DraftWork *work = draft_work_new (self);
      g_autoptr (GError) error = NULL;

      if (!draft_work_run (work, &error))
        g_message ("%s", error->message);
      draft_work_free (work);
    }
  g_clear_object (&self->draft);
}
