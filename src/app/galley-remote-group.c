/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-remote-group.h"

#include <glib/gi18n-lib.h>

struct _GalleyRemoteGroup {
  AdwPreferencesGroup parent_instance;

  /* Owned */
  GSettings *settings;
  GPtrArray *rows; /* (element-type GtkWidget) */
};

G_DEFINE_FINAL_TYPE (GalleyRemoteGroup, galley_remote_group, ADW_TYPE_PREFERENCES_GROUP)

static void
remove_site (GalleyRemoteGroup *self, const char *site)
{
  g_auto (GStrv) sites = g_settings_get_strv (self->settings, "remote-sites");
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; sites[i]; i++)
    if (!g_str_equal (sites[i], site))
      g_ptr_array_add (kept, sites[i]);
  g_ptr_array_add (kept, NULL);
  g_settings_set_strv (self->settings, "remote-sites", (const char *const *) kept->pdata);
}

static void
remove_cb (GalleyRemoteGroup *self, GtkWidget *button)
{
  const char *site = g_object_get_data (G_OBJECT (button), "site");

  if (site)
    remove_site (self, site);
  else
    g_settings_reset (self->settings, "remote-issues");
}

static void
add_row (GalleyRemoteGroup *self, const char *title, const char *site, const char *words)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (words)
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (button, words);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                      -1);
      g_object_set_data_full (G_OBJECT (button), "site", g_strdup (site), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  else
    gtk_widget_set_sensitive (row, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
update (GalleyRemoteGroup *self)
{
  g_auto (GStrv) sites = g_settings_get_strv (self->settings, "remote-sites");
  g_auto (GStrv) issues = g_settings_get_strv (self->settings, "remote-issues");
  guint n_issues = g_strv_length (issues);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; sites[i]; i++)
    {
      g_autofree char *words = g_strdup_printf (_("Do Not Load Pictures of %s Any More"), sites[i]);

      add_row (self, sites[i], sites[i], words);
    }
  if (n_issues > 0)
    {
      g_autofree char *title
          = g_strdup_printf (ngettext ("All sites in %u issue", "All sites in %u issues", n_issues),
                             n_issues);

      add_row (self, title, NULL, _("Ask Again in Each of These Issues"));
    }
  if (self->rows->len == 0)
    add_row (self, _("No site is allowed"), NULL, NULL);
}

static void
galley_remote_group_dispose (GObject *object)
{
  GalleyRemoteGroup *self = GALLEY_REMOTE_GROUP (object);

  if (self->settings)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (galley_remote_group_parent_class)->dispose (object);
}

static void
galley_remote_group_class_init (GalleyRemoteGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_remote_group_dispose;
}

static void
galley_remote_group_init (GalleyRemoteGroup *self)
{
  self->rows = g_ptr_array_new ();
}

void
galley_remote_group_set_settings (GalleyRemoteGroup *self, GSettings *settings)
{
  g_return_if_fail (GALLEY_IS_REMOTE_GROUP (self) && self->settings == NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::remote-sites", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::remote-issues", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
