/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Publishing to a Ghost that plays a script: what exactly is asked for, in which order, and what
 * comes of each way an answer can go wrong. A row that is left over, or a request that no row
 * expects, fails the test: nothing is asked for twice unless it says so. */

#include "../isolated-test.h"
#include "galley-publish.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "galley-error.h"
#include "galley-file.h"
#include "galley-json.h"
#include "galley-render.h"
#include "galley-resolved.h"
#include "scripted-server.h"

#define KEY "64f0c0ffee0123456789abcd:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define ID "6f0c1f0e-7a52-4bb5-9d6f-0123456789ab"
#define POST_ID "6b04c83a8bc5c80ff5f569e7"
#define FORMATS "?formats=html,lexical"
#define POSTS "/ghost/api/admin/posts/" FORMATS
#define TWINS "/ghost/api/admin/posts/" FORMATS "&limit=50&order=created_at%20asc&filter=codeinjection_foot%3A~%27" ID \
  "%27%2Cslug%3A~%5E%27nl-" ID "%27"
#define BY_ID "/ghost/api/admin/posts/" POST_ID "/" FORMATS
#define SEND BY_ID "&newsletter=focus&email_segment=all"
#define HTML "<p>The last words of it. <a href=\"https://blog.example.com/about/\">More</a></p>"
#define HEAD "---\ntitle: Nuri\ngalley:\n  id: " ID "\n"
#define ISSUE HEAD "---\nThe last words of it. [More](/about/)\n"
#define NONE "{\"posts\":[]}"
#define MARKER "<!-- galley " ID " 12345678 -->"
#define REFUSED "{\"errors\":[{\"message\":\"M\",\"context\":\"No.\",\"type\":\"ValidationError\"}]}"
#define SUBMITTED "\"newsletter\":{\"slug\":\"focus\"},\"email\":{\"status\":\"submitted\",\"email_count\":3},"
#define PENDING "\"newsletter\":{\"slug\":\"focus\"},\"email\":{\"status\":\"pending\",\"email_count\":3},"

/* Nobody waits here. */
void
g_usleep (gulong microseconds)
{
  usleep (MIN (microseconds, 1000));
}

/* The word in the marker of what is made. */
char *
g_uuid_string_random (void)
{
  return g_strdup ("12345678-7a52-4bb5-9d6f-0123456789ab");
}

typedef struct {
  char           *dir;
  ScriptedServer *server;
  GalleyHttp     *http;
  GalleySite     *site;
  GalleyIssue    *issue;
  GalleyPlan     *plan;
  GCancellable   *cancellable;
  guint           patience; /* of requests, of somebody who says stop then */
} World;

static void
add_item (GPtrArray *items, const char *id, const char *name, const char *slug)
{
  GalleySiteItem *item = g_new0 (GalleySiteItem, 1);

  item->id = g_strdup (id);
  item->name = g_strdup (name);
  item->slug = g_strdup (slug);
  g_ptr_array_add (items, item);
}

static World *
world_new (const ScriptRow *rows, GalleyAct act, const char *text)
{
  World *self = g_new0 (World, 1);

  self->dir = g_dir_make_tmp ("galley-publish-ghost-XXXXXX", NULL);
  self->server = scripted_server_new (rows);
  self->http = galley_http_new (NULL);
  self->issue = galley_issue_new (text, -1);
  self->plan = galley_plan_new (act);
  self->cancellable = g_cancellable_new ();
  self->site = galley_site_new ();
  self->site->title = g_strdup ("Focus");
  self->site->url = g_strdup ("https://blog.example.com/");
  self->site->can_email = TRUE;
  self->site->default_visibility = g_strdup ("public");
  add_item (self->site->newsletters, "aaaaaaaaaaaaaaaaaaaaaaa1", "Focus", "focus");
  return self;
}

static void
world_finish (World *self)
{
  scripted_server_finish (self->server);
  g_assert_true (galley_file_remove_tree (self->dir));
  galley_issue_unref (self->issue);
  galley_plan_free (self->plan);
  galley_site_unref (self->site);
  g_object_unref (self->cancellable);
  g_object_unref (self->http);
  g_free (self->dir);
  g_free (self);
}

/* As a program does that was just started. */
static GalleyReceipt *
run (World *self, GError **error)
{
  const char *url = scripted_server_get_url (self->server);
  g_autofree char *root = g_strconcat (url, "ghost/api/admin/", NULL);
  g_autoptr (GalleyAccount) account = galley_account_new (NULL, NULL, "ghost", url, root);
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (self->dir, NULL);
  const GalleyConnection connection = { self->http, account, KEY };
  const GalleyPublishRequest request = {
    .issue = self->issue, .folder = self->dir, .service = galley_service_find ("ghost"), .connection = &connection,
    .site = self->site, .plan = self->plan, .key_source = "account:Focus", .state_dir = self->dir, .ledger = ledger,
  };

  return galley_publish (&request, self->cancellable, error);
}

static void
check_done (World *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyReceipt) receipt = run (self, &error);
  g_autoptr (GPtrArray) open = galley_open_publish_list (self->dir);

  g_assert_no_error (error);
  g_assert_cmpstr (receipt->post->id, ==, POST_ID);
  g_assert_cmpuint (open->len, ==, 0);
}

/* @open: the run may be resumed. */
static void
check_fails (World *self, GalleyErrorCode code, const char *says, gboolean open)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyReceipt) receipt = run (self, &error);
  g_autoptr (GPtrArray) list = galley_open_publish_list (self->dir);

  g_assert_null (receipt);
  g_assert_error (error, GALLEY_ERROR, code);
  if (says != NULL && strstr (error->message, says) == NULL)
    g_error ("not said: %s, but: %s", says, error->message);
  g_assert_cmpuint (list->len, ==, open ? 1 : 0);
}

static char *
quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

  return galley_json_to_string (node, FALSE);
}

/* The body as Ghost gives it back: in its own spelling, with the site's name in the addresses. */
static char *
dup_lexical (const char *text)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);
  const GalleyRenderOptions options = { .fragment = TRUE };
  g_autofree char *body = galley_render ("lexical", issue, &options, NULL);
  g_autoptr (GString) theirs = g_string_new (body);

  g_string_replace (theirs, "\"/about/\"", "\"https://blog.example.com/about/\"", 0);
  g_string_replace (theirs, "\"version\":", "\"version\" : ", 0);
  return g_string_free (g_steal_pointer (&theirs), FALSE);
}

/* Answers live as long as the test program. */
static const char *
post_json (const char *status, const char *slug, const char *more, const char *html)
{
  static GPtrArray *kept = NULL;
  g_autofree char *lexical = dup_lexical (ISSUE);
  g_autofree char *quoted = quote (lexical);
  g_autofree char *quoted_html = html != NULL ? quote (html) : g_strdup ("null");
  char *json = g_strdup_printf ("{\"posts\":[{\"id\":\"" POST_ID "\",\"codeinjection_foot\":\"" MARKER "\",\"slug\":\"%s\",\"title\":\"Nuri\",\"status\":\"%s\","
                                "\"created_at\":\"2026-01-01T00:00:00.000Z\",\"updated_at\":\"2026-01-01T00:00:00.000Z\","
                                "%s\"html\":%s,\"lexical\":%s}]}", slug, status, more, quoted_html, quoted);

  if (kept == NULL)
    kept = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (kept, json);
  return json;
}

static const char *
draft (void)
{
  return post_json ("draft", "nl-" ID, "", HTML);
}

static const char *
named_draft (void)
{
  return post_json ("draft", "nuri", "", HTML);
}

static const char *
sent (const char *mail)
{
  return post_json ("published", "nuri", mail, HTML);
}

/* How most scripts begin: it is there, is written to, and is read again. */
#define UPDATED(post)                                                                              \
  { "GET", TWINS, NULL, 200, post },                                                               \
  { "PUT", BY_ID, "\"lexical\"", 200, post },                                                      \
  { "GET", BY_ID, NULL, 200, post }

/* Rules 3, 9 and 12: the slug and the marker that it is found by come first, the nice slug with the
 * sending, alone and with newsletter and audience named, once it is sure that there is no other; then
 * it is asked what became of the mail. */
static void
test_whole_way (void)
{
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, NONE },
    { "POST", POSTS, "\"slug\":\"nl-" ID "\"\n\"status\":\"draft\"\n\"title\":\"Nuri\"\n\"codeinjection_foot\":\"" MARKER,
      201, draft () },
    { "GET", TWINS, NULL, 200, draft () },
    { "GET", TWINS, NULL, 200, draft () },
    { "GET", BY_ID, NULL, 200, draft () },
    { "PUT", SEND, "{\"posts\":[{\"slug\":\"nuri\",\"email_only\":false,\"status\":\"published\","
      "\"updated_at\":\"2026-01-01T00:00:00.000Z\"}]}", 200, sent (PENDING) },
    { "GET", BY_ID, NULL, 200, sent (PENDING) },
    { "GET", BY_ID, NULL, 200, sent (SUBMITTED) },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);

  check_done (world);
  world_finish (world);
}

/* The server did it and the answer was lost: closed or cut in the middle, at each of the requests. */
static void
test_lost_answers (gconstpointer data)
{
  const ScriptFault fault = (ScriptFault) GPOINTER_TO_UINT (data);
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, NONE },
    { "POST", POSTS, NULL, 201, draft (), NULL, fault },
    { "GET", TWINS, NULL, 200, draft () },
    { "GET", TWINS, NULL, 200, draft () },
    { "GET", TWINS, NULL, 200, draft () },
    { "GET", BY_ID, NULL, 200, draft () },
    { "PUT", SEND, NULL, 200, sent (PENDING), NULL, fault },
    { "GET", BY_ID, NULL, 200, sent (SUBMITTED) },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);

  check_done (world);
  world_finish (world);
}

