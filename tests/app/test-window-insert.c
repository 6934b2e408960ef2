/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is put into an issue: the list of all there is, the forms of cards, completion. */

#include "galley-block.h"
#include "galley-card-dialog.h"
#include "galley-image-dialog.h"
#include "galley-inserter.h"
#include "window-fixture.h"

static GtkTextBuffer *
get_buffer (Fixture *f)
{
  return GTK_TEXT_BUFFER (galley_window_get_document (f->window));
}

static gboolean
is_type (GtkWidget *widget, const char *name)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), name);
}

static GtkWidget *
find_type (gpointer root, const char *name)
{
  return window_test_find (root, is_type, name);
}

static GtkWidget *
get_inserter (Fixture *f)
{
  return find_type (f->window, "GalleyInserter");
}

static gboolean
is_open (Fixture *f)
{
  return gtk_widget_get_mapped (get_inserter (f));
}

static void
place_cursor (Fixture *f, int offset)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (get_buffer (f), &iter, offset);
  gtk_text_buffer_place_cursor (get_buffer (f), &iter);
}

/* As if it was pressed: to every controller of our own that listens before @widget itself does. */
static gboolean
press (GtkWidget *widget, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_name (controller)
          && g_str_has_prefix (gtk_event_controller_get_name (controller), "galley-")
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }
  return handled;
}

static void
search (Fixture *f, const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (find_type (get_inserter (f), "GtkSearchEntry")), words);
}

static void
press_in_search (Fixture *f, guint keyval)
{
  GtkWidget *entry = find_type (get_inserter (f), "GtkSearchEntry");

  if (keyval == GDK_KEY_Return)
    g_signal_emit_by_name (entry, "activate");
  else
    press (entry, keyval);
}

static void
open_by_slash (Fixture *f)
{
  g_assert_true (press (find_type (f->window, "GtkSourceView"), GDK_KEY_slash));
  WAIT_UNTIL (is_open (f));
}

static gboolean
is_closed (Fixture *f)
{
  return !is_open (f);
}

static void
test_slash (Fixture *f, gconstpointer data)
{
  window_fixture_open (f, "One.\n\n\n\nTwo.\n", -1);
  place_cursor (f, 6);
  open_by_slash (f);
  window_fixture_assert_text (f, "One.\n\n\n\nTwo.\n");
  window_fixture_shoot (get_inserter (f), "inserter");
  search (f, "quote");
  window_fixture_shoot (get_inserter (f), "inserter-search");
  press_in_search (f, GDK_KEY_Return);
  WAIT_UNTIL (is_closed (f));
  window_fixture_assert_text (f, "One.\n\n> [!PULLQUOTE]\n> \n\nTwo.\n");
  gtk_text_buffer_insert_at_cursor (get_buffer (f), "Said.", -1);
  window_fixture_assert_text (f, "One.\n\n> [!PULLQUOTE]\n> Said.\n\nTwo.\n");
  window_fixture_act (f, "win.undo");
  window_fixture_act (f, "win.undo");
  window_fixture_assert_text (f, "One.\n\n\n\nTwo.\n");
}

/* Nothing that was typed is lost. */
static void
test_slash_escape (Fixture *f, gconstpointer data)
{
  window_fixture_open (f, "\nOne.\n", -1);
  open_by_slash (f);
  press_in_search (f, GDK_KEY_Escape);
  WAIT_UNTIL (is_closed (f));
  window_fixture_assert_text (f, "/\nOne.\n");
  window_fixture_act (f, "win.undo");
  window_fixture_assert_text (f, "\nOne.\n");

  open_by_slash (f);
  search (f, "usr/bin");
  press_in_search (f, GDK_KEY_Return);
  WAIT_UNTIL (is_closed (f));
  window_fixture_assert_text (f, "/usr/bin\nOne.\n");
  window_fixture_act (f, "win.undo");

  open_by_slash (f);
  press_in_search (f, GDK_KEY_BackSpace);
  WAIT_UNTIL (is_closed (f));
  window_fixture_assert_text (f, "\nOne.\n");
}

/* Where a slash is a slash. */
static void
test_slash_elsewhere (Fixture *f, gconstpointer data)
{
  static const char text[] = "---\ntitle: A\n\n---\nOne.\n\n```\n\n```\n";
  static const int offsets[] = { 13, 19, 28 };

  window_fixture_open (f, text, -1);
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      place_cursor (f, offsets[i]);
      g_assert_false (press (find_type (f->window, "GtkSourceView"), GDK_KEY_slash));
    }
  place_cursor (f, 23);
  open_by_slash (f);
}

