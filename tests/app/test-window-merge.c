/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an issue was, and what somebody else made of it: the window's side of both. */

#include "window-fixture.h"

#include <string.h>

#include "galley-accepted.h"
#include "galley-diff-view.h"
#include "galley-diff.h"
#include "galley-incoming-page.h"
#include "galley-incoming.h"
#include "galley-versions-window.h"

static const char marked[] = "---\ntitle: Nuri\n---\n\n"
                             "The rocket stands on its pad.\n\n"
                             "<<<<<<< mine\nIt rises on Tuesday, at noon. Everybody is there.\n\n"
                             "======= theirs\nIt rises on Wednesday. Everybody is there, and the president.\n>>>>>>>\n\n"
                             "A paragraph between.\n\n"
                             "<<<<<<< mine\nAn end.\n\n======= theirs\n>>>>>>>\n";

static void
undo (Fixture *f)
{
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (galley_window_get_document (f->window)));
  WAIT_UNTIL (window_fixture_is_loaded (f));
}

static void
test_choose (Fixture *f, gconstpointer data)
{
  window_fixture_open (f, marked, -1);
  WAIT_UNTIL (window_fixture_says (f, "place 1 of 2, line 7"));
  g_assert_true (window_fixture_says (f, "It rises on Wednesday. Everybody is there, and the president."));
  window_fixture_shoot (f->window, "conflict");
  window_test_click (GTK_WIDGET (f->window), "Use _Theirs");
  WAIT_UNTIL (window_fixture_is_loaded (f));
  WAIT_UNTIL (window_fixture_says (f, "place 1 of 1"));
  g_assert_true (window_fixture_says (f, "(taken out)"));
  window_test_click (GTK_WIDGET (f->window), "Use _Theirs");
  WAIT_UNTIL (window_fixture_is_loaded (f));
  window_fixture_assert_text (f, "---\ntitle: Nuri\n---\n\nThe rocket stands on its pad.\n\n"
                                 "It rises on Wednesday. Everybody is there, and the president.\n\n"
                                 "A paragraph between.\n\n");
  WAIT_UNTIL (!window_fixture_says (f, "place 1 of"));
  /* Each choice is one step back. */
  undo (f);
  WAIT_UNTIL (window_fixture_says (f, "place 1 of 1"));
  undo (f);
  WAIT_UNTIL (window_fixture_says (f, "of 2"));
  window_fixture_assert_text (f, marked);
  window_test_click (GTK_WIDGET (f->window), "Use _Both");
  WAIT_UNTIL (window_fixture_is_loaded (f));
  g_assert_true (window_fixture_says (f, "place 1 of 1"));
}

static void
test_versions (Fixture *f, gconstpointer data)
{
  GalleyDocument *document = window_fixture_open (f, "---\ntitle: Nuri\n---\n\nThe first words. The second.\n", -1);
  g_autofree char *state = g_build_filename (f->folder, "state", NULL);
  GtkWidget *window;

  window_fixture_act (f, "win.save-issue");
  WAIT_UNTIL (window_fixture_is_loaded (f));
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (document), "---\ntitle: Nuri\n---\n\nOther words. The second.\n", -1);
  window_fixture_act (f, "win.save-issue");
  WAIT_UNTIL (window_fixture_is_loaded (f));
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (document), "---\ntitle: Nuri\n---\n\nThird words. The second.\n", -1);
  WAIT_UNTIL (window_fixture_is_loaded (f));
  window = galley_versions_window_new (GTK_WINDOW (f->window), document, state);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (gtk_widget_get_sensitive (window_test_find (window, window_test_is_button, "_Restore")));
  window_test_shoot (window, "versions");
  /* The arrow keys go from one version to the next. */
  g_assert_true (GTK_IS_LIST_BOX_ROW (gtk_window_get_focus (GTK_WINDOW (window))));
  window_test_click (window, "_Restore");
  WAIT_UNTIL (strstr (galley_issue_get_text (galley_document_parse (document), NULL), "Other words.") != NULL);
  window_fixture_assert_text (f, "---\ntitle: Nuri\n---\n\nOther words. The second.\n");
  undo (f);
  window_fixture_assert_text (f, "---\ntitle: Nuri\n---\n\nThird words. The second.\n");
}

