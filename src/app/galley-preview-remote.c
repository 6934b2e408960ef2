/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-preview-remote.h"

struct _GalleyPreviewRemote {
  GObject                    parent_instance;

  /* Owned */
  GalleyRemote              *remote;
  char                      *issue;
  GCancellable              *cancellable;

  /* Borrowed: the view goes when the cancellable is cancelled */
  const GalleyPreviewEngine *engine;
  GtkWidget                 *view;
};

G_DEFINE_FINAL_TYPE (GalleyPreviewRemote, galley_preview_remote, G_TYPE_OBJECT)

static void
call (GalleyPreviewRemote *self, const char *body, const char *address, const char *reason)
{
  GVariantDict arguments;

  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "address", "s", address);
  g_variant_dict_insert (&arguments, "reason", "s", reason);
  self->engine->run_async (self->view, body, g_variant_dict_end (&arguments), self->cancellable,
                           NULL, NULL);
}

typedef struct {
  GalleyPreviewRemote    *self; /* owned */
  char                   *address;
  GalleyPreviewAnswerFunc answer;
  gpointer                request;
} Wish;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Wish *wish = user_data;
  g_autoptr (GalleyPreviewRemote) self = wish->self;
  g_autofree char *address = wish->address;
  g_autofree char *mime = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
      = galley_remote_load_finish (GALLEY_REMOTE (source), result, &mime, &error);

  wish->answer (wish->request, bytes, mime);
  if (bytes == NULL && !g_cancellable_is_cancelled (self->cancellable)
      && galley_remote_is_allowed (self->remote, self->issue, address))
    call (self, "galley.failRemote (address, reason);", address, error->message);
}

static void
wanted_cb (gpointer data, const char *address, GalleyPreviewAnswerFunc answer, gpointer request)
{
  GalleyPreviewRemote *self = data;
  Wish *wish = g_new0 (Wish, 1);

  wish->self = g_object_ref (self);
  wish->address = g_strdup (address);
  wish->answer = answer;
  wish->request = request;
  galley_remote_load_async (self->remote, self->issue, address, self->cancellable, loaded_cb, wish);
}

static void
tell_allowed (GalleyPreviewRemote *self)
{
  g_autofree char *allowed = galley_preview_remote_dup_allowed (self);

  if (self->view && !g_cancellable_is_cancelled (self->cancellable))
    call (self, "galley.setRemote (address);", allowed, "");
}

static void
galley_preview_remote_finalize (GObject *object)
{
  GalleyPreviewRemote *self = GALLEY_PREVIEW_REMOTE (object);

  g_object_unref (self->remote);
  g_free (self->issue);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (galley_preview_remote_parent_class)->finalize (object);
}

static void
galley_preview_remote_class_init (GalleyPreviewRemoteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_preview_remote_finalize;
}

static void
galley_preview_remote_init (GalleyPreviewRemote *self)
{
}

GalleyPreviewRemote *
galley_preview_remote_new (GalleyRemote *remote)
{
  GalleyPreviewRemote *self = g_object_new (GALLEY_TYPE_PREVIEW_REMOTE, NULL);

  self->remote = g_object_ref (remote);
  g_signal_connect_object (remote, "changed", G_CALLBACK (tell_allowed), self, G_CONNECT_SWAPPED);
  return self;
}

void
galley_preview_remote_attach (GalleyPreviewRemote *self, const GalleyPreviewEngine *engine,
                              GtkWidget *view, GCancellable *cancellable)
{
  g_return_if_fail (GALLEY_IS_PREVIEW_REMOTE (self));

  self->engine = engine;
  self->view = view;
  g_set_object (&self->cancellable, cancellable);
  engine->set_remote (view, wanted_cb, G_OBJECT (self));
}

void
galley_preview_remote_set_issue (GalleyPreviewRemote *self, const char *issue)
{
  g_return_if_fail (GALLEY_IS_PREVIEW_REMOTE (self));

  if (g_strcmp0 (issue, self->issue) == 0)
    return;
  g_free (self->issue);
  self->issue = g_strdup (issue);
  tell_allowed (self);
}

char *
galley_preview_remote_dup_allowed (GalleyPreviewRemote *self)
{
  g_return_val_if_fail (GALLEY_IS_PREVIEW_REMOTE (self), NULL);
  return galley_remote_dup_allowed (self->remote, self->issue);
}

gboolean
galley_preview_remote_retry (GalleyPreviewRemote *self, const char *address)
{
  g_return_val_if_fail (GALLEY_IS_PREVIEW_REMOTE (self), FALSE);

  if (self->view == NULL || !galley_remote_is_allowed (self->remote, self->issue, address))
    return FALSE;
  call (self, "galley.retryRemote (address);", address, "");
  return TRUE;
}
