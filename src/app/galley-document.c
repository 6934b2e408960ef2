/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The text of an open issue and its newest parse. Every change of the text gets a number. A change
 * starts a parse of a copy on a worker (the text is kept in pieces beside the buffer, so that the
 * copy costs the writer nothing, however long the issue is); while one runs, only the newest text
 * waits for it, and a result is shown when it is newer than the one before. The file and the draft
 * are in galley-document-file.c. */

#include "galley-document.h"
#include "galley-document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-check.h"
#include "galley-error.h"
#include "galley-job.h"

/* Of a large text; other ones are parsed at every key. */
#define LARGE_PAUSE 500 /* ms */

enum {
  PROP_TITLE = 1,
  PROP_SUBTITLE,
  PROP_BUSY,
  N_PROPS,
};

enum {
  PARSED,
  FILE_CHANGED,
  DRAFT_FAILED,
  REARRANGED,
  SHAPE_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyDocument, galley_document, GTK_SOURCE_TYPE_BUFFER)

typedef struct {
  GalleyRope *rope;
  char *folder;
  guint64 serial;
} ParseInput;

typedef struct {
  GalleyIssue *issue;
  GPtrArray *findings;
  GalleyShape shape;
} ParseResult;

static void
parse_input_free (gpointer data)
{
  ParseInput *input = data;

  galley_rope_free (input->rope);
  g_free (input->folder);
  g_free (input);
}

static void
parse_result_free (gpointer data)
{
  ParseResult *result = data;

  g_clear_pointer (&result->issue, galley_issue_unref);
  g_clear_pointer (&result->findings, g_ptr_array_unref);
  g_free (result);
}

static gpointer
parse_func (gpointer data, GalleyProgressFunc progress, gpointer progress_data,
            GCancellable *cancellable, GError **error)
{
  ParseInput *input = data;
  ParseResult *result = g_new0 (ParseResult, 1);
  GalleyCheckContext context = { 0 };
  gsize length;
  g_autofree char *text = galley_rope_dup_text (input->rope, &length);

  galley_shape_measure (&result->shape, text, length);
  result->issue = galley_issue_new (text, length);
  context.issue = result->issue;
  context.folder = input->folder;
  result->findings = galley_check_run (&context);
  return result;
}

static void
parse_done_cb (gpointer owner, gpointer data, const GError *error, gpointer input_data)
{
  GalleyDocument *self = owner;
  ParseInput *input = input_data;
  ParseResult *result = data;

  self->parsing = FALSE;
  if (result && input->serial >= self->findings_serial)
    {
      g_clear_pointer (&self->findings, g_ptr_array_unref);
      self->findings = g_ptr_array_ref (result->findings);
      self->findings_serial = input->serial;
      if (input->serial >= self->issue_serial)
        {
          galley_document_release_issue (g_steal_pointer (&self->issue));
          self->issue = galley_issue_ref (result->issue);
          self->issue_serial = input->serial;
        }
      if (input->serial == self->serial)
        galley_document_set_shape (self, &result->shape);
      galley_document_update_titles (self);
      g_signal_emit (self, signals[PARSED], 0);
    }

  if (self->parse_again)
    galley_document_schedule_parse (self);
}

static void
start_parse (GalleyDocument *self)
{
  ParseInput *input;

  if (self->parsing)
    {
      self->parse_again = TRUE;
      return;
    }

  input = g_new0 (ParseInput, 1);
  input->rope = galley_rope_copy (self->rope);
  input->folder = g_strdup (galley_issue_file_get_folder (self->file));
  input->serial = self->serial;
  self->parsing = TRUE;
  self->parse_again = FALSE;
  galley_job_run (self, parse_func, input, parse_input_free, parse_result_free, NULL, NULL,
                  parse_done_cb);
}

static gboolean
parse_source_cb (gpointer user_data)
{
  GalleyDocument *self = user_data;

  self->parse_source = 0;
  start_parse (self);
  return G_SOURCE_REMOVE;
}

/* Behind the frame that shows what was typed, when one is due: on a machine with few processors the
 * two would take them from each other. Until a frame that is not due yet it does not wait. One edit is
 * several changes of the buffer; they are parsed together. */
void
galley_document_schedule_parse (GalleyDocument *self)
{
  gboolean is_large = galley_document_is_large (self);

  if (self->loading)
    return;
  if (is_large)
    g_clear_handle_id (&self->parse_source, g_source_remove);
  if (self->parse_source != 0)
    return;
  if (is_large)
    self->parse_source = g_timeout_add (LARGE_PAUSE, parse_source_cb, self);
  else
    self->parse_source = g_idle_add_full (GDK_PRIORITY_REDRAW + 1, parse_source_cb, self, NULL);
}

