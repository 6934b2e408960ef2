/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Putting blocks and cards into the issue, and changing the card the cursor is in. */

#include "galley-window.h"
#include "galley-window-private.h"
#include "galley-window-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-block.h"
#include "galley-card-dialog.h"
#include "galley-figure-edit.h"
#include "galley-inserter.h"
#include "galley-window-writing.h"

static GtkTextBuffer *
get_buffer (GalleyWindow *self)
{
  return GTK_TEXT_BUFFER (self->document);
}

/* The selection in bytes; both ends are the cursor without one. */
static void
get_selection (GalleyWindow *self, gsize *start, gsize *end)
{
  GtkTextIter first, from, to;
  g_autofree char *before = NULL;
  g_autofree char *selected = NULL;

  gtk_text_buffer_get_start_iter (get_buffer (self), &first);
  gtk_text_buffer_get_selection_bounds (get_buffer (self), &from, &to);
  before = gtk_text_buffer_get_text (get_buffer (self), &first, &from, TRUE);
  selected = gtk_text_buffer_get_text (get_buffer (self), &from, &to, TRUE);
  *start = strlen (before);
  *end = *start + strlen (selected);
}

static char *
dup_selected (GalleyWindow *self)
{
  GtkTextIter from, to;

  gtk_text_buffer_get_selection_bounds (get_buffer (self), &from, &to);
  return g_strstrip (gtk_text_buffer_get_text (get_buffer (self), &from, &to, TRUE));
}

static void
place_cursor (GalleyWindow *self, glong offset)
{
  GtkTextView *view = GTK_TEXT_VIEW (galley_editor_get_view (self->editor));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &iter, offset);
  gtk_text_buffer_place_cursor (get_buffer (self), &iter);
  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (get_buffer (self)));
  gtk_widget_grab_focus (GTK_WIDGET (view));
}

/* @replaces: the selection goes into the block. */
static void
insert_markdown (GalleyWindow *self, const char *markdown, gsize cursor, gboolean replaces)
{
  g_autoptr (GalleyIssue) issue = galley_issue_ref (galley_document_parse (self->document));
  g_autoptr (GalleyEdit) edit = NULL;
  gsize start, end;
  glong offset;

  get_selection (self, &start, &end);
  edit = galley_block_place (issue, start, replaces ? end : start, markdown, &cursor);
  if (!galley_document_apply (self->document, issue, edit))
    return;
  offset = g_utf8_strlen (galley_issue_get_text (issue, NULL), edit->start);
  place_cursor (self, offset + g_utf8_strlen (edit->text, cursor));
}

static void
insert_card (GalleyWindow *self, const GalleyCardKind *kind, GHashTable *values)
{
  g_autofree char *selected = dup_selected (self);
  g_autofree char *markdown = NULL;
  gsize cursor;

  markdown = galley_card_form_write (kind, values, selected, &cursor);
  insert_markdown (self, markdown, cursor, *selected != '\0' && galley_card_form_has_blocks (kind));
}

/* NULL: the cursor is in no card that Galley knows. */
static const GalleyNode *
find_card (GalleyWindow *self, GalleyIssue *issue, const GalleyCardKind **kind)
{
  const GalleyNode *node = galley_issue_find_block (issue, galley_editor_get_line (self->editor));

  while (node && node->type != GALLEY_NODE_CARD)
    node = node->parent;
  *kind = node ? galley_card_find_kind (node->card.kind) : NULL;
  return *kind ? node : NULL;
}

