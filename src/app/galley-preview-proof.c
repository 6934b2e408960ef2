/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-preview-proof.h"

#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-preview-engine.h"

#define WIDTH 720
#define HEIGHT 780

struct _GalleyPreviewProof
{
  AdwWindow      parent_instance;

  /* owned */
  GCancellable  *cancellable;
  char          *free_html;
  char          *paid_html;
  char          *folder;

  /* borrowed */
  GtkWidget     *window_title;
  GtkWidget     *note;
  GtkWidget     *paid_button;
  GtkWidget     *box;
  GtkWidget     *view; /* NULL until the engine and its sandbox are there */
  const GalleyPreviewEngine *engine;

  guint          is_ready : 1;
};

G_DEFINE_FINAL_TYPE (GalleyPreviewProof, galley_preview_proof, ADW_TYPE_WINDOW)

static void
show_reader (GalleyPreviewProof *self)
{
  gboolean is_paid = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->paid_button));

  if (self->is_ready)
    self->engine->show_html (self->view, is_paid ? self->paid_html : self->free_html);
}

static void
show_problem (GalleyPreviewProof *self,
              const char         *message)
{
  gtk_label_set_label (GTK_LABEL (self->note), message);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GalleyPreviewProof) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_loaded = self->engine->load_finish (GTK_WIDGET (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!is_loaded)
    {
      show_problem (self, error->message);
      return;
    }
  self->is_ready = TRUE;
  show_reader (self);
}

/* The process of the page died, perhaps before it showed anything: nothing more would come of it. The
 * view is still busy with that and may be hidden, but not go. */
static void
ended_cb (gpointer data)
{
  GalleyPreviewProof *self = data;

  g_cancellable_cancel (self->cancellable);
  self->is_ready = FALSE;
  gtk_widget_set_visible (self->view, FALSE);
  show_problem (self, _("The page of this mail broke down. Close this window and open it again; "
                        "nothing was sent."));
}

static void
create_view (GalleyPreviewProof *self)
{
  self->view = self->engine->create ();
  self->engine->set_folder (self->view, self->folder);
  gtk_widget_set_vexpand (self->view, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The mail as the site makes it"), -1);
  self->engine->watch (self->view, NULL, ended_cb, G_OBJECT (self));
  gtk_box_append (GTK_BOX (self->box), self->view);
  self->engine->load_async (self->view, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
engine_opened_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GalleyPreviewProof) self = user_data;
  g_autoptr (GError) error = NULL;

  self->engine = galley_preview_engine_open_finish (result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (self->engine == NULL)
    show_problem (self, error->message);
  else
    create_view (self);
}

static GtkWidget *
create_switcher (GalleyPreviewProof *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *free_button = gtk_toggle_button_new_with_mnemonic (_("_Free"));

  self->paid_button = gtk_toggle_button_new_with_mnemonic (_("_Paid"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->paid_button), GTK_TOGGLE_BUTTON (free_button));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (free_button), TRUE);
  gtk_widget_set_tooltip_text (free_button, _("As a Free Member Gets It"));
  gtk_widget_set_tooltip_text (self->paid_button, _("As a Paying Member Gets It"));
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), free_button);
  gtk_box_append (GTK_BOX (box), self->paid_button);
  g_signal_connect_object (self->paid_button, "toggled", G_CALLBACK (show_reader), self,
                           G_CONNECT_SWAPPED);
  return box;
}

/* A window that was closed is not disposed of while a load or a job keeps it, and it keeps the dialog:
 * so it stops waiting as soon as nobody sees it. */
static void
galley_preview_proof_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (GALLEY_PREVIEW_PROOF (widget)->cancellable);
  GTK_WIDGET_CLASS (galley_preview_proof_parent_class)->unrealize (widget);
}

static void
galley_preview_proof_dispose (GObject *object)
{
  g_cancellable_cancel (GALLEY_PREVIEW_PROOF (object)->cancellable);
  G_OBJECT_CLASS (galley_preview_proof_parent_class)->dispose (object);
}

static void
galley_preview_proof_finalize (GObject *object)
{
  GalleyPreviewProof *self = GALLEY_PREVIEW_PROOF (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->free_html, g_free);
  g_clear_pointer (&self->paid_html, g_free);
  g_clear_pointer (&self->folder, g_free);
  G_OBJECT_CLASS (galley_preview_proof_parent_class)->finalize (object);
}

static void
galley_preview_proof_class_init (GalleyPreviewProofClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_preview_proof_dispose;
  G_OBJECT_CLASS (klass)->finalize = galley_preview_proof_finalize;
  GTK_WIDGET_CLASS (klass)->unrealize = galley_preview_proof_unrealize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
galley_preview_proof_init (GalleyPreviewProof *self)
{
  GtkWidget *bar = adw_header_bar_new ();

  self->cancellable = g_cancellable_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->window_title = adw_window_title_new (_("Proof of the Mail"), NULL);
  self->note = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->note), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (self->note, "dim-label");
  gtk_widget_set_margin_top (self->note, 6);
  gtk_widget_set_margin_bottom (self->note, 6);
  gtk_widget_set_margin_start (self->note, 12);
  gtk_widget_set_margin_end (self->note, 12);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), self->window_title);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), create_switcher (self));
  gtk_box_append (GTK_BOX (self->box), bar);
  gtk_box_append (GTK_BOX (self->box), self->note);
  adw_window_set_content (ADW_WINDOW (self), self->box);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_window_set_title (GTK_WINDOW (self), _("Proof of the Mail"));
}

GtkWidget *
galley_preview_proof_new (GtkWindow  *parent,
                          const char *place,
                          const char *subject,
                          const char *free_html,
                          const char *paid_html,
                          const char *folder)
{
  GalleyPreviewProof *self = g_object_new (GALLEY_TYPE_PREVIEW_PROOF, "modal", TRUE, NULL);
  g_autofree char *note
      = g_strdup_printf (_("Made by %s itself, of the issue as it is saved there. Pictures are shown from "
                           "your own files; what comes from elsewhere is shown as its address."), place);

  galley_compat_set_parent (GTK_WINDOW (self), parent);
  self->free_html = g_strdup (free_html);
  self->paid_html = g_strdup (paid_html);
  self->folder = g_strdup (folder);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->window_title), subject);
  gtk_label_set_label (GTK_LABEL (self->note), note);
  galley_preview_engine_open_async (self->cancellable, engine_opened_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
