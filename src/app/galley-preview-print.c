/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-preview-print.h"

typedef struct {
  const GalleyPreviewEngine *engine;
  GtkWindow                 *parent;      /* owned */
  GtkPrintSettings          *settings;    /* owned; NULL: the writer is asked */
  GCancellable              *cancellable; /* owned */
} Print;

static void
print_free (Print *self)
{
  g_object_unref (self->parent);
  g_clear_object (&self->settings);
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Print, print_free)

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Print) self = user_data;
  g_autofree char *loaded = self->engine->run_finish (GTK_WIDGET (source), result, NULL);

  /* A page that does not answer is printed as it is. */
  if (!g_cancellable_is_cancelled (self->cancellable))
    self->engine->print (GTK_WIDGET (source), self->parent, self->settings);
}

void
galley_preview_print_page (const GalleyPreviewEngine *engine,
                           GtkWidget                 *view,
                           GtkWindow                 *parent,
                           GtkPrintSettings          *settings,
                           GCancellable              *cancellable)
{
  Print *self = g_new0 (Print, 1);

  self->engine = engine;
  self->parent = g_object_ref (parent);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  self->cancellable = g_object_ref (cancellable);
  engine->run_async (view, "await galley.preparePaper (); return '';", NULL, cancellable, loaded_cb,
                     self);
}
