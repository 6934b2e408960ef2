/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-spelling-group.h"

#include <glib/gi18n-lib.h>

#include "galley-job.h"
#include "galley-language-name.h"
#include "galley-speller.h"

#define KEY "spelling-languages"

struct _GalleySpellingGroup {
  AdwPreferencesGroup parent_instance;

  /* Owned */
  GSettings      *settings;
  char          **available; /* names of dictionaries */
  GPtrArray      *checks;    /* (element-type GtkCheckButton), one each */

  /* Borrowed: a child */
  AdwExpanderRow *row;
};

G_DEFINE_FINAL_TYPE (GalleySpellingGroup, galley_spelling_group, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_subtitle (const char *const *chosen)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (chosen[0] == NULL)
    return g_strdup (_("That of your desktop"));
  for (guint i = 0; chosen[i]; i++)
    {
      g_autofree char *name = galley_language_name_dup (chosen[i]);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
update (GalleySpellingGroup *self)
{
  g_auto (GStrv) chosen = g_settings_get_strv (self->settings, KEY);
  g_autofree char *subtitle = dup_subtitle ((const char *const *) chosen);

  adw_expander_row_set_subtitle (self->row, subtitle);
  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (self->checks->pdata[i],
                                 g_strv_contains ((const char *const *) chosen, self->available[i]));
}

/* Those that were chosen and have no dictionary here stay: the settings may be shared. */
static void
toggled_cb (GalleySpellingGroup *self, GtkCheckButton *check)
{
  g_auto (GStrv) chosen = g_settings_get_strv (self->settings, KEY);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) languages = NULL;
  const char *name = gtk_widget_get_name (GTK_WIDGET (check));
  gboolean is_on = gtk_check_button_get_active (check);

  if (is_on == g_strv_contains ((const char *const *) chosen, name))
    return;
  for (guint i = 0; chosen[i]; i++)
    if (!g_str_equal (chosen[i], name))
      g_strv_builder_add (builder, chosen[i]);
  if (is_on)
    g_strv_builder_add (builder, name);
  languages = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, KEY, (const char *const *) languages);
}

static void
add_language (GalleySpellingGroup *self, const char *name)
{
  g_autofree char *title = galley_language_name_dup (name);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_name (check, name);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (self->row, row);
  g_ptr_array_add (self->checks, check);
}

static void
galley_spelling_group_dispose (GObject *object)
{
  GalleySpellingGroup *self = GALLEY_SPELLING_GROUP (object);

  if (self->settings)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->available, g_strfreev);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  G_OBJECT_CLASS (galley_spelling_group_parent_class)->dispose (object);
}

static void
galley_spelling_group_class_init (GalleySpellingGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_spelling_group_dispose;
}

static void
galley_spelling_group_init (GalleySpellingGroup *self)
{
  self->checks = g_ptr_array_new ();
}

/* Whatever checks spelling is asked, and some of it reads its dictionaries for that. */
static gpointer
list_dictionaries (gpointer data, GalleyProgressFunc progress, gpointer progress_data,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleySpeller) speller = galley_speller_new ();

  return galley_speller_list_available (speller);
}

static void
listed_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleySpellingGroup *self = owner;
  char **names = result;

  if (self->settings == NULL)
    return;
  self->available = g_strdupv (names);
  for (guint i = 0; names[i]; i++)
    add_language (self, names[i]);
  gtk_widget_set_sensitive (GTK_WIDGET (self->row), names[0] != NULL);
  update (self);
  if (names[0] == NULL)
    adw_expander_row_set_subtitle (self->row, _("The system has no dictionary"));
}

void
galley_spelling_group_set_settings (GalleySpellingGroup *self, GSettings *settings)
{
  g_return_if_fail (GALLEY_IS_SPELLING_GROUP (self) && self->settings == NULL);

  self->settings = g_object_ref (settings);
  self->row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("Languages"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Languages"), -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->row));
  gtk_widget_set_sensitive (GTK_WIDGET (self->row), FALSE);
  update (self);
  g_signal_connect_object (settings, "changed::" KEY, G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  galley_job_run (self, list_dictionaries, NULL, NULL, (GDestroyNotify) g_strfreev, NULL, NULL,
                  listed_cb);
}
