/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../isolated-test.h"
#include "galley-error.h"
#include "galley-ledger.h"

typedef struct {
  char *dir;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("galley-ledger-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->dir);
  g_free (fixture->dir);
}

static GalleyLedger *
open_ledger (const char *dir)
{
  g_autoptr (GError) error = NULL;
  GalleyLedger *ledger = galley_ledger_new (dir, &error);

  g_assert_no_error (error);
  g_assert_nonnull (ledger);
  return ledger;
}

static void
assert_post (GalleyLedger *ledger,
             const char   *issue,
             const char   *expected)
{
  g_autofree char *post = galley_ledger_dup_post (ledger, "https://a.example", issue);

  g_assert_cmpstr (post, ==, expected);
}

static void
add_post (GalleyLedger *ledger,
          const char   *issue,
          const char   *post)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (galley_ledger_add_post (ledger, "https://a.example", issue, post, &error));
  g_assert_no_error (error);
}

static void
test_remembers (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GalleyLedger) first = open_ledger (fixture->dir);
  g_autoptr (GalleyLedger) second = NULL;
  g_autofree char *url = NULL;
  g_autofree char *other = NULL;
  g_autofree char *id = NULL;
  g_autofree char *sync = NULL;

  assert_post (first, "one", NULL);
  add_post (first, "one", "p1");
  add_post (first, "one", "p2 \"quoted\"\n한국");
  g_assert_true (galley_ledger_add_upload (first, "s", "hash", "https://a.example/x.jpg", NULL));
  g_assert_true (galley_ledger_add_issue_id (first, "/nowhere/./x\xff.md", "id", NULL));
  g_assert_true (galley_ledger_set_sync (first, "s", "one", "{\"keys\":[\"title\"]}", NULL));

  second = open_ledger (fixture->dir);
  assert_post (second, "one", "p2 \"quoted\"\n한국");
  url = galley_ledger_dup_upload (second, "s", "hash");
  g_assert_cmpstr (url, ==, "https://a.example/x.jpg");
  other = galley_ledger_dup_upload (second, "t", "hash");
  g_assert_null (other);
  id = galley_ledger_dup_issue_id (second, "/nowhere/x\xff.md");
  g_assert_cmpstr (id, ==, "id");
  sync = galley_ledger_dup_sync (second, "s", "one");
  g_assert_cmpstr (sync, ==, "{\"keys\":[\"title\"]}");
}

static void
test_same_value_once (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GalleyLedger) ledger = open_ledger (fixture->dir);
  g_autofree char *path = g_build_filename (fixture->dir, "posts.jsonl", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  add_post (ledger, "one", "p");
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  add_post (ledger, "one", "p");
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
}

static void
test_torn_line (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "posts.jsonl", NULL);
  g_autoptr (GalleyLedger) ledger = NULL;
  g_autofree char *content = NULL;
  g_autofree char *torn = NULL;
  gsize length;

  ledger = open_ledger (fixture->dir);
  add_post (ledger, "one", "p1");
  add_post (ledger, "two", "p2");
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  /* The last line loses its tail at every possible byte; the first must always be there. */
  for (gsize cut = strcspn (content, "\n") + 1; cut < length; cut++)
    {
      g_autoptr (GalleyLedger) again = NULL;
      g_autoptr (GalleyLedger) third = NULL;

      g_assert_true (g_file_set_contents (path, content, (gssize) cut, NULL));
      again = open_ledger (fixture->dir);
      assert_post (again, "one", "p1");
      assert_post (again, "two", NULL);
      add_post (again, "three", "p3");
      third = open_ledger (fixture->dir);
      assert_post (third, "one", "p1");
      assert_post (third, "three", "p3");
    }
}

static void
test_rubbish (Fixture       *fixture,
              gconstpointer  data)
{
  static const char rubbish[] = "\n[]\n{}\nnull\n{\"site\":1,\"name\":[],\"value\":{}}\n\0\xff\n{{{{\n"
                                "{\"site\":\"https://a.example\",\"name\":\"one\",\"value\":\"p\"}\n";
  g_autofree char *path = g_build_filename (fixture->dir, "posts.jsonl", NULL);
  g_autoptr (GalleyLedger) ledger = NULL;

  g_assert_true (g_file_set_contents (path, rubbish, sizeof rubbish - 1, NULL));
  ledger = open_ledger (fixture->dir);
  assert_post (ledger, "one", "p");
}

static void
test_replaced_file (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "posts.jsonl", NULL);
  g_autoptr (GalleyLedger) ledger = open_ledger (fixture->dir);

  add_post (ledger, "one", "p1");
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_post (ledger, "one", NULL);
  add_post (ledger, "two", "p2");
  assert_post (ledger, "two", "p2");
}

