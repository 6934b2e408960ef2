/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real dialog against a Ghost that is a script, and against a folder. */

#include <glib/gstdio.h>

#include "galley-file.h"
#include "galley-publish-dialog.h"
#include "ghost-rows.h"
#include "window-names.h"
#include "window-test.h"

#define ISSUE                                                                                      \
  "---\ntitle: Nuri\nvisibility: paid\n---\n"                                                      \
  "![A rocket](assets/a.png \"Before roll-out\")\n\n![A hall](assets/b.png \"The hall\")\n\n"       \
  "The rocket is ready.\n"

#define UPLOADS \
  { "POST", API "images/upload/", NULL, 201, "{\"images\":[{\"url\":\"@URL@content/images/a.png\"}]}" }, \
  { "POST", API "images/upload/", NULL, 201, "{\"images\":[{\"url\":\"@URL@content/images/b.png\"}]}" }

/* The count, two pictures, and a draft that has @words. */
#define UP_TO_THE_MAIL(words) \
  SITE_ROWS, COUNT ("1204"), FIND_NONE, UPLOADS, \
  { "POST", API "posts/?formats=html,lexical", words, 201, POST ("nl-1", "draft", "null") }, \
  GET_POST ("nl-1", "draft", "null")

/* A mail of all that can be, and the send with its address. */
static const ScriptRow mail_rows[] = {
  UP_TO_THE_MAIL ("\"name\":\"Korea\""),
  { "PUT", NULL, "newsletter=focus&email_segment=status%3A-free\n\"status\":\"published\"\n\"slug\":\"nuri\"", 200, POST ("nuri", "published", SENT) },
  GET_POST ("nuri", "published", SENT),
  { NULL }
};

/* The same, and then the site has another newsletter and other readers than were confirmed. */
static const ScriptRow differs_rows[] = {
  UP_TO_THE_MAIL (NULL),
  { "PUT", NULL, "newsletter=focus&email_segment=status%3A-free\n\"status\":\"published\"", 200, POST ("nuri", "published", SENT) },
  { "GET", API "posts/" ID "/?formats=html,lexical", NULL, 200, POST_TO (ID, "nuri", "published", SENT, "daily", "all") },
  { NULL }
};

/* The server dies while the draft is saved: the reply is lost and it is not found; then it is back. */
static const ScriptRow gone_rows[] = {
  SITE_ROWS,
  { "POST", API "images/upload/", NULL, 201, "{\"images\":[{\"url\":\"@URL@content/images/a.png\"}]}" },
  { "POST", API "images/upload/", NULL, 0, NULL, .fault = SCRIPT_CLOSE },
  { "POST", API "images/upload/", NULL, 201, "{\"images\":[{\"url\":\"@URL@content/images/b.png\"}]}" },
  FIND_NONE,
  { "POST", API "posts/?formats=html,lexical", NULL, 201, POST ("nl-1", "draft", "null") },
  { "PUT", API "posts/" ID "/?formats=html,lexical", "\"slug\":\"nuri\"", 200, POST ("nuri", "draft", "null") },
  GET_POST ("nuri", "draft", "null"),
  { NULL }
};

/* A no: whatever is done next begins with what the site has. */
static const ScriptRow refused_rows[] = {
  SITE_ROWS,
  FIND_NONE,
  UPLOADS,
  { "POST", API "posts/?formats=html,lexical", NULL, 422, "{\"errors\":[{\"message\":\"<No> & isn't.\",\"type\":\"ValidationError\"}]}" },
  { NULL }
};

/* It is published and was mailed: the page changes, nothing else. */
static const ScriptRow update_rows[] = {
  SITE_ROWS,
  GET_POST ("nuri", "published", SENT),
  GET_POST ("nuri", "published", SENT),
  { "PUT", API "posts/" ID "/?formats=html,lexical", "\"updated_at\":\"2026-11-23T23:11:54.000Z\"", 200, POST ("nuri", "published", SENT) },
  GET_POST ("nuri", "published", SENT),
  { NULL }
};

/* It is published, for people who pay, and goes out to everybody. */
#define PAID_POST \
  "{\"posts\":[{\"id\":\"" ID "\",\"slug\":\"nuri\",\"title\":\"Nuri\",\"status\":\"published\"," \
  "\"visibility\":\"paid\",\"updated_at\":\"2026-11-23T23:11:54.000Z\",\"url\":\"@URL@nuri/\",\"lexical\":\"{}\"}]}"

static const ScriptRow opened_rows[] = {
  SITE_ROWS,
  { "GET", API "posts/" ID "/?formats=html,lexical", NULL, 200, PAID_POST, .repeated = TRUE },
  { NULL }
};

/* A draft with a text, for such readers. */
#define TEXT_POST(words, who, more) \
  "{\"posts\":[{\"id\":\"" ID "\",\"slug\":\"nuri\",\"title\":\"Nuri\",\"html\":\"<p>" words "</p>\"," \
  "\"visibility\":\"" who "\",\"updated_at\":\"2026-11-23T23:11:54.000Z\",\"url\":\"@URL@nuri/\"," \
  "\"lexical\":\"{\\\"root\\\":{\\\"type\\\":\\\"root\\\",\\\"version\\\":1,\\\"children\\\":[" \
  "{\\\"type\\\":\\\"paragraph\\\",\\\"version\\\":1,\\\"children\\\":[{\\\"type\\\":\\\"extended-text\\\"," \
  "\\\"version\\\":1,\\\"format\\\":0,\\\"text\\\":\\\"" words "\\\"}]}]}}\"," more "}]}"
#define GET_TEXT(...) { "GET", API "posts/" ID "/?formats=html,lexical", NULL, 200, TEXT_POST (__VA_ARGS__), .repeated = TRUE }

/* Somebody wrote in it, and opened it to all. */
static const ScriptRow theirs_rows[] = {
  SITE_ROWS,
  COUNT ("1204"),
  GET_TEXT ("Their rocket is ready.", "public", "\"status\":\"draft\""),
  { NULL }
};

/* Somebody wrote in it, and sent it. */
static const ScriptRow theirs_sent_rows[] = {
  SITE_ROWS,
  COUNT ("1204"),
  { "GET", API "posts/" ID "/?formats=html,lexical", NULL, 200,
    TEXT_POST ("Their rocket is ready.", "paid", "\"status\":\"draft\"") },
  GET_TEXT ("Their rocket is ready.", "paid", "\"status\":\"published\",\"email\":" SENT),
  { NULL }
};

