/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-cli-json.h"
#include "galley-cli.h"
#include "galley-error.h"
#include "galley-folders.h"
#include "galley-publish.h"
#include "galley-status.h"

extern const GalleyCommand galley_command_status;

static void
add_report (JsonBuilder *builder, const GalleyMailReport *report)
{
  if (!galley_cli_begin_object (builder, "email", report != NULL && report->status != NULL))
    return;
  galley_cli_add_string (builder, "status", report->status);
  galley_cli_add_string (builder, "error", report->error);
  galley_cli_add_count (builder, "recipients", report->total);
  galley_cli_add_count (builder, "submitted", report->submitted);
  galley_cli_add_count (builder, "delivered", report->delivered);
  galley_cli_add_count (builder, "failed", report->failed);
  galley_cli_add_count (builder, "opened", report->opened);
  galley_cli_add_count (builder, "clicked", report->clicked);
  json_builder_set_member_name (builder, "failures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->failures->len; i++)
    json_builder_add_string_value (builder, report->failures->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_json (const GalleyPost *post, const GalleyMailReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  galley_cli_add_string (builder, "id", post->id);
  galley_cli_add_string (builder, "status", post->status);
  galley_cli_add_string (builder, "url", post->url);
  galley_cli_add_string (builder, "published_at", post->published_at);
  galley_cli_add_string (builder, "newsletter", post->newsletter);
  galley_cli_add_string (builder, "audience", post->newsletter != NULL ? post->segment : NULL);
  add_report (builder, report);
  json_builder_end_object (builder);
  galley_cli_print_json (builder);
}

static void
print_lines (const GalleyPost *post, const GalleyMailReport *report, const GalleySite *site)
{
  g_autoptr (GPtrArray) lines = galley_status_describe (post, report, site);

  for (guint i = 0; i < lines->len; i++)
    {
      const GalleyStatusLine *line = lines->pdata[i];

      g_print ("%s: %s\n", line->label, line->value);
    }
}

/* The exit status says whether its mail failed. */
static int
show (const GalleyLogin *login, GalleyIssueFile *file, GalleyIssue *issue, gboolean json, GCancellable *cancellable)
{
  g_autofree char *state = galley_folders_dup_state ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (state, &error);
  g_autoptr (GalleySite) site = ledger != NULL
                                  ? login->service->load_site (&login->connection, cancellable, &error) : NULL;
  g_autoptr (GalleyPost) post = NULL;
  g_autoptr (GalleyMailReport) report = NULL;

  if (site != NULL)
    post = galley_publish_find_post (issue, galley_issue_file_get_path (file), login->service, &login->connection,
                                     ledger, cancellable, &error);
  if (post == NULL && error == NULL)
    g_set_error (&error, GALLEY_ERROR, GALLEY_ERROR_REJECTED, _("“%s” is not on %s."), galley_issue_get_title (issue),
                 galley_account_get_site (login->connection.account));
  if (post != NULL && login->service->report != NULL)
    report = login->service->report (&login->connection, site, post->id, cancellable, &error);
  if (error != NULL)
    return galley_cli_fail (error, json);
  if (json)
    print_json (post, report);
  else
    print_lines (post, report, site);
  return report != NULL && g_strcmp0 (report->status, "failed") == 0 ? 3 : 0;
}

static int
run (int argc, char **argv, GCancellable *cancellable)
{
  g_auto (GalleyLoginOptions) options = { NULL };
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object on standard output"), NULL },
    { NULL },
  };
  g_autoptr (GalleyIssueFile) file = NULL;
  g_autoptr (GalleyIssue) issue = NULL;
  g_autoptr (GalleyLogin) login = NULL;
  g_autoptr (GError) error = NULL;
  const char *fault;

  if (!galley_cli_parse (&galley_command_status, entries, &options, &argc, argv, 1, 1))
    return GALLEY_CLI_USAGE;
  if (options.service == NULL)
    options.service = g_strdup ("ghost");
  fault = galley_login_options_find_fault (&options);
  if (fault != NULL)
    return galley_cli_usage (&galley_command_status, fault);
  if (!galley_cli_load_issue (argv[1], &file, &issue, cancellable, &error))
    return galley_cli_fail (error, json);
  login = galley_login_open (&options, cancellable, &error);
  if (login == NULL)
    return galley_cli_fail (error, json);
  return show (login, file, issue, json, cancellable);
}

const GalleyCommand galley_command_status = {
  .name = "status",
  .arguments = N_("ISSUE"),
  .summary = N_("Say what became of an issue and of its mail"),
  .run = run,
};
