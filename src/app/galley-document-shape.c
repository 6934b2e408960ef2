/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How large the text is and how long its longest line: what makes an editor slow. It is known before
 * a view meets the text, and again after each parse. */

#include "galley-document.h"
#include "galley-document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-error.h"
#include "galley-job.h"
#include "galley-reflow.h"

void
galley_shape_measure (GalleyShape *shape, const char *text, gsize length)
{
  const char *end = text + length;
  guint line = 1;

  *shape = (GalleyShape){ .length = length };
  for (const char *begin = text; begin < end; line++)
    {
      const char *newline = memchr (begin, '\n', end - begin);
      const char *stop = newline ? newline : end;

      if ((gsize) (stop - begin) > shape->longest)
        {
          shape->longest = stop - begin;
          shape->line = line;
        }
      begin = stop + 1;
    }
}

static int
get_class (const GalleyShape *shape)
{
  return (shape->length > GALLEY_LARGE_TEXT) + 2 * (shape->longest > GALLEY_LONG_LINE)
         + 4 * (shape->longest > GALLEY_ENDLESS_LINE);
}

void
galley_document_set_shape (GalleyDocument *self, const GalleyShape *shape)
{
  gboolean changed = get_class (&self->shape) != get_class (shape)
                     || (shape->longest > GALLEY_LONG_LINE && self->shape.line != shape->line);

  self->shape = *shape;
  if (!changed)
    return;
  g_signal_emit_by_name (self, "shape-changed");
}

/* A paste comes to the view at once, and to the next parse too late. */
void
galley_document_watch_insert (GalleyDocument *self, const char *text, gsize length)
{
  GalleyShape shape, inserted;

  if (self->loading || length <= GALLEY_LONG_LINE)
    return;
  galley_shape_measure (&inserted, text, length);
  shape = self->shape;
  shape.length += length;
  if (inserted.longest > shape.longest)
    shape.longest = inserted.longest;
  galley_document_set_shape (self, &shape);
}

gboolean
galley_document_is_large (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), FALSE);
  return self->shape.length > GALLEY_LARGE_TEXT;
}

void
galley_document_release_issue (GalleyIssue *issue)
{
  gsize length;

  g_return_if_fail (issue != NULL);

  galley_issue_get_text (issue, &length);
  if (length > GALLEY_LARGE_TEXT)
    galley_job_free (issue, (GDestroyNotify) galley_issue_unref);
  else
    galley_issue_unref (issue);
}

gsize
galley_document_get_longest_line (GalleyDocument *self, guint *line)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), 0);
  if (line)
    *line = self->shape.line;
  return self->shape.longest;
}

typedef struct {
  GalleyIssue *issue;
  GalleyDocumentDoneFunc done;
  gpointer user_data;
} Reflow;

static void
reflow_free (gpointer data)
{
  Reflow *reflow = data;

  galley_issue_unref (reflow->issue);
  g_free (reflow);
}

static gpointer
reflow_func (gpointer data, GalleyProgressFunc progress, gpointer progress_data,
             GCancellable *cancellable, GError **error)
{
  Reflow *reflow = data;
  GalleyEdit *edit = galley_reflow (reflow->issue, GALLEY_LONG_LINE);

  if (edit == NULL)
    g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                         _("The line cannot be wrapped without changing what readers see. Shorten "
                           "it in another program."));
  return edit;
}

static void
reflow_done_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleyDocument *self = owner;
  Reflow *reflow = data;
  g_autoptr (GError) own_error = NULL;

  if (result && galley_document_apply (self, reflow->issue, result))
    {
      g_autofree char *text = NULL;
      gsize length;
      GalleyShape shape;

      text = galley_document_dup_text (self, &length);
      galley_shape_measure (&shape, text, length);
      galley_document_set_shape (self, &shape);
    }
  else if (result)
    {
      own_error = g_error_new_literal (GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
                                       _("The text has changed in the meantime. Try again."));
      error = own_error;
    }
  galley_document_set_busy (self, FALSE);
  if (reflow->done)
    reflow->done (self, error, reflow->user_data);
}

void
galley_document_reflow (GalleyDocument *self, GalleyDocumentDoneFunc done, gpointer user_data)
{
  Reflow *reflow;

  g_return_if_fail (GALLEY_IS_DOCUMENT (self));

  reflow = g_new0 (Reflow, 1);
  reflow->issue = galley_issue_ref (galley_document_parse (self));
  reflow->done = done;
  reflow->user_data = user_data;
  galley_document_set_busy (self, TRUE);
  galley_job_run (self, reflow_func, reflow, reflow_free, (GDestroyNotify) galley_edit_free, NULL,
                  NULL, reflow_done_cb);
}
