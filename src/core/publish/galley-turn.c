/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-turn.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>

#include "galley-error.h"

#define NAP (100 * 1000)
#define MAX_NAPS 6000

static gboolean
wait_a_little (guint naps, GalleyProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
               GError **error)
{
  const GalleyProgress told = { "check", _("Waiting for another program that publishes this issue"), 0, 0 };

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (naps == 0 && progress != NULL)
    progress (&told, progress_data);
  g_usleep (NAP);
  if (naps < MAX_NAPS)
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE,
               _("Another program has been publishing this issue for ten minutes. Publish again when it has ended."));
  return FALSE;
}

gboolean
galley_turn_take (int fd, const char *path, GalleyProgressFunc progress, gpointer progress_data,
                  GCancellable *cancellable, GError **error)
{
  for (guint naps = 0; flock (fd, LOCK_EX | LOCK_NB) != 0; naps++)
    {
      if (errno != EWOULDBLOCK && errno != EINTR)
        {
          g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK, _("“%s” cannot be locked: %s"), path,
                       g_strerror (errno));
          return FALSE;
        }
      if (!wait_a_little (naps, progress, progress_data, cancellable, error))
        return FALSE;
    }
  return TRUE;
}
