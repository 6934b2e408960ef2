/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-preview-drop.h"

#include "galley-file-list.h"

/* Lives as long as the page's drop target. */
typedef struct {
  const GalleyPreviewEngine *engine;
  GCancellable              *cancellable; /* owned */
  GalleyPreviewDropFunc      dropped;
  GObject                   *object;      /* borrowed */
} PreviewDrop;

static void
drop_free (gpointer data,
           GClosure *closure)
{
  PreviewDrop *self = data;

  g_object_unref (self->cancellable);
  g_free (self);
}

typedef struct {
  PreviewDrop drop;   /* owns what it owns, and the object too */
  char      **paths;
} Dropped;

static void
dropped_free (Dropped *self)
{
  g_object_unref (self->drop.cancellable);
  g_object_unref (self->drop.object);
  g_strfreev (self->paths);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Dropped, dropped_free)

/* In parts of the page's height: what a pixel is there depends on its zoom. */
static GVariant *
build_place (GtkWidget *view,
             double     y)
{
  GVariantDict arguments;

  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "part", "d", y / MAX (gtk_widget_get_height (view), 1));
  return g_variant_dict_end (&arguments);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Dropped) dropped = user_data;
  PreviewDrop *drop = &dropped->drop;
  g_autofree char *block = drop->engine->run_finish (GTK_WIDGET (source), result, NULL);
  int index = block ? (int) g_ascii_strtoll (block, NULL, 10) : -1;

  if (!g_cancellable_is_cancelled (drop->cancellable))
    drop->dropped (drop->object, (const char *const *) dropped->paths, index);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         PreviewDrop   *self)
{
  GtkWidget *view = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  g_auto (GStrv) paths = galley_file_list_dup_paths (g_value_get_boxed (value));
  Dropped *dropped;

  if (paths[0] == NULL)
    return FALSE;
  dropped = g_new0 (Dropped, 1);
  dropped->drop = *self;
  g_object_ref (dropped->drop.cancellable);
  g_object_ref (dropped->drop.object);
  dropped->paths = g_steal_pointer (&paths);
  self->engine->run_async (view, "return String (galley.takeDrop (part));", build_place (view, y),
                           self->cancellable, found_cb, dropped);
  return TRUE;
}

static GdkDragAction
motion_cb (GtkDropTarget *target,
           double         x,
           double         y,
           PreviewDrop   *self)
{
  GtkWidget *view = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  self->engine->run_async (view, "galley.markDrop (part);", build_place (view, y),
                           self->cancellable, NULL, NULL);
  return GDK_ACTION_COPY;
}

static void
leave_cb (GtkDropTarget *target,
          PreviewDrop   *self)
{
  GtkWidget *view = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  self->engine->run_async (view, "galley.unmarkDrop ();", NULL, self->cancellable, NULL, NULL);
}

void
galley_preview_drop_attach (const GalleyPreviewEngine *engine,
                            GtkWidget                 *view,
                            GCancellable              *cancellable,
                            GalleyPreviewDropFunc      dropped,
                            GObject                   *object)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  PreviewDrop *self = g_new0 (PreviewDrop, 1);

  self->engine = engine;
  self->cancellable = g_object_ref (cancellable);
  self->dropped = dropped;
  self->object = object;
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect (target, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_data (target, "drop", G_CALLBACK (drop_cb), self, drop_free, 0);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (target));
}
