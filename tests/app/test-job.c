/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-job.h"

typedef struct {
  GMainLoop *loop;
  GThread   *worker;
  char      *result;
  GError    *error;
  GString   *progress;
  guint      n_done;
  guint      n_data_freed;
  guint      n_result_freed;
  GThread   *freed_on;
} Record;

static Record record;

static void
free_data_cb (gpointer data)
{
  record.n_data_freed++;
  record.freed_on = g_thread_self ();
}

static void
free_result_cb (gpointer data)
{
  record.n_result_freed++;
  g_free (data);
}

static gpointer
work (gpointer             data,
      GalleyProgressFunc   progress,
      gpointer             progress_data,
      GCancellable        *cancellable,
      GError             **error)
{
  record.worker = g_thread_self ();
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *message = g_strdup_printf ("%u", i);
      GalleyProgress report = { "pictures", message, i, 3 };

      progress (&report, progress_data);
    }
  return g_strdup ("fruit");
}

static gpointer
fail (gpointer             data,
      GalleyProgressFunc   progress,
      gpointer             progress_data,
      GCancellable        *cancellable,
      GError             **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "It broke.");
  return NULL;
}

static void
progress_cb (const GalleyProgress *progress,
             gpointer              user_data)
{
  g_assert_true (G_IS_OBJECT (user_data));
  g_assert_true (g_thread_self () != record.worker);
  g_assert_cmpuint (record.n_done, ==, 0);
  g_string_append_printf (record.progress, "%s %s %u/%u;", progress->stage, progress->message,
                          progress->done, progress->total);
}

static void
done_cb (gpointer      owner,
         gpointer      result,
         const GError *error,
         gpointer      data)
{
  g_assert_cmpuint (record.n_data_freed, ==, 0);
  g_assert_true (g_thread_self () != record.worker);
  record.n_done++;
  record.result = g_strdup (result);
  record.error = error != NULL ? g_error_copy (error) : NULL;
  g_main_loop_quit (record.loop);
}

static void
run (GalleyJobFunc  func,
     GCancellable  *cancellable)
{
  GObject *owner = g_object_new (G_TYPE_OBJECT, NULL);

  record = (Record){ .loop = g_main_loop_new (NULL, FALSE), .progress = g_string_new (NULL) };
  galley_job_run (owner, func, &record, free_data_cb, free_result_cb, progress_cb, cancellable,
                  done_cb);
  /* The job keeps its owner: this is not the last reference. */
  g_object_add_weak_pointer (owner, (gpointer *) &owner);
  g_object_unref (owner);
  g_assert_nonnull (owner);
  g_main_loop_run (record.loop);
  g_assert_null (owner);
  g_assert_cmpuint (record.n_done, ==, 1);
  g_assert_cmpuint (record.n_data_freed, ==, 1);
  g_assert_true (record.freed_on == g_thread_self ());
}

static void
clear (void)
{
  g_clear_error (&record.error);
  g_clear_pointer (&record.result, g_free);
  g_clear_pointer (&record.loop, g_main_loop_unref);
  g_string_free (record.progress, TRUE);
}

static void
test_result (void)
{
  run (work, NULL);
  g_assert_no_error (record.error);
  g_assert_cmpstr (record.result, ==, "fruit");
  g_assert_cmpstr (record.progress->str, ==,
                   "pictures 0 0/3;pictures 1 1/3;pictures 2 2/3;");
  g_assert_cmpuint (record.n_result_freed, ==, 1);
  clear ();
}

static void
test_error (void)
{
  run (fail, NULL);
  g_assert_error (record.error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_null (record.result);
  g_assert_cmpuint (record.n_result_freed, ==, 0);
  clear ();
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  run (work, cancellable);
  g_assert_error (record.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (record.result);
  clear ();
}

static void
free_rest_cb (gpointer data)
{
  g_atomic_pointer_set ((GThread **) data, g_thread_self ());
}

static void
test_free (void)
{
  GThread *freed_on = NULL;

  galley_job_free (&freed_on, free_rest_cb);
  while (g_atomic_pointer_get (&freed_on) == NULL)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_true (freed_on != g_thread_self ());
  /* The task comes back to the loop once more. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
free_slowly_cb (gpointer data)
{
  g_usleep (50 * 1000);
  g_atomic_int_inc ((int *) data);
}

static void
test_wait_freed (void)
{
  int n_freed = 0;

  galley_job_wait_freed ();
  galley_job_free (&n_freed, free_slowly_cb);
  galley_job_free (&n_freed, free_slowly_cb);
  galley_job_wait_freed ();
  g_assert_cmpint (g_atomic_int_get (&n_freed), ==, 2);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/job/result", test_result);
  g_test_add_func ("/app/job/error", test_error);
  g_test_add_func ("/app/job/cancelled", test_cancelled);
  g_test_add_func ("/app/job/free", test_free);
  g_test_add_func ("/app/job/wait-freed", test_wait_freed);
  return g_test_run ();
}
