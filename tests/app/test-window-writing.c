/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A writer's keys, pastes and pages in a real window. */

#include <string.h>

#include "galley-editor.h"
#include "galley-footnote.h"
#include "galley-markup.h"
#include "galley-shelf.h"
#include "galley-table-edit.h"
#include "galley-typing.h"
#include "window-fixture.h"

static GtkTextView *
get_view (Fixture *f)
{
  return GTK_TEXT_VIEW (
      galley_editor_get_view (GALLEY_EDITOR (window_fixture_find_type (f, "GalleyEditor"))));
}

static GtkTextBuffer *
get_buffer (Fixture *f)
{
  return GTK_TEXT_BUFFER (galley_window_get_document (f->window));
}

/* The list of completions has tests of its own, and it comes and goes in its own time. */
static void
open_text (Fixture *f, const char *text)
{
  window_fixture_open (f, text, -1);
  gtk_source_completion_block_interactive (
      gtk_source_view_get_completion (GTK_SOURCE_VIEW (get_view (f))));
}

static void
place_at_end (Fixture *f)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (get_buffer (f), &end);
  gtk_text_buffer_place_cursor (get_buffer (f), &end);
}

/* As a key comes: to our capturing controllers first, and to the text when they let it through. */
static gboolean
press (Fixture *f, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (get_view (f)));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_name (controller)
          && g_str_has_prefix (gtk_event_controller_get_name (controller), "galley-")
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
    }
  return handled;
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  open_text (f, "- one");
  place_at_end (f);
  g_assert_true (press (f, GDK_KEY_Return, 0));
  window_fixture_assert_text (f, "- one\n- ");
  g_assert_true (press (f, GDK_KEY_Tab, 0));
  window_fixture_assert_text (f, "- one\n  - ");
  g_assert_true (press (f, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK));
  g_assert_false (press (f, GDK_KEY_Return, GDK_SHIFT_MASK));
  g_assert_true (press (f, GDK_KEY_Up, GDK_ALT_MASK));
  window_fixture_assert_text (f, "- \n- one");
  g_assert_false (press (f, GDK_KEY_a, 0));
}

/* The last syllable of a Korean line is still the input method's when Return comes. */
static void
test_composing (Fixture *f, gconstpointer data)
{
  open_text (f, "- 하나");
  place_at_end (f);
  g_signal_emit_by_name (get_view (f), "preedit-changed", "둘");
  g_assert_false (press (f, GDK_KEY_Return, 0));
  gtk_text_buffer_insert_interactive_at_cursor (get_buffer (f), "둘", -1, TRUE);
  g_signal_emit_by_name (get_view (f), "preedit-changed", "");
  gtk_text_buffer_insert_interactive_at_cursor (get_buffer (f), "\n", -1, TRUE);
  window_fixture_assert_text (f, "- 하나둘\n- ");
}

static gboolean
has_text (Fixture *f, const char *expected)
{
  g_autofree char *text = galley_document_dup_text (galley_window_get_document (f->window), NULL);

  return g_str_equal (text, expected);
}

static void
test_leaving_table (Fixture *f, gconstpointer data)
{
  GtkTextIter iter;

  open_text (f, "| a | b |\n|---|---|\n| c | d |\n\nend");
  gtk_text_buffer_get_iter_at_line_offset (get_buffer (f), &iter, 2, 3);
  gtk_text_buffer_place_cursor (get_buffer (f), &iter);
  gtk_text_buffer_begin_user_action (get_buffer (f));
  gtk_text_buffer_insert_at_cursor (get_buffer (f), "ccc", -1);
  gtk_text_buffer_end_user_action (get_buffer (f));
  window_test_wait (50);
  window_fixture_assert_text (f, "| a | b |\n|---|---|\n| cccc | d |\n\nend");
  place_at_end (f);
  WAIT_UNTIL (has_text (f, "| a    | b   |\n| ---- | --- |\n| cccc | d   |\n\nend"));
  gtk_text_buffer_undo (get_buffer (f));
  window_fixture_assert_text (f, "| a | b |\n|---|---|\n| cccc | d |\n\nend");
}

static void
place_at (Fixture *f, int line, int column)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line_offset (get_buffer (f), &iter, line, column);
  gtk_text_buffer_place_cursor (get_buffer (f), &iter);
}