#define ALL_BUT_SENT                                                                               \
  UPDATED (named_draft ()),                                                                        \
  { "GET", TWINS, NULL, 200, named_draft () },                                                     \
  { "GET", BY_ID, NULL, 200, named_draft () }
#define LOST_SEND                                                                                  \
  ALL_BUT_SENT,                                                                                    \
  { "PUT", SEND, NULL, 200, NULL, NULL, SCRIPT_CLOSE },                                            \
  { "GET", BY_ID, NULL, 503, "<html>We'll be right back", "Content-Type: text/html" }
#define MAILING "\"newsletter\":{\"slug\":\"focus\"},"
#define SCHEDULED(segment) post_json ("scheduled", "nuri", "\"published_at\":\"2099-01-01T00:00:00.000Z\"," MAILING \
                                      "\"email_segment\":\"" segment "\",", HTML)

/* The answer was lost and nobody can be asked either; the next run asks first. */
static void
test_lost_send (void)
{
  const ScriptRow rows[] = {
    LOST_SEND,
    { "GET", BY_ID, NULL, 200, sent (SUBMITTED) },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);
  g_autoptr (GalleyReceipt) receipt = NULL;

  check_fails (world, GALLEY_ERROR_OFFLINE, "It is not known what became of “Nuri”", TRUE);
  receipt = run (world, NULL);
  g_assert_nonnull (receipt);
  g_assert_false (receipt->unchanged);
  world_finish (world);
}

/* Ghost said yes, and only what comes behind it goes wrong: nobody must believe that it is still to be sent. */
static void
test_lost_look (void)
{
  const ScriptRow rows[] = {
    ALL_BUT_SENT,
    { "PUT", SEND, NULL, 200, sent (PENDING) },
    { "GET", BY_ID, NULL, 503, "<html>We'll be right back", "Content-Type: text/html" },
    { "GET", BY_ID, NULL, 200, sent (SUBMITTED) },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);

  check_fails (world, GALLEY_ERROR_OFFLINE, "“Nuri” is out on", TRUE);
  check_done (world);
  world_finish (world);
}

/* Ghost still works at what nobody waits for any more when the next run looks, and is done in the same second,
 * first with the post and then with its mail: that is no one else's change, and not done again. */
static void
test_late_send (void)
{
  const ScriptRow rows[] = {
    LOST_SEND,
    { "GET", BY_ID, NULL, 200, named_draft () },
    { "GET", TWINS, NULL, 200, named_draft () },
    { "GET", BY_ID, NULL, 200, sent ("\"newsletter\":{\"slug\":\"focus\"},") },
    { "GET", BY_ID, NULL, 200, sent ("\"newsletter\":{\"slug\":\"focus\"},") },
    { "GET", BY_ID, NULL, 200, sent (PENDING) },
    { "GET", BY_ID, NULL, 200, sent (SUBMITTED) },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);

  check_fails (world, GALLEY_ERROR_OFFLINE, "It is not known what became of “Nuri”", TRUE);
  check_done (world);
  world_finish (world);
}

/* The same a moment later: the draft that was looked at is refused as an old one. */
static void
test_later_send (void)
{
  const char *mailing = sent ("\"newsletter\":{\"slug\":\"focus\"},");
  const ScriptRow rows[] = {
    LOST_SEND,
    { "GET", BY_ID, NULL, 200, named_draft () },
    { "GET", TWINS, NULL, 200, named_draft () },
    { "GET", BY_ID, NULL, 200, named_draft () },
    { "PUT", SEND, NULL, 409, "{\"errors\":[{\"message\":\"Saving failed!\",\"type\":\"UpdateCollisionError\",\"code\":\"UPDATE_COLLISION\"}]}" },
    { "GET", BY_ID, NULL, 200, mailing },
    { "GET", BY_ID, NULL, 200, mailing },
    { "GET", BY_ID, NULL, 200, sent (SUBMITTED) },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);

  check_fails (world, GALLEY_ERROR_OFFLINE, "It is not known what became of “Nuri”", TRUE);
  check_done (world);
  world_finish (world);
}

/* The next run looks between the post and its mail: that is no post without a mail. */
static void
test_late_mail (void)
{
  const ScriptRow rows[] = {
    LOST_SEND,
    { "GET", BY_ID, NULL, 200, sent (MAILING) },
    { "GET", BY_ID, NULL, 200, sent (MAILING) },
    { "GET", BY_ID, NULL, 200, sent (PENDING) },
    { "GET", BY_ID, NULL, 200, sent (SUBMITTED) },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);

  check_fails (world, GALLEY_ERROR_OFFLINE, "It is not known what became of “Nuri”", TRUE);
  check_done (world);
  world_finish (world);
}

/* The same in the run that sends: another one was faster, and its mail is about to be made. */
static void
test_mail_behind (void)
{
  const ScriptRow rows[] = {
    ALL_BUT_SENT,
    { "PUT", SEND, NULL, 200, sent (MAILING) },
    { "GET", BY_ID, NULL, 200, sent (MAILING) },
    { "GET", BY_ID, NULL, 200, sent (MAILING) },
    { "GET", BY_ID, NULL, 200, sent (SUBMITTED) },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);

  check_done (world);
  world_finish (world);
}

/* The only newsletter, which was confirmed, is archived before the interrupted mail is gone on with, and there is
 * another only one: nothing goes out by that. */
static void
test_other_newsletter (gconstpointer data)
{
  const gboolean archived = GPOINTER_TO_UINT (data);
  const ScriptRow rows[] = {
    LOST_SEND,
    { "GET", BY_ID, NULL, 200, named_draft () },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);
  GalleySiteItem *item = world->site->newsletters->pdata[0];
  g_autoptr (GPtrArray) open = NULL;

  check_fails (world, GALLEY_ERROR_OFFLINE, NULL, TRUE);
  open = galley_open_publish_list (world->dir);
  galley_plan_free (world->plan);
  world->plan = galley_plan_copy (((GalleyOpenPublish *) open->pdata[0])->plan);
  g_assert_cmpstr (world->plan->newsletter, ==, "focus");
  g_assert_cmpstr (world->plan->audience, ==, "all");
  if (archived)
    g_ptr_array_add (world->site->archived, g_ptr_array_steal_index (world->site->newsletters, 0));
  item = g_new0 (GalleySiteItem, 1);
  item->id = g_strdup ("aaaaaaaaaaaaaaaaaaaaaaa2");
  item->name = g_strdup ("Weekly");
  item->slug = g_strdup ("weekly");
  if (!archived)
    g_ptr_array_set_size (world->site->newsletters, 0);
  g_ptr_array_add (world->site->newsletters, item);
  check_fails (world, GALLEY_ERROR_INVALID,
               archived ? "The newsletter “Focus” is archived on “Focus”" : "has no active newsletter “focus”", FALSE);
  world_finish (world);
}

/* It is archived after the last look: Ghost says so, and it stays a draft. */
static void
test_archived_there (void)
{
  const ScriptRow rows[] = {
    ALL_BUT_SENT,
    { "PUT", SEND, NULL, 400, "{\"errors\":[{\"message\":\"Validation error\",\"context\":\"The newsletter parameter doesn't "
      "match any active newsletter.\",\"type\":\"BadRequestError\"}]}" },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);

  check_fails (world, GALLEY_ERROR_REJECTED, "match any active newsletter", FALSE);
  world_finish (world);
}

/* Taken off its schedule to be scheduled for others, and refused then: whoever believes that it still goes out at
 * its hour waits in vain. */
static void
test_unscheduled (void)
{
  const char *scheduled = post_json ("scheduled", "nuri", "\"published_at\":\"2099-01-01T00:00:00.000Z\","
                                     "\"newsletter\":{\"slug\":\"focus\"},\"email_segment\":\"all\",", HTML);
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, scheduled },
    { "PUT", BY_ID, "\"status\":\"draft\"", 200, named_draft () },
    { "GET", BY_ID, NULL, 200, named_draft () },
    { "PUT", BY_ID, "\"lexical\"", 200, named_draft () },
    { "GET", BY_ID, NULL, 200, named_draft () },
    { "GET", TWINS, NULL, 200, named_draft () },
    { "GET", BY_ID, NULL, 200, named_draft () },
    { "PUT", BY_ID "&newsletter=focus&email_segment=status%3A-free", "\"status\":\"scheduled\"", 422, REFUSED },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);

  world->plan->at = g_date_time_new_utc (2099, 1, 1, 0, 0, 0);
  world->plan->audience = g_strdup ("paid");
  check_fails (world, GALLEY_ERROR_REJECTED, "It is off its schedule on", FALSE);
  world_finish (world);
}

/* The same, and cut off behind it: what is gone from the issue is cleared by the run that goes on with it. */
static void
test_unscheduled_key (void)
{
#define DECK "\"custom_excerpt\":\"A deck\","
  const char *decked = post_json ("draft", "nuri", DECK, HTML);
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, named_draft () },
    { "PUT", BY_ID, DECK, 200, decked },
    { "GET", BY_ID, NULL, 200, decked },
    { "GET", BY_ID, NULL, 200, post_json ("scheduled", "nuri", DECK "\"published_at\":\"2099-01-01T00:00:00.000Z\","
                                          MAILING "\"email_segment\":\"all\",", HTML) },
    { "PUT", BY_ID, "\"status\":\"draft\"", 200, decked },
    { "GET", BY_ID, NULL, 200, decked },
    { "PUT", BY_ID, "\"custom_excerpt\":null", 200, NULL, NULL, SCRIPT_CLOSE },
    { "GET", BY_ID, NULL, 200, decked },
    { "GET", BY_ID, NULL, 200, decked },
    { "PUT", BY_ID, "\"custom_excerpt\":null", 422, REFUSED },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_DRAFT, HEAD "subtitle: A deck\n---\nThe last words of it. [More](/about/)\n");

  check_done (world);
  galley_issue_unref (world->issue);
  world->issue = galley_issue_new (ISSUE, -1);
  world->plan->act = GALLEY_ACT_EMAIL;
  world->plan->at = g_date_time_new_utc (2099, 1, 1, 0, 0, 0);
  world->plan->audience = g_strdup ("paid");
  check_fails (world, GALLEY_ERROR_OFFLINE, NULL, TRUE);
  check_fails (world, GALLEY_ERROR_REJECTED, NULL, FALSE);
  world_finish (world);
