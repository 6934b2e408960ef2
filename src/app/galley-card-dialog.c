/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-card-dialog.h"

#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-narrow-words.h"

struct _GalleyCardDialog {
  GalleyDialog         parent_instance;

  /* Template children */
  GtkButton           *accept_button;
  AdwPreferencesGroup *group;

  /* Owned */
  GPtrArray           *fields; /* (element-type GalleyCardField) */
  GPtrArray           *rows;   /* (element-type GtkWidget), one a field; they are the group's */
};

enum {
  ACCEPTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyCardDialog, galley_card_dialog, GALLEY_TYPE_DIALOG)

static const char *
get_value (GalleyCardDialog *self, guint index)
{
  const GalleyCardField *field = self->fields->pdata[index];

  if (field->type == GALLEY_CARD_FIELD_CHOICE)
    return field->values[adw_combo_row_get_selected (self->rows->pdata[index])];
  return gtk_editable_get_text (self->rows->pdata[index]);
}

/* An entry that is not right is marked, but one that only waits to be filled is not. */
static void
update (GalleyCardDialog *self)
{
  gboolean all = TRUE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const char *value = get_value (self, i);
      gboolean accepts = galley_card_form_accepts (self->fields->pdata[i], value);

      if (accepts || *value == '\0')
        gtk_widget_remove_css_class (self->rows->pdata[i], "error");
      else
        gtk_widget_add_css_class (self->rows->pdata[i], "error");
      gtk_accessible_update_state (self->rows->pdata[i], GTK_ACCESSIBLE_STATE_INVALID,
                                   accepts || *value == '\0' ? GTK_ACCESSIBLE_INVALID_FALSE
                                                             : GTK_ACCESSIBLE_INVALID_TRUE,
                                   -1);
      all = all && accepts;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->accept_button), all);
}

static void
accept_cb (GalleyCardDialog *self)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->accept_button)))
    return;
  for (guint i = 0; i < self->fields->len; i++)
    {
      const GalleyCardField *field = self->fields->pdata[i];

      g_hash_table_insert (values, g_strdup (field->key), g_strdup (get_value (self, i)));
    }
  g_signal_emit (self, signals[ACCEPTED], 0, values);
  galley_dialog_force_close (GALLEY_DIALOG (self));
}

static GtkWidget *
make_choice (const GalleyCardField *field, const char *value)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; field->values[i]; i++)
    {
      gtk_string_list_append (names, galley_card_form_name_value (field->values[i]));
      if (g_str_equal (field->values[i], value))
        selected = i;
    }
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  return row;
}

static GtkInputPurpose
get_purpose (const GalleyCardField *field)
{
  if (field->type == GALLEY_CARD_FIELD_ADDRESS)
    return GTK_INPUT_PURPOSE_URL;
  return field->type == GALLEY_CARD_FIELD_NUMBER ? GTK_INPUT_PURPOSE_NUMBER
                                                 : GTK_INPUT_PURPOSE_FREE_FORM;
}

static GtkWidget *
make_entry (GalleyCardDialog *self, const GalleyCardField *field, const char *value)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), get_purpose (field));
  gtk_editable_set_text (GTK_EDITABLE (row), value);
  g_signal_connect_object (row, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (accept_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
add_rows (GalleyCardDialog *self, GHashTable *values)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const GalleyCardField *field = self->fields->pdata[i];
      const char *value = values ? g_hash_table_lookup (values, field->key) : NULL;
      GtkWidget *row;

      value = value ? value : field->fallback;
      row = field->type == GALLEY_CARD_FIELD_CHOICE ? make_choice (field, value)
                                                    : make_entry (self, field, value);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), field->name);
      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
galley_card_dialog_dispose (GObject *object)
{
  GalleyCardDialog *self = GALLEY_CARD_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_CARD_DIALOG);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  G_OBJECT_CLASS (galley_card_dialog_parent_class)->dispose (object);
}

static void
galley_card_dialog_class_init (GalleyCardDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_card_dialog_dispose;
  signals[ACCEPTED] = g_signal_new ("accepted", GALLEY_TYPE_CARD_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_HASH_TABLE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/galleyeditor/Galley/galley-card-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyCardDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyCardDialog, group);
}

static void
galley_card_dialog_init (GalleyCardDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  galley_narrow_words_yield (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  g_signal_connect_swapped (self->accept_button, "clicked", G_CALLBACK (accept_cb), self);
}

/* Before the window is there, moving the focus would move it nowhere: it is put. */
static void
focus_first (GalleyCardDialog *self)
{
  GtkWidget *row = self->rows->len > 0 ? self->rows->pdata[0] : NULL;
  GtkEditable *text = GTK_IS_EDITABLE (row) ? gtk_editable_get_delegate (GTK_EDITABLE (row)) : NULL;

  if (row)
    galley_dialog_set_focus (GALLEY_DIALOG (self), text ? GTK_WIDGET (text) : row);
}

GalleyCardDialog *
galley_card_dialog_new (GtkWindow *parent, const GalleyCardKind *kind, GHashTable *values)
{
  GalleyCardDialog *self = g_object_new (GALLEY_TYPE_CARD_DIALOG, NULL);

  galley_dialog_set_parent (GALLEY_DIALOG (self), parent);
  galley_dialog_set_title (GALLEY_DIALOG (self), _(kind->name));
  gtk_button_set_label (self->accept_button, values ? _("_Apply") : _("_Insert"));
  adw_preferences_group_set_description (self->group, _(kind->description));
  self->fields = galley_card_form_list_fields (kind, values == NULL);
  add_rows (self, values);
  update (self);
  focus_first (self);
  return self;
}
