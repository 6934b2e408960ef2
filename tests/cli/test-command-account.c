/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-test-program.h"

static void
test_list (void)
{
  g_auto (ProgramResult) result = PROGRAM_RUN ("account", "list");

  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.output, ==, "");
}

static void
test_usage (void)
{
  g_auto (ProgramResult) none = PROGRAM_RUN ("account");
  g_auto (ProgramResult) verb = PROGRAM_RUN ("account", "forget", "x");
  g_auto (ProgramResult) half = PROGRAM_RUN ("account", "add", "--service", "ghost");
  g_auto (ProgramResult) command = PROGRAM_RUN ("accounts");
  g_auto (ProgramResult) help = PROGRAM_RUN ("--help");

  g_assert_cmpint (none.status, ==, 2);
  g_assert_cmpstr (none.output, ==, "");
  g_assert_nonnull (strstr (none.errors, "Usage: galley-cli account"));
  g_assert_cmpint (verb.status, ==, 2);
  g_assert_cmpint (half.status, ==, 2);
  g_assert_cmpint (command.status, ==, 2);
  g_assert_cmpint (help.status, ==, 0);
  g_assert_nonnull (strstr (help.output, "account"));
}

static void
test_add (void)
{
  g_auto (ProgramResult) empty = program_run ("\n", (const char *const[]) { "account", "add", "--service", "ghost",
                                                                            "--url", "http://127.0.0.1:1/", NULL });
  /* Nothing listens there. */
  g_auto (ProgramResult) offline = program_run ("64f0c0ffee0123456789abcd:00112233445566778899aabbccddeeff"
                                                "00112233445566778899aabbccddeeff\n",
                                                (const char *const[]) { "account", "add", "--service", "ghost",
                                                                        "--url", "http://127.0.0.1:1/", NULL });
  g_auto (ProgramResult) service = program_run ("k\n", (const char *const[]) { "account", "add", "--service", "fax",
                                                                               "--url", "http://127.0.0.1:1/", NULL });
  g_auto (ProgramResult) unknown = PROGRAM_RUN ("account", "remove", "nobody");

  g_assert_cmpint (empty.status, ==, 3);
  g_assert_cmpint (offline.status, ==, 4);
  g_assert_null (strstr (offline.errors, "c0ffee"));
  g_assert_cmpint (service.status, ==, 1);
  g_assert_cmpint (unknown.status, ==, 3);
}

static void
test_test (void)
{
  g_auto (ProgramResult) unknown = PROGRAM_RUN ("account", "test", "nobody");
  g_auto (ProgramResult) nothing = PROGRAM_RUN ("account", "test");
  /* Nothing listens there, and nothing is kept of it. */
  g_auto (ProgramResult) offline = program_run ("64f0c0ffee0123456789abcd:00112233445566778899aabbccddeeff"
                                                "00112233445566778899aabbccddeeff\n",
                                                (const char *const[]) { "account", "test", "--service", "ghost",
                                                                        "--url", "http://127.0.0.1:1/", NULL });
  g_auto (ProgramResult) list = PROGRAM_RUN ("account", "list");

  g_assert_cmpint (unknown.status, ==, 3);
  g_assert_cmpint (nothing.status, ==, 2);
  g_assert_cmpint (offline.status, ==, 4);
  g_assert_cmpstr (offline.output, ==, "");
  g_assert_cmpstr (list.output, ==, "");
}

int
main (int argc, char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/cli/account/list", test_list);
  g_test_add_func ("/cli/account/usage", test_usage);
  g_test_add_func ("/cli/account/add", test_add);
  g_test_add_func ("/cli/account/test", test_test);
  return g_test_run ();
}
