/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-progress.h"

G_BEGIN_DECLS

/* The one bridge between the main loop and the synchronous core. No other file names a thread. */

/* On a worker: does the slow thing. Returns a value that @free_result frees, or NULL with @error. */
typedef gpointer (*GalleyJobFunc)     (gpointer             data,
                                       GalleyProgressFunc   progress,
                                       gpointer             progress_data,
                                       GCancellable        *cancellable,
                                       GError             **error);
/* On the main loop, exactly once, also after a cancellation. @owner is alive. @result is NULL when
 * @error is set; both are borrowed: take a reference or a copy of what must live on. */
typedef void     (*GalleyJobDoneFunc) (gpointer             owner,
                                       gpointer             result,
                                       const GError        *error,
                                       gpointer             data);

/* Runs @func (@data) on a worker. @owner (a GObject) is kept alive until @done was called; @data is
 * freed with @free_data, @result with @free_result after it, both on the main loop. @progress (may be
 * NULL) is called on the main loop with @owner as user data. */
void galley_job_run (gpointer            owner,
                     GalleyJobFunc       func,
                     gpointer            data,
                     GDestroyNotify      free_data,
                     GDestroyNotify      free_result,
                     GalleyProgressFunc  progress,
                     GCancellable       *cancellable,
                     GalleyJobDoneFunc   done);

/* Lets go of what takes long to free: @free_data runs on a worker and must be safe there. */
void galley_job_free (gpointer       data,
                      GDestroyNotify free_data);
/* Blocks until all that galley_job_free() took is gone: for the end of the program, which takes the
 * libraries from under whoever still frees. */
void galley_job_wait_freed (void);

G_END_DECLS