/* Somebody deleted it over there. */
static const ScriptRow deleted_rows[] = {
  SITE_ROWS,
  { "GET", API "posts/" ID "/?formats=html,lexical", NULL, 404, "{\"errors\":[{\"type\":\"NotFoundError\"}]}", .repeated = TRUE },
  FIND_NONE,
  { "GET", API "emails/?limit=1&fields=id&filter=post_id%3A%27" ID "%27", NULL, 403,
    "{\"errors\":[{\"type\":\"NoPermissionError\",\"message\":\"no\"}]}", .repeated = TRUE },
  { "POST", API "posts/?formats=html,lexical", NULL, 201, POST_OF (NEW_ID, "nl-1", "draft", "null") },
  { "PUT", API "posts/" NEW_ID "/?formats=html,lexical", "\"slug\":\"nuri\"", 200, POST_OF (NEW_ID, "nuri", "draft", "null") },
  { "GET", API "posts/" NEW_ID "/?formats=html,lexical", NULL, 200, POST_OF (NEW_ID, "nuri", "draft", "null") },
  { NULL }
};

/* The same while it is being sent. */
static const ScriptRow deleted_meanwhile_rows[] = {
  SITE_ROWS,
  GET_POST ("nuri", "draft", "null"),
  { "GET", API "posts/" ID "/?formats=html,lexical", NULL, 404, "{\"errors\":[{\"type\":\"NotFoundError\"}]}", .repeated = TRUE },
  FIND_NONE,
  { "GET", API "emails/?limit=1&fields=id&filter=post_id%3A%27" ID "%27", NULL, 403,
    "{\"errors\":[{\"type\":\"NoPermissionError\",\"message\":\"no\"}]}", .repeated = TRUE },
  { NULL }
};

/* A draft that nothing happens to. */
static const ScriptRow draft_rows[] = {
  SITE_ROWS,
  UPLOADS,
  FIND_NONE,
  { "POST", API "posts/?formats=html,lexical", "nl-6f0c1f0e-7a52-4bb5-9d6f-0123456789ab", 201, POST ("nl-1", "draft", "null") },
  { "PUT", API "posts/" ID "/?formats=html,lexical", "\"slug\":\"nuri\"", 200, POST ("nuri", "draft", "null") },
  GET_POST ("nuri", "draft", "null"),
  { NULL }
};

static const ScriptRow failed_rows[] = {
  SITE_ROWS,
  GET_POST ("nuri", "published", FAILED),
  { NULL }
};

/* Its page is taken down. */
static const ScriptRow failed_down_rows[] = {
  SITE_ROWS,
  GET_POST ("nuri", "published", FAILED),
  GET_POST ("nuri", "published", FAILED),
  { "PUT", API "posts/" ID "/?formats=html,lexical", "\"status\":\"draft\"", 200, POST ("nuri", "draft", FAILED) },
  GET_POST ("nuri", "draft", FAILED),
  { NULL }
};

/* Its page was taken back as well. */
static const ScriptRow failed_draft_rows[] = {
  SITE_ROWS,
  { "GET", API "posts/" ID "/?formats=html,lexical", NULL, 200, POST ("nuri", "draft", FAILED), .repeated = TRUE },
  { NULL }
};

/* The page is taken back to send it again, and then nobody answers; a while later it has been sent. */
static const ScriptRow lost_retry_rows[] = {
  SITE_ROWS,
  GET_POST ("nuri", "published", FAILED),
  GET_POST ("nuri", "published", FAILED),
  GET_POST ("nuri", "published", FAILED),
  SEND_AGAIN (0, NULL, .fault = SCRIPT_CLOSE),
  { "GET", API "posts/" ID "/?formats=html,lexical", NULL, 200, POST ("nuri", "published", SENT), .repeated = TRUE },
  { NULL }
};

/* It was taken back and mailed: the page can come back, and no mail. */
static const ScriptRow mailed_draft_rows[] = {
  SITE_ROWS,
  COUNT ("1204"),
  { "GET", NULL, "/members/?limit=1&fields=id&filter=", 200, "{\"members\":[],\"meta\":{\"pagination\":{\"total\":6000}}}", .repeated = TRUE },
  GET_POST ("nuri", "draft", SENT),
  { NULL }
};

/* The answer to the send is lost, and nobody answers the question what became of it either. */
static const ScriptRow lost_mail_rows[] = {
  UP_TO_THE_MAIL (NULL),
  { "PUT", NULL, "newsletter=focus&email_segment=status%3A-free\n\"status\":\"published\"", 0, NULL, .fault = SCRIPT_CLOSE },
  { "GET", API "posts/" ID "/?formats=html,lexical", NULL, 503, "<html>We'll be right back" },
  { "GET", API "posts/" ID "/?formats=html,lexical", NULL, 200, POST ("nuri", "published", SENT), .repeated = TRUE },
  { NULL }
};

static const ScriptRow count_rows[] = { SITE_ROWS, COUNT ("1204"), { NULL } };

static const ScriptRow schedule_rows[] = {
  SITE_ROWS,
  COUNT ("1204"),
  { "GET", NULL, "/members/?limit=1&fields=id&filter=", 200, "{\"members\":[],\"meta\":{\"pagination\":{\"total\":6000}}}", .repeated = TRUE },
  { NULL }
};

#define LAST_ID "6b04c83a8bc5c80ff5f569e9"

/* Another machine sent the last issue, at another hour, and somebody has used the title and the address. */
static ScriptRow concern_rows[] = {
  { "GET", NULL, "/posts/?limit=30&order=", 200, "{\"posts\":[{\"id\":\"" LAST_ID "\",\"status\":\"published\","
    "\"updated_at\":\"2026-11-23T23:11:54.000Z\",\"newsletter\":{\"slug\":\"focus\"}}]}", .repeated = TRUE },
  { "GET", API "posts/" LAST_ID "/?formats=html,lexical", NULL, 200, NULL },
  { "GET", NULL, "/posts/?limit=20&order=", 200, "{\"posts\":[{\"id\":\"" NEW_ID "\",\"title\":\"Nuri\",\"slug\":\"nuri\","
    "\"status\":\"draft\",\"updated_at\":\"2026-11-23T23:11:54.000Z\"}]}", .repeated = TRUE },
  SITE_ROWS,
  COUNT ("1204"),
  { NULL }
};

static const ScriptRow silent_rows[] = {
  SITE_ROWS,
  { "POST", API "images/upload/", NULL, 0, NULL, .fault = SCRIPT_SILENT },
  FIND_NONE,
  { NULL }
};

static const ScriptRow bad_key_rows[] = {
  { "GET", API "site/", NULL, 200, "{\"site\":{\"title\":\"Focus on Korea\",\"url\":\"@URL@\"}}", .repeated = TRUE },
  { "GET", API "users/me/?include=roles", NULL, 401,
    "{\"errors\":[{\"type\":\"UnauthorizedError\",\"code\":\"INVALID_JWT\",\"message\":\"no\"}]}", .repeated = TRUE },
  { NULL }
};

static const ScriptRow site_rows[] = { SITE_ROWS, { NULL } };

typedef struct {
  ScriptedServer     *server; /* NULL: no account */
  GalleyAccountStore *accounts;
  GalleyHttp         *http;
  GalleyDocument     *document;
  GtkWindow          *parent;
  GtkWidget          *dialog;
  char               *folder;
  char               *path;
  guint               line;
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
  g_autofree char *folder = g_build_filename (f->folder, "assets", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0700);
  gdk_pixbuf_fill (pixbuf, color);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
}

