/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-preview-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WIDTH 760
#define HEIGHT 860

struct _GalleyPreviewWindow {
  AdwWindow  parent_instance;

  /* Borrowed */
  GtkWidget *owner;
  GtkWidget *box;
  GtkWidget *window_title;
  GtkWidget *content;
};

G_DEFINE_FINAL_TYPE (GalleyPreviewWindow, galley_preview_window, ADW_TYPE_WINDOW)

static void
galley_preview_window_class_init (GalleyPreviewWindowClass *klass)
{
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_w, GDK_CONTROL_MASK,
                                       "window.close", NULL);
}

static void
galley_preview_window_init (GalleyPreviewWindow *self)
{
  GtkWidget *bar = adw_header_bar_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->window_title = adw_window_title_new (_("Preview"), NULL);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), self->window_title);
  gtk_box_append (GTK_BOX (self->box), bar);
  adw_window_set_content (ADW_WINDOW (self), self->box);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
}

static gboolean
activate_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  const GalleyAction *action = user_data;
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  g_action_parse_detailed_name (action->name, &name, &target, NULL);
  return gtk_widget_activate_action_variant (GALLEY_PREVIEW_WINDOW (widget)->owner, name, target);
}

/* Those of the pages, not those of the text, which is not here. */
static void
add_shortcuts (GalleyPreviewWindow *self, const GalleyAction *actions)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (const GalleyAction *action = actions; action->name; action++)
    if (action->group == GALLEY_ACTION_VIEW && action->shortcut
        && !(action->flags & GALLEY_ACTION_TEXT))
      gtk_shortcut_controller_add_shortcut (
          GTK_SHORTCUT_CONTROLLER (controller),
          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (action->shortcut),
                            gtk_callback_action_new (activate_cb, (gpointer) action, NULL)));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

GtkWindow *
galley_preview_window_new (GtkWidget *owner, const GalleyAction *actions, GtkWidget *content)
{
  GalleyPreviewWindow *self = g_object_new (GALLEY_TYPE_PREVIEW_WINDOW, NULL);

  self->owner = owner;
  self->content = content;
  /* The buttons over the pages name the actions of the other window. */
  gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (owner));
  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (self->box), content);
  add_shortcuts (self, actions);
  return GTK_WINDOW (self);
}

void
galley_preview_window_set_title (GalleyPreviewWindow *self, const char *title)
{
  g_autofree char *whole = NULL;

  g_return_if_fail (GALLEY_IS_PREVIEW_WINDOW (self));

  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->window_title), title);
  /* Translators: the title of the preview's own window; %s is the title of the issue. */
  whole = g_strdup_printf (_("Preview of “%s”"), title);
  gtk_window_set_title (GTK_WINDOW (self), whole);
}

GtkWidget *
galley_preview_window_release (GalleyPreviewWindow *self)
{
  GtkWidget *content;

  g_return_val_if_fail (GALLEY_IS_PREVIEW_WINDOW (self), NULL);

  content = g_object_ref (self->content);
  self->content = NULL;
  gtk_box_remove (GTK_BOX (self->box), content);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "win", NULL);
  gtk_window_destroy (GTK_WINDOW (self));
  return content;
}
