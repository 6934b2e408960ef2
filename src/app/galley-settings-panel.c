/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows are made from one table of keys. A row remembers the value the text has for it; it is
 * dirty when it shows another one, and only then writes. */

#include "galley-settings-panel.h"

#include <glib/gi18n-lib.h>

#include "galley-settings-list.h"
#include "galley-settings-looks.h"
#include "galley-settings-picture.h"
#include "galley-site-names.h"
#include "galley-suggestions.h"

#define COMMIT_PAUSE 900 /* ms after the last key in a row */
#define PANEL_WIDTH 330

typedef enum {
  KIND_GROUP, /* title only: begins a group */
  KIND_MORE,  /* title only: the rest of the group folds away under it */
  KIND_TEXT,
  KIND_LIST,
  KIND_CHOICE,
  KIND_SWITCH,
  KIND_PICTURE, /* no row of a key: the feature picture as it looks */
  KIND_LOOKS,   /* likewise: the issue in a search, a network and an inbox */
} Kind;

typedef struct {
  Kind kind;
  const char *key;
  const char *title;
  const char *const *choices; /* value, words, …, NULL */
} Field;

static const char *const visibilities[] = {
  "",        N_("As the Site Does"),  "public",  N_("Everybody"),    "members",
  N_("All Members"), "paid", N_("Paying Members"), "tiers", N_("Some Tiers"), NULL,
};
static const char *const audiences[] = {
  "", N_("As the Newsletter Does"), "all", N_("All Subscribers"), "free", N_("Free Subscribers"),
  "paid", N_("Paying Subscribers"), NULL,
};

static const Field fields[] = {
  { KIND_GROUP, NULL, N_("Issue"), NULL },
  { KIND_TEXT, "title", N_("Title"), NULL },
  { KIND_TEXT, "subtitle", N_("Subtitle"), NULL },
  { KIND_LIST, "tags", N_("Tags, separated by commas"), NULL },
  { KIND_LIST, "authors", N_("Authors, separated by commas"), NULL },
  { KIND_TEXT, "slug", N_("Address on the site"), NULL },
  { KIND_SWITCH, "featured", N_("Featured"), NULL },
  { KIND_GROUP, NULL, N_("Feature Picture"), NULL },
  { KIND_PICTURE, NULL, NULL, NULL },
  { KIND_TEXT, "image", N_("File or address"), NULL },
  { KIND_TEXT, "image-alt", N_("Alternative text"), NULL },
  { KIND_TEXT, "image-caption", N_("Caption"), NULL },
  { KIND_TEXT, "image-credit", N_("Credit"), NULL },
  { KIND_GROUP, NULL, N_("Readers"), NULL },
  { KIND_CHOICE, "visibility", N_("Who can read it"), visibilities },
  { KIND_LIST, "tiers", N_("Tiers, separated by commas"), NULL },
  { KIND_TEXT, "newsletter", N_("Newsletter"), NULL },
  { KIND_CHOICE, "audience", N_("Who gets the mail"), audiences },
  { KIND_TEXT, "email-subject", N_("Subject of the mail"), NULL },
  { KIND_SWITCH, "email-only", N_("Only as a mail"), NULL },
  { KIND_GROUP, NULL, N_("Web Page"), NULL },
  { KIND_TEXT, "date", N_("Date of publication"), NULL },
  { KIND_TEXT, "lang", N_("Language"), NULL },
  { KIND_TEXT, "canonical", N_("Original address"), NULL },
  { KIND_LOOKS, NULL, NULL, NULL },
  { KIND_MORE, NULL, N_("Search and Social Networks"), NULL },
  { KIND_TEXT, "meta-title", N_("Title in search results"), NULL },
  { KIND_TEXT, "meta-description", N_("Description in search results"), NULL },
  { KIND_TEXT, "og-title", N_("Title on Facebook"), NULL },
  { KIND_TEXT, "og-description", N_("Description on Facebook"), NULL },
  { KIND_TEXT, "og-image", N_("Picture on Facebook"), NULL },
  { KIND_TEXT, "twitter-title", N_("Title on X"), NULL },
  { KIND_TEXT, "twitter-description", N_("Description on X"), NULL },
  { KIND_TEXT, "twitter-image", N_("Picture on X"), NULL },
};

typedef struct {
  GalleySettingsPanel *panel; /* borrowed */
  const Field *field;
  GtkWidget *row;
  GtkWidget *control;  /* the switch; else the row */
  GtkWidget *below;    /* the row of what the site has that goes on like it; NULL: it has none */
  GtkFlowBox *suggestions; /* in it */
  GPtrArray *choices;  /* owned values of a choice, in the order of its list */
  char *shown;         /* owned: what the text has; NULL: nothing */
} Item;

