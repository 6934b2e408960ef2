/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Misspelled words get a wavy line. Only the lines on the screen are looked at, in a pause of the
 * writer's, and only what differs is drawn anew. The word at the cursor is not finished yet. What
 * can be done about one is in galley-editor-words.c. */

#include "galley-editor.h"
#include "galley-editor-private.h"

#include "galley-job.h"
#include "galley-prose.h"

#define PAUSE 250 /* ms after the last key */
#define MAX_LINES 300

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

void
galley_editor_check_spelling (GalleyEditor *self)
{
  g_clear_handle_id (&self->spelling_source, g_source_remove);
  if (self->spelling && self->document)
    self->spelling_source = g_timeout_add_full (G_PRIORITY_LOW, PAUSE, check_cb, self, NULL);
}

static void
typed_cb (GalleyEditor *self)
{
  self->is_typing = TRUE;
  galley_editor_check_spelling (self);
}

static void
moved_cb (GalleyEditor *self)
{
  galley_editor_check_spelling (self);
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
  galley_editor_check_spelling (self);
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
        galley_editor_check_spelling (self);
      return;
    }
  g_strfreev (self->asked_languages);
  self->asked_languages = g_strdupv (wanted);
  galley_job_run (self, load, g_steal_pointer (&wanted), (GDestroyNotify) g_strfreev, g_object_unref,
                  NULL, NULL, loaded_cb);
}

gboolean
galley_editor_find_misspelling (GalleyEditor *self, const GtkTextIter *at, GtkTextIter *start,
                                GtkTextIter *end)
{
  GtkTextIter line_start, line_end;
  g_autoptr (GArray) ranges = NULL;

  if (!can_check (self))
    return FALSE;
  ranges = find_wrong (self, gtk_text_iter_get_line (at), &line_start, &line_end);
  for (guint i = 0; i < ranges->len; i++)
    {
      *start = g_array_index (ranges, Range, i).start;
      *end = g_array_index (ranges, Range, i).end;
      if (gtk_text_iter_compare (start, at) <= 0 && gtk_text_iter_compare (at, end) <= 0)
        return TRUE;
    }
  return FALSE;
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
      galley_editor_check_spelling (self);
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
  galley_editor_check_spelling (self);
}

void
galley_editor_init_spelling (GalleyEditor *self)
{
  g_signal_connect_object (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)),
                           "value-changed", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
}
