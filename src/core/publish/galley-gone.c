/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-gone.h"

#include "galley-json.h"

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