#undef DECK
}

/* Told to go out, nobody heard more, and then it shall be a draft: when it comes out after all, it comes down
 * after that. */
static void
test_late_take_down (gconstpointer data)
{
  const char *down = data;
  const ScriptRow rows[] = {
    LOST_SEND,
    { "GET", BY_ID, NULL, 200, named_draft () },
    { "GET", BY_ID, NULL, 200, named_draft () },
    { "GET", BY_ID, NULL, 200, sent (PENDING) },
    { "PUT", BY_ID, "{\"posts\":[{\"status\":\"draft\",", 200, down },
    { "GET", BY_ID, NULL, 200, down },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);

  check_fails (world, GALLEY_ERROR_OFFLINE, NULL, TRUE);
  world->plan->act = GALLEY_ACT_UNPUBLISH;
  check_done (world);
  world_finish (world);
}

/* By the clock of this machine, which is wrong, its hour is over, and a mail that can be stopped yet is stopped.
 * By another one it is years away, and it goes out in the very moment: that is said. */
static void
test_take_down_hour (void)
{
#define AT(time) "\"published_at\":\"" time "\",\"newsletter\":{\"slug\":\"focus\"},\"email_segment\":\"all\","
  const char *past = post_json ("scheduled", "nuri", AT ("2020-01-01T00:00:00.000Z"), HTML);
  const char *later = post_json ("scheduled", "nuri", AT ("2099-01-01T00:00:00.000Z"), HTML);
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, past },
    { "PUT", BY_ID, "\"status\":\"draft\"", 200, named_draft () },
    { "GET", BY_ID, NULL, 200, named_draft () },
    { "GET", BY_ID, NULL, 200, later },
    { "PUT", BY_ID, "\"status\":\"draft\"", 409,
      "{\"errors\":[{\"message\":\"Saving failed!\",\"type\":\"UpdateCollisionError\",\"code\":\"UPDATE_COLLISION\"}]}" },
    { "GET", BY_ID, NULL, 200, sent (PENDING) },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_UNPUBLISH, ISSUE);

  check_done (world);
  check_fails (world, GALLEY_ERROR_REJECTED, "it was too late to stop it", FALSE);
  world_finish (world);
#undef AT
}

/* It was not done: after a moment's doubt it is done, once. */
static void
test_not_created (void)
{
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, NONE },
    { "POST", POSTS, NULL, 503, "<html>We'll be right back", "Content-Type: text/html" },
    { "GET", TWINS, NULL, 200, NONE },
    { "GET", TWINS, NULL, 200, NONE },
    { "GET", TWINS, NULL, 200, NONE },
    { "POST", POSTS, NULL, 201, draft () },
    { "GET", TWINS, NULL, 200, draft () },
    { "PUT", BY_ID, "\"slug\":\"nuri\"", 200, named_draft () },
    { "GET", BY_ID, NULL, 200, named_draft () },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_DRAFT, ISSUE);

  check_fails (world, GALLEY_ERROR_OFFLINE, "cannot answer at the moment", TRUE);
  check_done (world);
  world_finish (world);
}

/* Rule 4: somebody else was faster between the look and the PUT. */
static void
test_conflict (void)
{
  static const char theirs[] = "{\"posts\":[{\"id\":\"" POST_ID "\",\"slug\":\"nuri\",\"title\":\"Theirs\",\"status\":\"draft\","
                               "\"updated_at\":\"2026-01-02T00:00:00.000Z\",\"html\":\"<p>Theirs</p>\"}]}";
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, named_draft () },
    { "PUT", BY_ID, NULL, 409,
      "{\"errors\":[{\"message\":\"Saving failed! Someone else is editing this post.\",\"context\":null,"
      "\"type\":\"UpdateCollisionError\",\"details\":{\"changedFields\":[\"title\"]},\"code\":\"UPDATE_COLLISION\"}]}" },
    { "GET", BY_ID, NULL, 200, theirs },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);

  check_fails (world, GALLEY_ERROR_CONFLICT, "Somebody else", FALSE);
  world_finish (world);
}

/* The post as somebody over there made it. */
static const char *
changed_there (const char *words, const char *updated_at)
{
  g_autofree char *text = g_strconcat (HEAD "---\n", words, "\n", NULL);
  g_autofree char *lexical = dup_lexical (text);
  g_autofree char *quoted = quote (lexical);

  return g_strdup_printf ("{\"posts\":[{\"id\":\"" POST_ID "\",\"codeinjection_foot\":\"" MARKER "\",\"slug\":\"nuri\","
                          "\"title\":\"Nuri\",\"status\":\"draft\",\"created_at\":\"2026-01-01T00:00:00.000Z\","
                          "\"updated_at\":\"%s\",\"html\":\"" "<p>x</p>" "\",\"lexical\":%s}]}", updated_at, quoted);
}

/* Somebody looks at what changed there and keeps what he has. */
static void
keep_mine (World *self)
{
  const char *url = scripted_server_get_url (self->server);
  g_autofree char *root = g_strconcat (url, "ghost/api/admin/", NULL);
  g_autoptr (GalleyAccount) account = galley_account_new (NULL, NULL, "ghost", url, root);
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (self->dir, NULL);
  const GalleyConnection connection = { self->http, account, KEY };
  const GalleyPublishRequest request = {
    .issue = self->issue, .service = galley_service_find ("ghost"), .connection = &connection,
    .state_dir = self->dir, .ledger = ledger,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyIncoming) incoming = galley_incoming_load (&request, NULL, &error);
  g_auto (GStrv) missing = NULL;

  g_assert_no_error (error);
  missing = galley_resolved_keep (&request, incoming, incoming->ours, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (missing), >, 0);
}

/* What was decided holds for the next program too, and no longer than the site has that version. */
static void
test_resolved (void)
{
  g_autofree const char *theirs = changed_there ("Their words.", "2026-01-02T00:00:00.000Z");
  g_autofree const char *again = changed_there ("Their words.", "2026-01-04T00:00:00.000Z");
  g_autofree const char *other = changed_there ("Other words.", "2026-01-02T00:00:00.000Z");
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, NONE },
    { "POST", POSTS, NULL, 201, draft () },
    { "GET", TWINS, NULL, 200, draft () },
    { "PUT", BY_ID, "\"slug\":\"nuri\"", 200, named_draft () },
    { "GET", BY_ID, NULL, 200, named_draft () },
    /* Another one than was decided about. */
    { "GET", BY_ID, NULL, 200, theirs },
    { "GET", BY_ID, NULL, 200, theirs },
    { "GET", BY_ID, NULL, 200, other },
    { "GET", BY_ID, NULL, 200, again },
    /* That one. */
    { "GET", BY_ID, NULL, 200, theirs },
    { "PUT", BY_ID, "\"updated_at\":\"2026-01-02T00:00:00.000Z\"", 200, named_draft () },
    { "GET", BY_ID, NULL, 200, named_draft () },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_DRAFT, ISSUE);

  check_done (world);
  check_fails (world, GALLEY_ERROR_CONFLICT, "was changed on", FALSE);
  keep_mine (world);
  check_fails (world, GALLEY_ERROR_CONFLICT, "was changed on", FALSE);
  check_fails (world, GALLEY_ERROR_CONFLICT, "was changed on", FALSE);
  check_done (world);
  world_finish (world);
}

/* Ghost says no, and why. */
static void
test_refused (void)
{
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, NONE },
    { "POST", POSTS, NULL, 422,
      "{\"errors\":[{\"message\":\"Validation error, cannot save post.\",\"context\":\"Value in [posts.title] exceeds "
      "maximum length of 255 characters. posts.title\",\"type\":\"ValidationError\"}]}" },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_DRAFT, ISSUE);

  check_fails (world, GALLEY_ERROR_REJECTED, "exceeds maximum length", FALSE);
  world_finish (world);
}

/* Nothing hammers at a door that was closed for a while. */
static void
test_too_many (void)
{
  const ScriptRow rows[] = {
    ALL_BUT_SENT,
    { "PUT", SEND, NULL, 429, "<html>Slow down", "Content-Type: text/html\nRetry-After: 120" },
    { "GET", BY_ID, NULL, 200, named_draft () },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);

  check_fails (world, GALLEY_ERROR_LIMIT, "120 seconds", FALSE);
  world_finish (world);
}

/* Rule 5: Ghost's own spelling of the same text is no change, neither of ours nor of somebody's. */
static void
test_same_text (void)
{
  const ScriptRow rows[] = {
    UPDATED (named_draft ()),
    { "GET", BY_ID, NULL, 200, named_draft () },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_DRAFT, ISSUE);
  g_autoptr (GalleyReceipt) receipt = NULL;

  check_done (world);
  receipt = run (world, NULL);
  g_assert_true (receipt->unchanged);
  world_finish (world);
}

/* Rule 6: what Ghost does not know ends the page there, without a word. */
static void
test_cut_off (void)
{
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, sent (SUBMITTED) },
    { "PUT", BY_ID, "\"lexical\"", 200, sent (SUBMITTED) },
    { "GET", BY_ID, NULL, 200, post_json ("published", "nuri", SUBMITTED, "<p>More: the last</p>") },
    /* Theirs, byte for byte: we write no blank before a colon. */
    { "PUT", BY_ID, "\\\"version\\\" : 1", 200, sent (SUBMITTED) },
    { "GET", BY_ID, NULL, 200, sent (SUBMITTED) },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);

  check_fails (world, GALLEY_ERROR_FAILED, "The previous version was put back.", FALSE);
  world_finish (world);
}

