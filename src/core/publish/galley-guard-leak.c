/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-guard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

extern const GalleyGuard galley_guard_leak;

static gboolean
is_not_paywall (const GalleyNode *node, gpointer user_data)
{
  return node->type != GALLEY_NODE_PAYWALL;
}

/* TRUE when every part of the alternative is of people who pay. */
static gboolean
is_paying_segment (const char *segment)
{
  g_auto (GStrv) parts = g_strsplit (segment, ",", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);

      if (g_strcmp0 (part, "status:-free") != 0 && g_strcmp0 (part, "status:paid") != 0 &&
          !(g_str_has_prefix (part, "tier:") && strpbrk (part, "+()") == NULL))
        return FALSE;
    }
  return parts[0] != NULL;
}

/* A newsletter for paying members has no other readers, whatever the audience says. */
static gboolean
is_paid_newsletter (const GalleyGuardContext *context)
{
  const GalleySiteItem *item = galley_plan_find_newsletter (context->plan, context->site, context->issue, NULL);

  return item != NULL && g_strcmp0 (item->kind, "paid") == 0;
}

static void
check_mail (const GalleyGuardContext *context, GPtrArray *concerns)
{
  g_autofree char *segment = galley_plan_dup_segment (context->plan, context->site, context->issue);
  gboolean everyone = g_strcmp0 (segment, "all") == 0 || strstr (segment, "status:free") != NULL;
  GalleyConcern *concern;
  GalleyPlan *fix;

  if (is_paying_segment (segment) || is_paid_newsletter (context))
    return;
  concern = galley_guard_add (context, concerns, "leak", everyone ? GALLEY_SEVERITY_ERROR : GALLEY_SEVERITY_WARNING,
                              "visibility",
                              g_strdup (_("The issue is for paying members and has no paywall: free members would get "
                                          "all of it by mail. Set a paywall, or send to paying members only.")));
  fix = galley_guard_offer (context, concern, _("Send to _Paying Members Only"));
  g_free (fix->audience);
  fix->audience = g_strdup ("paid");
}

static void
run (const GalleyGuardContext *context, GPtrArray *concerns)
{
  const char *visibility = galley_guard_get_readers (context);
  gboolean gated = g_strcmp0 (visibility, "paid") == 0 || g_strcmp0 (visibility, "tiers") == 0;
  gboolean paywall = !galley_node_visit (galley_issue_get_root (context->issue), is_not_paywall, NULL);

  if (context->site == NULL || context->plan->act == GALLEY_ACT_UNPUBLISH)
    return;
  if (paywall && g_strcmp0 (visibility, "public") == 0)
    galley_guard_add (context, concerns, "leak-open",
                      context->plan->act == GALLEY_ACT_DRAFT ? GALLEY_SEVERITY_WARNING : GALLEY_SEVERITY_ERROR,
                      "visibility",
                      g_strdup (_("The issue has a paywall, but its visibility is public: everybody would read all of "
                                  "it. Choose who may read it, or take the paywall out.")));
  if (galley_guard_is_sending (context) && gated && !paywall)
    check_mail (context, concerns);
}

const GalleyGuard galley_guard_leak = {
  .id = "leak",
  .name = N_("No mail gives away what is paid for"),
  .run = run,
};
