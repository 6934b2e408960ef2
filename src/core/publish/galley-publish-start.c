/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run needs before its first request: the id of its issue, somewhere durable, and its journal.
 */

#include "galley-publish-run.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "galley-error.h"
#include "galley-file.h"
#include "galley-fingerprint.h"
#include "galley-issue-file.h"
#include "galley-json.h"
#include "galley-turn.h"

/* As its file is now; NULL when that cannot be read. */
static GalleyIssue *
load_issue (const char *path)
{
  g_autoptr (GalleyIssueFile) file = NULL;
  const char *text;
  gsize length = 0;

  if (path == NULL || g_str_has_suffix (path, ".textpack"))
    return NULL;
  file = galley_issue_file_open (path, NULL, NULL, NULL);
  if (file == NULL)
    return NULL;
  text = galley_issue_file_get_text (file, &length);
  return galley_issue_new (text, (gssize) length);
}

/* The id that another program may have written since this issue was read. */
static char *
load_id (const char *path)
{
  g_autoptr (GalleyIssue) issue = load_issue (path);

  return issue != NULL ? g_strdup (galley_front_matter_get_id (galley_issue_get_front_matter (issue))) : NULL;
}

static char *
dup_visibility (GalleyIssue *issue)
{
  const GalleyFrontMatter *front = galley_issue_get_front_matter (issue);
  const char *visibility = galley_front_matter_get_string (front, "visibility");
  const char *const *tiers = galley_front_matter_get_list (front, "tiers");

  if (g_strcmp0 (visibility, "tiers") == 0 && tiers != NULL)
    return g_strjoinv (",", (char **) tiers);
  return g_strdup (visibility);
}

/* Who may read it in this run, when the file, from which it would be resumed, says otherwise. */
static char *
dup_other_visibility (const GalleyPublishRequest *request)
{
  g_autoptr (GalleyIssue) there = load_issue (request->path);
  g_autofree char *ours = dup_visibility (request->issue);
  g_autofree char *theirs = there != NULL ? dup_visibility (there) : NULL;

  return there != NULL && g_strcmp0 (ours, theirs) != 0 ? g_steal_pointer (&ours) : NULL;
}

static gboolean
make_id (GalleyPublishRun *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  gboolean kept;

  self->id = request->path != NULL ? load_id (request->path) : NULL;
  if (self->id == NULL && request->path != NULL)
    self->id = galley_ledger_dup_issue_id (request->ledger, request->path);
  if (self->id != NULL)
    return TRUE;
  self->id = g_uuid_string_random ();
  kept = request->identity != NULL && request->identity (self->id, self->place, NULL, request->identity_data);
  if (kept || request->path == NULL)
    return TRUE;
  return galley_ledger_add_issue_id (request->ledger, request->path, self->id, error);
}

/* Somewhere durable before the first request, or a lost reply would make a second post; and one
 * program at a time, or two would call the same new issue by two names. */
static gboolean
ensure_id (GalleyPublishRun *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  const char *own = galley_front_matter_get_id (galley_issue_get_front_matter (request->issue));
  g_autofree char *path = g_build_filename (request->state_dir, "publish.lock", NULL);
  gboolean made;
  int fd;

  self->id = g_strdup (own);
  if (own != NULL)
    return TRUE;
  if (!galley_file_make_folder (request->state_dir, error))
    return FALSE;
  fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK, _("“%s” cannot be written: %s"), path, g_strerror (errno));
      return FALSE;
    }
  made = galley_turn_take (fd, path, request->progress, request->progress_data, self->cancellable, error) &&
         make_id (self, error);
  close (fd);
  return made;
}

/* By name, also where nothing was said: what was the only newsletter, or the usual readers, when a person said
 * yes, may be others when this is gone on with. */
static const char *
get_newsletter (const GalleyPublishRun *self)
{
  const GalleyPublishRequest *request = self->request;
  const GalleySiteItem *item = galley_plan_sends_mail (request->plan)
                                 ? galley_plan_find_newsletter (request->plan, self->site, request->issue, NULL) : NULL;

  return item != NULL ? item->slug : request->plan->newsletter;
}

static char *
dup_audience (const GalleyPublishRun *self)
{
  const GalleyPublishRequest *request = self->request;

  return galley_plan_sends_mail (request->plan) ? galley_plan_dup_segment (request->plan, self->site, request->issue)
                                                : g_strdup (request->plan->audience);
}

gboolean
galley_publish_run_start (GalleyPublishRun *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  g_autofree char *audience = dup_audience (self);
  g_autofree char *at = request->plan->at != NULL ? g_date_time_format_iso8601 (request->plan->at) : NULL;
  g_autofree char *count = request->plan->count >= 0
                             ? g_strdup_printf ("%" G_GINT64_FORMAT, request->plan->count) : NULL;
  g_autofree char *visibility = dup_other_visibility (request);
  g_autofree char *text = galley_fingerprint_new (request->issue);
  g_autofree char *sync = NULL;
  const GalleyJournalState *state;
  const char *before;

  if (!ensure_id (self, error))
    return FALSE;
  self->journal = galley_journal_open (request->state_dir, self->id, self->place, request->progress,
                                       request->progress_data, self->cancellable, error);
  if (self->journal == NULL)
    return FALSE;
  state = galley_journal_get_state (self->journal);
  before = state->open ? galley_json_get_string (state->start, "text") : NULL;
  self->text_changed = before != NULL && strcmp (before, text) != 0;
  sync = galley_ledger_dup_sync (request->ledger, self->place, self->id);
  if (sync != NULL)
    self->sync = galley_json_parse (sync, -1, NULL);
  return galley_journal_write (self->journal, error, "start", "service", request->service->id, "site", self->place,
                               "url", galley_account_get_url (request->connection->account), "account",
                               request->key_source, "path", request->path, "title",
                               galley_issue_get_title (request->issue), "act",
                               galley_plan_get_act_name (request->plan->act), "newsletter", get_newsletter (self),
                               "audience", audience, "at", at, "count", count, "visibility",
                               visibility, "text", text, "anew", request->plan->anew ? "yes" : NULL,
                               "retry", request->plan->retry ? "yes" : NULL, NULL);
}
