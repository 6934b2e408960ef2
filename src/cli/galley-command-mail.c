/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-cli-json.h"
#include "galley-cli.h"
#include "galley-error.h"
#include "galley-file.h"
#include "galley-folders.h"
#include "galley-proof.h"
#include "galley-publish.h"

extern const GalleyCommand galley_command_mail;

typedef struct {
  GalleyLoginOptions login;
  char *newsletter, *reader, *to, *output;
  gboolean json;
} Options;

static void
options_clear (Options *self)
{
  char **strings[] = { &self->newsletter, &self->reader, &self->to, &self->output };

  galley_login_options_clear (&self->login);
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    g_clear_pointer (strings[i], g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (Options *self, int *argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "newsletter", 0, 0, G_OPTION_ARG_STRING, &self->newsletter, N_("The newsletter to send"), N_("SLUG") },
    { "as", 0, 0, G_OPTION_ARG_STRING, &self->reader, N_("The reader: free or paid"), N_("READER") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &self->to, N_("Where the test mail goes"), N_("ADDRESS") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self->output, N_("The file to write"), N_("FILE") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &self->json, N_("Print one JSON object on standard output"), NULL },
    { NULL },
  };

  if (!galley_cli_parse (&galley_command_mail, entries, &self->login, argc, argv, 2, 2))
    return FALSE;
  if (self->login.service == NULL)
    self->login.service = g_strdup ("ghost");
  return TRUE;
}

static const char *
find_fault (const Options *self, const char *verb)
{
  if (strcmp (verb, "preview") != 0 && strcmp (verb, "test") != 0)
    return _("Expected preview or test.");
  if (self->reader != NULL && strcmp (self->reader, "free") != 0 && strcmp (self->reader, "paid") != 0)
    return _("--as takes free or paid.");
  if (strcmp (verb, "test") == 0 && self->to == NULL)
    return _("Say with --to where the test mail goes.");
  return galley_login_options_find_fault (&self->login);
}

static int
show (const Options *options, const GalleyMailProof *proof)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;

  if (options->output != NULL && !galley_file_save (options->output, proof->html, strlen (proof->html), &error))
    return galley_cli_fail (error, options->json);
  if (!options->json)
    {
      if (options->output == NULL)
        g_print ("%s\n", proof->html);
      return 0;
    }
  json_builder_begin_object (builder);
  galley_cli_add_string (builder, "subject", proof->subject != NULL ? proof->subject : "");
  galley_cli_add_string (builder, "html", proof->html);
  galley_cli_add_string (builder, "text", proof->text != NULL ? proof->text : "");
  json_builder_end_object (builder);
  galley_cli_print_json (builder);
  return 0;
}

static int
prove (const Options *options, const GalleyLogin *login, const GalleySite *site, GalleyLedger *ledger,
       GalleyIssue *issue, const GalleyPost *post, GCancellable *cancellable)
{
  g_autoptr (GalleyPlan) plan = galley_plan_new (GALLEY_ACT_EMAIL);
  g_autoptr (GalleyMailProof) proof = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_paid = g_strcmp0 (options->reader, "paid") == 0;
  const GalleySiteItem *newsletter;
  const char *slug;

  plan->newsletter = g_strdup (options->newsletter);
  newsletter = galley_plan_find_newsletter (plan, site, issue, &error);
  /* A key that sees none may still see the mail as the site's first one. */
  if (newsletter == NULL && (options->newsletter != NULL || site->newsletters->len > 0))
    return galley_cli_fail (error, options->json);
  slug = newsletter != NULL ? newsletter->slug : NULL;
  g_clear_error (&error);
  if (options->to != NULL)
    {
      if (!galley_proof_send (login->service, &login->connection, site, ledger, post->id, slug, is_paid,
                              options->to, cancellable, &error))
        return galley_cli_fail (error, options->json);
      g_printerr (_("A test mail went to %s.\n"), options->to);
      return 0;
    }
  proof = galley_proof_load (login->service, &login->connection, site, post->id, slug, is_paid, cancellable,
                             &error);
  return proof != NULL ? show (options, proof) : galley_cli_fail (error, options->json);
}

static int
go (const Options *options, GalleyIssueFile *file, GalleyIssue *issue, GCancellable *cancellable)
{
  g_autofree char *state = galley_folders_dup_state ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (state, &error);
  g_autoptr (GalleyLogin) login = NULL;
  g_autoptr (GalleySite) site = NULL;
  g_autoptr (GalleyPost) post = NULL;

  if (ledger != NULL)
    login = galley_login_open (&options->login, cancellable, &error);
  if (login != NULL)
    site = login->service->load_site (&login->connection, cancellable, &error);
  if (site != NULL)
    post = galley_publish_find_post (issue, galley_issue_file_get_path (file), login->service, &login->connection,
                                     ledger, cancellable, &error);
  if (post == NULL && error == NULL)
    g_set_error (&error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
                 _("“%s” is not on %s: save it there as a draft first, with publish --draft."),
                 galley_issue_get_title (issue), galley_account_get_site (login->connection.account));
  if (error != NULL)
    return galley_cli_fail (error, options->json);
  return prove (options, login, site, ledger, issue, post, cancellable);
}

static int
run (int argc, char **argv, GCancellable *cancellable)
{
  g_auto (Options) options = { { NULL } };
  g_autoptr (GalleyIssueFile) file = NULL;
  g_autoptr (GalleyIssue) issue = NULL;
  g_autoptr (GError) error = NULL;
  const char *fault;

  if (!parse (&options, &argc, argv))
    return GALLEY_CLI_USAGE;
  fault = find_fault (&options, argv[1]);
  if (fault != NULL)
    return galley_cli_usage (&galley_command_mail, fault);
  /* The verb decides, not an option that came along. */
  if (strcmp (argv[1], "preview") == 0)
    g_clear_pointer (&options.to, g_free);
  if (!galley_cli_load_issue (argv[2], &file, &issue, cancellable, &error))
    return galley_cli_fail (error, options.json);
  return go (&options, file, issue, cancellable);
}

const GalleyCommand galley_command_mail = {
  .name = "mail",
  .arguments = N_("preview|test ISSUE"),
  .summary = N_("See the mail as the site makes it, or get it as a test"),
  .run = run,
};
