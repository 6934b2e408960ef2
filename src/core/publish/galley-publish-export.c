/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every way out begins with, and the way that needs no server: files, all of them or none.
 */

#include "galley-publish-export.h"

#include <glib/gi18n-lib.h>

#include "galley-check.h"
#include "galley-error.h"
#include "galley-guard.h"
#include "galley-upload.h"

static gboolean
refuse_errors (GPtrArray *findings, GError **error)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const GalleyFinding *finding = g_ptr_array_index (findings, i);

      if (galley_finding_get_severity (finding) != GALLEY_SEVERITY_ERROR)
        continue;
      if (galley_finding_get_line (finding) > 0)
        g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, _("Line %u: %s"), galley_finding_get_line (finding),
                     galley_finding_get_message (finding));
      else
        g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, galley_finding_get_message (finding));
      return FALSE;
    }
  return TRUE;
}

gboolean
galley_publish_check_there (const GalleyPublishRequest *request, const GalleySite *site, const GalleyPost *existing,
                            GError **error)
{
  const GalleyGuardContext known
      = { .plan = request->plan, .issue = request->issue, .site = site, .existing = existing };
  g_autoptr (GPtrArray) concerns = galley_guard_run (&known);
  g_autoptr (GPtrArray) guards = g_ptr_array_new ();

  for (guint i = 0; i < concerns->len; i++)
    g_ptr_array_add (guards, ((GalleyConcern *) concerns->pdata[i])->finding);
  return refuse_errors (guards, error);
}

gboolean
galley_publish_check (const GalleyPublishRequest *request, const GalleySite *site, GError **error)
{
  GalleyCheckContext context = { request->issue, request->folder };
  g_autoptr (GPtrArray) findings = NULL;

  /* What an issue says does not matter when it only comes off the site. */
  if (request->plan->act != GALLEY_ACT_UNPUBLISH)
    findings = galley_check_run (&context);
  return (findings == NULL || refuse_errors (findings, error)) &&
         galley_publish_check_there (request, site, NULL, error);
}

/* Where each of @sources lies now, as an address that a browser opens. */
static void
list_placed (GalleyReceipt *receipt, char **sources, const GalleyPictureMap *placed)
{
  g_autofree char *page = g_filename_to_uri (receipt->path, NULL, NULL);

  for (gsize i = 0; sources[i] != NULL; i++)
    {
      const GalleyPicturePlace *place = galley_picture_map_lookup (placed, sources[i]);
      GalleyReceiptPicture *picture;

      if (place == NULL)
        continue;
      picture = g_new0 (GalleyReceiptPicture, 1);
      picture->src = g_strdup (sources[i]);
      picture->url = g_uri_resolve_relative (page, place->url, G_URI_FLAGS_NONE, NULL);
      picture->uploaded = TRUE;
      g_ptr_array_add (receipt->pictures, picture);
    }
}

GalleyReceipt *
galley_publish_export (const GalleyPublishRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyReceipt) receipt = g_new0 (GalleyReceipt, 1);
  g_autoptr (GalleyPictureMap) placed = galley_picture_map_new ();
  g_auto (GStrv) pictures = galley_issue_list_pictures (request->issue);
  g_auto (GStrv) files = galley_issue_list_files (request->issue);
  g_autofree char *directory = NULL;

  if (request->plan->directory == NULL)
    {
      g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, _("Choose a folder to write into."));
      return NULL;
    }
  directory = g_canonicalize_filename (request->plan->directory, NULL);
  receipt->service = g_strdup (request->service->id);
  receipt->created = TRUE;
  receipt->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_receipt_picture_free);
  if (!galley_publish_check (request, NULL, error))
    return NULL;
  receipt->path = request->service->export (request->issue, request->folder, directory, placed,
                                            request->progress, request->progress_data, cancellable, error);
  if (receipt->path == NULL)
    return NULL;
  list_placed (receipt, pictures, placed);
  list_placed (receipt, files, placed);
  return g_steal_pointer (&receipt);
}