/* With the arrow keys, to another row: the pipes stand again, and the cursor stays in its cell. */
static void
test_leaving_row (Fixture *f, gconstpointer data)
{
  GtkTextIter iter;

  open_text (f, "| a | b |\n|---|---|\n| c | d |\n| e | ff |\n");
  place_at (f, 2, 3);
  gtk_text_buffer_begin_user_action (get_buffer (f));
  gtk_text_buffer_insert_at_cursor (get_buffer (f), "누리", -1);
  gtk_text_buffer_end_user_action (get_buffer (f));
  place_at (f, 3, 7);
  WAIT_UNTIL (has_text (f, "| a     | b   |\n| ----- | --- |\n| c누리 | d   |\n| e     | ff  |\n"));
  gtk_text_buffer_get_iter_at_mark (get_buffer (f), &iter,
                                    gtk_text_buffer_get_insert (get_buffer (f)));
  g_assert_cmpint (gtk_text_iter_get_line (&iter), ==, 3);
  g_assert_cmpint (gtk_text_iter_get_line_offset (&iter), ==, 11);
  gtk_text_buffer_undo (get_buffer (f));
  window_fixture_assert_text (f, "| a | b |\n|---|---|\n| c누리 | d |\n| e | ff |\n");
}

static GdkContentProvider *
provide (const char *type, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return gdk_content_provider_new_for_bytes (type, bytes);
}

static void
copy (Fixture *f, const char *text, const char *html)
{
  GdkContentProvider *both[] = { provide ("text/plain;charset=utf-8", text),
                                 html ? provide ("text/html", html) : NULL };
  g_autoptr (GdkContentProvider) provider = gdk_content_provider_new_union (both, html ? 2 : 1);

  g_assert_true (gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (f->window)),
                                            provider));
}

static void
test_paste (Fixture *f, gconstpointer data)
{
  GtkTextIter start, end;

  open_text (f, "Nuri flew.");
  gtk_text_buffer_get_iter_at_offset (get_buffer (f), &start, 0);
  gtk_text_buffer_get_iter_at_offset (get_buffer (f), &end, 4);
  gtk_text_buffer_select_range (get_buffer (f), &start, &end);
  copy (f, "https://kari.re.kr/nuri", NULL);
  g_signal_emit_by_name (get_view (f), "paste-clipboard");
  WAIT_UNTIL (has_text (f, "[Nuri](https://kari.re.kr/nuri) flew."));
  gtk_text_buffer_undo (get_buffer (f));
  window_fixture_assert_text (f, "Nuri flew.");

  place_at_end (f);
  copy (f, "x bold", "<p>x <b>bold</b></p>");
  g_signal_emit_by_name (get_view (f), "paste-clipboard");
  WAIT_UNTIL (has_text (f, "Nuri flew.x **bold**"));
  gtk_text_buffer_undo (get_buffer (f));
  window_fixture_assert_text (f, "Nuri flew.");
  window_fixture_act (f, "win.paste-plain");
  WAIT_UNTIL (has_text (f, "Nuri flew.x bold"));
}

/* A picture that came as bytes lies beside the issue; what is none is said. */
static void
test_paste_pictures (Fixture *f, gconstpointer data)
{
  g_autofree char *picture = g_build_filename (f->folder, "assets", "picture.gif", NULL);

  open_text (f, "");
  copy (f, "x",
        "<p>One</p><img alt=Dot src=\"data:image/gif;base64,"
        "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\">"
        "<img alt=Not src=\"data:image/gif;base64,QUJD\"><p>Two</p>");
  g_signal_emit_by_name (get_view (f), "paste-clipboard");
  WAIT_UNTIL (has_text (f, "One\n\n![Dot](assets/picture.gif)\n\nNot\n\nTwo"));
  g_assert_true (g_file_test (picture, G_FILE_TEST_IS_REGULAR));
  WAIT_UNTIL (window_fixture_says (f, "1 picture could not be pasted"));

  /* A new issue of this one finds its picture in its own folder. */
  gtk_text_buffer_set_modified (get_buffer (f), FALSE);
  window_fixture_act (f, "win.new-from-last");
  {
    GListModel *windows = gtk_window_get_toplevels ();
    GalleyWindow *other = NULL;
    g_autofree char *copied = NULL;

    WAIT_UNTIL (g_list_model_get_n_items (windows) == 2);
    for (guint i = 0; i < 2; i++)
      {
        g_autoptr (GalleyWindow) window = g_list_model_get_item (windows, i);

        if (window != f->window)
          other = window;
      }
    WAIT_UNTIL (galley_window_get_document (other) != NULL);
    copied = g_build_filename (
        galley_issue_file_get_folder (galley_document_get_file (galley_window_get_document (other))),
        "assets", "picture.gif", NULL);
    g_assert_true (g_file_test (copied, G_FILE_TEST_IS_REGULAR));
    galley_document_discard (galley_window_get_document (other));
    gtk_window_destroy (GTK_WINDOW (other));
  }
}

/* Code is pasted letter by letter. */
static void
test_paste_code (Fixture *f, gconstpointer data)
{
  GtkTextIter iter;

  open_text (f, "```\n\n```\n");
  gtk_text_buffer_get_iter_at_line (get_buffer (f), &iter, 1);
  gtk_text_buffer_place_cursor (get_buffer (f), &iter);
  copy (f, "a b", "<b>a b</b>");
  g_signal_emit_by_name (get_view (f), "paste-clipboard");
  WAIT_UNTIL (has_text (f, "```\na b\n```\n"));
}

