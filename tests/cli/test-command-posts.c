/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-test-program.h"

#define KEY "64f0c0ffee0123456789abcd:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n"

static void
test_usage (void)
{
  g_auto (ProgramResult) nothing = PROGRAM_RUN ("posts");
  g_auto (ProgramResult) service = PROGRAM_RUN ("posts", "--service=fax");
  g_auto (ProgramResult) key = PROGRAM_RUN ("posts", "--service=ghost");
  g_auto (ProgramResult) operand
    = PROGRAM_RUN ("posts", "--service=ghost", "--url=http://127.0.0.1:1", "--key-file=-", "a");

  g_assert_cmpint (nothing.status, ==, 2);
  g_assert_cmpint (service.status, ==, 2);
  g_assert_cmpint (key.status, ==, 2);
  g_assert_cmpint (operand.status, ==, 2);
  g_assert_nonnull (strstr (operand.errors, "galley-cli posts [OPTION…] \n"));
}

static void
test_offline (void)
{
  g_auto (ProgramResult) offline = program_run (KEY, (const char *const[]) { "posts", "--service=ghost", "--json",
                                                                             "--url=http://127.0.0.1:1",
                                                                             "--key-file=-", "--search=a b", NULL });

  g_assert_cmpint (offline.status, ==, 4);
  g_assert_nonnull (strstr (offline.output, "{\"error\":{\"code\":\"offline\""));
}

int
main (int argc, char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/cli/posts/usage", test_usage);
  g_test_add_func ("/cli/posts/offline", test_offline);
  return g_test_run ();
}
