/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Spelling in a real window. */

#include "galley-editor.h"
#include "window-fixture.h"

static GtkTextView *
get_view (Fixture *f)
{
  GtkWidget *editor = window_fixture_find_type (f, "GalleyEditor");

  return GTK_TEXT_VIEW (galley_editor_get_view (GALLEY_EDITOR (editor)));
}

/* The marked words, parted by |. */
static char *
dup_marked (Fixture *f)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (get_view (f));
  GtkTextTag *tag
      = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "galley-misspelled");
  g_autoptr (GString) words = g_string_new (NULL);
  GtkTextIter start, end;

  gtk_text_buffer_get_start_iter (buffer, &start);
  while (tag
         && (gtk_text_iter_starts_tag (&start, tag)
             || gtk_text_iter_forward_to_tag_toggle (&start, tag)))
    {
      g_autofree char *word = NULL;

      end = start;
      if (!gtk_text_iter_forward_to_tag_toggle (&end, tag))
        break;
      word = gtk_text_iter_get_text (&start, &end);
      g_string_append_printf (words, "%s%s", words->len ? "|" : "", word);
      start = end;
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
are_marked (Fixture *f, const char *words)
{
  g_autofree char *now = dup_marked (f);

  return g_str_equal (now, words);
}

static void
test_marks (Fixture *f, gconstpointer data)
{
  window_fixture_open (f, "---\ntitle: recieve\nlang: en-US\n---\nThey recieve `recieve` now.\n\n"
                          "```\nrecieve\n```\n\n> [!SIGNUP]{layout=recieve} Wellcome\n\n"
                          "누리호 [seperate](https://recieve.org)\n", -1);
  WAIT_UNTIL (are_marked (f, "recieve|Wellcome|seperate"));
  window_fixture_shoot (f->window, "spelling");
  g_assert_false (gtk_text_buffer_get_modified (gtk_text_view_get_buffer (get_view (f))));
  g_assert_false (gtk_text_buffer_get_can_undo (gtk_text_view_get_buffer (get_view (f))));
}

/* What nobody knows is not wrong. */
static void
test_unknown_language (Fixture *f, gconstpointer data)
{
  window_fixture_open (f, "---\nlang: tlh\n---\nThey recieve it.\n", -1);
  window_test_wait (700);
  g_assert_true (are_marked (f, ""));
  window_fixture_act (f, "win.next-misspelling");
  WAIT_UNTIL (window_fixture_says (f, "No misspelled word was found."));
}

/* The word that is being written is marked when the cursor leaves it. */
static void
test_typing (Fixture *f, gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (window_fixture_open (f, "---\nlang: en\n---\n\n", -1));
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_text_buffer_insert_at_cursor (buffer, "The recieve", -1);
  window_test_wait (700);
  g_assert_true (are_marked (f, ""));
  gtk_text_buffer_insert_at_cursor (buffer, " ", -1);
  WAIT_UNTIL (are_marked (f, "recieve"));
}

static void
test_menu (Fixture *f, gconstpointer data)
{
  GtkTextBuffer *buffer
      = GTK_TEXT_BUFFER (window_fixture_open (f, "---\nlang: en\n---\nWe recieve it.\n", -1));
  GtkWidget *view = GTK_WIDGET (get_view (f));
  GMenuModel *menu;
  GtkTextIter start, end;
  g_autofree char *selected = NULL;

  WAIT_UNTIL (are_marked (f, "recieve"));
  window_fixture_act (f, "win.next-misspelling");
  g_assert_true (gtk_text_buffer_get_selection_bounds (buffer, &start, &end));
  selected = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_assert_cmpstr (selected, ==, "recieve");
  menu = gtk_text_view_get_extra_menu (get_view (f));
  g_assert_nonnull (menu);
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 3);
  g_assert_true (gtk_widget_activate_action (view, "spelling.replace", "s", "receive"));
  window_fixture_assert_text (f, "---\nlang: en\n---\nWe receive it.\n");
  gtk_text_buffer_undo (buffer);
  window_fixture_assert_text (f, "---\nlang: en\n---\nWe recieve it.\n");
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  WAIT_UNTIL (are_marked (f, "recieve"));
  window_fixture_act (f, "win.next-misspelling");
  g_assert_true (gtk_widget_activate_action (view, "spelling.ignore", NULL));
  WAIT_UNTIL (are_marked (f, ""));
}

