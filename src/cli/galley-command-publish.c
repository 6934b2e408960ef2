/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-cli-care.h"
#include "galley-cli-publish.h"
#include "galley-error.h"

extern const GalleyCommand galley_command_publish;

typedef struct {
  GalleyLoginOptions login;
  char *directory, *newsletter, *audience, *visibility, *at, *seen;
  gboolean acts[5]; /* by GalleyAct */
  gboolean retry_mail;
  gboolean dry_run;
  gboolean strict;
  gboolean merge;
  gboolean anew;
  gboolean json;
} Options;

static void
options_clear (Options *self)
{
  char **strings[] = { &self->directory,  &self->newsletter, &self->audience,
                       &self->visibility, &self->at,         &self->seen };

  galley_login_options_clear (&self->login);
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    g_clear_pointer (strings[i], g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (Options *self, int *argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &self->directory, N_("The folder to write into"), N_("DIR") },
    { "draft", 0, 0, G_OPTION_ARG_NONE, &self->acts[GALLEY_ACT_DRAFT], N_("Save a draft; this is the default"), NULL },
    { "publish", 0, 0, G_OPTION_ARG_NONE, &self->acts[GALLEY_ACT_PUBLISH], N_("Publish on the web"), NULL },
    { "email", 0, 0, G_OPTION_ARG_NONE, &self->acts[GALLEY_ACT_EMAIL], N_("Publish and send by mail"), NULL },
    { "email-only", 0, 0, G_OPTION_ARG_NONE, &self->acts[GALLEY_ACT_EMAIL_ONLY], N_("Send by mail only"), NULL },
    { "unpublish", 0, 0, G_OPTION_ARG_NONE, &self->acts[GALLEY_ACT_UNPUBLISH],
      N_("Take a post off the site, or off its schedule: it is a draft again"), NULL },
    { "retry-mail", 0, 0, G_OPTION_ARG_NONE, &self->retry_mail, N_("Send a failed mail to those "
                                                                   "who do not have it yet"), NULL },
    { "newsletter", 0, 0, G_OPTION_ARG_STRING, &self->newsletter, N_("The newsletter to send"), N_("SLUG") },
    { "audience", 0, 0, G_OPTION_ARG_STRING, &self->audience, N_("all, free, paid or a filter"), N_("AUDIENCE") },
    { "visibility", 0, 0, G_OPTION_ARG_STRING, &self->visibility, N_("public, members, paid or tiers"), N_("WHO") },
    { "at", 0, 0, G_OPTION_ARG_STRING, &self->at, N_("When, in ISO 8601; without an offset, in "
                                                     "the site’s time zone"),
      N_("TIME") },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &self->dry_run, N_("Only say what would happen, and to how many people"),
      NULL },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &self->strict, N_("Stop at warnings too"), NULL },
    { "merge", 0, 0, G_OPTION_ARG_NONE, &self->merge,
      N_("Bring what somebody changed on the site into the issue first; where both changed the same, both "
         "versions go into ISSUE.conflict.md and nothing is published"), NULL },
    { "anew", 0, 0, G_OPTION_ARG_NONE, &self->anew, N_("Make a new post where the issue’s own was deleted on the site"),
      NULL },
    { "seen", 0, 0, G_OPTION_ARG_STRING, &self->seen,
      N_("Overwrite the changes on the site that a conflict named so"), N_("CODE") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &self->json, N_("Print one JSON object on standard "
                                                         "output"), NULL },
    { NULL },
  };

  return galley_cli_parse (&galley_command_publish, entries, &self->login, argc, argv, 1, 1);
}

