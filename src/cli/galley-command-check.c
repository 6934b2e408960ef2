/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "galley-check.h"
#include "galley-cli-json.h"
#include "galley-cli.h"

extern const GalleyCommand galley_command_check;

static void
add_fix (JsonBuilder *builder, const GalleyFinding *finding)
{
  const GalleyEdit *fix = galley_finding_get_fix (finding);

  json_builder_set_member_name (builder, "fix");
  if (fix == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  galley_cli_add_string (builder, "label", galley_finding_get_fix_label (finding));
  galley_cli_add_int (builder, "start", (gint64) fix->start);
  galley_cli_add_int (builder, "end", (gint64) fix->end);
  galley_cli_add_string (builder, "text", fix->text);
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray *findings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    {
      const GalleyFinding *finding = g_ptr_array_index (findings, i);

      json_builder_begin_object (builder);
      galley_cli_add_finding (builder, finding);
      galley_cli_add_int (builder, "column", galley_finding_get_column (finding));
      add_fix (builder, finding);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  galley_cli_print_json (builder);
}

static void
print_text (const char *path, GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const GalleyFinding *finding = g_ptr_array_index (findings, i);

      printf ("%s:%u:", path, galley_finding_get_line (finding));
      if (galley_finding_get_column (finding) > 0)
        printf ("%u:", galley_finding_get_column (finding));
      printf (" %s: %s [%s]\n", galley_finding_get_severity_name (finding),
              galley_finding_get_message (finding), galley_finding_get_id (finding));
    }
  fflush (stdout);
}

static int
run (int argc, char **argv, GCancellable *cancellable)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object on standard output"), NULL },
    { NULL },
  };
  g_autoptr (GalleyIssueFile) file = NULL;
  g_autoptr (GalleyIssue) issue = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  GalleyCheckContext context = { 0 };

  if (!galley_cli_parse (&galley_command_check, entries, NULL, &argc, argv, 1, 1))
    return GALLEY_CLI_USAGE;
  if (!galley_cli_load_issue (argv[1], &file, &issue, cancellable, &error))
    return galley_cli_fail (error, json);
  context.issue = issue;
  context.folder = galley_issue_file_get_folder (file);
  findings = galley_check_run (&context);
  if (json)
    print_json (findings);
  else
    print_text (argv[1], findings);
  return galley_check_has_errors (findings) ? 1 : 0;
}

const GalleyCommand galley_command_check = {
  .name = "check",
  .arguments = N_("ISSUE"),
  .summary = N_("Say what is wrong with an issue before it goes out"),
  .run = run,
};
