/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-inserter.h"

#include <glib/gi18n-lib.h>

#include "galley-block.h"
#include "galley-card.h"
#include "galley-document.h"

struct _GalleyInserter {
  GtkPopover         parent_instance;

  /* Template children */
  GtkEditable       *search_entry;
  GtkScrolledWindow *scroller;
  GtkListBox        *list;

  /* Borrowed */
  GtkTextView       *view;
  GtkListBoxRow     *edit_row; /* NULL: it was not opened yet, and has no rows */

  guint              by_slash : 1; /* opened by a `/` that is not in the text */
  guint              chosen : 1;
  guint              composing : 1; /* an input method has begun a character */
};

enum {
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyInserter, galley_inserter, GTK_TYPE_POPOVER)

static GtkListBoxRow *
add_row (GalleyInserter *self, const char *id, const char *name, const char *description)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *labels[] = { gtk_label_new (name), gtk_label_new (description) };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_wrap (GTK_LABEL (labels[i]), TRUE);
      gtk_box_append (GTK_BOX (box), labels[i]);
    }
  gtk_widget_add_css_class (labels[1], "caption");
  gtk_widget_add_css_class (labels[1], "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (row), "words", g_strjoin (" ", name, description, id, NULL),
                          g_free);
  gtk_list_box_append (self->list, row);
  return GTK_LIST_BOX_ROW (row);
}

static void
fill (GalleyInserter *self)
{
  const GalleyCardKind *const *kinds = galley_card_list_kinds ();

  if (self->edit_row != NULL)
    return;
  self->edit_row = add_row (self, "edit", _("Edit This Card"), _("The card the cursor is in"));
  add_row (self, "picture", _("Picture"), _("One picture, or several as a gallery"));
  for (const GalleyBlock *block = galley_block_list (); block->id; block++)
    add_row (self, block->id, _(block->name), _(block->description));
  add_row (self, "table", _("Table"), _("Rows and columns"));
  add_row (self, "footnote", _("Footnote"), _("A note at the end of the issue"));
  for (guint i = 0; kinds[i]; i++)
    add_row (self, kinds[i]->id, _(kinds[i]->name), _(kinds[i]->description));
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer user_data)
{
  GalleyInserter *self = user_data;
  const char *typed = gtk_editable_get_text (self->search_entry);

  if (!gtk_widget_get_visible (GTK_WIDGET (row)))
    return FALSE;
  return *typed == '\0' || g_str_match_string (typed, g_object_get_data (G_OBJECT (row), "words"), TRUE);
}

static void
select_row (GalleyInserter *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  gtk_list_box_select_row (self->list, row);
  if (row == NULL)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->search_entry),
                                     GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
      return;
    }
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->search_entry),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

/* The next one that is shown, from @row on. */
static GtkListBoxRow *
find_row (GalleyInserter *self, int index, int step)
{
  GtkListBoxRow *row;

  while (index >= 0 && (row = gtk_list_box_get_row_at_index (self->list, index)))
    {
      if (filter_cb (row, self))
        return row;
      index += step;
    }
  return NULL;
}

static void
search_changed_cb (GalleyInserter *self)
{
  gtk_list_box_invalidate_filter (self->list);
  select_row (self, find_row (self, 0, 1));
}

static void
move (GalleyInserter *self, int step)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  GtkListBoxRow *row
      = selected ? find_row (self, gtk_list_box_row_get_index (selected) + step, step) : NULL;

  if (row)
    select_row (self, row);
}

/* Typed text, with what was typed into the search. */
static void
put_back (GalleyInserter *self)
{
  g_autofree char *typed = g_strconcat ("/", gtk_editable_get_text (self->search_entry), NULL);

  gtk_text_buffer_insert_interactive_at_cursor (gtk_text_view_get_buffer (self->view), typed, -1,
                                                TRUE);
}

static void
choose (GalleyInserter *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "id"));

  self->chosen = TRUE;
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  g_signal_emit (self, signals[CHOSEN], 0, id);
}

