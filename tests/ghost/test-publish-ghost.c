/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The publish dialog and the real Ghost: a mail, then a change of the page that sends none. */

#include <glib/gstdio.h>
#include <gtksourceview/gtksource.h>

#include "galley-file.h"
#include "galley-preview-proof.h"
#include "galley-publish-dialog.h"
#include "window-test.h"

#define ISSUE                                                                                      \
  "---\ntitle: The Nuri dialog\nvisibility: paid\n---\nEverybody reads this.\n\n"                  \
  "<!--members-only-->\n\n![A rocket](a.png \"Before roll-out\")\n\n![A hall](b.png \"The hall\")\n\n" \
  "The rocket is ready.\n"

/* A server that mails takes longer than a script. */
#define WAIT_LONG(condition)                                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    for (guint turns = 0; !(condition) && turns < 600; turns++)                                    \
      window_test_wait (100);                                                                      \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

typedef struct {
  GalleyAccountStore *accounts;
  GalleyAccount      *account;
  GalleyHttp         *http;
  GalleyDocument     *document;
  GtkWindow          *parent;
  GtkWidget          *dialog;
  char               *folder;
  char               *state;
  char               *key;
} Fixture;

static void
opened_cb (GalleyDocument *document,
           const GError   *error,
           gpointer        user_data)
{
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
write_picture (Fixture    *f,
               const char *name,
               guint32     color)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 40, 30);
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  gdk_pixbuf_fill (pixbuf, color);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  const GalleyService *ghost = galley_service_find ("ghost");
  g_autofree char *path = NULL;
  g_autofree char *cache = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_open = FALSE;

  f->folder = g_dir_make_tmp ("galley-publish-XXXXXX", NULL);
  f->state = g_build_filename (f->folder, "state", NULL);
  cache = g_build_filename (f->folder, "cache", NULL);
  path = g_build_filename (f->folder, "nuri.md", NULL);
  g_mkdir (f->state, 0700);
  write_picture (f, "a.png", 0x406080ff);
  write_picture (f, "b.png", 0x804020ff);
  g_assert_true (g_file_set_contents (path, ISSUE, -1, NULL));
  /* @data: the variable that names the file of the key. */
  g_assert_true (g_file_get_contents (g_getenv (data), &f->key, NULL, NULL));
  g_strstrip (f->key);
  f->http = galley_http_new (NULL);
  f->accounts = galley_account_store_new (f->folder, &error);
  g_assert_no_error (error);
  f->account = ghost->discover (f->http, g_getenv ("GALLEY_GHOST_URL"), NULL, &error);
  g_assert_no_error (error);
  galley_account_store_add (f->accounts, f->account, f->key, NULL, NULL, &error);
  g_assert_no_error (error);
  f->parent = GTK_WINDOW (gtk_window_new ());
  f->document = galley_document_new (f->state, cache);
  galley_document_open (f->document, path, opened_cb, &is_open);
  WAIT_UNTIL (is_open);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (f->parent);
  galley_document_discard (f->document);
  g_object_add_weak_pointer (G_OBJECT (f->document), (gpointer *) &f->document);
  g_object_unref (f->document);
  WAIT_UNTIL (f->document == NULL);
  g_clear_object (&f->accounts);
  g_clear_object (&f->http);
  galley_account_unref (f->account);
  galley_file_remove_tree (f->folder);
  g_free (f->folder);
  g_free (f->state);
  g_free (f->key);
}

static gboolean
says (Fixture    *f,
      const char *words)
{
  GtkWidget *found = window_test_find (f->dialog, window_test_says, words);

  return found != NULL && gtk_widget_get_mapped (found);
}

static gboolean
has_button (Fixture    *f,
            const char *label)
{
  GtkWidget *button = window_test_find (f->dialog, window_test_is_button, label);

  return button != NULL && gtk_widget_get_mapped (button) && gtk_widget_is_sensitive (button);
}

static void
click (Fixture    *f,
       const char *label)
{
  WAIT_LONG (has_button (f, label));
  window_test_click (f->dialog, label);
}

static void
show (Fixture *f)
{
  f->dialog = g_object_ref (galley_publish_dialog_new (f->parent, f->document, f->accounts, f->http, f->state));
  galley_dialog_present (GALLEY_DIALOG (f->dialog));
}

static void
hide (Fixture *f)
{
  g_object_add_weak_pointer (G_OBJECT (f->dialog), (gpointer *) &f->dialog);
  /* It may have closed itself. */
  if (gtk_widget_get_mapped (f->dialog))
    window_test_close (f->dialog);
  g_object_unref (f->dialog);
  WAIT_UNTIL (f->dialog == NULL);
}

