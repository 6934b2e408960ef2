/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-gone.h"

#include "galley-json.h"
#include "galley-send.h"

char *
galley_gone_dup_issue_id (GalleyIssue *issue, const char *path, GalleyLedger *ledger)
{
  const char *own = galley_front_matter_get_id (galley_issue_get_front_matter (issue));

  return own != NULL ? g_strdup (own) : path != NULL ? galley_ledger_dup_issue_id (ledger, path) : NULL;
}

char *
galley_gone_dup_post (GalleyIssue *issue, const char *id, const char *site, GalleyLedger *ledger)
{
  const char *own = galley_front_matter_get_post (galley_issue_get_front_matter (issue), site);

  return own != NULL ? g_strdup (own) : id != NULL ? galley_ledger_dup_post (ledger, site, id) : NULL;
}

/* A memory of another post says nothing of this one: then another machine, or another life of this
 * one, had it. */
gboolean
galley_gone_was_mailed (JsonNode *sync, const char *gone)
{
  JsonObject *object = sync != NULL && JSON_NODE_HOLDS_OBJECT (sync) ? json_node_get_object (sync) : NULL;
  const char *post = object != NULL ? galley_json_get_string (object, "post") : NULL;

  if (object == NULL)
    return gone != NULL;
  if (galley_json_get_boolean (object, "mailed", FALSE))
    return TRUE;
  return gone != NULL && post != NULL && g_strcmp0 (post, gone) != 0;
}

/* It went out from here, or was to at an hour that may have come since. */
static gboolean
has_send (GalleyLedger *ledger, const char *site, const char *post_id)
{
  g_autoptr (GPtrArray) sends = galley_send_list (ledger, site);

  for (guint i = 0; i < sends->len; i++)
    if (g_strcmp0 (((GalleySend *) sends->pdata[i])->post_id, post_id) == 0)
      return TRUE;
  return FALSE;
}

gboolean
galley_gone_ask_mailed (JsonNode *sync, const char *gone, GalleyLedger *ledger, const GalleyService *service,
                        const GalleyConnection *connection, gboolean *mailed, gboolean *asked,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean there = FALSE;
  gboolean known = service->was_mailed != NULL
                   && service->was_mailed (connection, gone, &there, cancellable, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (asked != NULL)
    *asked = known;
  *mailed = there || has_send (ledger, galley_account_get_site (connection->account), gone) ||
            galley_gone_was_mailed (sync, known ? NULL : gone);
  return TRUE;
}
