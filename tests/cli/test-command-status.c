/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-test-program.h"

static void
test_usage (void)
{
  g_auto (ProgramResult) nowhere = PROGRAM_RUN ("status", "issue.md");
  g_auto (ProgramResult) none = PROGRAM_RUN ("status", "--account=none");

  g_assert_cmpint (nowhere.status, ==, 2);
  g_assert_cmpstr (nowhere.output, ==, "");
  g_assert_cmpint (none.status, ==, 2);
}

static void
test_no_account (void)
{
  g_autofree char *path = program_write_issue ("---\ntitle: Nuri\n---\nHello.\n");
  g_auto (ProgramResult) none = PROGRAM_RUN ("status", "--account=none", "--json", path);

  g_assert_cmpint (none.status, ==, 3);
  g_assert_nonnull (strstr (none.output, "{\"error\":{\"code\":\"auth\""));
}

int
main (int argc, char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/cli/status/usage", test_usage);
  g_test_add_func ("/cli/status/no-account", test_no_account);
  return g_test_run ();
}