static void
test_count (Fixture *f, gconstpointer data)
{
  GtkTextIter start, end;
  GtkWidget *goal;

  open_text (f, "One two **three** 네 다섯.\n");
  WAIT_UNTIL (window_fixture_says (f, "5 words · 1 minute"));
  gtk_text_buffer_get_iter_at_offset (get_buffer (f), &start, 0);
  gtk_text_buffer_get_iter_at_offset (get_buffer (f), &end, 7);
  gtk_text_buffer_select_range (get_buffer (f), &start, &end);
  WAIT_UNTIL (window_fixture_says (f, "2 of 5 words"));
  gtk_text_buffer_place_cursor (get_buffer (f), &start);
  WAIT_UNTIL (window_fixture_says (f, "5 words · 1 minute"));

  goal = window_fixture_find_type (f, "GalleyWordCount");
  gtk_menu_button_popup (GTK_MENU_BUTTON (gtk_widget_get_first_child (goal)));
  WAIT_UNTIL (window_fixture_says (f, "Characters without blanks"));
  g_assert_true (window_fixture_says (f, "19"));
  window_fixture_shoot (gtk_menu_button_get_popover (GTK_MENU_BUTTON (gtk_widget_get_first_child (goal))),
                        "word-count");
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (window_test_find (goal, window_test_is_type, "GtkSpinButton")), 1500);
  WAIT_UNTIL (window_fixture_says (f, "5 / 1500 words"));
  window_fixture_assert_text (f, "---\nword-goal: 1500\n---\nOne two **three** 네 다섯.\n");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (gtk_widget_get_first_child (goal)));
  gtk_text_buffer_undo (get_buffer (f));
  window_fixture_assert_text (f, "One two **three** 네 다섯.\n");
}

/* A small bar says the words and leaves the rest to the popover, and says nothing of nothing. */
static void
test_small_bar (Fixture *f, gconstpointer data)
{
  open_text (f, "---\ntitle: Nuri\n---\nOne two three.\n");
  WAIT_UNTIL (window_fixture_says (f, "3 words · 1 minute"));
  g_assert_true (window_fixture_says (f, "Nothing to fix"));
  gtk_window_set_default_size (GTK_WINDOW (f->window), 360, 600);
  WAIT_UNTIL (!window_fixture_says (f, "minute"));
  g_assert_true (window_fixture_says (f, "3 words"));
  g_assert_false (window_fixture_says (f, "Nothing to fix"));
  gtk_text_buffer_insert_at_cursor (get_buffer (f), "TK ", -1);
  WAIT_UNTIL (window_fixture_says (f, "1 finding"));
}

static GtkListBoxRow *
find_row (GtkWidget *panel, int index)
{
  GtkWidget *list = window_test_find (panel, window_test_is_type, "GtkListBox");

  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), index);
}

static gboolean
press_in_panel (GtkWidget *panel, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (panel);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) keys = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (keys))
        g_signal_emit_by_name (keys, "key-pressed", key, 0, GDK_ALT_MASK, &handled);
    }
  return handled;
}

static int
get_focused_row (Fixture *f)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (f->window));

  return GTK_IS_LIST_BOX_ROW (focus) ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus)) : -1;
}

/* A section that is moved by key takes the focus along: the next key moves it on, and nothing else. */
static void
test_outline_keys (Fixture *f, gconstpointer data)
{
  GtkWidget *panel;

  open_text (f, "## A\n\n### Aa\n\n## B\n\n<!--members-only-->\n\n## C\n");
  window_fixture_act (f, "win.show-outline");
  WAIT_UNTIL (window_fixture_says (f, "Paywall"));
  panel = window_fixture_find_type (f, "GalleyOutlinePanel");
  gtk_widget_grab_focus (GTK_WIDGET (find_row (panel, 0)));
  g_assert_true (press_in_panel (panel, GDK_KEY_Down));
  window_fixture_assert_text (f, "## B\n\n## A\n\n### Aa\n\n<!--members-only-->\n\n## C\n");
  WAIT_UNTIL (get_focused_row (f) == 1);
  g_assert_true (press_in_panel (panel, GDK_KEY_Up));
  window_fixture_assert_text (f, "## A\n\n### Aa\n\n## B\n\n<!--members-only-->\n\n## C\n");
  WAIT_UNTIL (get_focused_row (f) == 0);
}

