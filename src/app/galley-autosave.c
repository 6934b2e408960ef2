/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-autosave.h"

struct _GalleyAutosave {
  GObject         parent_instance;

  /* Owned */
  GSettings      *settings;
  GalleyDocument *document;
  GSignalGroup   *signals;

  guint           source;
  guint           has_failed : 1; /* for the same reason it would again */
};

enum {
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyAutosave, galley_autosave, G_TYPE_OBJECT)

static void
saved_cb (GalleyDocument *document, const GError *error, gpointer user_data)
{
  g_autoptr (GalleyAutosave) self = user_data;

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || document != self->document)
    return;
  self->has_failed = TRUE;
  g_signal_emit (self, signals[FAILED], 0, error->message);
}

static gboolean
can_save (GalleyAutosave *self)
{
  return self->document && !self->has_failed && g_settings_get_boolean (self->settings, "autosave")
         && gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self->document))
         && galley_document_get_path (self->document) && !galley_document_is_busy (self->document);
}

void
galley_autosave_flush (GalleyAutosave *self)
{
  g_return_if_fail (GALLEY_IS_AUTOSAVE (self));

  g_clear_handle_id (&self->source, g_source_remove);
  if (can_save (self))
    galley_document_save (self->document, FALSE, saved_cb, g_object_ref (self));
}

static gboolean
pause_cb (gpointer user_data)
{
  GalleyAutosave *self = user_data;

  self->source = 0;
  galley_autosave_flush (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (GalleyAutosave *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (g_settings_get_boolean (self->settings, "autosave"))
    self->source = g_timeout_add_seconds (
        (guint) g_settings_get_int (self->settings, "autosave-pause"), pause_cb, self);
}

static void
modified_cb (GalleyAutosave *self)
{
  if (!gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self->document)))
    self->has_failed = FALSE;
}

static void
galley_autosave_dispose (GObject *object)
{
  GalleyAutosave *self = GALLEY_AUTOSAVE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->document);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (galley_autosave_parent_class)->dispose (object);
}

static void
galley_autosave_class_init (GalleyAutosaveClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_autosave_dispose;
  signals[FAILED] = g_signal_new ("failed", GALLEY_TYPE_AUTOSAVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
galley_autosave_init (GalleyAutosave *self)
{
  self->signals = g_signal_group_new (GALLEY_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "modified-changed", G_CALLBACK (modified_cb), self);
}

GalleyAutosave *
galley_autosave_new (GSettings *settings)
{
  GalleyAutosave *self = g_object_new (GALLEY_TYPE_AUTOSAVE, NULL);

  self->settings = g_object_ref (settings);
  /* Turned on, it saves what is there already. */
  g_signal_connect_object (settings, "changed::autosave", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
galley_autosave_set_document (GalleyAutosave *self, GalleyDocument *document)
{
  g_return_if_fail (GALLEY_IS_AUTOSAVE (self));

  g_clear_handle_id (&self->source, g_source_remove);
  self->has_failed = FALSE;
  g_set_object (&self->document, document);
  g_signal_group_set_target (self->signals, document);
}
