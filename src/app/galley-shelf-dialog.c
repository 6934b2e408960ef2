/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-shelf-dialog.h"

#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-file.h"
#include "galley-shelf.h"
#include "galley-toast.h"

struct _GalleyShelfDialog {
  GalleyDialog parent_instance;

  /* Owned */
  char *folder;
  char *hint; /* while the folder is empty */
  char *text;
  char *from;
  char *renaming;        /* the name whose row is an entry; NULL: none */
  GtkWidget *rename_row; /* the last such row: it goes while it speaks */

  /* Borrowed: children */
  GtkEditable *search;
  GtkListBox *list;
  GtkLabel *empty;
  GtkLabel *message;
  GtkWidget *keep_row;
  AdwToastOverlay *toasts;
};

enum {
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyShelfDialog, galley_shelf_dialog, GALLEY_TYPE_DIALOG)

static void
show_message (GalleyShelfDialog *self, const char *message)
{
  gtk_label_set_label (self->message, message ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), message != NULL);
}

static GtkWidget *make_row (GalleyShelfDialog *self, const char *name);

static void
fill_list (GalleyShelfDialog *self)
{
  g_auto (GStrv) names = galley_shelf_list (self->folder);
  g_autofree char *search = g_utf8_casefold (gtk_editable_get_text (self->search), -1);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; names[i]; i++)
    {
      g_autofree char *folded = g_utf8_casefold (names[i], -1);

      if (strstr (folded, search))
        gtk_list_box_append (self->list, make_row (self, names[i]));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list),
                          gtk_list_box_get_row_at_index (self->list, 0) != NULL);
  gtk_label_set_label (self->empty, names[0] ? _("There is none of this name.") : self->hint);
  gtk_widget_set_visible (GTK_WIDGET (self->empty),
                          !gtk_widget_get_visible (GTK_WIDGET (self->list)));
}

/* (transfer none): the overlay's. */
static AdwToast *
add_toast (GalleyShelfDialog *self, const char *words)
{
  AdwToast *toast = galley_toast_new (self->toasts, words);

  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, 8);
  adw_toast_overlay_add_toast (self->toasts, toast);
  return toast;
}

static void
undo_cb (GalleyShelfDialog *self, AdwToast *toast)
{
  g_autoptr (GError) error = NULL;

  if (galley_shelf_add (self->folder, g_object_get_data (G_OBJECT (toast), "name"),
                        g_object_get_data (G_OBJECT (toast), "text"), NULL, &error))
    fill_list (self);
  show_message (self, error ? error->message : NULL);
}

/* What cannot be read could not be brought back, and stays. */
static void
remove_cb (GalleyShelfDialog *self, GtkWidget *button)
{
  const char *name = g_object_get_data (G_OBJECT (button), "name");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = galley_shelf_load (self->folder, name, &error);
  g_autofree char *title = NULL;
  AdwToast *toast;

  if (text == NULL || !galley_shelf_remove (self->folder, name, &error))
    {
      show_message (self, error->message);
      return;
    }
  title = g_strdup_printf (_("“%s” was deleted."), name);
  toast = add_toast (self, title);
  /* Each its own: the second waits while the first is shown. */
  g_object_set_data_full (G_OBJECT (toast), "name", g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (toast), "text", g_steal_pointer (&text), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  show_message (self, NULL);
  /* The row goes with the focus in it. */
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  fill_list (self);
}

/* The row of @name as a person left it, or as an entry for another name. */
static void
set_renaming (GalleyShelfDialog *self, const char *name)
{
  GtkEditable *text;

  g_free (self->renaming);
  self->renaming = g_strdup (name);
  fill_list (self);
  if (name == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->search));
      return;
    }
  text = gtk_editable_get_delegate (GTK_EDITABLE (self->rename_row));
  gtk_widget_grab_focus (GTK_WIDGET (text));
  gtk_editable_select_region (text, 0, -1);
}

static void
undo_rename_cb (GalleyShelfDialog *self, AdwToast *toast)
{
  g_autoptr (GError) error = NULL;

  galley_shelf_rename (self->folder, g_object_get_data (G_OBJECT (toast), "to"),
                       g_object_get_data (G_OBJECT (toast), "from"), &error);
  show_message (self, error ? error->message : NULL);
  fill_list (self);
}

