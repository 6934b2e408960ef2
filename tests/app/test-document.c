/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "galley-document.h"
#include "galley-error.h"
#include "galley-file.h"

typedef struct {
  char *folder;
  char *state;
  char *cache;
  char *path;
  GalleyDocument *document;
  GError *error;
  gboolean done;
} Fixture;

static void
wait_for (gboolean *flag)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (!*flag && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_true (*flag);
  *flag = FALSE;
}

static void
set_flag (gboolean *flag)
{
  *flag = TRUE;
}

static void
done_cb (GalleyDocument *document, const GError *error, gpointer user_data)
{
  Fixture *f = user_data;

  g_clear_error (&f->error);
  f->error = error ? g_error_copy (error) : NULL;
  f->done = TRUE;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("galley-document-XXXXXX", NULL);
  f->state = g_build_filename (f->folder, "state", NULL);
  f->cache = g_build_filename (f->folder, "cache", NULL);
  f->path = g_build_filename (f->folder, "issue.md", NULL);
  g_assert_true (galley_file_make_folder (f->state, NULL));
  g_assert_true (galley_file_make_folder (f->cache, NULL));
  f->document = galley_document_new (f->state, f->cache);
}

/* A job on its way keeps the document alive. */
static void
finish (Fixture *f)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (G_OBJECT (f->document)->ref_count > 1 && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_finalize_object (g_steal_pointer (&f->document));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->document)
    {
      galley_document_discard (f->document);
      finish (f);
    }
  g_assert_true (galley_file_remove_tree (f->folder));
  g_clear_error (&f->error);
  g_free (f->folder);
  g_free (f->state);
  g_free (f->cache);
  g_free (f->path);
}

static void
wait_parsed (Fixture *f)
{
  gboolean parsed = FALSE;
  gulong id = g_signal_connect_swapped (f->document, "parsed", G_CALLBACK (set_flag), &parsed);

  if (!galley_document_is_current (f->document))
    wait_for (&parsed);
  while (!galley_document_is_current (f->document))
    wait_for (&parsed);
  g_signal_handler_disconnect (f->document, id);
}

static void
type (Fixture *f, const char *text)
{
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (f->document), text, -1);
}

static void
open_text (Fixture *f, const char *text)
{
  g_assert_true (g_file_set_contents (f->path, text, -1, NULL));
  galley_document_open (f->document, f->path, done_cb, f);
  wait_for (&f->done);
  g_assert_no_error (f->error);
}

static void
test_open_save (Fixture *f, gconstpointer data)
{
  const char *before = "---\r\ntitle: Nuri\r\n---\r\n\xc3\xa9\r\n";
  g_autofree char *after = NULL;

  open_text (f, before);
  g_assert_cmpstr (galley_document_get_subtitle (f->document), ==, "issue.md · saved");
  wait_parsed (f);
  g_assert_cmpstr (galley_document_get_title (f->document), ==, "Nuri");
  g_assert_false (gtk_text_buffer_get_can_undo (GTK_TEXT_BUFFER (f->document)));

  galley_document_save (f->document, FALSE, done_cb, f);
  wait_for (&f->done);
  g_assert_no_error (f->error);
  g_assert_true (g_file_get_contents (f->path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, before);
}

static void
test_typing_during_save (Fixture *f, gconstpointer data)
{
  g_autofree char *after = NULL;

  open_text (f, "one");
  type (f, "A");
  g_assert_cmpstr (galley_document_get_subtitle (f->document), ==, "issue.md · edited");
  galley_document_save (f->document, FALSE, done_cb, f);
  type (f, "B");
  wait_for (&f->done);
  g_assert_no_error (f->error);
  g_assert_true (gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (f->document)));
  g_assert_true (g_file_get_contents (f->path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, "Aone");
}

static void
test_conflict (Fixture *f, gconstpointer data)
{
  g_autofree char *after = NULL;

  open_text (f, "one");
  type (f, "mine ");
  g_assert_true (g_file_set_contents (f->path, "theirs", -1, NULL));
  galley_document_save (f->document, FALSE, done_cb, f);
  wait_for (&f->done);
  g_assert_error (f->error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT);
  g_assert_true (g_file_get_contents (f->path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, "theirs");
  g_assert_true (gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (f->document)));
}

static void
test_changed_on_disk (Fixture *f, gconstpointer data)
{
  gboolean changed = FALSE;

  open_text (f, "one");
  g_signal_connect_swapped (f->document, "file-changed", G_CALLBACK (set_flag), &changed);
  g_assert_true (g_file_set_contents (f->path, "theirs", -1, NULL));
  wait_for (&changed);
}

static void
test_newest_parse_wins (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 50; i++)
    {
      type (f, "word ");
      g_main_context_iteration (NULL, FALSE);
    }
  wait_parsed (f);
  g_assert_cmpuint (galley_issue_count_words (galley_document_get_issue (f->document)), ==, 50);
}

