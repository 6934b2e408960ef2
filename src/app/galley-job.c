/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A GTask without a source object and without a value: GTask may drop its last reference on the
 * worker, and neither a widget nor a caller's value may be finalized there. So the job carries all
 * of them itself, and the callback on the main loop lets go of them. */

#include "galley-job.h"

#include <sched.h>

typedef struct {
  /* owned */
  GObject            *owner;
  gpointer            data;
  gpointer            result;
  GError             *error;
  GMainContext       *context;
  GDestroyNotify      free_data;
  GDestroyNotify      free_result;
  /* borrowed */
  GalleyJobFunc       func;
  GalleyProgressFunc  progress;
  GalleyJobDoneFunc   done;
} Job;

typedef struct {
  GObject            *owner;
  GalleyProgressFunc  progress;
  char               *stage;
  char               *message;
  guint               done;
  guint               total;
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  g_object_unref (report->owner);
  g_free (report->stage);
  g_free (report->message);
  g_free (report);
}

static gboolean
report_cb (gpointer data)
{
  Report *report = data;
  GalleyProgress progress = { report->stage, report->message, report->done, report->total };

  report->progress (&progress, report->owner);
  return G_SOURCE_REMOVE;
}

/* On the worker. The source has the priority of the task's own return, so every report arrives
 * before the job is done. */
static void
job_report (const GalleyProgress *progress,
            gpointer              user_data)
{
  Job *job = user_data;
  Report *report;

  if (job->progress == NULL)
    return;
  report = g_new0 (Report, 1);
  report->owner = g_object_ref (job->owner);
  report->progress = job->progress;
  report->stage = g_strdup (progress->stage);
  report->message = g_strdup (progress->message);
  report->done = progress->done;
  report->total = progress->total;

  g_autoptr (GSource) source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, report_cb, report, report_free);
  g_source_attach (source, job->context);
}

/* Most jobs are ordered by a key, and what that key wrote is drawn at the same time: the writer is not
 * to wait for it. A thread for batch work gets its full share, but takes no processor from one that is
 * in the middle of something. Where the system does not know that, nothing is lost. */
static void
give_way (void)
{
#ifdef SCHED_BATCH
  static const struct sched_param parameters = { 0 };

  sched_setscheduler (0, SCHED_BATCH, &parameters);
#endif
}

static void
job_thread (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  Job *job = task_data;

  give_way ();
  if (!g_cancellable_set_error_if_cancelled (cancellable, &job->error))
    job->result = job->func (job->data, job_report, job, cancellable, &job->error);
  /* From here on the job belongs to the main loop. */
  g_task_return_boolean (task, TRUE);
}

static void
job_done_cb (GObject      *source_object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Job *job = user_data;

  if (job->done != NULL)
    job->done (job->owner, job->result, job->error, job->data);
  if (job->result != NULL && job->free_result != NULL)
    job->free_result (job->result);
  if (job->data != NULL && job->free_data != NULL)
    job->free_data (job->data);
  g_clear_error (&job->error);
  g_clear_object (&job->owner);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_free (job);
}

void
galley_job_run (gpointer            owner,
                GalleyJobFunc       func,
                gpointer            data,
                GDestroyNotify      free_data,
                GDestroyNotify      free_result,
                GalleyProgressFunc  progress,
                GCancellable       *cancellable,
                GalleyJobDoneFunc   done)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (G_IS_OBJECT (owner));
  g_return_if_fail (func != NULL);

  job = g_new0 (Job, 1);
  job->owner = g_object_ref (owner);
  job->func = func;
  job->data = data;
  job->free_data = free_data;
  job->free_result = free_result;
  job->progress = progress;
  job->done = done;
  job->context = g_main_context_ref_thread_default ();

  task = g_task_new (NULL, cancellable, job_done_cb, job);
  g_task_set_source_tag (task, galley_job_run);
  /* What the function says it did is the truth, also when a cancellation came too late. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, NULL);
  g_task_run_in_thread (task, job_thread);
}

typedef struct {
  gpointer       data;
  GDestroyNotify free_data;
} Rest;

static GMutex rest_mutex;
static GCond rest_gone;
static guint n_rests; /* under the mutex */

static void
rest_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Rest *rest = task_data;

  give_way ();
  rest->free_data (rest->data);
  g_task_return_boolean (task, TRUE);
  g_mutex_lock (&rest_mutex);
  if (--n_rests == 0)
    g_cond_broadcast (&rest_gone);
  g_mutex_unlock (&rest_mutex);
}

void
galley_job_free (gpointer       data,
                 GDestroyNotify free_data)
{
  g_autoptr (GTask) task = NULL;
  Rest *rest;

  g_return_if_fail (free_data != NULL);

  g_mutex_lock (&rest_mutex);
  n_rests++;
  g_mutex_unlock (&rest_mutex);
  task = g_task_new (NULL, NULL, NULL, NULL);
  rest = g_new0 (Rest, 1);
  rest->data = data;
  rest->free_data = free_data;
  g_task_set_source_tag (task, galley_job_free);
  g_task_set_task_data (task, rest, g_free);
  g_task_run_in_thread (task, rest_thread);
}

void
galley_job_wait_freed (void)
{
  g_mutex_lock (&rest_mutex);
  while (n_rests > 0)
    g_cond_wait (&rest_gone, &rest_mutex);
  g_mutex_unlock (&rest_mutex);
}
