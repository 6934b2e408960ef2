/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../isolated-test.h"
#include "galley-draft.h"
#include "galley-error.h"

static char *
make_state_dir (void)
{
  /* Below the folders of the test itself, which GLib removes. */
  char *dir = g_build_filename (g_get_user_state_dir (), "draft-XXXXXX", NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_state_dir (), 0700), ==, 0);
  g_assert_nonnull (g_mkdtemp (dir));
  return dir;
}

static GalleyDraft *
make_draft (const char *dir)
{
  g_autoptr (GError) error = NULL;
  GalleyDraft *draft = galley_draft_new (dir, &error);

  g_assert_no_error (error);
  g_assert_nonnull (draft);
  return draft;
}

static void
write_draft (GalleyDraft *draft,
             const char  *path,
             const char  *text,
             guint        cursor)
{
  g_autoptr (GError) error = NULL;

  galley_draft_write (draft, path, text, strlen (text), cursor, &error);
  g_assert_no_error (error);
}

static void
assert_n_orphans (const char *dir,
                  guint       n)
{
  g_autoptr (GPtrArray) orphans = galley_draft_list_orphans (dir);

  g_assert_cmpuint (orphans->len, ==, n);
}

/* A program that writes @text to a draft and dies as programs die. */
static void
crash_with (const char *dir,
            const char *path,
            const char *text)
{
  int status;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      GalleyDraft *draft = galley_draft_new (dir, NULL);

      if (!galley_draft_write (draft, path, text, strlen (text), 3, NULL))
        _exit (1);
      kill (getpid (), SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
}

static void
test_orphan (void)
{
  g_autofree char *dir = make_state_dir ();
  g_autoptr (GPtrArray) orphans = NULL;
  g_autofree char *text = NULL;
  GalleyDraft *draft;
  gsize length = 0;

  assert_n_orphans (dir, 0);
  crash_with (dir, NULL, "한국 news");
  orphans = galley_draft_list_orphans (dir);
  g_assert_cmpuint (orphans->len, ==, 1);
  draft = g_ptr_array_index (orphans, 0);
  text = galley_draft_load_text (draft, &length, NULL);
  g_assert_cmpstr (text, ==, "한국 news");
  g_assert_cmpuint (length, ==, strlen ("한국 news"));
  g_assert_cmpuint (galley_draft_get_cursor (draft), ==, 3);
  g_assert_null (galley_draft_get_path (draft));
  g_assert_cmpint (ABS (galley_draft_get_time (draft) - g_get_real_time () / G_USEC_PER_SEC), <, 60);
  /* It is locked for us: nobody else is offered it. */
  assert_n_orphans (dir, 0);
  g_assert_true (galley_draft_discard (draft, NULL));
  g_assert_false (g_file_test (galley_draft_get_folder (draft), G_FILE_TEST_EXISTS));
  assert_n_orphans (dir, 0);
}

static void
test_living_is_no_orphan (void)
{
  g_autofree char *dir = make_state_dir ();
  g_autoptr (GalleyDraft) draft = make_draft (dir);
  int pipes[2];
  int status;
  char byte;
  pid_t child;

  write_draft (draft, NULL, "mine", 0);
  assert_n_orphans (dir, 0);

  /* Another program's, as long as that lives. */
  g_assert_cmpint (pipe (pipes), ==, 0);
  child = fork ();
  if (child == 0)
    {
      GalleyDraft *other = galley_draft_new (dir, NULL);

      galley_draft_write (other, NULL, "theirs", 6, 0, NULL);
      if (write (pipes[1], "x", 1) == 1)
        pause ();
      _exit (1);
    }
  g_assert_cmpint (read (pipes[0], &byte, 1), ==, 1);
  assert_n_orphans (dir, 0);
  kill (child, SIGKILL);
  waitpid (child, &status, 0);
  close (pipes[0]);
  close (pipes[1]);
  assert_n_orphans (dir, 1);
}

static void
test_saved_is_no_orphan (void)
{
  g_autofree char *dir = make_state_dir ();
  g_autofree char *path = g_build_filename (dir, "issue \xff.md", NULL);
  g_autoptr (GPtrArray) orphans = NULL;

  g_assert_true (g_file_set_contents (path, "same", -1, NULL));
  crash_with (dir, path, "same");
  assert_n_orphans (dir, 0);
  crash_with (dir, path, "not yet saved");
  orphans = galley_draft_list_orphans (dir);
  g_assert_cmpuint (orphans->len, ==, 1);
  g_assert_cmpstr (galley_draft_get_path (g_ptr_array_index (orphans, 0)), ==, path);
  g_clear_pointer (&orphans, g_ptr_array_unref);
  /* The file is gone: the draft is all there is. */
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_n_orphans (dir, 1);
}

static void
test_saved_bundle_is_no_orphan (void)
{
  g_autofree char *dir = make_state_dir ();
  g_autofree char *bundle = g_build_filename (dir, "x.textbundle", NULL);
  g_autofree char *text = g_build_filename (bundle, "text.md", NULL);

  g_assert_cmpint (g_mkdir (bundle, 0700), ==, 0);
  g_assert_true (g_file_set_contents (text, "same", -1, NULL));
  crash_with (dir, bundle, "same");
  assert_n_orphans (dir, 0);
  crash_with (dir, bundle, "other");
  assert_n_orphans (dir, 1);
}

static void
test_newest_first (void)
{
  g_autofree char *dir = make_state_dir ();
  g_autoptr (GPtrArray) orphans = NULL;
  g_autofree char *text = NULL;

  crash_with (dir, NULL, "old");
  g_usleep (1100 * 1000);
  crash_with (dir, NULL, "new");
  orphans = galley_draft_list_orphans (dir);
  g_assert_cmpuint (orphans->len, ==, 2);
  text = galley_draft_load_text (g_ptr_array_index (orphans, 0), NULL, NULL);
  g_assert_cmpstr (text, ==, "new");
}

static void
test_broken_json (void)
{
  g_autofree char *dir = make_state_dir ();
  static const char *const broken[] = {
    "", "{", "[]", "{\"path\":7,\"cursor\":\"x\",\"time\":{}}", "{\"cursor\":-5}",
    "{\"path\":\"%zz\",\"cursor\":99999999999999999999}",
  };

  crash_with (dir, NULL, "text");
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GPtrArray) orphans = galley_draft_list_orphans (dir);
      g_autoptr (GPtrArray) again = NULL;
      g_autofree char *json = NULL;
      g_autofree char *text = NULL;

      g_assert_cmpuint (orphans->len, ==, 1);
      json = g_build_filename (galley_draft_get_folder (g_ptr_array_index (orphans, 0)),
                               "draft.json", NULL);
      g_assert_true (g_file_set_contents (json, broken[i], -1, NULL));
      g_clear_pointer (&orphans, g_ptr_array_unref);
      again = galley_draft_list_orphans (dir);
      g_assert_cmpuint (again->len, ==, 1);
      text = galley_draft_load_text (g_ptr_array_index (again, 0), NULL, NULL);
      g_assert_cmpstr (text, ==, "text");
      g_assert_null (galley_draft_get_path (g_ptr_array_index (again, 0)));
      g_assert_cmpuint (galley_draft_get_cursor (g_ptr_array_index (again, 0)), ==, 0);
    }
}

