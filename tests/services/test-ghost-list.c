/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-error.h"
#include "ghost-fixture.h"

#define PATH \
  "/ghost/api/admin/posts/?fields=id,uuid,title,slug,status,updated_at,published_at,visibility," \
  "custom_excerpt,feature_image&order=updated_at%20desc%2Cid%20desc&limit=50&page="
#define EMPTY "{\"posts\":[],\"meta\":{\"pagination\":{\"page\":1,\"pages\":1,\"total\":0}}}"

static GalleyPostList *
list (GhostFixture    *self,
      GalleyPostQuery  query,
      GError         **error)
{
  return galley_service_find ("ghost")->list_posts (&self->connection, &query, NULL, error);
}

static void
test_page (void)
{
  static const ScriptRow rows[] = {
    { "GET", PATH "3", "Authorization: Ghost ey", 200,
      "{\"posts\":[{\"id\":\"6b04c83a8bc5c80ff5f569e7\",\"title\":\"T\",\"slug\":\"t\",\"status\":\"draft\","
      "\"updated_at\":\"2026-11-23T23:11:54.000Z\",\"published_at\":null,\"visibility\":\"paid\","
      "\"custom_excerpt\":\"E\",\"feature_image\":\"https://x/y.png\"},"
      "{\"id\":\"../../x\",\"title\":\"bad\"},7,"
      "{\"id\":\"6b04c83a8bc5c80ff5f569e8\",\"title\":8,\"published_at\":\"2026-01-01T00:00:00.000Z\"}],"
      "\"meta\":{\"pagination\":{\"page\":3,\"limit\":50,\"pages\":82,\"total\":4075,\"next\":4,\"prev\":2}}}" },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPostList) page = list (f, (GalleyPostQuery) { .page = 3 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (galley_post_list_get_page (page), ==, 3);
  g_assert_cmpuint (galley_post_list_get_pages (page), ==, 82);
  g_assert_cmpuint (galley_post_list_get_total (page), ==, 4075);
  g_assert_cmpuint (galley_post_list_get_size (page), ==, 2);
  const GalleyPostEntry *entry = galley_post_list_get_entry (page, 0);
  g_assert_cmpstr (entry->id, ==, "6b04c83a8bc5c80ff5f569e7");
  g_assert_cmpstr (entry->title, ==, "T");
  g_assert_cmpstr (entry->slug, ==, "t");
  g_assert_cmpstr (entry->status, ==, "draft");
  g_assert_cmpstr (entry->visibility, ==, "paid");
  g_assert_cmpstr (entry->updated_at, ==, "2026-11-23T23:11:54.000Z");
  g_assert_null (entry->published_at);
  g_assert_cmpstr (entry->excerpt, ==, "E");
  g_assert_cmpstr (entry->image, ==, "https://x/y.png");
  entry = galley_post_list_get_entry (page, 1);
  g_assert_null (entry->title);
  g_assert_cmpstr (entry->published_at, ==, "2026-01-01T00:00:00.000Z");
  ghost_fixture_finish (f);
}

/* What a person types never becomes a part of the filter's own language. */
static void
test_query (void)
{
  static const struct {
    const char *search;
    const char *status;
    const char *filter; /* unescaped; NULL: none */
  } cases[] = {
    { NULL, NULL, NULL },
    { "", NULL, NULL },
    { " \t\\ ", NULL, NULL },
    { NULL, "sent", "status:sent" },
    { " nuri ", NULL, "(title:~'nuri',custom_excerpt:~'nuri')+(title:~'nuri',custom_excerpt:~'nuri')" },
    { "누리 발사", "draft",
      "status:draft+(title:~'누리',custom_excerpt:~'누리')+(title:~'발사',custom_excerpt:~'발사')" },
    { "\u1102\u116e\u1105\u1175", NULL, "(title:~'누리',custom_excerpt:~'누리')+(title:~'누리',custom_excerpt:~'누리')" },
    { "Korea's", NULL, "(title:~'Korea',custom_excerpt:~'Korea')+(title:~'s',custom_excerpt:~'s')" },
    { "x'),status:published+(y\\", "draft",
      "status:draft+(title:~'x',custom_excerpt:~'x')+(title:~'),status:published+(y',"
      "custom_excerpt:~'),status:published+(y')" },
    { "a\xff", NULL, "(title:~'a\xef\xbf\xbd',custom_excerpt:~'a\xef\xbf\xbd')+(title:~'a\xef\xbf\xbd',custom_excerpt:~'a\xef\xbf\xbd')" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *escaped = cases[i].filter ? g_uri_escape_string (cases[i].filter, NULL, FALSE) : NULL;
      g_autofree char *path = g_strconcat (PATH "1", escaped ? "&filter=" : "", escaped, NULL);
      const ScriptRow rows[] = { { "GET", path, NULL, 200, EMPTY }, { NULL } };
      GhostFixture *f = ghost_fixture_new (rows);
      g_autoptr (GError) error = NULL;
      GalleyPostQuery query = { cases[i].search, cases[i].status, i % 2 };
      g_autoptr (GalleyPostList) page = list (f, query, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (galley_post_list_get_size (page), ==, 0);
      g_assert_cmpuint (galley_post_list_get_pages (page), ==, 1);
      ghost_fixture_finish (f);
    }
}

static void
test_limits (void)
{
  static const ScriptRow rows[] = {
    { "GET", NULL, "a7%27%2Ccustom_excerpt", 200, EMPTY },
    { "GET", PATH "1000000", NULL, 200, "{\"posts\":[],\"meta\":{\"pagination\":{\"pages\":-3,\"total\":-1}}}" },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  g_autofree char *many = g_strdup ("a0 a1 a2 a3 a4 a5 a6 a7 a8 a9");
  g_autoptr (GalleyPostList) one = list (f, (GalleyPostQuery) { .search = many }, &error);
  g_assert_no_error (error);
  g_autofree char *log = scripted_server_dup_log (f->server);
  /* The key in it is random: two letters alone are found there now and then. */
  g_assert_nonnull (strstr (log, "%27a7%27"));
  g_assert_null (strstr (log, "%27a8%27"));
  g_autoptr (GalleyPostList) two = list (f, (GalleyPostQuery) { .page = G_MAXUINT }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (galley_post_list_get_pages (two), ==, 1);
  g_assert_cmpuint (galley_post_list_get_total (two), ==, 0);
  ghost_fixture_finish (f);
}

static void
test_refused (void)
{
  static const ScriptRow rows[] = {
    { "GET", NULL, NULL, 401, "{\"errors\":[{\"type\":\"UnauthorizedError\",\"context\":\"no\"}]}" },
    { "GET", NULL, NULL, 200, "{\"pages\":[]}" },
    { "GET", NULL, NULL, 503, "<html>", "Content-Type: text/html" },
    { NULL }
  };
  static const GalleyErrorCode codes[] = { GALLEY_ERROR_AUTH, GALLEY_ERROR_OFFLINE, GALLEY_ERROR_OFFLINE };
  GhostFixture *f = ghost_fixture_new (rows);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (list (f, (GalleyPostQuery) { 0 }, &error));
      g_assert_error (error, GALLEY_ERROR, (int) codes[i]);
    }
  g_autoptr (GError) error = NULL;
  g_assert_null (list (f, (GalleyPostQuery) { .status = "draft,status:sent" }, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED);
  ghost_fixture_finish (f);
}

int
main (int    argc,
      char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/service/ghost-list/page", test_page);
  g_test_add_func ("/service/ghost-list/query", test_query);
  g_test_add_func ("/service/ghost-list/limits", test_limits);
  g_test_add_func ("/service/ghost-list/refused", test_refused);
  return g_test_run ();
}
