/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor's find and replace bar. */

#include "galley-editor.h"
#include "galley-editor-private.h"

#include <glib/gi18n-lib.h>

/* The match that is gone on from. There is one selection on a desktop, and the find bar's entry can have
 * taken it from the text; then the cursor stands where the match begins. */
static void
get_place (GalleyEditor *self, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextIter match_start, match_end;

  if (!gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->document), start, end)
      && gtk_text_iter_get_offset (start) == self->match_offset
      && gtk_source_search_context_forward (self->search, start, &match_start, &match_end, NULL)
      && gtk_text_iter_equal (start, &match_start))
    *end = match_end;
}

static void
update_count (GalleyEditor *self)
{
  g_autofree char *text = NULL;
  GtkTextIter start, end;
  int count, position;

  if (self->search == NULL || *gtk_editable_get_text (self->search_entry) == '\0')
    {
      gtk_label_set_label (self->count_label, "");
      return;
    }
  count = gtk_source_search_context_get_occurrences_count (self->search);
  get_place (self, &start, &end);
  position = gtk_source_search_context_get_occurrence_position (self->search, &start, &end);
  if (count < 0)
    text = g_strdup ("");
  else if (position > 0)
    /* Translators: the third of seven places found. */
    text = g_strdup_printf (_("%d of %d"), position, count);
  else if (count == 0)
    text = g_strdup (_("Not found"));
  else
    text = g_strdup_printf ("%d", count);
  gtk_label_set_label (self->count_label, text);
}

static void
select_match (GalleyEditor *self, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);

  self->match_offset = gtk_text_iter_get_offset (start);
  gtk_text_buffer_select_range (buffer, start, end);
  gtk_text_view_scroll_to_mark (self->view, gtk_text_buffer_get_insert (buffer), 0.15, FALSE, 0, 0);
  update_count (self);
}

void
galley_editor_find_next (GalleyEditor *self, gboolean forward)
{
  GtkTextIter start, end, match_start, match_end;
  gboolean found;

  g_return_if_fail (GALLEY_IS_EDITOR (self));

  if (self->search == NULL)
    return;
  if (gtk_source_search_settings_get_search_text (self->search_settings) == NULL)
    {
      galley_editor_find (self, FALSE);
      return;
    }
  get_place (self, &start, &end);
  found = forward ? gtk_source_search_context_forward (self->search, &end, &match_start, &match_end,
                                                       NULL)
                  : gtk_source_search_context_backward (self->search, &start, &match_start,
                                                        &match_end, NULL);
  if (found)
    select_match (self, &match_start, &match_end);
}

/* From the selection's start, so that a longer word goes on matching where it stands. Words that are no
 * others select nothing, or the entry's own selection would go. A bar that closes empties its entry; what
 * was looked for is gone on with all the same. */
static void
search_changed_cb (GalleyEditor *self)
{
  GtkTextIter start, end, match_start, match_end;
  const char *before = gtk_source_search_settings_get_search_text (self->search_settings);

  if (!gtk_search_bar_get_search_mode (self->search_bar)
      || g_strcmp0 (before ? before : "", gtk_editable_get_text (self->search_entry)) == 0)
    return;
  gtk_source_search_settings_set_search_text (self->search_settings,
                                              gtk_editable_get_text (self->search_entry));
  if (self->search == NULL)
    return;
  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->document), &start, &end);
  if (gtk_source_search_context_forward (self->search, &start, &match_start, &match_end, NULL))
    select_match (self, &match_start, &match_end);
  update_count (self);
}

static void
find_previous_cb (GalleyEditor *self)
{
  galley_editor_find_next (self, FALSE);
}

/* Return goes on to the next one, and to the first when it is pressed before the words arrived. */
static void
search_activated_cb (GalleyEditor *self)
{
  const char *words = gtk_source_search_settings_get_search_text (self->search_settings);

  if (g_strcmp0 (words, gtk_editable_get_text (self->search_entry)) != 0)
    search_changed_cb (self);
  else
    galley_editor_find_next (self, TRUE);
}

