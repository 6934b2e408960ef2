/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-preview-probe.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"

static void
probed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED, "%s",
                             _("This system does not let bubblewrap make a sandbox, and without "
                               "one Galley does not show an issue. Writing, checking and "
                               "publishing work as usual."));
}

void
galley_preview_probe_async (GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GSubprocess) bwrap = NULL;

  /* In a Flatpak WebKit asks the portal instead; and who turned the sandbox off by WebKit's own
   * variable has been told by its name. */
  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS)
      || g_strcmp0 (g_getenv ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"), "1") == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  bwrap = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                            NULL, "bwrap", "--unshare-pid", "--unshare-net", "--unshare-uts",
                            "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "true",
                            NULL);
  if (bwrap == NULL)
    g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED, "%s",
                             _("The program bubblewrap (bwrap) is not installed. Galley shows an "
                               "issue only inside the sandbox that it makes."));
  else
    g_subprocess_wait_check_async (bwrap, cancellable, probed_cb, g_steal_pointer (&task));
}

gboolean
galley_preview_probe_finish (GAsyncResult  *result,
                                  GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