static void
test_outline (Fixture *f, gconstpointer data)
{
  GtkWidget *panel, *list;

  open_text (f, "Lead.\n\n## 하나\n\none TK\n\n## Two\n\n%% ask Kim %%\n");
  window_fixture_act (f, "win.show-outline");
  WAIT_UNTIL (window_fixture_says (f, "To Do and Comments"));
  g_assert_true (window_fixture_says (f, "ask Kim"));
  window_fixture_shoot (f->window, "outline");
  panel = window_fixture_find_type (f, "GalleyOutlinePanel");
  list = window_test_find (panel, window_test_is_type, "GtkListBox");
  g_signal_emit_by_name (list, "row-activated", find_row (panel, 1));
  g_assert_cmpint (galley_editor_get_line (
                       GALLEY_EDITOR (window_fixture_find_type (f, "GalleyEditor"))), ==, 7);

  gtk_widget_grab_focus (GTK_WIDGET (find_row (panel, 1)));
  g_assert_true (press_in_panel (panel, GDK_KEY_Up));
  window_fixture_assert_text (f, "Lead.\n\n## Two\n\n%% ask Kim %%\n\n## 하나\n\none TK\n");
  /* With a way back at hand. */
  WAIT_UNTIL (window_fixture_says (f, "“Two” was moved."));
  window_fixture_shoot (f->window, "outline-moved");
  window_test_click (GTK_WIDGET (f->window), "_Undo");
  window_fixture_assert_text (f, "Lead.\n\n## 하나\n\none TK\n\n## Two\n\n%% ask Kim %%\n");
}

/* All of several rows go at once. */
static void
test_outline_empty (Fixture *f, gconstpointer data)
{
  open_text (f, "## A\n\n## B\n\n## C\n");
  window_fixture_act (f, "win.show-outline");
  WAIT_UNTIL (window_fixture_says (f, "Outline"));
  gtk_text_buffer_set_text (get_buffer (f), "Words.\n", -1);
  WAIT_UNTIL (window_fixture_says (
      f, "Headings, TK and TODO marks and private comments are listed here."));
}

static gboolean
shows_cursor (Fixture *f)
{
  GdkRectangle visible, cursor;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (get_buffer (f), &iter, gtk_text_buffer_get_insert (get_buffer (f)));
  gtk_text_view_get_iter_location (get_view (f), &iter, &cursor);
  gtk_text_view_get_visible_rect (get_view (f), &visible);
  return cursor.y >= visible.y && cursor.y + cursor.height <= visible.y + visible.height;
}

static double
get_height (Fixture *f)
{
  return gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_view (f))));
}

static void
go_to_end (Fixture *f)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (text, "## Heading %u\n\nWords with a mistaek in them, and a line more. "
                                  "Words with a mistaek in them, and a line more.\n\n", i);
  open_text (f, text->str);
  gtk_widget_grab_focus (GTK_WIDGET (get_view (f)));
  g_signal_emit_by_name (get_view (f), "move-cursor", GTK_MOVEMENT_BUFFER_ENDS, 1, FALSE);
}

/* The end is come to, whatever gets another height on the way. */
static void
test_end (Fixture *f, gconstpointer data)
{
  go_to_end (f);
  WAIT_UNTIL (shows_cursor (f));
  g_assert_cmpfloat (get_height (f), >, 1000);
}

/* As a text view does with its own adjustment, when lines above get another height. */
static void
laid_out_cb (GtkAdjustment *adjustment, GtkTextView *view)
{
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment));
}

/* A text that is taken from the screen on its way gets there, without a warning. */
static void
test_end_hidden (Fixture *f, gconstpointer data)
{
  GtkAdjustment *adjustment;
  GtkWidget *editor;

  go_to_end (f);
  WAIT_UNTIL (get_height (f) > 0);
  editor = gtk_widget_get_ancestor (GTK_WIDGET (get_view (f)), GALLEY_TYPE_EDITOR);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_view (f)));
  g_signal_connect (adjustment, "value-changed", G_CALLBACK (laid_out_cb), get_view (f));
  gtk_widget_set_visible (editor, FALSE);
  g_signal_handlers_disconnect_by_func (adjustment, laid_out_cb, get_view (f));
  g_assert_cmpfloat (get_height (f), >, 1000);
  gtk_widget_set_visible (editor, TRUE);
  WAIT_UNTIL (shows_cursor (f));
}