static void
test_apply (Fixture *f, gconstpointer data)
{
  GalleyEdit edit = { 3, 6, (char *) "zwei" };
  g_autoptr (GalleyIssue) old = NULL;
  g_autofree char *text = NULL;
  g_autofree char *undone = NULL;

  type (f, "é two");
  old = galley_issue_ref (galley_document_parse (f->document));
  g_assert_true (galley_document_apply (f->document, old, &edit));
  text = galley_document_dup_text (f->document, NULL);
  g_assert_cmpstr (text, ==, "é zwei");
  g_assert_false (galley_document_apply (f->document, old, &edit));
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (f->document));
  undone = galley_document_dup_text (f->document, NULL);
  g_assert_cmpstr (undone, ==, "é two");
}

/* What is typed is in the state folder within a second, and the next start finds it. */
static void
test_recover (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) orphans = NULL;
  g_autofree char *text = NULL;
  gint64 end;
  GtkTextIter iter;

  type (f, "not saved, never lost");
  end = g_get_monotonic_time () + G_USEC_PER_SEC;
  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  finish (f);

  orphans = galley_draft_list_orphans (f->state);
  g_assert_cmpuint (orphans->len, ==, 1);
  f->document = galley_document_new (f->state, f->cache);
  galley_document_recover (f->document, orphans->pdata[0], done_cb, f);
  g_clear_pointer (&orphans, g_ptr_array_unref);
  wait_for (&f->done);
  g_assert_no_error (f->error);
  text = galley_document_dup_text (f->document, NULL);
  g_assert_cmpstr (text, ==, "not saved, never lost");
  g_assert_true (gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (f->document)));
  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (f->document), &iter,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (f->document)));
  g_assert_cmpint (gtk_text_iter_get_offset (&iter), ==, 21);
}

static void
test_copy (Fixture *f, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (f->folder, "copy.md", NULL);
  g_autofree char *text = NULL;

  open_text (f, "---\ntitle: A\ngalley:\n  id: 00000000-0000-4000-8000-000000000000\nslug: b\n"
                "galley: {posts: {https://a.b/: 0123456789abcdef01234567}}\n---\nB\n");
  galley_document_save_as (f->document, copy, TRUE, done_cb, f);
  wait_for (&f->done);
  g_assert_no_error (f->error);
  g_assert_cmpstr (galley_document_get_path (f->document), ==, f->path);
  g_assert_true (g_file_get_contents (copy, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "---\ntitle: A\nslug: b\n---\nB\n");
}

/* With all that stands beside it: pictures, and what file and audio cards name. */
static void
test_save_as (Fixture *f, gconstpointer data)
{
  static const char *const names[] = { "a.png", "talk.mp3", "notes.pdf" };
  g_autofree char *from = g_build_filename (f->folder, "assets", NULL);
  g_autofree char *to = g_build_filename (f->folder, "other", NULL);
  g_autofree char *path = g_build_filename (to, "issue.md", NULL);
  g_autofree char *to_assets = g_build_filename (to, "assets", NULL);

  g_mkdir_with_parents (from, 0700);
  g_mkdir_with_parents (to, 0700);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_build_filename (from, names[i], NULL);

      g_assert_true (g_file_set_contents (file, names[i], -1, NULL));
    }
  open_text (f, "![A](assets/a.png)\n\n> [!AUDIO]\n> [Talk](assets/talk.mp3)\n\n"
                "> [!FILE]\n> [Notes](assets/notes.pdf)\n");
  galley_document_save_as (f->document, path, FALSE, done_cb, f);
  wait_for (&f->done);
  g_assert_no_error (f->error);
  g_assert_cmpstr (galley_document_get_path (f->document), ==, path);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *old = g_build_filename (from, names[i], NULL);
      g_autofree char *copy = g_build_filename (to_assets, names[i], NULL);
      g_autofree char *text = NULL;

      g_assert_true (g_file_get_contents (copy, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, names[i]);
      g_unlink (copy);
      g_unlink (old);
    }
  g_unlink (path);
  g_rmdir (to_assets);
  g_rmdir (to);
  g_rmdir (from);
}

