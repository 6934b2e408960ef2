/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-resolved.h"

#include "galley-conflict.h"
#include "galley-gone.h"
#include "galley-json.h"

/* @text with mine in each place where both versions stand. */
static char *
choose_mine (const char *text)
{
  g_autoptr (GArray) conflicts = galley_conflict_list (text, strlen (text));
  char *chosen = g_strdup (text);

  for (guint i = conflicts->len; i > 0; i--)
    {
      gsize length = strlen (chosen);
      g_autoptr (GalleyEdit) edit = galley_conflict_resolve (&g_array_index (conflicts, GalleyConflict, i - 1), chosen,
                                                             length, GALLEY_CONFLICT_MINE);
      char *next = galley_edit_apply (edit, chosen, length, &length);

      g_free (chosen);
      chosen = next;
    }
  return chosen;
}

static char *
dup_hash (const char *text)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/* @changes: the decision makes another text of the issue, so that the old one is a decision undone. */
static char *
write_record (const GalleyIncoming *incoming, gboolean changes, char **missing)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *before = dup_hash (incoming->ours);
  JsonObject *object = json_object_new ();
  JsonArray *list = json_array_new ();

  json_object_set_string_member (object, "seen", incoming->seen);
  json_object_set_string_member (object, "updated_at",
                                 incoming->post->updated_at != NULL ? incoming->post->updated_at : "");
  if (changes)
    json_object_set_string_member (object, "before", before);
  for (gsize i = 0; missing[i] != NULL; i++)
    json_array_add_string_element (list, missing[i]);
  json_object_set_array_member (object, "missing", list);
  json_node_take_object (node, object);
  return galley_json_to_string (node, FALSE);
}

char **
galley_resolved_keep (const GalleyPublishRequest *request, const GalleyIncoming *incoming, const char *text,
                      GError **error)
{
  g_autofree char *id = galley_gone_dup_issue_id (request->issue, request->path, request->ledger);
  g_autofree char *mine = choose_mine (text);
  g_auto (GStrv) missing = galley_incoming_list_missing (request, incoming, mine);
  g_autofree char *record = NULL;

  if (missing == NULL || id == NULL)
    return g_steal_pointer (&missing);
  record = write_record (incoming, strcmp (text, incoming->ours) != 0, missing);
  if (!galley_ledger_set_resolution (request->ledger, galley_account_get_site (request->connection->account), id,
                                     record, error))
    return NULL;
  return g_steal_pointer (&missing);
}

static char **
read_missing (JsonObject *record)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  JsonArray *list = galley_json_get_array (record, "missing");

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (json_array_get_string_element (list, i) != NULL)
      g_strv_builder_add (all, json_array_get_string_element (list, i));
  return g_strv_builder_end (all);
}

gboolean
galley_resolved_holds (const GalleyPublishRequest *request, const char *issue_id, const GalleyIncoming *incoming,
                       const GalleyPost *post)
{
  const char *site = galley_account_get_site (request->connection->account);
  g_autofree char *json = galley_ledger_dup_resolution (request->ledger, site, issue_id);
  g_autoptr (JsonNode) node = json != NULL ? galley_json_parse (json, -1, NULL) : NULL;
  JsonObject *record = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree char *now = dup_hash (incoming->ours);
  g_auto (GStrv) missing = NULL;

  if (record == NULL || g_strcmp0 (galley_json_get_string (record, "seen"), incoming->seen) != 0 ||
      g_strcmp0 (galley_json_get_string (record, "updated_at"), post->updated_at) != 0 ||
      g_strcmp0 (galley_json_get_string (record, "before"), now) == 0)
    return FALSE;
  missing = read_missing (record);
  return galley_incoming_is_settled (incoming, (const char *const *) missing);
}