/* The section that one writes in is selected, and in sight; in the list one walks alone. */
static void
test_outline_follows (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkAdjustment *adjustment;
  GtkTextIter iter;
  GtkListBox *list;
  GtkWidget *panel;

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text, "## Heading %u\n\nWords.\n\n", i);
  open_text (f, text->str);
  gtk_widget_grab_focus (GTK_WIDGET (get_view (f)));
  gtk_text_buffer_get_end_iter (get_buffer (f), &iter);
  gtk_text_buffer_place_cursor (get_buffer (f), &iter);
  window_fixture_act (f, "win.show-outline");
  WAIT_UNTIL (window_fixture_says (f, "Heading 59"));
  panel = window_fixture_find_type (f, "GalleyOutlinePanel");
  list = GTK_LIST_BOX (window_test_find (panel, window_test_is_type, "GtkListBox"));
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (
      gtk_widget_get_ancestor (GTK_WIDGET (list), GTK_TYPE_SCROLLED_WINDOW)));
  g_assert_true (gtk_list_box_get_selected_row (list) == find_row (panel, 59));
  WAIT_UNTIL (gtk_adjustment_get_value (adjustment) > 0);
  window_fixture_shoot (f->window, "outline-follows");
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 0);
  /* In the list one walks alone. */
  gtk_widget_grab_focus (GTK_WIDGET (find_row (panel, 59)));
  gtk_text_buffer_get_iter_at_line (get_buffer (f), &iter, 10);
  gtk_text_buffer_place_cursor (get_buffer (f), &iter);
  g_assert_true (gtk_list_box_get_selected_row (list) == find_row (panel, 59));
  gtk_widget_grab_focus (GTK_WIDGET (get_view (f)));
  gtk_text_buffer_get_iter_at_line (get_buffer (f), &iter, 14);
  gtk_text_buffer_place_cursor (get_buffer (f), &iter);
  g_assert_true (gtk_list_box_get_selected_row (list) == find_row (panel, 3));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), <, 200);
}

/* With the line kept in the middle too, in a window that has many lines of a paragraph. */
static void
test_end_typewriter (Fixture *f, gconstpointer data)
{
  gtk_window_set_default_size (GTK_WINDOW (f->window), 360, 600);
  g_settings_set_boolean (galley_session_get_settings (f->session), "typewriter", TRUE);
  test_end (f, data);
  g_settings_reset (galley_session_get_settings (f->session), "typewriter");
}

static GtkDropTarget *
find_drop_target (GtkWidget *row)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (row);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  g_return_val_if_reached (NULL);
}

/* By the mouse: a line shows where it goes, and it says when others can read it than before. */
static void
test_outline_drag (Fixture *f, gconstpointer data)
{
  g_auto (GValue) value = G_VALUE_INIT;
  GtkDropTarget *target;
  GdkDragAction action;
  gboolean handled = FALSE;
  GtkWidget *panel, *row;

  open_text (f, "## Free\n\none\n\n<!--members-only-->\n\n## Paid\n\ntwo\n");
  window_fixture_act (f, "win.show-outline");
  WAIT_UNTIL (window_fixture_says (f, "Paywall"));
  panel = window_fixture_find_type (f, "GalleyOutlinePanel");
  row = GTK_WIDGET (find_row (panel, 0));
  target = find_drop_target (row);
  WAIT_UNTIL (gtk_widget_get_height (row) > 4);
  g_signal_emit_by_name (target, "motion", 9.0, gtk_widget_get_height (row) - 1.0, &action);
  g_assert_true (gtk_widget_has_css_class (row, "drop-behind"));
  g_signal_emit_by_name (target, "motion", 9.0, 1.0, &action);
  g_assert_true (gtk_widget_has_css_class (row, "drop-before"));
  g_assert_false (gtk_widget_has_css_class (row, "drop-behind"));
  g_value_init (&value, G_TYPE_UINT);
  g_value_set_uint (&value, 2);
  g_signal_emit_by_name (target, "drop", &value, 9.0, 1.0, &handled);
  g_assert_true (handled);
  window_fixture_assert_text (f, "## Paid\n\ntwo\n\n## Free\n\none\n\n<!--members-only-->\n");
  WAIT_UNTIL (window_fixture_says (f, "“Paid” was moved and stands before the paywall now."));

  /* The row that has the focus has no undo of its own. */
  gtk_widget_grab_focus (GTK_WIDGET (find_row (panel, 0)));
  g_assert_true (window_fixture_press (f, "<Control>z"));
  window_fixture_assert_text (f, "## Free\n\none\n\n<!--members-only-->\n\n## Paid\n\ntwo\n");
  gtk_widget_grab_focus (GTK_WIDGET (get_view (f)));
  g_assert_false (window_fixture_press (f, "<Control><Shift>z"));
}