#define READERS(who) "\"visibility\":\"" who "\"," SUBMITTED
#define FOR(who) sent (READERS (who))
#define CUT_FOR(who) post_json ("published", "nuri", READERS (who), "<p>More: the last</p>")
#define FOR_ALL HEAD "visibility: public\n---\nThe last words of it. [More](/about/)\n"

/* Who may read it was changed with the words: that of those who pay must not stay open to all when only the words
 * come back. Of an update that nobody heard of, the journal alone knows who it was. */
static void
test_cut_off_paid (void)
{
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, FOR ("paid") },
    { "PUT", BY_ID, "\"visibility\":\"public\"", 200, NULL, NULL, SCRIPT_CLOSE },
    { "GET", BY_ID, NULL, 503, "<html>We'll be right back", "Content-Type: text/html" },
    { "GET", BY_ID, NULL, 200, FOR ("public") },
    { "PUT", BY_ID, "\"visibility\":\"public\"", 200, FOR ("public") },
    { "GET", BY_ID, NULL, 200, CUT_FOR ("public") },
    { "PUT", BY_ID, "{\"posts\":[{\"visibility\":\"paid\",\"lexical\":", 200, FOR ("paid") },
    { "GET", BY_ID, NULL, 200, FOR ("paid") },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, FOR_ALL);

  check_fails (world, GALLEY_ERROR_OFFLINE, NULL, TRUE);
  check_fails (world, GALLEY_ERROR_FAILED, "The previous version was put back.", FALSE);
  world_finish (world);
}

/* What somebody else says of it meanwhile stays: a field of theirs is left alone, and words of theirs altogether. */
static void
test_cut_off_shared (void)
{
  g_autofree const char *theirs = changed_there ("Their words.", "2026-01-02T00:00:00.000Z");
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, FOR ("paid") },
    { "PUT", BY_ID, "\"visibility\":\"public\"", 200, FOR ("public") },
    { "GET", BY_ID, NULL, 200, CUT_FOR ("members") },
    { "PUT", BY_ID, "{\"posts\":[{\"lexical\":", 200, FOR ("members") },
    { "GET", BY_ID, NULL, 200, FOR ("members") },
    { "GET", BY_ID, NULL, 200, FOR ("members") },
    { "PUT", BY_ID, "\"visibility\":\"public\"", 200, FOR ("public") },
    { "GET", BY_ID, NULL, 200, theirs },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, FOR_ALL);

  check_fails (world, GALLEY_ERROR_FAILED, "The previous version was put back.", FALSE);
  check_fails (world, GALLEY_ERROR_CONFLICT, "nothing was put back", FALSE);
  world_finish (world);
}

#define TIERS(list) "\"visibility\":\"tiers\",\"tiers\":[" list "],\"authors\":[{\"name\":\"Kim\"}]," SUBMITTED
#define GOLD "{\"id\":\"aaaaaaaaaaaaaaaaaaaaaaa3\",\"name\":\"Gold\"}"
#define BACK "{\"posts\":[{\"visibility\":\"tiers\",\"tiers\":["

/* Nobody joins an archived tier any more, but those who are in it have paid for what they read. */
static void
test_cut_off_archived (void)
{
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, sent (TIERS (GOLD)) },
    { "PUT", BY_ID, "\"visibility\":\"public\"", 200, FOR ("public") },
    { "GET", BY_ID, NULL, 200, CUT_FOR ("public") },
    { "PUT", BY_ID, BACK "{\"id\":\"aaaaaaaaaaaaaaaaaaaaaaa3\"}]", 200, sent (TIERS (GOLD)) },
    { "GET", BY_ID, NULL, 200, sent (TIERS (GOLD)) },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, FOR_ALL);

  add_item (world->site->archived_tiers, "aaaaaaaaaaaaaaaaaaaaaaa3", "Gold", "gold");
  check_fails (world, GALLEY_ERROR_FAILED, "The previous version was put back.", FALSE);
  world_finish (world);
}

/* A tier that is not there at all lets nobody in, rather than everybody. */
static void
test_cut_off_gone (void)
{
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, sent (TIERS (GOLD)) },
    { "PUT", BY_ID, "\"visibility\":\"public\"", 200, FOR ("public") },
    { "GET", BY_ID, NULL, 200, CUT_FOR ("public") },
    { "PUT", BY_ID, BACK "]", 200, sent (TIERS ("")) },
    { "GET", BY_ID, NULL, 200, sent (TIERS ("")) },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, FOR_ALL);

  check_fails (world, GALLEY_ERROR_FAILED, "no longer has the tier “Gold”, so that nobody may read", FALSE);
  world_finish (world);
}

#define BY(name) "\"authors\":[{\"name\":\"" name "\"}]," SUBMITTED
#define BY_LEE HEAD "authors: [Lee]\n---\nThe last words of it. [More](/about/)\n"

/* A post has an author: the new one stays when the one before is there no longer. Whom a service names in silence
 * instead is told. */
static void
test_cut_off_author (void)
{
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, sent (BY ("Kim")) },
    { "PUT", BY_ID, "\"authors\":", 200, sent (BY ("Lee")) },
    { "GET", BY_ID, NULL, 200, post_json ("published", "nuri", BY ("Lee"), "<p>More: the last</p>") },
    { "PUT", BY_ID, "{\"posts\":[{\"lexical\":", 200, sent (BY ("Lee")) },
    { "GET", BY_ID, NULL, 200, sent (BY ("Lee")) },
    { "GET", BY_ID, NULL, 200, sent (BY ("Kim")) },
    { "PUT", BY_ID, "\"authors\":", 200, sent (BY ("Lee")) },
    { "GET", BY_ID, NULL, 200, post_json ("published", "nuri", BY ("Lee"), "<p>More: the last</p>") },
    { "PUT", BY_ID, "\"authors\":", 200, sent (BY ("Owner")) },
    { "GET", BY_ID, NULL, 200, sent (BY ("Owner")) },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, BY_LEE);

  add_item (world->site->authors, "aaaaaaaaaaaaaaaaaaaaaaa4", "Lee", "lee");
  check_fails (world, GALLEY_ERROR_FAILED, "no longer has the author “Kim”: choose there", FALSE);
  add_item (world->site->authors, "aaaaaaaaaaaaaaaaaaaaaaa5", "Kim", "kim");
  check_fails (world, GALLEY_ERROR_FAILED, "did not store all of it as it was", FALSE);
  world_finish (world);
}

static void
test_cut_off_draft (void)
{
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, NONE },
    { "POST", POSTS, NULL, 201, draft () },
    { "GET", TWINS, NULL, 200, post_json ("draft", "nl-" ID, "", NULL) },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);

  check_fails (world, GALLEY_ERROR_FAILED, "cut “Nuri” off", FALSE);
  world_finish (world);
}

/* Rule 8: a name of ASCII with the content's hash, the right type, and its size in the body. */
static void
test_picture (void)
{
  static const char pixel[] =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  const ScriptRow rows[] = {
    { "POST", "/ghost/api/admin/images/upload/", "filename=\"nuri-\nContent-Type: image/png", 201,
      "{\"images\":[{\"url\":\"https://blog.example.com/content/images/nuri.png\"}]}" },
    { "GET", TWINS, NULL, 200, NONE },
    { "POST", POSTS, "https://blog.example.com/content/images/nuri.png\n\\\"width\\\":1,\\\"height\\\":1", 422, REFUSED },
    /* It is there already. */
    { "GET", TWINS, NULL, 200, NONE },
    { "POST", POSTS, "https://blog.example.com/content/images/nuri.png", 422, REFUSED },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_DRAFT, HEAD "---\n![A rocket](누리-Nuri.png)\n");
  g_autofree char *path = g_build_filename (world->dir, "누리-Nuri.png", NULL);
  g_autofree guchar *bytes = NULL;
  gsize length = 0;

  bytes = g_base64_decode (pixel, &length);
  g_assert_true (g_file_set_contents (path, (const char *) bytes, (gssize) length, NULL));
  check_fails (world, GALLEY_ERROR_REJECTED, NULL, FALSE);
  check_fails (world, GALLEY_ERROR_REJECTED, NULL, FALSE);
  world_finish (world);
}

/* Sound, films and files go where Ghost keeps each of them, once. */
static void
test_files (void)
{
  const ScriptRow rows[] = {
    { "POST", "/ghost/api/admin/media/upload/", "filename=\"talk-\nContent-Type: audio/mpeg\nSOUND", 201,
      "{\"media\":[{\"url\":\"https://blog.example.com/content/media/talk.mp3\"}]}" },
    { "POST", "/ghost/api/admin/files/upload/", "filename=\"report-\n.pdf\"\nContent-Type: application/octet-stream", 201,
      "{\"files\":[{\"url\":\"https://blog.example.com/content/files/report.pdf\"}]}" },
    { "GET", TWINS, NULL, 200, NONE },
    { "POST", POSTS, "https://blog.example.com/content/media/talk.mp3\nhttps://blog.example.com/content/files/report.pdf\n"
      "https://elsewhere.example/film.mp4", 422, REFUSED },
    { "GET", TWINS, NULL, 200, NONE },
    { "POST", POSTS, "https://blog.example.com/content/media/talk.mp3", 422, REFUSED },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_DRAFT,
                            HEAD "---\n> [!AUDIO]\n> [Talk](talk.mp3)\n\n> [!FILE]\n> [Report](report.pdf)\n\n"
                            "> [!VIDEO]\n> [Film](https://elsewhere.example/film.mp4)\n");
  g_autofree char *talk = g_build_filename (world->dir, "talk.mp3", NULL);
  g_autofree char *report = g_build_filename (world->dir, "report.pdf", NULL);

  g_assert_true (g_file_set_contents (talk, "SOUND", -1, NULL));
  g_assert_true (g_file_set_contents (report, "%PDF", -1, NULL));
  check_fails (world, GALLEY_ERROR_REJECTED, NULL, FALSE);
  check_fails (world, GALLEY_ERROR_REJECTED, NULL, FALSE);
  world_finish (world);
}

