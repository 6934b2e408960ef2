/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real window and a real Ghost, which with-ghost.py or test-ghost.py started: what a person types,
 * inserts and chooses is what readers find. */

#include <json-glib/json-glib.h>

#include "galley-account-dialog.h"
#include "galley-image-dialog.h"
#include "galley-open-dialog.h"
#include "galley-publish.h"
#include "galley-publish-dialog.h"
#include "window-fixture.h"

#define WAIT_FOR(root, words) WAIT_UNTIL (shows (root, words))

/* The window of that kind that is on the screen. NULL: none. */
static GtkWidget *
find_window (GType type)
{
  return window_test_find_window (g_type_name (type));
}

static gboolean
is_said (GtkWidget *widget, const char *words)
{
  return gtk_widget_get_mapped (widget) && window_test_says (widget, words);
}

/* On a page that is shown: other pages may say the same. */
static gboolean
shows (GtkWidget *root, const char *words)
{
  return window_test_find (root, is_said, words) != NULL;
}

static gboolean
can_click (GtkWidget *root, const char *label)
{
  GtkWidget *button = window_test_find (root, window_test_is_button, label);

  return button != NULL && gtk_widget_get_mapped (button) && gtk_widget_is_sensitive (button);
}

static void
click (GtkWidget *root, const char *label)
{
  WAIT_UNTIL (can_click (root, label));
  window_test_click (root, label);
}

static void
choose (GtkWidget *root, const char *title, const char *answer)
{
  GtkWidget *row = window_test_find (root, window_test_is_row, title);
  GListModel *model = adw_combo_row_get_model (ADW_COMBO_ROW (row));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (model), i), answer) == 0)
      {
        adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
        return;
      }
  g_error ("“%s” has no “%s”", title, answer);
}

static void
type (Fixture *f, const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (galley_window_get_document (f->window));

  g_assert_true (gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE));
}

/* As when it is dropped on the text, with the words a writer adds. */
static void
insert_picture (Fixture *f, const char *name, const char *alt, const char *caption, const char *credit)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 640, 400);
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  const char *paths[] = { path, NULL };
  GtkWidget *dialog;

  gdk_pixbuf_fill (pixbuf, g_str_hash (name));
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
  galley_image_dialog_present_files (GTK_WINDOW (f->window), galley_window_get_document (f->window), paths);
  dialog = find_window (GALLEY_TYPE_IMAGE_DIALOG);
  g_assert_nonnull (dialog);
  WAIT_UNTIL (can_click (dialog, "_Insert"));
  window_test_type (dialog, "_Alternative Text", alt);
  window_test_type (dialog, "Ca_ption", caption);
  window_test_type (dialog, "C_redit", credit);
  click (dialog, "_Insert");
  WAIT_UNTIL (find_window (GALLEY_TYPE_IMAGE_DIALOG) == NULL);
}

static char *
read_key (void)
{
  g_autoptr (GError) error = NULL;
  char *key = NULL;

  g_file_get_contents (g_getenv ("GALLEY_GHOST_KEY_FILE"), &key, NULL, &error);
  g_assert_no_error (error);
  return g_strstrip (key);
}

/* From the publish dialog, as at the first time. */
static void
add_account (GtkWidget *publish)
{
  GtkWidget *row;
  GtkWidget *dialog;
  g_autofree char *key = read_key ();

  row = window_test_find (publish, window_test_is_row, "_Add an Account…");
  g_assert_nonnull (row);
  g_signal_emit_by_name (row, "activated");
  WAIT_UNTIL ((dialog = find_window (GALLEY_TYPE_ACCOUNT_DIALOG)) != NULL);
  for (const GalleyServiceField *field = galley_service_find ("ghost")->fields; field->id != NULL; field++)
    window_test_type (dialog, field->label,
                      field->kind == GALLEY_FIELD_KEY ? key : g_getenv ("GALLEY_GHOST_URL"));
  click (dialog, "C_onnect");
  WAIT_FOR (dialog, "Connected to Focus on Korea, Ghost 6.65.");
  window_test_shoot (dialog, "ghost-account");
  click (dialog, "_Done");
  WAIT_UNTIL (find_window (GALLEY_TYPE_ACCOUNT_DIALOG) == NULL);
}

