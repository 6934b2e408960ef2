/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../isolated-test.h"
#include "galley-error.h"
#include "galley-issue-file.h"
#include "galley-text-pack.h"

/* One entry of a pack as an enemy would write it; @target makes it a link. */
typedef struct {
  const char *name;
  const char *bytes;
  const char *target;
  mode_t      type;
} Row;

static char *
make_dir (void)
{
  char *dir = g_build_filename (g_get_user_state_dir (), "pack-XXXXXX", NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_state_dir (), 0700), ==, 0);
  g_assert_nonnull (g_mkdtemp (dir));
  return dir;
}

static void
add_entry (struct archive *writer,
           const Row      *row)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize length = row->bytes ? strlen (row->bytes) : 0;

  archive_entry_set_pathname (entry, row->name);
  archive_entry_set_filetype (entry, row->type ? row->type : AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) length);
  if (row->target)
    archive_entry_set_symlink (entry, row->target);
  g_assert_cmpint (archive_write_header (writer, entry), <=, ARCHIVE_OK);
  if (length > 0)
    g_assert_cmpint (archive_write_data (writer, row->bytes, length), ==, (int) length);
  archive_entry_free (entry);
}

static char *
make_pack (const char *dir,
           const Row  *rows,
           guint       n_rows)
{
  char *path = g_build_filename (dir, "x.textpack", NULL);
  struct archive *writer = archive_write_new ();

  archive_write_set_format_zip (writer);
  g_assert_cmpint (archive_write_open_filename (writer, path), ==, ARCHIVE_OK);
  for (guint i = 0; i < n_rows; i++)
    add_entry (writer, &rows[i]);
  g_assert_cmpint (archive_write_close (writer), ==, ARCHIVE_OK);
  archive_write_free (writer);
  return path;
}

static char *
unpack (const char  *dir,
        const char  *path,
        GError     **error)
{
  g_autofree char *work = g_build_filename (dir, "a", "b", "work", NULL);

  g_assert_cmpint (g_mkdir_with_parents (work, 0700), ==, 0);
  return galley_text_pack_unpack (path, work, NULL, error);
}

static void
test_hostile (void)
{
  static const Row hostile[] = {
    { "../evil", "x" },
    { "a/../../evil", "x" },
    { "/tmp/galley-evil", "x" },
    { "a\\..\\evil", "x" },
    { "./text.md", "x" },
    { "link", NULL, "/etc/passwd", AE_IFLNK },
    { "assets", NULL, "..", AE_IFLNK },
    { "text.md", "twice" },
    { "d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/x", "deep" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      const Row rows[] = { { "text.md", "fine" }, hostile[i] };
      g_autofree char *dir = make_dir ();
      g_autofree char *path = make_pack (dir, rows, 2);
      g_autofree char *bundle = NULL;
      g_autofree char *evil = g_build_filename (dir, "a", "evil", NULL);
      g_autofree char *evil2 = g_build_filename (dir, "a", "b", "evil", NULL);
      g_autoptr (GError) error = NULL;

      bundle = unpack (dir, path, &error);
      g_assert_null (bundle);
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "x.textpack"));
      g_assert_false (g_file_test (evil, G_FILE_TEST_EXISTS));
      g_assert_false (g_file_test (evil2, G_FILE_TEST_EXISTS));
      g_assert_false (g_file_test ("/tmp/galley-evil", G_FILE_TEST_EXISTS));
    }
}

/* An opened pack that is refused leaves nothing in the cache. */
static void
test_refused_leaves_nothing (void)
{
  const Row rows[] = { { "text.md", "fine" }, { "../evil", "x" } };
  g_autofree char *dir = make_dir ();
  g_autofree char *path = make_pack (dir, rows, 2);
  g_autofree char *packs = g_build_filename (dir, "packs", NULL);
  g_autoptr (GalleyIssueFile) file = galley_issue_file_open (path, dir, NULL, NULL);
  g_autoptr (GDir) left = NULL;

  g_assert_null (file);
  left = g_dir_open (packs, 0, NULL);
  g_assert_nonnull (left);
  g_assert_null (g_dir_read_name (left));
}

static void
assert_code (const char *dir,
             const char *path,
             int         code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bundle = unpack (dir, path, &error);

  g_assert_null (bundle);
  g_assert_error (error, GALLEY_ERROR, code);
}

static void
test_bounds (void)
{
  g_autofree char *dir = make_dir ();
  g_autofree char *path = g_build_filename (dir, "x.textpack", NULL);
  g_autofree char *megabyte = g_malloc0 (1024 * 1024);
  struct archive *writer = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();

  /* 513 MB of nothing in half a megabyte. */
  archive_write_set_format_zip (writer);
  archive_write_set_options (writer, "zip:compression-level=1");
  g_assert_cmpint (archive_write_open_filename (writer, path), ==, ARCHIVE_OK);
  archive_entry_set_pathname (entry, "text.md");
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_size (entry, 513LL * 1024 * 1024);
  g_assert_cmpint (archive_write_header (writer, entry), ==, ARCHIVE_OK);
  for (guint i = 0; i < 513; i++)
    g_assert_cmpint (archive_write_data (writer, megabyte, 1024 * 1024), ==, 1024 * 1024);
  archive_entry_free (entry);
  archive_write_close (writer);
  archive_write_free (writer);
  assert_code (dir, path, GALLEY_ERROR_LIMIT);
}

static void
test_many_entries (void)
{
  g_autofree Row *rows = g_new0 (Row, 10001);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *dir = make_dir ();
  g_autofree char *path = NULL;

  for (guint i = 0; i < 10001; i++)
    {
      rows[i].name = g_strdup_printf ("d%u/", i);
      rows[i].type = AE_IFDIR;
      g_ptr_array_add (names, (gpointer) rows[i].name);
    }
  path = make_pack (dir, rows, 10001);
  assert_code (dir, path, GALLEY_ERROR_LIMIT);
}