/* Two programs add a hundred lines each and kill themselves; a third that was open all the while
 * sees every one of them. */
static void
test_two_programs (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GalleyLedger) watcher = open_ledger (fixture->dir);
  pid_t children[2];

  for (int c = 0; c < 2; c++)
    {
      children[c] = fork ();
      g_assert_cmpint (children[c], >=, 0);
      if (children[c] == 0)
        {
          GalleyLedger *ledger = galley_ledger_new (fixture->dir, NULL);

          for (int i = 0; i < 100; i++)
            {
              g_autofree char *name = g_strdup_printf ("%d-%d", c, i);

              if (!galley_ledger_add_post (ledger, "https://a.example", name, name, NULL))
                _exit (1);
            }
          kill (getpid (), SIGKILL);
        }
    }
  for (int c = 0; c < 2; c++)
    {
      int status;

      g_assert_cmpint (waitpid (children[c], &status, 0), ==, children[c]);
      g_assert_true (WIFSIGNALED (status));
    }
  for (int i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d-%d", i % 2, i / 2);

      assert_post (watcher, name, name);
    }
}

static void
test_full_disk (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "posts.jsonl", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GalleyLedger) ledger = open_ledger (fixture->dir);
  g_autoptr (GError) error = NULL;
  struct rlimit old, full;

  add_post (ledger, "one", "p1");
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  full = old;
  full.rlim_cur = strlen (before) + 20;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  g_assert_false (galley_ledger_add_post (ledger, "https://a.example", "two", "p2", &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
  g_assert_nonnull (strstr (error->message, "posts.jsonl"));
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
  add_post (ledger, "two", "p2");
  assert_post (ledger, "two", "p2");
}

static void
test_bookmarks (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GalleyLedger) ledger = open_ledger (fixture->dir);
  g_autoptr (GHashTable) bookmarks = NULL;
  JsonObject *object;

  g_assert_true (galley_ledger_add_bookmark (ledger, "https://b.example/", "{\"title\":\"B\"}", NULL));
  g_assert_true (galley_ledger_add_bookmark (ledger, "https://c.example/", "[1]", NULL));
  bookmarks = galley_ledger_load_bookmarks (ledger);
  g_assert_cmpuint (g_hash_table_size (bookmarks), ==, 1);
  object = g_hash_table_lookup (bookmarks, "https://b.example/");
  g_assert_nonnull (object);
  g_assert_cmpstr (json_object_get_string_member (object, "title"), ==, "B");
  object = galley_ledger_load_bookmark (ledger, "https://b.example/");
  g_assert_cmpstr (json_object_get_string_member (object, "title"), ==, "B");
  json_object_unref (object);
  g_assert_null (galley_ledger_load_bookmark (ledger, "https://c.example/"));
}

static void
test_sites (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GalleyLedger) ledger = open_ledger (fixture->dir);
  g_autofree char *none = galley_ledger_dup_site (ledger, NULL, "site");
  g_autofree char *own = NULL;
  g_autofree char *newest = NULL;

  g_assert_null (none);
  g_assert_true (galley_ledger_set_site (ledger, "https://a.example", "site", "{\"a\":1}", NULL));
  g_assert_true (galley_ledger_set_site (ledger, "https://b.example", "site", "{\"b\":1}", NULL));
  own = galley_ledger_dup_site (ledger, "https://a.example", "site");
  newest = galley_ledger_dup_site (ledger, NULL, "site");
  g_assert_cmpstr (own, ==, "{\"a\":1}");
  g_assert_cmpstr (newest, ==, "{\"b\":1}");
}

static void
test_refuses (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GalleyLedger) ledger = open_ledger (fixture->dir);
  g_autofree char *file = g_build_filename (fixture->dir, "file", NULL);
  g_autofree char *below = g_build_filename (file, "below", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (galley_ledger_add_post (ledger, "s", "\xff", "p", &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_null (galley_ledger_new (below, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
}

#define ADD(path, func) g_test_add ("/store/ledger/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  isolated_test_init (&argc, &argv);
  ADD ("remembers", test_remembers);
  ADD ("same-value-once", test_same_value_once);
  ADD ("torn-line", test_torn_line);
  ADD ("rubbish", test_rubbish);
  ADD ("replaced-file", test_replaced_file);
  ADD ("two-programs", test_two_programs);
  ADD ("full-disk", test_full_disk);
  ADD ("bookmarks", test_bookmarks);
  ADD ("sites", test_sites);
  ADD ("refuses", test_refuses);
  return g_test_run ();
}