static void
test_calm (Fixture *f, gconstpointer data)
{
  GSettings *settings = galley_session_get_settings (f->session);
  GtkWidget *header = window_fixture_find_type (f, "AdwHeaderBar");
  GtkTextTagTable *tags;
  g_autofree char *mode = NULL;

  open_text (f, "One two. Three four.\n\nFive six.\n");
  window_fixture_act (f, "win.cycle-focus");
  mode = g_settings_get_string (settings, "focus-mode");
  g_assert_cmpstr (mode, ==, "paragraph");
  tags = gtk_text_buffer_get_tag_table (get_buffer (f));
  WAIT_UNTIL (gtk_text_tag_table_lookup (tags, "galley-dimmed") != NULL);
  g_settings_set_boolean (settings, "typewriter", TRUE);
  g_assert_cmpint (gtk_text_view_get_top_margin (get_view (f)), >, 100);
  window_fixture_act (f, "win.full-screen");
  g_assert_false (gtk_widget_get_visible (header));
  window_fixture_shoot (f->window, "calm");
  window_fixture_act (f, "win.full-screen");
  g_assert_true (gtk_widget_get_visible (header));
  g_settings_reset (settings, "focus-mode");
  g_settings_reset (settings, "typewriter");
  g_assert_null (gtk_text_tag_table_lookup (tags, "galley-dimmed"));
  g_assert_cmpint (gtk_text_view_get_top_margin (get_view (f)), ==, 24);
}

static void
select_random (GtkTextBuffer *buffer, GRand *random)
{
  int n_chars = gtk_text_buffer_get_char_count (buffer);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, g_rand_int_range (random, 0, n_chars + 1));
  end = start;
  if (g_rand_boolean (random))
    gtk_text_iter_forward_chars (&end, g_rand_int_range (random, 0, 80));
  gtk_text_buffer_select_range (buffer, &start, &end);
}

static void
write_random (GtkTextBuffer *buffer, GRand *random)
{
  static const char *const words[] = { "e", "\n", "우주 발사체", "\n- one\n- two\n", "🚀 a b",
                                       "\n| a | b |\n|---|---|\n| 하나 | c |\n", "\n1. x\n2. y\n" };

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (
      buffer, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))], -1);
  gtk_text_buffer_end_user_action (buffer);
}

/* What a writer's keys do, anywhere. */
static void
do_random (GtkTextBuffer *buffer, GRand *random)
{
  select_random (buffer, random);
  switch (g_rand_int_range (random, 0, 12))
    {
    case 0:
      galley_markup_apply (buffer, g_rand_int_range (random, 0, GALLEY_MARKUP_ORDERED_LIST + 1));
      break;
    case 1:
      galley_typing_surround (buffer, '*');
      break;
    case 2:
      galley_typing_move_lines (buffer, g_rand_boolean (random));
      break;
    case 3:
      galley_typing_indent (buffer, g_rand_boolean (random));
      break;
    case 4:
      galley_typing_toggle_task (buffer);
      break;
    case 5:
      galley_typing_continue (buffer);
      break;
    case 6:
      galley_table_edit_move (buffer, g_rand_boolean (random));
      break;
    case 7:
      galley_table_edit_continue (buffer);
      break;
    case 8:
      galley_footnote_insert (buffer);
      break;
    default:
      write_random (buffer, random);
    }
}

static char *
dup_whole (Fixture *f)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (f), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (f), &start, &end, TRUE);
}

/* Back to the first byte and forth to the last, whatever was done, and saving is no step. */
static void
test_undo_all (Fixture *f, gconstpointer data)
{
  GtkTextBuffer *buffer;
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  open_text (f, "---\ntitle: Nuri\n---\nWords of a paragraph.\n\n- one\n- two\n\n| a | b |\n|---|---|\n");
  buffer = get_buffer (f);
  first = dup_whole (f);
  for (guint i = 0; i < 500; i++)
    {
      do_random (buffer, random);
      if (i % 100 == 50)
        {
          window_fixture_act (f, "win.save-issue");
          WAIT_UNTIL (!gtk_text_buffer_get_modified (buffer));
        }
    }
  last = dup_whole (f);
  while (gtk_text_buffer_get_can_undo (buffer))
    gtk_text_buffer_undo (buffer);
  undone = dup_whole (f);
  g_assert_cmpstr (undone, ==, first);
  while (gtk_text_buffer_get_can_redo (buffer))
    gtk_text_buffer_redo (buffer);
  redone = dup_whole (f);
  g_assert_cmpstr (redone, ==, last);
}

static gboolean
is_fixed (Fixture *f, int line)
{
  g_autoptr (GSList) tags = NULL;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line_offset (get_buffer (f), &iter, line, 2);
  tags = gtk_text_iter_get_tags (&iter);
  for (GSList *at = tags; at; at = at->next)
    {
      g_autofree char *family = NULL;
      gboolean is_set;

      g_object_get (at->data, "family", &family, "family-set", &is_set, NULL);
      if (is_set && g_strcmp0 (family, "monospace") == 0)
        return TRUE;
    }
  return FALSE;
}

