/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-preview-engine.h"

#include <glib/gi18n-lib.h>
#include <gmodule.h>

#include "galley-error.h"
#include "galley-job.h"
#include "galley-preview-probe.h"

typedef struct {
  const GalleyPreviewEngine *engine;    /* NULL until the module is open */
  guint                      is_probed : 1;
  guint                      is_over : 1; /* answered: the first failure does not wait for the rest */
} Opening;

/* The folder that GALLEY_MODULEDIR names goes before the one of the installation, so that a build
 * folder has a preview too. */
static gpointer
open_module (gpointer             data,
             GalleyProgressFunc   progress,
             gpointer             progress_data,
             GCancellable        *cancellable,
             GError             **error)
{
  const char *folder = g_getenv ("GALLEY_MODULEDIR");
  g_autofree char *path = g_build_filename (
      folder && *folder ? folder : GALLEY_MODULEDIR, GALLEY_PREVIEW_ENGINE_MODULE, NULL);
  GModule *module = g_module_open (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  gpointer symbol = NULL;

  if (module == NULL || !g_module_symbol (module, GALLEY_PREVIEW_ENGINE_SYMBOL, &symbol))
    {
      g_debug ("The preview's module: %s", g_module_error ());
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                   _("The part of Galley that shows an issue is missing or does not fit this "
                     "system: “%s”. Writing, checking and publishing work as usual."),
                   path);
      return NULL;
    }
  /* Its types stay registered. */
  g_module_make_resident (module);
  return symbol;
}

static void
answer (GTask        *task,
        const GError *error)
{
  Opening *opening = g_task_get_task_data (task);

  if (opening->is_over || (error == NULL && (opening->engine == NULL || !opening->is_probed)))
    return;
  opening->is_over = TRUE;
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_pointer (task, (gpointer) opening->engine, NULL);
}

static void
opened_cb (gpointer      owner,
           gpointer      result,
           const GError *error,
           gpointer      data)
{
  Opening *opening = g_task_get_task_data (owner);

  opening->engine = result;
  answer (owner, error);
}

static void
probed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Opening *opening = g_task_get_task_data (task);

  opening->is_probed = galley_preview_probe_finish (result, &error);
  answer (task, error);
}

void
galley_preview_engine_open_async (GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, g_new0 (Opening, 1), g_free);
  galley_preview_probe_async (cancellable, probed_cb, g_object_ref (task));
  galley_job_run (task, open_module, NULL, NULL, NULL, NULL, cancellable, opened_cb);
}

const GalleyPreviewEngine *
galley_preview_engine_open_finish (GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
