/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window as a writer uses it: pages, clipboard, drops, search, scrolling, files, dialogs. */

#include <webkit/webkit.h>

#include "window-fixture.h"

static GtkTextBuffer *
get_buffer (Fixture *f)
{
  return GTK_TEXT_BUFFER (galley_window_get_document (f->window));
}

static GtkWidget *
find_type (Fixture *f, const char *name)
{
  return window_test_find (GTK_WIDGET (f->window), window_test_is_type, name);
}

static gboolean
is_shown (Fixture *f, const char *type)
{
  GtkWidget *widget = find_type (f, type);

  return widget && gtk_widget_get_mapped (widget);
}

/* The newest window of a type; NULL when there is none. */
static gpointer
find_window (const char *type)
{
  return window_test_find_window (type);
}

static guint
count_windows (const char *type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      count += window_test_is_type (window, type) && gtk_widget_get_mapped (window);
    }
  return count;
}

static char *
write_picture (Fixture *f, const char *name)
{
  char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 320, 180);

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
  return path;
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JSCValue) value = webkit_web_view_call_async_javascript_function_finish (
      WEBKIT_WEB_VIEW (source), result, NULL);

  *(char **) user_data = value ? jsc_value_to_string (value) : g_strdup ("");
}

static char *
run (Fixture *f, const char *body)
{
  char *answer = NULL;

  WAIT_UNTIL (find_type (f, "WebKitWebView") != NULL);
  webkit_web_view_call_async_javascript_function (
      WEBKIT_WEB_VIEW (find_type (f, "WebKitWebView")), body, -1, NULL, "editor", NULL, NULL,
      ran_cb, &answer);
  WAIT_UNTIL (answer != NULL);
  return answer;
}

static gboolean
preview_says (Fixture *f, const char *words)
{
  g_autofree char *text = run (f, "return document.body ? document.body.innerText : ''");

  return strstr (text, words) != NULL;
}

/* What is shown asks for room of its own, so a window on its way to @width comes past others, as it
 * does under a hand. */
static gboolean
has_width (Fixture *f, int width)
{
  /* Its frame is part of what is asked for. */
  if (ABS (gtk_widget_get_width (GTK_WIDGET (f->window)) - width) <= 20)
    return TRUE;
  gtk_window_set_default_size (GTK_WINDOW (f->window), width, 720);
  return FALSE;
}

static gboolean
fits (Fixture *f)
{
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (f->window));
  int minimum;

  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum <= 360;
}

/* As on a small telephone, with all three buttons that a desktop may put into the header bar. The
 * pages change right after the width. */
static void
assert_fits (Fixture *f)
{
  WAIT_UNTIL (fits (f));
}

/* The header bar says @words, all of them. */
static gboolean
is_whole_title (GtkWidget *widget, const char *words)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
         && gtk_widget_has_css_class (widget, "title")
         && gtk_widget_get_ancestor (widget, ADW_TYPE_WINDOW_TITLE)
         && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), words)
         && !pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));
}

/* One page at a time, then two, then three. */
static void
test_narrow (Fixture *f, gconstpointer data)
{
  g_object_set (gtk_settings_get_default (), "gtk-decoration-layout", ":minimize,maximize,close",
                NULL);
  window_fixture_open (f, "---\ntitle: Nuri\n---\nBody TK.\n", -1);
  WAIT_UNTIL (has_width (f, 360));
  assert_fits (f);
  g_assert_true (is_shown (f, "GtkSourceView"));
  g_assert_false (is_shown (f, "GalleyPreview"));
  window_fixture_shoot (f->window, "narrow-source");

  window_fixture_act (f, "win.show-preview");
  WAIT_UNTIL (is_shown (f, "GalleyPreview"));
  g_assert_false (is_shown (f, "GtkSourceView"));
  WAIT_UNTIL (preview_says (f, "Body"));
  assert_fits (f);
  window_fixture_shoot (f->window, "narrow-preview");

  /* Back, one types on. */
  window_fixture_act (f, "win.show-preview");
  WAIT_UNTIL (is_shown (f, "GtkSourceView"));
  g_assert_true (GTK_IS_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (f->window))));
  window_fixture_act (f, "win.show-preview");
  WAIT_UNTIL (is_shown (f, "GalleyPreview"));

  window_fixture_act (f, "win.show-settings");
  WAIT_UNTIL (is_shown (f, "GalleySettingsPanel"));
  g_assert_false (is_shown (f, "GalleyPreview"));
  g_assert_false (is_shown (f, "GtkSourceView"));
  assert_fits (f);
  WAIT_UNTIL (window_test_find (GTK_WIDGET (f->window), is_whole_title, "Issue Settings"));
  window_fixture_shoot (f->window, "narrow-settings");

  /* What works on the text shows it. */
  window_fixture_act (f, "win.next-finding");
  WAIT_UNTIL (is_shown (f, "GtkSourceView"));
  g_assert_nonnull (window_test_find (GTK_WIDGET (f->window), is_whole_title, "Nuri"));
  window_fixture_act (f, "win.show-settings");
  window_fixture_act (f, "win.find-text");
  WAIT_UNTIL (is_shown (f, "GtkSourceView"));
  assert_fits (f);
  window_fixture_shoot (f->window, "narrow-find");

  window_fixture_act (f, "win.show-outline");
  WAIT_UNTIL (is_shown (f, "GalleyOutlinePanel"));
  assert_fits (f);
  window_fixture_act (f, "win.show-outline");

  WAIT_UNTIL (has_width (f, 800));
  WAIT_UNTIL (is_shown (f, "GalleyPreview"));
  window_fixture_act (f, "win.show-settings");
  WAIT_UNTIL (is_shown (f, "GalleySettingsPanel"));
  g_assert_true (is_shown (f, "GtkSourceView"));
  g_assert_false (is_shown (f, "GalleyPreview"));
  window_fixture_shoot (f->window, "medium-settings");
  WAIT_UNTIL (has_width (f, 1240));
  WAIT_UNTIL (is_shown (f, "GalleyPreview") && is_shown (f, "GalleySettingsPanel"));
}

