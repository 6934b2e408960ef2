/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Misspelled words get a wavy line. Only the lines on the screen are looked at, in a pause of the
 * writer's, and only what differs is drawn anew. The word at the cursor is not finished yet. */

#include "galley-editor.h"
#include "galley-editor-private.h"

#include <glib/gi18n-lib.h>

#include "galley-job.h"
#include "galley-language-name.h"
#include "galley-mnemonic.h"
#include "galley-prose.h"

#define PAUSE 250 /* ms after the last key */
#define MAX_LINES 300
#define MAX_SUGGESTIONS 6

typedef struct {
  GtkTextIter start;
  GtkTextIter end;
} Range;

static GtkTextTag *
get_tag (GtkTextBuffer *buffer)
{
  static const GdkRGBA red = { 0.88, 0.11, 0.14, 1 };
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (buffer);
  GtkTextTag *tag = gtk_text_tag_table_lookup (table, "galley-misspelled");

  if (tag == NULL)
    tag = gtk_text_buffer_create_tag (buffer, "galley-misspelled", "underline",
                                      PANGO_UNDERLINE_ERROR, "underline-rgba", &red, NULL);
  return tag;
}

static char *
dup_line (GtkTextBuffer *buffer, int line, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_line (buffer, start, line);
  *end = *start;
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
  return gtk_text_buffer_get_text (buffer, start, end, TRUE);
}

/* A large text has no language that knows it. Its newest parse may be older than what was typed, and
 * the lines are looked at again when the next one comes. */
static gboolean
is_verbatim (GalleyEditor *self, int line)
{
  GalleyIssue *issue = galley_document_get_issue (self->document);
  const GalleyNode *root = galley_issue_get_root (issue);
  const GalleyNode *block = galley_issue_find_block (issue, line + 1);

  if (block == root)
    return root->first_child && (guint) line + 1 < root->first_child->start_line;
  return block->type == GALLEY_NODE_CODE_BLOCK || block->type == GALLEY_NODE_HTML_BLOCK
         || block->type == GALLEY_NODE_OPAQUE;
}

static gboolean
is_wrong (GalleyEditor *self, const char *text, const GalleyProseWord *word, const Range *range)
{
  g_autofree char *copy = g_strndup (text + word->start, word->end - word->start);

  return !galley_speller_is_right (self->speller, copy)
         && !gtk_source_buffer_iter_has_context_class (GTK_SOURCE_BUFFER (self->document),
                                                       &range->start, "no-spell-check");
}

/* (element-type Range) */
static GArray *
find_wrong (GalleyEditor *self, int line, GtkTextIter *line_start, GtkTextIter *line_end)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  g_autofree char *text = dup_line (buffer, line, line_start, line_end);
  GalleyProseWord word;
  Range range;

  if (galley_document_is_large (self->document) && is_verbatim (self, line))
    return ranges;
  gtk_source_buffer_ensure_highlight (GTK_SOURCE_BUFFER (buffer), line_start, line_end);
  for (gsize at = 0; galley_prose_next (text, at, &word); at = word.end)
    {
      gtk_text_buffer_get_iter_at_line_index (buffer, &range.start, line, word.start);
      gtk_text_buffer_get_iter_at_line_index (buffer, &range.end, line, word.end);
      if (is_wrong (self, text, &word, &range))
        g_array_append_val (ranges, range);
    }
  return ranges;
}

/* Whether the tag is on these ranges of the line and nowhere else. */
static gboolean
is_marked (GtkTextTag *tag, GArray *ranges, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter iter = *start;
  guint n = 0;

  for (;;)
    {
      GtkTextIter begin;

      if (!gtk_text_iter_starts_tag (&iter, tag)
          && (!gtk_text_iter_forward_to_tag_toggle (&iter, tag)
              || gtk_text_iter_compare (&iter, end) >= 0))
        return n == ranges->len;
      begin = iter;
      gtk_text_iter_forward_to_tag_toggle (&iter, tag);
      if (n >= ranges->len || !gtk_text_iter_equal (&begin, &g_array_index (ranges, Range, n).start)
          || !gtk_text_iter_equal (&iter, &g_array_index (ranges, Range, n).end))
        return FALSE;
      n++;
    }
}

