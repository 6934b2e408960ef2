/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-journal.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "galley-error.h"
#include "galley-json.h"
#include "galley-open-publish.h"
#include "galley-versions.h"

#define ID "6f0c1f0e-7a52-4bb5-9d6f-0123456789ab"
#define SITE "blog.example.com"

static guint naps;

/* Nobody waits here. */
void
g_usleep (gulong microseconds)
{
  naps++;
}

static char *
new_state_dir (void)
{
  return g_dir_make_tmp ("galley-journal-XXXXXX", NULL);
}

static char *
journal_path (const char *dir)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, SITE, -1);
  g_autofree char *name = g_strdup_printf (ID "-%.16s.jsonl", hash);

  return g_build_filename (dir, "publish", name, NULL);
}

static GalleyJournal *
reopen (const char *dir)
{
  g_autoptr (GError) error = NULL;
  GalleyJournal *journal = galley_journal_open (dir, ID, SITE, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return journal;
}

static void
test_fold (void)
{
  g_autofree char *dir = new_state_dir ();
  g_autoptr (GalleyJournal) journal = reopen (dir);

  g_assert_false (galley_journal_get_state (journal)->open);
  g_assert_true (galley_journal_write (journal, NULL, "start", "service", "ghost", "account", NULL, NULL));
  g_assert_true (galley_journal_write (journal, NULL, "intent", "step", "create", NULL));
  g_clear_pointer (&journal, galley_journal_free);

  journal = reopen (dir);
  g_assert_true (galley_journal_get_state (journal)->open);
  g_assert_true (galley_journal_get_state (journal)->pending);
  g_assert_cmpstr (galley_journal_get_state (journal)->step, ==, "create");
  g_assert_cmpstr (galley_json_get_string (galley_journal_get_state (journal)->start, "service"), ==, "ghost");
  g_assert_true (galley_journal_write (journal, NULL, "done", "step", "create", "post", "abc", NULL));
  g_assert_true (galley_journal_write (journal, NULL, "end", NULL));
  g_clear_pointer (&journal, galley_journal_free);

  journal = reopen (dir);
  g_assert_false (galley_journal_get_state (journal)->open);
  g_assert_false (galley_journal_get_state (journal)->pending);
  g_assert_cmpstr (galley_journal_get_state (journal)->post_id, ==, "abc");
}

/* Cut at every byte, the journal is read as far as its last whole line and can be written again. */
static void
test_torn (void)
{
  g_autofree char *dir = new_state_dir ();
  g_autofree char *path = journal_path (dir);
  g_autofree char *text = NULL;
  gsize length = 0;
  gsize first;
  GalleyJournal *journal = reopen (dir);

  galley_journal_write (journal, NULL, "start", "service", "ghost", NULL);
  galley_journal_write (journal, NULL, "end", NULL);
  galley_journal_free (journal);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  first = (gsize) (strchr (text, '\n') - text) + 1;
  for (gsize cut = 0; cut < length; cut++)
    {
      g_assert_true (g_file_set_contents (path, text, (gssize) cut, NULL));
      journal = reopen (dir);
      g_assert_cmpint (galley_journal_get_state (journal)->open, ==, cut + 1 >= first && cut + 1 < length);
      g_assert_true (galley_journal_write (journal, NULL, "start", "service", "folder", NULL));
      galley_journal_free (journal);
      journal = reopen (dir);
      g_assert_cmpstr (galley_json_get_string (galley_journal_get_state (journal)->start, "service"), ==, "folder");
      galley_journal_free (journal);
    }
}

static void
test_lock (void)
{
  g_autofree char *dir = new_state_dir ();
  g_autoptr (GalleyJournal) journal = reopen (dir);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (galley_journal_open (dir, ID, SITE, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
count_told (const GalleyProgress *progress, gpointer user_data)
{
  g_assert_nonnull (strstr (progress->message, "another program"));
  (*(guint *) user_data)++;
}

/* The wait is said once, and has an end. */
static void
test_wait (void)
{
  g_autofree char *dir = new_state_dir ();
  g_autoptr (GalleyJournal) journal = reopen (dir);
  g_autoptr (GError) error = NULL;
  guint told = 0;

  naps = 0;
  g_assert_null (galley_journal_open (dir, ID, SITE, count_told, &told, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE);
  g_assert_nonnull (strstr (error->message, "ten minutes"));
  g_assert_cmpuint (told, ==, 1);
  g_assert_cmpuint (naps, >, 1000);
}

/* Its folder is deleted under a run: nothing more is written down, so that nothing more is sent. */
static void
test_deleted (void)
{
  g_autofree char *dir = new_state_dir ();
  g_autofree char *path = journal_path (dir);
  g_autoptr (GalleyJournal) journal = reopen (dir);
  g_autoptr (GError) error = NULL;

  g_assert_true (galley_journal_write (journal, NULL, "start", NULL));
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_false (galley_journal_write (journal, &error, "intent", "step", "send", NULL));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
}

/* Refused when it was meant once more: that says nothing of the first time, of which nobody has heard. */
static void
test_refused_twice (void)
{
  g_autofree char *dir = new_state_dir ();

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GalleyJournal) journal = reopen (dir);

      g_assert_true (galley_journal_write (journal, NULL, "start", "service", "ghost", NULL));
      g_assert_true (galley_journal_write (journal, NULL, "intent", "step", "send", "newsletter", "focus", NULL));
      if (i > 0)
        g_assert_true (galley_journal_write (journal, NULL, "end", "error", "No.", NULL));
    }
  {
    g_autoptr (GalleyJournal) journal = reopen (dir);

    g_assert_true (galley_journal_get_state (journal)->mail);
    g_assert_false (galley_journal_get_state (journal)->open);
  }
}

/* Another program went on with it since the list was read, in the very same second: what was decided about the
 * list is not done. Clocks are set back, and seconds are long. */
static void
test_gone_on (void)
{
  g_autofree char *dir = new_state_dir ();
  g_autofree char *path = journal_path (dir);
  g_autoptr (GalleyJournal) journal = reopen (dir);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) later = NULL;
  g_autoptr (GError) error = NULL;
  FILE *file;

  g_assert_true (galley_journal_write (journal, NULL, "start", "service", "ghost", "site", SITE, NULL));
  g_clear_pointer (&journal, galley_journal_free);
  list = galley_open_publish_list (dir);
  g_assert_cmpuint (list->len, ==, 1);
  file = fopen (path, "a");
  fprintf (file, "{\"what\":\"intent\",\"step\":\"send\",\"newsletter\":\"focus\",\"time\":%" G_GINT64_FORMAT "}\n",
           ((GalleyOpenPublish *) list->pdata[0])->time);
  fclose (file);
  g_assert_false (galley_open_publish_forget (list->pdata[0], dir, TRUE, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT);
  later = galley_open_publish_list (dir);
  g_assert_cmpuint (later->len, ==, 1);
  g_assert_true (((GalleyOpenPublish *) later->pdata[0])->uncertain);
  g_assert_true (galley_open_publish_forget (later->pdata[0], dir, TRUE, NULL, NULL));
}

/* What cannot be read, because it is too long or the disk is dying, may hold a mail that was sent: it is no empty
 * journal, and stays as it is. */
static void
test_unreadable (void)
{
  const gint64 length = 65 * 1024 * 1024;
  g_autofree char *dir = new_state_dir ();
  g_autofree char *path = journal_path (dir);
  g_autoptr (GalleyJournal) journal = reopen (dir);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf there;

  g_assert_true (galley_journal_write (journal, NULL, "start", "service", "ghost", NULL));
  g_clear_pointer (&journal, galley_journal_free);
  g_assert_cmpint (truncate (path, length), ==, 0);
  g_assert_null (galley_journal_open (dir, ID, SITE, NULL, NULL, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
  g_assert_cmpint (g_stat (path, &there), ==, 0);
  g_assert_cmpint (there.st_size, ==, length);
  list = galley_open_publish_list (dir);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_true (((GalleyOpenPublish *) list->pdata[0])->unreadable);
  g_assert_cmpstr (((GalleyOpenPublish *) list->pdata[0])->id, ==, ID);
  g_assert_nonnull (strstr (((GalleyOpenPublish *) list->pdata[0])->state, path));
  g_assert_false (galley_open_publish_forget (list->pdata[0], dir, TRUE, NULL, NULL));
}

/* One that was cut off is none; one that is something else is no empty journal. */
static void
test_damaged (void)
{
  static const char kept[] = "---\ntitle: Nuri\n---\nHello.\n";
  g_autofree char *dir = new_state_dir ();
  g_autofree char *path = journal_path (dir);
  g_autoptr (GalleyJournal) journal = reopen (dir);
  g_autoptr (GalleyVersions) versions = galley_versions_new (dir, ID, NULL);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  const GalleyOpenPublish *one;

  g_clear_pointer (&journal, galley_journal_free);
  g_assert_true (g_file_set_contents (path, "{\"what\":\"st", -1, NULL));
  journal = reopen (dir);
  g_clear_pointer (&journal, galley_journal_free);
  journal = reopen (dir);
  g_clear_pointer (&journal, galley_journal_free);
  g_assert_true (g_file_set_contents (path, "\0\0\0\0\n", 5, NULL));
  g_assert_null (galley_journal_open (dir, ID, SITE, NULL, NULL, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK);
  g_assert_nonnull (strstr (error->message, path));
  list = galley_open_publish_list (dir);
  g_assert_cmpuint (list->len, ==, 1);
  one = list->pdata[0];
  g_assert_true (one->unreadable);
  g_assert_null (one->title);

  /* What the issue was called is known from what was kept of it, and when from the file. */
  g_assert_true (galley_versions_add (versions, GALLEY_VERSION_PUBLISH, SITE, kept, strlen (kept), NULL));
  g_clear_pointer (&list, g_ptr_array_unref);
  list = galley_open_publish_list (dir);
  g_assert_cmpuint (list->len, ==, 1);
  one = list->pdata[0];
  g_assert_true (one->unreadable);
  g_assert_cmpstr (one->title, ==, "Nuri");
  g_assert_cmpint (one->time, >, 0);
  g_assert_cmpint (one->time, <, G_MAXINT64);
}

/* Nor is a folder that cannot be looked into an empty list. */
static void
test_unreadable_folder (void)
{
  g_autofree char *dir = new_state_dir ();
  g_autofree char *folder = g_build_filename (dir, "publish", NULL);
  g_autoptr (GPtrArray) none = galley_open_publish_list (dir);
  g_autoptr (GPtrArray) list = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  list = galley_open_publish_list (dir);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((GalleyOpenPublish *) list->pdata[0])->id, ==, folder);
}

static void
test_hostile_id (void)
{
  g_autofree char *dir = new_state_dir ();
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_journal_open (dir, "../../etc/passwd", SITE, NULL, NULL, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/publish/journal/fold", test_fold);
  g_test_add_func ("/publish/journal/torn", test_torn);
  g_test_add_func ("/publish/journal/lock", test_lock);
  g_test_add_func ("/publish/journal/wait", test_wait);
  g_test_add_func ("/publish/journal/deleted", test_deleted);
  g_test_add_func ("/publish/journal/refused-twice", test_refused_twice);
  g_test_add_func ("/publish/journal/gone-on", test_gone_on);
  g_test_add_func ("/publish/journal/unreadable", test_unreadable);
  g_test_add_func ("/publish/journal/damaged", test_damaged);
  g_test_add_func ("/publish/journal/unreadable-folder", test_unreadable_folder);
  g_test_add_func ("/publish/journal/hostile-id", test_hostile_id);
  return g_test_run ();
}