/* What three pages need does not hold it back: one request is enough for it to become a telephone. */
static void
test_narrow_at_once (Fixture *f, gconstpointer data)
{
  int minimum;

  window_fixture_open (f, "Body.\n", -1);
  WAIT_UNTIL (has_width (f, 1240));
  window_fixture_act (f, "win.show-settings");
  WAIT_UNTIL (is_shown (f, "GalleyPreview") && is_shown (f, "GalleySettingsPanel"));
  g_assert_false (fits (f));
  gtk_widget_measure (GTK_WIDGET (f->window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, 380);

  window_fixture_act (f, "win.show-settings");
  WAIT_UNTIL (has_width (f, 360));
  assert_fits (f);
  g_assert_true (is_shown (f, "GtkSourceView"));
  g_assert_false (is_shown (f, "GalleyPreview"));
}

/* An outline gives way as the settings do: to a page of its own, and never to both at once. */
static gboolean
is_back (GtkWidget *widget, const char *words)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
         && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), "go-previous-symbolic") == 0;
}

static void
press_escape (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) keys = g_list_model_get_item (controllers, i);
      gboolean done;

      if (GTK_IS_EVENT_CONTROLLER_KEY (keys)
          && gtk_event_controller_get_propagation_phase (keys) == GTK_PHASE_BUBBLE)
        g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_Escape, 0, 0, &done);
    }
}

static void
test_narrow_outline (Fixture *f, gconstpointer data)
{
  GtkWidget *back;

  window_fixture_open (f, "## One\n\nBody.\n", -1);
  WAIT_UNTIL (has_width (f, 1240));
  window_fixture_act (f, "win.show-outline");
  WAIT_UNTIL (is_shown (f, "GalleyPreview") && is_shown (f, "GalleyOutlinePanel"));
  WAIT_UNTIL (has_width (f, 360));
  assert_fits (f);
  g_assert_true (is_shown (f, "GalleyOutlinePanel"));
  g_assert_false (is_shown (f, "GtkSourceView"));
  window_fixture_shoot (f->window, "narrow-outline");
  back = window_test_find (GTK_WIDGET (f->window), is_back, NULL);
  g_signal_emit_by_name (back, "clicked");
  g_assert_false (is_shown (f, "GalleyOutlinePanel"));
  g_assert_true (is_shown (f, "GtkSourceView"));
  g_assert_false (gtk_widget_get_visible (back));
  window_fixture_act (f, "win.show-outline");
  WAIT_UNTIL (is_shown (f, "GalleyOutlinePanel"));
  press_escape (find_type (f, "GalleyOutlinePanel"));
  g_assert_true (is_shown (f, "GtkSourceView"));
  window_fixture_act (f, "win.show-outline");

  WAIT_UNTIL (has_width (f, 800));
  WAIT_UNTIL (is_shown (f, "GtkSourceView") && is_shown (f, "GalleyOutlinePanel"));
  g_assert_false (is_shown (f, "GalleyPreview"));
  window_fixture_act (f, "win.show-preview");
  WAIT_UNTIL (is_shown (f, "GalleyPreview"));
  g_assert_false (is_shown (f, "GalleyOutlinePanel"));

  WAIT_UNTIL (has_width (f, 1240));
  window_fixture_act (f, "win.show-outline");
  window_fixture_act (f, "win.show-settings");
  WAIT_UNTIL (is_shown (f, "GalleyOutlinePanel") && is_shown (f, "GalleySettingsPanel"));
  WAIT_UNTIL (has_width (f, 360));
  assert_fits (f);
  g_assert_true (is_shown (f, "GalleySettingsPanel"));
  g_assert_false (is_shown (f, "GalleyOutlinePanel"));
}