static void
test_no_versions (Fixture *f, gconstpointer data)
{
  GalleyDocument *document = window_fixture_open (f, "One.\n", -1);
  g_autofree char *state = g_build_filename (f->folder, "state", NULL);
  GtkWidget *window = galley_versions_window_new (GTK_WINDOW (f->window), document, state);

  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (window_test_find (window, window_test_says, "No Versions Yet") != NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What was let go is forgotten as soon as the text is what it was before. */
static void
test_accepted (Fixture *f, gconstpointer data)
{
  GalleyDocument *document = window_fixture_open (f, "One.\n", -1);
  g_autoptr (GalleyEdit) edit = galley_edit_new (0, 3, "Two");
  const char *const missing[] = { "+sThree.", NULL };

  g_assert_null (galley_accepted_get (document));
  galley_accepted_set (document, "One.\n", g_strdupv ((char **) missing));
  g_assert_true (galley_document_apply (document, galley_document_parse (document), edit));
  g_assert_cmpstr (galley_accepted_get (document)[0], ==, "+sThree.");
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (document), "x", 1);
  g_assert_nonnull (galley_accepted_get (document));
  undo (f);
  undo (f);
  window_fixture_assert_text (f, "One.\n");
  g_assert_null (galley_accepted_get (document));
}

#define LEXICAL(words)                                                                             \
  "{\"root\":{\"children\":[{\"children\":[{\"detail\":0,\"format\":0,\"mode\":\"normal\",\"style\":\"\"," \
  "\"text\":\"" words "\",\"type\":\"extended-text\",\"version\":1}],\"direction\":\"ltr\",\"format\":\"\"," \
  "\"indent\":0,\"type\":\"paragraph\",\"version\":1}],\"direction\":\"ltr\",\"format\":\"\",\"indent\":0," \
  "\"type\":\"root\",\"version\":1}}"

static GalleyPost
make_post (const char *body, const char *json)
{
  return (GalleyPost) { .id = (char *) "0123456789abcdef01234567", .title = (char *) "Nuri", .body = (char *) body,
                        .updated_at = (char *) "2026-01-01T00:00:00.000Z", .visibility = (char *) "public",
                        .json = (char *) json };
}

static void
chosen_cb (GtkWidget *page, guint choice, gpointer user_data)
{
  *(guint *) user_data = choice;
}

static void
shoot (GtkWidget *window, const char *name)
{
  g_autofree char *dark = g_strconcat (name, "-dark", NULL);

  window_test_shoot (window, name);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  window_test_shoot (window, dark);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_page (Fixture *f, gconstpointer data)
{
  static const char before[] = "{\"title\":\"Nuri\",\"custom_excerpt\":\"A deck\",\"tags\":[{\"name\":\"Space\"}]}";
  static const char after[] = "{\"title\":\"Nuri\",\"custom_excerpt\":\"Their deck, which is a long one and goes on\","
                              "\"tags\":[{\"name\":\"Space\"},{\"name\":\"Korea\"}]}";
  GalleyPost then = make_post (LEXICAL ("The first words. The second. The last."), before);
  GalleyPost now = make_post (LEXICAL ("Their first words. The second. The last."), after);
  g_autoptr (GalleyIssue) base = galley_issue_new ("---\ntitle: Nuri\nsubtitle: A deck\ntags: [Space]\n---\n\n"
                                                   "The first words. The second. The last.\n", -1);
  g_autoptr (GalleyIssue) ours = galley_issue_new ("---\ntitle: The Nuri\nsubtitle: A deck\ntags: [Space]\n---\n\n"
                                                   "The first words. The second. The last.\n\nOur own paragraph.\n", -1);
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);
  const GalleyAgreed agreed = { base, &then, paths };
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyIncoming) incoming = galley_incoming_new (&agreed, ours, &now, galley_service_find ("ghost"),
                                                             "https://a.example/", &error);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = galley_incoming_page_new ();
  guint choice = 99;

  g_assert_no_error (error);
  g_assert_cmpuint (incoming->n_conflicts, ==, 0);
  gtk_window_set_default_size (GTK_WINDOW (window), 640, 620);
  gtk_window_set_child (GTK_WINDOW (window), page);
  g_signal_connect (page, "chosen", G_CALLBACK (chosen_cb), &choice);
  galley_incoming_page_show (GALLEY_INCOMING_PAGE (page), incoming, "Focus on Korea", FALSE);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (window_test_find (window, window_test_says, "on Focus on Korea since") != NULL);
  g_assert_nonnull (window_test_find (window, window_test_says, "“Space, Korea”, before “Space”"));
  shoot (window, "incoming");
  window_test_click (page, "_Keep Mine");
  g_assert_cmpuint (choice, ==, GALLEY_INCOMING_MINE);
  choice = 99;
  window_test_click (page, "_Show the Merge");
  g_assert_cmpuint (choice, ==, 99);
  shoot (window, "incoming-merge");
  window_test_click (page, "_Use the Merge");
  g_assert_cmpuint (choice, ==, GALLEY_INCOMING_MERGE);
  g_assert_true (galley_incoming_page_go_back (GALLEY_INCOMING_PAGE (page)));
  g_assert_false (galley_incoming_page_go_back (GALLEY_INCOMING_PAGE (page)));
  window_test_click (page, "Show _Theirs");
  window_test_click (page, "_Use Theirs");
  g_assert_cmpuint (choice, ==, GALLEY_INCOMING_THEIRS);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 560);
  galley_incoming_page_show (GALLEY_INCOMING_PAGE (page), incoming, "Focus on Korea", FALSE);
  shoot (window, "incoming-narrow");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Whatever room there is aside for a moment, the lines keep their beginnings on the way to a change; and the window
 * may close on that way. */
