/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-outline-panel.h"

#include <glib/gi18n-lib.h>

#include "galley-outline.h"

#define PANEL_WIDTH 240
#define MAX_ROWS 300
#define MAX_FRAMES 5
#define EDGE 6 /* of the list, by the style */

struct _GalleyOutlinePanel {
  GtkWidget parent_instance;

  /* Owned */
  GalleyDocument *document;
  GalleyIssue *issue;   /* that the list is of */
  GPtrArray *outline;   /* of it; NULL: nothing was shown yet */

  /* Borrowed: children */
  GtkWidget *scrolled;
  GtkListBox *list;

  guint line;     /* of the cursor, from 1 */
  guint n_frames; /* since it was opened */
  int moved; /* the row of what was moved, once it is listed; -1: nothing was */
};

enum {
  LINE_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyOutlinePanel, galley_outline_panel, GTK_TYPE_WIDGET)

static guint
get_index (GtkListBoxRow *row)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "index"));
}

static gboolean
has_focus (GalleyOutlinePanel *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list));
}

static void
update_selection (GalleyOutlinePanel *self)
{
  GtkListBoxRow *found = NULL;
  GtkListBoxRow *row;

  for (guint i = 0; self->outline && (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    {
      const GalleyOutlineItem *item = self->outline->pdata[get_index (row)];

      if (item->kind == GALLEY_OUTLINE_SECTION && item->line <= self->line)
        found = row;
    }
  if (gtk_list_box_get_selected_row (self->list) != found)
    gtk_list_box_select_row (self->list, found);
}

/* Only as far as it must: whoever looks at the list keeps the place. Set, which ends what the toolkit glides to. */
static void
show_selected (GalleyOutlinePanel *self)
{
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_selected_row (self->list));
  GtkAdjustment *adjustment
      = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  double page = gtk_adjustment_get_page_size (adjustment);
  double value = gtk_adjustment_get_value (adjustment);
  double top, bottom;
  graphene_rect_t place;

  if (!row || gtk_widget_get_height (row) == 0
      || !gtk_widget_compute_bounds (row, GTK_WIDGET (self->list), &place))
    return;
  top = place.origin.y;
  bottom = place.origin.y + place.size.height + 2 * EDGE;
  if (bottom > value + page)
    gtk_adjustment_set_value (adjustment, bottom - page);
  else if (top < value)
    gtk_adjustment_set_value (adjustment, top);
}

/* Rows have no place before the first frame that they are in. */
static gboolean
opened_cb (GtkWidget *list, GdkFrameClock *clock, gpointer user_data)
{
  GalleyOutlinePanel *self = user_data;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row && gtk_widget_get_height (GTK_WIDGET (row)) == 0 && self->n_frames++ < MAX_FRAMES)
    return G_SOURCE_CONTINUE;
  show_selected (self);
  return G_SOURCE_REMOVE;
}

/* While one walks through the list, it is not the cursor's. */
static void
cursor_moved_cb (GalleyOutlinePanel *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  guint line;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  line = gtk_text_iter_get_line (&iter) + 1;
  if (line == self->line)
    return;
  self->line = line;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || has_focus (self))
    return;
  update_selection (self);
  show_selected (self);
}

/* A section that changes sides has other readers from now on. */
static char *
dup_message (GalleyOutlinePanel *self, guint index, guint before)
{
  const GalleyOutlineItem *item = self->outline->pdata[index];

  for (guint i = 0; i < galley_outline_count_sections (self->outline); i++)
    {
      const GalleyOutlineItem *paywall = self->outline->pdata[i];

      if (paywall->kind != GALLEY_OUTLINE_PAYWALL)
        continue;
      if (i < index && before <= i)
        return g_strdup_printf (_("“%s” was moved and stands before the paywall now."), item->text);
      if (i > index && before > i && paywall->start >= item->end)
        return g_strdup_printf (_("“%s” was moved and stands behind the paywall now."), item->text);
    }
  return g_strdup_printf (_("“%s” was moved."), item->text);
}

/* Where the section is when it was moved. */
static int
find_moved (GalleyOutlinePanel *self, guint index, guint before)
{
  const GalleyOutlineItem *item = self->outline->pdata[index];
  guint n = galley_outline_count_sections (self->outline);
  guint behind = index + 1;

  while (behind < n && ((GalleyOutlineItem *) self->outline->pdata[behind])->start < item->end)
    behind++;
  return (int) (before > index ? before - (behind - index) : before);
}

static void
move (GalleyOutlinePanel *self, guint index, guint before)
{
  g_autoptr (GalleyEdit) edit = galley_outline_move (self->issue, self->outline, index, before);
  g_autofree char *message = dup_message (self, index, before);

  if (edit == NULL || !galley_document_is_current (self->document)
      || !galley_document_apply (self->document, self->issue, edit))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  self->moved = find_moved (self, index, before);
  galley_document_tell_rearranged (self->document, message);
}

