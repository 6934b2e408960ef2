/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-http.h"

#include "galley-error.h"
#include "scripted-server.h"

static GalleyResponse *
ask (GalleyHttp      *http,
     ScriptedServer  *server,
     const char      *method,
     const char      *path,
     GalleyRequest    request,
     GCancellable    *cancellable,
     GError         **error)
{
  g_autofree char *url = g_strconcat (scripted_server_get_url (server), path, NULL);
  request.method = method;
  request.url = url;
  return galley_http_send (http, &request, cancellable, error);
}

static void
test_answer (void)
{
  static const ScriptRow rows[] = {
    { "GET", "/site/?a=%27b", "X-One: 1", 200, "{\"a\":1}", "Content-Type: application/json\nDate: today" },
    { "POST", "/posts/", "Content-Type: application/json\nUser-Agent: Galley/\n{\"b\":2}", 422, "{}" },
    { NULL }
  };
  g_autoptr (GalleyHttp) http = galley_http_new (NULL);
  ScriptedServer *server = scripted_server_new (rows);
  g_autoptr (GError) error = NULL;
  const char *headers[] = { "X-One", "1", NULL };
  g_autoptr (GalleyResponse) one = ask (http, server, "GET", "site/?a=%27b",
                                        (GalleyRequest) { .headers = headers }, NULL, &error);
  g_assert_no_error (error);
  gsize length = 0;
  g_assert_cmpuint (galley_response_get_status (one), ==, 200);
  g_assert_cmpstr (galley_response_get_body (one, &length), ==, "{\"a\":1}");
  g_assert_cmpuint (length, ==, 7);
  g_assert_cmpstr (galley_response_get_header (one, "date"), ==, "today");
  g_assert_null (galley_response_get_header (one, "x-none"));

  g_autoptr (GBytes) body = g_bytes_new_static ("{\"b\":2}", 7);
  g_autoptr (GalleyResponse) two = ask (http, server, "POST", "posts/",
                                        (GalleyRequest) { .body = body, .content_type = "application/json" },
                                        NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (galley_response_get_status (two), ==, 422);
  scripted_server_finish (server);
}

/* One row a way to fail; every one must be OFFLINE unless it says otherwise, and nothing is sent
 * a second time. */
static const struct {
  const char    *name;
  const char    *method;
  ScriptFault    fault;
  GalleyErrorCode code;
  gsize          max_length;
} faults[] = {
  { "close-get", "GET", SCRIPT_CLOSE, GALLEY_ERROR_OFFLINE, 0 },
  { "close-post", "POST", SCRIPT_CLOSE, GALLEY_ERROR_OFFLINE, 0 },
  { "close-put", "PUT", SCRIPT_CLOSE, GALLEY_ERROR_OFFLINE, 0 },
  { "half", "GET", SCRIPT_HALF, GALLEY_ERROR_OFFLINE, 0 },
  { "half-put", "PUT", SCRIPT_HALF, GALLEY_ERROR_OFFLINE, 0 },
  { "silent", "GET", SCRIPT_SILENT, GALLEY_ERROR_OFFLINE, 0 },
  { "drip", "PUT", SCRIPT_DRIP, GALLEY_ERROR_OFFLINE, 0 },
  { "long", "GET", SCRIPT_REPLY, GALLEY_ERROR_LIMIT, 1999 },
};

static void
test_fault (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *reply = g_strnfill (2000, 'x');
  ScriptRow rows[] = {
    { faults[i].method, "/", NULL, 200, reply, NULL, faults[i].fault },
    { NULL }
  };
  g_autoptr (GalleyHttp) http = galley_http_new (NULL);
  ScriptedServer *server = scripted_server_new (rows);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GalleyResponse) response = ask (http, server, faults[i].method, "",
                                             (GalleyRequest) { .timeout = 1, .max_length = faults[i].max_length },
                                             NULL, &error);
  g_assert_null (response);
  g_assert_error (error, GALLEY_ERROR, faults[i].code);
  g_assert_nonnull (strstr (error->message, "127.0.0.1"));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 8 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (scripted_server_count_requests (server), ==, 1);
  scripted_server_finish (server);
}

/* The server promises to keep the connection and does not. A GET may go again, a PUT or a POST must
 * neither fail for it nor be seen twice. */
static void
test_kept_connection (void)
{
  static const ScriptRow rows[] = {
    { "GET", "/1", NULL, 200, "{}", NULL, SCRIPT_CLOSE_AFTER },
    { "GET", "/2", NULL, 200, "{}", NULL, SCRIPT_CLOSE_AFTER },
    { "POST", "/3", NULL, 201, "{}", NULL, SCRIPT_CLOSE_AFTER },
    { "PUT", "/4", NULL, 200, "{}", NULL, SCRIPT_CLOSE_AFTER },
    { "PUT", "/5", NULL, 200, "{}", NULL, SCRIPT_REPLY },
    { "PUT", "/6", NULL, 200, "{}", NULL, SCRIPT_CLOSE },
    { NULL }
  };
  g_autoptr (GalleyHttp) http = galley_http_new (NULL);
  ScriptedServer *server = scripted_server_new (rows);
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyResponse) response = ask (http, server, rows[i].method, rows[i].path + 1,
                                                 (GalleyRequest) { .timeout = 5 }, NULL, &error);
      if (rows[i].fault == SCRIPT_CLOSE)
        g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE);
      else
        g_assert_no_error (error);
      g_assert_cmpuint (scripted_server_count_requests (server), ==, i + 1);
    }
  scripted_server_finish (server);
}