static void
test_diff_on_its_way (Fixture *f, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = galley_diff_view_new ();
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (gtk_widget_get_first_child (view));
  GtkTextView *text = GTK_TEXT_VIEW (gtk_scrolled_window_get_child (scroller));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) diff = galley_diff_new ("The rocket is ready. It stands there.\n",
                                                "The rocket is ready. It stands here.\n", &error);
  GtkAdjustment *aside;
  GtkTextIter end;

  g_assert_no_error (error);
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 300);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  galley_diff_view_show (GALLEY_DIFF_VIEW (view), diff);
  window_test_shoot (window, "diff");
  aside = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (text));
  gtk_adjustment_set_upper (aside, gtk_adjustment_get_page_size (aside) + 100);
  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (text), &end);
  gtk_text_iter_backward_char (&end);
  gtk_text_view_scroll_to_iter (text, &end, 0, TRUE, 0, 0);
  g_assert_cmpfloat (gtk_adjustment_get_value (aside), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_tests (void)
{
  WINDOW_ADD ("/app/window-merge/" "choose", test_choose);
  WINDOW_ADD ("/app/window-merge/" "versions", test_versions);
  WINDOW_ADD ("/app/window-merge/" "no-versions", test_no_versions);
  WINDOW_ADD ("/app/window-merge/" "accepted", test_accepted);
  WINDOW_ADD ("/app/window-merge/" "page", test_page);
  WINDOW_ADD ("/app/window-merge/" "diff-on-its-way", test_diff_on_its_way);
}

int
main (int argc, char **argv)
{
  return window_fixture_run (&argc, &argv, add_tests);
}
