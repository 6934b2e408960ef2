/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-test-program.h"

static void
test_web (void)
{
  g_autofree char *path = program_write_issue ("---\ntitle: Nuri\n---\n## Head\n\nHello *there*.\n\n"
                                               "<!--members-only-->\n\nSecret.\n");
  g_auto (ProgramResult) all = PROGRAM_RUN ("render", "--to", "web", "--fragment", path);
  g_auto (ProgramResult) free_reader = PROGRAM_RUN ("render", "--to=web", "--as=free", "--fragment", path);

  g_assert_cmpint (all.status, ==, 0);
  g_assert_nonnull (strstr (all.output, "Hello <em>there</em>."));
  g_assert_nonnull (strstr (all.output, "<!--members-only-->"));
  g_assert_null (strstr (all.output, "<html"));
  g_assert_cmpint (free_reader.status, ==, 0);
  g_assert_nonnull (strstr (free_reader.output, "Hello"));
}

static void
test_output (void)
{
  g_autofree char *path = program_write_issue ("Hello.\n");
  g_autofree char *target = g_strconcat (path, ".json", NULL);
  g_autofree char *text = NULL;
  g_auto (ProgramResult) result = PROGRAM_RUN ("render", "--to", "lexical", "-o", target, path);

  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.output, ==, "");
  g_assert_true (g_file_get_contents (target, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"root\""));
}

static void
test_usage (void)
{
  g_auto (ProgramResult) none = PROGRAM_RUN ("render", "--to", "web");
  g_auto (ProgramResult) format = PROGRAM_RUN ("render", "--to", "word", "issue.md");
  g_auto (ProgramResult) reader = PROGRAM_RUN ("render", "--to", "web", "--as", "nobody", "issue.md");
  g_auto (ProgramResult) option = PROGRAM_RUN ("render", "--colour", "issue.md");
  g_auto (ProgramResult) command = PROGRAM_RUN ("print");
  g_auto (ProgramResult) gone = PROGRAM_RUN ("render", "--to", "web", "/nowhere/issue.md");

  g_assert_cmpint (none.status, ==, 2);
  g_assert_cmpstr (none.output, ==, "");
  g_assert_nonnull (strstr (none.errors, "Usage: galley-cli render"));
  g_assert_cmpint (format.status, ==, 2);
  g_assert_cmpint (reader.status, ==, 2);
  g_assert_cmpint (option.status, ==, 2);
  g_assert_cmpint (command.status, ==, 2);
  g_assert_cmpint (gone.status, ==, 6);
}

int
main (int argc, char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/cli/render/web", test_web);
  g_test_add_func ("/cli/render/output", test_output);
  g_test_add_func ("/cli/render/usage", test_usage);
  return g_test_run ();
}
