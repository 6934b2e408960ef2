/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-progress.h"

G_BEGIN_DECLS

/* Takes the lock of the file that @fd is, which its closing gives back. While another program has it
 * that is said, once; after ten minutes OFFLINE, for nothing of ours was begun. DISK when @path, its
 * name, cannot be locked at all. */
gboolean galley_turn_take (int                  fd,
                           const char          *path,
                           GalleyProgressFunc   progress,
                           gpointer             progress_data,
                           GCancellable        *cancellable,
                           GError             **error);

G_END_DECLS
