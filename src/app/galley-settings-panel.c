/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows are made from the table of galley-settings-field. A row knows what it has to write; when it
 * does, and what the others show meanwhile, is decided here. */

#include "galley-settings-panel.h"

#include <glib/gi18n-lib.h>

#include "galley-settings-looks.h"
#include "galley-settings-picture.h"
#include "galley-settings-row.h"
#include "galley-site-names.h"

#define COMMIT_PAUSE 900 /* ms after the last key in a row */
#define PANEL_WIDTH 330

struct _GalleySettingsPanel {
  GtkWidget parent_instance;

  /* Owned */
  GalleyDocument *document;
  GPtrArray *rows; /* (element-type GalleySettingsRow) */
  GalleySiteNames *names; /* NULL: no site to ask */

  /* Borrowed: children */
  GtkWidget *scrolled;
  GtkWidget *groups;
  GalleySettingsPicture *picture;
  GalleySettingsLooks *looks;
  GtkWidget *trouble;
  GtkLabel *trouble_label;

  guint commit_source;
  guint left_source;
  int picture_height; /* as the rows below were laid out for */
  int looks_height;
  guint is_refreshing : 1;
};

G_DEFINE_FINAL_TYPE (GalleySettingsPanel, galley_settings_panel, GTK_TYPE_WIDGET)

static void
show_trouble (GalleySettingsPanel *self, const char *message)
{
  gtk_widget_set_visible (self->trouble, message != NULL);
  gtk_label_set_label (self->trouble_label, message ? message : "");
}

