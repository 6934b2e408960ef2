/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-test-program.h"

#define ID "6f0c1f0e-7a52-4bb5-9d6f-0123456789ab"

static void
test_nothing (void)
{
  g_auto (ProgramResult) result = PROGRAM_RUN ("resume");
  g_auto (ProgramResult) usage = PROGRAM_RUN ("resume", "issue.md");

  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.output, ==, "");
  g_assert_cmpint (usage.status, ==, 2);
}

static void
test_open (void)
{
  g_autofree char *issue = program_write_issue ("---\ntitle: Nuri\n---\nHello.\n");
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "galley", "publish", NULL);
  g_autofree char *path = g_build_filename (folder, ID ".jsonl", NULL);
  g_autofree char *text = g_strdup_printf ("{\"what\":\"start\",\"time\":1,\"service\":\"ghost\",\"site\":\"127.0.0.1:1\","
                                           "\"url\":\"http://127.0.0.1:1/\",\"account\":\"stdin\",\"path\":\"%s\","
                                           "\"act\":\"email\"}\n", issue);
  g_auto (ProgramResult) no_key = { 0 };

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  no_key = PROGRAM_RUN ("resume", "--json");
  g_assert_cmpint (no_key.status, ==, 3);
  g_assert_nonnull (strstr (no_key.output, "\"code\":\"auth\""));
  g_assert_nonnull (strstr (no_key.errors, issue));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/resume/nothing", test_nothing);
  g_test_add_func ("/cli/resume/open", test_open);
  return g_test_run ();
}