static void
paste (Fixture *f)
{
  g_signal_emit_by_name (find_type (f, "GtkSourceView"), "paste-clipboard");
}

static void
close_window (const char *type)
{
  window_test_close (window_test_find_window (type));
  WAIT_UNTIL (find_window (type) == NULL);
}

static gboolean
presses (GtkWidget *widget, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  g_autoptr (GtkShortcutTrigger) trigger = gtk_keyval_trigger_new (key, modifiers);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) shortcuts = g_list_model_get_item (controllers, i);

      for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (shortcuts) && k < g_list_model_get_n_items (shortcuts); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, k);

          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), trigger))
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                                 gtk_shortcut_get_arguments (shortcut));
        }
    }
  return FALSE;
}

/* What is over the text has the keys, also inside of the same window, and is closed before that. */
static void
test_form_first (Fixture *f, gconstpointer data)
{
  int length;

  window_fixture_open (f, "Body.\n", 0);
  g_assert_true (presses (GTK_WIDGET (f->window), GDK_KEY_b, GDK_CONTROL_MASK));
  length = gtk_text_buffer_get_char_count (get_buffer (f));
  window_fixture_act (f, "win.show-accounts");
  WAIT_UNTIL (find_window ("GalleyAccountsWindow"));
  if (window_test_find_inside (GTK_WIDGET (f->window)))
    {
      g_assert_false (presses (GTK_WIDGET (f->window), GDK_KEY_b, GDK_CONTROL_MASK));
      g_assert_cmpint (gtk_text_buffer_get_char_count (get_buffer (f)), ==, length);
      gtk_window_close (GTK_WINDOW (f->window));
      WAIT_UNTIL (find_window ("GalleyAccountsWindow") == NULL);
      g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (f->window)));
    }
  else
    {
      g_assert_true (gtk_window_get_modal (find_window ("GalleyAccountsWindow")));
      close_window ("GalleyAccountsWindow");
    }
}

/* Files and pictures on the clipboard ask for their words; text is text. */
static void
pasted_cb (GtkWidget *editor, GBytes *bytes, GBytes **pasted)
{
  *pasted = g_bytes_ref (bytes);
}

/* As the photo's own file, which a PNG of it would be many times the size of. */
static void
test_paste_photo (Fixture *f, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (f->window));
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 320, 180);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) pasted = NULL;
  g_autoptr (GdkContentProvider) provider = NULL;
  GtkWidget *insert;
  char *jpeg;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &jpeg, &size, "jpeg", NULL, NULL));
  bytes = g_bytes_new_take (jpeg, size);
  provider = gdk_content_provider_new_for_bytes ("image/jpeg", bytes);
  window_fixture_open (f, "Body.\n", -1);
  g_signal_connect (find_type (f, "GalleyEditor"), "picture-pasted", G_CALLBACK (pasted_cb),
                    &pasted);
  gdk_clipboard_set_content (clipboard, provider);
  paste (f);
  WAIT_UNTIL (find_window ("GalleyImageDialog"));
  g_assert_true (g_bytes_equal (pasted, bytes));
  insert = window_test_find (GTK_WIDGET (find_window ("GalleyImageDialog")),
                             window_test_is_button, "_Insert");
  WAIT_UNTIL (gtk_widget_is_sensitive (insert));
  g_signal_emit_by_name (insert, "clicked");
  WAIT_UNTIL (find_window ("GalleyImageDialog") == NULL);
  window_fixture_assert_text (f, "![](assets/picture.jpg)\n\nBody.\n");
}

static void
test_paste (Fixture *f, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (f->window));
  g_autofree char *path = write_picture (f, "nuri.png");
  g_autofree char *uris = g_strdup_printf ("file://%s\r\n", path);
  g_autoptr (GBytes) bytes = g_bytes_new (uris, strlen (uris));
  g_autoptr (GdkContentProvider) provider = gdk_content_provider_new_for_bytes ("text/uri-list", bytes);
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_filename (path, NULL);

  window_fixture_open (f, "Body.\n", -1);
  gdk_clipboard_set_content (clipboard, provider);
  paste (f);
  WAIT_UNTIL (find_window ("GalleyImageDialog"));
  window_fixture_shoot (find_window ("GalleyImageDialog"), "image-dialog");
  close_window ("GalleyImageDialog");
  window_fixture_assert_text (f, "Body.\n");

  gdk_clipboard_set_texture (clipboard, texture);
  paste (f);
  WAIT_UNTIL (find_window ("GalleyImageDialog"));
  close_window ("GalleyImageDialog");

  gdk_clipboard_set_text (clipboard, "Words. ");
  paste (f);
  WAIT_UNTIL (gtk_text_buffer_get_char_count (get_buffer (f)) > 6);
  window_fixture_assert_text (f, "Words. Body.\n");
}

