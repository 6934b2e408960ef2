/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-preview-renderer.h"

#include "galley-document.h"
#include "galley-job.h"

struct _GalleyPreviewRenderer
{
  GObject                    parent_instance;

  /* owned */
  GalleyIssue               *issue;
  char                      *folder;
  char                      *state_dir;
  GalleyLedger              *ledger; /* opened by the first rendering */
  char                      *format;
  char                      *marker;
  char                      *token;
  GalleyPreviewRendering    *base;   /* NULL: the page holds nothing */
  GCancellable              *cancellable;

  /* borrowed */
  GalleyPreviewRenderedFunc  rendered;
  gpointer                   data;

  GalleyReader               reader;
  guint                      rendering : 1;
  guint                      stale : 1;     /* a newer issue waits for the worker */
};

G_DEFINE_FINAL_TYPE (GalleyPreviewRenderer, galley_preview_renderer, G_TYPE_OBJECT)

/* What a worker needs of it all. */
typedef struct {
  GalleyIssue  *issue;
  GalleyLedger *ledger; /* opened by the worker when it is NULL */
  char         *state_dir;
  char         *folder;
  char         *format;
  char         *marker;
  char         *token;
  GalleyReader  reader;
  GalleyPreviewRendering *before; /* what the page held when this was ordered, or NULL */
  GalleyPreviewPatch      patch;  /* from that to the result: the worker's answer */
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_clear_pointer (&order->issue, galley_document_release_issue);
  g_clear_object (&order->ledger);
  g_free (order->state_dir);
  g_free (order->folder);
  g_free (order->format);
  g_free (order->marker);
  g_free (order->token);
  g_clear_pointer (&order->before, galley_preview_rendering_release);
  g_free (order);
}

static gpointer
render (gpointer             data,
        GalleyProgressFunc   progress,
        gpointer             progress_data,
        GCancellable        *cancellable,
        GError             **error)
{
  Order *order = data;
  g_autoptr (GalleySiteMemory) memory
      = galley_site_memory_open (order->state_dir, &order->ledger, order->issue);
  GalleyPreviewRendering *rendering;

  rendering = galley_preview_rendering_new (order->issue, order->folder, order->format,
                                            order->reader, order->marker, order->token, memory);
  order->patch = galley_preview_blocks_compare (
      order->before != NULL ? order->before->blocks : NULL, rendering->blocks);
  return rendering;
}

static void queue_render (GalleyPreviewRenderer *self);

static void
rendered_cb (gpointer      owner,
             gpointer      result,
             const GError *error,
             gpointer      data)
{
  GalleyPreviewRenderer *self = owner;
  const Order *order = data;

  self->rendering = FALSE;
  g_set_object (&self->ledger, order->ledger);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (result != NULL)
    self->rendered (self->data, result, self->base == order->before ? &order->patch : NULL);
  if (self->stale)
    queue_render (self);
}

static void
queue_render (GalleyPreviewRenderer *self)
{
  Order *order;

  if (self->issue == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->stale = self->rendering;
  if (self->rendering)
    return;
  self->rendering = TRUE;
  order = g_new0 (Order, 1);
  order->issue = galley_issue_ref (self->issue);
  order->ledger = self->ledger != NULL ? g_object_ref (self->ledger) : NULL;
  order->state_dir = g_strdup (self->state_dir);
  order->folder = g_strdup (self->folder);
  order->format = g_strdup (self->format);
  order->marker = g_strdup (self->marker);
  order->token = g_strdup (self->token);
  order->reader = self->reader;
  order->before = self->base != NULL ? galley_preview_rendering_ref (self->base) : NULL;
  galley_job_run (self, render, order, order_free,
                  (GDestroyNotify) galley_preview_rendering_unref, NULL, self->cancellable,
                  rendered_cb);
}

static void
galley_preview_renderer_finalize (GObject *object)
{
  GalleyPreviewRenderer *self = GALLEY_PREVIEW_RENDERER (object);

  g_clear_pointer (&self->issue, galley_issue_unref);
  g_clear_pointer (&self->base, galley_preview_rendering_unref);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->state_dir, g_free);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->format, g_free);
  g_clear_pointer (&self->marker, g_free);
  g_clear_pointer (&self->token, g_free);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (galley_preview_renderer_parent_class)->finalize (object);
}

