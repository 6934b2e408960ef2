/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-send.h"

#include "galley-json.h"

void
galley_send_free (GalleySend *self)
{
  g_free (self->post_id);
  g_free (self->title);
  g_free (self->subject);
  g_free (self->newsletter);
  g_free (self->segment);
  g_free (self);
}

static void
set_string (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}

/* The hour for which readers got it, or will. */
static gint64
get_time (const GalleyPost *post)
{
  g_autoptr (GDateTime) time = post->published_at != NULL ? g_date_time_new_from_iso8601 (post->published_at, NULL)
                                                          : NULL;

  return time != NULL ? g_date_time_to_unix (time) : g_get_real_time () / G_USEC_PER_SEC;
}

static GalleySend *
read_send (const char *json)
{
  g_autoptr (JsonNode) node = galley_json_parse (json, -1, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  GalleySend *self;

  if (object == NULL)
    return NULL;
  self = g_new0 (GalleySend, 1);
  self->post_id = g_strdup (galley_json_get_string (object, "post"));
  self->title = g_strdup (galley_json_get_string (object, "title"));
  self->subject = g_strdup (galley_json_get_string (object, "subject"));
  self->newsletter = g_strdup (galley_json_get_string (object, "newsletter"));
  self->segment = g_strdup (galley_json_get_string (object, "segment"));
  self->count = galley_json_get_int (object, "count", -1);
  self->time = galley_json_get_int (object, "time", 0);
  return self;
}

static int
compare_time (gconstpointer a, gconstpointer b)
{
  const GalleySend *first = *(GalleySend *const *) a;
  const GalleySend *second = *(GalleySend *const *) b;

  return (second->time > first->time) - (second->time < first->time);
}

static char *
write_send (const GalleyPost *post, const char *subject, gint64 count)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  set_string (object, "post", post->id);
  set_string (object, "title", post->title);
  set_string (object, "subject", subject);
  set_string (object, "newsletter", post->newsletter);
  set_string (object, "segment", post->segment);
  json_object_set_int_member (object, "count", post->email_count >= 0 ? post->email_count : count);
  json_object_set_int_member (object, "time", get_time (post));
  json_node_set_object (node, object);
  return galley_json_to_string (node, FALSE);
}

gboolean
galley_send_remember (GalleyLedger *ledger, const char *site, const GalleyPlan *plan, GalleyIssue *issue,
                      const GalleyPost *post, GError **error)
{
  const char *subject = galley_front_matter_get_string (galley_issue_get_front_matter (issue), "email-subject");
  gboolean scheduled = post != NULL && g_strcmp0 (post->status, "scheduled") == 0 && post->newsletter != NULL;
  g_autofree char *json = NULL;

  /* Off the schedule before its hour, as the site says and no clock, it never was a mail; what readers got stays. */
  if (plan->act == GALLEY_ACT_UNPUBLISH && post != NULL)
    return post->email_status != NULL || galley_ledger_set_send (ledger, site, post->id, "null", error);
  if (plan->act < GALLEY_ACT_EMAIL || post == NULL || (post->email_status == NULL && !scheduled))
    return TRUE;
  json = write_send (post, subject, plan->count);
  return galley_ledger_set_send (ledger, site, post->id, json, error);
}

/* The newest there, of @newsletter if there is one; NULL when it is among @sends, or there is none. */
static const GalleyPost *
find_unknown (GPtrArray *posts, GPtrArray *sends, const char *newsletter)
{
  const GalleyPost *newest = NULL;

  for (guint i = 0; i < posts->len && newest == NULL; i++)
    {
      const GalleyPost *post = posts->pdata[i];

      if (newsletter == NULL || g_strcmp0 (post->newsletter, newsletter) == 0)
        newest = post;
    }
  for (guint i = 0; newest != NULL && i < sends->len; i++)
    if (g_strcmp0 (((GalleySend *) sends->pdata[i])->post_id, newest->id) == 0)
      newest = NULL;
  return newest;
}

/* To whom it went, and how many they were, only the whole post tells. That it cannot be remembered is no
 * reason not to use it. */
static gboolean
learn (GPtrArray *sends, GalleyLedger *ledger, const GalleyService *service, const GalleyConnection *connection,
       const GalleyPost *unknown, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GalleyPost) post = service->find (connection, unknown->id, NULL, cancellable, &local);
  g_autofree char *json = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (post == NULL || post->email_status == NULL)
    return TRUE;
  json = write_send (post, post->subject, -1);
  galley_ledger_set_send (ledger, galley_account_get_site (connection->account), post->id, json, NULL);
  g_ptr_array_add (sends, read_send (json));
  g_ptr_array_sort (sends, compare_time);
  return TRUE;
}

gboolean
galley_send_catch_up (GPtrArray *sends, GalleyLedger *ledger, const GalleyService *service,
                      const GalleyConnection *connection, const char *newsletter, GCancellable *cancellable,
                      GError **error)
{
  const char *const kinds[] = { NULL, newsletter };
  g_autoptr (GPtrArray) posts = NULL;
  const GalleyPost *asked = NULL;

  if (service->list_mailed == NULL)
    return TRUE;
  posts = service->list_mailed (connection, cancellable, error);
  for (gsize i = 0; posts != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      const GalleyPost *unknown = find_unknown (posts, sends, kinds[i]);

      if (unknown == asked)
        continue;
      asked = unknown;
      if (unknown != NULL && !learn (sends, ledger, service, connection, unknown, cancellable, error))
        return FALSE;
    }
  return posts != NULL;
}

GPtrArray *
galley_send_list (GalleyLedger *ledger, const char *site)
{
  g_autoptr (GPtrArray) lines = galley_ledger_list_sends (ledger, site);
  GPtrArray *sends = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_send_free);

  for (guint i = 0; i < lines->len; i++)
    {
      GalleySend *send = read_send (lines->pdata[i]);

      if (send != NULL)
        g_ptr_array_add (sends, send);
    }
  g_ptr_array_sort (sends, compare_time);
  return sends;
}