static void
open_issue (Fixture    *f,
            const char *text)
{
  g_autofree char *state = g_build_filename (f->folder, "state", NULL);
  g_autofree char *cache = g_build_filename (f->folder, "cache", NULL);
  gboolean is_open = FALSE;

  write_picture (f, "a.png", 0x406080ff);
  write_picture (f, "b.png", 0x804020ff);
  f->path = g_build_filename (f->folder, "nuri.md", NULL);
  g_assert_true (g_file_set_contents (f->path, text, -1, NULL));
  g_mkdir_with_parents (state, 0700);
  f->document = galley_document_new (state, cache);
  galley_document_open (f->document, f->path, opened_cb, &is_open);
  WAIT_UNTIL (is_open);
}

static void
set_up (Fixture       *f,
        gconstpointer  rows)
{
  g_autofree char *api = NULL;
  g_autoptr (GalleyAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("galley-publish-XXXXXX", NULL);
  f->accounts = galley_account_store_new (f->folder, &error);
  g_assert_no_error (error);
  f->http = galley_http_new (NULL);
  f->parent = GTK_WINDOW (gtk_window_new ());
  if (rows == NULL)
    return;
  f->server = scripted_server_new (rows);
  api = g_strconcat (scripted_server_get_url (f->server), API + 1, NULL);
  account = galley_account_new (NULL, "Focus on Korea", "ghost", scripted_server_get_url (f->server), api);
  galley_account_store_add (f->accounts, account, KEY, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Nothing keeps it but a job that is still running. */
static void
close_dialog (Fixture *f)
{
  g_object_add_weak_pointer (G_OBJECT (f->dialog), (gpointer *) &f->dialog);
  window_test_close (f->dialog);
  g_object_unref (f->dialog);
  WAIT_UNTIL (f->dialog == NULL);
}

static void
tear_down (Fixture       *f,
           gconstpointer  rows)
{
  close_dialog (f);
  gtk_window_destroy (f->parent);
  if (f->server != NULL)
    scripted_server_finish (f->server);
  galley_document_discard (f->document);
  g_object_add_weak_pointer (G_OBJECT (f->document), (gpointer *) &f->document);
  g_object_unref (f->document);
  WAIT_UNTIL (f->document == NULL);
  g_clear_object (&f->accounts);
  g_clear_object (&f->http);
  galley_file_remove_tree (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

/* Below what became of it, and where nothing is said of that. */
static gboolean
is_bare_link (GtkWidget  *widget,
              const char *words)
{
  return window_test_says (widget, words) && gtk_label_get_selectable (GTK_LABEL (widget));
}

static gboolean
says (Fixture    *f,
      const char *words)
{
  GtkWidget *found = window_test_find (f->dialog, window_test_says, words);

  return found != NULL && gtk_widget_get_child_visible (found) && gtk_widget_get_mapped (found);
}

static gboolean
has_button (Fixture    *f,
            const char *label)
{
  GtkWidget *button = window_test_find (f->dialog, window_test_is_button, label);

  return button != NULL && gtk_widget_get_mapped (button) && gtk_widget_is_sensitive (button);
}

static void
show (Fixture    *f,
      const char *text)
{
  g_autofree char *state = g_build_filename (f->folder, "state", NULL);

  open_issue (f, text);
  f->dialog = g_object_ref (galley_publish_dialog_new (f->parent, f->document, f->accounts, f->http, state));
  if (g_getenv ("GALLEY_SCREENSHOTS_NARROW") != NULL)
    galley_dialog_set_size (GALLEY_DIALOG (f->dialog), 360, 640);
  galley_dialog_present (GALLEY_DIALOG (f->dialog));
}

/* In the place of a dialog that was closed. */
static void
resume (Fixture                 *f,
        const GalleyOpenPublish *interrupted)
{
  g_autofree char *state = g_build_filename (f->folder, "state", NULL);

  f->dialog = g_object_ref (galley_publish_dialog_new (f->parent, f->document, f->accounts, f->http, state));
  galley_publish_dialog_resume (GALLEY_PUBLISH_DIALOG (f->dialog), interrupted);
  galley_dialog_present (GALLEY_DIALOG (f->dialog));
}

/* A new issue, and a site that has answered. */
static void
show_choices (Fixture *f)
{
  show (f, ISSUE);
  WAIT_UNTIL (window_test_find (f->dialog, window_test_is_row, "_What to do") != NULL && has_button (f, "_Next"));
}

static void
click (Fixture    *f,
       const char *label)
{
  WAIT_UNTIL (has_button (f, label));
  window_test_click (f->dialog, label);
}

static void
go_back (Fixture *f)
{
  g_assert_true (gtk_widget_activate_action (f->dialog, "publish.back", NULL));
}

static gboolean
has_asked (Fixture    *f,
           const char *words)
{
  g_autofree char *log = scripted_server_dup_log (f->server);

  return strstr (log, words) != NULL;
}

static void
choose (Fixture    *f,
        const char *title,
        guint       index)
{
  GtkWidget *row = window_test_find (f->dialog, window_test_is_row, title);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_get_visible (row));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), index);
}

static gboolean
is_turning (GtkWidget  *widget,
            const char *words)
{
  return GTK_IS_STACK (widget) && gtk_stack_get_transition_running (GTK_STACK (widget));
}

/* The page can be heard, and gone through without a mouse; afterwards the focus is where it was. */
static void
check_page (Fixture *f)
{
  GtkWidget *focus = window_test_get_focus (f->dialog);

  WAIT_UNTIL (window_test_find (f->dialog, is_turning, NULL) == NULL);
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_get_mapped (focus));
  window_names_assert (f->dialog);
  window_names_assert_letters (f->dialog);
  window_names_assert_reached (f->dialog);
  gtk_widget_grab_focus (focus);
}

static char *
dup_text (Fixture *f)
{
  return galley_document_dup_text (f->document, NULL);
}

/* What its letter and Return do where there is a button. A key clicks it only a moment later, when it is up again. */
static void
press (Fixture    *f,
       const char *label)
{
  GtkWidget *button = window_test_find (f->dialog, window_test_is_button, label);

  g_assert_nonnull (button);
  gtk_widget_mnemonic_activate (button, FALSE);
  WAIT_UNTIL (!gtk_widget_has_css_class (button, "keyboard-activating"));
  if (window_test_get_default (f->dialog) == button && gtk_widget_is_sensitive (button))
    gtk_widget_activate (button);
  WAIT_UNTIL (!gtk_widget_has_css_class (button, "keyboard-activating"));
}

/* Without an account, the folder; it comes with a page to open. */
static void
test_folder (Fixture       *f,
             gconstpointer  rows)
{
  g_autofree char *directory = NULL;
  g_autofree char *page = NULL;
  g_autofree char *text = NULL;

  show (f, ISSUE);
  directory = g_build_filename (f->folder, "nuri-published", NULL);
  page = g_build_filename (directory, "nuri.html", NULL);
  WAIT_UNTIL (has_button (f, "_Next"));
  g_assert_nonnull (window_test_find (f->dialog, window_test_is_row, "_Add an Account…"));
  window_test_shoot (f->dialog, "publish-folder");
  check_page (f);
  click (f, "_Next");
  WAIT_UNTIL (says (f, "Write “Nuri” into the folder"));
  window_test_shoot (f->dialog, "publish-folder-confirm");
  check_page (f);
  click (f, "_Write the Files");
  WAIT_UNTIL (says (f, "The Files Are Written"));
  window_test_shoot (f->dialog, "publish-folder-done");
  check_page (f);
  g_assert_true (says (f, page));
  g_assert_true (g_file_test (page, G_FILE_TEST_IS_REGULAR));
  /* Nothing of it is of the issue. */
  text = dup_text (f);
  g_assert_cmpstr (text, ==, ISSUE);
  go_back (f);
}

/* Errors stop and name their line; the writer is taken there. */
static void
activated_cb (GtkWidget *dialog,
              guint      line,
              guint      column,
              Fixture   *f)
{
  f->line = line;
}

static void
test_errors (Fixture       *f,
             gconstpointer  rows)
{
  GtkWidget *row;

  show (f, "---\ntitle: Nuri\n---\nA.\n\n<!--members-only-->\n\nB.\n\n<!--members-only-->\n\nC.\n");
  g_signal_connect (f->dialog, "finding-activated", G_CALLBACK (activated_cb), f);
  WAIT_UNTIL (says (f, "Fix These First"));
  window_test_shoot (f->dialog, "publish-check");
  check_page (f);
  g_assert_false (has_button (f, "_Next"));
  press (f, "_Next");
  g_assert_true (says (f, "Fix These First"));
  row = gtk_widget_get_ancestor (window_test_find (f->dialog, window_test_says, "Line 10"), ADW_TYPE_ACTION_ROW);
  g_assert_nonnull (row);
  g_signal_emit_by_name (row, "activated");
  g_assert_cmpuint (f->line, ==, 10);
}

/* What stops it stops the keys as well, and each time. */
static void
test_blocked (Fixture       *f,
              gconstpointer  rows)
{
  show (f, "---\ntitle: Nuri\nvisibility: tiers\n---\nThe rocket is ready.\n");
  WAIT_UNTIL (has_button (f, "_Next") && says (f, "The issue is for some tiers only and names none"));
  g_assert_true (window_test_get_default (f->dialog) == window_test_find (f->dialog, window_test_is_button, "_Next"));
  for (guint i = 0; i < 2; i++)
    {
      press (f, "_Next");
      g_assert_true (says (f, "The issue is for some tiers only and names none"));
      g_assert_false (has_button (f, "_Save the Draft"));
    }
  window_test_shoot (f->dialog, "publish-blocked");
  choose (f, "Who may _read it", 1);
  WAIT_UNTIL (!says (f, "The issue is for some tiers only and names none"));
  press (f, "_Next");
  WAIT_UNTIL (has_button (f, "_Save the Draft"));
}

static void
test_mail (Fixture       *f,
           gconstpointer  rows)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *saved = NULL;

  show_choices (f);
  choose (f, "_What to do", 2);
  WAIT_UNTIL (says (f, "1,204 people get the mail"));
  window_test_type (f->dialog, "Tags, separated b_y commas", "Korea, sp");
  WAIT_UNTIL (has_button (f, "Space"));
  window_test_shoot (f->dialog, "publish-choose");
  check_page (f);
  click (f, "Space");
  window_test_type (f->dialog, "E_xcerpt, and first line of the mail", "Rockets & <b>more</b>");
  click (f, "_Next");
  WAIT_UNTIL (says (f, "Publish “Nuri” on Focus on Korea and send it to 1,204 paid members of Focus on Korea now."));
  /* Return on this page sends nothing. */
  g_assert_null (window_test_get_default (f->dialog));
  g_assert_true (says (f, "subtitle: Rockets & <b>more</b>"));
  g_assert_true (says (f, "A mail cannot be taken back."));
  window_test_shoot (f->dialog, "publish-confirm");
  check_page (f);
  go_back (f);
  click (f, "_Next");
  click (f, "_Send to 1,204 People");
  WAIT_UNTIL (says (f, "2 of 2") || says (f, "Published and Sent"));
  WAIT_UNTIL (says (f, "Published and Sent"));
  window_test_shoot (f->dialog, "publish-done");
  check_page (f);
  g_assert_true (says (f, "The mails to 1,204 readers were handed over."));
  g_assert_true (says (f, "/nuri/"));
  g_assert_null (window_test_find (f->dialog, is_bare_link, "/nuri/"));
  g_assert_true (has_button (f, "_Open"));
  click (f, "Copy _Link");

  /* What was chosen and who it is: one step each way, and in the file. */
  WAIT_UNTIL (!galley_document_is_busy (f->document));
  after = dup_text (f);
  g_assert_nonnull (strstr (after, "tags: [Korea, Space]"));
  g_assert_nonnull (strstr (after, ID));
  g_assert_true (g_file_get_contents (f->path, &saved, NULL, NULL));
  g_assert_cmpstr (saved, ==, after);
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (f->document));
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (f->document));
  before = dup_text (f);
  g_assert_cmpstr (before, ==, ISSUE);
  g_assert_false (gtk_text_buffer_get_can_undo (GTK_TEXT_BUFFER (f->document)));
}