static gboolean
is_row_named (GtkWidget *widget, const char *id)
{
  return GTK_IS_LIST_BOX_ROW (widget)
         && g_strcmp0 (g_object_get_data (G_OBJECT (widget), "id"), id) == 0;
}

/* Everything there is can be put in, with the keyboard alone. */
static void
test_complete_list (Fixture *f, gconstpointer data)
{
  const GalleyCardKind *const *kinds = galley_card_list_kinds ();
  GtkListBox *list;

  window_fixture_open (f, "\n", -1);
  window_fixture_act (f, "win.show-inserter");
  WAIT_UNTIL (is_open (f));
  for (guint i = 0; kinds[i]; i++)
    g_assert_nonnull (window_test_find (get_inserter (f), is_row_named, kinds[i]->id));
  for (const GalleyBlock *block = galley_block_list (); block->id; block++)
    g_assert_nonnull (window_test_find (get_inserter (f), is_row_named, block->id));
  g_assert_nonnull (window_test_find (get_inserter (f), is_row_named, "picture"));
  g_assert_nonnull (window_test_find (get_inserter (f), is_row_named, "footnote"));

  list = GTK_LIST_BOX (find_type (get_inserter (f), "GtkListBox"));
  for (guint i = 0; i < 2; i++)
    press_in_search (f, GDK_KEY_Down);
  press_in_search (f, GDK_KEY_Up);
  g_assert_true (is_row_named (GTK_WIDGET (gtk_list_box_get_selected_row (list)), "paywall"));
  for (guint i = 0; i < 100; i++)
    press_in_search (f, GDK_KEY_Down);
  window_fixture_shoot (get_inserter (f), "inserter-end");
  press_in_search (f, GDK_KEY_Escape);
  WAIT_UNTIL (is_closed (f));
  /* It was not opened by a slash. */
  window_fixture_assert_text (f, "\n");
}

static void
choose (Fixture *f, const char *id)
{
  window_fixture_act (f, "win.show-inserter");
  WAIT_UNTIL (is_open (f));
  g_signal_emit_by_name (find_type (get_inserter (f), "GtkListBox"), "row-activated",
                         window_test_find (get_inserter (f), is_row_named, id));
  WAIT_UNTIL (is_closed (f));
}

static GtkWidget *
find_dialog (void)
{
  return window_test_find_window ("GalleyCardDialog");
}

static gboolean
is_field (GtkWidget *widget, const char *name)
{
  return ADW_IS_PREFERENCES_ROW (widget)
         && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), name);
}

static gboolean
is_suggested (GtkWidget *widget, const char *words)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "suggested-action")
         && gtk_widget_get_ancestor (widget, ADW_TYPE_HEADER_BAR);
}

static GtkWidget *
find_field (const char *name)
{
  return window_test_find (find_dialog (), is_field, name);
}

static void
set_text (const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_field (name)), text);
}

static void
accept (void)
{
  g_signal_emit_by_name (window_test_find (find_dialog (), is_suggested, NULL), "clicked");
  WAIT_UNTIL (find_dialog () == NULL);
}

static void
test_form (Fixture *f, gconstpointer data)
{
  window_fixture_open (f, "One.\n", -1);
  choose (f, "button");
  WAIT_UNTIL (find_dialog ());
  g_assert_false (gtk_widget_get_sensitive (window_test_find (find_dialog (), is_suggested, NULL)));
  set_text ("Button: words", "Read [more]");
  set_text ("Button: address", "https://example.org/a b");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_field ("Where the button stands")), 1);
  window_fixture_shoot (find_dialog (), "card-dialog");
  accept ();
  window_fixture_assert_text (f, "One.\n\n> [!BUTTON] {align=left}\n"
                                 "> [Read \\[more\\]](<https://example.org/a b>)\n");
  window_fixture_act (f, "win.undo");
  window_fixture_assert_text (f, "One.\n");
}

