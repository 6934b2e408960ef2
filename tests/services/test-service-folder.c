/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-service.h"

#include <glib/gstdio.h>
#include <string.h>

#include "galley-error.h"

/* One black pixel. */
#define PNG \
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg=="

#define ISSUE \
  "---\ntitle: \"NATO’s diplomacy\"\nslug: nato\nauthors: [Kim]\nimage: assets/nuri.png\nimage-alt: A rocket\n---\n" \
  "## A heading\n\nWords of the essay.\n\n![Alt](assets/nuri.png \"A caption\")\n\n![Alt](assets/copy.png)\n\n" \
  "<!--members-only-->\n\nFor those who pay.\n"

static const GalleyService *
folder (void)
{
  return galley_service_find ("folder");
}

static void
write_file (const char *directory,
            const char *name,
            const void *data,
            gssize      length)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_assert_true (g_file_set_contents (path, data, length, NULL));
}

static char *
new_issue_folder (void)
{
  char *directory = g_dir_make_tmp ("galley-issue-XXXXXX", NULL);
  g_autofree char *assets = g_build_filename (directory, "assets", NULL);
  gsize length = 0;
  g_autofree guchar *png = g_base64_decode (PNG, &length);
  g_assert_cmpint (g_mkdir (assets, 0755), ==, 0);
  write_file (assets, "nuri.png", png, length);
  write_file (assets, "copy.png", png, length);
  return directory;
}

static char *
read_file (const char *directory,
           const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static guint
count_entries (const char *directory)
{
  guint n = 0;
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  while (dir && g_dir_read_name (dir))
    n++;
  return n;
}

static void
count_cb (const GalleyProgress *progress,
          gpointer              data)
{
  g_assert_nonnull (progress->message);
  ++*(guint *) data;
}

static void
test_export (void)
{
  g_autofree char *source = new_issue_folder ();
  g_autofree char *parent = g_dir_make_tmp ("galley-out-XXXXXX", NULL);
  g_autofree char *directory = g_build_filename (parent, "out", NULL);
  g_autoptr (GalleyIssue) issue = galley_issue_new (ISSUE, -1);
  g_autoptr (GError) error = NULL;
  guint steps = 0;
  /* Twice: the second one replaces the first. */
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *page = folder ()->export (issue, source, directory, NULL, count_cb, &steps, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (g_str_has_suffix (page, "/out/nato.html"));
    }
  g_assert_cmpuint (steps, ==, 4);
  g_assert_cmpuint (count_entries (directory), ==, 5);
  g_assert_cmpuint (count_entries (parent), ==, 1);

  g_autofree char *web = read_file (directory, "nato.html");
  g_assert_nonnull (strstr (web, "Words of the essay."));
  g_assert_nonnull (strstr (web, "For those who pay."));
  g_assert_nonnull (strstr (web, "nato-pictures/nuri-"));
  g_assert_null (strstr (web, "assets/"));
  g_autofree char *email = read_file (directory, "nato.email.html");
  g_assert_nonnull (strstr (email, "nato-pictures/nuri-"));
  g_autofree char *text = read_file (directory, "nato.txt");
  g_assert_nonnull (strstr (text, "Words of the essay."));
  g_assert_null (strstr (text, "<p>"));
  g_autofree char *mail = read_file (directory, "nato.eml");
  g_assert_nonnull (strstr (mail, "From: Kim <"));
  g_assert_nonnull (strstr (mail, "Content-Type: image/png"));
  /* Two names of one picture are one part. */
  const char *first = strstr (mail, "Content-ID: <");
  g_assert_nonnull (first);
  g_assert_null (strstr (first + 1, "Content-ID: <"));
}

/* Every picture that the mail's HTML names is inside, and none is an address of a file. */
static void
test_mail_pictures (void)
{
  g_autofree char *source = new_issue_folder ();
  g_autofree char *directory = g_dir_make_tmp ("galley-out-XXXXXX", NULL);
  g_autoptr (GalleyIssue) issue = galley_issue_new (ISSUE, -1);
  g_autoptr (GError) error = NULL;
  g_autofree char *page = folder ()->export (issue, source, directory, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *mail = read_file (directory, "nato.eml");
  const char *html = strstr (mail, "Content-Type: text/html");
  html = strstr (html, "\r\n\r\n") + 4;
  g_autofree char *code = g_strndup (html, strstr (html, "\r\n--") - html);
  gsize length = 0;
  g_autofree guchar *decoded = g_base64_decode (code, &length);
  g_autofree char *body = g_strndup ((char *) decoded, length);
  g_autofree char *id = NULL;
  const char *at = strstr (mail, "Content-ID: <");
  g_assert_nonnull (at);
  at += strlen ("Content-ID: <");
  id = g_strndup (at, strcspn (at, ">"));
  g_autofree char *cid = g_strconcat ("\"cid:", id, "\"", NULL);
  g_assert_nonnull (strstr (body, cid));
  g_assert_null (strstr (body, "nato-pictures"));
  g_assert_null (strstr (body, "assets/"));
}

/* One row a picture that cannot be had; nothing of the export is left behind. */
static void
test_nothing (void)
{
  static const char *const bodies[] = {
    "![a](missing.png)\n", "![a](../outside.png)\n", "![a](/etc/hostname)\n", "![a](assets/text.png)\n",
  };
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *source = new_issue_folder ();
      write_file (source, "assets/text.png", "no picture", -1);
      g_autofree char *directory = g_dir_make_tmp ("galley-out-XXXXXX", NULL);
      write_file (directory, "issue.html", "older", -1);
      g_autoptr (GalleyIssue) issue = galley_issue_new (bodies[i], -1);
      g_autoptr (GError) error = NULL;
      g_assert_null (folder ()->export (issue, source, directory, NULL, NULL, NULL, NULL, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == GALLEY_ERROR);
      g_assert_cmpuint (count_entries (directory), ==, 1);
      g_autofree char *older = read_file (directory, "issue.html");
      g_assert_cmpstr (older, ==, "older");
    }
}

static void
test_cancel (void)
{
  g_autofree char *source = new_issue_folder ();
  g_autofree char *directory = g_dir_make_tmp ("galley-out-XXXXXX", NULL);
  g_autoptr (GalleyIssue) issue = galley_issue_new ("Words\n", -1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_cancellable_cancel (cancellable);
  g_assert_null (folder ()->export (issue, source, directory, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_entries (directory), ==, 0);
}

static void
test_discover (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyAccount) account = folder ()->discover (NULL, " /home/me/out/ ", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (galley_account_get_url (account), ==, "/home/me/out");
  g_assert_cmpstr (galley_account_get_name (account), ==, "out");
  g_autoptr (GalleyAccount) uri = folder ()->discover (NULL, "file:///home/me/my%20out", NULL, &error);
  g_assert_cmpstr (galley_account_get_url (uri), ==, "/home/me/my out");
  g_assert_null (folder ()->discover (NULL, " ", NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/service/folder/export", test_export);
  g_test_add_func ("/service/folder/mail-pictures", test_mail_pictures);
  g_test_add_func ("/service/folder/nothing", test_nothing);
  g_test_add_func ("/service/folder/cancel", test_cancel);
  g_test_add_func ("/service/folder/discover", test_discover);
  return g_test_run ();
}
