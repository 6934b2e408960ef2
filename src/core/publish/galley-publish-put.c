/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run tells a server that may die in between, and what became of it when no answer came.
 */

#include "galley-publish-run.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-twins.h"

/* The server may have done it: nobody heard. */
static gboolean
is_uncertain (const GError *error)
{
  return g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE) ||
         g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_LIMIT);
}

static gboolean
is_unheard (const GError *error)
{
  return is_uncertain (error) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* @cause is why there is no plain yes; @question why nothing can be asked about it, NULL: the server has
 * said that it was not done. Takes @cause. */
static void
fail_uncertain (const GalleyPublishRun *self, GError **error, GError *cause, GError *question)
{
  const char *place = self->post != NULL && self->post->edit_url != NULL ? self->post->edit_url : self->place;

  if (question == NULL)
    {
      g_propagate_error (error, cause);
      return;
    }
  if (g_error_matches (question, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (question));
  else
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE,
                 _("%s It is not known what became of “%s”. Publish it again: the site is asked first. Or look there: "
                   "%s"), cause->message, galley_issue_get_title (self->request->issue), place);
  g_error_free (cause);
}

/* The post whose making nobody answered for. */
static GalleyPost *
find_born (GalleyPublishRun *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  g_autoptr (GPtrArray) twins = request->service->find_twins (request->connection, self->id, self->cancellable, error);

  for (guint i = 0; twins != NULL && i < twins->len; i++)
    {
      const GalleyPost *post = g_ptr_array_index (twins, i);

      if (post->marker != NULL && strstr (post->marker, self->birth) != NULL)
        return g_ptr_array_steal_index (twins, i);
    }
  return NULL;
}

/* What only a new post is given must not go out with a later change of it. */
static void
set_birth (GalleyPublishRun *self, gboolean new)
{
  GalleyPostFields *fields = self->content->fields;
  g_autofree char *slug = g_strconcat ("nl-", self->id, NULL);
  g_autofree char *marker = new ? galley_twins_make_marker (self->id, self->birth) : NULL;
  const char *const pairs[] = { "slug", slug, "marker", marker, "status", "draft" };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i += 2)
    if (new)
      galley_post_fields_set (fields, pairs[i], pairs[i + 1]);
    else
      galley_post_fields_unset (fields, pairs[i]);
  if (!galley_post_fields_has (fields, "title"))
    galley_post_fields_set (fields, "title", _("(Untitled)"));
}

gboolean
galley_publish_run_create (GalleyPublishRun *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (GError) local = NULL;
  g_autoptr (GError) question = NULL;
  GalleyPost *post;

  self->birth = g_strndup (uuid, 8);
  set_birth (self, TRUE);
  if (!galley_journal_write (self->journal, error, "intent", "step", "create", "mark", self->content->mark, "birth",
                             self->birth, NULL))
    return FALSE;
  post = request->service->create (request->connection, self->site, self->content->fields, self->cancellable, &local);
  self->unheard = post == NULL && is_unheard (local);
  set_birth (self, FALSE);
  if (post == NULL && is_uncertain (local))
    {
      g_usleep (GALLEY_PUBLISH_LOST_WAIT);
      post = find_born (self, &question);
    }
  if (!galley_publish_run_take (self, post))
    {
      fail_uncertain (self, error, g_steal_pointer (&local), question);
      return FALSE;
    }
  self->created = self->changed = TRUE;
  self->unheard = FALSE;
  return galley_journal_write (self->journal, error, "done", "step", "create", "post", self->post->id, NULL);
}

/* Somebody was faster. It may have been another program with the very same wish. */
static gboolean
is_conflict (const GError *error)
{
  return g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT);
}

/* Asks what became of a change that got no plain yes. */
static gboolean
ask (GalleyPublishRun *self, GError *cause, GalleyPublishDone is_done, GError **error)
{
  g_autoptr (GError) question = NULL;
  gboolean known;

  if (!is_conflict (cause))
    g_usleep (GALLEY_PUBLISH_LOST_WAIT);
  known = galley_publish_run_reload (self, &question);
  if (known && is_done (self) && (!is_conflict (cause) || galley_publish_run_has_text (self)))
    {
      g_error_free (cause);
      return TRUE;
    }
  if (is_conflict (cause))
    g_propagate_error (error, cause);
  else
    fail_uncertain (self, error, cause, question);
  return FALSE;
}

/* What the answer had is there no longer when somebody was at it in between. */
static gboolean
read_back (GalleyPublishRun *self, GError **error)
{
  g_autofree char *mark = galley_publish_run_dup_mark (self);
  g_autofree char *now = NULL;

  if (!galley_publish_run_reload (self, error))
    return FALSE;
  now = galley_publish_run_dup_mark (self);
  self->overtaken = strcmp (mark, now) != 0;
  return TRUE;
}

gboolean
galley_publish_run_put (GalleyPublishRun *self, const char *step, const GalleyPostFields *fields,
                        const char *newsletter, const char *segment, GalleyPublishDone is_done, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  g_autoptr (GError) local = NULL;
  GalleyPost *post;

  self->overtaken = FALSE;
  if (!galley_journal_write (self->journal, error, "intent", "step", step, "post", self->post->id, "mark",
                             self->content != NULL ? self->content->mark : NULL, "updated_at", self->post->updated_at,
                             "body", self->body_before, "fields", self->fields_before, "newsletter", newsletter,
                             "segment", segment, NULL))
    return FALSE;
  post = request->service->update (request->connection, self->site, self->post->id, self->post->updated_at, fields,
                                   newsletter, segment, self->cancellable, &local);
  self->unheard = post == NULL && is_unheard (local);
  self->unheard_mail = newsletter != NULL;
  if (post == NULL && !is_uncertain (local) && !is_conflict (local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (local != NULL && !ask (self, g_steal_pointer (&local), is_done, error))
    return FALSE;
  self->changed = TRUE;
  self->unheard = FALSE;
  self->sent = self->sent || strcmp (step, "send") == 0;
  self->slug_sent = self->slug_sent || galley_post_fields_has (fields, "slug");
  return !galley_publish_run_take (self, post) || read_back (self, error);
}

gboolean
galley_publish_run_done (GalleyPublishRun *self, const char *step, GError **error)
{
  return galley_journal_write (self->journal, error, "done", "step", step, "post", self->post->id, NULL);
}
