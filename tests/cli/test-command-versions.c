/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-test-program.h"

#include <string.h>

/* An issue is pulled and restored by others; here its versions come from restoring alone. */
static void
test_usage (void)
{
  g_autofree char *path = program_write_issue ("Hello.\n");
  g_auto (ProgramResult) none = PROGRAM_RUN ("versions");
  g_auto (ProgramResult) verb = PROGRAM_RUN ("versions", "forget", path);
  g_auto (ProgramResult) which = PROGRAM_RUN ("versions", "show", path);
  g_auto (ProgramResult) gone = PROGRAM_RUN ("versions", "list", "--json", "/nowhere/issue.md");
  g_auto (ProgramResult) empty = PROGRAM_RUN ("versions", "list", "--json", path);
  g_auto (ProgramResult) unknown = PROGRAM_RUN ("versions", "show", "--json", path, "0123456789");

  g_assert_cmpint (none.status, ==, 2);
  g_assert_cmpint (verb.status, ==, 2);
  g_assert_cmpint (which.status, ==, 2);
  g_assert_cmpint (gone.status, ==, 6);
  g_assert_cmpstr (empty.output, ==, "{\"versions\":[]}\n");
  g_assert_cmpint (unknown.status, ==, 1);
  g_assert_nonnull (strstr (unknown.output, "\"code\":\"invalid\""));
}

/* By the path, as publishing into a folder leaves no identity; written the way the store does. */
static char *
keep (const char *path, const char *text)
{
  g_autofree char *real = realpath (path, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, real, -1);
  g_autofree char *name = g_strdup_printf ("path-%.32s", hash);
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "galley", "versions", name, NULL);
  g_autofree char *id = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *file = g_strdup_printf ("%s/%s.md", folder, id);
  g_autofree char *log = g_build_filename (folder, "log.jsonl", NULL);
  g_autofree char *line = g_strdup_printf ("{\"time\":1780000000,\"reason\":\"save\",\"text\":\"%s\",\"size\":%zu}\n", id,
                                           strlen (text));

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  g_assert_true (g_file_set_contents (log, line, -1, NULL));
  return g_strndup (id, 10);
}

static void
test_restore (void)
{
  g_autofree char *path = program_write_issue ("One. Two, now.\n");
  g_autofree char *id = keep (path, "One. Two, then.\n");
  g_auto (ProgramResult) list = PROGRAM_RUN ("versions", "list", path);
  g_auto (ProgramResult) show = PROGRAM_RUN ("versions", "show", path, id);
  g_auto (ProgramResult) diff = PROGRAM_RUN ("versions", "show", "--diff", path, id);
  g_auto (ProgramResult) json = PROGRAM_RUN ("versions", "show", "--json", path, id);
  g_auto (ProgramResult) restore = PROGRAM_RUN ("versions", "restore", path, id);
  g_auto (ProgramResult) after = PROGRAM_RUN ("versions", "list", "--json", path);
  g_autofree char *text = NULL;

  g_assert_cmpint (list.status, ==, 0);
  g_assert_true (g_str_has_prefix (list.output, id));
  g_assert_nonnull (strstr (list.output, "\tsave\t"));
  g_assert_cmpstr (show.output, ==, "One. Two, then.\n");
  g_assert_cmpstr (diff.output, ==, "  One. \n- Two, then.\n+ Two, now.\n");
  g_assert_nonnull (strstr (json.output, "\"text\":\"One. Two, then.\\n\"}"));
  g_assert_cmpint (restore.status, ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "One. Two, then.\n");
  /* What was replaced is not lost. */
  g_assert_nonnull (strstr (after.output, "\"reason\":\"restore\""));
}

int
main (int argc, char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/cli/versions/usage", test_usage);
  g_test_add_func ("/cli/versions/restore", test_restore);
  return g_test_run ();
}