struct _GalleySettingsPanel {
  GtkWidget parent_instance;

  /* Owned */
  GalleyDocument *document;
  GPtrArray *items; /* (element-type Item) */
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
item_free (gpointer data)
{
  Item *item = data;

  g_clear_pointer (&item->choices, g_ptr_array_unref);
  g_free (item->shown);
  g_free (item);
}

/* The names as they will come back: a comma that waits for the next one is no change, or the row
 * would be written anew while somebody writes in it. */
static char *
dup_names (Item *item)
{
  g_auto (GStrv) names
      = galley_settings_list_split (gtk_editable_get_text (GTK_EDITABLE (item->control)));

  return galley_settings_list_join ((const char *const *) names);
}

static char *
dup_shown (Item *item)
{
  switch (item->field->kind)
    {
    case KIND_TEXT:
      return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (item->control))));
    case KIND_LIST:
      return dup_names (item);
    case KIND_CHOICE:
      return g_strdup (g_ptr_array_index (
          item->choices, adw_combo_row_get_selected (ADW_COMBO_ROW (item->control))));
    case KIND_SWITCH:
      return g_strdup (gtk_switch_get_active (GTK_SWITCH (item->control)) ? "true" : "false");
    case KIND_GROUP:
    case KIND_MORE:
    case KIND_PICTURE:
    case KIND_LOOKS:
    default:
      g_assert_not_reached ();
    }
}

/* The value of the text as the row would show it. */
static char *
dup_value (Item *item, const GalleyFrontMatter *matter)
{
  const char *key = item->field->key;
  const char *value = galley_front_matter_get_string (matter, key);

  if (item->field->kind == KIND_SWITCH)
    return g_strdup (galley_front_matter_get_boolean (matter, key, FALSE) ? "true" : "false");
  if (item->field->kind == KIND_LIST)
    return galley_settings_list_join (galley_front_matter_get_list (matter, key));
  return g_strstrip (g_strdup (value ? value : ""));
}

static gboolean
is_dirty (Item *item)
{
  g_autofree char *shown = dup_shown (item);

  return g_strcmp0 (shown, item->shown) != 0;
}

/* A value that is none of ours stays choosable as it is. */
static void
select_choice (Item *item, const char *value)
{
  AdwComboRow *row = ADW_COMBO_ROW (item->control);
  guint index;

  if (!g_ptr_array_find_with_equal_func (item->choices, value, g_str_equal, &index))
    {
      index = item->choices->len;
      g_ptr_array_add (item->choices, g_strdup (value));
      gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (row)), value);
    }
  adw_combo_row_set_selected (row, index);
}

static void
show_value (Item *item, const char *value)
{
  switch (item->field->kind)
    {
    case KIND_TEXT:
    case KIND_LIST:
      gtk_editable_set_text (GTK_EDITABLE (item->control), value);
      break;
    case KIND_CHOICE:
      select_choice (item, value);
      break;
    case KIND_SWITCH:
      gtk_switch_set_active (GTK_SWITCH (item->control), g_str_equal (value, "true"));
      break;
    case KIND_GROUP:
    case KIND_MORE:
    case KIND_PICTURE:
    case KIND_LOOKS:
    default:
      g_assert_not_reached ();
    }
}

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

  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = self->items->pdata[i];

      if (item->field->kind == KIND_TEXT && item->shown && is_dirty (item))
        g_hash_table_insert (typed, (gpointer) item->field->key, dup_shown (item));
    }
  /* Newer toolkits pass by what keeps its own size: the panel would not know what grows now. */
  if (self->looks_height == 0)
    self->looks_height = measure_height (GTK_WIDGET (self->looks));
  galley_settings_looks_refresh (self->looks, self->document, typed);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* A row the writer is at keeps what was entered: it wins over the text when it is written. */
static void
refresh (GalleySettingsPanel *self)
{
  const GalleyFrontMatter *matter;
  gboolean is_valid;

  if (self->items->len == 0 || self->document == NULL
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
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = self->items->pdata[i];
      g_autofree char *value = dup_value (item, matter);
      gboolean keep = item->shown && is_dirty (item);

      if (g_strcmp0 (value, item->shown) == 0)
        continue;
      g_free (item->shown);
      item->shown = g_steal_pointer (&value);
      if (!keep)
        show_value (item, item->shown);
    }
  self->is_refreshing = FALSE;
}

/* An emptied text stays as an empty value, which clears the server's; a choice that says nothing
 * leaves it to the server, so its key goes. */
