/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-publish-settle.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-twins.h"

static GalleyPost *
find (GPtrArray *twins, const char *id)
{
  for (guint i = 0; i < twins->len; i++)
    if (g_strcmp0 (((GalleyPost *) g_ptr_array_index (twins, i))->id, id) == 0)
      return g_ptr_array_index (twins, i);
  return NULL;
}

/* Only a draft, only our own, and only as we have just seen it. What cannot be deleted stays: it is
 * a draft that nobody publishes. */
static gboolean
drop (GalleyPublishRun *self, const GalleyPost *twin, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  g_autoptr (GError) local = NULL;

  if (!galley_journal_write (self->journal, error, "intent", "step", "drop", "twin", twin->id, NULL))
    return FALSE;
  if (!request->service->drop_twin (request->connection, twin, self->cancellable, &local) &&
      (g_error_matches (local, GALLEY_ERROR, GALLEY_ERROR_OFFLINE) ||
       g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return galley_journal_write (self->journal, error, "done", "step", "drop", "twin", twin->id, NULL);
}

static gboolean
drop_own (GalleyPublishRun *self, GPtrArray *twins, const GalleyPost *chosen, GError **error)
{
  for (guint i = 0; i < twins->len; i++)
    {
      const GalleyPost *twin = g_ptr_array_index (twins, i);

      if (twin != chosen && g_strcmp0 (twin->status, "draft") == 0 && galley_publish_run_has_made (self, twin) &&
          !drop (self, twin, error))
        return FALSE;
    }
  return TRUE;
}

/* As it is now, if nobody has changed it since; a change is for the service to refuse. */
static void
take_fresh (GalleyPublishRun *self, GPtrArray *twins, GalleyPost *post)
{
  guint i = 0;

  if (g_strcmp0 (post->updated_at, self->post->updated_at) != 0 || !g_ptr_array_find (twins, post, &i))
    return;
  galley_post_free (self->post);
  self->post = g_ptr_array_steal_index (twins, i);
}

static gboolean
has_born (const GalleyPublishRun *self, GPtrArray *twins)
{
  gboolean found = FALSE;

  for (guint i = 0; i < twins->len && !found; i++)
    {
      g_autofree char *birth = galley_twins_dup_birth (g_ptr_array_index (twins, i));

      found = birth != NULL && g_strcmp0 (birth, self->birth) == 0;
    }
  return found;
}

/* One that was pulled, or lost its marker, is known by its id alone. One that was made a moment ago, and
 * that the service does not show yet, has to be called at least as it was; where what was made is shown
 * under another id, one of the two answers is wrong, and nothing is done by either. */
static gboolean
check_unshown (const GalleyPublishRun *self, GPtrArray *twins, GError **error)
{
  gboolean named = self->post->slug != NULL && g_str_has_prefix (self->post->slug, "nl-");

  if (self->birth == NULL || (named && !has_born (self, twins)))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE,
               _("%s answered with another post than the one that was made. Publish “%s” again: the site is asked "
                 "first."), self->place, galley_issue_get_title (self->request->issue));
  return FALSE;
}

/* One that lost its marker can still be the issue's own; when another one is out, or about to be, readers would get
 * it twice. */
static gboolean
check_elsewhere (const GalleyPublishRun *self, const GalleyPost *chosen, GError **error)
{
  if (chosen == NULL || g_strcmp0 (chosen->status, "draft") == 0 || !galley_publish_run_is_draft (self) ||
      self->request->plan->act < GALLEY_ACT_PUBLISH)
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
               _("“%s” is on %s already by another post, and nothing of it goes out a second time: %s"),
               galley_issue_get_title (self->request->issue), self->place,
               chosen->url != NULL ? chosen->url : chosen->id);
  return FALSE;
}

gboolean
galley_publish_settle (GalleyPublishRun *self, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  g_autoptr (GPtrArray) twins = request->service->find_twins (request->connection, self->id, self->cancellable, error);
  GalleyPost *chosen = twins != NULL ? galley_twins_choose (twins) : NULL;
  guint i = 0;

  if (twins == NULL)
    return FALSE;
  if (find (twins, self->post->id) == NULL)
    return check_unshown (self, twins, error) && check_elsewhere (self, chosen, error);
  if (!drop_own (self, twins, chosen, error))
    return FALSE;
  if (g_strcmp0 (chosen->id, self->post->id) == 0)
    {
      /* What was compared stays what goes out (galley-publish-send). */
      if (!self->compared)
        take_fresh (self, twins, chosen);
      return TRUE;
    }
  g_ptr_array_find (twins, chosen, &i);
  galley_post_free (self->post);
  self->post = g_ptr_array_steal_index (twins, i);
  self->adopted = TRUE;
  return galley_publish_run_done (self, "settle", error) && galley_publish_run_remember_post (self, error);
}
