/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-versions.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "galley-error.h"

#define ID "2f1c9a52-7d0e-4c1b-9c3e-0d5b1f6a7e11"

typedef struct {
  char *folder;
  char *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("versions-XXXXXX", NULL);
  fixture->file = g_build_filename (fixture->folder, "issue.md", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->file);
  g_free (fixture->folder);
}

static void
keep (GalleyVersions *versions, GalleyVersionReason reason, const char *site, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (galley_versions_add (versions, reason, site, text, strlen (text), &error));
  g_assert_no_error (error);
}

static char *
dup_reasons (GalleyVersions *versions)
{
  g_autoptr (GPtrArray) list = galley_versions_list (versions);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            galley_version_reason_get_name (((GalleyVersion *) list->pdata[i])->reason));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyVersions) versions = galley_versions_new (fixture->folder, ID, fixture->file);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *reasons = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  keep (versions, GALLEY_VERSION_SAVE, NULL, "one");
  keep (versions, GALLEY_VERSION_SAVE, NULL, "one");
  keep (versions, GALLEY_VERSION_SAVE, NULL, "two");
  keep (versions, GALLEY_VERSION_PUBLISH, "site.example", "two");
  keep (versions, GALLEY_VERSION_PUBLISH, "site.example", "two");
  keep (versions, GALLEY_VERSION_SAVE, NULL, "one");
  reasons = dup_reasons (versions);
  g_assert_cmpstr (reasons, ==, "save publish save save");
  list = galley_versions_list (versions);
  g_assert_cmpstr (((GalleyVersion *) list->pdata[1])->site, ==, "site.example");
  g_assert_cmpuint (((GalleyVersion *) list->pdata[1])->size, ==, 3);
  text = galley_versions_load (versions, ((GalleyVersion *) list->pdata[1])->id, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (text, length, "two", 3);
  g_assert_null (galley_versions_load (versions, "ffffffff", NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
}

/* What was kept by the file's place is still there when the issue has an id. */
static void
test_identity (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyVersions) before = galley_versions_new (fixture->folder, NULL, fixture->file);
  g_autoptr (GalleyVersions) after = galley_versions_new (fixture->folder, ID, fixture->file);
  g_autoptr (GalleyVersions) moved = galley_versions_new (fixture->folder, ID, "/elsewhere/issue.md");
  g_autoptr (GalleyVersions) none = galley_versions_new (fixture->folder, "../../evil", NULL);
  g_autofree char *reasons = NULL;
  g_autofree char *later = NULL;

  keep (before, GALLEY_VERSION_SAVE, NULL, "one");
  keep (after, GALLEY_VERSION_PUBLISH, "a", "two");
  keep (none, GALLEY_VERSION_SAVE, NULL, "nowhere");
  reasons = dup_reasons (after);
  later = dup_reasons (moved);
  g_assert_cmpstr (reasons, ==, "publish save");
  g_assert_cmpstr (later, ==, "publish");
}

static void
test_hourly (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyVersions) versions = galley_versions_new (fixture->folder, ID, NULL);
  g_autofree char *log = g_build_filename (fixture->folder, "versions", ID, "log.jsonl", NULL);
  g_autofree char *old = NULL;
  g_autofree char *reasons = NULL;
  const char *colon;

  g_assert_true (galley_versions_add_hourly (versions, "one", 3, NULL));
  g_assert_true (galley_versions_add_hourly (versions, "two", 3, NULL));
  reasons = dup_reasons (versions);
  g_assert_cmpstr (reasons, ==, "hour");
  /* The same an hour and a bit ago. */
  g_assert_true (g_file_get_contents (log, &old, NULL, NULL));
  colon = strstr (old, "\"time\":") + strlen ("\"time\":");
  g_autofree char *line = g_strdup_printf ("%.*s%" G_GINT64_FORMAT "%s", (int) (colon - old), old,
                                           g_get_real_time () / G_USEC_PER_SEC - 3700, strchr (colon, ','));
  g_assert_true (g_file_set_contents (log, line, -1, NULL));
  g_assert_true (galley_versions_add_hourly (versions, "two", 3, NULL));
  g_clear_pointer (&reasons, g_free);
  reasons = dup_reasons (versions);
  g_assert_cmpstr (reasons, ==, "hour hour");
}