/* The dialog at the page of choices, with the site's answers in it. */
static GtkWidget *
open_publish (Fixture *f, gboolean is_first)
{
  GtkWidget *dialog;

  /* While it is saved it cannot be published. */
  WAIT_UNTIL (!galley_document_is_busy (galley_window_get_document (f->window)));
  window_fixture_act (f, "win.publish");
  dialog = find_window (GALLEY_TYPE_PUBLISH_DIALOG);
  g_assert_nonnull (dialog);
  WAIT_UNTIL (can_click (dialog, "_Next"));
  if (is_first)
    add_account (dialog);
  WAIT_UNTIL (window_test_find (dialog, window_test_is_row, "_What to do") != NULL && can_click (dialog, "_Next"));
  return dialog;
}

static void
close_publish (GtkWidget *dialog)
{
  g_assert_true (gtk_widget_activate_action (dialog, "publish.back", NULL));
  WAIT_UNTIL (find_window (GALLEY_TYPE_PUBLISH_DIALOG) == NULL);
}

static char *
fetch_page (const char *slug)
{
  g_autoptr (GalleyHttp) http = galley_http_new (NULL);
  g_autofree char *url = g_strconcat (g_getenv ("GALLEY_GHOST_URL"), "/", slug, "/", NULL);
  const GalleyRequest request = { .method = "GET", .url = url };
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResponse) response = galley_http_send (http, &request, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (galley_response_get_status (response), ==, 200);
  return g_strdup (galley_response_get_body (response, NULL));
}

static void
check_holds (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("The page lacks “%s”:\n%s", part, text);
}

/* Type, insert a photo with its words, publish, change, publish again: one page, as it was written. */
static void
test_publish (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog;
  g_autofree char *page = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *text = NULL;
  const char *figure;

  window_fixture_open (f, "", 0);
  type (f, "---\ntitle: From the window\nvisibility: public\n---\nBefore the picture.\n\n");
  insert_picture (f, "Nuri on the pad.png", "A rocket at its tower", "The \"Nuri\" before roll-out", "KARI");
  type (f, "\n\nAfter the *picture*.\n");
  dialog = open_publish (f, TRUE);
  choose (dialog, "_What to do", "Publish");
  window_test_shoot (dialog, "ghost-choose");
  click (dialog, "_Next");
  WAIT_FOR (dialog, "Publish “From the window” on Focus on Korea");
  click (dialog, "_Publish");
  WAIT_FOR (dialog, "/from-the-window/");
  window_test_shoot (dialog, "ghost-done");
  close_publish (dialog);

  page = fetch_page ("from-the-window");
  figure = strstr (page, "<figure class=\"kg-card kg-image-card kg-card-hascaption\">");
  g_assert_nonnull (figure);
  check_holds (figure, "alt=\"A rocket at its tower\" loading=\"lazy\" width=\"640\" height=\"400\"");
  check_holds (figure, "<figcaption>The \"Nuri\" before roll-out. Credit: KARI</figcaption></figure>"
                       "<p>After the <em>picture</em>.</p>");
  g_assert_true (strstr (page, "<p>Before the picture.</p>") < figure);

  type (f, "\nAnd one line more.\n");
  dialog = open_publish (f, FALSE);
  WAIT_FOR (dialog, "This issue is already there");
  click (dialog, "_Next");
  window_test_shoot (dialog, "ghost-again");
  click (dialog, "_Update the Post");
  WAIT_FOR (dialog, "/from-the-window/");
  close_publish (dialog);
  changed = fetch_page ("from-the-window");
  check_holds (changed, "<p>And one line more.</p>");
  text = galley_document_dup_text (galley_window_get_document (f->window), NULL);
  check_holds (text, "galley:");
}

