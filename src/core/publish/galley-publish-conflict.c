/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether what is about to be sent would undo what somebody else has done on the site. Dates do not
 * tell: two changes in a second have one date, and some fields change without a new one. So all that
 * the site has is compared with what it had when both last agreed.
 */

#include "galley-publish-conflict.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-field-merge.h"
#include "galley-incoming.h"
#include "galley-json.h"
#include "galley-resolved.h"

static gboolean
fail (const GalleyPublishRun *run, const char *what, GError **error)
{
  const char *title = galley_issue_get_title (run->request->issue);

  if (what == NULL || *what == '\0')
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
                 _ ("“%s” was changed on %s since it was last published from here."), title,
                 run->place);
  else
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
                 _ ("“%s” was changed on %s since it was last published from here: %s."), title,
                 run->place, what);
  return FALSE;
}

/* Nobody has heard what became of an update, and here are its words. What else it had may have been changed since. */
static gboolean
is_meant (const GalleyPublishRun *run, const char *mark)
{
  const GalleyJournalState *state = galley_journal_get_state (run->journal);

  return state->pending && state->intent != NULL
         && g_strcmp0 (galley_json_get_string (state->intent, "mark"), mark) == 0;
}

static gboolean
has_all_fields (const GalleyPublishRun *run, const GalleyAgreed *agreed)
{
  g_autoptr (GPtrArray) fields =
      galley_field_merge_list (agreed, run->request->issue, run->post, run->request->service);

  for (guint i = 0; i < fields->len; i++)
    if (galley_field_merge_is_missing (fields->pdata[i]))
      return FALSE;
  return TRUE;
}

gboolean
galley_publish_conflict_check (const GalleyPublishRun *run, GError **error)
{
  const GalleyPublishRequest *request = run->request;
  g_autofree char *mark =
      galley_content_dup_mark (run->post->title, run->post->body, run->site->url);
  g_autoptr (GalleyAgreed) agreed = NULL;
  g_autoptr (GalleyIncoming) incoming = NULL;
  g_autofree char *what = NULL;

  if (request->service->read != NULL)
    agreed = galley_agreed_load (request->state_dir, run->id, request->path, run->place);
  if (agreed == NULL && galley_publish_run_is_ours (run))
    return TRUE;
  if (agreed == NULL && request->service->read == NULL)
    return fail (run, NULL, error);
  if (agreed != NULL && (is_meant (run, mark) || g_strcmp0 (mark, run->content->mark) == 0) &&
      has_all_fields (run, agreed))
    return TRUE;
  incoming = galley_incoming_new (agreed, request->issue, run->post, request->service,
                                  run->site->url, error);
  if (incoming == NULL)
    return FALSE;
  if (galley_incoming_is_settled (incoming, request->accepted)
      || galley_resolved_holds (request, run->id, incoming, run->post))
    return TRUE;
  what = galley_incoming_dup_summary (incoming->there);
  return fail (run, what, error);
}