static void
commit_item (Item *item)
{
  GalleySettingsPanel *self = item->panel;
  g_autofree char *value = dup_shown (item);
  g_auto (GStrv) list = NULL;
  g_autoptr (GError) error = NULL;
  GalleyFrontMatterChange change = { .key = item->field->key, .value = value };

  if (self->document == NULL || item->shown == NULL || g_str_equal (value, item->shown))
    return;
  if (item->field->kind == KIND_CHOICE && value[0] == '\0')
    change.value = NULL;
  if (item->field->kind == KIND_LIST)
    {
      list = galley_settings_list_split (value);
      change.value = NULL;
      change.list = (const char *const *) list;
    }
  if (!galley_document_change_front_matter (self->document, &change, 1, &error))
    {
      show_trouble (self, error->message);
      return;
    }
  g_free (item->shown);
  item->shown = g_steal_pointer (&value);
}

void
galley_settings_panel_commit (GalleySettingsPanel *self)
{
  g_return_if_fail (GALLEY_IS_SETTINGS_PANEL (self));

  g_clear_handle_id (&self->commit_source, g_source_remove);
  for (guint i = 0; i < self->items->len; i++)
    commit_item (self->items->pdata[i]);
}

/* A pause in the middle of a name is no end of it: half a tag would be one of the issue's. */
static gboolean
commit_source_cb (gpointer user_data)
{
  GalleySettingsPanel *self = user_data;

  self->commit_source = 0;
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = self->items->pdata[i];

      if (item->field->kind != KIND_LIST
          || galley_settings_list_is_finished (
              gtk_editable_get_text (GTK_EDITABLE (item->control))))
        commit_item (item);
    }
  return G_SOURCE_REMOVE;
}

/* In the row, or among what the site has for it. */
static gboolean
is_at (Item *item)
{
  GtkRoot *root = gtk_widget_get_root (item->row);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus
         && (gtk_widget_is_ancestor (focus, item->row)
             || (item->below && gtk_widget_is_ancestor (focus, item->below)));
}

/* No comma waits for a next name there. */
static void
tidy (Item *item)
{
  GalleySettingsPanel *self = item->panel;
  g_autofree char *names = dup_names (item);

  if (item->below)
    gtk_widget_set_visible (item->below, FALSE);
  if (g_str_equal (names, gtk_editable_get_text (GTK_EDITABLE (item->control))))
    return;
  self->is_refreshing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (item->control), names);
  self->is_refreshing = FALSE;
}

static gboolean
left_source_cb (gpointer user_data)
{
  GalleySettingsPanel *self = user_data;

  self->left_source = 0;
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = self->items->pdata[i];

      if (item->field->kind != KIND_LIST || is_at (item))
        continue;
      commit_item (item);
      tidy (item);
    }
  return G_SOURCE_REMOVE;
}

/* Who has the focus then is known after it has gone. */
static void
left_list_cb (GalleySettingsPanel *self)
{
  if (self->left_source == 0)
    self->left_source = g_idle_add (left_source_cb, self);
}

static void
watch_leaving (GalleySettingsPanel *self, GtkWidget *widget, GCallback left)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "leave", left, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, focus);
}

static void
typed_cb (GalleySettingsPanel *self)
{
  if (self->is_refreshing)
    return;
  g_clear_handle_id (&self->commit_source, g_source_remove);
  self->commit_source = g_timeout_add (COMMIT_PAUSE, commit_source_cb, self);
  if (self->document)
    refresh_looks (self);
}

static void
chosen_cb (GalleySettingsPanel *self)
{
  if (!self->is_refreshing)
    galley_settings_panel_commit (self);
}

static GtkWidget *
make_text (GalleySettingsPanel *self, Kind kind)
{
  GtkWidget *row = adw_entry_row_new ();

  g_signal_connect_object (row, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (galley_settings_panel_commit), self,
                           G_CONNECT_SWAPPED);
  watch_leaving (self, row, kind == KIND_LIST ? G_CALLBACK (left_list_cb)
                                              : G_CALLBACK (galley_settings_panel_commit));
  return row;
}