static guint
count_mails (const char *subject, GString *recipients)
{
  const char *outbox = g_getenv ("GALLEY_GHOST_OUTBOX");
  g_autoptr (GDir) dir = g_dir_open (outbox, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (outbox, name, NULL);
      g_autoptr (JsonParser) parser = json_parser_new ();
      JsonObject *mail;
      JsonArray *to;

      if (!g_str_has_suffix (name, ".json") || !json_parser_load_from_file (parser, path, NULL))
        continue;
      mail = json_node_get_object (json_parser_get_root (parser));
      to = json_object_get_array_member (mail, "to");
      if (g_strcmp0 (json_object_get_string_member (json_object_get_object_member (mail, "fields"), "subject"), subject) != 0)
        continue;
      for (guint i = 0; i < json_array_get_length (to); i++, n++)
        g_string_append_printf (recipients, "%s ", json_array_get_string_element (to, i));
    }
  return n;
}

/* The count that is confirmed is the count that is sent to. */
static void
test_email (Fixture *f, gconstpointer data)
{
  static const char *const readers[] = { "paid-1@example.com", "paid-2@example.com" };
  g_autoptr (GString) recipients = g_string_new (NULL);
  GtkWidget *dialog;

  window_fixture_open (f, "", 0);
  type (f, "---\ntitle: Mail from the window\nvisibility: paid\n---\nFor everybody.\n\n<!--members-only-->\n\n");
  insert_picture (f, "Hall.png", "A hall", "The hall", "KARI");
  type (f, "\n\nFor those who pay.\n");
  dialog = open_publish (f, TRUE);
  choose (dialog, "_What to do", "Publish and Email");
  WAIT_FOR (dialog, "2 people get the mail");
  click (dialog, "_Next");
  WAIT_FOR (dialog, "send it to 2 paid members");
  window_test_shoot (dialog, "ghost-confirm");
  click (dialog, "_Send to 2 People");
  WAIT_FOR (dialog, "Published and Sent");
  WAIT_FOR (dialog, "The mails to 2 readers were handed over.");
  close_publish (dialog);
  WAIT_UNTIL (count_mails ("Mail from the window", recipients) >= 2);
  window_test_wait (500);
  g_string_truncate (recipients, 0);
  g_assert_cmpuint (count_mails ("Mail from the window", recipients), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    check_holds (recipients->str, readers[i]);
}

static GalleyAccount *
add_known_account (Fixture *f)
{
  const GalleyService *ghost = galley_service_find ("ghost");
  g_autofree char *key = read_key ();
  g_autoptr (GError) error = NULL;
  GalleyAccount *account
      = ghost->discover (galley_session_get_http (f->session), g_getenv ("GALLEY_GHOST_URL"), NULL, &error);

  g_assert_no_error (error);
  galley_account_store_add (galley_session_get_accounts (f->session, NULL), account, key, NULL, NULL, &error);
  g_assert_no_error (error);
  return account;
}

/* A draft with a picture, of another computer: nothing of it is known here. */
static void
save_elsewhere (Fixture *f, GalleyAccount *account, const char *name, const char *text)
{
  g_autofree char *folder = g_build_filename (f->folder, "elsewhere", NULL);
  g_autofree char *state = g_build_filename (folder, "state", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *picture = g_build_filename (folder, "Pad.png", NULL);
  g_autofree char *key = read_key ();
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 64, 40);
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);
  g_autoptr (GalleyPlan) plan = galley_plan_new (GALLEY_ACT_DRAFT);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyLedger) ledger = NULL;
  g_autoptr (GalleyReceipt) receipt = NULL;
  const GalleyConnection connection = { .http = galley_session_get_http (f->session), .account = account, .key = key };
  GalleyPublishRequest request = { .issue = issue, .path = path, .folder = folder, .plan = plan, .state_dir = state,
                                   .service = galley_service_find ("ghost"), .connection = &connection };

  g_assert_cmpint (g_mkdir_with_parents (state, 0700), ==, 0);
  gdk_pixbuf_fill (pixbuf, 0x406080ff);
  g_assert_true (gdk_pixbuf_save (pixbuf, picture, "png", NULL, NULL));
  request.ledger = ledger = galley_ledger_new (state, &error);
  g_assert_no_error (error);
  receipt = galley_publish (&request, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
is_posts (GtkWidget *widget, const char *words)
{
  return GTK_IS_LIST_VIEW (widget) && gtk_widget_has_css_class (widget, "navigation-sidebar");
}

static gboolean
is_search (GtkWidget *widget, const char *words)
{
  g_autofree char *placeholder = NULL;

  if (!GTK_IS_SEARCH_ENTRY (widget))
    return FALSE;
  g_object_get (widget, "placeholder-text", &placeholder, NULL);
  return g_strcmp0 (placeholder, words) == 0;
}

/* The desktop's own window is put off: @path is what it would have said. */
static void
choose_file (const char *path)
{
  WAIT_UNTIL (find_window (GTK_TYPE_FILE_CHOOSER_DIALOG) != NULL);
  window_test_wait (500);
  gtk_dialog_response (GTK_DIALOG (find_window (GTK_TYPE_FILE_CHOOSER_DIALOG)), GTK_RESPONSE_CANCEL);
  WAIT_UNTIL (find_window (GTK_TYPE_FILE_CHOOSER_DIALOG) == NULL);
  galley_open_dialog_pull (GALLEY_OPEN_DIALOG (find_window (GALLEY_TYPE_OPEN_DIALOG)), path);
}

static gboolean
has_picture (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "pad-") && g_str_has_suffix (name, ".png"))
      return TRUE;
  return FALSE;
}