static void
test_base (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyVersions) versions = galley_versions_new (fixture->folder, ID, NULL);
  g_autofree char *record = NULL;
  g_autofree char *text = NULL;

  g_assert_null (galley_versions_load_base (versions, "a", NULL));
  g_assert_true (galley_versions_set_base (versions, "a", "one", 3, "{\"x\":1}", NULL));
  g_assert_true (galley_versions_set_base (versions, "b", "two", 3, "{}", NULL));
  text = galley_versions_load_base (versions, "a", &record);
  g_assert_cmpstr (text, ==, "one");
  g_assert_cmpstr (record, ==, "{\"x\":1}");
}

/* Many more than are kept: the log is bounded, what a site has in common stays, and so does what was
 * published when something that was only saved can go instead. */
static void
test_bound (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyVersions) versions = galley_versions_new (fixture->folder, ID, NULL);
  g_autofree char *dir = g_build_filename (fixture->folder, "versions", ID, NULL);
  g_autofree char *base = NULL;
  g_autoptr (GPtrArray) list = NULL;
  guint published = 0;
  guint files = 0;
  g_autoptr (GDir) open = NULL;
  const char *name;

  keep (versions, GALLEY_VERSION_SAVE, NULL, "base");
  g_assert_true (galley_versions_set_base (versions, "a", "base", 4, "{}", NULL));
  keep (versions, GALLEY_VERSION_PUBLISH, "a", "published");
  for (int i = 0; i < 500; i++)
    {
      g_autofree char *text = g_strdup_printf ("text %d", i);

      keep (versions, GALLEY_VERSION_SAVE, NULL, text);
    }
  list = galley_versions_list (versions);
  g_assert_cmpuint (list->len, <=, 401);
  g_assert_cmpuint (list->len, >=, 300);
  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = galley_versions_load (versions, ((GalleyVersion *) list->pdata[i])->id, NULL, &error);

      g_assert_no_error (error);
      published += ((GalleyVersion *) list->pdata[i])->reason == GALLEY_VERSION_PUBLISH;
    }
  g_assert_cmpuint (published, ==, 1);
  base = galley_versions_load_base (versions, "a", NULL);
  g_assert_cmpstr (base, ==, "base");
  open = g_dir_open (dir, 0, NULL);
  while ((name = g_dir_read_name (open)) != NULL)
    files += g_str_has_suffix (name, ".md");
  g_assert_cmpuint (files, <=, 402);
}

/* A line cut off by a crash, and a text that a full disk cut short. */
static void
test_torn (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyVersions) versions = galley_versions_new (fixture->folder, ID, NULL);
  g_autofree char *log = g_build_filename (fixture->folder, "versions", ID, "log.jsonl", NULL);
  g_autofree char *reasons = NULL;
  g_autofree char *old = NULL;
  g_autofree char *torn = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) list = NULL;

  keep (versions, GALLEY_VERSION_SAVE, NULL, "one");
  g_assert_true (g_file_get_contents (log, &old, NULL, NULL));
  torn = g_strconcat (old, "{\"time\":1,\"reas", NULL);
  g_assert_true (g_file_set_contents (log, torn, -1, NULL));
  list = galley_versions_list (versions);
  path = g_strdup_printf ("%s/versions/%s/%s.md", fixture->folder, ID, ((GalleyVersion *) list->pdata[0])->id);
  g_assert_true (g_file_set_contents (path, "o", 1, NULL));
  keep (versions, GALLEY_VERSION_PUBLISH, NULL, "one");
  reasons = dup_reasons (versions);
  g_assert_cmpstr (reasons, ==, "publish save");
  text = galley_versions_load (versions, ((GalleyVersion *) list->pdata[0])->id, NULL, NULL);
  g_assert_cmpstr (text, ==, "one");
}

static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  g_autofree char *block = g_build_filename (fixture->folder, "versions", NULL);
  g_autoptr (GalleyVersions) versions = galley_versions_new (fixture->folder, ID, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (block, "", 0, NULL));
  g_assert_false (galley_versions_add (versions, GALLEY_VERSION_SAVE, NULL, "one", 3, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
}

int
main (int argc, char **argv)
{
  isolated_test_init (&argc, &argv);
#define ADD(name, function) g_test_add ("/store/versions/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("list", test_list);
  ADD ("identity", test_identity);
  ADD ("hourly", test_hourly);
  ADD ("base", test_base);
  ADD ("bound", test_bound);
  ADD ("torn", test_torn);
  ADD ("no-room", test_no_room);
  return g_test_run ();
}
