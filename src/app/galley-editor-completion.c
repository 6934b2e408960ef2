/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can come next on the first line of a card, while it is typed. */

#include "galley-editor.h"
#include "galley-editor-private.h"

#include <string.h>

#include "galley-block.h"
#include "galley-card-complete.h"

/* One thing that can come next. */
#define GALLEY_TYPE_COMPLETION_PROPOSAL (galley_completion_proposal_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCompletionProposal, galley_completion_proposal, GALLEY,
                      COMPLETION_PROPOSAL, GObject)

struct _GalleyCompletionProposal {
  GObject     parent_instance;

  /* Owned */
  char       *text;

  /* Borrowed: static or translated, for ever */
  const char *name;
  const char *description;
};

G_DEFINE_FINAL_TYPE_WITH_CODE (GalleyCompletionProposal, galley_completion_proposal, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROPOSAL, NULL))

static void
galley_completion_proposal_finalize (GObject *object)
{
  g_free (GALLEY_COMPLETION_PROPOSAL (object)->text);
  G_OBJECT_CLASS (galley_completion_proposal_parent_class)->finalize (object);
}

static void
galley_completion_proposal_class_init (GalleyCompletionProposalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_completion_proposal_finalize;
}

static void
galley_completion_proposal_init (GalleyCompletionProposal *self)
{
}

#define GALLEY_TYPE_COMPLETION (galley_completion_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCompletion, galley_completion, GALLEY, COMPLETION, GObject)

struct _GalleyCompletion {
  GObject parent_instance;
};

/* What is proposed at @cursor, and in @start where what is typed of it begins. NULL: nothing. */
static GPtrArray *
complete (GtkTextBuffer *buffer, const GtkTextIter *cursor, GtkTextIter *start)
{
  GtkTextIter line_start = *cursor, line_end = *cursor;
  g_autofree char *line = NULL;
  g_autofree char *rest = NULL;
  g_autoptr (GPtrArray) proposals = NULL;
  gsize offset;

  gtk_text_iter_set_line_offset (&line_start, 0);
  if (!gtk_text_iter_ends_line (&line_end))
    gtk_text_iter_forward_to_line_end (&line_end);
  line = gtk_text_iter_get_text (&line_start, cursor);
  rest = gtk_text_iter_get_text (cursor, &line_end);
  proposals = galley_card_complete (line, rest, &offset);
  if (proposals == NULL || galley_document_is_large (GALLEY_DOCUMENT (buffer))
      || !galley_block_is_prose (galley_document_parse (GALLEY_DOCUMENT (buffer)),
                                 gtk_text_iter_get_line (cursor) + 1))
    return NULL;
  *start = line_start;
  gtk_text_iter_set_line_index (start, offset);
  return g_steal_pointer (&proposals);
}

static gboolean
get_cursor (GtkSourceCompletionContext *context, GtkTextBuffer **buffer, GtkTextIter *cursor)
{
  *buffer = GTK_TEXT_BUFFER (gtk_source_completion_context_get_buffer (context));
  if (!GALLEY_IS_DOCUMENT (*buffer))
    return FALSE;
  gtk_text_buffer_get_iter_at_mark (*buffer, cursor, gtk_text_buffer_get_insert (*buffer));
  return TRUE;
}

static void
fill (GtkSourceCompletionContext *context, GListStore *store)
{
  g_autoptr (GPtrArray) proposals = NULL;
  GtkTextIter cursor, start;
  GtkTextBuffer *buffer;

  g_list_store_remove_all (store);
  if (get_cursor (context, &buffer, &cursor))
    proposals = complete (buffer, &cursor, &start);
  for (guint i = 0; proposals && i < proposals->len; i++)
    {
      const GalleyCardProposal *from = proposals->pdata[i];
      g_autoptr (GalleyCompletionProposal) proposal
          = g_object_new (GALLEY_TYPE_COMPLETION_PROPOSAL, NULL);

      proposal->text = g_strdup (from->text);
      proposal->name = from->name;
      proposal->description = from->description;
      g_list_store_append (store, proposal);
    }
}

static void
populate_async (GtkSourceCompletionProvider *provider, GtkSourceCompletionContext *context,
                GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (provider, cancellable, done, user_data);
  g_autoptr (GListStore) store = g_list_store_new (GTK_SOURCE_TYPE_COMPLETION_PROPOSAL);

  fill (context, store);
  g_task_return_pointer (task, g_steal_pointer (&store), g_object_unref);
}