static guint
count_mails (void)
{
  g_autoptr (GDir) dir = g_dir_open (g_getenv ("GALLEY_GHOST_OUTBOX"), 0, NULL);
  guint count = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static GalleyPost *
find_post (Fixture *f)
{
  GalleyConnection connection = { .http = f->http, .account = f->account, .key = f->key };
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (f->state, &error);
  GalleyPost *post = galley_publish_find_post (galley_document_parse (f->document), NULL,
                                               galley_service_find ("ghost"), &connection, ledger, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (post);
  return post;
}

static void
test_mail (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr (GalleyPost) post = NULL;
  g_autofree char *text = NULL;

  show (f);
  WAIT_LONG (has_button (f, "_Next"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (window_test_find (f->dialog, window_test_is_row, "_What to do")), 2);
  WAIT_LONG (says (f, "get the mail") || says (f, "gets the mail"));
  window_test_type (f->dialog, "Tags, separated b_y commas", "Dialog");
  window_test_type (f->dialog, "E_xcerpt, and first line of the mail", "A deck & a \"quote\"");
  window_test_shoot (f->dialog, "ghost-choose");
  click (f, "_Next");
  WAIT_LONG (says (f, "Publish “The Nuri dialog” on Focus on Korea and send it to"));
  g_assert_true (says (f, "tags: Dialog"));
  window_test_shoot (f->dialog, "ghost-confirm");
  g_signal_emit_by_name (gtk_widget_get_ancestor (window_test_find (f->dialog, window_test_says, "Send to "),
                                                  GTK_TYPE_BUTTON), "clicked");
  WAIT_LONG (has_button (f, "Copy _Link") || has_button (f, "_Try Again"));
  window_test_shoot (f->dialog, "ghost-done");
  g_assert_true (says (f, "Published and Sent"));
  hide (f);
  WAIT_LONG (count_mails () > 0);

  post = find_post (f);
  g_assert_cmpstr (post->status, ==, "published");
  g_assert_cmpstr (post->visibility, ==, "paid");
  g_assert_nonnull (strstr (post->html, "The rocket is ready."));
  text = galley_document_dup_text (f->document, NULL);
  g_assert_nonnull (strstr (text, post->id));
  g_assert_nonnull (strstr (text, "tags: [Dialog]"));
}

static void
test_again (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr (GalleyPost) before = NULL;
  g_autoptr (GalleyPost) after = NULL;
  GtkTextIter end;
  guint mails;

  test_mail (f, data);
  before = find_post (f);
  mails = count_mails ();
  gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (f->document), &end);
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (f->document), &end, "\nIt has left its hall.\n", -1);
  show (f);
  WAIT_LONG (says (f, "the mail that was sent does not"));
  click (f, "_Next");
  click (f, "_Update the Post");
  WAIT_LONG (has_button (f, "Copy _Link") || has_button (f, "_Try Again"));
  window_test_shoot (f->dialog, "ghost-updated");
  g_assert_true (says (f, "The Post Is Updated"));
  hide (f);
  after = find_post (f);
  g_assert_cmpstr (after->id, ==, before->id);
  g_assert_nonnull (strstr (after->html, "It has left its hall."));
  g_assert_cmpuint (count_mails (), ==, mails);
  /* What the writer has not saved is saved before it goes out. */
  g_assert_false (gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (f->document)));
}

static void
choose (Fixture    *f,
        const char *title,
        guint       index)
{
  GtkWidget *row = window_test_find (f->dialog, window_test_is_row, title);

  adw_combo_row_set_selected (ADW_COMBO_ROW (row), index);
}

/* The window over the dialog. */
static GtkWidget *
find_proof (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GALLEY_IS_PREVIEW_PROOF (window))
        return window;
    }
  return NULL;
}

static void
confirm (Fixture    *f,
         const char *words,
         const char *button,
         const char *name)
{
  g_autofree char *confirm_name = g_strconcat (name, "-confirm", NULL);
  g_autofree char *done_name = g_strconcat (name, "-done", NULL);

  click (f, "_Next");
  WAIT_LONG (says (f, words));
  window_test_shoot (f->dialog, confirm_name);
  click (f, button);
  WAIT_LONG (has_button (f, "Copy _Link") || has_button (f, "_Try Again"));
  window_test_wait (300);
  window_test_shoot (f->dialog, done_name);
  g_assert_true (has_button (f, "Copy _Link"));
  hide (f);
}

