/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-proof.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-rights.h"

#define HOUR (60 * 60)

static gboolean
check_right (const GalleySite *site, gboolean is_there, GError **error)
{
  g_autofree char *why = galley_rights_explain (site, GALLEY_RIGHT_PREVIEW);

  if (why != NULL)
    g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_AUTH, why);
  else if (!is_there)
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED, _("“%s” shows no mail before it is sent."),
                 site->title != NULL ? site->title : "");
  return why == NULL && is_there;
}

GalleyMailProof *
galley_proof_load (const GalleyService *service, const GalleyConnection *connection, const GalleySite *site,
                   const char *post_id, const char *newsletter, gboolean is_paid, GCancellable *cancellable,
                   GError **error)
{
  if (!check_right (site, service->proof != NULL, error))
    return NULL;
  return service->proof (connection, post_id, newsletter, is_paid, cancellable, error);
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (second > first) - (second < first);
}

guint
galley_proof_count_left (GalleyLedger *ledger, const char *site, gint64 now, gint64 *next)
{
  g_autoptr (GPtrArray) lines = galley_ledger_list_tests (ledger, site);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint left;

  for (guint i = 0; i < lines->len; i++)
    {
      gint64 time = g_ascii_strtoll (lines->pdata[i], NULL, 10);

      if (time > now - HOUR && time <= now)
        g_array_append_val (times, time);
    }
  left = times->len < GALLEY_PROOF_HOURLY ? GALLEY_PROOF_HOURLY - times->len : 0;
  if (next == NULL)
    return left;
  *next = 0;
  if (left == 0)
    {
      g_array_sort (times, compare_newest);
      *next = g_array_index (times, gint64, GALLEY_PROOF_HOURLY - 1) + HOUR;
    }
  return left;
}

gboolean
galley_proof_send (const GalleyService *service, const GalleyConnection *connection, const GalleySite *site,
                   GalleyLedger *ledger, const char *post_id, const char *newsletter, gboolean is_paid,
                   const char *address, GCancellable *cancellable, GError **error)
{
  const char *place = galley_account_get_site (connection->account);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 next;

  if (!check_right (site, service->send_test != NULL, error))
    return FALSE;
  if (galley_proof_count_left (ledger, place, now, &next) == 0)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (next);
      g_autofree char *clock = g_date_time_format (time, "%H:%M");

      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_LIMIT,
                   _("%s sends %d test mails an hour, and they were sent. The next one can go at %s."), place,
                   GALLEY_PROOF_HOURLY, clock);
      return FALSE;
    }
  /* The site counts a request also when it fails. */
  return galley_ledger_add_test (ledger, place, now, error) &&
         service->send_test (connection, post_id, newsletter, is_paid, address, cancellable, error);
}