/* What the site has done otherwise than it was told stands in red over what it has done. */
static void
test_differs (Fixture       *f,
              gconstpointer  rows)
{
  GtkWidget *label;

  show_choices (f);
  choose (f, "_What to do", 2);
  WAIT_UNTIL (says (f, "1,204 people get the mail"));
  click (f, "_Next");
  click (f, "_Send to 1,204 People");
  WAIT_UNTIL (says (f, "Not as It Was Said"));
  label = window_test_find (f->dialog, window_test_says, "It should go out as “focus”");
  g_assert_nonnull (label);
  g_assert_true (gtk_widget_get_mapped (label));
  g_assert_true (gtk_widget_has_css_class (label, "error"));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==,
                   "It should go out as “focus”, and the site has “daily”.\n"
                   "It should go to “status:-free”, and the site sends it to “all”.");
  g_assert_false (says (f, "Published and Sent"));
  window_test_shoot (f->dialog, "publish-differs");
  check_page (f);
}

#define ISSUE_ID "6f0c1f0e-7a52-4bb5-9d6f-0123456789ab"

static char *
dup_site (Fixture *f)
{
  char *site = g_strdup (scripted_server_get_url (f->server) + strlen ("http://"));

  site[strlen (site) - 1] = '\0';
  return site;
}

/* An issue that is on the site. */
static void
show_there (Fixture    *f,
            const char *head)
{
  g_autofree char *site = dup_site (f);
  g_autofree char *text = NULL;

  text = g_strdup_printf ("---\ntitle: Nuri\n%sgalley:\n  id: " ISSUE_ID "\n  posts:\n"
                          "    \"%s\": " ID "\n---\nThe rocket is ready.\n", head, site);
  show (f, text);
}

