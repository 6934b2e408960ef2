/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-guard.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-guard-rows.h"
#include "galley-mnemonic.h"

#define DECLARE(name) extern const GalleyGuard galley_guard_##name;
#define ENTRY(name) &galley_guard_##name,

GALLEY_GUARD_ROWS (DECLARE)

static const GalleyGuard *const guards[] = { GALLEY_GUARD_ROWS (ENTRY) NULL };

const GalleyGuard *const *
galley_guard_list (void)
{
  return guards;
}

void
galley_concern_free (GalleyConcern *self)
{
  g_clear_pointer (&self->finding, galley_finding_unref);
  g_clear_pointer (&self->fix, galley_plan_free);
  g_free (self->label);
  g_free (self);
}

gboolean
galley_guard_is_sending (const GalleyGuardContext *context)
{
  const char *status = context->existing != NULL ? context->existing->status : NULL;

  return galley_plan_sends_mail (context->plan) && g_strcmp0 (status, "published") != 0 &&
         g_strcmp0 (status, "sent") != 0;
}

const char *
galley_guard_get_place (const GalleyGuardContext *context)
{
  return context->site != NULL && context->site->title != NULL ? context->site->title : _("the site");
}

const char *
galley_guard_get_readers (const GalleyGuardContext *context)
{
  const char *own = galley_front_matter_get_string (galley_issue_get_front_matter (context->issue), "visibility");
  const char *there = context->existing != NULL ? context->existing->visibility : NULL;

  return there != NULL && (own == NULL || *own == '\0') ? there
                                                        : galley_plan_get_visibility (context->site, context->issue);
}

GalleyConcern *
galley_guard_add (const GalleyGuardContext *context, GPtrArray *concerns, const char *id, GalleySeverity severity,
                  const char *key, char *message)
{
  g_autofree char *owned = message;
  guint line = key != NULL ? galley_front_matter_get_line (galley_issue_get_front_matter (context->issue), key) : 0;
  GalleyConcern *concern = g_new0 (GalleyConcern, 1);

  concern->code = GALLEY_ERROR_INVALID;
  concern->finding = galley_finding_new (id, severity, line, line > 0 ? 1 : 0, owned, NULL, NULL);
  g_ptr_array_add (concerns, concern);
  return concern;
}

GalleyPlan *
galley_guard_offer (const GalleyGuardContext *context, GalleyConcern *concern, const char *label)
{
  concern->label = g_strdup (label);
  concern->fix = galley_plan_copy (context->plan);
  return concern->fix;
}

void
galley_guard_offer_newsletter (const GalleyGuardContext *context, GalleyConcern *concern,
                               const GalleySiteItem *newsletter)
{
  g_autofree char *name = galley_mnemonic_escape (newsletter->name != NULL ? newsletter->name : newsletter->slug);
  g_autofree char *label = g_strdup_printf (_("Send as “%s”"), name);
  GalleyPlan *fix = galley_guard_offer (context, concern, label);

  g_free (fix->newsletter);
  fix->newsletter = g_strdup (newsletter->slug);
}

void
galley_guard_offer_time (const GalleyGuardContext *context, GalleyConcern *concern, const char *label, GDateTime *time)
{
  GalleyPlan *fix = galley_guard_offer (context, concern, label);

  g_clear_pointer (&fix->at, g_date_time_unref);
  g_clear_pointer (&fix->skipped, g_free);
  fix->at = time;
}

void
galley_guard_point (GalleyConcern *concern, const char *label, const char *place)
{
  concern->label = g_strdup (label);
  concern->place = place;
}

static int
compare_severity (gconstpointer a, gconstpointer b)
{
  const GalleyConcern *first = *(GalleyConcern *const *) a;
  const GalleyConcern *second = *(GalleyConcern *const *) b;

  return (int) galley_finding_get_severity (first->finding) - (int) galley_finding_get_severity (second->finding);
}

/**
 * galley_guard_run:
 * @context: what is known
 *
 * Returns: (transfer full) (element-type GalleyConcern): what should be known before the button
 */
GPtrArray *
galley_guard_run (const GalleyGuardContext *context)
{
  GPtrArray *concerns = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_concern_free);
  g_autoptr (GDateTime) now = context->now != NULL ? g_date_time_ref (context->now) : g_date_time_new_now_utc ();
  GalleyGuardContext complete = *context;

  complete.now = now;
  for (gsize i = 0; guards[i] != NULL; i++)
    guards[i]->run (&complete, concerns);
  g_ptr_array_sort (concerns, compare_severity);
  return concerns;
}

gboolean
galley_guard_has_errors (GPtrArray *concerns)
{
  for (guint i = 0; i < concerns->len; i++)
    if (galley_finding_get_severity (((GalleyConcern *) concerns->pdata[i])->finding) == GALLEY_SEVERITY_ERROR)
      return TRUE;
  return FALSE;
}