static void
rename_cb (GalleyShelfDialog *self, GtkEditable *row)
{
  g_autofree char *from = g_strdup (self->renaming);
  g_autofree char *to = g_strstrip (g_strdup (gtk_editable_get_text (row)));
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  if (from == NULL || g_str_equal (from, to))
    {
      set_renaming (self, NULL);
      return;
    }
  if (!galley_shelf_rename (self->folder, from, to, &error))
    {
      show_message (self, error->message);
      return;
    }
  words = g_strdup_printf (_("“%s” is “%s” now."), from, to);
  toast = add_toast (self, words);
  g_object_set_data_full (G_OBJECT (toast), "from", g_steal_pointer (&from), g_free);
  g_object_set_data_full (G_OBJECT (toast), "to", g_steal_pointer (&to), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_rename_cb), self,
                           G_CONNECT_SWAPPED);
  show_message (self, NULL);
  set_renaming (self, NULL);
}

static gboolean
rename_key_cb (GalleyShelfDialog *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  show_message (self, NULL);
  set_renaming (self, NULL);
  return GDK_EVENT_STOP;
}

static GtkWidget *
make_rename_row (GalleyShelfDialog *self, const char *name)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("New name"));
  gtk_editable_set_text (GTK_EDITABLE (row), name);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (rename_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (rename_cb), self, G_CONNECT_SWAPPED);
  /* Before the window's own Escape, which closes it. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (rename_key_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, keys);
  g_set_object (&self->rename_row, row);
  return row;
}

static void
start_rename_cb (GalleyShelfDialog *self, GtkWidget *button)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (button), "name"));

  set_renaming (self, name);
}

/* The row the focus is in. */
static gboolean
rename_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GalleyShelfDialog *self = GALLEY_SHELF_DIALOG (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = focus ? gtk_widget_get_ancestor (focus, ADW_TYPE_ACTION_ROW) : NULL;
  g_autofree char *name = NULL;

  if (row == NULL || gtk_widget_get_parent (row) != GTK_WIDGET (self->list))
    return GDK_EVENT_PROPAGATE;
  name = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  set_renaming (self, name);
  return GDK_EVENT_STOP;
}

/* @words: what the button does to @name, for who does not see where it is. */
static void
add_button (GalleyShelfDialog *self, GtkWidget *row, const char *icon, const char *tooltip,
            const char *words, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (button), "name",
                          g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row))),
                          g_free);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
make_row (GalleyShelfDialog *self, const char *name)
{
  g_autofree char *rename = g_strdup_printf (_("Rename “%s”"), name);
  g_autofree char *remove = g_strdup_printf (_("Delete “%s”"), name);
  GtkWidget *row;

  if (g_strcmp0 (name, self->renaming) == 0)
    return make_rename_row (self, name);
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  add_button (self, row, "document-edit-symbolic", _("Rename (F2)"), rename,
              G_CALLBACK (start_rename_cb));
  add_button (self, row, "user-trash-symbolic", _("Delete"), remove, G_CALLBACK (remove_cb));
  return row;
}

static void
choose (GalleyShelfDialog *self, GtkListBoxRow *row)
{
  g_autoptr (GalleyShelfDialog) keep = g_object_ref (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  /* Its name is being written. */
  if (!ADW_IS_ACTION_ROW (row))
    return;
  text = galley_shelf_load (self->folder, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                            &error);
  if (text == NULL)
    {
      show_message (self, error->message);
      return;
    }
  galley_dialog_close (GALLEY_DIALOG (self));
  g_signal_emit (self, signals[CHOSEN], 0, text);
}

static void
choose_first_cb (GalleyShelfDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (row)
    choose (self, row);
}

static void
open_folder_cb (GalleyShelfDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;

  if (!galley_file_make_folder (self->folder, &error))
    {
      show_message (self, error->message);
      return;
    }
  uri = g_filename_to_uri (self->folder, NULL, NULL);
  galley_compat_open_uri (GTK_WIDGET (self), uri);
}

static void
keep_cb (GalleyShelfDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->keep_row))));
  g_autoptr (GError) error = NULL;

  if (!galley_shelf_add (self->folder, name, self->text, self->from, &error))
    {
      show_message (self, error->message);
      return;
    }
  show_message (self, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->keep_row), "");
  gtk_editable_set_text (self->search, "");
  /* An emptied row would go on to offer what was done. */
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->keep_row), FALSE);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->keep_row), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  fill_list (self);
}