static void
test_not_text (Fixture *f, gconstpointer data)
{
  g_assert_true (g_file_set_contents (f->path, "\xff\xfe\0x", 4, NULL));
  galley_document_open (f->document, f->path, done_cb, f);
  wait_for (&f->done);
  g_assert_error (f->error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
}

/* What the workers get, against what is on the screen. */
static void
assert_same (Fixture *f)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (f->document);
  g_autofree char *kept = galley_document_dup_text (f->document, NULL);
  g_autofree char *shown = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  shown = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_assert_cmpstr (kept, ==, shown);
}

/* Written, pasted, taken away, moved and undone. */
static void
test_text_is_kept (Fixture *f, gconstpointer data)
{
  static const char *const words[] = { "e", "\n", "우주 발사체", "\xef\xbf\xbc", "\r\n", "🚀 a b" };
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (f->document);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autofree char *paste = g_strnfill (9000, 'x');

  open_text (f, "---\ntitle: Nuri\n---\n\xed\x95\x9c\n");
  assert_same (f);
  for (guint i = 0; i < 400; i++)
    {
      int n_chars = gtk_text_buffer_get_char_count (buffer);
      GtkTextIter start, end;

      gtk_text_buffer_get_iter_at_offset (buffer, &start,
                                          g_rand_int_range (random, 0, n_chars + 1));
      end = start;
      gtk_text_iter_forward_chars (&end, g_rand_int_range (random, 0, 60));
      if (i % 7 == 3)
        gtk_text_buffer_undo (buffer);
      else if (i % 7 == 4)
        gtk_text_buffer_redo (buffer);
      else if (i % 3 == 0)
        gtk_text_buffer_delete (buffer, &end, &start);
      else
        gtk_text_buffer_insert (buffer, &start, i % 40 == 1 ? paste : words[i % 6], -1);
      if (i % 20 == 0)
        assert_same (f);
    }
  while (gtk_text_buffer_get_can_undo (buffer))
    gtk_text_buffer_undo (buffer);
  assert_same (f);
  galley_document_reload (f->document, done_cb, f);
  wait_for (&f->done);
  assert_same (f);
}

/* Not at the numbers below, which were counted on in the same step. */
static void
test_redo_cursor (Fixture *f, gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (f->document);
  GtkTextIter iter;

  gtk_text_buffer_set_text (buffer, "1. one\n2. two\n", -1);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 6);
  gtk_text_buffer_insert (buffer, &iter, "\n2. new", -1);
  gtk_text_buffer_get_iter_at_line (buffer, &iter, 2);
  gtk_text_buffer_insert (buffer, &iter, "3", -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_buffer_undo (buffer);
  gtk_text_buffer_redo (buffer);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  g_assert_cmpint (gtk_text_iter_get_offset (&iter), ==, 13);
}

#define ADD(name, func) g_test_add ("/app/document/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("open-save", test_open_save);
  ADD ("typing-during-save", test_typing_during_save);
  ADD ("conflict", test_conflict);
  ADD ("changed-on-disk", test_changed_on_disk);
  ADD ("newest-parse-wins", test_newest_parse_wins);
  ADD ("apply", test_apply);
  ADD ("recover", test_recover);
  ADD ("copy", test_copy);
  ADD ("save-as", test_save_as);
  ADD ("not-text", test_not_text);
  ADD ("redo-cursor", test_redo_cursor);
  ADD ("text-is-kept", test_text_is_kept);
  return g_test_run ();
}
