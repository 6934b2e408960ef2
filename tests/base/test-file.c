/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-error.h"
#include "galley-file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("galley-file-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_assert_true (galley_file_remove_tree (fixture->folder));
  g_free (fixture->folder);
}

static void
assert_holds (const char *path,
              const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = galley_file_load (path, 1024, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected,
                   strlen (expected));
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_save (Fixture *fixture,
           gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.md", NULL);
  g_autofree char *link_path = g_build_filename (fixture->folder, "link.md", NULL);
  g_autofree char *missing = g_build_filename (fixture->folder, "none", "a.md", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) denied = NULL;
  struct stat status;

  g_assert_true (galley_file_save (path, "one", 3, &error));
  assert_holds (path, "one");
  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  g_assert_cmpint (symlink ("a.md", link_path), ==, 0);
  g_assert_true (galley_file_save (link_path, "two", 3, &error));
  g_assert_no_error (error);
  assert_holds (path, "two");
  g_assert_true (g_file_test (link_path, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0640);
  g_assert_true (galley_file_save (path, NULL, 0, &error));
  assert_holds (path, "");
  g_assert_cmpuint (count_files (fixture->folder), ==, 2);

  g_assert_false (galley_file_save (missing, "x", 1, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
  g_assert_nonnull (strstr (error->message, missing));
  g_assert_false (galley_file_save (fixture->folder, "x", 1, &denied));
  g_assert_error (denied, GALLEY_ERROR, GALLEY_ERROR_DISK);
}

static void
test_create (Fixture *fixture,
             gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.md", NULL);
  g_autofree char *dangling = g_build_filename (fixture->folder, "dangling", NULL);
  g_autofree char *target = g_build_filename (fixture->folder, "target", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) through = NULL;

  g_assert_true (galley_file_create (path, "one", 3, &error));
  g_assert_no_error (error);
  g_assert_false (galley_file_create (path, "two", 3, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  assert_holds (path, "one");
  g_assert_cmpint (symlink ("target", dangling), ==, 0);
  g_assert_false (galley_file_create (dangling, "two", 3, &through));
  g_assert_error (through, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (fixture->folder), ==, 2);
}

static void
test_load (Fixture *fixture,
           gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.md", NULL);
  g_autofree char *pipe_path = g_build_filename (fixture->folder, "pipe", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_null (galley_file_load (path, 10, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
  g_assert_nonnull (strstr (error->message, path));
  g_clear_error (&error);
  g_assert_null (galley_file_load (fixture->folder, 10, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
  g_clear_error (&error);
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  g_assert_null (galley_file_load (pipe_path, 10, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
  g_clear_error (&error);

  g_assert_true (galley_file_save (path, "1234567890", 10, NULL));
  g_assert_null (galley_file_load (path, 9, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_LIMIT);
  g_clear_error (&error);
  bytes = galley_file_load (path, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 10);
  /* Text can be used as a string without a copy. */
  g_assert_cmpint (((const char *) g_bytes_get_data (bytes, NULL))[10], ==, '\0');
  /* A file of no fixed size must not be read without end. */
  g_assert_null (galley_file_load ("/dev/zero", 1000, &error));
  g_assert_nonnull (error);
}

static void
test_make_folder (Fixture *fixture,
                  gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a", "b", NULL);
  g_autofree char *file = g_build_filename (path, "c", NULL);
  g_autofree char *below = g_build_filename (file, "d", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (galley_file_make_folder (path, &error));
  g_assert_true (galley_file_make_folder (path, &error));
  g_assert_no_error (error);
  g_assert_true (galley_file_save (file, "x", 1, NULL));
  g_assert_false (galley_file_make_folder (below, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
}

static void
assert_inside (const char *folder,
               const char *relative,
               const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = galley_file_resolve_inside (folder, relative, &error);
  g_autofree char *wanted = g_build_filename (folder, expected, NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (path, ==, wanted);
}

static void
assert_outside (const char *folder,
                const char *relative)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_file_resolve_inside (folder, relative, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
}

static void
test_resolve (Fixture *fixture,
              gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "issue", NULL);
  g_autofree char *pictures = g_build_filename (folder, "pictures", NULL);
  g_autofree char *escaped = g_build_filename (folder, "b%20c.png", NULL);
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  g_autofree char *in = g_build_filename (folder, "in", NULL);
  g_autofree char *loop = g_build_filename (folder, "loop", NULL);

  g_assert_true (galley_file_make_folder (pictures, NULL));
  g_assert_true (galley_file_save (escaped, "x", 1, NULL));
  g_assert_cmpint (symlink ("..", out), ==, 0);
  g_assert_cmpint (symlink ("pictures", in), ==, 0);
  g_assert_cmpint (symlink ("loop", loop), ==, 0);

  assert_inside (folder, "a.png", "a.png");
  assert_inside (folder, "./pictures//a.png", "pictures/a.png");
  assert_inside (folder, "pictures/../a.png", "a.png");
  assert_inside (folder, "in/a.png", "in/a.png");
  assert_inside (folder, "a%20b.png", "a b.png");
  assert_inside (folder, "b%20c.png", "b%20c.png");
  assert_inside (folder, "100%.png", "100%.png");
  assert_inside (folder, "..a.png", "..a.png");

  assert_outside (folder, "");
  assert_outside (folder, ".");
  assert_outside (folder, "..");
  assert_outside (folder, "../a.png");
  assert_outside (folder, "pictures/../../a.png");
  assert_outside (folder, "../issue-2/a.png");
  assert_outside (folder, "/etc/passwd");
  assert_outside (folder, "%2e%2e/a.png");
  assert_outside (folder, "%2Fetc/passwd");
  assert_outside (folder, "out/a.png");
  assert_outside (folder, "out/issue-2/new/a.png");
  assert_outside (folder, "loop/a.png");
}

static void
test_same (Fixture *fixture,
           gconstpointer data)
{
  g_autofree char *one = g_build_filename (fixture->folder, "one.md", NULL);
  g_autofree char *two = g_build_filename (fixture->folder, "two.md", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, "link.md", NULL);
  g_autofree char *detour = g_build_filename (fixture->folder, ".", "one.md", NULL);

  g_assert_true (g_file_set_contents (one, "a", 1, NULL));
  g_assert_true (g_file_set_contents (two, "a", 1, NULL));
  g_assert_cmpint (symlink ("one.md", link), ==, 0);
  g_assert_true (galley_file_is_same (one, one));
  g_assert_true (galley_file_is_same (one, detour));
  g_assert_true (galley_file_is_same (one, link));
  g_assert_false (galley_file_is_same (one, two));
  g_assert_false (galley_file_is_same (two, link));
  g_unlink (one);
  g_assert_false (galley_file_is_same (one, one));
}

/* A link goes; what it leads to is somebody else's. */
static void
test_remove_tree (Fixture *fixture,
                  gconstpointer data)
{
  g_autofree char *kept = g_build_filename (fixture->folder, "kept", NULL);
  g_autofree char *file = g_build_filename (kept, "file", NULL);
  g_autofree char *tree = g_build_filename (fixture->folder, "tree", NULL);
  g_autofree char *inner = g_build_filename (tree, "a", "b", NULL);
  g_autofree char *link = g_build_filename (tree, "a", "link", NULL);

  g_assert_cmpint (g_mkdir (kept, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  g_assert_cmpint (g_mkdir_with_parents (inner, 0700), ==, 0);
  g_assert_cmpint (symlink (kept, link), ==, 0);
  g_assert_true (galley_file_remove_tree (tree));
  g_assert_false (g_file_test (tree, G_FILE_TEST_EXISTS));
  assert_holds (file, "x");

  g_assert_true (galley_file_remove_tree (tree));
  g_assert_cmpint (symlink (kept, tree), ==, 0);
  g_assert_true (galley_file_remove_tree (tree));
  assert_holds (file, "x");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/base/file/save", test_save);
  ADD ("/base/file/create", test_create);
  ADD ("/base/file/load", test_load);
  ADD ("/base/file/make-folder", test_make_folder);
  ADD ("/base/file/resolve-inside", test_resolve);
  ADD ("/base/file/same", test_same);
  ADD ("/base/file/remove-tree", test_remove_tree);
  return g_test_run ();
}
