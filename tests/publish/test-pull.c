/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "galley-content-same.h"
#include "galley-error.h"
#include "galley-file.h"
#include "galley-pull.h"
#include "scripted-server.h"

#define KEY "64f0c0ffee0123456789abcd:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define POST_ID "6b04caa58bc5c80ff5f569e7"
#define FORMATS "?formats=html,lexical"
#define BY_SLUG "/ghost/api/admin/posts/slug/nuri/" FORMATS
#define BY_ID "/ghost/api/admin/posts/" POST_ID "/" FORMATS
#define SVG "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"></svg>"
#define POST(fields)                                                                               \
  "{\"posts\":[{\"id\":\"" POST_ID "\",\"slug\":\"nuri\",\"title\":\"Nuri\",\"status\":\"draft\"," \
  "\"visibility\":\"public\",\"updated_at\":\"2026-01-01T00:00:00.000Z\"," fields "}]}"
#define IMAGE(src) "{\\\"type\\\":\\\"image\\\",\\\"version\\\":1,\\\"src\\\":\\\"" src "\\\"}"
#define LEXICAL(children) "\"lexical\":\"{\\\"root\\\":{\\\"children\\\":[" children "]}}\""

typedef struct {
  char           *dir;
  char           *path;
  ScriptedServer *server;
} World;

static World *
world_new (const ScriptRow *rows)
{
  World *self = g_new0 (World, 1);

  self->dir = g_dir_make_tmp ("galley-pull-XXXXXX", NULL);
  self->path = g_build_filename (self->dir, "issue.md", NULL);
  self->server = scripted_server_new (rows);
  return self;
}

static void
world_finish (World *self)
{
  scripted_server_finish (self->server);
  g_assert_true (galley_file_remove_tree (self->dir));
  g_free (self->path);
  g_free (self->dir);
  g_free (self);
}

/* What is told while it is done: each stage, and how many pictures of how many. */
static void
progress_cb (const GalleyProgress *progress, gpointer user_data)
{
  GString *told = user_data;

  if (told != NULL && progress->total > 0)
    g_string_append_printf (told, "%s %u/%u\n", progress->stage, progress->done, progress->total);
  else if (told != NULL)
    g_string_append_printf (told, "%s\n", progress->stage);
  g_assert_true (g_utf8_validate (progress->message, -1, NULL) && progress->message[0] != '\0');
}

static GalleyPullReceipt *
run_and_tell (World *self, const char *post, GString *told, GError **error)
{
  const char *url = scripted_server_get_url (self->server);
  g_autofree char *root = g_strconcat (url, "ghost/api/admin/", NULL);
  g_autofree char *state = g_build_filename (self->dir, "state", NULL);
  g_autoptr (GalleyAccount) account = galley_account_new (NULL, NULL, "ghost", url, root);
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (state, NULL);
  g_autoptr (GalleyHttp) http = galley_http_new (NULL);
  const GalleyConnection connection = { http, account, KEY };
  const GalleyPullRequest request = { .service = galley_service_find ("ghost"), .connection = &connection,
                                      .post = post, .path = self->path, .ledger = ledger,
                                      .progress = progress_cb, .progress_data = told };

  return galley_pull (&request, NULL, error);
}

static GalleyPullReceipt *
run (World *self, const char *post, GError **error)
{
  return run_and_tell (self, post, NULL, error);
}

static char *
dup_issue (World *self)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (self->path, &text, NULL, NULL));
  return text;
}

/* Of what a post names only what the site itself serves is fetched; what is no picture stays there. */
static void
test_pictures (void)
{
  const ScriptRow rows[] = {
    { "GET", BY_SLUG, NULL, 200,
      POST (LEXICAL (IMAGE ("@URL@content/images/a.svg") "," IMAGE ("https://img.example/far.jpg") ","
                     IMAGE ("http://127.0.0.1:9/near.jpg") "," IMAGE ("file:///etc/passwd") ","
                     IMAGE ("@URL@content/images/gone.jpg") "," IMAGE ("@URL@content/images/page.jpg") ","
                     IMAGE ("@URL@content/images/away.jpg"))) },
    { "GET", "/content/images/a.svg", NULL, 200, SVG, "Content-Type: image/svg+xml" },
    { "GET", "/content/images/gone.jpg", NULL, 404, "<html>", "Content-Type: text/html" },
    { "GET", "/content/images/page.jpg", NULL, 200, "<html>", "Content-Type: image/jpeg" },
    { "GET", "/content/images/away.jpg", NULL, 301, "", "Location: http://127.0.0.1:9/near.jpg" },
    { NULL }
  };
  World *world = world_new (rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPullReceipt) receipt = run (world, "nuri", &error);
  g_autofree char *text = NULL;
  g_autofree char *log = scripted_server_dup_log (world->server);

  g_assert_no_error (error);
  g_assert_cmpuint (receipt->n_pictures, ==, 1);
  g_assert_cmpuint (receipt->findings->len, ==, 3);
  text = dup_issue (world);
  g_assert_nonnull (strstr (text, "![](assets/a.svg)\n"));
  g_assert_nonnull (strstr (text, "![](https://img.example/far.jpg)\n"));
  g_assert_nonnull (strstr (text, "content/images/gone.jpg)\n"));
  g_assert_nonnull (strstr (text, "content/images/page.jpg)\n"));
  /* The key goes to the site's API and with no picture. */
  g_assert_null (strstr (strstr (log, "/content/images/a.svg"), "uthorization"));
  world_finish (world);
}

