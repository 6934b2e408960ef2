/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-guard.h"

#include <glib/gi18n-lib.h>

extern const GalleyGuard galley_guard_readers;

static const GalleySiteItem *
find_tier (const GalleyGuardContext *context, const char *which)
{
  return galley_site_find_item (context->site->tiers, which);
}

static gboolean
is_same_tier (const GalleyGuardContext *context, const char *one, const char *other)
{
  const GalleySiteItem *item = find_tier (context, one);

  return g_ascii_strcasecmp (one, other) == 0 || (item != NULL && item == find_tier (context, other));
}

/* All that @some names is in @all. */
static gboolean
holds_tiers (const GalleyGuardContext *context, const char *const *all, const char *const *some)
{
  for (gsize i = 0; some[i] != NULL; i++)
    {
      gboolean is_there = FALSE;

      for (gsize k = 0; all[k] != NULL && !is_there; k++)
        is_there = is_same_tier (context, all[k], some[i]);
      if (!is_there)
        return FALSE;
    }
  return TRUE;
}

/* What an update leaves unsaid stays as it is there. */
static const char *const *
get_tiers (const GalleyGuardContext *context)
{
  const char *const *own = galley_front_matter_get_list (galley_issue_get_front_matter (context->issue), "tiers");

  return own != NULL && own[0] != NULL ? own : (const char *const *) context->existing->tiers;
}

static char *
dup_readers (const GalleyGuardContext *context, const char *visibility, const char *const *tiers)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (g_strcmp0 (visibility, "public") == 0)
    return g_strdup (_("everybody"));
  if (g_strcmp0 (visibility, "members") == 0)
    return g_strdup (_("all members"));
  if (g_strcmp0 (visibility, "paid") == 0)
    return g_strdup (_("paying members"));
  for (gsize i = 0; tiers != NULL && tiers[i] != NULL; i++)
    {
      const GalleySiteItem *item = find_tier (context, tiers[i]);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", item != NULL ? item->name : tiers[i]);
    }
  return g_strdup_printf (_("members of some tiers (%s)"), names->str);
}

/* How few they are; -1: no word of ours, which another guard says. */
static int
get_rank (const char *visibility)
{
  static const char *const ranks[] = { "public", "members", "paid", "tiers" };

  for (gsize i = 0; i < G_N_ELEMENTS (ranks); i++)
    if (g_strcmp0 (visibility, ranks[i]) == 0)
      return (int) i;
  return -1;
}

static void
compare (const GalleyGuardContext *context, GPtrArray *concerns)
{
  const char *before = context->existing->visibility;
  const char *after = galley_guard_get_readers (context);
  const char *const *old_tiers = (const char *const *) context->existing->tiers;
  const char *const *new_tiers = get_tiers (context);
  gboolean by_tiers = g_strcmp0 (before, "tiers") == 0 && g_strcmp0 (after, "tiers") == 0;
  /* The site may not have told which. */
  gboolean has_tiers = by_tiers && old_tiers != NULL && new_tiers != NULL;
  gboolean opens = get_rank (after) < get_rank (before) ||
                   (has_tiers && !holds_tiers (context, old_tiers, new_tiers));
  gboolean closes = get_rank (after) > get_rank (before) ||
                    (has_tiers && !holds_tiers (context, new_tiers, old_tiers));
  g_autofree char *old_readers = NULL;
  g_autofree char *new_readers = NULL;
  char *message;

  if (get_rank (before) < 0 || get_rank (after) < 0 || (!opens && !closes))
    return;
  old_readers = dup_readers (context, before, old_tiers);
  new_readers = dup_readers (context, after, new_tiers);
  /* Translators: the site, then who may read the post: "everybody", "paying members" */
  message = g_strdup_printf (opens ? _("Who may read it on %s changes: until now %s, from now on %s. What somebody has "
                                       "read cannot be taken back.")
                                   : _("Who may read it on %s changes: until now %s, from now on only %s. Others "
                                       "cannot open it any more."),
                             galley_guard_get_place (context), old_readers, new_readers);
  galley_guard_add (context, concerns, "readers", GALLEY_SEVERITY_WARNING, "visibility", message)->must_agree = TRUE;
}

static void
run (const GalleyGuardContext *context, GPtrArray *concerns)
{
  /* Of a draft nobody has read anything, and a key that may not say it changes nothing. */
  if (context->site != NULL && galley_post_is_out (context->existing) &&
      context->plan->act != GALLEY_ACT_UNPUBLISH && (context->site->lacks & GALLEY_RIGHT_VISIBILITY) == 0)
    compare (context, concerns);
}

const GalleyGuard galley_guard_readers = {
  .id = "readers",
  .name = N_("Who may read what is out does not change unseen"),
  .run = run,
};