static void
test_redirect (void)
{
  static const ScriptRow rows[] = {
    { "GET", "/posts", NULL, 301, NULL, "Location: /posts/" },
    { NULL }
  };
  g_autoptr (GalleyHttp) http = galley_http_new (NULL);
  ScriptedServer *server = scripted_server_new (rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResponse) response = ask (http, server, "GET", "posts", (GalleyRequest) { 0 }, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (galley_response_get_status (response), ==, 301);
  g_assert_cmpstr (galley_response_get_header (response, "Location"), ==, "/posts/");
  scripted_server_finish (server);
}

static void
test_cookies (void)
{
  static const ScriptRow rows[] = {
    { "GET", "/", NULL, 200, "{}", "Set-Cookie: a=b; Path=/" },
    { "GET", "/", NULL, 200, "{}", NULL },
    { NULL }
  };
  g_autoptr (GalleyHttp) http = galley_http_new (NULL);
  ScriptedServer *server = scripted_server_new (rows);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GalleyResponse) response = ask (http, server, "GET", "", (GalleyRequest) { 0 }, NULL, NULL);
      g_assert_nonnull (response);
    }
  g_autofree char *log = scripted_server_dup_log (server);
  g_assert_null (strstr (log, "Cookie"));
  scripted_server_finish (server);
}

static void
test_addresses (void)
{
  static const char *const refused[] = {
    "http://example.com/", "http://10.0.0.1/", "http://127.0.0.1.example.com/", "http://localhost.example.com/",
    "ftp://127.0.0.1/", "file:///etc/passwd", "", "https://", "https://a:b@example.com/", "nonsense",
    "http://127.0.0.1@example.com/",
  };
  g_autoptr (GalleyHttp) http = galley_http_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      GalleyRequest request = { .method = "GET", .url = refused[i] };
      g_autoptr (GalleyResponse) response = galley_http_send (http, &request, NULL, &error);
      g_assert_null (response);
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED);
    }
  /* Nobody listens on port 1, and that is another answer: loopback is allowed to be tried. */
  static const char *const allowed[] = { "http://127.0.0.1:1/", "http://[::1]:1/", "http://localhost:1/" };
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    {
      g_autoptr (GError) error = NULL;
      GalleyRequest request = { .method = "GET", .url = allowed[i] };
      g_autoptr (GalleyResponse) response = galley_http_send (http, &request, NULL, &error);
      g_assert_null (response);
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE);
    }
}

static gpointer
cancel_thread (gpointer data)
{
  g_usleep (200 * 1000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel (void)
{
  static const ScriptRow rows[] = { { "GET", "/", NULL, 200, "{}", NULL, SCRIPT_SILENT }, { NULL } };
  g_autoptr (GalleyHttp) http = galley_http_new (NULL);
  ScriptedServer *server = scripted_server_new (rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel_thread, cancellable);
  g_autoptr (GalleyResponse) response = ask (http, server, "GET", "", (GalleyRequest) { 0 }, cancellable, &error);
  g_assert_null (response);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  g_clear_error (&error);
  response = ask (http, server, "GET", "", (GalleyRequest) { 0 }, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  scripted_server_finish (server);
}

static gpointer
many_thread (gpointer data)
{
  gpointer *pair = data;
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyResponse) response = ask (pair[0], pair[1], i % 2 ? "GET" : "PUT", "",
                                                 (GalleyRequest) { 0 }, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (galley_response_get_body (response, NULL), ==, "{}");
    }
  return NULL;
}

static void
test_threads (void)
{
  static const ScriptRow rows[] = {
    { "GET", "/", NULL, 200, "{}", NULL, SCRIPT_REPLY, TRUE },
    { "PUT", "/", NULL, 200, "{}", NULL, SCRIPT_REPLY, TRUE },
    { NULL }
  };
  g_autoptr (GalleyHttp) http = galley_http_new (NULL);
  ScriptedServer *server = scripted_server_new (rows);
  gpointer pair[] = { http, server };
  GThread *threads[6];
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("many", many_thread, pair);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (scripted_server_count_requests (server), ==, 120);
  scripted_server_finish (server);
}

int
main (int    argc,
      char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/http/answer", test_answer);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/http/fault/", faults[i].name, NULL);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_fault);
    }
  g_test_add_func ("/http/kept-connection", test_kept_connection);
  g_test_add_func ("/http/redirect", test_redirect);
  g_test_add_func ("/http/cookies", test_cookies);
  g_test_add_func ("/http/addresses", test_addresses);
  g_test_add_func ("/http/cancel", test_cancel);
  g_test_add_func ("/http/threads", test_threads);
  return g_test_run ();
}
