/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-shelf.h"

#include <galley-error.h>
#include <galley-file.h>
#include <glib/gstdio.h>

static void
test_shelf (void)
{
  g_autofree char *top = g_dir_make_tmp ("galley-shelf-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (top, "snippets", NULL);
  g_autofree char *bad = g_build_filename (folder, "bad.md", NULL);
  g_autofree char *hidden = g_build_filename (folder, ".x.md", NULL);
  g_autofree char *other = g_build_filename (folder, "x.png", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) none = galley_shelf_list (folder);
  g_auto (GStrv) names = NULL;

  g_assert_null (none[0]);
  g_assert_true (galley_shelf_add (folder, "서명 10", "— *Kim*\n", NULL, &error));
  g_assert_true (galley_shelf_add (folder, "서명 9", "", NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (bad, "\xff", 1, NULL));
  g_assert_true (g_file_set_contents (hidden, "", 0, NULL));
  g_assert_true (g_file_set_contents (other, "", 0, NULL));
  names = galley_shelf_list (folder);
  g_assert_cmpuint (g_strv_length (names), ==, 3);
  g_assert_cmpstr (names[1], ==, "서명 9");
  g_assert_cmpstr (names[2], ==, "서명 10");
  text = galley_shelf_load (folder, "서명 10", &error);
  g_assert_cmpstr (text, ==, "— *Kim*\n");

  g_assert_false (galley_shelf_add (folder, "서명 9", "new", NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (galley_shelf_load (folder, "bad", &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (galley_shelf_load (folder, "../x", &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (galley_shelf_add (folder, "", "x", NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);

  g_clear_error (&error);
  g_assert_true (galley_shelf_remove (folder, "서명 9", &error));
  g_assert_null (galley_shelf_load (folder, "서명 9", NULL));
  g_assert_false (galley_shelf_remove (folder, "서명 9", &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
  g_clear_error (&error);
  g_assert_false (galley_shelf_remove (folder, "../x", &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);

  for (guint i = 0; names[i]; i++)
    {
      g_autofree char *file = g_strconcat (folder, "/", names[i], ".md", NULL);

      g_unlink (file);
    }
  g_unlink (hidden);
  g_unlink (other);
  g_rmdir (folder);
  g_rmdir (top);
}

static void
test_rename (void)
{
  g_autofree char *folder = g_dir_make_tmp ("galley-shelf-XXXXXX", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (galley_shelf_add (folder, "one", "1", NULL, &error));
  g_assert_true (galley_shelf_add (folder, "two", "2", NULL, &error));
  g_assert_false (galley_shelf_rename (folder, "one", "two", &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (galley_shelf_rename (folder, "one", "../three", &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (galley_shelf_rename (folder, "one", "셋", &error));
  g_assert_no_error (error);
  text = galley_shelf_load (folder, "셋", &error);
  g_assert_cmpstr (text, ==, "1");
  g_assert_null (galley_shelf_load (folder, "one", NULL));
  galley_file_remove_tree (folder);
}

/* What a template shows is beside it, and a picture of another one's is not written over. */
static void
test_pictures (void)
{
  g_autofree char *top = g_dir_make_tmp ("galley-shelf-XXXXXX", NULL);
  g_autofree char *from = g_build_filename (top, "issue", NULL);
  g_autofree char *folder = g_build_filename (top, "templates", NULL);
  g_autofree char *picture = g_build_filename (from, "assets", "logo.png", NULL);
  g_autofree char *kept = g_build_filename (folder, "assets", "logo.png", NULL);
  g_autofree char *second = g_build_filename (folder, "second.md", NULL);
  const char *text = "---\nimage: assets/logo.png\n---\n![Gone](assets/gone.png)\n";
  g_autofree char *assets = g_path_get_dirname (picture);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (assets, 0700), ==, 0);
  g_assert_true (g_file_set_contents (picture, "one", -1, NULL));
  g_assert_true (galley_shelf_add (folder, "first", text, from, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (kept, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "one");

  g_assert_true (g_file_set_contents (picture, "another", -1, NULL));
  g_assert_false (galley_shelf_add (folder, "second", text, from, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT);
  g_assert_false (g_file_test (second, G_FILE_TEST_EXISTS));
  galley_file_remove_tree (top);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/shelf", test_shelf);
  g_test_add_func ("/store/shelf/rename", test_rename);
  g_test_add_func ("/store/shelf/pictures", test_pictures);
  return g_test_run ();
}