/* A draft, its proof, a test mail; on the schedule and off it; sent, seen, taken down. */
static void
test_flow (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr (GalleyPost) post = NULL;
  GtkWidget *row;
  guint mails;

  show (f);
  WAIT_LONG (has_button (f, "_Next"));
  WAIT_LONG (says (f, "save the issue as a draft first"));
  confirm (f, "Save “The Nuri dialog” as a draft", "_Save the Draft", "flow-draft");

  show (f);
  WAIT_LONG (says (f, "As the issue is saved on the site"));
  mails = count_mails ();
  row = window_test_find (f->dialog, window_test_is_row, "Send a Test _Mail to");
  gtk_editable_set_text (GTK_EDITABLE (row), "me@example.com");
  g_signal_emit_by_name (row, "apply");
  WAIT_LONG (says (f, "A test mail went to me@example.com."));
  WAIT_LONG (count_mails () > mails);
  row = window_test_find (f->dialog, window_test_is_row, "See the Mail as the Site Ma_kes It");
  g_signal_emit_by_name (row, "activated");
  WAIT_LONG (find_proof () != NULL && gtk_widget_get_mapped (find_proof ()));
  window_test_wait (2500);
  window_test_shoot (find_proof (), "flow-proof");
  g_assert_nonnull (window_test_find (find_proof (), window_test_says, "Made by Focus on Korea itself"));
  gtk_window_destroy (GTK_WINDOW (find_proof ()));

  choose (f, "_What to do", 2);
  choose (f, "Mail _goes to", 5);
  window_test_type (f->dialog, "Filter, s_uch as label:press+status:free", "label:(");
  WAIT_LONG (says (f, "Choose another audience."));
  window_test_shoot (f->dialog, "flow-filter");
  choose (f, "Mail _goes to", 4);
  WAIT_LONG (says (f, "Nobody is chosen"));
  window_test_shoot (f->dialog, "flow-groups");
  choose (f, "Mail _goes to", 3);
  WAIT_LONG (says (f, "2 people get the mail"));
  row = window_test_find (f->dialog, window_test_is_row, "_Schedule for Later");
  gtk_switch_set_active (GTK_SWITCH (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))), TRUE);
  window_test_type (f->dialog, "_Date (year-month-day)", "2040-01-02");
  window_test_type (f->dialog, "Tim_e", "09:30");
  window_test_shoot (f->dialog, "flow-schedule");
  confirm (f, "2 paid members of Focus on Korea on Monday, 2 January 2040, 09:30 (Asia/Seoul, UTC+09:00)", "_Schedule the Mail",
           "flow-schedule");

  show (f);
  WAIT_LONG (says (f, "Monday, 2 January 2040, 09:30 (Asia/Seoul, UTC+09:00)"));
  choose (f, "_What to do", 4);
  window_test_shoot (f->dialog, "flow-scheduled");
  confirm (f, "Nothing goes out", "_Make It a Draft Again", "flow-unschedule");

  show (f);
  WAIT_LONG (has_button (f, "_Next"));
  choose (f, "_What to do", 2);
  choose (f, "Mail _goes to", 3);
  WAIT_LONG (says (f, "2 people get the mail"));
  confirm (f, "and send it to 2 paid members of Focus on Korea now", "_Send to 2 People", "flow-send");

  show (f);
  WAIT_LONG (says (f, "Handed over to be delivered: 2 of 2."));
  window_test_shoot (f->dialog, "flow-sent");
  choose (f, "_What to do", 1);
  confirm (f, "The mail cannot be called back", "_Make It a Draft Again", "flow-take-down");
  post = find_post (f);
  g_assert_cmpstr (post->status, ==, "draft");
  g_assert_cmpstr (post->email_status, ==, "submitted");
}

/* A page without a mail, off the site again, and then a mail without a page. */
static void
test_ways (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr (GalleyPost) post = NULL;

  show (f);
  WAIT_LONG (has_button (f, "_Next"));
  choose (f, "_What to do", 1);
  confirm (f, "Publish “The Nuri dialog” on Focus on Korea", "_Publish", "ways-publish");

  show (f);
  WAIT_LONG (has_button (f, "_Next"));
  choose (f, "_What to do", 1);
  confirm (f, "Its page is gone for readers", "_Make It a Draft Again", "ways-unpublish");

  show (f);
  WAIT_LONG (has_button (f, "_Next"));
  choose (f, "_What to do", 3);
  choose (f, "Mail _goes to", 3);
  WAIT_LONG (says (f, "2 people get the mail"));
  window_test_shoot (f->dialog, "ways-email-only");
  confirm (f, "2 paid members of Focus on Korea", "_Send to 2 People", "ways-email-only");
  post = find_post (f);
  g_assert_cmpstr (post->status, ==, "sent");
  g_assert_cmpstr (post->email_status, ==, "submitted");
}