static void
close_search (GalleyEditor *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
mode_changed_cb (GalleyEditor *self)
{
  gboolean enabled = gtk_search_bar_get_search_mode (self->search_bar);

  if (self->search)
    gtk_source_search_context_set_highlight (self->search, enabled);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  galley_editor_find_next (GALLEY_EDITOR (widget), g_str_equal (name, "search.next"));
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  close_search (GALLEY_EDITOR (widget));
}

static void
replace_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyEditor *self = GALLEY_EDITOR (widget);
  const char *text = gtk_editable_get_text (self->replace_entry);
  GtkTextIter start, end;

  if (self->search == NULL)
    return;
  get_place (self, &start, &end);
  gtk_source_search_context_replace (self->search, &start, &end, text, -1, NULL);
  galley_editor_find_next (self, TRUE);
}

static void
replace_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyEditor *self = GALLEY_EDITOR (widget);

  if (self->search)
    gtk_source_search_context_replace_all (self->search,
                                           gtk_editable_get_text (self->replace_entry), -1, NULL);
  update_count (self);
}

static void
replace_activated_cb (GalleyEditor *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "search.replace", NULL);
}

void
galley_editor_install_search (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "search.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "search.previous", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "search.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "search.replace", NULL, replace_action);
  gtk_widget_class_install_action (widget_class, "search.replace-all", NULL, replace_all_action);
}

void
galley_editor_init_search (GalleyEditor *self)
{
  self->search_settings = gtk_source_search_settings_new ();
  gtk_source_search_settings_set_wrap_around (self->search_settings, TRUE);
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  g_signal_connect_swapped (self->search_entry, "search-changed", G_CALLBACK (search_changed_cb),
                            self);
  g_signal_connect_swapped (self->search_entry, "activate", G_CALLBACK (search_activated_cb),
                            self);
  g_signal_connect_swapped (self->search_entry, "next-match", G_CALLBACK (search_activated_cb), self);
  g_signal_connect_swapped (self->search_entry, "previous-match", G_CALLBACK (find_previous_cb),
                            self);
  g_signal_connect_swapped (self->replace_entry, "activate", G_CALLBACK (replace_activated_cb),
                            self);
  g_signal_connect_swapped (self->search_bar, "notify::search-mode-enabled",
                            G_CALLBACK (mode_changed_cb), self);
}

void
galley_editor_update_search (GalleyEditor *self)
{
  g_clear_object (&self->search);
  self->match_offset = -1;
  if (self->document == NULL)
    return;
  self->search = gtk_source_search_context_new (GTK_SOURCE_BUFFER (self->document),
                                                self->search_settings);
  gtk_source_search_context_set_highlight (self->search,
                                           gtk_search_bar_get_search_mode (self->search_bar));
  g_signal_connect_object (self->search, "notify::occurrences-count", G_CALLBACK (update_count),
                           self, G_CONNECT_SWAPPED);
}

/* The one line that is selected; else what was looked for last. NULL: neither. */
static char *
dup_words (GalleyEditor *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end)
      || gtk_text_iter_get_line (&start) != gtk_text_iter_get_line (&end))
    return g_strdup (gtk_source_search_settings_get_search_text (self->search_settings));
  /* The cursor to its begin, where get_place () looks for it. */
  self->match_offset = gtk_text_iter_get_offset (&start);
  gtk_text_buffer_select_range (buffer, &start, &end);
  return gtk_text_iter_get_text (&start, &end);
}

void
galley_editor_find (GalleyEditor *self, gboolean with_replace)
{
  g_autofree char *words = NULL;

  g_return_if_fail (GALLEY_IS_EDITOR (self));

  if (self->document == NULL)
    return;
  gtk_widget_set_visible (self->replace_box, with_replace);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  words = dup_words (self);
  if (words != NULL)
    {
      gtk_source_search_settings_set_search_text (self->search_settings, words);
      gtk_editable_set_text (self->search_entry, words);
      update_count (self);
    }
  /* In this order: the entry forgets its selection when the focus comes. */
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (self->search_entry, 0, -1);
}
