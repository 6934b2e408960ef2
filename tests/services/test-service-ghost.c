/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-service.h"

#include "galley-error.h"
#include "galley-ghost-token.h"
#include "ghost-fixture.h"

#define ID "6b04c83a8bc5c80ff5f569e7"
#define API "/ghost/api/admin/"
#define FORMATS "?formats=html,lexical"
#define POST_PATH API "posts/" ID "/" FORMATS
#define POST_JSON(status) \
  "{\"posts\":[{\"id\":\"" ID "\",\"slug\":\"nl-1\",\"title\":\"T\",\"status\":\"" status "\"," \
  "\"updated_at\":\"2026-11-23T23:11:54.000Z\",\"html\":\"<p>x</p>\",\"lexical\":\"{}\",\"email\":null," \
  "\"newsletter\":null,\"email_segment\":\"all\"}]}"
#define ERROR_JSON(type, code, context) \
  "{\"errors\":[{\"message\":\"M\",\"context\":\"" context "\",\"type\":\"" type "\",\"code\":" code "}]}"

static const GalleyService *
ghost (void)
{
  return galley_service_find ("ghost");
}

static void
test_token (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = galley_ghost_token_new (GHOST_KEY, 1700000000, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (token, ==,
                   "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6IjY0ZjBjMGZmZWUwMTIzNDU2Nzg5YWJjZCJ9."
                   "eyJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDMwMCwiYXVkIjoiL2FkbWluLyJ9."
                   "IuUt3555l55LBWH1smcifPCCIHkBRG__Ym4rZtCXPn8");
  static const char *const bad[] = {
    "", ":", "64f0c0ffee0123456789abcd", GHOST_KEY "0", "x" GHOST_KEY, "64f0c0ffee0123456789abcg:0011",
  };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_clear_error (&error);
      g_assert_null (galley_ghost_token_new (bad[i], 0, &error));
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_AUTH);
    }
}

static GalleyPostFields *
full_fields (void)
{
  GalleyPostFields *fields = galley_post_fields_new ();
  const char *tags[] = { "news", " NEWS", "Space", "space", NULL };
  const char *authors[] = { "Kim", NULL };
  const char *tiers[] = { "gold", NULL };
  galley_post_fields_set (fields, "title", "T");
  galley_post_fields_set (fields, "subtitle", "");
  galley_post_fields_set (fields, "image", "https://x/y.png");
  galley_post_fields_set (fields, "featured", "true");
  galley_post_fields_set (fields, "email-only", NULL);
  galley_post_fields_set (fields, "visibility", "tiers");
  galley_post_fields_set (fields, "body", "{\"root\":1}");
  galley_post_fields_set (fields, "audience", "all");
  galley_post_fields_set_list (fields, "tags", tags);
  galley_post_fields_set_list (fields, "authors", authors);
  galley_post_fields_set_list (fields, "tiers", tiers);
  return fields;
}

static void
add_item (GPtrArray  *items,
          const char *id,
          const char *name,
          const char *slug)
{
  GalleySiteItem *item = g_new0 (GalleySiteItem, 1);
  item->id = g_strdup (id);
  item->name = g_strdup (name);
  item->slug = g_strdup (slug);
  g_ptr_array_add (items, item);
}

static GalleySite *
small_site (void)
{
  GalleySite *site = galley_site_new ();
  add_item (site->tags, "aaaaaaaaaaaaaaaaaaaaaaa1", "News", "news");
  add_item (site->authors, "aaaaaaaaaaaaaaaaaaaaaaa2", "Kim", "kim");
  add_item (site->tiers, "aaaaaaaaaaaaaaaaaaaaaaa3", "Gold", "gold");
  return site;
}

