/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-cli-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-cli-json.h"
#include "galley-error.h"
#include "galley-file.h"

/* Beside the issue, under a name that is free. */
#define MAX_NAMES 1000

static void
add_changes (JsonBuilder *builder, const char *name, GPtrArray *changes)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < changes->len; i++)
    {
      const GalleyIncomingChange *change = changes->pdata[i];

      json_builder_begin_object (builder);
      galley_cli_add_string (builder, "key", change->key);
      if (strcmp (change->key, "body") == 0)
        {
          galley_cli_add_int (builder, "added", change->added);
          galley_cli_add_int (builder, "removed", change->removed);
        }
      else
        {
          galley_cli_add_string (builder, "before", change->before);
          galley_cli_add_string (builder, "after", change->after);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (const GalleyIncoming *incoming, const GError *error, const char *beside)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  galley_cli_add_string (builder, "code", galley_error_get_name (error));
  galley_cli_add_string (builder, "message", error->message);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "conflict");
  json_builder_begin_object (builder);
  add_changes (builder, "there", incoming->there);
  add_changes (builder, "here", incoming->here);
  galley_cli_add_int (builder, "places", incoming->n_conflicts);
  galley_cli_add_string (builder, "seen", incoming->seen);
  galley_cli_add_string (builder, "file", beside);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  galley_cli_print_json (builder);
}

static void
print_changes (const char *where, GPtrArray *changes)
{
  g_printerr ("%s\n", where);
  for (guint i = 0; i < changes->len; i++)
    {
      const GalleyIncomingChange *change = changes->pdata[i];

      if (strcmp (change->key, "body") == 0)
        g_printerr (_ ("  %s: %u added, %u taken out\n"), change->label, change->added,
                    change->removed);
      else
        g_printerr (_ ("  %s: “%s”, before “%s”\n"), change->label, change->after, change->before);
    }
}

int
galley_cli_tell_conflict (const GalleyIncoming *incoming,
                          const GError *error,
                          const char *beside,
                          gboolean json)
{
  if (json)
    print_json (incoming, error, beside);
  g_printerr ("%s\n", error->message);
  print_changes (_ ("Changed there:"), incoming->there);
  if (incoming->here->len > 0)
    print_changes (_ ("Changed here:"), incoming->here);
  if (beside != NULL)
    g_printerr (_ ("Both versions of what both changed stand in “%s”. Choose there, save it as the "
                   "issue, and publish it "
                   "with --seen %s.\n"),
                beside, incoming->seen);
  else if (incoming->n_conflicts == 0)
    g_printerr (_ ("Publish with --merge to bring it into the issue first, or with --seen %s to "
                   "overwrite it.\n"),
                incoming->seen);
  else
    g_printerr (_ ("Both changed the same in %u places. Publish with --merge to get a file with "
                   "both versions, or with "
                   "--seen %s to overwrite theirs.\n"),
                incoming->n_conflicts, incoming->seen);
  return galley_error_get_exit_status (error);
}

static char *
write_beside (const GalleyIncoming *incoming, GalleyIssueFile *file, GError **error)
{
  g_autofree char *stem = g_strdup (galley_issue_file_get_path (file));
  char *dot = strrchr (stem, '.');

  if (dot != NULL && strchr (dot, '/') == NULL)
    *dot = '\0';
  for (int i = 1; i < MAX_NAMES; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf ("-%d", i) : g_strdup ("");
      g_autofree char *path = g_strconcat (stem, ".conflict", number, ".md", NULL);
      g_autoptr (GError) local = NULL;

      if (galley_file_create (path, incoming->text, strlen (incoming->text), &local))
        return g_steal_pointer (&path);
      if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK,
               _ ("Too many files with versions to choose from lie beside “%s”."),
               galley_issue_file_get_path (file));
  return NULL;
}

GalleyCliMergeResult
galley_cli_merge (const GalleyIncoming *incoming,
                  const GalleyPublishRequest *request,
                  GalleyIssueFile *file,
                  char **beside,
                  GError **error)
{
  if (!galley_incoming_keep (incoming, request, error))
    return GALLEY_CLI_NOT_MERGED;
  if (incoming->n_conflicts > 0)
    {
      *beside = write_beside (incoming, file, error);
      return *beside != NULL ? GALLEY_CLI_UNDECIDED : GALLEY_CLI_NOT_MERGED;
    }
  if (!galley_issue_file_save (file, incoming->text, strlen (incoming->text), FALSE, NULL, error))
    return GALLEY_CLI_NOT_MERGED;
  print_changes (_ ("Brought into the issue:"), incoming->there);
  return GALLEY_CLI_MERGED;
}
