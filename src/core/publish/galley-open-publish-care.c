/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can be done about an interrupted publish without going on with it.
 */

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-fingerprint.h"
#include "galley-issue-file.h"
#include "galley-journal.h"
#include "galley-open-publish.h"
#include "galley-twins.h"

gboolean
galley_open_publish_has_changed (const GalleyOpenPublish *self, GalleyIssue *issue)
{
  g_autofree char *now = galley_fingerprint_new (issue);

  return self->fingerprint != NULL && strcmp (self->fingerprint, now) != 0;
}

/* By the id in the file; one that holds none, as a read-only one, by its title. */
static gboolean
is_same_issue (const GalleyOpenPublish *self, GalleyIssue *issue)
{
  const char *id = galley_front_matter_get_id (galley_issue_get_front_matter (issue));

  return id != NULL ? strcmp (id, self->id) == 0
                    : self->title != NULL && g_strcmp0 (galley_issue_get_title (issue), self->title) == 0;
}

/* What was decided was decided about what was seen: somebody may have gone on with it since. */
static gboolean
write_line (const GalleyOpenPublish *self, const char *state_dir, const char *what, const char *path,
            GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyJournal) journal
      = galley_journal_open (state_dir, self->id, self->site, NULL, NULL, cancellable, error);

  if (journal == NULL)
    return FALSE;
  if (galley_journal_get_state (journal)->n_lines != self->n_lines)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
                   _("Another program went on with “%s” in the meantime: look at the list again."),
                   self->title != NULL ? self->title : self->id);
      return FALSE;
    }
  return galley_journal_write (journal, error, what, "path", path, NULL);
}

gboolean
galley_open_publish_locate (const GalleyOpenPublish *self, const char *path, GalleyLedger *ledger,
                            GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyIssueFile) file = galley_issue_file_open (path, NULL, cancellable, error);
  g_autoptr (GalleyIssue) issue = NULL;
  gsize length = 0;
  const char *text;

  if (file == NULL)
    return FALSE;
  text = galley_issue_file_get_text (file, &length);
  issue = galley_issue_new (text, (gssize) length);
  if (!is_same_issue (self, issue))
    {
      g_autofree char *name = g_filename_display_basename (path);

      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, _("“%s” is another issue than the one that was interrupted."),
                   name);
      return FALSE;
    }
  if (galley_front_matter_get_id (galley_issue_get_front_matter (issue)) == NULL &&
      !galley_ledger_add_issue_id (ledger, path, self->id, error))
    return FALSE;
  return write_line (self, galley_ledger_get_state_dir (ledger), "moved", path, cancellable, error);
}

GalleyPost *
galley_open_publish_look (const GalleyOpenPublish *self, const GalleyService *service,
                          const GalleyConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) twins = NULL;
  GalleyPost *post = NULL;
  guint i = 0;

  if (self->post_id != NULL)
    post = service->find (connection, self->post_id, NULL, cancellable, &local);
  if (post != NULL || local != NULL)
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      return post;
    }
  twins = service->find_twins (connection, self->id, cancellable, error);
  post = twins != NULL ? galley_twins_choose (twins) : NULL;
  return post != NULL && g_ptr_array_find (twins, post, &i) ? g_ptr_array_steal_index (twins, i) : NULL;
}

static const char *
get_mail_words (const GalleyPost *post)
{
  if (post->email_status == NULL)
    return _("No mail of it went out.");
  if (strcmp (post->email_status, "submitted") == 0)
    return _("Its mail was handed over to be delivered.");
  if (strcmp (post->email_status, "failed") == 0)
    return _("Its mail failed.");
  return _("Its mail is on its way.");
}

char *
galley_open_publish_describe (const GalleyPost *post)
{
  if (post == NULL)
    return g_strdup (_("The site has nothing of it."));
  if (g_strcmp0 (post->status, "published") == 0)
    return g_strdup_printf (_("It is published on the site. %s"), get_mail_words (post));
  if (g_strcmp0 (post->status, "sent") == 0)
    return g_strdup_printf (_("It went out without a page. %s"), get_mail_words (post));
  if (g_strcmp0 (post->status, "scheduled") == 0)
    return g_strdup (post->newsletter != NULL ? _("It is scheduled on the site, with a mail.")
                                              : _("It is scheduled on the site, without a mail."));
  return g_strdup_printf (_("It is a draft on the site. %s"), get_mail_words (post));
}

gboolean
galley_open_publish_forget (const GalleyOpenPublish *self, const char *state_dir, gboolean looked,
                            GCancellable *cancellable, GError **error)
{
  if (self->kept != NULL)
    {
      g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT, self->kept);
      return FALSE;
    }
  if (self->uncertain && !looked)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
                   _("Only %s knows what became of it: ask there before it is forgotten."), self->site);
      return FALSE;
    }
  return write_line (self, state_dir, "forget", NULL, cancellable, error);
}