static gboolean
is_menu (GtkWidget *widget, const char *words)
{
  return GTK_IS_POPOVER_MENU (widget) && gtk_widget_get_mapped (widget);
}

/* Who looks into the languages and leaves the menu there writes on. */
static void
test_menu_focus (Fixture *f, gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (get_view (f));
  GtkWidget *menu;

  window_fixture_open (f, "We recieve it.\n", -1);
  WAIT_UNTIL (are_marked (f, "recieve"));
  gtk_widget_grab_focus (view);
  window_fixture_act (f, "win.next-misspelling");
  g_assert_true (gtk_widget_activate_action (view, "menu.popup", NULL));
  menu = window_test_find (view, is_menu, NULL);
  g_assert_nonnull (menu);
  g_object_set (menu, "visible-submenu", "_Languages of the Text", NULL);
  g_assert_true (gtk_widget_child_focus (menu, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (f->window)), menu));
  gtk_popover_popdown (GTK_POPOVER (menu));
  WAIT_UNTIL (gtk_window_get_focus (GTK_WINDOW (f->window)) == view);
}

static void
test_languages (Fixture *f, gconstpointer data)
{
  GSettings *settings = galley_session_get_settings (f->session);
  GtkWidget *view = GTK_WIDGET (get_view (f));
  g_auto (GStrv) languages = NULL;

  window_fixture_open (f, "We recieve tehm.\n", -1);
  WAIT_UNTIL (are_marked (f, "recieve|tehm"));
  window_fixture_act (f, "win.next-misspelling");
  g_assert_true (gtk_widget_activate_action (view, "language.en_US", NULL));
  WAIT_UNTIL (are_marked (f, ""));
  g_assert_true (gtk_widget_activate_action (view, "language.en_US", NULL));
  WAIT_UNTIL (are_marked (f, "recieve|tehm"));
  languages = g_settings_get_strv (settings, "spelling-languages");
  g_assert_true (g_strv_contains ((const char *const *) languages, "en_US"));
  /* A word that was let pass stays so with other dictionaries. */
  g_assert_true (gtk_widget_activate_action (view, "spelling.ignore", NULL));
  WAIT_UNTIL (are_marked (f, "tehm"));
  g_assert_true (gtk_widget_activate_action (view, "language.en_US", NULL));
  WAIT_UNTIL (are_marked (f, ""));
  g_assert_true (gtk_widget_activate_action (view, "language.en_US", NULL));
  WAIT_UNTIL (are_marked (f, "tehm"));
  g_settings_set_boolean (settings, "check-spelling", FALSE);
  WAIT_UNTIL (are_marked (f, ""));
  g_settings_reset (settings, "check-spelling");
  g_settings_reset (settings, "spelling-languages");
}

/* No language marks the code of a large text: its newest parse knows. */
static void
test_large (Fixture *f, gconstpointer data)
{
  GString *text = g_string_new ("---\ntitle: recieve\nlang: en-US\n---\nThey recieve it.\n\n"
                                "```\nrecieve\n```\n\nWellcome, `recieve` it.\n\n");
  GalleyDocument *document;

  /* Long paragraphs: a sanitizer looks at each node that the parser makes. */
  for (guint i = 1; text->len <= GALLEY_LARGE_TEXT; i++)
    g_string_append_printf (text, "A sentence that is right, and one more of the same kind.%s",
                            i % 100 == 0 ? "\n\n" : " ");
  document = window_fixture_open (f, text->str, -1);
  g_string_free (text, TRUE);
  g_assert_true (galley_document_is_large (document));
  WAIT_UNTIL (are_marked (f, "recieve|Wellcome"));
}

static void
add (void)
{
  WINDOW_ADD ("/app/editor-spelling/marks", test_marks);
  WINDOW_ADD ("/app/editor-spelling/unknown-language", test_unknown_language);
  WINDOW_ADD ("/app/editor-spelling/typing", test_typing);
  WINDOW_ADD ("/app/editor-spelling/menu", test_menu);
  WINDOW_ADD ("/app/editor-spelling/menu-focus", test_menu_focus);
  WINDOW_ADD ("/app/editor-spelling/languages", test_languages);
  WINDOW_ADD ("/app/editor-spelling/large", test_large);
}

int
main (int argc, char **argv)
{
  return window_fixture_run (&argc, &argv, add);
}