static GtkEventController *
find_drop_target (GtkWidget *widget, GtkPropagationPhase phase)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller)
          && gtk_event_controller_get_propagation_phase (controller) == phase)
        return controller;
    }
  return NULL;
}

static void
drop_on (GtkEventController *target, const char *const *paths)
{
  GSList *files = NULL;
  GdkFileList *list;
  GValue value = G_VALUE_INIT;
  gboolean taken = FALSE;

  for (guint i = 0; paths[i]; i++)
    files = g_slist_append (files, g_file_new_for_commandline_arg (paths[i]));
  list = gdk_file_list_new_from_list (files);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, list);
  g_signal_emit_by_name (target, "drop", &value, 60.0, 60.0, &taken);
  g_assert_true (taken);
  g_value_unset (&value);
  g_slist_free_full (files, g_object_unref);
}

static void
drop (Fixture *f, const char *const *paths)
{
  drop_on (find_drop_target (find_type (f, "GtkSourceView"), GTK_PHASE_CAPTURE), paths);
}

static void
test_drop (Fixture *f, gconstpointer data)
{
  g_autofree char *first = write_picture (f, "first.png");
  g_autofree char *second = write_picture (f, "second.png");
  g_autofree char *issue = g_build_filename (f->folder, "other.md", NULL);
  const char *const pictures[] = { first, second, NULL };
  const char *const issues[] = { issue, NULL };
  GtkWindow *other;

  g_assert_true (g_file_set_contents (issue, "Other.\n", -1, NULL));
  window_fixture_open (f, "Body.\n", -1);
  /* No file, but what a browser's link is dragged as. */
  drop (f, (const char *const[]) { "https://example.org/", "https://example.net/", NULL });
  WAIT_UNTIL (gtk_text_buffer_get_char_count (get_buffer (f)) > 6);
  window_fixture_act (f, "win.undo");
  window_fixture_assert_text (f, "Body.\n");
  drop (f, pictures);
  WAIT_UNTIL (find_window ("GalleyImageDialog"));
  WAIT_UNTIL (window_test_find (find_window ("GalleyImageDialog"), window_fixture_is_shown, "1 of 2"));
  window_fixture_shoot (find_window ("GalleyImageDialog"), "image-dialog-two");
  close_window ("GalleyImageDialog");
  /* Nobody aims: on the window's bars it goes in at the cursor. */
  drop_on (find_drop_target (GTK_WIDGET (f->window), GTK_PHASE_BUBBLE), pictures);
  WAIT_UNTIL (find_window ("GalleyImageDialog"));
  close_window ("GalleyImageDialog");

  /* An issue opens in a window of its own, for this one has an issue. */
  drop (f, issues);
  WAIT_UNTIL (count_windows ("GalleyWindow") == 2);
  other = find_window ("GalleyWindow");
  g_assert_true (other != GTK_WINDOW (f->window));
  WAIT_UNTIL (g_str_equal (gtk_window_get_title (other), "other.md"));
  gtk_window_destroy (other);
  window_fixture_assert_text (f, "Body.\n");
}

static void
test_find (Fixture *f, gconstpointer data)
{
  GtkWidget *editor, *entry, *replace;

  window_fixture_open (f, "One fish, two fish.\n", -1);
  editor = find_type (f, "GalleyEditor");
  window_fixture_act (f, "win.replace-text");
  entry = find_type (f, "GtkSearchEntry");
  replace = window_test_find (editor, window_test_is_type, "GtkEntry");
  WAIT_UNTIL (gtk_widget_get_mapped (replace));
  gtk_editable_set_text (GTK_EDITABLE (entry), "fish");
  WAIT_UNTIL (window_fixture_says (f, "of 2"));
  /* Return goes on to the next, and round. */
  g_signal_emit_by_name (entry, "activate");
  WAIT_UNTIL (window_fixture_says (f, "2 of 2"));
  g_signal_emit_by_name (entry, "activate");
  WAIT_UNTIL (window_fixture_says (f, "1 of 2"));
  g_signal_emit_by_name (entry, "previous-match");
  WAIT_UNTIL (window_fixture_says (f, "2 of 2"));
  window_fixture_shoot (f->window, "replace");
  gtk_editable_set_text (GTK_EDITABLE (replace), "bird");
  g_signal_emit_by_name (replace, "activate");
  window_fixture_assert_text (f, "One fish, two bird.\n");
  window_fixture_act (f, "win.undo");
  gtk_widget_activate_action (entry, "search.replace-all", NULL);
  window_fixture_assert_text (f, "One bird, two bird.\n");
  WAIT_UNTIL (window_fixture_says (f, "Not found"));
  window_fixture_act (f, "win.undo");
  window_fixture_assert_text (f, "One fish, two fish.\n");
  /* Asked for again, the words are there to be written over, also when they have been looked for. */
  gtk_widget_activate_action (entry, "search.next", NULL);
  gtk_widget_activate_action (entry, "search.close", NULL);
  window_fixture_act (f, "win.find-text");
  window_test_wait (300);
  g_assert_true (gtk_editable_get_selection_bounds (GTK_EDITABLE (entry), NULL, NULL));
}