static GtkWidget *
make_choice (GalleySettingsPanel *self, Item *item)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  item->choices = g_ptr_array_new_with_free_func (g_free);
  for (const char *const *choice = item->field->choices; choice[0]; choice += 2)
    {
      g_ptr_array_add (item->choices, g_strdup (choice[0]));
      gtk_string_list_append (words, _(choice[1]));
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
make_switch (GalleySettingsPanel *self, Item *item)
{
  GtkWidget *row = adw_action_row_new ();

  item->control = gtk_switch_new ();
  gtk_widget_set_valign (item->control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(item->field->title), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), item->control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), item->control);
  g_signal_connect_object (item->control, "notify::active", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
suggest (Item *item)
{
  GalleySettingsPanel *self = item->panel;
  gboolean any = self->names && !self->is_refreshing
                 && galley_suggestions_fill (item->suggestions, GTK_EDITABLE (item->control),
                                             galley_site_names_get (self->names, item->field->key));

  gtk_widget_set_visible (item->below, any);
}

static void
suggest_cb (GtkEditable *control, Item *item)
{
  suggest (item);
}

static void
make_suggestions (Item *item)
{
  item->below = adw_preferences_row_new ();
  item->suggestions = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (item->suggestions, GTK_SELECTION_NONE);
  gtk_widget_set_margin_start (GTK_WIDGET (item->suggestions), 6);
  gtk_widget_set_margin_end (GTK_WIDGET (item->suggestions), 6);
  gtk_widget_set_margin_top (GTK_WIDGET (item->suggestions), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (item->suggestions), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item->suggestions), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What the site has"), -1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (item->below), FALSE);
  gtk_widget_set_focusable (item->below, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (item->below), GTK_WIDGET (item->suggestions));
  gtk_widget_set_visible (item->below, FALSE);
  watch_leaving (item->panel, item->below, G_CALLBACK (left_list_cb));
  g_signal_connect (item->control, "changed", G_CALLBACK (suggest_cb), item);
}

static GtkWidget *
make_row (GalleySettingsPanel *self, const Field *field)
{
  Item *item;

  if (field->kind == KIND_PICTURE)
    {
      self->picture = GALLEY_SETTINGS_PICTURE (galley_settings_picture_new ());
      return GTK_WIDGET (self->picture);
    }
  if (field->kind == KIND_LOOKS)
    {
      self->looks = GALLEY_SETTINGS_LOOKS (galley_settings_looks_new ());
      return GTK_WIDGET (self->looks);
    }
  item = g_new0 (Item, 1);
  item->panel = self;
  item->field = field;
  if (field->kind == KIND_CHOICE)
    item->row = make_choice (self, item);
  else if (field->kind == KIND_SWITCH)
    item->row = make_switch (self, item);
  else
    item->row = make_text (self, field->kind);
  if (item->control == NULL)
    item->control = item->row;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (item->row), _(field->title));
  g_ptr_array_add (self->items, item);
  if (g_str_equal (field->key, "tags") || g_str_equal (field->key, "authors"))
    make_suggestions (item);
  return item->row;
}

/* Dozens of rows that most windows never show: they are made when somebody looks. */
static void
make_groups (GalleySettingsPanel *self)
{
  AdwPreferencesGroup *group = NULL;
  AdwExpanderRow *more = NULL;

  if (self->items->len > 0)
    return;
  self->is_refreshing = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].kind == KIND_GROUP)
      {
        group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
        more = NULL;
        adw_preferences_group_set_title (group, _(fields[i].title));
        gtk_box_append (GTK_BOX (self->groups), GTK_WIDGET (group));
      }
    else if (fields[i].kind == KIND_MORE)
      {
        more = ADW_EXPANDER_ROW (adw_expander_row_new ());
        adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), _(fields[i].title));
        gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                        _(fields[i].title), -1);
        adw_preferences_group_add (group, GTK_WIDGET (more));
      }
    else if (more)
      adw_expander_row_add_row (more, make_row (self, &fields[i]));
    else
      {
        Item *item;

        adw_preferences_group_add (group, make_row (self, &fields[i]));
        item = self->items->len > 0 ? self->items->pdata[self->items->len - 1] : NULL;
        if (item && item->field == &fields[i] && item->below)
          adw_preferences_group_add (group, item->below);
      }
  self->is_refreshing = FALSE;
}

static gboolean
galley_settings_panel_grab_focus (GtkWidget *widget)
{
  GalleySettingsPanel *self = GALLEY_SETTINGS_PANEL (widget);
  Item *first;

  if (self->items->len == 0)
    return FALSE;
  first = self->items->pdata[0];
  return gtk_widget_grab_focus (first->row);
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

  if (self->items->len == 0)
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

  g_clear_pointer (&self->items, g_ptr_array_unref);
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

  self->items = g_ptr_array_new_with_free_func (item_free);
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
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = self->items->pdata[i];

      if (item->below && is_dirty (item))
        suggest (item);
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
  for (guint i = 0; i < self->items->len; i++)
    g_clear_pointer (&((Item *) self->items->pdata[i])->shown, g_free);
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
