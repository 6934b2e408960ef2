/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "../isolated-test.h"
#include "galley-file.h"
#include "galley-render.h"
#include "galley-site-memory.h"

typedef struct {
  char         *dir;
  GalleyLedger *ledger;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = g_dir_make_tmp ("galley-memory-XXXXXX", NULL);
  fixture->ledger = galley_ledger_new (fixture->dir, NULL);
  g_assert_nonnull (fixture->ledger);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->dir);
  g_free (fixture->dir);
  g_object_unref (fixture->ledger);
}

static void
add_newsletter (GalleySite *site,
                const char *name,
                const char *slug,
                const char *design)
{
  GalleySiteItem *item = g_new0 (GalleySiteItem, 1);

  item->name = g_strdup (name);
  item->slug = g_strdup (slug);
  item->design = g_strdup (design);
  g_ptr_array_add (site->newsletters, item);
}

static void
keep (Fixture    *fixture,
      const char *place,
      const char *title)
{
  g_autoptr (GalleySite) site = galley_site_new ();

  site->title = g_strdup (title);
  site->accent_color = g_strdup ("#123456");
  site->icon = g_strdup ("https://a.example/icon.png");
  add_newsletter (site, "First", "first", "{\"link_color\":\"#111111\"}");
  add_newsletter (site, "Second", "second", "{\"link_color\":\"#222222\"}");
  galley_site_memory_keep (fixture->ledger, place, site);
}

static GalleySiteMemory *
load (Fixture             *fixture,
      const char          *text,
      GalleyRenderOptions *options)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);
  GalleySiteMemory *memory = galley_site_memory_load (fixture->ledger, issue);

  galley_site_memory_fill (memory, options);
  return memory;
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  GalleyRenderOptions options = { 0 };
  g_autoptr (GalleySiteMemory) memory = load (fixture, "Words.\n", &options);

  g_assert_null (options.design);
  g_assert_null (options.site_title);
  g_assert_cmpuint (galley_site_memory_get_overhead (memory)->frame, ==, 0);
}

/* The first newsletter, unless the issue names one. */
static void
test_newsletter (Fixture       *fixture,
                 gconstpointer  data)
{
  GalleyRenderOptions first = { 0 };
  GalleyRenderOptions second = { 0 };
  g_autoptr (GalleySiteMemory) one = NULL;
  g_autoptr (GalleySiteMemory) two = NULL;

  keep (fixture, "https://a.example", "Korea");
  one = load (fixture, "Words.\n", &first);
  two = load (fixture, "---\nnewsletter: second\n---\nWords.\n", &second);
  g_assert_cmpstr (first.site_title, ==, "Korea");
  g_assert_cmpstr (first.site_icon, ==, "https://a.example/icon.png");
  g_assert_cmpstr (first.newsletter_name, ==, "First");
  g_assert_cmpstr (first.design->link, ==, "#111111");
  g_assert_cmpstr (first.design->accent, ==, "#123456");
  g_assert_cmpstr (second.newsletter_name, ==, "Second");
  g_assert_cmpstr (second.design->link, ==, "#222222");
}

/* An issue looks as it does where it went, not as it would where somebody asked last. */
static void
test_place (Fixture       *fixture,
            gconstpointer  data)
{
  GalleyRenderOptions here = { 0 };
  GalleyRenderOptions there = { 0 };
  GalleyRenderOptions nowhere = { 0 };
  g_autoptr (GalleySiteMemory) one = NULL;
  g_autoptr (GalleySiteMemory) two = NULL;
  g_autoptr (GalleySiteMemory) three = NULL;

  keep (fixture, "https://a.example", "A");
  keep (fixture, "https://b.example", "B");
  one = load (fixture, "---\ngalley:\n  posts: {https://a.example: 1}\n---\nWords.\n", &here);
  two = load (fixture, "Words.\n", &there);
  three = load (fixture, "---\ngalley:\n  posts: {https://c.example: 1}\n---\nWords.\n", &nowhere);
  g_assert_cmpstr (here.site_title, ==, "A");
  g_assert_cmpstr (there.site_title, ==, "B");
  g_assert_null (nowhere.site_title);
}

static void
add_author (GalleySite *site,
            const char *name,
            const char *slug)
{
  GalleySiteItem *item = g_new0 (GalleySiteItem, 1);

  item->name = g_strdup (name);
  item->slug = g_strdup (slug);
  g_ptr_array_add (site->authors, item);
}

static void
assert_author (Fixture    *fixture,
               const char *front,
               const char *wanted)
{
  GalleyRenderOptions options = { 0 };
  g_autofree char *text = g_strdup_printf ("---\ntitle: T\n%s\n---\nWords.\n", front);
  g_autoptr (GalleySiteMemory) memory = load (fixture, text, &options);

  g_assert_cmpstr (options.author, ==, wanted);
}

