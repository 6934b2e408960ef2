/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-settings-row.h"

#include <glib/gi18n-lib.h>

#include "galley-settings-list.h"
#include "galley-suggestions.h"

struct _GalleySettingsRow {
  GObject parent_instance;

  /* Owned */
  GPtrArray *choices; /* values of a choice, in the order of its list */
  char *value;        /* what the text has; NULL: nothing was read */

  /* Borrowed */
  const GalleySettingsField *field;
  GtkWidget *widget;
  GtkWidget *control;      /* the switch; else the widget */
  GtkWidget *below;
  GtkFlowBox *suggestions; /* in it */
};

G_DEFINE_FINAL_TYPE (GalleySettingsRow, galley_settings_row, G_TYPE_OBJECT)

enum {
  TYPED,
  ENTERED,
  CHOSEN,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The names as they will come back: a comma that waits for the next one is no change, or the row
 * would be written anew while somebody writes in it. */
static char *
dup_names (GalleySettingsRow *self)
{
  g_auto (GStrv) names
      = galley_settings_list_split (gtk_editable_get_text (GTK_EDITABLE (self->control)));

  return galley_settings_list_join ((const char *const *) names);
}

/* The value of the text as the row would show it. */
static char *
dup_value (GalleySettingsRow *self, const GalleyFrontMatter *matter)
{
  const char *key = self->field->key;
  const char *value = galley_front_matter_get_string (matter, key);

  if (self->field->kind == GALLEY_SETTINGS_FIELD_SWITCH)
    return g_strdup (galley_front_matter_get_boolean (matter, key, FALSE) ? "true" : "false");
  if (self->field->kind == GALLEY_SETTINGS_FIELD_LIST)
    return galley_settings_list_join (galley_front_matter_get_list (matter, key));
  return g_strstrip (g_strdup (value ? value : ""));
}

/* A value that is none of ours stays choosable as it is. */
static void
select_choice (GalleySettingsRow *self)
{
  AdwComboRow *row = ADW_COMBO_ROW (self->control);
  guint index;

  if (!g_ptr_array_find_with_equal_func (self->choices, self->value, g_str_equal, &index))
    {
      index = self->choices->len;
      g_ptr_array_add (self->choices, g_strdup (self->value));
      gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (row)), self->value);
    }
  adw_combo_row_set_selected (row, index);
}

static void
show_value (GalleySettingsRow *self)
{
  switch (self->field->kind)
    {
    case GALLEY_SETTINGS_FIELD_TEXT:
    case GALLEY_SETTINGS_FIELD_LIST:
      gtk_editable_set_text (GTK_EDITABLE (self->control), self->value);
      break;
    case GALLEY_SETTINGS_FIELD_CHOICE:
      select_choice (self);
      break;
    case GALLEY_SETTINGS_FIELD_SWITCH:
      gtk_switch_set_active (GTK_SWITCH (self->control), g_str_equal (self->value, "true"));
      break;
    case GALLEY_SETTINGS_FIELD_GROUP:
    case GALLEY_SETTINGS_FIELD_MORE:
    case GALLEY_SETTINGS_FIELD_PICTURE:
    case GALLEY_SETTINGS_FIELD_LOOKS:
    default:
      g_assert_not_reached ();
    }
}

static void
typed_cb (GalleySettingsRow *self)
{
  g_signal_emit (self, signals[TYPED], 0);
}

static void
entered_cb (GalleySettingsRow *self)
{
  g_signal_emit (self, signals[ENTERED], 0);
}

static void
chosen_cb (GalleySettingsRow *self)
{
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
left_cb (GalleySettingsRow *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static void
watch_leaving (GalleySettingsRow *self, GtkWidget *widget)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, focus);
}