/* What is wrong with the options alone, or NULL. */
static const char *
find_fault (const Options *self, GalleyPlan *plan)
{
  const GalleyService *service = self->login.service != NULL ? galley_service_find (self->login.service) : NULL;
  gboolean exports = service != NULL && (service->capabilities & GALLEY_CAN_EXPORT) != 0;
  guint n_acts = 0;

  for (int i = 0; i < 5; i++)
    if (self->acts[i])
      {
        plan->act = (GalleyAct) i;
        n_acts++;
      }
  if (n_acts + (self->retry_mail ? 1 : 0) > 1)
    return _("Only one of --draft, --publish, --email, --email-only, --unpublish and --retry-mail "
             "can be given.");
  if (exports && self->retry_mail)
    return _("A folder sends no mail.");
  if (exports && self->dry_run)
    return _("A folder has nothing to try: it is written or not.");
  if (exports)
    return self->directory == NULL ? _("Name the folder to write into with --to.") : NULL;
  if (self->merge && self->visibility != NULL)
    return _("--merge changes the issue: write the visibility into it instead of giving --visibility.");
  return galley_login_options_find_fault (&self->login);
}

/* A mail without a word which newsletter: only where there is just one. */
static gboolean
lacks_newsletter (const GalleyPlan *plan, const GalleySite *site, GalleyIssue *issue)
{
  const char *own = galley_front_matter_get_string (galley_issue_get_front_matter (issue), "newsletter");

  return plan->act >= GALLEY_ACT_EMAIL && plan->newsletter == NULL && (own == NULL || *own == '\0') &&
         site->newsletters->len > 1;
}

static int
publish (const Options *options, GalleyPlan *plan, GalleyIssueFile *file, GalleyIssue *issue,
         GCancellable *cancellable)
{
  const GalleyCliConflict conflict = { options->merge, options->seen };
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyLogin) login = galley_login_open (&options->login, cancellable, &error);
  g_autoptr (GalleySite) site = login != NULL
                                  ? login->service->load_site (&login->connection, cancellable, &error) : NULL;
  const GalleyCare care = { .json = options->json, .dry_run = options->dry_run, .strict = options->strict };
  int status;

  if (site == NULL)
    return galley_cli_fail (error, options->json);
  if (options->retry_mail)
    return galley_cli_retry_mail (login, site, plan, file, issue, options->json, cancellable);
  if (options->at != NULL && !galley_plan_set_time (plan, options->at, site))
    return galley_cli_usage (&galley_command_publish, _("--at takes a time such as "
                                                        "2026-11-24T09:00."));
  if (lacks_newsletter (plan, site, issue))
    return galley_cli_usage (&galley_command_publish, _("Name the newsletter to send with "
                                                        "--newsletter."));
  status = galley_cli_care (&care, login, site, plan, file, issue, cancellable);
  if (status >= 0)
    return status;
  return galley_cli_publish (login->service, login, site, plan, file, issue, &conflict, options->json, cancellable);
}

static int
run (int argc, char **argv, GCancellable *cancellable)
{
  g_auto (Options) options = { { NULL } };
  g_autoptr (GalleyPlan) plan = galley_plan_new (GALLEY_ACT_DRAFT);
  g_autoptr (GalleyIssueFile) file = NULL;
  g_autoptr (GalleyIssue) issue = NULL;
  g_autoptr (GError) error = NULL;
  const char *fault;

  if (!parse (&options, &argc, argv))
    return GALLEY_CLI_USAGE;
  fault = find_fault (&options, plan);
  if (fault != NULL)
    return galley_cli_usage (&galley_command_publish, fault);
  plan->newsletter = g_strdup (options.newsletter);
  plan->audience = g_strdup (options.audience);
  plan->directory = g_strdup (options.directory);
  plan->anew = options.anew;
  if (!galley_cli_load_issue (argv[1], &file, &issue, cancellable, &error))
    return galley_cli_fail (error, options.json);
  if (options.visibility != NULL)
    {
      GalleyIssue *changed = galley_cli_apply_visibility (issue, options.visibility, &error);

      if (changed == NULL)
        return galley_cli_fail (error, options.json);
      galley_issue_unref (issue);
      issue = changed;
    }
  if (plan->directory != NULL && options.login.account == NULL && options.login.url == NULL)
    return galley_cli_publish (galley_service_find (options.login.service), NULL, NULL, plan, file, issue, NULL,
                               options.json, cancellable);
  return publish (&options, plan, file, issue, cancellable);
}

const GalleyCommand galley_command_publish = {
  .name = "publish",
  .arguments = N_("ISSUE"),
  .summary = N_("Bring an issue to its readers"),
  .run = run,
};