/* To the other side of the section beside it, on its level or above. */
static void
move_by_key (GalleyOutlinePanel *self, guint index, gboolean down)
{
  guint n = galley_outline_count_sections (self->outline);
  const GalleyOutlineItem *item = self->outline->pdata[index];
  guint before = index;

  if (index >= n)
    return;
  if (!down)
    {
      while (before > 0)
        if (((GalleyOutlineItem *) self->outline->pdata[--before])->level <= item->level)
          {
            move (self, index, before);
            return;
          }
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  /* Past its own, then past the next one and what is below that. */
  for (guint passed = 0; ++before <= n;)
    if (before == n || ((GalleyOutlineItem *) self->outline->pdata[before])->level <= item->level)
      if (++passed == 2 || before == n)
        break;
  move (self, index, MIN (before, n));
}

static gboolean
key_pressed_cb (GalleyOutlinePanel *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = focus ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  if (!(state & GDK_ALT_MASK) || (keyval != GDK_KEY_Up && keyval != GDK_KEY_Down) || row == NULL)
    return GDK_EVENT_PROPAGATE;
  move_by_key (self, get_index (GTK_LIST_BOX_ROW (row)), keyval == GDK_KEY_Down);
  return GDK_EVENT_STOP;
}

/* The row as it is now, on the window's own ground: without a compositor what can be seen through is
 * black. */
static GdkPaintable *
make_icon (GtkWidget *row)
{
  int width = gtk_widget_get_width (row);
  int height = gtk_widget_get_height (row);
  g_autoptr (GdkPaintable) live = gtk_widget_paintable_new (row);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GdkRGBA ground;

  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (row), "window_bg_color", &ground))
    gtk_snapshot_append_color (snapshot, &ground, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_paintable_snapshot (live, snapshot, width, height);
  return gtk_snapshot_free_to_paintable (snapshot, NULL);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, GtkListBoxRow *row)
{
  g_autoptr (GdkPaintable) icon = make_icon (GTK_WIDGET (row));

  gtk_drag_source_set_icon (source, icon, x, y);
  return gdk_content_provider_new_typed (G_TYPE_UINT, get_index (row));
}

/* On the lower half of a row: behind it. */
static gboolean
is_behind (GtkWidget *row, double y)
{
  return y > gtk_widget_get_height (row) / 2.0;
}

static void
drop_left_cb (GtkDropTarget *target)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  gtk_widget_remove_css_class (row, "drop-before");
  gtk_widget_remove_css_class (row, "drop-behind");
}

static GdkDragAction
drop_moved_cb (GtkDropTarget *target, double x, double y)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  drop_left_cb (target);
  gtk_widget_add_css_class (row, is_behind (row, y) ? "drop-behind" : "drop-before");
  return GDK_ACTION_MOVE;
}

static gboolean
drop_cb (GalleyOutlinePanel *self, const GValue *value, double x, double y, GtkDropTarget *target)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  guint before = get_index (GTK_LIST_BOX_ROW (row));

  drop_left_cb (target);
  if (is_behind (row, y))
    before++;
  move (self, g_value_get_uint (value), before);
  return TRUE;
}

static void
add_drag (GalleyOutlinePanel *self, GtkWidget *row)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_UINT, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (drag_prepare_cb), row, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "enter", G_CALLBACK (drop_moved_cb), NULL);
  g_signal_connect (target, "motion", G_CALLBACK (drop_moved_cb), NULL);
  g_signal_connect (target, "leave", G_CALLBACK (drop_left_cb), NULL);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

static char *
dup_title (const GalleyOutlineItem *item)
{
  g_auto (GStrv) lines = NULL;

  if (item->kind == GALLEY_OUTLINE_PAYWALL)
    return g_strdup (_("Paywall"));
  if (item->text[0] == '\0')
    return g_strdup (item->kind == GALLEY_OUTLINE_SECTION ? _("Empty heading") : _("Empty comment"));
  lines = g_strsplit (item->text, "\n", 2);
  return g_strdup (lines[0]);
}

static GtkWidget *
make_row (GalleyOutlinePanel *self, guint index)
{
  const GalleyOutlineItem *item = self->outline->pdata[index];
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *title = dup_title (item);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_start (label, 6 + (item->level > 2 ? item->level - 2 : 0) * 12);
  gtk_widget_set_margin_end (label, 6);
  gtk_widget_set_margin_top (label, 4);
  gtk_widget_set_margin_bottom (label, 4);
  if (item->kind != GALLEY_OUTLINE_SECTION)
    gtk_widget_add_css_class (label, "dim-label");
  if (item->kind == GALLEY_OUTLINE_SECTION && item->level <= 2)
    gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_tooltip_text (row, title);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data (G_OBJECT (row), "index", GUINT_TO_POINTER (index));
  g_object_set_data (G_OBJECT (row), "is-section",
                     GINT_TO_POINTER (item->kind <= GALLEY_OUTLINE_PAYWALL));
  if (item->kind <= GALLEY_OUTLINE_PAYWALL)
    add_drag (self, row);
  return row;
}

static gboolean
is_section (GtkListBoxRow *row)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "is-section"));
}