static void
mark_line (GalleyEditor *self, GtkTextTag *tag, int line)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  GtkTextIter start, end, cursor;
  g_autoptr (GArray) ranges = find_wrong (self, line, &start, &end);

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  for (guint i = 0; self->is_typing && i < ranges->len; i++)
    {
      Range *range = &g_array_index (ranges, Range, i);

      if (gtk_text_iter_compare (&range->start, &cursor) <= 0
          && gtk_text_iter_compare (&cursor, &range->end) <= 0)
        g_array_remove_index (ranges, i--);
    }
  if (is_marked (tag, ranges, &start, &end))
    return;
  gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
  for (guint i = 0; i < ranges->len; i++)
    gtk_text_buffer_apply_tag (buffer, tag, &g_array_index (ranges, Range, i).start,
                               &g_array_index (ranges, Range, i).end);
}

static gboolean
can_check (GalleyEditor *self)
{
  /* Before the language is there, code looks like words. */
  return self->spelling && self->document && self->speller
         && (gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (self->document))
             || galley_document_is_large (self->document))
         && galley_document_get_longest_line (self->document, NULL) <= GALLEY_LONG_LINE
         && galley_speller_get_languages (self->speller)[0] != NULL;
}

static gboolean
check_cb (gpointer user_data)
{
  GalleyEditor *self = user_data;
  GdkRectangle rect;
  GtkTextIter top, bottom;
  int first, last;

  self->spelling_source = 0;
  if (!can_check (self))
    return G_SOURCE_REMOVE;
  gtk_text_view_get_visible_rect (self->view, &rect);
  gtk_text_view_get_line_at_y (self->view, &top, rect.y, NULL);
  gtk_text_view_get_line_at_y (self->view, &bottom, rect.y + rect.height, NULL);
  first = gtk_text_iter_get_line (&top);
  last = MIN (gtk_text_iter_get_line (&bottom), first + MAX_LINES);
  for (int i = first; i <= last; i++)
    mark_line (self, get_tag (GTK_TEXT_BUFFER (self->document)), i);
  return G_SOURCE_REMOVE;
}

static void
schedule (GalleyEditor *self)
{
  g_clear_handle_id (&self->spelling_source, g_source_remove);
  if (self->spelling && self->document)
    self->spelling_source = g_timeout_add_full (G_PRIORITY_LOW, PAUSE, check_cb, self, NULL);
}

static void
typed_cb (GalleyEditor *self)
{
  self->is_typing = TRUE;
  schedule (self);
}

static void
moved_cb (GalleyEditor *self)
{
  schedule (self);
}

static void
clear_marks (GalleyEditor *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, get_tag (buffer), &start, &end);
}

/* The writer's choice for this window, else that of the issue, else the last choice, else the
 * language of the desktop. (transfer full) */
static char **
dup_wanted (GalleyEditor *self)
{
  const char *own[] = { g_get_language_names ()[0], "en_US", NULL };
  const char *const *wanted = (const char *const *) self->chosen_languages;

  if (wanted == NULL)
    wanted = galley_front_matter_get_list (
        galley_issue_get_front_matter (galley_document_get_issue (self->document)), "lang");
  if (wanted == NULL && self->spelling_languages && self->spelling_languages[0])
    wanted = (const char *const *) self->spelling_languages;
  return g_strdupv ((char **) (wanted ? wanted : own));
}

static gpointer
load (gpointer wanted, GalleyProgressFunc progress, gpointer progress_data,
      GCancellable *cancellable, GError **error)
{
  return galley_speller_new_for (wanted);
}

static void
loaded_cb (gpointer owner, gpointer result, const GError *error, gpointer wanted)
{
  GalleyEditor *self = owner;

  /* It may be asked for other languages by now, or be gone. */
  if (self->document == NULL || result == NULL || self->asked_languages == NULL
      || !g_strv_equal (wanted, (const char *const *) self->asked_languages))
    return;
  if (self->speller)
    {
      galley_speller_ignore_as (result, self->speller);
      galley_job_free (g_steal_pointer (&self->speller), g_object_unref);
    }
  self->speller = g_object_ref (result);
  clear_marks (self);
  schedule (self);
}

/* A dictionary takes longer to load than a frame may, so a worker does it; and not while the window
 * opens, when nothing is looked at yet. */
