/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-preferences.h"
#include "galley-speller.h"
#include "window-fixture.h"

static gboolean
is_named (GtkWidget *widget, const char *name)
{
  return g_str_equal (gtk_widget_get_name (widget), name);
}

static GtkWidget *
find (GtkWindow *preferences, const char *key)
{
  GtkWidget *control = window_test_find (GTK_WIDGET (preferences), is_named, key);

  g_assert_nonnull (control);
  return control;
}

static GtkTextView *
get_view (Fixture *f)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (f->window));

  g_assert_true (GTK_IS_TEXT_VIEW (focus));
  return GTK_TEXT_VIEW (focus);
}

static GSettings *
get_settings (Fixture *f)
{
  return galley_session_get_settings (f->session);
}

static GtkWindow *
open_preferences (Fixture *f)
{
  GtkWindow *preferences = galley_preferences_new (GTK_WINDOW (f->window), get_settings (f));

  gtk_window_present (preferences);
  return preferences;
}

static void
reset (Fixture *f)
{
  static const char *const keys[] = { "use-system-font", "font", "line-width", "line-spacing",
                                      "tab-spaces", "color-scheme", "autosave", "autosave-pause" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (get_settings (f), keys[i]);
}

static int
get_font_size (Fixture *f)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (get_view (f)));

  return pango_font_description_get_size (pango_context_get_font_description (context));
}

/* What is turned is seen in the text at once. */
static void
test_live (Fixture *f, gconstpointer data)
{
  GtkWindow *preferences;
  GtkTextView *view;
  g_autofree char *scheme = NULL;
  int margin, spacing, size;

  window_fixture_open (f, "Some words.\n", -1);
  view = get_view (f);
  /* Before it has its place it is narrow. */
  WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (view)) > 500);
  margin = gtk_text_view_get_left_margin (view);
  spacing = gtk_text_view_get_pixels_inside_wrap (view);
  size = get_font_size (f);
  preferences = open_preferences (f);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find (preferences, "line-spacing")), 180);
  g_assert_cmpint (gtk_text_view_get_pixels_inside_wrap (view), >, spacing);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find (preferences, "line-width")), 40);
  g_assert_cmpint (gtk_text_view_get_left_margin (view), >, margin);
  gtk_switch_set_active (GTK_SWITCH (find (preferences, "use-system-font")), FALSE);
  gtk_font_chooser_set_font (GTK_FONT_CHOOSER (find (preferences, "font")), "Cantarell Italic 30");
  WAIT_UNTIL (get_font_size (f) > size);
  gtk_switch_set_active (GTK_SWITCH (find (preferences, "tab-spaces")), FALSE);
  g_assert_false (gtk_source_view_get_insert_spaces_instead_of_tabs (GTK_SOURCE_VIEW (view)));
  adw_combo_row_set_selected (ADW_COMBO_ROW (find (preferences, "color-scheme")), 2);
  scheme = g_settings_get_string (get_settings (f), "color-scheme");
  g_assert_cmpstr (scheme, ==, "dark");
  window_fixture_shoot (preferences, "preferences");
  gtk_window_destroy (preferences);
  reset (f);
  WAIT_UNTIL (get_font_size (f) == size);
  WAIT_UNTIL (gtk_text_view_get_pixels_inside_wrap (view) == spacing);
}

/* A control whose name is no key does nothing. */
static void
test_every_key (Fixture *f, gconstpointer data)
{
  static const char *const keys[] = { "use-system-font", "font",         "monospace",
                                      "line-width",      "line-spacing", "side-margin",
                                      "tab-spaces",      "tab-width",    "color-scheme", "check-spelling",
                                      "preview-visible", "preview-format", "autosave",
                                      "autosave-pause" };
  GtkWindow *preferences = open_preferences (f);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    find (preferences, keys[i]);
  gtk_window_destroy (preferences);
}