static void
show_published (Fixture *f)
{
  show_there (f, "");
}

/* Up to what somebody else did. */
static void
send_over_theirs (Fixture *f)
{
  show_there (f, "visibility: paid\n");
  WAIT_UNTIL (window_test_find (f->dialog, window_test_is_row, "_What to do") != NULL && has_button (f, "_Next"));
  choose (f, "_What to do", 2);
  WAIT_UNTIL (says (f, "1,204 people get the mail"));
  click (f, "_Next");
  click (f, "_Send to 1,204 People");
  WAIT_UNTIL (has_button (f, "_Keep Mine"));
}

/* The number was of those who pay: what comes in with theirs is for everybody. */
static void
test_theirs (Fixture       *f,
             gconstpointer  rows)
{
  send_over_theirs (f);
  click (f, "Show _Theirs");
  click (f, "_Use Theirs");
  WAIT_UNTIL (says (f, "Publish “Nuri” on Focus on Korea and send it to all members of Focus on Korea now."));
  g_assert_true (has_button (f, "_Send the Mail"));
  window_test_shoot (f->dialog, "publish-theirs");
  check_page (f);
}

/* It has been mailed meanwhile, and is not mailed again: nothing else is said. */
static void
test_theirs_sent (Fixture       *f,
                  gconstpointer  rows)
{
  send_over_theirs (f);
  click (f, "_Keep Mine");
  WAIT_UNTIL (says (f, "Update “Nuri” on Focus on Korea. The mail that was sent does not change."));
  g_assert_true (has_button (f, "_Update the Post"));
  g_assert_false (says (f, "A mail cannot be taken back."));
}

/* What is gone is made again only when that is asked for; and a mail of it, which nobody here can say
 * was not sent, never. */
static void
test_deleted (Fixture       *f,
              gconstpointer  rows)
{
  g_autofree char *text = NULL;

  show_published (f);
  WAIT_UNTIL (says (f, "Shall a new post be made of it?"));
  window_test_shoot (f->dialog, "publish-deleted");
  check_page (f);
  click (f, "_Next");
  WAIT_UNTIL (says (f, "Shall a new post be made of it?"));
  g_assert_false (has_button (f, "_Save the Draft"));
  choose (f, "_What to do", 2);
  WAIT_UNTIL (says (f, "nobody gets it twice"));
  choose (f, "_What to do", 0);
  click (f, "Make a New P_ost");
  WAIT_UNTIL (says (f, "Links to the old one may lead nowhere.") && !says (f, "Shall a new post"));
  click (f, "_Next");
  WAIT_UNTIL (has_button (f, "_Save the Draft"));
  g_assert_true (says (f, "A new post is made"));
  g_assert_false (has_asked (f, "POST " API "posts/"));
  click (f, "_Save the Draft");
  WAIT_UNTIL (says (f, "The Draft Is Saved"));
  WAIT_UNTIL (!galley_document_is_busy (f->document));
  text = dup_text (f);
  g_assert_nonnull (strstr (text, NEW_ID));
  g_assert_null (strstr (text, ID));
}

/* It is there when the dialog looks, and gone when it sends: back to the question. */
static void
test_deleted_meanwhile (Fixture       *f,
                        gconstpointer  data)
{
  show_published (f);
  WAIT_UNTIL (says (f, "It is a draft on the site."));
  click (f, "_Next");
  click (f, "_Update the Post");
  WAIT_UNTIL (says (f, "Shall a new post be made of it?"));
  g_assert_true (has_button (f, "Make a New P_ost"));
  g_assert_true (has_button (f, "_Next"));
  g_assert_false (has_asked (f, "POST " API "posts/"));
}

/* The command line has published it, and could not write into it: it is the same issue here. */
static void
test_known_elsewhere (Fixture       *f,
                      gconstpointer  data)
{
  g_autofree char *state = g_build_filename (f->folder, "state", NULL);
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (state, NULL);
  g_autofree char *text = NULL;

  show_choices (f);
  g_assert_true (galley_ledger_add_issue_id (ledger, f->path, ISSUE_ID, NULL));
  click (f, "_Next");
  click (f, "_Save the Draft");
  WAIT_UNTIL (says (f, "The Draft Is Saved"));
  WAIT_UNTIL (!galley_document_is_busy (f->document));
  text = dup_text (f);
  g_assert_nonnull (strstr (text, ISSUE_ID));
}

/* A mail that failed is sent on only when that is chosen and confirmed. */
static void
test_failed (Fixture       *f,
             gconstpointer  rows)
{
  show_published (f);
  WAIT_UNTIL (says (f, "Its mail failed."));
  choose (f, "_What to do", 1);
  window_test_shoot (f->dialog, "publish-failed");
  check_page (f);
  click (f, "_Next");
  WAIT_UNTIL (says (f, "Send the mail of “Nuri” that failed to those who do not have it yet."));
  g_assert_true (has_button (f, "_Send the Mail"));
  g_assert_null (window_test_get_default (f->dialog));
  go_back (f);
  choose (f, "_What to do", 0);
  click (f, "_Next");
  WAIT_UNTIL (has_button (f, "_Update the Post"));
}

/* The site sends the rest of a failed mail with whatever is published next: said before and after. */
static void
test_failed_down (Fixture       *f,
                  gconstpointer  rows)
{
  show_published (f);
  WAIT_UNTIL (says (f, "Its mail failed."));
  choose (f, "_What to do", 2);
  click (f, "_Next");
  WAIT_UNTIL (says (f, "The mail failed: who has it keeps it, and the others get it as soon as the post is published again."));
  window_test_shoot (f->dialog, "publish-failed-down-confirm");
  check_page (f);
  click (f, "_Make It a Draft Again");
  WAIT_UNTIL (says (f, "It Is a Draft Again"));
  g_assert_true (says (f, "Its mail failed: who has it keeps it"));
  window_test_shoot (f->dialog, "publish-failed-down-done");
  check_page (f);
}

/* Whoever wants the page back gets the mail with it: that is said, and chosen by its name. */
static void
test_failed_draft (Fixture       *f,
                   gconstpointer  rows)
{
  show_published (f);
  WAIT_UNTIL (says (f, "publishes the post again"));
  choose (f, "_What to do", 2);
  WAIT_UNTIL (says (f, "Its mail failed, and the site sends what is left of it"));
  window_test_shoot (f->dialog, "publish-failed-draft");
  check_page (f);
  click (f, "Sa_ve as a Draft");
  WAIT_UNTIL (!says (f, "Its mail failed, and the site sends"));
  choose (f, "_What to do", 1);
  click (f, "_Next");
  WAIT_UNTIL (says (f, "Publish “Nuri” again, and send the mail of it that failed to those who do not have it yet."));
  g_assert_true (has_button (f, "_Send the Mail"));
}

