/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-publish-slug.h"

#include "galley-slug.h"

/* As many letters as a service takes. */
#define MAX_SLUG 180

static gboolean
has_new_slug (const GalleyPublishRun *self)
{
  return self->post->slug != NULL && g_strcmp0 (self->post->slug, self->slug_before) != 0;
}

/* A title in letters that we cannot write in ASCII is for the service to spell: it knows how. */
static char *
dup_slug_of_title (const GalleyPublishRun *self)
{
  const char *title = galley_publish_run_get_title (self);

  if (title == NULL || *title == '\0' || galley_slug_is_whole (title))
    return galley_slug_new (title, MAX_SLUG, "");
  return g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), MAX_SLUG));
}

/* The first one comes from the title and then stays, whatever the title does: it is an address. */
char *
galley_publish_dup_wanted_slug (const GalleyPublishRun *self)
{
  const char *own = galley_front_matter_get_string (galley_issue_get_front_matter (self->request->issue), "slug");
  gboolean is_given = own != NULL && *own != '\0';
  gboolean is_first = self->post->slug == NULL || g_str_has_prefix (self->post->slug, "nl-");

  if (is_first && is_given)
    return g_strdup (own);
  /* Readers have links to it, whatever it looks like. */
  if (is_first)
    return galley_post_is_out (self->post) ? g_strdup ("") : dup_slug_of_title (self);
  /* A service makes its own of what it is given; only another wish is a reason to ask again. */
  if (!is_given || g_strcmp0 (own, self->post->slug) == 0 ||
      g_strcmp0 (own, galley_publish_run_get_synced (self, "slug")) == 0)
    return g_strdup ("");
  return g_strdup (own);
}

/* Of a draft that stays one, or of what is out already; the others get it as they go out. */
gboolean
galley_publish_set_slug (GalleyPublishRun *self, GError **error)
{
  g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();
  g_autofree char *slug = galley_publish_dup_wanted_slug (self);

  if (*slug == '\0' || (galley_publish_run_is_draft (self) && self->request->plan->act != GALLEY_ACT_DRAFT))
    return TRUE;
  galley_post_fields_set (fields, "slug", slug);
  self->slug_before = g_strdup (self->post->slug);
  return galley_publish_run_put (self, "slug", fields, NULL, NULL, has_new_slug, error) &&
         galley_publish_run_done (self, "slug", error) &&
         galley_publish_run_remember_sync (self, self->content->hash, error);
}