/* Rule 10: for those who pay, and everybody would get it: that is seen before anything is sent. */
static void
test_leak (void)
{
  static const ScriptRow rows[] = { { NULL } };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, HEAD "visibility: paid\n---\nThe last words of it.\n");

  world->plan->audience = g_strdup ("all");
  check_fails (world, GALLEY_ERROR_INVALID, "free members", FALSE);
  world_finish (world);
}

/* The same where only the post says it: somebody over there chose its readers, or the site gives each new post to
 * others than a moment ago, and the issue is silent. */
static void
test_leak_there (gconstpointer data)
{
  const gboolean made = GPOINTER_TO_UINT (data);
  const char *paid = post_json ("draft", "nuri", "\"visibility\":\"paid\",", HTML);
  const ScriptRow there[] = { { "GET", TWINS, NULL, 200, paid }, { NULL } };
  const ScriptRow fresh[] = {
    { "GET", TWINS, NULL, 200, NONE },
    { "POST", POSTS, NULL, 201, paid },
    { "GET", TWINS, NULL, 200, paid },
    { NULL }
  };
  World *world = world_new (made ? fresh : there, GALLEY_ACT_EMAIL, ISSUE);

  check_fails (world, GALLEY_ERROR_INVALID, "free members", FALSE);
  world_finish (world);
}

/* Rule 11: by mail only is never without a newsletter. */
static void
test_email_only (void)
{
  const char *alone = post_json ("sent", "nuri", "\"email_only\":true," SUBMITTED, HTML);
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, named_draft () },
    { "PUT", BY_ID, "\"email_only\":true", 200, named_draft () },
    { "GET", BY_ID, NULL, 200, named_draft () },
    { "GET", TWINS, NULL, 200, named_draft () },
    { "GET", BY_ID, NULL, 200, named_draft () },
    { "PUT", SEND, "\"status\":\"published\"\n\"email_only\":true", 200, alone },
    { "GET", BY_ID, NULL, 200, alone },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL_ONLY, ISSUE);

  check_done (world);
  world_finish (world);
}

/* Rule 12: after minutes the mail has failed; that is said, and nothing is sent anew by itself. */
static void
test_failed_mail (void)
{
  const char *failed = post_json ("published", "nuri", "\"newsletter\":{\"slug\":\"focus\"},\"email\":{\"status\":\"failed\","
                                  "\"error\":\"An unexpected error occurred, please retry sending your newsletter.\"},",
                                  HTML);
  const ScriptRow rows[] = {
    ALL_BUT_SENT,
    { "PUT", SEND, NULL, 200, sent (PENDING) },
    { "GET", BY_ID, NULL, 200, failed },
    { "GET", BY_ID, NULL, 200, failed },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);

  check_fails (world, GALLEY_ERROR_REJECTED, "please retry", FALSE);
  check_fails (world, GALLEY_ERROR_REJECTED, "Nothing is sent again by itself.", FALSE);
  world_finish (world);
}

#define FAILED_MAIL(id) \
  "\"newsletter\":{\"slug\":\"focus\"},\"email_segment\":\"all\"," \
  "\"email\":{\"id\":\"" id "\",\"status\":\"failed\",\"error\":\"E\"},"

static void
check_retry (World *world, GError **error)
{
  const char *url = scripted_server_get_url (world->server);
  g_autofree char *root = g_strconcat (url, "ghost/api/admin/", NULL);
  g_autoptr (GalleyAccount) account = galley_account_new (NULL, NULL, "ghost", url, root);
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (world->dir, NULL);
  const GalleyConnection connection = { world->http, account, KEY };
  const GalleyPublishRequest request = {
    .issue = world->issue, .folder = world->dir, .service = galley_service_find ("ghost"), .connection = &connection,
    .site = world->site, .plan = world->plan, .key_source = "account:Focus", .state_dir = world->dir, .ledger = ledger,
  };
  g_autoptr (GalleyReceipt) receipt = galley_publish_retry_mail (&request, NULL, error);

  if (receipt != NULL)
    g_assert_cmpstr (receipt->post->email_status, ==, "submitted");
}

/* A person said to try again: a person's token asks by name. */
static void
test_retry_staff (void)
{
  const char *taken_back = post_json ("draft", "nuri", FAILED_MAIL ("6b04caa58bc5c80ff5f569e8"), HTML);
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, sent (FAILED_MAIL ("6b04caa58bc5c80ff5f569e8")) },
    { "GET", BY_ID, NULL, 200, sent (FAILED_MAIL ("6b04caa58bc5c80ff5f569e8")) },
    { "PUT", "/ghost/api/admin/emails/6b04caa58bc5c80ff5f569e8/retry/", "{}", 200, "{\"emails\":[]}" },
    { "GET", BY_ID, NULL, 200, sent (PENDING) },
    { "GET", BY_ID, NULL, 200, sent (SUBMITTED) },
    /* It has gone out: no second time. */
    { "GET", TWINS, NULL, 200, sent (SUBMITTED) },
    /* Not a number of a mail. */
    { "GET", TWINS, NULL, 200, sent (FAILED_MAIL ("..")) },
    { "GET", BY_ID, NULL, 200, sent (FAILED_MAIL ("..")) },
    /* Another program sent it while this one looked. */
    { "GET", TWINS, NULL, 200, sent (FAILED_MAIL ("6b04caa58bc5c80ff5f569e8")) },
    { "GET", BY_ID, NULL, 200, sent (SUBMITTED) },
    /* It took it, whatever it says. */
    { "GET", TWINS, NULL, 200, sent (FAILED_MAIL ("6b04caa58bc5c80ff5f569e8")) },
    { "GET", BY_ID, NULL, 200, sent (FAILED_MAIL ("6b04caa58bc5c80ff5f569e8")) },
    { "PUT", "/ghost/api/admin/emails/6b04caa58bc5c80ff5f569e8/retry/", NULL, 429, "<html>Slow down" },
    { "GET", BY_ID, NULL, 200, sent (PENDING) },
    { "GET", BY_ID, NULL, 200, sent (SUBMITTED) },
    /* Of a draft Ghost sends no mail by name. */
    { "GET", TWINS, NULL, 200, taken_back },
    { "GET", BY_ID, NULL, 200, taken_back },
    { "PUT", BY_ID, "{\"posts\":[{\"status\":\"draft\",", 200, taken_back },
    { "PUT", SEND, "{\"posts\":[{\"status\":\"published\",", 200, sent (PENDING) },
    { "GET", BY_ID, NULL, 200, sent (SUBMITTED) },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_DRAFT, ISSUE);
  g_autoptr (GError) error = NULL;

  world->site->key_kind = g_strdup ("staff");
  check_retry (world, &error);
  g_assert_no_error (error);
  check_retry (world, &error);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED);
  g_clear_error (&error);
  check_retry (world, &error);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  g_clear_error (&error);
  for (int i = 0; i < 3; i++)
    {
      check_retry (world, &error);
      g_assert_no_error (error);
    }
  world_finish (world);
}

/* Whoever only wants the page back would send what is left of the mail, unasked. */
static void
test_failed_taken_back (void)
{
  const char *taken_back = post_json ("draft", "nuri", FAILED_MAIL ("6b04caa58bc5c80ff5f569e8"), HTML);
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, taken_back },
    { "GET", BY_ID, NULL, 200, taken_back },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_PUBLISH, ISSUE);

  check_fails (world, GALLEY_ERROR_REJECTED, "--retry-mail", FALSE);
  world->plan->act = GALLEY_ACT_EMAIL;
  check_fails (world, GALLEY_ERROR_REJECTED, "--retry-mail", FALSE);
  world_finish (world);
}

/* Taken down with its mail on its way, which fails between the last comparison and the publish: the page alone was
 * asked for, and with it would go the rest of the mail. */
static void
test_failed_meanwhile (void)
{
  const char *going = post_json ("draft", "nuri", PENDING, HTML);
  const char *failed = post_json ("draft", "nuri", FAILED_MAIL ("6b04caa58bc5c80ff5f569e8"), HTML);
  const ScriptRow rows[] = {
    UPDATED (going),
    { "GET", TWINS, NULL, 200, going },
    { "GET", BY_ID, NULL, 200, failed },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_PUBLISH, ISSUE);

  check_fails (world, GALLEY_ERROR_REJECTED, "--retry-mail", FALSE);
  world_finish (world);
}

/* An integration would take the page down, and could not put it back with a newsletter that is sent no more. */
static void
test_retry_archived (void)
{
  const char *failed = sent (FAILED_MAIL ("6b04caa58bc5c80ff5f569e8"));
  const char *half = post_json ("draft", "nuri", FAILED_MAIL ("6b04caa58bc5c80ff5f569e8"), HTML);
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, failed },
    { "GET", BY_ID, NULL, 200, failed },
    /* It is down already: still to be put back. */
    { "GET", TWINS, NULL, 200, half },
    { "GET", BY_ID, NULL, 200, half },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_DRAFT, ISSUE);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (world->site->archived, g_ptr_array_steal_index (world->site->newsletters, 0));
  check_retry (world, &error);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED);
  g_assert_nonnull (strstr (error->message, "The newsletter “Focus” is archived on"));
  g_clear_error (&error);
  check_retry (world, &error);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE);
  g_assert_nonnull (strstr (error->message, "was made a draft"));
  world_finish (world);
}

