/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-cli-publish.h"
#include "galley-error.h"
#include "galley-folders.h"

extern const GalleyCommand galley_command_resume;

typedef struct {
  char *key_file;
  char *account;
  gboolean json;
} Options;

static GalleyLogin *
login (const GalleyOpenPublish *one, const Options *options, GCancellable *cancellable, GError **error)
{
  const char *source = one->account != NULL ? one->account : "";

  if (options->key_file != NULL)
    return galley_login_new (one->service, one->url, options->key_file, NULL, cancellable, error);
  if (options->account != NULL)
    return galley_login_new (NULL, NULL, NULL, options->account, cancellable, error);
  if (g_str_has_prefix (source, "file:"))
    return galley_login_new (one->service, one->url, source + strlen ("file:"), NULL, cancellable, error);
  if (g_str_has_prefix (source, "account:"))
    return galley_login_new (NULL, NULL, NULL, source + strlen ("account:"), cancellable, error);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_AUTH, _("Say with --key-file or --account where the key for %s is."),
               one->site);
  return NULL;
}

static int
resume_one (const GalleyOpenPublish *one, const Options *options, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyLogin) key = NULL;
  g_autoptr (GalleyIssueFile) file = NULL;
  g_autoptr (GalleyIssue) issue = NULL;

  g_printerr ("%s: %s\n", one->issue_path != NULL ? one->issue_path : one->id, one->state);
  if (one->issue_path == NULL)
    {
      g_set_error (&error, GALLEY_ERROR, GALLEY_ERROR_INVALID, _("The issue %s was never saved: open it and publish."),
                   one->id);
      return galley_cli_fail (error, options->json);
    }
  if (!galley_cli_load_issue (one->issue_path, &file, &issue, cancellable, &error))
    return galley_cli_fail (error, options->json);
  /* As it was begun, or what was for some would be for all. */
  if (one->visibility != NULL)
    {
      GalleyIssue *changed = galley_cli_apply_visibility (issue, one->visibility, &error);

      if (changed == NULL)
        return galley_cli_fail (error, options->json);
      galley_issue_unref (issue);
      issue = changed;
    }
  key = login (one, options, cancellable, &error);
  if (key == NULL)
    return galley_cli_fail (error, options->json);
  return galley_cli_publish (key->service, key, NULL, one->plan, file, issue, NULL, options->json,
                             cancellable);
}

static int
run (int argc, char **argv, GCancellable *cancellable)
{
  g_autofree char *key_file = NULL;
  g_autofree char *account = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "key-file", 'k', 0, G_OPTION_ARG_FILENAME, &key_file, N_("The file with the key; “-”: standard input"), N_("FILE") },
    { "account", 0, 0, G_OPTION_ARG_STRING, &account, N_("An account that was added"), N_("NAME") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object on standard "
                                                   "output"), NULL },
    { NULL },
  };
  g_autofree char *state = galley_folders_dup_state ();
  g_autoptr (GPtrArray) list = NULL;
  int status = 0;

  if (!galley_cli_parse (&galley_command_resume, entries, NULL, &argc, argv, 0, 0))
    return GALLEY_CLI_USAGE;
  list = galley_publish_list_open (state);
  if (list->len == 0)
    g_printerr (_("Nothing was interrupted.\n"));
  if (json)
    g_print ("{\"publishes\":[");
  for (guint i = 0; i < list->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const Options options = { key_file, account, json };
      int one;

      /* Each prints what came of it as soon as it is known: one object and the end of its line. */
      if (json && i > 0)
        g_print (",");
      /* Not inside of MAX, which would do it twice. */
      one = resume_one (g_ptr_array_index (list, i), &options, cancellable);
      status = MAX (status, one);
    }
  if (json)
    g_print ("]}\n");
  return status;
}

const GalleyCommand galley_command_resume = {
  .name = "resume",
  .arguments = "",
  .summary = N_("Finish what was interrupted"),
  .run = run,
};
