/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "galley-cli-json.h"
#include "galley-cli.h"
#include "galley-diff.h"
#include "galley-error.h"
#include "galley-folders.h"
#include "galley-versions.h"

extern const GalleyCommand galley_command_versions;

/* Enough to tell versions apart and to type. */
#define ID_LENGTH 10

/* An issue and what is known of its past. */
typedef struct
{
  GalleyIssueFile *file;
  GalleyIssue *issue;
  GalleyVersions *versions;
} Past;

static void
past_clear (Past *self)
{
  g_clear_object (&self->file);
  g_clear_pointer (&self->issue, galley_issue_unref);
  g_clear_pointer (&self->versions, galley_versions_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Past, past_clear)

static gboolean
load (Past *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *state = galley_folders_dup_state ();
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (state, error);
  g_autofree char *id = NULL;

  if (ledger == NULL
      || !galley_cli_load_issue (path, &self->file, &self->issue, cancellable, error))
    return FALSE;
  id = g_strdup (galley_front_matter_get_id (galley_issue_get_front_matter (self->issue)));
  if (id == NULL)
    id = galley_ledger_dup_issue_id (ledger, galley_issue_file_get_path (self->file));
  self->versions = galley_versions_new (state, id, galley_issue_file_get_path (self->file));
  return TRUE;
}

static char *
format_time (const GalleyVersion *version)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (version->time);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z") : g_strdup ("");
}

static void
print_list_json (GPtrArray *list)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "versions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->len; i++)
    {
      const GalleyVersion *version = list->pdata[i];
      g_autofree char *time = format_time (version);

      json_builder_begin_object (builder);
      galley_cli_add_string (builder, "id", version->id);
      galley_cli_add_string (builder, "time", time);
      galley_cli_add_string (builder, "reason", galley_version_reason_get_name (version->reason));
      galley_cli_add_string (builder, "site", version->site);
      galley_cli_add_int (builder, "size", (gint64)version->size);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  galley_cli_print_json (builder);
}

static int
list (const Past *past, gboolean json)
{
  g_autoptr (GPtrArray) versions = galley_versions_list (past->versions);

  if (json)
    {
      print_list_json (versions);
      return 0;
    }
  if (versions->len == 0)
    g_printerr (_ ("No version of this issue was kept yet.\n"));
  for (guint i = 0; i < versions->len; i++)
    {
      const GalleyVersion *version = versions->pdata[i];
      g_autofree char *time = format_time (version);

      printf ("%.*s\t%s\t%s\t%" G_GSIZE_FORMAT "\t%s\n", ID_LENGTH, version->id, time,
              galley_version_reason_get_name (version->reason), version->size,
              version->site != NULL ? version->site : "");
    }
  fflush (stdout);
  return 0;
}

/* A change a block; what is the same is not told, but for the words round it. */
static void
print_diff (GPtrArray *diff)
{
  static const char marks[] = {
    [GALLEY_SEQUENCE_SAME] = ' ', [GALLEY_SEQUENCE_REMOVED] = '-', [GALLEY_SEQUENCE_ADDED] = '+'
  };

  for (guint i = 0; i < diff->len; i++)
    {
      const GalleyDiffRow *row = diff->pdata[i];
      g_auto (GStrv) lines = g_strsplit (row->text, "\n", -1);
      gsize n = g_strv_length (lines);

      for (gsize j = 0; j < n; j++)
        if ((j + 1 < n || lines[j][0] != '\0')
            && (row->change != GALLEY_SEQUENCE_SAME || j == 0 || j + 2 >= n))
          printf ("%c %s\n", marks[row->change], lines[j]);
    }
}

static int
print_json (const char *name, const char *value, const char *id)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  galley_cli_add_string (builder, "version", id);
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
  json_builder_end_object (builder);
  galley_cli_print_json (builder);
  return 0;
}

static int
show (const Past *past, const char *id, gboolean as_diff, gboolean json)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *text = galley_versions_load (past->versions, id, &length, &error);
  g_autoptr (GPtrArray) diff = NULL;

  if (text == NULL)
    return galley_cli_fail (error, json);
  if (json && !as_diff)
    return print_json ("text", text, id);
  if (!as_diff)
    {
      fwrite (text, 1, length, stdout);
      fflush (stdout);
      return 0;
    }
  diff = galley_diff_new (text, galley_issue_get_text (past->issue, NULL), &error);
  if (diff == NULL)
    return galley_cli_fail (error, json);
  print_diff (diff);
  fflush (stdout);
  return 0;
}

/* What is there now is a version before it is replaced. */
static int
restore (const Past *past, const char *id, gboolean json)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  gsize old_length = 0;
  g_autofree char *text = galley_versions_load (past->versions, id, &length, &error);
  const char *old = galley_issue_file_get_text (past->file, &old_length);

  if (text == NULL
      || !galley_versions_add (past->versions, GALLEY_VERSION_RESTORE, NULL, old, old_length,
                               &error)
      || !galley_issue_file_save (past->file, text, length, FALSE, NULL, &error))
    return galley_cli_fail (error, json);
  if (json)
    print_json ("issue", galley_issue_file_get_path (past->file), id);
  g_printerr (_ ("The issue is again what it was; what it was just now is a version, too.\n"));
  return 0;
}

static int
run (int argc, char **argv, GCancellable *cancellable)
{
  gboolean as_diff = FALSE;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "diff", 'd', 0, G_OPTION_ARG_NONE, &as_diff,
      N_ ("With show: what changed from that version until now"), NULL },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json,
      N_ ("Print one JSON object on standard "
          "output"),
      NULL },
    { NULL },
  };
  g_auto (Past) past = { NULL };
  g_autoptr (GError) error = NULL;
  gboolean lists;

  if (!galley_cli_parse (&galley_command_versions, entries, NULL, &argc, argv, 2, 3))
    return GALLEY_CLI_USAGE;
  lists = strcmp (argv[1], "list") == 0;
  if (!lists && strcmp (argv[1], "show") != 0 && strcmp (argv[1], "restore") != 0)
    return galley_cli_usage (&galley_command_versions, _ ("Say list, show or restore."));
  if ((argc == 3) != lists)
    return galley_cli_usage (&galley_command_versions,
                             lists ? _ ("list takes an issue and nothing else.")
                                   : _ ("Name a version, as list tells it."));
  if (!load (&past, argv[2], cancellable, &error))
    return galley_cli_fail (error, json);
  if (lists)
    return list (&past, json);
  return strcmp (argv[1], "show") == 0 ? show (&past, argv[3], as_diff, json)
                                       : restore (&past, argv[3], json);
}

const GalleyCommand galley_command_versions = {
  .name = "versions",
  .arguments = N_ ("list|show|restore ISSUE [VERSION]"),
  .summary = N_ ("See and bring back what an issue was"),
  .run = run,
};
