/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-test-program.h"

#define KEY "64f0c0ffee0123456789abcd:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n"

static void
test_usage (void)
{
  g_auto (ProgramResult) nowhere = PROGRAM_RUN ("publish", "issue.md");
  g_auto (ProgramResult) two = PROGRAM_RUN ("publish", "--service=ghost", "--draft", "--email", "issue.md");
  g_auto (ProgramResult) no_key = PROGRAM_RUN ("publish", "--service=ghost", "--url=http://127.0.0.1:1", "issue.md");
  g_auto (ProgramResult) service = PROGRAM_RUN ("publish", "--service=fax", "issue.md");

  g_assert_cmpint (nowhere.status, ==, 2);
  g_assert_cmpstr (nowhere.output, ==, "");
  g_assert_cmpint (two.status, ==, 2);
  g_assert_cmpint (no_key.status, ==, 2);
  g_assert_cmpint (service.status, ==, 2);
}

static void
test_offline (void)
{
  g_autofree char *path = program_write_issue ("---\ntitle: Nuri\n---\nHello.\n");
  g_auto (ProgramResult) gone = program_run (KEY, (const char *const[]) { "publish", "--service=ghost", "--json",
                                                                          "--url=http://127.0.0.1:1", "--key-file=-",
                                                                          "/nowhere/issue.md", NULL });
  g_auto (ProgramResult) offline = program_run (KEY, (const char *const[]) { "publish", "--service=ghost", "--json",
                                                                             "--url=http://127.0.0.1:1",
                                                                             "--key-file=-", path, NULL });
  g_autofree char *text = NULL;

  g_assert_cmpint (gone.status, ==, 6);
  g_assert_cmpint (offline.status, ==, 4);
  g_assert_nonnull (strstr (offline.output, "{\"error\":{\"code\":\"offline\""));
  /* Before the server was there, the file is not touched. */
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "---\ntitle: Nuri\n---\nHello.\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/publish/usage", test_usage);
  g_test_add_func ("/cli/publish/offline", test_offline);
  return g_test_run ();
}