/* On the schedule again, somebody over there sees to it: it is not brought out before its hour. */
static void
test_retry_scheduled (void)
{
  const char *scheduled = post_json ("scheduled", "nuri", FAILED_MAIL ("6b04caa58bc5c80ff5f569e8"), HTML);
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, scheduled },
    { "GET", BY_ID, NULL, 200, scheduled },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_DRAFT, ISSUE);
  g_autoptr (GError) error = NULL;

  check_retry (world, &error);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED);
  g_assert_nonnull (strstr (error->message, "is on the schedule of"));
  world_finish (world);
}

/* The answer to an update is lost, and before it is gone on with somebody says over there that only those who pay
 * may read it: the words are ours, and that is not ours to undo. */
static void
test_changed_behind (void)
{
  g_autofree const char *new = changed_there ("New words.", "2026-01-02T00:00:00.000Z");
  g_autoptr (GString) paid = g_string_new (new);
  ScriptRow rows[] = {
    UPDATED (named_draft ()),
    { "GET", BY_ID, NULL, 200, named_draft () },
    { "PUT", BY_ID, "New words.", 200, NULL, NULL, SCRIPT_CLOSE },
    { "GET", BY_ID, NULL, 503, "<html>We'll be right back", "Content-Type: text/html" },
    { "GET", BY_ID, NULL, 200, NULL },
    { NULL }
  };
  World *world;

  g_string_replace (paid, "\"status\":", "\"visibility\":\"paid\",\"status\":", 1);
  rows[6].reply = paid->str;
  world = world_new (rows, GALLEY_ACT_DRAFT, HEAD "visibility: public\n---\nThe last words of it. [More](/about/)\n");
  check_done (world);
  galley_issue_unref (world->issue);
  world->issue = galley_issue_new (HEAD "visibility: public\n---\nNew words.\n", -1);
  check_fails (world, GALLEY_ERROR_OFFLINE, NULL, TRUE);
  galley_issue_unref (world->issue);
  world->issue = galley_issue_new (HEAD "visibility: public\n---\nNewer words.\n", -1);
  check_fails (world, GALLEY_ERROR_CONFLICT, "Visibility", FALSE);
  world_finish (world);
}

/* While the mail that was told to go out is waited for, somebody over there mends a word of the page: what is
 * compared is what the wait ends with, and the word stays. */
static void
test_changed_while_waiting (void)
{
  g_autofree const char *changed = changed_there ("Their words.", "2026-01-02T00:00:00.000Z");
  g_autoptr (GString) theirs = g_string_new (changed);
  ScriptRow rows[] = {
    LOST_SEND,
    { "GET", BY_ID, NULL, 200, sent (MAILING) },
    { "GET", BY_ID, NULL, 200, NULL },
    { NULL }
  };
  World *world;

  g_string_replace (theirs, "\"status\":\"draft\",", "\"status\":\"published\"," SUBMITTED, 0);
  rows[G_N_ELEMENTS (rows) - 2].reply = theirs->str;
  world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);
  check_fails (world, GALLEY_ERROR_OFFLINE, NULL, TRUE);
  check_fails (world, GALLEY_ERROR_CONFLICT, "was changed on", FALSE);
  world_finish (world);
}

/* It is on the schedule, and another hour did not get through: it is not done. */
static void
test_lost_hour (void)
{
  const char *scheduled = SCHEDULED ("all");
  const ScriptRow rows[] = {
    UPDATED (scheduled),
    { "GET", BY_ID, NULL, 200, scheduled },
    { "PUT", SEND, "\"published_at\":\"2099-01-02", 200, NULL, NULL, SCRIPT_CLOSE },
    { "GET", BY_ID, NULL, 200, scheduled },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);

  world->plan->at = g_date_time_new_utc (2099, 1, 2, 0, 0, 0);
  check_fails (world, GALLEY_ERROR_OFFLINE, "gave no complete answer", TRUE);
  world_finish (world);
}

/* Only who may read it was to be changed, and that did not get through: the words are there, and it is not done. */
static void
test_lost_readers (void)
{
  const char *open = post_json ("draft", "nuri", "\"visibility\":\"public\",", HTML);
  const ScriptRow rows[] = {
    UPDATED (open),
    { "GET", BY_ID, NULL, 200, open },
    { "PUT", BY_ID, "\"visibility\":\"paid\"", 200, NULL, NULL, SCRIPT_CLOSE },
    { "GET", BY_ID, NULL, 200, open },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_DRAFT, HEAD "visibility: public\n---\nThe last words of it. [More](/about/)\n");

  check_done (world);
  galley_issue_unref (world->issue);
  world->issue = galley_issue_new (HEAD "visibility: paid\n---\nThe last words of it. [More](/about/)\n", -1);
  world->plan->act = GALLEY_ACT_PUBLISH;
  check_fails (world, GALLEY_ERROR_OFFLINE, "gave no complete answer", TRUE);
  world_finish (world);
}

/* Somebody over there changes the text and sends it between our last look and our own sending: Ghost does not
 * refuse what changes nothing any more, and what is out is not what was published from here. */
static void
test_sent_there (void)
{
  g_autofree const char *changed = changed_there ("Their words.", "2026-01-02T00:00:00.000Z");
  g_autoptr (GString) theirs = g_string_new (changed);
  const ScriptRow rows[] = {
    UPDATED (named_draft ()),
    { "GET", TWINS, NULL, 200, named_draft () },
    { "GET", BY_ID, NULL, 200, theirs->str },
    { "PUT", SEND, NULL, 200, theirs->str },
    { "GET", BY_ID, NULL, 200, theirs->str },
    { NULL }
  };
  ScriptRow mended[G_N_ELEMENTS (rows)];
  World *world;

  g_string_replace (theirs, "\"status\":\"draft\",", "\"status\":\"published\"," SUBMITTED, 0);
  memcpy (mended, rows, sizeof rows);
  for (gsize i = 4; i < 7; i++)
    mended[i].reply = theirs->str;
  world = world_new (mended, GALLEY_ACT_EMAIL, ISSUE);
  check_fails (world, GALLEY_ERROR_CONFLICT, "with another text than this one", FALSE);
  world_finish (world);
}

/* In the second of our own last save, or in a field that has no date: somebody else changes it after it was
 * compared and before it goes out. Nothing goes out. */
static void
test_changed_unseen (gconstpointer data)
{
  const char *changed = data;
  const ScriptRow rows[] = {
    UPDATED (named_draft ()),
    { "GET", TWINS, NULL, 200, changed },
    { "GET", BY_ID, NULL, 200, changed },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);

  check_fails (world, GALLEY_ERROR_CONFLICT, "Somebody else", FALSE);
  world_finish (world);
}

/* The same with what waits for its hour and shall go out now: to others than were chosen here. */
static void
test_readers_unseen (void)
{
#define AT "\"published_at\":\"2099-01-01T00:00:00.000Z\",\"newsletter\":{\"slug\":\"focus\"},\"email_segment\":"
  const char *ours = post_json ("scheduled", "nuri", AT "\"all\",", HTML);
  const ScriptRow rows[] = {
    UPDATED (ours),
    { "GET", BY_ID, NULL, 200, post_json ("scheduled", "nuri", AT "\"label:vip\",", HTML) },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);

  check_fails (world, GALLEY_ERROR_CONFLICT, "Somebody else", FALSE);
  world_finish (world);
#undef AT
}

/* Refused once, and before it is sent again somebody over there says that it has no page, which has no date: as it
 * was confirmed it goes out. */
static void
test_mail_only_there (void)
{
  const char *there = post_json ("draft", "nuri", "\"email_only\":true,", HTML);
  const ScriptRow rows[] = {
    ALL_BUT_SENT,
    { "PUT", SEND, NULL, 422, REFUSED },
    { "GET", BY_ID, NULL, 200, there },
    { "GET", TWINS, NULL, 200, there },
    { "GET", BY_ID, NULL, 200, there },
    { "PUT", SEND, "\"email_only\":false", 200, sent (SUBMITTED) },
    { "GET", BY_ID, NULL, 200, sent (SUBMITTED) },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);

  check_fails (world, GALLEY_ERROR_REJECTED, NULL, FALSE);
  check_done (world);
  world_finish (world);
}

/* Another machine with the same issue sends it in the very second of our last look, or a moment later, and its mail is
 * made only behind that: it is out as it was meant, once. */
static void
test_faster_there (gconstpointer data)
{
  const gboolean behind = GPOINTER_TO_UINT (data);
  const ScriptRow before[] = {
    UPDATED (named_draft ()),
    { "GET", TWINS, NULL, 200, named_draft () },
    { "GET", BY_ID, NULL, 200, sent (MAILING) },
    { "GET", BY_ID, NULL, 200, sent (SUBMITTED) },
    { NULL }
  };
  const ScriptRow refused[] = {
    ALL_BUT_SENT,
    { "PUT", SEND, NULL, 409,
      "{\"errors\":[{\"message\":\"Saving failed!\",\"type\":\"UpdateCollisionError\",\"code\":\"UPDATE_COLLISION\"}]}" },
    { "GET", BY_ID, NULL, 200, sent (MAILING) },
    { "GET", BY_ID, NULL, 200, sent (SUBMITTED) },
    { NULL }
  };
  World *world = world_new (behind ? refused : before, GALLEY_ACT_EMAIL, ISSUE);

  check_done (world);
  world_finish (world);
}

/* @json as it was saved a day later; lives as long as the test program. */
static const char *
next_day (const char *json)
{
  static GPtrArray *kept = NULL;
  g_autoptr (GString) text = g_string_new (json);

  g_string_replace (text, "\"updated_at\":\"2026-01-01", "\"updated_at\":\"2026-01-02", 0);
  if (kept == NULL)
    kept = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (kept, g_strdup (text->str));
  return g_ptr_array_index (kept, kept->len - 1);
}