static void
galley_document_changed (GtkTextBuffer *buffer)
{
  GalleyDocument *self = GALLEY_DOCUMENT (buffer);

  GTK_TEXT_BUFFER_CLASS (galley_document_parent_class)->changed (buffer);
  self->serial++;
  galley_document_schedule_parse (self);
  if (!self->loading)
    galley_document_schedule_draft (self);
}

static void
galley_document_insert_text (GtkTextBuffer *buffer, GtkTextIter *iter, const char *text, int length)
{
  GalleyDocument *self = GALLEY_DOCUMENT (buffer);

  galley_document_watch_insert (self, text, length);
  galley_rope_insert (self->rope, gtk_text_iter_get_offset (iter), text, length);
  GTK_TEXT_BUFFER_CLASS (galley_document_parent_class)->insert_text (buffer, iter, text, length);
}

static void
galley_document_delete_range (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end)
{
  galley_rope_delete (GALLEY_DOCUMENT (buffer)->rope, gtk_text_iter_get_offset (start),
                      gtk_text_iter_get_offset (end));
  GTK_TEXT_BUFFER_CLASS (galley_document_parent_class)->delete_range (buffer, start, end);
}

static void
galley_document_modified_changed (GtkTextBuffer *buffer)
{
  GalleyDocument *self = GALLEY_DOCUMENT (buffer);

  if (self->file)
    galley_document_update_titles (self);
}

static char *
make_subtitle (GalleyDocument *self)
{
  g_autofree char *name = NULL;

  if (self->busy)
    return g_strdup (_("Working…"));
  if (galley_document_get_path (self) == NULL)
    return g_strdup (_("Not saved yet"));

  name = galley_issue_file_dup_display_name (self->file);
  if (gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self)))
    return g_strdup_printf (_("%s · edited"), name);
  return g_strdup_printf (_("%s · saved"), name);
}

void
galley_document_update_titles (GalleyDocument *self)
{
  g_autofree char *title = g_strdup (galley_issue_get_title (self->issue));
  g_autofree char *subtitle = make_subtitle (self);

  if (*g_strstrip (title) == '\0')
    {
      g_free (title);
      title = galley_document_get_path (self) ? galley_issue_file_dup_display_name (self->file)
                                              : g_strdup (_("Untitled Issue"));
    }
  if (g_strcmp0 (title, self->title) != 0)
    {
      g_free (self->title);
      self->title = g_steal_pointer (&title);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
    }
  if (g_strcmp0 (subtitle, self->subtitle) != 0)
    {
      g_free (self->subtitle);
      self->subtitle = g_steal_pointer (&subtitle);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
    }
}

void
galley_document_set_busy (GalleyDocument *self, gboolean busy)
{
  if (self->busy == !!busy)
    return;
  self->busy = !!busy;
  galley_document_update_titles (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

void
galley_document_emit_file_changed (GalleyDocument *self, gboolean is_gone)
{
  g_signal_emit (self, signals[FILE_CHANGED], 0, is_gone);
}

void
galley_document_emit_draft_failed (GalleyDocument *self, const char *message)
{
  g_signal_emit (self, signals[DRAFT_FAILED], 0, message);
}

void
galley_document_tell_rearranged (GalleyDocument *self, const char *message)
{
  g_return_if_fail (GALLEY_IS_DOCUMENT (self) && message != NULL);
  g_signal_emit (self, signals[REARRANGED], 0, message);
}

gboolean
galley_document_take_text (GalleyDocument *self, const char *text, gsize length)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start;
  GalleyShape shape;

  if (length > G_MAXINT || !g_utf8_validate_len (text, length, NULL))
    return FALSE;

  self->loading = TRUE;
  galley_shape_measure (&shape, text, length);
  galley_document_set_shape (self, &shape);
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, length);
  gtk_text_buffer_end_irreversible_action (buffer);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_buffer_set_modified (buffer, FALSE);
  self->loading = FALSE;
  galley_document_schedule_parse (self);
  return TRUE;
}

