/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-cli.h"
#include "galley-pull.h"

extern const GalleyCommand galley_command_pull;

typedef struct {
  char *service, *url, *key_file, *account, *output;
  gboolean json;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->service);
  g_free (self->url);
  g_free (self->key_file);
  g_free (self->account);
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
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
print_json (const GalleyPullReceipt *receipt)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_string (builder, "path", receipt->path);
  add_string (builder, "id", receipt->post->id);
  add_string (builder, "url", receipt->post->url);
  add_string (builder, "status", receipt->post->status);
  add_string (builder, "updated_at", receipt->post->updated_at);
  json_builder_set_member_name (builder, "images");
  json_builder_add_int_value (builder, receipt->n_pictures);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < receipt->findings->len; i++)
    {
      const GalleyFinding *finding = g_ptr_array_index (receipt->findings, i);

      json_builder_begin_object (builder);
      add_string (builder, "id", galley_finding_get_id (finding));
      add_string (builder, "severity", galley_finding_get_severity_name (finding));
      add_string (builder, "message", galley_finding_get_message (finding));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  galley_cli_print_json (root);
}

static int
pull (const Options *options, const char *post, GCancellable *cancellable)
{
  g_autofree char *state = galley_cli_dup_state_dir ();
  g_autofree char *path = g_canonicalize_filename (options->output, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (state, &error);
  g_autoptr (GalleyLogin) login = ledger != NULL
                                    ? galley_login_new (options->service, options->url, options->key_file,
                                                        options->account, cancellable, &error) : NULL;
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
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "service", 's', 0, G_OPTION_ARG_STRING, &options.service, N_("The kind of place"), N_("SERVICE") },
    { "url", 'u', 0, G_OPTION_ARG_STRING, &options.url, N_("The site’s address"), N_("URL") },
    { "key-file", 'k', 0, G_OPTION_ARG_FILENAME, &options.key_file, N_("The file with the key; “-”: standard input"),
      N_("FILE") },
    { "account", 0, 0, G_OPTION_ARG_STRING, &options.account, N_("An account that was added"), N_("NAME") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_("The issue to write; the file "
                                                                   "must not exist yet"),
      N_("ISSUE") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &options.json, N_("Print one JSON object on standard "
                                                           "output"), NULL },
    { NULL },
  };

  if (!galley_cli_parse (&galley_command_pull, entries, &argc, argv, 1, 1))
    return GALLEY_CLI_USAGE;
  if (options.output == NULL)
    return galley_cli_usage (&galley_command_pull, _("Name the issue to write with --output."));
  if (options.service == NULL && options.account == NULL)
    return galley_cli_usage (&galley_command_pull, _("Say where to pull from with --service or "
                                                     "--account."));
  if (options.service != NULL && galley_service_find (options.service) == NULL)
    return galley_cli_usage (&galley_command_pull, _("There is no such service."));
  if (options.account == NULL && (options.url == NULL || options.key_file == NULL))
    return galley_cli_usage (&galley_command_pull, _("--url and --key-file, or --account, are needed."));
  return pull (&options, argv[1], cancellable);
}

const GalleyCommand galley_command_pull = {
  .name = "pull",
  .arguments = N_("POST-ID-OR-SLUG"),
  .summary = N_("Make an issue from a post on a site"),
  .run = run,
};