/* Two machines sent one picture, and the other one writes its own address of it into the post, before our last look
 * or behind it: that is no change. */
static void
test_same_picture (gconstpointer data)
{
#define PICTURE(end) "https://blog.example.com/content/images/2026/11/nuri-0123456789ab" end
#define FEATURE(end) "\"feature_image\":\"" PICTURE (end) "\","
  const gboolean behind = GPOINTER_TO_UINT (data);
  const char *ours = post_json ("draft", "nuri", FEATURE (".png"), HTML);
  const char *theirs = next_day (post_json ("draft", "nuri", FEATURE ("-1.png"), HTML));
  const char *out = post_json ("published", "nuri", FEATURE ("-1.png") SUBMITTED, HTML);
  const ScriptRow start[] = {
    UPDATED (ours),
    { "GET", TWINS, NULL, 200, ours },
  };
  const ScriptRow refused[] = {
    { "GET", BY_ID, NULL, 200, ours },
    { "PUT", SEND, "\"updated_at\":\"2026-01-01", 409,
      "{\"errors\":[{\"message\":\"Saving failed!\",\"type\":\"UpdateCollisionError\",\"code\":\"UPDATE_COLLISION\"}]}" },
    { "GET", BY_ID, NULL, 200, theirs },
  };
  const ScriptRow end[] = {
    { "GET", BY_ID, NULL, 200, theirs },
    { "PUT", SEND, "\"updated_at\":\"2026-01-02", 200, out },
    { "GET", BY_ID, NULL, 200, out },
    { NULL }
  };
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (ScriptRow));
  World *world;

  g_array_append_vals (rows, start, G_N_ELEMENTS (start));
  if (behind)
    g_array_append_vals (rows, refused, G_N_ELEMENTS (refused));
  g_array_append_vals (rows, end, G_N_ELEMENTS (end));
  world = world_new ((gpointer) rows->data, GALLEY_ACT_EMAIL,
                     HEAD "image: " PICTURE (".png") "\n---\nThe last words of it. [More](/about/)\n");
  check_done (world);
  world_finish (world);
#undef FEATURE
#undef PICTURE
}

/* An integration takes the post back and publishes it again. When it dies between the two, what is
 * resumed is what was begun, whatever was planned since; and the same asked for again says what became
 * of it. */
static void
test_retry_integration (void)
{
  const char *failed = sent (FAILED_MAIL ("6b04caa58bc5c80ff5f569e8"));
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, failed },
    { "GET", BY_ID, NULL, 200, failed },
    { "PUT", BY_ID, "{\"posts\":[{\"status\":\"draft\",", 200, named_draft () },
    { "PUT", SEND, "{\"posts\":[{\"status\":\"published\",", 200, sent (PENDING) },
    { "GET", BY_ID, NULL, 200, sent (SUBMITTED) },
    { "GET", TWINS, NULL, 200, failed },
    { "GET", BY_ID, NULL, 200, failed },
    { "PUT", BY_ID, "{\"posts\":[{\"status\":\"draft\",", 200, named_draft () },
    { "PUT", SEND, "{\"posts\":[{\"status\":\"published\",", 200, NULL, NULL, SCRIPT_CLOSE },
    { "GET", TWINS, NULL, 200, sent (PENDING) },
    { "GET", BY_ID, NULL, 200, sent (SUBMITTED) },
    { "GET", TWINS, NULL, 200, sent (SUBMITTED) },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_DRAFT, ISSUE);
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GError) error = NULL;

  check_retry (world, &error);
  g_assert_no_error (error);
  check_retry (world, &error);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE);
  g_assert_nonnull (strstr (error->message, "was made a draft"));
  open = galley_open_publish_list (world->dir);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpint (((GalleyOpenPublish *) open->pdata[0])->plan->act, ==, GALLEY_ACT_EMAIL);
  g_assert_true (((GalleyOpenPublish *) open->pdata[0])->plan->retry);
  g_assert_cmpstr (((GalleyOpenPublish *) open->pdata[0])->plan->newsletter, ==, "focus");
  g_clear_error (&error);
  check_retry (world, &error);
  g_assert_no_error (error);
  check_retry (world, &error);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED);
  world_finish (world);
}

/* Between the two Ghost says no: the page is a draft, so that it is not over. */
static void
test_retry_half_done (void)
{
  const char *failed = sent (FAILED_MAIL ("6b04caa58bc5c80ff5f569e8"));
  const char *no = "{\"errors\":[{\"message\":\"No.\",\"type\":\"ValidationError\"}]}";
  const char *wait = "{\"errors\":[{\"message\":\"Wait.\",\"type\":\"TooManyRequestsError\"}]}";
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, failed },
    { "GET", BY_ID, NULL, 200, failed },
    { "PUT", BY_ID, "{\"posts\":[{\"status\":\"draft\",", 200, named_draft () },
    { "PUT", SEND, NULL, 422, no },
    /* Too much to be read is no answer: it is asked. */
    { "GET", TWINS, NULL, 200, failed },
    { "GET", BY_ID, NULL, 200, failed },
    { "PUT", BY_ID, "{\"posts\":[{\"status\":\"draft\",", 429, wait },
    { "GET", BY_ID, NULL, 200, failed },
    { "GET", BY_ID, NULL, 200, failed },
    { "GET", TWINS, NULL, 200, failed },
    { "GET", BY_ID, NULL, 200, failed },
    { "PUT", BY_ID, "{\"posts\":[{\"status\":\"draft\",", 429, wait },
    { "GET", BY_ID, NULL, 200, named_draft () },
    { "PUT", SEND, NULL, 200, sent (PENDING) },
    { "GET", BY_ID, NULL, 200, sent (SUBMITTED) },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_DRAFT, ISSUE);
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GError) error = NULL;

  check_retry (world, &error);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE);
  g_assert_nonnull (strstr (error->message, "was made a draft"));
  open = galley_open_publish_list (world->dir);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_nonnull (strstr (((GalleyOpenPublish *) open->pdata[0])->state, "What was left of its mail"));
  g_clear_error (&error);
  check_retry (world, &error);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_LIMIT);
  g_clear_error (&error);
  check_retry (world, &error);
  g_assert_no_error (error);
  world_finish (world);
}

/* Rule 1: a redirect is not followed; a POST that became a GET would bring a list of posts. */
static void
test_moved (void)
{
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, NONE },
    { "POST", POSTS, NULL, 301, NULL, "Location: /elsewhere/" },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_DRAFT, ISSUE);

  check_fails (world, GALLEY_ERROR_REJECTED, "found at another address", FALSE);
  world_finish (world);
}

static gpointer
cancel_when_asked (gpointer data)
{
  World *world = data;

  while (scripted_server_count_requests (world->server) < world->patience)
    usleep (1000);
  g_cancellable_cancel (world->cancellable);
  return NULL;
}

