/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-guard.h"

#include <glib/gi18n-lib.h>

extern const GalleyGuard galley_guard_slug;

static void
run (const GalleyGuardContext *context, GPtrArray *concerns)
{
  g_autofree char *slug = galley_facts_dup_slug (context->issue, context->existing);

  if (context->facts == NULL || slug == NULL || context->plan->act == GALLEY_ACT_UNPUBLISH)
    return;
  for (guint i = 0; i < context->facts->alike->len; i++)
    {
      const GalleyPost *post = context->facts->alike->pdata[i];

      if (g_strcmp0 (post->slug, slug) == 0)
        galley_guard_point (galley_guard_add (context, concerns, "slug", GALLEY_SEVERITY_WARNING, "slug",
                                              g_strdup_printf (_("The address “%s” is taken by “%s”: the site would make "
                                                                 "another one of it, such as “%s-2”. Choose one "
                                                                 "yourself, if that matters."),
                                                               slug, post->title, slug)),
                            _("Choose the Address"), "slug");
    }
}

const GalleyGuard galley_guard_slug = {
  .id = "slug",
  .name = N_("Its address is free"),
  .run = run,
};