void
galley_editor_update_spelling (GalleyEditor *self)
{
  g_auto (GStrv) wanted = NULL;

  if (!self->spelling || self->document == NULL || self->language_source != 0)
    return;
  wanted = dup_wanted (self);
  if (self->asked_languages
      && g_strv_equal ((const char *const *) wanted, (const char *const *) self->asked_languages))
    {
      if (galley_document_is_large (self->document))
        schedule (self);
      return;
    }
  g_strfreev (self->asked_languages);
  self->asked_languages = g_strdupv (wanted);
  galley_job_run (self, load, g_steal_pointer (&wanted), (GDestroyNotify) g_strfreev, g_object_unref,
                  NULL, NULL, loaded_cb);
}

/* Whether @iter is in a word that is wrong. */
static gboolean
find_at (GalleyEditor *self, const GtkTextIter *iter, Range *found)
{
  GtkTextIter start, end;
  g_autoptr (GArray) ranges = NULL;

  if (!can_check (self))
    return FALSE;
  ranges = find_wrong (self, gtk_text_iter_get_line (iter), &start, &end);
  for (guint i = 0; i < ranges->len; i++)
    {
      *found = g_array_index (ranges, Range, i);
      if (gtk_text_iter_compare (&found->start, iter) <= 0
          && gtk_text_iter_compare (iter, &found->end) <= 0)
        return TRUE;
    }
  return FALSE;
}

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
  Range range;

  g_clear_pointer (&self->wrong_word, g_free);
  if (!self->spelling || self->document == NULL || self->speller == NULL)
    {
      gtk_text_view_set_extra_menu (self->view, NULL);
      return;
    }
  if (find_at (self, at, &range))
    {
      self->wrong_word = gtk_text_buffer_get_text (buffer, &range.start, &range.end, TRUE);
      self->wrong_offset = gtk_text_iter_get_offset (&range.start);
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
  schedule (self);
}

static void
ignore_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyEditor *self = user_data;

  if (self->wrong_word == NULL)
    return;
  galley_speller_ignore (self->speller, self->wrong_word);
  schedule (self);
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

gboolean
galley_editor_next_misspelling (GalleyEditor *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter cursor;
  int n_lines, line;

  g_return_val_if_fail (GALLEY_IS_EDITOR (self), FALSE);

  if (!can_check (self))
    return FALSE;
  buffer = GTK_TEXT_BUFFER (self->document);
  self->is_typing = FALSE;
  gtk_text_buffer_get_selection_bounds (buffer, NULL, &cursor);
  n_lines = gtk_text_buffer_get_line_count (buffer);
  line = gtk_text_iter_get_line (&cursor);
  for (int i = 0; i <= n_lines; i++)
    {
      GtkTextIter start, end;
      g_autoptr (GArray) ranges = find_wrong (self, (line + i) % n_lines, &start, &end);

      for (guint j = 0; j < ranges->len; j++)
        {
          Range *range = &g_array_index (ranges, Range, j);

          if (i == 0 && gtk_text_iter_compare (&range->start, &cursor) < 0)
            continue;
          gtk_text_buffer_select_range (buffer, &range->end, &range->start);
          gtk_text_view_scroll_to_mark (self->view, gtk_text_buffer_get_insert (buffer), 0.1, FALSE,
                                        0, 0);
          galley_editor_update_word_menu (self, &range->start);
          return TRUE;
        }
    }
  return FALSE;
}

void
galley_editor_set_spelling (GalleyEditor *self, gboolean spelling)
{
  self->spelling = spelling;
  g_clear_handle_id (&self->spelling_source, g_source_remove);
  if (self->document == NULL)
    return;
  if (spelling)
    {
      galley_editor_update_spelling (self);
      schedule (self);
    }
  else
    clear_marks (self);
}

void
galley_editor_watch_spelling (GalleyEditor *self, GalleyDocument *document)
{
  g_clear_handle_id (&self->spelling_source, g_source_remove);
  g_clear_pointer (&self->chosen_languages, g_strfreev);
  g_clear_pointer (&self->wrong_word, g_free);
  self->is_typing = FALSE;
  if (document == NULL)
    return;
  g_signal_connect_object (document, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::cursor-position", G_CALLBACK (moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::language", G_CALLBACK (moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "parsed", G_CALLBACK (galley_editor_update_spelling), self,
                           G_CONNECT_SWAPPED);
  galley_editor_update_spelling (self);
  schedule (self);
}

void
galley_editor_init_spelling (GalleyEditor *self)
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
  g_signal_connect_object (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)),
                           "value-changed", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
}
