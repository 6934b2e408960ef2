/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Publishes that were interrupted, read from their journals.
 */

#include "galley-open-publish.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "galley-journal.h"
#include "galley-json.h"
#include "galley-versions.h"

#define UUID_LENGTH 36

static void
open_publish_free (gpointer data)
{
  GalleyOpenPublish *self = data;

  g_free (self->id);
  g_free (self->issue_path);
  g_free (self->title);
  g_free (self->service);
  g_free (self->site);
  g_free (self->url);
  g_free (self->account);
  g_free (self->visibility);
  g_free (self->post_id);
  g_free (self->state);
  g_free (self->fingerprint);
  g_free (self->kept);
  g_clear_pointer (&self->plan, galley_plan_free);
  g_free (self);
}

static GalleyPlan *
read_plan (JsonObject *start)
{
  const char *act = galley_json_get_string (start, "act");
  const char *at = galley_json_get_string (start, "at");
  const char *count = galley_json_get_string (start, "count");
  GalleyPlan *plan = galley_plan_new (GALLEY_ACT_DRAFT);

  for (int i = GALLEY_ACT_DRAFT; i <= GALLEY_ACT_EMAIL_ONLY; i++)
    if (g_strcmp0 (galley_plan_get_act_name ((GalleyAct) i), act) == 0)
      plan->act = (GalleyAct) i;
  plan->newsletter = g_strdup (galley_json_get_string (start, "newsletter"));
  plan->audience = g_strdup (galley_json_get_string (start, "audience"));
  plan->count = count != NULL ? g_ascii_strtoll (count, NULL, 10) : -1;
  plan->at = at != NULL ? g_date_time_new_from_iso8601 (at, NULL) : NULL;
  plan->begun = TRUE;
  plan->anew = galley_json_get_string (start, "anew") != NULL;
  plan->retry = galley_json_get_string (start, "retry") != NULL;
  return plan;
}

static gboolean
is_step (const GalleyJournalState *state, const char *step)
{
  return g_strcmp0 (state->step, step) == 0;
}

static char *
dup_sentence (const GalleyJournalState *state)
{
  if (state->newer)
    return g_strdup (_("A newer version of Galley began it: finish it there."));
  if (is_step (state, "retry") && state->pending)
    return g_strdup (_("What was left of its mail was being sent, and no answer came."));
  if (is_step (state, "retry") && state->fresh)
    return g_strdup (_("What was left of its mail was sent."));
  if (galley_json_get_string (state->start, "retry") != NULL)
    return g_strdup (_("Its mail had failed, and was about to be sent to those who do not have it."));
  if (is_step (state, "send") && state->pending)
    return g_strdup (_("It was being sent, and no answer came."));
  if (is_step (state, "send") && state->fresh)
    return g_strdup (_("It was sent."));
  if (state->post_id != NULL)
    return g_strdup (_("The post is on the site; not everything was done."));
  if (is_step (state, "create"))
    return g_strdup (_("The draft was being saved, and no answer came."));
  return g_strdup (_("Only pictures have been uploaded so far."));
}

/* What is nowhere but in the journal must not be given up. */
static char *
dup_kept (const GalleyJournalState *state)
{
  if (state->newer)
    return g_strdup (_("A newer version of Galley began it: finish it there."));
  if (state->pending && galley_json_get_string (state->intent, "body") != NULL)
    return g_strdup (_("What stood on the site before its text was changed is kept here until it is finished."));
  return NULL;
}

static gboolean
is_sent (const GalleyJournalState *state)
{
  return (is_step (state, "send") || is_step (state, "retry")) && !state->pending;
}

/* Of the issue's newest version: a text is kept before it goes out. */
static char *
dup_kept_title (const char *state_dir, const char *id)
{
  g_autoptr (GalleyVersions) versions = galley_versions_new (state_dir, id, NULL);
  g_autoptr (GPtrArray) list = galley_versions_list (versions);
  const GalleyVersion *newest = list->len > 0 ? list->pdata[0] : NULL;
  gsize length = 0;
  g_autofree char *text = newest != NULL ? galley_versions_load (versions, newest->id, &length, NULL) : NULL;
  g_autoptr (GalleyIssue) issue = text != NULL ? galley_issue_new (text, (gssize) length) : NULL;

  return issue != NULL ? g_strdup (galley_issue_get_title (issue)) : NULL;
}

/* Whatever it was, it may have been interrupted. */
static GalleyOpenPublish *
new_unreadable (char *id, const char *path, const GError *error)
{
  GalleyOpenPublish *self = g_new0 (GalleyOpenPublish, 1);
  GStatBuf there;

  self->id = id;
  self->state = g_strdup (error->message);
  self->kept = g_strdup (_("It stays in this list until it can be read: only then is it known what was sent."));
  self->unreadable = self->uncertain = TRUE;
  self->time = g_stat (path, &there) == 0 ? there.st_mtime : 0;
  self->plan = galley_plan_new (GALLEY_ACT_DRAFT);
  return self;
}

static GalleyOpenPublish *
read_one (const char *state_dir, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyJournalState) state = galley_journal_load_state (path, &error);
  GalleyOpenPublish *self;

  if (state == NULL)
    {
      self = new_unreadable (g_strndup (name, UUID_LENGTH), path, error);
      self->title = dup_kept_title (state_dir, self->id);
      return self;
    }
  if (!state->open || state->start == NULL)
    return NULL;
  self = g_new0 (GalleyOpenPublish, 1);
  self->id = g_strndup (name, UUID_LENGTH);
  self->issue_path = g_strdup (state->moved != NULL ? state->moved : galley_json_get_string (state->start, "path"));
  self->title = g_strdup (galley_json_get_string (state->start, "title"));
  self->service = g_strdup (galley_json_get_string (state->start, "service"));
  self->site = g_strdup (galley_json_get_string (state->start, "site"));
  self->url = g_strdup (galley_json_get_string (state->start, "url"));
  self->account = g_strdup (galley_json_get_string (state->start, "account"));
  self->visibility = g_strdup (galley_json_get_string (state->start, "visibility"));
  self->post_id = g_strdup (state->post_id);
  self->state = dup_sentence (state);
  self->fingerprint = g_strdup (galley_json_get_string (state->start, "text"));
  self->kept = dup_kept (state);
  self->uncertain = state->pending;
  self->time = state->time;
  self->n_lines = state->n_lines;
  self->plan = read_plan (state->start);
  /* One yes is for one post: that it was made, and deleted again, is another question. */
  self->plan->anew = self->plan->anew
                     && (state->anew_post == NULL || g_strcmp0 (state->anew_post, state->post_id) == 0);
  self->mails = galley_plan_sends_mail (self->plan) && !is_sent (state);
  return self;
}

static int
compare_time (gconstpointer a, gconstpointer b)
{
  const GalleyOpenPublish *first = *(GalleyOpenPublish *const *) a;
  const GalleyOpenPublish *second = *(GalleyOpenPublish *const *) b;

  if (first->unreadable != second->unreadable)
    return second->unreadable - first->unreadable;
  return (second->time > first->time) - (second->time < first->time);
}

GPtrArray *
galley_open_publish_list (const char *state_dir)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (open_publish_free);
  g_autofree char *folder = g_build_filename (state_dir, "publish", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  if (error != NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_ptr_array_add (list, new_unreadable (g_filename_display_name (folder), folder, error));

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      GalleyOpenPublish *one = g_str_has_suffix (name, ".jsonl") ? read_one (state_dir, folder, name) : NULL;

      if (one != NULL)
        g_ptr_array_add (list, one);
    }
  g_ptr_array_sort (list, compare_time);
  return list;
}