static void
make_text (GalleySettingsRow *self)
{
  self->widget = adw_entry_row_new ();
  self->control = self->widget;
  g_signal_connect_object (self->widget, "changed", G_CALLBACK (typed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->widget, "entry-activated", G_CALLBACK (entered_cb), self,
                           G_CONNECT_SWAPPED);
  watch_leaving (self, self->widget);
}

static void
make_choice (GalleySettingsRow *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  self->widget = adw_combo_row_new ();
  self->control = self->widget;
  self->choices = g_ptr_array_new_with_free_func (g_free);
  for (const char *const *choice = self->field->choices; choice[0]; choice += 2)
    {
      g_ptr_array_add (self->choices, g_strdup (choice[0]));
      gtk_string_list_append (words, _(choice[1]));
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->widget), G_LIST_MODEL (words));
  g_signal_connect_object (self->widget, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
make_switch (GalleySettingsRow *self)
{
  self->widget = adw_action_row_new ();
  self->control = gtk_switch_new ();
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(self->field->title), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->widget), self->control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->widget), self->control);
  g_signal_connect_object (self->control, "notify::active", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
make_suggestions (GalleySettingsRow *self)
{
  self->below = adw_preferences_row_new ();
  self->suggestions = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->suggestions, GTK_SELECTION_NONE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->suggestions), 6);
  gtk_widget_set_margin_end (GTK_WIDGET (self->suggestions), 6);
  gtk_widget_set_margin_top (GTK_WIDGET (self->suggestions), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->suggestions), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->suggestions),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("What the site has"), -1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->below), FALSE);
  gtk_widget_set_focusable (self->below, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->below), GTK_WIDGET (self->suggestions));
  gtk_widget_set_visible (self->below, FALSE);
  watch_leaving (self, self->below);
}

static void
galley_settings_row_finalize (GObject *object)
{
  GalleySettingsRow *self = GALLEY_SETTINGS_ROW (object);

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->value, g_free);
  G_OBJECT_CLASS (galley_settings_row_parent_class)->finalize (object);
}

static guint
make_signal (GalleySettingsRowClass *klass, const char *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
galley_settings_row_class_init (GalleySettingsRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_settings_row_finalize;
  signals[TYPED] = make_signal (klass, "typed");
  signals[ENTERED] = make_signal (klass, "entered");
  signals[CHOSEN] = make_signal (klass, "chosen");
  signals[LEFT] = make_signal (klass, "left");
}

static void
galley_settings_row_init (GalleySettingsRow *self)
{
}

GalleySettingsRow *
galley_settings_row_new (const GalleySettingsField *field)
{
  GalleySettingsRow *self = g_object_new (GALLEY_TYPE_SETTINGS_ROW, NULL);

  self->field = field;
  if (field->kind == GALLEY_SETTINGS_FIELD_CHOICE)
    make_choice (self);
  else if (field->kind == GALLEY_SETTINGS_FIELD_SWITCH)
    make_switch (self);
  else
    make_text (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->widget), _(field->title));
  if (field->is_of_site)
    make_suggestions (self);
  return self;
}

const GalleySettingsField *
galley_settings_row_get_field (GalleySettingsRow *self)
{
  g_return_val_if_fail (GALLEY_IS_SETTINGS_ROW (self), NULL);

  return self->field;
}

GtkWidget *
galley_settings_row_get_widget (GalleySettingsRow *self)
{
  g_return_val_if_fail (GALLEY_IS_SETTINGS_ROW (self), NULL);

  return self->widget;
}

GtkWidget *
galley_settings_row_get_below (GalleySettingsRow *self)
{
  g_return_val_if_fail (GALLEY_IS_SETTINGS_ROW (self), NULL);

  return self->below;
}

char *
galley_settings_row_dup_shown (GalleySettingsRow *self)
{
  g_return_val_if_fail (GALLEY_IS_SETTINGS_ROW (self), NULL);

  switch (self->field->kind)
    {
    case GALLEY_SETTINGS_FIELD_TEXT:
      return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->control))));
    case GALLEY_SETTINGS_FIELD_LIST:
      return dup_names (self);
    case GALLEY_SETTINGS_FIELD_CHOICE:
      return g_strdup (g_ptr_array_index (
          self->choices, adw_combo_row_get_selected (ADW_COMBO_ROW (self->control))));
    case GALLEY_SETTINGS_FIELD_SWITCH:
      return g_strdup (gtk_switch_get_active (GTK_SWITCH (self->control)) ? "true" : "false");
    case GALLEY_SETTINGS_FIELD_GROUP:
    case GALLEY_SETTINGS_FIELD_MORE:
    case GALLEY_SETTINGS_FIELD_PICTURE:
    case GALLEY_SETTINGS_FIELD_LOOKS:
    default:
      g_assert_not_reached ();
    }
}

