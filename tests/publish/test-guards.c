/* SPDX-License-Identifier: GPL-3.0-or-later */

/* test-guards FOLDER: each guard's cases from FOLDER/NAME.ini. A group is a case; what it does not say is
 * as on a good day. "expect" are all findings, by id; "fix" is what the first one's button would change. */

#include <string.h>

#include "galley-guard.h"
#include "galley-plan-describe.h"
#include "galley-send.h"

#define NOW "2026-11-26T03:00:00Z"

static const char *folder;
static GHashTable *seen; /* ids of findings */

typedef struct {
  GKeyFile   *file;
  const char *group;
} Case;

static char *
get (const Case *self, const char *key, const char *fallback)
{
  char *value = g_key_file_get_string (self->file, self->group, key, NULL);

  return value != NULL ? value : g_strdup (fallback);
}

static gboolean
is_true (const Case *self, const char *key)
{
  return g_key_file_get_boolean (self->file, self->group, key, NULL);
}

static void
add_items (const Case *self, const char *key, const char *fallback, GPtrArray *items)
{
  g_autofree char *list = get (self, key, fallback);
  g_auto (GStrv) names = g_strsplit (list, " ", -1);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (names[i], ":", 2);
      GalleySiteItem *item;

      if (parts[0] == NULL || *parts[0] == '\0')
        continue;
      item = g_new0 (GalleySiteItem, 1);
      item->name = g_strdup (parts[0]);
      item->slug = g_ascii_strdown (parts[0], -1);
      item->kind = g_strdup (parts[1]);
      item->count = -1;
      g_ptr_array_add (items, item);
    }
}

static GalleySite *
make_site (const Case *self)
{
  GalleySite *site = galley_site_new ();
  g_autofree char *lacks = get (self, "lacks", "0");
  g_autofree char *most = get (self, "mail-max", "-1");

  site->title = g_strdup ("Korea");
  site->timezone = get (self, "zone", "Asia/Seoul");
  site->can_email = !is_true (self, "mail-off");
  site->must_verify = is_true (self, "must-verify");
  site->mail_limit = get (self, "mail-limit", NULL);
  site->mail_max = g_ascii_strtoll (most, NULL, 10);
  site->lacks = (GalleyRights) g_ascii_strtoll (lacks, NULL, 10);
  site->key_kind = get (self, "key", "staff");
  site->key_role = get (self, "role", NULL);
  site->default_visibility = g_strdup ("public");
  site->default_recipients = get (self, "recipients", "visibility");
  add_items (self, "newsletters", "Weekly:members", site->newsletters);
  add_items (self, "archived", "", site->archived);
  add_items (self, "tiers", "Gold", site->tiers);
  return site;
}

static GalleyPlan *
make_plan (const Case *self, const GalleySite *site)
{
  g_autofree char *act = get (self, "act", "email");
  g_autofree char *at = get (self, "at", NULL);
  GalleyPlan *plan = galley_plan_new (GALLEY_ACT_DRAFT);

  for (int i = GALLEY_ACT_DRAFT; i <= GALLEY_ACT_EMAIL_ONLY; i++)
    if (g_str_equal (galley_plan_get_act_name ((GalleyAct) i), act))
      plan->act = (GalleyAct) i;
  plan->audience = get (self, "audience", NULL);
  plan->newsletter = get (self, "newsletter", NULL);
  plan->anew = is_true (self, "anew");
  if (at != NULL)
    g_assert_true (galley_plan_set_time (plan, at, site));
  return plan;
}

/* "status mail slug", each may be "-". */
static GalleyPost *
make_existing (const Case *self)
{
  g_autofree char *text = get (self, "existing", NULL);
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, " ", 3) : NULL;
  g_autofree char *tiers = get (self, "existing-tiers", NULL);
  GalleyPost *post;

  if (parts == NULL)
    return NULL;
  post = g_new0 (GalleyPost, 1);
  post->id = g_strdup ("own");
  post->status = g_strdup (parts[0]);
  post->email_status = g_strcmp0 (parts[1], "-") != 0 ? g_strdup (parts[1]) : NULL;
  post->slug = g_strdup (parts[1] != NULL ? parts[2] : NULL);
  post->visibility = get (self, "existing-visibility", NULL);
  post->tiers = tiers != NULL ? g_strsplit (tiers, " ", -1) : NULL;
  return post;
}

/* "title|subject|slug|status" */
static void
add_alike (const Case *self, GalleyFacts *facts)
{
  g_autofree char *text = get (self, "alike", NULL);
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, "|", 4) : NULL;
  GalleyPost *post;

  if (parts == NULL)
    return;
  post = g_new0 (GalleyPost, 1);
  post->title = g_strdup (parts[0]);
  post->subject = g_strdup (parts[1]);
  post->slug = g_strdup (parts[2]);
  post->status = g_strdup (parts[3]);
  post->published_at = g_strdup ("2026-11-20T00:00:00.000Z");
  g_ptr_array_add (facts->alike, post);
}

/* "title|newsletter|segment|count|ISO 8601" */
static void
add_send (const Case *self, const char *key, GalleyFacts *facts)
{
  g_autofree char *text = get (self, key, NULL);
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, "|", 5) : NULL;
  g_autoptr (GDateTime) time = parts != NULL ? g_date_time_new_from_iso8601 (parts[4], NULL) : NULL;
  GalleySend *send;

  if (parts == NULL)
    return;
  send = g_new0 (GalleySend, 1);
  send->post_id = g_strdup ("other");
  send->title = g_strdup (parts[0]);
  send->newsletter = g_strdup (parts[1]);
  send->segment = g_strdup (parts[2]);
  send->count = g_ascii_strtoll (parts[3], NULL, 10);
  send->time = g_date_time_to_unix (time);
  g_ptr_array_add (facts->sends, send);
}

