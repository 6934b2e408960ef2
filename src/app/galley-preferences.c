/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-preferences.h"

#include "galley-compat.h"
#include "galley-remote-group.h"
#include "galley-spelling-group.h"

struct _GalleyPreferences {
  AdwPreferencesWindow parent_instance;

  /* Template children */
  GalleyRemoteGroup   *remote_group;
  GalleySpellingGroup *spelling_group;
};

G_DEFINE_FINAL_TYPE (GalleyPreferences, galley_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* The key's words in the order of the schema, which is the order of the row's titles. */
static char **
dup_choices (GSettings *settings, const char *key)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) schema_key = NULL;
  g_autoptr (GVariant) range = NULL;
  g_autoptr (GVariant) choices = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  schema_key = g_settings_schema_get_key (schema, key);
  range = g_settings_schema_key_get_range (schema_key);
  g_variant_get (range, "(&sv)", NULL, &choices);
  return g_variant_dup_strv (choices, NULL);
}

static gboolean
choice_to_index (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *const *choices = user_data;

  for (guint i = 0; choices[i]; i++)
    if (g_str_equal (choices[i], g_variant_get_string (variant, NULL)))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
index_to_choice (const GValue *value, const GVariantType *type, gpointer user_data)
{
  char **choices = user_data;
  guint index = g_value_get_uint (value);

  return index < g_strv_length (choices) ? g_variant_new_string (choices[index]) : NULL;
}

static void
bind (GSettings *settings, const char *key, GtkWidget *control)
{
  if (GTK_IS_SWITCH (control))
    g_settings_bind (settings, key, control, "active", G_SETTINGS_BIND_DEFAULT);
  else if (GTK_IS_SPIN_BUTTON (control))
    g_settings_bind (settings, key, control, "value", G_SETTINGS_BIND_DEFAULT);
  else if (GTK_IS_FONT_CHOOSER (control))
    g_settings_bind (settings, key, control, "font", G_SETTINGS_BIND_DEFAULT);
  else if (ADW_IS_ENTRY_ROW (control))
    g_settings_bind (settings, key, control, "text", G_SETTINGS_BIND_DEFAULT);
  else if (ADW_IS_COMBO_ROW (control))
    g_settings_bind_with_mapping (settings, key, control, "selected", G_SETTINGS_BIND_DEFAULT,
                                  choice_to_index, index_to_choice, dup_choices (settings, key),
                                  (GDestroyNotify) g_strfreev);
  else
    g_assert_not_reached ();
}

static void
bind_all (GSettings *settings, GSettingsSchema *schema, GtkWidget *widget)
{
  const char *name = gtk_widget_get_name (widget);

  if (g_settings_schema_has_key (schema, name))
    {
      bind (settings, name, widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    bind_all (settings, schema, child);
}

static void
galley_preferences_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_PREFERENCES);
  G_OBJECT_CLASS (galley_preferences_parent_class)->dispose (object);
}

static void
galley_preferences_class_init (GalleyPreferencesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_preferences_dispose;
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (klass), "/io/github/galleyeditor/Galley/galley-preferences.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), GalleyPreferences, remote_group);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), GalleyPreferences, spelling_group);
}

static void
galley_preferences_init (GalleyPreferences *self)
{
  g_type_ensure (GALLEY_TYPE_REMOTE_GROUP);
  g_type_ensure (GALLEY_TYPE_SPELLING_GROUP);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
galley_preferences_new (GtkWindow *parent, GSettings *settings)
{
  GtkWindow *self = g_object_new (GALLEY_TYPE_PREFERENCES, "modal", FALSE, NULL);
  g_autoptr (GSettingsSchema) schema = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), self);

  galley_compat_set_parent (self, parent);
  g_object_get (settings, "settings-schema", &schema, NULL);
  bind_all (settings, schema, GTK_WIDGET (self));
  galley_remote_group_set_settings (GALLEY_PREFERENCES (self)->remote_group, settings);
  galley_spelling_group_set_settings (GALLEY_PREFERENCES (self)->spelling_group, settings);
  galley_compat_name_parts (GTK_WIDGET (self));
  galley_compat_let_shrink (GTK_WIDGET (self));
  return self;
}
