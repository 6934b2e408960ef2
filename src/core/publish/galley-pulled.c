/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-pulled.h"

GalleyOriginals *
galley_pulled_load (const GalleyPublishRequest *request)
{
  const char *own = galley_front_matter_get_id (galley_issue_get_front_matter (request->issue));
  g_autofree char *id = own != NULL ? g_strdup (own)
                        : request->path != NULL ? galley_ledger_dup_issue_id (request->ledger, request->path) : NULL;
  g_autofree char *record = NULL;

  if (id == NULL || request->connection == NULL)
    return NULL;
  record = galley_ledger_dup_pull (request->ledger, galley_account_get_site (request->connection->account), id);
  return record != NULL ? galley_originals_new (record) : NULL;
}