/* Names that lead elsewhere, or nowhere, end as a plain name beside the issue. */
static void
test_names (void)
{
  const ScriptRow rows[] = {
    { "GET", BY_SLUG, NULL, 200,
      POST (LEXICAL (IMAGE ("@URL@content/images/..%2F..%2Fup.svg") "," IMAGE ("@URL@content/images/%00.svg") ","
                     IMAGE ("@URL@content/images/.hidden") "," IMAGE ("@URL@content/images/a.svg?x=/../../b.sh") ","
                     IMAGE ("@URL@content/images/"))) },
    { "GET", NULL, NULL, 200, SVG, "Content-Type: image/svg+xml", 0, TRUE },
    { NULL }
  };
  World *world = world_new (rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPullReceipt) receipt = run (world, "nuri", &error);
  g_autofree char *folder = g_path_get_dirname (world->path);
  g_autofree char *assets = g_build_filename (folder, "assets", NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_assert_no_error (error);
  dir = g_dir_open (assets, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_assert_true (g_ascii_isalnum (name[0]) && g_str_has_suffix (name, ".svg"));
  g_assert_cmpuint (receipt->n_pictures, >=, 3);
  world_finish (world);
}

/* A post of before Lexical is read from its page, and that is said. */
static void
test_older (void)
{
  const ScriptRow rows[] = {
    { "GET", BY_ID, NULL, 200,
      POST ("\"lexical\":null,\"html\":\"<p>Old <strong>words</strong></p><!--kg-card-begin: html--><div class=\\\"x\\\">"
            "\\n\\nraw</div><!--kg-card-end: html--><figure class=\\\"kg-card kg-image-card kg-width-wide\\\"><img src="
            "\\\"https://img.example/a.jpg\\\" class=\\\"kg-image\\\" alt=\\\"A\\\" loading=\\\"lazy\\\"><figcaption>Cap"
            "</figcaption></figure><!--members-only--><h2 id=\\\"x\\\">Head</h2><ul><li>one</li></ul>\"") },
    { NULL }
  };
  World *world = world_new (rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPullReceipt) receipt = run (world, POST_ID, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (receipt->findings->len, ==, 1);
  g_assert_cmpstr (galley_finding_get_id (receipt->findings->pdata[0]), ==, "pull-converted");
  text = dup_issue (world);
  g_assert_nonnull (strstr (text, "---\n\nOld **words**\n\n<div class=\"x\">\nraw</div>\n\n"
                                  "![A](https://img.example/a.jpg \"Cap\"){.wide}\n\n<!--members-only-->\n\n"
                                  "## Head\n\n- one\n"));
  world_finish (world);
}

/* What never ends is left where it is, and so is the issue's address of it; the others come. */
static void
test_flood (void)
{
  const ScriptRow rows[] = {
    { "GET", BY_SLUG, NULL, 200,
      POST (LEXICAL (IMAGE ("@URL@content/images/endless.png") "," IMAGE ("@URL@content/images/a.svg"))) },
    { "GET", "/content/images/endless.png", NULL, 200, NULL, NULL, SCRIPT_FLOOD },
    { "GET", "/content/images/a.svg", NULL, 200, SVG, "Content-Type: image/svg+xml" },
    { NULL }
  };
  World *world = world_new (rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPullReceipt) receipt = run (world, "nuri", &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (receipt->n_pictures, ==, 1);
  g_assert_cmpuint (receipt->findings->len, ==, 1);
  g_assert_nonnull (strstr (galley_finding_get_message (receipt->findings->pdata[0]), "endless.png” stays on the site: "));
  g_assert_nonnull (strstr (galley_finding_get_message (receipt->findings->pdata[0]), "is longer than 64"));
  text = dup_issue (world);
  g_assert_nonnull (strstr (text, "content/images/endless.png)\n\n![](assets/a.svg)\n"));
  world_finish (world);
}

/* An issue brings 500 pictures along and says how many stay; each is told of while it comes. */
static void
test_many (void)
{
  g_autoptr (GString) children = g_string_new (NULL);
  g_autoptr (GString) told = g_string_new (NULL);
  g_autofree char *post = NULL;
  ScriptRow rows[] = { { "GET", BY_SLUG, NULL, 200 },
                       { "GET", NULL, NULL, 404, "", "Content-Type: text/html", 0, TRUE },
                       { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPullReceipt) receipt = NULL;
  World *world;

  for (guint i = 0; i < 502; i++)
    g_string_append_printf (children, "%s" IMAGE ("@URL@content/images/%u.svg"), i > 0 ? "," : "", i);
  post = g_strdup_printf (POST (LEXICAL ("%s")), children->str);
  rows[0].reply = post;
  world = world_new (rows);
  receipt = run_and_tell (world, "nuri", told, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (scripted_server_count_requests (world->server), ==, 501);
  g_assert_cmpuint (receipt->findings->len, ==, 501);
  g_assert_cmpstr (galley_finding_get_message (receipt->findings->pdata[500]), ==,
                   "2 more pictures stay on the site: an issue brings 500 along.");
  g_assert_nonnull (strstr (told->str, "pictures 0/502\npictures 1/502\n"));
  g_assert_nonnull (strstr (told->str, "pictures 499/502\n"));
  g_assert_null (strstr (told->str, "pictures 500/502\n"));
  world_finish (world);
}

static void
assert_refused (const ScriptRow *rows, const char *post, int code)
{
  World *world = world_new (rows);
  g_autoptr (GError) error = NULL;
  GalleyPullReceipt *receipt = run (world, post, &error);

  g_assert_null (receipt);
  g_assert_error (error, GALLEY_ERROR, code);
  g_assert_false (g_file_test (world->path, G_FILE_TEST_EXISTS));
  world_finish (world);
}

/* Whatever goes wrong, no half of an issue is left. */
static void
test_refused (void)
{
  const char *missing = "{\"errors\":[{\"message\":\"M\",\"context\":\"Post not found.\",\"type\":\"NotFoundError\"}]}";
  const ScriptRow none[] = { { "GET", BY_SLUG, NULL, 404, missing }, { NULL } };
  const ScriptRow broken[] = { { "GET", BY_SLUG, NULL, 200, POST ("\"lexical\":\"{\\\"root\\\":[]}\"") }, { NULL } };
  const ScriptRow half[] = { { "GET", BY_SLUG, NULL, 200, POST (LEXICAL ("")), NULL, SCRIPT_HALF }, { NULL } };
  /* A length is promised that nobody has, and the line ends. */
  const ScriptRow lost[] = {
    { "GET", BY_SLUG, NULL, 200, POST (LEXICAL (IMAGE ("@URL@content/images/a.svg"))) },
    { "GET", "/content/images/a.svg", NULL, 200, SVG, "Content-Type: image/svg+xml", SCRIPT_HALF },
    { NULL }
  };

  assert_refused (none, "nuri", GALLEY_ERROR_REJECTED);
  assert_refused (broken, "nuri", GALLEY_ERROR_INVALID);
  assert_refused (half, "nuri", GALLEY_ERROR_OFFLINE);
  assert_refused (lost, "nuri", GALLEY_ERROR_OFFLINE);
}

/* A service that cannot read a node leaves it out, and all behind it: that is no success. */
static void
test_whole (void)
{
#define BODY(blocks) (char *) "{\"root\":{\"children\":[" blocks "]}}"
  g_autoptr (GalleyPostFields) fields = galley_post_fields_new ();
  g_autoptr (GalleyOriginals) originals = galley_originals_new ("{\"post\":\"" POST_ID "\",\"blocks\":[]}");
  GalleyContent content = { .fields = fields, .body = BODY ("{},{},{}"), .originals = originals };
  const GalleyPost same = { .body = BODY ("{},{},{}") };
  const GalleyPost less = { .title = (char *) "Nuri", .body = BODY ("{},{}") };
  const GalleyPost none = { .title = NULL };
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (originals);
  galley_post_fields_set (fields, "body", content.body);
  g_assert_true (galley_content_check_whole (&content, &same, &error));
  g_assert_false (galley_content_check_whole (&content, &less, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "Nuri"));
  g_clear_error (&error);
  g_assert_false (galley_content_check_whole (&content, &none, &error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/publish/pull/pictures", test_pictures);
  g_test_add_func ("/publish/pull/names", test_names);
  g_test_add_func ("/publish/pull/older", test_older);
  g_test_add_func ("/publish/pull/flood", test_flood);
  g_test_add_func ("/publish/pull/many", test_many);
  g_test_add_func ("/publish/pull/refused", test_refused);
  g_test_add_func ("/publish/pull/whole", test_whole);
  return g_test_run ();
}