static void
test_clear (void)
{
  g_autofree char *dir = make_state_dir ();
  g_autoptr (GalleyDraft) draft = make_draft (dir);
  g_autofree char *folder = g_strdup (galley_draft_get_folder (draft));
  g_autofree char *assets = g_build_filename (folder, "assets", NULL);

  write_draft (draft, NULL, "x", 0);
  g_assert_cmpint (g_mkdir (assets, 0700), ==, 0);
  g_assert_true (galley_draft_clear (draft, NULL));
  g_assert_true (g_file_test (assets, G_FILE_TEST_IS_DIR));
  assert_n_orphans (dir, 0);
  write_draft (draft, NULL, "y", 0);
  g_assert_true (galley_draft_discard (draft, NULL));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  write_draft (draft, NULL, "z", 0);
  g_clear_object (&draft);
  assert_n_orphans (dir, 1);
}

static void
test_unused_leaves_nothing (void)
{
  g_autofree char *dir = make_state_dir ();
  GalleyDraft *draft = make_draft (dir);
  g_autofree char *folder = g_strdup (galley_draft_get_folder (draft));

  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
  g_object_unref (draft);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_full_disk (void)
{
  g_autofree char *dir = make_state_dir ();
  g_autoptr (GalleyDraft) draft = make_draft (dir);
  g_autofree char *big = g_strnfill (10000, 'x');
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit old, full;

  write_draft (draft, NULL, "before", 0);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  full = old;
  full.rlim_cur = 5000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  g_assert_false (galley_draft_write (draft, NULL, big, 10000, 0, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
  text = galley_draft_load_text (draft, NULL, NULL);
  g_assert_cmpstr (text, ==, "before");
}

static void
test_symlinked_folder_is_left_alone (void)
{
  g_autofree char *dir = make_state_dir ();
  g_autofree char *outside = make_state_dir ();
  g_autofree char *text = g_build_filename (outside, "text", NULL);
  g_autofree char *drafts = g_build_filename (dir, "drafts", NULL);
  g_autofree char *link = g_build_filename (drafts, "00000000-0000-4000-8000-000000000000", NULL);

  g_assert_true (g_file_set_contents (text, "secret", -1, NULL));
  g_assert_cmpint (g_mkdir (drafts, 0700), ==, 0);
  g_assert_cmpint (symlink (outside, link), ==, 0);
  assert_n_orphans (dir, 0);
  g_assert_true (g_file_test (text, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/store/draft/orphan", test_orphan);
  g_test_add_func ("/store/draft/living-is-no-orphan", test_living_is_no_orphan);
  g_test_add_func ("/store/draft/saved-is-no-orphan", test_saved_is_no_orphan);
  g_test_add_func ("/store/draft/saved-bundle-is-no-orphan", test_saved_bundle_is_no_orphan);
  g_test_add_func ("/store/draft/newest-first", test_newest_first);
  g_test_add_func ("/store/draft/broken-json", test_broken_json);
  g_test_add_func ("/store/draft/clear", test_clear);
  g_test_add_func ("/store/draft/unused-leaves-nothing", test_unused_leaves_nothing);
  g_test_add_func ("/store/draft/full-disk", test_full_disk);
  g_test_add_func ("/store/draft/symlinked-folder-is-left-alone", test_symlinked_folder_is_left_alone);
  return g_test_run ();
}