/* The form of a card that is written: its first line changes, its text stays. */
/* Twice on a picture or a card in the preview: its form. On words: nothing. */
static void
test_double_click (Fixture *f, gconstpointer data)
{
  GtkWidget *preview;

  window_fixture_open (f,
                       "Words.\n\n![A](a.png \"B\")\n\n> [!SIGNUP] Sign up\n> Text.\n\n"
                       "> [!PULLQUOTE]\n> Said.\n",
                       -1);
  WAIT_UNTIL ((preview = find_type (f->window, "GalleyPreview")) != NULL);
  g_signal_emit_by_name (preview, "line-edited", 1);
  g_assert_null (window_test_find_window ("GalleyImageDialog"));
  g_assert_null (window_test_find_window ("GalleyCardDialog"));
  g_signal_emit_by_name (preview, "line-edited", 3);
  WAIT_UNTIL (window_test_find_window ("GalleyImageDialog") != NULL);
  window_test_close (window_test_find_window ("GalleyImageDialog"));
  g_signal_emit_by_name (preview, "line-edited", 5);
  WAIT_UNTIL (window_test_find_window ("GalleyCardDialog") != NULL);
  window_test_close (window_test_find_window ("GalleyCardDialog"));
  /* A card that has no form says so. */
  g_assert_false (window_fixture_says (f, "its text is all there is"));
  g_signal_emit_by_name (preview, "line-edited", 8);
  g_assert_true (window_fixture_says (f, "its text is all there is"));
}

static void
test_edit (Fixture *f, gconstpointer data)
{
  window_fixture_open (f, "One.\n\n> [!SIGNUP] {label=VIP layout=wide} Sign up\n> Body *text*.\n", -1);
  place_cursor (f, 60);
  choose (f, "edit");
  WAIT_UNTIL (find_dialog ());
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_field ("Heading"))), ==, "Sign up");
  set_text ("Heading", "Join us");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_field ("How wide the box is")), 2);
  window_fixture_shoot (find_dialog (), "card-dialog-edit");
  accept ();
  window_fixture_assert_text (f, "One.\n\n> [!SIGNUP] {layout=full label=VIP} Join us\n> Body *text*.\n");
  window_fixture_act (f, "win.undo");
  window_fixture_assert_text (f, "One.\n\n> [!SIGNUP] {label=VIP layout=wide} Sign up\n> Body *text*.\n");

  /* Nothing changed: nothing is written. */
  place_cursor (f, 60);
  window_fixture_act (f, "win.edit-card");
  WAIT_UNTIL (find_dialog ());
  accept ();
  window_fixture_assert_text (f, "One.\n\n> [!SIGNUP] {label=VIP layout=wide} Sign up\n> Body *text*.\n");

  place_cursor (f, 0);
  window_fixture_act (f, "win.edit-card");
  WAIT_UNTIL (window_fixture_says (f, "The cursor is not in a card."));
}

/* A number that is none cannot be accepted. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  window_fixture_open (f, "\n", -1);
  choose (f, "audio");
  WAIT_UNTIL (find_dialog ());
  set_text ("Recording: address", "https://example.org/a.mp3");
  set_text ("How many seconds it takes", "long");
  g_assert_false (gtk_widget_get_sensitive (window_test_find (find_dialog (), is_suggested, NULL)));
  g_assert_true (gtk_widget_has_css_class (find_field ("How many seconds it takes"), "error"));
  window_fixture_shoot (find_dialog (), "card-dialog-refused");
  galley_dialog_close (GALLEY_DIALOG (find_dialog ()));
  WAIT_UNTIL (find_dialog () == NULL);
  window_fixture_assert_text (f, "\n");
}

static void
test_selection (Fixture *f, gconstpointer data)
{
  GtkTextIter start, end;

  window_fixture_open (f, "Before. Said well. After.\n", -1);
  gtk_text_buffer_get_iter_at_offset (get_buffer (f), &start, 8);
  gtk_text_buffer_get_iter_at_offset (get_buffer (f), &end, 18);
  gtk_text_buffer_select_range (get_buffer (f), &start, &end);
  window_fixture_act (f, "win.insert-block::pullquote");
  window_fixture_assert_text (f, "Before. \n\n> [!PULLQUOTE]\n> Said well.\n\n After.\n");
}

static void
test_footnote (Fixture *f, gconstpointer data)
{
  window_fixture_open (f, "One[^1]. Two.\n\n[^1]: Note.\n", -1);
  place_cursor (f, 12);
  choose (f, "footnote");
  window_fixture_assert_text (f, "One[^1]. Two[^2].\n\n[^1]: Note.\n[^2]: \n");
  window_fixture_act (f, "win.undo");
  window_fixture_assert_text (f, "One[^1]. Two.\n\n[^1]: Note.\n");
}

static gboolean
has_list (Fixture *f)
{
  GtkWidget *list = find_type (find_type (f->window, "GtkSourceView"), "GtkSourceCompletionList");

  return list && gtk_widget_get_mapped (list);
}

/* What Return does in the list; its keys need a real event. */
static void
take_first (GtkWidget *view)
{
  GtkWidget *list = find_type (find_type (view, "GtkSourceCompletionList"), "GtkSourceCompletionListBox");
  g_autoptr (GObject) provider = g_object_new (g_type_from_name ("GalleyCompletion"), NULL);
  g_autoptr (GtkSourceCompletionContext) context = NULL;
  g_autoptr (GObject) proposal = NULL;

  g_object_get (list, "context", &context, NULL);
  proposal = g_list_model_get_item (G_LIST_MODEL (context), 0);
  gtk_source_completion_provider_activate (GTK_SOURCE_COMPLETION_PROVIDER (provider), context,
                                           GTK_SOURCE_COMPLETION_PROPOSAL (proposal));
}