static GListModel *
populate_finish (GtkSourceCompletionProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
refilter (GtkSourceCompletionProvider *provider, GtkSourceCompletionContext *context,
          GListModel *model)
{
  fill (context, G_LIST_STORE (model));
}

static gboolean
is_trigger (GtkSourceCompletionProvider *provider, const GtkTextIter *iter, gunichar character)
{
  return character == '!' || character == '{' || character == '=' || character == ' ';
}

static void
display (GtkSourceCompletionProvider *provider, GtkSourceCompletionContext *context,
         GtkSourceCompletionProposal *proposal, GtkSourceCompletionCell *cell)
{
  GalleyCompletionProposal *self = GALLEY_COMPLETION_PROPOSAL (proposal);

  switch ((int) gtk_source_completion_cell_get_column (cell))
    {
    case GTK_SOURCE_COMPLETION_COLUMN_TYPED_TEXT:
      gtk_source_completion_cell_set_text (cell, self->name);
      break;
    case GTK_SOURCE_COMPLETION_COLUMN_COMMENT:
      gtk_source_completion_cell_set_text (cell, self->description);
      break;
    default:
      gtk_source_completion_cell_set_text (cell, NULL);
    }
}

static gboolean
go_on_cb (gpointer user_data)
{
  gtk_source_completion_show (user_data);
  return G_SOURCE_REMOVE;
}

static void
activate (GtkSourceCompletionProvider *provider, GtkSourceCompletionContext *context,
          GtkSourceCompletionProposal *proposal)
{
  g_autofree char *text = g_strdup (GALLEY_COMPLETION_PROPOSAL (proposal)->text);
  g_autoptr (GPtrArray) proposals = NULL;
  GtkTextIter cursor, start;
  GtkTextBuffer *buffer;

  if (!get_cursor (context, &buffer, &cursor))
    return;
  proposals = complete (buffer, &cursor, &start);
  if (proposals == NULL)
    return;
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &cursor);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  /* Past a bracket that is there already. */
  if (!g_str_has_suffix (text, "]") && gtk_text_iter_get_char (&start) == ']')
    {
      gtk_text_iter_forward_char (&start);
      gtk_text_buffer_place_cursor (buffer, &start);
    }
  gtk_text_buffer_end_user_action (buffer);
  /* After an option its values, when this list is gone. */
  if (g_str_has_suffix (text, "="))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, go_on_cb,
                     g_object_ref (gtk_source_completion_context_get_completion (context)),
                     g_object_unref);
}

static void
init_provider (GtkSourceCompletionProviderInterface *iface)
{
  iface->populate_async = populate_async;
  iface->populate_finish = populate_finish;
  iface->refilter = refilter;
  iface->is_trigger = is_trigger;
  iface->display = display;
  iface->activate = activate;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GalleyCompletion, galley_completion, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROVIDER,
                                                      init_provider))

static void
galley_completion_class_init (GalleyCompletionClass *klass)
{
}

static void
galley_completion_init (GalleyCompletion *self)
{
}

static void
show_cb (GalleyEditor *self)
{
  self->completing = TRUE;
}

static void
hide_cb (GalleyEditor *self)
{
  self->completing = FALSE;
}

static gboolean
let_go_cb (gpointer document)
{
  return G_SOURCE_REMOVE;
}

/* What was asked for keeps marks of the text and takes them back when it ends, which is some turns of
 * the loop after it was cancelled: until then the text must stay, whoever closed its window. To block
 * it is the one way to end it while it is not shown. */
void
galley_editor_cancel_completion (GalleyEditor *self)
{
  GtkSourceCompletion *completion
      = self->view ? gtk_source_view_get_completion (GTK_SOURCE_VIEW (self->view)) : NULL;

  if (completion == NULL || self->document == NULL)
    return;
  gtk_source_completion_block_interactive (completion);
  gtk_source_completion_unblock_interactive (completion);
  g_idle_add_full (G_PRIORITY_LOW, let_go_cb, g_object_ref (self->document), g_object_unref);
}

void
galley_editor_init_completion (GalleyEditor *self)
{
  GtkSourceCompletion *completion = gtk_source_view_get_completion (GTK_SOURCE_VIEW (self->view));
  g_autoptr (GalleyCompletion) provider = g_object_new (GALLEY_TYPE_COMPLETION, NULL);

  g_object_set (completion, "show-icons", FALSE, "select-on-show", TRUE, NULL);
  gtk_source_completion_add_provider (completion, GTK_SOURCE_COMPLETION_PROVIDER (provider));
  g_signal_connect_object (completion, "show", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (completion, "hide", G_CALLBACK (hide_cb), self, G_CONNECT_SWAPPED);
}