static void
galley_preview_renderer_class_init (GalleyPreviewRendererClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_preview_renderer_finalize;
}

static void
galley_preview_renderer_init (GalleyPreviewRenderer *self)
{
  self->format = g_strdup ("web");
}

GalleyPreviewRenderer *
galley_preview_renderer_new (const char                *marker,
                             const char                *token,
                             GCancellable              *cancellable,
                             GalleyPreviewRenderedFunc  rendered,
                             gpointer                   data)
{
  GalleyPreviewRenderer *self = g_object_new (GALLEY_TYPE_PREVIEW_RENDERER, NULL);

  self->marker = g_strdup (marker);
  self->token = g_strdup (token);
  self->cancellable = g_object_ref (cancellable);
  self->rendered = rendered;
  self->data = data;
  return self;
}

void
galley_preview_renderer_set_state_dir (GalleyPreviewRenderer *self,
                                       const char            *state_dir)
{
  g_return_if_fail (GALLEY_IS_PREVIEW_RENDERER (self));

  g_free (self->state_dir);
  self->state_dir = g_strdup (state_dir);
  g_clear_object (&self->ledger);
  queue_render (self);
}

gboolean
galley_preview_renderer_set_format (GalleyPreviewRenderer *self,
                                    const char            *format)
{
  g_return_val_if_fail (GALLEY_IS_PREVIEW_RENDERER (self), FALSE);

  if (g_strcmp0 (format, self->format) == 0)
    return FALSE;
  g_free (self->format);
  self->format = g_strdup (format);
  queue_render (self);
  return TRUE;
}

gboolean
galley_preview_renderer_set_reader (GalleyPreviewRenderer *self,
                                    GalleyReader           reader)
{
  g_return_val_if_fail (GALLEY_IS_PREVIEW_RENDERER (self), FALSE);

  if (self->reader == reader)
    return FALSE;
  self->reader = reader;
  queue_render (self);
  return TRUE;
}

void
galley_preview_renderer_set_issue (GalleyPreviewRenderer *self,
                                   GalleyIssue           *issue,
                                   const char            *folder)
{
  g_return_if_fail (GALLEY_IS_PREVIEW_RENDERER (self));

  galley_issue_ref (issue);
  g_clear_pointer (&self->issue, galley_document_release_issue);
  self->issue = issue;
  if (g_strcmp0 (folder, self->folder) != 0)
    {
      g_free (self->folder);
      self->folder = g_strdup (folder);
    }
  queue_render (self);
}

void
galley_preview_renderer_set_base (GalleyPreviewRenderer  *self,
                                  GalleyPreviewRendering *base)
{
  GalleyPreviewRendering *before;

  g_return_if_fail (GALLEY_IS_PREVIEW_RENDERER (self));

  before = self->base;
  self->base = base != NULL ? galley_preview_rendering_ref (base) : NULL;
  g_clear_pointer (&before, galley_preview_rendering_release);
}

const char *
galley_preview_renderer_get_format (GalleyPreviewRenderer *self)
{
  g_return_val_if_fail (GALLEY_IS_PREVIEW_RENDERER (self), NULL);

  return self->format;
}

GalleyReader
galley_preview_renderer_get_reader (GalleyPreviewRenderer *self)
{
  g_return_val_if_fail (GALLEY_IS_PREVIEW_RENDERER (self), GALLEY_READER_EVERYTHING);

  return self->reader;
}

const char *
galley_preview_renderer_get_folder (GalleyPreviewRenderer *self)
{
  g_return_val_if_fail (GALLEY_IS_PREVIEW_RENDERER (self), NULL);

  return self->folder;
}

gboolean
galley_preview_renderer_is_busy (GalleyPreviewRenderer *self)
{
  g_return_val_if_fail (GALLEY_IS_PREVIEW_RENDERER (self), FALSE);

  return self->rendering;
}