static void
change_card (GalleyWindow *self, const GalleyCardKind *expected, GHashTable *values)
{
  g_autoptr (GalleyIssue) issue = galley_issue_ref (galley_document_parse (self->document));
  const GalleyCardKind *kind;
  const GalleyNode *card = find_card (self, issue, &kind);
  g_autoptr (GalleyEdit) edit = NULL;

  if (card == NULL || kind != expected)
    return;
  edit = galley_card_form_change (kind, issue, card, values);
  if (edit)
    galley_document_apply (self->document, issue, edit);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
accepted_cb (GalleyWindow *self, GHashTable *values, GalleyCardDialog *dialog)
{
  const GalleyCardKind *kind = g_object_get_data (G_OBJECT (dialog), "kind");

  if (self->document == NULL)
    return;
  if (g_object_get_data (G_OBJECT (dialog), "changes"))
    change_card (self, kind, values);
  else
    insert_card (self, kind, values);
}

/* @values: of the card the cursor is in; NULL: for a new one. */
static void
show_form (GalleyWindow *self, const GalleyCardKind *kind, GHashTable *values)
{
  GalleyCardDialog *dialog = galley_card_dialog_new (GTK_WINDOW (self), kind, values);

  g_object_set_data (G_OBJECT (dialog), "kind", (gpointer) kind);
  g_object_set_data (G_OBJECT (dialog), "changes", GINT_TO_POINTER (values != NULL));
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (accepted_cb), self, G_CONNECT_SWAPPED);
  galley_dialog_present (GALLEY_DIALOG (dialog));
}

void
galley_window_edit_card (GalleyWindow *self)
{
  g_autoptr (GalleyIssue) issue = galley_issue_ref (galley_document_parse (self->document));
  const GalleyCardKind *kind;
  const GalleyNode *card = find_card (self, issue, &kind);
  g_autoptr (GHashTable) values = card ? galley_card_form_read (kind, card) : NULL;
  g_autoptr (GPtrArray) fields = card ? galley_card_form_list_fields (kind, FALSE) : NULL;

  if (card == NULL)
    galley_window_toast (self, _("The cursor is not in a card."));
  else if (fields->len == 0)
    galley_window_toast (self, _("This card has nothing to set: its text is all there is."));
  else
    show_form (self, kind, values);
}

gboolean
galley_window_go_to_form (GalleyWindow *self, guint line)
{
  g_autoptr (GalleyIssue) issue = galley_issue_ref (galley_document_parse (self->document));
  const GalleyCardKind *kind;

  galley_editor_go_to (self->editor, line, 1);
  return galley_figure_edit_find (issue, line) != NULL || find_card (self, issue, &kind) != NULL;
}

/* What was clicked twice in the preview: a picture's or a card's form; other blocks have none. */
void
galley_window_edit_at (GalleyWindow *self, guint line)
{
  g_autoptr (GalleyIssue) issue = galley_issue_ref (galley_document_parse (self->document));
  const GalleyCardKind *kind;

  galley_editor_go_to (self->editor, line, 1);
  if (galley_figure_edit_find (issue, line))
    galley_window_insert_picture (self);
  else if (find_card (self, issue, &kind))
    galley_window_edit_card (self);
}

static const GalleyBlock *
find_block (const char *id)
{
  for (const GalleyBlock *block = galley_block_list (); block->id; block++)
    if (g_str_equal (block->id, id))
      return block;
  return NULL;
}

void
galley_window_insert (GalleyWindow *self, const char *id)
{
  const GalleyBlock *block = find_block (id);
  const GalleyCardKind *kind = block ? NULL : galley_card_find_kind (id);
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) fields = kind ? galley_card_form_list_fields (kind, TRUE) : NULL;

  if (g_str_equal (id, "edit"))
    galley_window_edit_card (self);
  else if (g_str_equal (id, "picture"))
    galley_window_insert_picture (self);
  else if (g_str_equal (id, "footnote"))
    galley_window_insert_footnote (self);
  else if (g_str_equal (id, "table"))
    galley_window_insert_table (self);
  else if (block)
    insert_markdown (self, block->markdown, block->cursor, FALSE);
  else if (kind && fields->len == 0)
    insert_card (self, kind, values);
  else if (kind)
    show_form (self, kind, NULL);
}

void
galley_window_show_inserter (GalleyWindow *self)
{
  const GalleyCardKind *kind;
  const GalleyNode *card = find_card (self, galley_document_parse (self->document), &kind);

  galley_inserter_open (GALLEY_INSERTER (self->inserter), card != NULL);
}

void
galley_window_init_inserter (GalleyWindow *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (galley_editor_get_view (self->editor));

  self->inserter = GTK_WIDGET (galley_inserter_new (self->editor_box, view));
  g_signal_connect_object (self->inserter, "chosen", G_CALLBACK (galley_window_insert), self,
                           G_CONNECT_SWAPPED);
}