/* As somebody in Ghost's own editor. */
static void
change_there (Fixture    *f,
              const char *before,
              const char *after)
{
  GalleyConnection connection = { .http = f->http, .account = f->account, .key = f->key };
  const GalleyService *ghost = galley_service_find ("ghost");
  g_autoptr (GalleyPost) post = find_post (f);
  g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();
  g_autoptr (GString) body = g_string_new (post->body);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) changed = NULL;

  g_assert_cmpuint (g_string_replace (body, before, after, 0), ==, 1);
  galley_post_fields_set (fields, "body", body->str);
  changed = ghost->update (&connection, NULL, post->id, post->updated_at, fields, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
change_here (Fixture    *f,
             const char *before,
             const char *after)
{
  GalleyIssue *issue = galley_document_parse (f->document);
  const char *text = galley_issue_get_text (issue, NULL);
  const char *place = strstr (text, before);
  g_autoptr (GalleyEdit) edit = NULL;

  g_assert_nonnull (place);
  edit = galley_edit_new ((gsize) (place - text), (gsize) (place - text) + strlen (before), after);
  g_assert_true (galley_document_apply (f->document, issue, edit));
}

/* Up to what the site says to it. */
static void
update_draft (Fixture    *f,
              const char *button)
{
  show (f);
  WAIT_LONG (has_button (f, "_Next"));
  click (f, "_Next");
  click (f, button);
  WAIT_LONG (has_button (f, "Copy _Link") || has_button (f, "_Try Again") || has_button (f, "_Show the Merge"));
}

/* Clean, then with a place that both changed, then mine over theirs. */
static void
test_merge (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr (GalleyPost) merged = NULL;
  g_autoptr (GalleyPost) mine = NULL;
  g_autofree char *text = NULL;

  update_draft (f, "_Save the Draft");
  g_assert_true (says (f, "The Draft Is Saved"));
  hide (f);
  window_test_wait (1100); /* Ghost's clock has seconds */
  change_there (f, "Everybody reads this.", "Everybody reads THEIRS.");
  change_here (f, "The rocket is ready.", "OUR rocket is ready.");
  update_draft (f, "_Update the Post");
  g_assert_true (says (f, "Changed there"));
  window_test_shoot (f->dialog, "ghost-incoming");
  click (f, "_Show the Merge");
  window_test_shoot (f->dialog, "ghost-incoming-merge");
  click (f, "_Use the Merge");
  click (f, "_Update the Post");
  WAIT_LONG (has_button (f, "Copy _Link") || has_button (f, "_Try Again") || has_button (f, "_Show the Merge"));
  g_assert_true (says (f, "The Draft Is Updated"));
  hide (f);
  merged = find_post (f);
  g_assert_nonnull (strstr (merged->html, "Everybody reads THEIRS."));
  g_assert_nonnull (strstr (merged->html, "OUR rocket is ready."));

  window_test_wait (1100);
  change_there (f, "OUR rocket is ready.", "Their rocket is ready.");
  change_here (f, "OUR rocket is ready.", "My rocket is ready.");
  update_draft (f, "_Update the Post");
  click (f, "_Show the Merge");
  window_test_shoot (f->dialog, "ghost-incoming-conflict");
  click (f, "_Choose in the Text");
  /* It closes itself when they are there. */
  WAIT_UNTIL (!gtk_widget_get_mapped (f->dialog));
  hide (f);
  text = galley_document_dup_text (f->document, NULL);
  g_assert_nonnull (strstr (text, "<<<<<<< mine\nMy rocket is ready.\n"));
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (f->document));
  /* Undone, nothing was decided. */
  update_draft (f, "_Update the Post");
  click (f, "_Keep Mine");
  click (f, "_Update the Post");
  WAIT_LONG (has_button (f, "Copy _Link") || has_button (f, "_Try Again") || has_button (f, "_Show the Merge"));
  g_assert_true (says (f, "The Draft Is Updated"));
  hide (f);
  mine = find_post (f);
  g_assert_nonnull (strstr (mine->html, "My rocket is ready."));
  g_assert_cmpstr (mine->id, ==, merged->id);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("galley-keyring-XXXXXX", NULL);
  g_autofree char *keyring = g_build_filename (folder, "test.keyring", NULL);
  int status;

  /* Before the first thread. */
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "pw", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  /* It holds here already. The web view's own processes would inherit it, and warn of the accessibility
   * bus that the test's own bus does not have: fatal, and the proof of the mail stays blank. */
  g_unsetenv ("G_DEBUG");
  adw_init ();
  gtk_source_init ();
  g_test_add ("/ghost/dialog/again", Fixture, "GALLEY_GHOST_KEY_FILE", set_up, test_again, tear_down);
  g_test_add ("/ghost/dialog/flow", Fixture, "GALLEY_GHOST_STAFF_KEY_FILE", set_up, test_flow, tear_down);
  g_test_add ("/ghost/dialog/ways", Fixture, "GALLEY_GHOST_STAFF_KEY_FILE", set_up, test_ways, tear_down);
  g_test_add ("/ghost/dialog/merge", Fixture, "GALLEY_GHOST_KEY_FILE", set_up, test_merge, tear_down);
  status = g_test_run ();
  galley_file_remove_tree (folder);
  return status;
}
