/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-guard.h"

#include <glib/gi18n-lib.h>

extern const GalleyGuard galley_guard_mail;

static void
offer_page (const GalleyGuardContext *context, GalleyConcern *concern)
{
  if (context->plan->act == GALLEY_ACT_EMAIL)
    galley_guard_offer (context, concern, _("_Publish Without a Mail"))->act = GALLEY_ACT_PUBLISH;
  else
    galley_guard_offer (context, concern, _("Sa_ve as a Draft"))->act = GALLEY_ACT_DRAFT;
}

/* Over a limit of the host the site refuses before it does anything; this says it before the button. */
static void
check_limit (const GalleyGuardContext *context, GPtrArray *concerns)
{
  const GalleySite *site = context->site;
  gint64 count = context->facts != NULL ? context->facts->count : -1;

  if (site->mail_limit != NULL)
    offer_page (context, galley_guard_add (context, concerns, "mail-limit", GALLEY_SEVERITY_ERROR, NULL,
                                           g_strdup_printf (_("The host of “%s” lets no mail out: %s Ask whoever hosts "
                                                              "it."),
                                                            galley_guard_get_place (context), site->mail_limit)));
  else if (site->mail_max >= 0 && count > site->mail_max)
    {
      g_autofree char *number = galley_plan_dup_number (count);
      g_autofree char *most = galley_plan_dup_number (site->mail_max);

      galley_guard_point (galley_guard_add (context, concerns, "mail-limit", GALLEY_SEVERITY_WARNING, NULL,
                                            g_strdup_printf (_("%s people would get the mail, and the host of “%s” "
                                                               "allows %s in a period: it may refuse. Choose fewer "
                                                               "people, or ask whoever hosts it."),
                                                             number, galley_guard_get_place (context), most)),
                          _("Choose the Audience"), "audience");
    }
}

static void
run (const GalleyGuardContext *context, GPtrArray *concerns)
{
  if (context->site == NULL || !galley_guard_is_sending (context))
    return;
  if (!context->site->can_email)
    offer_page (context, galley_guard_add (context, concerns, "mail-off", GALLEY_SEVERITY_ERROR, NULL,
                                           g_strdup_printf (_("“%s” is not set up to send mail: set up Mailgun in its "
                                                              "settings first."),
                                                            galley_guard_get_place (context))));
  if (context->site->must_verify)
    offer_page (context, galley_guard_add (context, concerns, "mail-verify", GALLEY_SEVERITY_ERROR, NULL,
                                           g_strdup_printf (_("“%s” may not send mail before its owner has verified "
                                                              "the site with its host."),
                                                            galley_guard_get_place (context))));
  check_limit (context, concerns);
}

const GalleyGuard galley_guard_mail = {
  .id = "mail",
  .name = N_("The site can send mail"),
  .run = run,
};