/* What was mailed and taken back comes back without a mail, and nothing in the dialog says otherwise. */
static void
test_mailed_draft (Fixture       *f,
                   gconstpointer  rows)
{
  show_published (f);
  WAIT_UNTIL (window_test_find (f->dialog, window_test_is_row, "_What to do") != NULL && has_button (f, "_Next"));
  choose (f, "_What to do", 2);
  WAIT_UNTIL (says (f, "nobody gets a mail"));
  click (f, "_Next");
  WAIT_UNTIL (says (f, "Publish “Nuri” on Focus on Korea now. Its mail is not sent again."));
  g_assert_true (has_button (f, "_Publish"));
  window_test_shoot (f->dialog, "publish-mailed-draft");
  check_page (f);
}

/* Nobody heard of the mail; asked again, it has gone out: that is no "nothing had to be sent". */
static void
test_lost_mail (Fixture       *f,
                gconstpointer  rows)
{
  show_choices (f);
  choose (f, "_What to do", 2);
  WAIT_UNTIL (says (f, "1,204 people get the mail"));
  click (f, "_Next");
  click (f, "_Send to 1,204 People");
  WAIT_UNTIL (says (f, "It is not known what became of “Nuri”"));
  g_assert_true (says (f, "Not Finished")); /* it may be published */
  click (f, "_Try Again");
  WAIT_UNTIL (says (f, "Published and Sent"));
  g_assert_true (says (f, "The mails to 1,204 readers were handed over."));
}

/* A failed mail was being sent again when the program died, between the page and the mail: what is offered
 * is to do that, and no other publish. */
static void
test_resume_retry (Fixture       *f,
                   gconstpointer  rows)
{
  g_autofree char *site = dup_site (f);
  GalleyOpenPublish interrupted = {
    .site = site, .account = (char *) "account:Focus on Korea",
    .state = (char *) "What was left of its mail was being sent, and no answer came.",
  };
  g_autoptr (GalleyPlan) plan = galley_plan_new (GALLEY_ACT_EMAIL);

  plan->retry = TRUE;
  interrupted.plan = plan;
  show_published (f);
  galley_publish_dialog_resume (GALLEY_PUBLISH_DIALOG (f->dialog), &interrupted);
  WAIT_UNTIL (says (f, "Publish “Nuri” again, and send the mail of it that failed to those who do not have it yet."));
  g_assert_true (has_button (f, "_Send the Mail"));
  g_assert_null (window_test_get_default (f->dialog));
  window_test_shoot (f->dialog, "publish-resume-retry");
  check_page (f);
}

/* Nobody heard of its end, and it has been sent meanwhile: nothing is said to be sent once more. */
static void
test_lost_retry (Fixture       *f,
                 gconstpointer  rows)
{
  g_autofree char *state = g_build_filename (f->folder, "state", NULL);
  g_autoptr (GPtrArray) list = NULL;

  show_published (f);
  WAIT_UNTIL (says (f, "Its mail failed."));
  choose (f, "_What to do", 1);
  click (f, "_Next");
  click (f, "_Send the Mail");
  WAIT_UNTIL (says (f, "The Site Does Not Answer"));

  close_dialog (f);
  list = galley_open_publish_list (state);
  g_assert_cmpuint (list->len, ==, 1);
  resume (f, list->pdata[0]);
  WAIT_UNTIL (says (f, "is not a failed one any more"));
  g_assert_true (says (f, "What was left of its mail was being sent, and no answer came."));
  g_assert_false (has_button (f, "_Send the Mail"));
  window_test_shoot (f->dialog, "publish-resume-retry-sent");
  click (f, "_Ask the Site");
  WAIT_UNTIL (says (f, "The Mail Is on Its Way"));
  g_clear_pointer (&list, g_ptr_array_unref);
  list = galley_open_publish_list (state);
  g_assert_cmpuint (list->len, ==, 0);
}

static gboolean
is_check (GtkWidget  *widget,
          const char *unused)
{
  return GTK_IS_CHECK_BUTTON (widget) && gtk_widget_get_mapped (widget);
}

/* Readers who are let in have read it: the button waits until a person has said yes to that. */
static void
test_opened (Fixture       *f,
             gconstpointer  rows)
{
  GtkWidget *check;

  show_published (f);
  WAIT_UNTIL (has_button (f, "_Next"));
  choose (f, "Who may _read it", 1);
  WAIT_UNTIL (says (f, "until now paying members, from now on everybody"));
  click (f, "_Next");
  WAIT_UNTIL (window_test_find (f->dialog, is_check, NULL) != NULL);
  window_test_shoot (f->dialog, "publish-opened");
  check_page (f);
  check = window_test_find (f->dialog, is_check, NULL);
  g_assert_false (has_button (f, "_Update the Post"));
  press (f, "_Update the Post");
  g_assert_true (gtk_widget_get_mapped (check));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_true (has_button (f, "_Update the Post"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_false (has_button (f, "_Update the Post"));
  /* Not of what is confirmed next. */
  go_back (f);
  choose (f, "Who may _read it", 3);
  WAIT_UNTIL (!says (f, "from now on everybody"));
  click (f, "_Next");
  WAIT_UNTIL (has_button (f, "_Update the Post"));
  g_assert_null (window_test_find (f->dialog, is_check, NULL));
}

/* What was sent is never sent again, and the dialog does not offer it. */
static void
test_update (Fixture       *f,
             gconstpointer  rows)
{
  g_autofree char *site = dup_site (f);
  g_autofree char *state = g_build_filename (f->folder, "state", NULL);
  g_autoptr (GalleyLedger) ledger = NULL;
  g_autoptr (GError) error = NULL;

  ledger = galley_ledger_new (state, &error);
  g_assert_no_error (error);
  galley_ledger_set_sync (ledger, site, ISSUE_ID,
                          "{\"updated_at\":\"2026-11-23T23:11:54.000Z\",\"keys\":\"body subtitle tags title\"}", &error);
  g_assert_no_error (error);
  show_published (f);
  WAIT_UNTIL (says (f, "the mail that was sent does not"));
  window_test_shoot (f->dialog, "publish-update");
  check_page (f);
  WAIT_UNTIL (says (f, "Handed over to be delivered: 1,204 of 1,204."));
  g_assert_true (says (f, "A staff access token can"));
  g_assert_false (gtk_widget_get_mapped (window_test_find (f->dialog, window_test_is_row, "Mail _goes to")));
  /* It can come off the site, and what that means is said before it does. */
  choose (f, "_What to do", 1);
  click (f, "_Next");
  WAIT_UNTIL (says (f, "Its page is gone for readers"));
  window_test_shoot (f->dialog, "publish-take-down-confirm");
  check_page (f);
  go_back (f);
  choose (f, "_What to do", 0);
  click (f, "_Next");
  WAIT_UNTIL (says (f, "Update “Nuri” on Focus on Korea. The mail that was sent does not change."));
  g_assert_true (says (f, "subtitle, tags"));
  window_test_shoot (f->dialog, "publish-update-confirm");
  check_page (f);
  click (f, "_Update the Post");
  WAIT_UNTIL (says (f, "The Post Is Updated"));
  window_test_shoot (f->dialog, "publish-update-done");
  check_page (f);
}

/* The site's clock counts; a date that is past, or none, is said; a change counts again. */
static void
test_schedule (Fixture       *f,
               gconstpointer  rows)
{
  GtkWidget *row;

  show_choices (f);
  choose (f, "_What to do", 3);
  WAIT_UNTIL (says (f, "1,204 people get the mail"));
  choose (f, "Mail _goes to", 1);
  WAIT_UNTIL (says (f, "6,000 people get the mail"));
  click (f, "_Next");
  /* Paid text without a paywall would go to everybody. */
  WAIT_UNTIL (says (f, "free members would get all of it by mail"));
  window_test_shoot (f->dialog, "publish-leak");
  check_page (f);
  click (f, "Send to _Paying Members Only");
  WAIT_UNTIL (!says (f, "free members would get all of it by mail"));
  row = window_test_find (f->dialog, window_test_is_row, "_Schedule for Later");
  gtk_switch_set_active (GTK_SWITCH (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))), TRUE);
  window_test_type (f->dialog, "_Date (year-month-day)", "soon");
  WAIT_UNTIL (says (f, "1,204 people get the mail"));
  click (f, "_Next");
  WAIT_UNTIL (says (f, "is not a date and time"));
  window_test_type (f->dialog, "_Date (year-month-day)", "2020-01-01");
  click (f, "_Next");
  WAIT_UNTIL (says (f, "The date to publish is in the past: choose a later one."));
  window_test_type (f->dialog, "_Date (year-month-day)", "2099-12-31");
  window_test_type (f->dialog, "Tim_e", "07:30");
  WAIT_UNTIL (says (f, "Asia/Seoul, UTC+09:00; here 2099-12-30 22:30"));
  window_test_shoot (f->dialog, "publish-schedule");
  check_page (f);
  click (f, "_Next");
  WAIT_UNTIL (says (f, "Send to 1,204 paid members of Focus on Korea on Thursday, 31 December 2099, 07:30 (Asia/Seoul, UTC+09:00)"));
  g_assert_true (says (f, "Wednesday, 30 December 2099, 22:30 (UTC+00:00)"));
  g_assert_true (has_button (f, "_Schedule the Mail"));
  window_test_shoot (f->dialog, "publish-schedule-confirm");
  check_page (f);
}