/* What stands in columns has a font with columns, a row that is typed too, and the words have none. */
static void
test_table_font (Fixture *f, gconstpointer data)
{
  GSettings *settings = galley_session_get_settings (f->session);

  open_text (f, "One | two.\n\n| a | **b** |\n|---|---|\n\n```\n| c | d |\n```\n\n");
  WAIT_UNTIL (is_fixed (f, 2) && is_fixed (f, 3));
  g_assert_false (is_fixed (f, 0));
  g_assert_false (is_fixed (f, 6));
  place_at_end (f);
  gtk_text_buffer_insert_at_cursor (get_buffer (f), "| e | f |", -1);
  WAIT_UNTIL (is_fixed (f, 9));
  /* Nothing to be told apart. */
  g_settings_set_boolean (settings, "monospace", TRUE);
  g_assert_false (is_fixed (f, 2));
  g_settings_reset (settings, "monospace");
  g_assert_true (is_fixed (f, 2));
  g_settings_set_boolean (settings, "use-system-font", FALSE);
  g_settings_set_string (settings, "font", "Monospace 12");
  g_assert_false (is_fixed (f, 2));
  g_settings_set_string (settings, "font", "Sans 12");
  g_assert_true (is_fixed (f, 2));
  g_settings_reset (settings, "use-system-font");
  g_settings_reset (settings, "font");
}

static void
test_comment (Fixture *f, gconstpointer data)
{
  GtkTextIter start, end;

  open_text (f, "One\n\ntwo");
  gtk_text_buffer_get_bounds (get_buffer (f), &start, &end);
  gtk_text_buffer_select_range (get_buffer (f), &start, &end);
  window_fixture_act (f, "win.insert-comment");
  window_fixture_assert_text (f, "<!--\nOne\n\ntwo\n-->");
  gtk_text_buffer_undo (get_buffer (f));
  place_at_end (f);
  window_fixture_act (f, "win.insert-comment");
  window_fixture_assert_text (f, "One\n\ntwo%%  %%");
}

static void
test_link (Fixture *f, gconstpointer data)
{
  GtkTextIter start, end;
  GtkWidget *dialog, *row;

  open_text (f, "See this.\n\n## Nuri Flies\n");
  gtk_text_buffer_get_iter_at_offset (get_buffer (f), &start, 4);
  gtk_text_buffer_get_iter_at_offset (get_buffer (f), &end, 8);
  gtk_text_buffer_select_range (get_buffer (f), &start, &end);
  window_fixture_act (f, "win.format-link");
  dialog = window_test_find_window ("GalleyLinkDialog");
  g_assert_nonnull (dialog);
  window_fixture_shoot (dialog, "link");
  row = window_test_find (dialog, window_test_is_row, "Nuri Flies");
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  window_test_click (dialog, "_Insert");
  window_fixture_assert_text (f, "See [this](#nuri-flies).\n\n## Nuri Flies\n");
}

static gboolean
is_tooltip (GtkWidget *widget, const char *words)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), words) == 0;
}

static gboolean
is_mark (GtkWidget *widget, const char *css)
{
  return gtk_widget_has_css_class (widget, css) && gtk_widget_get_visible (widget)
         && gtk_widget_get_child_visible (widget);
}

/* What was kept once comes back under its name, and what was deleted with one click. */
static void
test_snippets (Fixture *f, gconstpointer data)
{
  GtkTextIter start, end;
  GtkWidget *dialog, *row;

  open_text (f, "Kim writes.");
  gtk_text_buffer_get_bounds (get_buffer (f), &start, &end);
  gtk_text_buffer_select_range (get_buffer (f), &start, &end);
  window_fixture_act (f, "win.show-snippets");
  dialog = window_test_find_window ("GalleyShelfDialog");
  window_fixture_shoot (dialog, "snippets-none");
  g_assert_null (window_test_find (dialog, window_test_says, "Select text"));
  row = window_test_find (dialog, window_test_is_row, "Name to keep it under");
  gtk_widget_grab_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row))));
  gtk_editable_set_text (GTK_EDITABLE (row), "Signature");
  g_signal_emit_by_name (window_test_find (row, is_mark, "suggested-action"), "clicked");
  g_assert_null (window_test_find (row, is_mark, "suggested-action"));
  gtk_editable_set_text (GTK_EDITABLE (row), "Other");
  g_signal_emit_by_name (row, "apply");
  window_fixture_shoot (dialog, "snippets");
  row = window_test_find (dialog, window_test_is_row, "Signature");
  g_assert_nonnull (row);
  galley_dialog_close (GALLEY_DIALOG (dialog));

  place_at_end (f);
  window_fixture_act (f, "win.show-snippets");
  dialog = window_test_find_window ("GalleyShelfDialog");
  gtk_editable_set_text (GTK_EDITABLE (window_test_find (dialog, window_test_is_type, "GtkSearchEntry")), "zz");
  WAIT_UNTIL (window_test_find (dialog, window_test_says, "There is none of this name.") != NULL);
  gtk_editable_set_text (GTK_EDITABLE (window_test_find (dialog, window_test_is_type, "GtkSearchEntry")), "");
  WAIT_UNTIL (window_test_find (dialog, window_test_is_row, "Signature") != NULL);
  row = window_test_find (dialog, window_test_is_row, "Signature");
  g_signal_emit_by_name (window_test_find (row, is_tooltip, "Delete"), "clicked");
  g_assert_null (window_test_find (dialog, window_test_is_row, "Signature"));
  /* The way back is of what it names, whatever was deleted since. */
  row = window_test_find (dialog, window_test_is_row, "Other");
  g_signal_emit_by_name (window_test_find (row, is_tooltip, "Delete"), "clicked");
  window_fixture_shoot (dialog, "snippet-deleted");
  window_test_click (dialog, "_Undo");
  row = window_test_find (dialog, window_test_is_row, "Signature");
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  window_fixture_assert_text (f, "Kim writes.Kim writes.");
  gtk_text_buffer_undo (get_buffer (f));
  window_fixture_assert_text (f, "Kim writes.");
}