/* The languages that the system has dictionaries for, several at once; the window's menu changes them too. */
static void
test_languages (Fixture *f, gconstpointer data)
{
  static const char *const korean[] = { "ko", "xx", NULL };
  g_auto (GStrv) languages = NULL;
  GtkWindow *preferences;
  GtkWidget *english;
  g_autoptr (GalleySpeller) speller = galley_speller_new ();
  g_auto (GStrv) available = galley_speller_list_available (speller);

  g_settings_set_strv (get_settings (f), "spelling-languages", korean);
  preferences = open_preferences (f);
  if (!g_strv_contains ((const char *const *) available, "en_US"))
    g_test_skip ("no dictionary");
  else
    {
      /* They are asked for beside the window. */
      WAIT_UNTIL ((english = window_test_find (GTK_WIDGET (preferences), is_named, "en_US")));
      g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (english)));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (english), TRUE);
      languages = g_settings_get_strv (get_settings (f), "spelling-languages");
      g_assert_true (g_strv_equal ((const char *const *) languages,
                                   (const char *const[]) { "ko", "xx", "en_US", NULL }));
      g_settings_set_strv (get_settings (f), "spelling-languages", korean);
      g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (english)));
    }
  gtk_window_destroy (preferences);
  g_settings_reset (get_settings (f), "spelling-languages");
}

static void
type (Fixture *f, const char *text)
{
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (galley_window_get_document (f->window)), text,
                                    -1);
}

static gboolean
file_has (Fixture *f, const char *expected)
{
  g_autofree char *path = g_build_filename (f->folder, "issue.md", NULL);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, expected) != NULL;
}

static void
test_autosave (Fixture *f, gconstpointer data)
{
  g_settings_set_boolean (get_settings (f), "autosave", TRUE);
  g_settings_set_int (get_settings (f), "autosave-pause", 5);
  window_fixture_open (f, "Some words.\n", -1);
  type (f, "New ");
  g_assert_false (file_has (f, "New"));
  WAIT_UNTIL (file_has (f, "New Some words.")
              && !gtk_text_buffer_get_modified (
                  GTK_TEXT_BUFFER (galley_window_get_document (f->window))));
  reset (f);
}

/* What another program wrote is not overwritten; that is asked when the writer saves. */
static void
test_autosave_conflict (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "issue.md", NULL);

  g_settings_set_boolean (get_settings (f), "autosave", TRUE);
  g_settings_set_int (get_settings (f), "autosave-pause", 5);
  window_fixture_open (f, "Some words.\n", -1);
  g_assert_true (g_file_set_contents (path, "Theirs, and longer.\n", -1, NULL));
  type (f, "New ");
  WAIT_UNTIL (window_fixture_says (f, "changed"));
  window_test_wait (6000);
  g_assert_true (file_has (f, "Theirs"));
  reset (f);
}

static gboolean
is_tip (GtkWidget *widget, const char *words)
{
  return g_strcmp0 (gtk_widget_get_tooltip_text (widget), words) == 0;
}

/* What was allowed can be taken back. */
static void
test_remote (Fixture *f, gconstpointer data)
{
  const char *const sites[] = { "example.org", "example.net", NULL };
  const char *const issues[] = { "/a.md", NULL };
  GtkWindow *preferences = open_preferences (f);
  GtkWidget *button;
  g_auto (GStrv) left = NULL;

  g_assert_nonnull (window_test_find (GTK_WIDGET (preferences), window_test_is_row,
                                      "No site is allowed"));
  g_settings_set_strv (get_settings (f), "remote-sites", sites);
  g_settings_set_strv (get_settings (f), "remote-issues", issues);
  g_assert_nonnull (window_test_find (GTK_WIDGET (preferences), window_test_is_row,
                                      "All sites in 1 issue"));
  button = window_test_find (GTK_WIDGET (preferences), is_tip,
                             "Do Not Load Pictures of example.org Any More");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  left = g_settings_get_strv (get_settings (f), "remote-sites");
  g_assert_cmpuint (g_strv_length (left), ==, 1);
  g_assert_cmpstr (left[0], ==, "example.net");
  g_signal_emit_by_name (window_test_find (GTK_WIDGET (preferences), is_tip,
                                           "Ask Again in Each of These Issues"),
                         "clicked");
  g_assert_null (g_settings_get_user_value (get_settings (f), "remote-issues"));
  g_settings_reset (get_settings (f), "remote-sites");
  gtk_window_destroy (preferences);
}

static void
add (void)
{
  WINDOW_ADD ("/app/preferences/remote", test_remote);
  WINDOW_ADD ("/app/preferences/live", test_live);
  WINDOW_ADD ("/app/preferences/every-key", test_every_key);
  WINDOW_ADD ("/app/preferences/languages", test_languages);
  WINDOW_ADD ("/app/preferences/autosave", test_autosave);
  WINDOW_ADD ("/app/preferences/autosave-conflict", test_autosave_conflict);
}

int
main (int argc, char **argv)
{
  return window_fixture_run (&argc, &argv, add);
}