static void
test_completion (Fixture *f, gconstpointer data)
{
  GtkWidget *view;

  window_fixture_open (f, "\n", -1);
  view = find_type (f->window, "GtkSourceView");
  gtk_widget_grab_focus (view);
  gtk_text_buffer_insert_interactive_at_cursor (get_buffer (f), "> [!PULL", -1, TRUE);
  g_signal_emit_by_name (view, "show-completion");
  WAIT_UNTIL (has_list (f));
  window_fixture_shoot (find_type (view, "GtkSourceCompletionList"), "completion");
  take_first (view);
  window_fixture_assert_text (f, "> [!PULLQUOTE]\n");
  gtk_source_completion_hide (gtk_source_view_get_completion (GTK_SOURCE_VIEW (view)));

  /* An option, and then its values by themselves. */
  gtk_text_buffer_set_text (get_buffer (f), "> [!BUTTON] {al", -1);
  g_signal_emit_by_name (view, "show-completion");
  WAIT_UNTIL (has_list (f));
  take_first (view);
  gtk_source_completion_hide (gtk_source_view_get_completion (GTK_SOURCE_VIEW (view)));
  WAIT_UNTIL (has_list (f));
  take_first (view);
  window_fixture_assert_text (f, "> [!BUTTON] {align=center");
}

static void
drop_folder (Fixture *f, const char *folder)
{
  const char *const paths[] = { folder, NULL };

  g_signal_emit_by_name (find_type (f->window, "GalleyEditor"), "files-dropped", paths);
}

/* A folder is no picture: the issue in it is opened, or it is said why none is. */
static void
test_folder (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->folder, "Letters", NULL);
  g_autofree char *path = g_build_filename (folder, "letter.md", NULL);
  const char *words = "no issue in “Letters”";
  GtkWidget *label;
  int natural;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "Its body.\n", -1, NULL));
  drop_folder (f, folder);
  WAIT_UNTIL (window_fixture_is_loaded (f));
  window_fixture_assert_text (f, "Its body.\n");

  g_assert_cmpint (g_unlink (path), ==, 0);
  drop_folder (f, folder);
  WAIT_UNTIL (window_test_find (GTK_WIDGET (f->window), window_fixture_is_shown, words));
  g_assert_null (window_test_find_window ("GalleyImageDialog"));
  /* All of it can be read. */
  label = window_test_find (GTK_WIDGET (f->window), window_fixture_is_shown, words);
  g_assert_cmpint (gtk_label_get_ellipsize (GTK_LABEL (label)), ==, PANGO_ELLIPSIZE_NONE);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  g_assert_cmpint (natural, <, gtk_widget_get_width (GTK_WIDGET (f->window)) - 100);
}

static void
add (void)
{
  WINDOW_ADD ("/app/window-insert/slash", test_slash);
  WINDOW_ADD ("/app/window-insert/slash-escape", test_slash_escape);
  WINDOW_ADD ("/app/window-insert/slash-elsewhere", test_slash_elsewhere);
  WINDOW_ADD ("/app/window-insert/complete-list", test_complete_list);
  WINDOW_ADD ("/app/window-insert/form", test_form);
  WINDOW_ADD ("/app/window-insert/edit", test_edit);
  WINDOW_ADD ("/app/window-insert/double-click", test_double_click);
  WINDOW_ADD ("/app/window-insert/refused", test_refused);
  WINDOW_ADD ("/app/window-insert/selection", test_selection);
  WINDOW_ADD ("/app/window-insert/footnote", test_footnote);
  WINDOW_ADD ("/app/window-insert/completion", test_completion);
  WINDOW_ADD ("/app/window-insert/folder", test_folder);
}

int
main (int argc, char **argv)
{
  return window_fixture_run (&argc, &argv, add);
}