static void
galley_shelf_dialog_dispose (GObject *object)
{
  g_clear_object (&GALLEY_SHELF_DIALOG (object)->rename_row);
  G_OBJECT_CLASS (galley_shelf_dialog_parent_class)->dispose (object);
}

static void
galley_shelf_dialog_finalize (GObject *object)
{
  GalleyShelfDialog *self = GALLEY_SHELF_DIALOG (object);

  g_free (self->folder);
  g_free (self->hint);
  g_free (self->text);
  g_free (self->from);
  g_free (self->renaming);
  G_OBJECT_CLASS (galley_shelf_dialog_parent_class)->finalize (object);
}

static void
galley_shelf_dialog_class_init (GalleyShelfDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_shelf_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = galley_shelf_dialog_finalize;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_F2, 0, rename_shortcut_cb, NULL);
  signals[CHOSEN] = g_signal_new ("chosen", GALLEY_TYPE_SHELF_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_header (GalleyShelfDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *open = gtk_button_new_from_icon_name ("folder-open-symbolic");

  gtk_widget_set_tooltip_text (open, _("Show the Folder"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Show the Folder"), -1);
  g_signal_connect_object (open, "clicked", G_CALLBACK (open_folder_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), open);
  return header;
}

static GtkLabel *
add_label (AdwPreferencesGroup *group, const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css);
  gtk_widget_set_visible (label, FALSE);
  adw_preferences_group_add (group, label);
  return GTK_LABEL (label);
}

/* On to what was found. */
static gboolean
search_key_cb (GalleyShelfDialog *self, guint keyval)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  return keyval == GDK_KEY_Down && first && gtk_widget_grab_focus (first);
}

static void
galley_shelf_dialog_init (GalleyShelfDialog *self)
{
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwPreferencesGroup *keep = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *search = gtk_search_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  galley_dialog_set_size (GALLEY_DIALOG (self), 420, 480);
  gtk_box_append (GTK_BOX (box), make_header (self));
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, page);
  gtk_widget_set_vexpand (GTK_WIDGET (self->toasts), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  galley_dialog_set_content (GALLEY_DIALOG (self), box);

  self->search = GTK_EDITABLE (search);
  gtk_widget_set_margin_bottom (search, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Find by Name"), -1);
  g_signal_connect_object (search, "search-changed", G_CALLBACK (fill_list), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "activate", G_CALLBACK (choose_first_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "stop-search", G_CALLBACK (galley_dialog_close), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (search_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (search, keys);
  adw_preferences_group_add (group, search);
  self->message = add_label (group, "error");
  self->empty = add_label (group, "dim-label");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (choose), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (self->list));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), group);

  self->keep_row = adw_entry_row_new ();
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->keep_row), TRUE);
  g_signal_connect_object (self->keep_row, "apply", G_CALLBACK (keep_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (keep, self->keep_row);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), keep);
}

GtkWidget *
galley_shelf_dialog_new (GtkWindow *parent, const char *title, const char *empty, const char *folder,
                         const char *text, const char *from)
{
  GalleyShelfDialog *self = g_object_new (GALLEY_TYPE_SHELF_DIALOG, "title", title, NULL);

  galley_dialog_set_parent (GALLEY_DIALOG (self), parent);
  self->folder = g_strdup (folder);
  self->text = g_strdup (text);
  self->from = g_strdup (from);
  self->hint = g_strdup (empty);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->keep_row),
                                 _("Name to keep it under"));
  gtk_widget_set_visible (gtk_widget_get_ancestor (self->keep_row, ADW_TYPE_PREFERENCES_GROUP),
                          text && *text);
  fill_list (self);
  galley_dialog_set_focus (GALLEY_DIALOG (self), GTK_WIDGET (self->search));
  return GTK_WIDGET (self);
}