static void
assert_selected (Fixture *f, int from, int to)
{
  GtkTextIter start, end;

  g_assert_true (gtk_text_buffer_get_selection_bounds (get_buffer (f), &start, &end));
  g_assert_cmpint (gtk_text_iter_get_offset (&start), ==, from);
  g_assert_cmpint (gtk_text_iter_get_offset (&end), ==, to);
}

/* What is looked for outlives the bar; a match goes on from itself, also when the bar's words have taken
 * the one selection of the desktop from it. */
static void
test_find_again (Fixture *f, gconstpointer data)
{
  GtkWidget *entry;
  GtkTextIter start, end;

  window_fixture_open (f, "One fish, two fish, fish.\n", -1);
  window_fixture_act (f, "win.find-next");
  entry = find_type (f, "GtkSearchEntry");
  WAIT_UNTIL (gtk_widget_get_mapped (entry));
  gtk_widget_activate_action (entry, "search.close", NULL);

  gtk_text_buffer_get_iter_at_offset (get_buffer (f), &start, 4);
  gtk_text_buffer_get_iter_at_offset (get_buffer (f), &end, 8);
  gtk_text_buffer_select_range (get_buffer (f), &end, &start);
  window_fixture_act (f, "win.find-text");
  WAIT_UNTIL (window_fixture_says (f, "1 of 3"));
  g_signal_emit_by_name (entry, "activate");
  assert_selected (f, 14, 18);
  gtk_widget_grab_focus (entry);
  gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
  g_signal_emit_by_name (entry, "activate");
  assert_selected (f, 20, 24);

  gtk_widget_activate_action (entry, "search.close", NULL);
  WAIT_UNTIL (!gtk_widget_get_child_visible (entry) || !gtk_widget_get_mapped (entry));
  window_fixture_act (f, "win.find-previous");
  assert_selected (f, 14, 18);
  gtk_text_buffer_get_start_iter (get_buffer (f), &start);
  gtk_text_buffer_place_cursor (get_buffer (f), &start);
  window_fixture_act (f, "win.find-next");
  assert_selected (f, 4, 8);
  /* The bar comes back with it. */
  gtk_text_buffer_place_cursor (get_buffer (f), &start);
  window_fixture_act (f, "win.find-text");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "fish");
}

static void
test_windows (Fixture *f, gconstpointer data)
{
  GtkWidget *about;

  window_fixture_act (f, "win.show-shortcuts");
  WAIT_UNTIL (find_window ("AdwPreferencesWindow"));
  window_fixture_shoot (find_window ("AdwPreferencesWindow"), "shortcuts");
  close_window ("AdwPreferencesWindow");
  window_fixture_act (f, "win.show-about");
  WAIT_UNTIL ((about = window_test_find_window (WINDOW_TEST_ABOUT)) != NULL);
  window_fixture_shoot (about, "about");
  gtk_widget_activate_action (about, "window.close", NULL);
  WAIT_UNTIL (window_test_find_window (WINDOW_TEST_ABOUT) == NULL);
}

static char *
make_long_issue (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "Paragraph %u says what the one before it did not say.\n\n", i);
  return g_string_free (text, FALSE);
}

static double
get_scroll (Fixture *f)
{
  g_autofree char *top = run (f, "return String (Math.round (window.scrollY))");

  return g_ascii_strtod (top, NULL);
}

static int
get_top_line (Fixture *f)
{
  GtkTextView *view = GTK_TEXT_VIEW (find_type (f, "GtkSourceView"));
  GdkRectangle rect;
  GtkTextIter iter;

  gtk_text_view_get_visible_rect (view, &rect);
  gtk_text_view_get_line_at_y (view, &iter, rect.y, NULL);
  return gtk_text_iter_get_line (&iter) + 1;
}

static int
get_cursor_line (Fixture *f)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (get_buffer (f), &iter,
                                    gtk_text_buffer_get_insert (get_buffer (f)));
  return gtk_text_iter_get_line (&iter) + 1;
}

static void
click_paragraph (Fixture *f, guint number, double part)
{
  g_autofree char *body = g_strdup_printf (
      "const p = [...document.querySelectorAll ('p')]"
      ".find (e => e.textContent.startsWith ('Paragraph %u '));"
      "const r = p.getBoundingClientRect ();"
      "const at = { bubbles: true, clientX: r.left + 9, clientY: r.top + r.height * %g };"
      "document.elementFromPoint (at.clientX, at.clientY)"
      ".dispatchEvent (new MouseEvent ('click', at)); return ''",
      number, part);
  g_autofree char *answer = run (f, body);
}

