/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-cli-json.h"
#include "galley-cli.h"
#include "galley-folders.h"
#include "galley-pull.h"

extern const GalleyCommand galley_command_pull;

typedef struct {
  GalleyLoginOptions login;
  char *output;
  gboolean json;
} Options;

static void
options_clear (Options *self)
{
  galley_login_options_clear (&self->login);
  g_free (self->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
print_progress (const GalleyProgress *progress, gpointer user_data)
{
  if (progress->total > 0)
    g_printerr ("%s (%u/%u)\n", progress->message, progress->done + 1, progress->total);
  else
    g_printerr ("%s\n", progress->message);
}

static void
print_json (const GalleyPullReceipt *receipt)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  galley_cli_add_string (builder, "path", receipt->path);
  galley_cli_add_string (builder, "id", receipt->post->id);
  galley_cli_add_string (builder, "url", receipt->post->url);
  galley_cli_add_string (builder, "status", receipt->post->status);
  galley_cli_add_string (builder, "updated_at", receipt->post->updated_at);
  galley_cli_add_int (builder, "images", receipt->n_pictures);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < receipt->findings->len; i++)
    {
      const GalleyFinding *finding = g_ptr_array_index (receipt->findings, i);

      json_builder_begin_object (builder);
      galley_cli_add_finding (builder, finding);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  galley_cli_print_json (builder);
}

static int
pull (const Options *options, const char *post, GCancellable *cancellable)
{
  g_autofree char *state = galley_folders_dup_state ();
  g_autofree char *path = g_canonicalize_filename (options->output, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (state, &error);
  g_autoptr (GalleyLogin) login = ledger != NULL
                                    ? galley_login_open (&options->login, cancellable, &error) : NULL;
  g_autoptr (GalleyPullReceipt) receipt = NULL;
  GalleyPullRequest request = { .post = post, .path = path, .ledger = ledger, .progress = print_progress };

  if (login == NULL)
    return galley_cli_fail (error, options->json);
  request.service = login->service;
  request.connection = &login->connection;
  receipt = galley_pull (&request, cancellable, &error);
  if (receipt == NULL)
    return galley_cli_fail (error, options->json);
  for (guint i = 0; i < receipt->findings->len; i++)
    g_printerr ("%s\n", galley_finding_get_message (g_ptr_array_index (receipt->findings, i)));
  if (options->json)
    print_json (receipt);
  else
    g_print ("%s\n", receipt->path);
  return 0;
}

static int
run (int argc, char **argv, GCancellable *cancellable)
{
  g_auto (Options) options = { { NULL } };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_("The issue to write; the file "
                                                                   "must not exist yet"),
      N_("ISSUE") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &options.json, N_("Print one JSON object on standard "
                                                           "output"), NULL },
    { NULL },
  };
  const char *fault;

  if (!galley_cli_parse (&galley_command_pull, entries, &options.login, &argc, argv, 1, 1))
    return GALLEY_CLI_USAGE;
  if (options.output == NULL)
    return galley_cli_usage (&galley_command_pull, _("Name the issue to write with --output."));
  fault = galley_login_options_find_fault (&options.login);
  if (fault != NULL)
    return galley_cli_usage (&galley_command_pull, fault);
  return pull (&options, argv[1], cancellable);
}

const GalleyCommand galley_command_pull = {
  .name = "pull",
  .arguments = N_("POST-ID-OR-SLUG"),
  .summary = N_("Make an issue from a post on a site"),
  .run = run,
};