/* Listed, searched, opened: the text in the window, and the picture in a file beside it. */
static void
test_open (Fixture *f, gconstpointer data)
{
  g_autoptr (GalleyAccount) account = add_known_account (f);
  g_autofree char *path = g_build_filename (f->folder, "pulled.md", NULL);
  g_autofree char *assets = g_build_filename (f->folder, "assets", NULL);
  g_autofree char *text = NULL;
  GtkWidget *dialog;
  GtkWidget *list;

  save_elsewhere (f, account, "word.md",
                  "---\ntitle: A word of Dallae\n---\nIt is *not* sent.\n\n"
                  "![A tower](Pad.png \"Before roll-out\")\n\nThe end of it.\n");
  save_elsewhere (f, account, "other.md", "---\ntitle: The other draft\n---\nAnother.\n");
  window_fixture_act (f, "win.open-site");
  WAIT_UNTIL ((dialog = find_window (GALLEY_TYPE_OPEN_DIALOG)) != NULL);
  WAIT_FOR (dialog, "A word of Dallae");
  WAIT_FOR (dialog, "The other draft");
  window_test_shoot (dialog, "ghost-open-list");
  gtk_editable_set_text (GTK_EDITABLE (window_test_find (dialog, is_search, "Search posts")), "dallae");
  WAIT_UNTIL (!shows (dialog, "The other draft") && shows (dialog, "A word of Dallae"));
  list = window_test_find (dialog, is_posts, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))), ==, 1);
  window_test_shoot (dialog, "ghost-open-search");
  g_signal_emit_by_name (list, "activate", 0);
  choose_file (path);
  WAIT_UNTIL (find_window (GALLEY_TYPE_OPEN_DIALOG) == NULL);
  WAIT_UNTIL (window_fixture_is_loaded (f));

  g_assert_cmpstr (galley_document_get_path (galley_window_get_document (f->window)), ==, path);
  text = galley_document_dup_text (galley_window_get_document (f->window), NULL);
  check_holds (text, "title: A word of Dallae\n");
  check_holds (text, "It is *not* sent.\n");
  check_holds (text, "![A tower](assets/pad-");
  check_holds (text, "\"Before roll-out\"");
  check_holds (text, "The end of it.\n");
  g_assert_true (has_picture (assets));
  window_test_shoot (GTK_WIDGET (f->window), "ghost-open-done");
}

static void
add_tests (void)
{
  WINDOW_ADD ("/ghost/window/open", test_open);
  WINDOW_ADD ("/ghost/window/publish", test_publish);
  WINDOW_ADD ("/ghost/window/email", test_email);
}

int
main (int argc, char **argv)
{
  g_autofree char *keyring = g_build_filename (g_get_home_dir (), "test.keyring", NULL);

  if (g_getenv ("GALLEY_GHOST_URL") == NULL)
    {
      g_print ("1..0 # SKIP there is no Ghost: run it by with-ghost.py\n");
      return 0;
    }
  /* Before the first thread; the home is one that with-display.sh made. */
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "pw", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  return window_fixture_run (&argc, &argv, add_tests);
}
