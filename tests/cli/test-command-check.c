/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-test-program.h"

static void
test_clean (void)
{
  g_autofree char *path = program_write_issue ("---\ntitle: Nuri\nsubtitle: A rocket\n---\nHello.\n");
  g_auto (ProgramResult) result = PROGRAM_RUN ("check", "--json", path);

  g_assert_cmpint (result.status, ==, 0);
  g_assert_true (g_str_has_prefix (result.output, "{\"findings\":["));
}

static void
test_error (void)
{
  g_autofree char *path = program_write_issue ("---\ntitle: [unclosed\n---\nHello.\n");
  g_auto (ProgramResult) json = PROGRAM_RUN ("check", "--json", path);
  g_auto (ProgramResult) text = PROGRAM_RUN ("check", path);

  g_assert_cmpint (json.status, ==, 1);
  g_assert_nonnull (strstr (json.output, "\"severity\":\"error\""));
  g_assert_cmpint (text.status, ==, 1);
  g_assert_nonnull (strstr (text.output, ": error: "));
}

/* A place as compilers print it, and no column where none is known. */
static void
test_place (void)
{
  g_autofree char *path = program_write_issue ("---\ntitle: A\n---\nTK\n");
  g_auto (ProgramResult) text = PROGRAM_RUN ("check", path);
  g_autofree char *place = g_strconcat (path, ":4: warning: ", NULL);

  g_assert_cmpint (text.status, ==, 0);
  g_assert_nonnull (strstr (text.output, place));
}

static void
test_usage (void)
{
  g_auto (ProgramResult) none = PROGRAM_RUN ("check");
  g_auto (ProgramResult) gone = PROGRAM_RUN ("check", "--json", "/nowhere/issue.md");

  g_assert_cmpint (none.status, ==, 2);
  g_assert_cmpint (gone.status, ==, 6);
  g_assert_nonnull (strstr (gone.output, "\"code\":\"disk\""));
}

int
main (int argc, char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/cli/check/clean", test_clean);
  g_test_add_func ("/cli/check/error", test_error);
  g_test_add_func ("/cli/check/place", test_place);
  g_test_add_func ("/cli/check/usage", test_usage);
  return g_test_run ();
}
