/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-pasted.h"

#include <string.h>

#include "galley-file.h"
#include "galley-paste.h"

/* One pixel. */
#define GIF "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"

/* Pictures that came as bytes or as files lie beside the issue; what is none leaves its words. */
static void
test_import (void)
{
  g_autofree char *folder = g_dir_make_tmp ("galley-pasted-XXXXXX", NULL);
  g_autofree char *elsewhere = g_dir_make_tmp ("galley-pasted-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (elsewhere, "a b.gif", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *html = g_strdup_printf (
      "<p>Before</p><img alt=\"One\" src=\"data:image/gif;base64," GIF "\"><img alt=Two src=\"%s\">"
      "<p>Between</p><img alt=\"Not one\" src=\"data:image/png;base64,QUJD\">"
      "<img alt=Gone src=\"file:///nowhere/a.png\"><img src=\"data:text/html,x\">"
      "<img alt=Web src=\"https://example.org/a.png\"><p>After</p>",
      uri);
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *markdown = NULL;
  g_autofree char *text = NULL;
  g_autofree char *first = g_build_filename (folder, "assets", "picture.gif", NULL);
  g_autoptr (GalleyIssueFile) file = galley_issue_file_new_untitled (folder);
  g_autofree guchar *gif = NULL;
  gsize length;
  guint n_lost;

  gif = g_base64_decode (GIF, &length);
  g_assert_true (g_file_set_contents (path, (const char *) gif, length, NULL));
  markdown = galley_paste_dup_markdown (html, strlen (html), sources);
  g_assert_cmpuint (sources->len, ==, 4);
  text = galley_pasted_import (file, markdown, sources, &n_lost);
  g_assert_cmpuint (n_lost, ==, 2);
  g_assert_nonnull (strstr (text, "Before\n\n![One](assets/picture.gif)\n\n![Two](assets/"));
  g_assert_nonnull (strstr (text, "Between\n\nNot one\n\nGone\n\n"));
  g_assert_nonnull (strstr (text, "![Web](https://example.org/a.png)\n\nAfter"));
  g_assert_null (strstr (text, "galley-pasted"));
  g_assert_true (g_file_test (first, G_FILE_TEST_IS_REGULAR));
  g_assert_true (galley_file_remove_tree (folder));
  g_assert_true (galley_file_remove_tree (elsewhere));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/pasted/import", test_import);
  return g_test_run ();
}