/* 0: nobody sees it. */
static int
measure_height (GtkWidget *widget)
{
  int width = gtk_widget_get_width (widget);
  int height = 0;

  if (width > 0)
    gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

/* With what stands in the rows and not yet in the text. */
static void
refresh_looks (GalleySettingsPanel *self)
{
  g_autoptr (GHashTable) typed = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GalleySettingsRow *row = self->rows->pdata[i];
      const GalleySettingsField *field = galley_settings_row_get_field (row);

      if (field->kind == GALLEY_SETTINGS_FIELD_TEXT && galley_settings_row_is_dirty (row))
        g_hash_table_insert (typed, (gpointer) field->key, galley_settings_row_dup_shown (row));
    }
  /* Newer toolkits pass by what keeps its own size: the panel would not know what grows now. */
  if (self->looks_height == 0)
    self->looks_height = measure_height (GTK_WIDGET (self->looks));
  galley_settings_looks_refresh (self->looks, self->document, typed);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
refresh (GalleySettingsPanel *self)
{
  const GalleyFrontMatter *matter;
  gboolean is_valid;

  if (self->rows->len == 0 || self->document == NULL
      || !galley_document_is_current (self->document))
    return;
  matter = galley_issue_get_front_matter (galley_document_get_issue (self->document));
  is_valid = galley_front_matter_is_valid (matter);
  show_trouble (self, is_valid ? NULL
                               : _("The front matter at the top of the issue cannot be read. Fix "
                                   "it in the text, and the settings come back."));
  /* Not while it is loaded; while it is saved the writer goes on, and keeps the focus. */
  gtk_widget_set_sensitive (self->groups,
                            is_valid && galley_document_is_editable (self->document));
  if (!is_valid)
    return;

  /* A picture that nobody sees is not loaded. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      galley_settings_picture_refresh (self->picture, self->document);
      refresh_looks (self);
    }
  self->is_refreshing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    galley_settings_row_read (self->rows->pdata[i], matter);
  self->is_refreshing = FALSE;
}

static void
commit_row (GalleySettingsPanel *self, GalleySettingsRow *row)
{
  g_autoptr (GError) error = NULL;

  if (self->document && !galley_settings_row_write (row, self->document, &error))
    show_trouble (self, error->message);
}

void
galley_settings_panel_commit (GalleySettingsPanel *self)
{
  g_return_if_fail (GALLEY_IS_SETTINGS_PANEL (self));

  g_clear_handle_id (&self->commit_source, g_source_remove);
  for (guint i = 0; i < self->rows->len; i++)
    commit_row (self, self->rows->pdata[i]);
}

/* A pause in the middle of a name is no end of it: half a tag would be one of the issue's. */
static gboolean
commit_source_cb (gpointer user_data)
{
  GalleySettingsPanel *self = user_data;

  self->commit_source = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      GalleySettingsRow *row = self->rows->pdata[i];

      if (!galley_settings_row_is_unfinished (row))
        commit_row (self, row);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
is_list (GalleySettingsRow *row)
{
  return galley_settings_row_get_field (row)->kind == GALLEY_SETTINGS_FIELD_LIST;
}

static gboolean
left_source_cb (gpointer user_data)
{
  GalleySettingsPanel *self = user_data;

  self->left_source = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      GalleySettingsRow *row = self->rows->pdata[i];

      if (!is_list (row) || galley_settings_row_is_at (row))
        continue;
      commit_row (self, row);
      self->is_refreshing = TRUE;
      galley_settings_row_tidy (row);
      self->is_refreshing = FALSE;
    }
  return G_SOURCE_REMOVE;
}

/* Who has the focus then is known after it has gone. */
static void
left_cb (GalleySettingsPanel *self, GalleySettingsRow *row)
{
  if (!is_list (row))
    galley_settings_panel_commit (self);
  else if (self->left_source == 0)
    self->left_source = g_idle_add (left_source_cb, self);
}

static void
suggest (GalleySettingsPanel *self, GalleySettingsRow *row)
{
  const GalleySettingsField *field = galley_settings_row_get_field (row);

  if (field->is_of_site)
    galley_settings_row_suggest (row, self->names && !self->is_refreshing
                                          ? galley_site_names_get (self->names, field->key)
                                          : NULL);
}

static void
typed_cb (GalleySettingsPanel *self, GalleySettingsRow *row)
{
  if (!self->is_refreshing)
    {
      g_clear_handle_id (&self->commit_source, g_source_remove);
      self->commit_source = g_timeout_add (COMMIT_PAUSE, commit_source_cb, self);
      if (self->document)
        refresh_looks (self);
    }
  suggest (self, row);
}

static void
chosen_cb (GalleySettingsPanel *self)
{
  if (!self->is_refreshing)
    galley_settings_panel_commit (self);
}

static void
add_row (GalleySettingsPanel *self, GalleySettingsRow *row)
{
  g_ptr_array_add (self->rows, row);
  g_signal_connect_object (row, "typed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entered", G_CALLBACK (galley_settings_panel_commit), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
}

/* Below it: what goes with it, or NULL. */
static GtkWidget *
make_row (GalleySettingsPanel *self, const GalleySettingsField *field, GtkWidget **below)
{
  GalleySettingsRow *row;

  *below = NULL;
  if (field->kind == GALLEY_SETTINGS_FIELD_PICTURE)
    {
      self->picture = GALLEY_SETTINGS_PICTURE (galley_settings_picture_new ());
      return GTK_WIDGET (self->picture);
    }
  if (field->kind == GALLEY_SETTINGS_FIELD_LOOKS)
    {
      self->looks = GALLEY_SETTINGS_LOOKS (galley_settings_looks_new ());
      return GTK_WIDGET (self->looks);
    }
  row = galley_settings_row_new (field);
  add_row (self, row);
  *below = galley_settings_row_get_below (row);
  return galley_settings_row_get_widget (row);
}

static AdwPreferencesGroup *
add_group (GalleySettingsPanel *self, const GalleySettingsField *field)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, _(field->title));
  gtk_box_append (GTK_BOX (self->groups), GTK_WIDGET (group));
  return group;
}

static AdwExpanderRow *
add_more (AdwPreferencesGroup *group, const GalleySettingsField *field)
{
  AdwExpanderRow *more = ADW_EXPANDER_ROW (adw_expander_row_new ());

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), _(field->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(field->title), -1);
  adw_preferences_group_add (group, GTK_WIDGET (more));
  return more;
}