static void
test_create (void)
{
  static const ScriptRow rows[] = {
    { "POST", API "posts/" FORMATS,
      "Authorization: Ghost ey\nAccept-Version: v6.0\nContent-Type: application/json\n"
      "\"tags\":[{\"id\":\"aaaaaaaaaaaaaaaaaaaaaaa1\"},{\"name\":\"Space\"}]\n"
      "\"authors\":[{\"id\":\"aaaaaaaaaaaaaaaaaaaaaaa2\"}]\n\"tiers\":[{\"id\":\"aaaaaaaaaaaaaaaaaaaaaaa3\"}]\n"
      "\"visibility\":\"tiers\"\n\"featured\":true\n\"email_only\":false\n\"custom_excerpt\":null\n"
      "\"feature_image\":\"https://x/y.png\"\n\"status\":\"draft\"\n\"lexical\":\"{\\\"root\\\":1}\"",
      201, POST_JSON ("draft") },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GalleySite) site = small_site ();
  g_autoptr (GalleyPostFields) fields = full_fields ();
  g_autoptr (GError) error = NULL;
  galley_post_fields_set (fields, "status", "published");
  g_autoptr (GalleyPost) post = ghost ()->create (&f->connection, site, fields, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (post->id, ==, ID);
  g_assert_cmpstr (post->html, ==, "<p>x</p>");
  g_assert_cmpstr (post->body, ==, "{}");
  g_assert_true (g_str_has_suffix (post->edit_url, "/ghost/#/editor/post/" ID));
  g_assert_cmpint (post->email_count, ==, -1);
  g_autofree char *log = scripted_server_dup_log (f->server);
  g_assert_null (strstr (log, "00112233"));
  g_assert_null (strstr (log, "audience"));
  g_assert_null (strstr (log, "codeinjection_foot"));
  ghost_fixture_finish (f);
}

/* What the site does not have is refused before anything is sent. */
static void
test_unknown_names (void)
{
  static const ScriptRow rows[] = { { NULL } };
  static const char *const pairs[][2] = {
    { "authors", "Nobody" }, { "tiers", "platinum" }, { "visibility", "friends" }, { "status", "sent" },
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GalleySite) site = small_site ();
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();
      const char *list[] = { pairs[i][1], NULL };
      if (i < 2)
        galley_post_fields_set_list (fields, pairs[i][0], list);
      else
        galley_post_fields_set (fields, pairs[i][0], pairs[i][1]);
      g_autoptr (GError) error = NULL;
      g_assert_null (ghost ()->update (&f->connection, site, ID, "x", fields, NULL, NULL, NULL, &error));
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED);
      g_assert_nonnull (strstr (error->message, pairs[i][1]));
    }
  g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();
  galley_post_fields_set (fields, "visibility", "tiers");
  g_autoptr (GError) error = NULL;
  g_assert_null (ghost ()->create (&f->connection, site, fields, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED);
  ghost_fixture_finish (f);
}

static void
test_update (void)
{
  static const ScriptRow rows[] = {
    { "PUT", POST_PATH, "\"updated_at\":\"2026-01-01T00:00:00.000Z\"\n\"title\":\"T\"", 200, POST_JSON ("draft") },
    { "PUT", POST_PATH "&newsletter=focus&email_segment=status%3A-free%2Blabel%3Avip",
      "{\"posts\":[{\"status\":\"published\",\"updated_at\":\"u\"}]}", 200,
      "{\"posts\":[{\"id\":\"" ID "\",\"status\":\"published\",\"updated_at\":\"u2\",\"newsletter\":{\"slug\":\"focus\"},"
      "\"email_segment\":\"all\",\"email\":{\"status\":\"pending\",\"email_count\":6,\"error\":null}}]}" },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPostFields) title = galley_post_fields_new ();
  galley_post_fields_set (title, "title", "T");
  g_autoptr (GalleyPost) one = ghost ()->update (&f->connection, NULL, ID, "2026-01-01T00:00:00.000Z", title,
                                                 NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GalleyPostFields) status = galley_post_fields_new ();
  galley_post_fields_set (status, "status", "published");
  g_autoptr (GalleyPost) two = ghost ()->update (&f->connection, NULL, ID, "u", status, "focus",
                                                 "status:-free+label:vip", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (two->newsletter, ==, "focus");
  g_assert_cmpstr (two->email_status, ==, "pending");
  g_assert_cmpint (two->email_count, ==, 6);
  ghost_fixture_finish (f);
}

/* Neither half of a mail nor a mail that reaches nobody leaves the machine. */
static void
test_mail_guards (void)
{
  static const ScriptRow rows[] = { { NULL } };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();
  galley_post_fields_set (fields, "status", "published");
  static const char *const pairs[][2] = { { "focus", NULL }, { NULL, "all" }, { "focus", "" }, { NULL, NULL } };
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      if (i == 3)
        galley_post_fields_set (fields, "email-only", "true");
      g_autoptr (GError) error = NULL;
      g_assert_null (ghost ()->update (&f->connection, NULL, ID, "u", fields, pairs[i][0], pairs[i][1], NULL, &error));
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
    }
  ghost_fixture_finish (f);
}

/* DELETE posts/ and anything like it: no id but a real one becomes part of an address, and the word
 * DELETE is not in the service at all. */