/* Until it is heard: what comes right after the source scrolled the preview is taken for its echo. */
static gboolean
scroll_to_top (Fixture *f)
{
  g_autofree char *answer = run (f, "window.scrollTo (0, window.scrollY > 0 ? 0 : 1); return ''");

  return answer != NULL;
}

/* Source and preview scroll together, both ways; a click puts the cursor there. */
static void
test_scroll (Fixture *f, gconstpointer data)
{
  g_autofree char *text = make_long_issue ();
  GtkAdjustment *adjustment;

  window_fixture_open (f, text, -1);
  WAIT_UNTIL (preview_says (f, "Paragraph 199"));
  adjustment
      = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (find_type (f, "GtkSourceView")));
  WAIT_UNTIL (gtk_adjustment_get_upper (adjustment) > 3000);
  gtk_adjustment_set_value (adjustment, 2000);
  WAIT_UNTIL (get_scroll (f) > 1000);
  window_fixture_shoot (f->window, "scrolled");

  WAIT_UNTIL (scroll_to_top (f) && get_top_line (f) < 10);

  /* On a paragraph, and in the white space under it. */
  click_paragraph (f, 2, 0.5);
  WAIT_UNTIL (get_cursor_line (f) == 5);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->window)) == find_type (f, "GtkSourceView"));
  click_paragraph (f, 4, 1.1);
  WAIT_UNTIL (get_cursor_line (f) == 9);
}

static void
test_dark (Fixture *f, gconstpointer data)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  window_fixture_act (f, "win.open-sample");
  WAIT_UNTIL (window_fixture_is_loaded (f));
  WAIT_UNTIL (is_shown (f, "GalleyPreview"));
  window_fixture_shoot (f->window, "sample-light");
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  window_fixture_act (f, "win.show-settings");
  window_fixture_shoot (f->window, "sample-dark");
  g_assert_true (adw_style_manager_get_dark (style));
  g_assert_cmpstr (gtk_source_style_scheme_get_id (gtk_source_buffer_get_style_scheme (
                       GTK_SOURCE_BUFFER (get_buffer (f)))),
                   ==, "galley-dark");
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  if (*(char **) user_data == NULL)
    *(char **) user_data = g_strdup ("");
}

static void
spliced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) bytes = NULL;
  gconstpointer data;
  gsize size;

  g_assert_cmpint (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL), >, 0);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  data = g_bytes_get_data (bytes, &size);
  *(char **) user_data = g_strndup (data, size);
}

/* The clipboard is our own: what is read must be written by the same loop. */
static void
stream_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GInputStream) stream
      = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  g_assert_nonnull (stream);
  g_output_stream_splice_async (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, NULL, spliced_cb, user_data);
}

static void
test_copy (Fixture *f, gconstpointer data)
{
  static const char *const html_type[] = { "text/html", NULL };
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (f->window));
  g_autofree char *html = NULL;
  g_autofree char *rich = NULL;
  g_autofree char *plain = NULL;

  window_fixture_open (f, "---\ntitle: Nuri\n---\nSome *words*.\n", -1);
  window_fixture_act (f, "win.copy-html");
  gdk_clipboard_read_text_async (clipboard, NULL, read_cb, &html);
  WAIT_UNTIL (html != NULL);
  g_assert_cmpstr (html, ==, "<p>Some <em>words</em>.</p>");
  WAIT_UNTIL (window_fixture_says (f, "copied as HTML"));
  window_fixture_shoot (f->window, "copied");

  /* Both kinds: a mail program takes the formatting, an editor plain words. */
  window_fixture_act (f, "win.copy-rich");
  gdk_clipboard_read_async (clipboard, (const char **) html_type, G_PRIORITY_DEFAULT, NULL,
                            stream_cb, &rich);
  WAIT_UNTIL (rich != NULL);
  g_assert_nonnull (strstr (rich, "<em>words</em>"));
  gdk_clipboard_read_text_async (clipboard, NULL, read_cb, &plain);
  WAIT_UNTIL (plain != NULL);
  g_assert_nonnull (strstr (plain, "Some words."));
}

static void
test_changed_on_disk (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "issue.md", NULL);

  window_fixture_open (f, "Body.\n", -1);
  g_assert_true (g_file_set_contents (path, "Theirs.\n", -1, NULL));
  WAIT_UNTIL (window_fixture_says (f, "was changed by another program"));
  window_fixture_shoot (f->window, "changed");
  window_fixture_act (f, "win.reload-issue");
  WAIT_UNTIL (!window_fixture_says (f, "was changed by another program"));
  window_fixture_assert_text (f, "Theirs.\n");

  /* With changes of our own a save asks, and Cancel keeps both. */
  gtk_text_buffer_insert_at_cursor (get_buffer (f), "Ours. ", -1);
  g_assert_true (g_file_set_contents (path, "Theirs again.\n", -1, NULL));
  window_fixture_act (f, "win.save-issue");
  WAIT_UNTIL (window_test_find_question ());
  window_fixture_shoot (window_test_find_question (), "conflict");
  window_test_click (window_test_find_question (), "_Cancel");
  WAIT_UNTIL (window_test_find_question () == NULL);
  window_fixture_assert_text (f, "Ours. Theirs.\n");

  g_assert_cmpint (g_unlink (path), ==, 0);
  WAIT_UNTIL (window_fixture_says (f, "was moved or deleted"));
}