/* Given up while Ghost is silent over the POST: the next run finds what it did all the same. */
static void
test_cancel (void)
{
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 200, NONE },
    { "POST", POSTS, NULL, 201, draft (), NULL, SCRIPT_SILENT },
    UPDATED (named_draft ()),
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_DRAFT, ISSUE);
  g_autoptr (GThread) thread = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = NULL;

  world->patience = 2;
  thread = g_thread_new ("cancel", cancel_when_asked, world);
  g_assert_null (run (world, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  open = galley_open_publish_list (world->dir);
  g_assert_cmpuint (open->len, ==, 1);
  g_thread_join (g_steal_pointer (&thread));
  g_cancellable_reset (world->cancellable);
  check_done (world);
  world_finish (world);
}

typedef struct {
  const char *name;
  guint patience;
  const char *says;
  const char *audience; /* of a mail that waits for its hour; NULL: it goes out at once */
  gboolean refused;     /* the first time */
} Stop;

static const Stop stops[] = {
  { "before", 1, "nothing more is sent" },
  { "told", 6, "a mail of “Nuri” may go out" },
  { "heard", 11, "only the waiting for it was stopped", NULL, TRUE },
  { "mail-behind", 9, "only the waiting for it was stopped" },
  { "waiting", 9, "only the waiting for it was stopped" },
  { "scheduled", 7, "goes out at its hour", "all" },
  { "taken-back", 5, "nothing goes out at the hour that it had", "status:-free" },
};

/* Stopped while Ghost is told to send, or when it was: nobody must believe that nothing goes out, nor that it
 * still goes out at the hour that it had. */
static void
test_stopped (gconstpointer data)
{
  const Stop *stop = data;
  const ScriptRow before[] = { { "GET", TWINS, NULL, 200, NULL, NULL, SCRIPT_SILENT }, { NULL } };
  const ScriptRow told[] = { ALL_BUT_SENT, { "PUT", SEND, NULL, 200, NULL, NULL, SCRIPT_SILENT }, { NULL } };
  const ScriptRow heard[] = {
    ALL_BUT_SENT,
    { "PUT", SEND, NULL, 422, REFUSED },
    { "GET", BY_ID, NULL, 200, named_draft () },
    { "GET", TWINS, NULL, 200, named_draft () },
    { "GET", BY_ID, NULL, 200, named_draft () },
    { "PUT", SEND, NULL, 200, sent (PENDING) },
    { "GET", BY_ID, NULL, 200, NULL, NULL, SCRIPT_SILENT },
    { NULL }
  };
  const ScriptRow behind[] = {
    ALL_BUT_SENT,
    { "PUT", SEND, NULL, 200, sent (MAILING) },
    { "GET", BY_ID, NULL, 200, sent (MAILING), .repeated = TRUE },
    { NULL }
  };
  const ScriptRow waiting[] = {
    ALL_BUT_SENT,
    { "PUT", SEND, NULL, 200, sent (PENDING) },
    { "GET", BY_ID, NULL, 200, sent (PENDING), .repeated = TRUE },
    { NULL }
  };
  const ScriptRow scheduled[] = {
    ALL_BUT_SENT,
    { "PUT", SEND, "\"status\":\"scheduled\"", 200, SCHEDULED ("all") },
    { "GET", BY_ID, NULL, 200, NULL, NULL, SCRIPT_SILENT },
    { NULL }
  };
  const ScriptRow taken_back[] = {
    { "GET", TWINS, NULL, 200, SCHEDULED ("all") },
    { "PUT", BY_ID, "\"status\":\"draft\"", 200, named_draft () },
    { "GET", BY_ID, NULL, 200, named_draft () },
    { "PUT", BY_ID, "\"lexical\"", 200, named_draft () },
    { "GET", BY_ID, NULL, 200, NULL, NULL, SCRIPT_SILENT },
    { NULL }
  };
  const ScriptRow *const scripts[] = { before, told, heard, behind, waiting, scheduled, taken_back };
  World *world = world_new (scripts[stop - stops], GALLEY_ACT_EMAIL, ISSUE);
  g_autoptr (GThread) thread = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = NULL;

  world->plan->audience = g_strdup (stop->audience);
  world->plan->at = stop->audience != NULL ? g_date_time_new_utc (2099, 1, 1, 0, 0, 0) : NULL;
  if (stop->refused)
    check_fails (world, GALLEY_ERROR_REJECTED, NULL, FALSE);
  world->patience = stop->patience;
  thread = g_thread_new ("cancel", cancel_when_asked, world);
  g_assert_null (run (world, &error));
  g_thread_join (g_steal_pointer (&thread));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (strstr (error->message, stop->says) == NULL)
    g_error ("not said: %s, but: %s", stop->says, error->message);
  open = galley_open_publish_list (world->dir);
  g_assert_cmpuint (open->len, ==, 1);
  world_finish (world);
}

/* The whole site is somewhere else now, and answers each question with where: the new place is named, and never
 * asked, or the key would be given to whoever owns it. */
static void
test_moved_away (void)
{
  static const ScriptRow nothing[] = { { NULL } };
  ScriptedServer *elsewhere = scripted_server_new (nothing);
  const char *url = scripted_server_get_url (elsewhere);
  g_autofree char *location = g_strdup_printf ("Location: http://localhost:%s", strrchr (url, ':') + 1);
  const ScriptRow rows[] = {
    { "GET", TWINS, NULL, 301, NULL, location },
    { "GET", TWINS, NULL, 200, named_draft () },
    { "PUT", BY_ID, "\"lexical\"", 308, NULL, location },
    { "GET", BY_ID, NULL, 200, sent (FAILED_MAIL ("6b04caa58bc5c80ff5f569e8")) },
    { "GET", BY_ID, NULL, 200, sent (FAILED_MAIL ("6b04caa58bc5c80ff5f569e8")) },
    { "PUT", BY_ID, "\"draft\"", 302, NULL, location },
    { NULL }
  };
  World *world = world_new (rows, GALLEY_ACT_EMAIL, ISSUE);
  g_autoptr (GError) error = NULL;

  check_fails (world, GALLEY_ERROR_REJECTED, "is found at “localhost” now; the key was not sent there", FALSE);
  check_fails (world, GALLEY_ERROR_REJECTED, "is found at “localhost” now; the key was not sent there", FALSE);
  check_retry (world, &error);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED);
  g_assert_nonnull (strstr (error->message, "is found at “localhost” now; the key was not sent there"));
  g_assert_cmpuint (scripted_server_count_requests (elsewhere), ==, 0);
  scripted_server_finish (elsewhere);
  world_finish (world);
}

int
main (int argc, char **argv)
{
  g_autofree const char *without_paywall = NULL;

  isolated_test_init (&argc, &argv);
  without_paywall = changed_there ("Without its paywall.", "2026-01-01T00:00:00.000Z");
  g_test_add_func ("/publish/ghost/trap-1-redirects", test_moved);
  g_test_add_func ("/publish/ghost/trap-3-9-12-whole-way", test_whole_way);
  g_test_add_data_func ("/publish/ghost/lost-answers", GUINT_TO_POINTER (SCRIPT_CLOSE), test_lost_answers);
  g_test_add_data_func ("/publish/ghost/half-answers", GUINT_TO_POINTER (SCRIPT_HALF), test_lost_answers);
  g_test_add_func ("/publish/ghost/lost-send", test_lost_send);
  g_test_add_func ("/publish/ghost/lost-look", test_lost_look);
  g_test_add_func ("/publish/ghost/late-send", test_late_send);
  g_test_add_func ("/publish/ghost/later-send", test_later_send);
  g_test_add_func ("/publish/ghost/late-mail", test_late_mail);
  g_test_add_func ("/publish/ghost/mail-behind", test_mail_behind);
  g_test_add_data_func ("/publish/ghost/other-newsletter/archived", GUINT_TO_POINTER (TRUE), test_other_newsletter);
  g_test_add_data_func ("/publish/ghost/other-newsletter/gone", GUINT_TO_POINTER (FALSE), test_other_newsletter);
  g_test_add_func ("/publish/ghost/archived-there", test_archived_there);
  g_test_add_func ("/publish/ghost/unscheduled", test_unscheduled);
  g_test_add_func ("/publish/ghost/unscheduled-key", test_unscheduled_key);
  g_test_add_data_func ("/publish/ghost/late-take-down", post_json ("draft", "nuri", PENDING, HTML), test_late_take_down);
  g_test_add_func ("/publish/ghost/take-down-hour", test_take_down_hour);
  g_test_add_func ("/publish/ghost/failed-meanwhile", test_failed_meanwhile);
  g_test_add_func ("/publish/ghost/retry-archived", test_retry_archived);
  g_test_add_func ("/publish/ghost/retry-scheduled", test_retry_scheduled);
  g_test_add_func ("/publish/ghost/changed-behind", test_changed_behind);
  g_test_add_func ("/publish/ghost/sent-there", test_sent_there);
  g_test_add_func ("/publish/ghost/lost-hour", test_lost_hour);
  g_test_add_func ("/publish/ghost/lost-readers", test_lost_readers);
  g_test_add_func ("/publish/ghost/changed-while-waiting", test_changed_while_waiting);
  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      g_autofree char *path = g_strconcat ("/publish/ghost/stopped/", stops[i].name, NULL);

      g_test_add_data_func (path, &stops[i], test_stopped);
    }
  g_test_add_func ("/publish/ghost/moved-away", test_moved_away);
  g_test_add_func ("/publish/ghost/trap-14-not-created", test_not_created);
  g_test_add_func ("/publish/ghost/trap-4-conflict", test_conflict);
  g_test_add_func ("/publish/ghost/resolved", test_resolved);
  g_test_add_func ("/publish/ghost/refused", test_refused);
  g_test_add_func ("/publish/ghost/too-many", test_too_many);
  g_test_add_func ("/publish/ghost/trap-5-same-text", test_same_text);
  g_test_add_func ("/publish/ghost/trap-6-cut-off", test_cut_off);
  g_test_add_func ("/publish/ghost/trap-6-cut-off-paid", test_cut_off_paid);
  g_test_add_func ("/publish/ghost/trap-6-cut-off-shared", test_cut_off_shared);
  g_test_add_func ("/publish/ghost/trap-6-cut-off-archived", test_cut_off_archived);
  g_test_add_func ("/publish/ghost/trap-6-cut-off-gone", test_cut_off_gone);
  g_test_add_func ("/publish/ghost/trap-6-cut-off-author", test_cut_off_author);
  g_test_add_func ("/publish/ghost/trap-6-cut-off-draft", test_cut_off_draft);
  g_test_add_func ("/publish/ghost/trap-8-picture", test_picture);
  g_test_add_func ("/publish/ghost/files", test_files);
  g_test_add_func ("/publish/ghost/trap-10-leak", test_leak);
  g_test_add_data_func ("/publish/ghost/leak-there/found", GUINT_TO_POINTER (FALSE), test_leak_there);
  g_test_add_data_func ("/publish/ghost/leak-there/made", GUINT_TO_POINTER (TRUE), test_leak_there);
  g_test_add_func ("/publish/ghost/trap-11-email-only", test_email_only);
  g_test_add_func ("/publish/ghost/trap-12-failed-mail", test_failed_mail);
  g_test_add_func ("/publish/ghost/retry-staff", test_retry_staff);
  g_test_add_func ("/publish/ghost/failed-taken-back", test_failed_taken_back);
  g_test_add_data_func ("/publish/ghost/changed-unseen/mail-only",
                        post_json ("draft", "nuri", "\"email_only\":true,", HTML), test_changed_unseen);
  g_test_add_data_func ("/publish/ghost/changed-unseen/readers",
                        post_json ("draft", "nuri", "\"visibility\":\"paid\",", HTML), test_changed_unseen);
  g_test_add_data_func ("/publish/ghost/changed-unseen/words",
                        without_paywall, test_changed_unseen);
  g_test_add_func ("/publish/ghost/changed-unseen/whom", test_readers_unseen);
  g_test_add_func ("/publish/ghost/mail-only-there", test_mail_only_there);
  g_test_add_data_func ("/publish/ghost/faster-there/before", GUINT_TO_POINTER (FALSE), test_faster_there);
  g_test_add_data_func ("/publish/ghost/faster-there/behind", GUINT_TO_POINTER (TRUE), test_faster_there);
  g_test_add_data_func ("/publish/ghost/same-picture/before", GUINT_TO_POINTER (FALSE), test_same_picture);
  g_test_add_data_func ("/publish/ghost/same-picture/behind", GUINT_TO_POINTER (TRUE), test_same_picture);
  g_test_add_func ("/publish/ghost/retry-integration", test_retry_integration);
  g_test_add_func ("/publish/ghost/retry-half-done", test_retry_half_done);
  g_test_add_func ("/publish/ghost/cancel", test_cancel);
  return g_test_run ();
}