/* Also of rows that are about to go: the outline is another one then, or none. */
static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  GtkWidget *label = NULL;

  if (before == NULL || is_section (row) != is_section (before))
    {
      label = gtk_label_new (is_section (row) ? _("Outline") : _("To Do and Comments"));
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "caption-heading");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_set_margin_start (label, 6);
      gtk_widget_set_margin_top (label, before ? 18 : 6);
      gtk_widget_set_margin_bottom (label, 6);
    }
  gtk_list_box_row_set_header (row, label);
}

static gboolean
is_same (const GPtrArray *a, const GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const GalleyOutlineItem *one = a->pdata[i];
      const GalleyOutlineItem *other = b->pdata[i];

      if (one->kind != other->kind || one->level != other->level
          || !g_str_equal (one->text, other->text))
        return FALSE;
    }
  return TRUE;
}

/* Most letters change no heading: then the rows stay, and the focus with them. It goes with a section
 * that is moved, too: the next key is for that one again. */
static void
refresh (GalleyOutlinePanel *self)
{
  g_autoptr (GPtrArray) old = NULL;
  GtkListBoxRow *row;
  GtkWidget *child;
  gboolean had_focus;
  int focused = -1;

  if (self->document == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  g_clear_pointer (&self->issue, galley_document_release_issue);
  self->issue = galley_issue_ref (galley_document_get_issue (self->document));
  old = g_steal_pointer (&self->outline);
  self->outline = galley_outline_read (self->issue);
  if (is_same (old, self->outline))
    {
      update_selection (self);
      return;
    }
  child = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  had_focus = has_focus (self);
  if (had_focus && GTK_IS_LIST_BOX_ROW (child))
    focused = self->moved >= 0 ? self->moved : gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (child));
  self->moved = -1;
  /* Its first child may be the words for an empty one, which stay. */
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < MIN (self->outline->len, MAX_ROWS); i++)
    gtk_list_box_append (self->list, make_row (self, i));
  update_selection (self);
  if (had_focus && focused >= 0 && gtk_list_box_get_row_at_index (self->list, focused))
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, focused)));
}

static void
row_activated_cb (GalleyOutlinePanel *self, GtkListBoxRow *row)
{
  const GalleyOutlineItem *item = self->outline->pdata[get_index (row)];

  g_signal_emit (self, signals[LINE_ACTIVATED], 0, item->line);
}

static void
galley_outline_panel_map (GtkWidget *widget)
{
  GalleyOutlinePanel *self = GALLEY_OUTLINE_PANEL (widget);

  GTK_WIDGET_CLASS (galley_outline_panel_parent_class)->map (widget);
  refresh (self);
  self->n_frames = 0;
  gtk_widget_add_tick_callback (GTK_WIDGET (self->list), opened_cb, self, NULL);
}

static gboolean
galley_outline_panel_grab_focus (GtkWidget *widget)
{
  GalleyOutlinePanel *self = GALLEY_OUTLINE_PANEL (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->list, 0);
  return gtk_widget_grab_focus (row ? GTK_WIDGET (row) : GTK_WIDGET (self->list));
}

static void
galley_outline_panel_dispose (GObject *object)
{
  GalleyOutlinePanel *self = GALLEY_OUTLINE_PANEL (object);

  galley_outline_panel_set_document (self, NULL);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_pointer (&self->outline, g_ptr_array_unref);
  G_OBJECT_CLASS (galley_outline_panel_parent_class)->dispose (object);
}

static void
galley_outline_panel_class_init (GalleyOutlinePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_outline_panel_dispose;
  widget_class->map = galley_outline_panel_map;
  widget_class->grab_focus = galley_outline_panel_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[LINE_ACTIVATED]
      = g_signal_new ("line-activated", GALLEY_TYPE_OUTLINE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
galley_outline_panel_init (GalleyOutlinePanel *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *empty = gtk_label_new (
      _("Headings, TK and TODO marks and private comments are listed here."));

  self->moved = -1;
  gtk_widget_set_size_request (GTK_WIDGET (self), PANEL_WIDTH, -1);
  gtk_label_set_wrap (GTK_LABEL (empty), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (empty), 24);
  gtk_widget_add_css_class (empty, "dim-label");
  gtk_widget_set_valign (empty, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (empty), 0);
  gtk_widget_set_margin_top (empty, 24);
  gtk_widget_set_margin_start (empty, 12);
  gtk_widget_set_margin_end (empty, 12);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_placeholder (self->list, empty);
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Outline"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

void
galley_outline_panel_set_document (GalleyOutlinePanel *self, GalleyDocument *document)
{
  g_return_if_fail (GALLEY_IS_OUTLINE_PANEL (self));

  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  g_clear_pointer (&self->issue, galley_issue_unref);
  self->line = 0;
  if (document)
    {
      g_signal_connect_object (document, "parsed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::cursor-position", G_CALLBACK (cursor_moved_cb),
                               self, G_CONNECT_SWAPPED);
      cursor_moved_cb (self);
    }
  refresh (self);
}
