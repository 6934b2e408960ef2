/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-test-program.h"

#define KEY "64f0c0ffee0123456789abcd:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n"

static void
test_usage (void)
{
  g_auto (ProgramResult) nothing = PROGRAM_RUN ("pull", "--service=ghost");
  g_auto (ProgramResult) nowhere = PROGRAM_RUN ("pull", "-o", "issue.md", "my-post");
  g_auto (ProgramResult) output
    = PROGRAM_RUN ("pull", "--service=ghost", "--url=http://127.0.0.1:1", "--key-file=-", "my-post");
  g_auto (ProgramResult) service = PROGRAM_RUN ("pull", "--service=fax", "-o", "issue.md", "my-post");
  g_auto (ProgramResult) key = PROGRAM_RUN ("pull", "--service=ghost", "-o", "issue.md", "my-post");

  g_assert_cmpint (nothing.status, ==, 2);
  g_assert_cmpint (nowhere.status, ==, 2);
  g_assert_cmpint (output.status, ==, 2);
  g_assert_cmpint (service.status, ==, 2);
  g_assert_cmpint (key.status, ==, 2);
}

/* Nothing is left behind. */
static void
test_offline (void)
{
  g_autofree char *path = program_write_issue ("Hello.\n");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *other = g_build_filename (folder, "pulled.md", NULL);
  g_auto (ProgramResult) offline = program_run (KEY, (const char *const[]) { "pull", "--service=ghost", "--json",
                                                                             "--url=http://127.0.0.1:1",
                                                                             "--key-file=-", "-o", other, "my-post",
                                                                             NULL });

  g_assert_cmpint (offline.status, ==, 4);
  g_assert_nonnull (strstr (offline.output, "{\"error\":{\"code\":\"offline\""));
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/cli/pull/usage", test_usage);
  g_test_add_func ("/cli/pull/offline", test_offline);
  return g_test_run ();
}
