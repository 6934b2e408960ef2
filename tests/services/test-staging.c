/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-staging.h"

#include <glib/gstdio.h>

#include "galley-error.h"

static void
put (GalleyStaging *staging,
     const char    *name,
     const char    *text)
{
  g_autofree char *path = galley_staging_get (staging, name);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
assert_file (const char *directory,
             const char *name,
             const char *text)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *found = NULL;
  g_file_get_contents (path, &found, NULL, NULL);
  g_assert_cmpstr (found, ==, text);
}

static guint
count_entries (const char *directory)
{
  guint n = 0;
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  while (g_dir_read_name (dir))
    n++;
  return n;
}

static void
test_fresh (void)
{
  g_autofree char *parent = g_dir_make_tmp ("galley-staging-XXXXXX", NULL);
  g_autofree char *directory = g_build_filename (parent, "a", "b", NULL);
  g_autofree char *above = g_build_filename (parent, "a", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyStaging) dropped = galley_staging_new (directory, &error);
  g_assert_no_error (error);
  put (dropped, "x", "1");
  g_clear_pointer (&dropped, galley_staging_free);
  g_assert_false (g_file_test (directory, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_entries (above), ==, 0);

  GalleyStaging *kept = galley_staging_new (directory, &error);
  put (kept, "x", "1");
  g_assert_true (galley_staging_commit (kept, &error));
  galley_staging_free (kept);
  assert_file (directory, "x", "1");
  g_assert_cmpuint (count_entries (directory), ==, 1);
  g_assert_cmpuint (count_entries (above), ==, 1);
}

static void
test_existing (void)
{
  g_autofree char *directory = g_dir_make_tmp ("galley-staging-XXXXXX", NULL);
  g_autofree char *mine = g_build_filename (directory, "mine", NULL);
  g_autofree char *x = g_build_filename (directory, "x", NULL);
  g_assert_true (g_file_set_contents (mine, "mine", -1, NULL));
  g_assert_true (g_file_set_contents (x, "old", -1, NULL));
  g_autoptr (GError) error = NULL;
  GalleyStaging *staging = galley_staging_new (directory, &error);
  g_assert_no_error (error);
  put (staging, "x", "new");
  put (staging, "y", "new");
  g_autofree char *folder = galley_staging_get (staging, "pictures");
  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  assert_file (directory, "x", "old");
  g_assert_true (galley_staging_commit (staging, &error));
  galley_staging_free (staging);
  assert_file (directory, "mine", "mine");
  assert_file (directory, "x", "new");
  assert_file (directory, "y", "new");
  g_assert_cmpuint (count_entries (directory), ==, 4);
}

/* The last of them is missing: what came before it goes back. */
static void
test_undo (void)
{
  g_autofree char *directory = g_dir_make_tmp ("galley-staging-XXXXXX", NULL);
  g_autofree char *x = g_build_filename (directory, "x", NULL);
  g_autofree char *z = g_build_filename (directory, "z", NULL);
  g_assert_true (g_file_set_contents (x, "old", -1, NULL));
  g_assert_true (g_file_set_contents (z, "old", -1, NULL));
  g_autoptr (GError) error = NULL;
  GalleyStaging *staging = galley_staging_new (directory, &error);
  put (staging, "x", "new");
  put (staging, "y", "new");
  g_autofree char *missing = galley_staging_get (staging, "z");
  g_assert_false (galley_staging_commit (staging, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
  galley_staging_free (staging);
  assert_file (directory, "x", "old");
  assert_file (directory, "z", "old");
  g_assert_cmpuint (count_entries (directory), ==, 2);
}

static void
test_no_folder (void)
{
  g_autofree char *directory = g_dir_make_tmp ("galley-staging-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (directory, "file", NULL);
  g_autofree char *below = g_build_filename (file, "below", NULL);
  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_autoptr (GError) error = NULL;
  g_assert_null (galley_staging_new (below, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
  g_clear_error (&error);
  g_assert_null (galley_staging_new (file, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
}

int
main (int    argc,
      char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/staging/fresh", test_fresh);
  g_test_add_func ("/staging/existing", test_existing);
  g_test_add_func ("/staging/undo", test_undo);
  g_test_add_func ("/staging/no-folder", test_no_folder);
  return g_test_run ();
}