static void
test_ids (void)
{
  static const ScriptRow rows[] = { { NULL } };
  static const char *const bad[] = {
    "", "/", "..", "6B04C83A8BC5C80FF5F569E7", ID "0", "6b04c83a8bc5c80ff5f569e", "bulk", "../" ID, "?filter=status:draft",
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (ghost ()->update (&f->connection, NULL, bad[i], "u", fields, NULL, NULL, NULL, &error));
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
      g_clear_error (&error);
      g_assert_null (ghost ()->find (&f->connection, bad[i], NULL, NULL, &error));
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
    }
  g_autoptr (GError) error = NULL;
  g_assert_null (ghost ()->find (&f->connection, NULL, "", NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  ghost_fixture_finish (f);
}

/* An answer that is about another post than the one that was asked for is no answer. */
static void
test_another_post (void)
{
  static const ScriptRow rows[] = {
    { "GET", API "posts/6b04c83a8bc5c80ff5f569e8/" FORMATS, NULL, 200, POST_JSON ("draft") },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  g_assert_null (ghost ()->find (&f->connection, "6b04c83a8bc5c80ff5f569e8", NULL, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE);
  ghost_fixture_finish (f);
}

#define ISSUE "6f0c1f0e-7a52-4bb5-9d6f-0123456789ab"
#define TWIN(id, slug, status, foot) \
  "{\"id\":\"" id "\",\"slug\":\"" slug "\",\"title\":\"T\",\"status\":\"" status "\"," \
  "\"created_at\":\"2026-11-23T23:11:54.000Z\",\"updated_at\":\"2026-11-23T23:11:54.000Z\"," \
  "\"codeinjection_foot\":" foot "}"
#define MARKER "\"<!-- galley " ISSUE " 12345678 -->\""
#define TWINS_PATH API "posts/" FORMATS "&limit=50&order=created_at%20asc&filter=codeinjection_foot%3A~%27" ISSUE \
  "%27%2Cslug%3A~%5E%27nl-" ISSUE "%27"

/* All of an issue, and nothing that is of another; and no id becomes a part of a filter that is none. */
static void
test_twins (void)
{
  static const ScriptRow rows[] = {
    { "GET", TWINS_PATH, NULL, 200, "{\"posts\":[]}" },
    { "GET", TWINS_PATH, NULL, 200, "{\"posts\":[" TWIN (ID, "nl-" ISSUE, "draft", "null") ","
      TWIN ("6b04c83a8bc5c80ff5f569e8", "a-name", "published", MARKER) "]}" },
    { "GET", TWINS_PATH, NULL, 200, "{\"posts\":[" TWIN (ID, "a-name", "draft", "null") "]}" },
    { "GET", TWINS_PATH, NULL, 200, "{\"posts\":[{\"id\":\"..\"}]}" },
    { "GET", TWINS_PATH, NULL, 200, "{\"posts\":{}}" },
    { NULL }
  };
  static const guint lengths[] = { 0, 2 };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GPtrArray) twins = ghost ()->find_twins (&f->connection, ISSUE, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (twins->len, ==, lengths[i]);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_assert_null (ghost ()->find_twins (&f->connection, ISSUE, NULL, &error));
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE);
      g_clear_error (&error);
    }
  g_assert_null (ghost ()->find_twins (&f->connection, "x',status:draft,slug:'", NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  ghost_fixture_finish (f);
}

/* Only what is still as it was found, marker and all, is deleted, and only by its id. */
static void
test_drop_twin (void)
{
  static const ScriptRow rows[] = {
    { "GET", POST_PATH, NULL, 200, "{\"posts\":[" TWIN (ID, "nl-1", "draft", MARKER) "]}" },
    { "DELETE", API "posts/" ID "/", NULL, 204, NULL },
    { "GET", POST_PATH, NULL, 200, "{\"posts\":[" TWIN (ID, "nl-1", "published", MARKER) "]}" },
    { "GET", POST_PATH, NULL, 200, "{\"posts\":[" TWIN (ID, "nl-1", "draft", "null") "]}" },
    { "GET", POST_PATH, NULL, 404, ERROR_JSON ("NotFoundError", "null", "Post not found.") },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  g_autofree char *marker = g_strdup ("<!-- galley " ISSUE " 12345678 -->");
  GalleyPost twin = { .id = (char *) ID, .marker = marker, .updated_at = (char *) "2026-11-23T23:11:54.000Z" };
  g_assert_true (ghost ()->drop_twin (&f->connection, &twin, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (ghost ()->drop_twin (&f->connection, &twin, NULL, &error));
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT);
      g_clear_error (&error);
    }
  g_assert_true (ghost ()->drop_twin (&f->connection, &twin, NULL, &error));
  twin.id = (char *) "";
  g_assert_false (ghost ()->drop_twin (&f->connection, &twin, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  ghost_fixture_finish (f);
}

static void
test_find (void)
{
  static const ScriptRow rows[] = {
    { "GET", POST_PATH, NULL, 200, POST_JSON ("published") },
    { "GET", API "posts/slug/nl-1%2F..%3F/" FORMATS, NULL, 404, ERROR_JSON ("NotFoundError", "null", "Post not found.") },
    /* Somebody's proxy: that is no proof that the post is not there. */
    { "GET", API "posts/slug/nl-2/" FORMATS, NULL, 404, "<html>", "Content-Type: text/html" },
    { "GET", API "posts/slug/nl-3/" FORMATS, NULL, 200, "{\"posts\":[{\"id\":\"../../x\",\"status\":\"draft\"}]}" },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) post = ghost ()->find (&f->connection, ID, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (post->status, ==, "published");
  g_assert_null (ghost ()->find (&f->connection, NULL, "nl-1/..?", NULL, &error));
  g_assert_no_error (error);
  g_assert_null (ghost ()->find (&f->connection, NULL, "nl-2", NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE);
  g_clear_error (&error);
  g_assert_null (ghost ()->find (&f->connection, NULL, "nl-3", NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE);
  ghost_fixture_finish (f);
}

/* One row an answer that is none, and what a caller can do about it. */
static const struct {
  const char      *name;
  guint            status;
  const char      *reply;
  const char      *headers;
  ScriptFault      fault;
  GalleyErrorCode  code;
  const char      *says;
} answers[] = {
  { "bad-key", 401, ERROR_JSON ("UnauthorizedError", "\"UNKNOWN_ADMIN_API_KEY\"", "Unknown Admin API Key"), NULL, 0,
    GALLEY_ERROR_AUTH, "Unknown Admin API Key" },
  { "bad-token", 400, ERROR_JSON ("BadRequestError", "\"INVALID_JWT\"", "Invalid token"), NULL, 0, GALLEY_ERROR_AUTH, NULL },
  { "not-allowed", 403, ERROR_JSON ("NoPermissionError", "null", "API tokens"), NULL, 0, GALLEY_ERROR_AUTH, "API tokens" },
  { "host-limit", 403, ERROR_JSON ("HostLimitError", "null", "Email sending is disabled."), NULL, 0,
    GALLEY_ERROR_LIMIT, "Email sending is disabled." },
  { "rejected", 422, ERROR_JSON ("ValidationError", "null", "Validation failed for title."), NULL, 0,
    GALLEY_ERROR_REJECTED, "Validation failed for title." },
  { "bad-request", 400, ERROR_JSON ("BadRequestError", "null", "bad segment"), NULL, 0, GALLEY_ERROR_REJECTED, NULL },
  { "no-endpoint", 406, ERROR_JSON ("RequestNotAcceptableError", "\"UPDATE_CLIENT\"", "x"), NULL, 0, GALLEY_ERROR_REJECTED, NULL },
  { "bad-newsletter", 500, ERROR_JSON ("EmailError", "null", "no newsletter relation"), NULL, 0, GALLEY_ERROR_REJECTED, NULL },
  { "conflict", 409, ERROR_JSON ("UpdateCollisionError", "\"UPDATE_COLLISION\"", "Saving failed!"), NULL, 0,
    GALLEY_ERROR_CONFLICT, NULL },
  { "too-large", 413, "<html>", "Content-Type: text/html", 0, GALLEY_ERROR_LIMIT, NULL },
  { "too-many", 429, ERROR_JSON ("TooManyRequestsError", "null", "Only 10"), NULL, 0, GALLEY_ERROR_LIMIT, NULL },
  { "too-many-for-a-while", 429, "<html>", "Content-Type: text/html\nRetry-After: 90", 0, GALLEY_ERROR_LIMIT, "90 seconds" },
  { "too-many-for-nonsense", 429, "<html>", "Content-Type: text/html\nRetry-After: -1%n", 0, GALLEY_ERROR_LIMIT, "limit" },
  { "broken", 500, ERROR_JSON ("InternalServerError", "null", "oops"), NULL, 0, GALLEY_ERROR_OFFLINE, NULL },
  { "booting", 503, "<html>We'll be right back", "Content-Type: text/html", 0, GALLEY_ERROR_OFFLINE, NULL },
  { "portal", 200, "<html>Log in to our wifi", "Content-Type: text/html", 0, GALLEY_ERROR_OFFLINE, NULL },
  { "empty", 200, NULL, NULL, 0, GALLEY_ERROR_OFFLINE, NULL },
  { "array", 200, "[1]", NULL, 0, GALLEY_ERROR_OFFLINE, NULL },
  { "no-post", 200, "{\"posts\":[]}", NULL, 0, GALLEY_ERROR_OFFLINE, NULL },
  { "two-posts", 200, "{\"posts\":[{},{}]}", NULL, 0, GALLEY_ERROR_OFFLINE, NULL },
  { "bulk", 200, "{\"bulk\":{\"meta\":{}}}", NULL, 0, GALLEY_ERROR_OFFLINE, NULL },
  { "redirect", 301, NULL, "Location: https://example.com/", 0, GALLEY_ERROR_REJECTED, "is found at “example.com” now" },
  { "redirect-in-place", 301, NULL, "Location: /b/", 0, GALLEY_ERROR_REJECTED, "another address" },
  { "lost-reply", 200, NULL, NULL, SCRIPT_CLOSE, GALLEY_ERROR_OFFLINE, NULL },
  { "half-reply", 200, POST_JSON ("draft"), NULL, SCRIPT_HALF, GALLEY_ERROR_OFFLINE, NULL },
  { "echoed-key", 422, ERROR_JSON ("ValidationError", "null", GHOST_KEY), NULL, 0, GALLEY_ERROR_REJECTED, "422" },
};

static void
test_answer (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const ScriptRow rows[] = {
    { "PUT", POST_PATH, NULL, answers[i].status, answers[i].reply, answers[i].headers, answers[i].fault },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();
  g_assert_null (ghost ()->update (&f->connection, NULL, ID, "u", fields, NULL, NULL, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, answers[i].code);
  g_assert_nonnull (strstr (error->message, "127.0.0.1"));
  g_assert_null (strstr (error->message, "00112233"));
  if (answers[i].says)
    g_assert_nonnull (strstr (error->message, answers[i].says));
  g_assert_cmpuint (scripted_server_count_requests (f->server), ==, 1);
  ghost_fixture_finish (f);
}

/* Ours is behind: the server names its own time and the second token is of that time. */
static void
test_clock (void)
{
  static const ScriptRow rows[] = {
    { "GET", POST_PATH, NULL, 401, ERROR_JSON ("UnauthorizedError", "\"INVALID_JWT\"", "Invalid token: jwt expired"),
      "Content-Type: application/json\nDate: Tue, 01 Jan 2030 00:00:00 GMT" },
    /* "iat":1893456 in base 64, from the seventh byte of the claims on */
    { "GET", POST_PATH, ".eyJpYXQiOjE4OTM0NT", 200, POST_JSON ("draft") },
    { "GET", POST_PATH, NULL, 401, ERROR_JSON ("UnauthorizedError", "\"INVALID_JWT\"", "Invalid token: maxAge exceeded"),
      "Content-Type: application/json\nDate: Tue, 01 Jan 2030 00:00:00 GMT" },
    { "GET", POST_PATH, NULL, 401, ERROR_JSON ("UnauthorizedError", "\"INVALID_JWT\"", "Invalid token: jwt expired"),
      "Content-Type: application/json\nDate: Tue, 01 Jan 2030 00:00:00 GMT" },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) post = ghost ()->find (&f->connection, ID, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (post);
  g_assert_null (ghost ()->find (&f->connection, ID, NULL, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_AUTH);
  ghost_fixture_finish (f);
}

static void
test_upload (void)
{
  static const ScriptRow rows[] = {
    { "POST", API "images/upload/",
      "Content-Type: multipart/form-data; boundary=galley-\nname=\"file\"; filename=\"nuri-1a2b.jpg\"\n"
      "Content-Type: image/jpeg\nPICTURE", 201,
      "{\"images\":[{\"url\":\"https://s/content/images/nuri-1a2b.jpg\",\"ref\":null}]}" },
    { "POST", API "images/upload/", NULL, 415, ERROR_JSON ("UnsupportedMediaTypeError", "null", "Please select a valid image.") },
    { "POST", API "images/upload/", NULL, 201, "{\"images\":[{\"url\":\"javascript:1\"}]}" },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("PICTURE", 7);
  g_autofree char *url = ghost ()->upload (&f->connection, bytes, "nuri-1a2b.jpg", "image/jpeg", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (url, ==, "https://s/content/images/nuri-1a2b.jpg");
  static const GalleyErrorCode codes[] = { GALLEY_ERROR_REJECTED, GALLEY_ERROR_OFFLINE, GALLEY_ERROR_INVALID };
  static const char *const names[] = { "a.jpg", "a.jpg", "a\"\r\nX: y.jpg" };
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_assert_null (ghost ()->upload (&f->connection, bytes, names[i], "image/jpeg", NULL, &error));
      g_assert_error (error, GALLEY_ERROR, codes[i]);
      g_clear_error (&error);
    }
  ghost_fixture_finish (f);
}

#define ITEM(n, name) "{\"id\":\"aaaaaaaaaaaaaaaaaaaaaaa" n "\",\"name\":\"" name "\",\"slug\":\"s" n "\"}"
#define EMPTY(list) "{\"" list "\":[],\"meta\":{\"pagination\":{\"next\":null}}}"

static void
test_load_site (void)
{
  static const ScriptRow rows[] = {
    { "GET", API "users/me/?include=roles", NULL, 404, ERROR_JSON ("NotFoundError", "null", "cannot read user") },
    { "GET", API "site/", NULL, 200, "{\"site\":{\"title\":\"Lab\",\"timezone\":\"Asia/Seoul\",\"version\":\"6.65\",\"icon\":null,\"locale\":\"ko\"}}" },
    { "GET", API "settings/", NULL, 200,
      "{\"settings\":[{\"key\":\"comments_enabled\",\"value\":\"off\"},{\"key\":\"default_content_visibility\",\"value\":\"paid\"},{\"key\":\"mailgun_domain\",\"value\":\"d\"},"
      "{\"key\":\"mailgun_api_key\",\"value\":\"x\"},{\"key\":\"odd\",\"value\":3},7]}" },
    { "GET", API "config/", NULL, 200, "{\"config\":{\"mailgunIsConfigured\":false}}" },
    { "GET", API "members/?limit=1&fields=id", NULL, 403, ERROR_JSON ("NoPermissionError", "null", "no") },
    { "GET", API "newsletters/?limit=100&page=1&include=count.active_members&order=sort_order%20asc", NULL, 200,
      "{\"newsletters\":[{\"id\":\"aaaaaaaaaaaaaaaaaaaaaaa1\",\"name\":\"N\",\"slug\":\"n\",\"link_color\":\"#123456\",\"sender_email\":\"x@y.z\",\"show_latest_posts\":true,\"visibility\":\"members\",\"count\":{\"active_members\":4}}]}" },
    { "GET", API "posts/?limit=4&filter=status%3Apublished&order=published_at%20desc&fields=id%2Ctitle%2Curl%2Cexcerpt"
      "%2Ccustom_excerpt%2Cfeature_image", NULL, 200,
      "{\"posts\":[{\"id\":\"1\",\"title\":\"T\",\"url\":\"https://s/t/\",\"excerpt\":\"E\",\"feature_image\":null},7]}" },
    { "GET", API "tiers/?limit=100&page=1", NULL, 200,
      "{\"tiers\":[" ITEM ("3", "Gold") ",{\"id\":\"aaaaaaaaaaaaaaaaaaaaaaa4\",\"name\":\"Old\",\"active\":false}]}" },
    { "GET", API "tags/?limit=100&page=1&include=count.posts", NULL, 200,
      "{\"tags\":[" ITEM ("1", "A") "],\"meta\":{\"pagination\":{\"next\":2}}}" },
    { "GET", API "tags/?limit=100&page=2&include=count.posts", NULL, 200,
      "{\"tags\":[" ITEM ("2", "B") ",{\"id\":\"bad\",\"name\":\"C\"},null],\"meta\":{\"pagination\":{\"next\":null}}}" },
    { "GET", API "users/?limit=100&page=1", NULL, 200, EMPTY ("users") },
    { "GET", API "labels/?limit=100&page=1", NULL, 200, EMPTY ("labels") },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySite) site = ghost ()->load_site (&f->connection, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (site->key_kind, ==, "integration");
  g_assert_cmpstr (site->timezone, ==, "Asia/Seoul");
  g_assert_cmpstr (site->default_visibility, ==, "paid");
  g_assert_true (site->can_email);
  g_assert_false (site->can_count);
  g_assert_cmpuint (site->tags->len, ==, 2);
  g_assert_cmpuint (site->tiers->len, ==, 1);
  g_assert_cmpstr (((GalleySiteItem *) site->archived_tiers->pdata[0])->name, ==, "Old");
  g_assert_cmpint (((GalleySiteItem *) site->newsletters->pdata[0])->count, ==, 4);
  g_assert_cmpstr (((GalleySiteItem *) site->newsletters->pdata[0])->kind, ==, "members");
  g_assert_cmpstr (((GalleySiteItem *) site->newsletters->pdata[0])->design, ==,
                   "{\"name\":\"N\",\"show_latest_posts\":true,\"link_color\":\"#123456\"}");
  g_assert_cmpstr (site->locale, ==, "ko");
  g_assert_true (site->no_comments);
  g_assert_cmpstr (site->latest, ==,
                   "[{\"id\":\"1\",\"title\":\"T\",\"url\":\"https://s/t/\",\"excerpt\":\"E\"}]");
  ghost_fixture_finish (f);
}

static void
test_load_site_bad_key (void)
{
  static const ScriptRow rows[] = {
    { "GET", API "users/me/?include=roles", NULL, 401, ERROR_JSON ("UnauthorizedError", "\"INVALID_JWT\"", "invalid signature") },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  g_assert_null (ghost ()->load_site (&f->connection, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_AUTH);
  ghost_fixture_finish (f);
}

static void
test_count (void)
{
  static const ScriptRow rows[] = {
    { "GET", API "newsletters/?limit=1&filter=slug%3Afocus", NULL, 200, "{\"newsletters\":[{\"visibility\":\"members\"}]}" },
    { "GET", API "members/?limit=1&fields=id&filter=newsletters.slug%3Afocus%2Bemail_disabled%3A0", NULL, 200,
      "{\"members\":[],\"meta\":{\"pagination\":{\"total\":1204}}}" },
    { "GET", API "newsletters/?limit=1&filter=slug%3Apaid", NULL, 200, "{\"newsletters\":[{\"visibility\":\"paid\"}]}" },
    { "GET", API "members/?limit=1&fields=id&filter=newsletters.slug%3Apaid%2Bemail_disabled%3A0%2Bstatus%3A-free%2B%28label%3Avip%2Clabel%3Ax%29",
      NULL, 200, "{\"members\":[],\"meta\":{\"pagination\":{\"total\":0}}}" },
    { "GET", API "newsletters/?limit=1&filter=slug%3Agone", NULL, 200, "{\"newsletters\":[]}" },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  gint64 count = -1;
  g_assert_true (ghost ()->count (&f->connection, "focus", "all", &count, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count, ==, 1204);
  g_assert_true (ghost ()->count (&f->connection, "paid", "label:vip,label:x", &count, NULL, &error));
  g_assert_cmpint (count, ==, 0);
  g_assert_false (ghost ()->count (&f->connection, "gone", "all", &count, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED);
  g_clear_error (&error);
  g_assert_false (ghost ()->count (&f->connection, "a+b", "all", &count, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED);
  ghost_fixture_finish (f);
}

static void
test_measure (void)
{
#define PREVIEW(id) API "email_previews/posts/" id "/?member_status=paid&newsletter=focus"
  static const ScriptRow rows[] = {
    { "GET", PREVIEW ("aaaaaaaaaaaaaaaaaaaaaaa1"), NULL, 200,
      "{\"email_previews\":[{\"html\":\"<b><!-- POST CONTENT START -->12345<!-- POST CONTENT END --></b>\"}]}" },
    { "GET", PREVIEW ("aaaaaaaaaaaaaaaaaaaaaaa2"), NULL, 200, "{\"email_previews\":[{\"html\":\"Odd\"}]}" },
    { "GET", PREVIEW ("aaaaaaaaaaaaaaaaaaaaaaa3"), NULL, 403, ERROR_JSON ("NoPermissionError", "null", "no") },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  gsize total = 0, body = 0;
  g_assert_true (ghost ()->measure_mail (&f->connection, "aaaaaaaaaaaaaaaaaaaaaaa1", "focus", &total, &body, NULL, &error));
  g_assert_cmpuint (body, ==, 5);
  g_assert_cmpuint (total, ==, strlen ("<b><!-- POST CONTENT START -->12345<!-- POST CONTENT END --></b>"));
  g_assert_false (ghost ()->measure_mail (&f->connection, "aaaaaaaaaaaaaaaaaaaaaaa2", "focus", &total, &body, NULL, &error));
  g_assert_false (ghost ()->measure_mail (&f->connection, "aaaaaaaaaaaaaaaaaaaaaaa3", "focus", &total, &body, NULL, &error));
  g_assert_false (ghost ()->measure_mail (&f->connection, "../x", "focus", &total, &body, NULL, &error));
  g_assert_no_error (error);
  ghost_fixture_finish (f);
}

static void
test_bookmark (void)
{
  static const ScriptRow rows[] = {
    { "GET", API "oembed/?url=https%3A%2F%2Fa.example%2F%3Fb%26c&type=bookmark", NULL, 200,
      "{\"type\":\"bookmark\",\"metadata\":{\"title\":\"A\"}}" },
    { NULL }
  };
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  g_autofree char *json = ghost ()->bookmark (&f->connection, "https://a.example/?b&c", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json, ==, "{\"title\":\"A\"}");
  ghost_fixture_finish (f);
}

#define SITE_JSON "{\"site\":{\"title\":\"Lab\",\"url\":\"https://blog.example.com/\",\"version\":\"6.65\"}}"

/* One row a thing that people type; @rows play the site. */
static void
check_discovery (const ScriptRow *rows,
                 const char      *typed,
                 const char      *root)
{
  GhostFixture *f = ghost_fixture_new (rows);
  g_autoptr (GError) error = NULL;
  g_autofree char *whole = g_strconcat (scripted_server_get_url (f->server), typed, NULL);
  g_autoptr (GalleyAccount) account = ghost ()->discover (f->connection.http, whole, NULL, &error);
  if (root)
    {
      g_autofree char *expected = g_strconcat (scripted_server_get_url (f->server), root, NULL);
      g_assert_no_error (error);
      g_assert_cmpstr (galley_account_get_api_url (account), ==, expected);
      g_assert_cmpstr (galley_account_get_url (account), ==, "https://blog.example.com/");
      g_assert_cmpstr (galley_account_get_name (account), ==, "Lab");
    }
  else
    {
      g_assert_null (account);
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED);
    }
  g_autofree char *log = scripted_server_dup_log (f->server);
  g_assert_null (strstr (log, "Authorization"));
  ghost_fixture_finish (f);
}

static void
test_discover (void)
{
  static const ScriptRow plain[] = { { "GET", API "site/", NULL, 200, SITE_JSON }, { NULL } };
  static const char *const typed[] = { "", "ghost/", "ghost/#/posts", "?utm=1", "ghost" };
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    check_discovery (plain, typed[i], API + 1);
  static const ScriptRow moved[] = {
    { "GET", "/a" API "site/", NULL, 301, NULL, "Location: /b" API "site/" },
    { "GET", "/b" API "site/", NULL, 200, SITE_JSON },
    { NULL }
  };
  check_discovery (moved, "a", "b" API);
  static const ScriptRow circle[] = {
    { "GET", API "site/", NULL, 301, NULL, "Location: " API "site/", 0, TRUE },
    { "GET", "/", NULL, 200, "<html>", "Content-Type: text/html" },
    { NULL }
  };
  check_discovery (circle, "", NULL);
  static const ScriptRow other[] = {
    { "GET", API "site/", NULL, 404, "Cannot GET", "Content-Type: text/html" },
    { "GET", "/", NULL, 200, "<script data-api=\"file:///etc/ghost/api/content/\">", "Content-Type: text/html" },
    { NULL }
  };
  check_discovery (other, "", NULL);
  static const ScriptRow script[] = {
    { "GET", "/post/" "ghost/api/admin/site/", NULL, 404, "<html>", "Content-Type: text/html" },
    { "GET", "/post/", NULL, 200, "<script data-ghost=\"x\" data-api=\"@URL@blog/ghost/api/content/\">", "Content-Type: text/html" },
    { "GET", "/blog" API "site/", NULL, 200, SITE_JSON },
    { NULL }
  };
  check_discovery (script, "post/", "blog" API);
}

int
main (int    argc,
      char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/service/ghost/token", test_token);
  g_test_add_func ("/service/ghost/create", test_create);
  g_test_add_func ("/service/ghost/unknown-names", test_unknown_names);
  g_test_add_func ("/service/ghost/update", test_update);
  g_test_add_func ("/service/ghost/mail-guards", test_mail_guards);
  g_test_add_func ("/service/ghost/ids", test_ids);
  g_test_add_func ("/service/ghost/find", test_find);
  g_test_add_func ("/service/ghost/another-post", test_another_post);
  g_test_add_func ("/service/ghost/twins", test_twins);
  g_test_add_func ("/service/ghost/drop-twin", test_drop_twin);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path = g_strconcat ("/service/ghost/answer/", answers[i].name, NULL);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_answer);
    }
  g_test_add_func ("/service/ghost/clock", test_clock);
  g_test_add_func ("/service/ghost/upload", test_upload);
  g_test_add_func ("/service/ghost/load-site", test_load_site);
  g_test_add_func ("/service/ghost/load-site-bad-key", test_load_site_bad_key);
  g_test_add_func ("/service/ghost/count", test_count);
  g_test_add_func ("/service/ghost/measure", test_measure);
  g_test_add_func ("/service/ghost/bookmark", test_bookmark);
  g_test_add_func ("/service/ghost/discover", test_discover);
  return g_test_run ();
}
