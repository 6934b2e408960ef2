/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The issues opened lately: a list on the start page, and the end of the menu Open, which stands
 * beside the button and, where a narrow header bar has no button, in the main menu. */

#include "galley-window.h"
#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-mnemonic.h"

#define N_ROWS 6
#define N_ITEMS 12

static void
row_activated_cb (GalleyWindow *self, GtkWidget *row)
{
  galley_window_open (self, gtk_widget_get_tooltip_text (row));
}

static GtkWidget *
create_row (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (folder);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), shown);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_widget_set_tooltip_text (row, path);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

/* A menu has one line an item, and letters are often all called issue.md: the folder tells which. */
static GMenuItem *
create_item (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *place = g_filename_display_basename (folder);
  /* Translators: the file of an issue and the folder it is in: "nuri.md, in letters" */
  g_autofree char *words = g_strdup_printf (_("%s, in %s"), name, place);
  g_autofree char *label = galley_mnemonic_escape (words);
  GMenuItem *item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.open-recent", "s", path);
  return item;
}

/* Whoever has opened no issue yet is offered the sample first. */
static void
update_start_page (GalleyWindow *self, gboolean is_first)
{
  GtkWidget *suggested = is_first ? self->start_sample_button : self->start_new_button;
  GtkWidget *other = is_first ? self->start_new_button : self->start_sample_button;

  adw_status_page_set_description (
      self->start_page,
      is_first ? _("New here? The sample shows pictures with captions, cards and the paywall, and what "
                   "readers get of them.")
               : _("An issue is a Markdown file with its pictures beside it."));
  gtk_widget_add_css_class (suggested, "suggested-action");
  gtk_widget_remove_css_class (other, "suggested-action");
  if (self->document == NULL)
    gtk_window_set_focus (GTK_WINDOW (self), suggested);
}

static void
update_recent (GalleyWindow *self)
{
  g_auto (GStrv) paths = galley_session_list_recent (self->session);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->recent_list))))
    gtk_list_box_remove (self->recent_list, child);
  for (guint i = 0; paths[i] && i < N_ROWS; i++)
    gtk_list_box_append (self->recent_list, create_row (paths[i]));
  gtk_widget_set_visible (self->recent_group, paths[0] != NULL);
  update_start_page (self, paths[0] == NULL);

  g_menu_remove_all (self->recent_menu);
  for (guint i = 0; paths[i] && i < N_ITEMS; i++)
    {
      g_autoptr (GMenuItem) item = create_item (paths[i]);

      g_menu_append_item (self->recent_menu, item);
    }
}

/* It has the tooltip alone from the toolkit, which nobody speaks. */
static void
name_arrow (GalleyWindow *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->open_button));

  while (child && !GTK_IS_MENU_BUTTON (child))
    child = gtk_widget_get_next_sibling (child);
  if (child)
    gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    adw_split_button_get_dropdown_tooltip (self->open_button), -1);
}

void
galley_window_init_recent (GalleyWindow *self)
{
  name_arrow (self);
  g_signal_connect_object (self->recent_list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_menu_insert_submenu (self->issue_menu, 1, _("_Open"),
                         adw_split_button_get_menu_model (self->open_button));
  /* Every window shows what any of them opened. */
  g_signal_connect_object (galley_session_get_settings (self->session), "changed::recent-issues",
                           G_CALLBACK (update_recent), self, G_CONNECT_SWAPPED);
  update_recent (self);
}
