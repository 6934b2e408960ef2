/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "../isolated-test.h"
#include "galley-error.h"
#include "galley-issue-folder.h"

/* A folder with what @names says, a NULL-terminated list; below the folders of the test itself. */
static char *
make_folder (const char *const *names)
{
  char *folder = g_build_filename (g_get_user_state_dir (), "folder-XXXXXX", NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_state_dir (), 0700), ==, 0);
  g_assert_nonnull (g_mkdtemp (folder));
  for (guint i = 0; names[i]; i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_assert_true (g_file_set_contents (path, "Body.\n", -1, NULL));
    }
  return folder;
}

/* @found: of the folder; NULL: a sentence that has @words. */
static void
check (const char *const *names,
       const char        *found,
       const char        *words)
{
  g_autofree char *folder = make_folder (names);
  g_autofree char *expected = found ? g_build_filename (folder, found, NULL) : NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = galley_issue_folder_find (folder, &error);

  g_assert_cmpstr (path, ==, expected);
  if (found == NULL)
    {
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, words));
    }
}

static void
test_find (void)
{
  const char *const one[] = { "issue.MD", "notes.txt", ".hidden.md", "picture.jpg", NULL };
  const char *const two[] = { "one.md", "two.textpack", NULL };
  const char *const none[] = { "picture.jpg", "notes.txt", NULL };
  const char *const bundle[] = { "text.md", "other.md", NULL };

  check (one, "issue.MD", NULL);
  check (two, NULL, "several");
  check (none, NULL, "no issue");
  check (bundle, "", NULL);
}

static void
test_gone (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_issue_folder_find ("/there/is/nothing", &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
}

static void
test_names (void)
{
  g_assert_true (galley_issue_folder_is_issue ("/a/B.Markdown"));
  g_assert_true (galley_issue_folder_is_issue ("/a/b.txt"));
  g_assert_false (galley_issue_folder_is_issue ("/a/b.png"));
  g_assert_false (galley_issue_folder_is_issue ("/a.md/b"));
}

int
main (int    argc,
      char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/store/issue-folder/find", test_find);
  g_test_add_func ("/store/issue-folder/gone", test_gone);
  g_test_add_func ("/store/issue-folder/names", test_names);
  return g_test_run ();
}
