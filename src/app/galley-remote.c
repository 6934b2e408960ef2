/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-remote.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-job.h"
#include "galley-remote-picture.h"

/* A worker each: slow sites must not keep the workers from the page. */
#define MAX_RUNNING 3
#define MAX_WAITING 500
#define MAX_ISSUES 100

struct _GalleyRemote {
  GObject     parent_instance;

  /* Owned */
  GSettings  *settings;
  char       *cache_dir;
  GalleyHttp *http;
  GQueue      waiting; /* (element-type GTask) */
  GPtrArray  *running; /* (element-type Work), borrowed */
};

G_DEFINE_FINAL_TYPE (GalleyRemote, galley_remote, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct {
  GPtrArray  *tasks; /* who asked: the page shows one picture twice, or anew before it came */
  GalleyHttp *http;
  char       *cache_dir;
  char       *address;
  GBytes     *bytes;
  char       *mime;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_ptr_array_unref (work->tasks);
  g_object_unref (work->http);
  g_free (work->cache_dir);
  g_free (work->address);
  g_clear_pointer (&work->bytes, g_bytes_unref);
  g_free (work->mime);
  g_free (work);
}

static gpointer
load (gpointer data, GalleyProgressFunc progress, gpointer progress_data,
      GCancellable *cancellable, GError **error)
{
  Work *work = data;

  work->bytes = galley_remote_picture_load (work->cache_dir, work->http, work->address, 0,
                                            &work->mime, cancellable, error);
  return work->bytes;
}

static void run_next (GalleyRemote *self);

static void
answer (GTask *task, Work *work, const GError *error)
{
  if (error)
    g_task_return_error (task, g_error_copy (error));
  else
    {
      g_object_set_data_full (G_OBJECT (task), "mime", g_strdup (work->mime), g_free);
      g_task_return_pointer (task, g_bytes_ref (work->bytes), (GDestroyNotify) g_bytes_unref);
    }
}

static void
loaded_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleyRemote *self = owner;
  Work *work = data;

  g_ptr_array_remove (self->running, work);
  for (guint i = 0; i < work->tasks->len; i++)
    answer (work->tasks->pdata[i], work, error);
  run_next (self);
}

static gboolean
join (GalleyRemote *self, GTask *task)
{
  for (guint i = 0; i < self->running->len; i++)
    {
      Work *work = self->running->pdata[i];

      if (g_str_equal (work->address, g_task_get_task_data (task)))
        {
          g_ptr_array_add (work->tasks, g_object_ref (task));
          return TRUE;
        }
    }
  return FALSE;
}

/* One page that goes does not take the picture from another: none of them ends the exchange, which is
 * bounded in time. */
static void
run_next (GalleyRemote *self)
{
  while (self->running->len < MAX_RUNNING && !g_queue_is_empty (&self->waiting))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->waiting);
      Work *work;

      /* The window went. */
      if (g_task_return_error_if_cancelled (task) || join (self, task))
        continue;
      work = g_new0 (Work, 1);
      work->address = g_strdup (g_task_get_task_data (task));
      work->cache_dir = g_strdup (self->cache_dir);
      work->http = g_object_ref (self->http);
      work->tasks = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (work->tasks, g_steal_pointer (&task));
      g_ptr_array_add (self->running, work);
      galley_job_run (self, load, work, work_free, NULL, NULL, NULL, loaded_cb);
    }
}

static void
changed_cb (GalleyRemote *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
galley_remote_finalize (GObject *object)
{
  GalleyRemote *self = GALLEY_REMOTE (object);

  g_object_unref (self->settings);
  g_object_unref (self->http);
  g_free (self->cache_dir);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_ptr_array_unref (self->running);
  G_OBJECT_CLASS (galley_remote_parent_class)->finalize (object);
}

static void
galley_remote_class_init (GalleyRemoteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_remote_finalize;
  signals[CHANGED] = g_signal_new ("changed", GALLEY_TYPE_REMOTE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
galley_remote_init (GalleyRemote *self)
{
  g_queue_init (&self->waiting);
  self->running = g_ptr_array_new ();
}

GalleyRemote *
galley_remote_new (GSettings *settings, const char *cache_dir, GalleyHttp *http)
{
  GalleyRemote *self = g_object_new (GALLEY_TYPE_REMOTE, NULL);

  self->settings = g_object_ref (settings);
  self->cache_dir = g_strdup (cache_dir);
  self->http = g_object_ref (http);
  g_signal_connect_object (settings, "changed::remote-sites", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::remote-issues", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

static gboolean
has (GalleyRemote *self, const char *key, const char *name)
{
  g_auto (GStrv) names = g_settings_get_strv (self->settings, key);

  return g_strv_contains ((const char *const *) names, name);
}

/* The newest first; the oldest is forgotten and asked for again. */
static void
add (GalleyRemote *self, const char *key, const char *name)
{
  g_auto (GStrv) names = g_settings_get_strv (self->settings, key);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  if (g_strv_contains ((const char *const *) names, name))
    return;
  g_ptr_array_add (kept, (char *) name);
  for (guint i = 0; names[i] && i < MAX_ISSUES - 1; i++)
    g_ptr_array_add (kept, names[i]);
  g_ptr_array_add (kept, NULL);
  g_settings_set_strv (self->settings, key, (const char *const *) kept->pdata);
}

gboolean
galley_remote_is_allowed (GalleyRemote *self, const char *issue, const char *address)
{
  g_autofree char *host = galley_remote_picture_dup_host (address);

  g_return_val_if_fail (GALLEY_IS_REMOTE (self), FALSE);

  return host
         && (has (self, "remote-sites", host) || (issue && has (self, "remote-issues", issue)));
}

void
galley_remote_allow_issue (GalleyRemote *self, const char *issue)
{
  g_return_if_fail (GALLEY_IS_REMOTE (self) && issue != NULL);
  add (self, "remote-issues", issue);
}

void
galley_remote_allow_site (GalleyRemote *self, const char *host)
{
  g_return_if_fail (GALLEY_IS_REMOTE (self) && host != NULL);
  add (self, "remote-sites", host);
}

char *
galley_remote_dup_allowed (GalleyRemote *self, const char *issue)
{
  g_auto (GStrv) sites = NULL;

  g_return_val_if_fail (GALLEY_IS_REMOTE (self), NULL);

  if (issue && has (self, "remote-issues", issue))
    return g_strdup ("*");
  sites = g_settings_get_strv (self->settings, "remote-sites");
  return g_strjoinv ("\n", sites);
}

void
galley_remote_load_async (GalleyRemote *self, const char *issue, const char *address,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (GALLEY_IS_REMOTE (self) && address != NULL);

  g_task_set_task_data (task, g_strdup (address), g_free);
  if (!galley_remote_is_allowed (self, issue, address)
      || g_queue_get_length (&self->waiting) >= MAX_WAITING)
    {
      g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_LIMIT, "%s",
                               _("This picture is not loaded."));
      return;
    }
  if (join (self, task))
    return;
  g_queue_push_tail (&self->waiting, g_steal_pointer (&task));
  run_next (self);
}

GBytes *
galley_remote_load_finish (GalleyRemote *self, GAsyncResult *result, char **mime, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  *mime = g_strdup (g_object_get_data (G_OBJECT (result), "mime"));
  return g_task_propagate_pointer (G_TASK (result), error);
}
