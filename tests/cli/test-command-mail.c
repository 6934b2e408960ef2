/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-test-program.h"

static void
test_usage (void)
{
  g_auto (ProgramResult) nowhere = PROGRAM_RUN ("mail", "preview", "issue.md");
  g_auto (ProgramResult) verb = PROGRAM_RUN ("mail", "--account=none", "send", "issue.md");
  g_auto (ProgramResult) reader = PROGRAM_RUN ("mail", "--account=none", "--as=cat", "preview", "issue.md");
  g_auto (ProgramResult) whom = PROGRAM_RUN ("mail", "--account=none", "test", "issue.md");

  g_assert_cmpint (nowhere.status, ==, 2);
  g_assert_cmpint (verb.status, ==, 2);
  g_assert_cmpint (reader.status, ==, 2);
  g_assert_cmpint (whom.status, ==, 2);
  g_assert_cmpstr (whom.output, ==, "");
}

static void
test_offline (void)
{
  g_autofree char *path = program_write_issue ("---\ntitle: Nuri\n---\nHello.\n");
  g_auto (ProgramResult) none = PROGRAM_RUN ("mail", "--account=none", "--to=me@example.com", "test", path);

  g_assert_cmpint (none.status, ==, 3);
}

int
main (int argc, char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/cli/mail/usage", test_usage);
  g_test_add_func ("/cli/mail/no-account", test_offline);
  return g_test_run ();
}