/* @more: the part that folds away; NULL: there is none yet. */
static void
add_widget (AdwPreferencesGroup *group, AdwExpanderRow *more, GtkWidget *widget)
{
  if (more)
    adw_expander_row_add_row (more, widget);
  else
    adw_preferences_group_add (group, widget);
}

/* Dozens of rows that most windows never show: they are made when somebody looks. */
static void
make_groups (GalleySettingsPanel *self)
{
  guint n_fields;
  const GalleySettingsField *fields = galley_settings_field_get_all (&n_fields);
  AdwPreferencesGroup *group = NULL;
  AdwExpanderRow *more = NULL;

  if (self->rows->len > 0)
    return;
  self->is_refreshing = TRUE;
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].kind == GALLEY_SETTINGS_FIELD_GROUP)
      {
        group = add_group (self, &fields[i]);
        more = NULL;
      }
    else if (fields[i].kind == GALLEY_SETTINGS_FIELD_MORE)
      more = add_more (group, &fields[i]);
    else
      {
        GtkWidget *below;
        GtkWidget *row = make_row (self, &fields[i], &below);

        add_widget (group, more, row);
        if (below)
          add_widget (group, more, below);
      }
  self->is_refreshing = FALSE;
}

/* The cursor at the end of the first row, which a key would replace if it were selected, as the library
 * has it. */
static gboolean
galley_settings_panel_grab_focus (GtkWidget *widget)
{
  GalleySettingsPanel *self = GALLEY_SETTINGS_PANEL (widget);
  GtkWidget *first;

  if (self->rows->len == 0)
    return FALSE;
  first = galley_settings_row_get_widget (self->rows->pdata[0]);
  if (!gtk_widget_grab_focus (first))
    return FALSE;
  gtk_editable_set_position (GTK_EDITABLE (first), -1);
  return TRUE;
}

/* Before it is measured. */
static void
galley_settings_panel_show (GtkWidget *widget)
{
  make_groups (GALLEY_SETTINGS_PANEL (widget));
  GTK_WIDGET_CLASS (galley_settings_panel_parent_class)->show (widget);
}

static void
galley_settings_panel_map (GtkWidget *widget)
{
  GalleySettingsPanel *self = GALLEY_SETTINGS_PANEL (widget);

  GTK_WIDGET_CLASS (galley_settings_panel_parent_class)->map (widget);
  refresh (self);
  /* Not before somebody looks. */
  if (self->names && self->document)
    galley_site_names_load (self->names, galley_document_get_issue (self->document));
}

/* By how much @widget pushes down what stands at @y. */
static int
measure_growth (GalleySettingsPanel *self, GtkWidget *widget, float y, int *height)
{
  int before = *height;
  graphene_rect_t place;

  *height = measure_height (widget);
  if (before == 0 || *height == 0 || !gtk_widget_compute_bounds (widget, self->groups, &place)
      || place.origin.y > y)
    return 0;
  return *height - before;
}

/* What a row says is shown above it, in one line or two, with a picture or without: the row with the
 * cursor stays where it is on the screen. */
static void
hold_row (GalleySettingsPanel *self)
{
  GtkAdjustment *scroll
      = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus ? gtk_widget_get_ancestor (focus, ADW_TYPE_ENTRY_ROW) : NULL;
  graphene_rect_t place;
  float y = -1;
  int growth;

  if (self->rows->len == 0)
    return;
  if (row && gtk_widget_compute_bounds (row, self->groups, &place))
    y = place.origin.y;
  growth = measure_growth (self, GTK_WIDGET (self->picture), y, &self->picture_height)
           + measure_growth (self, GTK_WIDGET (self->looks), y, &self->looks_height);
  if (growth == 0)
    return;
  gtk_adjustment_set_upper (scroll, gtk_adjustment_get_upper (scroll) + growth);
  gtk_adjustment_set_value (scroll, gtk_adjustment_get_value (scroll) + growth);
}