static gboolean
has_focus (Fixture    *f,
           const char *title)
{
  GtkWidget *row = window_test_find (f->dialog, window_test_is_row, title);
  GtkWidget *focus = window_test_get_focus (f->dialog);

  return focus != NULL && (focus == row || gtk_widget_is_ancestor (focus, row));
}

/* Twelve hours from now, of the site's clock. */
static char *
dup_usual (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Seoul");
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autoptr (GDateTime) usual = g_date_time_add_hours (now, 12);

  return g_date_time_format (usual, "%H:%M");
}

static void
set_up_concerns (Fixture       *f,
                 gconstpointer  rows)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_hours (now, -12);
  g_autofree char *time = g_date_time_format (then, "%FT%H:%M:00.000Z");

  concern_rows[1].reply = g_strdup_printf (
      "{\"posts\":[{\"id\":\"" LAST_ID "\",\"slug\":\"last\",\"title\":\"Last\",\"status\":\"published\","
      "\"updated_at\":\"2026-11-23T23:11:54.000Z\",\"published_at\":\"%s\",\"html\":\"<p>x</p>\",\"lexical\":\"{}\","
      "\"email\":{\"status\":\"submitted\",\"email_count\":50000},\"newsletter\":{\"slug\":\"focus\"},"
      "\"email_segment\":\"status:-free\"}]}", time);
  set_up (f, rows);
}

/* Each warning has a button to where it can be mended: in the form, or in the issue. */
static void
test_concerns (Fixture       *f,
               gconstpointer  rows)
{
  g_autofree char *usual = dup_usual ();
  g_autofree char *label = g_strdup_printf ("Schedule for %s", usual);

  show_choices (f);
  g_signal_connect (f->dialog, "finding-activated", G_CALLBACK (activated_cb), f);
  choose (f, "_What to do", 2);
  WAIT_UNTIL (says (f, "Far fewer people than the last time"));
  g_assert_true (says (f, "The last issue went out at"));
  g_assert_true (says (f, "is taken by “Nuri”"));
  window_test_shoot (f->dialog, "publish-concerns");
  check_page (f);
  click (f, "Choose the Audience");
  g_assert_true (has_focus (f, "Mail _goes to"));
  click (f, "Choose the Address");
  g_assert_true (has_focus (f, "Last part o_f the address"));
  window_test_type (f->dialog, "Last part o_f the address", "rocket");
  WAIT_UNTIL (!says (f, "is taken by “Nuri”"));
  click (f, label);
  WAIT_UNTIL (!says (f, "The last issue went out at"));
  WAIT_UNTIL (says (f, "1,204 people get the mail"));
  window_test_shoot (f->dialog, "publish-concerns-mended");
  click (f, "_Next");
  /* Its hour stands on the page before as well. */
  WAIT_UNTIL (has_button (f, "_Schedule the Mail"));
  g_assert_true (says (f, usual));
  go_back (f);
  click (f, "Change the Title");
  g_assert_cmpuint (f->line, ==, 2);
}

static void
test_gone (Fixture       *f,
           gconstpointer  rows)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *state = g_build_filename (f->folder, "state", NULL);

  show_choices (f);
  click (f, "_Next");
  WAIT_UNTIL (says (f, "Save “Nuri” as a draft on Focus on Korea."));
  click (f, "_Save the Draft");
  WAIT_UNTIL (says (f, "The Site Does Not Answer"));
  window_test_shoot (f->dialog, "publish-offline");
  check_page (f);
  g_assert_true (says (f, "There will be no second post"));
  list = galley_open_publish_list (state);
  g_assert_cmpuint (list->len, ==, 1);
  click (f, "_Try Again");
  WAIT_UNTIL (says (f, "The Draft Is Saved"));
  g_clear_pointer (&list, g_ptr_array_unref);
  list = galley_open_publish_list (state);
  g_assert_cmpuint (list->len, ==, 0);
}

/* The words of the site are shown as they are, and “Try Again” shows what can be chosen now. */
static void
test_refused (Fixture       *f,
              gconstpointer  rows)
{
  show_choices (f);
  click (f, "_Next");
  click (f, "_Save the Draft");
  WAIT_UNTIL (says (f, "The Site Refused"));
  window_test_shoot (f->dialog, "publish-refused");
  check_page (f);
  g_assert_true (says (f, "<No> & isn't."));
  click (f, "_Try Again");
  WAIT_UNTIL (has_button (f, "_Next"));
}