static void
test_damaged (void)
{
  const Row rows[] = { { "x.textbundle/info.json", "{}" }, { "x.textbundle/text.md", "text text text" } };
  g_autofree char *dir = make_dir ();
  g_autofree char *path = make_pack (dir, rows, 2);
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  /* Cut anywhere, or with any byte turned round: an error or a text, never a crash. */
  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *other = make_dir ();
      g_autofree char *bundle = NULL;
      g_autofree char *flipped = NULL;

      g_assert_true (g_file_set_contents (path, content, (gssize) i, NULL));
      bundle = unpack (other, path, NULL);
      content[i] = (char) ~content[i];
      g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
      content[i] = (char) ~content[i];
      g_clear_pointer (&other, g_free);
      other = make_dir ();
      flipped = unpack (other, path, NULL);
    }
  g_assert_true (g_file_set_contents (path, "no zip", -1, NULL));
  assert_code (dir, path, GALLEY_ERROR_INVALID);
}

static void
test_folder_or_not (void)
{
  static const Row packs[][2] = {
    { { "text.markdown", "text" }, { "assets/a.png", "a" } },
    { { "Issue.textbundle/text.markdown", "text" }, { "Issue.textbundle/assets/a.png", "a" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (packs); i++)
    {
      g_autofree char *dir = make_dir ();
      g_autofree char *path = make_pack (dir, packs[i], 2);
      g_autoptr (GalleyIssueFile) file = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *picture = NULL;

      file = galley_issue_file_open (path, dir, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (galley_issue_file_get_text (file, NULL), ==, "text");
      picture = g_build_filename (galley_issue_file_get_folder (file), "assets", "a.png", NULL);
      g_assert_true (g_file_test (picture, G_FILE_TEST_IS_REGULAR));
    }
}

/* The pack has a picture as soon as it is imported, whatever happens before the next save. */
static void
test_import_is_in_the_pack (void)
{
  const Row rows[] = { { "text.md", "text" } };
  g_autofree char *dir = make_dir ();
  g_autofree char *path = make_pack (dir, rows, 1);
  g_autoptr (GalleyIssueFile) file = galley_issue_file_open (path, dir, NULL, NULL);
  g_autoptr (GalleyIssueFile) again = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("picture", 7);
  g_autofree char *relative = galley_issue_file_import_bytes (file, bytes, "a.jpg", NULL);
  g_autofree char *picture = NULL;

  g_assert_cmpstr (relative, ==, "assets/a.jpg");
  g_assert_false (galley_issue_file_has_changed (file, NULL));
  again = galley_issue_file_open (path, dir, NULL, NULL);
  g_assert_nonnull (again);
  picture = g_build_filename (galley_issue_file_get_folder (again), relative, NULL);
  g_assert_true (g_file_test (picture, G_FILE_TEST_IS_REGULAR));
}

static void
test_full_disk (void)
{
  const Row rows[] = { { "text.md", "text" } };
  g_autofree char *dir = make_dir ();
  g_autofree char *path = make_pack (dir, rows, 1);
  g_autoptr (GalleyIssueFile) file = galley_issue_file_open (path, dir, NULL, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  struct rlimit old, full;
  gsize n_before, n_after;

  for (guint i = 0; i < 500; i++)
    g_string_append_printf (text, "%08x", g_random_int ());
  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  full = old;
  full.rlim_cur = 1000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  g_assert_false (galley_issue_file_save (file, text->str, text->len, FALSE, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  g_assert_true (galley_issue_file_save (file, text->str, text->len, FALSE, NULL, NULL));
}

/* A link in the working folder is not carried along. */
static void
test_links_are_not_packed (void)
{
  const Row rows[] = { { "text.md", "text" } };
  g_autofree char *dir = make_dir ();
  g_autofree char *path = make_pack (dir, rows, 1);
  g_autoptr (GalleyIssueFile) file = galley_issue_file_open (path, dir, NULL, NULL);
  g_autoptr (GalleyIssueFile) again = NULL;
  g_autofree char *link = g_build_filename (galley_issue_file_get_folder (file), "link", NULL);
  g_autofree char *copied = NULL;

  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  g_assert_cmpint (g_chmod (path, 0604), ==, 0);
  g_assert_true (galley_issue_file_save (file, "new", 3, FALSE, NULL, NULL));
  again = galley_issue_file_open (path, dir, NULL, NULL);
  g_assert_nonnull (again);
  copied = g_build_filename (galley_issue_file_get_folder (again), "link", NULL);
  g_assert_false (g_file_test (copied, G_FILE_TEST_EXISTS));
  g_clear_pointer (&copied, g_free);
}

int
main (int    argc,
      char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/store/text-pack/hostile", test_hostile);
  g_test_add_func ("/store/text-pack/refused-leaves-nothing", test_refused_leaves_nothing);
  g_test_add_func ("/store/text-pack/bounds", test_bounds);
  g_test_add_func ("/store/text-pack/many-entries", test_many_entries);
  g_test_add_func ("/store/text-pack/damaged", test_damaged);
  g_test_add_func ("/store/text-pack/folder-or-not", test_folder_or_not);
  g_test_add_func ("/store/text-pack/import-is-in-the-pack", test_import_is_in_the_pack);
  g_test_add_func ("/store/text-pack/full-disk", test_full_disk);
  g_test_add_func ("/store/text-pack/links-are-not-packed", test_links_are_not_packed);
  return g_test_run ();
}