static gboolean
window_says (const char *words)
{
  GtkWidget *dialog = window_test_find_question ();

  return dialog && window_test_find (dialog, window_fixture_is_shown, words);
}

/* Save writes and closes; the question names the issue. */
static void
test_close (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "issue.md", NULL);
  g_autofree char *text = NULL;
  GtkWindow *window = g_object_ref (GTK_WINDOW (f->window));

  window_fixture_open (f, "---\ntitle: Nuri\n---\n", -1);
  gtk_text_buffer_insert_at_cursor (get_buffer (f), "\n", -1);
  gtk_window_close (window);
  WAIT_UNTIL (window_says ("Nuri"));
  window_fixture_shoot (window_test_find_question (), "unsaved");
  window_test_click (window_test_find_question (), "_Save");
  WAIT_UNTIL (!gtk_widget_get_visible (GTK_WIDGET (window)));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "---\ntitle: Nuri\n---\n\n");
  g_object_unref (window);
  f->window = galley_window_new (NULL, f->session);
}

/* The start page knows what was open, and leads there. */
static void
test_start (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "issue.md", NULL);
  GtkWidget *list, *row;

  g_assert_true (g_file_set_contents (path, "Body.\n", -1, NULL));
  galley_session_add_recent (f->session, "/nowhere/letters from Seoul.md");
  galley_session_add_recent (f->session, path);
  gtk_window_destroy (GTK_WINDOW (f->window));
  f->window = galley_window_new (NULL, f->session);
  gtk_window_present (GTK_WINDOW (f->window));
  WAIT_UNTIL (window_fixture_says (f, "issue.md"));
  window_fixture_shoot (f->window, "start");
  row = window_test_find (GTK_WIDGET (f->window), window_test_is_row, "issue.md");
  list = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX);
  g_signal_emit_by_name (list, "row-activated", row);
  WAIT_UNTIL (window_fixture_is_loaded (f));
  window_fixture_assert_text (f, "Body.\n");
}

static gboolean
is_chosen (GtkWindow *chooser, GFile *wanted)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  return file && g_file_equal (file, wanted);
}

/* A TextBundle is a folder, which a chooser of files does not offer. */
static void
test_bundle_folder (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->folder, "nuri.textbundle", NULL);
  g_autofree char *path = g_build_filename (folder, "text.md", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autofree char *text = NULL;
  GtkWindow *chooser;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "Body.\n", -1, NULL));
  window_fixture_act (f, "win.open-folder");
  WAIT_UNTIL ((chooser = find_window ("GtkFileChooserDialog")) != NULL);
  g_assert_true (gtk_file_chooser_set_file (GTK_FILE_CHOOSER (chooser), file, NULL));
  WAIT_UNTIL (is_chosen (chooser, file));
  window_test_wait (500); /* as above */
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  WAIT_UNTIL (window_fixture_is_loaded (f));
  window_fixture_assert_text (f, "Body.\n");

  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (galley_window_get_document (f->window)),
                                    "More ", -1);
  window_fixture_act (f, "win.save-issue");
  WAIT_UNTIL (!gtk_text_buffer_get_modified (
      GTK_TEXT_BUFFER (galley_window_get_document (f->window))));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "More Body.\n");
}

/* A save that fails stays on the screen until it is answered, and nothing is lost. */
static void
test_not_saved (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->folder, "gone", NULL);
  g_autofree char *path = g_build_filename (folder, "issue.md", NULL);
  GtkWidget *dialog;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "Body.\n", -1, NULL));
  galley_window_open (f->window, path);
  WAIT_UNTIL (window_fixture_is_loaded (f));
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (galley_window_get_document (f->window)),
                                    "More ", -1);
  galley_file_remove_tree (folder);
  window_fixture_act (f, "win.save-issue");
  WAIT_UNTIL (window_says ("disappeared"));
  dialog = window_test_find_question ();
  window_fixture_shoot (dialog, "gone");
  window_test_click (dialog, "_Save Again");
  WAIT_UNTIL (window_says ("Not Saved"));
  dialog = window_test_find_question ();
  window_fixture_shoot (dialog, "not-saved");
  g_assert_nonnull (window_test_find (dialog, window_test_is_button, "Save _As…"));
  window_test_click (dialog, "_Cancel");
  WAIT_UNTIL (window_test_find_question () == NULL);
  window_fixture_assert_text (f, "More Body.\n");
}

