/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../isolated-test.h"
#include "galley-error.h"
#include "galley-issue-file.h"

/* Below the folders of the test itself, which GLib removes. */
static char *
make_dir (void)
{
  char *dir = g_build_filename (g_get_user_state_dir (), "issue-XXXXXX", NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_state_dir (), 0700), ==, 0);
  g_assert_nonnull (g_mkdtemp (dir));
  return dir;
}

static void
put (const char *path,
     const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
assert_content (const char *path,
                const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (content, ==, expected);
}

static GalleyIssueFile *
open_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  GalleyIssueFile *file = galley_issue_file_open (path, g_get_user_cache_dir (), NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (file);
  return file;
}

static void
save (GalleyIssueFile *file,
      const char      *text)
{
  g_autoptr (GError) error = NULL;

  galley_issue_file_save (file, text, strlen (text), FALSE, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_no_leftovers (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    g_assert_false (g_str_has_prefix (name, ".galley"));
}

static void
test_bytes_mode_link (void)
{
  g_autofree char *dir = make_dir ();
  g_autofree char *real = g_build_filename (dir, "real.md", NULL);
  g_autofree char *link = g_build_filename (dir, "link.md", NULL);
  g_autoptr (GalleyIssueFile) file = NULL;
  struct stat info;
  gsize length;

  put (real, "\xef\xbb\xbf" "one\r\ntwo\r\n");
  g_assert_cmpint (g_chmod (real, 0640), ==, 0);
  g_assert_cmpint (symlink ("real.md", link), ==, 0);
  file = open_file (link);
  g_assert_cmpstr (galley_issue_file_get_text (file, &length), ==, "\xef\xbb\xbf" "one\r\ntwo\r\n");
  g_assert_cmpuint (length, ==, 13);
  g_assert_cmpstr (galley_issue_file_get_folder (file), ==, dir);
  save (file, "three\r\n");
  assert_content (real, "three\r\n");
  g_assert_cmpint (lstat (link, &info), ==, 0);
  g_assert_true (S_ISLNK (info.st_mode));
  g_assert_cmpint (stat (real, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0640);
  g_assert_false (galley_issue_file_has_changed (file, NULL));
  assert_no_leftovers (dir);
}

static void
test_conflict (void)
{
  g_autofree char *dir = make_dir ();
  g_autofree char *path = g_build_filename (dir, "issue.md", NULL);
  g_autoptr (GalleyIssueFile) file = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_gone = TRUE;

  put (path, "one");
  file = open_file (path);
  /* The same bytes again are no change. */
  put (path, "one");
  g_assert_false (galley_issue_file_has_changed (file, &is_gone));
  g_assert_false (is_gone);
  put (path, "two");
  g_assert_true (galley_issue_file_has_changed (file, &is_gone));
  g_assert_false (is_gone);
  g_assert_false (galley_issue_file_save (file, "mine", 4, FALSE, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "issue.md"));
  g_clear_error (&error);
  assert_content (path, "two");
  g_assert_true (galley_issue_file_save (file, "mine", 4, TRUE, NULL, &error));
  assert_content (path, "mine");
  put (path, "three");
  g_assert_true (galley_issue_file_reload (file, NULL, &error));
  g_assert_cmpstr (galley_issue_file_get_text (file, NULL), ==, "three");
  g_assert_false (galley_issue_file_has_changed (file, NULL));

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_true (galley_issue_file_has_changed (file, &is_gone));
  g_assert_true (is_gone);
  g_assert_false (galley_issue_file_save (file, "mine", 4, FALSE, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (galley_issue_file_save (file, "mine", 4, TRUE, NULL, &error));
  assert_content (path, "mine");
}

static void
test_full_disk (void)
{
  g_autofree char *dir = make_dir ();
  g_autofree char *path = g_build_filename (dir, "issue.md", NULL);
  g_autofree char *big = g_strnfill (10000, 'x');
  g_autoptr (GalleyIssueFile) file = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit old, full;

  put (path, "one");
  file = open_file (path);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  full = old;
  full.rlim_cur = 5000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  g_assert_false (galley_issue_file_save (file, big, 10000, FALSE, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
  g_assert_nonnull (strstr (error->message, "issue.md"));
  g_assert_nonnull (strstr (error->message, "Your text is kept"));
  assert_content (path, "one");
  g_assert_cmpstr (galley_issue_file_get_text (file, NULL), ==, "one");
  assert_no_leftovers (dir);
  save (file, big);
}

static void
test_no_folder (void)
{
  g_autofree char *dir = make_dir ();
  g_autofree char *blocker = g_build_filename (dir, "file", NULL);
  g_autofree char *path = g_build_filename (blocker, "issue.md", NULL);
  g_autoptr (GalleyIssueFile) file = galley_issue_file_new_untitled (dir);
  g_autoptr (GError) error = NULL;

  put (blocker, "");
  g_assert_false (galley_issue_file_save_as (file, path, "x", 1, NULL, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
  g_assert_nonnull (strstr (error->message, "Your text is kept"));
  g_assert_null (galley_issue_file_get_path (file));
}

static void
assert_refused (const char *path,
                int         code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyIssueFile) file = galley_issue_file_open (path, g_get_user_cache_dir (), NULL,
                                                             &error);

  g_assert_null (file);
  g_assert_error (error, GALLEY_ERROR, code);
}

static void
test_refused (void)
{
  g_autofree char *dir = make_dir ();
  g_autofree char *latin = g_build_filename (dir, "latin.md", NULL);
  g_autofree char *none = g_build_filename (dir, "none.md", NULL);
  g_autofree char *huge = g_build_filename (dir, "huge.md", NULL);
  g_autofree char *bundle = g_build_filename (dir, "empty.textbundle", NULL);

  put (latin, "caf\xe9");
  assert_refused (latin, GALLEY_ERROR_INVALID);
  g_assert_true (g_file_set_contents (latin, "a\0b", 3, NULL));
  assert_refused (latin, GALLEY_ERROR_INVALID);
  assert_refused (none, GALLEY_ERROR_DISK);
  put (huge, "");
  g_assert_cmpint (truncate (huge, 64 * 1024 * 1024 + 1), ==, 0);
  assert_refused (huge, GALLEY_ERROR_LIMIT);
  g_assert_cmpint (g_mkdir (bundle, 0700), ==, 0);
  assert_refused (bundle, GALLEY_ERROR_INVALID);
}

/* A program that saves two texts in turn is killed at any moment: the file is one of them. */
static void
test_killed_while_saving (void)
{
  g_autofree char *dir = make_dir ();
  g_autofree char *path = g_build_filename (dir, "issue.md", NULL);
  g_autofree char *first = g_strnfill (200000, 'a');
  g_autofree char *second = g_strnfill (300000, 'b');

  put (path, first);
  for (guint i = 0; i < 25; i++)
    {
      g_autofree char *content = NULL;
      int status;
      pid_t child = fork ();

      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        {
          GalleyIssueFile *file = galley_issue_file_open (path, dir, NULL, NULL);

          for (guint n = 0; file; n++)
            if (!galley_issue_file_save (file, n % 2 ? first : second, n % 2 ? 200000 : 300000,
                                         FALSE, NULL, NULL))
              break;
          _exit (1);
        }
      g_usleep (3000 + i * 900);
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status));
      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
      g_assert_true (g_str_equal (content, first) || g_str_equal (content, second));
    }
}

static char *
import (GalleyIssueFile *file,
        const char      *name,
        const char      *bytes)
{
  g_autoptr (GBytes) data = g_bytes_new (bytes, strlen (bytes));
  g_autoptr (GError) error = NULL;
  char *relative = galley_issue_file_import_bytes (file, data, name, &error);

  g_assert_no_error (error);
  return relative;
}

static void
test_import (void)
{
  static const struct { const char *name, *bytes, *expected; } rows[] = {
    { "Nuri Rocket (1).JPG", "a", "assets/nuri-rocket-1.jpg" },
    { "Nuri Rocket (1).JPG", "a", "assets/nuri-rocket-1.jpg" },
    { "nuri rocket 1.jpg", "b", "assets/nuri-rocket-1-2.jpg" },
    { "nuri rocket 1.jpg", "c", "assets/nuri-rocket-1-3.jpg" },
    { "nuri rocket 1.jpg", "b", "assets/nuri-rocket-1-2.jpg" },
    { "../../etc/passwd.png", "a", "assets/passwd.png" },
    { "no-suffix", "\x89PNG\r\n\x1a\n", "assets/no-suffix.png" },
    { "\xff\xfe", "z", NULL },
    { "", "y", NULL },
  };
  g_autofree char *dir = make_dir ();
  g_autofree char *path = g_build_filename (dir, "issue.md", NULL);
  g_autofree char *source = g_build_filename (dir, "Photo.PNG", NULL);
  g_autofree char *none = g_build_filename (dir, "none.png", NULL);
  g_autofree char *copied = NULL;
  g_autoptr (GalleyIssueFile) file = NULL;
  g_autoptr (GError) error = NULL;

  put (path, "one");
  file = open_file (path);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *relative = import (file, rows[i].name, rows[i].bytes);
      g_autofree char *full = g_build_filename (dir, relative, NULL);

      if (rows[i].expected)
        g_assert_cmpstr (relative, ==, rows[i].expected);
      g_assert_true (g_str_has_prefix (relative, "assets/"));
      g_assert_null (strstr (relative, ".."));
      assert_content (full, rows[i].bytes);
    }
  put (source, "photo");
  copied = galley_issue_file_import_picture (file, source, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (copied, ==, "assets/photo.png");
  g_assert_null (galley_issue_file_import_picture (file, none, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
}

/* An assets/ that leads out of the folder is not written through. */
static void
test_import_through_link (void)
{
  g_autofree char *dir = make_dir ();
  g_autofree char *outside = make_dir ();
  g_autofree char *path = g_build_filename (dir, "issue.md", NULL);
  g_autofree char *assets = g_build_filename (dir, "assets", NULL);
  g_autoptr (GalleyIssueFile) file = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;

  put (path, "one");
  g_assert_cmpint (symlink (outside, assets), ==, 0);
  file = open_file (path);
  g_assert_null (galley_issue_file_import_bytes (file, bytes, "x.png", &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  g_assert_cmpint (g_rmdir (outside), ==, 0);
}

static void
test_first_save (void)
{
  static const char *const suffixes[] = { "md", "textbundle", "textpack" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *draft = make_dir ();
      g_autofree char *dir = make_dir ();
      g_autofree char *name = g_strconcat ("누리 issue.", suffixes[i], NULL);
      g_autofree char *path = g_build_filename (dir, name, NULL);
      g_autoptr (GalleyIssueFile) file = galley_issue_file_new_untitled (draft);
      g_autoptr (GalleyIssueFile) again = NULL;
      g_autofree char *picture = import (file, "Hall.jpg", "picture");
      const char *const pictures[] = { picture, "https://a.example/x.jpg", "../up.jpg", "/etc/passwd",
                                       "assets/missing.jpg", NULL };
      g_autofree char *display = NULL;
      g_autofree char *copied = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (galley_issue_file_get_path (file));
      g_assert_true (galley_issue_file_save_as (file, path, "text", 4, pictures, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (galley_issue_file_get_path (file), ==, path);
      display = galley_issue_file_dup_display_name (file);
      g_assert_cmpstr (display, ==, name);
      g_assert_false (galley_issue_file_has_changed (file, NULL));
      assert_no_leftovers (dir);
      again = open_file (path);
      g_assert_cmpstr (galley_issue_file_get_text (again, NULL), ==, "text");
      copied = g_build_filename (galley_issue_file_get_folder (again), "assets", "hall.jpg", NULL);
      assert_content (copied, "picture");
      save (again, "new text");
      g_assert_true (galley_issue_file_has_changed (file, NULL));
      g_assert_true (galley_issue_file_reload (file, NULL, NULL));
      g_assert_cmpstr (galley_issue_file_get_text (file, NULL), ==, "new text");
    }
}

static void
test_save_as_keeps_pictures (void)
{
  g_autofree char *one = make_dir ();
  g_autofree char *two = make_dir ();
  g_autofree char *path = g_build_filename (one, "issue.md", NULL);
  g_autofree char *mine = g_build_filename (one, "assets", "a.jpg", NULL);
  g_autofree char *theirs = g_build_filename (two, "assets", "a.jpg", NULL);
  g_autofree char *new_path = g_build_filename (two, "issue.md", NULL);
  const char *const pictures[] = { "assets/a.jpg", NULL };
  g_autoptr (GalleyIssueFile) file = NULL;
  g_autoptr (GError) error = NULL;

  put (path, "text");
  put (mine, "mine");
  put (theirs, "theirs");
  file = open_file (path);
  g_assert_false (galley_issue_file_save_as (file, new_path, "text", 4, pictures, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "assets/a.jpg"));
  assert_content (theirs, "theirs");
  g_assert_false (g_file_test (new_path, G_FILE_TEST_EXISTS));
  g_assert_cmpstr (galley_issue_file_get_path (file), ==, path);
}

static void
test_bundle_of_others (void)
{
  g_autofree char *dir = make_dir ();
  g_autofree char *bundle = g_build_filename (dir, "x.textbundle", NULL);
  g_autofree char *text = g_build_filename (bundle, "text.markdown", NULL);
  g_autofree char *info = g_build_filename (bundle, "info.json", NULL);
  g_autofree char *new_text = g_build_filename (bundle, "text.md", NULL);
  g_autofree char *picture = NULL;
  g_autofree char *copied = NULL;
  g_autoptr (GalleyIssueFile) file = NULL;

  put (text, "theirs");
  put (info, "{\"version\":2,\"app.key\":1}");
  file = open_file (bundle);
  g_assert_cmpstr (galley_issue_file_get_text (file, NULL), ==, "theirs");
  g_assert_cmpstr (galley_issue_file_get_folder (file), ==, bundle);
  save (file, "mine");
  assert_content (text, "mine");
  assert_content (info, "{\"version\":2,\"app.key\":1}");
  g_assert_false (g_file_test (new_text, G_FILE_TEST_EXISTS));
  picture = import (file, "a.png", "picture");
  copied = g_build_filename (bundle, picture, NULL);
  assert_content (copied, "picture");
}

/* text.md of a bundle that is a link to a file outside is refused. */
static void
test_bundle_link (void)
{
  g_autofree char *dir = make_dir ();
  g_autofree char *bundle = g_build_filename (dir, "x.textbundle", NULL);
  g_autofree char *secret = g_build_filename (dir, "secret", NULL);
  g_autofree char *text = g_build_filename (bundle, "text.md", NULL);

  put (secret, "secret");
  g_assert_cmpint (g_mkdir (bundle, 0700), ==, 0);
  g_assert_cmpint (symlink ("../secret", text), ==, 0);
  assert_refused (bundle, GALLEY_ERROR_INVALID);
}

static void
test_cancelled (void)
{
  g_autofree char *dir = make_dir ();
  g_autofree char *path = g_build_filename (dir, "issue.md", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GalleyIssueFile) file = NULL;
  g_autoptr (GError) error = NULL;

  put (path, "one");
  file = open_file (path);
  g_cancellable_cancel (cancellable);
  g_assert_false (galley_issue_file_save (file, "x", 1, FALSE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_content (path, "one");
}

int
main (int    argc,
      char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/store/issue-file/bytes-mode-link", test_bytes_mode_link);
  g_test_add_func ("/store/issue-file/conflict", test_conflict);
  g_test_add_func ("/store/issue-file/full-disk", test_full_disk);
  g_test_add_func ("/store/issue-file/no-folder", test_no_folder);
  g_test_add_func ("/store/issue-file/refused", test_refused);
  g_test_add_func ("/store/issue-file/killed-while-saving", test_killed_while_saving);
  g_test_add_func ("/store/issue-file/import", test_import);
  g_test_add_func ("/store/issue-file/import-through-link", test_import_through_link);
  g_test_add_func ("/store/issue-file/first-save", test_first_save);
  g_test_add_func ("/store/issue-file/save-as-keeps-pictures", test_save_as_keeps_pictures);
  g_test_add_func ("/store/issue-file/bundle-of-others", test_bundle_of_others);
  g_test_add_func ("/store/issue-file/bundle-link", test_bundle_link);
  g_test_add_func ("/store/issue-file/cancelled", test_cancelled);
  return g_test_run ();
}
