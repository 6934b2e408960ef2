/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The menu of a misspelled word: what it may have been meant to be, the dictionary it is missing
 * in, and the languages that the text is checked in. */

#include "galley-editor.h"
#include "galley-editor-private.h"

#include <glib/gi18n-lib.h>

#include "galley-language-name.h"
#include "galley-mnemonic.h"

#define MAX_SUGGESTIONS 6

static GMenu *
make_word_menu (GalleyEditor *self, const char *word)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) keep = g_menu_new ();
  g_autoptr (GMenu) suggestions = g_menu_new ();
  g_auto (GStrv) words = galley_speller_suggest (self->speller, word, MAX_SUGGESTIONS);

  for (guint i = 0; words[i]; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
      g_autofree char *label = galley_mnemonic_escape (words[i]);

      g_menu_item_set_label (item, label);
      g_menu_item_set_action_and_target (item, "spelling.replace", "s", words[i]);
      g_menu_append_item (suggestions, item);
    }
  if (words[0] == NULL)
    g_menu_append (suggestions, _("No Suggestion"), "spelling.none");
  g_menu_append (keep, _("_Add to Dictionary"), "spelling.add");
  g_menu_append (keep, _("_Ignore"), "spelling.ignore");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (suggestions));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (keep));
  return menu;
}

static void
toggle_language_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  GalleyEditor *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *const *now = self->chosen_languages
                               ? (const char *const *) self->chosen_languages
                               : galley_speller_get_languages (self->speller);

  for (guint i = 0; now[i]; i++)
    if (!g_str_equal (now[i], name))
      g_strv_builder_add (builder, now[i]);
  if (g_variant_get_boolean (state))
    g_strv_builder_add (builder, name);
  g_simple_action_set_state (action, state);
  g_strfreev (self->chosen_languages);
  self->chosen_languages = g_strv_builder_end (builder);
  galley_editor_update_spelling (self);
  g_object_set (self, "spelling-languages", self->chosen_languages, NULL);
}

/* A language is an action with its name, so that several can be on. */
static GMenu *
make_language_menu (GalleyEditor *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_auto (GStrv) names = galley_speller_list_available (self->speller);

  for (guint i = 0; names[i]; i++)
    {
      gboolean is_on = g_strv_contains (galley_speller_get_languages (self->speller), names[i]);
      g_autoptr (GSimpleAction) action
          = g_simple_action_new_stateful (names[i], NULL, g_variant_new_boolean (is_on));
      g_autofree char *detailed = g_strconcat ("language.", names[i], NULL);
      g_autofree char *language = galley_language_name_dup (names[i]);
      g_autofree char *label = galley_mnemonic_escape (language);

      g_signal_connect_object (action, "change-state", G_CALLBACK (toggle_language_cb), self, 0);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
      g_menu_append (menu, label, detailed);
    }
  if (names[0] == NULL)
    g_menu_append (menu, _("No Dictionary Is Installed"), "spelling.none");
  gtk_widget_insert_action_group (GTK_WIDGET (self->view), "language", G_ACTION_GROUP (group));
  return menu;
}

void
galley_editor_update_word_menu (GalleyEditor *self, const GtkTextIter *at)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  g_autoptr (GMenu) menu = NULL;
  g_autoptr (GMenu) languages = NULL;
  g_autoptr (GMenu) last = g_menu_new ();
  GtkTextIter start, end;

  g_clear_pointer (&self->wrong_word, g_free);
  if (!self->spelling || self->document == NULL || self->speller == NULL)
    {
      gtk_text_view_set_extra_menu (self->view, NULL);
      return;
    }
  if (galley_editor_find_misspelling (self, at, &start, &end))
    {
      self->wrong_word = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
      self->wrong_offset = gtk_text_iter_get_offset (&start);
      menu = make_word_menu (self, self->wrong_word);
    }
  else
    menu = g_menu_new ();
  languages = make_language_menu (self);
  g_menu_append_submenu (last, _("_Languages of the Text"), G_MENU_MODEL (languages));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  gtk_text_view_set_extra_menu (self->view, G_MENU_MODEL (menu));
}

static void
replace_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyEditor *self = user_data;
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  g_autofree char *now = NULL;
  GtkTextIter start, end;

  if (self->wrong_word == NULL)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &start, self->wrong_offset);
  end = start;
  gtk_text_iter_forward_chars (&end, g_utf8_strlen (self->wrong_word, -1));
  now = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  if (!g_str_equal (now, self->wrong_word))
    return;
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, g_variant_get_string (parameter, NULL), -1);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_buffer_end_user_action (buffer);
}

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyEditor *self = user_data;

  if (self->wrong_word == NULL)
    return;
  galley_speller_add (self->speller, self->wrong_word);
  galley_editor_check_spelling (self);
}

static void
ignore_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyEditor *self = user_data;

  if (self->wrong_word == NULL)
    return;
  galley_speller_ignore (self->speller, self->wrong_word);
  galley_editor_check_spelling (self);
}

static void
secondary_cb (GalleyEditor *self, int n_press, double x, double y)
{
  GtkTextIter iter;
  int buffer_x, buffer_y;

  if (self->document == NULL)
    return;
  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, x, y, &buffer_x,
                                         &buffer_y);
  gtk_text_view_get_iter_at_location (self->view, &iter, buffer_x, buffer_y);
  galley_editor_update_word_menu (self, &iter);
}

void
galley_editor_init_word_menu (GalleyEditor *self)
{
  static const GActionEntry entries[] = {
    { .name = "replace", .activate = replace_cb, .parameter_type = "s" },
    { .name = "add", .activate = add_cb },
    { .name = "ignore", .activate = ignore_cb },
    { .name = "none" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (group), "none")), FALSE);
  gtk_widget_insert_action_group (GTK_WIDGET (self->view), "spelling", G_ACTION_GROUP (group));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (secondary), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (secondary, "pressed", G_CALLBACK (secondary_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (secondary));
}
