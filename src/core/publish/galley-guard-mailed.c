/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-guard.h"

#include <glib/gi18n-lib.h>

extern const GalleyGuard galley_guard_mailed;

/* Whoever only wants the page back would send a mail. */
static void
refuse_failed (const GalleyGuardContext *context, GPtrArray *concerns)
{
  GalleyConcern *concern
      = galley_guard_add (context, concerns, "mailed-failed", GALLEY_SEVERITY_ERROR, NULL,
                          g_strdup (_("Its mail failed, and the site sends what is left of it as soon as the post is out "
                                      "again. To do both, choose “Send the Failed Mail”, on the command line --retry-mail.")));

  galley_guard_offer (context, concern, _("Sa_ve as a Draft"))->act = GALLEY_ACT_DRAFT;
}

/* Taken down with a mail on its way: what becomes of that is known only later. */
static gboolean
is_on_its_way (const GalleyPost *post)
{
  return post->email_status != NULL && g_strcmp0 (post->email_status, "submitted") != 0;
}

static void
run (const GalleyGuardContext *context, GPtrArray *concerns)
{
  const GalleyPost *existing = context->existing;
  gboolean is_draft = existing != NULL && g_strcmp0 (existing->status, "draft") == 0;
  GalleyConcern *concern;

  if (is_draft && context->plan->act >= GALLEY_ACT_PUBLISH && galley_post_has_failed_mail (existing))
    {
      refuse_failed (context, concerns);
      return;
    }
  if (is_draft && context->plan->act >= GALLEY_ACT_PUBLISH && is_on_its_way (existing))
    galley_guard_add (context, concerns, "mailed-going", GALLEY_SEVERITY_WARNING, NULL,
                      g_strdup (_("Its mail is still on its way. If it fails before the post is out again, the site sends what "
                                  "is left of it then.")));
  if (existing == NULL || !galley_plan_sends_mail (context->plan))
    return;
  if (is_draft && existing->email_status != NULL)
    concern = galley_guard_add (context, concerns, "mailed", GALLEY_SEVERITY_WARNING, NULL,
                                g_strdup (_("It was mailed already, and a post is mailed once: it comes back to where "
                                            "it was, and nobody gets a mail.")));
  else if (existing->email_status != NULL)
    concern = galley_guard_add (context, concerns, "mailed", GALLEY_SEVERITY_WARNING, NULL,
                                g_strdup (_("It was mailed already, and a post is mailed once: the page changes, and "
                                            "nobody gets a mail.")));
  else if (g_strcmp0 (existing->status, "published") == 0)
    concern = galley_guard_add (context, concerns, "mailed-page", GALLEY_SEVERITY_ERROR, NULL,
                                g_strdup (_("It is published without a mail: make it a draft again first, then publish "
                                            "and send it.")));
  else
    return;
  if (context->plan->act == GALLEY_ACT_EMAIL)
    galley_guard_offer (context, concern, is_draft ? _("_Publish Without a Mail") : _("C_hange the Page Only"))->act
        = GALLEY_ACT_PUBLISH;
}

const GalleyGuard galley_guard_mailed = {
  .id = "mailed",
  .name = N_("It is mailed once"),
  .run = run,
};
