/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-remote-picture.h"

#include <string.h>
#include <utime.h>

#include "galley-error.h"
#include "galley-file.h"
#include "scripted-server.h"

#define SVG "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"6\"></svg>"
#define PICTURE "Content-Type: image/svg+xml"

typedef struct {
  char *cache;
  GalleyHttp *http;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->cache = g_dir_make_tmp ("galley-remote-XXXXXX", NULL);
  f->http = galley_http_new (NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  galley_file_remove_tree (f->cache);
  g_free (f->cache);
  g_object_unref (f->http);
}

static GBytes *
load (Fixture *f, ScriptedServer *server, const char *path, GError **error)
{
  g_autofree char *address = g_strconcat (scripted_server_get_url (server), path, NULL);
  g_autofree char *mime = NULL;
  GBytes *bytes = galley_remote_picture_load (f->cache, f->http, address, 1, &mime, NULL, error);

  if (bytes)
    g_assert_cmpstr (mime, ==, "image/svg+xml");
  return bytes;
}

/* Once from its site, then from the cache; after a week its site is asked, and when that is silent the
 * old one is shown. */
static void
test_cache (Fixture *f, gconstpointer data)
{
  const ScriptRow rows[] = {
    { "GET", "/a.svg", "Accept: image/*", 200, SVG, PICTURE },
    { "GET", "/a.svg", NULL, 200, SVG, PICTURE, SCRIPT_HALF },
    { NULL },
  };
  ScriptedServer *server = scripted_server_new (rows);
  g_autofree char *folder = g_build_filename (f->cache, "remote-pictures", NULL);
  g_autofree char *log = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autofree char *kept = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) bytes = load (f, server, "a.svg", &error);

      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), SVG, strlen (SVG));
    }
  g_assert_cmpuint (scripted_server_count_requests (server), ==, 1);
  log = scripted_server_dup_log (server);
  g_assert_null (strstr (log, "Referer"));
  g_assert_null (strstr (log, "Cookie"));

  dir = g_dir_open (folder, 0, NULL);
  kept = g_build_filename (folder, g_dir_read_name (dir), NULL);
  g_assert_cmpint (utime (kept, &(struct utimbuf) { 0 }), ==, 0);
  g_clear_error (&error);
  {
    g_autoptr (GBytes) bytes = load (f, server, "a.svg", &error);

    g_assert_no_error (error);
    g_assert_nonnull (bytes);
  }
  g_assert_cmpuint (scripted_server_count_requests (server), ==, 2);
  scripted_server_finish (server);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *large = g_strnfill (20 * 1024 * 1024 + 1, 'x');
  const ScriptRow rows[] = {
    { "GET", "/page", NULL, 200, "<html>not a picture</html>", PICTURE },
    { "GET", "/empty", NULL, 200, NULL, PICTURE },
    { "GET", "/large", NULL, 200, large, PICTURE },
    { "GET", "/wide.gif", NULL, 200, "GIF89a\xff\xff\xff\xff\x80\x01\x01", "Content-Type: image/gif" },
    { "GET", "/gone", NULL, 404, "gone", NULL },
    { "GET", "/to-plain", NULL, 302, NULL, "Location: http://127.0.0.1:1/a.svg" },
    { "GET", "/to-file", NULL, 302, NULL, "Location: file:///etc/passwd" },
    { "GET", "/nowhere", NULL, 302, NULL, "X-None: 1" },
    { "GET", "/slow", NULL, 200, NULL, NULL, SCRIPT_SILENT },
    { NULL },
  };
  static const struct {
    const char *path;
    int code;
  } cases[] = {
    { "page", GALLEY_ERROR_INVALID },      { "empty", GALLEY_ERROR_INVALID },
    { "large", GALLEY_ERROR_LIMIT },       { "wide.gif", GALLEY_ERROR_LIMIT },
    { "gone", GALLEY_ERROR_REJECTED },     { "to-plain", GALLEY_ERROR_REJECTED },
    { "to-file", GALLEY_ERROR_REJECTED },  { "nowhere", GALLEY_ERROR_REJECTED },
    { "slow", GALLEY_ERROR_OFFLINE },
  };
  ScriptedServer *server = scripted_server_new (rows);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = load (f, server, cases[i].path, &error);

      g_test_message ("%s: %s", cases[i].path, error ? error->message : "no error");
      g_assert_null (bytes);
      g_assert_error (error, GALLEY_ERROR, cases[i].code);
      if (g_str_equal (cases[i].path, "large"))
        g_assert_nonnull (strstr (error->message, "The picture at"));
    }
  scripted_server_finish (server);
}

static void
test_addresses (Fixture *f, gconstpointer data)
{
  static const char *const plain[] = { "http://example.org/a.png", "ftp://example.org/a.png",
                                       "file:///etc/passwd", "a.png", "https://", "" };
  g_autofree char *whole = galley_remote_picture_dup_address ("//Example.org/a.png");
  g_autofree char *host = galley_remote_picture_dup_host ("//Example.org/a.png");

  g_assert_cmpstr (whole, ==, "https://Example.org/a.png");
  g_assert_cmpstr (host, ==, "example.org");
  g_assert_null (galley_remote_picture_dup_host ("a.png"));
  g_assert_null (galley_remote_picture_dup_host ("data:image/png;base64,"));
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *mime = NULL;

      g_assert_null (galley_remote_picture_load (f->cache, f->http, plain[i], 1, &mime, NULL, &error));
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/services/remote-picture/cache", Fixture, NULL, set_up, test_cache, tear_down);
  g_test_add ("/services/remote-picture/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/services/remote-picture/addresses", Fixture, NULL, set_up, test_addresses, tear_down);
  return g_test_run ();
}
