/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-test-program.h"

#define KEY "64f0c0ffee0123456789abcd:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n"

static void
test_usage (void)
{
  g_auto (ProgramResult) nowhere = PROGRAM_RUN ("publish", "issue.md");
  g_auto (ProgramResult) two = PROGRAM_RUN ("publish", "--service=ghost", "--draft", "--email", "issue.md");
  g_auto (ProgramResult) retry = PROGRAM_RUN ("publish", "--service=ghost", "--email", "--retry-mail", "issue.md");
  g_auto (ProgramResult) no_key = PROGRAM_RUN ("publish", "--service=ghost", "--url=http://127.0.0.1:1", "issue.md");
  g_auto (ProgramResult) service = PROGRAM_RUN ("publish", "--service=fax", "issue.md");

  g_assert_cmpint (nowhere.status, ==, 2);
  g_assert_cmpstr (nowhere.output, ==, "");
  g_assert_cmpint (two.status, ==, 2);
  g_assert_cmpint (retry.status, ==, 2);
  g_assert_cmpint (no_key.status, ==, 2);
  g_assert_cmpint (service.status, ==, 2);
}

static void
test_offline (void)
{
  g_autofree char *path = program_write_issue ("---\ntitle: Nuri\n---\nHello.\n");
  g_auto (ProgramResult) gone = program_run (KEY, (const char *const[]) { "publish", "--service=ghost", "--json",
                                                                          "--url=http://127.0.0.1:1", "--key-file=-",
                                                                          "/nowhere/issue.md", NULL });
  g_auto (ProgramResult) offline = program_run (KEY, (const char *const[]) { "publish", "--service=ghost", "--json",
                                                                             "--url=http://127.0.0.1:1",
                                                                             "--key-file=-", path, NULL });
  g_autofree char *text = NULL;

  g_assert_cmpint (gone.status, ==, 6);
  g_assert_cmpint (offline.status, ==, 4);
  g_assert_nonnull (strstr (offline.output, "{\"error\":{\"code\":\"offline\""));
  /* Before the server was there, the file is not touched. */
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "---\ntitle: Nuri\n---\nHello.\n");
}

/* The receipt of an export names each picture and where it lies now. */
static void
test_folder (void)
{
  static const char pixel[] =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  g_autofree char *path = program_write_issue ("---\ntitle: Nuri\nimage: nuri.png\n---\n![A rocket](nuri.png)\n\n"
                                              "> [!FILE]\n> [Report](The%20Report.PDF)\n");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *picture = g_build_filename (folder, "nuri.png", NULL);
  g_autofree char *report = g_build_filename (folder, "The Report.PDF", NULL);
  g_autofree char *page = NULL;
  g_autofree char *text = NULL;
  g_autofree char *to = g_build_filename (folder, "out here", NULL);
  g_autofree char *url = NULL;
  g_autofree char *file = NULL;
  gsize length = 0;
  g_autofree guchar *bytes = g_base64_decode (pixel, &length);
  g_auto (ProgramResult) result = { 0 };
  const char *start;

  g_assert_true (g_file_set_contents (picture, (const char *) bytes, (gssize) length, NULL));
  g_assert_true (g_file_set_contents (report, "%PDF", 4, NULL));
  result = PROGRAM_RUN ("publish", "--service=folder", "--json", "--to", to, path);
  g_assert_cmpint (result.status, ==, 0);
  g_assert_nonnull (strstr (result.output, "\"images\":[{\"file\":\"nuri.png\",\"url\":\"file:///"));
  g_assert_nonnull (strstr (result.output, "\"uploaded\":true},{\"file\":\"The%20Report.PDF\",\"url\":\"file:///"));
  start = strstr (strstr (result.output, "\"images\""), "file:///");
  url = g_strndup (start, strcspn (start, "\""));
  file = g_filename_from_uri (url, NULL, NULL);
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
  page = g_build_filename (to, "nuri.html", NULL);
  g_assert_true (g_file_get_contents (page, &text, NULL, NULL));
  start = strstr (text, "href=\"nuri-files/the-report-");
  g_assert_nonnull (start);
  g_free (file);
  g_free (url);
  url = g_strndup (start + strlen ("href=\""), strcspn (start + strlen ("href=\""), "\""));
  file = g_build_filename (to, url, NULL);
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
}

int
main (int argc, char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/cli/publish/usage", test_usage);
  g_test_add_func ("/cli/publish/offline", test_offline);
  g_test_add_func ("/cli/publish/folder", test_folder);
  return g_test_run ();
}