/* By a key on its row: the row is an entry then, until it has a name that is free. */
static void
test_snippet_name (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "galley", "snippets", NULL);
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog, *row;

  galley_shelf_add (folder, "First", "1", NULL, &error);
  galley_shelf_add (folder, "Taken", "2", NULL, &error);
  g_assert_no_error (error);
  open_text (f, "");
  window_fixture_act (f, "win.show-snippets");
  dialog = window_test_find_window ("GalleyShelfDialog");
  gtk_widget_grab_focus (window_test_find (dialog, window_test_is_row, "First"));
  g_signal_emit_by_name (window_test_find (dialog, is_tooltip, "Rename (F2)"), "clicked");
  row = window_test_find (dialog, window_test_is_row, "New name");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "First");
  window_fixture_shoot (dialog, "snippet-rename");
  gtk_editable_set_text (GTK_EDITABLE (row), "Taken");
  g_signal_emit_by_name (row, "apply");
  g_assert_nonnull (
      window_test_find (dialog, window_test_says, "There is already one of the name “Taken”."));
  window_fixture_shoot (dialog, "snippet-rename-taken");
  gtk_editable_set_text (GTK_EDITABLE (row), "Second");
  g_signal_emit_by_name (row, "apply");
  g_assert_null (window_test_find (dialog, window_test_is_row, "New name"));
  g_assert_null (window_test_find (dialog, window_test_is_row, "First"));
  g_assert_nonnull (window_test_find (dialog, window_test_is_row, "Second"));
  window_fixture_shoot (dialog, "snippet-renamed");
  window_test_click (dialog, "_Undo");
  g_assert_null (window_test_find (dialog, window_test_is_row, "Second"));
  g_assert_nonnull (window_test_find (dialog, window_test_is_row, "First"));
  galley_dialog_close (GALLEY_DIALOG (dialog));
}

static void
add (void)
{
  WINDOW_ADD ("/app/window-writing/table-font", test_table_font);
  WINDOW_ADD ("/app/window-writing/undo-all", test_undo_all);
  WINDOW_ADD ("/app/window-writing/snippet-name", test_snippet_name);
  WINDOW_ADD ("/app/window-writing/paste-pictures", test_paste_pictures);
  WINDOW_ADD ("/app/window-writing/keys", test_keys);
  WINDOW_ADD ("/app/window-writing/composing", test_composing);
  WINDOW_ADD ("/app/window-writing/leaving-table", test_leaving_table);
  WINDOW_ADD ("/app/window-writing/leaving-row", test_leaving_row);
  WINDOW_ADD ("/app/window-writing/paste", test_paste);
  WINDOW_ADD ("/app/window-writing/paste-code", test_paste_code);
  WINDOW_ADD ("/app/window-writing/count", test_count);
  WINDOW_ADD ("/app/window-writing/outline", test_outline);
  WINDOW_ADD ("/app/window-writing/end-typewriter", test_end_typewriter);
  WINDOW_ADD ("/app/window-writing/outline-keys", test_outline_keys);
  WINDOW_ADD ("/app/window-writing/outline-follows", test_outline_follows);
  WINDOW_ADD ("/app/window-writing/outline-empty", test_outline_empty);
  WINDOW_ADD ("/app/window-writing/small-bar", test_small_bar);
  WINDOW_ADD ("/app/window-writing/outline-drag", test_outline_drag);
  WINDOW_ADD ("/app/window-writing/end", test_end);
  WINDOW_ADD ("/app/window-writing/end-hidden", test_end_hidden);
  WINDOW_ADD ("/app/window-writing/calm", test_calm);
  WINDOW_ADD ("/app/window-writing/comment", test_comment);
  WINDOW_ADD ("/app/window-writing/link", test_link);
  WINDOW_ADD ("/app/window-writing/snippets", test_snippets);
}

int
main (int argc, char **argv)
{
  return window_fixture_run (&argc, &argv, add);
}
