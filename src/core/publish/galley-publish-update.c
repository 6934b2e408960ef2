/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of a post that is there: changed, compared with what was stored, and put back as it was when a service
 * cut it off.
 */

#include "galley-publish-update.h"

#include <glib/gi18n-lib.h>

#include "galley-content-same.h"
#include "galley-error.h"
#include "galley-json.h"

static gboolean
has_body_before (const GalleyPublishRun *self)
{
  g_autofree char *mark = galley_content_dup_mark (NULL, self->post->body, self->site->url);
  g_autofree char *before = galley_content_dup_mark (NULL, self->body_before, self->site->url);

  return g_strcmp0 (mark, before) == 0;
}

/* The words alone do not tell: who may read them may be all that was to be changed. */
static gboolean
has_content (const GalleyPublishRun *self)
{
  return galley_content_is_there (self->content, self->request->service, self->site, self->post);
}

/* Nobody has looked yet at what became of an update. */
static gboolean
is_unseen (const GalleyPublishRun *self)
{
  const GalleyJournalState *state = galley_journal_get_state (self->journal);

  return state->pending && (g_strcmp0 (state->step, "update") == 0 || g_strcmp0 (state->step, "put-back") == 0);
}

/* A run that died between an update and the look at what became of it leaves what stood there before
 * in the journal alone. */
static char *
dup_body_before (const GalleyPublishRun *self)
{
  const GalleyJournalState *state = galley_journal_get_state (self->journal);
  const char *body = is_unseen (self) ? galley_json_get_string (state->intent, "body") : NULL;

  if (galley_publish_run_is_draft (self))
    return NULL;
  if (body != NULL && g_strcmp0 (galley_json_get_string (state->intent, "post"), self->post->id) == 0)
    return g_strdup (body);
  return g_strdup (self->post->body);
}

/* Always FALSE: @error says already why. OFFLINE when it did not work, so that the run stays open and
 * what stood there is not forgotten. */
static gboolean
put_back (GalleyPublishRun *self, GError **error)
{
  g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();
  g_autoptr (GError) local = NULL;
  g_autofree char *why = g_strdup ((*error)->message);

  galley_post_fields_set (fields, "body", self->body_before);
  g_clear_error (error);
  if (galley_publish_run_put (self, "put-back", fields, NULL, NULL, has_body_before, &local) &&
      galley_publish_run_done (self, "put-back", &local) &&
      galley_publish_run_remember_sync (self, NULL, &local))
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_FAILED, _("%s The previous version was put "
                                                             "back."), why);
  else
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE,
                 _("%s What was there before could not be put back yet: publish again to do it. (%s)"), why,
                 local->message);
  return FALSE;
}

/* What must not go along when readers have the post, or will have it at an hour that is set. */
static void
drop_fixed_fields (GalleyPublishRun *self)
{
  if (galley_post_is_out (self->post))
    galley_post_fields_unset (self->content->fields, "email-only");
  if (galley_publish_run_is_status (self, "scheduled"))
    galley_post_fields_unset (self->content->fields, "published-at");
}

gboolean
galley_publish_update_post (GalleyPublishRun *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (g_strcmp0 (galley_publish_run_get_synced (self, "content"), self->content->hash) == 0 &&
      g_strcmp0 (galley_publish_run_get_synced (self, "updated_at"), self->post->updated_at) == 0)
    return TRUE;
  drop_fixed_fields (self);
  if (self->adopted && galley_content_is_there (self->content, self->request->service, self->site, self->post))
    return galley_publish_run_remember_sync (self, self->content->hash, error);
  if (galley_content_drop_same (self->content, self->request->issue, self->content->originals,
                                self->request->service, self->site, self->post) && !is_unseen (self))
    return galley_publish_run_remember_sync (self, self->content->hash, error);
  galley_publish_run_report (self, "draft", _("Updating the post"));
  self->body_before = dup_body_before (self);
  if (!galley_publish_run_put (self, "update", self->content->fields, NULL, NULL, has_content, error))
    return FALSE;
  galley_publish_run_report (self, "verify", _("Comparing what was stored"));
  if (!galley_content_verify (self->request->issue, self->post, &local) ||
      !galley_content_check_whole (self->content, self->post, &local))
    {
      gboolean out = self->body_before != NULL;

      if (out)
        put_back (self, &local);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_clear_pointer (&self->body_before, g_free);
  return galley_publish_run_done (self, "update", error) &&
         galley_publish_run_remember_sync (self, self->content->hash, error);
}