static void
galley_settings_panel_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                               int *minimum, int *natural, int *minimum_baseline,
                               int *natural_baseline)
{
  gtk_widget_measure (GALLEY_SETTINGS_PANEL (widget)->scrolled, orientation, for_size, minimum,
                      natural, NULL, NULL);
}

/* Once more whenever something in it wants another height, and before that has it. */
static void
galley_settings_panel_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GalleySettingsPanel *self = GALLEY_SETTINGS_PANEL (widget);

  hold_row (self);
  gtk_widget_allocate (self->scrolled, width, height, baseline, NULL);
}

static void
galley_settings_panel_dispose (GObject *object)
{
  GalleySettingsPanel *self = GALLEY_SETTINGS_PANEL (object);

  g_clear_handle_id (&self->commit_source, g_source_remove);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  if (self->names)
    galley_site_names_cancel (self->names);
  g_clear_object (&self->names);
  /* Rows lose the focus while they go. */
  self->is_refreshing = TRUE;
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_handle_id (&self->left_source, g_source_remove);
  G_OBJECT_CLASS (galley_settings_panel_parent_class)->dispose (object);
}

static void
galley_settings_panel_finalize (GObject *object)
{
  GalleySettingsPanel *self = GALLEY_SETTINGS_PANEL (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (galley_settings_panel_parent_class)->finalize (object);
}

static void
galley_settings_panel_class_init (GalleySettingsPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_settings_panel_dispose;
  object_class->finalize = galley_settings_panel_finalize;
  widget_class->show = galley_settings_panel_show;
  widget_class->map = galley_settings_panel_map;
  widget_class->grab_focus = galley_settings_panel_grab_focus;
  widget_class->measure = galley_settings_panel_measure;
  widget_class->size_allocate = galley_settings_panel_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "galley-settings");
}

static void
make_trouble (GalleySettingsPanel *self, GtkBox *box)
{
  self->trouble = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->trouble_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->trouble_label, TRUE);
  gtk_label_set_xalign (self->trouble_label, 0);
  gtk_widget_set_visible (self->trouble, FALSE);
  gtk_box_append (GTK_BOX (self->trouble),
                  gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (self->trouble), GTK_WIDGET (self->trouble_label));
  gtk_box_append (box, self->trouble);
}

static void
galley_settings_panel_init (GalleySettingsPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_set_size_request (GTK_WIDGET (self), PANEL_WIDTH, -1);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), box);
  make_trouble (self, GTK_BOX (box));
  self->groups = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_box_append (GTK_BOX (box), self->groups);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* The row that the writer is at shows what came. */
static void
names_changed_cb (GalleySettingsPanel *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GalleySettingsRow *row = self->rows->pdata[i];

      if (galley_settings_row_is_dirty (row))
        suggest (self, row);
    }
}

void
galley_settings_panel_set_session (GalleySettingsPanel *self, GalleySession *session)
{
  g_return_if_fail (GALLEY_IS_SETTINGS_PANEL (self) && self->names == NULL);

  self->names = galley_site_names_new (session);
  g_signal_connect_object (self->names, "changed", G_CALLBACK (names_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
galley_settings_panel_set_document (GalleySettingsPanel *self, GalleyDocument *document)
{
  g_return_if_fail (GALLEY_IS_SETTINGS_PANEL (self));

  g_clear_handle_id (&self->commit_source, g_source_remove);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  for (guint i = 0; i < self->rows->len; i++)
    galley_settings_row_forget (self->rows->pdata[i]);
  gtk_widget_set_sensitive (self->groups, FALSE);
  if (document == NULL)
    {
      if (self->picture)
        galley_settings_picture_refresh (self->picture, NULL);
      return;
    }
  g_signal_connect_object (document, "parsed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::busy", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
}