static void
row_activated_cb (GalleyInserter *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
activate_cb (GalleyInserter *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row)
    choose (self, row);
  else
    gtk_popover_popdown (GTK_POPOVER (self));
}

static gboolean
search_key_cb (GalleyInserter *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      gtk_popover_popdown (GTK_POPOVER (self));
      return GDK_EVENT_STOP;
    case GDK_KEY_BackSpace:
      if (*gtk_editable_get_text (self->search_entry) != '\0')
        return GDK_EVENT_PROPAGATE;
      /* It takes the slash away. */
      self->by_slash = FALSE;
      gtk_popover_popdown (GTK_POPOVER (self));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
closed_cb (GalleyInserter *self)
{
  if (self->by_slash && !self->chosen)
    put_back (self);
  self->by_slash = FALSE;
  if (!self->chosen)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* An empty line of prose: elsewhere a slash is a slash. */
static gboolean
may_begin (GalleyInserter *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GalleyDocument *document = GALLEY_IS_DOCUMENT (buffer) ? GALLEY_DOCUMENT (buffer) : NULL;
  GtkTextIter iter;

  if (document == NULL || self->composing || galley_document_is_large (document)
      || !gtk_text_view_get_editable (self->view) || gtk_text_buffer_get_has_selection (buffer))
    return FALSE;
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_starts_line (&iter) && gtk_text_iter_ends_line (&iter)
         && galley_block_is_prose (galley_document_parse (document),
                                   gtk_text_iter_get_line (&iter) + 1);
}

static gboolean
text_key_cb (GalleyInserter *self, guint keyval, guint keycode, GdkModifierType state)
{
  if ((keyval != GDK_KEY_slash && keyval != GDK_KEY_KP_Divide)
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) || !may_begin (self))
    return GDK_EVENT_PROPAGATE;
  galley_inserter_open (self, FALSE);
  self->by_slash = TRUE;
  return GDK_EVENT_STOP;
}

static void
preedit_cb (GalleyInserter *self, const char *preedit)
{
  self->composing = preedit && *preedit != '\0';
}

static void
galley_inserter_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_INSERTER);
  G_OBJECT_CLASS (galley_inserter_parent_class)->dispose (object);
}

static void
galley_inserter_class_init (GalleyInserterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_inserter_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", GALLEY_TYPE_INSERTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/galleyeditor/Galley/galley-inserter.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyInserter, search_entry);
  gtk_widget_class_bind_template_child (widget_class, GalleyInserter, scroller);
  gtk_widget_class_bind_template_child (widget_class, GalleyInserter, list);
}

static void
galley_inserter_init (GalleyInserter *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_event_controller_set_name (keys, "galley-inserter");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), keys);
  g_signal_connect_swapped (self->search_entry, "changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->search_entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

GalleyInserter *
galley_inserter_new (GtkWidget *parent, GtkTextView *view)
{
  GalleyInserter *self = g_object_new (GALLEY_TYPE_INSERTER, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->view = view;
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  gtk_event_controller_set_name (keys, "galley-inserter");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (text_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  g_signal_connect_object (view, "preedit-changed", G_CALLBACK (preedit_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
galley_inserter_open (GalleyInserter *self, gboolean can_edit)
{
  GtkTextBuffer *buffer;
  GdkRectangle cursor;
  double x, y;

  g_return_if_fail (GALLEY_IS_INSERTER (self));

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_view_scroll_mark_onscreen (self->view, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_cursor_locations (self->view, NULL, &cursor, NULL);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, cursor.x, cursor.y,
                                         &cursor.x, &cursor.y);
  gtk_widget_translate_coordinates (GTK_WIDGET (self->view), gtk_widget_get_parent (GTK_WIDGET (self)),
                                    cursor.x, cursor.y, &x, &y);
  cursor.x = x;
  cursor.y = y;
  self->chosen = FALSE;
  fill (self);
  gtk_widget_set_visible (GTK_WIDGET (self->edit_row), can_edit);
  gtk_editable_set_text (self->search_entry, "");
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &cursor);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  search_changed_cb (self);
}
