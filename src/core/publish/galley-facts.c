/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-facts.h"

#include "galley-error.h"
#include "galley-gone.h"
#include "galley-json.h"
#include "galley-send.h"
#include "galley-slug.h"

void
galley_facts_free (GalleyFacts *self)
{
  g_free (self->refused);
  g_free (self->gone);
  g_free (self->unheard);
  g_clear_pointer (&self->alike, g_ptr_array_unref);
  g_clear_pointer (&self->sends, g_ptr_array_unref);
  g_free (self);
}

char *
galley_facts_dup_slug (GalleyIssue *issue, const GalleyPost *existing)
{
  const char *own = galley_front_matter_get_string (galley_issue_get_front_matter (issue), "slug");
  const char *there = existing != NULL ? existing->slug : NULL;

  if (own != NULL && *own != '\0')
    return g_strcmp0 (own, there) != 0 ? g_strdup (own) : NULL;
  if (there != NULL && !g_str_has_prefix (there, "nl-"))
    return NULL;
  /* What the site makes of other letters only it knows. */
  if (!galley_slug_is_whole (galley_issue_get_title (issue)))
    return NULL;
  return galley_slug_new (galley_issue_get_title (issue), 180, "");
}

/* Of those that every site knows, no choice of another one helps where it refuses to count them. */
static gboolean
is_own_filter (const char *segment)
{
  const char *const known[] = { "all", "status:free", "status:-free", NULL };

  return !g_strv_contains (known, segment);
}

/* A filter that the site does not understand is an answer; no answer is an error. */
static gboolean
load_count (GalleyFacts *self, const GalleyPlan *plan, const GalleySite *site, GalleyIssue *issue,
            const GalleyService *service, const GalleyConnection *connection, GCancellable *cancellable, GError **error)
{
  const GalleySiteItem *newsletter = galley_plan_find_newsletter (plan, site, issue, NULL);
  g_autofree char *segment = galley_plan_dup_segment (plan, site, issue);
  g_autoptr (GError) local = NULL;

  if (!galley_plan_sends_mail (plan) || newsletter == NULL || service->count == NULL || !site->can_count ||
      g_strcmp0 (segment, "none") == 0)
    return TRUE;
  if (service->count (connection, newsletter->slug, segment, &self->count, cancellable, &local))
    return TRUE;
  self->count = -1;
  if (g_error_matches (local, GALLEY_ERROR, GALLEY_ERROR_REJECTED) && is_own_filter (segment))
    {
      self->refused = g_strdup (local->message);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
load_alike (GalleyFacts *self, GalleyIssue *issue, const GalleyPost *existing, const GalleyService *service,
            const GalleyConnection *connection, GCancellable *cancellable, GError **error)
{
  const char *subject = galley_front_matter_get_string (galley_issue_get_front_matter (issue), "email-subject");
  g_autofree char *slug = galley_facts_dup_slug (issue, existing);

  if (service->list_alike == NULL)
    return TRUE;
  g_clear_pointer (&self->alike, g_ptr_array_unref);
  self->alike = service->list_alike (connection, galley_issue_get_title (issue), subject, slug, cancellable, error);
  for (guint i = self->alike != NULL ? self->alike->len : 0; existing != NULL && i > 0; i--)
    if (g_strcmp0 (((GalleyPost *) self->alike->pdata[i - 1])->id, existing->id) == 0)
      g_ptr_array_remove_index (self->alike, i - 1);
  return self->alike != NULL;
}

/* What was there before, as far as this machine knows. */
static gboolean
look_back (GalleyFacts *self, GalleyIssue *issue, const char *path, const GalleyPost *existing,
           const GalleyService *service, const GalleyConnection *connection, GalleyLedger *ledger,
           GCancellable *cancellable, GError **error)
{
  const char *site = galley_account_get_site (connection->account);
  g_autofree char *id = galley_gone_dup_issue_id (issue, path, ledger);
  g_autofree char *sync = id != NULL ? galley_ledger_dup_sync (ledger, site, id) : NULL;
  g_autoptr (JsonNode) node = sync != NULL ? galley_json_parse (sync, -1, NULL) : NULL;

  if (existing == NULL)
    self->gone = galley_gone_dup_post (issue, id, site, ledger);
  self->mailed = galley_gone_was_mailed (node, NULL);
  return self->gone == NULL || galley_gone_ask_mailed (node, self->gone, ledger, service, connection, &self->mailed,
                                                       &self->asked, cancellable, error);
}

/* What went out from here is in the ledger, what went out from elsewhere only the site knows. A site that
 * does not say stands in nobody's way; the guards say that it did not. */
static gboolean
load_sends (GalleyFacts *self, const GalleyPlan *plan, const GalleySite *site, GalleyIssue *issue,
            const GalleyPost *existing, const GalleyService *service, const GalleyConnection *connection, GalleyLedger *ledger,
            GCancellable *cancellable, GError **error)
{
  const GalleySiteItem *newsletter = galley_plan_find_newsletter (plan, site, issue, NULL);
  g_autoptr (GError) local = NULL;

  self->sends = galley_send_list (ledger, galley_account_get_site (connection->account));
  if (!galley_plan_sends_mail (plan) || galley_post_is_out (existing) || newsletter == NULL
      || galley_send_catch_up (self->sends, ledger, service, connection, newsletter->slug, cancellable, &local))
    return TRUE;
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  self->unheard = g_strdup (local->message);
  return TRUE;
}

GalleyFacts *
galley_facts_load (const GalleyPlan *plan, const GalleySite *site, GalleyIssue *issue, const char *path,
                   const GalleyPost *existing, const GalleyService *service, const GalleyConnection *connection,
                   GalleyLedger *ledger, GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyFacts) self = g_new0 (GalleyFacts, 1);

  self->count = -1;
  self->alike = g_ptr_array_new ();
  if (!load_sends (self, plan, site, issue, existing, service, connection, ledger, cancellable, error) ||
      !look_back (self, issue, path, existing, service, connection, ledger, cancellable, error) ||
      !load_count (self, plan, site, issue, service, connection, cancellable, error) ||
      !load_alike (self, issue, existing, service, connection, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}
