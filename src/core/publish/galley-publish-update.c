/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A post that is there: changed, compared with what was stored, and put back as it was when a service cut its
 * text off.
 */

#include "galley-publish-update.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-content-same.h"
#include "galley-error.h"
#include "galley-fields-before.h"
#include "galley-json.h"

/* What of the fields is not as it was, and could be. */
static GalleyPostFields *
list_changed (const GalleyPublishRun *self, GPtrArray *gone)
{
  const GalleyService *service = self->request->service;
  g_autoptr (GalleyPostFields) now = service->read != NULL ? service->read (self->post) : galley_post_fields_new ();

  return galley_fields_before_list (self->fields_before, now, self->site, gone);
}

static gboolean
is_as_before (const GalleyPublishRun *self)
{
  g_autoptr (GalleyPostFields) changed = list_changed (self, NULL);
  g_autofree const char **names = galley_post_fields_list_names (changed);
  g_autofree char *mark = galley_content_dup_mark (NULL, self->post->body, self->site->url);
  g_autofree char *before = galley_content_dup_mark (NULL, self->body_before, self->site->url);

  return names[0] == NULL && g_strcmp0 (mark, before) == 0;
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

/* What stands there, before it is changed. A run that died between an update and the look at what became of it
 * leaves that in the journal alone. */
static void
keep_before (GalleyPublishRun *self)
{
  const GalleyJournalState *state = galley_journal_get_state (self->journal);
  const GalleyService *service = self->request->service;
  gboolean same = is_unseen (self) && g_strcmp0 (galley_json_get_string (state->intent, "post"), self->post->id) == 0;
  const char *body = same ? galley_json_get_string (state->intent, "body") : NULL;
  g_autoptr (GalleyPostFields) now = NULL;

  if (galley_publish_run_is_draft (self))
    return;
  self->body_before = g_strdup (body != NULL ? body : self->post->body);
  if (service->read == NULL)
    return;
  now = service->read (self->post);
  self->fields_before = galley_fields_before_dup (body != NULL ? galley_json_get_string (state->intent, "fields") : NULL,
                                                  now, self->content->fields, self->site);
}

/* Nobody's but ours is undone. */
static gboolean
fail_overtaken (const GalleyPublishRun *self, GError **error)
{
  g_autofree char *why = g_strdup ((*error)->message);

  g_clear_error (error);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
               _("%s Somebody else has changed this post on “%s” at the same time, so that nothing was put back: look "
                 "there what readers have."), why, self->place);
  return FALSE;
}

static gboolean
is_for_nobody (const GalleyPost *post)
{
  return g_strcmp0 (post->visibility, "tiers") == 0 && (post->tiers == NULL || post->tiers[0] == NULL);
}

/* A service may say yes and store something else. */
static gboolean
has_fields (const GalleyPublishRun *self, const GalleyPostFields *fields)
{
  const GalleyService *service = self->request->service;
  g_autoptr (GalleyPostFields) now = service->read != NULL ? service->read (self->post) : NULL;
  g_autofree const char **names = galley_post_fields_list_names (fields);

  for (gsize i = 0; now != NULL && names[i] != NULL; i++)
    if (strcmp (names[i], "body") != 0 && !galley_content_is_same_field (names[i], fields, now, self->site))
      return FALSE;
  return TRUE;
}

/* A finished sentence of what came back, after @why it had to. @fields: what it was told, @gone: what it could not
 * be told. */
static char *
dup_put_back (const GalleyPublishRun *self, const char *why, const GalleyPostFields *fields, GPtrArray *gone)
{
  const char *there = self->post->edit_url != NULL ? self->post->edit_url : self->place;
  g_autofree char *names = NULL;

  if (!has_fields (self, fields))
    return g_strdup_printf (_("%s The previous version was put back, but “%s” did not store all of it as it was: look "
                              "there who may read it, and who is named: %s"), why, self->place, there);
  if (gone->len == 0)
    return g_strdup_printf (_("%s The previous version was put back."), why);
  g_ptr_array_add (gone, NULL);
  names = g_strjoinv (", ", (char **) gone->pdata);
  if (is_for_nobody (self->post))
    /* Translators: why, the site, "the tier “Gold”, the author “Jane”", the address of its editor */
    return g_strdup_printf (_("%s The previous version was put back, but “%s” no longer has %s, so that nobody may read "
                              "the whole post now: choose there who may: %s"), why, self->place, names, there);
  /* Translators: why, the site, "the tier “Gold”, the author “Jane”", the address of its editor */
  return g_strdup_printf (_("%s The previous version was put back, but “%s” no longer has %s: choose there what shall be "
                            "in its place: %s"), why, self->place, names, there);
}

/* Always FALSE: @error says already why. OFFLINE when it did not work, so that the run stays open and
 * what stood there is not forgotten. */
static gboolean
put_back (GalleyPublishRun *self, GError **error)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GalleyPostFields) fields = list_changed (self, gone);
  g_autofree char *told = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *why = g_strdup ((*error)->message);

  if (self->overtaken)
    return fail_overtaken (self, error);
  galley_post_fields_set (fields, "body", self->body_before);
  g_clear_error (error);
  if (galley_publish_run_put (self, "put-back", fields, NULL, NULL, is_as_before, &local) &&
      galley_publish_run_done (self, "put-back", &local) &&
      galley_publish_run_remember_sync (self, NULL, &local))
    {
      told = dup_put_back (self, why, fields, gone);
      g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_FAILED, told);
    }
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
  keep_before (self);
  if (!galley_publish_run_put (self, "update", self->content->fields, NULL, NULL, has_content, error))
    return FALSE;
  galley_publish_run_report (self, "verify", _("Comparing what was stored"));
  if (!galley_content_verify (self->request->issue, self->post, &local) ||
      !galley_content_check_whole (self->content, self->post, &local))
    {
      if (self->body_before != NULL)
        put_back (self, &local);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_clear_pointer (&self->body_before, g_free);
  g_clear_pointer (&self->fields_before, g_free);
  return galley_publish_run_done (self, "update", error) &&
         galley_publish_run_remember_sync (self, self->content->hash, error);
}