static GalleyFacts *
make_facts (const Case *self)
{
  GalleyFacts *facts = g_new0 (GalleyFacts, 1);
  g_autofree char *count = get (self, "count", "-1");

  facts->count = g_ascii_strtoll (count, NULL, 10);
  facts->refused = get (self, "refused", NULL);
  facts->gone = get (self, "gone", NULL);
  facts->mailed = is_true (self, "mailed");
  facts->asked = is_true (self, "asked");
  facts->unheard = get (self, "unheard", NULL);
  facts->alike = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_post_free);
  facts->sends = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_send_free);
  add_alike (self, facts);
  add_send (self, "send", facts);
  add_send (self, "send-before", facts);
  return facts;
}

static char *
dup_found (GPtrArray *concerns)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < concerns->len; i++)
    {
      const GalleyFinding *finding = ((GalleyConcern *) concerns->pdata[i])->finding;

      g_test_message ("%s", galley_finding_get_message (finding));
      g_assert_true (g_utf8_validate (galley_finding_get_message (finding), -1, NULL));
      g_hash_table_add (seen, g_strdup (galley_finding_get_id (finding)));
      g_ptr_array_add (names, g_strconcat (galley_finding_get_id (finding), ":",
                                           galley_finding_get_severity_name (finding), NULL));
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

static char *
dup_fix (GPtrArray *concerns, const GalleyPlan *plan, const GalleySite *site)
{
  const GalleyConcern *concern = concerns->len > 0 ? concerns->pdata[0] : NULL;
  const GalleyPlan *fix = concern != NULL ? concern->fix : NULL;
  g_autoptr (GTimeZone) zone = galley_plan_load_zone (site);
  g_autoptr (GDateTime) there = fix != NULL && fix->at != NULL ? g_date_time_to_timezone (fix->at, zone) : NULL;

  if (concern != NULL && concern->place != NULL)
    return g_strconcat ("place=", concern->place, NULL);
  if (fix == NULL)
    return g_strdup ("");
  g_assert_nonnull (concern->label);
  g_assert_null (fix->skipped);
  if (fix->act != plan->act)
    return g_strconcat ("act=", galley_plan_get_act_name (fix->act), NULL);
  if (fix->anew != plan->anew)
    return g_strdup ("anew");
  if (g_strcmp0 (fix->newsletter, plan->newsletter) != 0)
    return g_strconcat ("newsletter=", fix->newsletter, NULL);
  if (g_strcmp0 (fix->audience, plan->audience) != 0)
    return g_strconcat ("audience=", fix->audience, NULL);
  return there != NULL ? g_date_time_format (there, "at=%FT%H:%M%:z") : g_strdup ("");
}

/* "says" is a part of the first one's sentence; "agree": it is to be ticked off. */
static void
check_words (const Case *self, GPtrArray *concerns)
{
  const GalleyConcern *concern = concerns->len > 0 ? concerns->pdata[0] : NULL;
  g_autofree char *words = get (self, "says", NULL);

  g_assert_cmpint (concern != NULL && concern->must_agree, ==, is_true (self, "agree"));
  if (words != NULL)
    g_assert_nonnull (strstr (galley_finding_get_message (concern->finding), words));
}

static void
run_case (const Case *self)
{
  g_autofree char *text = get (self, "issue", "Text\n");
  g_autofree char *expected = get (self, "expect", "");
  g_autofree char *expected_fix = get (self, "fix", "");
  g_autoptr (GalleySite) site = make_site (self);
  g_autoptr (GalleyPlan) plan = make_plan (self, site);
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);
  g_autoptr (GalleyPost) existing = make_existing (self);
  g_autoptr (GalleyFacts) facts = make_facts (self);
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (NOW, NULL);
  const GalleyGuardContext context = { plan, issue, site, existing, facts, now };
  const GalleyGuardContext blind = { plan, issue, NULL, NULL, NULL, NULL };
  g_autoptr (GPtrArray) concerns = galley_guard_run (&context);
  g_autoptr (GPtrArray) none = galley_guard_run (&blind);
  g_autofree char *found = dup_found (concerns);
  g_autofree char *fix = dup_fix (concerns, plan, site);

  g_test_message ("[%s]", self->group);
  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpstr (fix, ==, expected_fix);
  check_words (self, concerns);
}

static void
test_file (gconstpointer data)
{
  g_autofree char *name = g_strconcat (data, ".ini", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) groups = NULL;
  GHashTableIter iter;
  const char *id;
  gboolean is_seen = FALSE;

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  g_hash_table_remove_all (seen);
  groups = g_key_file_get_groups (file, NULL);
  for (gsize i = 0; groups[i] != NULL; i++)
    run_case (&(Case) { file, groups[i] });
  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    is_seen = is_seen || g_str_has_prefix (id, data);
  /* A guard that was never seen to speak is not tested. */
  g_assert_true (is_seen);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  folder = argv[1];
  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (const GalleyGuard *const *guard = galley_guard_list (); *guard != NULL; guard++)
    {
      g_autofree char *path = g_strconcat ("/publish/guard/", (*guard)->id, NULL);

      g_test_add_data_func (path, (*guard)->id, test_file);
    }
  status = g_test_run ();
  g_hash_table_unref (seen);
  return status;
}