static void
galley_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyDocument *self = GALLEY_DOCUMENT (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_document_dispose (GObject *object)
{
  GalleyDocument *self = GALLEY_DOCUMENT (object);

  g_clear_handle_id (&self->parse_source, g_source_remove);
  g_clear_handle_id (&self->check_source, g_source_remove);
  galley_document_close_draft (self);
  if (self->monitor)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (galley_document_parent_class)->dispose (object);
}

static void
galley_document_finalize (GObject *object)
{
  GalleyDocument *self = GALLEY_DOCUMENT (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->issue, galley_issue_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  galley_rope_free (self->rope);
  g_free (self->cache_dir);
  g_free (self->state_dir);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->spare_folder);
  G_OBJECT_CLASS (galley_document_parent_class)->finalize (object);
}

static void
galley_document_class_init (GalleyDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkTextBufferClass *buffer_class = GTK_TEXT_BUFFER_CLASS (klass);

  object_class->get_property = galley_document_get_property;
  object_class->dispose = galley_document_dispose;
  object_class->finalize = galley_document_finalize;
  buffer_class->changed = galley_document_changed;
  buffer_class->insert_text = galley_document_insert_text;
  buffer_class->delete_range = galley_document_delete_range;
  buffer_class->redo = galley_document_redo;
  buffer_class->modified_changed = galley_document_modified_changed;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[PARSED] = g_signal_new ("parsed", GALLEY_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[FILE_CHANGED] = g_signal_new ("file-changed", GALLEY_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SHAPE_CHANGED]
      = g_signal_new ("shape-changed", GALLEY_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 0);
  signals[DRAFT_FAILED] = g_signal_new ("draft-failed", GALLEY_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REARRANGED] = g_signal_new ("rearranged", GALLEY_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
galley_document_init (GalleyDocument *self)
{
  self->issue = galley_issue_new ("", 0);
  self->rope = galley_rope_new ();
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_finding_unref);
  gtk_source_buffer_set_highlight_matching_brackets (GTK_SOURCE_BUFFER (self), FALSE);
  gtk_source_buffer_set_implicit_trailing_newline (GTK_SOURCE_BUFFER (self), FALSE);
  /* Without it the 200th word from the end is the first that comes back. */
  gtk_text_buffer_set_max_undo_levels (GTK_TEXT_BUFFER (self), 0);
}

GalleyIssue *
galley_document_get_issue (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);
  return self->issue;
}

gboolean
galley_document_is_current (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), FALSE);
  return self->issue_serial == self->serial;
}

GalleyIssue *
galley_document_parse (GalleyDocument *self)
{
  g_autofree char *text = NULL;
  gsize length;

  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);

  if (galley_document_is_current (self))
    return self->issue;

  text = galley_document_dup_text (self, &length);
  g_clear_pointer (&self->issue, galley_issue_unref);
  self->issue = galley_issue_new (text, length);
  self->issue_serial = self->serial;
  galley_document_update_titles (self);
  return self->issue;
}

GPtrArray *
galley_document_get_findings (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);
  return self->findings;
}

gboolean
galley_document_apply (GalleyDocument *self, GalleyIssue *issue, const GalleyEdit *edit)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  g_autofree char *now = NULL;
  const char *text;
  gsize now_length, length;
  GtkTextIter start, end;
  glong offset;

  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (issue != NULL && edit != NULL, FALSE);

  now = galley_document_dup_text (self, &now_length);
  text = galley_issue_get_text (issue, &length);
  if (length != now_length || memcmp (text, now, length) != 0)
    return FALSE;
  if (edit->start > edit->end || edit->end > length || !g_utf8_validate (edit->text, -1, NULL))
    return FALSE;

  offset = g_utf8_strlen (text, edit->start);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  offset += g_utf8_strlen (text + edit->start, edit->end - edit->start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, offset);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, edit->text, -1);
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}

gboolean
galley_document_change_front_matter (GalleyDocument *self, const GalleyFrontMatterChange *changes,
                                     gsize n_changes, GError **error)
{
  g_autoptr (GalleyIssue) issue = NULL;
  g_autoptr (GalleyEdit) edit = NULL;

  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), FALSE);

  issue = galley_issue_ref (galley_document_parse (self));
  edit = galley_front_matter_edit (galley_issue_get_front_matter (issue), changes, n_changes,
                                   error);
  if (edit == NULL)
    return FALSE;
  if (edit->start == edit->end && edit->text[0] == '\0')
    return TRUE;
  if (galley_document_apply (self, issue, edit))
    return TRUE;
  g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_FAILED,
                       _("The front matter of the issue could not be changed."));
  return FALSE;
}

char *
galley_document_dup_text (GalleyDocument *self, gsize *length)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);
  return galley_rope_dup_text (self->rope, length);
}

const char *
galley_document_get_title (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);
  return self->title;
}

const char *
galley_document_get_subtitle (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);
  return self->subtitle;
}

gboolean
galley_document_is_editable (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), FALSE);
  return !self->busy || self->is_writing;
}

gboolean
galley_document_is_busy (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), FALSE);
  return self->busy;
}

gboolean
galley_document_is_pristine (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), FALSE);
  return galley_document_get_path (self) == NULL && !self->busy
         && !gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self))
         && gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self)) == 0;
}