static gboolean
is_split_button (GtkWidget *widget, const char *words)
{
  return ADW_IS_SPLIT_BUTTON (widget);
}

/* The menu beside Open ends with what any window opened. */
static void
test_recent (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "an_issue.md", NULL);
  g_autofree char *place = g_path_get_basename (f->folder);
  g_autofree char *expected = g_strdup_printf ("an__issue.md, in %s", place);
  g_autofree char *label = NULL;
  g_autofree char *target = NULL;
  GtkWidget *button = window_test_find (GTK_WIDGET (f->window), is_split_button, NULL);
  g_autoptr (GMenuModel) menu = NULL;
  GMenuModel *open_menu;

  g_assert_true (g_file_set_contents (path, "Second.\n", -1, NULL));
  galley_session_add_recent (f->session, path);
  open_menu = adw_split_button_get_menu_model (ADW_SPLIT_BUTTON (button));
  menu = g_menu_model_get_item_link (open_menu, 1, G_MENU_LINK_SECTION);
  g_assert_nonnull (menu);
  g_assert_true (g_menu_model_get_item_attribute (menu, 0, "label", "s", &label));
  g_assert_true (g_menu_model_get_item_attribute (menu, 0, "target", "s", &target));
  g_assert_cmpstr (label, ==, expected);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.open-recent", "s", target);
  WAIT_UNTIL (window_fixture_is_loaded (f));
  window_fixture_assert_text (f, "Second.\n");
  window_fixture_shoot (f->window, "recent");
}

/* An issue that came through the portal alone: the bar offers its folder, and where it is allowed
 * the issue goes on from there. */
static void
test_sandbox (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "doc", "ab12", NULL);
  g_autofree char *path = g_build_filename (folder, "issue.md", NULL);
  g_autofree char *allowed = g_build_filename (f->folder, "issue.md", NULL);
  g_autoptr (GFile) wanted = g_file_new_for_path (f->folder);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "Body.\n", -1, NULL));
  g_assert_true (g_file_set_contents (allowed, "Body.\n", -1, NULL));
  galley_window_open (f->window, path);
  WAIT_UNTIL (window_fixture_is_loaded (f));
  WAIT_UNTIL (window_fixture_says (f, "until you allow access to its folder"));
  window_fixture_shoot (f->window, "sandbox");
  window_test_click (GTK_WIDGET (f->window), "_Allow Access to This Folder…");
  WAIT_UNTIL (find_window ("GtkFileChooserDialog"));
  gtk_file_chooser_set_file (GTK_FILE_CHOOSER (find_window ("GtkFileChooserDialog")), wanted, NULL);
  WAIT_UNTIL (is_chosen (find_window ("GtkFileChooserDialog"), wanted));
  /* GTK 4.18 complains of itself when its chooser closes while it still reads the folders. */
  window_test_wait (500);
  gtk_dialog_response (GTK_DIALOG (find_window ("GtkFileChooserDialog")), GTK_RESPONSE_ACCEPT);
  WAIT_UNTIL (g_str_equal (galley_document_get_path (galley_window_get_document (f->window)),
                           allowed));
  WAIT_UNTIL (!window_fixture_says (f, "until you allow access to its folder"));
  window_fixture_assert_text (f, "Body.\n");
}

static void
add (void)
{
  WINDOW_ADD ("/app/window-use/form-first", test_form_first);
  WINDOW_ADD ("/app/window-use/narrow", test_narrow);
  WINDOW_ADD ("/app/window-use/narrow-outline", test_narrow_outline);
  WINDOW_ADD ("/app/window-use/narrow-at-once", test_narrow_at_once);
  WINDOW_ADD ("/app/window-use/paste", test_paste);
  WINDOW_ADD ("/app/window-use/paste-photo", test_paste_photo);
  WINDOW_ADD ("/app/window-use/drop", test_drop);
  WINDOW_ADD ("/app/window-use/find", test_find);
  WINDOW_ADD ("/app/window-use/find-again", test_find_again);
  WINDOW_ADD ("/app/window-use/windows", test_windows);
  WINDOW_ADD ("/app/window-use/scroll", test_scroll);
  WINDOW_ADD ("/app/window-use/dark", test_dark);
  WINDOW_ADD ("/app/window-use/copy", test_copy);
  WINDOW_ADD ("/app/window-use/changed-on-disk", test_changed_on_disk);
  WINDOW_ADD ("/app/window-use/close", test_close);
  WINDOW_ADD ("/app/window-use/sandbox", test_sandbox);
  WINDOW_ADD ("/app/window-use/start", test_start);
  WINDOW_ADD ("/app/window-use/recent", test_recent);
  WINDOW_ADD ("/app/window-use/bundle-folder", test_bundle_folder);
  WINDOW_ADD ("/app/window-use/not-saved", test_not_saved);
}

int
main (int argc, char **argv)
{
  return window_fixture_run (&argc, &argv, add);
}
