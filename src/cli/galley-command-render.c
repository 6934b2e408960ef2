/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "galley-cli.h"
#include "galley-error.h"
#include "galley-file.h"
#include "galley-folders.h"
#include "galley-render.h"
#include "galley-site-memory.h"

extern const GalleyCommand galley_command_render;

static gboolean
parse_reader (const char *name, GalleyReader *reader)
{
  static const char *const names[] = { "everything", "anonymous", "free", "paid" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      {
        *reader = (GalleyReader) i;
        return TRUE;
      }
  return FALSE;
}

/* What a site said of itself and of the issue's addresses, when one was asked before. */
static GalleySiteMemory *
load_memory (GalleyIssue *issue)
{
  g_autofree char *state = galley_folders_dup_state ();
  g_autoptr (GalleyLedger) ledger = NULL;

  if (g_file_test (state, G_FILE_TEST_IS_DIR))
    ledger = galley_ledger_new (state, NULL);
  return ledger != NULL ? galley_site_memory_load (ledger, issue) : NULL;
}

static gboolean
write_result (const char *path, const char *text, GError **error)
{
  gsize length = strlen (text);

  if (path != NULL)
    return galley_file_save (path, text, length, error);
  if (fwrite (text, 1, length, stdout) == length && fflush (stdout) == 0)
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK, _("The result could not be written to standard output."));
  return FALSE;
}

static int
render (const GalleyFormat *format, GalleyRenderOptions *options, const char *path, const char *output,
        GCancellable *cancellable)
{
  g_autoptr (GalleyIssueFile) file = NULL;
  g_autoptr (GalleyIssue) issue = NULL;
  g_autoptr (GalleyPictureMap) pictures = NULL;
  g_autoptr (GalleySiteMemory) memory = NULL;
  g_auto (GStrv) sources = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!galley_cli_load_issue (path, &file, &issue, cancellable, &error))
    return galley_cli_fail (error, FALSE);
  sources = galley_issue_list_pictures (issue);
  pictures = galley_picture_map_new_for_folder ((const char *const *) sources, galley_issue_file_get_folder (file), "");
  options->pictures = pictures;
  memory = load_memory (issue);
  if (memory != NULL)
    galley_site_memory_fill (memory, options);
  text = format->render (issue, options, &error);
  if (text == NULL || !write_result (output, text, &error))
    return galley_cli_fail (error, FALSE);
  return 0;
}

static int
run (int argc, char **argv, GCancellable *cancellable)
{
  g_autofree char *to = NULL;
  g_autofree char *as = NULL;
  g_autofree char *output = NULL;
  GalleyRenderOptions options = { 0 };
  const GOptionEntry entries[] = {
    { "to", 't', 0, G_OPTION_ARG_STRING, &to, N_("The format: web, email, text, lexical or markdown"), N_("FORMAT") },
    { "as", 'a', 0, G_OPTION_ARG_STRING, &as, N_("Who reads: anonymous, free or paid; without it, everything"),
      N_("READER") },
    { "fragment", 'f', 0, G_OPTION_ARG_NONE, &options.fragment, N_("Only the body"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Write to a file"), N_("FILE") },
    { NULL },
  };
  const GalleyFormat *format;

  if (!galley_cli_parse (&galley_command_render, entries, NULL, &argc, argv, 1, 1))
    return GALLEY_CLI_USAGE;
  format = to != NULL ? galley_render_find_format (to) : NULL;
  if (format == NULL)
    return galley_cli_usage (&galley_command_render, _("Name one of the formats with --to."));
  if (as != NULL && !parse_reader (as, &options.reader))
    return galley_cli_usage (&galley_command_render, _("--as takes anonymous, free or paid."));
  return render (format, &options, argv[1], output, cancellable);
}

const GalleyCommand galley_command_render = {
  .name = "render",
  .arguments = N_("ISSUE"),
  .summary = N_("Write an issue as web page, mail, text, Lexical or Markdown"),
  .run = run,
};