gboolean
galley_settings_row_is_dirty (GalleySettingsRow *self)
{
  g_autofree char *shown = NULL;

  g_return_val_if_fail (GALLEY_IS_SETTINGS_ROW (self), FALSE);

  shown = galley_settings_row_dup_shown (self);
  return self->value && !g_str_equal (shown, self->value);
}

gboolean
galley_settings_row_is_unfinished (GalleySettingsRow *self)
{
  g_return_val_if_fail (GALLEY_IS_SETTINGS_ROW (self), FALSE);

  return self->field->kind == GALLEY_SETTINGS_FIELD_LIST
         && !galley_settings_list_is_finished (
             gtk_editable_get_text (GTK_EDITABLE (self->control)));
}

gboolean
galley_settings_row_is_at (GalleySettingsRow *self)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_val_if_fail (GALLEY_IS_SETTINGS_ROW (self), FALSE);

  root = gtk_widget_get_root (self->widget);
  focus = root ? gtk_root_get_focus (root) : NULL;
  return focus
         && (gtk_widget_is_ancestor (focus, self->widget)
             || (self->below && gtk_widget_is_ancestor (focus, self->below)));
}

void
galley_settings_row_read (GalleySettingsRow *self, const GalleyFrontMatter *matter)
{
  g_autofree char *value = NULL;
  gboolean keep;

  g_return_if_fail (GALLEY_IS_SETTINGS_ROW (self));

  value = dup_value (self, matter);
  keep = galley_settings_row_is_dirty (self);
  if (g_strcmp0 (value, self->value) == 0)
    return;
  g_free (self->value);
  self->value = g_steal_pointer (&value);
  if (!keep)
    show_value (self);
}

void
galley_settings_row_forget (GalleySettingsRow *self)
{
  g_return_if_fail (GALLEY_IS_SETTINGS_ROW (self));

  g_clear_pointer (&self->value, g_free);
}

/* An emptied text stays as an empty value, which clears the server's; a choice that says nothing
 * leaves it to the server, so its key goes. */
gboolean
galley_settings_row_write (GalleySettingsRow *self, GalleyDocument *document, GError **error)
{
  g_autofree char *value = NULL;
  g_auto (GStrv) list = NULL;
  GalleyFrontMatterChange change = { NULL };

  g_return_val_if_fail (GALLEY_IS_SETTINGS_ROW (self), FALSE);

  if (!galley_settings_row_is_dirty (self))
    return TRUE;
  value = galley_settings_row_dup_shown (self);
  change.key = self->field->key;
  if (self->field->kind == GALLEY_SETTINGS_FIELD_LIST)
    {
      list = galley_settings_list_split (value);
      change.list = (const char *const *) list;
    }
  else if (self->field->kind != GALLEY_SETTINGS_FIELD_CHOICE || value[0] != '\0')
    change.value = value;
  if (!galley_document_change_front_matter (document, &change, 1, error))
    return FALSE;
  g_free (self->value);
  self->value = g_steal_pointer (&value);
  return TRUE;
}

void
galley_settings_row_suggest (GalleySettingsRow *self, const char *const *names)
{
  g_return_if_fail (GALLEY_IS_SETTINGS_ROW (self));

  if (self->below)
    gtk_widget_set_visible (self->below,
                            names
                                && galley_suggestions_fill (self->suggestions,
                                                            GTK_EDITABLE (self->control), names));
}

void
galley_settings_row_tidy (GalleySettingsRow *self)
{
  g_autofree char *names = NULL;

  g_return_if_fail (GALLEY_IS_SETTINGS_ROW (self));

  names = dup_names (self);
  galley_settings_row_suggest (self, NULL);
  if (!g_str_equal (names, gtk_editable_get_text (GTK_EDITABLE (self->control))))
    gtk_editable_set_text (GTK_EDITABLE (self->control), names);
}