/* Stopping in the middle of a request, and going on from the journal in a new dialog. */
static void
test_cancel (Fixture       *f,
             gconstpointer  rows)
{
  g_autofree char *state = g_build_filename (f->folder, "state", NULL);
  GtkTextIter end;
  g_autoptr (GPtrArray) list = NULL;

  show_choices (f);
  click (f, "_Next");
  click (f, "_Save the Draft");
  WAIT_UNTIL (says (f, "1 of 2") && has_asked (f, "/images/upload/"));
  window_test_shoot (f->dialog, "publish-progress");
  check_page (f);
  go_back (f);
  WAIT_UNTIL (says (f, "Stopped"));
  window_test_shoot (f->dialog, "publish-stopped");
  check_page (f);
  list = galley_open_publish_list (state);
  g_assert_cmpuint (list->len, ==, 1);
  close_dialog (f);
  g_assert_false (galley_open_publish_has_changed (list->pdata[0], galley_document_parse (f->document)));
  gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (f->document), &end);
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (f->document), &end, "More.\n", -1);
  resume (f, list->pdata[0]);
  WAIT_UNTIL (says (f, "Save “Nuri” as a draft on Focus on Korea."));
  g_assert_true (says (f, "It was interrupted"));
  g_assert_true (says (f, "The text has changed since then"));
  window_test_shoot (f->dialog, "publish-resume");
  check_page (f);
}

/* An interrupted mail is counted anew before it is confirmed. Who may read it is as it was then, whatever the
 * issue's file says: a choice that was for that time only is not lost with the program. */
static void
test_resume_mail (Fixture       *f,
                  gconstpointer  rows)
{
  g_autofree char *site = dup_site (f);
  GalleyOpenPublish interrupted = {
    .site = site, .account = (char *) "account:Focus on Korea",
    .state = (char *) "It was being sent, and no answer came.",
  };
  g_autoptr (GalleyPlan) plan = galley_plan_new (GALLEY_ACT_EMAIL);

  plan->audience = g_strdup ("paid");
  interrupted.plan = plan;
  interrupted.visibility = (char *) "members";
  show (f, ISSUE);
  /* The name is another site's by now: nothing of it goes there. */
  interrupted.site = (char *) "elsewhere";
  galley_publish_dialog_resume (GALLEY_PUBLISH_DIALOG (f->dialog), &interrupted);
  g_assert_nonnull (window_test_find (f->dialog, window_test_says, "There is no account for elsewhere any more."));
  interrupted.site = site;
  galley_publish_dialog_resume (GALLEY_PUBLISH_DIALOG (f->dialog), &interrupted);
  WAIT_UNTIL (says (f, "and send it to 1,204 paid members of Focus on Korea now."));
  g_assert_true (says (f, "no answer came"));
  g_assert_true (says (f, "visibility: members"));
  g_assert_true (has_button (f, "_Send to 1,204 People"));
}

static void
test_bad_key (Fixture       *f,
              gconstpointer  rows)
{
  show (f, ISSUE);
  WAIT_UNTIL (has_button (f, "_Edit Account…"));
  window_test_shoot (f->dialog, "publish-bad-key");
  check_page (f);
  g_assert_false (has_button (f, "_Next"));
  /* The folder is there all the same. */
  choose (f, "Publish _to", 1);
  WAIT_UNTIL (has_button (f, "_Next"));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("galley-keyring-XXXXXX", NULL);
  g_autofree char *keyring = g_build_filename (folder, "test.keyring", NULL);
  int status;

  /* Before the first thread. */
  g_setenv ("TZ", "UTC", TRUE);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "pw", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  if (g_getenv ("GALLEY_SCREENSHOTS_DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  g_test_add ("/app/publish-dialog/folder", Fixture, NULL, set_up, test_folder, tear_down);
  g_test_add ("/app/publish-dialog/blocked", Fixture, site_rows, set_up, test_blocked, tear_down);
  g_test_add ("/app/publish-dialog/mail", Fixture, mail_rows, set_up, test_mail, tear_down);
  g_test_add ("/app/publish-dialog/differs", Fixture, differs_rows, set_up, test_differs, tear_down);
  g_test_add ("/app/publish-dialog/update", Fixture, update_rows, set_up, test_update, tear_down);
  g_test_add ("/app/publish-dialog/opened", Fixture, opened_rows, set_up, test_opened, tear_down);
  g_test_add ("/app/publish-dialog/theirs", Fixture, theirs_rows, set_up, test_theirs, tear_down);
  g_test_add ("/app/publish-dialog/theirs-sent", Fixture, theirs_sent_rows, set_up, test_theirs_sent, tear_down);
  g_test_add ("/app/publish-dialog/failed", Fixture, failed_rows, set_up, test_failed, tear_down);
  g_test_add ("/app/publish-dialog/failed-down", Fixture, failed_down_rows, set_up, test_failed_down, tear_down);
  g_test_add ("/app/publish-dialog/failed-draft", Fixture, failed_draft_rows, set_up, test_failed_draft, tear_down);
  g_test_add ("/app/publish-dialog/mailed-draft", Fixture, mailed_draft_rows, set_up, test_mailed_draft, tear_down);
  g_test_add ("/app/publish-dialog/lost-mail", Fixture, lost_mail_rows, set_up, test_lost_mail, tear_down);
  g_test_add ("/app/publish-dialog/resume-retry", Fixture, failed_draft_rows, set_up, test_resume_retry, tear_down);
  g_test_add ("/app/publish-dialog/lost-retry", Fixture, lost_retry_rows, set_up, test_lost_retry, tear_down);
  g_test_add ("/app/publish-dialog/deleted", Fixture, deleted_rows, set_up, test_deleted, tear_down);
  g_test_add ("/app/publish-dialog/deleted-meanwhile", Fixture, deleted_meanwhile_rows, set_up, test_deleted_meanwhile,
              tear_down);
  g_test_add ("/app/publish-dialog/known-elsewhere", Fixture, draft_rows, set_up, test_known_elsewhere, tear_down);
  g_test_add ("/app/publish-dialog/schedule", Fixture, schedule_rows, set_up, test_schedule, tear_down);
  g_test_add ("/app/publish-dialog/concerns", Fixture, concern_rows, set_up_concerns, test_concerns, tear_down);
  g_test_add ("/app/publish-dialog/gone", Fixture, gone_rows, set_up, test_gone, tear_down);
  g_test_add ("/app/publish-dialog/refused", Fixture, refused_rows, set_up, test_refused, tear_down);
  g_test_add ("/app/publish-dialog/cancel", Fixture, silent_rows, set_up, test_cancel, tear_down);
  g_test_add ("/app/publish-dialog/resume-mail", Fixture, count_rows, set_up, test_resume_mail, tear_down);
  g_test_add ("/app/publish-dialog/bad-key", Fixture, bad_key_rows, set_up, test_bad_key, tear_down);
  g_test_add ("/app/publish-dialog/errors", Fixture, site_rows, set_up, test_errors, tear_down);
  status = g_test_run ();
  galley_file_remove_tree (folder);
  return status;
}