/* The parts of a mail's frame that the site alone can say. */
static void
test_frame (Fixture       *fixture,
            gconstpointer  data)
{
  GalleyRenderOptions options = { 0 };
  g_autoptr (GalleySite) site = galley_site_new ();
  g_autoptr (GalleySiteMemory) memory = NULL;

  site->title = g_strdup ("Korea");
  site->locale = g_strdup ("ko");
  site->timezone = g_strdup ("Asia/Seoul");
  site->key_owner = g_strdup ("Owner");
  site->no_comments = TRUE;
  site->latest = g_strdup ("[{\"id\":\"1\",\"title\":\"A\"},{\"id\":\"2\",\"title\":\"B\"},7,"
                           "{\"id\":\"3\",\"title\":\"C\"},{\"id\":\"4\",\"title\":\"D\"}]");
  add_author (site, "Kim", "kim");
  add_author (site, "Lee", "lee");
  galley_site_memory_keep (fixture->ledger, "https://a.example", site);
  memory = load (fixture, "---\ngalley:\n  posts: {https://a.example: '2'}\n---\nWords.\n", &options);
  g_assert_cmpstr (options.site_locale, ==, "ko");
  g_assert_true (options.no_comments);
  g_assert_cmpint (g_date_time_get_utc_offset (options.now) / G_TIME_SPAN_HOUR, ==, 9);
  g_assert_cmpuint (json_array_get_length (options.latest), ==, 3);
  g_assert_cmpstr (galley_json_get_string (galley_json_get_item (options.latest, 1), "title"), ==, "C");
  assert_author (fixture, "lang: en", "Owner");
  assert_author (fixture, "authors: [lee]", "Lee");
  assert_author (fixture, "authors: [kim, Nobody known]", "Kim & Nobody known");
  assert_author (fixture, "authors: [kim, lee, park]", "Kim & 2 others");
}

/* Those of the issue alone. */
static void
test_bookmarks (Fixture       *fixture,
                gconstpointer  data)
{
  GalleyRenderOptions options = { 0 };
  g_autoptr (GalleySiteMemory) memory = NULL;

  galley_ledger_add_bookmark (fixture->ledger, "https://x.example/a", "{\"title\":\"A\"}", NULL);
  galley_ledger_add_bookmark (fixture->ledger, "https://x.example/b", "{\"title\":\"B\"}", NULL);
  galley_ledger_add_bookmark (fixture->ledger, "https://x.example/c", "{\"title\":\"C\"}", NULL);
  memory = load (fixture, "https://x.example/a\n\n> [!BOOKMARK]\n> https://x.example/b\n", &options);
  g_assert_cmpuint (g_hash_table_size (options.bookmarks), ==, 2);
  g_assert_nonnull (g_hash_table_lookup (options.bookmarks, "https://x.example/b"));
}

static gboolean
measure_mail (const GalleyConnection  *connection,
              const char              *id,
              const char              *newsletter,
              gsize                   *total,
              gsize                   *body,
              GCancellable            *cancellable,
              GError                 **error)
{
  g_assert_cmpstr (newsletter, ==, "first");
  *total = 41000;
  *body = 1000;
  return TRUE;
}

static void
test_learns (Fixture       *fixture,
             gconstpointer  data)
{
  const GalleyService service = { .id = "fake", .measure_mail = measure_mail };
  g_autoptr (GalleyAccount) account
    = galley_account_new (NULL, "A", "fake", "https://a.example", NULL);
  const GalleyConnection connection = { .account = account };
  g_autoptr (GalleyIssue) issue = galley_issue_new ("Words.\n", -1);
  g_autoptr (GalleyPlan) plan = galley_plan_new (GALLEY_ACT_DRAFT);
  g_autoptr (GalleySite) site = galley_site_new ();
  const GalleyPublishRequest request
    = { .issue = issue, .service = &service, .connection = &connection, .plan = plan,
        .ledger = fixture->ledger };
  GalleyRenderOptions options = { 0 };
  g_autoptr (GalleySiteMemory) before = NULL;
  g_autoptr (GalleySiteMemory) after = NULL;

  add_newsletter (site, "First", "first", "{}");
  site->key_kind = g_strdup ("integration");
  galley_site_memory_keep (fixture->ledger, galley_account_get_site (account), site);
  galley_site_memory_learn (&request, site, "1", NULL);
  before = load (fixture, "Words.\n", &options);
  g_assert_cmpuint (galley_site_memory_get_overhead (before)->frame, ==, 0);
  g_free (site->key_kind);
  site->key_kind = g_strdup ("staff");
  galley_site_memory_learn (&request, site, "1", NULL);
  after = load (fixture, "Words.\n", &options);
  g_assert_cmpuint (galley_site_memory_get_overhead (after)->frame, ==, 40000);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/publish/site-memory/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  isolated_test_init (&argc, &argv);
  ADD ("nothing", test_nothing);
  ADD ("newsletter", test_newsletter);
  ADD ("place", test_place);
  ADD ("frame", test_frame);
  ADD ("bookmarks", test_bookmarks);
  ADD ("learns", test_learns);
  return g_test_run ();
}
